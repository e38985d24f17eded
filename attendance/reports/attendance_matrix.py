"""The attendance matrix: everybody by event session, the delegations in numbers, and the log behind it."""

from collections.abc import Sequence
from pathlib import Path

from attendance.language.labels import LABELS
from attendance.queries.matrix import log_size
from attendance.reports.by_delegation import add_by_delegation
from attendance.reports.log_sheet import add_log
from attendance.reports.matrix_grid import CODES, Column
from attendance.reports.matrix_sheet import MatrixSheet
from attendance.reports.read_me import add_read_me
from attendance.reports.request import EARLY_BEFORE_MINUTES, LATE_AFTER_MINUTES, Request
from attendance.reports.whole import whole


def write(request: Request, target: Path) -> Path:
    """Write the workbook. Raises ``Refused`` as ``Book.save`` and ``people.groups`` do."""
    found, title = whole(request), request.texts("Attendance matrix")
    names = found.names(request)
    within = None if request.codes is None else found.within
    with request.book(title) as book:
        book.total_rows = len(names) + log_size(request.db, request.event.id, within)
        grid = MatrixSheet(request, book, title, found.shown)
        grid.fill(found.blocks)
        add_by_delegation(book, request, grid)
        add_log(book, request, found.shown, names, within)
        add_read_me(book, request, title, notes(request, found.shown))
        return book.save(target)


def notes(request: Request, shown: Sequence[Column]) -> list[tuple[str, str]]:
    """What the letters mean, how late and early are measured, and the event sessions in full."""
    texts = request.texts
    letters = "\n".join(f"{code}  {texts(LABELS[code])}" for code in CODES)
    lines = [
        (texts("Codes"), letters),
        (texts("Late"), texts("Came more than {n} minutes after the start.", n=LATE_AFTER_MINUTES)),
        (texts("Left early"), texts("Left more than {n} minutes before the end.", n=EARLY_BEFORE_MINUTES)),
        (
            texts("Attended and expected"),
            texts(
                "Present and absent together make the expected. Excused people are absent with a reason."
                " Event sessions that have not begun expect nobody."
            ),
        ),
        (texts("Days"), texts("A morning or an afternoon is half a day; dinners and buses do not count.")),
    ]
    return lines + [(column.key, _in_full(request, column)) for column in shown]


def _in_full(request: Request, column: Column) -> str:
    session = column.session
    times = "–".join(time for time in (session.starts, session.ends) if time)
    day = request.texts.date_long(session.day)
    title = request.pick(session.title, session.title_official)
    return " · ".join(part for part in (title, day, times) if part)
