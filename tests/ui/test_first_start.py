"""The first minutes: the language in its own script, one of three ways to begin, and never again."""

import json
import threading
import time
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from attendance import app
from attendance.ui.closing import write_lists
from attendance.ui.dialogs.import_dialog import ImportDialog
from attendance.ui.dialogs.new_event_dialog import NewEventDialog
from attendance.ui.first_start import Card, FirstStart
from tests.ui.conftest import wait_until


class Start:
    """The program as somebody starts it on this computer."""

    def __init__(self, application, home):
        self.home, self.application = home, application
        self.window, self.work = app.open_window(
            application, home / "attendance.db", home / "settings.json", home / "backups", greet=True
        )
        self.window.resize(1093, 614)
        self.window.show()
        threading.window_is_open = True
        self.work.start()
        wait_until(lambda: self.work.database is not None)

    @property
    def greeting(self):
        return next((one for one in self.window.findChildren(FirstStart) if one.isVisible()), None)

    def card(self, title):
        return next(
            card
            for card in self.greeting._shown.findChildren(Card)
            if card.accessibleName() == title and card.isVisible()
        )

    def finish(self):
        for dialog in self.window.findChildren(QDialog):
            dialog.close()
        self.window.close()
        threading.window_is_open = False
        app.finish(self.window, self.work, self.home / "attendance.db", self.home / "backups")
        self.window.desk.theme.deleteLater()
        self.window.deleteLater()
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def start(application, tmp_path):
    """Starts the program; every start is ended."""
    started = []

    def begin():
        started.append(Start(application, tmp_path))
        return started[-1]

    yield begin
    for one in started:
        if one.window is not None:
            one.finish()


def ended(one):
    one.finish()
    one.window = None


def test_the_language_is_asked_in_its_own_script_and_then_the_window_speaks_it(start):
    one = start()
    QTest.mouseClick(one.card("ລາວ"), Qt.MouseButton.LeftButton)
    assert one.window.desk.texts.language == "lo"
    assert len(one.greeting._shown.findChildren(Card)) == 3
    assert not one.window.centralWidget().isEnabled()


def test_looking_round_opens_the_sample_event_by_keyboard_alone(start):
    one = start()
    QTest.keyClick(QApplication.focusWidget() or one.card("English"), Qt.Key.Key_Return)
    card = one.card("Look round")
    assert one.window.focusWidget() is card
    QTest.keyClick(card, Qt.Key.Key_Return)
    wait_until(lambda: one.window.desk.event is not None and one.window._shown() == "overview")
    assert one.window.desk.event.sample
    wait_until(lambda: one.greeting is None)
    assert one.window.centralWidget().isEnabled()


def test_a_new_event_begins_with_an_empty_file_and_the_form(start):
    one = start()
    one.card("English").click()
    one.card("New event").click()
    assert one.window.findChild(NewEventDialog).isVisible()
    assert one.window.desk.events == []


def test_a_list_one_has_already_can_be_the_beginning(start):
    one = start()
    one.card("English").click()
    one.card("Import list").click()
    assert one.window.findChild(ImportDialog).isVisible()


def test_it_is_never_asked_again(start, tmp_path):
    one = start()
    one.card("English").click()
    QTest.keyClick(one.greeting, Qt.Key.Key_Escape)
    ended(one)
    assert json.loads((tmp_path / "settings.json").read_text("utf-8"))["language"] == "en"
    assert start().greeting is None


def test_a_file_that_holds_events_needs_only_the_language(start, tmp_path):
    app.open_file(tmp_path / "attendance.db", "Noy").close()
    one = start()
    wait_until(lambda: one.window.desk.event is not None)
    one.card("English").click()
    wait_until(lambda: one.greeting is None)
    assert len(one.window.desk.events) == 1


def test_the_lists_are_written_when_the_program_is_closed_if_somebody_wants_them(start, tmp_path):
    app.open_file(tmp_path / "attendance.db", "Noy").close()
    (tmp_path / "settings.json").write_text(
        json.dumps({"language": "en", "lists_on_closing": True, "lists_folder": str(tmp_path / "lists")})
    )
    one = start()
    wait_until(lambda: one.window.desk.event is not None)
    ended(one)
    written = sorted(path.name for path in (tmp_path / "lists").rglob("*.xlsx"))
    assert written == ["attendance-matrix.xlsx", "list-of-participants.xlsx"]
    said = json.loads((tmp_path / "settings.json").read_text("utf-8"))["lists_last"]
    assert said["problem"] == ""
    assert abs(said["at"] / 1000 - time.time()) < 120


def test_no_list_is_written_that_nobody_wants(start, tmp_path):
    app.open_file(tmp_path / "attendance.db", "Noy").close()
    (tmp_path / "settings.json").write_text(
        json.dumps({"language": "en", "lists_folder": str(tmp_path / "lists")})
    )
    one = start()
    wait_until(lambda: one.window.desk.event is not None)
    ended(one)
    assert not (tmp_path / "lists").exists()


def test_the_folder_of_the_lists_has_the_events_name_without_what_names_may_not_have(meeting, tmp_path):
    files = write_lists(
        meeting.database.path, meeting.event, "Seminar: day 1/2?", tmp_path, "en", meeting.now
    )
    assert {Path(path).parent.name for path in files} == {"Seminar day 1 2"}
    book = openpyxl.load_workbook(next(path for path in files if "list-of" in path))
    cells = [cell.value for sheet in book for row in sheet.iter_rows() for cell in row]
    assert any("Somphone" in str(value) for value in cells)
