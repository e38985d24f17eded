"""Events: half-days, dates, and what is refused."""

import pytest

from attendance.commands.checkin import check_in
from attendance.commands.delegates import add_delegate, add_delegation
from attendance.commands.events import change_event, new_event
from attendance.domain.errors import Refused
from attendance.domain.verdict import Word
from attendance.queries.programme import sessions


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
