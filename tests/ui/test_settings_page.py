"""The settings: seen at once, remembered, and refused in words."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from attendance.language import texts_for
from attendance.store.backup import list_backups
from attendance.ui import settings as kept
from attendance.ui.desk import Desk
from attendance.ui.dialogs.restore_dialog import RestoreDialog
from attendance.ui.keeper import Keeper
from attendance.ui.pages.settings.backups_model import EVENTS, PEOPLE, WHERE
from attendance.ui.pages.settings.page import SettingsPage
from attendance.ui.theme import BASE, ROW, Scheme, Theme
from tests.ui.conftest import live, wait_until


@pytest.fixture
def page(window):
    window.show_page("settings")
    return window.pages["settings"]


@pytest.fixture
def alone(application, work, tmp_path):
    """The page by itself over the seminar's file of 300 people, and what it said."""
    settings = kept.Settings(tmp_path / "settings.json")
    desk = Desk(work, Theme(application, Scheme.LIGHT), settings, texts_for("en"), "Operator")
    desk.keeper = Keeper(work, work.database.path, tmp_path / "backups", settings, work)
    desk.open_event(None)
    wait_until(lambda: desk.event is not None)
    made = SettingsPage(desk)
    made.desk, made.said = desk, []
    desk.said.connect(lambda words, _: made.said.append(words))
    made.resize(893, 580)
    made.show()
    yield made
    made.close()
    made.deleteLater()
    desk.theme.deleteLater()


def now(window):
    """The page as it is after the window was built anew."""
    return window.pages["settings"]


def choose(segments, place):
    QTest.mouseClick(segments._group.button(place), Qt.MouseButton.LeftButton)


def toasts(window):
    return [toast.accessibleName() for toast in window.toasts._shown]


def test_the_language_changes_at_once_and_the_section_stays(window, page):
    choose(page.sections["look"].language, 1)
    assert (window.desk.texts.language, now(window).shown.key) == ("lo", "look")
    assert now(window).sections["look"].language.value == "lo"


def test_colours_and_the_size_of_the_text_change_at_once_and_are_remembered(alone, tmp_path):
    theme, told = alone.desk.theme, []
    theme.changed.connect(lambda: told.append(True))
    choose(alone.sections["look"].scheme, 2)
    choose(alone.sections["look"].text_size, 3)
    assert theme.dark
    assert (QApplication.font().pointSizeF(), theme.row, len(told)) == (BASE * 1.5, ROW * 1.5, 2)
    alone.desk.settings.flush()
    remembered = json.loads((tmp_path / "settings.json").read_text("utf-8"))
    assert (remembered["scheme"], remembered["text_size"]) == ("dark", 1.5)
    choose(alone.sections["look"].text_size, 0)


def test_with_reduced_motion_not_even_the_cursor_blinks(alone):
    hints, before = QApplication.styleHints(), QApplication.styleHints().cursorFlashTime()
    alone.sections["look"].still.click()
    assert (hints.cursorFlashTime(), alone.desk.theme.still, alone.desk.settings.get("still")) == (
        0,
        True,
        True,
    )
    alone.sections["look"].still.click()
    assert hints.cursorFlashTime() == before


def test_another_name_of_the_desk_is_in_the_file_and_at_the_foot(window, page):
    page.show_target("computer")
    field = page.shown.desk_name
    field.setText("Side door")
    QTest.keyClick(field, Qt.Key.Key_Return)
    wait_until(lambda: window.desk.name == "Side door" and "called Side door" in " ".join(toasts(window)))
    assert window.foot._facts[0].text() == "Side door"


def test_an_empty_name_of_the_desk_is_refused_below_its_title(alone):
    alone.show_target("computer")
    section, before = alone.shown, alone.desk.name
    section.desk_name.setText(" ")
    QTest.keyClick(section.desk_name, Qt.Key.Key_Return)
    wait_until(lambda: section.desk_name.property("wrong") == "true")
    assert "empty" in section._desk_row._about.text()
    assert alone.desk.name == before


def test_who_works_here_signs_what_is_done_from_now_on(alone):
    alone.show_target("computer")
    field = alone.shown.operator
    field.setText("Noy")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert alone.desk.stamp().operator == "Noy"
    assert alone.desk.settings.get("operator") == "Noy"


