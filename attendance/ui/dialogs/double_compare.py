"""Two records side by side: where they differ, a press says which value stays."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from attendance.language.countries import country_name
from attendance.queries.person import Person
from attendance.ui.desk import Desk
from attendance.ui.pages.person.fields import TITLES, shown_value
from attendance.ui.parts import lay, words

COMPARED = (
    *("courtesy", "salutation", "academic", "name", "given", "family", "family_first", "name_official"),
    *("certificate_name", "sex", "position", "position_official", "unit", "unit_official", "organisation"),
    *("organisation_official", "delegation", "capacity", "status", "country", "phone", "email", "seat"),
    *("sector", "age_group", "disability", "diet", "health", "note", "remarks"),
)
"""Columns a person chooses between; number and badge stay those of the record that is kept."""


class DoubleCompare(QScrollArea):
    """Rows of fields that differ; where one is empty the other value is chosen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._people: tuple[Person, Person] | None = None
        self._groups: dict[str, QButtonGroup] = {}

    def show_people(self, people: tuple[Person, Person]) -> None:
        """Compare these two; the first one is kept unless said otherwise."""
        self._people = people
        self._groups = {}
        part = QWidget()
        part.setObjectName("surface")
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for column, stretch in ((0, 0), (1, 1), (2, 1)):
            grid.setColumnStretch(column, stretch)
        grid.setColumnMinimumWidth(0, 120)
        differing = [key for key in COMPARED if people[0].fields[key] != people[1].fields[key]]
        for key in differing:
            self._add(grid, key, people)
        outer = lay(QVBoxLayout(part), margins=(24, 12, 24, 16), spacing=8)
        if not differing:
            said = self._desk.texts("Both records say the same.")
            outer.addWidget(words(said, "muted", wrap=True))
        outer.addLayout(grid)
        outer.addStretch()
        self.setWidget(part)

    def keep(self, side: int) -> None:
        """Choose the values of one side wherever it has any."""
        if self._people is None:
            return
        for key, group in self._groups.items():
            own = self._people[side].fields[key]
            group.button(side if own not in (None, "") else 1 - side).setChecked(True)

    def chosen(self, side: int) -> dict[str, Any]:
        """The columns to write into the record of ``side``: where the other's value was chosen."""
        if self._people is None:
            return {}
        others = self._people[1 - side].fields
        return {key: others[key] for key, group in self._groups.items() if group.checkedId() == 1 - side}

    def _add(self, grid: QGridLayout, key: str, people: tuple[Person, Person]) -> None:
        line = grid.rowCount()
        title = self._desk.texts(TITLES[key])
        told = words(title, "small", wrap=True)
        told.setFixedWidth(120)
        grid.addWidget(told, line, 0)
        group = self._groups[key] = QButtonGroup(grid)
        for side, seen in enumerate(people):
            value = self._words(key, seen)
            choice = QPushButton()
            choice.setObjectName("pick")
            choice.setCheckable(True)
            choice.setAutoDefault(False)
            choice.setText(value or self._desk.texts("empty"))
            choice.setProperty("empty", "false" if value else "true")
            choice.setAccessibleName(f"{title}: {value or self._desk.texts('empty')}")
            choice.setToolTip(value)
            choice.setMinimumWidth(80)
            group.addButton(choice, side)
            grid.addWidget(choice, line, 1 + side)
        first = people[0].fields[key]
        group.button(0 if first not in (None, "") else 1).setChecked(True)

    def _words(self, key: str, seen: Person) -> str:
        if key == "delegation":
            return seen.delegation_code
        value = seen.fields[key]
        if key == "country" and value:
            return country_name(value, self._desk.texts.language)
        return shown_value(self._desk.texts, key, value)
