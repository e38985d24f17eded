"""The door for ushers and for guests: nothing of anybody but what stands on a badge, and no way past it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from sqlalchemy import select

from attendance import app
from attendance.commands.delegates import change_delegates
from attendance.commands.operators import add_operator
from attendance.domain.kinds import Role
from attendance.store import tables as t
from attendance.ui.pages.checkin.views import View
from attendance.ui.sign_in import SignIn
from tests.ui.conftest import live, wait_until
from tests.ui.test_people_at_the_desk import absent, ask, write

SECRETS = ("SECRET NOTE", "secret@example.org", "+856 20 000 000", "P0000000")


@pytest.fixture
def marked(window):
    """The number of somebody absent, of whom much is known that is nobody's business at a door."""
    number = absent(window)
    d = t.delegate.c
    who = ask(window, lambda db: db.scalar(select(d.id).where(d.short_number == int(number))))
    note, mail, phone, _ = SECRETS
    write(window, change_delegates, [who], {"note": note, "email": mail, "phone": phone, "seat": "A4"})
    return number


def shown(door):
    said = door.verdict.said
    return "\n".join(
        (said.word, said.name, said.other_name, said.line, said.reason, said.mark, said.note, said.aside)
    )


def test_an_usher_sees_name_delegation_seat_and_verdict_and_nothing_else_of_anybody(window, marked):
    window.desk.go("view", View.USHER)
    door = window.views.door
    assert not window.rail.isVisible()
    assert not window.foot.isVisible()
    window.scan(marked)
    wait_until(lambda: door.verdict.said.tone == "green")
    assert "Seat A4" in door.verdict.said.line
    assert door.verdict.said.name
    assert not any(secret in shown(door) for secret in SECRETS)
    assert door.verdict.photo is None
    window.scan(marked)
    wait_until(lambda: door.verdict.said.tone == "amber")
    assert not any(secret in shown(door) for secret in SECRETS)


def test_an_usher_finds_people_by_number_and_name_and_takes_exits(window, marked):
    window.desk.go("view", View.USHER)
    door = window.views.door
    QTest.keyClicks(door.field, marked)
    wait_until(lambda: door.field.text() == marked)
    QTest.keyClick(door.field, Qt.Key.Key_Return)
    wait_until(lambda: door.verdict.said.tone == "green")
    assert door.field.text() == ""
    door.direction.choose(door.direction._values[1])
    door.field.setText("sam")
    wait_until(lambda: door.search._table is not None and door.search._table.model().rowCount() > 0)
    door.field.clear()
    window.scan(marked)
    wait_until(lambda: door.verdict.said.icon == "leave")


def test_a_kiosk_greets_in_both_languages_takes_scans_only_and_forgets_the_guest(window, marked):
    window.desk.go("view", View.KIOSK)
    door = window.views.door
    door._soon.setInterval(1_000)
    assert door.verdict.said.word == "Please scan your badge"
    assert door.verdict.said.name == "ກະລຸນາສະແກນບັດຂອງທ່ານ"
    assert not [one for one in door.findChildren(QLineEdit) if one.isVisible()]
    assert [one.words for one in window.actions_now()] == ["Leave this view"]
    QTest.keyClicks(door, "sample")
    assert door.search is None
    window.scan(marked)
    wait_until(lambda: door.verdict.said.tone == "green")
    assert door.verdict.said.word == "Welcome · ຍິນດີຕ້ອນຮັບ"
    assert not any(secret in shown(door) for secret in SECRETS)
    wait_until(lambda: door.verdict.said.word == "Please scan your badge")


def test_a_kiosk_says_to_nobody_why_they_may_not_enter_and_never_turns_red(window):
    window.desk.go("view", View.KIOSK)
    door = window.views.door
    window.scan("999999")
    wait_until(lambda: door.verdict.said.tone != "accent")
    assert (door.verdict.said.tone, door.verdict.said.word) == ("blue", "Please come to the desk")
    assert door.verdict.said.reason == door.verdict.said.line == ""


def test_without_people_a_second_press_leaves_and_the_first_can_be_taken_back(window):
    window.desk.go("view", View.KIOSK)
    door = window.views.door
    door.leave.click()
    assert door.question.isVisible()
    door.stay.click()
    assert not door.question.isVisible()
    assert window.views.door is door
    door.leave.click()
    door.leave.click()
    assert window.views.door is None
    assert window.rail.isVisible()
    assert window.page.key == "checkin"


def test_where_there_are_pins_only_one_of_them_leaves_a_kiosk(window):
    write(window, add_operator, name="Noy", role=Role.COORDINATOR, pin="4711")
    window.desk.crew.become("Noy")
    write(window, add_operator, name="Kham", role=Role.DESK)
    wait_until(lambda: len(window.desk.crew.people) == 2)
    window.desk.go("view", View.KIOSK)
    window.views.door.leave.click()
    asking = next(one for one in window.views.door.findChildren(SignIn) if one.isVisible())
    assert asking.list.count() == 1  # Kham has no PIN to leave with
    QTest.keyClicks(asking, "0000")
    QTest.keyClick(asking.pin, Qt.Key.Key_Return)
    wait_until(lambda: asking.problem.isVisible())
    assert window.views.door is not None
    asking.pin.setText("4711")
    asking.enter()
    wait_until(lambda: window.views.door is None)


def test_an_usher_has_the_door_alone_until_somebody_else_signs_in(window):
    write(window, add_operator, name="Noy", role=Role.COORDINATOR)
    write(window, add_operator, name="Mali", role=Role.USHER)
    wait_until(lambda: len(window.desk.crew.people) == 2)
    window.desk.crew.become("Mali")
    assert window.views.door.view is View.USHER
    window.views.door.left.emit()
    assert window.views.door is not None  # an usher may see nothing else
    window.desk.crew.become("Noy")
    assert window.views.door is None


def test_nothing_that_is_dropped_typed_or_said_gets_past_a_kiosk(window):
    window.desk.say("Somebody was added")
    assert window.toasts._shown
    window.desk.go("view", View.KIOSK)
    window.desk.say("Somebody was changed")
    live(50)
    assert not window.toasts._shown
    for key in (Qt.Key.Key_K, Qt.Key.Key_N, Qt.Key.Key_I, Qt.Key.Key_1, Qt.Key.Key_Q):
        QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert window.views.door is not None
    assert window.isVisible()


def test_a_kiosk_survives_a_restart_and_another_language(window, tmp_path, application):
    window.desk.go("view", View.KIOSK)
    window.speak("lo")
    assert window.views.door.view is View.KIOSK
    assert not window.rail.isVisible()
    window.desk.settings.flush()
    again, _ = app.open_window(application, tmp_path / "sample.db", tmp_path / "settings.json")
    assert again.views.door.view is View.KIOSK
    again.desk.theme.deleteLater()
    again.deleteLater()


def test_a_view_is_offered_on_the_page_and_in_the_palette(window):
    words = [one.words for one in window.actions_now()]
    assert {"Usher view", "Kiosk view"} <= set(words)
