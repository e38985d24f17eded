"""Keeps backups: when the file opens, every quarter of an hour of work, and when somebody asks."""

import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from attendance.domain.errors import Refused
from attendance.language import Texts
from attendance.store.backup import Description
from attendance.ui.desk import Desk
from attendance.ui.keeping import Kept
from attendance.ui.settings import Settings
from attendance.ui.work import Work

EVERY = 15 * 60 * 1000
FIRST = 4_000
OLD = 2 * EVERY // 60_000
"""Minutes after which a backup is no longer what one counts on."""

SECOND_PLACE = "second_backup_place"


class Keeper(QObject):
    """Has the worker process back the file up; a failure is told once, never in the way.

    Attributes:
        kept: there is a new answer: ``at`` is when the file was last safe (ms UTC), ``problem`` why the
            newest backup, or the one at the second place, is missing.
        path, folder, second: the file, where its backups go, and the second place or None.
        busy: one is being made.
        known: what is in backups that were looked into, by name and size.
    """

    kept = Signal()

    def __init__(self, work: Work, path: Path, folder: Path, settings: Settings, parent: QObject) -> None:
        super().__init__(parent)
        self._work, self._settings = work, settings
        self.path, self.folder = path, folder
        self.at: int | None = None
        self.problem: Exception | None = None
        self.busy = False
        self.known: dict[tuple[str, int], Description | Refused] = {}
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.keep)

    @property
    def second(self) -> Path | None:
        place = self._settings.get(SECOND_PLACE)
        return Path(place) if place else None

    def begin(self) -> None:
        """The first one when the window has settled, the others as time goes."""
        QTimer.singleShot(FIRST, self, self.keep)
        self._timer.start()

    @Slot()
    def keep(self, title: str = "") -> None:
        """Back up now, if anything changed; with a ``title`` the window shows how far it is."""
        if self.busy:
            return
        self.busy = True
        now = time.time_ns() // 1_000_000
        self._work.heavy(
            self,
            "attendance.ui.keeping:keep",
            self.path,
            self.folder,
            now,
            self.second,
            then=self._kept,
            failed=self._failed,
            title=title,
        )

    def use_second(self, place: Path | None, title: str = "") -> None:
        """Every backup goes there too from now on, beginning at once; None is no second place."""
        self._settings.put(SECOND_PLACE, str(place) if place else None)
        self.problem = None
        self.keep(title)

    def _kept(self, kept: Kept) -> None:
        self.busy, self.at = False, kept.at
        self._tell(kept.problem)

    def _failed(self, error: Exception) -> None:
        self.busy = False
        self._tell(error)

    def _tell(self, problem: Exception | None) -> None:
        stopped = isinstance(problem, Refused) and problem.code == "stopped"
        if problem is not None and not stopped and str(problem) != str(self.problem):
            self._work.failed.emit(problem)
        self.problem = None if stopped else problem
        self.kept.emit()

    # -- words -----------------------------------------------------------------------------------------

    def minutes(self) -> int | None:
        """How old the newest backup is; None before the first."""
        return None if self.at is None else max(0, time.time_ns() // 1_000_000 - self.at) // 60_000

    @property
    def anxious(self) -> bool:
        """Whether somebody should look at the backups."""
        minutes = self.minutes()
        return self.problem is not None or (minutes is not None and minutes > OLD)

    def told(self, texts: Texts) -> str:
        """ "Backed up 3 minutes ago"; "" before anything is known."""
        minutes = self.minutes()
        if minutes is None:
            return texts("Not backed up") if self.problem else ""
        if minutes < 1:
            return texts("Backed up just now")
        if minutes < 120:
            return texts.plural("Backed up {n} minute ago", "Backed up {n} minutes ago", minutes)
        return texts.plural("Backed up {n} hour ago", "Backed up {n} hours ago", minutes // 60)

    def tell_saved(self, desk: Desk) -> None:
        """The answer to Ctrl+S: nothing has to be saved, and where the last backup lies."""
        texts, minutes = desk.texts, self.minutes()
        saved = texts("Everything is saved as you type.")
        if minutes is None:
            desk.say(saved)
            return
        folder = shortened(self.folder)
        if minutes < 1:
            backup = texts("Last backup just now, in {folder}.", folder=folder)
        elif minutes < 120:
            backup = texts.plural(
                "Last backup {n} minute ago, in {folder}.",
                "Last backup {n} minutes ago, in {folder}.",
                minutes,
                folder=folder,
            )
        else:
            backup = texts.plural(
                "Last backup {n} hour ago, in {folder}.",
                "Last backup {n} hours ago, in {folder}.",
                minutes // 60,
                folder=folder,
            )
        desk.say(f"{saved} {backup}")


def shortened(path: Path) -> str:
    """The path as people say it: their own folder is ~."""
    home = Path.home()
    return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else str(path)
