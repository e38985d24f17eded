"""What the desk says to one scan; the order of the tests is the rule book."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from attendance.domain.kinds import Capacity, Direction, Guard, PresenceState, SessionEntry, Status
from attendance.domain.local_time import local_day
from attendance.domain.rules import OPEN, Condition, ConditionKind, Question, Rules
from attendance.domain.scan import ADMIT, Admit, Decision, Reason, Situation, Why, Word

MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class _Found:
    word: Word
    reason: Reason | None = None
    admit: Admit | None = None


_Test = Callable[[Situation, Rules], _Found | None]


def decide(situation: Situation, direction: Direction, waives: frozenset[Word] = frozenset()) -> Decision:
    """The verdict for one scan; total: every situation has exactly one, and none raises.

    Args:
        waives: verdicts somebody chose to override; only those that stand in the way are told as waived.
    """
    if situation.elsewhere is not None:
        return Decision(Word.OTHER_EVENT, situation.elsewhere)
    if situation.status is None and situation.revoked is None:
        return Decision(Word.UNKNOWN)
    tests = _ON_EXIT if direction is Direction.EXIT else _ON_ENTRY
    waived: list[Word] = []
    for test in tests:
        found = test(situation, situation.rules or OPEN)
        if found is None:
            continue
        admit = ADMIT.get(found.word, Admit.NEVER) if found.admit is None else found.admit
        if admit is Admit.NEVER or found.word not in waives:
            return Decision(found.word, found.reason, admit, tuple(waived))
        waived.append(found.word)
    word = Word.OUT if direction is Direction.EXIT else Word.IN
    note = _double_scan(situation) if word is Word.IN else None
    noted = note if (situation.rules or OPEN).guard is Guard.WARN else None
    return Decision(word, waived=tuple(dict.fromkeys(waived)), note=noted)


# -- the tests, in the order of the rule book ----------------------------------------------------------


def _revoked(now: Situation, _rules: Rules) -> _Found | None:
    if now.revoked is None:
        return None
    # Without anybody to book there is nothing to override.
    return _Found(Word.REVOKED, now.revoked, Admit.NEVER if now.status is None else None)


def _gone(now: Situation, _rules: Rules) -> _Found | None:
    gone = now.status in (Status.WITHDRAWN, Status.DECLINED, Status.REPLACED)
    return _Found(Word.WITHDRAWN) if gone else None


def _gone_and_outside(now: Situation, rules: Rules) -> _Found | None:
    """Whoever is in the room may leave it, and that is recorded, whatever became of them since."""
    return None if now.state is PresenceState.INSIDE else _gone(now, rules) or _barred(now, rules)


def _barred(now: Situation, _rules: Rules) -> _Found | None:
    return _Found(Word.BARRED) if now.status is Status.BARRED else None


def _not_confirmed(now: Situation, _rules: Rules) -> _Found | None:
    wanting = now.confirmed_only and now.status is not Status.CONFIRMED and not now.accept_pending
    return _Found(Word.NOT_CONFIRMED) if wanting and not _gone(now, _rules) else None


def _accreditation(now: Situation, _rules: Rules) -> _Found | None:
    today = local_day(now.at, now.zone)
    if now.valid_from and today < now.valid_from:
        return _Found(Word.NOT_NOW, Reason(Why.VALID_FROM, {"date": now.valid_from}))
    if now.valid_until and today > now.valid_until:
        return _Found(Word.NOT_NOW, Reason(Why.VALID_UNTIL, {"date": now.valid_until}))
    return None


def _other_day(now: Situation, _rules: Rules) -> _Found | None:
    if not now.badge_days or local_day(now.at, now.zone) in now.badge_days:
        return None
    return _Found(Word.OTHER_DAY, Reason(Why.BADGE_DAYS, {"days": sorted(now.badge_days)}))


def _capacity(now: Situation, rules: Rules) -> _Found | None:
    if not rules.capacities or now.capacity in rules.capacities:
        return None
    admitted = [capacity for capacity in Capacity if capacity in rules.capacities]
    return _Found(Word.NOT_ADMITTED_HERE, Reason(Why.CAPACITIES, {"capacities": admitted}))


def _already_in(now: Situation, rules: Rules) -> _Found | None:
    if now.entry is not SessionEntry.MANY and now.state is PresenceState.INSIDE:
        return _Found(Word.ALREADY_IN)
    if now.entry is SessionEntry.SINGLE and now.entries:
        return _Found(Word.ALREADY_IN, Reason(Why.SINGLE_ENTRY))
    double = _double_scan(now) if rules.guard is Guard.BLOCK else None
    return _Found(Word.ALREADY_IN, double) if double else None


def _condition(now: Situation, rules: Rules) -> _Found | None:
    for condition in rules.conditions:
        reason = _unmet(now, condition)
        if reason is not None:
            return _Found(Word.CONDITION, reason, Admit.REASON if condition.admit_anyway else Admit.NEVER)
    return None


def _window(now: Situation, rules: Rules) -> _Found | None:
    if rules.opens_before is not None and now.starts is not None:
        opens = now.starts - rules.opens_before * MINUTE
        if now.at < opens:
            return _Found(Word.NOT_NOW, Reason(Why.OPENS_AT, {"at": opens}))
    if rules.closes_after is not None and now.ends is not None:
        closes = now.ends + rules.closes_after * MINUTE
        if now.at > closes:
            return _Found(Word.NOT_NOW, Reason(Why.CLOSED_AT, {"at": closes}))
    return None


def _rule(now: Situation, rules: Rules) -> _Found | None:
    if now.rules is None:
        return _Found(Word.RULE, Reason(Why.UNREADABLE))
    reason = next((found for test in _RULES if (found := test(now, rules)) is not None), None)
    return None if reason is None else _Found(Word.RULE, reason)


def _question(now: Situation, rules: Rules) -> _Found | None:
    open_ones = open_questions(rules, now.capacity, now.answered, now.passed)
    if not open_ones:
        return None
    return _Found(Word.QUESTION, Reason(Why.UNANSWERED, {"fields": [asked.field for asked in open_ones]}))


_ON_ENTRY: tuple[_Test, ...] = (
    _revoked, _gone, _barred, _not_confirmed, _accreditation, _other_day, _capacity,
    _already_in, _condition, _window, _rule, _question,
)  # fmt: skip
_ON_EXIT: tuple[_Test, ...] = (_revoked, _gone_and_outside)


def open_questions(
    rules: Rules, capacity: Capacity, answered: frozenset[UUID], passed: frozenset[UUID] = frozenset()
) -> tuple[Question, ...]:
    """The questions this person has yet to be asked; an optional one is passed over once it was shown."""
    return tuple(
        asked
        for asked in rules.questions
        if (not asked.capacities or capacity in asked.capacities)
        and asked.field not in answered
        and (asked.required or asked.field not in passed)
    )


def _unmet(now: Situation, condition: Condition) -> Reason | None:
    match condition.kind:
        case ConditionKind.CREDENTIALS:
            return None if now.credentials else Reason(Why.CREDENTIALS)
        case ConditionKind.TAG:
            return None if condition.tag in now.tags else Reason(Why.TAG, {"tag": condition.tag})
        case ConditionKind.NO_TAG:
            return Reason(Why.NO_TAG, {"tag": condition.tag}) if condition.tag in now.tags else None


def _double_scan(now: Situation) -> Reason | None:
    """The same badge within the seconds of the guard, the last of them included."""
    rules = now.rules or OPEN
    near = [visit for visit in now.visits if not rules.guard_here_only or visit.desk == now.desk]
    if not rules.guard_seconds or not near:
        return None
    passed = now.at - near[-1].at
    inside = 0 <= passed <= rules.guard_seconds * 1_000
    return Reason(Why.DOUBLE_SCAN, {"seconds": passed // 1_000}) if inside else None


# -- other rules: the most useful reason first, a count before a date ----------------------------------


def _absent_only(now: Situation, rules: Rules) -> Reason | None:
    inside = rules.only_if_absent and now.state is PresenceState.INSIDE
    return Reason(Why.ONLY_IF_ABSENT) if inside else None


def _entries(now: Situation, rules: Rules) -> Reason | None:
    reached = rules.max_entries is not None and now.entries >= rules.max_entries
    return Reason(Why.MAX_ENTRIES, {"most": rules.max_entries}) if reached else None


def _today(now: Situation, rules: Rules) -> Reason | None:
    if not rules.once_a_day:
        return None
    today = local_day(now.at, now.zone)
    same = next((visit for visit in now.visits if local_day(visit.at, now.zone) == today), None)
    return Reason(Why.ONCE_A_DAY, {"at": same.at}) if same else None


def _since_last(now: Situation, rules: Rules) -> Reason | None:
    if rules.minutes_between is None or not now.visits:
        return None
    last = now.visits[-1].at
    if now.at - last >= rules.minutes_between * MINUTE:
        return None
    return Reason(Why.MINUTES_BETWEEN, {"minutes": rules.minutes_between, "at": last})


def _places(now: Situation, rules: Rules) -> Reason | None:
    full = rules.places is not None and now.inside >= rules.places and now.state is not PresenceState.INSIDE
    return Reason(Why.ROOM_FULL, {"places": rules.places}) if full else None


def _one_room(now: Situation, rules: Rules) -> Reason | None:
    if not rules.one_room or now.other_room is None:
        return None
    title, official = now.other_room
    return Reason(Why.ONE_ROOM, {"title": title, "title_official": official})


def _weekday(now: Situation, rules: Rules) -> Reason | None:
    if not rules.weekdays or date.fromisoformat(local_day(now.at, now.zone)).isoweekday() in rules.weekdays:
        return None
    return Reason(Why.WEEKDAY, {"weekdays": sorted(rules.weekdays)})


_RULES = (_absent_only, _entries, _today, _since_last, _places, _one_room, _weekday)
