"""Workbooks: openpyxl builds styles, page set-up and charts; rows are streamed into the saved package."""

import io
import re
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self

from openpyxl import Workbook as Package
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from attendance.domain.progress import Tick, no_tick
from attendance.reports.cells import RowShape, Value, visible_text
from attendance.reports.lines import row_height
from attendance.reports.look import LAO_FONT, LATIN_FONT, Style, register
from attendance.reports.paper import Page, set_up_page
from attendance.reports.saving import written_whole

PROGRAM = "Attendance Manager"
MAX_ROWS = 1_048_576
_ROWS_AT_ONCE = 512
_IN_MEMORY = 2 << 20
_COMPRESSION = 3  # files a tenth larger than zlib's own choice, a quarter of all time saved
_BAD_IN_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NO_ROWS = re.compile(rb"<sheetData\s*/>|<sheetData>\s*</sheetData>")
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"')
_PRINT_TITLES = re.compile(rb"([^<>]*!\$\d+:\$\d+),([^<>]*!\$[A-Z]+:\$[A-Z]+)(?=</definedName>)")
_APPLICATION = re.compile(rb"<Application>[^<]*</Application>")


@dataclass(frozen=True, slots=True)
class Shape:
    """A row's styles, their compiled XML, and the columns whose text may need a taller row."""

    styles: tuple[Style, ...]
    row: RowShape
    flexible: tuple[int, ...]


