"""Who works at the desk: set up in the settings, chosen at the foot, kept from what is not theirs."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from attendance.commands.checkin import check_in
from attendance.commands.events import change_event
from attendance.commands.operators import add_operator, change_operator
from attendance.domain.kinds import Role, Stamp
from attendance.store import tables as t
from attendance.ui.dialogs.restore_dialog import RestoreDialog
from attendance.ui.sign_in import SignIn
from attendance.ui.work import EVENTS
from tests.ui.conftest import wait_until


def write(window, verb, *args, **kwargs):
    """A verb on the writer's thread, by whoever works at the desk."""
    answers, desk = [], window.desk
    desk.work.write(
        window,
        lambda db: verb(db, desk.stamp(), *args, **kwargs),
        then=answers.append,
        failed=answers.append,
        touches=frozenset({EVENTS}),
    )
    wait_until(lambda: answers)
    return answers[0]


def ask(window, question):
    answers = []
    window.desk.work.read(window, question, then=answers.append)
    wait_until(lambda: answers)
    return answers[0]


@pytest.fixture
def people(window):
    """A coordinator with a PIN, who is at the desk, and somebody for each other role."""
    write(window, add_operator, name="Noy", role=Role.COORDINATOR, pin="4711")
    window.desk.crew.become("Noy")
    for name, role in (("Kham", Role.DESK), ("Mali", Role.USHER), ("Bounmy", Role.READER)):
        write(window, add_operator, name=name, role=role)
    wait_until(lambda: len(window.desk.crew.people) == 4)
    return window


def absent(window):
    """The number of somebody who is not here yet."""
    session = window.desk.session.id
    came = select(t.presence.c.delegate).where(t.presence.c.event_session == session)
    d = t.delegate.c
    wanted = select(d.short_number).where(d.status == "registered", d.id.not_in(came)).limit(1)
    return str(ask(window, lambda db: db.scalar(wanted)))


def popup(window):
    window.openings.sign_in()
    return next(one for one in window.findChildren(SignIn) if one.isVisible())


def sign(window, name, pin=""):
    made = popup(window)
    names = [one.name for one in window.desk.crew.working]
    made.list.setCurrentRow(names.index(name))
    QTest.keyClicks(made, pin)
    QTest.keyClick(made, Qt.Key.Key_Return)
    return made


def foot(window):
    return window.foot.operator.text()


def test_where_nobody_is_set_up_nothing_asks_and_the_name_is_the_persons(window):
    assert (window.desk.crew.role, window.desk.crew.asks) == (None, False)
    assert foot(window) == window.desk.operator != ""
    window.foot.operator.click()
    assert window.page.key == "settings"
    assert window.page.shown.key == "people"


def test_the_first_person_set_up_is_the_one_who_sits_here_and_goes_on_working(window):
    window.desk.go("settings", "people")
    section = window.page.shown
    assert section.name.text() == window.desk.operator
    assert section.role.currentData() == Role.COORDINATOR
    section.name.setText("Noy")
    section.pin.setText("4711")
    QTest.keyClick(section.pin, Qt.Key.Key_Return)
    wait_until(lambda: window.desk.crew.me is not None)
    assert (window.desk.crew.role, window.desk.crew.asks) == (Role.COORDINATOR, False)
    assert foot(window) == "Noy · Coordinator"
    assert [line.name.text() for line in section.lines] == ["Noy"]


def test_a_name_is_chosen_at_the_foot_and_every_entry_says_it(people):
    sign(people, "Kham")
    wait_until(lambda: people.desk.operator == "Kham")
    assert foot(people) == "Kham · Desk"
    people.scan(absent(people))
    wait_until(lambda: people.pages["checkin"].verdict.said.tone == "green")
    told = ask(people, lambda db: db.execute(t.attendance_fact.select()).all()[-1])
    assert told.operator == "Kham"
    assert people.desk.settings.get("operator") == "Kham"


def test_a_wrong_pin_is_told_and_after_three_one_has_to_wait(people):
    sign(people, "Kham")
    wait_until(lambda: people.desk.operator == "Kham")
    made = popup(people)
    made.list.setCurrentRow(0)
    for _ in range(3):
        made.pin.setText("0000")
        made.enter()
        wait_until(lambda: made.problem.isVisible() and made.go.isEnabled())
        assert "not the PIN of Noy" in made.problem.text()
    made.pin.setText("4711")
    made.enter()
    assert "seconds" in made.problem.text()
    assert people.desk.operator == "Kham"
    people.desk.crew._free_at = 0  # the seconds have passed
    made.enter()
    wait_until(lambda: people.desk.operator == "Noy")


def test_whoever_is_remembered_types_the_pin_after_a_start_and_until_then_the_door_goes_on(people):
    crew = people.desk.crew
    crew._proven, people._asked_once = "", False  # as after a start
    crew._tell()
    assert crew.asks
    assert foot(people) == "Noy: PIN"
    assert people.desk.stamp().role is Role.USHER
    asking = next(one for one in people.findChildren(SignIn) if one.isVisible())
    asking.close()
    people.scan(absent(people))
    wait_until(lambda: people.pages["checkin"].verdict.said.tone == "green")
    refused = write(people, change_event, people.desk.event.id, {"place": "Astana"})
    assert refused.code == "role_usher"
    sign(people, "Noy", "4711")
    wait_until(lambda: not crew.asks)
    assert people.desk.stamp().role is Role.COORDINATOR


