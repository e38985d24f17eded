"""What every page shares: the work behind it, its words, the open event, and who acts."""

import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from attendance.domain.kinds import Stamp
from attendance.language import Texts
from attendance.queries.desk import desk_name
from attendance.queries.events import EventRow, events
from attendance.queries.programme import SessionRow, sessions
from attendance.ui.crew import Crew
from attendance.ui.following import Following
from attendance.ui.settings import Settings
from attendance.ui.theme import Theme
from attendance.ui.work import EVENTS, PRESENCE, PROGRAMME, Work


def _standing(db: Any, wanted: UUID | None) -> tuple[str, list[EventRow], EventRow | None, list[SessionRow]]:
    """Everything about the open event in one snapshot: the wanted one, else the newest."""
    found = events(db)
    event = next((row for row in found if row.id == wanted), None)
    if event is None:
        event = next((row for row in found if not row.archived), None)
    return desk_name(db), found, event, sessions(db, event.id, attendance_only=True) if event else []


class _Voice(QObject):
    """The signals of a desk; a QObject of its own, because ``event`` is taken in every QObject."""

    event_changed = Signal()
    session_changed = Signal()
    programme_changed = Signal()
    said = Signal(str, object)
    going = Signal(str, object)
    badges_wanted = Signal(object)
    certificates_wanted = Signal()
    editing_wanted = Signal()


class Desk:
    """One window's standing, handed to its pages.

    Attributes:
        event, events, sessions: the open event, all events, and the open one's sessions that take attendance.
        session: the event session that ticks and scans are for.
        scan_wanted: whoever takes the next scans instead of the door, as a form that asks for a badge.
        unwritten: what the door could not write and will try again; it outlives a page that is built anew.
        keeper: of the backups, a ``ui.keeper.Keeper``; None where none are kept.
        fallback: of the list on the stick, a ``ui.fallback.Fallback``; None where no backups are kept.
        scanner: what hears the scanner that types, a ``ui.scanner.Scanner``; None where nothing does.
        inputs: the ways a code comes in without keys, a ``ui.inputs.Inputs``; None where there are none.
        practising: this window is over a copy that is thrown away.
        practice: starts such a window, a ``ui.practice.Practice``; None in one.
        following: chooses the event session of now, where that is wanted.
        operator, crew: the name that stands beside what is done here, and who it may be.
        event_changed, session_changed: another one is open; programme_changed: the same, with new counts.
        said: words for the toast and the id of the action its Undo takes back, or None.
        going: the key of a page, and what it shall show there or None.
        badges_wanted: badges are to be printed, a ``ui.badge_choice.Whose``.
        certificates_wanted: the certificates of the open event are to be looked after.
        editing_wanted: the people of the open event are to go out as a workbook for editing.
    """

    def __init__(self, work: Work, theme: Theme, settings: Settings, texts: Texts, operator: str) -> None:
        self._voice = _Voice()
        self.event_changed = self._voice.event_changed
        self.session_changed = self._voice.session_changed
        self.programme_changed = self._voice.programme_changed
        self.said, self.going = self._voice.said, self._voice.going
        self.badges_wanted = self._voice.badges_wanted
        self.certificates_wanted = self._voice.certificates_wanted
        self.editing_wanted = self._voice.editing_wanted
        self.work, self.theme, self.settings, self.texts = work, theme, settings, texts
        self.operator, self.name = operator, ""
        self.keeper: Any = None
        self.fallback: Any = None
        self.scanner: Any = None
        self.scan_wanted: Callable[[str], None] | None = None
        self.unwritten: list[Any] = []
        self.inputs: Any = None
        self.practising = False
        self.practice: Any = None
        self.event: EventRow | None = None
        self.session: SessionRow | None = None
        self.events: list[EventRow] = []
        self.sessions: list[SessionRow] = []
        self._wanted: UUID | None = None
        self._wanted_session: UUID | None = None
        self.crew, self.following = Crew(self), Following(self)
        work.changed.connect(self._changed)

    def stamp(self) -> Stamp:
        """Who acts, and now."""
        return Stamp(self.operator, time.time_ns() // 1_000_000, self.crew.role)

    def pick(self, latin: str | None, official: str | None) -> str:
        """The form the reader of this window wants, the other one where it is missing."""
        return self.texts.pick(latin, official)

    def delegation(self, latin: str | None, official: str | None) -> str:
        """The name of a delegation for the reader of this window; a country has one in any language."""
        return self.texts.delegation(latin, official)

    def other(self, latin: str | None, official: str | None) -> str:
        """The form in the other script, "" when there is none."""
        shown = self.pick(latin, official)
        rest = latin if shown == official else official
        return rest if rest and rest != shown else ""

    def open_event(self, event: UUID | None) -> None:
        """Open an event; None is the one open last, or the newest."""
        if event is None and (kept := self.settings.get("event")):
            event = UUID(kept)
        self._wanted = event
        self._look()

    def choose_session(self, session: UUID) -> None:
        """Ticks and scans are for this event session from now on: somebody wants it so."""
        self.following.chosen_by_hand(session)
        self.follow(session)

    def follow(self, session: UUID) -> None:
        """The same, because the clock says so."""
        found = next((row for row in self.sessions if row.id == session), None)
        if found is not None and (self.session is None or self.session.id != session):
            self.session = found
            self._wanted_session = session
            self.session_changed.emit()

    def say(self, words: str, action: UUID | None = None) -> None:
        """Show a toast; with an action it offers Undo."""
        self.said.emit(words, action)

    def go(self, page: str, target: Any = None) -> None:
        """Show a page of the window, and on it what ``target`` points at.

        delegates: a ``Question``, or the id of a delegate; delegations: the id of a delegation, or a filter's
        name; programme, checkin: the id of an event session; events: the id of an event, or
        "invite" for the open one; reports: the name of a report; settings: the name of a section.
        """
        self.going.emit(page, target)

    def session_title(self, session: SessionRow) -> str:
        """ "29 May 2024 · Morning"."""
        title = self.pick(session.title, session.title_official)
        return " · ".join(part for part in (self.texts.date_long(session.day), title) if part)

    def session_short(self, session: SessionRow) -> str:
        """ "29 May · Morning", where the event and its year stand beside it."""
        title = self.pick(session.title, session.title_official)
        return " · ".join(part for part in (self.texts.day_month(session.day), title) if part)

    def _changed(self, touched: frozenset[str]) -> None:
        if touched & {EVENTS, PRESENCE, PROGRAMME} and self.event is not None:
            self._look()

    def _look(self) -> None:
        self.work.read(self._voice, _standing, self._wanted, then=self._stand, only_newest=True)

    def _stand(self, answer: tuple[str, list[EventRow], EventRow | None, list[SessionRow]]) -> None:
        self.name, self.events, event, self.sessions = answer
        before, self.event = self.event, event
        self._wanted = event.id if event else None
        if event is not None:
            self.settings.put("event", str(event.id))
        chosen = next((row for row in self.sessions if row.id == self._wanted_session), None)
        chosen = chosen or next(iter(self.sessions), None)
        self.session = chosen
        if (before and before.id) != (event and event.id) or before is None:
            self.event_changed.emit()
        else:
            self.programme_changed.emit()
