"""What the file knows already, as far as an import needs it: events, delegations, people by their names."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select

from attendance.imports.cells import detail_key, name_key
from attendance.imports.places import delegation_key
from attendance.store import tables as t

_CHUNK = 400
COMPARED = (
    "name", "given", "family", "family_first", "courtesy", "salutation", "academic", "name_official", "sex",
    "position", "position_official", "unit", "unit_official", "organisation", "organisation_official",
    "country", "email", "phone", "birth_date", "passport_no", "diet", "health", "seat", "remarks",
    "capacity", "status",
)  # fmt: skip


class KnownDelegate(NamedTuple):
    id: UUID
    person: UUID
    event: UUID
    delegation: UUID
    key: str


@dataclass(slots=True)
class Known:
    """A snapshot.

    Attributes:
        events: id → row of (id, title, title_official, year, starts).
        delegations: (event, delegation key) → (id, country).
        codes: event → codes in use, in lower case; ``positions`` the highest place in the order.
        delegates: (event, delegation, name key) → delegates.
        people: (name key, delegation key) → (person, event) of every delegate.
        sources: source key → person.
        numbers: event → highest short number; ``badge_codes`` every code ever given.
        heads: desk → its newest line, to see later whether people changed since.
    """

    events: dict[UUID, Any] = field(default_factory=dict[UUID, Any])
    delegations: dict[tuple[UUID, str], tuple[UUID, str | None]] = field(default_factory=dict[Any, Any])
    codes: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    positions: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    delegates: dict[tuple[UUID, UUID, str], list[KnownDelegate]] = field(
        default_factory=lambda: defaultdict(list)
    )
    people: dict[tuple[str, str], list[tuple[UUID, UUID]]] = field(default_factory=lambda: defaultdict(list))
    sources: dict[str, UUID] = field(default_factory=dict[str, UUID])
    names: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    numbers: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    badge_codes: set[str] = field(default_factory=set[str])
    files: set[tuple[UUID, str]] = field(default_factory=set[tuple[UUID, str]])
    heads: dict[UUID, int] = field(default_factory=dict[UUID, int])

    def event_called(self, title: str, year: int | None) -> UUID | None:
        """The event of that title; a year, where both know one, must agree."""
        key = detail_key(title)
        for event in self.events.values():
            if key not in (detail_key(event.title or ""), detail_key(event.title_official or "")):
                continue
            known = event.year or (int(event.starts[:4]) if event.starts else None)
            if year is None or known is None or year == known:
                return event.id
        return None


def load(db: Connection) -> Known:
    """The snapshot of one reading connection."""
    known = Known()
    e, g, d = t.event.c, t.delegation.c, t.delegate.c
    for row in db.execute(select(e.id, e.title, e.title_official, e.year, e.starts, e.archived).order_by(e.n)):
        known.events[row.id] = row
    keys: dict[UUID, str] = {}
    for row in db.execute(select(g.id, g.event, g.code, g.name, g.name_official, g.country, g.position)):
        keys[row.id] = delegation_key(row.name or row.name_official or row.code, row.country)
        known.delegations.setdefault((row.event, keys[row.id]), (row.id, row.country))
        known.delegations.setdefault((row.event, f"code:{row.code.lower()}"), (row.id, row.country))
        known.codes[row.event].add(row.code.lower())
        known.positions[row.event] = max(known.positions[row.event], row.position or 0)
    for row in db.execute(
        select(d.id, d.person, d.event, d.delegation, d.name, d.badge_code).order_by(d.n)
    ):
        key = name_key(row.name)
        known.delegates[row.event, row.delegation, key].append(
            KnownDelegate(row.id, row.person, row.event, row.delegation, key)
        )
        known.people[key, keys[row.delegation]].append((row.person, row.event))
        if row.badge_code:
            known.badge_codes.add(row.badge_code)
    known.badge_codes.update(db.scalars(select(t.badge.c.code)))
    known.numbers.update(
        {event: most or 0 for event, most in db.execute(select(d.event, func.max(d.short_number)).group_by(d.event))}
    )
    p, f, c = t.person.c, t.delegation_file.c, t.change.c
    known.sources = {key: id_ for key, id_ in db.execute(select(p.source_key, p.id).where(p.source_key.is_not(None)))}
    known.files = {(event, sha) for event, sha in db.execute(select(f.event, f.sha256))}
    known.heads = {desk: seq for desk, seq in db.execute(select(c.desk, func.max(c.seq)).group_by(c.desk))}
    return known


def stored_delegates(db: Connection, ids: Iterable[UUID]) -> dict[UUID, dict[str, Any]]:
    """The comparable columns of these delegates."""
    found: dict[UUID, dict[str, Any]] = {}
    wanted = list(ids)
    d = t.delegate.c
    columns = [d.id, *(d[name] for name in COMPARED)]
    for start in range(0, len(wanted), _CHUNK):
        chunk = wanted[start : start + _CHUNK]
        for row in db.execute(select(*columns).where(d.id.in_(chunk))):
            found[row.id] = dict(zip(COMPARED, row[1:], strict=True))
    return found
