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
    "capacity", "status", "sector", "age_group", "disability",
)  # fmt: skip


class KnownDelegate(NamedTuple):
    id: UUID
    person: UUID
    event: UUID
    delegation: UUID
    key: str
    sex: str | None
    name: str
    status: str


class KnownDelegation(NamedTuple):
    id: UUID
    code: str
    name: str | None
    name_official: str | None


@dataclass(slots=True)
class Known:
    """A snapshot.

    Attributes:
        events: id → row of (id, title, title_official, year, starts).
        delegations: (event, delegation key) → delegation; also under "code:" and its code.
        codes: event → codes in use, in lower case; ``positions`` the highest place in the order.
        delegates: (event, delegation, name key) → delegates.
        people: (name key, delegation key) → the delegates of that name, at whatever event.
        delegation_keys: name key → the delegation keys under which that name is known.
        by_person: (person, event) → delegate.
        sources: source key → person.
        numbers: event → highest short number; ``badge_codes`` every code ever given.
        heads: desk → its newest line, to see later whether people changed since.
    """

    events: dict[UUID, Any] = field(default_factory=dict[UUID, Any])
    delegations: dict[tuple[UUID, str], KnownDelegation] = field(default_factory=dict[Any, Any])
    codes: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    positions: dict[UUID, int] = field(default_factory=lambda: defaultdict(int))
    delegates: dict[tuple[UUID, UUID, str], list[KnownDelegate]] = field(
        default_factory=lambda: defaultdict(list)
    )
    people: dict[tuple[str, str], list[KnownDelegate]] = field(default_factory=lambda: defaultdict(list))
    delegation_keys: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    by_person: dict[tuple[UUID, UUID], KnownDelegate] = field(default_factory=dict[Any, Any])
    sources: dict[str, UUID] = field(default_factory=dict[str, UUID])
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
    columns = (e.id, e.title, e.title_official, e.year, e.starts, e.archived, e.personal_until)
    for row in db.execute(select(*columns).order_by(e.n)):
        known.events[row.id] = row
    keys: dict[UUID, str] = {}
    for row in db.execute(select(g.id, g.event, g.code, g.name, g.name_official, g.country, g.position)):
        keys[row.id] = delegation_key(row.name or row.name_official or row.code, row.country)
        delegation = KnownDelegation(row.id, row.code, row.name, row.name_official)
        known.delegations.setdefault((row.event, keys[row.id]), delegation)
        known.delegations.setdefault((row.event, f"code:{row.code.lower()}"), delegation)
        known.codes[row.event].add(row.code.lower())
        known.positions[row.event] = max(known.positions[row.event], row.position or 0)
    query = select(d.id, d.person, d.event, d.delegation, d.name, d.sex, d.status, d.badge_code).order_by(d.n)
    for row in db.execute(query):
        key = name_key(row.name)
        delegate = KnownDelegate(
            row.id, row.person, row.event, row.delegation, key, row.sex, row.name, row.status
        )
        known.delegates[row.event, row.delegation, key].append(delegate)
        known.people[key, keys[row.delegation]].append(delegate)
        known.delegation_keys[key].add(keys[row.delegation])
        known.by_person[row.person, row.event] = delegate
        if row.badge_code:
            known.badge_codes.add(row.badge_code)
    known.badge_codes.update(db.scalars(select(t.badge.c.code)))
    for event, most in db.execute(select(d.event, func.max(d.short_number)).group_by(d.event)):
        known.numbers[event] = most or 0
    p, f = t.person.c, t.delegation_file.c
    for source, person in db.execute(select(p.source_key, p.id).where(p.source_key.is_not(None))):
        known.sources[source] = person
    known.files.update((event, sha) for event, sha in db.execute(select(f.event, f.sha256)))
    known.heads = heads(db)
    return known


def heads(db: Connection) -> dict[UUID, int]:
    """The number of the newest line of every desk."""
    c = t.change.c
    return {desk: seq for desk, seq in db.execute(select(c.desk, func.max(c.seq)).group_by(c.desk))}  # noqa: C416


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
