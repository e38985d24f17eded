"""A plain table on a sheet of its own: a head, rows, a filter, and only the columns the audience may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from attendance.reports import look
from attendance.reports.cells import Value
from attendance.reports.look import Style
from attendance.reports.request import Request
from attendance.reports.workbook import MAX_ROWS, Book, Sheet


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column; ``field`` names it in ``audience`` where not everybody may see it."""

    title: str
    width: float
    style: Style = look.TEXT
    field: str = ""


class Table:
    """The table being filled; a full sheet is continued on the next.

    Attributes:
        sheet: the sheet in work; lines added to it before ``start`` stand above the head.
        first, last: row numbers of the first and last row of the sheet in work.
    """

    def __init__(
        self, request: Request, book: Book, title: str, columns: Sequence[TableColumn], *, frozen: int = 1
    ) -> None:
        self._request, self._book, self._title, self._frozen = request, book, title, frozen
        self._kept = [place for place, column in enumerate(columns) if request.shows(column.field)]
        self._columns = [columns[place] for place in self._kept]
        self.sheet = self._new_sheet()
        self._shape = self.sheet.shape(*(column.style for column in self._columns))
        self._head = 0

    @property
    def line_height(self) -> float:
        """Points of a row in which nothing wraps."""
        return self._book.line_height

    @property
    def first(self) -> int:
        return self._head + 1

    @property
    def last(self) -> int:
        return max(self.sheet.rows, self.first)

    def start(self) -> None:
        """Write the head."""
        heads = [look.head_for(column.style) for column in self._columns]
        titles = [column.title for column in self._columns]
        self._head = self.sheet.head(self.sheet.shape(*heads), titles, columns=self._frozen)

    def add(self, values: Sequence[Value], height: float | None = None) -> None:
        """Append a row; ``values`` has one for every column, also those left out."""
        if self.sheet.rows >= MAX_ROWS:
            self.close()
            self.sheet = self._new_sheet()
            self.start()
        self.sheet.add(self._shape, [values[place] for place in self._kept], height)

    def close(self) -> None:
        """Offer the filter on what was written."""
        self.sheet.filter(self._head)

    def area(self, letter: str) -> str:
        """The rows of one column as a formula on another sheet names them."""
        title = self.sheet.title.replace("'", "''")
        return f"'{title}'!${letter}${self.first}:${letter}${self.last}"

    def _new_sheet(self) -> Sheet:
        return self._book.sheet(
            self._title, [column.width for column in self._columns], self._request.page(landscape=True)
        )
