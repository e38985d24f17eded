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

from PySide6.QtCore import QLibraryInfo, QLocale, QLockFile, QLoggingCategory, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from attendance import paths
from attendance.commands.sample import create_sample
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.language import LANGUAGES, texts_for
from attendance.language.sentences import sentence
from attendance.queries.events import EventRow
from attendance.store.database import Database
from attendance.ui import practising
from attendance.ui import settings as kept
from attendance.ui.desk import Desk
from attendance.ui.fallback import Fallback
from attendance.ui.first_start import FirstStart
from attendance.ui.keeper import Keeper
from attendance.ui.keeping import keep
from attendance.ui.main_window import MainWindow
from attendance.ui.practice import Practice
from attendance.ui.settings import LISTS_FOLDER, LISTS_LAST, LISTS_WANTED
from attendance.ui.single import OnlyWindow
from attendance.ui.theme import Scheme, Theme
from attendance.ui.work import Work
from attendance.worker import Worker

log = logging.getLogger("attendance")

TURN = 0.0005
"""Seconds a reader may keep Python to itself while the window waits; ten times less than the usual."""


def main(file: Path | None = None, practice: Path | None = None) -> int:
    """Open the window over ``file`` (default: this person's own) and stay until it is closed.

    Args:
        practice: a folder that was made to practise in (``ui.practising``), instead of ``file``.

    Raises:
        Refused: no_practice, where that folder was made for something else.
    """
    if practice is not None:
        return _practise(practice)
    path = (file or paths.default_database()).absolute()
    _log_to(paths.log_file())
    return _stay(path, paths.settings_file(), paths.backup_folder())


def _practise(folder: Path) -> int:
    path = practising.file_in(folder)
    if path is None:
        raise Refused("no_practice", path=str(folder))
    lock = QLockFile(str(folder / practising.WINDOW_LOCK))
    lock.setStaleLockTime(0)
    lock.tryLock(0)
    _log_to(folder / practising.LOG)
    code = _stay(path, folder / practising.SETTINGS, None)
    logging.shutdown()
    lock.unlock()
    parent = QLockFile(str(folder / practising.PARENT_LOCK))
    parent.setStaleLockTime(0)
    if parent.tryLock(0):  # whoever started this is gone; otherwise they look at what was done, and wipe it
        parent.unlock()
        practising.wipe(folder)
    return code


def _stay(path: Path, settings_file: Path, backups: Path | None) -> int:
    """The window until it is closed; without ``backups`` it is one to practise in."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Attendance")
    only = OnlyWindow(path, app)
    if not only.take():
        return 0
    practice = backups is None
    window, work = open_window(app, path, settings_file, backups, greet=not practice, practice=practice)
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
    app: QApplication,
    path: Path,
    settings_file: Path | None,
    backups: Path | None = None,
    *,
    greet: bool = False,
    practice: bool = False,
) -> tuple[MainWindow, Work]:
    """The window over ``path``, not yet shown; its work begins with ``Work.start``.

    Args:
        settings_file: of this computer; None remembers nothing.
        backups: the folder for backups; None keeps none.
        greet: whoever never chose a language is asked for it, and how to begin; otherwise a new file gets
            the sample event by itself.
        practice: the file is a copy to practise on, and the window looks like it.
    """
    sys.setswitchinterval(TURN)
    settings = kept.Settings(settings_file, kept.load(settings_file) if settings_file else {})
    language = settings.get("language") or _language_here()
    greeting = greet and not settings.get("language")
    operator = settings.get("operator") or _person()
    # A name in a script none of our fonts has is drawn by a font that has it; Qt need not say so.
    QLoggingCategory.setFilterRules("qt.text.font.db=false")
    theme = _dressed(app, settings, language)
    if practice:
        theme.practise(True)
    work = Work(partial(open_file, path, operator, sample=not greeting), Worker())
    settings.save_with(work)
    desk = Desk(work, theme, settings, texts_for(language), operator)
    desk.keeper = None if backups is None else Keeper(work, path, backups, settings, app)
    desk.fallback = None if backups is None else Fallback(desk, work)
    desk.practising, desk.practice = practice, None if practice else Practice(desk, app)
    window = MainWindow(desk, desk.keeper)
    if greeting:
        FirstStart(window)
    work.opened.connect(partial(_opened, desk))
    work.refused.connect(partial(_refused, desk))
    _speak_qt(app, language)
    return window, work


def open_file(path: Path, operator: str, *, sample: bool = True) -> Database:
    """The file; a new one gets the sample event if it shall. Runs on the writer's thread."""
    new = sample and not path.exists()
    database = Database.open(path)
    if new:
        with database.write() as db:
            create_sample(db, Stamp(operator, time.time_ns() // 1_000_000))
    return database


def finish(window: MainWindow, work: Work, path: Path, backups: Path | None) -> None:
    """After the window is gone: finish writing, remember the settings, back up, write the lists."""
    opened = work.database is not None
    if window.desk.practice is not None:
        window.desk.practice.close()
    work.close()
    desk = window.desk
    if opened and backups is not None:
        now = time.time_ns() // 1_000_000
        with contextlib.suppress(Refused):
            keep(path, backups, now, desk.keeper.second if desk.keeper else None)
        if desk.event is not None and desk.settings.get(LISTS_WANTED):
            _write_lists(desk, desk.event, path, now)
    desk.settings.flush()


def _write_lists(desk: Desk, event: EventRow, path: Path, now: int) -> None:
    from attendance.ui.closing import write_lists  # openpyxl is loaded only by those who want the lists

    title = desk.pick(event.title, event.title_official)
    folder = Path(desk.settings.get(LISTS_FOLDER) or paths.lists_folder())
    try:
        write_lists(path, event.id, title, folder, desk.texts.language, now)
        problem = ""
    except Refused as refused:
        problem = sentence(desk.texts, refused)
    except Exception:
        log.exception("the lists were not written")
        problem = desk.texts("Something in the program went wrong.")
    desk.settings.put(LISTS_LAST, {"at": now, "problem": problem})


def _dressed(app: QApplication, settings: kept.Settings, language: str) -> Theme:
    scheme = Scheme(settings.get("scheme", Scheme.SYSTEM))
    return Theme(app, scheme, language, settings.get("text_size", 1.0), settings.get("still", False))


def _opened(desk: Desk, _database: Any) -> None:
    desk.open_event(None)
    if desk.keeper is not None:
        desk.keeper.begin()
        desk.fallback.begin()


def _refused(desk: Desk, error: Exception) -> None:
    """A file that is damaged is said above the page where a backup takes its place."""
    if isinstance(error, Refused) and error.code == "file_damaged" and desk.keeper is not None:
        desk.go("settings", "backups")


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
