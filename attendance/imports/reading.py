"""Lists in: a workbook or a text table becomes sheets of rows of text, whatever the file does."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from attendance.domain.errors import Refused
from attendance.domain.progress import Tick, no_tick
from attendance.imports.inspection import MAX_COLUMNS, inspect_workbook
from attendance.imports.plain_text import read_text_table
from attendance.language.marks import N_

MAX_FILLED_ROWS = 500_000
_TICK_ROWS = 5_000
_REMEMBERED_TEXTS = 200_000


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
    """

    name: str
    numbers: list[int]
    rows: list[list[str]]
    merged: list[tuple[int, int, int, int]]
    hidden: bool


def read_list(path: Path, tick: Tick = no_tick) -> list[Sheet]:
    """All sheets of a file that hold anything, in the file's order.

    Raises:
        Refused: ``list_not_found``, ``list_empty`` and those of ``inspect_workbook`` and ``read_text_table``.
    """
    try:
        with path.open("rb") as file:
            head = file.read(8192)
    except OSError as error:
        raise Refused("list_not_found", name=path.name) from error
    if not head:
        raise Refused("list_empty", name=path.name)
    if head.startswith(b"PK"):
        inspect_workbook(path)
        sheets = _read_workbook(path, tick)
    elif head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise Refused(_kind_of_compound(path), name=path.name)
    elif head.startswith(
        (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
    ):
        raise Refused("list_other_format", name=path.name)
    else:
        sheets = [_sheet("", _with_progress(read_text_table(path), tick), [], False, path.name)]
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise Refused("list_empty", name=path.name)
    return sheets


def _kind_of_compound(path: Path) -> str:
    """A compound file is either an encrypted workbook or one of Excel's older formats."""
    with path.open("rb") as file:
        data = file.read(64 * 1024**2)
    encrypted = "EncryptedPackage".encode("utf-16-le") in data
    return "list_has_password" if encrypted else "list_old_excel"


def _read_workbook(path: Path, tick: Tick) -> list[Sheet]:
    import python_calamine as calamine

    try:
        workbook = calamine.CalamineWorkbook.from_path(str(path))  # pyright: ignore[reportUnknownMemberType]
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
            sheets.append(_sheet(about.name, rows, ranges, not visible, path.name))
        return sheets
    except calamine.PasswordError as error:
        raise Refused("list_has_password", name=path.name) from error
    except (calamine.CalamineError, calamine.XmlError, calamine.ZipError, OSError, ValueError) as error:
        raise Refused("list_damaged", name=path.name) from error


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
    name: str, rows: Iterable[list[Any]], merged: list[tuple[int, int, int, int]], hidden: bool, file: str
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
    return Sheet(name, numbers, kept, merged, hidden)


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
