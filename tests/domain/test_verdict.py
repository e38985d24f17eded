"""The rule book: every situation has exactly one verdict, in the stated order."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance.domain.kinds import Capacity, Direction, Guard, PresenceState, SessionEntry, Status
from attendance.domain.rules import Condition, ConditionKind, Question, Rules, read, written
from attendance.domain.scan import ADMIT, Admit, Reason, Situation, Visit, Why, Word
from attendance.domain.verdict import decide

ZONE = "Asia/Almaty"
NINE = int(datetime(2024, 5, 29, 9, 0, tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)
MINUTE, HOUR = 60_000, 3_600_000
TAG, FIELD = UUID(int=1), UUID(int=2)
GONE = (Status.WITHDRAWN, Status.DECLINED, Status.REPLACED)
ENTRY, EXIT = Direction.ENTRY, Direction.EXIT


def at(hour: int, minute: int = 0, **more) -> Situation:
    """Somebody expected, at this time of 29 May 2024 by the event's clock; the session is 9:00 to 12:00."""
    moment = NINE + (hour - 9) * HOUR + minute * MINUTE
    given = {"zone": ZONE, "starts": NINE, "ends": NINE + 3 * HOUR, "desk": "Desk 1"}
    return Situation(Status.REGISTERED, at=moment, **given | more)


@pytest.mark.parametrize(
    ("situation", "direction", "word"),
    [
        (Situation(None), ENTRY, Word.UNKNOWN),
        (Situation(Status.REGISTERED), ENTRY, Word.IN),
        (Situation(Status.INVITED), ENTRY, Word.IN),
        (Situation(Status.WITHDRAWN), ENTRY, Word.WITHDRAWN),
        (Situation(Status.WITHDRAWN), EXIT, Word.WITHDRAWN),
        (Situation(Status.WITHDRAWN, state=PresenceState.INSIDE), EXIT, Word.OUT),
        (Situation(Status.BARRED), ENTRY, Word.BARRED),
        (Situation(Status.REGISTERED, confirmed_only=True), ENTRY, Word.NOT_CONFIRMED),
        (Situation(Status.REGISTERED, True, True), ENTRY, Word.IN),
        (Situation(Status.CONFIRMED, confirmed_only=True), ENTRY, Word.IN),
        (Situation(Status.REGISTERED, state=PresenceState.INSIDE), ENTRY, Word.ALREADY_IN),
        (Situation(Status.REGISTERED, state=PresenceState.LEFT), ENTRY, Word.IN),
        (Situation(Status.REGISTERED, state=PresenceState.EXCUSED), ENTRY, Word.IN),
        (
            Situation(Status.REGISTERED, entry=SessionEntry.MANY, state=PresenceState.INSIDE),
            ENTRY,
            Word.IN,
        ),
        (
            Situation(Status.REGISTERED, entry=SessionEntry.SINGLE, state=PresenceState.LEFT, entries=1),
            ENTRY,
            Word.ALREADY_IN,
        ),
    ],
)
def test_the_table(situation, direction, word):
    assert decide(situation, direction).word is word


REFUSALS = [
    ({"elsewhere": Reason(Why.OTHER_EVENT)}, {}, Word.OTHER_EVENT, Why.OTHER_EVENT),
    ({"revoked": Reason(Why.NEW_BADGE)}, {}, Word.REVOKED, Why.NEW_BADGE),
    ({"status": Status.DECLINED}, {}, Word.WITHDRAWN, None),
    ({"status": Status.BARRED}, {}, Word.BARRED, None),
    ({"confirmed_only": True}, {}, Word.NOT_CONFIRMED, None),
    ({"valid_from": "2024-05-30"}, {}, Word.NOT_NOW, Why.VALID_FROM),
    ({"badge_days": frozenset({"2024-05-30"})}, {}, Word.OTHER_DAY, Why.BADGE_DAYS),
    ({}, {"capacities": frozenset({Capacity.HEAD})}, Word.NOT_ADMITTED_HERE, Why.CAPACITIES),
    ({"state": PresenceState.INSIDE}, {}, Word.ALREADY_IN, None),
    ({}, {"conditions": (Condition(ConditionKind.CREDENTIALS),)}, Word.CONDITION, Why.CREDENTIALS),
    ({}, {"opens_before": 15}, Word.NOT_NOW, Why.OPENS_AT),
    ({"inside": 5}, {"places": 5}, Word.RULE, Why.ROOM_FULL),
    ({}, {"questions": (Question(FIELD),)}, Word.QUESTION, Why.UNANSWERED),
]
"""One way to fail each test, in the order of the rule book; the scan is at 8 o'clock."""