@pytest.mark.parametrize(("name", "may_scan"), [("Kham", True), ("Bounmy", False)])
def test_a_role_holds_where_it_is_written_whatever_the_window_shows(people, name, may_scan):
    sign(people, name)
    wait_until(lambda: people.desk.operator == name)
    said = write(people, change_event, people.desk.event.id, {"place": "Astana"})
    assert said.code == f"role_{people.desk.crew.role}"
    people.scan(absent(people))
    area = people.pages["checkin"].verdict
    wait_until(lambda: area.said.tone)
    assert (area.said.tone == "green") is may_scan
    if not may_scan:
        assert "only looks" in area.said.reason


def test_what_somebody_may_not_do_is_not_offered_and_its_key_says_why(people):
    sign(people, "Bounmy")
    wait_until(lambda: people.desk.operator == "Bounmy")
    new = next(one for one in people.actions_now() if one.shortcut == "Ctrl+N")
    new.do()
    assert any("only looks" in toast.accessibleName() for toast in people.toasts._shown)
    people.desk.go("settings", "people")
    section = people.page.shown
    assert not section.add_button.isEnabled()
    assert "only looks" in section.notice.text()
    assert not any(line.isEnabled() for line in section.lines)


def test_a_person_is_renamed_given_a_role_put_out_of_service_and_all_of_it_undone(people):
    people.desk.go("settings", "people")
    section, crew = people.page.shown, people.desk.crew

    def line(name):
        return next(one for one in section.lines if one.one.name == name)

    wait_until(lambda: len(section.lines) == 4)
    line("Kham").name.setText("Khamla")
    line("Kham").name.editingFinished.emit()
    wait_until(lambda: any(one.name == "Khamla" for one in crew.people))
    box = line("Khamla").role
    box.setCurrentIndex(box.findData(Role.USHER))
    box.activated.emit(box.currentIndex())
    wait_until(lambda: next(one for one in crew.people if one.name == "Khamla").role == Role.USHER)
    line("Khamla").service.click()
    wait_until(lambda: all(one.name != "Khamla" for one in crew.working))
    people.undo()
    wait_until(lambda: any(one.name == "Khamla" for one in crew.working))


def test_a_pin_is_set_under_its_button_and_one_that_is_none_is_refused_there(people):
    people.desk.go("settings", "people")
    section = people.page.shown
    wait_until(lambda: len(section.lines) == 4)
    line = next(one for one in section.lines if one.one.name == "Kham")
    line.pin.click()
    section._popup.field.setText("12")
    QTest.keyClick(section._popup.field, Qt.Key.Key_Return)
    wait_until(lambda: any("4 to 12" in one.text() for one in section._popup.findChildren(QLabel)[2:]))
    section._popup.field.setText("0815")
    QTest.keyClick(section._popup.field, Qt.Key.Key_Return)
    wait_until(lambda: next(one for one in people.desk.crew.people if one.name == "Kham").has_pin)


def test_the_last_coordinators_pin_stays_while_others_have_one(people):
    kham = next(one for one in people.desk.crew.people if one.name == "Kham")
    write(people, change_operator, kham.id, {"pin": "0815"})
    people.desk.go("settings", "people")
    section = people.page.shown
    noy = next(one for one in people.desk.crew.people if one.name == "Noy")
    section.change(noy.id, {"active": False})
    wait_until(section.problem.isVisible)
    assert "one coordinator must keep theirs" in section.problem.text()


def test_the_shell_writes_beside_a_window_whose_people_are_set_up(people):
    session, who, answers = people.desk.session.id, absent(people), []
    people.desk.work.write(
        people, lambda db: check_in(db, Stamp("shell", people.desk.stamp().at), session, who),
        then=answers.append,
    )  # fmt: skip
    wait_until(lambda: answers)
    assert answers[0].fact is not None


def test_buttons_somebody_may_not_press_say_why_and_work_again_for_whoever_may(people):
    people.show_page("delegates")
    add = people.pages["delegates"]._header.add_one
    bring_in = people.pages["delegates"]._header.bring_in
    assert add.isEnabled()
    sign(people, "Kham")
    wait_until(lambda: people.desk.operator == "Kham")
    assert (add.isEnabled(), bring_in.isEnabled()) == (True, False)
    assert "for a coordinator" in bring_in.toolTip()
    sign(people, "Noy", "4711")
    wait_until(lambda: people.desk.operator == "Noy")
    assert bring_in.isEnabled()
    assert bring_in.toolTip() == "Import list"


def test_a_reader_neither_renames_the_desk_nor_puts_another_file_in_its_place(people):
    sign(people, "Bounmy")
    wait_until(lambda: people.desk.operator == "Bounmy")
    people.desk.go("settings", "computer")
    assert not people.page.shown.desk_name.isEnabled()
    people.desk.go("settings", "backups")
    people.page.shown._file_chosen("some backup.db")
    assert any("only looks" in toast.accessibleName() for toast in people.toasts._shown)
    assert not people.findChildren(RestoreDialog)
