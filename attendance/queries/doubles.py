"""Who stands twice on the list of an event: pairs that may be one person, the likeliest first."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.kinds import GONE
from attendance.domain.likeness import ENOUGH, Described, Reason, alike
from attendance.domain.progress import Tick, no_tick
from attendance.store import tables as t
from attendance.store.database import Database

MOST_PAIRS = 300
LARGEST_BLOCK = 60
"""People who share two beginnings of words; more of them only share a common name."""

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
    blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(known):
        for key in _blocks(one):
            blocks[key].append(place)
    seen: set[tuple[int, int]] = set()
    for members in blocks.values():
        if 1 < len(members) <= LARGEST_BLOCK:
            for pair in combinations(members, 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _blocks(one: Described) -> set[tuple[str, ...]]:
    keys: set[tuple[str, ...]] = {("person", one.person)}
    for kind, text in (("name", one.words), ("name", one.official_words), ("email", one.email)):
        if text:
            keys.add((kind, text))
    if one.phone:
        keys.add(("phone", one.phone))
    for kind, text, letters in (
        ("words", one.words, 3),
        ("words", one.official_words, 3),
        *(("sounds", sound, 2) for _, sound in one.sounds),
    ):
        begun = sorted({word[:letters] for word in text.split()})[:5]
        keys.update((kind, *pair) for pair in combinations(begun, 2))
    return keys