@pytest.mark.parametrize("first", range(len(REFUSALS)))
def test_the_first_test_that_fails_gives_the_verdict(first):
    fields, rules = {}, {}
    for own, ruled, _, _ in reversed(REFUSALS[first:]):
        fields |= own
        rules |= ruled
    situation = at(8)
    if "status" in fields:  # one field, two tests: the later one must not hide the earlier
        fields["status"] = next(own["status"] for own, *_ in REFUSALS[first:] if "status" in own)
    decision = decide(replace(situation, **fields, rules=Rules(**rules)), ENTRY)
    _, _, word, why = REFUSALS[first]
    assert decision.word is word
    assert (decision.reason and decision.reason.why) == why


@pytest.mark.parametrize(
    ("rules", "situation", "why"),
    [
        ({"opens_before": 15}, at(8, 44), Why.OPENS_AT),
        ({"opens_before": 15}, at(8, 46), None),
        ({"closes_after": 0}, at(12, 1), Why.CLOSED_AT),
        ({"closes_after": 0}, at(12), None),
        ({"closes_after": 5}, at(12, 4), None),
        ({"max_entries": 3}, at(9, entries=3, state=PresenceState.LEFT), Why.MAX_ENTRIES),
        ({"max_entries": 3}, at(9, entries=2, state=PresenceState.LEFT), None),
        ({"minutes_between": 30}, at(9, 10, visits=(Visit(NINE, "Desk 1"),)), Why.MINUTES_BETWEEN),
        ({"minutes_between": 30}, at(9, 30, visits=(Visit(NINE, "Desk 1"),)), None),
        ({"once_a_day": True}, at(11, visits=(Visit(NINE, "Desk 1"),)), Why.ONCE_A_DAY),
        ({"once_a_day": True}, at(11, visits=(Visit(NINE - 24 * HOUR, "Desk 1"),)), None),
        ({"weekdays": frozenset({3})}, at(9), None),
        ({"weekdays": frozenset({1, 2})}, at(9), Why.WEEKDAY),
        ({"places": 40}, at(9, inside=40), Why.ROOM_FULL),
        ({"places": 40}, at(9, inside=39), None),
        ({"one_room": True}, at(9, other_room=("Plenary", None)), Why.ONE_ROOM),
        ({"conditions": (Condition(ConditionKind.TAG, TAG),)}, at(9), Why.TAG),
        ({"conditions": (Condition(ConditionKind.TAG, TAG),)}, at(9, tags=frozenset({TAG})), None),
        ({"conditions": (Condition(ConditionKind.NO_TAG, TAG),)}, at(9, tags=frozenset({TAG})), Why.NO_TAG),
        ({"conditions": (Condition(ConditionKind.CREDENTIALS),)}, at(9, credentials=True), None),
        ({"questions": (Question(FIELD),)}, at(9, answered=frozenset({FIELD})), None),
        ({"questions": (Question(FIELD),)}, at(9, passed=frozenset({FIELD})), Why.UNANSWERED),
        ({"questions": (Question(FIELD, required=False),)}, at(9, passed=frozenset({FIELD})), None),
        ({"questions": (Question(FIELD, True, frozenset({Capacity.HEAD})),)}, at(9), None),
    ],
)
def test_each_rule(rules, situation, why):
    decision = decide(replace(situation, rules=Rules(**rules)), ENTRY)
    assert (decision.reason and decision.reason.why) == why
    assert (decision.word is Word.IN) == (why is None)
    assert decide(replace(situation, rules=Rules(**rules)), EXIT).word is Word.OUT


def test_of_several_rules_the_count_is_told_before_the_date():
    rules = Rules(max_entries=1, weekdays=frozenset({1}), places=1)
    decision = decide(at(9, entries=1, state=PresenceState.LEFT, inside=4, rules=rules), ENTRY)
    assert decision.reason.why is Why.MAX_ENTRIES


