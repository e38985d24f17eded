"""Whom and what somebody means by a few typed letters: people and delegations, for the command palette."""

from functools import lru_cache
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.text_keys import loose_key
from attendance.language import delegation_names
from attendance.queries.delegates import delegates
from attendance.queries.listing import Question, glance, page
from attendance.store import tables as t
from attendance.store.search import matching, query_words

PEOPLE, ELSEWHERE, DELEGATIONS = 8, 5, 6
LOOKED_AT = 200
"""Matches of all events that are looked at for people of other events."""

_d, _e, _g = t.delegate.c, t.event.c, t.delegation.c


class FoundPerson(NamedTuple):
    """A delegate; ``place`` is the code of the delegation."""

    id: UUID
    name: str
    name_official: str | None
    place: str


class FoundElsewhere(NamedTuple):
    """A delegate of another event than the open one."""

    id: UUID
    name: str
    name_official: str | None
    event: UUID
    title: str | None
    title_official: str | None


class FoundDelegation(NamedTuple):
    id: UUID
    code: str
    name: str
    name_official: str | None


class Found(NamedTuple):
    """What was found, the best first, a handful of each."""

    people: list[FoundPerson]
    delegations: list[FoundDelegation]
    elsewhere: list[FoundElsewhere]


def find(db: Connection, event: UUID | None, typed: str) -> Found:
    """Everything whose words begin with all typed words; nothing for signs alone."""
    if not query_words(typed):
        return Found([], [], [])
    if event is None:
        return Found([], [], _elsewhere(db, event, typed))
    listing = delegates(event)
    numbers = glance(db, listing, Question(search=typed), PEOPLE).first
    rows = page(db, listing, numbers, ("id", "name", "name_official", "delegation"))
    people = [FoundPerson(*row[1:]) for row in rows]
    return Found(people, _delegations(db, event, typed), _elsewhere(db, event, typed))


def matches(typed: str, *texts: str | None) -> bool:
    """Whether every typed word begins a word of these texts, or is within one written without spaces."""
    whole = _folded(" ".join(text for text in texts if text))
    return all(f" {word}" in whole or (not word.isascii() and word in whole) for word in query_words(typed))


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return " " + " ".join(query_words(loose_key(text)))


def _delegations(db: Connection, event: UUID, typed: str) -> list[FoundDelegation]:
    columns = [_g[name] for name in FoundDelegation._fields]
    found: list[FoundDelegation] = []
    for row in db.execute(select(*columns).where(_g.event == event).order_by(_g.code, _g.name)):
        if matches(typed, row.code, *delegation_names(row.name, row.name_official)):
            found.append(FoundDelegation(*row))
            if len(found) == DELEGATIONS:
                break
    return found


def _elsewhere(db: Connection, event: UUID | None, typed: str) -> list[FoundElsewhere]:
    columns = (_d.id, _d.name, _d.name_official, _e.id, _e.title, _e.title_official)
    statement = (
        select(*columns)
        .join_from(t.delegate, t.event, _e.id == _d.event)
        .where(_d.n.in_(matching(typed).limit(LOOKED_AT)), _d.event.is_distinct_from(event))
        .order_by(_e.n.desc(), _d.n)
        .limit(ELSEWHERE)
    )
    return [FoundElsewhere(*row) for row in db.execute(statement)]
