"""Which rows of a sheet stand on which page of its print, found from their heights alone."""

import io
import re
import zipfile
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from attendance.reports.pages.canvas import POINT, Box
from attendance.reports.pages.pdf import A4, PageSize

COLUMN = 2.0
"""Millimetres of a column unit."""

USUAL_WIDTH, USUAL_HEIGHT = 8.43, 15.0
INCH = 25.4
FOOT = 6.0
MOST_REPEATED = 3

_ROW = re.compile(rb'<row r="(\d+)"([^>]*)>')
_HEIGHT = re.compile(rb' ht="([\d.]+)"')
_LAST_COLUMN = re.compile(rb'<dimension ref="[A-Z]+\d+:([A-Z]+)\d+"')
_CELL = re.compile(rb'<c r="([A-Z]+)')
_ROWS = re.compile(rb"<sheetData>.*</sheetData>", re.DOTALL)
_SHEET = "xl/worksheets/sheet{}.xml"  # our writer, as openpyxl, numbers them in their order


class SheetPage(NamedTuple):
    """One page: numbers of its first and last row, both on it; whether the head stands above them."""

    first: int
    last: int
    headed: bool


class Package:
    """A workbook's file of which only the rows that are wanted are read as cells.

    Reading every cell of a large one takes many times as long as drawing the pages somebody looks at.
    """

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as file:
            self._parts = {name: file.read(name) for name in file.namelist()}

    def rows(self, number: int) -> list[tuple[int, float]]:
        """Number and height (points) of every row of the ``number``-th sheet that is seen."""
        found: list[tuple[int, float]] = []
        before = 0
        for row in _ROW.finditer(self._parts[_SHEET.format(number)]):
            at, about = int(row[1]), row[2]
            # A row nobody wrote anything about is as high as any.
            found += [(missing, USUAL_HEIGHT) for missing in range(before + 1, at)]
            if b'hidden="1"' not in about:
                tall = _HEIGHT.search(about)
                found.append((at, float(tall[1]) if tall else USUAL_HEIGHT))
            before = at
        return found

    def columns(self, number: int) -> int:
        """How many columns the sheet has."""
        part = self._parts[_SHEET.format(number)]
        said = _LAST_COLUMN.search(part)  # a sheet that was written row by row does not say it
        letters = {said[1]} if said else set(_CELL.findall(part))
        return max((column_index_from_string(one.decode()) for one in letters), default=1)

    def book(self, wanted: Mapping[int, Sequence[tuple[int, int]]]) -> Workbook:
        """The workbook with these rows alone (first and last, in order) of sheets by their number."""
        cut = io.BytesIO()
        kept = {_SHEET.format(number): areas for number, areas in wanted.items()}
        with zipfile.ZipFile(cut, "w", zipfile.ZIP_STORED) as package:
            for name, part in self._parts.items():
                if name.startswith("xl/worksheets/sheet"):
                    part = _with_rows(part, kept.get(name, ()))
                package.writestr(name, part)
        cut.seek(0)
        return load_workbook(cut, data_only=True)


def _with_rows(part: bytes, areas: Sequence[tuple[int, int]]) -> bytes:
    rows = [(int(row[1]), row.start()) for row in _ROW.finditer(part)] if areas else []
    numbers, places = [number for number, _ in rows], [place for _, place in rows]
    places.append(part.rfind(b"</sheetData>"))
    kept = b"".join(
        part[places[bisect_left(numbers, first)] : places[bisect_right(numbers, last)]]
        for first, last in areas
    )
    return _ROWS.sub(lambda _: b"<sheetData>" + kept + b"</sheetData>", part, count=1)


class SheetLayout:
    """The measures of a sheet on paper and its pages.

    Attributes:
        size: of the paper; ``room``: what rows stand in, millimetres.
        scale: what the print shrinks everything by; ``widths`` of the columns, shrunk.
        head: first and last row of what is repeated on every page; None without.
        pages: in order, at least one.
    """

    def __init__(self, sheet: Worksheet, columns: int, rows: Sequence[tuple[int, float]]) -> None:
        setup, margins = sheet.page_setup, sheet.page_margins
        self.size: PageSize = A4.lying if setup.orientation == "landscape" else A4
        width, height = self.size
        left, top = margins.left * INCH, margins.top * INCH
        room = Box(
            left,
            top,
            width - (margins.left + margins.right) * INCH,
            height - (margins.top + margins.bottom) * INCH - FOOT,
        )
        widths = [_width(sheet, number) for number in range(1, columns + 1)]
        whole = sum(widths) or 1.0
        self.scale = min((setup.scale or 100) / 100, room.width / whole)
        self.widths = [one * self.scale for one in widths]
        if sheet.print_options.horizontalCentered:
            spare = (room.width - sum(self.widths)) / 2
            room = room._replace(x=left + max(0.0, spare), width=sum(self.widths))
        self.room = room
        self.heights = {number: points * POINT * self.scale for number, points in rows}
        self.head = self._repeated(sheet)
        self.pages = self._paged({one.id for one in sheet.row_breaks.brk})

    def _repeated(self, sheet: Worksheet) -> tuple[int, int] | None:
        rows = str(sheet.print_title_rows or "").replace("$", "").rpartition("!")[2].partition(":")
        if not rows[0].isdigit():
            return None
        first = int(rows[0])
        return first, min(int(rows[2] or first), first + MOST_REPEATED - 1)

    def _paged(self, breaks: set[int]) -> list[SheetPage]:
        bottom = self.room.y + self.room.height + 0.1
        above = self._head_height()
        pages: list[SheetPage] = []
        first, last, headed, y, broken = 0, 0, False, self.room.y, False
        for number, height in self.heights.items():
            if first and (broken or y + height > bottom):
                pages.append(SheetPage(first, last, headed))
                first, headed = 0, self.head is not None and number > self.head[1]
                y = self.room.y + (above if headed else 0.0)
            first, last = first or number, number
            y += height
            broken = number in breaks
        pages.append(SheetPage(first, last, headed))
        return pages

    def _head_height(self) -> float:
        first, last = self.head or (0, -1)
        return sum(self.heights.get(number, 0.0) for number in range(first, last + 1))


def _width(sheet: Worksheet, number: int) -> float:
    about: Any = sheet.column_dimensions
    letter = get_column_letter(number)
    if letter in about:
        return 0.0 if about[letter].hidden else (about[letter].width or USUAL_WIDTH) * COLUMN
    for one in about.values():
        if one.min is not None and one.max is not None and one.min <= number <= one.max:
            return 0.0 if one.hidden else (one.width or USUAL_WIDTH) * COLUMN
    return USUAL_WIDTH * COLUMN
