"""What a list of participants says, whatever file it is written in: parts, delegations, people, changes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from attendance.domain.kinds import GONE, Capacity, ListState
from attendance.domain.list_issue import Change, Edition, ListChange, compared
from attendance.language import Texts
from attendance.language.marks import N_
from attendance.queries.list_issues import known_today, replacements
from attendance.queries.participants import DelegationFacts, Participant
from attendance.reports.list_snapshot import PRESENT, Printed, edition_of, last_printed, listed_groups
from attendance.reports.people import (
    AS_ENTERED,
    BY_CAPACITY,
    BY_NAME,
    Group,
    Totals,
    chosen,
    is_media,
    totals,
    written_name,
)
from attendance.reports.request import Request

TABLE, BLOCKS = "table", "blocks"
"""Of the choice ``layout``: a compact table, or everybody as a block of lines in one column."""

FIELDS = {
    "name": N_("Name"),
    "capacity": N_("Capacity"),
    "position": N_("Position"),
    "unit": N_("Unit"),
    "organisation": N_("Organization"),
    "delegation": N_("Delegation"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One person as printed; ``capacity`` is empty for a plain delegate, ``mark`` where nothing changed."""

    number: int
    name: str
    capacity: str
    position: str
    unit: str
    organisation: str
    mark: str

    @property
    def post(self) -> tuple[str, ...]:
        """Position, then unit and organisation on one line, as far as they are known."""
        place = ", ".join(part for part in (self.unit, self.organisation) if part)
        return tuple(part for part in (self.position, place) if part)

    @property
    def lines(self) -> tuple[str, ...]:
        """Capacity, position, unit, organisation, each on a line of its own.

        A position that says the capacity itself ("Minister, Head of Delegation") is enough.
        """
        said = self.capacity.casefold() in self.position.casefold()
        capacity = "" if said else self.capacity
        return tuple(part for part in (capacity, self.position, self.unit, self.organisation) if part)


@dataclass(frozen=True, slots=True)
class Block:
    """One delegation; ``gone`` tells who was on the last issue, in one line, or is empty."""

    name: str
    entries: tuple[Entry, ...]
    gone: str


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the list."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the list of changes; ``kind`` is a word in the report's language."""

    kind: str
    delegation: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class ListContent:
    """All of a list.

    Attributes:
        edition: "Provisional", "Rev. 2", "Final".
        since: the edition that ``changes`` are told against, empty before the first issue.
        groups: the same people as facts.
        marked: whether any entry has a mark.
        media: how many of the media are left out.
    """

    title: str
    edition: str
    since: str
    groups: Sequence[Group]
    parts: Sequence[Part]
    totals: Totals
    changes: Sequence[Told]
    marked: bool
    media: int


def edition_line(request: Request, content: ListContent) -> str:
    """ "Rev. 1 · as of 30 May 2024, 12:30 (Asia/Almaty)"."""
    texts = request.texts
    parts = [content.edition, texts("as of {moment}", moment=request.moment())]
    if request.choices.get("people") == PRESENT:
        parts.insert(1, texts("those who came"))
    if content.marked:
        parts.append(texts("changes since {edition} are marked", edition=content.since))
    if request.event.sample:
        parts.append(texts("Sample data"))
    return " · ".join(parts)


def since_line(texts: Texts, content: ListContent) -> str:
    """ "Changes since Provisional"."""
    return texts("Changes since {edition}", edition=content.since)


def total_lines(request: Request, content: ListContent) -> list[tuple[str, str]]:
    """The totals at the foot, in words: what is counted, and the number."""
    texts, counted = request.texts, content.totals
    women = texts.number(counted.women)
    if counted.participants:
        women += f" ({texts.percent(counted.women / counted.participants)})"
    lines = [
        (texts("Participants"), texts.number(counted.participants)),
        (texts("Countries"), texts.number(counted.countries)),
        (texts("Women"), women),
    ]
    if counted.not_stated:
        lines.append((texts("Sex not stated"), texts.number(counted.not_stated)))
    return lines


