"""The head of one delegation's place: code and name, its state, who leads it, whom to telephone."""

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from attendance.domain.kinds import DelegationState
from attendance.language.labels import label
from attendance.queries.delegation_board import Wanting
from attendance.queries.delegation_detail import Detail
from attendance.ui import icons
from attendance.ui.desk import Desk
from attendance.ui.pages.delegations.words import STATE_TONES, head_of
from attendance.ui.parts import Chip, Cut, button, icon_button, lay, retone, words


class DelegationHead(QWidget):
    """Two lines and the page's buttons.

    Attributes:
        back_wanted, before_wanted, after_wanted, more_wanted, add_wanted: a button was pressed.
        state_picked: another state for the delegation.
    """

    back_wanted = Signal()
    before_wanted = Signal()
    after_wanted = Signal()
    more_wanted = Signal()
    add_wanted = Signal()
    state_picked = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._now = desk, ""
        texts = desk.texts
        column = lay(QVBoxLayout(self), margins=(16, 12, 24, 8), spacing=4)
        row = lay(QHBoxLayout(), spacing=8)
        row.addWidget(icon_button(desk.theme, texts("Back to the board"), "left", self.back_wanted.emit))
        self._code, self._name = words("", "title"), Cut("title")
        retone(self._code, "tone", "muted")
        row.addWidget(self._code)
        row.addWidget(self._name, 1)
        self._before = icon_button(
            desk.theme, texts("Delegation before"), "previous", self.before_wanted.emit
        )
        self._after = icon_button(desk.theme, texts("Delegation after"), "down", self.after_wanted.emit)
        self._more = icon_button(desk.theme, texts("More"), "more", self.more_wanted.emit)
        for part in (self._before, self._after, self._more):
            row.addWidget(part)
        row.addSpacing(4)
        self.primary = button(desk.theme, texts("Add delegate"), "add", "primary", self.add_wanted.emit)
        row.addWidget(self.primary)
        column.addLayout(row)
        facts = lay(QHBoxLayout(), margins=(44, 0, 0, 0), spacing=12)
        self._state = Chip(desk.theme)
        self._state.clicked.connect(self._open_states)
        facts.addWidget(self._state)
        self._facts = Cut("muted")
        facts.addWidget(self._facts, 1)
        column.addLayout(facts)

    def name_primary(self, said: str) -> None:
        """What the primary button adds."""
        self.primary.setText(f" {said}")
        self.primary.setAccessibleName(said)

    def below_more(self) -> QPoint:
        """Where a menu under the last quiet button opens."""
        return self._more.mapToGlobal(QPoint(0, self._more.height() + 4))

    def show_detail(self, found: Detail) -> None:
        """What is known of this delegation."""
        self._now = found.tile.state
        desk, tile = self._desk, found.tile
        texts = desk.texts
        self._code.setText(tile.code)
        self._name.say(desk.delegation(tile.name, tile.name_official))
        self._state.show_on(False, label(texts, tile.state))
        dot = desk.theme.palette.names()[str(STATE_TONES[DelegationState(tile.state)])]
        self._state.setIcon(icons.icon("down", dot))
        came, total = texts.number(tile.came), texts.number(tile.members)
        parts = (
            [texts("{came} of {total} here", came=came, total=total)] if desk.session and tile.members else []
        )
        if tile.quota is not None:
            parts.append(texts("quota {n}", n=texts.number(tile.quota)))
        lacking = texts("No head") if tile.wants(Wanting.HEAD) else ""
        parts += [part for part in (head_of(desk, tile) or lacking,) if part]
        focal = " ".join(part for part in (tile.focal_point, tile.focal_phone or tile.focal_email) if part)
        if focal:
            parts.append(texts("Focal point: {name}", name=focal))
        self._facts.say("  ·  ".join(parts))
        self._before.setEnabled(found.before is not None)
        self._after.setEnabled(found.after is not None)

    @Slot()
    def _open_states(self) -> None:
        menu = QMenu(self)
        for state in DelegationState:
            action = QAction(label(self._desk.texts, state), menu)
            action.setData(str(state))
            action.setCheckable(True)
            action.setChecked(self._now == state)
            menu.addAction(action)
        menu.triggered.connect(self._state_picked)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._state.mapToGlobal(QPoint(0, self._state.height() + 4)))

    @Slot(QAction)
    def _state_picked(self, action: QAction) -> None:
        self.state_picked.emit(action.data())
