"""Events: half-days, dates, and what is refused."""

import pytest

from attendance.commands.checkin import check_in
from attendance.commands.delegates import add_delegate, add_delegation
from attendance.commands.events import archive_event, change_event, new_event
from attendance.commands.programme import add_session, remove_sessions
from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.domain.scan import Word
from attendance.queries.events import event as event_row
from attendance.queries.programme import sessions
from attendance.store.verify import verify


def test_a_new_event_gets_morning_and_afternoon_of_each_day(meeting):
    found = [(s.day, s.title, s.kind, s.takes_attendance) for s in meeting.sessions]
    assert found == [
        ("2024-05-29", "Morning", "half_day", True),
        ("2024-05-29", "Afternoon", "half_day", True),
        ("2024-05-30", "Morning", "half_day", True),
        ("2024-05-30", "Afternoon", "half_day", True),
    ]


def test_an_event_with_open_dates_takes_attendance_all_the_same(meeting):
    event = meeting.do(new_event, title="INC 1", zone="UTC", year=1991)
    (session,) = meeting.ask(sessions, event)
    assert (session.title, session.day, session.takes_attendance) == ("Attendance", None, True)
    who = meeting.do(add_delegation, event, code="KAZ", name="Kazakhstan")
    meeting.do(add_delegate, who, name="Aigerim Sample")
    assert meeting.do(check_in, session.id, "1").word is Word.IN


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("title_missing", {"title": "  "}),
        ("bad_date", {"starts": "29/05/2024"}),
        ("bad_date", {"starts": "20240529"}),
        ("bad_date", {"starts": "2024-W22-3"}),
        ("ends_before_start", {"starts": "2024-05-30", "ends": "2024-05-29"}),
        ("event_too_long", {"starts": "2024-05-30", "ends": "2054-05-29"}),
        ("unknown_zone", {"zone": "Asia/Atlantis"}),
        ("unknown_zone", {"zone": "../../etc/passwd"}),
    ],
)
def test_what_cannot_be_is_refused(meeting, code, fields):
    with pytest.raises(Refused, match=code):
        meeting.do(new_event, **{"title": "Other", "zone": "UTC", **fields})


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("bad_date", {"starts": "2024-13-01"}),
        ("ends_before_start", {"ends": "2024-05-28"}),
        ("ends_before_start", {"starts": "2024-05-31"}),
        ("event_too_long", {"starts": "2020-05-31"}),
    ],
)
def test_one_date_changed_must_agree_with_the_other(meeting, code, fields):
    with pytest.raises(Refused, match=code):
        meeting.do(change_event, meeting.event, fields)
    meeting.do(change_event, meeting.event, {"ends": "2024-05-31"})


def half_days(meeting):
    return [(s.day, s.title) for s in meeting.ask(sessions, meeting.event) if s.kind == "half_day"]


def test_another_day_gets_its_half_days_and_an_unused_one_loses_them(meeting):
    made = meeting.do(change_event, meeting.event, {"ends": "2024-05-31"})
    assert made.fitted.added == 2
    assert half_days(meeting)[-1] == ("2024-05-31", "Afternoon")
    made = meeting.do(change_event, meeting.event, {"starts": "2024-05-30"})
    assert (made.fitted.added, made.fitted.removed) == (0, 2)
    assert {day for day, _ in half_days(meeting)} == {"2024-05-30", "2024-05-31"}
    meeting.do(undo, made.action)
    assert len(half_days(meeting)) == 6
    assert verify(meeting.database) == []


def test_half_days_with_attendance_stay_when_their_day_goes(meeting):
    meeting.do(check_in, meeting.sessions[0].id, "1")
    made = meeting.do(change_event, meeting.event, {"starts": "2024-05-30"})
    assert (made.fitted.removed, made.fitted.kept) == (1, 1)
    assert half_days(meeting)[0] == ("2024-05-29", "Morning")


def test_an_event_put_off_takes_its_programme_along(meeting):
    dinner = meeting.do(add_session, meeting.event, title="Dinner", day="2024-05-30", starts="19:00").id
    made = meeting.do(change_event, meeting.event, {"starts": "2024-06-05", "ends": "2024-06-06"})
    assert made.fitted.moved == 5
    days = {s.id: s.day for s in meeting.ask(sessions, meeting.event)}
    assert days[dinner] == "2024-06-06"
    assert set(days.values()) == {"2024-06-05", "2024-06-06"}


def test_once_attendance_is_taken_an_event_put_off_leaves_it_where_it_was(meeting):
    meeting.do(check_in, meeting.sessions[0].id, "1")
    made = meeting.do(change_event, meeting.event, {"starts": "2024-06-05", "ends": "2024-06-06"})
    assert (made.fitted.added, made.fitted.removed, made.fitted.kept) == (4, 3, 1)


def test_half_days_somebody_took_away_do_not_come_back_with_other_days(meeting):
    gone = meeting.sessions[1].id
    meeting.do(remove_sessions, [gone])
    meeting.do(change_event, meeting.event, {"ends": "2024-05-31"})
    assert ("2024-05-29", "Afternoon") not in half_days(meeting)


def test_dates_that_become_known_bring_half_days_and_open_ones_bring_one_session(meeting):
    event = meeting.do(new_event, title="Later", zone="UTC")
    meeting.do(change_event, event, {"starts": "2025-01-10"})
    assert [s.day for s in meeting.ask(sessions, event)] == ["2025-01-10", "2025-01-10"]
    assert meeting.ask(event_row, event).ends == "2025-01-10"
    meeting.do(change_event, event, {"starts": None})
    assert [(s.day, s.title) for s in meeting.ask(sessions, event)] == [(None, "Attendance")]
    assert meeting.ask(event_row, event).ends is None


def test_a_title_may_be_lao_alone_but_not_missing_in_both(meeting):
    meeting.do(change_event, meeting.event, {"title_official": "ກອງປະຊຸມ"})
    meeting.do(change_event, meeting.event, {"title": None})
    with pytest.raises(Refused, match="title_missing"):
        meeting.do(change_event, meeting.event, {"title_official": ""})
    meeting.do(new_event, title="", title_official="ກອງປະຊຸມ", zone="UTC")


def test_an_event_put_away_comes_back_by_undo(meeting):
    action = meeting.do(archive_event, meeting.event)
    assert meeting.ask(event_row, meeting.event).archived
    meeting.do(undo, action)
    assert not meeting.ask(event_row, meeting.event).archived
