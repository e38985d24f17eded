"""The event session of now, across days, breaks, rooms and time zones; the time is an argument."""

from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from attendance.domain.errors import Refused
from attendance.domain.session_now import session_of_now


class Slot(NamedTuple):
    id: str
    day: str | None
    starts: str | None
    ends: str | None = None
    room: str | None = None

    @property
    def title(self):
        return self.id

    @property
    def title_official(self):
        return None


ALMATY, VIENTIANE = "Asia/Almaty", "Asia/Vientiane"
SEMINAR = [
    Slot("Morning 1", "2024-05-29", "09:00", "12:30"),
    Slot("Afternoon 1", "2024-05-29", "14:00", "17:30"),
    Slot("Morning 2", "2024-05-30", "09:00", "12:30"),
    Slot("Afternoon 2", "2024-05-30", "14:00", "17:30"),
]


def at(when: str, zone: str = ALMATY) -> int:
    return int(datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


def found(sessions, when, zone=ALMATY, room=None):
    now = session_of_now(sessions, at(when, zone), zone, room)
    return now and now.id


@pytest.mark.parametrize(
    ("when", "name"),
    [
        ("2024-05-28T12:00", None),
        ("2024-05-28T23:59", None),
        ("2024-05-29T00:01", "Morning 1"),  # a day of its own begins: nobody is booked for yesterday
        ("2024-05-29T08:00", "Morning 1"),
        ("2024-05-29T09:00", "Morning 1"),
        ("2024-05-29T12:29", "Morning 1"),
        ("2024-05-29T12:30", "Morning 1"),  # people are leaving
        ("2024-05-29T13:29", "Morning 1"),
        ("2024-05-29T13:30", "Afternoon 1"),  # half an hour before
        ("2024-05-29T17:30", "Afternoon 1"),
        ("2024-05-29T23:59", "Afternoon 1"),
        ("2024-05-30T07:00", "Morning 2"),
        ("2024-05-31T09:00", None),
    ],
)
def test_the_one_that_runs_then_the_next_then_the_last_of_the_day(when, name):
    assert found(SEMINAR, when) == name


def test_the_day_and_the_hour_are_those_of_the_events_place():
    moment = at("2024-05-29T07:35", VIENTIANE)  # 05:35 or 06:35 in Almaty: the clocks there moved in March
    assert session_of_now(SEMINAR, moment, VIENTIANE).id == "Morning 1"
    late = at("2024-05-29T23:30", ALMATY)
    assert session_of_now(SEMINAR, late, ALMATY).id == "Afternoon 1"
    assert session_of_now(SEMINAR, late, VIENTIANE).id == "Morning 2"  # already the 30th there


def test_one_without_an_end_runs_until_the_next_in_its_room_or_the_end_of_the_day():
    open_ended = [Slot("Opening", "2024-05-29", "09:00"), Slot("Dinner", "2024-05-29", "19:00")]
    assert found(open_ended, "2024-05-29T16:00") == "Opening"
    assert found(open_ended, "2024-05-29T19:00") == "Dinner"
    assert found(open_ended, "2024-05-29T23:30") == "Dinner"


def test_a_dinner_past_midnight_is_still_that_dinner():
    dinner = [Slot("Dinner", "2024-05-29", "20:00", "01:00")]
    assert found(dinner, "2024-05-30T00:30") == "Dinner"
    assert found(dinner, "2024-05-30T01:00") is None


def test_one_without_a_day_or_a_start_is_never_now():
    assert (
        found([Slot("Some time", None, None), Slot("That day", "2024-05-29", None)], "2024-05-29T10:00")
        is None
    )


PARALLEL = [
    Slot("Plenary", "2024-05-29", "09:00", "12:00", "Hall A"),
    Slot("Workshop", "2024-05-29", "09:30", "12:00", "Hall B"),
    Slot("Dinner", "2024-05-29", "19:00", "21:00"),
]


@pytest.mark.parametrize("when", ["2024-05-29T10:00", "2024-05-29T13:00"])
def test_two_at_once_for_one_door_are_refused_naming_both(when):
    with pytest.raises(Refused) as refused:
        found(PARALLEL, when)
    assert refused.value.code == "two_sessions_now"
    assert (refused.value.details["first"], refused.value.details["second"]) == ("Plenary", "Workshop")


def test_the_room_of_the_desk_decides_and_a_session_without_a_room_is_everywhere():
    assert found(PARALLEL, "2024-05-29T10:00", room="Hall A") == "Plenary"
    assert found(PARALLEL, "2024-05-29T10:00", room="Hall B") == "Workshop"
    assert found(PARALLEL, "2024-05-29T19:30", room="Hall B") == "Dinner"


def test_what_runs_comes_before_what_starts_soon():
    back_to_back = [Slot("A", "2024-05-29", "09:00", "10:00"), Slot("B", "2024-05-29", "10:00", "11:00")]
    assert found(back_to_back, "2024-05-29T09:45") == "A"
    assert found(back_to_back, "2024-05-29T10:00") == "B"
