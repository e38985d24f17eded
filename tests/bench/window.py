"""A window that measures itself and ends: ``python -m tests.bench.window start|block|door|pages FILE``."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
import time
from itertools import count, cycle
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from attendance.app import open_window
from tests.bench.busy import LIST, work_on
from tests.bench.list_work import workbook
from tests.bench.memory import memory
from tests.bench.world import code_of

SECONDS = 4.0
OPENED = 0.8
"""Seconds after which a page of any file has its rows."""
TYPED = ("t", "th", "tha", "ກ", "ກບ", "", "man", "а", "")


def usable(window: object) -> bool:
    """The list of people is on the screen."""
    table = window.pages["delegates"].table  # type: ignore[attr-defined]
    return table is not None and table.model().rowCount() > 0


class Window:
    """The real window over a real file, off-screen."""

    def __init__(self, path: Path) -> None:
        self.app = QApplication(sys.argv[:1])
        self.window, self.work = open_window(self.app, path, None)
        self.window.show()
        self.work.start()
        self.longest = 0.0

    def wait_until_usable(self) -> None:
        while not usable(self.window):
            self.app.processEvents()
            time.sleep(0.001)
        self.window.show_page("delegates")
        self.app.processEvents()

    def watch(self, seconds: float) -> float:
        """Search and scroll like a person, and return the longest time the event loop did not turn."""
        page = self.window.pages["delegates"]
        queries = cycle(TYPED)
        timer = QTimer(interval=120)
        timer.timeout.connect(lambda: page.search.setText(next(queries)))
        timer.start()
        return self.longest_turn(seconds)

    def watch_door(self, seconds: float) -> float:
        """Scan twenty badges a second, and return the longest time the event loop did not turn."""
        page, numbers = self.window.pages["checkin"], count(1)
        timer = QTimer(interval=50)
        timer.timeout.connect(lambda: page.scan(code_of(next(numbers) * 7)))
        timer.start()
        return self.longest_turn(seconds)

    def open_page(self, key: str) -> float:
        """The longest time the event loop did not turn while a page was opened and filled."""
        started = time.perf_counter()
        self.window.show_page(key)
        shown = time.perf_counter() - started
        return max(shown, self.longest_turn(OPENED))

    def longest_turn(self, seconds: float) -> float:
        last, longest = time.perf_counter(), 0.0
        end = last + seconds
        while last < end:
            self.app.processEvents()
            now = time.perf_counter()
            longest, last = max(longest, now - last), now
            time.sleep(0.0005)
        return longest


def main(what: str, path: str) -> None:
    window = Window(Path(path))
    if what == "pages":
        while window.window.desk.event is None:
            window.longest_turn(OPENED)
        print(*[window.open_page(key) for _ in range(2) for key in window.window.pages], flush=True)
        os._exit(0)
    window.wait_until_usable()
    if what == "start":
        print(memory(), flush=True)
        os._exit(0)
    watch = window.watch
    if what == "door":
        window.window.show_page("checkin")
        watch = window.watch_door
    watch(1.0)
    rest = watch(SECONDS)
    with tempfile.TemporaryDirectory() as folder:
        stop = threading.Event()
        office = threading.Thread(target=busy_office, args=(window, Path(folder), stop))
        office.start()
        busy = watch(SECONDS)
        stop.set()
        office.join()
    print(rest, busy, flush=True)
    os._exit(0)


def busy_office(window: Window, folder: Path, stop: threading.Event) -> None:
    """On the window's own file: a list comes in and reports are written."""
    desk, database = window.window.desk, window.work.database
    work_on(database, desk.event.id, workbook(folder / "list.xlsx", LIST), folder, stop)


if __name__ == "__main__":
    main(*sys.argv[1:])
