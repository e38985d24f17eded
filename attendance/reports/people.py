"""The people of a report: who belongs on it, in which order, and how each is written."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from attendance.domain.errors import Refused
from attendance.domain.kinds import GONE, Capacity, Section, Sex, Status
from attendance.domain.list_order import (
    Alphabet,
    ListedDelegation,
    NameOrder,
    delegate_key,
    name_sort_key,
    order_delegations,
)
from attendance.domain.names import list_name, one_line
from attendance.domain.text_keys import search_key
from attendance.queries.participants import DelegationFacts, Participant, delegations, participants, sizes
from attendance.reports.request import Request, delegation_name_in

COUNTRY_SECTIONS = (Section.COUNTRIES, Section.OBSERVER_STATES, Section.HOST)
"""Sections whose delegations stand for a country when countries are counted."""

AS_SET = "event"
"""Of the choice ``countries``: the order set for the event, else a value of ``list_order.Alphabet``."""

BY_NAME, BY_CAPACITY, AS_ENTERED = "name", "capacity", "entered"
"""Of the choice ``order``: what the people of one delegation stand by."""

REGISTERED = (Status.REGISTERED, Status.CONFIRMED)

ONLINE = frozenset({"online", "remote", "virtual"})
"""Values of ``participation`` that mean not in the room."""


@dataclass(frozen=True, slots=True)
class Group:
    """One delegation with its people in list order."""

    delegation: DelegationFacts
    people: tuple[Participant, ...]


@dataclass(frozen=True, slots=True)
class Totals:
    """Head counts of a list; ``women`` of all participants, ``not_stated`` have no sex recorded."""

    participants: int
    women: int
    not_stated: int
    countries: int


def listed(person: Participant) -> bool:
    """Whether the person is expected at the event."""
    return person.status not in GONE


def registered(person: Participant) -> bool:
    """Whether an expected person is registered: said to be, or simply there."""
    return listed(person) and (person.came or person.status in REGISTERED)


def is_media(delegation: DelegationFacts, person: Participant) -> bool:
    return delegation.section == Section.MEDIA or person.capacity == Capacity.MEDIA


def is_online(person: Participant) -> bool:
    """Whether the person takes part from afar."""
    return (person.participation or "").casefold() in ONLINE


def groups(
    request: Request, wanted: Callable[[DelegationFacts, Participant], bool], *, empty: bool = False
) -> list[Group]:
    """The delegations asked for, in list order, with their wanted people; without any only if ``empty``.

    Raises:
        Refused: no_such_delegation, when a code asked for does not exist.
    """
    known = chosen(request)
    within = None if request.codes is None else [delegation.id for delegation in known]
    members: dict[UUID, list[Participant]] = {delegation.id: [] for delegation in known}
    by_id = {delegation.id: delegation for delegation in known}
    for person in participants(request.db, request.event.id, within):
        if wanted(by_id[person.delegation], person):
            members[person.delegation].append(person)
    return [
        Group(delegation, tuple(in_order(request, members[delegation.id])))
        for delegation in in_list_order(request, known)
        if empty or members[delegation.id]
    ]


def in_list_order(request: Request, known: Sequence[DelegationFacts]) -> list[DelegationFacts]:
    """Delegations as the report has them one after the other."""
    return order_delegations(known, _describing(request), country_order(request))


def first_of_many(request: Request, most: int) -> tuple[str, ...] | None:
    """Codes of the first delegations asked for that come to ``most`` people; None where all do not.

    Raises:
        Refused: no_such_delegation.
    """
    known, people = chosen(request), sizes(request.db, request.event.id)
    if sum(people.get(delegation.id, 0) for delegation in known) <= most:
        return None
    first: list[str] = []
    for delegation in in_list_order(request, known):
        first.append(delegation.code)
        most -= people.get(delegation.id, 0)
        if most <= 0:
            break
    return tuple(first)


def chosen(request: Request) -> list[DelegationFacts]:
    """The delegations a request names, or all. Raises ``Refused`` no_such_delegation."""
    known = delegations(request.db, request.event.id)
    if request.codes is None:
        return known
    by_code = {delegation.code.casefold(): delegation for delegation in known}
    missing = [code for code in request.codes if code.casefold() not in by_code]
    if missing:
        raise Refused("no_such_delegation", delegation=missing[0])
    return [by_code[code.casefold()] for code in dict.fromkeys(request.codes)]


def country_order(request: Request) -> str:
    """What puts the delegations in order, as ``list_order.order_delegations`` takes it.

    A choice ``countries`` goes before what is set for the event; the country that leads stays.
    """
    kept = request.event.list_order or Alphabet.ENGLISH
    wanted = request.choices.get("countries", AS_SET)
    alphabet, _, first = kept.partition(":")
    return f"{alphabet if wanted == AS_SET else wanted}:{first}"


def _describing(request: Request) -> Callable[[DelegationFacts], ListedDelegation]:
    alphabet = country_order(request).partition(":")[0]

    def described(delegation: DelegationFacts) -> ListedDelegation:
        english = delegation.name or delegation.name_official or delegation.code
        return ListedDelegation(
            section=delegation.section,
            english=english,
            french=delegation_name_in("fr", delegation) if alphabet == Alphabet.FRENCH else "",
            lao=delegation_name_in("lo", delegation) if alphabet == Alphabet.LAO else "",
            russian=delegation_name_in("ru", delegation) if alphabet == Alphabet.RUSSIAN else "",
            position=delegation.position,
            country=delegation.country or "",
        )

    return described


def in_order(request: Request, people: Iterable[Participant]) -> list[Participant]:
    """The head first, then by name: Lao lists by given name, Latin and Russian ones by family name.

    A choice ``order`` puts everybody by capacity, or as they were entered.
    """
    order = request.choices.get("order", BY_NAME)
    if order == AS_ENTERED:
        return sorted(people, key=lambda person: person.n)

    def key(person: Participant) -> tuple[int, int, bytes]:
        return delegate_key(
            person.capacity,
            name_key(request, person),
            by_capacity=order == BY_CAPACITY,
            position=person.list_position,
        )

    return sorted(people, key=key)


def name_key(request: Request, person: Participant) -> bytes:
    """A key by which people stand in the order of their names: Lao by given name, Latin by family name."""
    official = person.name_official or ""
    shown = official if request.texts.own_script(official) else ""
    lao = request.texts.language == "lo"
    if person.sort is not None and not (lao or shown):
        return person.sort
    order = NameOrder.OFFICIAL if lao or shown else NameOrder.FAMILY
    return name_sort_key(person.family or "", person.given or "", person.name, shown, order=order)


def written_name(request: Request, person: Participant) -> str:
    """``H.E. Mr. Given FAMILY``, or the Lao name with its titles; withheld where the person wants it."""
    if request.withholds(person):
        return request.texts("Name withheld")
    official = person.name_official or ""
    if request.texts.own_script(official):
        name = one_line(official)
        return lao_titles(person, name) if request.texts.language == "lo" else name
    return list_name(
        person.name,
        person.given or "",
        person.family or "",
        courtesy=person.courtesy or "",
        salutation=person.salutation or "",
        academic=person.academic or "",
        family_first=person.family_first,
    )


_LAO_TITLES = {
    **dict.fromkeys(("dr", "phd", "ph d"), "ປອ."),
    **dict.fromkeys(("prof", "professor"), "ສຈ."),
    **dict.fromkeys(("assoc prof", "associate professor"), "ຮສ."),
}
_COURTESIES = ("ທ່ານ", "ນາງ", "ພະນະທ່ານ", "ສະຫາຍ", "ທ້າວ", "ນ.", "ທ.", "ປອ", "ສຈ", "ຮສ", "ພົນ", "ພັນ", "ຮ້ອຍ")


def lao_titles(person: Participant, name: str) -> str:
    """The Lao name with ທ່ານ or ທ່ານ ນາງ and the academic title, where it was typed without any."""
    if name.startswith(_COURTESIES):
        return name
    courtesy = "ພະນະທ່ານ" if person.courtesy else "ທ່ານ ນາງ" if person.sex == Sex.FEMALE else "ທ່ານ"
    academic = _LAO_TITLES.get(search_key((person.academic or "").replace(".", " ")), "")
    return " ".join(part for part in (courtesy, academic, name) if part)


def titles(person: Participant) -> str:
    """Courtesy, salutation and academic title in one."""
    return " ".join(part for part in (person.courtesy, person.salutation, person.academic) if part)


def totals(lists: Sequence[Group]) -> Totals:
    """Count each person once; a country once, however many delegations it sent."""
    people = [person for group in lists for person in group.people]
    countries = {
        group.delegation.country or group.delegation.code
        for group in lists
        if group.people and group.delegation.section in COUNTRY_SECTIONS
    }
    return Totals(
        participants=len(people),
        women=sum(person.sex == Sex.FEMALE for person in people),
        not_stated=sum(person.sex is None for person in people),
        countries=len(countries),
    )
