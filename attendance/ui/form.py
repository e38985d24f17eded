"""A form described as data: titles, controls, official-script forms beside, sentences below."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from attendance.domain.errors import Refused
from attendance.language.sentences import sentence
from attendance.ui import fields as kinds
from attendance.ui.completion import Completion
from attendance.ui.desk import Desk
from attendance.ui.fields import Choice, Control, Flag, Line, Long
from attendance.ui.parts import lay, retone, words

OFFICIAL = "_official"
OWN, OTHER = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
GAP, ROW_GAP = 16, 10


class Kind(StrEnum):
    """What a field takes."""

    TEXT = "text"
    PAIR = "pair"
    LONG = "long"
    LONG_PAIR = "long_pair"
    NUMBER = "number"
    DATE = "date"
    DATES = "dates"
    TIME = "time"
    CHOICE = "choice"
    FLAG = "flag"


PAIRS = frozenset({Kind.PAIR, Kind.LONG_PAIR})


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    Attributes:
        key: of its value; a pair has a second value under ``key`` + "_official".
        title: in the window's language.
        choices: (value, words) of a choice.
        hint: what stands in it while it is empty.
        required: ``Form.check`` complains when it is empty; a pair needs one of its forms.
    """

    key: str
    title: str
    kind: Kind = Kind.TEXT
    choices: tuple[tuple[Any, str], ...] = ()
    hint: str = ""
    required: bool = False


