"""Who has earned a certificate."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance.domain.certificates import (
    DEFAULT,
    Excused,
    Rule,
    Scope,
    Seen,
    Unit,
    Visit,
    Why,
    check,
    copied,
    judge,
    minutes_within,
    numbered,
    read,
    running,
    written,
)
from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity

SESSIONS = [UUID(int=n) for n in range(1, 9)]
ANY = st.sampled_from(Seen)
DAYS = ["2024-05-29", "2024-05-30", None]
CAME = [Seen.PRESENT, Seen.LATE, Seen.LEFT_EARLY, Seen.ONLINE]

RULES = st.builds(
    Rule,
    threshold=st.integers(0, 100),
    scope=st.sampled_from(Scope),
    unit=st.sampled_from(Unit),
    excused=st.sampled_from(Excused),
    late=st.booleans(),
    left_early=st.booleans(),
    online=st.booleans(),
    mandatory=st.frozensets(st.sampled_from(SESSIONS), max_size=3),
    exempt=st.frozensets(st.sampled_from(Capacity), max_size=3),
    prefix=st.sampled_from(["", "DGC-2024-", "ເລກ "]),
)
CAPACITIES = st.sampled_from(Capacity)


@st.composite
def attendances(draw, seen=ANY, least=0):
    """Visits of one person as records of attendance are: minutes only where somebody came."""
    visits = []
    for session in SESSIONS[: draw(st.integers(least, len(SESSIONS)))]:
        found, length = draw(seen), draw(st.sampled_from([None, 60, 90]))
        minutes = draw(st.integers(0, length)) if length and found in CAME else 0
        visits.append(
            Visit(
                session,
                draw(st.sampled_from(DAYS)),
                draw(st.sampled_from(["am", "pm"])),
                found,
                minutes,
                length,
            )
        )
    return visits


def visits(letters, day="2024-05-29"):
    halves = ("am", "pm")
    return [
        Visit(SESSIONS[n], day, halves[n % 2], Seen(letter), 60 if letter in "PLEO" else 0, 60)
        for n, letter in enumerate(letters)
    ]


@pytest.mark.parametrize(
    ("letters", "changes", "passed", "why"),
    [
        ("PPPPA", {}, True, Why.ENOUGH),
        ("PPPAA", {}, False, Why.TOO_LITTLE),
        ("PPPPA", {"threshold": 81}, False, Why.TOO_LITTLE),
        ("LEOPA", {}, True, Why.ENOUGH),
        ("LPPPP", {"late": False}, True, Why.ENOUGH),
        ("LPPPA", {"late": False}, False, Why.TOO_LITTLE),
        ("EPPPA", {"left_early": False}, False, Why.TOO_LITTLE),
        ("OOOOO", {"online": False}, False, Why.TOO_LITTLE),
        ("PPPXA", {}, False, Why.TOO_LITTLE),
        ("PPPXA", {"excused": Excused.LEFT_OUT}, False, Why.TOO_LITTLE),
        ("PPPPXA", {"excused": Excused.LEFT_OUT}, True, Why.ENOUGH),
        ("PPPXA", {"excused": Excused.COUNTS}, True, Why.ENOUGH),
        ("PP–––", {}, True, Why.ENOUGH),
        ("–––––", {}, False, Why.NOTHING),
        ("", {"threshold": 0}, False, Why.NOTHING),
        ("PPPPA", {"mandatory": frozenset({SESSIONS[4]})}, False, Why.MANDATORY),
        ("APPPP", {"mandatory": frozenset({SESSIONS[4]})}, True, Why.ENOUGH),
        ("PPPP–", {"mandatory": frozenset({SESSIONS[4]})}, True, Why.ENOUGH),
        ("PAAAA", {"exempt": frozenset({Capacity.DELEGATE})}, True, Why.EXEMPT),
        ("AAAAA", {"exempt": frozenset({Capacity.DELEGATE})}, False, Why.NOTHING),
        ("AAAAA", {"threshold": 0}, True, Why.ENOUGH),
    ],
)
def test_what_earns_a_certificate(letters, changes, passed, why):
    result = judge(replace(DEFAULT, **changes), Capacity.DELEGATE, visits(letters))
    assert (result.passed, result.why) == (passed, why)


def test_a_half_day_is_attended_with_any_of_its_event_sessions():
    day = [
        Visit(SESSIONS[0], "2024-05-29", "am", Seen.ABSENT),
        Visit(SESSIONS[1], "2024-05-29", "am", Seen.PRESENT),
        Visit(SESSIONS[2], "2024-05-29", "pm", Seen.ABSENT),
    ]
    result = judge(Rule(threshold=50, unit=Unit.HALF_DAYS), Capacity.DELEGATE, day)
    assert (result.whole.attended, result.whole.expected, result.passed) == (1, 2, True)


def test_minutes_are_those_within_the_event_sessions():
    day = [
        Visit(SESSIONS[0], "2024-05-29", "am", Seen.LATE, 45, 60),
        Visit(SESSIONS[1], "2024-05-29", "pm", Seen.PRESENT, 200, 60),
        Visit(SESSIONS[2], "2024-05-29", "pm", Seen.PRESENT, 30, None),
    ]
    result = judge(Rule(unit=Unit.MINUTES), Capacity.DELEGATE, day)
    assert (result.whole.attended, result.whole.expected) == (105, 120)


def test_stays_are_counted_from_the_start_to_the_end():
    minute = 60_000
    assert minutes_within([(0, 30 * minute), (40 * minute, None)], 10 * minute, 60 * minute) == 40
    assert minutes_within([(70 * minute, None)], 10 * minute, 60 * minute) == 0
    assert minutes_within([], 0, minute) == 0


def test_each_day_must_reach_the_share_of_its_own():
    days = visits("PP") + [
        replace(one, session=SESSIONS[5 + n]) for n, one in enumerate(visits("PA", "2024-05-30"))
    ]
    assert judge(Rule(threshold=75), Capacity.DELEGATE, days).passed
    result = judge(Rule(threshold=75, scope=Scope.EACH_DAY), Capacity.DELEGATE, days)
    assert (result.passed, result.why) == (False, Why.A_DAY)
    assert [(day, share.rate) for day, share in result.days] == [("2024-05-29", 1.0), ("2024-05-30", 0.5)]


@given(RULES, CAPACITIES, attendances(least=1), st.data())
def test_more_attendance_never_loses_a_certificate(rule, capacity, before, data):
    place = data.draw(st.integers(0, len(before) - 1))
    one = before[place]
    whole = replace(one, seen=Seen.PRESENT, minutes=one.length or 0)
    better = [whole]
    if one.seen is Seen.ABSENT:
        came = data.draw(st.sampled_from(CAME))
        better.append(replace(one, seen=came, minutes=data.draw(st.integers(0, one.length or 0))))
    after = [*before[:place], data.draw(st.sampled_from(better)), *before[place + 1 :]]
    if judge(rule, capacity, before).passed:
        assert judge(rule, capacity, after).passed


@given(RULES, CAPACITIES, attendances())
def test_a_lower_threshold_never_loses_a_certificate(rule, capacity, found):
    if judge(rule, capacity, found).passed:
        assert judge(replace(rule, threshold=rule.threshold // 2), capacity, found).passed


@given(RULES, attendances(st.sampled_from([seen for seen in Seen if seen is not Seen.NOT_EXPECTED]), least=1))
def test_without_a_threshold_everybody_expected_gets_one(rule, found):
    free = replace(
        rule,
        threshold=0,
        mandatory=frozenset(),
        exempt=frozenset(),
        unit=Unit.SESSIONS,
        excused=Excused.MISSED,
    )
    assert judge(free, Capacity.DELEGATE, found).passed


@given(RULES, CAPACITIES, attendances())
def test_what_is_left_out_of_the_count_changes_nothing(rule, capacity, found):
    rule = replace(rule, excused=Excused.LEFT_OUT)
    without = [one for one in found if one.seen not in (Seen.EXCUSED, Seen.NOT_EXPECTED)]
    assert judge(rule, capacity, found) == judge(rule, capacity, without)


@given(RULES, CAPACITIES, attendances())
def test_an_excuse_is_worth_no_less_than_an_absence_and_no_more_than_attendance(rule, capacity, found):
    def like(kind, seen):
        turned = [
            replace(one, seen=seen, minutes=one.length or 0) if one.seen is Seen.EXCUSED else one
            for one in found
        ]
        return judge(replace(rule, excused=kind), capacity, turned)

    assert like(Excused.MISSED, Seen.EXCUSED).whole == like(Excused.MISSED, Seen.ABSENT).whole
    assert like(Excused.COUNTS, Seen.EXCUSED).whole == like(Excused.COUNTS, Seen.PRESENT).whole


@given(RULES, CAPACITIES, attendances())
def test_the_days_make_the_whole(rule, capacity, found):
    result = judge(rule, capacity, found)
    assert sum(share.attended for _, share in result.days) == result.whole.attended
    assert sum(share.expected for _, share in result.days) == result.whole.expected
    assert result.whole.attended <= result.whole.expected


@given(RULES)
def test_a_kept_rule_reads_as_the_same(rule):
    assert read(written(rule)) == rule


@pytest.mark.parametrize(
    "kept",
    ["[]", "{", '{"share": 3}', '{"threshold": 101}', '{"threshold": "80"}', '{"unit": "years"}',
     '{"late": 1}', '{"mandatory": ["x"]}', '{"prefix": 7}', '{"threshold": true}'],
)  # fmt: skip
def test_what_is_no_rule_is_not_read_as_one(kept):
    with pytest.raises(ValueError, match=r"\w"):
        read(kept)


@pytest.mark.parametrize(
    ("rule", "code"),
    [(Rule(threshold=-1), "certificate_share"), (Rule(prefix="x" * 41), "certificate_prefix"),
     (Rule(prefix="a\nb"), "certificate_prefix")],
)  # fmt: skip
def test_rules_nobody_could_apply_are_refused(rule, code):
    with pytest.raises(Refused) as refused:
        check(rule)
    assert refused.value.code == code


def test_numbers_run_on_behind_their_prefix():
    rule = Rule(prefix="DGC-")
    assert running(rule, ["DGC-007", "DGC-x", "LAO-200", "DGC-012"]) == 12
    assert numbered(rule, 13) == "DGC-013"
    assert running(Rule(), ["007", "1000"]) == 1000


def test_a_rule_for_another_event_names_its_own_sessions():
    rule = Rule(mandatory=frozenset(SESSIONS[:2]))
    assert copied(rule, {SESSIONS[0]: SESSIONS[7]}).mandatory == frozenset({SESSIONS[7]})
