"""Second step of an import: which delegates are in the file already, and which persons recur."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from attendance.domain.kinds import new_id
from attendance.domain.progress import Tick, no_tick
from attendance.imports.answers import Missing
from attendance.imports.known import Known, KnownDelegate, stored_delegates
from attendance.imports.likely import offer_likely
from attendance.imports.matching import Likeness, Record, changed_fields, compare, compare_stored
from attendance.imports.offering import settle_offers
from attendance.imports.planning import DelegationPlan, EventPlan, Gathering, Offer

_TOO_MANY_CONTRADICTIONS = 2


@dataclass(slots=True)
class PersonPlan:
    """A person of this import: known before, or new; with the events that have them already."""

    id: UUID
    is_new: bool
    sex: str
    events: list[UUID]
    record: Record | None = None


@dataclass(slots=True)
class Links:
    """Persons to be added, each with the record that describes them first, and people the list has not."""

    new_persons: list[tuple[UUID, Record]] = field(default_factory=list[tuple[UUID, Record]])
    missing: tuple[Missing, ...] = ()


def link(db: Connection, known: Known, gathering: Gathering, list_id: str, tick: Tick = no_tick) -> Links:
    """Gives every record its person and, where it is in the file already, its delegate and what changes."""
    _find_stored(db, known, gathering, list_id)
    links = _find_persons(known, gathering, list_id)
    offer_likely(db, gathering, tick)
    links.missing = settle_offers(db, known, gathering)
    return links


def _find_stored(db: Connection, known: Known, gathering: Gathering, list_id: str) -> None:
    candidates: list[tuple[DelegationPlan, list[Record], list[KnownDelegate]]] = []
    for event in gathering.events.values():
        if not event.exists:
            continue
        for delegation in event.delegations.values():
            for key, records in delegation.groups.items():
                found = list(known.delegates.get((event.id, delegation.id, key), ()))
                for record in records:
                    person = known.sources.get(source_key(list_id, record.source))
                    elsewhere = known.by_person.get((person, event.id)) if person else None
                    if elsewhere and elsewhere not in found:
                        found.append(elsewhere)
                if found:
                    candidates.append((delegation, records, found))
    stored = stored_delegates(db, {delegate.id for _, _, found in candidates for delegate in found})
    names = {plan.id: plan.name or plan.code for plan in known.delegations.values()}
    for delegation, records, found in candidates:
        _pair(gathering, delegation, records, found, stored, names)


def _pair(
    gathering: Gathering,
    delegation: DelegationPlan,
    records: list[Record],
    found: list[KnownDelegate],
    stored: dict[UUID, dict[str, Any]],
    names: dict[UUID, str],
) -> None:
    """The likeliest pairs first; who contradicts everything known about the name is somebody else."""
    pairs: list[tuple[int, int, int, int, Likeness]] = []
    for r, record in enumerate(records):
        for k, delegate in enumerate(found):
            likeness = compare_stored(record, stored[delegate.id])
            silent = sum(bool(v) for c, v in stored[delegate.id].items() if c not in record.values)
            pairs.append((-likeness.score, silent, r, k, likeness))
    taken: set[int] = set()
    for _, _, r, k, likeness in sorted(pairs):
        record, delegate = records[r], found[k]
        if record.exists or k in taken:
            continue
        if likeness.distinct or (
            len(likeness.contradicting) >= _TOO_MANY_CONTRADICTIONS and not likeness.agreeing
        ):
            continue
        taken.add(k)
        record.exists, record.person = delegate.id, delegate.person
        fields = changed_fields(record, stored[delegate.id])
        if delegate.delegation != delegation.id:
            fields["delegation"] = delegation.id
            record.was = names.get(delegate.delegation, "")
        record.verdict, record.before = "updated" if fields else "unchanged", stored[delegate.id]
        if fields:
            record.fields = fields
    for r, record in enumerate(records):
        if record.exists:
            continue
        likeliest = min((pair for pair in pairs if pair[2] == r and pair[3] not in taken), default=None)
        if likeliest is None:
            continue  # everybody of that name is in the list already: the rows are offered to each other
        first, delegate = record.entries[0], found[likeliest[3]]
        offer = Offer(
            first.row, 0, first.values["name"], "same_name_known_before", likeliest[4].contradicting,
            "delegate", delegate.id, delegate.person,
        )  # fmt: skip
        gathering.offers.append(offer)


def _find_persons(known: Known, gathering: Gathering, list_id: str) -> Links:
    """Persons recur under one name in one delegation unless sex, birth date or passport contradict."""
    people: dict[tuple[str, str], list[PersonPlan]] = defaultdict(list)
    sources: dict[str, PersonPlan] = {}
    links = Links()
    for _, delegation, record in gathering.records:
        key = (record.key, delegation.key)
        if key in people:
            continue
        plans: dict[UUID, PersonPlan] = {}
        for delegate in known.people.get(key, ()):
            plan = plans.setdefault(delegate.person, PersonPlan(delegate.person, False, "", []))
            plan.events.append(delegate.event)
            plan.sex = plan.sex or delegate.sex or ""
        people[key] = list(plans.values())
    for event, delegation, record in gathering.records:
        group = people[record.key, delegation.key]
        source = source_key(list_id, record.source)
        plan = _person_for(record, event, group, sources.get(source))
        if plan is None and source in known.sources:
            plan = PersonPlan(known.sources[source], False, "", [], record)
            group.append(plan)
        if plan is None:
            plan = PersonPlan(new_id(), True, "", [], record)
            group.append(plan)
            links.new_persons.append((plan.id, record))
        record.person = plan.id
        plan.events.append(event.id)
        plan.sex = plan.sex or record.values.get("sex") or record.concluded.get("sex") or ""
        plan.record = plan.record or record
        if source:
            sources[source] = plan
    _offer_other_delegations(known, gathering, links)
    return links


def _person_for(
    record: Record, event: EventPlan, group: list[PersonPlan], by_source: PersonPlan | None
) -> PersonPlan | None:
    if record.person:
        return next((plan for plan in group if plan.id == record.person), None) or PersonPlan(
            record.person, False, "", []
        )
    if by_source:
        return by_source
    sex = record.values.get("sex") or record.concluded.get("sex") or ""
    best, best_score = None, -1
    for plan in group:
        if event.id in plan.events or (sex and plan.sex and sex != plan.sex):
            continue
        score = 0
        if plan.record is not None:
            likeness = compare(plan.record, record.entries[0])
            if likeness.distinct and likeness.distinct != "source_id":
                continue
            score = max(likeness.score, 0)
        if score > best_score:
            best, best_score = plan, score
    return best


def _offer_other_delegations(known: Known, gathering: Gathering, links: Links) -> None:
    """New persons whose name occurs in another delegation, too: perhaps they changed sides, perhaps not."""
    first_row: dict[str, tuple[int, str, UUID]] = {}
    places = {record.entries[0].row: (plan.key, event.id) for event, plan, record in gathering.records}
    for _, record in links.new_persons:
        entry = record.entries[0]
        here, event = places[entry.row]
        other = first_row.setdefault(record.key, (entry.row, here, event))
        name, reason = entry.values["name"], "same_name_other_delegation"
        if other[1] != here:
            kind = "row" if other[2] == event else "person"
            gathering.offers.append(Offer(entry.row, other[0], name, reason, kind=kind))
        elif other[0] == entry.row and known.delegation_keys.get(record.key, {here}) != {here}:
            elsewhere = _elsewhere(known, record.key, here, event)
            kind = "delegate" if elsewhere.event == event else "person"
            offer = Offer(entry.row, 0, name, reason, (), kind, elsewhere.id, elsewhere.person)
            gathering.offers.append(offer)


def _elsewhere(known: Known, key: str, here: str, event: UUID) -> KnownDelegate:
    """Somebody of that name in another delegation, at this event if there is one."""
    others = [
        delegate
        for group in sorted(known.delegation_keys[key] - {here})
        for delegate in known.people[key, group]
    ]
    return next((delegate for delegate in others if delegate.event == event), others[-1])


def source_key(list_id: str, source: str) -> str:
    """The id of a row in its list, told apart from the same id in other lists."""
    return f"{list_id}:{source}" if source else ""
