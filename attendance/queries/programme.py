"""The programme of an event: its days and event sessions."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select

from attendance.domain.kinds import GONE
from attendance.store import tables as t

_s, _y, _d, _e = t.event_session.c, t.tally.c, t.delegate.c, t.event.c


class SessionRow(NamedTuple):
    """One event session; day is ISO, times are local 'HH:MM', counts come from the kept tallies."""

    id: UUID
    title: str | None
    title_official: str | None
    day: str | None
    starts: str | None
    ends: str | None
    kind: str
    room: str | None
    takes_attendance: bool
    entry: str
    came: int
    inside: int


def sessions(db: Connection, event: UUID, *, attendance_only: bool = False) -> list[SessionRow]:
    """The event sessions in the order of the programme."""
    counted = (
        select(_y.event_session, func.sum(_y.came).label("came"), func.sum(_y.inside).label("inside"))
        .group_by(_y.event_session)
        .subquery()
    )
    wanted: list[Any] = [_s.event == event]
    if attendance_only:
        wanted.append(_s.takes_attendance)
    statement = (
        select(
            *(_s.id, _s.title, _s.title_official, _s.day, _s.starts, _s.ends, _s.kind, _s.room),
            *(_s.takes_attendance, _s.entry),
            *(func.coalesce(counted.c.came, 0), func.coalesce(counted.c.inside, 0)),
        )
        .select_from(t.event_session.outerjoin(counted, counted.c.event_session == _s.id))
        .where(*wanted)
        .order_by(_s.day.nulls_last(), _s.starts.nulls_last(), _s.n)
    )
    return [SessionRow(*row) for row in db.execute(statement)]


class Scope(NamedTuple):
    """What a desk shows above its field: the event, the event session, and how many came."""

    event: UUID
    zone: str
    title: str | None
    title_official: str | None
    day: str | None
    starts: str | None
    ends: str | None
    expected: int
    came: int
    inside: int


def scope(db: Connection, event_session: UUID) -> Scope | None:
    """The scope line of one event session; ``expected`` counts delegates who have not gone."""
    expected = (
        select(func.count())
        .select_from(t.delegate)
        .where(_d.event == _s.event, _d.status.not_in(GONE))
        .correlate(t.event_session)
        .scalar_subquery()
    )
    counts = [
        select(func.coalesce(func.sum(column), 0))
        .where(_y.event_session == _s.id)
        .correlate(t.event_session)
        .scalar_subquery()
        for column in (_y.came, _y.inside)
    ]
    row = db.execute(
        select(_s.event, _e.zone, _s.title, _s.title_official, _s.day, _s.starts, _s.ends, expected, *counts)
        .select_from(t.event_session.join(t.event, _e.id == _s.event))
        .where(_s.id == event_session)
    ).one_or_none()
    return None if row is None else Scope(*row)


def zone_of(db: Connection, event_session: UUID) -> str:
    """The IANA time zone the session's times are told in."""
    joined = t.event_session.join(t.event, _e.id == _s.event)
    return db.execute(select(_e.zone).select_from(joined).where(_s.id == event_session)).scalar_one()
