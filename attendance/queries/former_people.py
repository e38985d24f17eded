"""People of other events, to be invited to one: found by typing, each once, as they were there last."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select

from attendance.queries.listing import FEW
from attendance.store import tables as t
from attendance.store.search import how_many, matching

MOST = 200
"""People in one answer: more than anybody reads; the search finds the others."""

_CHUNK = 400

_i, _d, _g, _e, _p = t.delegate_index.c, t.delegate.c, t.delegation.c, t.event.c, t.presence.c
_when = func.coalesce(_e.starts, func.printf("%04d", _e.year), "")


class FormerPerson(NamedTuple):
    """One person as a delegate of their latest other event.

    Attributes:
        delegate: that entry; ``person`` is the same human being in every event.
        code, group, group_official: the delegation it was in.
        event, event_title, event_official: that event.
        times: how many other events list this person.
        came: whether anybody saw them at that event.
        here: their status at the event people are invited to, None while they are not on its list.
    """

    delegate: UUID
    person: UUID
    name: str
    name_official: str | None
    family: str | None
    given: str | None
    sex: str | None
    capacity: str
    status: str
    position: str | None
    position_official: str | None
    organisation: str | None
    organisation_official: str | None
    code: str
    group: str | None
    group_official: str | None
    event: UUID
    event_title: str | None
    event_official: str | None
    starts: str | None
    ends: str | None
    year: int | None
    times: int
    came: bool
    here: str | None


def former_people(
    db: Connection, event: UUID, typed: str = "", earlier: UUID | None = None
) -> list[FormerPerson]:
    """People of other events, the newest event first and by name in it; at most ``MOST``.

    Args:
        event: the one people are invited to.
        typed: every word must begin a word the person is found by.
        earlier: only people of this event, shown as they were there.
    """
    people = _persons(db, event, typed, earlier)
    if not people:
        return []
    latest = _latest(db, event, people, earlier)
    times = _times(db, event, people)
    here: dict[UUID, str] = {
        row.person: row.status
        for row in db.execute(
            select(_d.person, _d.status).where(_d.event == event, _d.person.in_(people)).order_by(_d.n)
        )
    }
    seen = _seen(db, [row.id for row in latest.values()])
    found: list[FormerPerson] = []
    for person in people:
        told: tuple[Any, ...] = (*latest[person], times[person], latest[person].id in seen, here.get(person))
        found.append(FormerPerson(*told))
    return found


def _persons(db: Connection, event: UUID, typed: str, earlier: UUID | None) -> list[UUID]:
    """Who answers, each once, in order."""
    found: dict[UUID, None] = {}
    for person in _in_order(db, event, typed, earlier):
        found[person] = None
        if len(found) == MOST:
            break
    return list(found)


def _in_order(db: Connection, event: UUID, typed: str, earlier: UUID | None) -> Iterator[UUID]:
    """The persons of one event after the other, so that nothing larger than an event is ever sorted."""
    wanted = _e.id == earlier if earlier else _e.id != event
    few = bool(typed.strip()) and how_many(db, typed) < FEW
    for number in list(db.scalars(select(_e.n).where(wanted).order_by(_when.desc(), _e.n.desc()))):
        statement = (
            select(_d.person)
            .select_from(t.delegate_index.join(t.delegate, _d.n == _i.n))
            .where(_i.event_n == number)
            .order_by(_i.sort, _i.n)
        )
        if typed.strip():
            # With "+ 0" SQLite walks the event in order; without it starts from the few that were found.
            statement = statement.where((_i.n if few else _i.n + 0).in_(matching(typed)))
        yield from db.scalars(statement.execution_options(yield_per=_CHUNK))


def _latest(db: Connection, event: UUID, people: Sequence[UUID], earlier: UUID | None) -> dict[UUID, Any]:
    """Everybody's newest entry in another event."""
    entry = FormerPerson._fields[2:13]
    statement = (
        select(
            *(_d.id, _d.person, *(_d[name] for name in entry)),
            *(_g.code, _g.name, _g.name_official, _e.id, _e.title, _e.title_official),
            *(_e.starts, _e.ends, _e.year),
        )
        .select_from(t.delegate.join(t.delegation, _g.id == _d.delegation).join(t.event, _e.id == _d.event))
        .where(_d.person.in_(people), _d.event == earlier if earlier else _d.event != event)
        .order_by(_when, _e.n, _d.n)
    )
    return {row.person: row for row in db.execute(statement)}


def _times(db: Connection, event: UUID, people: Sequence[UUID]) -> dict[UUID, int]:
    statement = (
        select(_d.person, func.count(_d.event.distinct()))
        .where(_d.person.in_(people), _d.event != event)
        .group_by(_d.person)
    )
    return {row[0]: row[1] for row in db.execute(statement)}


def _seen(db: Connection, delegates: Sequence[UUID]) -> set[UUID]:
    """Which of these entries somebody saw at their event."""
    seen = select(_p.delegate).where(_p.delegate.in_(delegates), _p.first_in.is_not(None))
    return set(db.scalars(seen.distinct()))
