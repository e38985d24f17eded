"""Editions of a list of participants, and what is different in one from the one before it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from attendance.domain.kinds import ListState

NEXT = "next"
"""The edition that follows what was issued: Provisional, then Rev. 1, 2 …"""

FINAL = "final"


class ListChange(StrEnum):
    """What became of a person since the last issue."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    CORRECTED = "corrected"


class Edition(NamedTuple):
    """``number`` counts the issues of a state: Rev. 1 is (revised, 1); a first Provisional or Final has 0."""

    state: ListState
    number: int


class Correction(NamedTuple):
    """One field whose words are other ones now."""

    field: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Change:
    """What is different about one person.

    Attributes:
        who: the person, on the last issue or on this one.
        by: who comes in the place of ``who``, where they are replaced.
        corrections: which words, where they are corrected.
    """

    kind: ListChange
    who: UUID
    by: UUID | None = None
    corrections: tuple[Correction, ...] = ()


def next_edition(wanted: str, issued: Iterable[Edition]) -> Edition:
    """The edition written next; ``wanted`` is ``NEXT`` or ``FINAL``."""
    numbers: dict[ListState, int] = {}
    for state, number in issued:
        numbers[state] = max(number, numbers.get(state, 0))
    if wanted == FINAL:
        return Edition(ListState.FINAL, numbers[ListState.FINAL] + 1 if ListState.FINAL in numbers else 0)
    if not numbers:
        return Edition(ListState.PROVISIONAL, 0)
    return Edition(ListState.REVISED, numbers.get(ListState.REVISED, 0) + 1)


def compared(
    before: Mapping[UUID, Mapping[str, str]],
    now: Mapping[UUID, Mapping[str, str]],
    replaces: Mapping[UUID, UUID],
    hidden: Collection[UUID] = (),
) -> list[Change]:
    """Every person who is different, in the order of ``now``; who is no longer there follows.

    Args:
        before, now: what is printed of each person: field → words.
        replaces: a newcomer → whose place they took, which may itself be a newcomer nobody saw printed.
        hidden: people who are still expected though this list leaves them out: nothing became of them.
    """
    changes: list[Change] = []
    replaced: set[UUID] = set()
    for person, shown in now.items():
        if (printed := before.get(person)) is not None:
            if corrections := _corrections(printed, shown):
                changes.append(Change(ListChange.CORRECTED, person, corrections=corrections))
        elif (old := _printed_before(person, before, now, replaces)) is not None and old not in replaced:
            replaced.add(old)
            changes.append(Change(ListChange.REPLACED, old, by=person))
        else:
            changes.append(Change(ListChange.ADDED, person))
    gone = (person for person in before if person not in now and person not in hidden)
    changes += [Change(ListChange.WITHDRAWN, person) for person in gone if person not in replaced]
    return changes


def _corrections(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[Correction, ...]:
    pairs = ((field, before.get(field, ""), words) for field, words in now.items())
    return tuple(Correction(*pair) for pair in pairs if pair[1] != pair[2])


def _printed_before(
    person: UUID, before: Collection[UUID], now: Collection[UUID], replaces: Mapping[UUID, UUID]
) -> UUID | None:
    """Whose place this person took on the last issue, over any number of steps; None for nobody's."""
    seen = {person}
    old = replaces.get(person)
    while old is not None and old not in seen:
        if old in before:
            return None if old in now else old
        seen.add(old)
        old = replaces.get(old)
    return None
