"""One delegate in detail: names in two scripts, facts, attendance, history."""

from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from attendance.domain.badge_code import grouped
from attendance.domain.kinds import PresenceState
from attendance.language.labels import label
from attendance.queries.delegates import delegates
from attendance.queries.history import Entry, history
from attendance.queries.listing import page
from attendance.queries.programme import SessionRow, sessions
from attendance.ui.desk import Desk
from attendance.ui.pages.delegates_wording import TONES, listed
from attendance.ui.parts import button, hairline, lay, words

WIDTH = 340
FACTS = (
    *("id", "name", "title", "family", "name_official", "delegation", "delegation_name", "capacity"),
    *("status", "position", "unit", "organisation", "seat", "short_number", "badge", "remarks"),
)
MOST_ENTRIES = 12


class Seen(NamedTuple):
    """All the pane shows of one person, read in one snapshot."""

    number: int
    facts: dict[str, Any]
    attendance: list[tuple[SessionRow, str | None]]
    entries: list[Entry]


def _look(db: Any, event: UUID, number: int) -> Seen | None:
    programme = sessions(db, event, attendance_only=True)
    listing = delegates(event, programme)
    keys = (*FACTS, *(f"session:{session.id}" for session in programme))
    rows = page(db, listing, [number], keys)
    if not rows:
        return None
    values = rows[0][1:]
    facts = dict(zip(FACTS, values, strict=False))
    attendance = list(zip(programme, values[len(FACTS) :], strict=True))
    return Seen(number, facts, attendance, history(db, facts["id"])[:MOST_ENTRIES])


class DelegatePane(QWidget):
    """The pane at the right of the list.

    Attributes:
        check_in_wanted: the id of the delegate whose button was pressed.
    """

    check_in_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(desk.texts("Details"))
        self._desk = desk
        self._number: int | None = None
        self._seen: Seen | None = None
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lay(QVBoxLayout(self), margins=(1, 0, 0, 0)).addWidget(self._area)
        self._build(None)

    def show_delegate(self, number: int | None) -> None:
        """Show the delegate with this local number, or nobody."""
        self._number = number
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the same person again."""
        if self._number is None or self._desk.event is None:
            self._build(None)
        else:
            asked = (self._desk.event.id, self._number)
            self._desk.work.read(self, _look, *asked, then=self._show, only_newest=True)

    def _show(self, seen: Seen | None) -> None:
        if seen is None or seen.number == self._number:
            self._build(seen)

    def _build(self, seen: Seen | None) -> None:
        self._seen = seen
        content = QWidget()
        content.setObjectName("surface")
        column = lay(QVBoxLayout(content), margins=(20, 20, 20, 20), spacing=4)
        if seen is None:
            hint = words(self._desk.texts("Choose somebody in the list to see more."), "muted", wrap=True)
            column.addWidget(hint)
        else:
            self._add_names(column, seen.facts)
            self._add_facts(column, seen.facts)
            self._add_attendance(column, seen.attendance)
            self._add_history(column, seen.entries)
        column.addStretch()
        self._area.setWidget(content)

    def _add_names(self, column: QVBoxLayout, facts: dict[str, Any]) -> None:
        desk, texts = self._desk, self._desk.texts
        latin = listed(facts["name"] or "", facts["title"] or "", facts["family"] or "")
        column.addWidget(words(desk.pick(latin, facts["name_official"]), "heading", wrap=True))
        if other := desk.other(latin, facts["name_official"]):
            column.addWidget(words(other, "muted", wrap=True))
        column.addSpacing(8)
        row = lay(QHBoxLayout(), spacing=6)
        tone = TONES.get(facts["status"])
        row.addWidget(words("●", tone=str(tone) if tone else "", role="" if tone else "muted"))
        parts = (label(texts, facts["status"]), label(texts, facts["capacity"]), facts["delegation"])
        row.addWidget(words(" · ".join(parts), wrap=True), 1)
        column.addLayout(row)
        column.addSpacing(12)
        column.addWidget(button(desk.theme, texts("Check in"), "tick", pressed=self._check_in))
        column.addSpacing(12)

    def _add_facts(self, column: QVBoxLayout, facts: dict[str, Any]) -> None:
        texts = self._desk.texts
        told = (
            (texts("Position"), facts["position"]),
            (texts("Unit"), facts["unit"]),
            (texts("Organisation"), facts["organisation"]),
            (texts("Delegation"), facts["delegation_name"]),
            (texts("Seat"), facts["seat"]),
            (texts("Number"), facts["short_number"]),
            (texts("Badge"), grouped(facts["badge"]) if facts["badge"] else None),
            (texts("Remarks"), facts["remarks"]),
        )
        self._add_pairs(column, [(title, str(value)) for title, value in told if value])

    def _add_attendance(self, column: QVBoxLayout, attendance: list[tuple[SessionRow, str | None]]) -> None:
        if not attendance:
            return
        self._add_section(column, self._desk.texts("Attendance"))
        for session, state in attendance:
            row = lay(QHBoxLayout(), spacing=8)
            row.addWidget(words(self._desk.session_title(session), wrap=True), 1)
            here = state in (PresenceState.INSIDE, PresenceState.LEFT)
            told = label(self._desk.texts, state or PresenceState.NONE)
            row.addWidget(words(told, "" if here else "muted", "green" if here else ""))
            column.addLayout(row)

    def _add_history(self, column: QVBoxLayout, entries: list[Entry]) -> None:
        texts, event = self._desk.texts, self._desk.event
        if not entries or event is None:
            return
        self._add_section(column, texts("History"))
        for entry in entries:
            when = texts.date_time(entry.at, event.zone)
            fields = ", ".join(name.replace("_", " ") for name, _ in entry.fields[:4])
            what = texts("Added") if entry is entries[-1] else texts("Changed: {fields}", fields=fields)
            column.addWidget(words(what, wrap=True))
            column.addWidget(words(f"{when} · {entry.actor}", "small", wrap=True))
            column.addSpacing(4)

    def _add_section(self, column: QVBoxLayout, title: str) -> None:
        column.addSpacing(16)
        column.addWidget(hairline())
        column.addSpacing(12)
        column.addWidget(words(title, "strong"))
        column.addSpacing(2)

    def _add_pairs(self, column: QVBoxLayout, pairs: list[tuple[str, str]]) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 88)
        grid.setColumnStretch(1, 1)
        for line, (title, value) in enumerate(pairs):
            grid.addWidget(words(title, "muted"), line, 0, Qt.AlignmentFlag.AlignTop)
            told = words(value, wrap=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(told, line, 1)
        column.addLayout(grid)

    @Slot()
    def _check_in(self) -> None:
        if self._seen is not None:
            self.check_in_wanted.emit(self._seen.facts["id"])
