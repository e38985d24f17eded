"""Invites people of earlier events: pick, check the position, add."""

from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from attendance.commands.inviting import Invitation, Invited, invite
from attendance.queries.delegations import delegations
from attendance.queries.events import EventRow, events
from attendance.queries.former_people import MOST, FormerPerson, former_people
from attendance.queries.listing import ids, page
from attendance.queries.pairs import pairs
from attendance.ui import icons
from attendance.ui.blank import Blank
from attendance.ui.desk import Desk
from attendance.ui.dialogs.former_model import FormerModel, FormerView
from attendance.ui.dialogs.former_pane import FormerPane
from attendance.ui.error_bar import told
from attendance.ui.fields import Choice
from attendance.ui.parts import button, clearable, hairline, lay, retone, words
from attendance.ui.work import DELEGATES, DELEGATIONS, EVENTS

WIDTH, HEIGHT = 980, 560
SEARCHED_AFTER = 120


class _Around(NamedTuple):
    """What the dialog offers: all events, the delegations of this one, forms once typed."""

    events: list[EventRow]
    delegations: list[tuple[UUID, str, str | None, str | None]]
    positions: list[tuple[str | None, str | None]]
    organisations: list[tuple[str | None, str | None]]


def _around(db: Any, event: UUID) -> _Around:
    listing = delegations(event)
    groups = page(db, listing, ids(db, listing), ("id", "code", "name", "name_official"))
    return _Around(
        events(db),
        [(row[1], row[2], row[3], row[4]) for row in groups],
        pairs(db, "position"),
        pairs(db, "organisation"),
    )


