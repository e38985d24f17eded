"""The dates of an accreditation and the days of a badge: kept in order, and never backwards."""

import pytest
from sqlalchemy import select

from attendance.commands.delegates import change_delegates
from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.store import tables as t
from attendance.ui.fields import read_dates, show_dates

FIELDS = ("valid_from", "valid_until", "badge_days")


def kept(meeting, name):
    d = t.delegate.c
    wanted = select(*(d[key] for key in FIELDS)).where(d.id == meeting.delegates[name])
    return tuple(meeting.ask(lambda db: db.execute(wanted).one()))


def change(meeting, *names, **fields):
    return meeting.do(change_delegates, [meeting.delegates[name] for name in names], fields)


def test_many_are_accredited_at_once_and_undo_takes_it_back(meeting):
    done = change(meeting, "Khamla Sample", "Aigerim Sample", valid_until="2024-05-30")
    assert done.rows == 2
    assert kept(meeting, "Aigerim Sample") == (None, "2024-05-30", None)
    meeting.do(undo)
    assert kept(meeting, "Aigerim Sample") == (None, None, None)


def test_the_days_of_a_badge_are_kept_in_order_and_each_once(meeting):
    change(meeting, "Khamla Sample", badge_days="2024-05-30\n2024-05-29\n2024-05-30")
    assert kept(meeting, "Khamla Sample")[2] == "2024-05-29\n2024-05-30"
    change(meeting, "Khamla Sample", badge_days=None)
    assert kept(meeting, "Khamla Sample")[2] is None


@pytest.mark.parametrize("field", FIELDS)
def test_what_is_no_date_is_refused(meeting, field):
    with pytest.raises(Refused, match="bad_date"):
        change(meeting, "Khamla Sample", **{field: "29.5.2024"})


def test_an_accreditation_does_not_end_before_it_starts_whoever_of_many_it_is(meeting):
    change(meeting, "Khamla Sample", valid_from="2024-05-30")
    with pytest.raises(Refused, match="accreditation_backwards"):
        change(meeting, "Aigerim Sample", "Khamla Sample", valid_until="2024-05-29")
    assert kept(meeting, "Aigerim Sample") == (None, None, None)


def test_days_are_typed_and_shown_as_people_write_them():
    assert read_dates("30.5.2024, 29/05/2024; 30.5.2024") == "2024-05-29\n2024-05-30"
    assert read_dates(" , ") is None
    assert show_dates("2024-05-29\n2024-05-30") == "29.05.2024, 30.05.2024"
    with pytest.raises(Refused, match="bad_day"):
        read_dates("29.5.2024, soon")
