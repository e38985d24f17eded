"""The parts of rules of which there may be several: what must hold of somebody, and what is asked."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from attendance.domain.kinds import Capacity
from attendance.domain.rules import Condition, ConditionKind, Question, Rules
from attendance.language.labels import LABELS
from attendance.language.rules import listed
from attendance.queries.rules import SessionRules
from attendance.ui.chooser import Chooser
from attendance.ui.desk import Desk
from attendance.ui.fields import Flag
from attendance.ui.parts import Chip, DropButton, icon_button, lay, words

NEW_FIELD = "new"


class RulesList(QWidget):
    """One line for each, and a button that offers what can be added.

    Attributes:
        changed: the name of a field of ``Rules`` and its new value.
    """

    changed = Signal(str, object)

    def __init__(self, desk: Desk, add: str) -> None:
        super().__init__()
        self._desk = desk
        self._found: SessionRules | None = None
        self._shown: tuple[Any, ...] | None = None
        self._rows: list[QWidget] = []
        self._column = lay(QVBoxLayout(self), spacing=6)
        self.add = DropButton(desk.theme, add, "flat")
        self.add.setAccessibleName(add)
        self.add.clicked.connect(self._open)
        self._column.addWidget(self.add)

    def show_rules(self, found: SessionRules, rules: Rules) -> None:
        """The lines of these rules; untouched while they are the same, so that the keyboard stays."""
        self._found = found
        wanted = (*self._values(rules), *self._names(found))
        if wanted == self._shown:
            return
        self._shown = wanted
        focus = next((place for place, row in enumerate(self._rows) if row.isAncestorOf(_focus(self))), None)
        for row in self._rows:
            row.hide()
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows = [self._row(place, value) for place, value in enumerate(self._values(rules))]
        for place, row in enumerate(self._rows):
            self._column.insertWidget(place, row)
        if focus is not None:
            self.add.setFocus()

    def _line(self, title: str, take_away: str, away: Callable[..., Any], *below: QWidget) -> QWidget:
        """A title with a way to take it away, and controls below it."""
        made = QWidget()
        column = lay(QVBoxLayout(made), spacing=2)
        head = lay(QHBoxLayout(), spacing=4)
        head.addWidget(words(title, wrap=True), 1)
        head.addWidget(icon_button(self._desk.theme, f"{take_away}: {title}", "close", away))
        column.addLayout(head)
        for part in below:
            part.setAccessibleDescription(title)
            column.addWidget(part)
        return made

    def _values(self, rules: Rules) -> tuple[Any, ...]:
        raise NotImplementedError

    def _names(self, found: SessionRules) -> tuple[Any, ...]:
        raise NotImplementedError

    def _row(self, place: int, value: Any) -> QWidget:
        raise NotImplementedError

    def _offered(self) -> Sequence[tuple[Any, str]]:
        raise NotImplementedError

    def _chose(self, value: Any) -> None:
        raise NotImplementedError

    @Slot()
    def _open(self) -> None:
        menu = QMenu(self)
        for value, text in self._offered():
            menu.addAction(text).setData(value)
        menu.triggered.connect(self._picked)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        self._chose(action.data())


class ConditionList(RulesList):
    """What must hold of somebody: the credentials letter, a tag on or off."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.texts("Add a condition"))
        self._conditions: tuple[Condition, ...] = ()

    def _values(self, rules: Rules) -> tuple[Condition, ...]:
        self._conditions = rules.conditions
        return rules.conditions

    def _names(self, found: SessionRules) -> tuple[Any, ...]:
        return tuple(found.tags)

    def _row(self, place: int, value: Condition) -> QWidget:
        texts = self._desk.texts
        anyway = Flag(texts("The desk may admit anyway"))
        anyway.setChecked(value.admit_anyway)
        anyway.clicked.connect(partial(self._turn, place))
        return self._line(self._title(value), texts("Take away"), partial(self._away, place), anyway)

    def _title(self, one: Condition) -> str:
        texts = self._desk.texts
        if one.kind is ConditionKind.CREDENTIALS:
            return texts("Credentials letter is in")
        names = self._found.tag_names if self._found is not None else {}
        name = (names.get(one.tag) if one.tag is not None else None) or texts("removed")
        if one.kind is ConditionKind.TAG:
            return texts("With the tag “{tag}”", tag=name)
        return texts("Without the tag “{tag}”", tag=name)

    def _offered(self) -> list[tuple[Condition, str]]:
        tags = self._found.tags if self._found is not None else []
        all_ = [
            Condition(ConditionKind.CREDENTIALS),
            *(Condition(ConditionKind.TAG, tag.id) for tag in tags),
            *(Condition(ConditionKind.NO_TAG, tag.id) for tag in tags),
        ]
        there = {replace(one, admit_anyway=False) for one in self._conditions}
        return [(one, self._title(one)) for one in all_ if one not in there]

    def _chose(self, value: Condition) -> None:
        self.changed.emit("conditions", (*self._conditions, value))

    def _turn(self, place: int, on: bool) -> None:
        changed = replace(self._conditions[place], admit_anyway=on)
        kept = (*self._conditions[:place], changed, *self._conditions[place + 1 :])
        self.changed.emit("conditions", kept)

    def _away(self, place: int, *_: Any) -> None:
        self.changed.emit("conditions", (*self._conditions[:place], *self._conditions[place + 1 :]))


