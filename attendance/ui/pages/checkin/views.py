"""The door for ushers and for guests themselves: a verdict, a name, a seat, and nothing else of anybody."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QCoreApplication, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from attendance.domain import badge_code
from attendance.domain.kinds import Direction, Role
from attendance.domain.scan import ACCEPTED, Holder, Verdict, Word
from attendance.language import Texts, texts_for
from attendance.language.marks import N_
from attendance.language.verdicts import WORDS, reason
from attendance.queries.programme import Scope, scope
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.page import PageAction
from attendance.ui.pages.checkin.attempt import Attempt, chosen, scanned
from attendance.ui.pages.checkin.counter import Counter
from attendance.ui.pages.checkin.person_search import PersonSearch
from attendance.ui.pages.checkin.said import ICONS, TONES, Said, shown_name
from attendance.ui.pages.checkin.verdict_area import VerdictArea
from attendance.ui.parts import Segments, button, clearable, icon_button, lay, retone, stacked, words
from attendance.ui.sign_in import SignIn
from attendance.ui.sounds import Sound, Sounds

LEAVE_WIDTH = 84
SHOWN_FOR = 8_000
"""Milliseconds a guest's name stays on the screen of a kiosk."""
VIEW = "door_view"
"""The setting of this computer."""


class View(StrEnum):
    """How much of the window this computer shows."""

    USHER = "usher"
    KIOSK = "kiosk"


def view_wanted(desk: Desk) -> View | None:
    """The view this computer is set to, or the one that goes with whoever works here; None is the window."""
    kept = desk.settings.get(VIEW)
    if kept in frozenset(View):
        return View(kept)
    me = desk.crew.me
    return View.USHER if me is not None and me.role == Role.USHER else None


class ViewsButton(QPushButton):
    """Opens the list of views."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        made = icon_button(desk.theme, desk.texts("Views of the door"), "wide")
        self.setProperty("kind", "flat")
        self.setIcon(made.icon())
        self.setIconSize(made.iconSize())
        self.setFixedWidth(36)
        self.setToolTip(made.toolTip())
        self.setAccessibleName(made.toolTip())
        self._desk = desk
        self.clicked.connect(self._open)

    @Slot()
    def _open(self) -> None:
        menu = QMenu(self)
        for action in view_actions(self._desk):
            menu.addAction(action.words).triggered.connect(action.do)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))


def view_actions(desk: Desk) -> list[PageAction]:
    """Going to either view."""
    texts = desk.texts
    return [
        PageAction(texts("Usher view"), partial(desk.go, "view", View.USHER), "wide"),
        PageAction(texts("Kiosk view"), partial(desk.go, "view", View.KIOSK), "wide"),
    ]


# -- what is said --------------------------------------------------------------------------------------

WELCOME, GOODBYE, TWICE = N_("Welcome"), N_("Goodbye"), N_("You are already in")
ASK, READY = N_("Please come to the desk"), N_("Please scan your badge")


def seat_of(texts: Texts, holder: Holder, delegation: str) -> str:
    """Delegation and seat."""
    seat = texts("Seat {seat}", seat=holder.seat) if holder.seat else ""
    return " · ".join(part for part in (delegation, seat) if part)


def said_to_usher(desk: Desk, verdict: Verdict) -> Said:
    """The verdict with its reason, the name, delegation and seat: no note, number, photo or way round it."""
    texts, holder = desk.texts, verdict.holder
    why = reason(texts, verdict, desk.event.zone if desk.event else "UTC")
    said = Said(TONES[verdict.word], ICONS[verdict.word], texts(WORDS[verdict.word]), reason=why)
    if holder is None:
        return said
    name, other = shown_name(desk, holder)
    delegation = desk.delegation(holder.delegation_name, holder.delegation_official) or holder.delegation_code
    line = seat_of(texts, holder, delegation)
    mark = texts("Attention") if holder.attention and verdict.word in ACCEPTED else ""
    return replace(said, name=name, other_name=other, line=line, mark=mark)


def both(desk: Desk, sentence: str) -> tuple[str, str]:
    """A sentence in the window's language, and in the one of the other guests: English, or Lao beside it."""
    other = texts_for("lo" if desk.texts.language == "en" else "en")
    return desk.texts(sentence), other(sentence)


def said_to_guest(desk: Desk, verdict: Verdict) -> Said:
    """A word to the guest in both languages; why somebody may not enter is said at the desk, not here."""
    holder = verdict.holder
    if verdict.word not in ACCEPTED or holder is None:
        word, other = both(desk, TWICE if verdict.word is Word.ALREADY_IN else ASK)
        return Said("blue", "in" if verdict.word is Word.ALREADY_IN else "bell", word, other)
    word, other = both(desk, WELCOME if verdict.word is Word.IN else GOODBYE)
    name, other_name = shown_name(desk, holder)
    delegation = desk.delegation(holder.delegation_name, holder.delegation_official) or holder.delegation_code
    line = seat_of(desk.texts, holder, delegation)
    icon = "in" if verdict.word is Word.IN else "leave"
    return Said("green", icon, f"{word} · {other}", name, other_name, line)


