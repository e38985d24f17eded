"""The numbers that matter now: who is on the list, who came, what is missing, what is due."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attendance.domain.local_time import instant
from attendance.language.dates import local
from attendance.queries.events import EventRow
from attendance.queries.overview import Here
from attendance.queries.overview_lists import Lists
from attendance.queries.programme import SessionRow
from attendance.ui.blank import Blank
from attendance.ui.desk import Desk
from attendance.ui.header import Header
from attendance.ui.page import PageAction
from attendance.ui.pages.overview import words as said
from attendance.ui.pages.overview.board import OverviewBoard
from attendance.ui.pages.overview.reading import Reading
from attendance.ui.parts import button, icon_button, lay, stacked
from attendance.ui.work import EVERYTHING, PRESENCE

MINUTE = 60_000
"""Milliseconds."""


MINUTES = "attendance.reports.minutes:write_minutes"

LATE = 10 * MINUTE
"""After the start of an event session: by then whoever is missing is called."""


def is_late(session: SessionRow | None, zone: str, at: int) -> bool:
    """Whether an event session began ten minutes ago and is still on (``at`` in ms UTC)."""
    if session is None:
        return False
    starts, ends = (instant(session.day, time, zone) for time in (session.starts, session.ends))
    return starts is not None and starts + LATE <= at and (ends is None or at <= ends)


class OverviewPage(QWidget):
    """The page; it shows one event session beside the event, the desk's own unless another is picked."""

    key, touched_by = "overview", EVERYTHING

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self.reading = Reading(desk, self)
        self.reading.changed.connect(self._show)
        self._picked: UUID | None = None
        column = lay(QVBoxLayout(self))
        column.addWidget(self._build_header())
        self._stack = stacked(column)
        self._build_pages()
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.timeout.connect(self._tick)
        desk.event_changed.connect(self._another)
        if desk.fallback is not None:
            desk.fallback.changed.connect(self._show)
        desk.session_changed.connect(self._another_session)
        desk.programme_changed.connect(self._show)
        self._another()

    def _build_header(self) -> Header:
        desk, texts = self._desk, self._desk.texts
        header = Header(desk, texts("Overview"))
        self._copy = icon_button(desk.theme, texts("Copy the numbers as text"), "copy", self.copy_numbers)
        header.add(self._copy)
        said = texts("Copy the attendance for the minutes")
        self._minutes = icon_button(desk.theme, said, "letter", self.copy_minutes)
        header.add(self._minutes)
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
        reading = self.reading
        reading.about(self._shown_id())
        if self._desk.event is None:
            reading.behind = True
            self._show()
        elif reading.lists is None or not touched <= {PRESENCE}:
            reading.read_everything()
        else:
            reading.read_soon()

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        shown = self._stack.currentWidget()
        if shown is self.board:
            self.board.take_focus()
        else:
            shown.setFocus()

    def actions(self) -> Sequence[PageAction]:
        """What can be done here."""
        texts, shown = self._desk.texts, self._stack.currentWidget()
        if shown is self._nobody:
            return [PageAction(texts("Delegations"), self._go_delegations, "delegations")]
        if shown is not self.board:
            return [PageAction(texts("Events"), self._go_events, "events")]
        return [
            PageAction(texts("Check-in"), self._go_checkin, "checkin"),
            PageAction(texts("Copy the numbers as text"), self.copy_numbers, "copy", "Ctrl+Shift+C"),
            PageAction(
                texts("Copy the attendance for the minutes"), self.copy_minutes, "copy", "Ctrl+Shift+M"
            ),
            PageAction(texts("Next event session"), self.next_session, "right", "Ctrl+Right"),
            PageAction(texts("Previous event session"), self.previous_session, "left", "Ctrl+Left"),
        ]

    def show_target(self, target: Any) -> None:
        """Show the numbers of an event session."""
        if isinstance(target, UUID):
            self._pick(target)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._minute.start()
        if self.reading.behind:
            self.refresh(EVERYTHING)
        elif self.reading.lists is not None:
            self._show()  # the settings may have ticked a line meanwhile

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._minute.stop()

    @Slot()
    def _another(self) -> None:
        """Another event: nothing of the last one stays."""
        self._picked = None
        self.reading.forget()
        if self.isVisible():
            self.refresh(EVERYTHING)
        self._show()

    @Slot()
    def _another_session(self) -> None:
        """The desk works for another event session; so does the page."""
        self._picked = None
        self.reading.behind = True
        if self.isVisible():
            self.reading.read_session(self._shown_id())

    @Slot()
    def _tick(self) -> None:
        """A minute later the counts hold up to a minute later."""
        if self.reading.lists is not None:
            self.reading.read_session(self._shown_id())
            self.reading.look_for_second_place()

    # -- showing ---------------------------------------------------------------------------------------

    def session(self) -> SessionRow | None:
        """The event session shown: the one picked here, else the one this desk works for."""
        picked = next((row for row in self._desk.sessions if row.id == self._picked), None)
        return picked or self._desk.session

    def _shown_id(self) -> UUID | None:
        shown = self.session()
        return shown.id if shown else None

    @Slot()
    def _show(self) -> None:
        desk, found, now = self._desk, self.reading.lists, self.reading.here
        if desk.event is None:
            self._stack.setCurrentWidget(self._no_event if desk.work.database else self._waiting)
        elif found is None or now is None:
            self._stack.setCurrentWidget(self._waiting)
        elif not found.groups:
            self._stack.setCurrentWidget(self._nobody)
        else:
            self._fill(desk.event, found, now)
            self._stack.setCurrentWidget(self.board)
        ready = self._stack.currentWidget() is self.board
        self._copy.setVisible(ready)
        self._minutes.setVisible(ready and self.session() is not None)
        self._primary.setVisible(ready)

    def _fill(self, event: EventRow, found: Lists, now: Here) -> None:
        desk, texts, session, board = self._desk, self._desk.texts, self.session(), self.board
        own = desk.session is not None and session is not None and session.id == desk.session.id
        at = desk.stamp().at
        today = local(at, event.zone).date()
        board.show_standing(found, now, session, said.scope(texts, now.desks, at, event.zone))
        lost = said.fallback(texts, desk.fallback, event.starts, event.ends, today)
        board.warnings.show_lines([*lost, *said.warnings(texts, found, now)] or [said.all_well(texts)])
        late = is_late(session, event.zone, at)
        board.heads.show_lines(said.heads(texts, found, now, chosen=own, late=late))
        board.due.show_lines(said.deadlines(texts, found, event.id, today))
        ready = said.ready(texts, found, self._ticks(), self.reading.second)
        done = texts.number(sum(line.done for line in ready))
        note = texts("{n} of {total}", n=done, total=texts.number(len(ready)))
        over = bool(event.ends) and str(event.ends) < today.isoformat() and not event.sample
        board.ready.show_lines([] if over else ready, note)
        board.put_in_order()

    # -- doing -----------------------------------------------------------------------------------------

    @Slot(object)
    def _pick(self, session: UUID) -> None:
        """Look at another event session; ticks and scans go on where they went."""
        if session != self._picked:
            self._picked = session
            self.reading.read_session(self._shown_id())

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
        if self.reading.here is not None:
            QGuiApplication.clipboard().setText(self.board.told())
            self._desk.say(self._desk.texts("The numbers are copied."))

    @Slot()
    def copy_minutes(self) -> None:
        """Who was present, excused and absent at the session shown, as the paragraph for its minutes."""
        desk, shown = self._desk, self._shown_id()
        if shown is not None:
            asked = (str(desk.work.database.path), shown, desk.texts.language, desk.stamp().at, desk.name)
            title = desk.texts("Writing the attendance for the minutes")
            desk.work.heavy(self, MINUTES, *asked, then=self._minutes_written, title=title)

    def _minutes_written(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._desk.say(self._desk.texts("The attendance is copied; paste it into the minutes."))

    @Slot()
    def _go_checkin(self) -> None:
        self._desk.go("checkin")

    @Slot()
    def _go_events(self) -> None:
        self._desk.go("events")

    @Slot()
    def _go_delegations(self) -> None:
        self._desk.go("delegations")
