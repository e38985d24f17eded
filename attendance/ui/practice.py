"""Practice: a window of its own over a copy that is thrown away, so that nothing done there can matter."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QProcess, Signal, Slot

from attendance import paths
from attendance.domain.kinds import new_id
from attendance.ui import practising
from attendance.ui.camera import CAMERA
from attendance.ui.keeper import SECOND_PLACE
from attendance.ui.practising import PARENT_LOCK, WINDOW_LOCK, Prepared
from attendance.ui.serial_scanner import PORT
from attendance.ui.settings import LISTS_LAST, LISTS_WANTED

if TYPE_CHECKING:
    from attendance.ui.desk import Desk

STAYS_HERE = frozenset({LISTS_WANTED, LISTS_LAST, SECOND_PLACE, CAMERA, PORT, "door_view"})
"""Settings that would reach out of the practice, take what the real window uses, or keep somebody from it."""
GRACE = 4_000
"""Milliseconds a practice window has to close before it is ended."""


class Practice(QObject):
    """Starts a practice window for the open file, and clears up after it, however it ended.

    Attributes:
        changed: one has begun or ended.
        ended: one is over; whether anybody was checked in during it.
    """

    changed = Signal()
    ended = Signal(bool)

    def __init__(self, desk: "Desk", parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._process: QProcess | None = None
        self._lock: QLockFile | None = None
        self._folder: Path | None = None
        desk.work.opened.connect(self._sweep)

    @property
    def running(self) -> bool:
        return self._folder is not None

    @Slot()
    def on_this_file(self) -> None:
        """Practise on a copy of what is open."""
        self._begin(self._desk.work.database.path if self._desk.work.database else None)

    @Slot()
    def on_the_sample(self) -> None:
        """Practise on the sample event."""
        self._begin(None)

    def _begin(self, source: Path | None) -> None:
        desk, texts = self._desk, self._desk.texts
        if self.running:
            desk.say(texts("The practice window is already open. End it there first."))
            return
        self._folder = folder = paths.practice_folder() / str(new_id())
        settings = {key: value for key, value in desk.settings.all().items() if key not in STAYS_HERE}
        desk.work.heavy(
            self, "attendance.ui.practising:prepare", source, folder, settings, desk.stamp(),
            then=self._prepared, failed=self._not_prepared, title=texts("Getting practice ready"),
        )  # fmt: skip
        self.changed.emit()

    def _prepared(self, ready: Prepared) -> None:
        self._lock = QLockFile(str(ready.folder / PARENT_LOCK))
        self._lock.setStaleLockTime(0)
        self._lock.tryLock(0)
        self._process = QProcess(self)
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedChannels)
        self._process.finished.connect(self._over)
        self._process.errorOccurred.connect(self._failed)
        program = [] if getattr(sys, "frozen", False) else ["-m", "attendance"]
        self._process.start(sys.executable, [*program, "--practice", str(ready.folder)])

    def _not_prepared(self, error: Exception) -> None:
        self._folder = None
        self.changed.emit()
        self._desk.work.failed.emit(error)

    @Slot(QProcess.ProcessError)
    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._over()

    @Slot()
    def _over(self) -> None:
        if self._folder is None or self._lock is None:
            return
        self._lock.unlock()
        self._lock = None
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        self._desk.work.heavy(
            self, "attendance.ui.practising:wind_up", self._folder, then=self._wound_up,
            failed=self._not_wound_up,
        )  # fmt: skip

    def _wound_up(self, practised: bool) -> None:
        desk, texts = self._desk, self._desk.texts
        self._folder = None
        self.changed.emit()
        if practised and desk.event is not None:
            key = f"ready.{desk.event.id}"
            desk.settings.put(key, sorted({*desk.settings.get(key, ()), "practice"}))
        self.ended.emit(practised)
        desk.say(texts("Practice is over, and its copy is gone. Your file is as it was."))

    def _not_wound_up(self, error: Exception) -> None:
        self._folder = None
        self.changed.emit()
        self._desk.work.failed.emit(error)

    def close(self) -> None:
        """The real window closes: the practice ends with it, and leaves nothing."""
        process, folder, self._folder = self._process, self._folder, None
        if process is not None and process.state() != QProcess.ProcessState.NotRunning:
            process.finished.disconnect(self._over)
            process.terminate()
            if not process.waitForFinished(GRACE):
                process.kill()
                process.waitForFinished(GRACE)
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None
        if folder is not None:
            practising.wipe(folder)

    @Slot(object)
    def _sweep(self, _database: object) -> None:
        self._desk.work.aside(self, sweep, paths.practice_folder())


def sweep(root: Path) -> None:
    """Throw away what was left by a practice that was killed, and by a window that was killed before it."""
    if not root.is_dir():
        return
    for folder in root.iterdir():
        if practising.file_in(folder) is None:
            continue
        if all(map(_is_free, (folder / PARENT_LOCK, folder / WINDOW_LOCK))):
            practising.wipe(folder)


def _is_free(path: Path) -> bool:
    """Whether the program that held this lock is gone."""
    lock = QLockFile(str(path))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        return False
    lock.unlock()
    return True
