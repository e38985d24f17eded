"""Rules of event sessions: set for several at once, kept true when what they name changes."""

import pytest
from sqlalchemy import select, update

from attendance.commands.custom_fields import add_custom_field, remove_custom_field
from attendance.commands.duplicating import duplicate_event
from attendance.commands.people import add_tag, remove_tag
from attendance.commands.programme import add_session, change_session, duplicate_session
from attendance.commands.session_rules import set_rules
from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity, Guard, SessionEntry, new_id
from attendance.domain.rules import OPEN, Condition, ConditionKind, Question, Rules
from attendance.queries.programme import sessions
from attendance.queries.rules import session_rules
from attendance.store import tables as t

HEADS = Rules(capacities=frozenset({Capacity.HEAD, Capacity.DEPUTY}), places=56)


def rules_of(meeting, session):
    return meeting.ask(session_rules, session).rules


def test_several_event_sessions_get_the_same_rules_as_one_action_that_undo_takes_back(meeting):
    first, second = (row.id for row in meeting.sessions[:2])
    done = meeting.do(set_rules, [first, second], HEADS, SessionEntry.SINGLE)
    assert done.rows == 2
    found = meeting.ask(session_rules, second)
    assert (found.rules, found.entry) == (HEADS, "single")
    assert meeting.do(set_rules, [first], HEADS).action is None
    meeting.do(undo)
    found = meeting.ask(session_rules, first)
    assert (found.rules, found.entry) == (OPEN, "once")


def test_rules_that_say_nothing_leave_nothing_in_the_file(meeting):
    here = meeting.sessions[0].id
    assert meeting.do(set_rules, [here], Rules(guard=Guard.BLOCK, guard_here_only=True)).action is None
    assert rules_of(meeting, here) == OPEN


@pytest.mark.parametrize(
    ("rules", "entry", "code"),
    [
        (Rules(places=0), None, "rule_out_of_range"),
        (Rules(max_entries=3), SessionEntry.SINGLE, "rule_contradicts"),
        (Rules(closes_at="25:00"), None, "bad_time"),
        (Rules(closes_at="09:²²"), None, "bad_time"),
        (Rules(conditions=(Condition(ConditionKind.TAG, new_id()),)), None, "no_such_tag"),
        (Rules(questions=(Question(new_id()),)), None, "no_such_field"),
    ],
)
def test_rules_nobody_could_keep_to_are_refused(meeting, rules, entry, code):
    with pytest.raises(Refused) as refused:
        meeting.do(set_rules, [meeting.sessions[0].id], rules, entry)
    assert refused.value.code == code


def test_tags_and_fields_of_another_event_are_refused(meeting):
    other = meeting.do(duplicate_event, meeting.event, starts="2025-05-29").event
    tag = meeting.do(add_tag, other, name="VIP").id
    rules = Rules(conditions=(Condition(ConditionKind.TAG, tag),))
    with pytest.raises(Refused, match="no_such_tag"):
        meeting.do(set_rules, [meeting.sessions[0].id], rules)


def test_the_session_without_times_is_named_when_several_are_set(meeting):
    bus = meeting.do(add_session, meeting.event, title="Bus", takes_attendance=True).id
    with pytest.raises(Refused, match="rule_needs_times_of") as refused:
        meeting.do(set_rules, [meeting.sessions[0].id, bus], Rules(opens_before=15))
    assert refused.value.details["title"] == "Bus"
    assert rules_of(meeting, meeting.sessions[0].id) == OPEN


def test_a_time_the_rules_count_from_stays(meeting):
    here = meeting.sessions[0].id
    meeting.do(set_rules, [here], Rules(opens_before=15))
    with pytest.raises(Refused, match="rule_needs_times"):
        meeting.do(change_session, here, {"starts": None})
    meeting.do(change_session, here, {"starts": "08:30", "ends": None})
    assert rules_of(meeting, here) == Rules(opens_before=15)


def test_an_entry_the_rules_disagree_with_is_refused(meeting):
    here = meeting.sessions[0].id
    meeting.do(set_rules, [here], Rules(max_entries=3))
    with pytest.raises(Refused, match="rule_contradicts"):
        meeting.do(change_session, here, {"entry": "single"})


def test_an_item_with_damaged_rules_can_still_be_moved(meeting):
    here = meeting.sessions[0].id
    with meeting.database.write() as db:
        db.execute(update(t.event_session).where(t.event_session.c.id == here).values(rules="{"))
    meeting.do(change_session, here, {"starts": "08:00"})
    assert rules_of(meeting, here) is None


def named_rules(meeting):
    tag = meeting.do(add_tag, meeting.event, name="VIP").id
    field = meeting.do(add_custom_field, meeting.event, title="Meal").id
    conditions = (Condition(ConditionKind.TAG, tag), Condition(ConditionKind.CREDENTIALS, admit_anyway=True))
    return tag, field, Rules(conditions=conditions, questions=(Question(field, False),), places=9)


def test_a_duplicated_item_has_the_same_rules(meeting):
    _, _, rules = named_rules(meeting)
    here = meeting.sessions[0].id
    meeting.do(set_rules, [here], rules)
    assert rules_of(meeting, meeting.do(duplicate_session, here).id) == rules


def test_a_duplicated_event_has_the_rules_with_its_own_tags_and_fields(meeting):
    tag, field, rules = named_rules(meeting)
    meeting.do(set_rules, [meeting.sessions[0].id], rules)
    other = meeting.do(duplicate_event, meeting.event, starts="2025-05-29", ends="2025-05-30").event
    copy = meeting.ask(session_rules, meeting.ask(sessions, other)[0].id)
    assert copy.rules.places == 9
    assert (copy.tag_names[copy.rules.conditions[0].tag], copy.rules.conditions[0].tag != tag) == (
        "VIP",
        True,
    )
    assert copy.field_titles[copy.rules.questions[0].field] == ("Meal", None)
    assert copy.rules.questions[0].field != field
    assert rules_of(meeting, meeting.sessions[0].id) == rules


def test_a_tag_that_decides_who_may_enter_stays_until_the_rules_let_go_of_it(meeting):
    tag, _, rules = named_rules(meeting)
    here = meeting.sessions[0].id
    meeting.do(set_rules, [here], rules)
    with pytest.raises(Refused, match="tag_at_a_door") as refused:
        meeting.do(remove_tag, tag)
    assert refused.value.details["title"] == "Morning"
    meeting.do(set_rules, [here], OPEN)
    meeting.do(remove_tag, tag)
    assert meeting.ask(lambda db: db.scalars(select(t.tag.c.id)).all()) == []


def test_a_field_that_is_taken_away_is_asked_nowhere_and_undo_asks_again(meeting):
    _, field, rules = named_rules(meeting)
    here = meeting.sessions[0].id
    meeting.do(set_rules, [here], rules)
    meeting.do(remove_custom_field, field)
    assert rules_of(meeting, here).questions == ()
    assert rules_of(meeting, here).conditions == rules.conditions
    meeting.do(undo)
    assert rules_of(meeting, here) == rules


def test_the_sessions_of_the_same_kind_or_day_are_told(meeting):
    found = meeting.ask(session_rules, meeting.sessions[0].id)
    assert [(one.same_kind, one.same_day) for one in found.alike] == [
        (True, True),
        (True, False),
        (True, False),
    ]
