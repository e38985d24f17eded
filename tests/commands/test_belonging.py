"""No verb mixes two events up."""

import pytest
from sqlalchemy import select

from attendance.commands.custom_fields import add_custom_field, order_custom_fields, set_custom_value
from attendance.commands.delegates import add_delegate, add_delegation
from attendance.commands.delegations import order_by_hand
from attendance.commands.events import new_event
from attendance.commands.follow_ups import add_priority, order_priorities
from attendance.commands.letters import add_letter
from attendance.commands.merging import merge_delegates
from attendance.commands.people import add_tag, tag_delegates
from attendance.domain.errors import Refused
from attendance.domain.kinds import new_id
from attendance.store import tables as t


@pytest.fixture
def other(meeting):
    """Another event: its id, its delegation and the delegate in it."""
    event = meeting.do(new_event, title="Forum", zone="Asia/Vientiane", starts="2025-03-01")
    group = meeting.do(add_delegation, event, code="LAO", name="Lao PDR")
    return event, group, meeting.do(add_delegate, group, name="Noy Sample")


def changes(meeting):
    return meeting.ask(lambda db: len(db.execute(select(t.change.c.seq)).all()))


def refused(meeting, code, verb, *args, **fields):
    before = changes(meeting)
    with pytest.raises(Refused) as told:
        meeting.do(verb, *args, **fields)
    assert told.value.code == code
    assert changes(meeting) == before


def test_tags_and_own_fields_are_for_people_of_their_event(meeting, other):
    _, _, stranger = other
    own = meeting.delegates["Khamla Sample"]
    tag = meeting.do(add_tag, meeting.event, name="VIP").id
    field = meeting.do(add_custom_field, meeting.event, title="Bus").id
    for who in (stranger, new_id()):
        refused(meeting, "no_such_delegate", tag_delegates, [own, who], tag)
        refused(meeting, "no_such_delegate", set_custom_value, [own, who], field, "red")
    refused(meeting, "no_such_event", add_tag, new_id(), name="VIP")
    refused(meeting, "no_such_event", add_custom_field, new_id(), title="Bus")


def test_an_order_is_of_rows_of_one_event(meeting, other):
    event, group, _ = other
    field = meeting.do(add_custom_field, event, title="Bus").id
    mine = meeting.do(add_priority, meeting.delegations["LAO"], {"area": "Networks"}).id
    theirs = meeting.do(add_priority, group, {"area": "Roads"}).id
    refused(meeting, "row_gone", order_custom_fields, meeting.event, [field])
    refused(meeting, "row_gone", order_by_hand, meeting.event, [group, *meeting.delegations.values()])
    refused(meeting, "row_gone", order_priorities, [mine, theirs])


def test_a_letter_is_of_a_delegation_of_the_event(meeting, other):
    refused(meeting, "no_such_delegation", add_letter, meeting.event, {"number": "1"}, delegation=other[1])


def test_a_merge_moves_nobody_to_another_event(meeting, other):
    pair = meeting.delegates["Khamla Sample"], meeting.delegates["Somphone Sample"]
    refused(meeting, "no_such_delegation", merge_delegates, *pair, {"delegation": other[1]})
    refused(meeting, "number_taken", merge_delegates, *pair, {"short_number": 1})
