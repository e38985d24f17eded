"""The plan of an import: what every row becomes, decided before anything is written."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from attendance.domain.kinds import Capacity, Section, new_id
from attendance.imports.cells import detail_key
from attendance.imports.entries import Entry
from attendance.imports.known import Known, KnownDelegation
from attendance.imports.matching import Record, compare, is_copy
from attendance.imports.options import Options
from attendance.imports.places import code_for, country_of, delegation_key


class Change(NamedTuple):
    """A field of a delegate that gets another value; where values are ids, ``said`` are their words."""

    field: str
    old: Any
    new: Any
    said: tuple[str, str] | None = None


class Offer(NamedTuple):
    """Two that may be one person, for a human to decide; both are kept until then.

    Attributes:
        row, other_row: rows of the file; ``other_row`` is 0 for somebody known before.
        name: as in ``row``.
        reason: why they look alike and why they were not merged, a code of ``REASONS``.
        details: the fields that differ.
        kind: "row" where the other one is a row of the list, "delegate" where the file has it on the same
            list of an event, "person" where only the human being is the same, at another event.
        target, person: ids of the delegate and the person known before, None for another row.
        other, where: the other one's name and delegation.
        sides: (field, what the other record says, what the row says) for every field either fills.
        changes: what the other record would get from the row if both are one person.
    """

    row: int
    other_row: int
    name: str
    reason: str
    details: tuple[str, ...] = ()
    kind: str = "row"
    target: UUID | None = None
    person: UUID | None = None
    other: str = ""
    where: str = ""
    sides: tuple[tuple[str, Any, Any], ...] = ()
    changes: tuple[Change, ...] = ()


class Merge(NamedTuple):
    """A row that says nothing about a further person: ``reason`` is exact_copy or same_person."""

    row: int
    into_row: int
    name: str
    reason: str


@dataclass(slots=True)
class DelegationPlan:
    """A delegation of the list at one meeting; ``known`` is what the file has of it already."""

    id: UUID
    known: KnownDelegation | None
    name: str
    key: str
    country: str | None
    code: str
    section: str | None
    groups: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class EventPlan:
    id: UUID
    exists: bool
    title: str
    year: int | None
    place: str
    delegations: dict[str, DelegationPlan] = field(default_factory=dict[str, DelegationPlan])


class Gathering:
    """First step: rows find their meeting, their delegation, and the row that says the same.

    Attributes:
        events: by their key in the list, in the list's order.
        records: (event, delegation, record) in the list's order.
        notes: what was noticed on the way and needs a person's eye: code → number of rows.
    """

    def __init__(self, known: Known, options: Options, title: str) -> None:
        self._known, self._options, self._title = known, options, title
        self.events: dict[tuple[str, int | None], EventPlan] = {}
        self.records: list[tuple[EventPlan, DelegationPlan, Record]] = []
        self.offers: list[Offer] = []
        self.merges: list[Merge] = []
        self.sections: Counter[str] = Counter()
        self.notes: Counter[str] = Counter()

    def add(self, entry: Entry) -> None:
        event = self._event(entry)
        delegation = self._delegation(event, entry)
        group = delegation.groups[entry.key]
        offer: Offer | None = None
        for record in group:
            first = record.entries[0]
            name = entry.values["name"]
            if is_copy(record, entry):
                spelled_alike = any(entry.delegation == other.delegation for other in record.entries)
                reason = "exact_copy" if spelled_alike else "same_person"
                self.merges.append(Merge(entry.row, first.row, name, reason))
                record.entries.append(entry)
                return
            likeness = compare(record, entry)
            if not likeness.distinct and not likeness.contradicting and likeness.agreeing:
                self.merges.append(Merge(entry.row, first.row, name, "same_person"))
                record.absorb(entry)
                return
            if offer is None:
                offer = _offer(entry.row, first.row, name, likeness)
        if offer:
            self.offers.append(offer)
        record = Record.of(entry)
        group.append(record)
        self.records.append((event, delegation, record))

    def _event(self, entry: Entry) -> EventPlan:
        key = (detail_key(entry.event), entry.year)
        if (plan := self.events.get(key)) is None:
            plan = self.events[key] = self._new_event(entry)
        elif not plan.place:
            plan.place = entry.place
        return plan

    def _new_event(self, entry: Entry) -> EventPlan:
        title = entry.event or self._options.event_title or self._title
        if not entry.event and self._options.event:
            found = self._options.event
        else:
            found = self._known.event_called(title, entry.year)
        return EventPlan(found or new_id(), found is not None, title, entry.year, entry.place)

    def _delegation(self, event: EventPlan, entry: Entry) -> DelegationPlan:
        country = country_of(entry.country)
        name = entry.delegation or entry.country or entry.delegation_code
        key = delegation_key(name, country if not entry.delegation else None) if name else "none"
        plan = event.delegations.get(key)
        if plan is None:
            plan = event.delegations[key] = self._new_delegation(event, entry, name, key, country)
        if plan.section is None and entry.section:
            plan.section = entry.section
        if entry.section and not plan.country:
            self.sections[entry.section] += 1
        return plan

    def _new_delegation(
        self, event: EventPlan, entry: Entry, name: str, key: str, country: str | None
    ) -> DelegationPlan:
        known = self._known.delegations
        found = known.get((event.id, key)) if event.exists else None
        if found is None and event.exists and entry.delegation_code:
            found = known.get((event.id, f"code:{entry.delegation_code.lower()}"))
        iso = country_of(name) or (country if entry.section in _OF_STATES else None)
        return DelegationPlan(
            found.id if found else new_id(), found, name or event.title, key, iso,
            found.code if found else entry.delegation_code, entry.section,
        )  # fmt: skip

    def settle_delegations(self) -> None:
        """Sections the list leaves open, and a code for every new delegation, unique in its event."""
        others = Counter({k: n for k, n in self.sections.items() if k not in _OF_STATES})
        fallback = others.most_common(1)[0][0] if others else Section.COUNTRIES
        for event in self.events.values():
            used = set(self._known.codes[event.id]) if event.exists else set[str]()
            for plan in event.delegations.values():
                if plan.known:
                    continue
                if plan.section is None:
                    plan.section = Section.COUNTRIES if plan.country else fallback
                plan.code = code_for(plan.name, plan.country, plan.code, used)


_OF_STATES = frozenset((Section.COUNTRIES, Section.OBSERVER_STATES))


def _offer(row: int, other: int, name: str, likeness: Any) -> Offer | None:
    """Same name, same delegation, same meeting: offered unless an identity detail rules one person out."""
    if likeness.distinct in ("birth_date", "passport_no"):
        return None
    if likeness.distinct:
        return Offer(row, other, name, "same_name_other_sex_or_number", (likeness.distinct,))
    if likeness.contradicting:
        return Offer(row, other, name, "same_name_other_details", likeness.contradicting)
    return Offer(row, other, name, "same_name_only")


def starting_capacity(record: Record) -> str:
    """What the list says, else what a position says outright, else delegate."""
    return record.values.get("capacity") or record.concluded.get("capacity") or Capacity.DELEGATE
