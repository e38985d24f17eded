"""Undo and redo: answered, never erased; refused when somebody else's work would be lost."""

import pytest
from sqlalchemy import func, select

from attendance.commands.checkin import check_in
from attendance.commands.delegates import add_delegate, add_delegation, change_delegates
from attendance.commands.events import new_event
from attendance.commands.undo import last_redoable, redo, undo
from attendance.domain.errors import Refused
from attendance.domain.verdict import Word
from attendance.queries.history import last_facts
from attendance.store import tables as t
from attendance.store.database import Database
from attendance.store.verify import verify


def row(meeting, table, id_):
    return meeting.ask(lambda db: db.execute(select(table).where(table.c.id == id_)).one_or_none())


def test_an_undone_check_in_leaves_both_lines_and_the_person_out(meeting):
    here = meeting.sessions[0].id
    meeting.do(check_in, here, "1")
    meeting.do(undo, None, "wrong person")
    kinds = meeting.ask(lambda db: [(f.kind, f.reason) for f in db.execute(select(t.attendance_fact))])
    assert kinds == [("in", None), ("void", "wrong person")]
    assert meeting.ask(lambda db: db.execute(select(t.presence)).all()) == []
    assert [fact.voided for fact in meeting.ask(last_facts, here)] == [True]
    assert meeting.do(check_in, here, "1").word is Word.IN


def test_redo_takes_the_undo_back(meeting):
    here = meeting.sessions[0].id
    meeting.do(check_in, here, "1")
    meeting.do(undo)
    meeting.do(redo)
    assert meeting.do(check_in, here, "1").word is Word.ALREADY_IN
    assert [fact.voided for fact in meeting.ask(last_facts, here)] == [False]
    assert verify(meeting.database) == []


def test_undo_goes_back_step_by_step_and_redo_forward_again(meeting):
    who = meeting.delegates["Khamla Sample"]
    for seat in ("A1", "A2", "A3"):
        meeting.do(change_delegates, [who], {"seat": seat})
    seats = []
    for verb in (undo, undo, undo, redo, redo, redo):
        meeting.do(verb)
        seats.append(row(meeting, t.delegate, who).seat)
    assert seats == ["A2", "A1", None, "A1", "A2", "A3"]
    with pytest.raises(Refused, match="nothing_to_redo"):
        meeting.do(redo)
    assert verify(meeting.database) == []


def test_a_new_action_ends_what_redo_could_bring_back(meeting):
    who = meeting.delegates["Khamla Sample"]
    meeting.do(change_delegates, [who], {"seat": "A1"})
    meeting.do(undo)
    meeting.do(change_delegates, [who], {"seat": "B1"})
    assert meeting.ask(last_redoable) is None


def test_undo_survives_a_restart(meeting):
    who = meeting.delegates["Khamla Sample"]
    meeting.do(change_delegates, [who], {"seat": "A1"})
    path = meeting.database.path
    meeting.database.close()
    meeting.database = Database.open(path)
    meeting.do(undo)
    assert row(meeting, t.delegate, who).seat is None


def test_a_created_delegate_goes_and_comes_back_whole(meeting):
    who = meeting.do(add_delegate, meeting.delegations["KAZ"], name="Daniyar Sample", sex="m")
    before = row(meeting, t.delegate, who)
    meeting.do(undo)
    assert row(meeting, t.delegate, who) is None
    assert meeting.ask(lambda db: db.scalar(select(func.count()).select_from(t.delegate_index))) == 3
    meeting.do(redo)
    assert row(meeting, t.delegate, who)[1:] == before[1:]
    assert verify(meeting.database) == []


def test_a_change_that_somebody_wrote_over_is_not_undone(meeting):
    who = meeting.delegates["Khamla Sample"]
    meeting.do(change_delegates, [who], {"seat": "A1"}, operator="Noy")
    first = meeting.ask(
        lambda db: db.scalar(select(t.change.c.action).order_by(t.change.c.seq.desc()).limit(1))
    )
    meeting.do(change_delegates, [who], {"seat": "B2"}, operator="Kham")
    with pytest.raises(Refused) as refused:
        meeting.do(undo, first)
    assert (refused.value.code, refused.value.details["who"]) == ("changed_since", "Kham")
    assert row(meeting, t.delegate, who).seat == "B2"


def test_what_is_in_use_is_not_taken_away(meeting):
    group = meeting.do(add_delegation, meeting.event, code="VNM", name="Viet Nam")
    made = meeting.ask(lambda db: db.scalar(select(t.change.c.action).where(t.change.c.row == group)))
    meeting.do(add_delegate, group, name="Minh Sample")
    with pytest.raises(Refused, match="still_in_use"):
        meeting.do(undo, made)
    assert row(meeting, t.delegation, group) is not None
    assert verify(meeting.database) == []


def test_the_same_action_is_undone_once(meeting):
    verdict = meeting.do(check_in, meeting.sessions[0].id, "1")
    meeting.do(undo, verdict.action)
    with pytest.raises(Refused, match="already_undone"):
        meeting.do(undo, verdict.action)


def test_a_refused_scan_is_not_the_last_action(meeting):
    meeting.do(check_in, meeting.sessions[0].id, "1")
    meeting.do(check_in, meeting.sessions[0].id, "nobody")
    assert meeting.do(undo).verb == "check_in"


def test_a_new_event_with_its_half_days_is_undone_in_one_step(meeting):
    other = meeting.do(new_event, title="Other", zone="UTC", starts="2024-06-01")
    meeting.do(undo)
    assert row(meeting, t.event, other) is None
    assert (
        meeting.ask(lambda db: db.scalar(select(func.count()).where(t.event_session.c.event == other))) == 0
    )