def list_notes(request: Request, content: ListContent) -> list[tuple[str, str]]:
    """What a reader should know about how the list was made: a subject, and the sentence."""
    texts = request.texts
    who = texts("Everyone who is expected. People who declined or withdrew are not on the list.")
    if request.choices.get("people") == PRESENT:
        who = texts("Everyone on the list who came at least once.")
    notes = [
        (texts("Edition"), content.edition),
        (texts("Order of names"), _order_in_words(request)),
        (texts("Who is on it"), who),
    ]
    if content.media:
        left_out = texts.plural(
            "{n} media representative is not on the list.",
            "{n} media representatives are not on the list.",
            content.media,
        )
        notes.append((texts("Media"), left_out))
    return notes


def _order_in_words(request: Request) -> str:
    texts = request.texts
    order = request.choices.get("order", BY_NAME)
    if order == AS_ENTERED:
        return texts("In the order the list came in.")
    if order == BY_CAPACITY:
        return texts("By capacity: head, deputy, alternates, delegates, advisers, then the others.")
    if texts.language == "lo":
        return texts("Head of delegation first, then by given name.")
    return texts("Head of delegation first, then by family name.")


def edition_word(texts: Texts, edition: Edition) -> str:
    """ "Provisional", "Rev. 1", "Final"; a final list issued once more says how often."""
    if edition.state == ListState.REVISED:
        return texts("Rev. {n}", n=edition.number)
    word = texts("Final") if edition.state == ListState.FINAL else texts("Provisional")
    return f"{word} ({edition.number + 1})" if edition.number else word


def list_content(request: Request) -> ListContent:
    """Read and compare. Raises ``Refused`` as ``people.groups`` does."""
    found, media = listed_groups(request)
    last = last_printed(request)
    marks: dict[UUID, str] = {}
    gone: dict[UUID, str] = {}
    changes: list[Told] = []
    if last is not None:
        marks, gone, changes = _Comparison(request, last, found).told()
    return ListContent(
        title=request.texts("List of participants"),
        edition=edition_word(request.texts, edition_of(request)),
        since=edition_word(request.texts, last.edition) if last is not None else "",
        groups=found,
        parts=_parts(request, found, marks, gone),
        totals=totals(found),
        changes=changes,
        marked=bool(marks),
        media=media,
    )


def _parts(
    request: Request, found: Sequence[Group], marks: Mapping[UUID, str], gone: Mapping[UUID, str]
) -> list[Part]:
    blocks: dict[str, list[Block]] = {}
    number = 0
    for group in found:
        entries: list[Entry] = []
        for person in group.people:
            number += 1
            entries.append(_entry(request, person, number, marks.get(person.id, "")))
        name = request.delegation_name(group.delegation)
        block = Block(name, tuple(entries), gone.get(group.delegation.id, ""))
        blocks.setdefault(group.delegation.section, []).append(block)
    return [Part(request.word(section), tuple(inside)) for section, inside in blocks.items()]


def _entry(request: Request, person: Participant, number: int, mark: str) -> Entry:
    shown = printed_words(request, person)
    capacity = "" if person.capacity == Capacity.DELEGATE else shown["capacity"]
    where = shown["position"], shown["unit"], shown["organisation"]
    return Entry(number, shown["name"], capacity, *where, mark)


def printed_words(request: Request, person: Participant) -> dict[str, str]:
    """What this list prints of a person: field → words; nothing but the capacity of who is not named."""
    pick = request.pick
    withheld = request.withholds(person)
    return {
        "name": written_name(request, person),
        "capacity": request.word(person.capacity),
        "position": "" if withheld else pick(person.position, person.position_official),
        "unit": "" if withheld else pick(person.unit, person.unit_official),
        "organisation": "" if withheld else pick(person.organisation, person.organisation_official),
    }


