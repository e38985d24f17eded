"""Every page and dialog of the window over the sample event, one after the other, each settled."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QEventLoop, QMimeData, QObject, QSize, QTimer, QUrl
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from attendance.domain.errors import Refused
from attendance.domain.kinds import Direction, new_id
from attendance.ui.chooser import Chooser
from attendance.ui.command_palette import CommandPalette
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

Scenes = Iterator[tuple[str, QWidget]]


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
            _begin_empty(file)
        window, work = open_window(app, file, None)
        window.show()
        work.start()
        wait_for(lambda: work.database is not None and (empty or window.desk.session is not None))
        try:
            yield window
        finally:
            window.close()
            work.close()
            app.sendPostedEvents(None, 0)


def _begin_empty(file: Path) -> None:
    from attendance.store.database import Database

    Database.open(file).close()


def scenes(window: MainWindow) -> Scenes:
    """Everything the window over the sample event can show."""
    for key in window.pages:
        window.show_page(key)
        settle(window)
        yield key, window
    yield from _events(window)
    yield from _overview(window)
    yield from _programme(window)
    yield from _delegates(window)
    yield from _door(window)
    yield from _over(window)
    yield from dialogs(window)


def empty_scenes(window: MainWindow) -> Scenes:
    """Every page while there is no event."""
    for key in window.pages:
        window.show_page(key)
        settle(window)
        yield f"{key}-empty", window


def _overview(window: MainWindow) -> Scenes:
    window.show_page("overview")
    board = window.pages["overview"].board
    board.span.choose("day")
    board.span.chosen.emit("day")
    board.verticalScrollBar().setValue(board.verticalScrollBar().maximum())
    settle(window)
    yield "overview-below", window


def _programme(window: MainWindow) -> Scenes:
    window.show_page("programme")
    page = window.pages["programme"]
    wait_for(lambda: page.board.rows.items)
    page.board.choose(next(item.id for item in page.board.rows.items if len(item.codes) > 1))
    settle(window)
    yield "programme-item", window
    page.pane.open_speech(page.pane.item.speeches.rows.speeches[0].id)
    settle(window)
    yield "programme-contribution", window
    page.board.choose(None)
    page.add()
    yield "programme-adding", window
    page.board.title.hide()
    page.board.put_back()


def _delegates(window: MainWindow) -> Scenes:
    window.show_page("delegates")
    page = window.pages["delegates"]
    wait_for(lambda: page.table is not None and page.table.model().rowCount() > 0)
    wait_for(lambda: page.table.model().row(0) is not None)
    page.table.selectRow(min(4, page.table.model().rowCount() - 1))
    page.table.setFocus()
    settle(window)
    yield "delegates-chosen", window
    page.search.setText("kaz")
    page.search.setFocus()
    rest(200)
    settle(window)
    yield "delegates-search", window
    page.search.clear()
    rest(200)
    page._filters._chips["delegation"].click()
    rest(150)
    chooser = page.findChild(Chooser)
    if chooser is not None:
        yield "delegates-choice", chooser
        chooser.close()


def _over(window: MainWindow) -> Scenes:
    """What comes over any page: toasts, an error, the palette, a file held over it."""
    window.show_page("delegates")
    window.desk.say(window.desk.texts("Taken back."))
    window.desk.say(f"Ms. Aigerim SAMPLE · {window.desk.session_title(window.desk.session)}", new_id())
    window.show_error(Refused("disk_full", path="/media/stick/attendance.db"))
    rest(100)
    yield "said", window
    window.errors.hide()
    window.toasts.clear()
    window.openings.show_palette()
    palette = next(one for one in window.findChildren(CommandPalette) if one.isVisible())
    rest(60)
    yield "palette", window
    palette.field.setText("la")
    rest(150)
    settle(window)
    yield "palette-typed", window
    palette.close()
    brought = QMimeData()
    for name in ("list of participants.xlsx", "letter.pdf"):
        brought.setUrls([QUrl.fromLocalFile(name)])
        window.drop.cover(brought)
        yield f"drop-{Path(name).suffix[1:]}", window
        window.drop.hide()


def _events(window: MainWindow) -> Scenes:
    window.show_page("events")
    page = window.pages["events"]
    page.show_details(window.desk.event.id)
    settle(window)
    yield "events-details", window
    page.details.letters.begin()
    rest(50)
    page.details.show_letters()
    yield "events-letter", window
    page.show_list()


def _door(window: MainWindow) -> Scenes:
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


def dialogs(window: MainWindow) -> Scenes:
    """Every dialog as it opens."""
    events = window.pages["events"]
    for name, opening in (
        ("new-event", window.new_event),
        ("duplicate-event", partial(events.duplicate, window.desk.event.id)),
        ("invite", partial(events.invite, new_id())),  # to an event nobody of the sample is at
        ("import", window.import_list),
        ("report", window.write_report),
        ("shortcuts", window.openings.show_shortcuts),
    ):
        with _dialog(window, opening) as dialog:
            yield f"dialog-{name}", dialog


@contextmanager
def _dialog(window: MainWindow, opening: Callable[[], object]) -> Iterator[QWidget]:
    opening()
    rest(200)
    settle(window)
    shown = (w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible())
    dialog = next(shown, None)
    if dialog is None:
        raise TimeoutError("no dialog opened")
    try:
        yield dialog
    finally:
        dialog.close()
        rest(50)