@pytest.mark.parametrize(
    ("guard", "seconds", "word", "noted"),
    [
        (Guard.BLOCK, 5, Word.ALREADY_IN, False),
        (Guard.BLOCK, 6, Word.IN, False),
        (Guard.WARN, 5, Word.IN, True),
        (Guard.WARN, 6, Word.IN, False),
        (Guard.SILENT, 5, Word.IN, False),
    ],
)
def test_the_same_badge_within_some_seconds(guard, seconds, word, noted):
    rules = Rules(guard_seconds=5, guard=guard)
    visits = (Visit(NINE - seconds * 1_000, "Desk 2"),)
    situation = at(9, rules=rules, visits=visits, entry=SessionEntry.MANY, state=PresenceState.INSIDE)
    decision = decide(situation, ENTRY)
    assert decision.word is word
    assert (decision.note is not None) == noted
    here = replace(situation, rules=replace(rules, guard_here_only=True))
    assert decide(here, ENTRY).word is Word.IN
    assert decide(here, ENTRY).note is None


def test_rules_that_cannot_be_read_are_told_and_stop_nobody_from_leaving():
    situation = at(9, rules=None)
    assert decide(situation, ENTRY).reason.why is Why.UNREADABLE
    assert decide(situation, EXIT).word is Word.OUT


def test_an_override_passes_what_it_names_and_tells_only_what_stood_in_the_way():
    late = at(13, rules=Rules(closes_after=0, places=1), inside=1)
    assert decide(late, ENTRY, frozenset({Word.NOT_NOW})).word is Word.RULE
    both = decide(late, ENTRY, frozenset({Word.NOT_NOW, Word.RULE, Word.WITHDRAWN}))
    assert (both.word, both.waived) == (Word.IN, (Word.NOT_NOW, Word.RULE))
    assert decide(at(9), ENTRY, frozenset({Word.RULE})).waived == ()


def test_a_condition_is_overridden_only_where_its_session_allows():
    def decided(admit_anyway):
        rules = Rules(conditions=(Condition(ConditionKind.CREDENTIALS, admit_anyway=admit_anyway),))
        return decide(at(9, rules=rules), ENTRY, frozenset({Word.CONDITION}))

    assert decided(True).word is Word.IN
    assert (decided(False).word, decided(False).admit) == (Word.CONDITION, Admit.NEVER)


def test_without_anybody_to_book_a_revoked_badge_cannot_be_overridden():
    lost = Situation(None, revoked=Reason(Why.BADGE_LOST))
    decision = decide(lost, ENTRY, frozenset(Word))
    assert (decision.word, decision.admit) == (Word.REVOKED, Admit.NEVER)


# -- properties ----------------------------------------------------------------------------------------

