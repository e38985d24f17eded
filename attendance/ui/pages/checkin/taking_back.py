"""Taking an entry or exit back from the check-in page: at once, or with a reason where it takes one."""

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from attendance.commands.undo import Done, undo
from attendance.domain.errors import Refused
from attendance.domain.progress import no_tick
from attendance.language.sentences import sentence
from attendance.queries.supervision import Supervision
from attendance.ui.desk import Desk
from attendance.ui.pages.checkin.admit_panel import ReasonPanel
from attendance.ui.pages.checkin.counter import ASKS_AGAIN


class UndoPanel(ReasonPanel):
    """Why something is taken back that is older, or was written at another desk.

    Attributes:
        given: a reason, and the name of the supervisor who allowed it or None.
    """

    given = Signal(str, object)

    def __init__(self, desk: Desk, name: str, supervision: Supervision) -> None:
        texts = desk.texts
        ready = [texts("Wrong person"), texts("Scanned by mistake"), texts("Was not here")]
        title = texts("Undo: {name}", name=name)
        asks = supervision if supervision.asks(desk.operator, desk.crew.role) else None
        super().__init__(desk, title, texts("Undo"), ready, asks)

    def give(self, reason: str, approved_by: str | None) -> None:
        self.given.emit(reason, approved_by)


class TakingBack(QObject):
    """One undo at a time.

    Attributes:
        done: the id of the action that was taken back.
        reason_wanted: a reason is missing, or a supervisor: whose entry it is.
        complained: a sentence, for the panel that stands there.
    """

    done = Signal(object)
    reason_wanted = Signal(str)
    complained = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._action: UUID | None = None
        self._name = ""
        self._asked = False

    def ask(self, action: UUID, name: str) -> None:
        """Take it back, and ask why only where that is wanted."""
        self._action, self._name, self._asked = action, name, False
        self._write("", None)

    def give(self, reason: str, approved_by: str | None) -> None:
        """Take it back for this reason."""
        self._asked = True
        self._write(reason, approved_by)

    def _write(self, reason: str, approved_by: str | None) -> None:
        desk = self._desk
        arguments = (desk.stamp(), self._action, reason, no_tick, approved_by)
        desk.work.write(self, undo, *arguments, then=self._done, failed=self._refused)

    def _done(self, done: Done) -> None:
        self.done.emit(done.action)

    def _refused(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            self._desk.work.failed.emit(error)
        elif error.code in ASKS_AGAIN and not self._asked:
            self.reason_wanted.emit(self._name)
        elif self._asked:
            self.complained.emit(sentence(self._desk.texts, error))
        else:
            self._desk.say(sentence(self._desk.texts, error))
