"""A person at the window: keys and clicks go in at the window system's end, eyes read what is shown."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from itertools import count, takewhile
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, qInstallMessageHandler
from PySide6.QtGui import QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget

PATIENCE = 30.0
LEFT = Qt.MouseButton.LeftButton
FRAME = 15
"""Milliseconds between two keys: a brisk typist with a short nap between frames."""


Kind = type[QWidget] | tuple[type[QWidget], ...]
FIELDS = (QLineEdit, QPlainTextEdit)


class LostError(AssertionError):
    """What a person looked for did not appear."""


class Hands:
    """Types and clicks on whatever window is in front.

    Attributes:
        application: the running Qt application.
        told: every step, for whoever reads why a tour stopped.
    """

    def __init__(self, application: QApplication) -> None:
        self.application = application
        self.told: list[str] = []

    # -- eyes ------------------------------------------------------------------------------------------

    def until(self, seen: Callable[[], Any], what: str) -> Any:
        """Wait until something is seen."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if found := seen():
                return found
            QTest.qWait(20)
        raise LostError(f"{what} never came; so far: {' · '.join(self.told[-8:])}")

    def sees(self, name: str, kind: Kind = QWidget) -> QWidget | None:
        """The control with this accessible name that is on the screen."""
        return next(self._all(name, kind), None)

    def _all(self, name: str, kind: Kind) -> Iterator[QWidget]:
        for top in reversed(self._tops()):
            for part in (top, *top.findChildren(QWidget)):
                if part.isVisible() and isinstance(part, kind) and part.accessibleName() == name:
                    yield part

    def find(self, name: str, kind: Kind = QWidget) -> QWidget:
        """The same, waited for."""
        return self.until(lambda: self.sees(name, kind), f"“{name}”")

    def reads(self, words: str) -> bool:
        """Whether these words stand in a label or a toast somewhere on the screen."""
        tops = self._tops()
        labels = (label for top in tops for label in top.findChildren(QLabel) if label.isVisible())
        return any(words in label.text().replace("\u200b", "") for label in labels)

    def text(self, name: str) -> str:
        """What stands in the field with this name, "" while there is none."""
        field = self.sees(name, QLineEdit)
        return field.text() if isinstance(field, QLineEdit) else ""

    def wait_for_words(self, words: str) -> None:
        self.until(lambda: self.reads(words), f"the words “{words}”")

    def _tops(self) -> list[QWidget]:
        return [top for top in self.application.topLevelWidgets() if top.isVisible()]

    # -- keyboard --------------------------------------------------------------------------------------

    def press(self, *combinations: str) -> None:
        """Key combinations as they are written on a shortcut list: "Ctrl+3", "Tab", "Return"."""
        for combination in combinations:
            self.told.append(combination)
            pressed = QKeySequence(combination)[0]
            QTest.keyClick(self._front(), pressed.key(), pressed.keyboardModifiers())
            QTest.qWait(FRAME)

    def type(self, text: str) -> None:
        """Letter by letter; what has no key on this keyboard comes from the clipboard, as people do it."""
        self.told.append(text)
        if not text.isascii():
            self.application.clipboard().setText(text)
            self.press("Ctrl+V")
            return
        for letter in text:
            QTest.keyClick(self._front(), letter)
        QTest.qWait(FRAME)

    def fill(self, *texts: str) -> None:
        """One text a field, Tab between."""
        for place, text in enumerate(texts):
            if place:
                self.press("Tab")
            if text:
                self.type(text)

    def focus(self) -> str:
        """The name of what the keyboard is on."""
        part = self.application.focusWidget()
        return part.accessibleName() if part is not None else ""

    def tab_to(self, name: str, most: int = 60) -> None:
        """Press Tab until the keyboard is on the control with this name."""
        for _ in range(most):
            if self.focus() == name:
                return
            self.press("Tab")
        raise LostError(f"Tab never came to “{name}”; so far: {' · '.join(self.told[-8:])}")

    # -- mouse -----------------------------------------------------------------------------------------

    def click(self, name: str, kind: Kind = QWidget) -> None:
        """Click in the middle of a control that nothing else covers."""

        def bare() -> QWidget | None:
            return next((part for part in self._all(name, kind) if _is_bare(part)), None)

        self.click_on(self.until(bare, f"“{name}” to click"))

    def click_on(self, part: QWidget, at: QPoint | QRect | None = None, *, twice: bool = False) -> None:
        """Click on a place of a widget, its middle if none is given."""
        at = part.rect() if at is None else at
        spot = at.center() if isinstance(at, QRect) else at
        self.told.append(f"click {part.accessibleName()}")
        window = part.window().windowHandle()
        where = part.mapTo(part.window(), spot)
        QTest.mouseMove(window, where)
        QTest.qWait(FRAME)
        QTest.mouseClick(window, LEFT, Qt.KeyboardModifier.NoModifier, where)
        if twice:
            QTest.mouseDClick(window, LEFT, Qt.KeyboardModifier.NoModifier, where)
        QTest.qWait(FRAME)

    def replace(self, name: str, text: str) -> None:
        """Click into a field and write something else into it."""
        self.click(name, FIELDS)
        self.press("Ctrl+A")
        self.type(text)

    def pick(self, words: str) -> None:
        """Click on the line with these words in the list that opened under a field."""

        def line() -> tuple[QWidget, QRect] | None:
            popup = self.application.activePopupWidget()
            return _line(popup, words) if isinstance(popup, QAbstractItemView) else None

        self.click_on(*self.until(line, f"“{words}” to choose"))

    def cell(self, name: str, words: str) -> tuple[QWidget, QRect] | None:
        """Where these words stand in the list, table or board with this name."""
        view = self.sees(name, QAbstractItemView)
        return _line(view, words) if isinstance(view, QAbstractItemView) else None

    def _front(self) -> QWindow:
        return self.until(
            lambda: QGuiApplication.focusWindow() or QGuiApplication.modalWindow(), "a window in front"
        )


