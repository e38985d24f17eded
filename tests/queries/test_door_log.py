"""The whole log of the door: facts and refused scans in one order, narrowed, page by page."""

import pytest
from sqlalchemy.event import listen

from attendance.commands.checkin import check_in, check_in_delegate
from attendance.commands.undo import undo
from attendance.domain.kinds import Direction, Source
from attendance.domain.scan import Word
from attendance.queries.door_log import Wanted, door_log, log_choices


def whole(meeting, wanted=Wanted(), size=200):  # noqa: B008 - a plain value
    """All lines, read page by page."""
    lines, further = [], None
    while True:
        page = meeting.ask(door_log, meeting.event, wanted, further, size)
        lines += page.lines
        further = page.further
        if further is None:
            return lines


@pytest.fixture
def busy(meeting):
    """An entry, a second scan, an unknown code, an exit, an entry elsewhere, and one taken back."""
    one, two = meeting.sessions[:2]
    people = meeting.delegates
    meeting.do(check_in_delegate, one.id, people["Khamla Sample"], Direction.ENTRY, Source.SEARCH)
    meeting.do(check_in_delegate, one.id, people["Khamla Sample"])
    meeting.do(check_in, one.id, "4006381333931")
    meeting.do(check_in_delegate, one.id, people["Khamla Sample"], Direction.EXIT)
    gone = meeting.do(check_in_delegate, two.id, people["Aigerim Sample"], operator="Lan")
    meeting.do(undo, gone.action, "wrong person")
    return meeting


def words(lines):
    return [line.word for line in lines]


NEWEST_FIRST = ["void", "IN", "OUT", "UNKNOWN", "ALREADY_IN", "IN"]


@pytest.mark.parametrize("size", [1, 2, 3, 200])
def test_facts_and_refused_scans_stand_in_the_order_they_were_written(busy, size):
    lines = whole(busy, size=size)
    assert words(lines) == NEWEST_FIRST
    assert len({(line.refused, line.n) for line in lines}) == len(lines)


def test_a_line_that_was_taken_back_says_so_and_offers_no_second_undo(busy):
    void, entry, leaving, *_ = whole(busy)
    assert (entry.voided, entry.can_be_undone()) == (True, False)
    assert (leaving.voided, leaving.can_be_undone()) == (False, True)
    assert (void.reason, void.operator, entry.operator) == ("wrong person", "Noy", "Lan")


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(verdict=Word.IN), ["IN", "IN"]),
        (Wanted(verdict="void"), ["void"]),
        (Wanted(verdict=Word.UNKNOWN), ["UNKNOWN"]),
        (Wanted(source=Source.SEARCH), ["IN"]),
        (Wanted(text="khamla"), ["OUT", "ALREADY_IN", "IN"]),
        (Wanted(text="4006"), ["UNKNOWN"]),
        (Wanted(text="4006", verdict=Word.IN), []),
        (Wanted(desk="Desk 1"), NEWEST_FIRST),
        (Wanted(desk="Desk 9"), []),
    ],
)
def test_the_log_is_narrowed(busy, wanted, expected):
    assert words(whole(busy, wanted)) == expected
    assert words(whole(busy, wanted, size=1)) == expected


def test_by_session_and_by_delegation(busy):
    of_second = whole(busy, Wanted(session=busy.sessions[1].id))
    assert words(of_second) == ["void", "IN"]
    of_lao = whole(busy, Wanted(delegation=busy.delegations["LAO"]))
    assert {line.name for line in of_lao} == {"Khamla Sample"}


def test_it_offers_the_delegations_and_desks_there_are(busy):
    found = busy.ask(log_choices, busy.event)
    assert [code for _, code in found.delegations] == ["KAZ", "LAO"]
    assert found.desks == ["Desk 1"]


@pytest.mark.parametrize("session", [None, 0])
def test_a_page_walks_down_from_the_newest_row_and_sorts_nothing(busy, session):
    """So that it costs no more among a million lines than among ten."""
    wanted = Wanted(session=None if session is None else busy.sessions[session].id)
    asked = []
    with busy.database.read() as db:
        listen(db, "before_cursor_execute", lambda *call: asked.append(call[2:4]))
        door_log(db, busy.event, wanted)
        walked = [
            step[3]
            for statement, values in list(asked)
            if "ORDER BY" in statement
            for step in db.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        ]
    assert len(walked) > 6
    assert not [step for step in walked if "TEMP B-TREE" in step]
