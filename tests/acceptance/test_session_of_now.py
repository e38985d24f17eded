"""The acceptance case about two event sessions at once, in a real window whose clock is set."""

from sqlalchemy import select

from attendance.store import tables as t
from tests.ui.conftest import wait_until
from tests.ui.test_following import clock, parallel, sign, title  # noqa: F401 - the clock is a fixture
from tests.ui.test_people_at_the_desk import absent, ask


def test_case_29_two_at_once_for_this_door_are_refused_until_a_room_is_chosen(window, clock):  # noqa: F811
    parallel(window)
    clock("2024-05-29T09:00")
    notice = window.desk.following.refusal
    assert notice.code == "two_sessions_now"
    number = absent(window)
    before = ask(window, lambda db: len(db.execute(select(t.attendance_fact.c.id)).all()))
    window.scan(number)
    area = window.pages["checkin"].verdict
    wait_until(lambda: area.said.tone == "red")
    assert "Morning and Afternoon" in area.said.reason
    assert ask(window, lambda db: len(db.execute(select(t.attendance_fact.c.id)).all())) == before
    window.desk.following.choose_room("Hall B")
    assert title(window) == "29 May · Afternoon"
    assert "Hall B" in sign(window).text()
    window.scan(number)
    wait_until(lambda: area.said.tone == "green")
