"""A small field under a button: one value for many rows."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from attendance.language import Texts
from attendance.ui.completion import Completion
from attendance.ui.parts import button, lay, words
from attendance.ui.theme import Theme

WIDTH = 320


class ValuePopup(QFrame):
    """A popup with one field; it stays open while the value is complained about.

    Attributes:
        given: the text somebody typed and confirmed.
    """

    given = Signal(str)

    def __init__(self, theme: Theme, texts: Texts, title: str, about: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self.setFixedWidth(WIDTH)
        column = lay(QVBoxLayout(self), margins=(16, 12, 16, 12), spacing=8)
        column.addWidget(words(title, "strong", wrap=True))
        column.addWidget(words(about, "small", wrap=True))
        row = lay(QHBoxLayout(), spacing=8)
        self.field = QLineEdit()
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText(texts("Empty"))
        self.field.returnPressed.connect(self._give)
        row.addWidget(self.field, 1)
        row.addWidget(button(theme, texts("Set"), kind="primary", pressed=self._give))
        column.addLayout(row)
        self._problem = words("", tone="red", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)

    def open_under(self, widget: QWidget) -> None:
        """Show it at its button, above where there is no room below."""
        self.adjustSize()
        at = widget.mapToGlobal(QPoint(0, widget.height() + 4))
        room = self.screen().availableGeometry()
        if at.y() + self.height() > room.bottom():
            at.setY(widget.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        at.setX(max(room.left(), min(at.x(), room.right() - self.width())))
        self.move(at)
        self.show()
        self.field.setFocus()

    def offer(self, texts: Sequence[str]) -> None:
        """Words to complete what is typed."""
        self.field.setCompleter(Completion(texts, self.field))

    def complain(self, sentence: str) -> None:
        """Say why the value cannot be."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.adjustSize()

    @Slot()
    def _give(self) -> None:
        self.given.emit(self.field.text())
