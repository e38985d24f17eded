"""The print log: what came out counts, what did not is noted, and a badge that no longer is true is told."""

import pytest
from sqlalchemy import select

from attendance.commands.badges import Printed, log_printing
from attendance.commands.checkin import check_in
from attendance.commands.delegates import change_delegates
from attendance.commands.events import new_event
from attendance.commands.undo import last_undoable, redo, undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import BadgeState, Direction, new_id
from attendance.queries.badges import badges, first_entry, print_log, spares, wanting
from attendance.queries.delegates import delegates
from attendance.queries.listing import Question, ids, page
from attendance.store import tables as t
from attendance.store.journal import Action
from attendance.store.verify import verify

SOMPHONE, KHAMLA, AIGERIM = "Somphone Sample", "Khamla Sample", "Aigerim Sample"


def badge(meeting, name):
    return meeting.ask(badges, meeting.event, [meeting.delegates[name]])[0]


def printed(meeting, *names, problem=None):
    rows = [badge(meeting, name) for name in names]
    sent = [Printed(row.id, row.code, row.face) for row in rows]
    return meeting.do(log_printing, meeting.event, sent, problem)


def narrowed(meeting, condition):
    listing = delegates(meeting.event)
    numbers = meeting.ask(ids, listing, Question(conditions=(condition,)))
    return {row[1] for row in meeting.ask(page, listing, numbers, ("name",))}


def test_a_badge_that_came_out_counts_and_the_log_says_where_and_by_whom(meeting):
    assert printed(meeting, KHAMLA).rows == 1
    printed(meeting, KHAMLA)
    line, before = meeting.ask(print_log, meeting.delegates[KHAMLA])
    assert (line.desk, line.operator, line.problem) == ("Desk 1", "Noy", None)
    assert line.code == badge(meeting, KHAMLA).code
    assert line.at > before.at
    assert badge(meeting, KHAMLA).printed == 2
    assert narrowed(meeting, "badge_not_printed") == {SOMPHONE, AIGERIM}
    assert verify(meeting.database) == []


def test_a_print_that_failed_is_noted_and_counts_for_nobody(meeting):
    printed(meeting, KHAMLA, problem="not_printed")
    assert [line.problem for line in meeting.ask(print_log, meeting.delegates[KHAMLA])] == ["not_printed"]
    assert badge(meeting, KHAMLA).printed == 0
    assert KHAMLA in narrowed(meeting, "badge_not_printed")


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "Khamla Another"},
        {"name_official": "ຄຳຫຼ້າ"},
        {"capacity": "speaker"},
        {"badge_code": "359255611721"},
    ],
)
def test_a_badge_with_an_old_name_or_code_is_told_until_it_is_printed_again(meeting, fields):
    printed(meeting, KHAMLA, SOMPHONE)
    assert narrowed(meeting, "badge_outdated") == set()
    meeting.do(change_delegates, [meeting.delegates[KHAMLA]], fields)
    name = fields.get("name", KHAMLA)
    assert narrowed(meeting, "badge_outdated") == {name}
    assert meeting.ask(wanting, meeting.event) == (1, 1)
    found = meeting.ask(badges, meeting.event, wanting=True)
    assert [row.name for row in found] == [AIGERIM, name]
    printed(meeting, KHAMLA)
    assert narrowed(meeting, "badge_outdated") == set()


def test_what_is_on_no_badge_makes_none_wrong(meeting):
    printed(meeting, KHAMLA)
    meeting.do(change_delegates, [meeting.delegates[KHAMLA]], {"seat": "A4", "email": "k@example.org"})
    assert narrowed(meeting, "badge_outdated") == set()


def test_badges_come_by_delegation_with_the_head_first_and_only_of_people_who_are_expected(meeting):
    assert [row.name for row in meeting.ask(badges, meeting.event)] == [AIGERIM, SOMPHONE, KHAMLA]
    meeting.do(change_delegates, [meeting.delegates[KHAMLA]], {"status": "withdrawn"})
    assert [row.name for row in meeting.ask(badges, meeting.event)] == [AIGERIM, SOMPHONE]
    own = meeting.ask(badges, meeting.event, None, [meeting.delegations["LAO"]])
    assert [row.name for row in own] == [SOMPHONE]
    assert badge(meeting, KHAMLA).name == KHAMLA


