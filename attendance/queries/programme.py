"""The programme of an event: its days, event sessions, contributions."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, case, func, select

from attendance.domain.errors import Refused
from attendance.domain.kinds import GONE, Capacity
from attendance.store import tables as t

_s, _y, _d, _e = t.event_session.c, t.tally.c, t.delegate.c, t.event.c
_c, _g = t.contribution.c, t.delegation.c

MOST_SPEAKERS = 300


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
    counted = _counted(event)
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


def _counted(event: UUID) -> Any:
    """Came and inside by event session, of one event alone."""
    return (
        select(_y.event_session, func.sum(_y.came).label("came"), func.sum(_y.inside).label("inside"))
        .where(_y.event_session.in_(select(_s.id).where(_s.event == event)))
        .group_by(_y.event_session)
        .subquery()
    )


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
    """The IANA time zone the session's times are told in. Raises ``Refused`` no_such_session."""
    joined = t.event_session.join(t.event, _e.id == _s.event)
    zone = db.scalar(select(_e.zone).select_from(joined).where(_s.id == event_session))
    if zone is None:
        raise Refused("no_such_session")
    return zone


def day_of(db: Connection, event_session: UUID) -> str | None:
    """The local day of an event session, ISO; None while it is open or the session is not there."""
    return db.scalar(select(_s.day).where(_s.id == event_session))


class Item(NamedTuple):
    """One event session as the programme shows it; day is ISO, times are local 'HH:MM'.

    ``came`` counts people; ``codes`` are the delegations that contribute, once for each contribution.
    """

    id: UUID
    title: str | None
    title_official: str | None
    day: str | None
    starts: str | None
    ends: str | None
    kind: str
    room: str | None
    room_official: str | None
    takes_attendance: bool
    entry: str
    came: int
    codes: tuple[str, ...]


class Programme(NamedTuple):
    """The whole programme; ``starts`` and ``ends`` are the event's days, None while they are open.

    ``unplaced`` counts contributions of no event session, ``delegations`` those that could give one.
    """

    event: UUID
    starts: str | None
    ends: str | None
    items: list[Item]
    unplaced: int
    delegations: int


def programme(db: Connection, event: UUID) -> Programme | None:
    """Everything the programme page shows of an event; None when the event is not there."""
    dates = db.execute(select(_e.starts, _e.ends).where(_e.id == event)).one_or_none()
    if dates is None:
        return None
    came = _counted(event)
    statement = (
        select(*(_s[name] for name in Item._fields[:-2]), func.coalesce(came.c.came, 0))
        .select_from(t.event_session.outerjoin(came, came.c.event_session == _s.id))
        .where(_s.event == event)
        .order_by(_s.day.nulls_last(), _s.starts.nulls_last(), _s.n)
    )
    given = (
        select(_c.event_session, _g.code)
        .join(t.delegation, _g.id == _c.delegation)
        .where(_c.event == event)
        .order_by(_c.n)
    )
    codes: dict[UUID | None, list[str]] = {}
    for session, code in db.execute(given):
        codes.setdefault(session, []).append(code)
    unplaced = len(codes.get(None, []))
    groups = select(func.count()).where(_g.event == event)
    items = [Item._make([*row, tuple(codes.get(row.id, ()))]) for row in db.execute(statement)]
    ends = dates.ends or dates.starts
    return Programme(event, dates.starts, ends, items, unplaced, db.scalar(groups) or 0)


class Speech(NamedTuple):
    """A contribution with who gives it; the speaker may be open."""

    id: UUID
    event_session: UUID | None
    delegation: UUID
    code: str
    delegation_name: str
    delegation_name_official: str | None
    delegate: UUID | None
    speaker: str | None
    speaker_official: str | None
    title: str | None
    title_official: str | None
    summary: str | None
    summary_official: str | None


def speeches(db: Connection, event: UUID, event_session: UUID | None) -> list[Speech]:
    """The contributions of an event session, or those of none, in the order they were entered."""
    statement = (
        select(
            *(_c.id, _c.event_session, _g.id, _g.code, _g.name, _g.name_official),
            *(_d.id, _d.name, _d.name_official),
            *(_c[name] for name in Speech._fields[-4:]),
        )
        .select_from(
            t.contribution.join(t.delegation, _g.id == _c.delegation).outerjoin(
                t.delegate, _d.id == _c.delegate
            )
        )
        .where(_c.event == event, _c.event_session == event_session)
        .order_by(_c.n)
    )
    return [Speech(*row) for row in db.execute(statement)]


class Speaker(NamedTuple):
    """Somebody of a delegation who can speak for it."""

    id: UUID
    name: str
    name_official: str | None


def speakers(db: Connection, delegation: UUID) -> list[Speaker]:
    """Who of a delegation has not gone, the head and the speakers first; at most ``MOST_SPEAKERS``."""
    first = case(
        {Capacity.HEAD.value: 0, Capacity.SPEAKER.value: 1, Capacity.DEPUTY.value: 2},
        value=_d.capacity,
        else_=3,
    )
    statement = (
        select(_d.id, _d.name, _d.name_official)
        .where(_d.delegation == delegation, _d.status.not_in(GONE))
        .order_by(first, _d.n)
        .limit(MOST_SPEAKERS)
    )
    return [Speaker(*row) for row in db.execute(statement)]


class Presenter(NamedTuple):
    """A delegation that can give a contribution."""

    id: UUID
    code: str
    name: str
    name_official: str | None


def presenters(db: Connection, event: UUID) -> list[Presenter]:
    """The delegations of an event by code."""
    statement = select(_g.id, _g.code, _g.name, _g.name_official).where(_g.event == event).order_by(_g.code)
    return [Presenter(*row) for row in db.execute(statement)]
