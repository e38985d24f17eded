"""Somebody on the list, found by name: who accompanies a person, or whom a row of a file is about."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from attendance.ui.desk import Desk
from attendance.ui.pages.checkin.person_search import PersonSearch
from attendance.ui.parts import lay, words

WIDTH, HEIGHT = 560, 420


class CompanionDialog(QDialog):
    """A field and whom it finds; Enter takes the one that is marked.

    Attributes:
        picked: the id of the delegate that was taken.
    """

    picked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget, title: str = "", name: str = "") -> None:
        """``title`` in the reader's language; ``name`` is looked for at once."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = title or desk.texts("Choose a companion")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.resize(WIDTH, HEIGHT)
        self.field = QLineEdit()
        self.field.setPlaceholderText(desk.texts("Name, delegation or number"))
        self.field.setAccessibleName(desk.texts("Name, delegation or number"))
        self._found = PersonSearch(desk, self.field)
        self._found.picked.connect(self._take)
        self.field.textChanged.connect(self._found.search)
        column = lay(QVBoxLayout(self), margins=(24, 20, 24, 24), spacing=12)
        column.addWidget(words(title, "title"))
        column.addWidget(self.field)
        column.addWidget(self._found, 1)
        self.field.setText(name)
        self._found.search(name)
        self.field.setFocus()

    @Slot(object)
    def _take(self, delegate: object) -> None:
        self.picked.emit(delegate)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._found.enter()
        else:
            super().keyPressEvent(event)
