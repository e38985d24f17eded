"""Lists in: whatever somebody sends becomes sheets of rows of text, whatever the file does."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from attendance.domain.errors import Refused
from attendance.domain.progress import Tick, no_tick
from attendance.imports.address_cards import cards_as_table
from attendance.imports.compound import inspect_old_workbook
from attendance.imports.file_kinds import CARDS, OLD_WORKBOOK, OPEN_SHEETS, WEB, WORD, WORKBOOK, kind_of
from attendance.imports.flowing import Flow
from attendance.imports.inspection import MAX_COLUMNS, inspect_package
from attendance.imports.old_fonts import fonts_of_workbook, is_old_lao_font, old_columns, parts_of_sheets
from attendance.imports.plain_text import read_text, read_text_table
from attendance.imports.web_tables import read_web_tables
from attendance.imports.word_tables import read_word_tables
from attendance.language.marks import N_

MAX_FILLED_ROWS = 500_000
_TICK_ROWS = 5_000
_REMEMBERED_TEXTS = 200_000
_SUSPECTED = 2_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """The filled rows of one sheet.

    Attributes:
        name: as on its tab; empty for a text table.
        numbers: the row number in the file of each entry of ``rows``, from 1.
        rows: equally long lists of text; an empty cell is ''.
        merged: merged ranges as (first row, first column, last row, last column), rows numbered as
            above, columns from 0.
        hidden: whether a person does not see the sheet when the file is opened.
        old_lao: columns that hold Lao of a font from before Unicode, with the font's name or ''.
        left: how many columns of the file stand before the first one here.
        apart: (row number, text) of rows that belong to no table: titles, notes, signatures.
    """

    name: str
    numbers: list[int]
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]]
    hidden: bool
    old_lao: dict[int, str] = field(default_factory=dict[int, str])
    left: int = 0
    apart: tuple[tuple[int, str], ...] = ()


def read_list(path: Path, tick: Tick = no_tick) -> list[Sheet]:
    """All sheets of a file that hold anything, in the file's order.

    Raises:
        Refused: ``list_not_found``, ``list_empty`` and those of ``kind_of`` and of what reads that kind.
    """
    try:
        with path.open("rb") as file:
            head = file.read(8192)
    except OSError as error:
        raise Refused("list_not_found", name=path.name) from error
    if not head:
        raise Refused("list_empty", name=path.name)
    kind = kind_of(path, head)
    if kind in (WORKBOOK, OPEN_SHEETS):
        inspect_package(path)
        sheets = _read_workbook(path, tick, fonts_of_workbook(path) if kind == WORKBOOK else {})
    elif kind == OLD_WORKBOOK:
        inspect_old_workbook(path)
        sheets = _read_workbook(path, tick, {})
    elif kind == WORD:
        sheets = [_flowed(read_word_tables(path))]
    elif kind == WEB:
        sheets = [_flowed(read_web_tables(read_text(path), path.name))]
    elif kind == CARDS:
        numbers, rows = cards_as_table(read_text(path))
        sheets = [Sheet("", numbers, rows, [], False)]
    else:
        sheets = [_sheet("", _with_progress(read_text_table(path), tick), [], False, path.name)]
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise Refused("list_empty", name=path.name)
    return sheets


def _read_workbook(path: Path, tick: Tick, fonts: dict[str, dict[tuple[int, int], str]]) -> list[Sheet]:
    import python_calamine as calamine

    parts = parts_of_sheets(path) if fonts else {}
    try:
        with path.open("rb") as file:
            # By its contents: the ending of its name may say anything.
            workbook = calamine.CalamineWorkbook.from_filelike(file)  # pyright: ignore
        sheets: list[Sheet] = []
        for about in workbook.sheets_metadata:
            if about.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(about.name)
            ranges = [(r1 + 1, c1, r2 + 1, c2) for (r1, c1), (r2, c2) in sheet.merged_cell_ranges or ()]
            if sheet.total_width > MAX_COLUMNS:
                raise Refused("list_too_wide", name=path.name, most=MAX_COLUMNS)
            visible = about.visible == calamine.SheetVisibleEnum.Visible
            total = sheet.total_height
            rows = _with_progress(_from_column_a(sheet), tick, total)
            cell_fonts = fonts.get(parts.get(about.name, ""), {})
            sheets.append(_sheet(about.name, rows, ranges, not visible, path.name, cell_fonts))
        return sheets
    except calamine.PasswordError as error:
        raise Refused("list_has_password", name=path.name) from error
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError, OSError, ValueError) as error:
        raise Refused("list_damaged", name=path.name) from error


def _flowed(flow: Flow) -> Sheet:
    """The tables of a document as one sheet."""
    rows = [[plain(text).strip() for text in row] for row in flow.rows]
    fonts = {place: font for place, names in flow.fonts.items() for font in names if is_old_lao_font(font)}
    return Sheet("", flow.numbers, rows, flow.merged, False, old_columns(rows, flow.numbers, fonts))


def _from_column_a(sheet: Any) -> Iterable[list[Any]]:
    """The parser leaves out empty columns on the left, but not empty rows above."""
    left = sheet.start[1] if sheet.start else 0
    if not left:
        return sheet.iter_rows()
    return ([""] * left + row for row in sheet.iter_rows())


def _with_progress(rows: Iterable[Any], tick: Tick, total: int = 0) -> Iterable[Any]:
    for n, row in enumerate(rows):
        if n % _TICK_ROWS == 0:
            tick(n, total, N_("Reading the file"))
        yield row


def _sheet(
    name: str,
    rows: Iterable[list[Any]],
    merged: list[tuple[int, int, int, int]],
    hidden: bool,
    file: str,
    fonts: dict[tuple[int, int], str] | None = None,
) -> Sheet:
    """Keeps filled rows with their numbers; equal texts are kept once, which saves most of the memory."""
    kept: list[list[str]] = []
    numbers: list[int] = []
    known: dict[str, str] = {}
    remember = known.setdefault
    width = 0
    for number, row in enumerate(rows, 1):
        texts = [cell if type(cell) is str and cell.isprintable() else plain(cell) for cell in row]
        texts = [remember(text, text) for text in map(str.strip, texts)]
        if not any(texts):
            continue
        if len(known) > _REMEMBERED_TEXTS:
            known.clear()
        if len(kept) >= MAX_FILLED_ROWS:
            raise Refused("list_too_large", name=file)
        kept.append(texts)
        numbers.append(number)
        width = max(width, len(texts))
    width = _filled_width(kept, width)
    if width > MAX_COLUMNS:
        raise Refused("list_too_wide", name=file, most=MAX_COLUMNS)
    for texts in kept:
        if len(texts) != width:
            texts[width:] = [""] * (width - len(texts))
    return Sheet(name, numbers, kept, merged, hidden, _old_lao(kept, numbers, fonts or {}))


def _old_lao(rows: list[list[str]], numbers: list[int], fonts: dict[tuple[int, int], str]) -> dict[int, str]:
    """All rows are looked at where a style names such a font, or where some of them look like it."""
    step = max(1, len(rows) // _SUSPECTED)
    if fonts or old_columns(rows[::step], numbers[::step], {}):
        return old_columns(rows, numbers, fonts)
    return {}


def _filled_width(rows: list[list[str]], width: int) -> int:
    """How many columns hold anything at all."""
    while width and not any(len(row) >= width and row[width - 1] for row in rows):
        width -= 1
    return width


def plain(cell: Any) -> str:
    """A cell as text: whole numbers without a point (telephone numbers come as numbers), dates as ISO
    dates, control characters as spaces, nothing visible as nothing; what Excel shows as an error is empty."""
    if isinstance(cell, str):
        text = "".join(" " if letter < " " or letter in "\x7f\xa0\u202f" else letter for letter in cell)
        return text if any(letter.isprintable() and letter != " " for letter in text) else ""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime.datetime):
        return cell.isoformat(" ", "minutes")
    if isinstance(cell, datetime.time):
        return cell.isoformat("minutes")
    return str(cell)
