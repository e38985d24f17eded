"""Who may be on the list already under the name somebody is typing at the door."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, or_, select

from attendance.domain.likeness import ENOUGH, Described, alike
from attendance.domain.names import split_titles
from attendance.queries.delegates import delegates
from attendance.queries.listing import Question, glance
from attendance.store import tables as t
from attendance.store.search import matching, query_words

MOST = 4
LEAST_LETTERS = 2
LOOKED_AT = 120
"""People compared by likeness for each pair of typed words; more of them only share a common name."""

BEGINNING = 3
"""Letters of a word that are right even where the rest of it is spelt otherwise."""

_d, _g = t.delegate.c, t.delegation.c


class Likely(NamedTuple):
    """Somebody on the list, as the desk shows them."""

    id: UUID
    name: str
    name_official: str | None
    delegation: str
    capacity: str
    status: str


def likely(db: Connection, event: UUID, typed: str) -> list[Likely]:
    """People of the event whose name begins with what is typed, then those whose name is much like it.

    From two letters on; fast enough to be asked with every letter over a hundred thousand people.
    """
    name = split_titles(typed).name
    if len("".join(query_words(name))) < LEAST_LETTERS:
        return []
    begun = glance(db, delegates(event), Question(search=name), MOST).first
    found = {row.n: row for row in _rows(db, _d.n.in_(begun))}
    order = [n for n in begun if n in found]
    if len(order) < MOST and " " in name.strip():
        for score, row in sorted(_alike(db, event, name), key=lambda one: (-one[0], one[1].n)):
            if score >= ENOUGH and row.n not in found:
                found[row.n] = row
                order.append(row.n)
    return [Likely(*found[n][1:7]) for n in order[:MOST]]


def _alike(db: Connection, event: UUID, name: str) -> list[tuple[int, Any]]:
    """A score for everybody who shares the beginnings of two words, or one word whole, with the name."""
    asked = Described(person="", name=name, official=name)
    words = sorted(dict.fromkeys(query_words(name)), key=len, reverse=True)[:4]
    begun = [word[:BEGINNING] for word in words]
    pairs = [f"{one} {other}" for place, one in enumerate(begun) for other in begun[place + 1 :]]
    keys = [*pairs, *(word for word in words if len(word) > BEGINNING)]
    some = [_d.n.in_(matching(key).limit(LOOKED_AT)) for key in keys]
    scores: list[tuple[int, Any]] = []
    for row in _rows(db, or_(*some), _d.event == event) if some else ():
        known = Described(person=str(row.id), name=row.name, official=row.name_official or "")
        scores.append((alike(asked, known).score, row))
    return scores


def _rows(db: Connection, *conditions: Any) -> list[Any]:
    columns = (_d.n, _d.id, _d.name, _d.name_official, _g.code, _d.capacity, _d.status)
    statement = select(*columns).join_from(t.delegate, t.delegation, _g.id == _d.delegation)
    return list(db.execute(statement.where(*conditions)))
