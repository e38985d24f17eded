"""The event's rule for certificates as a form, read back as one sentence."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from attendance.domain.certificates import DEFAULT, Excused, Rule, Scope, Unit
from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity
from attendance.language.certificates import EXCUSES, SCOPES, UNITS, rule_told
from attendance.language.labels import label
from attendance.language.sentences import sentence
from attendance.queries.programme import SessionRow
from attendance.ui.desk import Desk
from attendance.ui.fields import Flag
from attendance.ui.flow import Flow
from attendance.ui.form import Field, Form, Kind
from attendance.ui.parts import lay, words

WIDTH = 300


class CertificateForm(QScrollArea):
    """Every part of the rule; the sentence above says what it comes to.

    Attributes:
        edited: a person chose another rule.
    """

    edited = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rule = DEFAULT
        texts = desk.texts
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(round(WIDTH * desk.theme.text_size))
        self.setAccessibleName(texts("Who gets a certificate"))
        content = QWidget()
        content.setObjectName("content")
        column = lay(QVBoxLayout(content), margins=(24, 16, 16, 16), spacing=6)
        self.told = words("", wrap=True)
        column.addWidget(self.told)
        column.addSpacing(10)
        self.form = Form(
            desk,
            (
                Field("threshold", texts("At least, in percent"), Kind.NUMBER),
                Field("unit", texts("Of the"), Kind.CHOICE, tuple((u, texts(UNITS[u])) for u in Unit)),
                Field(
                    "scope", texts("Measured over"), Kind.CHOICE, tuple((s, texts(SCOPES[s])) for s in Scope)
                ),
                Field(
                    "excused", texts("An excused absence"), Kind.CHOICE,
                    tuple((e, texts(EXCUSES[e])) for e in Excused),
                ),
                Field("late", texts("Coming late counts"), Kind.FLAG),
                Field("left_early", texts("Leaving early counts"), Kind.FLAG),
                Field("online", texts("Taking part online counts"), Kind.FLAG),
                Field("prefix", texts("Before the running number"), hint="DGC-2024-"),
            ),
            titles_above=True,
        )  # fmt: skip
        self.form.edited.connect(self._edited)
        column.addWidget(self.form)
        column.addWidget(words(texts("Mandatory in any case"), "small"))
        self._sessions = lay(QVBoxLayout(), spacing=4)
        column.addLayout(self._sessions)
        column.addSpacing(10)
        column.addWidget(words(texts("Not measured, if they came at all"), "small", wrap=True))
        flow = Flow(spacing=12)
        column.addLayout(flow)
        self.exempt: dict[Capacity, Flag] = {}
        for capacity in Capacity:
            self.exempt[capacity] = flag = Flag(label(texts, capacity))
            flag.finished.connect(partial(self._exempted, capacity))
            flow.addWidget(flag)
        column.addStretch()
        self.setWidget(content)
        self.mandatory: dict[UUID, Flag] = {}

    def show_rule(self, rule: Rule, sessions: Sequence[SessionRow], *, unreadable: bool = False) -> None:
        """Show what is kept, with the event sessions one could ask for."""
        self._rule = rule
        desk, texts = self._desk, self._desk.texts
        titles = {row.id: desk.session_short(row) for row in sessions}
        if list(self.mandatory) != list(titles):
            self._build_sessions(titles)
        keys = ("threshold", "unit", "scope", "excused", "late", "left_early", "online", "prefix")
        self.form.show_values({key: getattr(rule, key) for key in keys})
        for capacity, flag in self.exempt.items():
            flag.show_value(capacity in rule.exempt)
        for session, flag in self.mandatory.items():
            flag.show_value(session in rule.mandatory)
        self.told.setText(rule_told(texts, None if unreadable else rule, titles))

    def complain(self, refused: Refused) -> None:
        """Say at its field what is wrong."""
        key = "prefix" if refused.code == "certificate_prefix" else "threshold"
        self.form.complain(key, sentence(self._desk.texts, refused))

    def _build_sessions(self, titles: dict[UUID, str]) -> None:
        for flag in self.mandatory.values():
            flag.hide()
            flag.deleteLater()
        self.mandatory = {}
        for session, title in titles.items():
            self.mandatory[session] = flag = Flag(title)
            flag.setToolTip(title)
            flag.finished.connect(partial(self._asked_for, session))
            self._sessions.addWidget(flag)
        # Made last, they stand in the middle: the Tab key finds them there.
        places: list[QWidget] = [self.form.part("prefix"), *self.mandatory.values()]
        for before, after in pairwise(places):
            QWidget.setTabOrder(before, after)

    @Slot(str, object)
    def _edited(self, key: str, value: Any) -> None:
        kinds: dict[str, Any] = {"unit": Unit, "scope": Scope, "excused": Excused}
        if key == "threshold":
            value = DEFAULT.threshold if value is None else value
        elif key == "prefix":
            value = value or ""
        elif key in kinds:
            value = kinds[key](value)
        self._tell(replace(self._rule, **{key: value}))

    @Slot()
    def _exempted(self, capacity: Capacity) -> None:
        self._tell(replace(self._rule, exempt=self._rule.exempt ^ {capacity}))

    @Slot()
    def _asked_for(self, session: UUID) -> None:
        self._tell(replace(self._rule, mandatory=self._rule.mandatory ^ {session}))

    def _tell(self, rule: Rule) -> None:
        self._rule = rule  # the next click builds upon it, before this one is written
        self.edited.emit(rule)
