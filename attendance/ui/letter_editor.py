"""The form of one letter, shown in its place in the list of letters."""

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from attendance.domain.kinds import LetterKind
from attendance.language.labels import label
from attendance.queries.letters import LetterRow
from attendance.ui.desk import Desk
from attendance.ui.form import Field, Form, Kind
from attendance.ui.parts import button, lay

KEYS = ("kind", "number", "date", "sender", "deadline")


class LetterEditor(QFrame):
    """A letter being written down.

    Attributes:
        edited: a key and its new value, for a letter that is there already.
        added: every value of a new one.
        scan_wanted: a scan shall be chosen.
        closed: nothing more is to be done here.
    """

    edited = Signal(str, object)
    added = Signal(object)
    scan_wanted = Signal()
    closed = Signal()

    def __init__(self, desk: Desk, letter: LetterRow | None) -> None:
        super().__init__()
        self.setObjectName("card")
        self.letter = letter
        theme, texts = desk.theme, desk.texts
        kinds = [(kind.value, label(texts, kind)) for kind in LetterKind]
        if letter is not None and letter.kind and letter.kind not in dict(kinds):
            kinds.append((letter.kind, label(texts, letter.kind)))  # as an imported file calls it
        self.form = Form(
            desk,
            (
                Field("kind", texts("Kind of letter"), Kind.CHOICE, tuple(kinds)),
                Field("number", texts("Number")),
                Field("date", texts("Date"), Kind.DATE),
                Field("sender", texts("Sender")),
                Field("deadline", texts("Answer by"), Kind.DATE),
            ),
        )
        column = lay(QVBoxLayout(self), margins=(16, 16, 16, 12), spacing=4)
        column.addWidget(self.form)
        row = lay(QHBoxLayout(), spacing=8)
        has_scan = letter is not None and letter.scan
        self.scan = button(
            theme,
            texts("Another scan") if has_scan else texts("Add scan"),
            "clip",
            pressed=self.scan_wanted.emit,
        )
        row.addWidget(self.scan)
        row.addStretch()
        if letter is None:
            self.form.show_values({"kind": LetterKind.INVITATION.value})
            row.addWidget(button(theme, texts("Cancel"), pressed=self.closed.emit))
            self.done = button(theme, texts("Add letter"), kind="primary", pressed=self._add)
        else:
            self.form.show_values({key: getattr(letter, key) for key in KEYS})
            self.form.edited.connect(self.edited)
            self.done = button(theme, texts("Done"), pressed=self.closed.emit)
        row.addWidget(self.done)
        column.addLayout(row)

    def show_scan(self, name: str) -> None:
        """The scan that will come with a new letter."""
        self.scan.setText(f" {name}")
        self.scan.setAccessibleName(name)

    def show_letter(self, letter: LetterRow) -> None:
        """The values as they are in the file now."""
        self.letter = letter
        self.form.show_values({key: getattr(letter, key) for key in KEYS})

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field adds a new letter, Escape is the way out."""
        if self.letter is None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._add()
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _add(self) -> None:
        if self.form.check():
            values: dict[str, Any] = self.form.values()
            self.added.emit(values)