class Form(QWidget):
    """Fields one below the other; a person's finished change is told, what a program shows is not.

    Attributes:
        edited: a key and its new value, None when it was emptied.
        typed: a key and its text, while somebody types.
    """

    edited = Signal(str, object)
    typed = Signal(str, str)

    def __init__(
        self, desk: Desk, fields: Sequence[Field], *, side_by_side: bool = True, titles_above: bool = False
    ) -> None:
        """``side_by_side`` puts the two forms of a pair in one row; ``titles_above`` suits narrow places."""
        super().__init__()
        self._desk, self._side_by_side, self._above = desk, side_by_side, titles_above
        self._fields = tuple(fields)
        self._controls: dict[str, Control] = {}
        self._known: dict[str, Any] = {}
        self._lines: dict[str, int] = {}
        self._problems: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0 if titles_above else 1, 1)
        for field in self._fields:
            self._add(field)

    # -- building --------------------------------------------------------------------------------------

    def _add(self, field: Field) -> None:
        line, column = self._grid.rowCount(), 0 if self._above else 1
        place = self._place(field)
        if field.kind is not Kind.FLAG:
            title = words(field.title, "small" if self._above else "muted")
            title.setBuddy(self._controls[field.key])
            if self._above:
                self._grid.addWidget(title, line, 0)
                line += 1
            else:
                title.setMinimumHeight(round(32 * self._desk.theme.text_size))
                top = Qt.AlignmentFlag.AlignTop
                self._grid.addWidget(title, line, 0, top)
        self._grid.addWidget(place, line, column)
        self._grid.setRowMinimumHeight(line + 2, ROW_GAP)
        for key in self._keys(field):
            self._lines[key] = line + 1

    def _place(self, field: Field) -> QWidget:
        """The control of a field, or the two of a pair in one widget."""
        for key in self._keys(field):
            self._controls[key] = self._control(field, key)
        if field.kind not in PAIRS:
            control = self._controls[field.key]
            if field.kind in (Kind.NUMBER, Kind.DATE, Kind.TIME):
                control.setMaximumWidth(160)
            return control
        both = QWidget()
        row = lay(QHBoxLayout(both) if self._side_by_side else QVBoxLayout(both), spacing=8)
        for key in self._keys(field):
            top = Qt.AlignmentFlag.AlignTop if field.kind is Kind.LONG_PAIR else Qt.AlignmentFlag(0)
            row.addWidget(self._controls[key], 1, top)
        return both

    def _control(self, field: Field, key: str) -> Control:
        texts = self._desk.texts
        control: Control
        match field.kind:
            case Kind.CHOICE:
                control = Choice(field.choices)
            case Kind.FLAG:
                control = Flag(field.title)
            case Kind.LONG | Kind.LONG_PAIR:
                control = Long()
            case Kind.NUMBER:
                control = Line(kinds.read_number)
            case Kind.DATE:
                control = Line(kinds.read_date, kinds.show_date)
            case Kind.DATES:
                control = Line(kinds.read_dates, kinds.show_dates)
            case Kind.TIME:
                control = Line(kinds.read_time)
            case _:
                control = Line()
        script = ""
        if field.kind in PAIRS:
            script = texts("Official script") if key.endswith(OFFICIAL) else texts("Latin letters")
        control.setAccessibleName(" · ".join(part for part in (field.title, script) if part))
        if isinstance(control, Line | Long):
            days = texts("day.month.year, day.month.year")
            usual = {Kind.DATE: texts("day.month.year"), Kind.DATES: days, Kind.TIME: texts("hours:minutes")}
            control.setPlaceholderText(field.hint or script or usual.get(field.kind, ""))
            told = control.textEdited if isinstance(control, Line) else control.textChanged
            told.connect(partial(self._typing, key))
        control.finished.connect(partial(self._left, key))
        return control

    def _keys(self, field: Field) -> tuple[str, ...]:
        return (field.key, field.key + OFFICIAL) if field.kind in PAIRS else (field.key,)

    # -- values ----------------------------------------------------------------------------------------

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show what is there, without telling; a field somebody is typing in keeps what is typed."""
        for key, value in values.items():
            if (control := self._controls.get(key)) is not None:
                self._known[key] = value
                control.show_value(value)

    def values(self) -> dict[str, Any]:
        """Every value, None for empty ones; ask ``check`` before.

        Raises:
            Refused: what a field says of its text.
        """
        return {key: control.value() for key, control in self._controls.items()}

    def check(self) -> bool:
        """Whether all can be read and nothing required is missing; the first that fails says so."""
        for field in self._fields:
            try:
                given = [self._controls[key].value() for key in self._keys(field)]
            except Refused as refused:
                self._refuse(field.key, refused)
                return False
            if field.required and not any(value not in (None, "") for value in given):
                self._refuse(field.key, Refused("field_missing", field=field.title))
                return False
        return True

    def _refuse(self, key: str, refused: Refused) -> None:
        self.complain(key, sentence(self._desk.texts, refused))
        self.focus(key)

    def complain(self, key: str, said: str) -> None:
        """A red line below the field; "" takes it away."""
        problem = self._problems.get(key)
        if problem is None:
            if not said:
                return  # most fields never complain: their place for it is made when it is needed
            problem = self._place_for_problem(key)
        problem.setText(said)
        # A wrapped line has no least height of its own: the window would squeeze the fields, not grow.
        problem.setMinimumHeight(
            problem.heightForWidth(self._controls[key].parentWidget().width()) if said else 0
        )
        problem.setVisible(bool(said))
        retone(self._controls[key], "wrong", "true" if said else "false")
        self._controls[key].setAccessibleDescription(said)

    def _place_for_problem(self, key: str) -> QLabel:
        """Below a field, or below both of a pair."""
        made, line = words("", tone="red", wrap=True), self._lines[key]
        self._grid.addWidget(made, line, 0 if self._above else 1)
        self._problems.update((other, made) for other, place in self._lines.items() if place == line)
        return made

    def problem(self, key: str) -> str:
        """What a field complains about, "" when it is content."""
        said = self._problems.get(key)
        return said.text() if said is not None else ""

    def titles_width(self) -> int:
        """Pixels the titles need at the side of their fields."""
        titles = (self._grid.itemAtPosition(line, 0) for line in range(self._grid.rowCount()))
        return max((item.sizeHint().width() for item in titles if item is not None), default=0)

    def widen_titles(self, width: int) -> None:
        """Give the titles at least this room, so that fields of several forms stand below each other."""
        self._grid.setColumnMinimumWidth(0, width)

    def part(self, key: str) -> QWidget:
        """The control of a value."""
        return self._controls[key]

    def focus(self, key: str) -> None:
        """Put the keyboard on a field, its text selected."""
        control = self._controls[key]
        control.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(control, QLineEdit):
            control.selectAll()

    def _typing(self, key: str, *_: Any) -> None:
        control = self._controls[key]
        if isinstance(control, Line):
            self.typed.emit(key, control.text())
        elif isinstance(control, Long) and control.is_being_typed():
            self.typed.emit(key, control.toPlainText())

    def _left(self, key: str) -> None:
        if not isValid(self):
            return  # a form on its way out loses the keyboard too
        control = self._controls[key]
        if isinstance(control, Line) and control.is_choosing():
            return
        try:
            value = control.value()
        except Refused as refused:
            self.complain(key, sentence(self._desk.texts, refused))
            return
        self.complain(key, "")
        control.settle()
        if value != self._known.get(key):
            self._known[key] = value
            control.show_value(value)
            self.edited.emit(key, value)

    # -- what can be chosen, what was typed before -------------------------------------------------------

    def offer_choices(self, fields: Sequence[Field]) -> None:
        """Other values to choose from, in the same fields; show the values after it."""
        for field in fields:
            control = self._controls[field.key]
            if isinstance(control, Choice):
                control.offer(field.choices)

    def offer(self, key: str, pairs: Sequence[tuple[str | None, str | None]]) -> None:
        """Offer (Latin, official) forms while typing; choosing one fills an empty other form too."""
        for name, own, other in ((key, 0, 1), (key + OFFICIAL, 1, 0)):
            control = self._controls.get(name)
            if not isinstance(control, Line):
                continue
            model = QStandardItemModel(control)
            for pair in pairs:
                if pair[own]:
                    item = QStandardItem(" · ".join(filter(None, (pair[own], pair[other]))))
                    item.setData(pair[own], OWN)
                    item.setData(pair[other], OTHER)
                    model.appendRow(item)
            completer = Completion(model, control)
            completer.setCompletionRole(OWN)
            completer.activated[QModelIndex].connect(partial(self._chosen, name))
            control.setCompleter(completer)

    @Slot(str, QModelIndex)
    def _chosen(self, key: str, index: QModelIndex) -> None:
        control = self._controls[key]
        if isinstance(control, Line):
            control.setText(index.data(OWN))
            self._left(key)
        twin = key.removesuffix(OFFICIAL) if key.endswith(OFFICIAL) else key + OFFICIAL
        other = self._controls.get(twin)
        if isinstance(other, Line) and index.data(OTHER) and not other.text().strip():
            other.setText(index.data(OTHER))
            self._left(twin)
