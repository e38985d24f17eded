"""Nothing is lost and nobody waits: bursts, a full disk, a locked file, a kill, a second start."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from sqlalchemy import select

from attendance import app
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience, Stamp
from attendance.domain.scan import Word
from attendance.imports.importing import import_file
from attendance.store import database as store
from attendance.store import tables as t
from attendance.store.database import Database
from attendance.store.verify import verify
from attendance.ui.single import OnlyWindow
from attendance.worker import Worker
from tests.proofs import test_durability as durability
from tests.store.conftest import seminar as seminar
from tests.store.disks import fill, small_disk
from tests.ui.conftest import wait_until
from tests.ui.test_door_refused import HOLD

BURST = 20


@contextmanager
def opened(application, folder: Path) -> Generator:
    """The whole window over a new file with the sample event, its door in front."""
    made, behind = app.open_window(application, folder / "sample.db", folder / "settings.json")
    made.resize(1093, 614)
    made.show()
    behind.start()
    try:
        wait_until(lambda: made.desk.session is not None)
        made.desk.choose_session(made.desk.sessions[2].id)  # where the sample let nobody in
        made.show_page("checkin")
        yield made
    finally:
        made.close()
        behind.close()
        made.desk.theme.deleteLater()
        made.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(application, tmp_path):
    with opened(application, tmp_path) as made:
        yield made


def ask(window, fn: Callable):
    """An answer of the file, read on another thread as the window's own reading is."""
    answers: list = []
    window.desk.work.read(window, fn, then=answers.append)
    wait_until(lambda: answers)
    return answers[0]


def some_codes(window) -> list[str]:
    d = t.delegate.c
    wanted = select(d.badge_code).where(d.event == window.desk.event.id, d.status == "registered")
    codes = ask(window, lambda db: list(db.scalars(wanted.order_by(d.n).limit(BURST))))
    assert len(codes) == BURST
    return codes


def stored(window) -> list[str]:
    """The codes of those who came in through this door, in the order their facts were written."""
    f, d = t.attendance_fact.c, t.delegate.c
    came = select(d.badge_code).join_from(t.attendance_fact, t.delegate, d.id == f.delegate)
    here = came.where(f.event_session == window.desk.session.id, f.source == "scan").order_by(f.n)
    return ask(window, lambda db: list(db.scalars(here)))


def scan_all(window, codes: list[str]) -> list:
    """All at once, faster than any scanner; the verdicts in the order they were shown."""
    door, shown = window.pages["checkin"], []
    door.verdict_shown.connect(shown.append)
    for code in codes:
        door.scan(code)
    wait_until(lambda: len(shown) == len(codes), 60)
    door.verdict_shown.disconnect(shown.append)
    return shown


def are_in_one_by_one(window, codes: list[str], shown: list) -> None:
    assert [(verdict.word, verdict.code) for verdict in shown] == [(Word.IN, code) for code in codes]
    times = [verdict.at for verdict in shown]
    assert times == sorted(set(times))
    assert stored(window) == codes


def test_a_burst_of_twenty_scans_is_shown_and_stored_one_by_one_in_order(window):
    codes = some_codes(window)
    are_in_one_by_one(window, codes, scan_all(window, codes))


def test_a_burst_is_taken_also_while_an_import_and_a_report_run(window, tmp_path):
    codes, stop, turns = some_codes(window), threading.Event(), []
    work = window.desk.work.database, window.desk.event.id, tmp_path, stop, turns
    office = threading.Thread(target=keep_busy, args=work)
    office.start()
    try:
        wait_until(lambda: turns, 60)
        before = len(turns)
        shown = scan_all(window, codes)
        wait_until(lambda: len(turns) > before, 60)  # it went on while they came
    finally:
        stop.set()
        office.join()
    assert turns[0] == "import"
    are_in_one_by_one(window, codes, shown)


