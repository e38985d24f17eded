"""The delegations in numbers: who was registered, how many came to each event session, average and peak."""

from collections.abc import Sequence

from attendance.reports import look
from attendance.reports.cells import Formula, Value
from attendance.reports.charts import Line, add_columns
from attendance.reports.headline import add_headline
from attendance.reports.matrix_grid import NOT_EXPECTED
from attendance.reports.matrix_sheet import FIRST as MATRIX_FIRST
from attendance.reports.matrix_sheet import MatrixSheet
from attendance.reports.people import registered
from attendance.reports.request import Request
from attendance.reports.workbook import Book, Sheet, reference

FIRST = 3
"""Number of the first event session's column; before it the delegation and how many are registered."""


def add_by_delegation(book: Book, request: Request, grid: MatrixSheet) -> None:
    """Add the sheet; its numbers are read from the subtotals of ``grid``, so that both can only agree."""
    texts, shown = request.texts, grid.shown
    widths = [40, 15, *[10.0] * len(shown), 11, 12, 9]
    sheet = book.sheet(texts("By delegation"), widths, request.page(landscape=True, form=True))
    add_headline(sheet, request, texts("By delegation"), form=True)
    heads = [texts("Delegation"), texts("Registered"), *(column.key for column in shown)]
    heads += [texts("Average"), texts("Peak"), texts("Rate %")]
    shape = sheet.shape(look.HEAD, *[look.HEAD_RIGHT] * (len(heads) - 1))
    head = sheet.head(shape, heads, columns=1)
    count, average = look.NUMBER, look.NUMBER.but(numbers="0.0")
    shape = sheet.shape(look.BODY.but(wrap=True), *[count] * (len(shown) + 1), average, count, look.PERCENT)
    for subtotal in grid.subtotals:
        group = subtotal.block.group
        count_of_people = sum(registered(person) for person in group.people)
        values: list[Value] = [request.delegation_name(group.delegation), count_of_people]
        sheet.add(shape, values + _numbers(sheet, grid, subtotal.row, subtotal.present, subtotal.rate))
    sheet.filter(head)
    _total(sheet, request, grid, head)
    if shown and grid.subtotals:
        title, last = texts("Present by event session"), FIRST + len(shown) - 1
        add_columns(
            sheet,
            title,
            names=(reference(head, FIRST, head, last), [column.key for column in shown]),
            lines=[Line(title, reference(sheet.rows, FIRST, sheet.rows, last), grid.total.present)],
        )


def _total(sheet: Sheet, request: Request, grid: MatrixSheet, head: int) -> None:
    people = sum(registered(person) for s in grid.subtotals for person in s.block.group.people)
    everybody: Value = people
    if sheet.rows > head:
        everybody = Formula(f"SUM({reference(head + 1, 2, sheet.rows, 2)})", people)
    count, average = look.TOTAL_NUMBER, look.TOTAL_NUMBER.but(numbers="0.0")
    shape = sheet.shape(look.TOTAL, *[count] * (len(grid.shown) + 1), average, count, look.TOTAL_PERCENT)
    total = grid.total
    values: list[Value] = [request.texts("All delegations"), everybody]
    sheet.add(shape, values + _numbers(sheet, grid, total.row, total.present, total.rate))


def _numbers(
    sheet: Sheet, grid: MatrixSheet, row: int, present: Sequence[int], rate: float | str
) -> list[Value]:
    """Per event session how many came, nothing where it has not begun; then average, peak and rate."""
    counts = [
        (grid.place(MATRIX_FIRST + place, row), count) if column.held else None
        for place, (column, count) in enumerate(zip(grid.shown, present, strict=True))
    ]
    values: list[Value] = [Formula(*count) if count else None for count in counts]
    held = [count[1] for count in counts if count]
    if not counts:
        return [NOT_EXPECTED, 0, NOT_EXPECTED]
    area = reference(sheet.rows + 1, FIRST, sheet.rows + 1, FIRST + len(counts) - 1)
    average = sum(held) / len(held) if held else NOT_EXPECTED
    return [
        *values,
        Formula(f'IF(COUNT({area})=0,"{NOT_EXPECTED}",AVERAGE({area}))', average),
        Formula(f"MAX({area})", max(held, default=0)),
        Formula(grid.place(grid.last + 3, row), rate),
    ]
