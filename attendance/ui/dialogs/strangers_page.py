"""The step of an attendance import that asks, one by one, who people not found on the list are."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QItemSelection, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attendance.imports.attendance_answers import Stranger, TakingPreview, Whose
from attendance.imports.deciding import SAME, SKIP
from attendance.queries.delegate_choices import name_of
from attendance.queries.programme import Presenter
from attendance.ui.desk import Desk
from attendance.ui.dialogs.choice_box import ChoiceBox
from attendance.ui.dialogs.companion_dialog import CompanionDialog
from attendance.ui.dialogs.deciding_rows import DecidingRows, with_pane
from attendance.ui.dialogs.row_pane import ADD, PICK, RowPane
from attendance.ui.dialogs.strangers_model import StrangersModel
from attendance.ui.parts import hairline, lay, words

WIDTHS = (60, 132, 176, 76)


class StrangersPage(QWidget):
    """A line for each at the left, the one in hand with what may be decided at the right.

    Attributes:
        changed: something was decided or taken back.
    """

    changed = Signal()

    def __init__(self, desk: Desk, event: UUID) -> None:
        super().__init__()
        self._desk, self._event = desk, event
        self._waiting: tuple[tuple[str, ...], bool] | None = None
        texts = desk.texts
        self.model = StrangersModel(desk.theme, texts, self)
        self.table = DecidingRows(self.model, desk.theme.row, texts("Unknown people"))
        self.table.set_widths(WIDTHS)
        self.table.selectionModel().selectionChanged.connect(self._show_row)
        self.table.decided.connect(self._decide)
        self.table.forgotten.connect(self._forget)
        self.pane = RowPane(desk)
        self.pane.chosen.connect(self._decide)
        self.add_to = ChoiceBox(texts("New people go to"))
        self.add_to.setMinimumWidth(320)
        self.add_to.addItem(texts("Their delegation, as the list says"), None)
        self.add_to.activated.connect(self._group_chosen)
        desk.event_changed.connect(self._show_row)
        asked = words(texts("New people go to"))
        asked.setBuddy(self.add_to)
        said = texts("These people are not on the list of the event. Say of each who it is.")
        head = lay(QVBoxLayout(), margins=(24, 12, 24, 12), spacing=8)
        head.addWidget(words(said, wrap=True))
        row = lay(QHBoxLayout(), spacing=12)
        row.addWidget(asked)
        row.addWidget(self.add_to)
        row.addStretch()
        head.addLayout(row)
        column = lay(QVBoxLayout(self))
        column.addLayout(head)
        column.addWidget(hairline())
        column.addLayout(with_pane(self.table, self.pane), 1)

    def offer(self, groups: Sequence[Presenter]) -> None:
        """The delegations somebody new may be added to."""
        named: dict[UUID, str] = {}
        for group in groups:
            named[group.id] = f"{group.code} – {self._desk.pick(group.name, group.name_official)}"
            self.add_to.addItem(named[group.id], group.id)
        self.model.groups = named
        self._show_row()

    def start(self) -> None:
        """Another file: nothing is decided."""
        self.model.decided.clear()
        self._waiting = None
        self.add_to.setCurrentIndex(0)

    def show_strangers(self, preview: TakingPreview) -> None:
        """Everybody who was not found; what was decided about them before holds."""
        self.model.put(preview.strangers)
        self.table.scrollToTop()
        self.table.selectRow(0)
        self._show_row()

    @property
    def decided(self) -> dict[tuple[str, ...], Whose]:
        """A copy that may travel."""
        return dict(self.model.decided)

    @property
    def open_ones(self) -> int:
        """How many nobody has decided about."""
        return sum(one.key not in self.model.decided for one in self.model.shown())

    # -- one of them -----------------------------------------------------------------------------------

    @property
    def current(self) -> Stranger | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.at(rows[0].row()) if rows else None

    @Slot(QItemSelection, QItemSelection)
    def _show_row(self, *_: object) -> None:
        one, texts = self.current, self._desk.texts
        if self._waiting and (one is None or one.key != self._waiting[0]):
            self._waiting = None
        if one is None:
            self.pane.show_row("", "")
            self.pane.show_sides(("", ""), ())
            return
        why, now = self.model.why(one), self._choice(one)
        self.pane.show_row(one.name, why, self._choices(one), now, len(self._kind(one)))
        here = texts("Row {row}", row=one.number)
        self.pane.show_sides((texts("In the event") if one.suggested else "", here), one.sides)

    def _choices(self, one: Stranger) -> list[str]:
        pick = [PICK] if self._is_open else []
        return [*([SAME] if one.suggested else []), ADD, *pick, SKIP]

    @property
    def _is_open(self) -> bool:
        """People are looked for in the open event, which may have become another one meanwhile."""
        return self._desk.event is not None and self._desk.event.id == self._event

    def _choice(self, one: Stranger) -> str:
        who = self.model.decided.get(one.key)
        if who is None:
            return ""
        if who.delegate is not None:
            return SAME if who.delegate == one.suggested else PICK
        return ADD if who.delegation is not None else SKIP

    def _group(self, one: Stranger) -> UUID | None:
        """Where somebody new goes."""
        return self.add_to.currentData() or one.group

    def _kind(self, one: Stranger) -> list[Stranger]:
        return [other for other in self.model.shown() if other.code == one.code]

    # -- deciding --------------------------------------------------------------------------------------

    @Slot(str, bool)
    def _decide(self, choice: str, every: bool) -> None:
        one, self._waiting = self.current, None
        if one is None or choice not in self._choices(one):
            self._show_row()
        elif choice == PICK:
            title = self._desk.texts("Who is {name}?", name=one.name)
            dialog = CompanionDialog(self._desk, self, title, one.name)
            dialog.picked.connect(self._picked)
            dialog.finished.connect(self._show_row)
            dialog.open()
        elif choice == ADD and self._group(one) is None:
            self._waiting = one.key, every
            self._show_row()
            self.add_to.setFocus()
            self.add_to.showPopup()
        else:
            for other in self._kind(one) if every else [one]:
                if choice in self._choices(other) and (choice != ADD or self._group(other)):
                    self.model.decided[other.key] = self._whose(other, choice)
            self._told(onward=not every)

    @Slot()
    def _group_chosen(self) -> None:
        """A delegation asked for because the list names none: it is for this decision, not for later ones."""
        waiting, self._waiting = self._waiting, None
        chosen, one = self.add_to.currentData(), self.current
        if waiting is None or one is None or chosen is None:
            return
        self.add_to.setCurrentIndex(0)
        every = waiting[1]
        for other in self._kind(one) if every else [one]:
            self.model.decided[other.key] = Whose(delegation=other.group or chosen)
        self._told(onward=not every)
        self.table.setFocus()

    def _whose(self, one: Stranger, choice: str) -> Whose:
        if choice == SAME:
            return Whose(delegate=one.suggested)
        return Whose(delegation=self._group(one)) if choice == ADD else Whose()

    @Slot(object)
    def _picked(self, delegate: UUID) -> None:
        one = self.current
        if one is not None and self._is_open:
            self.model.decided[one.key] = Whose(delegate=delegate)
            self._desk.work.read(self, _named, delegate, then=self._know)
            self._told(onward=False)

    def _know(self, named: tuple[UUID, str]) -> None:
        self.model.names[named[0]] = named[1]
        self._told(onward=False)

    @Slot(bool)
    def _forget(self, every: bool) -> None:
        one, self._waiting = self.current, None
        if one is not None:
            for other in self._kind(one) if every else [one]:
                self.model.decided.pop(other.key, None)
            self._told(onward=False)

    def _told(self, *, onward: bool) -> None:
        """Repainted; the next one, when it was decided from the keyboard."""
        self.model.repaint()
        here = self.table.currentIndex().row()
        if onward and self.table.hasFocus() and here + 1 < self.model.rowCount():
            self.table.selectRow(here + 1)
        self._show_row()
        self.changed.emit()


def _named(db: Any, delegate: UUID) -> tuple[UUID, str]:
    return delegate, name_of(db, delegate).get("name", "")
