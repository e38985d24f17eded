"""The order of printed lists: sections, delegations in them, people in a delegation."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from attendance.domain.kinds import Capacity, Section
from attendance.domain.names import one_line, split_name, split_titles
from attendance.domain.text_keys import has_cyrillic, sort_key

T = TypeVar("T")


class Alphabet(StrEnum):
    """Whose names put the delegations in order; CUSTOM follows their positions."""

    ENGLISH = "english"
    FRENCH = "french"
    LAO = "lao"
    RUSSIAN = "russian"
    CUSTOM = "custom"


class NameOrder(StrEnum):
    """What a list of people is sorted by: family names, given names, or names in the official script."""

    FAMILY = "family"
    GIVEN = "given"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class ListedDelegation:
    """What the order of a delegation depends on.

    Attributes:
        section: a value of `Section`; an unknown one comes last.
        english, french, lao, russian: its name in each; a missing one is replaced by the English.
        position: its place in a custom order, None for the end.
        country: ISO 3166 alpha-2 or "".
    """

    section: str
    english: str
    french: str = ""
    lao: str = ""
    position: int | None = None
    country: str = ""
    russian: str = ""


def order_delegations(
    delegations: Iterable[T], describe: Callable[[T], ListedDelegation], order: str = "english"
) -> list[T]:
    """Return the delegations section by section, each section in `order`.

    `order` is the text kept with an event: an `Alphabet`, and where the
    countries shall begin with one of them, its code after a colon: "english:KZ".
    """
    alphabet, _, first = order.partition(":")
    described = [(describe(delegation), delegation) for delegation in delegations]
    described.sort(key=lambda pair: delegation_key(pair[0], alphabet))
    return [
        delegation
        for section in sorted({section_rank(pair[0].section) for pair in described})
        for delegation in _from_country(
            [pair for pair in described if section_rank(pair[0].section) == section], first
        )
    ]


def delegation_key(listed: ListedDelegation, alphabet: str = "english") -> tuple[int, int, bytes]:
    """Return the key that sorts delegations of one event; an unknown alphabet is taken as English."""
    position = 0
    if alphabet == Alphabet.CUSTOM:
        position = listed.position if listed.position is not None else 1 << 30
    names = {"french": listed.french, "lao": listed.lao, "russian": listed.russian}
    name = names.get(alphabet, "") or listed.english
    return section_rank(listed.section), position, sort_key(one_line(name))


def section_rank(section: str) -> int:
    """Return the place of a section in a list of participants, from 0; unknown sections come last."""
    return _SECTIONS.get(section, len(_SECTIONS))


def delegate_key(
    capacity: str, sort: bytes, *, by_capacity: bool = False, position: int | None = None
) -> tuple[int, int, bytes]:
    """Return the key that sorts the people of one delegation: the head, then the alphabet.

    `sort` comes from `name_sort_key`. With `by_capacity` deputies, alternates, delegates, advisers and
    the others follow in this order. `position` is a place set by hand; it goes before all else.
    """
    if by_capacity:
        rank = _CAPACITIES.get(capacity, len(_CAPACITIES))
    else:
        rank = 0 if capacity == Capacity.HEAD else 1
    return (1 << 30 if position is None else position), rank, sort


def name_sort_key(
    family: str, given: str, name: str, official: str = "", *, order: str = NameOrder.FAMILY
) -> bytes:
    """Return the place of a person in a list: Lao lists go by given name, Latin ones by family name.

    Titles never count. A name that was not split sorts as it was typed, which for Lao, Thai and other
    names is the given name first. "official" sorts by the official script where there is such a name; a
    Cyrillic one by its family name where capitals show it, else as it is written.
    """
    if order == NameOrder.OFFICIAL and official.strip():
        written = one_line(split_titles(official).name)
        apart = split_name(written) if has_cyrillic(written) else None
        return sort_key(f"{apart.family}\t{apart.given}" if apart else written)
    if not (family and given):
        return sort_key(one_line(split_titles(family or name or given).name))
    parts = (family, given) if order == NameOrder.FAMILY else (given, family)
    # A tab weighs less than any other sign: all of "Smith" stands before "Smith Jones".
    return sort_key("\t".join(one_line(part) for part in parts))


def _from_country(section: list[tuple[ListedDelegation, T]], first: str) -> list[T]:
    """The delegations of a section, turned so that `first` leads; as they are when it is not among them."""
    start = next((n for n, (listed, _) in enumerate(section) if first and listed.country == first), 0)
    return [delegation for _, delegation in section[start:] + section[:start]]


_SECTIONS: dict[str, int] = {section: n for n, section in enumerate(Section)}
_CAPACITIES: dict[str, int] = {capacity: n for n, capacity in enumerate(Capacity)}
