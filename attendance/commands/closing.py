"""The end of an event session: whoever is still inside counts as gone; and all of it taken back at once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, exists, select

from attendance.commands.operators import check_supervisor
from attendance.commands.undo import void_row
from attendance.domain.errors import Refused
from attendance.domain.kinds import FactKind, PresenceState, Source, Stamp, new_id
from attendance.domain.local_time import instant
from attendance.domain.presence import standing
from attendance.domain.progress import Tick, no_tick
from attendance.domain.rules import read
from attendance.language.marks import N_
from attendance.store import tables as t
from attendance.store.journal import Action

_f, _p, _s, _e = t.attendance_fact.c, t.presence.c, t.event_session.c, t.event.c

PART = 2_000
"""People whose entries are written between two chances to stop; a stop is a rollback of all."""


class Closed(NamedTuple):
    """How many people counted as gone (entries taken back, of a reset), and the action; None for nobody."""

    rows: int
    action: UUID | None


class Due(NamedTuple):
    """An event session whose closing time has passed while people are inside; ``at`` in ms UTC."""

    session: UUID
    title: str | None
    title_official: str | None
    at: int
    closes_at: str


def close_session(db: Connection, stamp: Stamp, session: UUID, at: int | None = None) -> Closed:
    """Write an exit at the closing time for everybody inside whose last entry is before it.

    Who came in after it stays inside. Nobody is closed out twice at the same time: what somebody undid stays
    undone, and whoever was entered late, with an earlier time, is closed out by the next call.

    Args:
        at: ms UTC; None is the closing time of the session's rules.

    Raises:
        Refused: no_such_session, no_closing_time, closing_to_come.
    """
    row = db.execute(_closable().where(_s.id == session)).one_or_none()
    if row is None:
        raise Refused("no_such_session")
    at = closing_moment(row) if at is None else at
    if at is None:
        raise Refused("no_closing_time")
    if at > stamp.at:
        raise Refused("closing_to_come")
    leaving = _inside_since_before(db, session, at)
    with Action(db, stamp, "close_session", event=row.event) as action:
        action.insert(
            t.attendance_fact,
            [
                {
                    "id": new_id(),
                    "delegate": delegate,
                    "event_session": session,
                    "kind": FactKind.OUT,
                    "at": at,
                    "desk": action.desk_name,
                    "operator": stamp.operator,
                    "source": Source.CLOSING,
                }
                for delegate in leaving
            ],
        )
    return Closed(len(leaving), action.undoable)


def due_closings(db: Connection, now: int) -> list[Due]:
    """The event sessions that ``close_session`` would close somebody out of; cheap, so often asked."""
    due: list[Due] = []
    anybody = exists().where(_p.event_session == _s.id, _p.state == PresenceState.INSIDE)
    for row in db.execute(_closable().where(_s.rules.like('%"closes_at"%'), anybody)).all():
        at = closing_moment(row)
        if at is not None and at <= now and _inside_since_before(db, row.id, at):
            due.append(Due(row.id, row.title, row.title_official, at, read(row.rules).closes_at or ""))
    return due


def closing_moment(row: Any) -> int | None:
    """When a session closes by its rules, ms UTC; a time before its start is meant for the next day.

    Args:
        row: rules, day, starts and zone of an event session.
    """
    try:
        closes = read(row.rules).closes_at
    except ValueError:
        return None
    if closes is None or row.day is None:
        return None
    day = row.day
    if row.starts and closes <= row.starts:
        day = (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    return instant(day, closes, row.zone)


def reset_session(
    db: Connection,
    stamp: Stamp,
    session: UUID,
    reason: str,
    approved_by: str | None = None,
    *,
    tick: Tick = no_tick,
) -> Closed:
    """Take back everything that counts at one event session, as one action; undoing it brings all back.

    A backup belongs before it: whoever calls makes one.

    Args:
        approved_by: the supervisor who typed their PIN, where one is asked for.

    Raises:
        Refused: no_such_session, reason_missing, supervisor_needed, stopped.
    """
    if not reason.strip():
        raise Refused("reason_missing")
    event = db.scalar(select(_s.event).where(_s.id == session))
    if event is None:
        raise Refused("no_such_session")
    check_supervisor(db, stamp, approved_by)
    counted = _counted(db, session)
    with Action(db, stamp, "reset_session", event=event) as action:
        at = action.fact_time() if counted else stamp.at
        for start in range(0, len(counted), PART):
            tick(start, len(counted), N_("Writing"))
            part = counted[start : start + PART]
            voids = [void_row(action, fact, reason.strip(), approved_by, at) for fact in part]
            action.insert(t.attendance_fact, voids)
        tick(len(counted), len(counted), N_("Writing"))
    return Closed(len(counted), action.undoable)


def _closable() -> Any:
    columns = (_s.id, _s.event, _s.title, _s.title_official, _s.rules, _s.day, _s.starts, _e.zone)
    return select(*columns).join_from(t.event_session, t.event, _e.id == _s.event)


def _inside_since_before(db: Connection, session: UUID, at: int) -> list[UUID]:
    """Who is inside, came in before this moment for the last time, and was not closed out at it before."""
    inside = select(_p.delegate).where(_p.event_session == session, _p.state == PresenceState.INSIDE)
    here = and_(_f.event_session == session, _f.delegate.in_(inside))
    leaving: list[UUID] = []
    for delegate, facts in _by_delegate(db, here).items():
        last = max(fact.at for fact in standing(facts) if fact.kind == FactKind.IN)
        closed = any(fact.source == Source.CLOSING and fact.at == at for fact in facts)
        if last < at and not closed:
            leaving.append(delegate)
    return leaving


def _counted(db: Connection, session: UUID) -> list[Any]:
    """Every fact of an event session that counts."""
    people = _by_delegate(db, _f.event_session == session)
    return [fact for facts in people.values() for fact in standing(facts)]


def _by_delegate(db: Connection, condition: Any) -> dict[UUID, list[Any]]:
    columns = (_f.id, _f.delegate, _f.event_session, _f.kind, _f.at, _f.voids, _f.source)
    found: Sequence[Any] = db.execute(select(*columns).where(condition).order_by(_f.n)).all()
    people: dict[UUID, list[Any]] = defaultdict(list)
    for fact in found:
        people[fact.delegate].append(fact)
    return people
