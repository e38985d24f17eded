"""The rules of one event session as fields, chips and lists; each change is told by the name of its rule."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from attendance.domain.kinds import Capacity, Guard, SessionEntry
from attendance.domain.rules import OPEN, Rules
from attendance.language.labels import LABELS, label
from attendance.language.marks import N_
from attendance.queries.rules import SessionRules
from attendance.ui.chip_row import ChipRow
from attendance.ui.desk import Desk
from attendance.ui.form import Field, Form, Kind
from attendance.ui.pages.programme.rules_lists import ConditionList, QuestionList
from attendance.ui.pages.programme.rules_sets import READY_SETS
from attendance.ui.parts import hairline, lay, words

ENTRY = "entry"
WORKING_DAYS = 7

ENTRIES: dict[SessionEntry, str] = {
    SessionEntry.ONCE: N_("Each person once, and again after an exit"),
    SessionEntry.SINGLE: N_("Each person once, and not again"),
    SessionEntry.MANY: N_("Each person as often as they come"),
}


class RulesForm(QWidget):
    """Every rule, in the order a coordinator thinks of them: who, when, how often, the room, the desk.

    Attributes:
        changed: the name of a field of ``Rules`` (or ``entry``) and its new value.
        taken: a ``ReadySet`` somebody chose.
        fields_wanted: a new custom field shall be made.
    """

    changed = Signal(str, object)
    taken = Signal(object)
    fields_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._of: dict[str, Form] = {}
        self.setObjectName("surface")
        self._column = lay(QVBoxLayout(self), margins=(20, 12, 20, 20), spacing=6)
        self._build_sets()
        self._build_who()
        self._build_when()
        self._build_often()
        self._build_room()
        self._build_asked()
        self._build_desk()

    # -- building --------------------------------------------------------------------------------------

    def _part(self, title: str) -> None:
        if self._column.count():
            self._column.addSpacing(8)
            self._column.addWidget(hairline())
            self._column.addSpacing(4)
        self._column.addWidget(words(title, "strong"))

    def _field(
        self, key: str, title: str, kind: Kind, choices: Sequence[tuple[Any, str]] = (), hint: str = ""
    ) -> Form:
        made = Form(
            self._desk,
            (Field(key, title, kind, tuple(choices), hint),),
            side_by_side=False,
            titles_above=True,
        )
        made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        made.edited.connect(self._edited)
        self._of[key] = made
        return made

    def _beside(self, *forms: QWidget) -> None:
        row = lay(QHBoxLayout(), spacing=12)
        for form in forms:
            row.addWidget(form, 1, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def _build_sets(self) -> None:
        texts = self._desk.texts
        self.sets = ChipRow([(one, texts(one.name)) for one in READY_SETS], texts("Ready rules"))
        self.sets.pressed.connect(self.taken)
        self._column.addWidget(words(texts("Ready rules"), "strong"))
        self._column.addWidget(self.sets)

    def _build_who(self) -> None:
        texts = self._desk.texts
        self._part(texts("Who"))
        self._column.addWidget(words(texts("None chosen: everyone on the list."), "small", wrap=True))
        choices = [(capacity, texts(LABELS[capacity])) for capacity in Capacity]
        self.capacities = ChipRow(choices, texts("Capacities admitted"))
        self.capacities.chosen.connect(partial(self.changed.emit, "capacities"))
        self._column.addWidget(self.capacities)

    def _build_when(self) -> None:
        texts = self._desk.texts
        self._part(texts("When"))
        any_time = texts("any time")
        self._beside(
            self._field("opens_before", texts("Minutes before the start"), Kind.NUMBER, hint=any_time),
            self._field("closes_after", texts("Minutes after the end"), Kind.NUMBER, hint=any_time),
        )
        # The first of January 2024 was a Monday.
        days = [(day, texts.weekday(f"2024-01-{day:02d}")) for day in range(1, WORKING_DAYS + 1)]
        self.weekdays = ChipRow(days, texts("Only on these days of the week"))
        self.weekdays.chosen.connect(partial(self.changed.emit, "weekdays"))
        self._days = words(texts("Only on these days of the week"), "small")
        self._column.addWidget(self._days)
        self._column.addWidget(self.weekdays)

    def _build_often(self) -> None:
        texts = self._desk.texts
        self._part(texts("How often"))
        entries = [(str(entry), texts(told)) for entry, told in ENTRIES.items()]
        self._column.addWidget(self._field(ENTRY, texts("Entry"), Kind.CHOICE, entries))
        self._beside(
            self._field("max_entries", texts("Entries each, at most"), Kind.NUMBER, hint=texts("no limit")),
            self._field("minutes_between", texts("Minutes between two"), Kind.NUMBER, hint=texts("none")),
        )
        self._column.addWidget(self._field("once_a_day", texts("One entry a day"), Kind.FLAG))
        self._column.addWidget(self._field("only_if_absent", texts("Nobody who is inside"), Kind.FLAG))

    def _build_room(self) -> None:
        texts = self._desk.texts
        self._part(texts("The room"))
        self._beside(
            self._field("places", texts("Places"), Kind.NUMBER, hint=texts("no limit")),
            self._field("closes_at", texts("Everybody is gone at"), Kind.TIME),
        )
        self._column.addWidget(
            self._field("one_room", texts("Nobody who is still inside another room"), Kind.FLAG)
        )

    def _build_asked(self) -> None:
        texts = self._desk.texts
        self._part(texts("Conditions"))
        self.conditions = ConditionList(self._desk)
        self.conditions.changed.connect(self.changed)
        self._column.addWidget(self.conditions)
        self._part(texts("Questions at the door"))
        self.questions = QuestionList(self._desk)
        self.questions.changed.connect(self.changed)
        self.questions.fields_wanted.connect(self.fields_wanted)
        self._column.addWidget(self.questions)

    def _build_desk(self) -> None:
        texts = self._desk.texts
        self._part(texts("At the desk"))
        guards = [(str(guard), label(texts, guard)) for guard in Guard]
        seconds = texts("Same badge again within (seconds)")
        self._column.addWidget(self._field("guard_seconds", seconds, Kind.NUMBER, hint=texts("off")))
        self._column.addWidget(self._field("guard", texts("What becomes of it"), Kind.CHOICE, guards))
        here = self._field("guard_here_only", texts("Scans of this desk only"), Kind.FLAG)
        self._column.addWidget(here)
        confirm = texts("Show who it is, book after a key")
        self._column.addWidget(self._field("confirm", confirm, Kind.FLAG))

    def add_foot(self, foot: QWidget) -> None:
        """Put something below all fields."""
        self._column.addWidget(foot)
        self._column.addStretch(1)

    # -- showing ---------------------------------------------------------------------------------------

    def show_rules(self, found: SessionRules, rules: Rules, entry: SessionEntry) -> None:
        """Show these values; a field somebody is typing in keeps what is typed."""
        self.sets.show_values([one for one in READY_SETS if (one.rules, one.entry) == (rules, entry)])
        self.capacities.show_values(rules.capacities)
        self.weekdays.show_values(rules.weekdays)
        for key, form in self._of.items():
            value = str(entry) if key == ENTRY else getattr(rules, key)
            form.show_values({key: (value or None) if key == "guard_seconds" else value})
        guarded = rules.guard_seconds > 0
        for key in ("guard", "guard_here_only"):
            self._of[key].part(key).setEnabled(guarded)
        # A day has one day of the week: without one, or while the rule is set, it is a choice.
        dated = found.day is not None and not rules.weekdays
        self.weekdays.setHidden(dated)
        self._days.setHidden(dated)
        self._of["only_if_absent"].setHidden(entry is not SessionEntry.MANY and not rules.only_if_absent)
        self.conditions.show_rules(found, rules)
        self.questions.show_rules(found, rules)

    def complain(self, key: str, said: str) -> bool:
        """A red line at the field; False when it has none."""
        if (form := self._of.get(key)) is None:
            return False
        form.complain(key, said)
        return True

    def problem(self, key: str) -> str:
        """What a field complains about, "" when it is content."""
        return self._of[key].problem(key)

    def content_again(self) -> None:
        """No field complains any more."""
        for key, form in self._of.items():
            if form.problem(key):
                form.complain(key, "")

    def part(self, key: str) -> QWidget:
        """The control of a rule."""
        return self._of[key].part(key)

    # -- hands -----------------------------------------------------------------------------------------

    @Slot(str, object)
    def _edited(self, key: str, value: Any) -> None:
        if key == "guard_seconds":
            value = value or OPEN.guard_seconds
        elif key == "guard":
            value = Guard(value)
        elif key == ENTRY:
            value = SessionEntry(value)
        self.changed.emit(key, value)
