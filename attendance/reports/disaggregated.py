"""The disaggregated summary as numbers: women, men and others by sector, country, age group and role."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from attendance.domain.kinds import AgeGroup, Capacity, Disability, Sector, Sex, Status
from attendance.domain.sectors import proposed_sector
from attendance.domain.text_keys import search_key
from attendance.language.counted import counted_sentence
from attendance.reports.audience import counts
from attendance.reports.matrix_grid import ABSENT, ATTENDED, EXCUSED, ONLINE_CODE, Column, Line
from attendance.reports.people import COUNTRY_SECTIONS, Group, is_online, listed, registered, totals
from attendance.reports.request import Request
from attendance.reports.whole import Whole


class Count(NamedTuple):
    """People by sex; ``other`` are those of another sex and those who did not say."""

    women: int = 0
    men: int = 0
    other: int = 0

    @property
    def total(self) -> int:
        return sum(self)

    @property
    def share(self) -> float | None:
        """Women among all; None of nobody."""
        return self.women / self.total if self.total else None


class Part(NamedTuple):
    """People by one property: its name, and each of its values with its people, in a fixed order."""

    key: str
    title: str
    rows: tuple[tuple[str, Count], ...]


class AtSession(NamedTuple):
    """One event session: who was there by sex, and who was not; present and absent make the expected."""

    column: Column
    present: Count
    absent: int
    excused: int

    @property
    def expected(self) -> int:
        return self.present.total + self.absent


@dataclass(frozen=True, slots=True)
class Heads:
    """The numbers asked for first; each a number of people, but for the person-sessions.

    Attributes:
        invited: ever on the list; ``gone`` of them declined, withdrew, were replaced or barred.
        nominated, registered: of those expected; who came is both.
        attended: came to at least one event session, each counted once.
        online: of those who attended, from afar; ``online_sessions`` their person-sessions.
        person_sessions, expected: attendances over all event sessions, and what they could have been.
    """

    invited: int
    gone: int
    nominated: int
    registered: int
    attended: int
    women: int
    countries: int
    organisations: int
    person_sessions: int
    expected: int
    online: int
    online_sessions: int


@dataclass(frozen=True, slots=True)
class Summary:
    """All of it.

    Attributes:
        came: whether those who came are counted; else those registered.
        people: everybody counted, by sex; each part adds up to it.
        proposed: whose sector is that of their delegation's section, because nobody said.
        parts: by sector, country, age group and role; age groups only for who may have them.
        disability: Yes, no and not stated; None for who may not have it.
        sentence: the counted sentence.
    """

    heads: Heads
    came: bool
    people: Count
    proposed: int
    parts: tuple[Part, ...]
    disability: Part | None
    sessions: tuple[AtSession, ...]
    sentence: str


def summarise(request: Request, found: Whole) -> Summary:
    """Count. ``request.choices["people"]`` "registered" counts those registered instead of those who came."""
    there = [(group, line) for group, line in found.lines() if line.attended]
    came = bool(there) and request.choices.get("people") != "registered"
    on_list = [(group, line) for group, line in found.lines() if registered(line.person)]
    people = [_Counted(group, line) for group, line in (there if came else on_list)]
    lists = _lists(people)
    whole = _count(people)
    sentence = counted_sentence(
        request.texts, whole.total, whole.women, totals(lists).countries, request.event.counter_word
    )
    return Summary(
        _heads(found, there, people, lists),
        came,
        whole,
        sum(one.person.sector is None and one.sector is not None for one in people),
        tuple(_parts(request, people)),
        _by_disability(request, people) if counts(request.audience, "disability") else None,
        tuple(_sessions(found)),
        sentence,
    )


class _Counted:
    """One person who is counted."""

    __slots__ = ("group", "person", "sector")

    def __init__(self, group: Group, line: Line) -> None:
        self.group, self.person = group, line.person
        self.sector = self.person.sector or proposed_sector(group.delegation.section, self.person.capacity)


def _lists(people: Iterable[_Counted]) -> list[Group]:
    members: dict[int, list[_Counted]] = {}
    for one in people:
        members.setdefault(id(one.group), []).append(one)
    return [Group(of[0].group.delegation, tuple(one.person for one in of)) for of in members.values()]


def _count(people: Iterable[_Counted]) -> Count:
    found = Counter(one.person.sex for one in people)
    women, men = found.pop(Sex.FEMALE, 0), found.pop(Sex.MALE, 0)
    return Count(women, men, found.total())


def _heads(
    found: Whole, there: Sequence[tuple[Group, Line]], people: Sequence[_Counted], lists: Sequence[Group]
) -> Heads:
    everybody = [person for group in found.groups for person in group.people]
    expected = [person for person in everybody if listed(person)]
    online = [line for _, line in there if is_online(line.person)]
    return Heads(
        invited=len(everybody),
        gone=len(everybody) - len(expected),
        nominated=sum(one.came or one.status != Status.INVITED for one in expected),
        registered=sum(map(registered, expected)),
        attended=len(there),
        women=_count(people).women,
        countries=totals(lists).countries,
        organisations=_organisations(people),
        person_sessions=sum(line.attended for _, line in there),
        expected=sum(line.expected for _, line in found.lines()),
        online=len(online),
        online_sessions=sum(line.codes.count(ONLINE_CODE) for line in online),
    )


def _organisations(people: Iterable[_Counted]) -> int:
    """How many different ones; one written in two scripts is one where somebody's record says so."""
    written: set[tuple[str, str]] = set()
    for one in people:
        pair = search_key(one.person.organisation or ""), search_key(one.person.organisation_official or "")
        if not any(pair) and one.group.delegation.section not in COUNTRY_SECTIONS:
            pair = search_key(one.group.delegation.name or one.group.delegation.code), ""
        written.add(pair)
    latin_of = {official: latin for latin, official in written if latin and official}
    return len(
        {latin or latin_of.get(official, official) for latin, official in written if latin or official}
    )


