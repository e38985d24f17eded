"""Undo and redo from the window, each told in a toast that offers the way back."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from attendance.commands.undo import Done, redo, undo
from attendance.domain.errors import Refused
from attendance.language.sentences import sentence
from attendance.ui.desk import Desk


class Undoing(QObject):
    """Takes actions back, and back again.

    Attributes:
        undone: the id of an action that was taken back; redone: the last one taken back holds again.
    """

    undone = Signal(object)
    redone = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    @Slot(object)
    def undo(self, action: UUID | None = None) -> None:
        """Take an action back; None is this desk's last."""
        desk = self._desk
        desk.work.write(self, undo, desk.stamp(), action, then=self._undone, failed=self._refused)

    @Slot()
    def redo(self) -> None:
        """What was taken back last holds again."""
        desk = self._desk
        desk.work.write(self, redo, desk.stamp(), then=self._redone, failed=self._refused)

    def _undone(self, done: Done) -> None:
        self.undone.emit(done.action)

    def _redone(self, _done: Done) -> None:
        self.redone.emit()

    def _refused(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._desk.say(sentence(self._desk.texts, error))
        else:
            self._desk.work.failed.emit(error)
