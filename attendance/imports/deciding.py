"""What somebody decided about single rows, and what becomes of the rows then."""

from collections import Counter
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple
from uuid import UUID

from attendance.domain.kinds import Status
from attendance.imports.answers import Preview, Verdict
from attendance.imports.linking import Links
from attendance.imports.matching import Record
from attendance.imports.planning import Change, DelegationPlan, EventPlan, Gathering, Offer

SAME, OTHER, SKIP, TAKE = "same", "other", "skip", "take"
"""One person with whom the row was offered; somebody else; left out; taken, but for the fields kept."""

_WITH_THE_NAME = frozenset(("given", "family", "family_first", "name_official"))


class Decision(NamedTuple):
    """What becomes of one row; ``keep`` names the fields in which the file (or the row above) stays right."""

    choice: str
    keep: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Decided:
    """All decisions about one preview.

    Attributes:
        rows: by the number of the row.
        withdrawn: delegates missing from the list who are to be withdrawn.
    """

    rows: Mapping[int, Decision] = field(default_factory=dict[int, Decision])
    withdrawn: frozenset[UUID] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.rows or self.withdrawn)


class Outcome(NamedTuple):
    """What a decided row is: the verdicts of ``Verdict``, and "skipped".

    Attributes:
        into: the row a merged one goes into; of any other the row whose person it is, be that left out.
        target, person: the delegate it is, or the person it becomes a delegate of.
    """

    verdict: str
    changes: tuple[Change, ...] = ()
    into: int = 0
    target: UUID | None = None
    person: UUID | None = None


def taken_changes(changes: Sequence[Change], keep: frozenset[str]) -> tuple[Change, ...]:
    """The changes without those kept out; parts of a name go with it."""
    if "name" in keep:
        keep |= _WITH_THE_NAME
    return tuple(change for change in changes if change.field not in keep)


def outcomes(
    verdicts: Mapping[int, Verdict], offers: Mapping[int, Offer], decided: Mapping[int, Decision]
) -> dict[int, Outcome]:
    """What becomes of every row somebody decided about; a decision that says nothing new is left out.

    Leaving a row out leaves out what it says, not the person: the first row that is said to be one with it
    takes its place, further ones go into that one. Rows that repeat it say no more, and are left out with it.
    """
    found: dict[int, Outcome] = {
        row: Outcome("skipped")
        for row, decision in decided.items()
        if decision.choice == SKIP and row in verdicts and verdicts[row].verdict in ("added", "updated")
    }
    taken: dict[UUID, int] = {}
    heirs: dict[int, int] = {}
    for row in sorted(decided.keys() - found.keys()):
        decision, verdict, offer = decided[row], verdicts.get(row), offers.get(row)
        if verdict is None:
            continue
        if decision.choice == SAME and offer is not None and _is_of_skipped(offer, found):
            heir = heirs.setdefault(offer.other_row, row)
            if heir == row:
                found[row] = _in_its_place(offer, verdict, verdicts[offer.other_row])
            else:
                found[row] = Outcome("merged", _gaps(offers[heir], offer), heir)
        elif decision.choice == SAME and offer is not None:
            found[row] = _same(row, offer, decision.keep, taken)
        elif decision.choice == TAKE and verdict.verdict == "updated":
            changes = taken_changes(verdict.changes, decision.keep)
            found[row] = Outcome("updated" if changes else "unchanged", changes)
    for outcome in list(found.values()):
        if outcome.verdict == "merged" and outcome.changes:
            _say_for_another(verdicts, found, outcome)
    repeated = {row for row, outcome in found.items() if outcome.verdict == "skipped"}
    if repeated:
        found |= {row: Outcome("skipped") for row, verdict in verdicts.items() if verdict.into in repeated}
    return found


def _is_of_skipped(offer: Offer, found: Mapping[int, Outcome]) -> bool:
    other = found.get(offer.other_row)
    return offer.kind == "row" and other is not None and other.verdict == "skipped"


