"""Programme items: made, moved, duplicated, taken away, and what is refused."""

import pytest
from sqlalchemy import select

from attendance.commands.checkin import check_in
from attendance.commands.contributions import add_contribution
from attendance.commands.events import new_event
from attendance.commands.programme import add_session, change_session, duplicate_session, remove_sessions
from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import Direction
from attendance.queries.programme import programme, sessions, speeches
from attendance.store import tables as t
from attendance.store.verify import verify

PLENARY = {"title": "Opening plenary", "day": "2024-05-29", "starts": "09:00", "ends": "10:30"}


def item(meeting, session):
    return next(row for row in meeting.ask(programme, meeting.event).items if row.id == session)


def test_a_new_item_takes_no_attendance_and_admits_everyone_once_it_does(meeting):
    made = meeting.do(add_session, meeting.event, **PLENARY, room="  Hall A ")
    found = item(meeting, made.id)
    assert (found.title, found.room, found.takes_attendance, found.entry) == (
        "Opening plenary", "Hall A", False, "once",
    )  # fmt: skip
    meeting.do(undo, made.action)
    assert len(meeting.ask(sessions, meeting.event)) == 4


def test_a_title_in_the_official_script_is_enough(meeting):
    made = meeting.do(add_session, meeting.event, title_official="ພິທີເປີດ")
    assert (item(meeting, made.id).title, item(meeting, made.id).title_official) == (None, "ພິທີເປີດ")
    with pytest.raises(Refused, match="title_missing"):
        meeting.do(change_session, made.id, {"title_official": "  "})


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("title_missing", {"title": " "}),
        ("bad_date", {"day": "29 May"}),
        ("bad_time", {"starts": "25:00"}),
        ("bad_time", {"ends": "9:30"}),
        ("bad_time", {"starts": "0໘:3໐"}),
        ("session_ends_before_start", {"starts": "10:30", "ends": "10:00"}),
        ("unknown_word", {"kind": "lunch"}),
        ("unknown_word", {"entry": "never"}),
    ],
)
def test_what_cannot_be_is_refused_when_made_changed_or_duplicated(meeting, code, fields):
    made = meeting.do(add_session, meeting.event, **PLENARY)
    for verb, first in ((change_session, made.id), (duplicate_session, made.id)):
        with pytest.raises(Refused, match=code):
            meeting.do(verb, first, fields) if verb is change_session else meeting.do(verb, first, **fields)
    with pytest.raises(Refused, match=code):
        meeting.do(add_session, meeting.event, **{**PLENARY, **fields})


def test_nothing_is_added_to_an_event_that_is_not_there(meeting):
    with pytest.raises(Refused, match="no_such_event"):
        meeting.do(add_session, meeting.delegations["LAO"], **PLENARY)


def test_a_session_moves_with_its_check_ins_and_back_by_undo(meeting):
    morning = meeting.sessions[0].id
    meeting.do(check_in, morning, "1")
    action = meeting.do(change_session, morning, {"day": "2024-05-30", "starts": "10:00", "ends": "13:30"})
    assert (item(meeting, morning).day, item(meeting, morning).came) == ("2024-05-30", 1)
    assert meeting.do(change_session, morning, {"starts": "10:00"}) is None
    meeting.do(undo, action)
    assert (item(meeting, morning).day, item(meeting, morning).starts) == ("2024-05-29", "08:30")
    assert verify(meeting.database) == []


def test_a_duplicate_has_everything_but_the_contributions(meeting):
    made = meeting.do(add_session, meeting.event, **PLENARY, room_official="ຫ້ອງ 1", entry="many")
    meeting.do(add_contribution, meeting.delegations["LAO"], title="Plans", event_session=made.id)
    copy = meeting.do(duplicate_session, made.id, day="2024-05-30")
    assert item(meeting, copy.id) == item(meeting, made.id)._replace(id=copy.id, day="2024-05-30", codes=())


def test_a_removed_session_leaves_its_contributions_and_undo_joins_them_again(meeting):
    made = meeting.do(add_session, meeting.event, **PLENARY)
    meeting.do(add_contribution, meeting.delegations["LAO"], title="Plans", event_session=made.id)
    gone = meeting.do(remove_sessions, [made.id])
    assert [row.title for row in meeting.ask(speeches, meeting.event, None)] == ["Plans"]
    assert meeting.ask(programme, meeting.event).unplaced == 1
    meeting.do(undo, gone)
    assert item(meeting, made.id).codes == ("LAO",)
    assert meeting.ask(programme, meeting.event).unplaced == 0
    assert verify(meeting.database) == []


def test_where_somebody_was_checked_in_the_session_stays_even_if_it_was_taken_back(meeting):
    meeting.do(check_in, meeting.sessions[0].id, "1")
    meeting.do(undo)
    meeting.do(check_in, meeting.sessions[1].id, "nobody", Direction.ENTRY)
    for session in meeting.sessions[:2]:
        with pytest.raises(Refused) as refused:
            meeting.do(remove_sessions, [meeting.sessions[2].id, session.id])
        assert (refused.value.code, refused.value.details["title"]) == ("session_was_used", session.title)
    assert len(meeting.ask(sessions, meeting.event)) == 4
    meeting.do(remove_sessions, [meeting.sessions[2].id, meeting.sessions[3].id])
    assert len(meeting.ask(sessions, meeting.event)) == 2


def test_the_programme_of_another_event_is_not_counted(meeting):
    other = meeting.do(new_event, title="Other", zone="UTC", starts="2024-06-01")
    meeting.do(check_in, meeting.sessions[0].id, "1")
    found = meeting.ask(programme, other)
    assert (found.starts, found.ends, found.delegations) == ("2024-06-01", "2024-06-01", 0)
    assert [(row.title, row.came) for row in found.items] == [("Morning", 0), ("Afternoon", 0)]
    assert meeting.ask(programme, meeting.delegations["LAO"]) is None
    assert meeting.ask(lambda db: len(db.execute(select(t.event_session)).all())) == 6
