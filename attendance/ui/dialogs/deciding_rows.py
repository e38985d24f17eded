"""A table whose rows are decided about by letters, as people of a list and of attendance are."""

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from attendance.ui.dialogs.plain_table import PlainTable, on_surface
from attendance.ui.dialogs.row_pane import CHOICES, RowPane
from attendance.ui.keys import Keys, Platform
from attendance.ui.parts import hairline, lay

_BY_KEY = {letter: choice for choice, (_, letter) in CHOICES.items()}
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class DecidingRows(PlainTable):
    """The table; letters decide about the row, wherever the layout has put them.

    Attributes:
        decided: a choice, and whether for all rows of the kind (with Shift).
        forgotten: the same for Backspace and Delete.
    """

    decided = Signal(str, bool)
    forgotten = Signal(bool)

    def __init__(self, model: QAbstractItemModel, row: int, name: str) -> None:
        super().__init__(model, row, name)
        self._keys = Keys(Platform.named(QGuiApplication.platformName()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & _HELD:
            super().keyPressEvent(event)
            return
        pressed = self._keys.shortcut(event)
        letter, every = pressed.removeprefix("Shift+"), pressed.startswith("Shift+")
        if letter in _BY_KEY:
            self.decided.emit(_BY_KEY[letter], every)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.forgotten.emit(every)
        else:
            super().keyPressEvent(event)


def with_pane(rows: DecidingRows, pane: RowPane) -> QHBoxLayout:
    """The rows at the left, the one in hand at the right."""
    both = lay(QHBoxLayout())
    both.addWidget(on_surface(rows), 1)
    both.addWidget(hairline(vertical=True))
    both.addWidget(pane)
    return both