def test_a_spare_badge_is_logged_without_a_person_and_fits_whom_it_is_tied_to(meeting):
    spare = "960586892975"
    with (
        meeting.database.write() as db,
        Action(db, meeting.stamp(), "make_spares", event=meeting.event) as action,
    ):
        row = {
            "id": new_id(),
            "code": spare,
            "event": meeting.event,
            "state": BadgeState.SPARE,
            "at": meeting.now,
        }
        action.insert(t.badge, [row])
    assert meeting.ask(spares, meeting.event) == [(spare, False)]
    meeting.do(log_printing, meeting.event, [Printed(None, spare)])
    assert meeting.ask(spares, meeting.event) == [(spare, True)]
    printed(meeting, KHAMLA)
    with meeting.database.write() as db, Action(db, meeting.stamp(), "tie", event=meeting.event) as action:
        action.update(
            t.badge, [(row["id"], {"state": BadgeState.TIED, "delegate": meeting.delegates[KHAMLA]})]
        )
        action.update(t.delegate, [(meeting.delegates[KHAMLA], {"badge_code": spare})])
    assert narrowed(meeting, "badge_outdated") == set()


def test_only_the_first_entry_at_the_event_asks_for_a_badge(meeting):
    first, second = meeting.sessions[:2]
    code = badge(meeting, KHAMLA).code
    came = meeting.do(check_in, first.id, code)
    assert meeting.ask(first_entry, meeting.event, came.fact).name == KHAMLA
    later = meeting.do(check_in, second.id, code)
    assert meeting.ask(first_entry, meeting.event, later.fact) is None
    left = meeting.do(check_in, first.id, badge(meeting, AIGERIM).code, Direction.EXIT)
    assert meeting.ask(first_entry, meeting.event, left.fact) is None


def test_an_entry_that_was_taken_back_was_none_and_a_printed_badge_is_not_printed_again(meeting):
    session, code = meeting.sessions[0].id, badge(meeting, KHAMLA).code
    meeting.do(undo, meeting.do(check_in, session, code).action)
    again = meeting.do(check_in, session, code)
    assert meeting.ask(first_entry, meeting.event, again.fact).name == KHAMLA
    printed(meeting, KHAMLA)
    assert meeting.ask(first_entry, meeting.event, again.fact) is None


def test_the_undo_key_passes_over_what_a_printer_did_but_a_print_that_jammed_can_be_taken_back(meeting):
    came = meeting.do(check_in, meeting.sessions[0].id, badge(meeting, KHAMLA).code)
    done = printed(meeting, KHAMLA)
    assert meeting.ask(last_undoable).action == came.action
    meeting.do(undo, done.action)
    assert badge(meeting, KHAMLA).printed == 0
    assert meeting.ask(print_log, meeting.delegates[KHAMLA]) == []


def test_people_of_another_event_and_events_that_are_gone_are_not_logged(meeting):
    other = meeting.do(new_event, title="Other", zone="UTC")
    row = badge(meeting, KHAMLA)
    assert meeting.do(log_printing, other, [Printed(row.id, row.code, row.face)]) == (0, None)
    with pytest.raises(Refused, match="no_such_event"):
        meeting.do(log_printing, new_id(), [])
    assert meeting.ask(lambda db: db.scalar(select(t.printing.c.id))) is None


def test_an_entry_that_was_taken_back_and_brought_back_was_the_first(meeting):
    first = meeting.do(check_in, meeting.sessions[0].id, "1")
    meeting.do(undo, first.action)
    meeting.do(redo)
    assert meeting.ask(first_entry, meeting.event, first.fact) is not None
    later = meeting.do(check_in, meeting.sessions[1].id, "1")
    assert meeting.ask(first_entry, meeting.event, later.fact) is None
