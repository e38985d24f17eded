"""What a burst of keys was: a scan, how fast and how it ended, and what of the scanner should be changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from attendance.domain.badge_code import LENGTH, candidates, is_valid
from attendance.domain.layouts import languages, may_be_digit, native

HELD = 35
"""Milliseconds between two keys of a burst at most; typing is slower (a fast typist: 60 and more)."""
GAP = 80
"""Milliseconds between two keys once the speed was a scanner's, and the silence that ends a scan."""
CLEAR = 3
"""Keys at a scanner's speed after which it is no typist."""
SHORTEST = 8
"""Digits at a scanner's speed, with a suffix, that are a scan even if they are no code of ours."""


class Ending(StrEnum):
    """What ended a burst of digits."""

    ENTER = "enter"
    TAB = "tab"
    NONE = "none"


class Advice(StrEnum):
    """What can be said about a scan, the gravest first."""

    NO_DIGITS = "no_digits"
    TYPED = "typed"
    TOO_SLOW = "too_slow"
    BROKEN = "broken"
    WRONG_CHECK = "wrong_check"
    OTHER_CODE = "other_code"
    SEVERAL = "several"
    PREFIX = "prefix"
    NO_SUFFIX = "no_suffix"
    NO_POSITION = "no_position"
    LAYOUT = "layout"
    SHIFTED = "shifted"


GRAVE = frozenset({Advice.NO_DIGITS, Advice.TYPED, Advice.TOO_SLOW, Advice.BROKEN, Advice.WRONG_CHECK})
"""With one of these the scan is not booked, or was not one."""
BY_HAND = 120
"""Milliseconds between two keys from which on it looks like somebody's fingers."""


@dataclass(frozen=True, slots=True)
class Press:
    """One key as it arrived.

    Attributes:
        at: the system's own time, in ms.
        text: what the keyboard layout made of it.
        told: whether its position is known; then ``digit`` is the one on that key, "" for any other key.
        ending: where it is a key that may end a scan.
        shifted: Shift was down.
    """

    at: int
    text: str
    told: bool = True
    digit: str = ""
    ending: Ending | None = None
    shifted: bool = False

    @property
    def sign(self) -> str:
        """The digit, or the letter that may stand for one where no position is told."""
        return self.digit if self.told else self.text if may_be_digit(self.text) else ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the keys were.

    Attributes:
        raw: the characters as they arrived, without the ending.
        prefix: those before the first digit.
        languages: whose keyboard layout was on, the likeliest first; "" for plain digits; none if unknown.
        digits: the digits read, "" where there are several readings or none.
        codes: the codes of ours they can be.
        ending, pace, slowest: how it ended; milliseconds between two keys on average, and at most.
        advice: what is to be said.
    """

    raw: str
    prefix: str
    languages: tuple[str, ...]
    digits: str
    codes: tuple[str, ...]
    ending: Ending
    pace: float
    slowest: int
    advice: tuple[Advice, ...]

    @property
    def heard(self) -> bool:
        """Whether the window hears this as a scan of a badge."""
        return bool(self.codes) and not GRAVE & set(self.advice)


def examine(presses: Sequence[Press]) -> Finding | None:
    """What was pressed, or None for no key at all."""
    if not presses:
        return None
    body = _without_ending(presses)
    ending = presses[len(body)].ending if len(body) < len(presses) else None
    first = next((n for n, press in enumerate(body) if press.sign), len(body))
    prefix, signs = body[:first], body[first:]
    whole = "".join(press.sign for press in signs)
    codes = candidates(whole) or candidates(whole[-LENGTH:])
    digits = codes[0] if len(codes) == 1 else native(whole) or ""
    gaps = [after.at - before.at for before, after in pairwise(body)]
    finding = Finding(
        raw="".join(press.text for press in body),
        prefix="".join(press.text for press in prefix),
        languages=_languages(signs, codes),
        digits=digits,
        codes=codes,
        ending=ending or Ending.NONE,
        pace=sum(gaps) / len(gaps) if gaps else 0.0,
        slowest=max(gaps, default=0),
        advice=(),
    )
    return _advised(finding, signs, prefix, gaps)


def _without_ending(presses: Sequence[Press]) -> Sequence[Press]:
    end = len(presses)
    while end and presses[end - 1].ending is not None:
        end -= 1
    return presses[:end]


def _languages(signs: Sequence[Press], codes: Sequence[str]) -> tuple[str, ...]:
    told = [(press.text, press.digit) for press in signs if press.told and press.digit and press.text]
    if told:
        return languages(told)
    letters = "".join(press.text for press in signs)[-LENGTH:]
    found = (languages(zip(letters, code, strict=False)) for code in codes)
    return tuple(dict.fromkeys(one for several in found for one in several))


def _advised(
    finding: Finding, signs: Sequence[Press], prefix: Sequence[Press], gaps: Sequence[int]
) -> Finding:
    pieces = [press for press in signs if press.sign]
    late = [gap for n, gap in enumerate(gaps) if gap > (HELD if n < CLEAR - 1 + len(prefix) else GAP)]
    letters = any(press.text != press.digit for press in pieces if press.told)
    told = {
        Advice.NO_DIGITS: not pieces or not (finding.digits or finding.codes),
        Advice.TYPED: bool(gaps) and finding.pace >= BY_HAND,
        Advice.TOO_SLOW: bool(late) and finding.pace < BY_HAND,
        Advice.BROKEN: len(pieces) < len(signs),
        Advice.WRONG_CHECK: len(finding.digits) == LENGTH and not is_valid(finding.digits),
        Advice.OTHER_CODE: bool(finding.digits) and len(finding.digits) != LENGTH,
        Advice.SEVERAL: len(finding.codes) > 1,
        Advice.PREFIX: bool(prefix),
        Advice.NO_SUFFIX: finding.ending is Ending.NONE,
        Advice.NO_POSITION: any(not press.told for press in pieces),
        Advice.LAYOUT: letters and not any(press.shifted for press in pieces),
        Advice.SHIFTED: any(press.shifted for press in pieces),
    }
    advice = tuple(one for one in Advice if told[one])
    if Advice.NO_DIGITS in advice or Advice.TYPED in advice:
        advice = tuple(one for one in advice if one in GRAVE)[:1]
    return replace(finding, advice=advice)
