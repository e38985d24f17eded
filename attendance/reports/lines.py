"""How many lines a text takes and how tall its row must be: no viewer sizes merged or Lao rows itself."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from attendance.domain.text_keys import has_lao

LATIN_LINE = 1.38
"""Height of a line of Latin text in ems, with the air a spreadsheet leaves."""

LAO_LINE = 1.65
"""Height of a line of Lao text in ems (Noto Sans Lao and Phetsarath OT need 1.64)."""

MAX_HEIGHT = 409.0
"""Points; a spreadsheet row cannot be taller."""

_NARROW = frozenset("iljtfrI.,:;'|!()[] ")
_WIDE = frozenset("mwMWGOQ@%&")


def text_width(text: str, size: float = 11, bold: bool = False) -> float:
    """Width in column units (one digit of 11 point body text); generous, as a cut line is worse."""
    return sum(_width(letter) for letter in text) * size / 11 * (1.08 if bold else 1.0)


@lru_cache(maxsize=4096)
def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.6
    if letter in _WIDE:
        return 1.55
    if unicodedata.category(letter) in ("Mn", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return 2.0
    if "\u0e80" <= letter <= "\u0eff":
        return 1.16
    return 1.22 if letter.isupper() else 1.03


def line_count(text: str, room: float, size: float = 11, bold: bool = False) -> int:
    """Lines of the text in a cell ``room`` column units wide; Lao, without spaces, may break anywhere."""
    room = max(room - 1.0, 1.0)  # padding on both sides
    lines = 0
    for paragraph in text.split("\n"):
        lines += 1
        used = 0.0
        for word in paragraph.split(" "):
            width = text_width(word, size, bold)
            gap = text_width(" ", size, bold) if used else 0.0
            if used + gap + width <= room:
                used += gap + width
                continue
            if used:
                lines += 1
            extra = int(width // room) if width > room else 0
            lines += extra
            used = width - extra * room
    return lines


def row_height(
    texts: Iterable[tuple[str, float]],
    size: float = 11,
    *,
    bold: bool = False,
    lao: bool = False,
    air: float = 0.0,
) -> float:
    """Points for a row showing each ``(text, room)`` wrapped; ``lao`` when the book is set in Lao type."""
    tallest = 0.0
    for text, room in texts:
        em = LAO_LINE if lao or has_lao(text) else LATIN_LINE
        tallest = max(tallest, line_count(text, room, size, bold) * em * size)
    if not tallest:
        tallest = (LAO_LINE if lao else LATIN_LINE) * size
    return min(round(tallest + 0.35 + air, 1), MAX_HEIGHT)
