"""The quorum of an event session, as it stands now."""

from uuid import UUID

from sqlalchemy import Connection, func, select

from attendance.domain.kinds import GONE, PresenceState, Section
from attendance.domain.quorum import Quorum, Standing, Unit, read, standing
from attendance.store import tables as t

_d, _g, _p, _e = t.delegate.c, t.delegation.c, t.presence.c, t.event.c


def quorum_rule(db: Connection, event: UUID) -> Quorum | None:
    """The event's rule; None where it has none."""
    return read(db.scalar(select(_e.quorum).where(_e.id == event)))


def quorum_now(db: Connection, event: UUID, session: UUID) -> Standing | None:
    """How many of those who count are in the room, against what it takes; None without a rule.

    Where no exits are recorded, whoever came is taken as in the room.
    """
    rule = quorum_rule(db, event)
    if rule is None:
        return None
    counts = (_d.event == event, _g.section == Section.COUNTRIES, _d.capacity.in_(sorted(rule.capacities)))
    what = _d.delegation.distinct() if rule.unit is Unit.DELEGATIONS else _d.id
    joined = t.delegate.join(t.delegation, _g.id == _d.delegation)
    members = select(func.count(what)).select_from(joined).where(*counts, _d.status.not_in(GONE))
    inside = (
        select(func.count(what))
        .select_from(
            t.presence.join(t.delegate, _d.id == _p.delegate).join(t.delegation, _g.id == _d.delegation)
        )
        .where(_p.event_session == session, _p.state == PresenceState.INSIDE, *counts)
    )
    return standing(rule, db.scalar(inside) or 0, db.scalar(members) or 0)
