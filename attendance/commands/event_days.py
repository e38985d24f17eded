"""The days of an event and the half-day sessions that follow them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.errors import Refused
from attendance.domain.kinds import SessionEntry, SessionKind, new_id
from attendance.language.own_titles import AFTERNOON, MORNING, WHILE_OPEN
from attendance.store import tables as t
from attendance.store.journal import Action

LONGEST_EVENT = 60
"""Days; a longer one is a slip of the keyboard, and would get 120 half-day sessions."""

HALF_DAYS = (
    (*MORNING, "08:30", "12:00"),
    (*AFTERNOON, "13:30", "17:00"),
)

_s = t.event_session.c


class Fitted(NamedTuple):
    """What other days did to a programme, in numbers of event sessions.

    Attributes:
        added: half-days of new days.
        removed: half-days of days that are no longer the event's, which nobody had used.
        moved: sessions that went along when the whole event was put off.
        kept: half-days outside the event's days that stay, because attendance or a contribution is in them.
    """

    added: int = 0
    removed: int = 0
    moved: int = 0
    kept: int = 0


def session_row(event: UUID, **fields: Any) -> dict[str, Any]:
    """A new row of ``event_session``: admits everyone on the list, once and again after an exit."""
    return {"id": new_id(), "event": event, "entry": SessionEntry.ONCE, **fields}


def first_sessions(event: UUID, days: Sequence[date]) -> list[dict[str, Any]]:
    """The event sessions a new event takes attendance in: the half-days of its days, its signature columns.

    While the dates are open it is one session on no day, so that people can be checked in all the same.
    """
    if not days:
        return [_taking_attendance(event, *WHILE_OPEN, kind=SessionKind.OTHER)]
    return [
        _taking_attendance(
            event, title, official, day=day.isoformat(), starts=starts, ends=ends, kind=SessionKind.HALF_DAY
        )
        for day in days
        for title, official, starts, ends in HALF_DAYS
    ]


def days_of(starts: str | None, ends: str | None) -> list[date]:
    """The days from ``starts`` to ``ends`` (ISO dates), both included; none while the dates are open.

    Raises:
        Refused: bad_date, ends_before_start, event_too_long.
    """
    if starts is None:
        return []
    first, last = checked_date(starts), checked_date(ends or starts)
    if last < first:
        raise Refused("ends_before_start", starts=starts, ends=ends)
    count = (last - first).days + 1
    if count > LONGEST_EVENT:
        raise Refused("event_too_long", days=count, most=LONGEST_EVENT)
    return [first + timedelta(days=offset) for offset in range(count)]


def checked_date(text: str) -> date:
    """The day of an ISO date.

    Raises:
        Refused: bad_date.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Refused("bad_date", value=text) from error
    if day.isoformat() != text:  # "20240529", "2024-W22-3": dates are compared as they are written
        raise Refused("bad_date", value=text)
    return day


def shifted(day: str | None, offset: timedelta) -> str | None:
    """An ISO date that many days later; what is none stays as it is."""
    try:
        return day and (date.fromisoformat(day) + offset).isoformat()
    except (ValueError, OverflowError):
        return day


def fit_sessions(
    db: Connection, action: Action, event: UUID, before: Sequence[date], after: Sequence[date]
) -> Fitted:
    """Bring the programme to the event's new days.

    An event put off by some days as a whole takes its programme along, unless attendance was taken already.
    Otherwise half-days come with new days and go with dropped ones; what somebody used is kept.
    """
    if list(before) == list(after):
        return Fitted()
    rows = db.execute(select(_s.id, _s.day, _s.kind, _s.title).where(_s.event == event)).all()
    used = _used(db, event)
    if before and len(before) == len(after) and not _attended(db, event):
        return _moved(action, rows, after[0] - before[0])
    wanted, known = {day.isoformat() for day in after}, {day.isoformat() for day in before}
    halves = [row for row in rows if row.kind == SessionKind.HALF_DAY and row.day]
    outside = [row for row in halves if row.day not in wanted]
    if after and not before:
        outside += [row for row in rows if row.day is None and row.title == WHILE_OPEN[0]]
    gone = [row.id for row in outside if row.id not in used]
    there = {row.day for row in halves}
    missing = [day for day in after if day.isoformat() not in there | known]
    added = first_sessions(event, missing) if missing else []
    if not after and len(gone) == len(halves) and not _others_take_attendance(db, event, gone):
        added = first_sessions(event, [])
    if gone:
        action.remove(t.event_session, gone)
    action.insert(t.event_session, added)
    return Fitted(len(added), len(gone), 0, len(outside) - len(gone))


def _moved(action: Action, rows: Sequence[Any], offset: timedelta) -> Fitted:
    changes = [(row.id, {"day": shifted(row.day, offset)}) for row in rows if row.day]
    return Fitted(moved=action.update(t.event_session, changes))


def _used(db: Connection, event: UUID) -> set[UUID]:
    """Event sessions something refers to: they cannot go."""
    found: set[UUID] = set()
    for table in (t.attendance_fact, t.scan_refused, t.sheet_mark, t.contribution):
        column = table.c.event_session
        statement = select(_s.id).where(_s.event == event, select(column).where(column == _s.id).exists())
        found.update(db.scalars(statement))
    return found


def _attended(db: Connection, event: UUID) -> bool:
    facts = t.attendance_fact
    joined = facts.join(t.event_session, _s.id == facts.c.event_session)
    return db.scalar(select(facts.c.n).select_from(joined).where(_s.event == event).limit(1)) is not None


def _others_take_attendance(db: Connection, event: UUID, gone: Sequence[UUID]) -> bool:
    taking = db.scalars(select(_s.id).where(_s.event == event, _s.takes_attendance))
    return not set(taking) <= set(gone)


def _taking_attendance(event: UUID, title: str, official: str, **fields: Any) -> dict[str, Any]:
    return session_row(event, title=title, title_official=official, takes_attendance=True, **fields)
