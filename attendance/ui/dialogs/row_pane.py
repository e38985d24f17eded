"""One row of a list beside what is there already: why it looks so, and what may be decided about it."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from attendance.imports.deciding import OTHER, SAME, SKIP, TAKE
from attendance.language import Texts
from attendance.language.countries import country_name
from attendance.language.marks import N_
from attendance.ui.desk import Desk
from attendance.ui.dialogs.import_words import FIELDS
from attendance.ui.pages.person.fields import shown_value
from attendance.ui.parts import Cut, button, hairline, lay, words

WIDTH = 392
FIELD = 104
AROUND = 24
KEEP, WITHDRAW, ADD, PICK = "keep", "withdraw", "add", "pick"
CHOICES = {
    SAME: (N_("Same person"), "S"),
    OTHER: (N_("Somebody else"), "O"),
    TAKE: (N_("Take the list’s"), "L"),
    KEEP: (N_("Keep the file’s"), "F"),
    ADD: (N_("Add"), "A"),
    PICK: (N_("On the list…"), "P"),
    SKIP: (N_("Leave out"), "X"),
    WITHDRAW: (N_("Withdraw"), "W"),
}
"""What may be decided, with the key of it: a place on the keyboard, whatever is written there."""


class _Pick(QPushButton):
    """A value to choose; a long one ends in dots, and the tool tip has all of it."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self._whole = value
        self.setObjectName("pick")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setMinimumWidth(60)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setToolTip(value)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.width() - AROUND
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))


class RowPane(QFrame):
    """Title, reason, the two records field by field, and the choices below.

    Attributes:
        chosen: a choice, and whether it is meant for all rows of this kind.
        picked: a field, and whether the file's value stays.
    """

    chosen = Signal(str, bool)
    picked = Signal(str, bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("surface")
        self.setFixedWidth(WIDTH)
        self._desk = desk
        self._title = words("", "strong", wrap=True)
        self._why = words("", "muted", wrap=True)
        self._fields = QScrollArea()
        self._fields.setWidgetResizable(True)
        self._fields.setFrameShape(QFrame.Shape.NoFrame)
        self._fields.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fields.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.all = QCheckBox()
        self.buttons: dict[str, QPushButton] = {}
        self._groups: list[QButtonGroup] = []
        column = lay(QVBoxLayout(self), margins=(16, 12, 16, 12), spacing=6)
        column.addWidget(self._title)
        column.addWidget(self._why)
        column.addWidget(self._fields, 1)
        self._rule = hairline()
        column.addWidget(self._rule)
        column.addWidget(self.all)
        row = lay(QHBoxLayout(), spacing=6)
        for key, (text, letter) in CHOICES.items():
            made = button(desk.theme, desk.texts(text))
            made.setObjectName("pick")
            made.setCheckable(True)
            made.setAutoDefault(False)
            made.setProperty("choice", key)
            made.setToolTip(desk.texts("{words} (key {key})", words=desk.texts(text), key=letter))
            made.clicked.connect(self._pressed)
            self.buttons[key] = made
            row.addWidget(made)
        row.addStretch()
        column.addLayout(row)

    def show_row(
        self,
        title: str,
        why: str,
        choices: Sequence[str] = (),
        now: str = "",
        alike: int = 0,
    ) -> None:
        """Head and choices: ``now`` is the one that holds, ``alike`` how many rows are of its kind."""
        self._title.setText(title)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        for key, made in self.buttons.items():
            made.setVisible(key in choices)
            made.setChecked(key == now)
        self._rule.setVisible(bool(choices))
        self.all.setChecked(False)
        self.all.setVisible(bool(choices) and alike > 1)
        texts = self._desk.texts
        said = texts.plural("For this {n} row", "For all {n} rows of this kind", alike)
        self.all.setText(said)
        self.all.setAccessibleName(said)

    def show_sides(
        self,
        heads: tuple[str, str],
        sides: Sequence[tuple[str, Any, Any]],
        changing: Sequence[str] = (),
        kept: frozenset[str] | None = frozenset(),
    ) -> None:
        """The fields of both; where they differ and ``changing`` says so, a press chooses a value.

        Args:
            kept: the fields in which the left one holds; None while nothing is decided.
        """
        part = QWidget()
        part.setObjectName("surface")
        grid = QGridLayout()
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, FIELD)
        for place in (1, 2):
            grid.setColumnStretch(place, 1)
            if heads[place - 1]:
                head = Cut("small")
                head.say(heads[place - 1])
                grid.addWidget(head, 0, place)
        self._groups = []
        for line, side in enumerate(sides, 1):
            self._add(grid, line, side, side[0] in changing, kept)
        outer = lay(QVBoxLayout(part))
        outer.addLayout(grid)
        outer.addStretch()
        self._fields.setWidget(part)

    def _add(
        self,
        grid: QGridLayout,
        line: int,
        side: tuple[str, Any, Any],
        changing: bool,
        kept: frozenset[str] | None,
    ) -> None:
        field, old, new = side
        texts = self._desk.texts
        title = texts(FIELDS.get(field, field))
        told = words(title, "small", wrap=True)
        told.setFixedWidth(FIELD)
        grid.addWidget(told, line, 0)
        values = [said(texts, field, value) for value in (old, new)]
        if not changing:
            for place, value in enumerate(values, 1):
                grid.addWidget(words(value, "muted", wrap=True), line, place)
            return
        group = QButtonGroup(grid)
        self._groups.append(group)
        for place, value in enumerate(values):
            pick = _Pick(value or texts("empty"))
            pick.setProperty("field", field)
            pick.setAccessibleName(f"{title}: {value or texts('empty')}")
            group.addButton(pick, place)
            grid.addWidget(pick, line, 1 + place)
        if kept is not None:
            group.button(0 if field in kept else 1).setChecked(True)
        group.idClicked.connect(self._picked)

    def _picked(self, place: int) -> None:
        group = self.sender()
        assert isinstance(group, QButtonGroup)
        self.picked.emit(group.button(place).property("field"), place == 0)

    def _pressed(self) -> None:
        made = self.sender()
        assert isinstance(made, QPushButton)
        self.chosen.emit(made.property("choice"), self.all.isChecked() and self.all.isVisible())


def said(texts: Texts, field: str, value: Any) -> str:
    """A value of a delegate in words."""
    if field == "country" and value:
        return country_name(value, texts.language)
    return shown_value(texts, field, value)
