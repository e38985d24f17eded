"""Letting somebody in all the same: a reason, and a coordinator's PIN where it takes one."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from attendance.commands.operators import LONGEST_PIN
from attendance.domain.errors import Refused
from attendance.domain.kinds import Role
from attendance.domain.scan import Admit, Verdict, Word
from attendance.language import Texts
from attendance.language.marks import N_
from attendance.language.sentences import sentence
from attendance.queries.supervision import Supervision
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.fields import Choice
from attendance.ui.flow import Flow
from attendance.ui.pages.checkin.attempt import Attempt
from attendance.ui.pages.checkin.panel import Panel
from attendance.ui.pages.checkin.said import shown_name
from attendance.ui.parts import button, lay, retone

LONGEST_REASON = 200

READY: Mapping[Word, tuple[str, ...]] = {
    Word.ALREADY_IN: (N_("Left without a scan"), N_("Scanned for somebody else before")),
    Word.NOT_CONFIRMED: (N_("Confirmed just now"), N_("Brings the letter along")),
    Word.REVOKED: (N_("The new badge is not at hand"), N_("Known in person")),
    Word.WITHDRAWN: (N_("Came after all"), N_("Withdrawn by mistake")),
    Word.CONDITION: (N_("Brings it later"), N_("Allowed by the organisers")),
}
_ANY = (N_("Allowed by the organisers"), N_("Guest of the chair"))


class ReasonPanel(Panel):
    """A reason, typed or one of a few ready ones, and a supervisor where it takes one."""

    def __init__(
        self, desk: Desk, title: str, act: str, ready: Sequence[str], supervision: Supervision | None
    ) -> None:
        """``supervision`` with PINs asks for one; None asks nobody."""
        texts = desk.texts
        about = texts("The reason is kept with the entry. Enter goes to it.")
        if supervision is not None:
            about = sentence(texts, Refused("supervisor_needed"))
        super().__init__(desk, title, about)
        self._act = act
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_REASON)
        self.reason.setPlaceholderText(texts("Reason"))
        self.reason.setAccessibleName(texts("Reason"))
        self.reason.returnPressed.connect(self._go)
        self._row = lay(QHBoxLayout(), spacing=8)
        self._row.addWidget(self.reason, 1)
        self.go = button(desk.theme, act, kind="primary", pressed=self._go)
        chips = Flow(spacing=8)
        for words in ready:
            chip = button(desk.theme, words, pressed=self._take_ready)
            chip.setObjectName("chip")
            chip.setProperty("reason", words)
            chips.addWidget(chip)
        self.who: Choice | None = None
        self.pin: QLineEdit | None = None
        holder = QWidget()
        holder.setLayout(chips)
        self.column.addWidget(holder)
        self.column.addLayout(self._row)
        if supervision is None:
            self._row.addWidget(self.go)
        else:
            self._ask_for_pin(texts, supervision.with_pin)

    def _ask_for_pin(self, texts: Texts, names: Sequence[str]) -> None:
        row = lay(QHBoxLayout(), spacing=8)
        self.who = Choice([(name, name) for name in names])
        self.who.setAccessibleName(texts("Coordinator"))
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(LONGEST_PIN)
        self.pin.setPlaceholderText(texts("PIN"))
        self.pin.setAccessibleName(texts("PIN"))
        self.pin.setFixedWidth(120)
        self.pin.returnPressed.connect(self._go)
        for part in (self.who, self.pin):
            row.addWidget(part, 1 if part is self.who else 0)
        row.addWidget(self.go)
        self.column.addLayout(row)

    def take_focus(self) -> None:
        self.reason.setFocus()

    def complain(self, sentence: str) -> None:
        super().complain(sentence)
        self.go.setEnabled(True)

    @Slot()
    def _take_ready(self) -> None:
        self.reason.setText(self.sender().property("reason"))
        if self.pin is not None and not self.pin.text():
            self.pin.setFocus()
        else:
            self._go()

    @Slot()
    def _go(self) -> None:
        """Admit, once there is a reason, and a PIN that is right."""
        reason = self.reason.text().strip()
        retone(self.reason, "wrong", "" if reason else "true")
        if not reason:
            self.complain(sentence(self.desk.texts, Refused("reason_missing")))
            self.reason.setFocus()
        elif self.pin is None or self.who is None:
            self.give(reason, None)
        elif not self.pin.text():
            self.pin.setFocus()
        else:
            self.go.setEnabled(False)
            name, pin = self.who.value(), self.pin.text()
            self.desk.crew.check(self, name, pin, self._proven, self._not_proven)

    def _proven(self, role: Role) -> None:
        if role is not Role.COORDINATOR:
            self._not_proven(Refused("supervisor_needed"))
        elif self.who is not None:
            self.give(self.reason.text().strip(), self.who.value())

    def _not_proven(self, error: Exception) -> None:
        self.complain(told(self.desk.texts, error))
        if self.pin is not None:
            self.pin.clear()
            self.pin.setFocus()

    def give(self, reason: str, approved_by: str | None) -> None:
        """What happens with a reason that is allowed."""


class AdmitPanel(ReasonPanel):
    """Overrides one verdict; with those overridden before it, all at once."""

    def __init__(self, desk: Desk, attempt: Attempt, verdict: Verdict, supervision: Supervision) -> None:
        asks = (
            verdict.admit is Admit.SUPERVISOR
            and attempt.approved_by() is None
            and supervision.asks(desk.operator, desk.crew.role)
        )
        title = act_of(desk, verdict)
        ready = [desk.texts(words) for words in READY.get(verdict.word, _ANY)]
        super().__init__(desk, title, title, ready, supervision if asks else None)
        self._attempt, self._verdict = attempt, verdict
        if attempt.override is not None:
            self.reason.setText(attempt.override.reason)

    def give(self, reason: str, approved_by: str | None) -> None:
        self.wanted.emit(self._attempt.overriding(self._verdict, reason, approved_by))


def act_of(desk: Desk, verdict: Verdict) -> str:
    """What the button says that lets somebody in all the same."""
    texts = desk.texts
    match verdict.word:
        case Word.ALREADY_IN:
            return texts("Admit again")
        case Word.NOT_CONFIRMED:
            return texts("Confirm and admit")
        case Word.WITHDRAWN:
            return texts("Reinstate and admit")
        case Word.REVOKED if verdict.holder is not None:
            return texts("Book {name}", name=shown_name(desk, verdict.holder)[0])
        case _:
            return texts("Admit anyway")
