"""The board tells who is here, who leads, and what a delegation is wanting."""

from attendance.commands.checkin import check_in
from attendance.commands.delegates import change_delegates
from attendance.commands.delegations import add_delegations, change_delegation
from attendance.domain.kinds import new_id
from attendance.queries.delegation_board import Wanting, board, presence, updated
from attendance.queries.delegation_detail import detail


def tiles(meeting):
    return {tile.code: tile for tile in meeting.ask(board, meeting.event, meeting.sessions[0].id).tiles}


def test_a_scan_moves_the_count_and_the_head(meeting):
    before = tiles(meeting)["LAO"]
    assert (before.members, before.came, before.head_here, len(before.heads)) == (2, 0, False, 1)
    meeting.do(check_in, meeting.sessions[0].id, "1")
    after = tiles(meeting)["LAO"]
    assert (after.members, after.came, after.head_here) == (2, 1, True)
    seen = meeting.ask(presence, meeting.sessions[0].id, [meeting.delegates["Somphone Sample"]])
    assert updated(before, seen) == after


def test_whoever_came_and_then_withdrew_is_not_counted(meeting):
    meeting.do(check_in, meeting.sessions[0].id, "1")
    meeting.do(change_delegates, [meeting.delegates["Somphone Sample"]], {"status": "withdrawn"})
    tile = tiles(meeting)["LAO"]
    assert (tile.members, tile.came, tile.heads) == (1, 0, ())
    assert updated(tile, meeting.ask(presence, meeting.sessions[0].id, [])) == tile


def test_what_is_wanting_is_told_but_not_of_those_who_declined(meeting):
    added = meeting.do(add_delegations, meeting.event, [{"code": "UZB", "name": "Uzbekistan"}])
    meeting.do(change_delegation, meeting.delegations["LAO"], {"quota": 1, "state": "confirmed"})
    everybody = [meeting.delegates["Somphone Sample"], meeting.delegates["Khamla Sample"]]
    meeting.do(change_delegates, everybody, {"capacity": "head"})
    found = tiles(meeting)
    wanting = {code: [w for w in Wanting if tile.wants(w)] for code, tile in found.items()}
    assert wanting == {
        "KAZ": [Wanting.LIST, Wanting.HEAD],
        "LAO": [Wanting.SEVERAL_HEADS, Wanting.PLACES, Wanting.HEAD_HERE],
        "UZB": [Wanting.LIST, Wanting.HEAD],
    }
    meeting.do(change_delegation, added.ids[0], {"state": "declined"})
    assert [w for w in Wanting if tiles(meeting)["UZB"].wants(w)] == []


def test_the_detail_knows_its_neighbours_on_the_board(meeting):
    found = meeting.ask(detail, meeting.delegations["LAO"], None)
    assert (found.place, found.before, found.after) == ((2, 2), meeting.delegations["KAZ"], None)
    assert [speaker.name for speaker in found.speakers] == ["Somphone Sample", "Khamla Sample"]
    assert meeting.ask(detail, new_id(), None) is None
