"""What all delegations of an event brought beside their people: contributions, priorities, follow-ups."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.queries.delegation_facts import ContributionFacts, FollowUpFacts, PriorityFacts
from attendance.store import tables as t

_c, _y, _w, _s = t.contribution.c, t.priority.c, t.follow_up.c, t.event_session.c


class Brought(NamedTuple):
    """By delegation, in the order the delegation gave them; None holds those of the whole event."""

    contributions: dict[UUID | None, list[ContributionFacts]]
    priorities: dict[UUID | None, list[PriorityFacts]]
    follow_ups: dict[UUID | None, list[FollowUpFacts]]


def brought(db: Connection, event: UUID) -> Brought:
    """Everything of one event, in three statements."""
    found = Brought({}, {}, {})
    contributions = (
        select(
            *(_c.delegation, _c.event_session, _s.title, _s.title_official, _c.delegate),
            *(_c[name] for name in ContributionFacts._fields[4:]),
        )
        .select_from(t.contribution.outerjoin(t.event_session, _s.id == _c.event_session))
        .where(_c.event == event)
        .order_by(_s.day.nulls_last(), _s.starts.nulls_last(), _c.n)
    )
    for delegation, *row in db.execute(contributions):
        found.contributions.setdefault(delegation, []).append(ContributionFacts(*row))
    priorities = (
        select(_y.delegation, *(_y[name] for name in PriorityFacts._fields))
        .where(_y.event == event)
        .order_by(_y.position.nulls_last(), _y.n)
    )
    for delegation, *row in db.execute(priorities):
        found.priorities.setdefault(delegation, []).append(PriorityFacts(*row))
    follow_ups = (
        select(_w.delegation, *(_w[name] for name in FollowUpFacts._fields))
        .where(_w.event == event)
        .order_by(_w.deadline.nulls_last(), _w.n)
    )
    for delegation, *row in db.execute(follow_ups):
        found.follow_ups.setdefault(delegation, []).append(FollowUpFacts(*row))
    return found
