"""A field over one cell of a list: type, Enter; a sentence below it when that cannot be."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from attendance.ui.completion import Completion
from attendance.ui.parts import lay, words
from attendance.ui.table import Table

LEAST_WIDTH = 200


class CellEditor(QFrame):
    """One cell being typed over; it closes itself when told or when Escape is pressed.

    Attributes:
        finished: the text, and where to go from here: 0 nowhere, 1 down, 2 right, 3 left.
    """

    finished = Signal(str, int)
    STAY, DOWN, RIGHT, LEFT = range(4)

    def __init__(self, table: Table, place: int, column: int, text: str, name: str) -> None:
        super().__init__(table)
        self.setObjectName("cellEditor")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._table, self._cell, self._before = table, (place, column), text
        self._closing = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._left)
        self.field = QLineEdit(text)
        self.field.setObjectName("cell")
        self.field.setAccessibleName(name)
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self._typed)
        lay(QVBoxLayout(self)).addWidget(self.field)
        self._told = words("", wrap=True)
        self._told.setParent(table)
        self._told.setObjectName("cellProblem")
        self._told.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._told.hide()
        table.verticalScrollBar().valueChanged.connect(self._follow)
        table.horizontalScrollBar().valueChanged.connect(self._follow)
        self._follow()
        self.show()
        self.raise_()
        self.field.setFocus()
        self.field.selectAll()

    def type_over(self, text: str) -> None:
        """The first key somebody pressed on the cell takes the place of what was in it."""
        self.field.setText(text)
        self.field.end(False)

    def move_to(self, place: int) -> None:
        """Its row stands elsewhere now."""
        self._cell = (place, self._cell[1])
        self._follow()

    def offer(self, texts: Sequence[str]) -> None:
        """Words to complete what is typed, those used most first."""
        completer = Completion(texts, self.field)
        completer.popup().setAccessibleName(self.field.accessibleName())
        self.field.setCompleter(completer)

    def complain(self, sentence: str) -> None:
        """Say why the text cannot be; the field stays open."""
        self._told.setText(sentence)
        self._told.setVisible(bool(sentence))
        self.field.setProperty("wrong", "true" if sentence else "false")
        self.field.style().polish(self.field)
        self.field.setAccessibleDescription(sentence)
        self._follow()
        if sentence:
            self.field.setFocus()

    @property
    def changed(self) -> bool:
        """Whether the text is another one than before."""
        return self.field.text().strip() != self._before.strip()

    def leave(self) -> None:
        """Close, and give the keyboard back to the list if it was here."""
        if self._closing:
            return
        self._closing = True
        here = self.field.hasFocus()
        self._told.deleteLater()
        self.close()
        if here:
            self._table.setFocus()

    @Slot()
    def _typed(self) -> None:
        if self._told.isVisible():
            self.complain("")

    @Slot()
    def _follow(self) -> None:
        """Stay over the cell while the list scrolls under it."""
        if self._closing:
            return
        area = self._table.cell_area(*self._cell)
        room = self._table.viewport().width()
        width = min(max(area.width(), LEAST_WIDTH), room)
        left = max(0, min(area.left(), room - width))
        self.setGeometry(QRect(left, area.top(), width, area.height() - 1))
        self._told.setFixedWidth(max(width, 280))
        self._told.adjustSize()
        below = area.bottom() + 2
        if below + self._told.height() > self._table.height():
            below = area.top() - self._told.height() - 2
        self._told.move(min(left, room - self._told.width()), below)
        self._told.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event)
        if event.type() == QEvent.Type.FocusOut and not self._closing:
            self._soon.start()
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        moves = {
            Qt.Key.Key_Return: self.DOWN,
            Qt.Key.Key_Enter: self.DOWN,
            Qt.Key.Key_Tab: self.RIGHT,
            Qt.Key.Key_Backtab: self.LEFT,
        }
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return True
        if event.key() in moves:
            self.finished.emit(self.field.text(), moves[Qt.Key(event.key())])
            return True
        return False

    @Slot()
    def _left(self) -> None:
        """Somebody clicked elsewhere: what was typed counts; a popup of words is not elsewhere."""
        completer = self.field.completer()
        offering = completer is not None and completer.popup().isVisible()
        if self._closing or offering or self.field.hasFocus() or not self.field.isVisible():
            return
        if self._told.isVisible():
            return
        self.finished.emit(self.field.text(), self.STAY)
