"""The numbers that matter now: who is on the list, who came, what is missing, what is due."""

import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QAction, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from attendance.language.dates import local
from attendance.queries.overview import Here, here
from attendance.queries.overview_lists import Lists, lists
from attendance.queries.programme import SessionRow
from attendance.ui.blank import Blank
from attendance.ui.desk import Desk
from attendance.ui.header import Header
from attendance.ui.page import PageAction
from attendance.ui.pages import overview_words as said
from attendance.ui.pages.overview_board import OverviewBoard
from attendance.ui.parts import button, icon_button, lay
from attendance.ui.work import EVERYTHING, PRESENCE

SOON = 250
"""Milliseconds in which several scans are told as one."""

MINUTE = 60_000
"""Milliseconds."""

SHARE = 20
"""Reading the whole list may take this part (1/20) of a reader's time at most, however large the event is."""


def _lists(db: Any, event: UUID) -> tuple[UUID, Lists, float]:
    """The lists of an event and how long they took (seconds)."""
    began = time.monotonic()
    return event, lists(db, event), time.monotonic() - began


def _here(db: Any, event: UUID, *asked: Any) -> tuple[UUID, Here]:
    return event, here(db, event, *asked)


def _is_there(folder: str) -> bool:
    return Path(folder).is_dir()


