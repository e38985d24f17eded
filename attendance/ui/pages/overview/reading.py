"""Reads what the overview shows: kept totals after every scan, the whole list as often as its size allows."""

import time
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from attendance.queries.overview import Here, here
from attendance.queries.overview_lists import Lists, lists
from attendance.ui.desk import Desk
from attendance.ui.keeper import SECOND_PLACE

SOON = 250
"""Milliseconds in which several scans are told as one."""

SHARE = 20
"""Reading the whole list takes at most this part (1/20) of a reader's time, however large the event is."""


def _lists(db: Any, event: UUID) -> tuple[UUID, Lists, float]:
    """The lists of an event and how long they took (seconds)."""
    began = time.monotonic()
    return event, lists(db, event), time.monotonic() - began


def _here(db: Any, event: UUID, *asked: Any) -> tuple[UUID, Here]:
    return event, here(db, event, *asked)


def _is_there(folder: str) -> bool:
    return Path(folder).is_dir()


class Reading(QObject):
    """What is known of the open event.

    Attributes:
        lists, here: the last answers, None before the first.
        second: the second place for backups is there; None when none is set.
        behind: something changed that was not asked about yet.
        changed: there is a new answer.
    """

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.lists: Lists | None = None
        self.here: Here | None = None
        self.second: bool | None = None
        self.behind = True
        self._session: UUID | None = None
        self._here_soon = QTimer(self, singleShot=True, interval=SOON)
        self._here_soon.timeout.connect(self._ask_here)
        self._lists_soon = QTimer(self, singleShot=True, interval=SOON)
        self._lists_soon.timeout.connect(self.read_everything)

    def forget(self) -> None:
        """Another event: nothing of the last one stays."""
        self.lists = self.here = None
        self.behind = True

    @Slot()
    def read_everything(self) -> None:
        """Ask for the list, then for the event session."""
        if self._desk.event is not None and self._desk.work.database is not None:
            self._desk.work.read(self, _lists, self._desk.event.id, then=self._listed, only_newest=True)
            self.look_for_second_place()

    def read_soon(self) -> None:
        """Somebody came or went: the kept totals now, and of the list who came at all when there is time."""
        for timer in (self._here_soon, self._lists_soon):
            if not timer.isActive():
                timer.start()

    def read_session(self, session: UUID | None) -> None:
        """Ask how this event session stands."""
        self._session = session
        self._ask_here()

    def look_for_second_place(self) -> None:
        """Whether the stick is plugged in."""
        place = self._desk.settings.get(SECOND_PLACE)
        if place:
            self._desk.work.aside(self, _is_there, str(place), then=self._second_found)
        else:
            self._second_found(None)

    def about(self, session: UUID | None) -> None:
        """The event session the next answers are about."""
        self._session = session

    @Slot()
    def _ask_here(self) -> None:
        event, found = self._desk.event, self.lists
        if event is None or found is None:
            return
        heads = tuple(head.id for head in found.heads)
        asked = (event.id, self._session, heads, tuple(found.gone))
        self._desk.work.read(self, _here, *asked, then=self._stands, only_newest=True)

    def _listed(self, answer: tuple[UUID, Lists, float]) -> None:
        event, found, took = answer
        if self._desk.event is not None and event == self._desk.event.id:
            self.lists = found
            self._lists_soon.setInterval(max(SOON, round(took * 1000 * SHARE)))
            self._ask_here()

    def _stands(self, answer: tuple[UUID, Here]) -> None:
        event, found = answer
        if self._desk.event is not None and event == self._desk.event.id:
            self.here, self.behind = found, False
            self.changed.emit()

    def _second_found(self, there: bool | None) -> None:
        if there != self.second:
            self.second = there
            self.changed.emit()
