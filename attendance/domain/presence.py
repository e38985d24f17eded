"""What a person's attendance facts at one event session add up to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from attendance.domain.kinds import FactKind, PresenceState


class Fact(Protocol):
    """One append-only line: kind, when (ms UTC), and for a void the id of the fact it voids."""

    @property
    def id(self) -> UUID: ...
    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> int: ...
    @property
    def voids(self) -> UUID | None: ...


@dataclass(frozen=True, slots=True)
class Presence:
    """One delegate at one event session.

    Attributes:
        state: inside, left, excused or none.
        first_in, last_out: ms UTC of the earliest counted entry and the latest counted exit.
        minutes: whole minutes between entries and the exits that followed them.
        entries: how many entries are counted.
    """

    state: PresenceState = PresenceState.NONE
    first_in: int | None = None
    last_out: int | None = None
    minutes: int = 0
    entries: int = 0


def standing(facts: Sequence[Fact]) -> list[Fact]:
    """The facts that count, by event time then id; a void that was itself voided voids nothing."""
    voided_by: dict[UUID, list[Fact]] = {}
    for fact in facts:
        if fact.voids is not None:
            voided_by.setdefault(fact.voids, []).append(fact)

    known: dict[UUID, bool] = {}

    def stands(fact: Fact, depth: int = 0) -> bool:
        if depth > len(facts):  # a ring of voids can only come from a damaged exchange
            return False
        if fact.id not in known:
            known[fact.id] = not any(stands(void, depth + 1) for void in voided_by.get(fact.id, ()))
        return known[fact.id]

    counted = [fact for fact in facts if fact.kind != FactKind.VOID and stands(fact)]
    return sorted(counted, key=lambda fact: (fact.at, fact.id.bytes))


def presence_of(facts: Sequence[Fact]) -> Presence:
    """The presence these facts add up to, whatever order they were written in."""
    state, first_in, last_out, entered, milliseconds, entries = PresenceState.NONE, None, None, None, 0, 0
    for fact in standing(facts):
        match fact.kind:
            case FactKind.IN:
                first_in = fact.at if first_in is None else first_in
                entered = fact.at if entered is None else entered
                entries += 1
                state = PresenceState.INSIDE
            case FactKind.OUT:
                if entered is not None:
                    milliseconds += fact.at - entered
                entered, last_out, state = None, fact.at, PresenceState.LEFT
            case _:
                if state is PresenceState.NONE:
                    state = PresenceState.EXCUSED
    return Presence(state, first_in, last_out, milliseconds // 60_000, entries)
