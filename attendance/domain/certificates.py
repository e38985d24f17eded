"""Who has earned a certificate: the event's rule as one value, and the judgement over one person."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity

NUMBER_PLACES = 3
"""Digits a running number is filled up to: 7 is written 007."""

LONGEST_PREFIX = 40


class Scope(StrEnum):
    """Over what the share is measured: the event as a whole, or each of its days."""

    EVENT = "event"
    EACH_DAY = "each_day"


class Unit(StrEnum):
    """What is counted."""

    SESSIONS = "sessions"
    HALF_DAYS = "half_days"
    MINUTES = "minutes"


class Excused(StrEnum):
    """What an excuse is worth: nothing, the event session is left out of the count, or it was attended."""

    MISSED = "missed"
    LEFT_OUT = "left_out"
    COUNTS = "counts"


class Seen(StrEnum):
    """One person at one event session, in the letters of the attendance matrix."""

    PRESENT = "P"
    LATE = "L"
    LEFT_EARLY = "E"
    ONLINE = "O"
    EXCUSED = "X"
    ABSENT = "A"
    NOT_EXPECTED = "–"


class Why(StrEnum):
    """What decided a result."""

    ENOUGH = "enough"
    EXEMPT = "exempt"
    TOO_LITTLE = "too_little"
    A_DAY = "a_day"
    MANDATORY = "mandatory"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Rule:
    """Who gets a certificate.

    Attributes:
        threshold: the least share in whole percent.
        excused, late, left_early, online: what counts as attended.
        mandatory: event sessions that must have been attended, whatever the share.
        exempt: capacities whose attendance is not measured: whoever of them came gets one.
        prefix: stands before the running number of every certificate.
    """

    threshold: int = 80
    scope: Scope = Scope.EVENT
    unit: Unit = Unit.SESSIONS
    excused: Excused = Excused.MISSED
    late: bool = True
    left_early: bool = True
    online: bool = True
    mandatory: frozenset[UUID] = frozenset()
    exempt: frozenset[Capacity] = frozenset()
    prefix: str = ""


DEFAULT = Rule()
"""The rule of an event nobody has set one for."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One person at one event session.

    Attributes:
        day: ISO date; None while the day is open.
        half: tells the halves of a day apart.
        minutes, length: present within the event session, and how long it lasts; None where it has no times.
    """

    session: UUID
    day: str | None
    half: str
    seen: Seen
    minutes: int = 0
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, in the unit of the rule."""

    attended: int
    expected: int

    def reaches(self, threshold: int) -> bool:
        """Whether that is so many percent; of nothing it never is."""
        return self.expected > 0 and self.attended * 100 >= threshold * self.expected

    @property
    def rate(self) -> float | None:
        return self.attended / self.expected if self.expected else None


@dataclass(frozen=True, slots=True)
class Result:
    """What one person's attendance amounts to under a rule.

    Attributes:
        days: the share of each day that expected the person, in the order of the days; None is the open day.
        mandatory: whether every mandatory event session was attended; None where the rule, or the
            programme so far, has none.
        came: whether anything at all was attended.
    """

    passed: bool
    why: Why
    whole: Share
    days: tuple[tuple[str | None, Share], ...] = ()
    mandatory: bool | None = None
    came: bool = False


def judge(rule: Rule, capacity: str, visits: Sequence[Visit]) -> Result:
    """Whether a person has earned a certificate.

    Args:
        visits: one for each event session that counts, in the order of the programme.
    """
    counting, left_out = _worth(rule)
    days: dict[str | None, list[int]] = {}
    for day, attended, expected in _measured(rule.unit, visits, counting, left_out):
        total = days.setdefault(day, [0, 0])
        total[0] += attended
        total[1] += expected
    each = tuple((day, Share(*total)) for day, total in days.items() if total[1])
    whole = Share(sum(share.attended for _, share in each), sum(share.expected for _, share in each))
    must = [
        one.seen in counting
        for one in visits
        if rule.mandatory and one.session in rule.mandatory and one.seen not in left_out
    ]
    mandatory = all(must) if must else None
    came = any(one.seen in _CAME for one in visits)
    why = _why(rule, capacity, whole, [share for _, share in each], mandatory, came)
    return Result(why in (Why.ENOUGH, Why.EXEMPT), why, whole, each, mandatory, came)


_CAME = frozenset({Seen.PRESENT, Seen.LATE, Seen.LEFT_EARLY, Seen.ONLINE})


def _why(
    rule: Rule, capacity: str, whole: Share, days: Sequence[Share], mandatory: bool | None, came: bool
) -> Why:
    if capacity in rule.exempt:
        return Why.EXEMPT if came else Why.NOTHING
    if not whole.expected:
        return Why.NOTHING
    if mandatory is False:
        return Why.MANDATORY
    if rule.scope is Scope.EACH_DAY:
        return Why.ENOUGH if all(day.reaches(rule.threshold) for day in days) else Why.A_DAY
    return Why.ENOUGH if whole.reaches(rule.threshold) else Why.TOO_LITTLE


