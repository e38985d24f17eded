"""Keeps a printable list on the stick that is never older than a few minutes, without anybody asking."""

import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from attendance.domain.errors import Refused
from attendance.domain.local_time import instant
from attendance.language import Texts
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told

WRITE = "attendance.reports.pages.fallback:write_fallback"

EVERY = 5
"""Minutes: a list is written at most so often, and is old when it is twice as old as what it should tell."""

EVERY_SETTING = "fallback_every"
SOON = 3_000
"""Milliseconds after a change, so that a burst of scans is one change."""

MINUTE = 60_000


def _now() -> int:
    return time.time_ns() // 1_000_000


class Fallback(QObject):
    """Has the worker write the list into the second place for backups, and says how old it is.

    It writes after a change, at most every few minutes, and at the end of an event session; after a failure
    it tries again every minute, so that a stick plugged in again is written without a word.

    Attributes:
        changed: there is a new answer.
        file, at: the last list, and the time of its data (ms UTC); None before the first.
        problem: why the last one was not written.
        since: of the oldest change the list does not tell, None where it tells all.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.file: Path | None = None
        self.at: int | None = None
        self.problem: Exception | None = None
        self.since: int | None = None
        self._busy = False
        self._asked = self._latest = 0
        self._looked = _now()
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self.write)
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.timeout.connect(self._look)
        desk.work.changed.connect(self._noted)
        desk.event_changed.connect(self._another)

    def begin(self) -> None:
        """From now on."""
        self._minute.start()
        self._noted()

    @property
    def place(self) -> Path | None:
        """Where the list goes; None where nobody chose a second place."""
        return self._desk.keeper.second if self._desk.keeper is not None else None

    @property
    def every(self) -> int:
        """Milliseconds between two lists."""
        return int(self._desk.settings.get(EVERY_SETTING, EVERY)) * MINUTE

    @property
    def overdue(self) -> bool:
        """Whether what is on the stick no longer says what it should."""
        if self.place is None:
            return False
        return self.problem is not None or (self.since is not None and _now() - self.since > 2 * self.every)

    @Slot()
    def _another(self) -> None:
        self.file = self.at = self.since = None
        self._noted()

    @Slot()
    def _noted(self, _touched: object = None) -> None:
        """Something in the file is new."""
        if self._desk.event is None or self.place is None:
            return
        self._latest = _now()
        if self.since is None:
            self.since = self._latest
        if not self._soon.isActive():
            wait = self._asked + self.every - _now() if self.at is not None else 0
            self._soon.start(max(SOON, wait))

    @Slot()
    def write(self) -> None:
        """Now, unless one is being written."""
        desk, place = self._desk, self.place
        if self._busy or place is None or desk.event is None or desk.work.database is None:
            return
        self._busy, self._asked = True, _now()
        desk.work.heavy(
            self, WRITE, str(desk.work.database.path), desk.event.id, str(place), desk.texts.language,
            self._asked, then=self._written, failed=self._failed,
        )  # fmt: skip

    @Slot()
    def _look(self) -> None:
        """A minute later: try again what failed, and write when an event session has just ended."""
        before, self._looked = self._looked, _now()
        event = self._desk.event
        ended = event is not None and any(
            before < (instant(session.day, session.ends, event.zone) or 0) <= self._looked
            for session in self._desk.sessions
        )
        if self.problem is not None or ended:
            self.write()
        self.changed.emit()

    def _written(self, file: str) -> None:
        self._busy = False
        self.file, self.at, self.problem = Path(file), self._asked, None
        self.since = None
        if self._latest > self._asked:  # somebody came meanwhile
            self._noted()
        self.changed.emit()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        stopped = isinstance(error, Refused) and error.code == "stopped"
        self.problem = None if stopped else error
        self.changed.emit()

    # -- words -----------------------------------------------------------------------------------------

    def said(self, texts: Texts) -> str:
        """How it stands, in a sentence; the problem with what to do where there is one."""
        if self.place is None:
            return texts("None yet. It goes to the second place, once there is one.")
        if self.problem is not None:
            return told(texts, self.problem)
        if self.at is None or self.file is None:
            return texts("The first list is on its way.")
        minutes = max(0, _now() - self.at) // MINUTE
        if minutes < 1:
            return texts("{file}, written just now.", file=self.file.name)
        return texts.plural(
            "{file}, written {n} minute ago.",
            "{file}, written {n} minutes ago.",
            minutes,
            file=self.file.name,
        )
