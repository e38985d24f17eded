"""One event session as it stands: who came by delegation, the curve, the heads, and whose records these are.

Reads kept totals and small indexes only, so it may be asked after every scan; ``overview_lists`` asks more.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from attendance.domain.arrivals import Arrivals, arrivals, minute_of
from attendance.domain.quorum import Standing
from attendance.queries.desk import desk_name
from attendance.queries.quorum import quorum_now
from attendance.store import tables as t
from attendance.store.journal import CHUNK

_p, _y, _f, _e, _c, _s = (
    t.presence.c, t.tally.c, t.attendance_fact.c, t.event.c, t.change.c, t.event_session.c,
)  # fmt: skip

MINUTE = 60_000
"""Milliseconds."""


class Counted(NamedTuple):
    """One delegation at one event session."""

    came: int
    inside: int
    women: int


class DeskState(NamedTuple):
    """A desk whose records are in this file, and when it wrote the newest of them (ms UTC).

    Attributes:
        name: "" where it never recorded attendance.
        own: this desk, which is always up to date.
    """

    name: str
    at: int
    own: bool


class Here(NamedTuple):
    """One event session as it stands.

    Attributes:
        groups: by delegation; those nobody came from may be missing.
        exits: somebody was recorded leaving, so that "in the room" means something.
        heads: who of the heads asked about came.
        unlisted: came, but are no longer expected.
        arrivals: first entries at this event session; day: at all event sessions of its day together.
        totals: came and women by event session, of the whole event.
        desks: whose records these are; this desk first.
        quorum: how the event's rule stands; None without one.
    """

    groups: dict[UUID, Counted]
    exits: bool
    heads: frozenset[UUID]
    unlisted: int
    arrivals: Arrivals
    day: Arrivals
    totals: dict[UUID, tuple[int, int]]
    desks: list[DeskState]
    quorum: Standing | None = None


def here(
    db: Connection,
    event: UUID,
    session: UUID | None,
    heads: Sequence[UUID] = (),
    gone: Sequence[UUID] = (),
) -> Here:
    """How one event session stands now.

    Args:
        session: None where nothing takes attendance.
        heads, gone: delegates whose coming is asked about; those gone are no longer expected.
    """
    totals, desks = _totals(db, event), _desks(db)
    if session is None:
        return Here({}, False, frozenset(), 0, Arrivals(), Arrivals(), totals, desks)
    alone, day = _both_curves(db, event, session)
    return Here(
        _counted(db, session),
        _exits(db, session),
        _of_these(db, session, heads),
        len(_of_these(db, session, gone)),
        alone,
        day,
        totals,
        desks,
        quorum_now(db, event, session),
    )


def _totals(db: Connection, event: UUID) -> dict[UUID, tuple[int, int]]:
    statement = (
        select(_s.id, func.sum(_y.came), func.sum(_y.women))
        .select_from(t.event_session.join(t.tally, _y.event_session == _s.id))
        .where(_s.event == event, _s.takes_attendance)
        .group_by(_s.id)
    )
    return {session: (came, women) for session, came, women in db.execute(statement)}


def _counted(db: Connection, session: UUID) -> dict[UUID, Counted]:
    statement = select(_y.delegation, _y.came, _y.inside, _y.women).where(_y.event_session == session)
    return {group: Counted(*counts) for group, *counts in db.execute(statement)}


def _exits(db: Connection, session: UUID) -> bool:
    left = select(_p.delegate).where(_p.event_session == session, _p.last_out.is_not(None)).limit(1)
    return db.execute(left).first() is not None


def _of_these(db: Connection, session: UUID, people: Sequence[UUID]) -> frozenset[UUID]:
    found: set[UUID] = set()
    for start in range(0, len(people), CHUNK):
        part = people[start : start + CHUNK]
        entered = _p.event_session == session, _p.first_in.is_not(None)
        found.update(db.scalars(select(_p.delegate).where(*entered, _p.delegate.in_(part))))
    return frozenset(found)


def _both_curves(db: Connection, event: UUID, session: UUID) -> tuple[Arrivals, Arrivals]:
    """The curve of one event session, and of all that take attendance on its day."""
    zone = db.scalar(select(_e.zone).where(_e.id == event)) or "UTC"
    day = db.scalar(select(_s.day).where(_s.id == session))
    # Event sessions without a day belong to no common one.
    beside = _s.id == session if day is None else and_(_s.event == event, _s.day == day, _s.takes_attendance)
    starts = {one: minute_of(time) for one, time in db.execute(select(_s.id, _s.starts).where(beside))}
    alone: Counter[int] = Counter()
    together: Counter[int] = Counter()
    for one in starts.keys() | {session}:
        found = _entries(db, one)
        together.update(found)
        if one == session:
            alone.update(found)
    mark = starts.get(session)
    marks = [start for start in starts.values() if start is not None]
    return (
        arrivals(alone.items(), zone, day, [] if mark is None else [mark]),
        arrivals(together.items(), zone, day, marks),
    )


def _entries(db: Connection, session: UUID) -> dict[int, int]:
    """How many first entries each minute (since 1970 UTC) has."""
    minute = (_p.first_in // MINUTE).label("minute")
    entered = _p.event_session == session, _p.first_in.is_not(None)
    found = db.execute(select(minute, func.count()).where(*entered).group_by(minute))
    return {row.minute: row[1] for row in found}


def _desks(db: Connection) -> list[DeskState]:
    """Every desk with a line in the history, found by one step of the index each."""
    own = db.scalar(select(t.own_desk.c.id))
    found: list[DeskState] = []
    desk = db.scalar(select(func.min(_c.desk)))
    while desk is not None:
        newest = select(_c.at).where(_c.desk == desk).order_by(_c.seq.desc()).limit(1)
        name = desk_name(db) if desk == own else _name_of(db, desk)
        found.append(DeskState(name, db.scalar(newest) or 0, desk == own))
        desk = db.scalar(select(func.min(_c.desk)).where(_c.desk > desk))
    return sorted(found, key=lambda state: (not state.own, state.name))


def _name_of(db: Connection, desk: UUID) -> str:
    """What another desk writes beside its attendance: of the newest line that is one."""
    lately = (
        select(_c.row, _c.entity, _c.seq).where(_c.desk == desk).order_by(_c.seq.desc()).limit(5_000)
    ).subquery()
    statement = (
        select(_f.desk)
        .select_from(lately.join(t.attendance_fact, _f.id == lately.c.row))
        .order_by(lately.c.seq.desc())
        .limit(1)
    )
    return db.scalar(statement) or ""
