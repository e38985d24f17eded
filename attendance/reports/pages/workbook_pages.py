"""A workbook as its print will look: read back from the file and drawn page by page."""

from datetime import date, datetime
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from attendance.reports.pages.canvas import HAIRLINE, INK, MUTED, POINT, Box, Canvas, Side, Type
from attendance.reports.pages.pdf import Enough, Pictures
from attendance.reports.pages.sheet_layout import Package, SheetLayout, SheetPage

_SIDES: dict[str, Side] = {"right": "right", "center": "center", "centerContinuous": "center"}


class _Look(NamedTuple):
    """A style; ``side`` None: numbers at the right, words at the left."""

    face: Type
    side: Side | None
    wraps: bool
    fill: str
    below: str
    numbers: str


class _Cell(NamedTuple):
    words: str
    look: _Look
    side: Side


def draw_workbook(path: Path, pages: Pictures) -> None:
    """The pages that are wanted of every sheet a person sees. Raises what ``Pictures.next`` does."""
    package = Package(path)
    plans: dict[int, SheetLayout] = {}
    for number, sheet in enumerate(package.book({}).worksheets, 1):
        if sheet.sheet_state == "visible":
            plans[number] = SheetLayout(sheet, package.columns(number), package.rows(number))
    every = [(number, page) for number, plan in plans.items() for page in plan.pages]
    wanted = pages.wanted_of(len(every))
    if pages.cells is not None:
        sizes = [(page.last - page.first + 1) * len(plans[number].widths) for number, page in every[wanted]]
        fewer = sum(cells <= pages.cells for cells in accumulate(sizes))
        wanted = slice(wanted.start, min(wanted.stop, wanted.start + max(1, fewer)))
    areas: dict[int, list[tuple[int, int]]] = {}
    for number, page in every[wanted]:
        head = plans[number].head if page.headed else None
        areas.setdefault(number, [head] if head else []).append((page.first, page.last))
    book = package.book(areas)
    drawings: dict[int, _Drawing] = {}
    for number, page in every[wanted]:
        if number not in drawings:
            drawings[number] = _Drawing(book.worksheets[number - 1], plans[number])
        pages.begin(plans[number].size)
        drawings[number].draw(page, pages.next())
    if wanted.stop < len(every):
        raise Enough


class _Drawing:
    """One sheet on its way to paper."""

    def __init__(self, sheet: Worksheet, layout: SheetLayout) -> None:
        self._sheet, self._layout, self._room = sheet, layout, layout.room
        self._widths = layout.widths
        self._lefts = [layout.room.x + sum(layout.widths[:column]) for column in range(len(layout.widths))]
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
        self._looks: dict[int, _Look] = {}
        self._painted = _painted(sheet)

    def draw(self, page: SheetPage, canvas: Canvas) -> None:
        """One of the layout's pages."""
        room, heights = self._room, self._layout.heights
        foot = Box(room.x, room.y + room.height + 2, room.width, 4)
        edge: Any = self._sheet.oddFooter  # left always exists
        words = str(edge.left.text or "").replace("&&", "&")
        canvas.text(foot, words, Type(7, colour=MUTED, least=5))
        first, last = self._layout.head if page.headed and self._layout.head else (0, -1)
        y = room.y
        for number in (*range(first, last + 1), *range(page.first, page.last + 1)):
            if number in heights:
                self._line(canvas, number, y, heights[number])
                y += heights[number]

    def _line(self, canvas: Canvas, number: int, y: float, height: float) -> None:
        cells = {
            column: found
            for column in range(len(self._widths))
            if (number, column + 1) not in self._hidden
            and (found := self._cell(self._sheet.cell(number, column + 1))) is not None
        }
        for column, cell in cells.items():
            last = self._merged.get((number, column + 1), (0, column + 1))[1] - 1
            width = sum(self._widths[column : last + 1])
            if not cell.look.wraps and cell.side == "left" and last == column:
                # Text runs on over empty neighbours, as in every spreadsheet.
                beside = column + 1
                while beside < len(self._widths) and not (
                    beside in cells and (cells[beside].words or cells[beside].look.fill)
                ):
                    width += self._widths[beside]
                    beside += 1
            box = Box(self._lefts[column], y, width, height)
            own = self._widths[column]
            if cell.look.fill:
                canvas.fill(box._replace(width=own), cell.look.fill)
            if cell.words:
                _write(canvas, Box(box.x + 0.6, y, max(1.0, width - 1.2), height), cell)
            if cell.look.below:
                canvas.line(box.x, y + height, box.x + own, y + height, cell.look.below, 0.15)

    def _cell(self, cell: Any) -> _Cell | None:
        look = self._looks.get(cell.style_id)
        if look is None:
            look = self._looks[cell.style_id] = _look(cell, self._layout.scale)
        if cell.value is None and not look.fill and not look.below:
            return None
        if isinstance(cell.value, str) and (fill := self._painted_with(cell)):
            look = look._replace(fill=fill)
        number = isinstance(cell.value, int | float | date) and not isinstance(cell.value, bool)
        side = look.side or ("right" if number else "left")
        return _Cell(_shown(cell.value, look.numbers), look, side)

    def _painted_with(self, cell: Any) -> str:
        for area, fills in self._painted:
            inside = area.min_row <= cell.row <= area.max_row and area.min_col <= cell.column <= area.max_col
            if inside and cell.value in fills:
                return fills[cell.value]
        return ""


def _painted(sheet: Worksheet) -> list[tuple[Any, dict[str, str]]]:
    """Areas and the colours of cells that hold exactly a text, the one rule our writer knows."""
    found: list[tuple[Any, dict[str, str]]] = []
    formats: Any = sheet.conditional_formatting
    for one in formats:
        fills = {
            rule.formula[0].strip('"').replace('""', '"'): _colour(rule.dxf.fill.bgColor, "")
            for rule in one.rules
            if rule.type == "cellIs" and rule.operator == "equal" and rule.dxf and rule.dxf.fill
        }
        found += [(area, fills) for area in one.cells.ranges]
    return found


def _look(cell: Any, scale: float) -> _Look:
    """How cells of this one's style stand on paper."""
    font, aligned = cell.font, cell.alignment
    points = (font.sz or 11) * scale
    face = Type(points, 700 if font.b else 400, _colour(font.color, INK), least=points * 0.5)
    fill = _colour(cell.fill.fgColor, "") if cell.fill.fill_type == "solid" else ""
    below = HAIRLINE if cell.border.bottom.style or cell.border.top.style else ""
    side = _SIDES.get(aligned.horizontal, "left") if aligned.horizontal else None
    return _Look(face, side, bool(aligned.wrap_text), fill, below, cell.number_format or "")


def _write(canvas: Canvas, box: Box, cell: _Cell) -> None:
    """The words of a cell; each of its own lines gets its share of the height."""
    parts = cell.words.split("\n") if cell.look.wraps else [cell.words]
    height = box.height / len(parts)
    lines = max(1, int(height / (cell.look.face.points * POINT * 1.15))) if cell.look.wraps else 1
    for place, words in enumerate(parts):
        part = Box(box.x, box.y + place * height, box.width, height)
        canvas.text(part, words, cell.look.face, cell.side, "middle", lines=lines)


def _colour(colour: Any, usual: str) -> str:
    rgb = getattr(colour, "rgb", None)
    return rgb[-6:] if isinstance(rgb, str) and len(rgb) in (6, 8) else usual


def _shown(value: Any, form: str) -> str:
    """The value as its number format shows it, for the formats our reports use."""
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
