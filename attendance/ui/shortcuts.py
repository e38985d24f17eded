"""The shortcuts of the window and its pages, heard before any field, under any keyboard layout."""

import sys
from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from attendance.ui.header import SearchField
from attendance.ui.keys import Keys, Platform, canonical
from attendance.ui.page import PageAction

_WITH = ("Ctrl+", "Alt+")
_OF_A_FIELD = frozenset(
    f"Ctrl+{shift}{key}"
    for shift in ("", "Shift+")
    for key in ("Left", "Right", "Home", "End", "Backspace", "Del", "Ins")
) | {"Ctrl+A", "Ctrl+C", "Ctrl+X", "Ctrl+V"}
_SAME = {"Ctrl+/": "F1", "Ctrl+Y": "Ctrl+Shift+Z", "Ctrl+PgDown": "Ctrl+Tab", "Ctrl+PgUp": "Ctrl+Shift+Tab"}
"""Second keys for the same, which hands know from other programs."""
_UNDO, _REDO = frozenset({"Ctrl+Z"}), frozenset({"Ctrl+Shift+Z", "Ctrl+Y"})


class Shortcuts(QObject):
    """Does the action a key belongs to; of two with the same key the first.

    Keys that edit text stay with the field somebody types in; undo and redo too, while the field has
    something to take back. Rows of a spreadsheet are never meant for a search field.
    """

    def __init__(self, actions: Callable[[], Iterable[PageAction]], parent: QObject) -> None:
        super().__init__(parent)
        self._keys = Keys(Platform.named(QGuiApplication.platformName()))
        self._actions = actions

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key was a shortcut; it is done then."""
        pressed = self._keys.shortcut(event)
        if not (pressed.startswith(_WITH) or _is_function(pressed)) or pressed.startswith("Ctrl+Alt+"):
            return False
        if _belongs_to(QApplication.focusWidget(), pressed):
            return False
        offered = {canonical(one.shortcut): one for one in reversed(list(self._actions())) if one.shortcut}
        action = offered.get(pressed) or offered.get(_SAME.get(pressed, ""))
        if action is not None:
            action.do()
        return action is not None

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        try:
            return QApplication.activePopupWidget() is None and self.press(event)
        except Exception as error:
            # Nothing may be raised through Qt's own call of an event filter: under Python 3.11 PySide (6.8 to
            # 6.11) ends the program where the error is one that C code raised, as next() and int() do.
            sys.excepthook(type(error), error, error.__traceback__)
            return True


def _is_function(pressed: str) -> bool:
    name = pressed.removeprefix("Shift+")
    return name[:1] == "F" and name[1:].isdigit()


def _belongs_to(field: QWidget | None, pressed: str) -> bool:
    if pressed == "Ctrl+V" and isinstance(field, SearchField):
        return "\n" not in QGuiApplication.clipboard().text().strip()
    if isinstance(field, QComboBox):
        field = field.lineEdit()
    if isinstance(field, QLineEdit):
        undo, redo = field.isUndoAvailable(), field.isRedoAvailable()
    elif isinstance(field, QTextEdit | QPlainTextEdit):
        undo, redo = field.document().isUndoAvailable(), field.document().isRedoAvailable()
    else:
        return False
    return pressed in _OF_A_FIELD or (undo and pressed in _UNDO) or (redo and pressed in _REDO)
