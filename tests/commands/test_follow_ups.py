"""Priorities and follow-ups: added, changed, put in order, taken away and brought back."""

import pytest

from attendance.commands.events import new_event
from attendance.commands.follow_ups import (
    add_follow_up,
    add_priority,
    change_follow_up,
    change_priority,
    order_priorities,
    remove_follow_up,
    remove_priority,
)
from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.queries.delegation_detail import detail, follow_ups
from attendance.store.verify import verify


def areas(meeting):
    return [row["area"] for row in meeting.ask(detail, meeting.delegations["LAO"], None).priorities]


def test_priorities_keep_the_order_they_were_given_until_somebody_moves_one(meeting):
    lao = meeting.delegations["LAO"]
    first, second = (meeting.do(add_priority, lao, {"area": area}) for area in ("Registers", "Skills"))
    assert areas(meeting) == ["Registers", "Skills"]
    action = meeting.do(order_priorities, [second.id, first.id])
    assert areas(meeting) == ["Skills", "Registers"]
    meeting.do(undo, action)
    assert areas(meeting) == ["Registers", "Skills"]


def test_a_priority_that_was_taken_away_comes_back_as_it_was(meeting):
    made = meeting.do(add_priority, meeting.delegations["LAO"], {"area": "Skills", "plan": "Train 40 people"})
    assert meeting.do(change_priority, made.id, {"support_wanted": "Trainers"})
    gone = meeting.do(remove_priority, made.id)
    assert areas(meeting) == []
    meeting.do(undo, gone)
    (row,) = meeting.ask(detail, meeting.delegations["LAO"], None).priorities
    assert (row["plan"], row["support_wanted"]) == ("Train 40 people", "Trainers")
    assert verify(meeting.database) == []


def test_a_priority_says_what_it_is_about_in_one_script_at_least(meeting):
    with pytest.raises(Refused, match="area_missing"):
        meeting.do(add_priority, meeting.delegations["LAO"], {"plan": "Train"})
    made = meeting.do(add_priority, meeting.delegations["LAO"], {"area_official": "ທັກສະ"})
    with pytest.raises(Refused, match="area_missing"):
        meeting.do(change_priority, made.id, {"area_official": None})


def test_open_follow_ups_stand_first_by_deadline_and_done_ones_last(meeting):
    told = {}
    for action, deadline in (("Late", "2024-07-01"), ("Soon", "2024-06-15"), ("Some day", None)):
        fields = {"action": action, "deadline": deadline, "delegation": meeting.delegations["LAO"]}
        told[action] = meeting.do(add_follow_up, meeting.event, fields).id
    done = meeting.do(change_follow_up, told["Soon"], {"state": "done"})
    found = meeting.ask(follow_ups, meeting.event)
    assert [(row["action"], row["code"]) for row in found] == [
        ("Late", "LAO"), ("Some day", "LAO"), ("Soon", "LAO")
    ]  # fmt: skip
    meeting.do(undo, done)
    assert meeting.ask(follow_ups, meeting.event)[0]["action"] == "Soon"


def test_a_follow_up_may_belong_to_the_whole_event_and_goes_with_undo(meeting):
    made = meeting.do(add_follow_up, meeting.event, {"action": "Send the photographs"})
    gone = meeting.do(remove_follow_up, made.id)
    assert meeting.ask(follow_ups, meeting.event) == []
    meeting.do(undo, gone)
    assert [row["code"] for row in meeting.ask(follow_ups, meeting.event)] == [None]


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("action_missing", {"action": " "}),
        ("bad_date", {"action": "Write", "deadline": "soon"}),
        ("unknown_word", {"action": "Write", "state": "asleep"}),
    ],
)
def test_what_a_follow_up_cannot_be_is_refused(meeting, code, fields):
    with pytest.raises(Refused, match=code):
        meeting.do(add_follow_up, meeting.event, fields)


def test_a_follow_up_is_not_given_to_a_delegation_of_another_event(meeting):
    other = meeting.do(new_event, title="Other", zone="UTC")
    with pytest.raises(Refused, match="no_such_delegation"):
        meeting.do(add_follow_up, other, {"action": "Write", "delegation": meeting.delegations["LAO"]})
