"""The desk at the door: one field, one huge verdict, the last twenty with Undo."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from attendance.commands.checkin import check_in, check_in_delegate
from attendance.domain import badge_code
from attendance.domain.kinds import Direction, Source
from attendance.domain.scan import Verdict
from attendance.queries.history import LogRow, last_facts
from attendance.queries.programme import Scope, scope
from attendance.ui.blank import Blank
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.header import Header
from attendance.ui.page import PageAction
from attendance.ui.pages.checkin.last_actions import LastActions
from attendance.ui.pages.checkin.person_search import PersonSearch
from attendance.ui.pages.checkin.verdict_area import Said, VerdictArea, said_of
from attendance.ui.parts import DropButton, Segments, clearable, icon_button, lay, stacked, words
from attendance.ui.session_menu import session_menu
from attendance.ui.work import DELEGATES, EVENTS, EVERYTHING, PRESENCE

SIDE = 320


def _standing(db: Any, event_session: UUID) -> tuple[Scope | None, list[LogRow]]:
    return scope(db, event_session), last_facts(db, event_session)


class CheckinPage(QWidget):
    """The page.

    Attributes:
        undo_asked: the action somebody wants taken back.
        verdict_shown: a verdict is on the screen.
    """

    key, touched_by = "checkin", frozenset({EVENTS, DELEGATES, PRESENCE})
    undo_asked = Signal(object)
    verdict_shown = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        theme, texts = desk.theme, desk.texts
        self.field = QLineEdit()
        self.field.setObjectName("scan")
        self.field.setPlaceholderText(texts("Scan a badge, or type a name or number"))
        self.field.setAccessibleName(self.field.placeholderText())
        clearable(theme, self.field)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._entered)
        waiting = Said("", "drop", texts("Ready"), texts("Scan a badge, or type a name and press Enter."))
        self.verdict = VerdictArea(theme, waiting)
        self.search = PersonSearch(desk, self.field)
        self.search.picked.connect(self.book)
        self.last = LastActions(desk)
        self.last.undo_asked.connect(self._undo_pressed)
        self._handing_on = False
        self._no_session = Blank(theme, texts("This event has no event session that takes attendance."))
        column = lay(QVBoxLayout(self))
        column.addWidget(self._build_header())
        self._stack = stacked(column)
        self._stack.addWidget(self._build_body())
        self._stack.addWidget(self._no_session)
        desk.event_changed.connect(self._another)
        desk.session_changed.connect(self._another)
        self._another()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whatever was clicked last, letters go into the field."""
        # What the field does not take comes back here.
        letter = event.text().isprintable() and event.text() and not self._handing_on
        if letter and self.field.isEnabled() and not self.field.hasFocus():
            self._handing_on = True
            self.field.setFocus()
            QCoreApplication.sendEvent(self.field, event)
            self._handing_on = False
        else:
            super().keyPressEvent(event)

    @Slot(object)
    def _undo_pressed(self, action: UUID) -> None:
        self.undo_asked.emit(action)
        self.take_focus()

    def _build_header(self) -> Header:
        desk, texts = self._desk, self._desk.texts
        header = Header(desk, texts("Check-in"))
        choices = ((Direction.ENTRY, texts("Entry")), (Direction.EXIT, texts("Exit")))
        self.direction = Segments(choices, texts("Entry or exit"))
        self.direction.chosen.connect(self._turned)
        header.add(self.direction)
        header.add(icon_button(desk.theme, texts("Sheets to sign"), "edit", self._open_sheets))
        return header

    def _build_body(self) -> QWidget:
        body = QWidget()
        row = lay(QHBoxLayout(body), margins=(24, 0, 24, 24), spacing=16)
        left = lay(QVBoxLayout(), spacing=12)
        row.addLayout(left, 1)
        line = lay(QHBoxLayout(), spacing=12)
        self._session = DropButton(self._desk.theme, kind="")
        self._session.clicked.connect(self._open_sessions)
        self._scope = words("", "muted")
        line.addWidget(self._session)
        line.addWidget(self._scope)
        line.addStretch()
        left.addLayout(line)
        left.addWidget(self.field)
        self._area = stacked(left)
        self._area.addWidget(self.verdict)
        self._area.addWidget(self.search)
        self.last.setFixedWidth(SIDE)
        row.addWidget(self.last)
        return body

    @Slot()
    def _open_sheets(self) -> None:
        self._desk.go("sheets")

    # -- standing --------------------------------------------------------------------------------------

    @Slot()
    def _another(self) -> None:
        self.verdict.show_said(None)
        session = self._desk.session
        self._stack.setCurrentIndex(0 if session or self._desk.event is None else 1)
        if session is not None:
            self._session.say(self._desk.session_short(session))
        self.refresh()

    def refresh(self, touched: frozenset[str] = EVERYTHING) -> None:
        """Read the scope line and the last actions again."""
        if self._desk.session is not None:
            session = self._desk.session.id
            self._desk.work.read(self, _standing, session, then=self._stand, only_newest=True)

    def _stand(self, answer: tuple[Scope | None, list[LogRow]]) -> None:
        found, entries = answer
        if found is not None:
            self._show_scope(found)
            self.last.show_entries(entries, found.zone)

    def _show_scope(self, found: Scope) -> None:
        texts = self._desk.texts
        number = texts.number
        here = texts("{n} of {total} here", n=number(found.came), total=number(found.expected))
        inside = texts("{n} in the room", n=number(found.inside)) if found.inside != found.came else ""
        self._scope.setText(" · ".join(part for part in (here, inside) if part))

    def actions(self) -> Sequence[PageAction]:
        """What can be done here."""
        return ()

    def show_target(self, target: Any) -> None:
        """Show what somebody pointed at."""

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        self.field.setFocus()

    @Slot()
    def _open_sessions(self) -> None:
        session_menu(self._desk, self._session, self._session_picked)

    @Slot(QAction)
    def _session_picked(self, action: QAction) -> None:
        self._desk.choose_session(action.data())
        self.take_focus()

    @Slot(object)
    def _turned(self, _direction: Direction) -> None:
        self.take_focus()

    # -- scans and names -------------------------------------------------------------------------------

    @Slot(str)
    def scan(self, code: str) -> None:
        """One scan; its verdict replaces whatever is shown."""
        self._write(check_in, code, Source.SCAN)

    @Slot(object)
    def book(self, delegate: UUID) -> None:
        """Somebody chosen from the search."""
        self._write(check_in_delegate, delegate, Source.SEARCH)

    def _write(self, verb: Callable[..., Verdict], what: str | UUID, source: Source) -> None:
        desk = self._desk
        if desk.session is None:
            said = Said("red", "warning", desk.texts("Error"), desk.texts("Choose an event session first."))
            self._show(said)
            return
        arguments = (desk.stamp(), desk.session.id, what, self.direction.value, source)
        desk.work.write(
            self, verb, *arguments, then=self._told, failed=self._not_written, touches=frozenset({PRESENCE})
        )

    def _told(self, verdict: Verdict) -> None:
        self._show(said_of(self._desk, verdict))
        self.verdict_shown.emit(verdict)

    def _not_written(self, error: Exception) -> None:
        """Nobody was checked in: the verdict before must not go on standing there in green."""
        texts = self._desk.texts
        self._show(Said("red", "warning", texts("Error"), reason=told(texts, error)))
        self._desk.work.failed.emit(error)

    def _show(self, said: Said) -> None:
        self.field.setText("")  # told to everybody; nothing is left in it that Ctrl+Z would bring back
        self._area.setCurrentWidget(self.verdict)
        self.verdict.show_said(said)

    @Slot(str)
    def _typed(self, text: str) -> None:
        if text.strip():
            self._area.setCurrentWidget(self.search)
            self.search.search(text)
        else:
            self._area.setCurrentWidget(self.verdict)

    @Slot()
    def _entered(self) -> None:
        """A whole badge code is a scan; anything else is a search, never UNKNOWN."""
        text = self.field.text()
        code = badge_code.clean(text)
        if code is not None:
            self.scan(code)
        elif text.strip():
            self.search.enter()
