"""What the window's tests share: a real file, its threads, and a watch over the window's own thread."""

import shutil
import sqlite3
import sys
import threading
import time
from functools import partial

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from attendance import app
from attendance.app import open_file
from attendance.commands.delegates import add_delegate, add_delegation
from attendance.commands.events import new_event
from attendance.domain.kinds import Capacity, Stamp, Status
from attendance.store.database import Database
from attendance.ui.work import Work
from attendance.worker import Worker

STAMP = Stamp("Operator", 1_716_948_000_000)


def wait_until(condition, seconds: float = 60.0) -> None:
    """Let the window live until ``condition()`` holds."""
    app, deadline = QApplication.instance(), time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        app.processEvents()
        time.sleep(0.002)


def live(milliseconds: int) -> None:
    """Let the window live for a while."""
    end = time.monotonic() + milliseconds / 1000
    wait_until(lambda: time.monotonic() >= end)


@pytest.fixture(autouse=True)
def _nobody_asks_the_file_on_the_windows_thread(monkeypatch):
    """Fails a test whose window opens or asks the file itself instead of leaving it to ``Work``."""
    here, real, broken = threading.main_thread(), sqlite3.connect, []

    def connect(*args, **kwargs):
        if threading.current_thread() is here and threading.window_is_open:
            broken.append("sqlite3.connect")
        return real(*args, **kwargs)

    def guarded(method):
        def call(self, *args, **kwargs):
            if threading.current_thread() is here and threading.window_is_open:
                broken.append(method.__name__)
            return method(self, *args, **kwargs)

        return call

    threading.window_is_open = False
    monkeypatch.setattr(sqlite3, "connect", connect)
    for name in ("read", "write", "version"):
        monkeypatch.setattr(Database, name, guarded(getattr(Database, name)))
    yield
    del threading.window_is_open
    assert not broken, f"the window's thread asked the file: {broken}"


class _Watch:
    """Notes modules with classes of Qt's that another thread than the window's loads (see ``ui/ahead``)."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def find_spec(self, name, _path, _target=None):
        ours = name.startswith(("PySide6.", "attendance.ui.", "attendance.reports.pages."))
        if ours and threading.current_thread() is not threading.main_thread():
            self.seen.append(name)


@pytest.fixture(autouse=True)
def _no_other_thread_makes_types_of_qt(monkeypatch):
    watch = _Watch()
    monkeypatch.setattr(sys, "meta_path", [watch, *sys.meta_path])
    yield
    assert not watch.seen, f"loaded on another thread: {watch.seen}"


@pytest.fixture(scope="session")
def _written_once(tmp_path_factory):
    """The seminar and the sample as files that are closed, to be copied: writing them takes longer."""
    folder = tmp_path_factory.mktemp("written")
    open_file(folder / "sample.db", "Operator").close()
    return folder, _write_seminar(folder / "seminar.db")


def _write_seminar(path):
    database = Database.open(path)
    with database.write() as db:
        event = new_event(
            db, STAMP, title="Seminar", zone="Asia/Almaty", starts="2024-05-29", ends="2024-05-30"
        )
        homes = [add_delegation(db, STAMP, event, code=c, name=c) for c in ("KAZ", "LAO", "UZB")]
        for number in range(300):
            capacity = Capacity.HEAD if number < 3 else Capacity.DELEGATE
            status = (Status.CONFIRMED, Status.REGISTERED, Status.WITHDRAWN)[number % 17 % 3]
            name = "Khamphone of the sample" if number == 7 else f"Person {number:03d}"
            add_delegate(db, STAMP, homes[number % 3], name=name, capacity=capacity, status=status)
    database.close()
    return event


@pytest.fixture
def seminar(tmp_path, _written_once):
    """A file with one event of two days, three delegations and 300 delegates; its path and ids."""
    folder, event = _written_once
    return shutil.copy(folder / "seminar.db", tmp_path / "seminar.db"), event


class Owner(QObject):
    """Somebody who waits for answers."""

    def __init__(self) -> None:
        super().__init__()
        self.answers, self.errors = [], []

    def take(self, answer):
        self.answers.append(answer)

    def fail(self, error):
        self.errors.append(error)


@pytest.fixture
def owner(application):
    return Owner()


@pytest.fixture
def work(application, seminar):
    """The threads over the seminar's file, closed at the end."""
    made = Work(partial(Database.open, seminar[0]), Worker())
    made.start()
    try:
        wait_until(lambda: made.database is not None)
        threading.window_is_open = True
        yield made
    finally:
        threading.window_is_open = False
        made.close()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(application, tmp_path, _written_once):
    """The whole window over a new file with the sample event, at 1366×768 with 125 % scaling."""
    shutil.copy(_written_once[0] / "sample.db", tmp_path / "sample.db")
    made, behind = app.open_window(
        application, tmp_path / "sample.db", tmp_path / "settings.json", tmp_path / "backups"
    )
    made.resize(1093, 614)
    made.show()
    threading.window_is_open = True
    behind.start()
    try:
        wait_until(lambda: made.desk.session is not None)
        yield made
    finally:
        made.close()
        threading.window_is_open = False
        behind.close()
        made.desk.theme.deleteLater()
        made.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
