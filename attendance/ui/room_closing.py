"""Closes event sessions whose time has come: whoever is still inside counts as gone."""

import time
from functools import partial

from PySide6.QtCore import QObject, QTimer, Slot

from attendance.commands.closing import Closed, Due, close_session, due_closings
from attendance.domain.errors import Refused
from attendance.ui.desk import Desk
from attendance.ui.work import DELEGATIONS, PRESENCE, PROGRAMME

EVERY = 20_000
COUNTS = frozenset({PRESENCE, DELEGATIONS})


class RoomCloser(QObject):
    """Looks when the file is opened, every so often, and when the programme changed.

    What was due while the program was off is closed at its own time all the same.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        desk.work.opened.connect(self._opened)
        desk.work.changed.connect(self._changed)

    @Slot()
    def look(self) -> None:
        """Ask which event sessions are to be closed now."""
        now = time.time_ns() // 1_000_000
        self._desk.work.read(self, due_closings, now, then=self._close, only_newest=True)

    @Slot(object)
    def _opened(self, _database: object) -> None:
        self._timer.start()
        self.look()

    @Slot(object)
    def _changed(self, touched: frozenset[str]) -> None:
        if PROGRAMME in touched:
            self.look()

    def _close(self, found: list[Due]) -> None:
        for due in found:
            self._desk.work.write(
                self, close_session, self._desk.stamp(), due.session, due.at,
                then=partial(self._closed, due), failed=self._failed, touches=COUNTS,
            )  # fmt: skip

    def _closed(self, due: Due, done: Closed) -> None:
        if done.action is None:
            return
        desk = self._desk
        title = desk.pick(due.title, due.title_official)
        desk.say(
            desk.texts.plural(
                "{title} closed at {time}: {n} person counts as gone",
                "{title} closed at {time}: {n} people count as gone",
                done.rows, title=title, time=due.closes_at,
            ),
            done.action,
        )  # fmt: skip

    def _failed(self, error: Exception) -> None:
        # Whoever may only look closes nothing; the next one at this desk does.
        if not isinstance(error, Refused):
            self._desk.work.failed.emit(error)
