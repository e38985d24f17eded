"""On which days each person took part, in half-days: what a per diem is worked out from, and never a rate."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl.utils import get_column_letter

from attendance.language.marks import N_
from attendance.queries.participants import HALF_DAYS, NOON
from attendance.reports import look
from attendance.reports.cells import Formula, Value
from attendance.reports.headline import add_headline
from attendance.reports.matrix_grid import ATTENDED, Column, Line
from attendance.reports.people import Group, written_name
from attendance.reports.read_me import add_read_me
from attendance.reports.request import Request
from attendance.reports.whole import Whole, whole
from attendance.reports.workbook import Book, Shape, Sheet, reference

FIRST = 6
"""Number of the first day's column; before it No., delegation, capacity, name and organisation."""

MEANING = N_(
    "A morning or an afternoon with attendance is half a day; dinners and buses do not count."
    " The sheet holds days and no amounts."
)
HALF = look.BODY.but(align="center", numbers='0.0;;"–"')
SUM = look.NUMBER.but(bold=True, numbers="0.0")
TOTAL = look.TOTAL.but(align="center", numbers='0.0;;"–"')
TOTAL_SUM = look.TOTAL_NUMBER.but(numbers="0.0")
WIDE = look.WRAPPED.but(vertical="center")


def write(request: Request, target: Path) -> Path:
    """Write the workbook. Raises ``Refused`` as ``Book.save`` and ``people.groups`` do."""
    title = request.texts("Participation days")
    with request.book(title) as book:
        add_participation_days(book, request, whole(request))
        add_read_me(book, request, title, [(title, request.texts(MEANING))])
        return book.save(target)


def half_days(line: Line, shown: Sequence[Column]) -> dict[str, int]:
    """Half-days with attendance by day (ISO), as ``queries.participants`` counts them."""
    halves = {
        (column.session.day, (column.session.starts or "") >= NOON)
        for column, code in zip(shown, line.codes, strict=True)
        if code in ATTENDED and column.session.day and column.session.kind in HALF_DAYS
    }
    days: dict[str, int] = {}
    for day, _ in halves:
        days[day] = days.get(day, 0) + 1
    return days


def add_participation_days(book: Book, request: Request, found: Whole) -> None:
    """Add the sheet: everybody with a half-day or more, with subtotals that follow the filter."""
    texts = request.texts
    days = list(dict.fromkeys(column.session.day for column in found.shown if column.session.day))
    title = texts("Participation days")
    widths = [6, 12, 24, 32, 34, *[11.0] * len(days), 10]
    sheet = book.sheet(title, widths, request.page(landscape=True))
    add_headline(sheet, request, title, texts(MEANING))
    leading = (look.ORDINAL, look.TEXT, WIDE, look.TEXT.but(bold=True), WIDE)
    row = sheet.shape(*leading, *[HALF] * len(days), SUM)
    total = sheet.shape(*[look.TOTAL] * 5, *[TOTAL] * len(days), TOTAL_SUM)
    heads = [texts("No."), texts("Delegation"), texts("Capacity"), texts("Name"), texts("Organization")]
    heads += [*map(texts.day_month, days), texts("Days")]
    styles = [look.head_for(style) for style in row.styles]
    head = sheet.head(sheet.shape(*styles), heads, columns=4)
    number, sums = 0, [0] * len(days)
    for block in found.blocks:
        there = [(line, half_days(line, found.shown)) for line in block.lines]
        there = [(line, of) for line, of in there if of]
        first = sheet.rows + 1
        for line, of in there:
            number += 1
            halves = [of.get(day, 0) for day in days]
            sheet.add(row, _values(request, number, sheet.rows + 1, block.group, line, halves))
        if there:
            own = [sum(of.get(day, 0) for _, of in there) for day in days]
            sums = [before + more for before, more in zip(sums, own, strict=True)]
            _total(sheet, total, block.group.delegation.code, texts("Subtotal"), first, own)
    if not number:
        sheet.add(sheet.shape(look.NOTE_LEFT.but(wrap=False)), [texts("Nobody has come yet.")])
        return
    sheet.filter(head)
    _total(sheet, total, "", texts("In all"), head + 1, sums)


def _values(
    request: Request, number: int, row: int, group: Group, line: Line, halves: Sequence[int]
) -> list[Value]:
    person = line.person
    place = request.pick(person.organisation, person.organisation_official)
    return [
        number,
        group.delegation.code,
        request.word(person.capacity),
        written_name(request, person),
        "" if request.withholds(person) else place,
        *(half / 2 for half in halves),
        Formula(f"SUM({reference(row, FIRST, row, FIRST + len(halves) - 1)})", sum(halves) / 2),
    ]


def _total(sheet: Sheet, shape: Shape, code: str, label: str, first: int, halves: Sequence[int]) -> None:
    last = sheet.rows
    values: list[Value] = ["", code, label, "", ""]
    for column, value in enumerate((*halves, sum(halves)), FIRST):
        letter = get_column_letter(column)
        values.append(Formula(f"SUBTOTAL(9,{letter}{first}:{letter}{last})", value / 2))
    sheet.add(shape, values)
