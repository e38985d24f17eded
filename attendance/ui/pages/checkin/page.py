"""The desk at the door: one field, one huge verdict, what to do about it, the last twenty with Undo."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from attendance.commands.walk_in import WalkIn
from attendance.domain import badge_code
from attendance.domain.errors import Refused
from attendance.domain.kinds import Direction
from attendance.domain.scan import Verdict
from attendance.queries.history import LogRow, last_facts
from attendance.queries.programme import Scope, scope
from attendance.ui import icons
from attendance.ui.blank import Blank
from attendance.ui.desk import Desk
from attendance.ui.header import Header
from attendance.ui.page import PageAction
from attendance.ui.pages.checkin.answer import Answer
from attendance.ui.pages.checkin.attempt import Attempt, chosen, scanned
from attendance.ui.pages.checkin.counter import Counter
from attendance.ui.pages.checkin.hand import Hand
from attendance.ui.pages.checkin.last_actions import LastActions
from attendance.ui.pages.checkin.log_view import LogView
from attendance.ui.pages.checkin.person_search import PersonSearch
from attendance.ui.pages.checkin.said import DISCREET
from attendance.ui.pages.checkin.scope_line import ScopeLine
from attendance.ui.pages.checkin.taking_back import TakingBack, UndoPanel
from attendance.ui.pages.checkin.views import ViewsButton
from attendance.ui.pages.checkin.walk_in import WalkInCard
from attendance.ui.parts import Segments, button, clearable, icon_button, lay, stacked
from attendance.ui.sounds import Sounds
from attendance.ui.work import DELEGATES, EVENTS, EVERYTHING, PRESENCE

SIDE = 320


def _standing(db: Any, event_session: UUID) -> tuple[Scope | None, list[LogRow]]:
    return scope(db, event_session), last_facts(db, event_session)


class CheckinPage(QWidget):
    """The page.

    Attributes:
        answer: the verdict and what can be done about it; verdict: its coloured area.
        counter: what every attempt to book goes through.
        log: every line of the event; built when it is first wanted.
        taken_back: the id of an action that was undone here.
        verdict_shown: a verdict is on the screen.
    """

    key, touched_by = "checkin", frozenset({EVENTS, DELEGATES, PRESENCE})
    taken_back = Signal(object)
    verdict_shown = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        theme, texts = desk.theme, desk.texts
        self.sounds = Sounds(desk.settings)
        self.counter = Counter(desk, self)
        self.answer = Answer(desk, self.sounds)
        self.verdict = self.answer.verdict
        self.field = QLineEdit()
        self.field.setObjectName("scan")
        self.field.setPlaceholderText(texts("Scan a badge, or type a name or number"))
        self.field.setAccessibleName(self.field.placeholderText())
        clearable(theme, self.field)
        self.search = PersonSearch(desk, self.field, walk_ins=True)
        self.walk_in = WalkInCard(desk)
        self.scope = ScopeLine(desk)
        self.last = LastActions(desk)
        self.undoing = TakingBack(desk, self)
        self.log: LogView | None = None
        self._handing_on = False
        self._no_session = Blank(theme, texts("This event has no event session that takes attendance."))
        column = lay(QVBoxLayout(self))
        column.addWidget(self._build_header())
        self._stack = stacked(column)
        self._stack.addWidget(self._build_body())
        self._stack.addWidget(self._no_session)
        self._wire()
        self._another()

    def _wire(self) -> None:
        desk = self._desk
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._entered)
        self.search.picked.connect(self.book)
        self.search.walk_in_wanted.connect(self.begin_walk_in)
        self.walk_in.made.connect(self._walked_in)
        self.walk_in.this_one.connect(self.book)
        self.walk_in.left.connect(self._no_walk_in)
        self.last.undo_asked.connect(self.undoing.ask)
        self.last.log_wanted.connect(self.show_log)
        self.undoing.done.connect(self._taken_back)
        self.undoing.reason_wanted.connect(self._ask_why)
        self.undoing.complained.connect(self._complain)
        self.scope.chosen.connect(self.take_focus)
        self.counter.answered.connect(self._told)
        self.counter.failed.connect(self._not_written)
        self.answer.wanted.connect(self._make)
        self.answer.retry_wanted.connect(self.retry)
        self.answer.search_wanted.connect(self.take_focus)
        self.answer.left.connect(self.take_focus)
        desk.event_changed.connect(self._another)
        desk.session_changed.connect(self._another)
        desk.following.wait_for(self.answer.hand)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whatever was clicked last, letters go into the field."""
        # What the field does not take comes back here.
        letter = event.text().isprintable() and event.text() and not self._handing_on
        if letter and self.field.isEnabled() and not self.field.hasFocus():
            self._handing_on = True
            self.field.setFocus()
            QCoreApplication.sendEvent(self.field, event)
            self._handing_on = False
        elif event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
        elif event.key() == Qt.Key.Key_Escape:
            self.answer.hand.escape()
        else:
            super().keyPressEvent(event)

    def _build_header(self) -> Header:
        desk, texts = self._desk, self._desk.texts
        header = Header(desk, texts("Check-in"))
        self._mute = icon_button(desk.theme, texts("Sounds"), "sound", self._turn_sounds)
        self._show_sounds()
        header.add(ViewsButton(desk))
        header.add(self._mute)
        header.add(button(desk.theme, texts("Walk-in"), "add", pressed=self._walk_in_pressed))
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
        left.addWidget(self.scope)
        left.addWidget(self.field)
        self._area = stacked(left)
        self._area.addWidget(self.answer)
        self._area.addWidget(self.search)
        self._area.addWidget(self.walk_in)
        self.last.setFixedWidth(SIDE)
        row.addWidget(self.last)
        return body

    @Slot()
    def _open_sheets(self) -> None:
        self._desk.go("sheets")

    # -- standing --------------------------------------------------------------------------------------

    @Slot()
    def _another(self) -> None:
        self.answer.clear()
        self._stack.setCurrentIndex(0 if self._desk.session or self._desk.event is None else 1)
        self.scope.show_session()
        self.refresh()

    def refresh(self, touched: frozenset[str] = EVERYTHING) -> None:
        """Read the scope line and the last actions again."""
        if self._desk.session is not None:
            session = self._desk.session.id
            self._desk.work.read(self, _standing, session, then=self._stand, only_newest=True)
        if self._desk.event is not None and EVENTS in touched:
            self.answer.refresh()
        if self._in_log() and self.log is not None:
            self.log.refresh()

    def _stand(self, answer: tuple[Scope | None, list[LogRow]]) -> None:
        found, entries = answer
        if found is not None:
            self.scope.show_scope(found)
            self.last.show_entries(entries, found.zone)

    def actions(self) -> Sequence[PageAction]:
        """What can be done here."""
        texts, settings = self._desk.texts, self._desk.settings
        leaving = self.direction.value is Direction.EXIT
        made = [
            PageAction(texts("Entry") if leaving else texts("Exit"), self._turn_round, "leave", "F8"),
            PageAction(
                texts("Sounds off") if self.sounds.on else texts("Sounds on"),
                self._turn_sounds, "sound", "Ctrl+M",
            ),
            PageAction(
                texts("Discreet mode off") if settings.get(DISCREET) else texts("Discreet mode on"),
                self._turn_discreet, "bell",
            ),
        ]  # fmt: skip
        if self._in_log():
            made.append(PageAction(texts("Back to the desk"), self.show_desk, "left", "Ctrl+L"))
        else:
            made.append(PageAction(texts("Whole log"), self.show_log, "log", "Ctrl+L"))
        made.insert(0, PageAction(texts("Walk-in"), self.begin_walk_in, "add", "Ctrl+D"))
        if self._desk.unwritten:
            made.insert(0, PageAction(texts("Try again"), self.retry, "redo", "F9"))
        return made

    def show_target(self, target: Any) -> None:
        """Scan for the event session with this id."""
        self._desk.choose_session(target)

    @Slot()
    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        if self._in_log() and self.log is not None:
            self.log.take_focus()
        else:
            self.field.setFocus()

    @Slot(object)
    def _turned(self, direction: Direction) -> None:
        self.scope.turn(direction)
        self.take_focus()

    def turn(self, direction: Direction) -> None:
        """Entry or exit from now on."""
        self.direction.choose(direction)
        self._turned(direction)

    def _turn_round(self) -> None:
        leaving = self.direction.value is Direction.EXIT
        self.turn(Direction.ENTRY if leaving else Direction.EXIT)

    @Slot()
    def _turn_sounds(self) -> None:
        self.sounds.turn(not self.sounds.on)
        self._show_sounds()
        self.take_focus()

    def _show_sounds(self) -> None:
        texts, on = self._desk.texts, self.sounds.on
        words = texts("Sounds on") if on else texts("Sounds off")
        self._mute.setIcon(icons.icon("sound" if on else "muted", self._desk.theme.palette.muted))
        self._mute.setToolTip(words)
        self._mute.setAccessibleName(words)

    def _turn_discreet(self) -> None:
        settings = self._desk.settings
        settings.put(DISCREET, not settings.get(DISCREET, False))
        self.answer.clear()

    # -- the log, and taking back ----------------------------------------------------------------------

    def _in_log(self) -> bool:
        return self.log is not None and self._stack.currentWidget() is self.log

    @Slot()
    def show_log(self) -> None:
        """Every line of the event in place of the desk; a scan brings the desk back."""
        if self.log is None:
            self.log = LogView(self._desk)
            self.log.left.connect(self.show_desk)
            self.log.undo_asked.connect(self.undoing.ask)
            self._stack.addWidget(self.log)
        self._stack.setCurrentWidget(self.log)
        self.log.open()
        self.log.take_focus()

    @Slot()
    def show_desk(self) -> None:
        """Back from the log to the field and the verdict."""
        self._stack.setCurrentIndex(0 if self._desk.session or self._desk.event is None else 1)
        self.field.setFocus()

    def _hand(self) -> Hand:
        return self.log.hand if self._in_log() and self.log is not None else self.answer.hand

    @Slot(str)
    def _ask_why(self, name: str) -> None:
        panel = UndoPanel(self._desk, name, self.answer.supervision)
        panel.given.connect(self.undoing.give)
        self._hand().offer(panel, focus=True)

    @Slot(str)
    def _complain(self, sentence: str) -> None:
        hand = self._hand()
        if isinstance(hand.panel, UndoPanel):
            hand.panel.complain(sentence)
        else:
            self._desk.say(sentence)

    @Slot(object)
    def _taken_back(self, action: UUID) -> None:
        if isinstance(self._hand().panel, UndoPanel):
            self._hand().offer(None)
        self.taken_back.emit(action)
        self.take_focus()

    # -- scans and names -------------------------------------------------------------------------------

    @Slot(str)
    def scan(self, code: str) -> None:
        """One scan; its verdict replaces whatever is shown."""
        waiting = self.answer.waits_for(code)
        self._make(waiting.booking() if waiting else scanned(code, self._session(), self.direction.value))

    @Slot(object)
    def book(self, delegate: UUID) -> None:
        """Somebody chosen from the search; a spare badge that was scanned before becomes theirs."""
        attempt = chosen(delegate, self._session(), self.direction.value)
        spare = self.answer.spare()
        self._make(attempt if spare is None else attempt.tying(spare))

    @Slot(str)
    def begin_walk_in(self, name: str = "") -> None:
        """Somebody is here who is on no list."""
        if self._desk.session is not None:
            self._empty_field()
            self._area.setCurrentWidget(self.walk_in)
            self.walk_in.begin(name)

    @Slot()
    def _walk_in_pressed(self) -> None:
        self.begin_walk_in()

    @Slot(object)
    def _walked_in(self, made: WalkIn) -> None:
        self._empty_field()
        self.take_focus()
        if made.verdict is not None:
            attempt = chosen(made.delegate, self._session(), Direction.ENTRY)
            self.answer.show_verdict(attempt, made.verdict)
            self.verdict_shown.emit(made.verdict)

    @Slot()
    def _no_walk_in(self) -> None:
        self._empty_field()
        self.take_focus()

    def _session(self) -> UUID | None:
        return self._desk.session.id if self._desk.session else None

    @Slot(object)
    def _make(self, attempt: Attempt) -> None:
        self._stack.setCurrentIndex(0)
        self.counter.make(attempt)

    @Slot()
    def retry(self) -> None:
        """Write what could not be written, as it was scanned."""
        self.counter.retry()
        self.take_focus()

    @Slot(object, object)
    def _told(self, attempt: Attempt, verdict: Verdict) -> None:
        self._empty_field()
        self.answer.show_verdict(attempt, verdict)
        self.verdict_shown.emit(verdict)

    @Slot(object, object)
    def _not_written(self, attempt: Attempt, error: Exception) -> None:
        self._empty_field()
        self.answer.show_error(attempt, error)
        if not isinstance(error, Refused):
            self._desk.work.failed.emit(error)

    def _empty_field(self) -> None:
        self.field.setText("")  # told to everybody; nothing is left in it that Ctrl+Z would bring back
        self._area.setCurrentWidget(self.answer)

    @Slot(str)
    def _typed(self, text: str) -> None:
        if text.strip():
            self._area.setCurrentWidget(self.search)
            self.search.search(text)
        else:
            self._area.setCurrentWidget(self.answer)

    @Slot()
    def _entered(self) -> None:
        """A whole badge code is a scan; anything else is a search, never UNKNOWN; nothing is the panel's."""
        text = self.field.text()
        code = badge_code.clean(text)
        if code is not None:
            self.scan(code)
        elif text.strip():
            self.search.enter()
        else:
            self.answer.hand.enter()
