"""What the list of an event holds and lacks: by delegation, its heads, who is on it twice, what is due."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, case, exists, func, or_, select

from attendance.domain.kinds import GONE, Capacity, DelegationState, FollowUpState, Sex, Status
from attendance.queries.delegates import (
    BADGE_NOT_PRINTED,
    BADGE_OUTDATED,
    MISSING_ENGLISH,
    MISSING_SEX,
    delegates,
)
from attendance.queries.delegation_board import HEADED, LIST_MISSING_STATES
from attendance.queries.delegations import SECTION_RANK
from attendance.store import tables as t

_d, _g, _p, _e, _l, _w, _n = (
    t.delegate.c, t.delegation.c, t.presence.c, t.event.c, t.letter.c, t.follow_up.c, t.person.c,
)  # fmt: skip

NAMED = 20
"""People on the list twice who are named; more are only counted."""

_EXPECTED = _d.status.not_in(GONE)
_ENTERED = exists().where(_p.delegate == _d.id, _p.first_in.is_not(None))


class Group(NamedTuple):
    """One delegation; all counts leave out people who are no longer expected."""

    id: UUID
    code: str
    name: str | None
    name_official: str | None
    country: str | None
    section: str
    state: str
    quota: int | None
    focal_point: str | None
    focal_phone: str | None
    people: int
    women: int
    heads: int
    confirmed: int
    registered: int
    without_sex: int
    without_english: int
    without_badge: int
    with_old_badge: int

    @property
    def takes_part(self) -> bool:
        """Whether it did not decline; one that did lacks nothing."""
        return self.state != DelegationState.DECLINED

    @property
    def headed(self) -> bool:
        """Whether such a delegation has a head."""
        return self.takes_part and self.section in HEADED

    @property
    def headless(self) -> bool:
        """Whether its head is still to be named."""
        return self.headed and not self.heads

    @property
    def waited_for(self) -> bool:
        """Whether its list has not come yet."""
        return self.state in LIST_MISSING_STATES


class Head(NamedTuple):
    """A head of delegation who is expected."""

    id: UUID
    delegation: UUID
    title: str
    name: str
    name_official: str | None


class Twice(NamedTuple):
    """A person who is on the list of one event more than once."""

    name: str
    name_official: str | None
    times: int


class Due(NamedTuple):
    """Something with a deadline (ISO date).

    Attributes:
        kind: nomination, identity, letter or follow_up.
        what: the action in both scripts, or the number of the letter.
        delegation, code: whom it concerns, None for the whole event.
        responsible: of a follow-up; the sender of a letter.
        letter: the kind of letter.
    """

    kind: str
    deadline: str
    what: str | None = None
    what_official: str | None = None
    delegation: UUID | None = None
    code: str | None = None
    responsible: str | None = None
    letter: str | None = None


class Lists(NamedTuple):
    """What the list of an event holds; delegations in list order.

    Attributes:
        came: expected people who came to any event session; ``came_women`` of them.
        gone: no longer expected, but came to some event session.
        twice: the first people on the list more than once; ``twice_in_all`` counts them.
        places: offered by the event, None when it says nothing.
    """

    groups: list[Group]
    heads: list[Head]
    gone: list[UUID]
    twice: list[Twice]
    twice_in_all: int
    due: list[Due]
    came: int
    came_women: int
    places: int | None


def lists(db: Connection, event: UUID) -> Lists:
    """Everything about the list of one event; reads each of its delegates once or twice."""
    twice, in_all = _twice(db, event)
    came, women = _came(db, event)
    places = db.scalar(select(_e.places_offered).where(_e.id == event))
    return Lists(
        _groups(db, event),
        _heads(db, event),
        _gone(db, event),
        twice,
        in_all,
        _due(db, event),
        came,
        women,
        places,
    )


def _number(condition: Any) -> Any:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _groups(db: Connection, event: UUID) -> list[Group]:
    gap = delegates(event).conditions  # the very ones the delegates page filters by
    members = (
        select(
            _d.delegation,
            func.count().label("people"),
            _number(_d.sex == Sex.FEMALE).label("women"),
            _number(_d.capacity == Capacity.HEAD).label("heads"),
            _number(_d.status == Status.CONFIRMED).label("confirmed"),
            _number(_d.status == Status.REGISTERED).label("registered"),
            _number(gap[MISSING_SEX]).label("without_sex"),
            _number(gap[MISSING_ENGLISH]).label("without_english"),
            _number(gap[BADGE_NOT_PRINTED]).label("without_badge"),
            _number(gap[BADGE_OUTDATED]).label("with_old_badge"),
        )
        .where(_d.event == event, _EXPECTED)
        .group_by(_d.delegation)
        .subquery()
    )
    own = [_g[name] for name in Group._fields[:10]]
    counts = [func.coalesce(members.c[name], 0) for name in Group._fields[10:]]
    statement = (
        select(*own, *counts)
        .select_from(t.delegation.outerjoin(members, members.c.delegation == _g.id))
        .where(_g.event == event)
        .order_by(SECTION_RANK, func.coalesce(_g.position, 1_000_000), _g.name, _g.n)
    )
    return [Group(*row) for row in db.execute(statement)]


def _heads(db: Connection, event: UUID) -> list[Head]:
    before = func.coalesce(_d.courtesy + " ", "") + func.coalesce(_d.salutation + " ", "")
    title = func.trim(before + func.coalesce(_d.academic, ""))
    statement = select(_d.id, _d.delegation, title, _d.name, _d.name_official).where(
        _d.event == event, _EXPECTED, _d.capacity == Capacity.HEAD
    )
    return [Head(*row) for row in db.execute(statement)]


def _twice(db: Connection, event: UUID) -> tuple[list[Twice], int]:
    again = (
        select(_d.person, func.count().label("times"))
        .where(_d.event == event, _EXPECTED)
        .group_by(_d.person)
        .having(func.count() > 1)
        .subquery()
    )
    statement = (
        select(_n.name, _n.name_official, again.c.times, func.count().over())
        .select_from(again.join(t.person, _n.id == again.c.person))
        .order_by(_n.name)
        .limit(NAMED)
    )
    rows = db.execute(statement).all()
    return [Twice(*row[:3]) for row in rows], rows[0][3] if rows else 0


def _gone(db: Connection, event: UUID) -> list[UUID]:
    statement = select(_d.id).where(_d.event == event, _d.status.in_(GONE), _ENTERED)
    return list(db.scalars(statement))


def _came(db: Connection, event: UUID) -> tuple[int, int]:
    women = _number(_d.sex == Sex.FEMALE)
    statement = select(func.count(), women).where(_d.event == event, _EXPECTED, _ENTERED)
    came, women = db.execute(statement).one()
    return came, women


def _due(db: Connection, event: UUID) -> list[Due]:
    """What still has to happen by a day, the nearest first."""
    due: list[Due] = []
    if deadline := db.scalar(select(_e.nomination_deadline).where(_e.id == event)):
        due.append(Due("nomination", deadline))
    if until := db.scalar(select(_e.personal_until).where(_e.id == event)):
        due.append(Due("identity", until))
    unanswered = or_(_l.delegation.is_(None), _g.state.in_(LIST_MISSING_STATES))
    letters = (
        select(_l.deadline, _l.number, _l.delegation, _g.code, _l.sender, _l.kind)
        .select_from(t.letter.outerjoin(t.delegation, _g.id == _l.delegation))
        .where(_l.event == event, _l.deadline.is_not(None), unanswered)
    )
    for deadline, number, *more in db.execute(letters):
        due.append(Due("letter", deadline, number, None, *more))
    follow_ups = (
        select(_w.deadline, _w.action, _w.action_official, _w.delegation, _g.code, _w.responsible)
        .select_from(t.follow_up.outerjoin(t.delegation, _g.id == _w.delegation))
        .where(_w.event == event, _w.state == FollowUpState.OPEN, _w.deadline.is_not(None))
    )
    due += [Due("follow_up", *row) for row in db.execute(follow_ups)]
    return sorted(due, key=lambda one: (one.deadline, one.kind))
