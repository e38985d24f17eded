"""Writing a styled sheet of people: ours and openpyxl's, for the bench to time side by side."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from attendance.reports import look
from attendance.reports.workbook import Book

Row = tuple[int | str | date, ...]
COLUMNS = 12

_NAMES = (
    ("Thavisack", "MANODHAM", "ທະວີສັກ ມະໂນທັມ"),
    ("Aigerim", "SAMPLE", "Айгерім Үлгі"),
    ("Hùng", "NGUYỄN", "Nguyễn Hùng"),
)


def people(count: int) -> Iterator[Row]:
    """Rows of twelve cells: numbers, text in three scripts, a phone, a date."""
    for number in range(1, count + 1):
        given, family, official = _NAMES[number % len(_NAMES)]
        yield (
            number,
            "Countries",
            f"Delegation {number % 200}",
            "LA",
            "Head of delegation" if number % 7 == 0 else "Delegate",
            f"{given} {number}",
            family,
            official,
            "Woman" if number % 2 else "Man",
            f"+856 20 {number:08d}",
            date(2024, 5, 29),
            "Ministry of Technology & Communications",
        )


def ours(path: Path, rows: Iterator[Row]) -> None:
    """The rows through ``reports.workbook``."""
    styles = [look.NUMBER, *[look.TEXT] * 9, look.DATE, look.TEXT]
    with Book("List", "Seminar", language="en", at=0) as book:
        sheet = book.sheet("People", [14.0] * COLUMNS)
        shape = sheet.shape(*styles)
        for row in rows:
            sheet.add(shape, row)
        book.save(path)


def floor(path: Path, rows: Iterator[Row]) -> None:
    """The same rows and styles through openpyxl's write-only mode (lxml does its XML)."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Border, Font, Side

    book = Workbook(write_only=True)
    sheet = book.create_sheet("People")
    formats = ["0", *["@"] * 9, "dd/mm/yyyy", "@"]
    styles = []
    for number_format in formats:
        cell = WriteOnlyCell(sheet)
        cell.font = Font(name=look.LATIN_FONT, size=11, color=f"FF{look.INK}")
        cell.border = Border(bottom=Side(style="thin", color=f"FF{look.HAIRLINE}"))
        cell.number_format = number_format
        styles.append(cell._style)
    for row in rows:
        cells = []
        for value, style in zip(row, styles, strict=True):
            cell = WriteOnlyCell(sheet, value)
            cell._style = style
            cells.append(cell)
        sheet.append(cells)
    book.save(path)
