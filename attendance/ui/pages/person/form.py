"""The fields of one delegate, edited where they stand: compact in the pane, side by side when it is wide."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attendance.ui.desk import Desk
from attendance.ui.form import PAIRS, Form
from attendance.ui.pages.person.fields import Section
from attendance.ui.parts import lay, words

GAP = 8
WIDGET_SIZE_MAX = 16_777_215
"""Qt's own: a short field too fills its place, so that places stand below each other."""


class PersonForm(QWidget):
    """Sections of small forms in rows.

    Attributes:
        edited: a key and its new value; typed: a key and its text so far (see ``Form``).
    """

    edited = Signal(str, object)
    typed = Signal(str, str)

    def __init__(self, desk: Desk, sections: Sequence[Section], *, wide: bool) -> None:
        super().__init__()
        self._desk, self._wide = desk, wide
        self._forms: dict[str, Form] = {}
        self._column = lay(QVBoxLayout(self))
        for section in sections:
            self._add(section)

    def _add(self, section: Section) -> None:
        self._column.addSpacing(12)
        self._column.addWidget(words(section.title, "strong"))
        self._column.addSpacing(6)
        for row in section.rows:
            line = lay(QHBoxLayout(), spacing=GAP)
            for field in row:
                form = Form(self._desk, [field], side_by_side=self._wide, titles_above=True)
                form.edited.connect(self.edited)
                form.typed.connect(self.typed)
                form.part(field.key).setMaximumWidth(WIDGET_SIZE_MAX)
                line.addWidget(form, 1, Qt.AlignmentFlag.AlignTop)
                for key in (field.key, f"{field.key}_official") if field.kind in PAIRS else (field.key,):
                    self._forms[key] = form
            self._column.addLayout(line)

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show what is there, without telling."""
        for form in dict.fromkeys(self._forms.values()):
            form.show_values(values)

    def form_of(self, key: str) -> Form | None:
        """The small form that holds a key."""
        return self._forms.get(key)

    def clear_complaints(self) -> None:
        """No field complains any more."""
        for key, form in self._forms.items():
            if not key.endswith("_official"):
                form.complain(key, "")

    def complain(self, key: str, sentence: str) -> bool:
        """A sentence below a field; False when there is no such field here."""
        form = self._forms.get(key)
        if form is not None:
            form.complain(key, sentence)
        return form is not None
