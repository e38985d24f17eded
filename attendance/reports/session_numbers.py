"""The event sessions in numbers: who was there by sex, who was not, and how many were expected."""

from openpyxl.utils import get_column_letter

from attendance.reports import look
from attendance.reports.cells import Formula, Value
from attendance.reports.charts import Line, add_columns
from attendance.reports.disaggregated import AtSession, Count, Summary
from attendance.reports.headline import add_headline
from attendance.reports.matrix_grid import NOT_EXPECTED
from attendance.reports.request import Request
from attendance.reports.workbook import Book, Sheet, reference

WIDTHS = (9.0, 34.0, 13.0, *[10.5] * 8)
FIRST = 4
"""Column of the first number: women, men, other, present, absent, of whom excused, expected, rate."""


def add_session_numbers(book: Book, request: Request, counted: Summary) -> None:
    """Add the sheet: a row for each event session that has begun, person-sessions below."""
    texts = request.texts
    sheet = book.sheet(texts("By event session"), WIDTHS, request.page(landscape=True, form=True))
    add_headline(sheet, request, texts("By event session"), form=True)
    head = _head(sheet, request)
    number, percent = look.NUMBER, look.PERCENT
    texts_there = look.BODY.but(wrap=True)
    shape = sheet.shape(look.BODY, texts_there, look.DATE, *[number] * 7, percent)
    for one in counted.sessions:
        session = one.column.session
        title = request.pick(session.title, session.title_official)
        lead: list[Value] = [one.column.key, title, request.day(session.day)]
        sheet.add(shape, [*lead, *_numbers(sheet.rows + 1, one.present, one.absent, one.excused)])
    if not counted.sessions:
        sheet.add(sheet.shape(look.NOTE_LEFT.but(wrap=False)), [texts("No event session has begun yet.")])
        return
    sheet.filter(head)
    _total(sheet, request, counted, head)
    _chart(sheet, request, counted.sessions, head)


def _head(sheet: Sheet, request: Request) -> int:
    texts = request.texts
    numbers = [texts("Women"), texts("Men"), texts("Other or undisclosed"), texts("Present"), texts("Absent")]
    numbers += [texts("of whom excused"), texts("Expected"), texts("Rate %")]
    shape = sheet.shape(look.HEAD, look.HEAD, look.HEAD_CENTRED, *[look.HEAD_RIGHT] * 8)
    return sheet.head(shape, [texts("Code"), texts("Event session"), texts("Date"), *numbers], columns=2)


def _numbers(row: int, present: Count, absent: int, excused: int) -> list[Value]:
    expected = present.total + absent
    rate = present.total / expected if expected else NOT_EXPECTED
    return [
        *present,
        Formula(f"SUM(D{row}:F{row})", present.total),
        absent,
        excused,
        Formula(f"SUM(G{row}:H{row})", expected),
        Formula(f'IF(J{row}=0,"{NOT_EXPECTED}",G{row}/J{row})', rate),
    ]


def _total(sheet: Sheet, request: Request, counted: Summary, head: int) -> None:
    of = counted.sessions
    present = Count(*(sum(column) for column in zip(*(one.present for one in of), strict=True)))
    absent, excused = sum(one.absent for one in of), sum(one.excused for one in of)
    row, last = sheet.rows + 1, sheet.rows
    sums: list[int | float | str] = [*present, present.total, absent, excused, present.total + absent]
    values: list[Value] = [
        Formula(f"SUM({get_column_letter(column)}{head + 1}:{get_column_letter(column)}{last})", number)
        for column, number in enumerate(sums, FIRST)
    ]
    rate = _numbers(row, present, absent, excused)[-1]
    shape = sheet.shape(*[look.TOTAL] * 3, *[look.TOTAL_NUMBER] * 7, look.TOTAL_PERCENT)
    sheet.add(shape, ["", request.texts("Person-sessions"), "", *values, rate])


def _chart(sheet: Sheet, request: Request, of: tuple[AtSession, ...], head: int) -> None:
    texts, first, last = request.texts, head + 1, head + len(of)
    named = (texts("Women"), texts("Men"), texts("Other or undisclosed"))
    lines = [
        Line(name, reference(first, FIRST + n, last, FIRST + n), [one.present[n] for one in of])
        for n, name in enumerate(named)
    ]
    lines.append(Line(texts("Absent"), reference(first, 8, last, 8), [one.absent for one in of], "D3DAE1"))
    names = [one.column.key for one in of]
    add_columns(
        sheet, texts("Present and absent by event session"), names=(reference(first, 1, last, 1), names),
        lines=lines, size_cm=(min(24.0, 10 + 1.4 * len(of)), 8.0),
    )  # fmt: skip