def keep_busy(database: Database, event, folder: Path, stop: threading.Event, turns: list[str]) -> None:
    """An office on the same file: a list comes in, then reports are written, until told to stop."""
    rows = "".join(f"Guest{n},Family{n % 97},Country {n % 9},F\n" for n in range(1_500))
    (folder / "list.csv").write_text("First name,Last name,Country,Sex\n" + rows)
    worker = Worker()

    def tick(done: int, total: int, label: str) -> None:
        turns.append("report" if "written" in turns else "import")
        if stop.is_set():
            raise Refused("stopped")

    with suppress(Refused):
        stamp = Stamp("office", 1_716_948_000_000)
        import_file(database, worker, stamp, folder / "list.csv", event=event, tick=tick)
        turns.append("written")
        while True:
            worker.run(
                "attendance.reports.catalogue:write_report_file",
                *(str(database.path), "attendance-matrix", event, None, "en"),
                *(Audience.INTERNAL, str(folder / "matrix.xlsx"), stamp.at),
                tick=tick,
            )
    worker.close()


def refused_then_in(window, code: str, mend: Callable[[], None], says: str) -> None:
    """The scan that could not be written is an error that says what to do, and can be made again."""
    door, shown = window.pages["checkin"], []
    door.verdict_shown.connect(shown.append)
    door.scan(code)
    wait_until(lambda: door.verdict.said is not None and door.verdict.said.tone == "red")
    assert says in door.verdict.said.reason
    assert (shown, stored(window)) == ([], [])
    mend()
    door.scan(code)
    wait_until(lambda: shown)
    assert (shown[0].word, stored(window)) == (Word.IN, [code])


@pytest.fixture
def impatient(monkeypatch):
    """Waits a tenth of a second for another program, not five."""
    monkeypatch.setattr(store, "BUSY_MS", 100)


def test_a_locked_file_is_an_error_with_what_to_do_and_the_scan_can_be_repeated(impatient, window):
    code = some_codes(window)[0]
    command = [sys.executable, "-c", HOLD, str(window.desk.work.database.path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "held\n"

        def let_go() -> None:
            other.stdin.close()
            other.wait()

        refused_then_in(window, code, let_go, "Another program is writing")


def test_a_full_disk_is_an_error_with_what_to_do_and_the_scan_can_be_repeated(application, tmp_path):
    with small_disk(tmp_path / "disk", "8m") as disk, opened(application, disk) as window:
        code = some_codes(window)[0]
        ballast = fill(disk)
        refused_then_in(window, code, ballast.unlink, "full")
        assert verify(window.desk.work.database) == []


def test_case_80_a_second_start_of_the_program_brings_the_first_to_the_front(application, tmp_path):
    with opened(application, tmp_path) as window:
        only = OnlyWindow(tmp_path / "sample.db")
        assert only.take()
        only.called.connect(window.come_to_front)
        window.showMinimized()
        wait_until(window.isMinimized)
        second = [sys.executable, "-m", "attendance", "--db", str(tmp_path / "sample.db")]
        with subprocess.Popen(second, env={**os.environ, "HOME": str(tmp_path)}) as program:
            wait_until(lambda: program.poll() is not None, 60)
            assert program.returncode == 0
            wait_until(lambda: not window.isMinimized())
        assert window.isActiveWindow()
        only.release()


@pytest.mark.needs("strace")
def test_case_81_every_green_was_on_the_disk_before_it_was_shown(seminar, tmp_path):
    lines = durability.traced(seminar, "scan", tmp_path / "trace")
    assert durability.not_on_disk(lines) == (durability.SCANS, 0)


def test_case_81_a_power_cut_right_after_green_leaves_the_fact(seminar):
    path, session = seminar.database.path, str(seminar.sessions[0])
    seminar.database.close()
    command = [sys.executable, "-m", "tests.proofs.doors", "scan", str(path), session, "5", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as door:
        green = [door.stdout.readline().strip() for _ in range(3)]
        os.kill(door.pid, signal.SIGKILL)
    database = Database.open(path)
    with database.read() as db:
        kept = {str(fact) for fact in db.scalars(select(t.attendance_fact.c.id))}
    assert set(green) <= kept
    assert verify(database) == []
    database.close()
