"""Which event session each day or column of an attendance list belongs to."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from attendance.imports.attendance_answers import NEW, WHY_NOT, TakingPreview, Target
from attendance.ui.desk import Desk
from attendance.ui.dialogs.choice_box import ChoiceBox
from attendance.ui.parts import button, hairline, lay, words


class TargetsPage(QWidget):
    """A line for each column of the file: what it is called, how many marks, and where they go.

    Attributes:
        reread: the order of day and month was chosen; the columns are to be read anew.
    """

    reread = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self._boxes: dict[str, ChoiceBox] = {}
        self._proposed: dict[str, Any] = {}
        self._days: dict[str, str | None] = {}
        self._first: dict[str, Any] = {}
        self._by_hand: dict[str, tuple[str | None, Any]] = {}
        head = lay(QVBoxLayout(), margins=(24, 12, 24, 12), spacing=8)
        head.addWidget(
            words(texts("Say which event session each column belongs to. The rest is left out."), wrap=True)
        )
        self.dates = ChoiceBox()
        self.dates.setMinimumWidth(220)
        for text, value in (
            (texts("Leave out"), None),
            (texts("The day comes first"), True),
            (texts("The month comes first"), False),
        ):
            self.dates.addItem(text, value)
        self.dates.activated.connect(self._reorder)
        self._dates_asked = words("")
        self._dates_asked.setBuddy(self.dates)
        asked = lay(QHBoxLayout(), spacing=12)
        asked.addWidget(self._dates_asked)
        asked.addWidget(self.dates)
        asked.addStretch()
        head.addLayout(asked)
        self.make = button(
            desk.theme, texts("Make event sessions for the open ones"), "add", pressed=self._make
        )
        head.addWidget(self.make, alignment=Qt.AlignmentFlag.AlignLeft)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        column = lay(QVBoxLayout(self))
        column.addLayout(head)
        column.addWidget(hairline())
        column.addWidget(self._area, 1)

    def forget(self) -> None:
        self._boxes, self._proposed, self._days, self._first = {}, {}, {}, {}

    def start(self) -> None:
        """Another file: nothing is chosen."""
        self.forget()
        self._by_hand = {}
        self.dates.setCurrentIndex(0)

    @property
    def day_first(self) -> bool | None:
        """How 03/04/2024 is meant; None while nobody has said."""
        return self.dates.currentData()

    @Slot()
    def _reorder(self) -> None:
        for key, box in self._boxes.items():
            if box.currentData() != self._first[key]:
                self._by_hand[key] = self._days[key], box.currentData()
        self.forget()
        self.reread.emit()

    def show_targets(self, preview: TakingPreview) -> None:
        """The columns of a file with what is proposed for them."""
        self.forget()
        body = QWidget()
        body.setObjectName("surface")
        grid = lay(QGridLayout(body), margins=(24, 12, 24, 12), spacing=8)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(2, 3)
        texts = self._desk.texts
        for row, target in enumerate(preview.targets):
            column = target.column
            told = column.heading
            if column.day and column.day not in told:
                told = f"{told} ({column.day})"
            grid.addWidget(words(told, "strong", wrap=True), row, 0)
            grid.addWidget(words(texts.plural("{n} mark", "{n} marks", target.marks), "muted"), row, 1)
            box = self._box(preview, target)
            grid.addWidget(box, row, 2)
        self._put_back()
        grid.setRowStretch(len(preview.targets), 1)
        self._area.setWidget(body)
        asked = texts("Dates such as {date}", date=preview.two_ways)
        self._dates_asked.setText(asked)
        self.dates.setAccessibleName(asked)
        for part in (self._dates_asked, self.dates):
            part.setVisible(bool(preview.two_ways))
        self.make.setVisible(any(target.why in ("no_session", "no_day") for target in preview.targets))

    def _box(self, preview: TakingPreview, target: Target) -> ChoiceBox:
        texts, column = self._desk.texts, target.column
        box = ChoiceBox(column.heading)
        why = f" ({texts(WHY_NOT[target.why])})" if target.why else ""
        box.addItem(texts("Leave out") + why, ())
        if len(target.sessions) > 1:
            titles = {one.id: self._desk.pick(one.title, one.title_official) for one in preview.sessions}
            box.addItem(" + ".join(titles[one] for one in target.sessions), target.sessions)
        same_day = [one for one in preview.sessions if one.day == column.day]
        for one in same_day or preview.sessions:
            title = self._desk.pick(one.title, one.title_official)
            when = " ".join(part for part in (one.day, one.starts) if part)
            box.addItem(f"{title} · {when}" if when else title, (one.id,))
        box.addItem(texts("Make an event session"), NEW)
        box.setCurrentIndex(max(0, self._place(box, target.sessions)))
        self._boxes[column.key] = box
        self._proposed[column.key], self._days[column.key] = target, column.day
        self._first[column.key] = box.currentData()
        return box

    def _put_back(self) -> None:
        """What was chosen by hand before the columns were read anew, where the day is still the same."""
        by_hand, self._by_hand = self._by_hand, {}
        for key, (day, sessions) in by_hand.items():
            if key in self._boxes and self._days[key] == day:
                box = self._boxes[key]
                box.setCurrentIndex(self._place(box, sessions))

    @staticmethod
    def _place(box: ChoiceBox, sessions: tuple[Any, ...]) -> int:
        return next((n for n in range(box.count()) if box.itemData(n) == sessions), 0)

    @Slot()
    def _make(self) -> None:
        for key, box in self._boxes.items():
            if box.currentData() == () and self._proposed[key].why in ("no_session", "no_day"):
                box.setCurrentIndex(box.count() - 1)

    def chosen(self) -> Mapping[str, Any]:
        """By the key of a column: ids of event sessions, NEW, or nothing."""
        return {key: box.currentData() for key, box in self._boxes.items()}

    def take_focus(self) -> None:
        if self.dates.isVisibleTo(self) and self.day_first is None:
            self.dates.setFocus()
        elif self._boxes:
            next(iter(self._boxes.values())).setFocus()
