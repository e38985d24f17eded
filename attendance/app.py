"""Starts the window: one per file, shown before the file is open, with a backup at start and end."""

import contextlib
import getpass
import logging
import logging.handlers
import signal
import sys
import time
from functools import partial
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any

from PySide6.QtCore import QLibraryInfo, QLocale, QLoggingCategory, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from attendance import paths
from attendance.commands.sample import create_sample
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.language import LANGUAGES, texts_for
from attendance.store.database import Database
from attendance.ui import settings as kept
from attendance.ui.desk import Desk
from attendance.ui.keeper import Keeper
from attendance.ui.keeping import keep
from attendance.ui.main_window import MainWindow
from attendance.ui.single import OnlyWindow
from attendance.ui.theme import Scheme, Theme
from attendance.ui.work import Work
from attendance.worker import Worker

log = logging.getLogger("attendance")

TURN = 0.0005
"""Seconds a reader may keep Python to itself while the window waits; ten times less than the usual."""


def main(file: Path | None = None) -> int:
    """Open the window over ``file`` (default: this person's own) and stay until it is closed."""
    path = (file or paths.default_database()).absolute()
    _log_to(paths.log_folder() / "attendance.log")
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Attendance")
    only = OnlyWindow(path, app)
    if not only.take():
        return 0
    backups = paths.backup_folder()
    window, work = open_window(app, path, paths.config_folder() / "settings.json", backups)
    only.called.connect(window.come_to_front)
    sys.excepthook = partial(_mishap, window)
    for end in (signal.SIGINT, signal.SIGTERM):
        signal.signal(end, partial(_end, app))
    window.present()
    work.start()
    code = app.exec()
    finish(window, work, path, backups)
    only.release()
    return code


def open_window(
    app: QApplication, path: Path, settings_file: Path | None, backups: Path | None = None
) -> tuple[MainWindow, Work]:
    """The window over ``path``, not yet shown; its work begins with ``Work.start``.

    Args:
        settings_file: of this computer; None remembers nothing.
        backups: the folder for backups; None keeps none.
    """
    sys.setswitchinterval(TURN)
    settings = kept.Settings(settings_file, kept.load(settings_file) if settings_file else {})
    language = settings.get("language") or _language_here()
    operator = settings.get("operator") or _person()
    # A name in a script none of our fonts has is drawn by a font that has it; Qt need not say so.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    theme = Theme(app, Scheme(settings.get("scheme", Scheme.SYSTEM)), language)
    work = Work(partial(open_file, path, operator), Worker())
    settings.save_with(work)
    desk = Desk(work, theme, settings, texts_for(language), operator)
    keeper = None if backups is None else Keeper(work, path, backups, _second_place(settings), app)
    window = MainWindow(desk, keeper)
    work.opened.connect(partial(_opened, desk, keeper))
    _speak_qt(app, language)
    return window, work


def open_file(path: Path, operator: str) -> Database:
    """The file; a new one gets the sample event. Runs on the writer's thread."""
    new = not path.exists()
    database = Database.open(path)
    if new:
        with database.write() as db:
            create_sample(db, Stamp(operator, time.time_ns() // 1_000_000))
    return database


def finish(window: MainWindow, work: Work, path: Path, backups: Path) -> None:
    """After the window is gone: finish writing, remember the settings, back up."""
    opened = work.database is not None
    work.close()
    settings = window.desk.settings
    settings.flush()
    if opened:
        with contextlib.suppress(Refused):
            keep(path, backups, time.time_ns() // 1_000_000, _second_place(settings))


def _second_place(settings: kept.Settings) -> Path | None:
    place = settings.get("second_backup_place")
    return Path(place) if place else None


def _opened(desk: Desk, keeper: Keeper | None, _database: Any) -> None:
    desk.open_event(None)
    if keeper is not None:
        keeper.begin()


def _language_here() -> str:
    name = QLocale.system().name().partition("_")[0]
    return name if name in LANGUAGES else "en"


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "Operator"


def _speak_qt(app: QApplication, language: str) -> None:
    """Qt's own dialogs in the window's language, where Qt has it."""
    translator = QTranslator(app)
    if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def _end(app: QApplication, _signal: int, _frame: FrameType | None) -> None:
    """Told to end from outside: as if the window had been closed."""
    QTimer.singleShot(0, app.closeAllWindows)


def _mishap(
    window: MainWindow, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """A defect in the window itself: into the log, one sentence to the person, and the work goes on."""
    log.error("the window failed", exc_info=(kind, error, trace))
    if isinstance(error, Exception):
        window.show_error(error)


def _log_to(file: Path) -> None:
    handler = logging.handlers.RotatingFileHandler(file, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
