"""Delegations: many at once, changed, in an order of one's own, taken away while empty."""

import pytest
from sqlalchemy import select

from attendance.commands.delegates import set_status
from attendance.commands.delegations import (
    add_delegations,
    change_delegation,
    make_head,
    order_by_hand,
    remove_delegation,
    set_list_order,
)
from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity, Status
from attendance.queries import listing
from attendance.queries.delegates import delegates
from attendance.queries.delegation_board import board
from attendance.queries.listing import Question
from attendance.store import tables as t
from attendance.store.verify import verify


def codes(meeting):
    return [tile.code for tile in meeting.ask(board, meeting.event, None).tiles]


def test_many_delegations_come_and_go_in_one_action(meeting):
    rows = [{"code": "UZB", "name": "Uzbekistan", "country": "UZ"}, {"code": "UN", "name": "UNDP"}]
    added = meeting.do(add_delegations, meeting.event, rows)
    assert len(added.ids) == 2
    assert codes(meeting) == ["KAZ", "LAO", "UN", "UZB"]
    meeting.do(undo, added.action)
    assert codes(meeting) == ["KAZ", "LAO"]
    assert verify(meeting.database) == []


@pytest.mark.parametrize(
    ("code", "rows"),
    [
        ("delegation_exists", [{"code": "kaz", "name": "Kazakhstan"}]),
        ("delegation_exists", [{"code": "U", "name": "One"}, {"code": "u", "name": "Two"}]),
        ("code_missing", [{"code": " ", "name": "Nowhere"}]),
        ("code_missing", [{"code": "X", "name": " "}]),
        ("unknown_word", [{"code": "X", "name": "X", "section": "elsewhere"}]),
    ],
)
def test_a_list_with_one_bad_delegation_adds_none(meeting, code, rows):
    with pytest.raises(Refused, match=code):
        meeting.do(add_delegations, meeting.event, [{"code": "UZB", "name": "Uzbekistan"}, *rows])
    assert codes(meeting) == ["KAZ", "LAO"]


def test_its_people_are_found_under_the_new_name_and_again_under_the_old(meeting):
    def found(typed):
        return meeting.ask(lambda db: len(listing.ids(db, delegates(meeting.event), Question(search=typed))))

    action = meeting.do(change_delegation, meeting.delegations["KAZ"], {"code": "QZ", "name": "Qazaqstan"})
    assert (found("aigerim qazaqstan"), found("aigerim kazakhstan")) == (1, 0)
    meeting.do(undo, action)
    assert (found("aigerim qazaqstan"), found("aigerim kazakhstan")) == (0, 1)
    assert meeting.do(change_delegation, meeting.delegations["KAZ"], {"code": "KAZ"}) is None


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("delegation_exists", {"code": "lao"}),
        ("code_missing", {"code": ""}),
        ("code_missing", {"name": None}),
        ("unknown_word", {"state": "lost"}),
        ("unknown_word", {"section": None}),
        ("bad_date", {"credentials_on": "yesterday"}),
        ("quota_unusable", {"quota": -1}),
    ],
)
def test_what_a_delegation_cannot_be_is_refused(meeting, code, fields):
    with pytest.raises(Refused, match=code):
        meeting.do(change_delegation, meeting.delegations["KAZ"], fields)


def test_a_name_in_the_official_script_alone_is_enough(meeting):
    fields = {"name": None, "name_official": "ຄາຊັກສະຖານ"}
    assert meeting.do(change_delegation, meeting.delegations["KAZ"], fields)


def test_an_order_of_ones_own_holds_until_it_is_undone(meeting):
    assert codes(meeting) == ["KAZ", "LAO"]
    action = meeting.do(
        order_by_hand, meeting.event, [meeting.delegations["LAO"], meeting.delegations["KAZ"]]
    )
    assert codes(meeting) == ["LAO", "KAZ"]
    meeting.do(undo, action)
    assert codes(meeting) == ["KAZ", "LAO"]


def test_a_country_can_lead_the_alphabet(meeting):
    meeting.do(change_delegation, meeting.delegations["LAO"], {"country": "LA"})
    meeting.do(set_list_order, meeting.event, "english:LA")
    assert codes(meeting) == ["LAO", "KAZ"]
    assert meeting.do(set_list_order, meeting.event, "english:LA") is None
    with pytest.raises(Refused, match="unknown_word"):
        meeting.do(set_list_order, meeting.event, "klingon")


def test_a_new_head_takes_the_place_of_the_old_in_one_action(meeting):
    def heads():
        tiles = meeting.ask(board, meeting.event, None).tiles
        return [head.name for tile in tiles if tile.code == "LAO" for head in tile.heads]

    action = meeting.do(make_head, meeting.delegates["Khamla Sample"])
    assert heads() == ["Khamla Sample"]
    meeting.do(undo, action)
    assert heads() == ["Somphone Sample"]


def test_a_head_who_is_gone_stays_on_record_as_head(meeting):
    former = meeting.delegates["Somphone Sample"]
    meeting.do(set_status, [former], Status.WITHDRAWN)
    meeting.do(make_head, meeting.delegates["Khamla Sample"])
    d = t.delegate.c
    assert meeting.ask(lambda db: db.scalar(select(d.capacity).where(d.id == former))) == Capacity.HEAD


def test_only_an_empty_delegation_is_taken_away(meeting):
    with pytest.raises(Refused, match="delegation_in_use"):
        meeting.do(remove_delegation, meeting.delegations["KAZ"])
    added = meeting.do(add_delegations, meeting.event, [{"code": "UZB", "name": "Uzbekistan"}])
    action = meeting.do(remove_delegation, added.ids[0])
    assert codes(meeting) == ["KAZ", "LAO"]
    meeting.do(undo, action)
    assert meeting.ask(lambda db: db.scalar(select(t.delegation.c.name).where(t.delegation.c.code == "UZB")))
    assert verify(meeting.database) == []
