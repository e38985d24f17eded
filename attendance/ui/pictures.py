"""Draws every page and dialog off-screen, in each language, light and dark, for whoever reviews the look."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEventLoop, QSize, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from attendance.domain.errors import Refused
from attendance.domain.kinds import Direction, new_id
from attendance.language import LANGUAGES
from attendance.ui.chooser import Chooser
from attendance.ui.main_window import MainWindow
from attendance.ui.theme import Scheme

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


def draw(widget: QWidget, ratio: float, path: Path) -> None:
    """One picture of a widget as it stands."""
    picture = QPixmap(widget.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(widget.palette().window().color())
    widget.render(picture)
    picture.save(str(path))


def draw_pictures(
    folder: Path,
    open_window: Callable[..., tuple[MainWindow, object]],
    only: str = "",
) -> list[Path]:
    """Draw everything into ``folder`` and return the files.

    Args:
        open_window: ``app.open_window``; it lies above this module.
        only: draw only what has this in its name.
    """
    app = QApplication.instance() or QApplication(["attendance"])
    before = qInstallMessageHandler(_heard)
    folder.mkdir(parents=True, exist_ok=True)
    drawn: list[Path] = []
    with tempfile.TemporaryDirectory() as home:
        window, work = open_window(app, Path(home) / "sample.db", None)
        window.show()
        work.start()
        wait_for(lambda: window.desk.session is not None)
        for language in LANGUAGES:
            window.speak(language)
            for scheme in (Scheme.LIGHT, Scheme.DARK):
                window.desk.theme.force(scheme)
                for screen in SCREENS:
                    window.resize(screen.size)
                    for name, widget in _scenes(window):
                        path = folder / f"{screen.name}-{language}-{scheme.value}-{name}.png"
                        if only in path.name:
                            draw(widget, screen.ratio, path)
                            drawn.append(path)
        window.close()
        work.close()
        app.sendPostedEvents(None, 0)
    qInstallMessageHandler(before)
    return drawn


def _heard(_kind: QtMsgType, _context: object, text: str) -> None:
    """Pass Qt's warnings on, all but those every off-screen window earns."""
    if not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")


def _scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """Every page and dialog, one after the other, each settled."""
    yield from _pages(window)
    yield from _door(window)
    for name, opening in (
        ("new-event", window.new_event),
        ("import", window.import_list),
        ("report", window.write_report),
    ):
        with _dialog(opening) as dialog:
            yield f"dialog-{name}", dialog


def _pages(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    window.show_page("events")
    wait_for(lambda: window.pages["events"].table.model().rowCount() > 0)
    rest(150)
    yield "events", window
    window.show_page("delegates")
    page = window.pages["delegates"]
    wait_for(lambda: page.table is not None and page.table.model().rowCount() > 0)
    wait_for(lambda: page.table.model().row(0) is not None)
    page.table.selectRow(min(4, page.table.model().rowCount() - 1))
    page.table.setFocus()
    rest(400)
    yield "delegates", window
    page.search.setText("kaz")
    page.search.setFocus()
    rest(300)
    yield "delegates-search", window
    page.search.clear()
    yield from _said(window, page)
    window.show_page("reports")
    rest(150)
    yield "reports", window


def _said(window: MainWindow, page: QWidget) -> Iterator[tuple[str, QWidget]]:
    """What comes over a page: a toast, an error, a choice."""
    window.desk.say(window.desk.texts("Taken back."))
    window.desk.say(f"Ms. Aigerim SAMPLE · {window.desk.session_title(window.desk.session)}", new_id())
    window.show_error(Refused("disk_full", path="/media/stick/attendance.db"))
    rest(100)
    yield "delegates-said", window
    window.errors.hide()
    window.toasts.clear()
    page._filters._chips["delegation"].click()
    rest(150)
    yield "delegates-choice", page.findChild(Chooser)
    page.findChild(Chooser).close()


def _door(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    window.show_page("checkin")
    page = window.pages["checkin"]
    page.verdict.show_said(None)
    rest(200)
    yield "checkin-ready", window
    page.field.setText("sam")
    rest(400)
    yield "checkin-search", window
    page.field.clear()
    told: list[object] = []
    page.verdict_shown.connect(told.append)
    page.direction.choose(Direction.EXIT)
    for number, name in ((11, "out"), (11, "in"), (11, "already-in"), (0, "unknown")):
        if name == "in":
            page.direction.choose(Direction.ENTRY)
        before = len(told)
        page.scan(str(number) if number else "4006381333931")
        wait_for(lambda before=before: len(told) > before)
        rest(250)
        yield f"checkin-{name}", window


@contextmanager
def _dialog(opening: Callable[[], object]) -> Iterator[QWidget]:
    opening()
    rest(500)
    shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
    dialog = next(shown, None)
    if dialog is None:
        raise TimeoutError("no dialog opened")
    try:
        yield dialog
    finally:
        dialog.close()
        rest(50)