def _in_its_place(offer: Offer, verdict: Verdict, left_out: Verdict) -> Outcome:
    """The row instead of one left out: as somebody new, or as the delegate that one was found to be."""
    if left_out.verdict == "added":
        return Outcome("added", (), offer.other_row)
    before = {change.field: change for change in left_out.changes}
    mine = {field: value for field, _, value in offer.sides if _says(value)}
    says = {change.field: change for change in offer.changes} | {
        field: change._replace(new=mine[field]) for field, change in before.items() if field in mine
    }
    if "delegation" in before and verdict.delegation == left_out.delegation:
        says["delegation"] = before["delegation"]  # both rows stand under it; sides have only own fields
    changes = tuple(
        change._replace(old=before[field].old) if field in before else change
        for field, change in says.items()
        if field not in before or before[field].old != change.new
    )
    return Outcome("updated" if changes else "unchanged", changes, offer.other_row)


def _gaps(first: Offer, second: Offer) -> tuple[Change, ...]:
    """What the second of two rows says and the first one does not."""
    told = {field for field, _, value in first.sides if _says(value)}
    return tuple(
        Change(field, None, value) for field, _, value in second.sides if _says(value) and field not in told
    )


def _says(value: Any) -> bool:
    return value not in (None, "", False)


def _say_for_another(verdicts: Mapping[int, Verdict], found: dict[int, Outcome], outcome: Outcome) -> None:
    """What a merged row says is a change of the row it goes into, where that one is in the file already."""
    into = _last(found, outcome.into)
    base = found.get(into) or Outcome(verdicts[into].verdict, verdicts[into].changes)
    if base.verdict in ("updated", "unchanged"):
        changes = {change.field: change for change in (*base.changes, *outcome.changes)}
        found[into] = base._replace(verdict="updated", changes=tuple(changes.values()))


def _last(found: Mapping[int, Outcome], row: int) -> int:
    """The row that rows merged one into the other end in."""
    while row in found and found[row].verdict == "merged":
        row = found[row].into
    return row


def kept_at_first(offer: Offer) -> frozenset[str]:
    """The fields that stay as they are unless somebody says otherwise: of two rows of one list neither is
    the later one, so what the first one says stays, and the second one fills gaps."""
    if offer.kind != "row":
        return frozenset()
    return frozenset(change.field for change in offer.changes if _says(change.old))


def _same(row: int, offer: Offer, keep: frozenset[str], taken: dict[UUID, int]) -> Outcome:
    if offer.kind == "person":
        return Outcome("added", (), offer.other_row, None, offer.person)
    changes = taken_changes(offer.changes, keep)
    if offer.kind == "row":
        return Outcome("merged", changes, offer.other_row)
    assert offer.target is not None
    if offer.target in taken:  # two rows are this delegate: the first one says what changes
        return Outcome("merged", (), taken[offer.target])
    taken[offer.target] = row
    return Outcome("updated" if changes else "unchanged", changes, 0, offer.target, offer.person)


def all_the_same(preview: Preview) -> Decided:
    """Every offer taken: of the file's people what the list says holds, of rows what the first one says."""
    return Decided({offer.row: Decision(SAME, kept_at_first(offer)) for offer in preview.offers})


@dataclass(frozen=True, slots=True)
class Tally:
    """The numbers of a preview with its decisions; ``rows`` is the sum of the first five of ``verdicts``.

    Attributes:
        verdicts: added, updated, unchanged, merged, refused (with what was skipped); besides them offered
            (rows nobody has decided about), missing and withdrawn.
        brought: new events, delegations, persons and delegates.
    """

    rows: int
    verdicts: Mapping[str, int]
    brought: Mapping[str, int]

    @property
    def writes(self) -> int:
        """How many delegates are written."""
        return self.verdicts["added"] + self.verdicts["updated"] + self.verdicts["withdrawn"]


def tally(preview: Preview, decided: Decided) -> Tally:
    """The numbers as they are with these decisions."""
    offers = {offer.row: offer for offer in preview.offers}
    verdicts = {row.row: row for row in preview.verdicts}
    found = outcomes(verdicts, offers, decided.rows)
    counts: Counter[str] = Counter()
    new: dict[str, set[UUID | None]] = {"events": set(), "delegations": set(), "persons": set()}
    for row in preview.verdicts:
        outcome = found.get(row.row) or Outcome(row.verdict, row.changes)
        counts[outcome.verdict] += 1
        added = outcome.verdict == "added"
        if added and not outcome.person:
            new["persons"].add(_person_of(outcome.into or row.row, verdicts, found))
        if added or any(change.field == "delegation" for change in outcome.changes):
            new["events"].add(row.event)
            new["delegations"].add(row.group)
    targets = {outcome.target for outcome in found.values()}
    missing = {one.delegate for one in preview.missing} - targets
    brought = {key: len(ids - {None}) for key, ids in new.items()} | {"delegates": counts["added"]}
    numbers = {key: counts[key] for key in ("added", "updated", "unchanged", "merged")}
    numbers |= {
        "refused": counts["refused"] + counts["skipped"],
        "offered": sum(row not in decided.rows for row in offers),
        "missing": len(missing),
        "withdrawn": len(missing & decided.withdrawn),
    }
    return Tally(len(preview.verdicts), numbers, brought)


