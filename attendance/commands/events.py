"""Events and their first event sessions: new, changed, archived."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from attendance.domain.errors import Refused
from attendance.domain.kinds import SessionEntry, SessionKind, Stamp, new_id
from attendance.store import tables as t
from attendance.store.journal import Action

LONGEST_EVENT = 60
"""Days; a longer one is a slip of the keyboard, and would get 120 half-day sessions."""

HALF_DAYS = (
    ("Morning", "ພາກເຊົ້າ", "08:30", "12:00"),
    ("Afternoon", "ພາກບ່າຍ", "13:30", "17:00"),
)
WHILE_OPEN = ("Attendance", "ການເຂົ້າຮ່ວມ")


def new_event(
    db: Connection,
    stamp: Stamp,
    *,
    title: str,
    zone: str,
    starts: str | None = None,
    ends: str | None = None,
    **fields: Any,
) -> UUID:
    """A new event with Morning and Afternoon of each day, which take attendance.

    Args:
        starts, ends: ISO dates; both None leaves the dates open, and the event with one session on no day.
        fields: any other column of ``event``.

    Raises:
        Refused: title_missing, bad_date, ends_before_start, event_too_long, unknown_zone.
    """
    if not title.strip():
        raise Refused("title_missing")
    _check_zone(zone)
    days = days_of(starts, ends)
    row = event_row(title=title.strip(), zone=zone, starts=starts, ends=ends or starts, **fields)
    with Action(db, stamp, "new_event", event=row["id"]) as action:
        action.insert(t.event, [row])
        action.insert(t.event_session, first_sessions(row["id"], days))
    return row["id"]


def change_event(db: Connection, stamp: Stamp, event: UUID, fields: Mapping[str, Any]) -> None:
    """Write some fields of an event.

    Raises:
        Refused: title_missing, bad_date, ends_before_start, event_too_long, unknown_zone, row_gone.
    """
    if "title" in fields and not (fields["title"] or "").strip():
        raise Refused("title_missing")
    if "zone" in fields:
        _check_zone(fields["zone"])
    if "starts" in fields or "ends" in fields:
        kept = db.execute(select(t.event.c.starts, t.event.c.ends).where(t.event.c.id == event)).mappings()
        dates = {**(kept.one_or_none() or {}), **fields}
        days_of(dates.get("starts"), dates.get("ends"))
    with Action(db, stamp, "change_event", event=event) as action:
        action.update(t.event, [(event, fields)])


def archive_event(db: Connection, stamp: Stamp, event: UUID, archived: bool = True) -> None:
    """Put an event away, or take it out again; nothing in it changes."""
    with Action(db, stamp, "archive_event" if archived else "reopen_event", event=event) as action:
        action.update(t.event, [(event, {"archived": archived})])


def event_row(**fields: Any) -> dict[str, Any]:
    """A new row of ``event`` with what every event has."""
    return {"id": new_id(), "confirmed_only": False, "archived": False, "sample": False, **fields}


def session_row(event: UUID, **fields: Any) -> dict[str, Any]:
    """A new row of ``event_session``: admits everyone on the list, once and again after an exit."""
    return {"id": new_id(), "event": event, "entry": SessionEntry.ONCE, **fields}


def first_sessions(event: UUID, days: list[date]) -> list[dict[str, Any]]:
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


def _taking_attendance(event: UUID, title: str, official: str, **fields: Any) -> dict[str, Any]:
    return session_row(event, title=title, title_official=official, takes_attendance=True, **fields)


def days_of(starts: str | None, ends: str | None) -> list[date]:
    """The days from ``starts`` to ``ends`` (ISO dates), both included; none while the dates are open.

    Raises:
        Refused: bad_date, ends_before_start, event_too_long.
    """
    if starts is None:
        return []
    first, last = _date(starts), _date(ends or starts)
    if last < first:
        raise Refused("ends_before_start", starts=starts, ends=ends)
    count = (last - first).days + 1
    if count > LONGEST_EVENT:
        raise Refused("event_too_long", days=count, most=LONGEST_EVENT)
    return [first + timedelta(days=offset) for offset in range(count)]


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused("bad_date", value=text) from error


def _check_zone(zone: str) -> None:
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise Refused("unknown_zone", zone=zone) from error
