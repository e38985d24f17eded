"""Who may enter an event session, when and how often: plain choices, kept as one value."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, cast
from uuid import UUID

from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity, Guard, SessionEntry


class ConditionKind(StrEnum):
    """What must hold of somebody: the delegation's credentials are in, or a tag is on or off."""

    CREDENTIALS = "credentials"
    TAG = "tag"
    NO_TAG = "no_tag"


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must hold before somebody is let in; ``tag`` for the two kinds that name one.

    Attributes:
        admit_anyway: the desk may let them in all the same, which is recorded.
    """

    kind: ConditionKind
    tag: UUID | None = None
    admit_anyway: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A custom field of the event that is asked at the door; ``capacities`` empty asks everybody."""

    field: UUID
    required: bool = True
    capacities: frozenset[Capacity] = frozenset()


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one event session; every one is off until somebody sets it.

    Attributes:
        capacities: who is admitted; empty admits every capacity.
        opens_before: minutes before the start from which people are let in; None: at any time before.
        closes_after: minutes after the end until which they are; None: at any time after.
        weekdays: ISO numbers, 1 is Monday; empty is every day.
        once_a_day: one entry for each local day.
        max_entries: entries one person may have in all.
        minutes_between: minutes since the person's last entry.
        only_if_absent: nobody who is inside is let in again, also where many entries are counted.
        places: people the room holds.
        one_room: not while the person is inside another event session of the same day.
        guard_seconds: the same badge within this many seconds is the same scan; 0 is off.
        guard_here_only: scans of other desks do not count for that.
        confirm: the desk shows who it is, and books only after a key.
        closes_at: local "HH:MM" at which everybody inside is taken as gone; None never.
    """

    capacities: frozenset[Capacity] = frozenset()
    opens_before: int | None = None
    closes_after: int | None = None
    weekdays: frozenset[int] = frozenset()
    once_a_day: bool = False
    max_entries: int | None = None
    minutes_between: int | None = None
    only_if_absent: bool = False
    places: int | None = None
    one_room: bool = False
    conditions: tuple[Condition, ...] = ()
    questions: tuple[Question, ...] = ()
    guard_seconds: int = 0
    guard: Guard = Guard.WARN
    guard_here_only: bool = False
    confirm: bool = False
    closes_at: str | None = None


OPEN = Rules()
"""The rules of a new event session: none."""

LONGEST = 24 * 60
"""Minutes; a longer tolerance than a day is a slip of the keyboard."""


def written(rules: Rules) -> str | None:
    """The JSON that is kept; None where nothing is set, so that an untouched session stays untouched."""
    values = {field.name: getattr(rules, field.name) for field in fields(rules)}
    kept = {name: _plain(value) for name, value in values.items() if value != getattr(OPEN, name)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else None


def read(text: str | None) -> Rules:
    """The rules of a kept text.

    Raises:
        ValueError: it is not what ``written`` gives; the door then says so and lets nobody in by mistake.
    """
    if text is None:
        return OPEN
    kept: Any = json.loads(text)
    if not isinstance(kept, dict):
        raise ValueError("rules are no object")
    values = cast(dict[str, Any], kept)
    if unknown := values.keys() - {field.name for field in fields(Rules)}:
        raise ValueError(f"unknown rule: {sorted(unknown)[0]}")
    try:
        rules = Rules(**{name: _made(name, value) for name, value in values.items()})
        check(rules, SessionEntry.ONCE, "00:00", "23:59")
    except (KeyError, TypeError, AttributeError, Refused) as error:
        raise ValueError(str(error)) from error
    return rules


def check(rules: Rules, entry: SessionEntry, starts: str | None, ends: str | None) -> None:
    """Refuse rules that nobody could keep to.

    Args:
        starts, ends: of the event session, local "HH:MM".

    Raises:
        Refused: rule_needs_times, rule_out_of_range (rule, value), rule_contradicts (rule, other).
    """
    if (rules.opens_before is not None and not starts) or (rules.closes_after is not None and not ends):
        raise Refused("rule_needs_times")
    for name, low, high in (
        ("opens_before", 0, LONGEST), ("closes_after", 0, LONGEST), ("max_entries", 1, 1_000),
        ("minutes_between", 1, LONGEST), ("places", 1, 1_000_000), ("guard_seconds", 0, 3_600),
    ):  # fmt: skip
        value = getattr(rules, name)
        if value is not None and not (type(value) is int and low <= value <= high):
            raise Refused("rule_out_of_range", rule=name, value=value)
    if any(type(day) is not int or not 1 <= day <= 7 for day in rules.weekdays):
        raise Refused("rule_out_of_range", rule="weekdays", value=sorted(map(str, rules.weekdays))[0])
    if rules.closes_at is not None and not _is_time(rules.closes_at):
        raise Refused("bad_time", value=rules.closes_at)
    if any((c.kind is ConditionKind.CREDENTIALS) == (c.tag is not None) for c in rules.conditions):
        raise Refused("rule_out_of_range", rule="conditions", value="")
    if entry is SessionEntry.SINGLE and (rules.max_entries or 1) > 1:
        raise Refused("rule_contradicts", rule="max_entries", other="single")


def settled(rules: Rules) -> Rules:
    """The same rules without what says nothing: a double-scan guard of no seconds, a rule named twice."""
    guarded = {} if rules.guard_seconds else {"guard": OPEN.guard, "guard_here_only": False}
    questions = {asked.field: asked for asked in rules.questions}
    return replace(
        rules,
        conditions=tuple(dict.fromkeys(rules.conditions)),
        questions=tuple(questions.values()),
        **guarded,
    )


def tags_named(rules: Rules) -> frozenset[UUID]:
    """The tags whose owners are let in, or are not."""
    return frozenset(one.tag for one in rules.conditions if one.tag is not None)


def fields_asked(rules: Rules) -> frozenset[UUID]:
    """The custom fields that are asked at the door."""
    return frozenset(one.field for one in rules.questions)


def without_field(rules: Rules, field: UUID) -> Rules:
    """The rules without the question for a custom field."""
    return replace(rules, questions=tuple(one for one in rules.questions if one.field != field))


def copied(rules: Rules, ids: Mapping[UUID, UUID]) -> Rules:
    """The rules for another event: its own tags and fields instead of these; what it lacks is left out."""
    conditions = (
        replace(one, tag=None if one.tag is None else ids[one.tag])
        for one in rules.conditions
        if one.tag is None or one.tag in ids
    )
    questions = (replace(one, field=ids[one.field]) for one in rules.questions if one.field in ids)
    return replace(rules, conditions=tuple(conditions), questions=tuple(questions))


def _is_time(text: str) -> bool:
    hours, colon, minutes = text.partition(":")
    digits = len(text) == 5 and colon and text.isascii() and hours.isdigit() and minutes.isdigit()
    return bool(digits) and int(hours) < 24 and int(minutes) < 60


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(cast(frozenset[Any], value))
    if isinstance(value, tuple):
        return [_plain(part) for part in cast(tuple[Any, ...], value)]
    if isinstance(value, Condition | Question):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    return str(value) if isinstance(value, UUID) else value


def _made(name: str, value: Any) -> Any:
    match name:
        case "capacities":
            return frozenset(map(Capacity, value))
        case "weekdays":
            return frozenset(value)
        case "guard":
            return Guard(value)
        case "conditions":
            return tuple(_condition(part) for part in value)
        case "questions":
            return tuple(_question(part) for part in value)
        case _:
            return value


def _condition(kept: Mapping[str, Any]) -> Condition:
    tag = kept["tag"]
    return Condition(
        ConditionKind(kept["kind"]), None if tag is None else UUID(tag), bool(kept["admit_anyway"])
    )


def _question(kept: Mapping[str, Any]) -> Question:
    return Question(UUID(kept["field"]), bool(kept["required"]), frozenset(map(Capacity, kept["capacities"])))
