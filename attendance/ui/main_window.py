"""The one window: rail, pages, foot; it hands what one part says to the others."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeyEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attendance.commands.undo import Done, undo
from attendance.domain import badge_code
from attendance.domain.errors import Refused
from attendance.domain.verdict import Verdict
from attendance.language import LANGUAGES, texts_for
from attendance.language.sentences import sentence
from attendance.ui.desk import Desk
from attendance.ui.error_bar import ErrorBar
from attendance.ui.flash import Flash
from attendance.ui.job import Job
from attendance.ui.keeper import Keeper
from attendance.ui.keys import Keys, Platform
from attendance.ui.pages.checkin import CheckinPage
from attendance.ui.pages.delegates import DelegatesPage
from attendance.ui.pages.delegations import DelegationsPage
from attendance.ui.pages.events import EventsPage
from attendance.ui.pages.overview import OverviewPage
from attendance.ui.pages.programme import ProgrammePage
from attendance.ui.pages.reports import ReportsPage
from attendance.ui.pages.settings import SettingsPage
from attendance.ui.parts import lay
from attendance.ui.rail import Place, Rail
from attendance.ui.scanner import Scanner
from attendance.ui.status_bar import StatusBar
from attendance.ui.toast import Toasts
from attendance.ui.work import EVERYTHING

SMALLEST = (880, 540)
FIRST = (1280, 800)
READABLE = frozenset({".xlsx", ".csv", ".tsv", ".txt", ".xls", ".ods"})


class MainWindow(QMainWindow):
    """The window over one file.

    Attributes:
        closed: it is gone from the screen; the program may end.
    """

    closed = Signal()
    TITLE_BAR = 32
    """Points a system's own title bar may take above the window."""

    def __init__(self, desk: Desk, keeper: Keeper | None = None) -> None:
        super().__init__()
        self.desk, self._keeper = desk, keeper
        self._keys = Keys(Platform.named(QGuiApplication.platformName()))
        self.setMinimumSize(*SMALLEST)
        self.resize(*desk.settings.get("size", FIRST))
        self.setAcceptDrops(True)
        self.scanner = Scanner(badge_code.is_valid, parent=self)
        self.scanner.scanned.connect(self.scan)
        self.scanner.listen()
        self._build(desk.settings.get("page", "events"))
        self._wire()

    def present(self) -> None:
        """Show the window as it was left, or filling a screen that is no larger."""
        room = self.screen().availableSize()
        if self.width() >= room.width() or self.height() >= room.height() - self.TITLE_BAR:
            self.showMaximized()
        else:
            self.show()

    def _wire(self) -> None:
        desk = self.desk
        desk.event_changed.connect(self._event_opened)
        desk.programme_changed.connect(self._tell_standing)
        desk.said.connect(self._say)
        desk.going.connect(self._go)
        desk.work.changed.connect(self._changed)
        desk.work.failed.connect(self.show_error)
        desk.work.refused.connect(self.show_error)
        desk.work.began.connect(self._began)
        desk.theme.changed.connect(self._rebuild)
        self._minute = QTimer(self, interval=30_000)
        self._minute.timeout.connect(self._tell_standing)
        self._minute.start()
        if self._keeper is not None:
            self._keeper.kept.connect(self._tell_standing)

    # -- building --------------------------------------------------------------------------------------

    def _build(self, page: str) -> None:
        desk, texts = self.desk, self.desk.texts
        self._dirty: dict[str, frozenset[str]] = {}
        central = QWidget()
        whole = lay(QVBoxLayout(central))
        row = lay(QHBoxLayout())
        places = (
            Place("events", texts("Events"), "events"),
            Place("overview", texts("Overview"), "overview"),
            Place("programme", texts("Programme"), "programme"),
            Place("delegations", texts("Delegations"), "delegations"),
            Place("delegates", texts("Delegates"), "delegates"),
            Place("checkin", texts("Check-in"), "checkin"),
            Place("reports", texts("Reports"), "reports"),
            Place("settings", texts("Settings"), "settings"),
        )
        self.rail = Rail(desk.theme, places, texts("Pages"), texts("Attendance"))
        self.rail.chosen.connect(self.show_page)
        row.addWidget(self.rail)
        right = lay(QVBoxLayout())
        self.errors = ErrorBar(desk.theme, texts)
        right.addWidget(self.errors)
        self._stack = QStackedWidget()
        right.addWidget(self._stack, 1)
        row.addLayout(right, 1)
        whole.addLayout(row, 1)
        self.foot = StatusBar(desk.theme, texts, LANGUAGES)
        self.foot.language_chosen.connect(self.speak)
        whole.addWidget(self.foot)
        self.pages = self._build_pages()
        self.setCentralWidget(central)
        self.toasts = Toasts(desk.theme, texts, central)
        self.toasts.undo_asked.connect(self.undo)
        self.flash = Flash(desk.theme, central)
        self._tell_standing()
        self.show_page(page if page in self.pages else "events")

    def _build_pages(self) -> dict[str, Any]:
        events, delegates = EventsPage(self.desk), DelegatesPage(self.desk)
        checkin, reports = CheckinPage(self.desk), ReportsPage(self.desk)
        events.new_wanted.connect(self.new_event)
        events.import_wanted.connect(self.import_list)
        events.opened.connect(self._open_event)
        delegates.import_wanted.connect(self.import_list)
        delegates.report_wanted.connect(self.write_report)
        checkin.undo_asked.connect(self.undo)
        checkin.verdict_shown.connect(self._verdict_shown)
        reports.report_wanted.connect(self.write_report)
        overview, programme = OverviewPage(self.desk), ProgrammePage(self.desk)
        delegations, settings = DelegationsPage(self.desk), SettingsPage(self.desk)
        shown = (events, overview, programme, delegations, delegates, checkin, reports, settings)
        pages = {page.key: page for page in shown}
        for page in pages.values():
            self._stack.addWidget(page)
            self._dirty[page.key] = EVERYTHING
        return pages

    @Slot()
    def _rebuild(self) -> None:
        shown, old = self._shown(), self.takeCentralWidget()
        self._build(shown)
        self._tell_title()
        if old is not None:
            old.deleteLater()

    @Slot(str)
    def speak(self, language: str) -> None:
        """The window in another language, at once."""
        self.desk.texts = texts_for(language)
        self.desk.settings.put("language", language)
        self.desk.theme.speak(language)  # tells itself changed, and the window is built anew

    # -- pages -----------------------------------------------------------------------------------------

    def _shown(self) -> str:
        return next(key for key, page in self.pages.items() if page is self._stack.currentWidget())

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Go to a place of the rail."""
        page = self.pages[key]
        self._stack.setCurrentWidget(page)
        self.rail.show_chosen(key)
        self.desk.settings.put("page", key)
        self._freshen()
        page.take_focus()

    @Slot(str, object)
    def _go(self, key: str, target: Any) -> None:
        self.show_page(key)
        if target is not None:
            self.pages[key].show_target(target)

    def _freshen(self) -> None:
        key = self._shown()
        touched = self._dirty.pop(key, frozenset())
        if touched and self.desk.work.database is not None:
            self.pages[key].refresh(touched)
        elif touched:
            self._dirty[key] = touched

    @Slot(object)
    def _changed(self, touched: frozenset[str]) -> None:
        for key, page in self.pages.items():
            if touched & page.touched_by:
                self._dirty[key] = self._dirty.get(key, frozenset()) | touched
        self._freshen()

    def _tell_title(self) -> None:
        event = self.desk.event
        title = self.desk.pick(event.title, event.title_official) if event else ""
        self.setWindowTitle(" – ".join(part for part in (title, self.desk.texts("Attendance")) if part))

    @Slot()
    def _event_opened(self) -> None:
        self._tell_title()
        self._tell_standing()
        self._freshen()

    @Slot(object)
    def _open_event(self, event: UUID) -> None:
        self.desk.open_event(event)
        self.show_page("delegates")

    # -- what is said ----------------------------------------------------------------------------------

    @Slot()
    def _tell_standing(self) -> None:
        texts, desk = self.desk.texts, self.desk
        minutes = self._keeper.minutes() if self._keeper else None
        backup = ""
        if minutes is not None:
            backup = texts("Backed up just now") if minutes < 1 else ""
            backup = backup or texts.plural("Backed up {n} minute ago", "Backed up {n} minutes ago", minutes)
        self.foot.tell(desk.name, desk.operator, backup)

    @Slot(str, object)
    def _say(self, said: str, action: UUID | None) -> None:
        self.toasts.lift = self.foot.height() + 16
        self.toasts.show(said, action)

    @Slot(object)
    def show_error(self, error: Exception) -> None:
        """Tell what went wrong, above the page."""
        self.errors.show_error(error)

    @Slot(object)
    def _began(self, job: Job) -> None:
        if job.title:
            self.foot.watch(job)

    # -- doing -----------------------------------------------------------------------------------------

    @Slot(object)
    def undo(self, action: UUID | None = None) -> None:
        """Take an action back; None is this desk's last."""
        self.desk.work.write(
            self, undo, self.desk.stamp(), action, then=self._undone, failed=self._not_undone
        )

    def _not_undone(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self.desk.say(sentence(self.desk.texts, error))
        else:
            self.show_error(error)

    def _undone(self, done: Done) -> None:
        self.toasts.forget(done.action)
        self.desk.say(self.desk.texts("Taken back."))

    @Slot(str)
    def scan(self, code: str) -> None:
        """A scan from anywhere is booked at once and shown on the check-in page; over a dialog, in small."""
        if self._shown() != "checkin" and QGuiApplication.modalWindow() is None:
            self.show_page("checkin")
        self.pages["checkin"].scan(code)

    @Slot(object)
    def _verdict_shown(self, _verdict: Verdict) -> None:
        if self._dialog_is_open():
            self.flash.show_said(self.pages["checkin"].verdict.said)

    def _dialog_is_open(self) -> bool:
        return any(dialog.isVisible() for dialog in self.findChildren(QDialog))

    @Slot()
    def new_event(self) -> None:
        """Ask for a new event."""
        from attendance.ui.dialogs.new_event_dialog import NewEventDialog

        dialog = NewEventDialog(self.desk, self)
        dialog.created.connect(self._open_event)
        self._open(dialog)

    @Slot()
    def import_list(self, file: Path | None = None) -> None:
        """Ask for a list and bring it in."""
        from attendance.ui.dialogs.import_dialog import ImportDialog

        event = self.desk.event.id if self.desk.event else None
        dialog = ImportDialog(self.desk, event, file, self)
        dialog.opened.connect(self._open_event)
        self._open(dialog)

    @Slot()
    @Slot(str)
    def write_report(self, name: str = "") -> None:
        """Ask which report (``name`` is the one to begin with), for whom, and write it."""
        from attendance.ui.dialogs.report_dialog import ReportDialog

        if self.desk.event is None:
            self.desk.say(self.desk.texts("Open an event first."))
            return
        dialog = ReportDialog(self.desk, self.desk.event.id, (), self)
        self._open(dialog)
        dialog.choose(name)

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # -- hands -----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(pressed, QAbstractButton):
            pressed.click()
            return
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        key = self._keys.shortcut(event) if control or alt else ""
        acts = {
            "F": partial(self.pages[self._shown()].take_focus),
            "Z": self.undo,
            "N": self.new_event,
            "I": self.import_list,
            "P": self.write_report,
        }
        if key.isdigit() and key and self.rail.by_number(int(key)):
            return
        if control and key in acts:
            acts[key]()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        urls = event.mimeData().urls()
        if len(urls) == 1 and Path(urls[0].toLocalFile()).suffix.lower() in READABLE:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.import_list(Path(event.mimeData().urls()[0].toLocalFile()))

    @Slot()
    def come_to_front(self) -> None:
        """Somebody started the program again."""
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.desk.settings.put("size", [self.width(), self.height()])
        super().closeEvent(event)
        self.closed.emit()