class QuestionList(RulesList):
    """Which custom fields are asked at the door, of whom, and whether they may stay open.

    Attributes:
        fields_wanted: somebody wants to make a new custom field.
    """

    fields_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.texts("Add a question"))
        self._questions: tuple[Question, ...] = ()
        self._asking: int | None = None

    def _values(self, rules: Rules) -> tuple[Question, ...]:
        self._questions = rules.questions
        return rules.questions

    def _names(self, found: SessionRules) -> tuple[Any, ...]:
        return tuple(found.fields)

    def _row(self, place: int, value: Question) -> QWidget:
        texts, theme = self._desk.texts, self._desk.theme
        required = Flag(texts("Must be answered"))
        required.setChecked(value.required)
        required.clicked.connect(partial(self._turn, place))
        whom = Chip(theme)
        whom.show_on(bool(value.capacities), self._whom(value))
        whom.clicked.connect(partial(self._ask_whom, place, whom))
        away = partial(self._away, place)
        return self._line(self._title(value.field), texts("Take away"), away, required, whom)

    def _title(self, field: UUID) -> str:
        titles = self._found.field_titles if self._found is not None else {}
        return self._desk.pick(*titles.get(field, (None, None))) or self._desk.texts("removed")

    def _whom(self, one: Question) -> str:
        texts = self._desk.texts
        if not one.capacities:
            return texts("Everybody is asked")
        if len(one.capacities) > 2:
            return texts.plural("{n} capacity", "{n} capacities", len(one.capacities))
        return listed(texts, (texts(LABELS[capacity]) for capacity in Capacity if capacity in one.capacities))

    def _offered(self) -> list[tuple[Any, str]]:
        there = {one.field for one in self._questions}
        fields = self._found.fields if self._found is not None else []
        asked = [(field.id, self._title(field.id)) for field in fields if field.id not in there]
        return [*asked, (NEW_FIELD, self._desk.texts("Make a new field…"))]

    def _chose(self, value: Any) -> None:
        if value == NEW_FIELD:
            self.fields_wanted.emit()
        else:
            self.changed.emit("questions", (*self._questions, Question(value)))

    def _ask_whom(self, place: int, under: QWidget, *_: Any) -> None:
        texts, self._asking = self._desk.texts, place
        choices = [(capacity, texts(LABELS[capacity])) for capacity in Capacity]
        ticked = self._questions[place].capacities
        chooser = Chooser(self._desk.theme, texts, choices, tuple(ticked), self)
        chooser.chosen.connect(self._chose_whom)
        chooser.open_under(under)

    @Slot(object)
    def _chose_whom(self, values: tuple[Any, ...]) -> None:
        if self._asking is not None:
            self._put(self._asking, capacities=frozenset(map(Capacity, values)))

    def _turn(self, place: int, on: bool) -> None:
        self._put(place, required=on)

    def _put(self, place: int, **fields: Any) -> None:
        if place < len(self._questions) and (now := replace(self._questions[place], **fields)):
            kept = (*self._questions[:place], now, *self._questions[place + 1 :])
            if kept != self._questions:
                self.changed.emit("questions", kept)

    def _away(self, place: int, *_: Any) -> None:
        self.changed.emit("questions", (*self._questions[:place], *self._questions[place + 1 :]))


def _focus(widget: QWidget) -> QWidget:
    """Where the keyboard is in this window; the window itself while it is nowhere."""
    return widget.window().focusWidget() or widget.window()
