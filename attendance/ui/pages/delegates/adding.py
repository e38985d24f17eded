"""The line over the table of delegates where somebody is added: name, delegation, Enter, and the next."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from attendance.commands.delegates import Added, add_by_name
from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity
from attendance.domain.names import split_titles
from attendance.language.sentences import sentence
from attendance.queries.delegate_choices import DelegationChoice
from attendance.queries.delegates import delegates
from attendance.queries.listing import Question, glance, page
from attendance.ui.capacity_chip import CapacityChip
from attendance.ui.completion import Completion
from attendance.ui.desk import Desk
from attendance.ui.parts import button, icon_button, lay, words
from attendance.ui.work import DELEGATES, DELEGATIONS

LEAST_LOOKED_FOR = 3
MOST_ALIKE = 3


def _alike(db: Any, event: UUID, typed: str) -> list[tuple[str, str]]:
    """Name and delegation of people on the list whose name begins with the same words."""
    name = split_titles(typed).name
    if len(name) < LEAST_LOOKED_FOR:
        return []
    listing = delegates(event)
    found = glance(db, listing, Question(search=name), MOST_ALIKE)
    rows = page(db, listing, found.first, ("name", "delegation"))
    return [(row[1], row[2]) for row in rows]


def _add(db: Any, stamp: Any, delegation: UUID, typed: str, capacity: str) -> Added:
    return add_by_name(db, stamp, delegation, typed, capacity=capacity)


class DelegateAdding(QWidget):
    """One line; it stays open for the next person, with the delegation of the last.

    Attributes:
        added: the id of somebody who is on the list now.
    """

    added = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("adding")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._desk, texts = desk, desk.texts
        self._groups: list[DelegationChoice] = []
        self._typed = ""
        column = lay(QVBoxLayout(self), margins=(24, 8, 12, 8), spacing=4)
        row = lay(QHBoxLayout(), spacing=8)
        self.name = QLineEdit()
        self.name.setPlaceholderText(texts("Name, with titles: H.E. Mr. Given FAMILY"))
        self.name.setAccessibleName(texts("Name"))
        self.name.setMinimumWidth(180)
        self.name.textEdited.connect(self._look)
        self.name.returnPressed.connect(self._onward)
        row.addWidget(self.name, 3)
        self.delegation = QLineEdit()
        self.delegation.setPlaceholderText(texts("Delegation: code or name"))
        self.delegation.setAccessibleName(texts("Delegation"))
        self.delegation.setMinimumWidth(120)
        self.delegation.returnPressed.connect(self.add)
        self._offered = QStringListModel(self)
        completer = Completion(self._offered, self)
        completer.activated[QModelIndex].connect(self._delegation_taken)
        self.delegation.setCompleter(completer)
        row.addWidget(self.delegation, 2)
        self._role = CapacityChip(desk)
        row.addWidget(self._role)
        row.addWidget(button(desk.theme, texts("Add"), "", "primary", self.add))
        row.addWidget(icon_button(desk.theme, texts("Close"), "close", self.leave))
        column.addLayout(row)
        self._told = words("", "small", wrap=True)
        self._told.hide()
        column.addWidget(self._told)
        self.hide()

    def know(self, groups: list[DelegationChoice]) -> None:
        """The delegations somebody can be added to."""
        self._groups = groups
        self._offered.setStringList([self._words(group) for group in groups])
        if not self.delegation.text() and len(groups) == 1:
            self.delegation.setText(groups[0].code)

    def open(self, name: str = "", delegation: str = "") -> None:
        """Show the line, with a name or the code of a delegation already in it."""
        self.show()
        if name:
            self.name.setText(name)
            self._look(name)
        if delegation:
            self.delegation.setText(delegation)
        self.name.setFocus()
        self.name.selectAll()

    @Slot()
    def leave(self) -> None:
        """Put the line away."""
        self.name.setText("")  # nothing to undo is left in it: Ctrl+Z takes back who was added
        self._say("")
        self.hide()

    def _words(self, group: DelegationChoice) -> str:
        return f"{group.code}   {self._desk.delegation(group.name, group.name_official)}"

    def _group(self) -> DelegationChoice | None:
        """The delegation meant by what was typed: its code, its name, or the only one that begins so."""
        typed = self.delegation.text().partition("   ")[0].strip().casefold()
        if not typed:
            return None
        for group in self._groups:
            names = (group.code, group.name or "", group.name_official or "")
            if typed in [name.casefold() for name in names]:
                return group
        begun = [group for group in self._groups if self._words(group).casefold().find(typed) >= 0]
        return begun[0] if len(begun) == 1 else None

    # -- while typing ----------------------------------------------------------------------------------

    @Slot(str)
    def _look(self, typed: str) -> None:
        self._say("")
        if self._desk.event is not None and len(typed.strip()) >= LEAST_LOOKED_FOR:
            self._desk.work.read(self, _alike, self._desk.event.id, typed, then=self._found, only_newest=True)

    def _found(self, people: list[tuple[str, str]]) -> None:
        if people and self.isVisible() and self.name.text():
            alike = ", ".join(f"{name} ({code})" for name, code in people)
            self._say(self._desk.texts("On the list already: {people}", people=alike))

    @Slot()
    def _onward(self) -> None:
        if self._group() is None:
            self.delegation.setFocus()
            self.delegation.selectAll()
        else:
            self.add()

    @Slot(QModelIndex)
    def _delegation_taken(self, _index: QModelIndex) -> None:
        """Enter goes on from here: it adds whoever is named."""
        if not self.name.text().strip():
            self.name.setFocus()

    # -- adding ----------------------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """Write the person; the line is ready for the next one at once."""
        typed, group = self.name.text().strip(), self._group()
        if not typed:
            self._say(self._desk.texts("Type a name first."), wrong=True)
            self.name.setFocus()
            return
        if group is None:
            known = self.delegation.text().strip()
            said = self._desk.texts("Choose a delegation of this event: type its code or name.")
            if known:
                said = self._desk.texts("There is no delegation “{name}” in this event.", name=known)
            self._say(said, wrong=True)
            self.delegation.setFocus()
            return
        self._typed = typed
        desk = self._desk
        desk.work.write(
            self, _add, desk.stamp(), group.id, typed, self._role.value, then=self._done,
            failed=self._refused, touches=frozenset({DELEGATES, DELEGATIONS}),
        )  # fmt: skip

    def _done(self, added: Added) -> None:
        self._say("")
        self._desk.say(self._desk.texts("{name} is on the list.", name=self._typed), added.action)
        if self.name.text().strip() == self._typed:
            self.name.setText("")
        if self._role.value == Capacity.HEAD:
            self._role.show_value(Capacity.DELEGATE)
        self.name.setFocus()
        self.added.emit(added.id)

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._say(sentence(self._desk.texts, error), wrong=True)
        else:
            self._desk.work.failed.emit(error)

    def _say(self, said: str, *, wrong: bool = False) -> None:
        self._told.setText(said)
        self._told.setProperty("tone", "red" if wrong else "")
        self._told.style().polish(self._told)
        self._told.setVisible(bool(said))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
