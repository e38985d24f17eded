"""Whether an event keeps passport numbers and birth dates, until when, and taking them away for good."""

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attendance.ui.desk import Desk
from attendance.ui.form import Field, Form, Kind
from attendance.ui.parts import button, lay, words

KEY = "personal_until"


class IdentityFields(QWidget):
    """One date, and the way to take everything away; that is asked twice, because nothing brings it back.

    Attributes:
        form: holds the date under ``KEY``.
        purge_wanted: a person said twice that passports and birth dates shall go.
    """

    purge_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = desk.texts
        self.form = Form(desk, (Field(KEY, texts("Passports until"), Kind.DATE, hint=texts("not kept")),))
        self._hint = words("", "small", wrap=True)
        self._off = texts(
            "Passport numbers and birth dates are not kept. Type the day until which they may be."
        )
        self._on = texts("Passport numbers and birth dates are kept until that day; then take them away.")
        self.purge = button(
            desk.theme, texts("Take passports and birth dates away"), "bin", "link", self._ask
        )
        self._sure = words(
            texts(
                "They go from every list and from the history, for good. Backups made before still hold them."
            ),
            tone="red",
            wrap=True,
        )
        self.certainly = button(desk.theme, texts("Take away for good"), pressed=self._certainly)
        self._keep = button(desk.theme, texts("Keep"), pressed=self._ask_no_more)
        column = lay(QVBoxLayout(self), spacing=4)
        column.addWidget(self.form, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._hint)
        column.addWidget(self.purge)
        column.addWidget(self._sure)
        self._row = QWidget()
        row = lay(QHBoxLayout(self._row), spacing=8)
        row.addWidget(self.certainly)
        row.addWidget(self._keep)
        row.addStretch(1)
        column.addWidget(self._row)
        self.show_date(None)

    def show_date(self, day: Any) -> None:
        """Show what is kept: an ISO date, or None."""
        self.form.show_values({KEY: day})
        self._hint.setText(self._on if day else self._off)
        self.purge.setVisible(bool(day))
        self._ask_no_more()

    @Slot()
    def _ask(self) -> None:
        for part in (self._sure, self._row):
            part.show()
        self.purge.hide()
        self._keep.setFocus()

    @Slot()
    def _ask_no_more(self) -> None:
        asked = not self._row.isHidden()
        for part in (self._sure, self._row):
            part.hide()
        if asked and self.form.part(KEY).value():
            self.purge.show()

    @Slot()
    def _certainly(self) -> None:
        self._ask_no_more()
        self.purge_wanted.emit()
