"""What would embarrass in a report, told before it is written."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from attendance.domain.errors import Refused
from attendance.domain.kinds import GONE, Capacity, Section, Status
from attendance.domain.text_keys import search_key
from attendance.language import Texts, texts_for
from attendance.language.marks import N_
from attendance.queries.matrix import tallies_that_differ
from attendance.queries.participants import (
    DelegationFacts,
    Participant,
    delegations,
    event_facts,
    participants,
)
from attendance.store.database import Database

NAMED = 5
"""People of one finding that are named; the others are counted."""

UNREGISTERED = (Status.INVITED, Status.NOMINATED)

HEADED = (Section.COUNTRIES, Section.OBSERVER_STATES)
"""Sections whose delegations have a head."""

FINDINGS: dict[str, str] = {
    "totals_differ": N_("The kept totals differ from the attendance records. Run “verify” before reporting."),
    "no_head": N_("{delegation} has no head of delegation."),
    "several_heads": N_("{delegation} has {n} heads of delegation: {names}."),
    "over_quota": N_("{delegation} has {n} people on the list and {quota} places."),
    "sex_missing": N_("{delegation}: sex is missing for {n}: {names}."),
    "capacity_missing": N_("{delegation}: capacity is missing for {n}: {names}."),
    "came_unlisted": N_("{delegation}: came but no longer on the list, {n}: {names}."),
    "came_unregistered": N_("{delegation}: came but not registered, {n}: {names}."),
    "doubles": N_("{delegation}: the same name occurs more than once, {n}: {names}."),
    "doubles_elsewhere": N_("The same name occurs in more than one delegation, {n}: {names}."),
    "person_twice": N_("The same person is on the list more than once, {n}: {names}."),
    "event_english_missing": N_("The English form of the event’s title, place or organisers is missing."),
    "delegation_english_missing": N_("{delegation}: the English name of the delegation is missing."),
    "english_missing": N_(
        "{delegation}: the English form of name, position or organisation is missing: {names}."
    ),
}


class Finding(NamedTuple):
    """One thing to look at.

    Attributes:
        code: key of ``FINDINGS``.
        delegation: its code, or "" for the whole event.
        n: how many people or places; ``names`` are the first of them.
        quota: places of the delegation, where that is the point.
    """

    code: str
    delegation: str = ""
    n: int = 0
    names: tuple[str, ...] = ()
    quota: int = 0


def said(texts: Texts, finding: Finding) -> str:
    """The finding as a sentence."""
    names = ", ".join(finding.names) + (" …" if finding.n > len(finding.names) else "")
    values = {"delegation": finding.delegation, "n": finding.n, "names": names, "quota": finding.quota}
    return texts(FINDINGS[finding.code], **values)


def check_consistency(db: Connection, event_id: UUID, codes: Sequence[str] | None = None) -> list[Finding]:
    """Everything found, the whole event first, then delegation by delegation.

    Args:
        codes: only what concerns these delegations and the event as a whole; None is all.

    Raises:
        Refused: no_such_event.
    """
    event = event_facts(db, event_id)
    if event is None:
        raise Refused("no_such_event")
    wanted = None if codes is None else {code.casefold() for code in codes}
    groups = sorted(
        (one for one in delegations(db, event_id) if wanted is None or one.code.casefold() in wanted),
        key=lambda found: found.code,
    )
    members: dict[UUID, list[Participant]] = {group.id: [] for group in groups}
    for person in participants(db, event_id):
        if person.delegation in members:
            members[person.delegation].append(person)
    findings = [Finding("totals_differ")] if tallies_that_differ(db, event_id) else []
    pairs = (
        (event.title, event.title_official),
        (event.place, event.place_official),
        (event.organisers, event.organisers_official),
    )
    if any(official and not latin for latin, official in pairs):
        findings.append(Finding("event_english_missing"))
    findings += _over_all([person for people in members.values() for person in people])
    for group in groups:
        findings += _in_delegation(group, members[group.id])
    return findings


def _over_all(people: Sequence[Participant]) -> Iterator[Finding]:
    """Who is in more than one delegation, certainly or by name."""
    listed = [person for person in people if person.status not in GONE]
    if twice := _repeated(listed, lambda person: person.person):
        yield _of("person_twice", "", twice)
    homes: dict[str, set[UUID]] = defaultdict(set)
    last: dict[str, Participant] = {}
    for person in listed:
        key = search_key(person.name)
        homes[key].add(person.delegation)
        last[key] = person
    if elsewhere := [last[key] for key, found in homes.items() if len(found) > 1]:
        yield _of("doubles_elsewhere", "", elsewhere)


def _in_delegation(delegation: DelegationFacts, members: Sequence[Participant]) -> Iterator[Finding]:
    code = delegation.code
    people = [person for person in members if person.status not in GONE]
    heads = [person for person in people if person.capacity == Capacity.HEAD]
    if people and not heads and delegation.section in HEADED:
        yield Finding("no_head", code)
    if len(heads) > 1:
        yield _of("several_heads", code, heads)
    if delegation.quota is not None and len(people) > delegation.quota:
        yield Finding("over_quota", code, len(people), quota=delegation.quota)
    if delegation.name_official and not delegation.name:
        yield Finding("delegation_english_missing", code)
    doubles = _repeated(people, lambda person: search_key(person.name))
    for kind, found in (
        ("sex_missing", [person for person in people if not person.sex]),
        ("capacity_missing", [person for person in people if not person.capacity]),
        ("came_unlisted", [person for person in members if person.came and person.status in GONE]),
        ("came_unregistered", [person for person in people if person.came and person.status in UNREGISTERED]),
        ("doubles", doubles),
        ("english_missing", [person for person in people if _without_english(person)]),
    ):
        if found:
            yield _of(kind, code, found)


def _of(kind: str, delegation: str, people: Sequence[Participant]) -> Finding:
    return Finding(kind, delegation, len(people), tuple(person.name for person in people[:NAMED]))


def _repeated(people: Sequence[Participant], key: Callable[[Participant], object]) -> list[Participant]:
    seen: set[object] = set()
    again: list[Participant] = []
    for person in people:
        if (found := key(person)) in seen:
            again.append(person)
        seen.add(found)
    return again


def _without_english(person: Participant) -> bool:
    pairs = (
        (person.position, person.position_official),
        (person.unit, person.unit_official),
        (person.organisation, person.organisation_official),
    )
    return person.name == person.name_official or any(official and not latin for latin, official in pairs)


def check_file(path: str, event_id: UUID, language: str, codes: Sequence[str] | None = None) -> list[str]:
    """``check_consistency`` for the worker process: the sentences."""
    database = Database.open(Path(path), create=False)
    try:
        with database.read() as db:
            texts = texts_for(language)
            return [said(texts, finding) for finding in check_consistency(db, event_id, codes)]
    finally:
        database.close()
