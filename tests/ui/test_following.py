"""The event session follows the clock, says so, waits for what is being answered, and yields to a hand."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QMenu
from sqlalchemy import select

from attendance.commands.programme import change_session
from attendance.store import tables as t
from attendance.ui.following import PATIENCE
from tests.ui.conftest import wait_until
from tests.ui.test_people_at_the_desk import absent, ask, write


@pytest.fixture
def clock(window):
    """Sets the clock of the window: a local time in the event's place."""
    following = window.desk.following

    def set_to(when: str) -> None:
        local = datetime.fromisoformat(when).replace(tzinfo=ZoneInfo(window.desk.event.zone))
        following.now = lambda: int(local.timestamp() * 1000)
        following.look()

    window.show_page("checkin")
    return set_to


def title(window):
    return window.desk.session_short(window.desk.session)


def sign(window):
    return window.pages["checkin"].scope.clock


def toasts(window):
    return [toast.accessibleName() for toast in window.toasts._shown]


def parallel(window):
    """The first afternoon gets the times of the morning, and each a room."""
    morning, afternoon = window.desk.sessions[:2]
    write(window, change_session, morning.id, {"room": "Hall A"})
    write(window, change_session, afternoon.id, {"starts": "08:30", "ends": "12:00", "room": "Hall B"})
    wait_until(lambda: window.desk.following.rooms() == ["Hall A", "Hall B"])


def test_on_any_other_day_nothing_is_followed_and_nothing_says_so(window, clock):
    clock("2026-11-28T10:00")
    assert title(window) == "29 May · Morning"
    assert not sign(window).isVisible()


def test_the_clock_goes_on_from_half_day_to_half_day_and_day_to_day_and_says_so(window, clock):
    clock("2024-05-29T08:45")
    assert title(window) == "29 May · Morning"
    assert "Follows the clock" in sign(window).text()
    clock("2024-05-29T13:10")
    assert title(window) == "29 May · Afternoon"
    assert any("29 May · Afternoon" in said for said in toasts(window))
    assert "13:10" in sign(window).text()
    clock("2024-05-30T07:00")
    assert title(window) == "30 May · Morning"


def test_a_scan_after_the_clock_went_on_is_for_the_event_session_of_now(window, clock):
    number = absent(window)
    clock("2024-05-29T13:10")
    window.scan(number)
    wait_until(lambda: window.pages["checkin"].verdict.said.tone == "green")
    newest = select(t.attendance_fact.c.event_session).order_by(t.attendance_fact.c.n.desc()).limit(1)
    assert ask(window, lambda db: db.scalar(newest)) == window.desk.sessions[1].id


def test_another_chosen_by_hand_stays_and_one_click_follows_again(window, clock):
    clock("2024-05-29T08:45")
    window.desk.choose_session(window.desk.sessions[3].id)
    assert title(window) == "30 May · Afternoon"
    assert sign(window).text() == "Back to the clock"
    clock("2024-05-29T13:10")
    assert title(window) == "30 May · Afternoon"
    sign(window).click()
    assert title(window) == "29 May · Afternoon"
    assert window.desk.following.on


def test_the_choice_is_remembered_for_this_event_on_this_computer(window, clock):
    clock("2024-05-29T08:45")
    window.desk.choose_session(window.desk.sessions[3].id)
    assert window.desk.settings.get(f"by_hand.{window.desk.event.id}") is True
    window.speak("lo")
    assert not window.desk.following.on
    assert title(window).startswith("30")


def test_choosing_one_of_two_at_once_by_hand_is_an_answer_too(window, clock):
    parallel(window)
    clock("2024-05-29T09:00")
    window.desk.choose_session(window.desk.sessions[1].id)
    assert window.desk.following.refusal is None
    assert title(window).startswith("29 May")


def test_the_rooms_are_offered_under_the_sign(window, clock):
    parallel(window)
    window.desk.following.choose_room("Hall A")
    clock("2024-05-29T09:00")
    sign(window).click()
    menu = next(one for one in window.findChildren(QMenu) if one.isVisible())
    rooms = [one for one in menu.actions() if one.text() == "Hall B"]
    rooms[0].trigger()
    menu.close()
    assert window.desk.following.room == "Hall B"


def test_the_clock_waits_while_a_verdict_is_being_answered_but_not_for_ever(window, clock):
    clock("2024-05-29T08:45")
    number = absent(window)
    window.scan(number)
    page = window.pages["checkin"]
    wait_until(lambda: page.verdict.said.tone == "green")
    window.scan(number)
    wait_until(lambda: page.answer.hand.panel is not None)
    clock("2024-05-29T13:10")
    assert title(window) == "29 May · Morning"
    following, later = window.desk.following, window.desk.following.now() + PATIENCE
    following.now = lambda: later
    following.look()
    assert title(window) == "29 May · Afternoon"
