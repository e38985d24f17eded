"""Who accompanies a delegate, whom a delegate accompanies, and where else the person was."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from attendance.language.labels import label
from attendance.queries.person import Beside, Person
from attendance.ui.desk import Desk
from attendance.ui.parts import button, icon_button, lay, words


class PersonBeside(QWidget):
    """Companions as lines; a name opens the person, a field below adds one.

    Attributes:
        added: the name of a new companion.
        opened: the id of a delegate to show.
        unlinked: the id of a delegate who accompanies nobody any more.
        link_wanted: somebody on the list shall be chosen as companion.
    """

    added = Signal(str)
    opened = Signal(object)
    unlinked = Signal(object)
    link_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self._lines = lay(QVBoxLayout(), spacing=2)
        self.field = QLineEdit()
        self.field.setPlaceholderText(texts("Name of a companion, then Enter"))
        self.field.setAccessibleName(texts("Add a companion"))
        self.field.returnPressed.connect(self._add)
        self._link = icon_button(
            desk.theme, texts("Choose somebody on the list"), "search", self.link_wanted.emit
        )
        self._entry = QWidget()
        row = lay(QHBoxLayout(self._entry), spacing=4)
        row.addWidget(self.field, 1)
        row.addWidget(self._link)
        self._elsewhere = lay(QVBoxLayout(), spacing=4)
        column = lay(QVBoxLayout(self), spacing=6)
        column.addLayout(self._lines)
        column.addWidget(self._entry)
        column.addLayout(self._elsewhere)
        self._shown: Any = None

    def show_person(self, seen: Person) -> None:
        """Show the companions of this delegate, or whom this one accompanies."""
        shown = (seen.id, seen.companions, seen.host, seen.elsewhere)
        if shown == self._shown:
            return
        if self._shown is None or self._shown[0] != seen.id:
            self.field.setText("")
        self._shown = shown
        _empty(self._lines)
        _empty(self._elsewhere)
        if seen.host is not None:
            self._lines.addWidget(words(self._desk.texts("Accompanies"), "small"))
            self._lines.addWidget(self._line(seen.host, seen.id))
        for companion in seen.companions:
            self._lines.addWidget(self._line(companion, companion.id))
        self._entry.setVisible(seen.host is None)
        if seen.elsewhere:
            self._elsewhere.addSpacing(14)
            self._elsewhere.addWidget(words(self._desk.texts("At other events"), "strong"))
        for other in seen.elsewhere:
            title = self._desk.pick(other.title, other.title_official)
            self._elsewhere.addWidget(words(title, wrap=True))
            dates = self._desk.texts.date_range(other.starts, other.ends, other.year)
            said = (dates, label(self._desk.texts, other.capacity), label(self._desk.texts, other.status))
            self._elsewhere.addWidget(words(" · ".join(part for part in said if part), "small", wrap=True))

    def _line(self, other: Beside, unlink: Any) -> QWidget:
        desk, texts = self._desk, self._desk.texts
        part = QWidget()
        row = lay(QHBoxLayout(part), spacing=4)
        name = desk.pick(other.name, other.name_official)
        opening = button(desk.theme, "", kind="link", pressed=partial(self.opened.emit, other.id))
        opening.setText(opening.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, 190))
        opening.setAccessibleName(texts("Open {name}", name=name))
        opening.setToolTip(name)
        row.addWidget(opening)
        row.addWidget(words(label(texts, other.capacity), "small"), 1)
        cross = icon_button(
            desk.theme, texts("No longer accompanies"), "close", partial(self.unlinked.emit, unlink)
        )
        row.addWidget(cross)
        return part

    @Slot()
    def _add(self) -> None:
        if name := self.field.text().strip():
            self.field.setText("")
            self.added.emit(name)


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
