"""A workbook as its print will look: read back from the file and drawn page by page."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from attendance.reports.pages.canvas import HAIRLINE, INK, MUTED, POINT, Box, Canvas, Side, Type
from attendance.reports.pages.pdf import A4, Pictures

COLUMN = 2.0
"""Millimetres of a column unit."""

USUAL_WIDTH, USUAL_HEIGHT = 8.43, 15.0
INCH = 25.4
FOOT = 6.0
MOST_ROWS = 4_000
"""Rows of a sheet that are looked at: nobody previews or prints more from here."""

_SIDES: dict[str, Side] = {"right": "right", "center": "center", "centerContinuous": "center"}


class _Cell(NamedTuple):
    words: str
    face: Type
    side: Side
    wraps: bool
    fill: str
    below: str


class _Line(NamedTuple):
    height: float
    cells: dict[int, _Cell]
    breaks_after: bool


def draw_workbook(path: Path, pages: Pictures) -> None:
    """Every sheet a person sees, one after the other on A4. Raises what ``Pictures.next`` does."""
    book = load_workbook(path, data_only=True)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            _Drawing(sheet, pages).draw()


class _Drawing:
    """One sheet on its way to paper."""

    def __init__(self, sheet: Worksheet, pages: Pictures) -> None:
        self._sheet, self._pages = sheet, pages
        setup, margins = sheet.page_setup, sheet.page_margins
        width, height = size = A4.lying if setup.orientation == "landscape" else A4
        pages.begin(size)
        self._left, self._top = margins.left * INCH, margins.top * INCH
        self._room = Box(
            self._left,
            self._top,
            width - (margins.left + margins.right) * INCH,
            height - (margins.top + margins.bottom) * INCH - FOOT,
        )
        last = sheet.max_column
        widths = [_width(sheet, number) for number in range(1, last + 1)]
        whole = sum(widths) or 1.0
        wanted = (setup.scale or 100) / 100
        self._scale = min(wanted, self._room.width / whole)
        self._widths = [one * self._scale for one in widths]
        if sheet.print_options.horizontalCentered:
            spare = (self._room.width - sum(self._widths)) / 2
            self._room = self._room._replace(x=self._left + max(0.0, spare), width=sum(self._widths))
        self._merged = {
            (area.min_row, area.min_col): (area.max_row, area.max_col) for area in sheet.merged_cells.ranges
        }
        self._hidden = {
            (row, column)
            for (top, left), (bottom, right) in self._merged.items()
            for row in range(top, bottom + 1)
            for column in range(left, right + 1)
            if (row, column) != (top, left)
        }
        self._canvas: Canvas | None = None
        self._y = 0.0

    def draw(self) -> None:
        head = self._repeated()
        self._begin(())
        after_break = False
        for number, line in enumerate(self._lines(), 1):
            if number > MOST_ROWS:
                break
            if after_break or self._y + line.height > self._room.y + self._room.height + 0.1:
                self._begin(head if number > len(head) else ())
            self._draw(line, number)
            after_break = line.breaks_after

    def _repeated(self) -> Sequence[_Line]:
        rows = str(self._sheet.print_title_rows or "").replace("$", "").rpartition("!")[2].partition(":")
        if not rows[0].isdigit():
            return ()
        first, last = int(rows[0]), int(rows[2] or rows[0])
        return [line for number, line in enumerate(self._lines(), 1) if first <= number <= last][:3]

    def _lines(self) -> Iterator[_Line]:
        breaks = {one.id for one in self._sheet.row_breaks.brk}
        for number, row in enumerate(self._sheet.iter_rows(), 1):
            about: Any = self._sheet.row_dimensions[number]
            if about.hidden:
                continue
            height = (about.height or USUAL_HEIGHT) * POINT * self._scale
            cells = {
                column: found
                for column, cell in enumerate(row)
                if (number, column + 1) not in self._hidden and (found := self._cell(cell)) is not None
            }
            yield _Line(height, cells, number in breaks)

    def _cell(self, cell: Any) -> _Cell | None:
        fill = _colour(cell.fill.fgColor, "") if cell.fill.fill_type == "solid" else ""
        below = HAIRLINE if cell.border.bottom.style or cell.border.top.style else ""
        if cell.value is None and not fill and not below:
            return None
        font, aligned = cell.font, cell.alignment
        points = (font.sz or 11) * self._scale
        face = Type(points, 700 if font.b else 400, _colour(font.color, INK), least=points * 0.5)
        number = isinstance(cell.value, int | float | date) and not isinstance(cell.value, bool)
        side = _SIDES.get(aligned.horizontal or "", "right" if number and not aligned.horizontal else "left")
        return _Cell(_shown(cell), face, side, bool(aligned.wrap_text), fill, below)

    def _begin(self, head: Sequence[_Line]) -> None:
        canvas = self._pages.next()
        self._canvas, self._y = canvas, self._room.y
        foot = Box(self._room.x, self._room.y + self._room.height + 2, self._room.width, 4)
        edge: Any = self._sheet.oddFooter  # left always exists
        words = str(edge.left.text or "").replace("&&", "&")
        canvas.text(foot, words, Type(7, colour=MUTED, least=5))
        for line in head:
            self._draw(line, 0)

    def _draw(self, line: _Line, number: int) -> None:
        canvas = self._canvas
        assert canvas is not None
        x = self._room.x
        lefts: list[float] = []
        for width in self._widths:
            lefts.append(x)
            x += width
        for column, cell in line.cells.items():
            width = self._widths[column]
            last = self._merged.get((number, column + 1), (0, column + 1))[1] - 1
            width = sum(self._widths[column : last + 1])
            if not cell.wraps and cell.side == "left" and last == column:
                # Text runs on over empty neighbours, as in every spreadsheet.
                beside = column + 1
                while beside < len(self._widths) and not (
                    beside in line.cells and (line.cells[beside].words or line.cells[beside].fill)
                ):
                    width += self._widths[beside]
                    beside += 1
            box = Box(lefts[column], self._y, width, line.height)
            if cell.fill:
                canvas.fill(Box(lefts[column], self._y, self._widths[column], line.height), cell.fill)
            if cell.words:
                _write(canvas, Box(box.x + 0.6, box.y, max(1.0, box.width - 1.2), box.height), cell)
            if cell.below:
                y = self._y + line.height
                end = lefts[column] + self._widths[column]
                canvas.line(lefts[column], y, end, y, cell.below, 0.15)
        self._y += line.height


def _write(canvas: Canvas, box: Box, cell: _Cell) -> None:
    """The words of a cell; each of its own lines gets its share of the height."""
    parts = cell.words.split("\n") if cell.wraps else [cell.words]
    height = box.height / len(parts)
    lines = max(1, int(height / (cell.face.points * POINT * 1.15))) if cell.wraps else 1
    for place, words in enumerate(parts):
        part = Box(box.x, box.y + place * height, box.width, height)
        canvas.text(part, words, cell.face, cell.side, "middle", lines=lines)


def _width(sheet: Worksheet, number: int) -> float:
    about = sheet.column_dimensions
    letter = get_column_letter(number)
    if letter in about:
        return 0.0 if about[letter].hidden else (about[letter].width or USUAL_WIDTH) * COLUMN
    for one in about.values():
        if one.min is not None and one.max is not None and one.min <= number <= one.max:
            return 0.0 if one.hidden else (one.width or USUAL_WIDTH) * COLUMN
    return USUAL_WIDTH * COLUMN


def _colour(colour: Any, usual: str) -> str:
    rgb = getattr(colour, "rgb", None)
    return rgb[-6:] if isinstance(rgb, str) and len(rgb) in (6, 8) else usual


def _shown(cell: Any) -> str:
    """The value as its number format shows it, for the formats our reports use."""
    value, form = cell.value, cell.number_format or ""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        whole = f"{value:%d/%m/%Y}" if "h" not in form.lower() else f"{value:%d/%m/%Y %H:%M}"
        return f"{value:%H:%M}" if "h" in form.lower() and "y" not in form.lower() else whole
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int | float):
        digits = len(form.partition(".")[2].rstrip('%"').split('"')[0].split(";")[0])
        if "%" in form:
            return f"{value * 100:.{digits}f}%"
        if "." in form:
            return f"{value:.{digits}f}"
        return str(int(value)) if value == int(value) else f"{value:g}"
    return str(value)
