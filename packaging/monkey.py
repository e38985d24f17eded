"""A monkey at the real window: random clicks, keys, typing, scans and files, from a seed that is printed.

It ends well when nothing crashed, nothing was written to the log as a defect, Qt warned of nothing, and the
file it leaves behind is found to be in order.
"""

from __future__ import annotations

import argparse
import faulthandler
import logging
import os
import random
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")

from PySide6.QtCore import (
    QEvent,
    QEventLoop,
    QMimeData,
    QObject,
    QPoint,
    QPointF,
    Qt,
    QTimer,
    QtMsgType,
    QUrl,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import (
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from shiboken6 import isValid

from attendance import paths
from attendance.app import open_window
from attendance.store.database import Database
from attendance.store.verify import verify

STUCK_AFTER = 60
"""Seconds without an answer from the window after which the monkey shows where it hangs and ends."""
PATIENCE = 20
"""Tenths of a second within one step after which a menu that is waited for is closed."""
MOST_DIALOGS = 3
WORDS = (
    *("a", "la", "kaz", "sample", "Anna Example", "O'Brien", "head", "57", "0", "-1", "2024-05-29", "25:61"),
    *("09:30", "ທະວີສັກ", "ຜູ້", "Тавис", "Ministry; DROP TABLE", "%_*", "\u200b", "  ", "🦊", "x" * 300, "1e9"),
    *("LAO", "Morning", "a@b", "+856 20 5555 1234", "ຫົວໜ້າກົມ", "Director General"),
)
PLAIN_KEYS = (
    *(Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Space),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageUp),
    *(Qt.Key.Key_PageDown, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Delete, Qt.Key.Key_Backspace),
    *(Qt.Key.Key_F1, Qt.Key.Key_F2, Qt.Key.Key_F6, Qt.Key.Key_Menu, Qt.Key.Key_A, Qt.Key.Key_7),
)
WITH_CONTROL = "ACDEFGHIKLNPRSTUVXYZ12345678"  # all but Q, which closes, and the keys of no use
SIZES = ((880, 540), (1093, 614), (1280, 800), (1920, 1080))
NO_KEYS, CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
HELD_KEYS = {SHIFT: Qt.Key.Key_Shift, CONTROL: Qt.Key.Key_Control, ALT: Qt.Key.Key_Alt}


class Troubles(logging.Handler):
    """Everything that went wrong, each with what was done just before.

    Attributes:
        found: the troubles, as text, and how often each came.
        done: what the monkey did lately.
    """

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: Counter[str] = Counter()
        self.before: dict[str, list[str]] = {}
        self.done: deque[str] = deque(maxlen=12)

    def note(self, text: str) -> None:
        if text not in self.found:
            self.before[text] = list(self.done)
        self.found[text] += 1

    def emit(self, record: logging.LogRecord) -> None:
        told = "".join(traceback.format_exception(*record.exc_info)) if record.exc_info else ""
        self.note(f"log: {record.getMessage()}\n{told}")

    def qt(self, kind: QtMsgType, _context: object, text: str) -> None:
        # The off-screen platform says what it cannot do; that is not about our windows.
        ours = not text.startswith("This plugin does not support")
        if ours and kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            self.note(f"Qt: {text}")

    def uncaught(self, kind: type[BaseException], error: BaseException, trace: Any) -> None:
        self.note("".join(traceback.format_exception(kind, error, trace)))


class Links(QObject):
    """Takes what would open another program."""

    @Slot(QUrl)
    def take(self, _address: QUrl) -> None:
        """Nothing is opened."""


class Monkey:
    """One monkey with its own random numbers at one window."""

    def __init__(self, window: Any, seed: int, home: Path, troubles: Troubles) -> None:
        self.window, self.home, self.troubles = window, home, troubles
        self.random = random.Random(seed)
        self.steps = 0
        self._waited_with = (0, 0)
        self._looked_at: QWidget = window
        self._mime = QMimeData()
        self._boxes = QTimer(interval=100)
        self._boxes.timeout.connect(self._answer_boxes)
        self._boxes.start()
        self._doings: list[tuple[int, Callable[[], str]]] = [
            (26, self.click_a_part),
            (8, self.click_anywhere),
            (14, self.press_a_key),
            (10, self.press_a_shortcut),
            (14, self.type_words),
            (5, self.go_somewhere),
            (4, self.ask_the_palette),
            (4, self.undo_or_redo),
            (4, self.scan),
            (3, self.drag_the_mouse),
            (3, self.roll),
            (2, self.drop_a_file),
            (2, self.leave_a_dialog),
            (1, self.resize),
            (1, self.change_the_look),
            (4, self.wait),
        ]

    def step(self) -> None:
        """Do one thing, and let the window live a little."""
        weights = [weight for weight, _ in self._doings]
        doing = self.random.choices([doing for _, doing in self._doings], weights)[0]
        self.troubles.done.append(doing.__name__)
        try:
            self.troubles.done[-1] = f"{doing.__name__}: {doing()}"
        except Exception as error:  # raised in the window while the monkey called into it
            self.troubles.uncaught(type(error), error, error.__traceback__)
        self.steps += 1
        live(self.random.choice((1, 5, 20)))
        self._keep_house()

    # -- where -----------------------------------------------------------------------------------------

    def _top(self) -> QWidget:
        """What a person would have before them."""
        popup = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if popup is not None:
            return popup
        shown = [
            one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()
        ]
        return self.random.choice(shown) if shown and self.random.random() < 0.7 else self.window

    def _parts(self, *kinds: type[QWidget]) -> list[QWidget]:
        top = self._top()
        found = [one for one in top.findChildren(QWidget) if isinstance(one, kinds) and one.isVisible()]
        # Python forgets a popup of Qt's own as soon as nobody holds what it hangs on.
        return [one for one in found if isValid(one)]

    def _click(self, widget: QWidget, place: QPoint) -> str:
        button = self.random.choices((Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton), (9, 1))[0]
        held = self.random.choices((NO_KEYS, CONTROL, SHIFT), (9, 1, 1))[0]
        top = widget.window()
        where, told = widget.mapTo(top, place), f"{type(widget).__name__} {_words_of(widget)} {button.name}"
        if top.windowHandle() is None or not top.rect().contains(where):
            return told
        if self.random.random() < 0.12:
            QTest.mouseDClick(top.windowHandle(), button, held, where)
        else:
            QTest.mouseClick(top.windowHandle(), button, held, where)
        return told

    # -- what ------------------------------------------------------------------------------------------

    def click_a_part(self) -> str:
        parts = self._parts(QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit, QMenu)
        if not parts:
            return self.click_anywhere()
        part = self.random.choice(parts)
        try:
            area = part.viewport() if isinstance(part, QAbstractItemView) else part
        except RuntimeError:
            return "a list of Qt's own that Python no longer knows"
        return self._click(area, self._somewhere_in(area))

    def click_anywhere(self) -> str:
        top = self._top()
        return self._click(top, self._somewhere_in(top))

    def _somewhere_in(self, widget: QWidget) -> QPoint:
        return QPoint(
            self.random.randrange(max(1, widget.width())), self.random.randrange(max(1, widget.height()))
        )

    def _press(self, key: Any, held: Any = NO_KEYS) -> str:
        typed = chr(key) if held in (NO_KEYS, SHIFT) and key <= Qt.Key.Key_AsciiTilde else ""
        typed = typed if held == SHIFT else typed.lower()
        beside = [one for name, one in HELD_KEYS.items() if held & name]
        for one in beside:
            self._turn(one, held, "", down=True)
        self._turn(key, held, typed, down=True)
        self._turn(key, held, typed, down=False)
        for one in reversed(beside):
            self._turn(one, NO_KEYS, "", down=False)
        return f"{getattr(key, 'name', key)} {held}"

    def _turn(self, key: Any, held: Any, typed: str, *, down: bool) -> None:
        """One key down or up, in the window that has the keyboard by then.

        Not QTest.keyClick: it goes on with the window it was given, and Alt alone closes a menu, whose window
        is gone from memory before the key beside Alt gets there.
        """
        handle = QGuiApplication.focusWindow() or self.window.windowHandle()
        QTest.simulateEvent(handle, down, int(key), held, typed, False)

    def press_a_key(self) -> str:
        held = self.random.choices((NO_KEYS, SHIFT, ALT), (8, 2, 1))[0]
        key = self.random.choice(PLAIN_KEYS)
        for _ in range(self.random.choice((1, 1, 1, 4))):
            self._press(key, held)
        return f"{key.name} {held}"

    def press_a_shortcut(self) -> str:
        letter = self.random.choice(WITH_CONTROL)
        held = CONTROL | SHIFT if self.random.random() < 0.15 else CONTROL
        return self._press(Qt.Key(ord(letter)), held)

    def type_words(self) -> str:
        fields, words = self._parts(QLineEdit, QPlainTextEdit), self.random.choice(WORDS)
        field = QApplication.focusWidget()
        if fields and self.random.random() < 0.4:
            field = self.random.choice(fields)
            field.setFocus()
        if field is not None and field.isVisible():
            type_into(field, words)
            if self.random.random() < 0.5:
                self._press(self.random.choice((Qt.Key.Key_Return, Qt.Key.Key_Tab)))
        return f"{words[:20]!r} into {type(field).__name__} {_words_of(field)}"

    def go_somewhere(self) -> str:
        return self._press(Qt.Key(ord(self.random.choice("12345678"))), CONTROL)

    def ask_the_palette(self) -> str:
        self._press(Qt.Key.Key_K, CONTROL)
        words = self.random.choice(WORDS)
        if (field := QApplication.focusWidget()) is not None:
            type_into(field, words)
        live(self.random.choice((0, 120)))
        for _ in range(self.random.randrange(4)):
            self._press(Qt.Key.Key_Down)
        return f"{words[:20]!r} {self._press(self.random.choice((Qt.Key.Key_Return, Qt.Key.Key_Escape)))}"

    def undo_or_redo(self) -> str:
        for _ in range(self.random.choice((1, 1, 3))):
            self._press(Qt.Key.Key_Z, self.random.choice((CONTROL, CONTROL, CONTROL | SHIFT)))
        return ""

    def scan(self) -> str:
        code = self.random.choice(("4006381333931", "000000000000", str(self.random.randrange(1, 70))))
        self.window.scanner.scanned.emit(code)
        return code

    def drag_the_mouse(self) -> str:
        top = self._top()
        handle, start, end = top.windowHandle(), self._somewhere_in(top), self._somewhere_in(top)
        if handle is None:
            return ""
        QTest.mousePress(handle, Qt.MouseButton.LeftButton, NO_KEYS, start)
        for part in (0.2, 0.5, 1.0):
            if isValid(handle):  # what was pressed may have closed it
                QTest.mouseMove(handle, start + (end - start) * part)
            live(2)
        if isValid(handle):
            QTest.mouseRelease(handle, Qt.MouseButton.LeftButton, NO_KEYS, end)
        return f"{start.toTuple()} to {end.toTuple()}"

    def roll(self) -> str:
        top = self._top()
        place = self._somewhere_in(top)
        under = top.childAt(place) or top
        turn, whole = QPoint(0, self.random.choice((-480, -120, 120, 480))), top.mapToGlobal(place)
        wheel = QWheelEvent(
            QPointF(under.mapFromGlobal(whole)),
            QPointF(whole),
            QPoint(),
            turn,
            Qt.MouseButton.NoButton,
            self.random.choice((NO_KEYS, NO_KEYS, SHIFT)),
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(under, wheel)
        return f"{turn.y()} over {type(under).__name__}"

    def drop_a_file(self) -> str:
        file = self.random.choice(sorted(self.home.glob("*.*")) or [self.home / "none.pdf"])
        self._mime.setUrls([QUrl.fromLocalFile(str(file))])
        where, copying, left = QPoint(300, 300), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        handle = self.window.windowHandle()
        QApplication.sendEvent(handle, QDragEnterEvent(where, copying, self._mime, left, NO_KEYS))
        if self.window.drop.isVisible():
            drop = QDropEvent(QPointF(where), copying, self._mime, left, NO_KEYS)
            QApplication.sendEvent(self.window.drop, drop)
        return file.name

    def leave_a_dialog(self) -> str:
        self._press(Qt.Key.Key_Escape)
        return ""

    def resize(self) -> str:
        size = self.random.choice(SIZES)
        self.window.resize(*size)
        return str(size)

    def change_the_look(self) -> str:
        language = self.random.choice(("en", "lo", "ru"))
        self.window.speak(language)
        return language

    def wait(self) -> str:
        live(self.random.choice((60, 200, 400)))
        return ""

    def _keep_house(self) -> None:
        """What a person would not let happen either: a closed window, a desk full of dialogs."""
        tops = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
        for dialog in tops:
            if isinstance(dialog, QFileDialog):
                self._answer_files(dialog)
        if len(tops) > MOST_DIALOGS:
            self.random.choice(tops).close()
        if not self.window.isVisible():
            self.window.show()

    def _answer_boxes(self) -> None:
        """Boxes of Qt's file dialog and the menu of a spin box wait for an answer, the monkey with them."""
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                box.reject()
        step, ticks = self._waited_with
        self._waited_with = (self.steps, ticks + 1 if step == self.steps else 0)
        popup = QApplication.activePopupWidget()
        if popup is not None and self._waited_with[1] > PATIENCE:
            popup.close()

    def _answer_files(self, dialog: QFileDialog) -> None:
        """Never clicked at: its list deletes files. It is answered with a file of the monkey's, or left."""
        files = sorted(self.home.glob("*.csv"))
        if self.random.random() < 0.5 and files and dialog.fileMode() is not QFileDialog.FileMode.Directory:
            saves = dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
            name = self.home / f"out {self.steps}.xlsx" if saves else self.random.choice(files)
            dialog.selectFile(str(name))
            dialog.accept()
        else:
            dialog.reject()


def _words_of(widget: QWidget | None) -> str:
    if widget is None or not isValid(widget):
        return ""
    told = widget.accessibleName() or getattr(widget, "text", str)() or widget.objectName()
    return repr(told[:30])


def type_into(field: QWidget, words: str) -> None:
    """Letter by letter, of any script; QTest knows only Latin ones."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            if isValid(field):
                key = ord(letter.upper()) if letter.isascii() else 0
                QApplication.sendEvent(field, QKeyEvent(kind, key, NO_KEYS, letter))


def live(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main(arguments: list[str]) -> int:
    """Let the monkey loose; 0 when all went well."""
    parser = argparse.ArgumentParser(prog="monkey", description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=None, help="the same monkey once more")
    parser.add_argument("--tell", action="store_true", help="every step as it is done, to find a crash by")
    options = parser.parse_args(arguments)
    faulthandler.enable()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1_000_000)
    print(f"The monkey's seed is {seed}; {options.minutes:g} minutes.", flush=True)
    troubles = Troubles()
    with tempfile.TemporaryDirectory() as home:
        _stay_in(Path(home))
        steps = _play(Path(home), seed, options.minutes * 60, troubles, tell=options.tell)
    for text, times in troubles.found.most_common():
        before = "\n    ".join(troubles.before[text])
        print(f"\n{times} times:\n{text}\n  after\n    {before}")
    print(f"\n{steps} steps with the seed {seed}: {len(troubles.found) or 'no'} kinds of trouble.")
    return 1 if troubles.found else 0


def _stay_in(home: Path) -> None:
    """Everything the program finds for itself lies in the monkey's own folder."""
    for name in (
        "HOME",
        "USERPROFILE",
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_STATE_HOME",
        "XDG_CACHE_HOME",
    ):
        os.environ[name] = str(home)
    os.chdir(home)


def _play(home: Path, seed: int, seconds: float, troubles: Troubles, *, tell: bool) -> int:
    before = qInstallMessageHandler(troubles.qt)
    threading.excepthook = lambda told: troubles.uncaught(told.exc_type, told.exc_value, told.exc_traceback)
    logging.getLogger("attendance").addHandler(troubles)
    app, links = QApplication(["attendance"]), Links()
    app.setQuitOnLastWindowClosed(False)
    for scheme in ("file", "http", "https", "mailto"):
        QDesktopServices.setUrlHandler(scheme, links, "take")
    toys = home / "toys"
    toys.mkdir()
    (toys / "list.csv").write_text(
        (paths.resources() / "sample" / "sample_list.csv").read_text("utf-8"), "utf-8"
    )
    (toys / "empty.csv").write_text("", "utf-8")
    (toys / "letter.pdf").write_bytes(b"%PDF-1.4\n")
    file = home / "monkey.db"
    window, work = open_window(app, file, home / "settings.json", home / "backups")
    window.desk.practice = None  # a window in a process of its own, where no monkey sits
    window.show()
    work.start()
    monkey = Monkey(window, seed, toys, troubles)
    end = time.monotonic() + seconds
    sys.excepthook = troubles.uncaught
    try:
        while time.monotonic() < end:
            faulthandler.dump_traceback_later(STUCK_AFTER, exit=True)
            monkey.step()
            if tell:
                print(monkey.steps, troubles.done[-1], flush=True)
    finally:
        faulthandler.cancel_dump_traceback_later()
        sys.excepthook = sys.__excepthook__  # from here on a mistake is the monkey's own
    for top in QApplication.topLevelWidgets():
        top.close()
    live(500)
    work.close()
    qInstallMessageHandler(before)
    _check(file, troubles)
    return monkey.steps


def _check(file: Path, troubles: Troubles) -> None:
    database = Database.open(file)
    for finding in verify(database):
        troubles.note(f"verify: {finding}")
    database.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
