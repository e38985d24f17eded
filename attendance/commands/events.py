"""Events and their first event sessions: new, changed, archived."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, select

from attendance.commands.event_days import (
    Fitted,
    checked_date,
    days_of,
    first_sessions,
    fit_sessions,
)
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp, new_id
from attendance.domain.quorum import Quorum, written
from attendance.domain.quorum import check as check_quorum
from attendance.store import tables as t
from attendance.store.journal import Action


class Changed(NamedTuple):
    """What writing some fields of an event did to its programme; no action where nothing differed."""

    action: UUID | None
    fitted: Fitted


def new_event(
    db: Connection,
    stamp: Stamp,
    *,
    title: str | None,
    zone: str,
    starts: str | None = None,
    ends: str | None = None,
    **fields: Any,
) -> UUID:
    """A new event with Morning and Afternoon of each day, which take attendance.

    Args:
        title: None or "" when only ``title_official`` is known.
        starts, ends: ISO dates; both None leaves the dates open, and the event with one session on no day.
        fields: any other column of ``event``.

    Raises:
        Refused: title_missing, bad_date, ends_before_start, event_too_long, unknown_zone.
    """
    title = (title or "").strip() or None
    if not title and not (fields.get("title_official") or "").strip():
        raise Refused("title_missing")
    check_zone(zone)
    days = days_of(starts, ends)
    row = event_row(title=title, zone=zone, starts=starts, ends=ends or starts, **fields)
    with Action(db, stamp, "new_event", event=row["id"]) as action:
        action.insert(t.event, [row])
        action.insert(t.event_session, first_sessions(row["id"], days))
    return row["id"]


def change_event(db: Connection, stamp: Stamp, event: UUID, fields: Mapping[str, Any]) -> Changed:
    """Write some fields of an event; its half-day sessions follow its days.

    Raises:
        Refused: title_missing, bad_date, ends_before_start, event_too_long, unknown_zone, row_gone.
    """
    found = db.execute(select(t.event).where(t.event.c.id == event)).mappings().one_or_none()
    if found is None:
        raise Refused("row_gone", what="event")
    whole = {**found, **fields}
    if {"title", "title_official"} & fields.keys() and not any(
        (whole[key] or "").strip() for key in ("title", "title_official")
    ):
        raise Refused("title_missing")
    if "zone" in fields:
        check_zone(fields["zone"] or "")
    for key in ("nomination_deadline", "personal_until"):
        if day := fields.get(key):
            checked_date(day)
    written, fitted = dict(fields), Fitted()
    with Action(db, stamp, "change_event", event=event) as action:
        if {"starts", "ends"} & fields.keys():
            written["ends"] = whole["ends"] or whole["starts"] if whole["starts"] else None
            before = days_of(found["starts"], found["ends"])
            fitted = fit_sessions(db, action, event, before, days_of(whole["starts"], written["ends"]))
        action.update(t.event, [(event, written)])
    return Changed(action.undoable, fitted)


def set_quorum(db: Connection, stamp: Stamp, event: UUID, rule: Quorum | None) -> UUID | None:
    """How many make the meeting able to decide; None asks for no quorum. Returns the action.

    Raises:
        Refused: quorum_without_number, quorum_without_capacities, row_gone.
    """
    if rule is not None:
        check_quorum(rule)
    with Action(db, stamp, "set_quorum", event=event) as action:
        action.update(t.event, [(event, {"quorum": written(rule)})])
    return action.undoable


def archive_event(db: Connection, stamp: Stamp, event: UUID, archived: bool = True) -> UUID | None:
    """Put an event away, or take it out again; nothing in it changes. Returns the action."""
    with Action(db, stamp, "archive_event" if archived else "reopen_event", event=event) as action:
        action.update(t.event, [(event, {"archived": archived})])
    return action.undoable


def event_row(**fields: Any) -> dict[str, Any]:
    """A new row of ``event`` with what every event has."""
    return {"id": new_id(), "confirmed_only": False, "archived": False, "sample": False, **fields}


def check_zone(zone: str) -> None:
    """Refuse what is no IANA time zone.

    Raises:
        Refused: unknown_zone.
    """
    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise Refused("unknown_zone", zone=zone) from error
