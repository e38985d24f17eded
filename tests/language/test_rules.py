"""The sentence that says who may enter: whole in every language, and another one for other rules."""

from dataclasses import fields, replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attendance.domain.kinds import Capacity, Guard, SessionEntry
from attendance.domain.rules import OPEN, Condition, ConditionKind, Question, Rules, settled
from attendance.language import LANGUAGES, texts_for
from attendance.language.rules import rules_told

TAGS = {UUID(int=n): name for n, name in ((1, "VIP"), (2, "Press pool"))}
FIELDS = {UUID(int=3): ("Meal", "ອາຫານ"), UUID(int=4): (None, "ລົດ"), UUID(int=5): ("Hotel", None)}
MINUTES = st.none() | st.integers(0, 1_440)
CAPACITIES = st.frozensets(st.sampled_from(list(Capacity)))

CONDITIONS = st.builds(Condition, st.just(ConditionKind.CREDENTIALS), st.none(), st.booleans()) | st.builds(
    Condition,
    st.sampled_from([ConditionKind.TAG, ConditionKind.NO_TAG]),
    st.sampled_from(list(TAGS)),
    st.booleans(),
)
QUESTIONS = st.builds(Question, st.sampled_from(list(FIELDS)), st.booleans(), CAPACITIES)
VALUES = {
    "capacities": CAPACITIES, "opens_before": MINUTES, "closes_after": MINUTES,
    "weekdays": st.frozensets(st.integers(1, 7)), "once_a_day": st.booleans(),
    "max_entries": st.none() | st.integers(1, 1_000), "minutes_between": st.none() | st.integers(1, 1_440),
    "only_if_absent": st.booleans(), "places": st.none() | st.integers(1, 1_000_000),
    "one_room": st.booleans(), "conditions": st.lists(CONDITIONS, max_size=3).map(tuple),
    "questions": st.lists(QUESTIONS, max_size=3).map(tuple), "guard_seconds": st.integers(0, 3_600),
    "guard": st.sampled_from(list(Guard)), "guard_here_only": st.booleans(), "confirm": st.booleans(),
    "closes_at": st.none() | st.sampled_from(["18:00", "23:59"]),
}  # fmt: skip
RULES = st.builds(Rules, **VALUES).map(settled)
ENTRIES = st.sampled_from(list(SessionEntry))


def told(rules, entry=SessionEntry.ONCE, language="en"):
    return rules_told(texts_for(language), rules, entry, TAGS, FIELDS)


def test_every_rule_is_tried_here():
    assert VALUES.keys() == {field.name for field in fields(Rules)}


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=150)
@given(rules=RULES, entry=ENTRIES)
def test_every_rule_set_has_a_sentence_with_every_place_filled(language, rules, entry):
    said = told(rules, entry, language)
    assert said.endswith(".")
    assert not set("{}") & set(said)
    assert ", ," not in said
    assert "; ;" not in said


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=300)
@given(data=st.data(), rules=RULES, entry=ENTRIES, name=st.sampled_from(sorted(VALUES)))
def test_rules_that_differ_in_one_field_have_different_sentences(language, data, rules, entry, name):
    other = settled(replace(rules, **{name: data.draw(VALUES[name])}))
    assert (told(rules, entry, language) == told(other, entry, language)) == (rules == other)


@given(rules=RULES)
def test_how_often_somebody_may_come_in_is_always_said(rules):
    assert len({told(rules, entry) for entry in SessionEntry}) == len(SessionEntry)


def test_the_sentence_of_a_new_item():
    assert told(OPEN) == "Everyone on the list, at any time, once, and again after an exit."
    assert told(OPEN, language="lo") == "ທຸກຄົນໃນບັນຊີ, ທຸກເວລາ, ຄົນລະຄັ້ງ ແລະ ອີກຄັ້ງຫຼັງຈາກອອກ."


def test_a_sentence_with_much_in_it():
    rules = Rules(
        capacities=frozenset({Capacity.HEAD, Capacity.DEPUTY}), opens_before=15, closes_after=0, places=56,
        conditions=(Condition(ConditionKind.CREDENTIALS, admit_anyway=True),),
        questions=(Question(UUID(int=3), False, frozenset({Capacity.HEAD})),), closes_at="18:00",
    )  # fmt: skip
    assert told(rules, SessionEntry.SINGLE) == (
        "Only heads of delegation and deputy heads, from 15 minutes before the start, until the end, once,"
        " and not again after an exit; at most 56 people in the room; the credentials letter of the"
        " delegation must be in (the desk may admit anyway); asked at the door: “Meal” (may stay open, only"
        " heads of delegation); whoever is inside at 18:00 counts as gone."
    )


def test_most_capacities_are_told_by_the_others():
    few = frozenset({Capacity.MEDIA, Capacity.GUEST})
    assert told(Rules(capacities=frozenset(Capacity) - few)).startswith(
        "Everyone on the list but media and guests, at any time"
    )


def test_rules_that_cannot_be_read_say_so():
    assert told(None).startswith("The rules of this event session cannot be read.")


def test_what_a_rule_named_and_is_gone_is_called_removed():
    rules = Rules(conditions=(Condition(ConditionKind.TAG, UUID(int=9)),), questions=(Question(UUID(int=9)),))
    assert "only with the tag “removed”; asked at the door: “removed”" in told(rules)


def test_the_russian_sentence_has_its_nouns_in_the_right_case():
    rules = Rules(
        capacities=frozenset(Capacity) - {Capacity.MEDIA, Capacity.GUEST}, opens_before=21, closes_after=2,
        weekdays=frozenset({3}), max_entries=2, conditions=(Condition(ConditionKind.TAG, UUID(int=1)),),
        questions=(Question(UUID(int=3), False, frozenset({Capacity.HEAD})),), guard_seconds=21,
    )  # fmt: skip
    assert told(settled(rules), SessionEntry.MANY, "ru") == (
        "Все из списка, кроме следующих: представители СМИ и гости, начиная за 21 минуту до начала, не"
        " позднее чем через 2 минуты после окончания, только в такие дни: среда, столько раз, сколько"
        " потребуется; каждому не более 2 входов; только с меткой «VIP»; вопросы на входе: «Meal» (можно не"
        " отвечать, только главы делегаций); тот же бейдж в течение 21 секунды пропускается с сообщением."
    )