class InviteDialog(QDialog):
    """People at the left, the one the keyboard is on at the right, how many are picked below."""

    def __init__(self, desk: Desk, event: UUID, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._target = desk, event
        self._fields: dict[UUID, dict[str, Any]] = {}
        self._only_picked = False
        self.setWindowTitle(desk.texts("Invite people from earlier events"))
        self.resize(WIDTH, HEIGHT)
        self.people = FormerModel(desk)
        self.people.setParent(self)
        self.view = FormerView(desk, self.people)
        self.pane = FormerPane(desk)
        self.pane.edited.connect(self._edited)
        self._soon = QTimer(self, singleShot=True, interval=SEARCHED_AFTER)
        self._soon.timeout.connect(self._ask)
        column = lay(QVBoxLayout(self))
        column.addLayout(self._build_head())
        column.addWidget(hairline())
        middle = lay(QHBoxLayout())
        middle.addWidget(self._build_list(), 1)
        middle.addWidget(hairline(vertical=True))
        middle.addWidget(self.pane)
        column.addLayout(middle, 1)
        column.addWidget(hairline())
        column.addLayout(self._build_foot())
        self.people.changed.connect(self._tell_count)
        self.view.moved.connect(self._show_current)
        self._tell_count()
        desk.work.read(self, _around, event, then=self._show_around)
        self._ask()
        self.search.setFocus()

    # -- building --------------------------------------------------------------------------------------

    def _build_head(self) -> QVBoxLayout:
        desk, texts = self._desk, self._desk.texts
        made = lay(QVBoxLayout(), margins=(24, 20, 24, 16), spacing=12)
        head = words(texts("Invite people from earlier events"), "title")
        head.setMinimumHeight(desk.theme.row + 8)  # Lao letters reach far below the line
        made.addWidget(head)
        row = lay(QHBoxLayout(), spacing=8)
        self.search = QLineEdit()
        self.search.setPlaceholderText(texts("Name, country or organisation"))
        self.search.setAccessibleName(texts("Name, country or organisation"))
        clearable(desk.theme, self.search)
        sign = icons.icon("search", desk.theme.palette.muted)
        self.search.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._soon.start)
        self.search.installEventFilter(self)
        row.addWidget(self.search, 3)
        self._earlier = Choice(((None, texts("All earlier events")),))
        self._earlier.setAccessibleName(texts("Event"))
        self._earlier.show_value(None)
        self._earlier.finished.connect(self._ask)
        row.addWidget(self._earlier, 2)
        self._choices = row
        made.addLayout(row)
        return made

    def _build_list(self) -> QWidget:
        made = QWidget()
        self._stack = lay(QStackedLayout(made))
        self._none = Blank(self._desk.theme, "")
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._none)
        return made

    def _build_foot(self) -> QHBoxLayout:
        theme, texts = self._desk.theme, self._desk.texts
        row = lay(QHBoxLayout(), margins=(24, 12, 24, 16), spacing=8)
        self._picked = button(theme, "", kind="flat", pressed=self._turn_picked)
        self._picked.setCheckable(True)
        row.addWidget(self._picked)
        self._said = words("", wrap=True)
        row.addWidget(self._said, 1)
        row.addWidget(button(theme, texts("Cancel"), pressed=self.reject))
        self.primary = button(theme, texts("Invite"), kind="primary", pressed=self.send)
        row.addWidget(self.primary)
        return row

    def _show_around(self, around: _Around) -> None:
        texts, pick = self._desk.texts, self._desk.pick
        earlier: list[tuple[Any, str]] = [(None, texts("All earlier events"))]
        for row in around.events:
            if row.id != self._target:
                dates = texts.date_range(row.starts, row.ends, row.year)
                said = " · ".join(part for part in (dates, pick(row.title, row.title_official)) if part)
                earlier.append((row.id, said))
        chosen = Choice(earlier)
        chosen.setAccessibleName(texts("Event"))
        chosen.show_value(None)
        chosen.finished.connect(self._ask)
        self._choices.replaceWidget(self._earlier, chosen)
        self._earlier.deleteLater()
        self._earlier = chosen
        self.pane.offer(around.delegations, around.positions, around.organisations)
        self._show_current()

    # -- finding ---------------------------------------------------------------------------------------

    @Slot()
    def _ask(self) -> None:
        if self._only_picked:
            self._turn_picked()
        self._desk.work.read(
            self, former_people, self._target, self.search.text(), self._earlier.value(),
            then=self._found, only_newest=True,
        )  # fmt: skip

    def _found(self, rows: list[FormerPerson]) -> None:
        texts = self._desk.texts
        self.people.show_people(rows)
        if rows:
            self.view.setCurrentIndex(self.people.index(0))
        typed = self.search.text().strip()
        nobody = texts("Nobody of an earlier event answers to “{typed}”.", typed=typed)
        self._none.say(nobody if typed else texts("There are no people of earlier events yet."))
        self._stack.setCurrentWidget(self.view if rows else self._none)
        more = texts("The first {n} are shown. Type a name to find the others.", n=MOST)
        self._tell(more if len(rows) == MOST else "")
        self._show_current()

    @Slot()
    def _turn_picked(self) -> None:
        """Only those who are picked, or everybody again."""
        self._only_picked = not self._only_picked
        self._picked.setChecked(self._only_picked)
        if self._only_picked:
            self.people.show_people(list(self.people.picked.values()))
            self.view.setCurrentIndex(self.people.index(0))
            self._stack.setCurrentWidget(self.view)
        else:
            self._ask()

    # -- the current person ----------------------------------------------------------------------------

    @Slot()
    def _show_current(self) -> None:
        one = self.view.current()
        if one is None:
            self.pane.show_person(None, {}, "")
        else:
            self.pane.show_person(one, self._fields.get(one.person, {}), self.people.mark(one))

    @Slot(str, object)
    def _edited(self, key: str, value: Any) -> None:
        one = self.view.current()
        if one is not None:
            self._fields.setdefault(one.person, {})[key] = value
            self.people.pick(one, True)

    # -- doing -----------------------------------------------------------------------------------------

    @Slot()
    def _tell_count(self) -> None:
        texts, n = self._desk.texts, len(self.people.picked)
        said = texts.plural("{n} picked", "{n} picked", n)
        self._picked.setText(said)
        self._picked.setAccessibleName(said)
        self._picked.setVisible(n > 0)
        self.primary.setText(
            texts.plural("Invite {n} person", "Invite {n} people", n) if n else texts("Invite")
        )
        self.primary.setAccessibleName(self.primary.text())
        self.primary.setEnabled(n > 0)

    def _tell(self, said: str, tone: str = "") -> None:
        self._said.setText(said)
        retone(self._said, "tone", tone)
        retone(self._said, "role", "" if tone else "small")

    @Slot()
    def send(self) -> None:
        """Invite everybody who is picked."""
        if not self.people.picked:
            return
        self.primary.setEnabled(False)
        asked: list[Invitation] = []
        for person, one in self.people.picked.items():
            fields = dict(self._fields.get(person, {}))
            delegation = fields.pop("delegation", None)
            asked.append(Invitation(one.delegate, delegation, fields))
        self._desk.work.write(
            self, invite, self._desk.stamp(), self._target, asked,
            then=self._invited, failed=self._refused,
            touches=frozenset({EVENTS, DELEGATIONS, DELEGATES}),
        )  # fmt: skip

    def _invited(self, done: Invited) -> None:
        texts, n = self._desk.texts, len(done.added)
        said = [texts.plural("{n} person invited.", "{n} people invited.", n)]
        if done.delegations:
            new = done.delegations
            said.append(texts.plural("{n} delegation added.", "{n} delegations added.", new))
        self._desk.say(" ".join(said), done.action)
        self.accept()

    def _refused(self, error: Exception) -> None:
        self._tell_count()
        self._tell(told(self._desk.texts, error), "red")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the search the arrow goes to the people, and Enter too: nothing is sent by accident."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            keys = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() in keys and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                self.view.setFocus()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter invites; Enter alone presses the button it is on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.send()
            elif self.focusWidget() in (self.primary, self._picked):
                self.focusWidget().click()
            return
        super().keyPressEvent(event)
