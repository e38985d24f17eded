"""Undo and redo from the window, each told in a toast that offers the way back."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from attendance.commands.undo import Done, redo, undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.language.sentences import sentence
from attendance.ui.ask import Ask, Asked, Asking
from attendance.ui.desk import Desk
from attendance.ui.fields import Line


class Undoing(QObject):
    """Takes actions back, and back again.

    Attributes:
        undone: the id of an action that was taken back; redone: the last one taken back holds again.
    """

    undone = Signal(object)
    redone = Signal()

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over
        self.asking = Asking(desk, self)

    @Slot(object)
    def undo(self, action: UUID | None = None) -> None:
        """Take an action back; None is this desk's last.

        Attendance that is older or of another desk is asked a reason for, and a coordinator's PIN.
        """
        desk = self._desk
        failed = partial(self._refused, action)
        desk.work.write(self, undo, desk.stamp(), action, then=self._undone, failed=failed)

    @Slot()
    def redo(self) -> None:
        """What was taken back last holds again."""
        desk = self._desk
        desk.work.write(self, redo, desk.stamp(), then=self._redone, failed=partial(self._refused, None))

    def _undone(self, done: Done) -> None:
        self.undone.emit(done.action)

    def _redone(self, _done: Done) -> None:
        self.redone.emit()

    def ask_why(self, action: UUID | None) -> None:
        """A reason before it is taken back."""
        desk, texts = self._desk, self._desk.texts
        title = texts("Why is it taken back?")
        about = texts("Both lines stay on record, with the reason.")
        reason = Line()
        reason.setPlaceholderText(texts("for example: scanned for somebody else"))
        fields = (Asked("reason", texts("Reason"), reason),)
        ask = Ask(desk, title, about, texts("Take back"), fields, self._over)
        self.asking.open(ask, partial(_undo, action), self._told)
        ask.open_over(self._over)

    def _told(self, done: Done) -> tuple[str, None]:
        self.undone.emit(done.action)
        return "", None

    def _refused(self, action: UUID | None, error: Exception) -> None:
        if isinstance(error, Refused) and error.code in ("reason_missing", "supervisor_needed"):
            self.ask_why(action)
        elif isinstance(error, Refused):
            self._desk.say(sentence(self._desk.texts, error))
        else:
            self._desk.work.failed.emit(error)


def _undo(action: UUID | None, db: Any, stamp: Stamp, values: dict[str, Any]) -> Done:
    return undo(db, stamp, action, values["reason"] or "", approved_by=values.get("approved_by"))