class Sheet:
    """One worksheet, filled from the top; rows are kept as XML outside memory until the book is saved."""

    def __init__(self, book: "Book", sheet: Worksheet, widths: Sequence[float], page: Page) -> None:
        self.book, self.sheet, self.widths = book, sheet, tuple(widths)
        self.rows = 0
        self._spool: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed with the book
        self._pending: list[str] = []
        for number, width in enumerate(widths, 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        sheet.sheet_format.defaultRowHeight = book.line_height
        sheet.sheet_format.customHeight = True
        self._flow = set_up_page(sheet, page, widths)

    @property
    def title(self) -> str:
        return self.sheet.title

    def shape(self, *styles: Style) -> Shape:
        """The shape of rows with these styles, one per column; keep it for all rows alike."""
        return self.book.shape(styles)

    def add(
        self, shape: Shape, values: Sequence[Value], height: float | None = None, *, air: float = 0.0
    ) -> int:
        """Append a row and return its number; without ``height`` it fits the wrapped texts and ``air``."""
        self.rows += 1
        if height is None:
            height = self._fitting(shape, values) + air
        self._pending.append(shape.row.xml(self.rows, values, height))
        self._flow.add(height)
        if len(self._pending) >= _ROWS_AT_ONCE:
            self._flush()
        return self.rows

    def line(self, text: str, style: Style, *, air: float = 0.0) -> int:
        """Append one text across all columns, as tall as it needs plus ``air`` points."""
        room = sum(self.widths)
        height = row_height([(text, room)], style.size, bold=style.bold, lao=self.book.lao, air=air)
        number = self.add(self.shape(*[style] * len(self.widths)), [text], height)
        if len(self.widths) > 1:
            self.merge(number, 1, number, len(self.widths))
        return number

    def gap(self, points: float = 8) -> int:
        """Append an empty row of this height."""
        return self.add(self.shape(), [], points)

    def keep(self, points: float) -> None:
        """Let the rows that follow, so many points in all, begin on one page of a form."""
        self._flow.keep(points, self.rows)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        merged: Any = self.sheet.merged_cells
        merged.add(reference(top, left, bottom, right))

    def head(self, shape: Shape, values: Sequence[Value], *, columns: int = 0) -> int:
        """Append the head of a table: it and ``columns`` columns stay in sight and are on every page."""
        number = self.add(shape, values)
        self._flow.repeat(self._fitting(shape, values))
        self.sheet.freeze_panes = f"{get_column_letter(columns + 1)}{number + 1}"
        self.sheet.print_title_rows = f"{number}:{number}"
        if columns:
            self.sheet.print_title_cols = f"A:{get_column_letter(columns)}"
        return number

    def filter(self, head: int) -> None:
        """Offer the filter on the table between row ``head`` and the last row."""
        self.sheet.auto_filter.ref = reference(head, 1, self.rows, len(self.widths))

    def paint(self, area: str, fills: Mapping[str, str]) -> None:
        """Fill the cells of ``area`` that hold exactly one of the texts with its colour."""
        formats: Any = self.sheet.conditional_formatting
        for text, color in fills.items():
            fill = PatternFill("solid", start_color=f"FF{color}", end_color=f"FF{color}")
            quoted = text.replace('"', '""')
            look = DifferentialStyle(fill=fill)
            formats.add(area, Rule("cellIs", operator="equal", formula=[f'"{quoted}"'], dxf=look))

    def _fitting(self, shape: Shape, values: Sequence[Value]) -> float:
        tallest = self.book.line_height
        for column in shape.flexible:
            if column >= len(values):
                break
            style, value = shape.styles[column], values[column]
            if isinstance(value, str) and value:
                room = self.widths[column] if style.wrap else 1e9
                height = row_height([(value, room)], style.size, bold=style.bold, lao=self.book.lao)
                tallest = max(tallest, height)
        return tallest

    def _flush(self) -> None:
        self._spool.write("".join(self._pending).encode())
        self.book.advance(len(self._pending))
        self._pending.clear()

    def stream_into(self, member: IO[bytes], template: bytes) -> None:
        """Write openpyxl's XML of this sheet with our rows in the place of its empty ones."""
        self._flush()
        area = reference(1, 1, max(self.rows, 1), len(self.widths))
        template = _DIMENSION.sub(f'<dimension ref="{area}"'.encode(), template, count=1)
        before, after = _NO_ROWS.split(template, maxsplit=1)
        member.write(before + b"<sheetData>")
        self._spool.seek(0)
        while chunk := self._spool.read(1 << 18):
            member.write(chunk)
            self.book.advance(0)
        member.write(b"</sheetData>" + after)

    def close(self) -> None:
        self._spool.close()


class Book:
    """A workbook being written; use it as a context so that its temporary rows vanish in any case.

    Args:
        title, subject: document properties (report, event).
        language: of the report; Lao is set in a Lao font with taller lines throughout.
        at: ms UTC, the time of the data, kept as the document's time.
        tick: called every few hundred rows; may raise to stop, and nothing is left behind.

    Attributes:
        lao: whether the book is set in Lao type.
        line_height: points of a row of one line.
        total_rows: what ``tick`` is told as the whole, when the report knows it.
    """

    def __init__(
        self,
        title: str,
        subject: str,
        *,
        language: str,
        at: int,
        lao_font: str = LAO_FONT,
        tick: Tick = no_tick,
    ) -> None:
        self.lao = language == "lo"
        self.total_rows = 0
        self._done = 0
        self._tick, self._title = tick, title
        self.line_height = row_height([], lao=True)  # Lao names occur in every book
        self._lao_font = lao_font
        self._font = lao_font if self.lao else LATIN_FONT
        self._package = Package()
        self._package.remove(self._package.worksheets[0])
        self._sheets: list[Sheet] = []
        self._shapes: dict[tuple[Style, ...], Shape] = {}
        self._styles: dict[tuple[Style, str], int] = {}
        self._properties(
            title, subject, language, datetime.fromtimestamp(at / 1000, UTC).replace(tzinfo=None)
        )

    def _properties(self, title: str, subject: str, language: str, moment: datetime) -> None:
        properties = self._package.properties
        properties.title, properties.subject = visible_text(title), visible_text(subject)
        properties.creator = properties.lastModifiedBy = PROGRAM
        properties.language, properties.created = language, moment
        styles: Any = getattr(self._package, "_named_styles")  # noqa: B009 - openpyxl has no public door
        styles["Normal"].font = Font(name=self._font, size=11)

    def sheet(self, title: str, widths: Sequence[float], page: Page | None = None) -> Sheet:
        """A new sheet after the others; widths in column units (digits of the body font)."""
        name = sheet_title(title, {sheet.title for sheet in self._sheets})
        made = Sheet(self, self._package.create_sheet(name), widths, page or Page())
        self._sheets.append(made)
        return made

    def shape(self, styles: tuple[Style, ...]) -> Shape:
        if styles not in self._shapes:
            numbers = [self._registered(style, self._font) for style in styles]
            twins = [self._registered(style, self._lao_font) for style in styles]
            flexible = tuple(n for n, style in enumerate(styles) if style.wrap or style.size > 11)
            self._shapes[styles] = Shape(styles, RowShape(numbers, twins), flexible)
        return self._shapes[styles]

    def _registered(self, style: Style, font: str) -> int:
        # Most columns of a wide table look alike.
        if (style, font) not in self._styles:
            self._styles[style, font] = register(self._package.worksheets[0], style, font)
        return self._styles[style, font]

    def advance(self, rows: int) -> None:
        """Tell the tick that so many rows more are done."""
        self._done += rows
        self._tick(self._done, max(self.total_rows, self._done) if self.total_rows else 0, self._title)

    def save(self, target: Path) -> Path:
        """Write the file, whole or not at all. Raises ``Refused`` as ``saving.written_whole`` does."""
        template = io.BytesIO()
        self._package.save(template)
        streams = {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in enumerate(self._sheets, 1)}
        with (
            zipfile.ZipFile(template) as source,
            written_whole(target) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=_COMPRESSION) as package,
        ):
            for name in source.namelist():
                part = source.read(name)
                if sheet := streams.get(name):
                    with package.open(name, "w", force_zip64=sheet.rows > MAX_ROWS // 4) as member:
                        sheet.stream_into(member, part)
                else:
                    package.writestr(name, _corrected(name, part))
        return target

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        for sheet in self._sheets:
            sheet.close()


def _corrected(name: str, part: bytes) -> bytes:
    """A part of openpyxl's package, which calls itself Excel's and names print titles rows first."""
    if name == "docProps/app.xml":
        return _APPLICATION.sub(f"<Application>{PROGRAM}</Application>".encode(), part)
    if name == "xl/workbook.xml":
        return _PRINT_TITLES.sub(rb"\2,\1", part)
    return part


def reference(top: int, left: int, bottom: int, right: int) -> str:
    """The A1 name of an area, numbers from 1."""
    return f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"


def sheet_title(text: str, taken: set[str]) -> str:
    """A name Excel accepts for a sheet: at most 31 characters, none of []:*?/\\, not used yet in any case."""
    clean = _BAD_IN_TITLE.sub(" ", visible_text(text)).strip(" '")[:31] or "Sheet"
    lowered = {name.casefold() for name in taken}
    name, number = clean, 2
    while name.casefold() in lowered:
        mark = f" ({number})"
        name, number = clean[: 31 - len(mark)] + mark, number + 1
    return name
