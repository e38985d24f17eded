"""When people came: first entries by the clock, one column for each event session, and the curve of it."""

from uuid import UUID

from openpyxl.utils import get_column_letter

from attendance.domain.arrivals import MOST_STEPS, STEPS
from attendance.language.dates import local
from attendance.queries.entries import MINUTE, first_entries
from attendance.reports import look
from attendance.reports.cells import Formula, Value
from attendance.reports.charts import PALETTE, Line, add_columns
from attendance.reports.headline import add_headline
from attendance.reports.request import Request
from attendance.reports.whole import Whole
from attendance.reports.workbook import Book, Sheet, reference

FEW = 6
"""Event sessions that leave room for the curve beside their columns."""

FIRST = 2
"""Number of the first event session's column; before it the time at which a step begins."""


def add_arrivals(book: Book, request: Request, found: Whole) -> None:
    """Add the sheet; the columns add up to who came to each event session."""
    texts = request.texts
    title = texts("Arrivals")
    shown = [column for column in found.shown if column.held]
    beside = len(shown) <= FEW
    widths = [12, *[9.0] * len(shown), 10, *([3, *[10.0] * 9] if beside else [])]
    sheet = book.sheet(title, widths, request.page(landscape=True, form=True))
    within = None if request.codes is None else found.within
    step, first, counts = _in_steps(request, [column.session.id for column in shown], within)
    told = texts("First entries in steps of {n} minutes.", n=step)
    add_headline(sheet, request, title, told, form=True)
    if not any(map(sum, counts)):
        sheet.add(sheet.shape(look.NOTE_LEFT.but(wrap=False)), [texts("Nobody has come yet.")])
        return
    keys = [column.key for column in shown]
    shape = sheet.shape(look.HEAD_CENTRED, *[look.HEAD_RIGHT] * (len(keys) + 1))
    head = sheet.head(shape, [texts("Time"), *keys, texts("Total")], columns=1)
    number = look.NUMBER.but(numbers="0;;")
    shape = sheet.shape(look.CENTRED, *[number] * len(keys), look.NUMBER.but(bold=True, numbers="0;;"))
    times: list[str] = []
    for place, row in enumerate(zip(*counts, strict=True)):
        minute = first + place * step
        times.append(f"{minute // 60:02d}:{minute % 60:02d}")
        across = reference(sheet.rows + 1, FIRST, sheet.rows + 1, FIRST + len(keys) - 1)
        sheet.add(shape, [times[-1], *row, Formula(f"SUM({across})", sum(row))])
    last = sheet.rows
    shape = sheet.shape(look.TOTAL.but(align="center"), *[look.TOTAL_NUMBER] * (len(keys) + 1))
    sums = [*map(sum, counts), sum(map(sum, counts))]
    values: list[Value] = [texts("Total")]
    for column, total in enumerate(sums, FIRST):
        letter = get_column_letter(column)
        values.append(Formula(f"SUM({letter}{head + 1}:{letter}{last})", total))
    sheet.add(shape, values)
    at = f"{get_column_letter(FIRST + len(keys) + 2)}{head}" if beside else None
    _curve(sheet, title, (head + 1, last), times, keys, counts, at)


def _in_steps(
    request: Request, sessions: list[UUID], within: list[UUID] | None
) -> tuple[int, int, list[list[int]]]:
    """Minutes of a step, minutes after midnight of the first one, and the counts by event session."""
    found = first_entries(request.db, request.event.id, within)
    zone = request.event.zone
    clock: list[list[tuple[int, int]]] = []
    for session in sessions:
        moments = [(local(minute * MINUTE, zone), n) for minute, n in found.get(session, ())]
        clock.append([(moment.hour * 60 + moment.minute, n) for moment, n in moments])
    seen = [minute for one in clock for minute, _ in one]
    low, high = min(seen, default=0), max(seen, default=0) + 1
    step = next((one for one in STEPS if high - low <= one * (MOST_STEPS - 1)), STEPS[-1])
    first = low // step * step
    steps = -((first - high) // step)
    counts = [[0] * steps for _ in sessions]
    for place, one in enumerate(clock):
        for minute, n in one:
            counts[place][(minute - first) // step] += n
    return step, first, counts


def _curve(
    sheet: Sheet,
    title: str,
    rows: tuple[int, int],
    times: list[str],
    keys: list[str],
    counts: list[list[int]],
    at: str | None,
) -> None:
    """A line for each event session; of many, one for all together."""
    first, last = rows
    columns = range(FIRST, FIRST + len(keys))
    lines = [
        Line(key, reference(first, column, last, column), values)
        for column, key, values in zip(columns, keys, counts, strict=True)
    ]
    if len(lines) > len(PALETTE):
        together = [sum(row) for row in zip(*counts, strict=True)]
        place = FIRST + len(keys)
        lines = [Line(title, reference(first, place, last, place), together)]
    names = (reference(first, 1, last, 1), times)
    size = (17.0, 10.0) if at else (24.0, 9.0)
    add_columns(sheet, title, names=names, lines=lines, kind="line", at=at, size_cm=size)
