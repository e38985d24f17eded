"""Every shortcut of the page that is shown and of the window, to be read (F1)."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from attendance.ui.desk import Desk
from attendance.ui.page import PageAction
from attendance.ui.palette_list import draw_key, key_names, key_width
from attendance.ui.parts import button, hairline, lay, words
from attendance.ui.theme import Theme

SIZE = (720, 520)
BETWEEN = 4


class KeysShown(QWidget):
    """One shortcut as keys side by side."""

    def __init__(self, theme: Theme, shortcut: str) -> None:
        super().__init__()
        self._theme, self._names = theme, key_names(shortcut)
        self.setAccessibleName(shortcut)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        return QSize(sum(key_width(name) + BETWEEN for name in self._names), 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, right = QPainter(self), self.width()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for name in reversed(self._names):
            right -= draw_key(painter, self._theme, name, right, 12) + BETWEEN


class ShortcutsDialog(QDialog):
    """Two columns: what can be done on this page, and what everywhere."""

    def __init__(
        self,
        desk: Desk,
        title: str,
        page: Sequence[PageAction],
        everywhere: Sequence[PageAction],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        texts = desk.texts
        self._theme = desk.theme
        self.setWindowTitle(texts("Keyboard shortcuts"))
        self.resize(*SIZE)
        column = lay(QVBoxLayout(self))
        top = lay(QHBoxLayout(), margins=(24, 16, 24, 16))
        top.addWidget(words(texts("Keyboard shortcuts"), "heading"))
        top.addStretch()
        top.addWidget(button(desk.theme, texts("Close"), pressed=self.reject))
        column.addLayout(top)
        column.addWidget(hairline())
        inner = QWidget()
        inner.setObjectName("content")
        sides = lay(QHBoxLayout(inner), margins=(24, 16, 24, 24), spacing=32)
        shown = [(title, page)] if any(action.shortcut for action in page) else []
        for heading, actions in (*shown, (texts("Everywhere"), everywhere)):
            sides.addLayout(self._side(heading, actions), 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(texts("Keyboard shortcuts"))
        column.addWidget(area, 1)

    def _side(self, heading: str, actions: Sequence[PageAction]) -> QVBoxLayout:
        side = lay(QVBoxLayout(), spacing=8)
        side.addWidget(words(heading, "strong"))
        grid = lay(QGridLayout(), spacing=4)
        grid.setHorizontalSpacing(12)
        for row, action in enumerate(action for action in actions if action.shortcut):
            grid.addWidget(words(action.words, wrap=True), row, 0)
            grid.addWidget(KeysShown(self._theme, action.shortcut), row, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        side.addLayout(grid)
        side.addStretch()
        return side