class _Comparison:
    """This list beside the last one that was issued."""

    def __init__(self, request: Request, last: Printed, found: Sequence[Group]) -> None:
        self._request, self._last = request, last
        self._now = {person.id: person for group in found for person in group.people}
        self._delegations = {group.delegation.id: group.delegation for group in found}
        within = {delegation.id: delegation for delegation in chosen(request)}
        self._before = {
            who: person
            for who, person in last.people.items()
            if request.codes is None or person.delegation in within or who in self._now
        }
        self._delegations = {**within, **self._delegations}
        absent = [who for who in self._before if who not in self._now]
        self._today = known_today(request.db, request.event.id, absent)

    def told(self) -> tuple[dict[UUID, str], dict[UUID, str], list[Told]]:
        """The mark of each entry, the line about who is gone of each delegation, the list of changes."""
        hidden = [who for who, today in self._today.items() if today.status not in GONE]
        now = {who: self._words(person, self._name_now(person)) for who, person in self._now.items()}
        if not self._last.with_media:
            now = {who: words for who, words in now.items() if who in self._before or not self._is_media(who)}
        before = {who: self._words(self._as_known(person), self._name_before(person))
                  for who, person in self._before.items()}  # fmt: skip
        places = replacements(self._request.db, self._request.event.id)
        changes = compared(before, now, places, hidden)
        marks: dict[UUID, str] = {}
        gone: dict[UUID, list[str]] = defaultdict(list)
        for change in changes:
            who = change.by or change.who
            if who in self._now:
                marks[who] = self._mark(change)
            else:
                gone[self._before[who].delegation].append(self._old_name(who))
        texts = self._request.texts
        lines = {
            delegation: texts("Withdrawn: {names}", names=", ".join(names))
            for delegation, names in gone.items()
        }
        return marks, lines, [*self._renamed(), *(self._line(change) for change in changes)]

    def _words(self, person: Participant, delegation: str) -> dict[str, str]:
        return {**printed_words(self._request, person), "delegation": delegation}

    def _as_known(self, person: Participant) -> Participant:
        """As printed then, but named only if they may be named today."""
        today = self._now.get(person.id) or self._today.get(person.id)
        return person._replace(publish=person.publish and (today is None or today.publish))

    def _is_media(self, who: UUID) -> bool:
        person = self._now[who]
        return is_media(self._delegations[person.delegation], person)

    def _name_now(self, person: Participant) -> str:
        return self._request.delegation_name(self._delegations[person.delegation])

    def _name_before(self, person: Participant) -> str:
        """A delegation that only has another name now is told once, not at each of its people."""
        delegation = self._delegations.get(person.delegation) or self._last.delegations[person.delegation]
        return self._request.delegation_name(delegation)

    def _old_name(self, who: UUID) -> str:
        return written_name(self._request, self._as_known(self._before[who]))

    def _mark(self, change: Change) -> str:
        texts = self._request.texts
        if change.kind == ListChange.CORRECTED:
            fields = ", ".join(texts(FIELDS[one.field]).casefold() for one in change.corrections)
            return texts("Corrected: {fields}", fields=fields)
        if change.kind == ListChange.REPLACED:
            return texts("Replaces {name}", name=self._old_name(change.who))
        return self._request.word(change.kind)

    def _line(self, change: Change) -> Told:
        texts, request = self._request.texts, self._request
        if change.who in self._now:
            person = self._now[change.who]
            name, delegation = written_name(request, person), self._name_now(person)
        else:
            name = self._old_name(change.who)
            delegation = self._name_before(self._before[change.who])
        words = ""
        if change.by is not None:
            words = texts("Replaced by {name}", name=written_name(request, self._now[change.by]))
        elif change.kind == ListChange.CORRECTED:
            words = "\n".join(
                f"{texts(FIELDS[one.field])}: {one.before or '–'} → {one.now or '–'}"
                for one in change.corrections
            )
        elif change.kind == ListChange.ADDED:
            shown = printed_words(request, self._now[change.who])
            words = ", ".join(shown[field] for field in ("position", "organisation") if shown[field])
        return Told(request.word(change.kind), delegation, name, words)

    def _renamed(self) -> list[Told]:
        told: list[Told] = []
        for who, old in self._last.delegations.items():
            now: DelegationFacts | None = self._delegations.get(who)
            if now is None:
                continue
            names = self._request.delegation_name(old), self._request.delegation_name(now)
            if names[0] != names[1]:
                words = f"{self._request.texts(FIELDS['delegation'])}: {names[0]} → {names[1]}"
                told.append(Told(self._request.word(ListChange.CORRECTED), names[1], "", words))
        return told
