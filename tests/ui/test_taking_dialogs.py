"""A programme and attendance come in through the window; a file brought as people goes where it belongs."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from attendance.commands.events import new_event
from attendance.queries.programme import sessions
from attendance.ui.dialogs.attendance_dialog import AttendanceDialog
from attendance.ui.dialogs.companion_dialog import CompanionDialog
from attendance.ui.dialogs.import_dialog import ImportDialog
from attendance.ui.dialogs.programme_dialog import ProgrammeDialog
from attendance.ui.dialogs.taking_dialog import UNDO
from attendance.ui.staging import wait_for

PROGRAMME = "Time,Activity,Room\n29 May 2024,,\n22:10-22:30,Stars over the river,Roof\n"
GRID = "Name,29 May 2024 AM,30 May 2024\nThavisack Manodham,P,P\n"


def at(dialog, page):
    return dialog.page is page and not dialog._waiting.running


def titles(window):
    found = []
    window.desk.work.read(window, sessions, window.desk.event.id, then=found.append)
    wait_for(lambda: bool(found))
    return [row.title for row in found[0]]


def test_a_programme_brought_as_a_list_opens_where_it_belongs_is_written_and_undone(window, tmp_path):
    path = tmp_path / "programme.csv"
    path.write_text(PROGRAMME, encoding="utf-8")
    window.import_list(path)
    wait_for(lambda: window.findChild(ProgrammeDialog) is not None)
    dialog = window.findChild(ProgrammeDialog)
    wait_for(lambda: at(dialog, dialog.rows))
    wait_for(lambda: window.findChild(ImportDialog) is None)
    assert dialog.rows.counts["added"].accessibleName().endswith("1")
    dialog.primary.click()
    wait_for(lambda: at(dialog, dialog.outcome))
    assert "Stars over the river" in titles(window)
    dialog.outcome.buttons[UNDO].click()
    wait_for(lambda: dialog.outcome.buttons[UNDO].isHidden())
    assert "Stars over the river" not in titles(window)
    dialog.close()


def test_the_person_can_say_that_it_is_a_list_of_people_after_all(window, tmp_path):
    path = tmp_path / "attendance.csv"
    path.write_text(GRID, encoding="utf-8")
    window.import_list(path)
    wait_for(lambda: window.findChild(AttendanceDialog) is not None)
    dialog = window.findChild(AttendanceDialog)
    wait_for(lambda: at(dialog, dialog.rows))
    assert [line.verdict for line in dialog.rows.model._all].count("added") >= 2
    dialog.instead.click()
    wait_for(lambda: window.findChild(ImportDialog) is not None)
    people = window.findChild(ImportDialog)
    wait_for(lambda: at(people, people.columns))
    people.close()


def test_the_order_of_day_and_month_is_asked_once_and_the_columns_find_their_event_sessions(window, tmp_path):
    path = tmp_path / "attendance.csv"
    path.write_text("Name,05/06/2024 AM,05/07/2024 AM\nThavisack Manodham,P,P\n", encoding="utf-8")
    window.openings.import_attendance(path)
    dialog = window.findChild(AttendanceDialog)
    wait_for(lambda: at(dialog, dialog.targets))
    assert [target.why for target in dialog.preview.targets] == ["two_ways", "two_ways"]
    assert dialog.targets.dates.hasFocus()
    before = dialog.preview
    dialog.targets.dates.setCurrentIndex(2)
    dialog.targets.dates.activated.emit(2)
    wait_for(lambda: dialog.preview is not before and at(dialog, dialog.targets))
    assert [target.column.day for target in dialog.preview.targets] == ["2024-05-06", "2024-05-07"]
    dialog.close()


def test_what_was_chosen_by_hand_stays_when_the_order_of_day_and_month_is_said(window, tmp_path):
    path = tmp_path / "attendance.csv"
    path.write_text(
        "Name,05/06/2024 AM,29 May 2024 AM,30 May 2024 AM\nThavisack Manodham,P,P,P\n", encoding="utf-8"
    )
    window.openings.import_attendance(path)
    dialog = window.findChild(AttendanceDialog)
    wait_for(lambda: at(dialog, dialog.targets))
    page, before = dialog.targets, dialog.preview
    unclear, left_out, other = (target.column.key for target in before.targets)
    proposed = page.chosen()[other]
    assert page.chosen()[left_out]
    assert proposed
    page._boxes[left_out].setCurrentIndex(0)
    page._boxes[unclear].setCurrentIndex(page._boxes[unclear].count() - 1)
    page.dates.setCurrentIndex(2)
    page.dates.activated.emit(2)
    wait_for(lambda: dialog.preview is not before and at(dialog, page))
    assert page.chosen()[left_out] == ()
    assert page.chosen()[other] == proposed
    assert page.chosen()[unclear] == ()  # its day is another one now
    page._reorder()
    page.start()
    page.show_targets(dialog.preview)
    assert page.chosen()[left_out] != ()
    wait_for(lambda: at(dialog, page))
    dialog.close()


STRANGERS = (
    "Name,29 May 2024 AM\nThavisak Manodam,P\nOne Left Out,P\nTwo Comes New,P\nThree Else,P\nFour Open,P\n"
)


def test_unknown_people_are_decided_one_by_one_by_keyboard_and_by_mouse(window, tmp_path):
    path = tmp_path / "attendance.csv"
    path.write_text(STRANGERS, encoding="utf-8")
    window.openings.import_attendance(path)
    dialog = window.findChild(AttendanceDialog)
    wait_for(lambda: at(dialog, dialog.people_page) and dialog.people_page.add_to.count() > 1)
    page = dialog.people_page

    def words():
        return [page.model.result(one)[0] for one in page.model.shown()]

    QTest.keyClick(page.table, Qt.Key.Key_S)
    QTest.keyClick(page.table, Qt.Key.Key_X)
    page.pane.buttons["add"].click()  # to which delegation is asked, because the file does not say
    assert words()[2] == "Not decided"
    page.add_to.hidePopup()
    page.add_to.setCurrentIndex(1)
    page.add_to.activated.emit(1)
    assert words() == ["Same person", "Left out", "Added", "Not decided", "Not decided"]
    page.table.selectRow(3)
    page.pane.buttons["pick"].click()
    wait_for(lambda: page.findChild(CompanionDialog) is not None)
    finder = page.findChild(CompanionDialog)
    finder.picked.emit(dialog.people_page.model.at(0).suggested)
    finder.close()
    wait_for(lambda: page.model.why(page.model.at(3)) == "The marks go to Thavisack Manodham.")
    assert words()[3] == "Same person"
    QTest.keyClick(page.table, Qt.Key.Key_Backspace)
    assert words()[3] == "Not decided"
    assert "2" in dialog.hint.text()
    dialog.primary.click()
    wait_for(lambda: at(dialog, dialog.rows))
    assert [line.verdict for line in dialog.rows.model._all].count("unknown") == 2
    assert (dialog.preview.added, dialog.preview.found) == (1, 1)
    dialog.back.click()
    wait_for(lambda: at(dialog, page))
    assert words()[:3] == ["Same person", "Left out", "Added"]
    dialog.close()


def test_a_delegation_asked_for_one_person_is_not_that_of_the_next(window, tmp_path):
    path = tmp_path / "attendance.csv"
    rows = ("One New,", "Two New,Viet Nam", "Three New,", "Four New,Viet Nam")
    path.write_text(
        "\n".join(["Name,Delegation,29 May 2024 AM", *(f"{row},P" for row in rows)]), encoding="utf-8"
    )
    window.openings.import_attendance(path)
    dialog = window.findChild(AttendanceDialog)
    wait_for(lambda: at(dialog, dialog.people_page) and dialog.people_page.add_to.count() > 1)
    page = dialog.people_page
    shown = page.model.shown()
    own = shown[1].group
    assert [one.group for one in shown] == [None, own, None, own]
    places = [n for n in range(1, page.add_to.count()) if page.add_to.itemData(n) != own]
    chosen = page.add_to.itemData(places[0])

    def choose(place):
        page.add_to.hidePopup()
        page.add_to.setCurrentIndex(place)
        page.add_to.activated.emit(place)

    def where():
        return [page.decided[one.key].delegation if one.key in page.decided else None for one in shown]

    QTest.keyClick(page.table, Qt.Key.Key_A)
    page.table.selectRow(2)
    choose(places[0])  # of another row nothing was asked: the box is set for all that follow
    assert where() == [None] * 4
    choose(0)
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_A)
    choose(places[0])
    assert page.add_to.currentIndex() == 0
    page.table.selectRow(1)
    QTest.keyClick(page.table, Qt.Key.Key_A)
    assert where() == [chosen, own, None, None]
    page.table.selectRow(2)
    QTest.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    choose(places[0])
    assert where() == [chosen, own, chosen, own]
    choose(places[0])
    QTest.keyClick(page.table, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert where() == [chosen] * 4  # set by hand beforehand, it overrules the list
    assert page.add_to.currentIndex() == places[0]
    dialog.close()


def test_nobody_is_looked_for_in_an_event_that_is_not_the_one_of_the_list(window, tmp_path):
    path = tmp_path / "attendance.csv"
    path.write_text(STRANGERS, encoding="utf-8")
    window.openings.import_attendance(path)
    dialog = window.findChild(AttendanceDialog)
    wait_for(lambda: at(dialog, dialog.people_page))
    page, home = dialog.people_page, window.desk.event.id
    page.table.selectRow(3)
    page.pane.buttons["pick"].click()
    wait_for(lambda: page.findChild(CompanionDialog) is not None)
    finder, made = page.findChild(CompanionDialog), []
    verb = partial(new_event, title="Later", zone="Asia/Vientiane")
    window.desk.work.write(window, verb, window.desk.stamp(), then=made.append)
    wait_for(lambda: bool(made))
    window.desk.open_event(getattr(made[0], "id", made[0]))
    wait_for(lambda: window.desk.event.id != home)
    finder.picked.emit(page.model.at(0).suggested)
    finder.close()
    wait_for(lambda: page.findChild(CompanionDialog) is None)
    assert page.decided == {}
    assert page.pane.buttons["pick"].isHidden()
    QTest.keyClick(page.table, Qt.Key.Key_P)
    assert page.findChild(CompanionDialog) is None
    window.desk.open_event(home)
    wait_for(lambda: not page.pane.buttons["pick"].isHidden())
    dialog.close()
