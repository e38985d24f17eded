"""The line always in sight: which event session and its rules, entry or exit, how many came, how fresh."""

import time
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attendance.domain.kinds import Direction, SessionEntry
from attendance.domain.rules import OPEN
from attendance.language.rules import rules_told
from attendance.queries.programme import Scope
from attendance.queries.rules import SessionRules, session_rules
from attendance.ui.desk import Desk
from attendance.ui.pages.checkin.clock_sign import ClockSign, TwoAtOnce
from attendance.ui.parts import Cut, DropButton, lay, retone, words
from attendance.ui.session_menu import session_menu
from attendance.ui.work import PROGRAMME


class ScopeLine(QWidget):
    """Session, direction and counts.

    Attributes:
        session: the button that lists the event sessions; rules: who may enter, unless everyone may.
        chosen: somebody chose another event session.
    """

    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._found, self._read_at = desk, None, 0
        self._direction = Direction.ENTRY
        column = lay(QVBoxLayout(self), spacing=4)
        line = lay(QHBoxLayout(), spacing=12)
        self.session = DropButton(desk.theme, kind="")
        self.session.clicked.connect(self._open)
        self.direction = words("", "strong")
        self.counts = words("", "muted")
        self.clock = ClockSign(desk, self)
        for part in (self.session, self.direction, self.counts):
            line.addWidget(part)
        line.addStretch()
        column.addLayout(line)
        self.fresh = words("", "small")
        below = lay(QHBoxLayout(), spacing=12)
        below.addWidget(self.clock)
        below.addWidget(self.fresh)
        below.addStretch()
        column.addLayout(below)
        column.addWidget(TwoAtOnce(desk))
        # One line, however many rules: what is below is the verdict, which needs the room.
        self.rules = Cut("small")
        self.rules.hide()
        column.addWidget(self.rules)
        desk.work.changed.connect(self._changed)

    def show_session(self) -> None:
        """The event session scans are for now."""
        if self._desk.session is not None:
            self.session.say(self._desk.session_short(self._desk.session))
        self._ask_rules()

    @Slot(object)
    def _changed(self, touched: frozenset[str]) -> None:
        # A scan changes no rules: nothing is read for it.
        if PROGRAMME in touched:
            self._ask_rules()

    def _ask_rules(self) -> None:
        if self._desk.session is not None:
            session = self._desk.session.id
            self._desk.work.read(self, session_rules, session, then=self._show_rules, only_newest=True)

    def _show_rules(self, found: SessionRules | None) -> None:
        """Who may enter, where that is not simply everyone on the list."""
        usual = found is None or (found.rules, found.entry) == (OPEN, SessionEntry.ONCE)
        if found is not None:
            said = rules_told(self._desk.texts, found.rules, found.entry, found.tag_names, found.field_titles)
            self.rules.say(said)
        self.rules.setHidden(usual)

    def turn(self, direction: Direction) -> None:
        """Entry or exit from now on."""
        self._direction = direction
        self._tell()

    def show_scope(self, found: Scope) -> None:
        """What was read just now."""
        self._found, self._read_at = found, time.time_ns() // 1_000_000
        self._tell()

    def _tell(self) -> None:
        texts, found = self._desk.texts, self._found
        leaving = self._direction is Direction.EXIT
        self.direction.setText(texts("Exit") if leaving else texts("Entry"))
        retone(self.direction, "tone", "amber" if leaving else "")
        if found is None:
            return
        number = texts.number
        here = texts("{n} of {total} here", n=number(found.came), total=number(found.expected))
        inside = texts("{n} in the room", n=number(found.inside)) if found.inside != found.came else ""
        self.counts.setText(" · ".join(part for part in (here, inside) if part))
        people = texts.plural("{n} person on the list", "{n} people on the list", found.expected)
        read = texts("list read at {time}", time=texts.time(self._read_at, found.zone))
        self.fresh.setText(f"{people} · {read}")

    @Slot()
    def _open(self) -> None:
        session_menu(self._desk, self.session, self._picked)

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        chosen: Any = action.data()
        self._desk.choose_session(chosen)
        self.chosen.emit()
