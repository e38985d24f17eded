"""Practice: another window over a copy; nothing of it reaches the real file, however it ends."""

import os
import signal
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from attendance import app, cli, paths
from attendance.commands.checkin import check_in
from attendance.domain.kinds import Stamp
from attendance.queries.desk import contents
from attendance.queries.events import events
from attendance.queries.programme import sessions
from attendance.store.copying import copy_database
from attendance.store.database import Database
from attendance.ui import practising
from attendance.ui.practice import sweep
from attendance.ui.settings import LISTS_WANTED
from tests.ui.conftest import wait_until

START = 1_716_950_000_000


@pytest.fixture(autouse=True)
def cache(tmp_path, monkeypatch):
    """A cache folder of the test's own, also for the practice window."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def begun(window):
    """The folder of a practice whose window has opened its file."""
    wait_until(lambda: window.desk.practice._process is not None)
    folder = window.desk.practice._folder
    wait_until(lambda: list(folder.glob("*.db-wal")))
    wait_until(lambda: (folder / practising.WINDOW_LOCK).exists())
    return folder


def practise(folder):
    """Check somebody in on the copy, as its window would."""
    database = Database.open(practising.file_in(folder), create=False)
    with database.write() as db:
        event = events(db)[0].id
        session = sessions(db, event, attendance_only=True)[-1].id
        assert check_in(db, Stamp("Trainee", START), session, "1").fact is not None
    database.close()


def elsewhere(fn, *args):
    """``fn`` on another thread than the window's, as another program would."""
    answers = []
    thread = threading.Thread(target=lambda: answers.append(fn(*args)))
    thread.start()
    thread.join()
    return answers[0]


def held(window):
    """What is in the real file."""
    answers = []
    window.desk.work.read(window, contents, then=answers.append)
    wait_until(lambda: answers)
    return answers[0]


def over(window):
    wait_until(lambda: not window.desk.practice.running)


@pytest.mark.skipif(sys.platform == "win32", reason="windows end by other means there")
def test_practice_touches_only_its_copy_ends_with_its_window_and_ticks_the_overview(window):
    window.desk.settings.put(LISTS_WANTED, True)
    before, event = held(window), window.desk.event.id
    window.desk.practice.on_this_file()
    folder = begun(window)
    settings = (folder / practising.SETTINGS).read_text("utf-8")
    assert LISTS_WANTED not in settings
    elsewhere(practise, folder)
    window.desk.practice.on_the_sample()  # a second one is told, not begun
    assert any("already open" in toast.accessibleName() for toast in window.toasts._shown)
    os.kill(window.desk.practice._process.processId(), signal.SIGTERM)  # as if its window were closed
    over(window)
    assert not folder.exists()
    assert held(window) == before
    assert "practice" in window.desk.settings.get(f"ready.{event}")


@pytest.mark.skipif(sys.platform == "win32", reason="windows end by other means there")
def test_a_practice_that_is_killed_leaves_nothing_and_was_none_if_nobody_was_checked_in(window):
    before = held(window)
    window.desk.practice.on_the_sample()
    folder = begun(window)
    window.desk.practice._process.kill()
    over(window)
    assert not folder.exists()
    assert held(window) == before
    assert not window.desk.settings.get(f"ready.{window.desk.event.id}")


def test_the_real_window_takes_its_practice_with_it(window):
    window.desk.practice.on_this_file()
    folder = begun(window)
    window.desk.practice.close()
    assert not folder.exists()


def test_what_a_kill_left_behind_is_thrown_away_at_the_next_start_and_nothing_else_is(tmp_path, window):
    root = tmp_path / "practice"
    stamp = Stamp("Noy", START)
    left = elsewhere(practising.prepare, None, root / "left", {}, stamp)
    other = root / "somebody's own"
    other.mkdir()
    (other / "sample.db").write_bytes(b"precious")
    sweep(root)
    assert not left.folder.exists()
    assert (other / "sample.db").read_bytes() == b"precious"


def test_a_folder_that_was_not_made_for_practice_is_never_opened_as_one(tmp_path, capsys):
    (tmp_path / "seminar.db").write_bytes(b"precious")
    assert cli.main(["--practice", str(tmp_path)]) == 1
    assert "no folder to practise in" in capsys.readouterr().err
    practising.wipe(tmp_path)
    assert (tmp_path / "seminar.db").read_bytes() == b"precious"


def test_a_copy_that_cannot_be_made_leaves_no_folder(tmp_path):
    broken = tmp_path / "broken.db"
    broken.write_bytes(b"not a database at all" * 400)
    with pytest.raises(Exception, match="file_"):
        practising.prepare(broken, tmp_path / "practice", {}, Stamp("Noy", START))
    assert not (tmp_path / "practice").exists()


def test_a_practice_window_says_so_in_words_and_colour_and_one_click_ends_it(application, tmp_path, seminar):
    file = tmp_path / "copy.db"
    copy_database(seminar[0], file, whole=False)
    window, work = app.open_window(application, file, None, practice=True)
    window.show()
    work.start()
    wait_until(lambda: window.desk.session is not None)
    assert window.windowTitle().startswith("Practice – ")
    assert window.desk.theme.palette.accent == "#7A2E9E"
    assert window.desk.practice is None
    for page in window.pages:  # without backups, lists at closing and printed fallback
        window.show_page(page)
    for section in window.pages["settings"].sections:
        window.desk.go("settings", section)
    closed = []
    window.closed.connect(lambda: closed.append(True))
    end = next(one for one in window.findChildren(QPushButton) if one.text().strip() == "End practice")
    end.click()
    assert closed
    work.close()
    window.desk.theme.deleteLater()
    window.deleteLater()


def test_practice_is_offered_in_the_settings_on_the_overview_and_in_the_palette(window):
    words = [one.words for one in window.actions_now()]
    assert {"Practise on a copy of this file", "Practise on the sample event"} <= set(words)
    window.show_page("overview")
    assert window.pages["overview"].board.practise.isVisibleTo(window.pages["overview"].board)
    window.desk.go("settings", "computer")
    assert any(one.text().strip() == "On this file" for one in window.findChildren(QPushButton))
    assert Path(paths.practice_folder()).name == "practice"
