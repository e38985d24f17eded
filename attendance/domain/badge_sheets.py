"""Sizes of badges, and how many of them go on a sheet of paper."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Preset(StrEnum):
    """A size badge holders are sold in."""

    A7 = "a7"
    A6 = "a6"
    WIDE = "102x76"
    CARD = "cr80"


SIZES: dict[Preset, tuple[float, float]] = {
    Preset.A7: (74, 105),
    Preset.A6: (105, 148),
    Preset.WIDE: (102, 76),
    Preset.CARD: (85.6, 54),
}
"""Width and height in millimetres."""

PAPER = (210.0, 297.0)
"""A4, upright."""

EDGE = 6.5
"""What an office printer may leave white along the edges of A4, and room for the cut marks."""


class Place(NamedTuple):
    """The top left corner of one badge on its page, millimetres."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of badges.

    Attributes:
        width, height: of the paper; columns, rows: of badges on it, which touch each other.
        left, top: of the first badge.
    """

    width: float
    height: float
    columns: int
    rows: int
    left: float
    top: float
    badge: tuple[float, float]

    @property
    def count(self) -> int:
        return self.columns * self.rows

    def places(self, *, back: bool = False) -> list[Place]:
        """Where the badges go, row by row; on the back of the paper from right to left."""
        across = range(self.columns)
        return [
            Place(self.left + column * self.badge[0], self.top + row * self.badge[1])
            for row in range(self.rows)
            for column in (reversed(across) if back else across)
        ]


def sheet_for(preset: Preset, *, single: bool = False) -> Sheet:
    """As many as fit on A4 whichever way it lies; with ``single`` one on a page of its own size."""
    width, height = SIZES[preset]
    if single:
        return Sheet(width, height, 1, 1, 0, 0, (width, height))
    found = [_on(paper, width, height) for paper in (PAPER, (PAPER[1], PAPER[0]))]
    return max(found, key=lambda sheet: (sheet.count, sheet.height))


def _on(paper: tuple[float, float], width: float, height: float) -> Sheet:
    columns, rows = int((paper[0] - 2 * EDGE) // width), int((paper[1] - 2 * EDGE) // height)
    left, top = (paper[0] - columns * width) / 2, (paper[1] - rows * height) / 2
    return Sheet(*paper, columns, rows, left, top, (width, height))
