"""Rows that flow over pages: measured first, then put on as many pages as they take.

A heading stays with what it heads, a row is never cut, and what must be seen again stands on top of the page
that goes on with it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from attendance.reports.pages.canvas import Box, Canvas, Fitted, Side, Type, fit

_MANY = 60
"""Lines a text may take: nothing a person types is longer than a page."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Texts below one another, ``x`` and ``width`` in mm from the left of the flow."""

    x: float
    width: float
    texts: tuple[Fitted, ...]
    side: Side = "left"

    @property
    def height(self) -> float:
        return sum(text.height for text in self.texts)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the flow.

    Attributes:
        above, below: mm of air; ``rule``: colour of the line under it; ``fill``: of its ground.
        keep: stays on the page of the row that follows.
        again: rows that stand above it when it begins a page.
    """

    cells: tuple[Cell, ...]
    above: float = 0.0
    below: float = 0.0
    rule: str = ""
    fill: str = ""
    keep: bool = False
    again: "tuple[Row, ...]" = ()

    @property
    def height(self) -> float:
        return self.above + max((cell.height for cell in self.cells), default=0.0) + self.below


def cell(
    x: float, width: float, texts: Iterable[tuple[str, Type]], side: Side = "left", height: float = 240.0
) -> Cell:
    """A cell whose texts break into as many lines as they need."""
    fitted = (fit(words, width, height, face, _MANY) for words, face in texts if words)
    return Cell(x, width, tuple(fitted), side)


Placed = tuple[float, Row]


def paginated(rows: Sequence[Row], room: float) -> list[list[Placed]]:
    """The rows page by page, each with its distance from the top of the flow in mm."""
    pages: list[list[Placed]] = [[]]
    used = 0.0
    start = 0
    while start < len(rows):
        end = start + 1
        while end < len(rows) and rows[end - 1].keep:
            end += 1
        together = rows[start:end]
        if used + sum(row.height for row in together) > room and pages[-1]:
            pages.append([])
            used = 0.0
            for row in rows[start].again:
                pages[-1].append((used, row))
                used += row.height
        for row in together:
            pages[-1].append((used, row))
            used += row.height
        start = end
    return pages


def draw_row(canvas: Canvas, row: Row, x: float, y: float, width: float) -> None:
    """One row, its left top corner at x, y."""
    height = row.height
    if row.fill:
        canvas.fill(Box(x, y, width, height), row.fill)
    for one in row.cells:
        top = y + row.above
        for text in one.texts:
            canvas.put(Box(x + one.x, top, one.width, text.height), text, one.side)
            top += text.height
    if row.rule:
        canvas.line(x, y + height, x + width, y + height, row.rule, 0.2)
