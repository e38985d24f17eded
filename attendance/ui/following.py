"""Follows the clock: ticks and scans are for the event session of now, until somebody chooses another."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from attendance.domain.errors import Refused
from attendance.domain.session_now import session_of_now
from attendance.queries.programme import SessionRow

if TYPE_CHECKING:
    from attendance.ui.desk import Desk

EVERY = 5_000
PATIENCE = 120_000
"""Milliseconds that what stands unanswered under a verdict keeps the clock waiting, unless somebody types."""


def clock() -> int:
    """Now, ms UTC."""
    return time.time_ns() // 1_000_000


class Following(QObject):
    """Chooses the event session of the open event by the clock, where that is on.

    On is what a new event begins with; both it and the room are remembered for each event on this computer.

    Attributes:
        now: where the time comes from.
        found: the event session of now, None on a day without one.
        problem: why there is none to choose (``two_sessions_now``), in the window's language.
        switched_at: when the clock last went on to another event session while this event was open, ms UTC.
        changed: any of these, or whether it is on, is new.
    """

    changed = Signal()

    def __init__(self, desk: "Desk", now: Callable[[], int] = clock) -> None:
        super().__init__()
        self._desk, self.now = desk, now
        self.found: SessionRow | None = None
        self.problem: Refused | None = None
        self.switched_at: int | None = None
        self._seen: tuple[Any, ...] = ()
        self._hand: Any = None
        self._waiting_since: int | None = None
        desk.event_changed.connect(self._opened)
        desk.programme_changed.connect(self.look)
        self._timer = QTimer(self, interval=EVERY)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    # -- what is set -------------------------------------------------------------------------------------

    @property
    def on(self) -> bool:
        return not self._desk.settings.get(self._key("by_hand"), False)

    @property
    def room(self) -> str | None:
        """The room this desk is for; None is all."""
        room = self._desk.settings.get(self._key("room"))
        return room if room in self.rooms() else None

    def rooms(self) -> list[str]:
        """The rooms of the event sessions that take attendance, in the order of the programme."""
        return list(dict.fromkeys(one.room for one in self._desk.sessions if one.room))

    def turn(self, on: bool) -> None:
        """Follow the clock from now on, or stay with what is chosen."""
        self._desk.settings.put(self._key("by_hand"), not on)
        self._look(asked=True)

    def choose_room(self, room: str | None) -> None:
        """This desk is for that room, and follows the clock in it."""
        self._desk.settings.put(self._key("room"), room)
        self.turn(True)

    def _key(self, what: str) -> str:
        event = self._desk.event
        return f"{what}.{event.id if event else ''}"

    # -- what the clock says ------------------------------------------------------------------------------

    @Slot()
    def _opened(self) -> None:
        self.switched_at = None
        self.look()

    @Slot()
    def look(self) -> None:
        """Look at the clock, and go on to the event session of now unless something is being answered."""
        self._look()

    def _look(self, *, asked: bool = False) -> None:
        desk, event = self._desk, self._desk.event
        self.found, self.problem = None, None
        if event is not None:
            try:
                self.found = session_of_now(desk.sessions, self.now(), event.zone, self.room)
            except Refused as refused:
                self.problem = self._in_our_words(refused)
        if self.on and self.found is not None and (asked or not self._is_kept_waiting()):
            self._go_on(self.found)
        self._tell()

    def _in_our_words(self, refused: Refused) -> Refused:
        told, pick = refused.details, self._desk.pick
        return Refused(
            "two_sessions_now",
            first=pick(told["first"], told["first_official"]),
            second=pick(told["second"], told["second_official"]),
        )

    def _go_on(self, to: SessionRow) -> None:
        desk = self._desk
        if desk.session is None or desk.session.id == to.id:
            return
        first_look = self._seen[:1] != (desk.event.id if desk.event else None,)
        desk.follow(to.id)
        if not first_look:
            self.switched_at = self.now()
            words = desk.texts("The clock went on: {session}.", session=desk.session_short(to))
            desk.say(words)

    def _tell(self) -> None:
        event = self._desk.event
        seen = (
            event.id if event else None, self.on, self.found and self.found.id, str(self.problem),
            self.switched_at, self.room, self.recently_switched,
        )  # fmt: skip
        if seen != self._seen:
            self._seen = seen
            self.changed.emit()

    @property
    def recently_switched(self) -> bool:
        """Whether the sign of it should still stand: ten minutes."""
        return self.switched_at is not None and 0 <= self.now() - self.switched_at < 600_000

    @property
    def refusal(self) -> Refused | None:
        """Why nobody can be booked: two at once, and nobody has chosen between them."""
        return self.problem if self.on else None

    def chosen_by_hand(self, session: UUID) -> None:
        """Somebody chose an event session: another than that of now ends following."""
        if self.problem is not None or (self.found is not None and self.found.id != session):
            self.turn(False)

    # -- what must not be disturbed -----------------------------------------------------------------------

    def wait_for(self, hand: Any) -> None:
        """Never go on while there is a ``panel`` in this widget that somebody may be answering."""
        self._hand = hand

    def _is_kept_waiting(self) -> bool:
        hand = self._hand
        if hand is None or not isValid(hand) or hand.panel is None:
            self._waiting_since = None
            return False
        if (field := QApplication.focusWidget()) is not None and hand.isAncestorOf(field):
            self._waiting_since = self.now()
            return True
        if self._waiting_since is None:
            self._waiting_since = self.now()
        return self.now() - self._waiting_since < PATIENCE