class OverviewPage(QWidget):
    """The page: kept totals are read after every scan, the whole list only as often as its size allows."""

    key, touched_by = "overview", EVERYTHING

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._lists: Lists | None = None
        self._here: Here | None = None
        self._picked: UUID | None = None
        self._second: bool | None = None
        self._behind = True
        column = lay(QVBoxLayout(self))
        column.addWidget(self._build_header())
        self._stack = lay(QStackedLayout())
        self._build_pages()
        column.addLayout(self._stack, 1)
        self._here_soon = QTimer(self, singleShot=True, interval=SOON)
        self._here_soon.timeout.connect(self._ask_here)
        self._lists_soon = QTimer(self, singleShot=True, interval=SOON)
        self._lists_soon.timeout.connect(self._ask_lists)
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.timeout.connect(self._tick)
        desk.event_changed.connect(self._another)
        desk.session_changed.connect(self._another_session)
        desk.programme_changed.connect(self._show)
        self._another()

    def _build_header(self) -> Header:
        desk, texts = self._desk, self._desk.texts
        header = Header(desk, texts("Overview"))
        self._copy = icon_button(desk.theme, texts("Copy the numbers as text"), "copy", self.copy_numbers)
        header.add(self._copy)
        self._primary = button(desk.theme, texts("Check-in"), "checkin", "primary", self._go_checkin)
        header.add_primary(self._primary)
        return header

    def _build_pages(self) -> None:
        desk, texts = self._desk, self._desk.texts
        self._waiting = QWidget()
        self._no_event = Blank(
            desk.theme, texts("No event is open."), texts("Events"), "events", self._go_events
        )
        self._nobody = Blank(
            desk.theme,
            texts("Nobody is on the list yet. Add the delegations that are invited, or import a list."),
            texts("Delegations"),
            "delegations",
            self._go_delegations,
        )
        self.board = OverviewBoard(desk)
        self.board.session_picked.connect(self._pick)
        self.board.ready.ticked.connect(self._ticked)
        for part in (self._waiting, self._no_event, self._nobody, self.board):
            self._stack.addWidget(part)

    # -- what the window asks of a page ----------------------------------------------------------------

    def refresh(self, touched: frozenset[str]) -> None:
        """Read again what the change can have moved."""
        if self._desk.event is None:
            self._behind = True
            self._show()
            return
        if self._lists is None or not touched <= {PRESENCE}:
            self._ask_lists()
            return
        # A tick moves the kept totals at once; of the list itself only who came at all.
        for timer in (self._here_soon, self._lists_soon):
            if not timer.isActive():
                timer.start()

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        shown = self._stack.currentWidget()
        if shown is self.board:
            self.board.take_focus()
        else:
            shown.setFocus()

    def actions(self) -> Sequence[PageAction]:
        """What can be done here."""
        texts = self._desk.texts
        found = [PageAction(texts("Check-in"), self._go_checkin, "checkin")]
        if self._here is not None:
            found.append(
                PageAction(texts("Copy the numbers as text"), self.copy_numbers, "copy", "Ctrl+Shift+C")
            )
            found.append(PageAction(texts("Next event session"), self.next_session, "right", "Ctrl+Right"))
            found.append(
                PageAction(texts("Previous event session"), self.previous_session, "left", "Ctrl+Left")
            )
        return found

    def show_target(self, target: Any) -> None:
        """Show the numbers of an event session."""
        if isinstance(target, UUID):
            self._pick(target)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()
        if self._behind:
            self.refresh(EVERYTHING)

    def hideEvent(self, event: Any) -> None:
        super().hideEvent(event)
        self._minute.stop()

    # -- asking ----------------------------------------------------------------------------------------

    @Slot()
    def _another(self) -> None:
        """Another event: nothing of the last one stays."""
        self._lists = self._here = self._picked = None
        self._behind = True
        if self.isVisible():
            self.refresh(EVERYTHING)
        else:
            self._show()

    @Slot()
    def _another_session(self) -> None:
        """The desk works for another event session; so does the page, unless somebody looks elsewhere."""
        self._picked = None
        self._behind = True
        if self.isVisible():
            self._ask_here()

    @Slot()
    def _tick(self) -> None:
        """A minute later the counts hold up to a minute later."""
        if self._lists is not None:
            self._ask_here()
            self._look_for_second_place()

    @Slot()
    def _ask_lists(self) -> None:
        if self._desk.event is not None and self._desk.work.database is not None:
            self._desk.work.read(self, _lists, self._desk.event.id, then=self._listed, only_newest=True)
            self._look_for_second_place()

    def _listed(self, answer: tuple[UUID, Lists, float]) -> None:
        event, found, took = answer
        if self._desk.event is None or event != self._desk.event.id:
            return
        self._lists = found
        self._lists_soon.setInterval(max(SOON, round(took * 1000 * SHARE)))
        self._ask_here()

    @Slot()
    def _ask_here(self) -> None:
        event, session, found = self._desk.event, self.session(), self._lists
        if event is None or found is None:
            return
        heads = tuple(head.id for head in found.heads)
        asked = (event.id, session.id if session else None, heads, tuple(found.gone))
        self._desk.work.read(self, _here, *asked, then=self._stands, only_newest=True)

    def _stands(self, answer: tuple[UUID, Here]) -> None:
        event, found = answer
        if self._desk.event is None or event != self._desk.event.id:
            return
        self._here, self._behind = found, False
        self._show()

    def _look_for_second_place(self) -> None:
        place = self._desk.settings.get("second_backup_place")
        if place:
            self._desk.work.aside(self, _is_there, str(place), then=self._second_found)
        else:
            self._second = None

    def _second_found(self, there: bool) -> None:
        if there != self._second:
            self._second = there
            self._show()

    # -- showing ---------------------------------------------------------------------------------------

    def session(self) -> SessionRow | None:
        """The event session shown: the one picked here, else the one this desk works for."""
        picked = next((row for row in self._desk.sessions if row.id == self._picked), None)
        return picked or self._desk.session

    @Slot()
    def _show(self) -> None:
        desk, found = self._desk, self._lists
        event = desk.event
        if event is None:
            self._stack.setCurrentWidget(self._no_event if desk.work.database else self._waiting)
        elif found is None or self._here is None:
            self._stack.setCurrentWidget(self._waiting)
        elif not found.groups:
            self._stack.setCurrentWidget(self._nobody)
        else:
            self._fill(found, self._here)
            self._stack.setCurrentWidget(self.board)
        ready = self._stack.currentWidget() is self.board
        self._copy.setVisible(ready)
        self._primary.setVisible(ready)

    def _fill(self, found: Lists, now: Here) -> None:
        desk, texts, event, session = self._desk, self._desk.texts, self._desk.event, self.session()
        assert event is not None
        own = desk.session is not None and session is not None and session.id == desk.session.id
        today = local(desk.stamp().at, event.zone).date()
        board = self.board
        board.show_standing(found, now, session, self._scope(now))
        board.warnings.show_lines(said.warnings(texts, found, now) or [said.all_well(texts)])
        board.heads.show_lines(said.heads(texts, found, now, chosen=own))
        board.due.show_lines(said.deadlines(texts, found, event.id, today))
        ready = said.ready(texts, found, self._ticks(), self._second)
        over = _is_over(event.ends, today) and not event.sample
        done = texts.number(sum(line.done for line in ready))
        note = texts("{n} of {total}", n=done, total=texts.number(len(ready)))
        board.ready.show_lines([] if over else ready, note)

    def _scope(self, now: Here) -> str:
        """Which desks the counts include and up to when."""
        texts, at = self._desk.texts, self._desk.stamp().at
        zone = self._desk.event.zone if self._desk.event else "UTC"
        today = local(at, zone).date()
        told: list[str] = []
        for desk in now.desks:
            moment = at if desk.own else desk.at
            same = local(moment, zone).date() == today
            when = texts.time(moment, zone) if same else texts.date_time(moment, zone)
            told.append(texts("{desk} up to {time}", desk=desk.name or texts("another desk"), time=when))
        return texts("Counted: {desks}", desks=", ".join(told)) if told else ""

    # -- doing -----------------------------------------------------------------------------------------

    @Slot(object)
    def _pick(self, session: UUID) -> None:
        """Look at another event session; ticks and scans go on where they went."""
        if session != self._picked:
            self._picked = session
            self._ask_here()

    @Slot(QAction)
    def _session_picked(self, action: QAction) -> None:
        self._pick(action.data())

    def next_session(self) -> None:
        """The numbers of the event session after the one shown."""
        self._step(1)

    def previous_session(self) -> None:
        """The numbers of the event session before the one shown."""
        self._step(-1)

    def _step(self, by: int) -> None:
        rows, shown = self._desk.sessions, self.session()
        place = next((n for n, row in enumerate(rows) if shown and row.id == shown.id), None)
        if place is not None and 0 <= place + by < len(rows):
            self._pick(rows[place + by].id)

    def _ticks(self) -> set[str]:
        event = self._desk.event
        return set(self._desk.settings.get(f"ready.{event.id}", ())) if event else set()

    @Slot(str)
    def _ticked(self, name: str) -> None:
        event = self._desk.event
        if event is not None:
            self._desk.settings.put(f"ready.{event.id}", sorted(self._ticks() ^ {name}))
            self._show()

    @Slot()
    def copy_numbers(self) -> None:
        """The numbers as plain text, for a message or the minutes."""
        if self._here is not None:
            QGuiApplication.clipboard().setText(self.board.told())
            self._desk.say(self._desk.texts("The numbers are copied."))

    @Slot()
    def _go_checkin(self) -> None:
        self._desk.go("checkin")

    @Slot()
    def _go_events(self) -> None:
        self._desk.go("events")

    @Slot()
    def _go_delegations(self) -> None:
        self._desk.go("delegations")


def _is_over(ends: str | None, today: date) -> bool:
    return bool(ends) and str(ends) < today.isoformat()
