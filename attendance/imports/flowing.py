"""Documents that flow (Word, web pages): their tables become rows of one sheet, one below another."""

from dataclasses import dataclass, field

from attendance.domain.errors import Refused
from attendance.imports.inspection import MAX_AREA, MAX_COLUMNS

_LINES_ABOVE = 3
_LONGEST_LINE = 160
_MOST_SPANNED = 1_000


@dataclass(slots=True)
class Cell:
    """One cell of a table as the document has it; ``continues`` is part of the cell above it."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    continues: bool = False
    fonts: set[str] = field(default_factory=set[str])


@dataclass(slots=True)
class _Table:
    rows: list[list[Cell]] = field(default_factory=list[list[Cell]])
    above: list[str] = field(default_factory=list[str])


class Flow:
    """Collects tables, and the lines right above each: titles, or the delegation whose people follow.

    Attributes:
        rows, numbers, merged: as ``reading.Sheet`` has them; the numbers count lines and rows from 1, with
            one left out between tables.
        fonts: of every cell that names one, by (row number, column).
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._lines: list[str] = []
        self._open: list[_Table] = []
        self.rows: list[list[str]] = []
        self.numbers: list[int] = []
        self.merged: list[tuple[int, int, int, int]] = []
        self.fonts: dict[tuple[int, int], set[str]] = {}
        self._whole: list[int] = []
        self._next, self._area = 1, 0

    def line(self, text: str) -> None:
        """A paragraph outside tables."""
        text = " ".join(text.split())
        if text and not self._open:
            self._lines = [*self._lines, text][-_LINES_ABOVE:]

    def begin_table(self) -> None:
        self._open.append(_Table(above=[line for line in self._lines if len(line) <= _LONGEST_LINE]))
        self._lines = []

    def row(self, cells: list[Cell]) -> None:
        """A row of the innermost open table."""
        if self._open:
            self._open[-1].rows.append(cells)

    def end_table(self) -> None:
        if not self._open:
            return
        table = self._open.pop()
        if any(cell.text for row in table.rows for cell in row):
            self._place(table)

    def finish(self) -> None:
        """Whatever was never closed is closed; the lines below the last table follow it."""
        while self._open:
            self.end_table()
        if self.rows:
            self._next += 1
            self._place_lines(self._lines)
        width = max(map(len, self.rows), default=0)
        for row in self.rows:
            row += [""] * (width - len(row))
        if width > 1:
            # A line stands over all columns, as a merged cell does.
            self.merged += [(number, 0, number, width - 1) for number in self._whole]

    def _place_lines(self, lines: list[str]) -> None:
        for line in lines:
            self._whole.append(self._next)
            self._add([line])

    def _add(self, texts: list[str]) -> None:
        if any(texts):
            self.rows.append(texts)
            self.numbers.append(self._next)
        self._next += 1

    def _place(self, table: _Table) -> None:
        self._next += bool(self.rows)
        self._place_lines(table.above)
        covered: dict[int, int] = {}
        top_of: dict[int, int] = {}
        for cells in table.rows:
            texts: list[str] = []
            for cell in cells:
                self._skip(texts, covered)
                self._cell(texts, cell, covered, top_of)
                if len(texts) > MAX_COLUMNS:  # at once: a row of spanning cells grows a thousandfold
                    raise Refused("list_too_wide", name=self._name, most=MAX_COLUMNS)
            self._skip(texts, covered)
            self._area += len(texts)
            if self._area > MAX_AREA:
                raise Refused("list_too_large", name=self._name)
            self._add(texts)

    def _skip(self, texts: list[str], covered: dict[int, int]) -> None:
        """Leave out the places that a cell of a row above reaches down to."""
        while covered.get(len(texts), 0) > 0:
            covered[len(texts)] -= 1
            texts.append("")

    def _cell(self, texts: list[str], cell: Cell, covered: dict[int, int], top_of: dict[int, int]) -> None:
        column, number = len(texts), self._next
        columns = max(1, min(cell.columns, _MOST_SPANNED))
        rows = max(1, min(cell.rows, _MOST_SPANNED))
        if cell.continues and column in top_of:
            self._reach_down(column, top_of[column], number)
        else:
            top_of[column] = number
            if columns > 1 or rows > 1:
                self.merged.append((number, column, number + rows - 1, column + columns - 1))
        if cell.fonts and cell.text:
            self.fonts[number, column] = cell.fonts
        texts.append("" if cell.continues else " ".join(cell.text.split()))
        texts += [""] * (columns - 1)
        if rows > 1:
            covered.update(dict.fromkeys(range(column, column + columns), rows - 1))

    def _reach_down(self, column: int, top: int, number: int) -> None:
        for at in range(len(self.merged) - 1, -1, -1):
            first, left, last, right = self.merged[at]
            if left == column and first == top:
                self.merged[at] = (first, left, max(last, number), right)
                return
        self.merged.append((top, column, number, column))
