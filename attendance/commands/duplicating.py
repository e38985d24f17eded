"""An event once more: its set-up on new days, without its people."""

from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Table, select

from attendance.commands.event_days import WHILE_OPEN, days_of, first_sessions, session_row, shifted
from attendance.commands.events import check_zone, event_row
from attendance.domain import certificates
from attendance.domain import rules as door
from attendance.domain.errors import Refused
from attendance.domain.kinds import DelegationState, SessionKind, Stamp, new_id
from attendance.store import tables as t
from attendance.store.journal import Action

Row = dict[str, Any]

_DROPPED = frozenset({"id", "n", "archived", "sample", "year", "starts", "ends", "personal_until"})
_OF_ITS_OWN = frozenset({"id", "n", "state", "credentials_on", "note"})
"""What a delegation did at the earlier event and has yet to do at this one."""


class Duplicated(NamedTuple):
    """The new event, and the action that made it."""

    event: UUID
    action: UUID


def duplicate_event(
    db: Connection,
    stamp: Stamp,
    event: UUID,
    *,
    starts: str | None = None,
    ends: str | None = None,
    with_delegations: bool = True,
    **fields: Any,
) -> Duplicated:
    """A new event with the set-up of an earlier one; nobody of it is on the new list.

    The programme and the deadline move with the days, and what falls behind the last of them stands on no
    day. Tags, fields of its own, the rules of its event sessions and for certificates come along; letters,
    contributions, priorities and follow-ups do not.

    Args:
        starts, ends: ISO dates; both None leaves the dates open.
        with_delegations: those who took part are invited again, with focal point and quota.
        fields: columns of ``event`` that shall differ, such as ``title``.

    Raises:
        Refused: no_such_event, title_missing, bad_date, ends_before_start, event_too_long, unknown_zone.
    """
    earlier = db.execute(select(t.event).where(t.event.c.id == event)).mappings().one_or_none()
    if earlier is None:
        raise Refused("no_such_event")
    days = days_of(starts, ends)
    offset = _offset(earlier["starts"], days)
    deadline = None if offset is None else shifted(earlier["nomination_deadline"], offset)
    row = _copied({**earlier, "nomination_deadline": deadline, **fields}, starts, ends)
    new = row["id"]
    with Action(db, stamp, "duplicate_event", event=new) as action:
        ids: dict[UUID, UUID] = {}
        rows = _sessions(db, event, new, days, offset, ids)
        row["certificate_rule"] = _certificates(row.get("certificate_rule"), rows, ids)
        action.insert(t.event, [row])
        for table in (t.tag, t.custom_field):
            action.insert(table, _copies(db, table, event, new, ids))
        action.insert(t.event_session, [{**row, "rules": _rules(row.get("rules"), ids)} for row in rows])
        if with_delegations:
            action.insert(t.delegation, _delegations(db, event, new))
    return Duplicated(new, action.id)


def _copied(earlier: Row, starts: str | None, ends: str | None) -> Row:
    """The new row of ``event``."""
    kept = {key: value for key, value in earlier.items() if key not in _DROPPED}
    if not any((kept[key] or "").strip() for key in ("title", "title_official")):
        raise Refused("title_missing")
    check_zone(kept["zone"])
    return event_row(**kept, starts=starts, ends=(ends or starts) if starts else None)


def _offset(starts: str | None, days: list[date]) -> timedelta | None:
    """How much later the new event is; None where either has open dates."""
    if not starts or not days:
        return None
    return days[0] - days_of(starts, None)[0]


def _sessions(
    db: Connection,
    event: UUID,
    new: UUID,
    days: list[date],
    offset: timedelta | None,
    ids: dict[UUID, UUID],
) -> list[Row]:
    """The programme on the new days; each of them has half-days. ``ids`` learns which became which."""
    dates = {day.isoformat() for day in days}
    made: list[Row] = []
    for row in _copies(db, t.event_session, event, new, ids):
        day = shifted(row["day"], offset) if offset is not None else None
        left_behind = row["kind"] == SessionKind.HALF_DAY and day not in dates
        if left_behind or (days and row["day"] is None and row["title"] == WHILE_OPEN[0]):
            continue
        made.append({**session_row(new), **row, "day": day if day in dates else None})
    halves = {row["day"] for row in made if row["kind"] == SessionKind.HALF_DAY}
    known = 0 if offset is None else _length(db, event)
    missing = [day for day in days[known:] if day.isoformat() not in halves]
    if missing or not any(row["takes_attendance"] for row in made):
        made += first_sessions(new, missing or days)
    return made


def _length(db: Connection, event: UUID) -> int:
    """Days of the earlier event: half-days somebody took out of those stay out."""
    row = db.execute(select(t.event.c.starts, t.event.c.ends).where(t.event.c.id == event)).one()
    return len(days_of(row.starts, row.ends))


def _delegations(db: Connection, event: UUID, new: UUID) -> list[Row]:
    rows = _copies(db, t.delegation, event, new)
    kept = [{key: value for key, value in row.items() if key not in _OF_ITS_OWN - {"id"}} for row in rows]
    return [{**row, "state": DelegationState.INVITED} for row in kept]


def _copies(
    db: Connection, table: Table, event: UUID, new: UUID, ids: dict[UUID, UUID] | None = None
) -> list[Row]:
    """Every row of an event in one table, as rows of the new event; ``ids`` learns which became which."""
    found = db.execute(select(table).where(table.c.event == event).order_by(table.c.n)).mappings()
    made: list[Row] = []
    for row in found:
        copy = {**{key: value for key, value in row.items() if key != "n"}, "id": new_id(), "event": new}
        if ids is not None:
            ids[row["id"]] = copy["id"]
        made.append(copy)
    return made


def _rules(kept: str | None, ids: dict[UUID, UUID]) -> str | None:
    """The rules with the new event's tags and fields; damaged ones stay as they are, and the door says so."""
    try:
        return door.written(door.copied(door.read(kept), ids))
    except ValueError:
        return kept


def _certificates(kept: str | None, sessions: list[Row], ids: dict[UUID, UUID]) -> str | None:
    """The rule for certificates with the event sessions of the new programme."""
    made = {row["id"] for row in sessions}
    try:
        rule = certificates.read(kept)
    except ValueError:
        return kept
    return certificates.written(certificates.copied(rule, {a: b for a, b in ids.items() if b in made}))
