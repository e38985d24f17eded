"""The questions of the door, one under the other; Enter goes on, and the last one books."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from attendance.domain.errors import Refused
from attendance.domain.kinds import FieldKind
from attendance.domain.scan import Asked, Verdict, Why
from attendance.language.sentences import sentence
from attendance.language.verdicts import because
from attendance.ui.desk import Desk
from attendance.ui.fields import Choice, Flag, Line, plain_digits, read_date, read_text
from attendance.ui.pages.checkin.attempt import Attempt
from attendance.ui.pages.checkin.panel import ENTER, Panel
from attendance.ui.parts import button, lay, retone, words

TITLE_SHARE = 2
YES = "yes"


class QuestionPanel(Panel):
    """A form of the open questions; optional ones are skipped by Enter."""

    def __init__(self, desk: Desk, attempt: Attempt, verdict: Verdict) -> None:
        texts = desk.texts
        super().__init__(desk, texts("Question at the door"), texts("Enter goes on to the next, and books."))
        self._attempt, self._asked = attempt, verdict.asked
        self.controls: dict[UUID, Line | Choice | Flag] = {}
        for asked in verdict.asked:
            self._add(asked)
        row = lay(QHBoxLayout(), spacing=8)
        row.addStretch()
        self.go = button(desk.theme, texts("Admit"), kind="primary", pressed=self._submit)
        row.addWidget(self.go)
        self.column.addLayout(row)
        self._first = next(iter(self.controls), None)
        self._show_given(verdict)

    def _add(self, asked: Asked) -> None:
        desk, texts = self.desk, self.desk.texts
        title = desk.pick(asked.title, asked.title_official)
        whole = title if asked.required else texts("{title} (may stay empty)", title=title)
        control = self._control(asked, title)
        control.setAccessibleName(whole)
        control.installEventFilter(self)
        row = lay(QHBoxLayout(), spacing=12)
        row.addWidget(words(whole, wrap=True), TITLE_SHARE)
        row.addWidget(control, TITLE_SHARE + 1)
        self.column.addLayout(row)
        self.controls[asked.field] = control

    def _control(self, asked: Asked, title: str) -> Line | Choice | Flag:
        texts = self.desk.texts
        match asked.kind:
            case FieldKind.CHOICE:
                blank = texts("Choose one") if asked.required else texts("No answer")
                return Choice([(None, blank), *((choice, choice) for choice in asked.choices)])
            case FieldKind.FLAG:
                return Flag(texts("Yes"))
            case FieldKind.DATE:
                made = Line(read_date)
                made.setPlaceholderText(texts("day.month.year"))
                return made
            case FieldKind.NUMBER:
                made = Line(_digits)
                made.setPlaceholderText(texts("A number"))
                return made
            case _:
                return Line()

    def _show_given(self, verdict: Verdict) -> None:
        """What was typed before, and which of it is no answer."""
        given = self._attempt.answers or {}
        for field, control in self.controls.items():
            if isinstance(control, Line):
                control.setText(given.get(field) or "")
            else:
                control.show_value(given.get(field))
        reason = verdict.reason
        if reason is not None and reason.why is Why.BAD_ANSWER:
            zone = self.desk.event.zone if self.desk.event else "UTC"
            self._blame(reason.details["field"], because(self.desk.texts, reason, zone))
        elif given:
            open_one = next((a.field for a in self._asked if a.required and not given.get(a.field)), None)
            if open_one is not None:
                self._blame(open_one, self.desk.texts("Answer the question first."))

    def _blame(self, field: UUID, words: str) -> None:
        self.complain(words)
        if (control := self.controls.get(field)) is not None:
            retone(control, "wrong", "true")
            self._first = field
            if self.isVisible():
                control.setFocus()

    def take_focus(self) -> None:
        if self._first is not None:
            control: QWidget = self.controls[self._first]
            control.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in ENTER:
            rows = list(self.controls.values())
            place = rows.index(watched)  # pyright: ignore[reportArgumentType]
            if place + 1 < len(rows):
                rows[place + 1].setFocus()
            else:
                self._submit()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _submit(self) -> None:
        """Give the answers; what is none of its kind is asked again before anything is tried."""
        answers: dict[UUID, str | None] = {}
        for asked in self._asked:
            control = self.controls[asked.field]
            retone(control, "wrong", "")
            try:
                answers[asked.field] = _answer(control)
            except Refused as refused:
                title = self.desk.pick(asked.title, asked.title_official)
                self._blame(asked.field, f"{title}: {sentence(self.desk.texts, refused)}")
                return
            if asked.required and answers[asked.field] is None and not isinstance(control, Flag):
                self._blame(asked.field, self.desk.texts("Answer the question first."))
                return
        self.wanted.emit(self._attempt.answering(answers))


def _answer(control: Line | Choice | Flag) -> str | None:
    value: Any = control.value()
    if isinstance(control, Flag):
        return YES if value else None
    return value


def _digits(text: str) -> str | None:
    """A number as it was typed, its digits as 0–9; whether it is one is decided where it is kept."""
    return read_text(plain_digits(text))
