"""The programme as a whole: how much there is, what looks odd, contributions without a session, and hands."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from attendance.queries.programme import Item, Speech
from attendance.ui import icons
from attendance.ui.desk import Desk
from attendance.ui.pages.programme_model import ProgrammeModel
from attendance.ui.pages.programme_speeches import SpeechList
from attendance.ui.pages.programme_times import days_of
from attendance.ui.parts import button, hairline, icon_button, lay, words


class ProgrammeSummary(QWidget):
    """What is beside the programme while no item is current.

    Attributes:
        speech_wanted: a contribution shall be added; chosen: the id of an item to look at.
        open_ones: the contributions without a session.
    """

    speech_wanted = Signal()
    chosen = Signal(object)

    def __init__(self, desk: Desk, model: ProgrammeModel) -> None:
        super().__init__()
        self._desk, self._model = desk, model
        self._odd: dict[QPushButton, list[UUID]] = {}
        self._last: UUID | None = None
        texts = desk.texts
        column = lay(QVBoxLayout(self), margins=(20, 16, 20, 16), spacing=4)
        column.addWidget(words(texts("Programme"), "strong"))
        self._totals = words("", "muted", wrap=True)
        column.addWidget(self._totals)
        self._warnings = lay(QVBoxLayout(), spacing=2)
        column.addLayout(self._warnings)
        column.addSpacing(8)
        column.addWidget(hairline())
        column.addSpacing(8)
        row = lay(QHBoxLayout(), spacing=8)
        self._heading = words("", "strong", wrap=True)
        row.addWidget(self._heading, 1)
        row.addWidget(icon_button(desk.theme, texts("Add contribution"), "add", self.speech_wanted.emit))
        column.addLayout(row)
        self._hint = words("", "muted", wrap=True)
        column.addWidget(self._hint)
        self.open_ones = SpeechList(desk, texts("Contributions without a session"))
        column.addWidget(self.open_ones, 1)
        self._hands = self._build_hands()
        column.addWidget(self._hands)
        column.addStretch(0)
        self._rest = QWidget()
        column.addWidget(self._rest, 1)
        self.show_speeches(())

    def _build_hands(self) -> QWidget:
        """What the mouse does, and the keys that do the same."""
        texts = self._desk.texts
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, 12, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        hands = (
            (texts("Move"), texts("drag it, or Alt and an arrow key")),
            (texts("Longer, shorter"), texts("drag its lower edge, or Alt, Shift and ↑ ↓")),
            (texts("New item"), texts("double click where it shall be, or Insert")),
            (texts("Find"), texts("type its title; Enter edits, F2 renames")),
        )
        top = Qt.AlignmentFlag.AlignTop
        for line, (hand, what) in enumerate(hands):
            grid.addWidget(words(hand, "small"), line, 0, top)
            grid.addWidget(words(what, "small", wrap=True), line, 1, top)
        return made

    # -- what is shown ---------------------------------------------------------------------------------

    def show_programme(self) -> None:
        """Count again what there is and what looks odd."""
        texts, items = self._desk.texts, self._model.items
        programme = self._model.programme
        days = sum(day is not None for day, _ in days_of(programme)) if programme else 0
        taking = sum(item.takes_attendance for item in items)
        told = (
            texts.plural("{n} day", "{n} days", days),
            texts.plural("{n} item", "{n} items", len(items)),
            texts.plural("{n} takes attendance", "{n} take attendance", taking),
        )
        self._totals.setText(" · ".join(told))
        for part in self._odd:
            part.hide()
            part.deleteLater()
        self._odd = {}
        self._warn("Room taken twice: {n} item", "Room taken twice: {n} items", self._clashing)
        self._warn("{n} item outside the event’s days", "{n} items outside the event’s days", self._outside)
        self._warn("{n} item without a day", "{n} items without a day", self._open)

    def show_speeches(self, speeches: Sequence[Speech]) -> None:
        """Show the contributions that are in no event session."""
        texts, count = self._desk.texts, len(speeches)
        self.open_ones.show_speeches(speeches)
        self.open_ones.setVisible(bool(count))
        self._rest.setVisible(not count)
        told = texts("Contributions without a session")
        self._heading.setText(f"{told} ({texts.number(count)})" if count else told)
        some = texts("Drag one onto an item of the programme.")
        self._hint.setText(some if count else texts("None. Every contribution has its place."))

    def _clashing(self, item: Item) -> bool:
        return item.id in self._model.clashing

    def _outside(self, item: Item) -> bool:
        return item.day in self._model.outside

    def _open(self, item: Item) -> bool:
        return item.day is None

    def _warn(self, one: str, many: str, odd: Callable[[Item], bool]) -> None:
        """A line that leads to each odd item in turn, when there are any."""
        found = [item.id for item in self._model.items if odd(item)]
        if found:
            told = self._desk.texts.plural(one, many, len(found))
            made = button(self._desk.theme, told, kind="link", pressed=self._go_to_next)
            made.setIcon(icons.icon("warning", self._desk.theme.palette.amber))
            self._odd[made] = found
            self._warnings.addWidget(made, alignment=Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def _go_to_next(self) -> None:
        found = self._odd.get(self.sender(), [])
        if found:
            at = found.index(self._last) + 1 if self._last in found else 0
            self._last = found[at % len(found)]
            self.chosen.emit(self._last)