def _person_of(row: int, verdicts: Mapping[int, Verdict], found: Mapping[int, Outcome]) -> UUID | None:
    """The new person a row is, None for one who is known."""
    other = found.get(row)
    if other and (other.person or other.target):
        return None
    return _person_of(other.into, verdicts, found) if other and other.into else verdicts[row].person


def carry_out(
    gathering: Gathering, links: Links, verdicts: Mapping[int, Verdict], decided: Decided
) -> tuple[Gathering, Links]:
    """The plan as the decisions change it; the one given stays as it is, for other decisions."""
    if not decided.rows:
        return gathering, links
    offers = {offer.row: offer for offer in gathering.offers}
    found = outcomes(verdicts, offers, decided.rows)
    by_row = {record.entries[0].row: record for _, _, record in gathering.records}
    kept: dict[int, tuple[EventPlan, DelegationPlan, Record]] = {}
    for event, plan, record in gathering.records:
        row = record.entries[0].row
        outcome = found.get(row)
        if outcome is None:
            kept[row] = event, plan, record
        elif outcome.verdict not in ("merged", "skipped"):
            into = kept.get(outcome.into, (None, None, by_row.get(outcome.into)))[2]
            kept[row] = event, plan, _changed(record, outcome, into)
    for row, outcome in found.items():
        if outcome.verdict == "merged":
            _merge(kept, found, row, outcome)
    decided_on = copy(gathering)
    decided_on.records = list(kept.values())
    decided_on.events = _needed(gathering, decided_on.records)
    return decided_on, Links(_new_persons(links, decided_on.records), links.missing)


def _changed(record: Record, outcome: Outcome, into: Record | None) -> Record:
    person = outcome.person or (into or record).person
    fields = {change.field: change.new for change in outcome.changes}
    exists = outcome.target or record.exists
    if into is not None and outcome.verdict != "added":
        exists = into.exists
    return replace(record, exists=exists, person=person, verdict=outcome.verdict, fields=fields)


def _merge(
    kept: dict[int, tuple[EventPlan, DelegationPlan, Record]],
    found: Mapping[int, Outcome],
    row: int,
    outcome: Outcome,
) -> None:
    """What the row says goes to the record it is one with; of one in the file it is a change already."""
    into = _last(found, outcome.into)
    if into in kept and not kept[into][2].exists:
        event, plan, record = kept[into]
        said: dict[str, Any] = {change.field: change.new for change in outcome.changes}
        kept[into] = event, plan, replace(record, values={**record.values, **said})


def _needed(gathering: Gathering, records: Sequence[Any]) -> dict[Any, EventPlan]:
    """Events and delegations that were there before, or still bring somebody."""
    used: set[UUID] = set()
    for event, plan, record in records:
        if not record.exists or "delegation" in record.fields:
            used.update((event.id, plan.id))
    return {
        key: replace(
            event,
            delegations={
                name: plan for name, plan in event.delegations.items() if plan.known or plan.id in used
            },
        )
        for key, event in gathering.events.items()
        if event.exists or event.id in used
    }


def _new_persons(links: Links, records: Sequence[Any]) -> list[tuple[UUID, Record]]:
    """Persons still to be added, each described by the first record that is left of them."""
    new = {person for person, _ in links.new_persons}
    described: dict[UUID, Record] = {}
    for _, _, record in records:
        if record.person in new and not record.exists:
            described.setdefault(record.person, record)
    return list(described.items())


def withdrawals(links: Links, decided: Decided, at: int) -> list[tuple[UUID, dict[str, Any]]]:
    """The delegates to withdraw: of those the list has not, never anybody else."""
    fields = {"status": str(Status.WITHDRAWN), "status_at": at}
    return [(one.delegate, fields) for one in links.missing if one.delegate in decided.withdrawn]
