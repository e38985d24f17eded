"""The event's quorum: what is counted, who counts, and how many it takes."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity
from attendance.domain.quorum import Quorum, Threshold, Unit
from attendance.language.labels import label
from attendance.language.sentences import sentence
from attendance.ui.desk import Desk
from attendance.ui.fields import Flag
from attendance.ui.flow import Flow
from attendance.ui.form import Field, Form, Kind
from attendance.ui.parts import lay, words

LEAST = 1


class QuorumFields(QWidget):
    """The rule of one event; nothing but one choice while no quorum is asked for.

    Attributes:
        edited: a person chose another rule: a ``Quorum``, or None for none.
    """

    edited = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rule: Quorum | None = None
        texts = desk.texts
        units = ((None, texts("No quorum")), *((unit, label(texts, unit)) for unit in Unit))
        takes = tuple((one, label(texts, one)) for one in Threshold)
        self.unit = Form(desk, (Field("unit", texts("Quorum of"), Kind.CHOICE, units),))
        self.threshold = Form(desk, (Field("threshold", texts("It takes"), Kind.CHOICE, takes),))
        self.number = Form(desk, (Field("number", texts("How many"), Kind.NUMBER),))
        column = lay(QVBoxLayout(self), spacing=0)
        forms = (self.unit, self.threshold, self.number)
        self.titles = max(form.titles_width() for form in forms)
        for form in forms:
            form.edited.connect(self._edited)
            column.addWidget(
                form, 0, Qt.AlignmentFlag.AlignLeft if form is self.number else Qt.AlignmentFlag(0)
            )
        self._counting = QWidget()
        inner = lay(QVBoxLayout(self._counting), spacing=6)
        inner.addWidget(words(texts("Who counts"), "muted"))
        flow = Flow(spacing=12)
        inner.addLayout(flow)
        self.capacities: dict[Capacity, Flag] = {}
        for capacity in Capacity:
            self.capacities[capacity] = flag = Flag(label(texts, capacity))
            flag.finished.connect(partial(self._counted, capacity))
            flow.addWidget(flag)
        column.addWidget(self._counting)
        self.show_rule(None)

    def show_rule(self, rule: Quorum | None) -> None:
        """Show what is kept."""
        self._rule = rule
        self.unit.show_values({"unit": rule.unit if rule else None})
        shown = rule or Quorum()
        self.threshold.show_values({"threshold": shown.threshold})
        self.number.show_values({"number": shown.number})
        for capacity, flag in self.capacities.items():
            flag.show_value(capacity in shown.capacities)
        self.threshold.setVisible(rule is not None)
        self.number.setVisible(rule is not None and rule.threshold is Threshold.NUMBER)
        self._counting.setVisible(rule is not None)

    def widen_titles(self, width: int) -> None:
        """Let the fields begin where those above them do."""
        for form in (self.unit, self.threshold, self.number):
            form.widen_titles(width)

    def complain(self, refused: Refused, kept: Quorum | None) -> None:
        """Say at its field what is wrong; what is kept comes back."""
        self.show_rule(kept)
        form, key = (self.number, "number") if "number" in refused.code else (self.unit, "unit")
        form.complain(key, sentence(self._desk.texts, refused))

    @Slot(str, object)
    def _edited(self, key: str, value: Any) -> None:
        self.unit.complain("unit", "")
        rule = self._rule or Quorum()
        if key == "unit":
            self._tell(None if value is None else replace(rule, unit=Unit(value)))
        elif key == "threshold":
            chosen = Threshold(value)
            number = (rule.number or LEAST) if chosen is Threshold.NUMBER else None
            self._tell(replace(rule, threshold=chosen, number=number))
        else:
            self._tell(replace(rule, number=value))

    def _tell(self, rule: Quorum | None) -> None:
        # Shown at once: the next click builds upon it, before this one is written.
        self.show_rule(rule)
        self.edited.emit(rule)

    @Slot()
    def _counted(self, capacity: Capacity) -> None:
        rule = self._rule or Quorum()
        self._tell(replace(rule, capacities=rule.capacities ^ {capacity}))