DAYS = st.sampled_from([None, "2024-05-28", "2024-05-29", "2024-05-30"])
MOMENTS = st.integers(NINE - 48 * HOUR, NINE + 48 * HOUR) | st.integers(-(10**15), 10**15)
RULES = st.builds(
    Rules,
    capacities=st.frozensets(st.sampled_from(Capacity), max_size=2),
    opens_before=st.none() | st.integers(0, 90),
    closes_after=st.none() | st.integers(0, 90),
    weekdays=st.frozensets(st.integers(1, 7), max_size=3),
    once_a_day=st.booleans(),
    max_entries=st.none() | st.integers(1, 4),
    minutes_between=st.none() | st.integers(1, 90),
    only_if_absent=st.booleans(),
    places=st.none() | st.integers(1, 4),
    one_room=st.booleans(),
    conditions=st.lists(
        st.builds(Condition, st.just(ConditionKind.CREDENTIALS), st.none(), st.booleans())
        | st.builds(Condition, st.sampled_from([ConditionKind.TAG, ConditionKind.NO_TAG]), st.just(TAG)),
        max_size=2,
    ).map(tuple),
    questions=st.lists(st.builds(Question, st.just(FIELD), st.booleans()), max_size=1).map(tuple),
    guard_seconds=st.integers(0, 10),
    guard=st.sampled_from(Guard),
    guard_here_only=st.booleans(),
)
SITUATIONS = st.builds(
    Situation,
    status=st.none() | st.sampled_from(Status),
    accept_pending=st.booleans(),
    confirmed_only=st.booleans(),
    entry=st.sampled_from(SessionEntry),
    state=st.sampled_from(PresenceState),
    entries=st.integers(0, 4),
    rules=st.none() | RULES,
    at=MOMENTS,
    zone=st.sampled_from([ZONE, "Nowhere/Land", ""]),
    starts=st.none() | MOMENTS,
    ends=st.none() | MOMENTS,
    revoked=st.none() | st.just(Reason(Why.NEW_BADGE)),
    elsewhere=st.none() | st.just(Reason(Why.OTHER_EVENT)),
    capacity=st.sampled_from(Capacity),
    valid_from=DAYS,
    valid_until=DAYS,
    badge_days=st.frozensets(DAYS.filter(bool), max_size=2),
    visits=st.lists(st.builds(Visit, MOMENTS, st.sampled_from(["Desk 1", "Desk 2"])), max_size=3).map(tuple),
    desk=st.just("Desk 1"),
    credentials=st.booleans(),
    tags=st.frozensets(st.just(TAG)),
    answered=st.frozensets(st.just(FIELD)),
    passed=st.frozensets(st.just(FIELD)),
    inside=st.integers(0, 5),
    other_room=st.none() | st.just(("Plenary", None)),
)
WAIVES = st.frozensets(st.sampled_from(Word))


@given(SITUATIONS, st.sampled_from(Direction), WAIVES)
def test_every_situation_has_one_verdict_and_none_raises(situation, direction, waives):
    decision = decide(situation, direction, waives)
    assert isinstance(decision.word, Word)
    assert set(decision.waived) <= waives
    never = {Word.UNKNOWN, Word.BARRED, Word.OTHER_EVENT, Word.OTHER_DAY, Word.QUESTION}
    assert not set(decision.waived) & never
    assert all(word in ADMIT or word is Word.CONDITION for word in decision.waived)


@given(SITUATIONS)
def test_an_exit_of_somebody_here_is_always_out(situation):
    known = situation.status is not None and not situation.elsewhere and not situation.revoked
    if known and (situation.state is PresenceState.INSIDE or situation.status not in (*GONE, Status.BARRED)):
        assert decide(situation, EXIT).word is Word.OUT


@given(SITUATIONS)
def test_nobody_inside_is_let_in_twice_where_entries_count_once(situation):
    if situation.state is PresenceState.INSIDE and situation.entry is not SessionEntry.MANY:
        assert decide(situation, ENTRY).word is not Word.IN
    if situation.entry is SessionEntry.SINGLE and situation.entries:
        assert decide(situation, ENTRY).word is not Word.IN


@given(SITUATIONS, WAIVES)
def test_what_is_refused_without_an_override_is_waived_with_it_or_refused_still(situation, waives):
    plain, overridden = decide(situation, ENTRY), decide(situation, ENTRY, waives)
    if plain.word is Word.IN:
        assert (overridden.word, overridden.waived) == (Word.IN, ())
    elif overridden.word is Word.IN:
        assert overridden.waived[0] is plain.word


@given(RULES)
def test_rules_come_back_as_they_were_written(rules):
    text = written(rules)
    assert read(text) == rules
    assert (text is None) == (rules == Rules())


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"dinner": 1}', '{"places": "ten"}', '{"places": 0}', '{"capacities": ["king"]}']
)
def test_damaged_rules_are_told_apart_from_none(text):
    with pytest.raises(ValueError, match=r"."):
        read(text)


def test_every_time_zone_and_moment_has_a_day():
    for hours, zone in product((0, 23, 24), (ZONE, "Pacific/Auckland", "Nowhere/Land")):
        moment = NINE + int(timedelta(hours=hours).total_seconds() * 1000)
        rules = Rules(weekdays=frozenset({1}))
        assert (
            decide(
                at(9, zone=zone, rules=rules)
                if hours == 0
                else replace(at(9, zone=zone, rules=rules), at=moment),
                ENTRY,
            ).word
            is Word.RULE
        )