@lru_cache(maxsize=64)
def _worth(rule: Rule) -> tuple[frozenset[Seen], frozenset[Seen]]:
    """What counts as attendance under a rule, and what nobody is measured by."""
    ways = {
        Seen.LATE: rule.late,
        Seen.LEFT_EARLY: rule.left_early,
        Seen.ONLINE: rule.online,
        Seen.EXCUSED: rule.excused is Excused.COUNTS,
    }
    counting = {Seen.PRESENT, *(seen for seen, counts in ways.items() if counts)}
    left_out = {Seen.NOT_EXPECTED, *([Seen.EXCUSED] if rule.excused is Excused.LEFT_OUT else [])}
    return frozenset(counting), frozenset(left_out)


def _measured(
    unit: Unit, visits: Sequence[Visit], counting: frozenset[Seen], left_out: frozenset[Seen]
) -> Iterable[tuple[str | None, int, int]]:
    """Day, attended and expected of every event session or half-day the person is measured by."""
    asked = [one for one in visits if one.seen not in left_out]
    match unit:
        case Unit.SESSIONS:
            return [(one.day, int(one.seen in counting), 1) for one in asked]
        case Unit.MINUTES:
            return [
                (one.day, _minutes(one, one.length) if one.seen in counting else 0, one.length)
                for one in asked
                if one.length
            ]
        case Unit.HALF_DAYS:
            halves: dict[tuple[str | None, str], bool] = {}
            for one in asked:
                key = one.day, one.half
                halves[key] = halves.get(key, False) or one.seen in counting
            return [(day, int(came), 1) for (day, _), came in halves.items()]


def _minutes(one: Visit, length: int) -> int:
    """Of somebody whose attendance counts; who is excused was there for all of it."""
    return length if one.seen is Seen.EXCUSED else min(length, max(0, one.minutes))


def minutes_within(stays: Sequence[tuple[int, int | None]], starts: int, ends: int) -> int:
    """Whole minutes of some stays between the start and the end of an event session.

    Args:
        stays: from and until, ms UTC, one after the other; until None was never told, and lasts to the end.
    """
    spent = sum(
        max(0, min(ends, ends if until is None else until) - max(starts, since)) for since, until in stays
    )
    return spent // 60_000


def numbered(rule: Rule, number: int) -> str:
    """ "DGC-2024-007"."""
    return f"{rule.prefix}{number:0{NUMBER_PLACES}d}"


def running(rule: Rule, taken: Iterable[str]) -> int:
    """The highest running number behind the rule's prefix that was given out; 0 where none was."""
    tails = (number[len(rule.prefix) :] for number in taken if number.startswith(rule.prefix))
    return max((int(tail) for tail in tails if tail.isascii() and tail.isdigit()), default=0)


def check(rule: Rule) -> None:
    """Refuse a rule nobody could apply.

    Raises:
        Refused: certificate_share (value), certificate_prefix (most).
    """
    if type(rule.threshold) is not int or not 0 <= rule.threshold <= 100:
        raise Refused("certificate_share", value=rule.threshold)
    if len(rule.prefix) > LONGEST_PREFIX or not rule.prefix.isprintable():
        raise Refused("certificate_prefix", most=LONGEST_PREFIX)


def written(rule: Rule) -> str | None:
    """The JSON that is kept; None for the rule every event begins with."""
    values = {field.name: getattr(rule, field.name) for field in fields(rule)}
    kept = {name: _plain(value) for name, value in values.items() if value != getattr(DEFAULT, name)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else None


def read(text: str | None) -> Rule:
    """The rule of a kept text.

    Raises:
        ValueError: it is not what ``written`` gives.
    """
    if text is None:
        return DEFAULT
    kept: Any = json.loads(text)
    if not isinstance(kept, dict):
        raise ValueError("a rule is an object")
    values = cast(dict[str, Any], kept)
    if unknown := values.keys() - {field.name for field in fields(Rule)}:
        raise ValueError(f"unknown part of a rule: {sorted(unknown)[0]}")
    try:
        rule = Rule(**{name: _made(name, value) for name, value in values.items()})
        check(rule)
    except (KeyError, TypeError, AttributeError, Refused) as error:
        raise ValueError(str(error)) from error
    return rule


def copied(rule: Rule, ids: Mapping[UUID, UUID]) -> Rule:
    """The rule for another event: its own event sessions instead of these; what it lacks is left out."""
    return replace(rule, mandatory=frozenset(ids[one] for one in rule.mandatory if one in ids))


def _plain(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(str(one) for one in cast(frozenset[Any], value))
    return value


_KINDS: Mapping[str, Any] = {"scope": Scope, "unit": Unit, "excused": Excused}


def _made(name: str, value: Any) -> Any:
    if kind := _KINDS.get(name):
        return kind(value)
    if name == "mandatory":
        return frozenset(map(UUID, value))
    if name == "exempt":
        return frozenset(map(Capacity, value))
    if name == "prefix" and not isinstance(value, str):
        raise TypeError("a prefix is a text")
    if name in ("late", "left_early", "online") and not isinstance(value, bool):
        raise TypeError(f"{name} is yes or no")
    return value
