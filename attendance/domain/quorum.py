"""Whether enough are in the room for the meeting to decide, by the event's own rule."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity


class Unit(StrEnum):
    """What a quorum counts."""

    DELEGATIONS = "delegations"
    PERSONS = "persons"


class Threshold(StrEnum):
    """How many it takes."""

    MORE_THAN_HALF = "more_than_half"
    TWO_THIRDS = "two_thirds"
    NUMBER = "number"


MEMBERS = frozenset({Capacity.HEAD, Capacity.DEPUTY, Capacity.ALTERNATE, Capacity.DELEGATE})
"""The capacities that count unless the event says otherwise; observers never make a quorum by themselves."""


@dataclass(frozen=True, slots=True)
class Quorum:
    """The rule of one event.

    Attributes:
        unit: delegations count once when one person of a counting capacity is in the room.
        capacities: who counts; of delegations in the section of the countries only.
        threshold: of all delegations, or persons, that could count; ``number`` is the least where it is one.
    """

    unit: Unit = Unit.DELEGATIONS
    capacities: frozenset[Capacity] = MEMBERS
    threshold: Threshold = Threshold.MORE_THAN_HALF
    number: int | None = None

    def needed(self, members: int) -> int:
        """How many of ``members`` it takes; at least one."""
        match self.threshold:
            case Threshold.MORE_THAN_HALF:
                return members // 2 + 1
            case Threshold.TWO_THIRDS:
                return max(1, -(-2 * members // 3))
            case Threshold.NUMBER:
                return self.number or 1


@dataclass(frozen=True, slots=True)
class Standing:
    """A quorum at one moment: how many are in the room, of how many that could be, and how many it takes."""

    unit: Unit
    present: int
    members: int
    needed: int

    @property
    def reached(self) -> bool:
        """Whether the meeting can decide."""
        return self.present >= self.needed


def standing(rule: Quorum, present: int, members: int) -> Standing:
    """The quorum with so many in the room, of so many members."""
    return Standing(rule.unit, present, members, rule.needed(members))


def check(rule: Quorum) -> None:
    """Refuse a rule nobody could meet.

    Raises:
        Refused: quorum_without_number, quorum_without_capacities.
    """
    if rule.threshold is Threshold.NUMBER and not (rule.number and 0 < rule.number <= 1_000_000):
        raise Refused("quorum_without_number")
    if not rule.capacities:
        raise Refused("quorum_without_capacities")


def written(rule: Quorum | None) -> str | None:
    """The JSON that is kept; None for no rule."""
    if rule is None:
        return None
    kept = {
        "unit": rule.unit,
        "capacities": sorted(rule.capacities),
        "threshold": rule.threshold,
        "number": rule.number,
    }
    return json.dumps(kept, sort_keys=True)


def read(text: str | None) -> Quorum | None:
    """The rule of a kept text; None where there is none, or what is kept cannot be read."""
    try:
        kept = cast(dict[str, Any], json.loads(text or "null"))
        rule = Quorum(
            Unit(kept["unit"]),
            frozenset(map(Capacity, kept["capacities"])),
            Threshold(kept["threshold"]),
            kept["number"],
        )
        check(rule)
    except (ValueError, TypeError, KeyError, Refused):
        return None
    return rule
