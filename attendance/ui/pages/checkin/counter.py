"""Sends every attempt to the file in the order it was made, and keeps those that could not be written."""

from collections import deque
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from attendance.domain.errors import Refused
from attendance.domain.scan import Verdict
from attendance.ui.desk import Desk
from attendance.ui.pages.checkin.attempt import Attempt
from attendance.ui.work import DELEGATES, PRESENCE

ASKS_AGAIN = frozenset({"supervisor_needed", "reason_missing"})
"""Refusals of what the desk added, not of the scan: they are put right where it was typed."""


class Counter(QObject):
    """One attempt is one write; none waits for another to be shown, none is left out.

    Attributes:
        answered: an ``Attempt`` and its ``Verdict``, in the order they were made.
        failed: an ``Attempt`` and the exception that kept it from being written.
    """

    answered = Signal(object, object)
    failed = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._under_way: deque[Attempt] = deque()

    def make(self, attempt: Attempt) -> None:
        """Write it; what was asked for before is written first."""
        desk = self._desk
        if attempt.session is None and desk.session is not None:
            attempt = replace(attempt, session=desk.session.id)
        if attempt.session is None:
            self._keep(attempt, Refused("no_session_chosen"))
            return
        if (refusal := desk.following.refusal) is not None:
            self._keep(replace(attempt, session=None), refusal)  # made again for the one that is chosen then
            return
        touches = {PRESENCE, DELEGATES} if attempt.override or attempt.answers else {PRESENCE}
        self._under_way.append(attempt)
        desk.work.write(
            self, attempt, desk.stamp(), then=self._told, failed=self._not_written, touches=frozenset(touches)
        )

    def retry(self) -> None:
        """Make all again that could not be written, in their order."""
        waiting = list(self._desk.unwritten)
        self._desk.unwritten.clear()
        for attempt in waiting:
            self.make(attempt)

    @property
    def under_way(self) -> int:
        """How many have no answer yet."""
        return len(self._under_way)

    def _told(self, verdict: Verdict) -> None:
        # One writer answers in the order it was asked.
        self.answered.emit(self._under_way.popleft(), verdict)

    def _not_written(self, error: Exception) -> None:
        attempt = self._under_way.popleft()
        code = error.code if isinstance(error, Refused) else ""
        if code in ASKS_AGAIN or code.startswith("role_"):  # who may not book may not book it later either
            self.failed.emit(attempt, error)
        else:
            self._keep(attempt, error)

    def _keep(self, attempt: Attempt, error: Exception) -> None:
        self._desk.unwritten.append(attempt)
        self.failed.emit(attempt, error)
