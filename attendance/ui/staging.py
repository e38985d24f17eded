"""A window set up to be looked at: screens, a file of its own, and waiting until it stands still."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QEventLoop, QObject, QSize, QTimer
from PySide6.QtWidgets import QApplication

from attendance.store.database import Database
from attendance.ui.main_window import MainWindow

PATIENCE = 20_000


class Screen(NamedTuple):
    """A screen to draw for: its name, its size in points, device pixels per point."""

    name: str
    size: QSize
    ratio: float


SCREENS = (
    Screen("1366x768-125", QSize(1093, 614), 1.25),
    Screen("1920x1080", QSize(1920, 1080), 1.0),
)


def rest(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_for(condition: Callable[[], bool]) -> None:
    """Let the window live until it holds.

    Raises:
        TimeoutError: it never did.
    """
    for _ in range(PATIENCE // 10):
        if condition():
            return
        rest(10)
    raise TimeoutError("the window did not get there")


class _Asker(QObject):
    """Waits for one answer."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[Any] = []

    def take(self, answer: Any) -> None:
        self.answers.append(answer)


def _nothing(*_: Any) -> None:
    """A question of the file that takes no time."""


def settle(window: MainWindow) -> None:
    """Until what was asked before is answered, what that asks too, and all of it is painted."""
    for _ in range(2):
        asker = _Asker()
        for _reader in range(2):
            window.desk.work.read(asker, _nothing, then=asker.take)
        wait_for(lambda asker=asker: len(asker.answers) == 2)
        rest(60)


@contextmanager
def opened(
    open_window: Callable[..., tuple[MainWindow, Any]], *, empty: bool = False
) -> Iterator[MainWindow]:
    """The window over a new file with the sample event, or over one with nothing in it."""
    app = QApplication.instance() or QApplication(["attendance"])
    with tempfile.TemporaryDirectory() as home:
        file = Path(home) / "sample.db"
        if empty:
            Database.open(file).close()
        window, work = open_window(app, file, None, Path(home) / "backups")
        window.show()
        work.start()
        wait_for(lambda: work.database is not None and (empty or window.desk.session is not None))
        try:
            yield window
        finally:
            window.close()
            work.close()
            app.sendPostedEvents(None, 0)
