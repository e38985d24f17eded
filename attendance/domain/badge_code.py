"""The twelve digits on a badge: made, checked, read from a scanner, shown in fours."""

import re
import secrets
import unicodedata
from collections.abc import Callable

from attendance.domain.layouts import readings

LENGTH = 12
"""Eleven random digits and one check digit."""

# The totally anti-symmetric quasigroup of H. Michael Damm (2004), order 10: it finds every wrong digit
# and every swap of two neighbours.
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_AFTER = tuple({digit: int(row[int(digit)]) for digit in "0123456789"} for row in _DAMM)
# What scanners put before the code: the AIM symbology identifier, then the extended channel (ECI).
_PREFIX = re.compile(r"(?:\][A-Za-z][0-9A-Za-z])?(?:\\[0-9]{6})?")


def new_code(below: Callable[[int], int] = secrets.randbelow) -> str:
    """Return a fresh code; `below(n)` gives a random number under n. Uniqueness is the caller's to check."""
    digits = f"{below(10 ** (LENGTH - 1)):0{LENGTH - 1}d}"
    return digits + str(_remainder(digits))


def is_valid(code: str) -> bool:
    """True for twelve ASCII digits whose last one checks the others."""
    return len(code) == LENGTH and code.isascii() and code.isdigit() and _remainder(code) == 0


def clean(raw: str) -> str | None:
    """Return the code in what a scanner or a person sent, or None when there is none.

    Dropped: control and invisible characters, scanner prefixes, spaces and hyphens between groups.
    Digits of any script count (Lao, Thai, Khmer, Burmese, Arabic …); any other character is no code.
    """
    digits = (unicodedata.decimal(c, None) for c in _bare(raw) if not c.isspace() and c not in "-‐‑–")
    code = "".join("?" if digit is None else str(digit) for digit in digits)
    return code if is_valid(code) else None


def candidates(raw: str) -> tuple[str, ...]:
    """Every code that what was sent can stand for under some keyboard layout; none where it is no code.

    ``raw`` must be as it arrived, in no normal form. Of several codes the file knows which are badges.
    """
    if is_valid(raw):
        return (raw,)  # no layout has these digits at other keys
    own = clean(raw)
    found = dict.fromkeys([own] if own is not None else ())
    found.update(dict.fromkeys(code for code in readings(_bare(raw)) if is_valid(code)))
    return tuple(found)


def _bare(raw: str) -> str:
    """Without control and invisible characters and without what scanners put before a code."""
    visible = "".join(c for c in raw if unicodedata.category(c) not in ("Cc", "Cf"))
    return _PREFIX.sub("", visible.strip(), count=1)


def grouped(code: str) -> str:
    """Return the code as it is printed: "0123 4567 8901"."""
    return " ".join(code[n : n + 4] for n in range(0, len(code), 4))


def _remainder(digits: str) -> int:
    """The Damm remainder: the check digit of what lacks one, 0 for what holds its own."""
    interim = 0
    for digit in digits:
        interim = _AFTER[interim][digit]
    return interim
