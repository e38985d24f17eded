"""The programme as a whole: how much there is, what looks odd, contributions without a session, and hands."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from attendance.queries.programme import Speech
from attendance.ui import icons
from attendance.ui.desk import Desk
from attendance.ui.pages.programme.model import ProgrammeModel
from attendance.ui.pages.programme.speeches import SpeechList
from attendance.ui.pages.programme.times import days_of
from attendance.ui.parts import button, hairline, icon_button, lay, words

LEAST_LIST = 160


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
        theme, texts = desk.theme, desk.texts
        self._odd: dict[QPushButton, list[UUID]] = {}
        self._last: UUID | None = None
        self._totals = words("", "muted", wrap=True)
        self._days = button(theme, texts("Set the days of the event"), kind="link", pressed=self._to_event)
        self._warnings = lay(QVBoxLayout(), spacing=2)
        self._heading = words("", "strong", wrap=True)
        self._hint = words("", "muted", wrap=True)
        self.open_ones = SpeechList(desk, texts("Contributions without a session"))
        self.open_ones.setMinimumHeight(LEAST_LIST)
        self._hands, self._rest = self._build_hands(), QWidget()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self._build())
        lay(QVBoxLayout(self)).addWidget(area)
        self.show_speeches(())

    def _build(self) -> QWidget:
        theme, texts = self._desk.theme, self._desk.texts
        content = QWidget()
        content.setObjectName("surface")
        column = lay(QVBoxLayout(content), margins=(20, 16, 20, 16), spacing=4)
        column.addWidget(words(texts("Programme"), "strong"))
        column.addWidget(self._totals)
        column.addWidget(self._days, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addLayout(self._warnings)
        column.addSpacing(8)
        column.addWidget(hairline())
        column.addSpacing(8)
        row = lay(QHBoxLayout(), spacing=8)
        row.addWidget(self._heading, 1)
        row.addWidget(icon_button(theme, texts("Add contribution"), "add", self.speech_wanted.emit))
        column.addLayout(row)
        column.addWidget(self._hint)
        column.addWidget(self.open_ones, 1)
        column.addWidget(self._hands)
        column.addWidget(self._rest, 1)
        return content

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
        event = self._desk.event
        totals = (
            texts.plural("{n} day", "{n} days", days) if days else "",
            texts.plural("{n} item", "{n} items", len(items)),
            texts.plural("{n} takes attendance", "{n} take attendance", taking) if taking else "",
            texts("times of {zone}", zone=event.zone) if event else "",
        )
        self._totals.setText(" · ".join(filter(None, totals)))
        for part in self._odd:
            part.hide()
            part.deleteLater()
        self._odd = {}
        clashing = [item.id for item in items if item.id in self._model.clashing]
        outside = [item.id for item in items if item.day in self._model.outside]
        undated = [item.id for item in items if item.day is None] if days else []
        self._days.setVisible(not days)
        for found, told in (
            (
                clashing,
                texts.plural("Room taken twice: {n} item", "Room taken twice: {n} items", len(clashing)),
            ),
            (
                outside,
                texts.plural(
                    "{n} item outside the event’s days", "{n} items outside the event’s days", len(outside)
                ),
            ),
            (undated, texts.plural("{n} item without a day", "{n} items without a day", len(undated))),
        ):
            if found:
                self._warn(told, found)

    def show_speeches(self, speeches: Sequence[Speech]) -> None:
        """Show the contributions that are in no event session."""
        texts, count = self._desk.texts, len(speeches)
        self.open_ones.show_speeches(speeches)
        self.open_ones.setVisible(bool(count))
        for part in (self._hands, self._rest):
            part.setVisible(not count)
        told = texts("Contributions without a session")
        self._heading.setText(f"{told} ({texts.number(count)})" if count else told)
        some = texts("Drag one onto an item of the programme.")
        self._hint.setText(some if count else texts("None. Every contribution has its place."))

    def _warn(self, told: str, found: list[UUID]) -> None:
        """A line that leads to each odd item in turn."""
        made = button(self._desk.theme, told, kind="link", pressed=self._go_to_next)
        made.setIcon(icons.icon("warning", self._desk.theme.palette.amber))
        self._odd[made] = found
        self._warnings.addWidget(made, alignment=Qt.AlignmentFlag.AlignLeft)

    @Slot()
    def _to_event(self) -> None:
        if self._desk.event is not None:
            self._desk.go("events", self._desk.event.id)

    @Slot()
    def _go_to_next(self) -> None:
        found = self._odd.get(self.sender(), [])
        if found:
            at = found.index(self._last) + 1 if self._last in found else 0
            self._last = found[at % len(found)]
            self.chosen.emit(self._last)
