"""The room under the verdict: one panel at a time, replaced with every answer."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attendance.domain.scan import ACCEPTED, Admit, Verdict, Why, Word
from attendance.queries.supervision import Supervision
from attendance.ui.desk import Desk
from attendance.ui.pages.checkin.admit_panel import AdmitPanel
from attendance.ui.pages.checkin.attempt import Attempt
from attendance.ui.pages.checkin.panel import CandidatesPanel, ConfirmPanel, Panel, SparePanel
from attendance.ui.pages.checkin.question_panel import QuestionPanel
from attendance.ui.parts import lay


class Hand(QWidget):
    """Holds the panel for what is on the screen.

    Attributes:
        panel: the one that stands there, or None.
        left: the keyboard shall go back to the field.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.panel: Panel | None = None
        self._column = lay(QVBoxLayout(self))
        self.hide()

    def offer(self, panel: Panel | None, *, focus: bool = False) -> None:
        """Show this panel in place of the one before; ``focus`` puts the keyboard into it."""
        before, self.panel = self.panel, panel
        if before is not None:
            had_focus = before.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
            self._column.removeWidget(before)
            before.hide()
            before.deleteLater()
            if had_focus and not focus:
                self.left.emit()
        if panel is not None:
            panel.left.connect(self.left)
            self._column.addWidget(panel)
        self.setVisible(panel is not None)
        if panel is not None and focus:
            panel.take_focus()

    @Slot()
    def enter(self) -> None:
        """Enter was pressed in the empty field."""
        if self.panel is not None and self.isVisible():
            self.panel.enter()

    def escape(self) -> None:
        """Escape was pressed in the empty field."""
        if self.panel is not None and self.isVisible():
            self.panel.escape()


def panel_for(desk: Desk, attempt: Attempt, verdict: Verdict, supervision: Supervision) -> Panel | None:
    """What the desk can do about a verdict; None where there is nothing to do."""
    if verdict.word in ACCEPTED:
        return ConfirmPanel(desk, attempt) if verdict.fact is None else None
    if verdict.word is Word.QUESTION and verdict.asked:
        return QuestionPanel(desk, attempt, verdict)
    if verdict.word is Word.AMBIGUOUS:
        return CandidatesPanel(desk, attempt, verdict.candidates)
    if verdict.reason is not None and verdict.reason.why is Why.SPARE:
        return SparePanel(desk)
    if verdict.admit is not Admit.NEVER:
        return AdmitPanel(desk, attempt, verdict, supervision)
    return None


TAKES_THE_KEYBOARD = (QuestionPanel, CandidatesPanel)
"""Panels in which something must be typed or chosen anyway."""
