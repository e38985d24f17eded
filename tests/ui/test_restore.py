"""Restoring inside the program: seen before, exchanged under the open window, reversible."""

import threading

import pytest

from attendance import app
from attendance.commands.desk import rename_desk
from attendance.commands.events import new_event
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.queries.desk import contents
from attendance.queries.events import events
from attendance.store.backup import back_up, list_backups
from attendance.ui.dialogs.restore_dialog import RestoreDialog
from tests.ui.conftest import live, wait_until

LATER = Stamp("Noy", 1_900_000_000_000)


def asked(work, owner, question):
    """What the file says now."""
    answers = []
    owner.take = answers.append
    work.read(owner, question, then=owner.take)
    wait_until(lambda: answers)
    return answers[0]


def another_event(db, stamp):
    new_event(db, stamp, title="Later", zone="Asia/Vientiane")


def titles(db):
    return [event.title for event in events(db)]


@pytest.fixture
def backup(window):
    """A backup of the sample; the file has another event since, and the desk another name."""
    keeper, done = window.desk.keeper, []
    keeper.kept.connect(lambda: done.append(True))
    keeper.keep()
    wait_until(lambda: done)
    written = []
    window.desk.work.write(window, another_event, LATER)
    window.desk.work.write(window, rename_desk, LATER, "Side door", then=written.append)
    wait_until(lambda: written and window.desk.name == "Side door" and len(window.desk.events) == 2)
    return list_backups(keeper.folder)[0].path


def opened(window, path):
    dialog = RestoreDialog(window.desk, path, window)
    dialog.open()
    wait_until(lambda: dialog.primary.isVisible() and dialog.primary.isEnabled())
    return dialog


def test_what_is_in_the_backup_stands_beside_what_is_there_now(window, backup):
    dialog = opened(window, backup)
    grid = dialog._look.layout().itemAt(0).layout()
    told = {
        grid.itemAtPosition(row, 0).widget().text(): tuple(
            grid.itemAtPosition(row, column).widget().text() for column in (1, 2)
        )
        for row in range(2, 7)
    }
    assert told["Events"] == ("1", "2")
    assert told["People"] == ("57", "57")
    assert told["Desk"][1] == "Side door"
    dialog.reject()
    assert "Later" in asked(window.desk.work, window, titles)


def test_the_window_stays_and_shows_the_restored_file_under_its_own_name(window, backup):
    window.show_page("events")
    before = asked(window.desk.work, window, contents)
    dialog = opened(window, backup)
    dialog.primary.click()
    wait_until(lambda: dialog.page is dialog._done)
    assert "Later" not in asked(window.desk.work, window, titles)
    wait_until(lambda: len(window.desk.events) == 1 and window.desk.name == "Side door")
    after = asked(window.desk.work, window, contents)
    assert (after.events, after.people) == (1, 57)
    assert after.desk_id != before.desk_id
    dialog.reject()


def test_what_a_restore_replaced_can_be_restored_the_same_way(window, backup):
    dialog = opened(window, backup)
    dialog.primary.click()
    wait_until(lambda: dialog.page is dialog._done)
    dialog.reject()
    aside = list_backups(window.desk.keeper.path.parent)[0].path
    assert "before-restore" in aside.name
    dialog = opened(window, aside)
    dialog.primary.click()
    wait_until(lambda: dialog.page is dialog._done)
    assert set(asked(window.desk.work, window, titles)) >= {"Later"}
    dialog.reject()


def test_a_file_that_is_no_backup_is_refused_in_the_dialog_and_nothing_changes(window, tmp_path):
    letter = tmp_path / "letter.db"
    letter.write_text("Dear colleague, " * 40)
    dialog = RestoreDialog(window.desk, letter, window)
    dialog.open()
    wait_until(lambda: dialog._errors.isVisible())
    assert not dialog.primary.isVisible()
    assert "letter.db" in dialog._errors._sentence.text()
    dialog.reject()
    live(20)
    assert len(window.desk.events) == 1


def test_a_damaged_file_leads_to_the_backups_and_one_of_them_takes_its_place(application, tmp_path):
    path, backups = tmp_path / "sample.db", tmp_path / "backups"
    app.open_file(path, "Noy").close()
    back_up(path, backups, LATER.at)
    path.write_bytes(path.read_bytes()[:50])
    window, work = app.open_window(application, path, tmp_path / "settings.json", backups)
    window.show()
    threading.window_is_open = True
    work.start()
    wait_until(lambda: window.errors.isVisible() and window._shown() == "settings")
    section = window.pages["settings"].shown
    wait_until(lambda: section.restore.isEnabled())
    section.restore.click()
    dialog = window.findChild(RestoreDialog)
    wait_until(lambda: dialog.primary.isVisible() and dialog.primary.isEnabled())
    dialog.primary.click()
    wait_until(lambda: window.desk.event is not None and window.desk.event.sample)
    wait_until(lambda: dialog.page is dialog._done)
    dialog.reject()
    window.close()
    threading.window_is_open = False
    work.close()
    window.desk.theme.deleteLater()
    window.deleteLater()


def refuse(*_args, tick):
    raise Refused("file_busy")


def test_whatever_comes_of_the_exchange_the_file_is_open_again(work, owner):
    work.replace_file(owner, refuse, title="", failed=owner.fail)
    wait_until(lambda: owner.errors)
    assert owner.errors[0].code == "file_busy"
    assert asked(work, owner, titles) == ["Seminar"]


def test_questions_asked_during_the_exchange_wait_for_the_file_that_comes(work, owner, seminar, tmp_path):
    begun, go_on, answers = threading.Event(), threading.Event(), []

    def exchange(*, tick):
        begun.set()
        go_on.wait(5)

    owner.take = answers.append
    work.replace_file(owner, exchange, title="", then=owner.take)
    wait_until(begun.is_set)
    work.read(owner, titles, then=owner.take)
    live(100)
    assert answers == []
    go_on.set()
    wait_until(lambda: len(answers) == 2)
    assert ["Seminar"] in answers