def _is_bare(part: QWidget) -> bool:
    """Whether a click in its middle would reach it: it is enabled, in view and not covered."""
    under = QApplication.widgetAt(part.mapToGlobal(part.rect().center()))
    return part.isEnabled() and under is not None and (under is part or part.isAncestorOf(under))


def _line(view: QAbstractItemView, words: str) -> tuple[QWidget, QRect] | None:
    model, root = view.model(), view.rootIndex()
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    for row in range(model.rowCount(root)):
        for column in takewhile(lambda column, row=row: model.hasIndex(row, column, root), count()):
            index = model.index(row, column, root)
            if any(words in str(index.data(role) or "") for role in roles):
                return view, view.visualRect(index).translated(view.viewport().pos())
    return None


def tour(steps: Callable[[Hands, Any], None], home: Path) -> int:
    """Start the program over an empty home as a person does, walk through it, close it; 0 when all went well.

    Qt's warnings are told and fail the tour.
    """
    from attendance import app as program

    warnings: list[str] = []
    qInstallMessageHandler(lambda kind, _where, text: warnings.append(text) if kind.value else None)
    application = QApplication(["attendance"])
    window, work = program.open_window(
        application, home / "tour.db", home / "settings.json", home / "backups", greet=True
    )
    window.resize(1093, 614)
    window.show()
    work.start()
    hands = Hands(application)
    failed = ""
    try:
        hands.until(lambda: work.database is not None, "the file")
        hands.until(window.isActiveWindow, "the window in front")
        steps(hands, window)
    except LostError as lost:
        failed = str(lost)
        window.grab().save(str(home / "lost.png"))
    window.close()
    program.finish(window, work, home / "tour.db", home / "backups")
    for line in (failed, *warnings):
        if line:
            print(line, file=sys.stderr)
    return 1 if failed or warnings else 0
