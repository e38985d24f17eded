"""A small dialog around one form: a title, the form, what went wrong, Cancel and one primary button."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from attendance.domain.errors import Refused
from attendance.language.sentences import sentence
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.form import Field, Form
from attendance.ui.parts import button, lay, words

WIDTH, WIDEST = 640, 860


class FormDialog(QDialog):
    """It stays open until what it asks for is in the file.

    Attributes:
        form: the fields; ``primary``: the button that does it.
    """

    def __init__(
        self,
        desk: Desk,
        title: str,
        fields: Sequence[Field],
        primary: str,
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk = desk
        self.setWindowTitle(title)
        self.setMinimumWidth(min(WIDEST, round(WIDTH * desk.theme.text_size)))
        column = lay(QVBoxLayout(self), margins=(24, 24, 24, 20), spacing=12)
        head = words(title, "title")
        head.setMinimumHeight(desk.theme.row + 8)  # Lao letters reach far below the line
        column.addWidget(head)
        if hint:
            column.addWidget(words(hint, "muted", wrap=True))
        column.addSpacing(4)
        self.form = Form(desk, fields)
        column.addWidget(self.form)
        self._problem = words("", tone="red", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        column.addStretch()
        row = lay(QHBoxLayout(), spacing=8)
        row.addStretch()
        row.addWidget(button(desk.theme, desk.texts("Cancel"), pressed=self.reject))
        self.primary = button(desk.theme, primary, kind="primary", pressed=self.ask)
        row.addWidget(self.primary)
        column.addLayout(row)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # A hint of several lines needs more height than a dialog takes by itself.
        needed = self.layout().totalHeightForWidth(self.width())
        if needed > self.height():
            self.resize(self.width(), needed)

    @Slot()
    def ask(self) -> None:
        """Read the form and carry it out, or say what is missing."""
        self._problem.hide()
        if self.form.check():
            self.primary.setEnabled(False)
            self.carry_out(self.form.values())

    def carry_out(self, values: dict[str, Any]) -> None:
        """What the primary button does; subclasses write it."""
        raise NotImplementedError

    def refused(self, error: Exception) -> None:
        """Tell what went wrong: below the days when it is about them, else above the buttons."""
        self.primary.setEnabled(True)
        field = _FIELD_OF.get(error.code) if isinstance(error, Refused) else None
        if field is not None and isinstance(error, Refused):
            self.form.complain(field, sentence(self.desk.texts, error))
            self.form.focus(field)
        else:
            self._problem.setText(told(self.desk.texts, error))
            self._problem.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field does what the primary button does."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not isinstance(self.focusWidget(), QPlainTextEdit):
            self.ask()


_FIELD_OF = {
    "title_missing": "title",
    "bad_date": "starts",
    "ends_before_start": "ends",
    "event_too_long": "ends",
    "unknown_zone": "zone",
}
