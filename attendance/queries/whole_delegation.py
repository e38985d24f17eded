"""Who of one delegation can be marked present at once."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, select

from attendance.domain.kinds import GONE, Capacity, PresenceState
from attendance.store import tables as t

_d, _g, _p = t.delegate.c, t.delegation.c, t.presence.c
_ORDER = {capacity: place for place, capacity in enumerate(Capacity)}


class Member(NamedTuple):
    """Somebody who is expected and not here yet."""

    id: UUID
    name: str
    name_official: str | None
    capacity: str


class Whole(NamedTuple):
    """One delegation at one event session: who is not here, head first, and how many are."""

    code: str
    name: str
    name_official: str | None
    people: tuple[Member, ...]
    here: int


def whole(db: Connection, event_session: UUID, delegation: UUID) -> Whole | None:
    """None where there is no such delegation any more."""
    group = db.execute(select(_g.code, _g.name, _g.name_official).where(_g.id == delegation)).one_or_none()
    if group is None:
        return None
    here = and_(_p.delegate == _d.id, _p.event_session == event_session)
    found = db.execute(
        select(_d.id, _d.name, _d.name_official, _d.capacity, _p.state)
        .select_from(t.delegate.outerjoin(t.presence, here))
        .where(_d.delegation == delegation, _d.status.not_in(GONE))
        .order_by(_d.list_position.nulls_last(), _d.n)
    ).all()
    outside = [Member(*row[:4]) for row in found if row.state != PresenceState.INSIDE]
    outside.sort(key=lambda one: _ORDER[Capacity(one.capacity)])
    here_now = len(found) - len(outside)
    return Whole(group.code, group.name, group.name_official, tuple(outside), here_now)