def test_the_sample_event_can_be_brought_again(alone):
    assert not alone.desk.event.sample
    alone.show_target("computer")
    alone.shown._sample.click()
    wait_until(lambda: alone.desk.event.sample)
    assert len(alone.desk.events) == 2


def test_fonts_that_are_here_show_themselves_and_the_others_say_where_they_come_from(alone):
    alone.show_target("fonts")
    said = [label.text() for label in alone.shown.findChildren(QLabel)]
    missing = [words for words in said if words.startswith("Not here. ")]
    assert len(missing) == 6 - len(alone.shown.found)
    assert said.count("ກອງປະຊຸມສຳມະນາ ທີ່ນ້ຳງື່ມ 29 ພຶດສະພາ 2024") == len(alone.shown.found)


def test_a_backup_made_now_is_listed_with_what_is_in_it(alone):
    alone.show_target("backups")
    section = alone.shown
    alone.actions()[0].do()
    wait_until(lambda: section.model.rowCount() == 1 and section.model.inside(section.model.rows[0]))
    told = [section.model.data(section.model.index(0, column)) for column in (EVENTS, PEOPLE, WHERE)]
    assert told == ["1", "300", "This computer"]
    assert section.restore.isEnabled()
    section.check.click()
    wait_until(lambda: any("whole" in said for said in alone.said))


def test_the_first_place_is_no_second_place(alone):
    alone.show_target("backups")
    alone.shown._second_chosen(str(alone.desk.keeper.folder))
    assert "another disk" in alone.shown._second._about.text()
    assert alone.desk.keeper.second is None


def test_enter_on_a_backup_shows_what_is_in_it(alone):
    alone.show_target("backups")
    section = alone.shown
    alone.actions()[0].do()
    wait_until(lambda: section.restore.isEnabled())
    section.table.setFocus()
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    dialog = alone.findChild(RestoreDialog)
    wait_until(lambda: dialog.primary.isVisible())
    dialog.reject()


def test_a_damaged_backup_says_so_in_the_list(alone):
    alone.show_target("backups")
    section = alone.shown
    alone.actions()[0].do()
    wait_until(lambda: section.model.rowCount() == 1)
    wait_until(lambda: section.model.unknown() is None)
    good = list_backups(alone.desk.keeper.folder)[0].path
    broken = good.with_name("seminar 2020-01-01 10.00.00.db")
    broken.write_bytes(good.read_bytes()[:5000])
    section.shown_again()
    wait_until(lambda: section.model.rowCount() == 2 and section.model.unknown() is None)
    assert section.model.data(section.model.index(1, EVENTS)) == "Damaged"


def test_writing_the_lists_when_closing_is_off_until_somebody_wants_it(alone):
    alone.show_target("backups")
    assert not alone.shown.lists.isChecked()
    alone.shown.lists.click()
    assert alone.desk.settings.get(kept.LISTS_WANTED) is True


def test_the_details_name_program_file_and_contents_but_nobody(alone):
    alone.show_target("diagnostics")
    section = alone.shown
    wait_until(lambda: "300 people" in section.details())
    for part in ("Attendance ", "SQLite 3.", "seminar.db", "tables of version"):
        assert part in section.details()
    assert "Khamphone" not in section.details()
    section.copy()
    assert QApplication.clipboard().text() == section.details()


def test_the_file_is_checked_where_one_stands(alone):
    alone.show_target("diagnostics")
    section = alone.shown
    section.check.click()
    wait_until(lambda: section.check.isEnabled())
    assert section.result.text() == "The file is whole: nothing to report."
    assert section.result.property("tone") == "green"


def test_every_section_is_an_action_and_a_place_others_can_point_at(window, page):
    for key in page.sections:
        window.desk.go("settings", key)
        assert page.shown.key == key
    words = [action.words for action in page.actions()]
    assert "Settings: Fonts" in words
    assert words[0] == "Back up now"


def test_no_section_needs_more_than_the_small_screen_is_wide(window, page):
    for language in ("en", "lo"):
        window.speak(language)
        for key in now(window).sections:
            now(window).show_target(key)
            live(20)
            area = now(window)._stack.currentWidget().findChild(QScrollArea)
            assert area.widget().minimumSizeHint().width() <= area.viewport().width(), (language, key)
