"""The one window: rail, pages, foot; it hands what one part says to the others."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QShowEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from attendance.domain import badge_code
from attendance.domain.scan import Verdict
from attendance.language import LANGUAGES, texts_for
from attendance.ui.ahead import Ahead
from attendance.ui.desk import Desk
from attendance.ui.door_switch import DoorSwitch
from attendance.ui.drop_sign import DropSign
from attendance.ui.error_bar import ErrorBar
from attendance.ui.flash import Flash
from attendance.ui.inputs import Inputs
from attendance.ui.job import Job
from attendance.ui.keeper import Keeper
from attendance.ui.openings import Openings
from attendance.ui.page import PageAction
from attendance.ui.parts import lay
from attendance.ui.places import RAIL_OF, build_pages, places
from attendance.ui.practice_banner import EDGE, PracticeBanner
from attendance.ui.rail import Rail
from attendance.ui.room_closing import RoomCloser
from attendance.ui.scanner import Scanner
from attendance.ui.shortcuts import Shortcuts
from attendance.ui.status_bar import StatusBar
from attendance.ui.sweeping import Sweeper
from attendance.ui.theme import Scheme
from attendance.ui.toast import Toasts
from attendance.ui.undoing import Undoing
from attendance.ui.window_actions import page_actions, window_actions

SCANNER_PREFIX = "scanner_prefix"
SMALLEST = (880, 540)
FIRST = (1280, 800)


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
        self._then: tuple[str, Any] | None = None
        self._asked_once = False
        self.views = DoorSwitch(self)
        self._sweeper, self._ahead = Sweeper(self), Ahead(desk.work, self)
        self.setMinimumSize(*SMALLEST)
        self.resize(*desk.settings.get("size", FIRST))
        self.setAcceptDrops(True)  # so that the system tells of drags at all; the drop sign takes them
        self.scanner = desk.scanner = Scanner(badge_code.candidates, parent=self)
        self.scanner.prefix.learned = tuple(desk.settings.get(SCANNER_PREFIX, ()))
        self.scanner.prefix_learned.connect(partial(desk.settings.put, SCANNER_PREFIX))
        self.scanner.scanned.connect(self.scan)
        self.scanner.listen()
        self.inputs = desk.inputs = Inputs(desk, self)
        self.inputs.scanned.connect(self.scan)
        self.shortcuts = Shortcuts(self.actions_now, self)
        self._undoing, self._closer = Undoing(desk, self), RoomCloser(desk, self)
        self.undo, self.redo = self._undoing.undo, self._undoing.redo
        self.openings = Openings(self)
        self.new_event, self.import_list = self.openings.new_event, self.openings.import_list
        self.write_report = self.openings.write_report
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
        self._undoing.undone.connect(self.tell_undone)
        desk.crew.changed.connect(self._crew_changed)
        self._undoing.redone.connect(self._redone)
        self._minute = QTimer(self, interval=30_000, timeout=self._tell_standing)
        self._minute.start()
        if self._keeper is not None:
            self._keeper.kept.connect(self._tell_standing)

    def _build(self, page: str) -> None:
        desk, texts = self.desk, self.desk.texts
        central = QWidget()
        whole = lay(QVBoxLayout(central))
        if desk.practising:
            central.setObjectName("practice")
            central.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            whole.setContentsMargins(EDGE, 0, EDGE, EDGE)
            whole.addWidget(PracticeBanner(desk, self.close))
        row = lay(QHBoxLayout())
        self.rail = Rail(desk.theme, places(texts), texts("Pages"), texts("Attendance"))
        self.rail.chosen.connect(self.show_page)
        row.addWidget(self.rail)
        self.inside = QWidget()
        right = lay(QVBoxLayout(self.inside))
        self.errors = ErrorBar(desk.theme, texts)
        right.addWidget(self.errors)
        self._stack = build_pages(self)
        self.pages = self._stack.pages
        right.addWidget(self._stack, 1)
        row.addWidget(self.inside, 1)
        self.row = row
        whole.addLayout(row, 1)
        self.foot = StatusBar(desk.theme, texts, LANGUAGES)
        self.foot.language_chosen.connect(self.speak)
        self.foot.asked.connect(self._asked)
        whole.addWidget(self.foot)
        self.setCentralWidget(central)
        self.toasts = Toasts(desk.theme, texts, central)
        self.toasts.undo_asked.connect(self.undo)
        self.toasts.redo_asked.connect(self.redo)
        self.flash = Flash(desk.theme, central)
        self.drop = DropSign(desk, central)
        self.drop.dropped.connect(self.import_list)
        self._tell_standing()
        self.show_page(page if page in self.pages else "events")
        self.views.begin()

    @Slot()
    def _rebuild(self) -> None:
        shown, old = self._shown(), self.takeCentralWidget()
        self._build(shown)
        self.watch()
        self._tell_title()
        if old is not None:
            old.deleteLater()

    @Slot(str)
    def speak(self, language: str) -> None:
        """The window in another language, at once."""
        self.desk.texts = texts_for(language)
        self.desk.settings.put("language", language)
        self.desk.theme.speak(language)  # tells itself changed, and the window is built anew

    def look(self, scheme: Scheme) -> None:
        """Light, dark, or as the system has it, from now on."""
        self.desk.settings.put("scheme", scheme.value)
        self.desk.theme.force(scheme)

    @property
    def page(self) -> Any:
        """The page that is seen."""
        return self._stack.page

    def _shown(self) -> str:
        return self._stack.shown

    @Slot(str)
    def show_page(self, key: str) -> None:
        """Go to a place of the rail."""
        self.rail.show_chosen(RAIL_OF.get(key, key))
        self.desk.settings.put("page", key)
        self._stack.show_page(key)
        # What a verdict asks for is answered at the foot of the door's page: no toast stands over it.
        self.toasts.keep_to(getattr(self.page, "last", None))

    def step(self, by: int) -> None:
        """So many places down the rail, round its end."""
        self.show_page(self._stack.beside(by))

    def next_region(self) -> None:
        """The keyboard from the page to the rail, and from anywhere else to the page."""
        if (here := self.focusWidget()) is not None and self._stack.isAncestorOf(here):
            self.rail.take_focus()
        else:
            self.search_here()

    def search_here(self) -> None:
        """The keyboard to where the page's work begins."""
        self.page.take_focus()

    @Slot(str, object)
    def _go(self, key: str, target: Any) -> None:
        if key == "view":
            self.views.enter(target)
            return
        self.show_page(key)
        if target is not None:
            self.pages[key].show_target(target)

    @Slot(object)
    def _changed(self, touched: frozenset[str]) -> None:
        self._stack.note(touched)

    def _tell_title(self) -> None:
        event = self.desk.event
        title = self.desk.pick(event.title, event.title_official) if event else ""
        practice = self.desk.texts("Practice") if self.desk.practising else ""
        parts = (practice, title, self.desk.texts("Attendance"))
        self.setWindowTitle(" – ".join(part for part in parts if part))

    @Slot()
    def _event_opened(self) -> None:
        self._tell_title()
        self._tell_standing()
        self._stack.freshen()
        then, self._then = self._then, None
        if then is not None:
            self._go(*then)

    @Slot(object)
    def open_event(self, event: UUID) -> None:
        """Open an event and show where it stands."""
        self.desk.open_event(event)
        self.show_page("overview")

    @Slot(object, object)
    def open_person(self, event: UUID, delegate: UUID) -> None:
        """Open an event and show somebody of it."""
        self._then = ("delegates", delegate)  # once that event is open
        self.desk.open_event(event)

    @Slot()
    def _tell_standing(self) -> None:
        desk, keeper = self.desk, self._keeper
        backup = keeper.told(desk.texts) if keeper else ""
        anxious = keeper is not None and keeper.anxious
        self.foot.tell(desk.name, desk.crew.told(), backup, anxious=anxious, asking=desk.crew.asks)

    @Slot(str)
    def _asked(self, section: str) -> None:
        """What stands in the foot leads to where it is set; the person to who else it may be."""
        if section == "people":
            self.openings.sign_in()
        else:
            self.desk.go("settings", section)

    @Slot(str, object)
    def _say(self, said: str, action: UUID | None = None, *, redo: bool = False) -> None:
        if self.views.door is not None:
            return  # nothing of it is for whoever stands at the door
        self.toasts.lift = self.foot.height() + 16
        self.toasts.show(said, action, redo=redo)

    @Slot(object)
    def show_error(self, error: Exception) -> None:
        """Tell what went wrong, above the page."""
        self.errors.show_error(error)

    @Slot(object)
    def _began(self, job: Job) -> None:
        if job.title:
            self.foot.watch(job)

    def tell_saved(self) -> None:
        """That nothing has to be saved, and where the last backup is."""
        if self._keeper is not None:
            self._keeper.tell_saved(self.desk)
        else:
            self.desk.say(self.desk.texts("Everything is saved as you type."))

    @Slot(object)
    def tell_undone(self, action: UUID) -> None:
        """An action was taken back; a toast offers the way forward again."""
        self.toasts.forget(action)
        self._say(self.desk.texts("Taken back."), redo=True)

    @Slot()
    def _redone(self) -> None:
        self.desk.say(self.desk.texts("Done again."))

    @Slot(str)
    @Slot(str, str)
    def scan(self, code: str, source: str = "") -> None:
        """A scan from anywhere is booked at once and shown on the check-in page; over a dialog, in small.

        Where the scanner is tried out in the settings, it is only shown there; ``source`` says where it
        came from if it was not typed.
        """
        if self.views.door is not None:
            self.views.door.scan(code)
            return
        if self.desk.scan_wanted is not None:
            self.desk.scan_wanted(code)
            return
        if QGuiApplication.modalWindow() is None:
            if self._shown() == "settings" and self.page.tries_scan(code, source):
                return
            _close_popups()
            if self._shown() != "checkin":
                self.show_page("checkin")
        self.pages["checkin"].scan(code)

    @Slot(object)
    def flash_verdict(self, verdict: Verdict) -> None:
        """Show a verdict in small while a dialog covers the check-in page."""
        if self._dialog_is_open():
            self.flash.show_said(self.pages["checkin"].verdict.said)

    def _dialog_is_open(self) -> bool:
        return any(dialog.isVisible() for dialog in self.findChildren(QDialog))

    def actions_now(self) -> list[PageAction]:
        """Everything a key can mean: the page's own first, then places, then the window's."""
        if not self.centralWidget().isEnabled():
            return []  # something lies over it that must be answered first
        if self.views.door is not None:
            return list(self.views.door.actions())
        whole = [*self.page.actions(), *page_actions(self), *window_actions(self)]
        return [one if self.desk.crew.may(one.act) else one._replace(do=self._say_why_not) for one in whole]

    def _say_why_not(self) -> None:
        self.desk.say(self.desk.crew.reason())

    @Slot()
    def _crew_changed(self) -> None:
        self._tell_standing()
        self.views.look()
        first, self._asked_once = not self._asked_once, True
        if first and self.desk.crew.asks and self.views.door is None:
            self.openings.sign_in()  # at the start; later the foot of the window says it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(pressed, QAbstractButton):
            pressed.click()
        elif not self.shortcuts.press(event):
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.watch()

    def watch(self) -> None:
        """Keys and drags are heard on the window itself, before any field."""
        if (handle := self.windowHandle()) is not None:
            handle.removeEventFilter(self.drop)
            if self.views.door is None:
                handle.installEventFilter(self.drop)
            handle.installEventFilter(self.shortcuts)

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
        self.inputs.close()
        super().closeEvent(event)
        self.closed.emit()


def _close_popups() -> None:
    """A menu left open would cover the verdict; a submenu lies over its menu."""
    last = None
    while (popup := QApplication.activePopupWidget()) not in (None, last):
        popup.close()
        last = popup
