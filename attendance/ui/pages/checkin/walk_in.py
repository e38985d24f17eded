"""Somebody on no list: name, delegation, Enter, and they are in; whom it may be is shown meanwhile."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QSize, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from attendance.commands.walk_in import OTHERS, NewDelegation, WalkIn, walk_in
from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity, Section, Stamp
from attendance.imports.proposing import propose
from attendance.language.countries import countries, country_name
from attendance.language.labels import label
from attendance.language.sentences import sentence
from attendance.queries.delegate_choices import DelegationChoice, choices
from attendance.queries.walk_ins import Likely, likely
from attendance.ui.capacity_chip import CapacityChip
from attendance.ui.completion import Completion
from attendance.ui.desk import Desk
from attendance.ui.parts import button, lay, retone, words
from attendance.ui.work import DELEGATES, DELEGATIONS, PRESENCE

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Group = UUID | NewDelegation


def _known(db: Any, event: UUID, language: str) -> tuple[list[DelegationChoice], list[str]]:
    """The delegations of the event, and the names of all countries."""
    names = sorted({country_name(each.iso2, language) for each in countries()})
    return choices(db, event).delegations, names


def _proposed(typed: str, known: list[tuple[str, str | None]]) -> NewDelegation | None:
    """The delegation somebody means who typed a country or an organisation the event does not have yet."""
    found = next(iter(propose([typed], known)), None)
    if found is None:
        return None
    return NewDelegation(
        found.taken or found.code, found.name, found.name_official, found.country, Section(found.section)
    )


def _add(db: Any, stamp: Stamp, event: UUID, session: UUID, group: Group, name: str, capacity: str) -> WalkIn:
    return walk_in(db, stamp, event, session, group, name, capacity=capacity)


class _Rows(QListWidget):
    """People one could mean; arrow up from the first goes back to the name.

    Attributes:
        left: the keyboard shall go back.
    """

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and (item := self.currentItem()) is not None:
            self.itemActivated.emit(item)
        elif event.key() == Qt.Key.Key_Up and self.currentRow() <= 0:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class WalkInCard(QFrame):
    """The form in place of the verdict.

    Attributes:
        made: a ``WalkIn``: somebody is on the list, and in the room unless a rule keeps them out.
        this_one: the id of somebody on the list who was meant.
        left: nobody is added.
    """

    made = Signal(object)
    this_one = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("card")
        self._desk, texts = desk, desk.texts
        self.setAccessibleName(texts("Walk-in"))
        self._groups: list[DelegationChoice] = []
        self._busy = False
        column = lay(QVBoxLayout(self), margins=(20, 16, 20, 16), spacing=10)
        head = lay(QHBoxLayout(), spacing=8)
        head.addWidget(words(texts("Walk-in"), "heading"))
        head.addStretch()
        head.addWidget(button(desk.theme, texts("Cancel"), pressed=self.left.emit))
        self.primary = button(desk.theme, texts("Add and check in"), "tick", "primary", self.add)
        head.addWidget(self.primary)
        column.addLayout(head)
        about = texts("Name, delegation, Enter: the person is on the list and in the room.")
        column.addWidget(words(about, "muted", wrap=True))
        column.addLayout(self._build_line())
        self._told = words("", "small", wrap=True)
        column.addWidget(self._told)
        self._title = words(texts("On the list already? Arrow down and Enter checks them in."), "strong")
        self._title.setWordWrap(True)
        column.addWidget(self._title)
        self.rows = self._build_rows()
        column.addWidget(self.rows, 100)
        column.addStretch(1)
        self._found([])

    def _build_line(self) -> QHBoxLayout:
        desk, texts = self._desk, self._desk.texts
        row = lay(QHBoxLayout(), spacing=8)
        self.name = QLineEdit()
        self.name.setPlaceholderText(texts("Name, with titles: H.E. Mr. Given FAMILY"))
        self.name.setAccessibleName(texts("Name"))
        self.name.textChanged.connect(self._look)
        self.name.returnPressed.connect(self._onward)
        self.delegation = QLineEdit()
        self.delegation.setPlaceholderText(texts("Delegation: code or name"))
        self.delegation.setAccessibleName(texts("Delegation"))
        self.delegation.textChanged.connect(self._tell_group)
        self.delegation.returnPressed.connect(self.add)
        self._offered = QStringListModel(self)
        completer = Completion(self._offered, self)
        completer.activated[QModelIndex].connect(self._taken)
        self.delegation.setCompleter(completer)
        self._role = CapacityChip(desk)
        row.addWidget(self.name, 3)
        row.addWidget(self.delegation, 2)
        row.addWidget(self._role)
        return row

    def _build_rows(self) -> _Rows:
        rows = _Rows()
        rows.setFrameShape(QFrame.Shape.NoFrame)
        rows.setAccessibleName(self._desk.texts("People on the list with a name like this"))
        rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        rows.itemActivated.connect(self._meant)
        rows.itemClicked.connect(self._meant)
        rows.left.connect(self.name.setFocus)
        return rows

    def begin(self, name: str = "") -> None:
        """Ready for the next person, with the delegation of the last."""
        desk = self._desk
        if desk.event is not None:
            desk.work.read(
                self, _known, desk.event.id, desk.texts.language, then=self._know, only_newest=True
            )
        self._say("")
        self.name.setText(name)
        self._look(name)
        field = self.delegation if name and not self.delegation.text() else self.name
        field.setFocus()
        self.delegation.selectAll()

    def _know(self, answer: tuple[list[DelegationChoice], list[str]]) -> None:
        self._groups, names = answer
        own = [self._words(group) for group in self._groups]
        others = self._desk.pick(OTHERS.name, OTHERS.name_official)
        self._offered.setStringList([*own, others, *(name for name in names if name not in own)])
        self._tell_group()

    def _words(self, group: DelegationChoice) -> str:
        return f"{group.code}   {self._desk.delegation(group.name, group.name_official)}"

    # -- while typing ----------------------------------------------------------------------------------

    @Slot(str)
    def _look(self, typed: str) -> None:
        if self._desk.event is not None and typed.strip():
            self._desk.work.read(self, likely, self._desk.event.id, typed, then=self._found, only_newest=True)
        else:
            self._found([])

    def _found(self, people: list[Likely]) -> None:
        """Whom it may be, the likeliest first."""
        if not self.name.text().strip():
            people = []
        texts, height = self._desk.texts, round(self._desk.theme.row * 1.7)
        self.rows.clear()
        for one in people:
            shown = self._desk.pick(one.name, one.name_official)
            other = self._desk.other(one.name, one.name_official)
            about = (one.delegation, label(texts, one.capacity), label(texts, one.status))
            item = QListWidgetItem(f"{'   '.join(filter(None, (shown, other)))}\n{' · '.join(about)}")
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            item.setSizeHint(QSize(0, height))
            self.rows.addItem(item)
        self.rows.setMinimumHeight(min(1, len(people)) * height)
        self.rows.setMaximumHeight(len(people) * height + 2)
        self.rows.setVisible(bool(people))
        self._title.setVisible(bool(people))

    @Slot(QListWidgetItem)
    def _meant(self, item: QListWidgetItem) -> None:
        self.this_one.emit(item.data(Qt.ItemDataRole.UserRole))

    def _group(self) -> Group | None:
        """The delegation meant: its code or name, else the first of the event that begins so."""
        typed = self.delegation.text().partition("   ")[0].strip().casefold()
        if not typed:
            return None
        names = [
            (group.id, (group.code, group.name or "", group.name_official or "")) for group in self._groups
        ]
        for found, forms in names:
            if typed in [form.casefold() for form in forms]:
                return found
        if typed in (OTHERS.name.casefold(), OTHERS.name_official, OTHERS.code.casefold()):
            return OTHERS
        begun = [found for found, forms in names if any(f.casefold().startswith(typed) for f in forms)]
        return begun[0] if begun else None

    @Slot()
    def _tell_group(self) -> None:
        group = self._group()
        texts = self._desk.texts
        if isinstance(group, UUID):
            chosen = next(one for one in self._groups if one.id == group)
            self._say(texts("Delegation: {name}", name=self._words(chosen)))
        elif group is OTHERS:
            name = self._desk.pick(OTHERS.name, OTHERS.name_official)
            self._say(texts("Delegation: {name}", name=name))
        elif self.delegation.text().strip():
            self._say(texts("New delegation: {name}", name=self.delegation.text().strip()))
        else:
            self._say("")

    @Slot()
    def _onward(self) -> None:
        if self._group() is None:
            self.delegation.setFocus()
            self.delegation.selectAll()
        else:
            self.add()

    @Slot(QModelIndex)
    def _taken(self, _index: QModelIndex) -> None:
        if not self.name.text().strip():
            self.name.setFocus()

    # -- adding ----------------------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """Write the person, and the delegation where it is new; once, however often Enter is pressed."""
        texts = self._desk.texts
        if self._busy:
            return
        if not self.name.text().strip():
            self._say(texts("Type a name first."), wrong=True)
            self.name.setFocus()
        elif not self.delegation.text().strip():
            self._say(texts("Type the delegation: a code, a country, or “Others”."), wrong=True)
            self.delegation.setFocus()
        elif (group := self._group()) is not None:
            self._write(group)
        else:
            self._busy = True
            known: list[tuple[str, str | None]] = [(one.code, None) for one in self._groups]
            typed = self.delegation.text().strip()
            self._desk.work.aside(self, _proposed, typed, known, then=self._write, failed=self._refused)

    def _write(self, group: Group | None) -> None:
        desk = self._desk
        if group is None or desk.event is None or desk.session is None:
            self._refused(Refused("no_such_delegation"))
            return
        self._busy = True
        asked = (desk.event.id, desk.session.id, group, self.name.text(), self._role.value)
        touches = frozenset({DELEGATES, DELEGATIONS, PRESENCE})
        desk.work.write(
            self, _add, desk.stamp(), *asked, then=self._done, failed=self._refused, touches=touches
        )

    def _done(self, made: WalkIn) -> None:
        self._busy = False
        name = " ".join(self.name.text().split())
        self.name.setText("")  # nothing is left in it that Ctrl+Z would bring back
        self._role.show_value(Capacity.DELEGATE)
        self._desk.say(self._desk.texts("{name} is on the list.", name=name), made.action)
        self.made.emit(made)

    def _refused(self, error: Exception) -> None:
        self._busy = False
        if isinstance(error, Refused):
            self._say(sentence(self._desk.texts, error), wrong=True)
        else:
            self._desk.work.failed.emit(error)

    def _say(self, said: str, *, wrong: bool = False) -> None:
        self._told.setText(said)
        retone(self._told, "tone", "red" if wrong else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down and self.rows.count() and not self.rows.hasFocus():
            self.rows.setCurrentRow(0)
            self.rows.setFocus()
        else:
            super().keyPressEvent(event)
