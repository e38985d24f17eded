"""The real program on a real X display, with keys as fast as a scanner's, under one layout after another."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select

from attendance.queries.delegates import delegates
from attendance.queries.events import events
from attendance.queries.history import last_facts
from attendance.queries.listing import ids, page
from attendance.queries.programme import sessions
from attendance.store import tables
from attendance.store.database import Database

ROOT = Path(__file__).resolve().parents[2]
KEYCODES = {digit: str(10 + place) for place, digit in enumerate("1234567890")}
ENTER, TAB = "36", "23"
LETTERS = {
    letter: str(first + place)
    for first, row in ((24, "qwertyuiop"), (38, "asdfghjkl"), (52, "zxcvbnm"))
    for place, letter in enumerate(row)
}
LAYOUTS = ("la", "kz", "th", "vn", "fr", "ru")
CLEAR = ("ctrl+38", "22")
"""Select all and Backspace, by key code."""

pytestmark = pytest.mark.needs("Xvfb", "xdotool", "setxkbmap")


class Program:
    """The program in a process of its own, with a home and a display of its own."""

    def __init__(self, home: Path, display: str) -> None:
        self.file = home / "door.db"
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("QT_")},
            "DISPLAY": display,
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_DATA_HOME": str(home / "data"),
            "XDG_STATE_HOME": str(home / "state"),
            "LANG": "C.UTF-8",
        }
        config = home / "config" / "attendance"
        config.mkdir(parents=True)
        (config / "settings.json").write_text('{"page": "checkin", "language": "en"}', "utf-8")
        self.layout("la")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "attendance", "--db", str(self.file)],
            cwd=ROOT,
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.window = self.until(self.look_for_window)
        self.run("xdotool", "windowfocus", "--sync", self.window)

    def run(self, *command: str) -> str:
        answer = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        return answer.stdout.strip()

    def layout(self, name: str) -> None:
        self.run("setxkbmap", name)

    def type(self, word: str) -> None:
        """By key codes and at a typist's pace."""
        self.press(*(LETTERS[letter] for letter in word), delay=60)

    def look_for_window(self) -> str:
        found = self.run("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid))
        return found.splitlines()[-1] if found else ""

    def until(self, condition, seconds: float = 30):
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if answer := condition():
                return answer
            time.sleep(0.1)
        pytest.fail("waited in vain")

    def press(self, *keycodes: str, delay: int = 2) -> None:
        self.run("xdotool", "key", "--delay", str(delay), *keycodes)

    def scan(self, code: str, heard, suffix: str = ENTER, clear: tuple[str, ...] = CLEAR) -> None:
        """Scan until it is heard: on a busy computer xdotool itself may press keys at a typist's pace."""
        for _ in range(4):
            self.press(*(KEYCODES[digit] for digit in code), *([suffix] if suffix else []))
            deadline = time.monotonic() + 4
            while time.monotonic() < deadline:
                if heard():
                    return
                time.sleep(0.05)
            self.press(*clear)
        pytest.fail("the scan was not heard")

    def asked(self, question):
        database = Database.open(self.file, create=False)
        try:
            with database.read() as db:
                return question(db)
        finally:
            database.close()

    def end(self) -> str:
        self.process.terminate()
        return self.process.communicate(timeout=20)[1]


def session_of(db):
    return sessions(db, events(db)[0].id, attendance_only=True)[0].id


def someone_absent(db):
    found = events(db)
    if not found:
        return []  # the program is still writing the sample event
    event = found[0].id
    listing = delegates(event, sessions(db, event, attendance_only=True)[:1])
    tick = listing.columns[-1].key
    rows = page(db, listing, ids(db, listing), ("badge", tick))
    return [badge for _, badge, state in rows if state is None]


def newest(db):
    return last_facts(db, session_of(db), 60)


def refused(db):
    return list(db.scalars(select(tables.scan_refused.c.code)))


@pytest.fixture(scope="module")
def program(tmp_path_factory, display):
    """One program for every test that does not end it: starting it takes longest."""
    made = Program(tmp_path_factory.mktemp("door"), display)
    yield made
    made.end()


@pytest.fixture(scope="module")
def badges(program):
    """Badges of people who are not here yet."""
    return program.until(lambda: program.file.exists() and program.asked(someone_absent))


def booked(program, before: int):
    """Whether one more entry stands in the file than ``before``."""
    return lambda: len(program.asked(newest)) == before + 1


def test_case_76_a_scan_is_read_under_every_layout_and_leaves_nothing_in_the_field(program, badges):
    time.sleep(1.0)
    start = len(program.asked(newest))
    for number, layout in enumerate(LAYOUTS):
        program.layout(layout)
        program.scan(badges[number], booked(program, start + number), (ENTER, TAB, "")[number % 3])
    # Had digits stayed in the field, this Enter would search for them and book somebody.
    program.press(ENTER, delay=100)
    time.sleep(0.5)
    assert len(program.asked(newest)) == start + len(LAYOUTS)


def test_case_78_a_scan_into_a_dialog_is_kept_and_its_field_keeps_what_was_typed(program, badges):
    program.layout("us")
    before = len(program.asked(refused))
    program.press("ctrl+" + LETTERS["n"], delay=100)
    dialog = program.until(lambda: program.look_for_window() != program.window and program.look_for_window())
    program.run("xdotool", "windowfocus", "--sync", dialog)
    program.type("work")
    program.scan("4006381333931", lambda: len(program.asked(refused)) == before + 1, clear=())
    program.type("shop")
    program.press(ENTER, delay=100)
    titles = program.until(lambda: [row.title for row in program.asked(events) if "op" in row.title])
    assert titles == ["workshop"]
    assert program.asked(refused)[-1] == "4006381333931"
    program.run("xdotool", "windowfocus", "--sync", program.window)


def test_case_80_a_second_start_ends_at_once_and_leaves_the_first_running(program):
    program.until(lambda: program.file.exists())
    second = subprocess.run(
        [sys.executable, "-m", "attendance", "--db", str(program.file)],
        cwd=ROOT,
        env=program.environment,
        timeout=30,
        check=False,
    )
    assert second.returncode == 0
    assert program.process.poll() is None


def test_ending_from_outside_is_like_closing_the_window(tmp_path, display):
    program = Program(tmp_path, display)
    program.until(lambda: program.file.exists() and program.asked(someone_absent))
    printed = program.end()
    assert program.process.returncode == 0
    assert printed == ""
    backups = list((program.file.parent / "data").rglob("door*.db"))
    assert backups
