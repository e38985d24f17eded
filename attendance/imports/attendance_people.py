"""Who on the list of an event a row of an attendance file is about."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain import badge_code
from attendance.domain.kinds import GONE
from attendance.domain.likeness import ENOUGH, Described, alike
from attendance.domain.names import split_titles
from attendance.imports.attendance_table import Person
from attendance.imports.cells import detail_key, name_key
from attendance.imports.matching import Record, compare_stored
from attendance.store import tables as t

_d, _g = t.delegate.c, t.delegation.c
_COMPARED = ("position", "unit", "organisation", "email", "sex", "birth_date", "passport_no", "capacity")


class Match(NamedTuple):
    """Who it is, or why that cannot be said.

    Attributes:
        delegate: None while it is not known.
        how: "badge", "number", "email", "name"; else "unknown", "ambiguous", "perhaps" (then
            ``suggested``, who looks alike).
    """

    delegate: UUID | None
    how: str
    suggested: UUID | None = None


@dataclass(slots=True)
class Known:
    """The people of one event, as far as a list of attendance may name them."""

    rows: dict[UUID, Any] = field(default_factory=dict[UUID, Any])
    by_name: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    by_email: dict[str, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    by_number: dict[str, UUID] = field(default_factory=dict[str, UUID])
    by_code: dict[str, UUID] = field(default_factory=dict[str, UUID])
    delegations: dict[str, UUID] = field(default_factory=dict[str, UUID])
    described: dict[UUID, Described] = field(default_factory=dict[UUID, Described])


def load(db: Connection, event: UUID) -> Known:
    """Everybody on the list, those who have gone last."""
    known = Known()
    for group in db.execute(select(_g.id, _g.code, _g.name, _g.name_official).where(_g.event == event)):
        for form in (group.code, group.name, group.name_official):
            if form:
                known.delegations.setdefault(detail_key(form), group.id)
    columns: list[Any] = [
        _d[name] for name in ("id", "name", "name_official", "delegation", "status", *_COMPARED)
    ]
    query: Any = select(*columns, _d.short_number, _d.badge_code).where(_d.event == event).order_by(_d.n)
    rows: list[Any] = [*db.execute(query)]
    for row in sorted(rows, key=_has_gone):
        known.rows[row.id] = row
        for key in dict.fromkeys(name_key(form) for form in (row.name, row.name_official) if form):
            known.by_name[key].append(row.id)
        if row.email:
            known.by_email[row.email.strip().lower()].append(row.id)
        if row.short_number is not None:
            known.by_number[str(row.short_number)] = row.id
        if row.badge_code:
            known.by_code[row.badge_code] = row.id
    return known


def _has_gone(row: Any) -> bool:
    return row.status in GONE


def find(known: Known, person: Person) -> Match:
    """The delegate a row is about: by badge, e-mail, or name with whatever else the row says."""
    for code in badge_code.candidates(person.badge) if person.badge else ():
        if code in known.by_code:
            return Match(known.by_code[code], "badge")
    if person.badge.strip() in known.by_number:
        found = known.by_number[person.badge.strip()]
        row = known.rows[found]
        if {name_key(person.name)} & {name_key(row.name), name_key(row.name_official or row.name)}:
            return Match(found, "number")
    emails = known.by_email.get(person.email.strip().lower(), []) if person.email else []
    named = _named(known, person)
    if len(emails) == 1 and (not named or emails[0] in named):
        return Match(emails[0], "email")
    if emails:  # one address for a whole office, or an assistant's
        named = [one for one in named if one in emails] or named
    if len(named) > 1:
        named = _narrowed(known, person, named)
    if len(named) == 1:
        return Match(named[0], "name")
    if named:
        return Match(None, "ambiguous")
    suggested = _suggested(known, person)
    return Match(None, "perhaps", suggested) if suggested else Match(None, "unknown")


def _named(known: Known, person: Person) -> list[UUID]:
    bare = re.sub(r"\(.*?\)", " ", person.name).strip()
    forms = [person.name, bare, split_titles(bare).name, person.official]
    for form in forms:
        found = known.by_name.get(name_key(form)) if form else None
        if found:
            return list(found)
    return []


def _narrowed(known: Known, person: Person, named: Sequence[UUID]) -> list[UUID]:
    """Of several people of one name those the delegation of the row, or its other details, point to."""
    group = known.delegations.get(detail_key(person.delegation)) if person.delegation else None
    if group is not None:
        named = [one for one in named if known.rows[one].delegation == group] or named
    here = [one for one in named if known.rows[one].status not in GONE] or list(named)
    if len(here) < 2:
        return here
    told = {"organisation": person.organisation, "position": person.position, "email": person.email}
    record = Record([], name_key(person.name), {k: v for k, v in told.items() if v}, {}, "", "", "")
    scores = {one: compare_stored(record, _stored(known.rows[one])).score for one in here}
    best = max(scores.values())
    return [one for one in here if scores[one] == best]


def _stored(row: Any) -> Mapping[str, Any]:
    return {name: getattr(row, name) for name in _COMPARED}


def _suggested(known: Known, person: Person) -> UUID | None:
    """Somebody whose name looks alike, for a human to decide."""
    group = known.delegations.get(detail_key(person.delegation)) if person.delegation else None
    bare = split_titles(re.sub(r"\(.*?\)", " ", person.name)).name
    own = Described("", bare, person.official)
    best: tuple[int, UUID] | None = None
    for who, row in known.rows.items():
        if row.status in GONE or (group is not None and row.delegation != group):
            continue
        if who not in known.described:
            known.described[who] = Described(str(who), row.name, row.name_official or "")
        found = alike(own, known.described[who])
        if found.score >= ENOUGH and (best is None or found.score > best[0]):
            best = (found.score, who)
    return best[1] if best else None
