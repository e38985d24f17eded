"""Who attended what, as the letters of the attendance matrix."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from attendance.domain.local_time import instant
from attendance.queries import matrix
from attendance.queries.participants import Participant
from attendance.queries.programme import SessionRow, sessions
from attendance.reports.people import Group, is_online, listed
from attendance.reports.request import EARLY_BEFORE_MINUTES, LATE_AFTER_MINUTES, Request

PRESENT, LATE, LEFT_EARLY, ONLINE_CODE, EXCUSED, ABSENT, NOT_EXPECTED = "P", "L", "E", "O", "X", "A", "–"
ATTENDED = (PRESENT, LATE, LEFT_EARLY, ONLINE_CODE)
EXPECTED = (*ATTENDED, EXCUSED, ABSENT)
CODES = (*EXPECTED, NOT_EXPECTED)

_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Column:
    """One event session as a column.

    Attributes:
        key: "D1-S2", day and event session of the day, or "S2" when the day is open.
        starts, ends: ms UTC, as far as the programme knows them.
        held: whether it has begun; before that nobody can be absent.
    """

    session: SessionRow
    key: str
    starts: int | None
    ends: int | None
    held: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One delegate over all columns; ``first_in`` and ``last_out`` in ms UTC."""

    person: Participant
    codes: tuple[str, ...]
    attended: int
    expected: int
    first_in: int | None
    last_out: int | None


@dataclass(frozen=True, slots=True)
class Block:
    """One delegation's lines."""

    group: Group
    lines: tuple[Line, ...]


def columns(request: Request) -> list[Column]:
    """The event sessions that take attendance, in the order of the programme."""
    zone = request.event.zone
    days: dict[str, int] = {}
    counts: dict[str | None, int] = {}
    made: list[Column] = []
    for session in sessions(request.db, request.event.id, attendance_only=True):
        if session.day:
            days.setdefault(session.day, len(days) + 1)
        counts[session.day] = counts.get(session.day, 0) + 1
        number = f"S{counts[session.day]}"
        key = f"D{days[session.day]}-{number}" if session.day else number
        starts, ends = (instant(session.day, time, zone) for time in (session.starts, session.ends))
        begins = starts if starts is not None else instant(session.day, "00:00", zone)
        held = session.came > 0 or (begins is not None and begins <= request.at)
        made.append(Column(session, key, starts, ends, held))
    return made


def blocks(request: Request, shown: Sequence[Column], people: Sequence[Group]) -> list[Block]:
    """Everyone expected, and everyone who came although no longer expected, delegation by delegation."""
    times = [_times(column) for column in shown]
    within = None if request.codes is None else [group.delegation.id for group in people]
    found = {row.delegate: row for row in matrix.attended(request.db, times, within)}
    made = [
        Block(group, tuple(_line(person, found.get(person.id), shown) for person in group.people))
        for group in people
    ]
    return [block for block in made if block.lines]


def _times(column: Column) -> matrix.SessionTimes:
    late = None if column.starts is None else column.starts + LATE_AFTER_MINUTES * _MINUTE
    early = None if column.ends is None else column.ends - EARLY_BEFORE_MINUTES * _MINUTE
    return matrix.SessionTimes(column.session.id, late, early)


def _line(person: Participant, row: matrix.Attended | None, shown: Sequence[Column]) -> Line:
    letters = row.letters if row else " " * len(shown)
    online = is_online(person)
    wanted = listed(person)
    codes = tuple(
        _code(letter, column.held, expected=wanted, online=online)
        for letter, column in zip(letters, shown, strict=True)
    )
    attended = sum(code in ATTENDED for code in codes)
    expected = sum(code in EXPECTED for code in codes)
    times = (row.first_in, row.last_out) if row else (None, None)
    return Line(person, codes, attended, expected, *times)


def _code(letter: str, held: bool, *, expected: bool, online: bool) -> str:
    if letter in (matrix.CAME, matrix.LATE, matrix.LEFT_EARLY):
        return ONLINE_CODE if online else letter
    if not expected:
        return NOT_EXPECTED
    if letter == matrix.EXCUSED:
        return EXCUSED
    return ABSENT if held else NOT_EXPECTED


def session_name(request: Request, id_: UUID | None, shown: Sequence[Column]) -> str:
    """ "D1-S2 Afternoon" of an event session among the columns."""
    column = next((column for column in shown if column.session.id == id_), None)
    if column is None:
        return ""
    return f"{column.key} {request.pick(column.session.title, column.session.title_official)}".strip()
