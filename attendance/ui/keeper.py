"""Keeps backups: when the file opens and every quarter of an hour of work."""

import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from attendance.ui.work import Work

EVERY = 15 * 60 * 1000
FIRST = 4_000


class Keeper(QObject):
    """Has the worker process back the file up; a failure is told, never in the way.

    Attributes:
        kept: a backup is there; ``at`` is when (ms UTC).
    """

    kept = Signal()

    def __init__(self, work: Work, path: Path, folder: Path, second: Path | None, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._path, self._folder, self._second = work, path, folder, second
        self.at: int | None = None
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.keep)

    def begin(self) -> None:
        """The first one when the window has settled, the others as time goes."""
        QTimer.singleShot(FIRST, self.keep)
        self._timer.start()

    @Slot()
    def keep(self) -> None:
        """Back up now, if anything changed."""
        now = time.time_ns() // 1_000_000
        self._work.heavy(
            self, "attendance.ui.keeping:keep", self._path, self._folder, now, self._second, then=self._kept
        )

    def _kept(self, at: int) -> None:
        self.at = at
        self.kept.emit()

    def minutes(self) -> int | None:
        """How old the newest backup is; None before the first."""
        return None if self.at is None else max(0, time.time_ns() // 1_000_000 - self.at) // 60_000
