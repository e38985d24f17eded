"""What a delegation brought to an event beside its people: letters, contributions, priorities, follow-ups."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, or_, select

from attendance.store import tables as t

_l, _c, _y, _w, _s, _d = (
    t.letter.c, t.contribution.c, t.priority.c, t.follow_up.c, t.event_session.c, t.delegate.c,
)  # fmt: skip


class LetterFacts(NamedTuple):
    kind: str | None
    number: str | None
    date: str | None
    sender: str | None
    deadline: str | None


class ContributionFacts(NamedTuple):
    """A presentation or statement; session and speaker may be unknown."""

    event_session: UUID | None
    session: str | None
    session_official: str | None
    delegate: UUID | None
    title: str | None
    title_official: str | None
    summary: str | None
    summary_official: str | None


class PriorityFacts(NamedTuple):
    area: str | None
    area_official: str | None
    achievements: str | None
    achievements_official: str | None
    plan: str | None
    plan_official: str | None
    support_wanted: str | None
    support_wanted_official: str | None


class FollowUpFacts(NamedTuple):
    """An action agreed; deadline ISO, state a ``kinds.FollowUpState``."""

    action: str | None
    action_official: str | None
    responsible: str | None
    deadline: str | None
    state: str


def letters(db: Connection, event: UUID, delegation: UUID) -> list[LetterFacts]:
    """The letters of this delegation and those sent to the whole event, by date."""
    statement = (
        select(*(_l[name] for name in LetterFacts._fields))
        .where(_l.event == event, or_(_l.delegation == delegation, _l.delegation.is_(None)))
        .order_by(_l.date.nulls_last(), _l.n)
    )
    return [LetterFacts(*row) for row in db.execute(statement)]


def contributions(db: Connection, delegation: UUID) -> list[ContributionFacts]:
    """In the order of the programme."""
    statement = (
        select(
            *(_c.event_session, _s.title, _s.title_official, _c.delegate),
            *(_c[name] for name in ContributionFacts._fields[4:]),
        )
        .select_from(t.contribution.outerjoin(t.event_session, _s.id == _c.event_session))
        .where(_c.delegation == delegation)
        .order_by(_s.day.nulls_last(), _s.starts.nulls_last(), _c.n)
    )
    return [ContributionFacts(*row) for row in db.execute(statement)]


def priorities(db: Connection, delegation: UUID) -> list[PriorityFacts]:
    """In the order the delegation gave them."""
    columns = [_y[name] for name in PriorityFacts._fields]
    statement = select(*columns).where(_y.delegation == delegation).order_by(_y.position.nulls_last(), _y.n)
    return [PriorityFacts(*row) for row in db.execute(statement)]


def follow_ups(db: Connection, event: UUID, delegation: UUID) -> list[FollowUpFacts]:
    """Those of this delegation and those of the whole event, by deadline."""
    statement = (
        select(*(_w[name] for name in FollowUpFacts._fields))
        .where(_w.event == event, or_(_w.delegation == delegation, _w.delegation.is_(None)))
        .order_by(_w.deadline.nulls_last(), _w.n)
    )
    return [FollowUpFacts(*row) for row in db.execute(statement)]
