"""The cards of the overview: numbers on top, curve and event sessions, and what to look at beside them."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from attendance.domain.arrivals import Arrivals, minute_of
from attendance.queries.overview import Here
from attendance.queries.overview_lists import Lists
from attendance.queries.programme import SessionRow
from attendance.ui.curve import ArrivalCurve
from attendance.ui.desk import Desk
from attendance.ui.pages.overview.figures import Figures
from attendance.ui.pages.overview.lines import Card, LineButton, LinesCard, Told
from attendance.ui.pages.overview.sessions import SessionBar, SessionBars
from attendance.ui.pages.overview.words import quorum
from attendance.ui.parts import DropButton, Segments, button, lay, words
from attendance.ui.session_menu import session_menu

SIDE = 312
WIDE = 1280
"""From this width on the cards at the side stand in two columns."""

WIDEST = 1720


class OverviewBoard(QScrollArea):
    """Everything about one event and one event session at a glance.

    Attributes:
        warnings, heads, due, ready: the cards of lines.
        session_picked: the id of an event session somebody wants to look at.
    """

    session_picked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: Lists | None = None
        self._now: Here | None = None
        self._session: SessionRow | None = None
        self._walked: list[LineButton] = []
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setObjectName("content")
        outer = lay(QHBoxLayout(inner), margins=(24, 0, 24, 24))
        whole = QWidget()
        whole.setMaximumWidth(WIDEST)
        outer.addWidget(whole, 1)
        outer.addStretch(0)
        column = lay(QVBoxLayout(whole), spacing=12)
        column.addLayout(self._build_scope())
        self.quorum = Told(desk.theme)
        column.addWidget(self.quorum)
        self.figures = Figures(desk)
        column.addWidget(self.figures)
        row = lay(QHBoxLayout(), spacing=12)
        self._left = lay(QVBoxLayout(), spacing=12)
        self._left.addWidget(self._build_curve())
        self._left.addWidget(self._build_sessions())
        self.heads = LinesCard(desk, desk.texts("Heads not here yet"))
        self._left.addWidget(self.heads)
        self.ready = LinesCard(desk, desk.texts("Ready for tomorrow"))
        if desk.practice is not None:
            self.practise = button(desk.theme, desk.texts("Practise now"), kind="link")
            self.practise.clicked.connect(desk.practice.on_this_file)
            below = lay(QHBoxLayout(), margins=(8, 0, 8, 0))
            below.addWidget(self.practise)
            below.addStretch(1)
            self.ready.column.addLayout(below)
        self._left.addStretch(1)
        row.addLayout(self._left, 1)
        row.addLayout(self._build_side())
        column.addLayout(row)
        column.addStretch(1)
        self.setWidget(inner)

    # -- building --------------------------------------------------------------------------------------

    def _build_scope(self) -> QHBoxLayout:
        row = lay(QHBoxLayout(), spacing=12)
        self.session_button = DropButton(self._desk.theme, "", "")
        self.session_button.clicked.connect(self._open_sessions)
        row.addWidget(self.session_button)
        row.addStretch(1)
        self.scope = words("", "small")
        row.addWidget(self.scope)
        return row

    def _build_curve(self) -> Card:
        texts = self._desk.texts
        card = Card(texts("Arrivals"))
        choices = (("session", texts("Session")), ("day", texts("Whole day")))
        self.span = Segments(choices, texts("Arrivals of"))
        self.span.chosen.connect(self._show_curve)
        card.head.addWidget(self.span)
        self.curve = ArrivalCurve(self._desk.theme, texts)
        holder = lay(QVBoxLayout(), margins=(12, 0, 12, 0), spacing=4)
        holder.addWidget(self.curve)
        self._elsewhere = words("", "small", wrap=True)
        self._elsewhere.setContentsMargins(4, 0, 0, 0)
        holder.addWidget(self._elsewhere)
        card.column.addLayout(holder)
        self._curve_card = card
        return card

    def _build_sessions(self) -> Card:
        card = Card(self._desk.texts("Came, by event session"))
        self.sessions = SessionBars(self._desk.theme, self._desk.texts)
        self.sessions.chosen.connect(self.session_picked)
        card.column.addWidget(self.sessions)
        self._sessions_card = card
        return card

    def _build_side(self) -> QHBoxLayout:
        """Two columns of cards; on a narrow page they stand in one, and one card goes to the left."""
        desk, texts = self._desk, self._desk.texts
        self.warnings = LinesCard(desk, texts("To look at"))
        self.due = LinesCard(desk, texts("Deadlines"))
        row = lay(QHBoxLayout(), spacing=12)
        self._near, self._far = QWidget(), QWidget()
        for holder in (self._near, self._far):
            holder.setFixedWidth(SIDE)
            lay(QVBoxLayout(holder), spacing=12)
            holder.layout().addStretch(1)
            row.addWidget(holder)
        self._near.layout().insertWidget(0, self.warnings)
        self._place(wide=False)
        return row

    def _place(self, *, wide: bool) -> None:
        if wide:
            self._near.layout().insertWidget(1, self.ready)
            self._far.layout().insertWidget(0, self.due)
        else:
            self._left.insertWidget(self._left.count() - 1, self.ready)
            self._near.layout().insertWidget(1, self.due)
        self._far.setVisible(wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE
        if wide == self._far.isHidden():
            self._place(wide=wide)
            self.put_in_order()

    # -- showing ---------------------------------------------------------------------------------------

    def put_in_order(self) -> None:
        """Tab walks the lines as they stand; those made late would come last of the whole window."""
        wide = not self._far.isHidden()
        cards = (
            (self.heads, self.warnings, self.ready, self.due)
            if wide
            else (self.heads, self.ready, self.warnings, self.due)
        )
        rows = [row for card in cards for row in card.stops()]
        if rows != self._walked:
            self._walked = rows
            for before, row in zip([self.sessions, *rows], rows, strict=False):
                self.setTabOrder(before, row)

    def take_focus(self) -> None:
        """The event sessions: up and down shows the numbers of another one."""
        first: QWidget = next(iter(self.warnings.stops()), self.session_button)
        (self.sessions if self._sessions_card.isVisible() else first).setFocus()

    def show_standing(self, found: Lists, now: Here, session: SessionRow | None, scope: str) -> None:
        """The numbers of the list and of one event session."""
        expected = sum(group.people for group in found.groups)
        session = session if expected else None
        self._found, self._now, self._session = found, now, session
        texts, desk = self._desk.texts, self._desk
        self.scope.setText(scope)
        self.session_button.setVisible(session is not None)
        if session is not None:
            self.session_button.say(desk.session_short(session))
        self.quorum.say(*(quorum(texts, now.quorum) if now.quorum and session else ("", "")))
        self.figures.tell(found, now, session)
        self._show_curve()
        rows = [
            SessionBar(row.id, desk.session_title(row), *now.totals.get(row.id, (0, 0)), expected)
            for row in desk.sessions
        ]
        self._sessions_card.setVisible(bool(rows and expected))
        self.sessions.show_rows(rows, session.id if session else None)
        came_at_all = texts.plural("{n} person came", "{n} different people came", found.came)
        self._sessions_card.note.setText(came_at_all if found.came else "")

    @Slot()
    def _show_curve(self) -> None:
        if self._now is None or self._found is None:
            return
        texts, session = self._desk.texts, self._session
        alone = self.span.value == "session"
        found: Arrivals = self._now.arrivals if alone else self._now.day
        self._curve_card.setVisible(session is not None)
        self.span.setVisible(session is not None and session.day is not None)
        day = session.day if session else None
        rows = [row for row in self._desk.sessions if row.day == day] if not alone else [session]
        marks = [minute_of(row.starts) for row in rows if row is not None]
        expected = sum(group.people for group in self._found.groups) if alone else 0
        self.curve.show_arrivals(found, expected, [mark for mark in marks if mark is not None])
        parts = []
        if found.day and found.day != day:
            parts.append(texts.date_long(found.day))
        if found.elsewhere:
            parts.append(texts.plural("{n} more on another day", "{n} more on other days", found.elsewhere))
        self._elsewhere.setText(" · ".join(parts))
        self._elsewhere.setVisible(bool(parts))

    def told(self) -> str:
        """Everything shown, as text."""
        title = self._desk.event.title if self._desk.event else ""
        rows = [f"{row.title}: {row.came} / {row.expected}" for row in self.sessions.rows()]
        lines = [title or "", self.session_button.text() if self._session else ""]
        lines += [self.quorum.text(), *self.figures.told()]
        if self._session is not None:
            lines.append(self.curve.said())
        return "\n".join(line for line in [*lines, *rows, self.scope.text()] if line)

    # -- doing -----------------------------------------------------------------------------------------

    @Slot()
    def _open_sessions(self) -> None:
        session_menu(self._desk, self.session_button, self._session_chosen)

    @Slot(QAction)
    def _session_chosen(self, action: QAction) -> None:
        picked: UUID = action.data()
        self.session_picked.emit(picked)
