"""An event once more: set-up, programme on new days, delegations without people."""

import pytest
from sqlalchemy import select

from attendance.commands.delegates import add_delegation
from attendance.commands.duplicating import duplicate_event
from attendance.commands.events import change_event
from attendance.commands.letters import add_letter
from attendance.commands.programme import add_session, remove_sessions
from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import new_id
from attendance.queries.delegations import delegations
from attendance.queries.events import event as event_row
from attendance.queries.letters import letters_of
from attendance.queries.listing import ids, page
from attendance.queries.programme import sessions
from attendance.store import tables as t
from attendance.store.journal import Action
from attendance.store.verify import verify


def programme(meeting, event):
    return [(s.day, s.title) for s in meeting.ask(sessions, event)]


def of_event(db, column, event):
    return list(db.scalars(select(column).where(column.table.c.event == event)))


def board(meeting, event):
    def ask(db):
        listing = delegations(event)
        return page(db, listing, ids(db, listing), ("code", "state", "quota", "delegates"))

    return [row[1:] for row in meeting.ask(ask)]


def test_the_programme_moves_to_the_new_days(meeting):
    meeting.do(add_session, meeting.event, title="Dinner", day="2024-05-29", starts="19:00")
    made = meeting.do(duplicate_event, meeting.event, title="Again", starts="2025-06-10", ends="2025-06-11")
    assert programme(meeting, made.event) == [
        ("2025-06-10", "Morning"),
        ("2025-06-10", "Afternoon"),
        ("2025-06-10", "Dinner"),
        ("2025-06-11", "Morning"),
        ("2025-06-11", "Afternoon"),
    ]
    assert meeting.ask(event_row, made.event)[2:6] == ("Again", None, "2025-06-10", "2025-06-11")
    assert verify(meeting.database) == []


def test_fewer_days_leave_later_items_without_a_day_and_more_days_get_half_days(meeting):
    meeting.do(add_session, meeting.event, title="Closing", day="2024-05-30")
    short = meeting.do(duplicate_event, meeting.event, starts="2025-06-10", ends="2025-06-10").event
    assert programme(meeting, short)[-1] == (None, "Closing")
    assert len(programme(meeting, short)) == 3
    long = meeting.do(duplicate_event, meeting.event, starts="2025-06-10", ends="2025-06-12").event
    assert programme(meeting, long)[-1] == ("2025-06-12", "Afternoon")


def test_half_days_taken_out_of_the_earlier_event_stay_out(meeting):
    meeting.do(remove_sessions, [meeting.sessions[3].id])
    made = meeting.do(duplicate_event, meeting.event, starts="2025-06-10", ends="2025-06-11")
    assert [title for _, title in programme(meeting, made.event)] == ["Morning", "Afternoon", "Morning"]


def test_open_dates_on_either_side_still_leave_something_to_check_in_to(meeting):
    made = meeting.do(duplicate_event, meeting.event)
    assert programme(meeting, made.event) == [(None, "Attendance")]
    again = meeting.do(duplicate_event, made.event, starts="2025-06-10")
    assert programme(meeting, again.event) == [("2025-06-10", "Morning"), ("2025-06-10", "Afternoon")]


def test_delegations_are_invited_anew_and_nobody_is_on_the_list(meeting):
    more = {"state": "confirmed", "quota": 4, "credentials_on": "2024-05-02"}
    meeting.do(add_delegation, meeting.event, code="UZB", name="Uzbekistan", **more)
    made = meeting.do(duplicate_event, meeting.event, starts="2025-06-10").event
    assert sorted(board(meeting, made)) == [
        ("KAZ", "invited", None, 0),
        ("LAO", "invited", None, 0),
        ("UZB", "invited", 4, 0),
    ]
    alone = meeting.do(duplicate_event, meeting.event, with_delegations=False).event
    assert board(meeting, alone) == []


def test_tags_and_own_fields_come_along_and_letters_do_not(meeting):
    with (
        meeting.database.write() as db,
        Action(db, meeting.stamp(), "add_tag", event=meeting.event) as action,
    ):
        own = {"event": meeting.event}
        action.insert(t.tag, [{"id": new_id(), **own, "name": "VIP", "colour": "accent"}])
        field = {"id": new_id(), **own, "title": "Hotel", "kind": "text", "sensitive": False}
        action.insert(t.custom_field, [field])
    meeting.do(add_letter, meeting.event, {"number": "12"})
    made = meeting.do(duplicate_event, meeting.event, starts="2025-06-10").event
    assert meeting.ask(of_event, t.tag.c.name, made) == ["VIP"]
    assert meeting.ask(of_event, t.custom_field.c.title, made) == ["Hotel"]
    assert meeting.ask(letters_of, made) == []


def test_a_deadline_that_is_given_is_kept(meeting):
    meeting.do(change_event, meeting.event, {"nomination_deadline": "2024-05-10"})
    copy = meeting.do(
        duplicate_event, meeting.event, starts="2025-05-29", nomination_deadline="2025-04-01"
    ).event
    e = t.event.c
    assert (
        meeting.ask(lambda db: db.scalar(select(e.nomination_deadline).where(e.id == copy))) == "2025-04-01"
    )


def test_the_deadline_keeps_its_distance_and_the_copy_is_neither_archived_nor_a_sample(meeting):
    meeting.do(change_event, meeting.event, {"nomination_deadline": "2024-05-10", "archived": True})
    made = meeting.do(duplicate_event, meeting.event, starts="2024-06-28").event
    kept = meeting.ask(lambda db: db.execute(t.event.select().where(t.event.c.id == made)).one())
    assert (kept.nomination_deadline, kept.archived, kept.sample) == ("2024-06-09", False, False)
    assert kept.zone == "Asia/Almaty"


def test_a_copy_is_one_action_and_goes_by_one_undo(meeting):
    made = meeting.do(duplicate_event, meeting.event, starts="2025-06-10")
    meeting.do(undo, made.action)
    assert meeting.ask(event_row, made.event) is None
    assert verify(meeting.database) == []


def test_what_cannot_be_copied_is_refused(meeting):
    with pytest.raises(Refused, match="no_such_event"):
        meeting.do(duplicate_event, new_id())
    with pytest.raises(Refused, match="title_missing"):
        meeting.do(duplicate_event, meeting.event, title=" ")
    with pytest.raises(Refused, match="ends_before_start"):
        meeting.do(duplicate_event, meeting.event, starts="2025-06-10", ends="2025-06-09")