def _parts(request: Request, people: Sequence[_Counted]) -> Iterable[Part]:
    texts = request.texts
    yield _by(request, "sector", texts("By sector"), people, Sector, lambda one: one.sector, every=True)
    yield _by_country(request, people)
    if counts(request.audience, "age_group"):
        yield _by(
            request, "age_group", texts("By age group"), people, AgeGroup,
            lambda one: one.person.age_group, every=True,
        )  # fmt: skip
    yield _by(request, "capacity", texts("By role"), people, Capacity, lambda one: one.person.capacity)


def _by_disability(request: Request, people: Sequence[_Counted]) -> Part:
    title = request.texts("By disability")
    return _by(
        request, "disability", title, people, Disability, lambda one: one.person.disability, every=True
    )


def _by(
    request: Request,
    key: str,
    title: str,
    people: Sequence[_Counted],
    kinds: Iterable[str],
    value: Callable[[_Counted], str | None],
    *,
    every: bool = False,
) -> Part:
    """By one of a few words, in their order; ``every`` shows those of nobody too, and "not stated" always."""
    by: dict[str | None, list[_Counted]] = {}
    for one in people:
        by.setdefault(value(one) or None, []).append(one)
    rows = [(request.word(kind), _count(by.pop(kind, ()))) for kind in kinds if every or kind in by]
    # A word of a later version of the program is nobody's fault: it stays visible as what it is.
    unknown = sorted(word for word in by if word is not None)
    rows += [(word, _count(by[word])) for word in unknown]
    if every or None in by:
        rows.append((request.texts("Not stated"), _count(by.get(None, ()))))
    return Part(key, title, tuple(rows))


def _by_country(request: Request, people: Sequence[_Counted]) -> Part:
    """Countries in list order, however many delegations each sent; then everybody of no country."""
    by: dict[str, list[_Counted]] = {}
    names: dict[str, str] = {}
    others: list[_Counted] = []
    for one in people:
        delegation = one.group.delegation
        if delegation.section not in COUNTRY_SECTIONS:
            others.append(one)
            continue
        country = delegation.country or delegation.code
        names.setdefault(country, request.delegation_name(delegation))
        by.setdefault(country, []).append(one)
    rows = [(names[country], _count(of)) for country, of in by.items()]
    if others:
        rows.append((request.texts("Without a country"), _count(others)))
    return Part("country", request.texts("By country"), tuple(rows))


def _sessions(found: Whole) -> Iterable[AtSession]:
    """Those that have begun."""
    for place, column in enumerate(found.shown):
        codes = [(line.codes[place], line.person.sex) for _, line in found.lines()]
        sexes = Counter(sex for code, sex in codes if code in ATTENDED)
        letters = Counter(code for code, _ in codes)
        if not column.held and not sexes and not letters[EXCUSED]:
            continue
        women, men = sexes.pop(Sex.FEMALE, 0), sexes.pop(Sex.MALE, 0)
        present, excused = Count(women, men, sexes.total()), letters[EXCUSED]
        yield AtSession(column, present, letters[ABSENT] + excused, excused)
