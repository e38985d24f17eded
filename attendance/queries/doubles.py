"""Who stands twice on the list of an event: pairs that may be one person, the likeliest first."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.kinds import GONE
from attendance.domain.likeness import ENOUGH, Described, Reason, alike, candidates
from attendance.domain.progress import Tick, no_tick
from attendance.store import tables as t
from attendance.store.database import Database

MOST_PAIRS = 300

_d, _g = t.delegate.c, t.delegation.c


class Listed(NamedTuple):
    """One delegate as the list of doubles shows it."""

    n: int
    id: UUID
    name: str
    name_official: str | None
    delegation: str
    capacity: str
    short_number: int | None


class Double(NamedTuple):
    """Two delegates who may be one person; ``score`` is 75 to 100."""

    one: Listed
    other: Listed
    score: int
    reasons: tuple[Reason, ...]


def find_doubles(file: str, event: UUID, number: int | None = None, tick: Tick = no_tick) -> list[Double]:
    """The pairs of an event, or those with one delegate; made for the worker, which opens the file itself.

    People who are no longer expected are not looked at.
    """
    database = Database.open(Path(file), create=False)
    try:
        with database.read() as db:
            return doubles(db, event, number, tick)
    finally:
        database.close()


def doubles(db: Connection, event: UUID, number: int | None = None, tick: Tick = no_tick) -> list[Double]:
    """As ``find_doubles``, over a file that is open."""
    people: list[Listed] = []
    known: list[Described] = []
    statement = (
        select(
            *(_d.n, _d.id, _d.name, _d.name_official, _g.code, _d.capacity, _d.short_number),
            *(_d.person, _d.sex, _d.birth_date, _d.email, _d.phone),
        )
        .join_from(t.delegate, t.delegation, _g.id == _d.delegation)
        .where(_d.event == event, _d.status.not_in(GONE))
        .order_by(_d.n)
    )
    for row in db.execute(statement):
        people.append(Listed(*row[:7]))
        known.append(_described(row))
        if len(known) % 500 == 0:
            tick(len(known), 0, "")
    found: list[Double] = []
    for count, (one, other) in enumerate(_candidates(people, known, number)):
        if count % 2_000 == 0:
            tick(count, 0, "")
        score, reasons = alike(known[one], known[other])
        if score >= ENOUGH:
            found.append(Double(people[one], people[other], score, reasons))
    found.sort(key=lambda pair: (-pair.score, pair.one.n, pair.other.n))
    return found[:MOST_PAIRS]


def _described(row: Any) -> Described:
    return Described(
        person=str(row.person),
        name=row.name,
        official=row.name_official or "",
        sex=row.sex or "",
        born=row.birth_date or "",
        email=row.email or "",
        phone=row.phone or "",
    )


def _candidates(
    people: list[Listed], known: list[Described], number: int | None
) -> Iterator[tuple[int, int]]:
    """Places of pairs worth comparing: everybody with one delegate, or people in one block."""
    if number is not None:
        own = next((place for place, one in enumerate(people) if one.n == number), None)
        if own is not None:
            yield from ((own, place) for place in range(len(people)) if place != own)
        return
    yield from candidates(known)