class DoorView(QWidget):
    """One of the two, over the whole window.

    Attributes:
        view: which; verdict: its coloured area.
        left: somebody who may has left it.
        verdict_shown: a verdict is on the screen.
    """

    left = Signal()
    verdict_shown = Signal(object)

    def __init__(self, desk: Desk, view: View) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, self.view = desk, view
        self._handing_on = False
        guest = view is View.KIOSK
        waiting = (
            Said("accent", "drop", *both(desk, READY))
            if guest
            else Said("", "drop", desk.texts("Ready"), desk.texts("Scan a badge, or type a name or number."))
        )
        self.verdict = VerdictArea(desk.theme, waiting)
        self.counter = Counter(desk, self)
        self.sounds = Sounds(desk.settings)
        self.direction = Segments(
            ((Direction.ENTRY, desk.texts("Entry")), (Direction.EXIT, desk.texts("Exit"))),
            desk.texts("Entry or exit"),
        )
        self.title = words("", "heading" if guest else "title", wrap=guest)
        self.counts = words("", "muted")
        column = lay(QVBoxLayout(self), margins=(24, 16, 24, 12), spacing=12)
        column.addLayout(self._build_head())
        self.field: QLineEdit | None = None
        self.search: PersonSearch | None = None
        if not guest:
            self._build_field(column)
        self._area = stacked(column)
        self._area.addWidget(self.verdict)
        if self.search is not None:
            self._area.addWidget(self.search)
        column.addLayout(self._build_foot())
        self._soon = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._soon.timeout.connect(self.clear)
        self._wire()
        self._another()

    def _wire(self) -> None:
        desk = self._desk
        self.counter.answered.connect(self._told)
        self.counter.failed.connect(self._not_written)
        desk.event_changed.connect(self._another)
        desk.session_changed.connect(self._another)
        desk.programme_changed.connect(self.refresh)
        desk.crew.changed.connect(self._tell_operator)

    # -- building ------------------------------------------------------------------------------------------

    def _build_head(self) -> QHBoxLayout:
        row = lay(QHBoxLayout(), spacing=16)
        row.addWidget(self.title, 1)
        row.addWidget(self.counts)
        row.addWidget(self.direction)
        self.counts.setVisible(self.view is View.USHER)
        self.direction.setVisible(self.view is View.USHER)
        self.direction.chosen.connect(self.take_focus)
        return row

    def _build_field(self, column: QVBoxLayout) -> None:
        self.field = QLineEdit()
        self.field.setObjectName("scan")
        self.field.setPlaceholderText(self._desk.texts("Scan a badge, or type a name or number"))
        self.field.setAccessibleName(self.field.placeholderText())
        clearable(self._desk.theme, self.field)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._entered)
        self.search = PersonSearch(self._desk, self.field)
        self.search.picked.connect(self.book)
        column.addWidget(self.field)

    def _build_foot(self) -> QHBoxLayout:
        desk, texts = self._desk, self._desk.texts
        row = lay(QHBoxLayout(), spacing=8)
        self.retry = button(desk.theme, texts("Try again"), "redo", pressed=self.counter.retry)
        self.retry.hide()
        self.operator = words("", "small")
        self.question = words(texts("Leave this view?"), "strong")
        self.stay = button(desk.theme, texts("Stay"), pressed=self._stay)
        self.leave = button(desk.theme, texts("Leave"), kind="flat", pressed=self.ask_to_leave)
        row.addWidget(self.retry)
        row.addWidget(self.operator)
        row.addStretch()
        self.leave.setMinimumWidth(round(LEAVE_WIDTH * desk.theme.text_size))
        for part in (self.question, self.stay, self.leave):
            row.addWidget(part)
        self._stay()
        self.operator.setVisible(self.view is View.USHER)
        self._tell_operator()
        return row

    @Slot()
    def _tell_operator(self) -> None:
        self.operator.setText(self._desk.crew.told())
        retone(self.operator, "tone", "amber" if self._desk.crew.asks else "")

    # -- what the window asks of it -----------------------------------------------------------------------

    def actions(self) -> Sequence[PageAction]:
        """All the keys mean here."""
        return [PageAction(self._desk.texts("Leave this view"), self.ask_to_leave, "leave", "Ctrl+U")]

    @Slot()
    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        (self.field or self).setFocus()

    @Slot()
    def _another(self) -> None:
        desk = self._desk
        self.clear()
        event = desk.event
        if self.view is View.KIOSK:
            self.title.setText(desk.pick(event.title, event.title_official) if event else "")
        else:
            self.title.setText(desk.session_short(desk.session) if desk.session else "")
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the counts again."""
        session = self._desk.session
        if session is not None and self.view is View.USHER:
            self._desk.work.read(self, scope, session.id, then=self._counted, only_newest=True)

    def _counted(self, found: Scope | None) -> None:
        if found is not None:
            texts, number = self._desk.texts, self._desk.texts.number
            here = texts("{n} of {total} here", n=number(found.came), total=number(found.expected))
            self.counts.setText(here)

    @Slot()
    def clear(self) -> None:
        """Nobody is shown."""
        self.verdict.show_said(None)

    # -- scans ----------------------------------------------------------------------------------------------

    def scan(self, code: str) -> None:
        """One scan; its verdict replaces whatever is shown."""
        self._make(scanned(code, self._session(), self.direction.value))

    @Slot(object)
    def book(self, delegate: UUID) -> None:
        """Somebody an usher chose from the search."""
        self._make(chosen(delegate, self._session(), self.direction.value))

    def _session(self) -> UUID | None:
        return self._desk.session.id if self._desk.session else None

    def _make(self, attempt: Attempt) -> None:
        self.counter.make(attempt.booking())

    @Slot(object, object)
    def _told(self, _attempt: Attempt, verdict: Verdict) -> None:
        guest = self.view is View.KIOSK
        self._show(said_to_guest(self._desk, verdict) if guest else said_to_usher(self._desk, verdict))
        accepted = {Word.IN: Sound.IN, Word.OUT: Sound.OUT}
        self.sounds.play(accepted.get(verdict.word, Sound.ATTENTION if guest else Sound.ERROR))
        self.verdict_shown.emit(verdict)

    @Slot(object, object)
    def _not_written(self, attempt: Attempt, error: Exception) -> None:
        if self.view is View.KIOSK:
            if attempt in self._desk.unwritten:
                self._desk.unwritten.remove(attempt)  # the guest goes to the desk, and is booked there
            word, other = both(self._desk, ASK)
            self._show(Said("blue", "bell", word, other))
        else:
            why = told(self._desk.texts, error)
            self._show(Said("red", "warning", self._desk.texts("Error"), reason=why))
        self.sounds.play(Sound.ERROR)

    def _show(self, said: Said) -> None:
        if self.field is not None:
            self.field.setText("")
        self._area.setCurrentWidget(self.verdict)
        self.verdict.show_said(said)
        self.retry.setVisible(bool(self._desk.unwritten))
        if self.view is View.KIOSK:
            self._soon.start()

    @Slot(str)
    def _typed(self, text: str) -> None:
        if self.search is None:
            return
        self._area.setCurrentWidget(self.search if text.strip() else self.verdict)
        if text.strip():
            self.search.search(text)

    @Slot()
    def _entered(self) -> None:
        """A whole badge code is a scan; anything else is a search."""
        if self.field is None or self.search is None:
            return
        code = badge_code.clean(self.field.text())
        if code is not None:
            self.scan(code)
        elif self.field.text().strip():
            self.search.enter()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Whatever was clicked last, letters go into the field of an usher."""
        letter = event.text().isprintable() and event.text() and not self._handing_on
        if letter and self.field is not None and not self.field.hasFocus():
            self._handing_on = True
            self.field.setFocus()
            QCoreApplication.sendEvent(self.field, event)
            self._handing_on = False
        elif event.key() == Qt.Key.Key_Escape and self.field is not None:
            self.field.clear()
        else:
            super().keyPressEvent(event)

    # -- leaving --------------------------------------------------------------------------------------------

    @Slot()
    def ask_to_leave(self) -> None:
        """Somebody who may more than this types their PIN; where nobody has one, a second press is enough."""
        crew = self._desk.crew
        more = [one for one in crew.working if one.role in (Role.COORDINATOR, Role.DESK)]
        able = [one for one in more if one.has_pin] or more
        if able:
            asking = SignIn(self._desk, able, self._desk.texts("Leave this view"), self)
            asking.signed.connect(self._may_leave)
            asking.open_at(self.leave)
        elif self.stay.isVisible():
            self._may_leave()
        else:
            self.question.show()
            self.stay.show()
            retone(self.leave, "kind", "primary")

    @Slot()
    def _may_leave(self, *_: Any) -> None:
        self.left.emit()

    @Slot()
    def _stay(self) -> None:
        self.question.hide()
        self.stay.hide()
        retone(self.leave, "kind", "flat")
        self.take_focus()
