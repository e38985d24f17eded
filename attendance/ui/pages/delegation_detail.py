"""One delegation: who is in it, what is known of it, what it brought and what follows."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetricsF, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attendance.commands.delegations import change_delegation, remove_delegation
from attendance.domain.kinds import DelegationState
from attendance.language.labels import label
from attendance.queries.delegation_board import Presence, Wanting, updated
from attendance.queries.delegation_detail import Detail, detail
from attendance.ui import icons
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.letters import Letters
from attendance.ui.page import PageAction
from attendance.ui.pages import delegation_kinds as kinds
from attendance.ui.pages.delegation_about import WIDEST, DelegationAbout
from attendance.ui.pages.delegation_items import ItemsPane
from attendance.ui.pages.delegation_people import DelegationPeople
from attendance.ui.pages.delegation_words import STATE_TONES, head_of
from attendance.ui.parts import Chip, button, hairline, icon_button, lay, retone, words
from attendance.ui.theme import font
from attendance.ui.work import DELEGATIONS

PEOPLE, ABOUT, CONTRIBUTIONS, PRIORITIES, FOLLOW_UPS, LETTERS = range(6)


def _scrolling(part: QWidget) -> QScrollArea:
    area, content = QScrollArea(), QWidget()
    content.setObjectName("surface")
    column = lay(QVBoxLayout(content), margins=(24, 16, 24, 24))
    part.setMaximumWidth(WIDEST)
    column.addWidget(part)
    column.addStretch()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


class _Cut(QLabel):
    """One line that ends in dots where there is no more room; the tool tip has all of it."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(80)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        measure = QFontMetricsF(self.font())
        self.setText(measure.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


class DelegationDetail(QWidget):
    """The place of one delegation.

    Attributes:
        back_wanted: to the board again.
        moved_to: another delegation is shown.
    """

    back_wanted = Signal()
    moved_to = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._id: UUID | None = None
        self.found: Detail | None = None
        self.people = DelegationPeople(desk)
        self.about = DelegationAbout(desk)
        self.contributions = ItemsPane(desk, kinds.contributions(desk))
        self.priorities = ItemsPane(desk, kinds.priorities(desk))
        self.follow_ups = ItemsPane(desk, kinds.follow_ups(desk, of_all=False))
        self.letters = Letters(desk)
        self.letters.add.hide()  # the page's own button does it
        column = lay(QVBoxLayout(self))
        column.addWidget(self._build_head())
        column.addWidget(self._build_tabs())
        column.addWidget(hairline())
        self._stack = QStackedWidget()
        for part in (self.people, self.about, self.contributions, self.priorities, self.follow_ups):
            self._stack.addWidget(part)
        self._stack.addWidget(_scrolling(self.letters))
        column.addWidget(self._stack, 1)
        self._tabs.button(PEOPLE).setChecked(True)
        self._tab_chosen(PEOPLE)

    # -- building --------------------------------------------------------------------------------------

    def _build_head(self) -> QWidget:
        desk, texts = self._desk, self._desk.texts
        head = QWidget()
        column = lay(QVBoxLayout(head), margins=(16, 12, 24, 8), spacing=4)
        row = lay(QHBoxLayout(), spacing=8)
        row.addWidget(icon_button(desk.theme, texts("Back to the board"), "left", self.back_wanted.emit))
        self._code, self._name = words("", "title"), _Cut("title")
        retone(self._code, "tone", "muted")
        row.addWidget(self._code)
        row.addWidget(self._name, 1)
        self._before = icon_button(desk.theme, texts("Delegation before"), "previous", self._go_before)
        self._after = icon_button(desk.theme, texts("Delegation after"), "down", self._go_after)
        self._more = icon_button(desk.theme, texts("More"), "more", self._open_more)
        for part in (self._before, self._after, self._more):
            row.addWidget(part)
        row.addSpacing(4)
        self._primary = button(desk.theme, texts("Add delegate"), "add", "primary", self.begin)
        row.addWidget(self._primary)
        column.addLayout(row)
        facts = lay(QHBoxLayout(), margins=(44, 0, 0, 0), spacing=12)
        self._state = Chip(desk.theme)
        self._state.clicked.connect(self._open_states)
        facts.addWidget(self._state)
        self._facts = _Cut("muted")
        facts.addWidget(self._facts, 1)
        column.addLayout(facts)
        return head

    def _build_tabs(self) -> QWidget:
        held = QWidget()
        row = lay(QHBoxLayout(held), margins=(16, 0, 24, 0), spacing=0)
        self._tabs = QButtonGroup(self)
        texts = self._desk.texts
        self._titles = (
            texts("People"),
            texts("About"),
            texts("Contributions"),
            texts("Priorities"),
            texts("Follow-ups"),
            texts("Letters"),
        )
        for place, title in enumerate(self._titles):
            tab = QPushButton(title)
            tab.setObjectName("tab")
            tab.setCheckable(True)
            tab.setAutoDefault(False)
            tab.setAccessibleName(title)
            self._tabs.addButton(tab, place)
            row.addWidget(tab)
        row.addStretch()
        self._tabs.idClicked.connect(self._tab_chosen)
        return held

    # -- what is shown ---------------------------------------------------------------------------------

    def show_delegation(self, delegation: UUID) -> None:
        """Show another delegation, on the same tab."""
        self._id = delegation
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read the same delegation again."""
        if self._id is not None:
            here = self._desk.session.id if self._desk.session else None
            self._desk.work.read(self, detail, self._id, here, then=self._show, only_newest=True)

    def freshen(self, seen: Presence) -> None:
        """Who is here now, after a scan."""
        if self.found is not None:
            self.found = self.found._replace(tile=updated(self.found.tile, seen))
            self._show_head(self.found)
            self.people.show_tile(self.found.tile)

    def _show(self, found: Detail | None) -> None:
        if found is None:
            self.back_wanted.emit()
            return
        if found.tile.id != self._id:
            return
        self.found = found
        desk, owner = self._desk, found.tile.id
        self._show_head(found)
        self.people.show_tile(found.tile)
        self.about.show_detail(found)
        fields = kinds.contribution_fields(desk, found.sessions, found.speakers)
        self.contributions.show_rows(owner, found.contributions, fields)
        self.priorities.show_rows(owner, found.priorities, kinds.priority_fields(desk))
        event = found.facts["event"]
        self.follow_ups.show_rows((event, owner), found.follow_ups, kinds.follow_up_fields(desk))
        self.letters.show_of(event, owner)
        counts = (found.tile.members, None, len(found.contributions), len(found.priorities))
        for place, count in enumerate((*counts, len(found.follow_ups), len(found.letters))):
            said = self._titles[place] + (f"  {desk.texts.number(count)}" if count else "")
            self._tabs.button(place).setText(said)
            self._tabs.button(place).setAccessibleName(said)
            # The chosen one is semibold: it must not need more room than it has.
            width = round(QFontMetricsF(font(semibold=True)).horizontalAdvance(said)) + 32
            self._tabs.button(place).setMinimumWidth(width)

    def _show_head(self, found: Detail) -> None:
        desk, tile = self._desk, found.tile
        texts = desk.texts
        self._code.setText(tile.code)
        self._name.say(desk.pick(tile.name, tile.name_official))
        self._state.show_on(False, label(texts, tile.state))
        dot = desk.theme.palette.names()[str(STATE_TONES[DelegationState(tile.state)])]
        self._state.setIcon(icons.icon("down", dot))
        came, total = texts.number(tile.came), texts.number(tile.members)
        parts = [texts("{came} of {total} here", came=came, total=total)] if desk.session else []
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

    # -- tabs ------------------------------------------------------------------------------------------

    @Slot(int)
    def _tab_chosen(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        texts = self._desk.texts
        pane = self._stack.currentWidget()
        said = pane.items.add_words if isinstance(pane, ItemsPane) else texts("Add delegate")
        said = texts("Add letter") if place == LETTERS else said
        self._primary.setText(f" {said}")
        self._primary.setAccessibleName(said)

    def show_tab(self, place: int) -> None:
        """One of PEOPLE … LETTERS."""
        self._tabs.button(place).setChecked(True)
        self._tab_chosen(place)

    def take_focus(self) -> None:
        """The keyboard where the tab's work is."""
        pane = self._stack.currentWidget()
        if isinstance(pane, DelegationPeople | DelegationAbout | ItemsPane):
            pane.take_focus()
        else:
            self._primary.setFocus()

    @Slot()
    def begin(self) -> None:
        """Add what the tab holds: a delegate, a contribution, a priority, a follow-up."""
        pane = self._stack.currentWidget()
        if isinstance(pane, ItemsPane):
            pane.begin()
        elif self._stack.currentIndex() == LETTERS:
            self.letters.begin()
        else:
            self.show_tab(PEOPLE)
            self.people.begin()

    # -- doing -----------------------------------------------------------------------------------------

    def actions(self) -> Sequence[PageAction]:
        """What can be done here now."""
        texts = self._desk.texts
        tabs = [
            PageAction(title, self._tabs.button(place).click, shortcut=f"Alt+{place + 1}")
            for place, title in enumerate(self._titles)
        ]
        return (
            PageAction(self._primary.accessibleName(), self.begin, "add", "Ctrl+D"),
            PageAction(texts("Back to the board"), self.back_wanted.emit, "left", "Alt+Left"),
            PageAction(texts("Delegation before"), self._go_before, "up", "Alt+PgUp"),
            PageAction(texts("Delegation after"), self._go_after, "down", "Alt+PgDown"),
            PageAction(texts("Make head of delegation"), self.people.lead, "star"),
            PageAction(texts("Remove delegation"), self._remove, "close"),
            *tabs,
        )

    @Slot()
    def _go_before(self) -> None:
        if self.found is not None and self.found.before is not None:
            self.moved_to.emit(self.found.before)

    @Slot()
    def _go_after(self) -> None:
        if self.found is not None and self.found.after is not None:
            self.moved_to.emit(self.found.after)

    @Slot()
    def _open_states(self) -> None:
        menu = QMenu(self)
        for state in DelegationState:
            action = QAction(label(self._desk.texts, state), menu)
            action.setData(str(state))
            action.setCheckable(True)
            action.setChecked(self.found is not None and self.found.tile.state == state)
            menu.addAction(action)
        menu.triggered.connect(self._state_picked)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._state.mapToGlobal(QPoint(0, self._state.height() + 4)))

    @Slot(QAction)
    def _state_picked(self, action: QAction) -> None:
        self._write(change_delegation, self._id, {"state": action.data()}, then=self._state_written)

    def _state_written(self, action: UUID | None) -> None:
        if action is not None:
            texts = self._desk.texts
            self._desk.say(texts("{field} changed.", field=texts("State")), action)

    @Slot()
    def _open_more(self) -> None:
        menu = QMenu(self)
        choices: tuple[tuple[str, Callable[[], Any]], ...] = (
            (self._desk.texts("Copy the focal point"), self._copy_focal),
            (self._desk.texts("Remove delegation"), self._remove),
        )
        for said, do in choices:
            action = QAction(said, menu)
            action.triggered.connect(do)
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height() + 4)))

    @Slot()
    def _copy_focal(self) -> None:
        if self.found is not None:
            tile = self.found.tile
            parts = (tile.focal_point, tile.focal_phone, tile.focal_email)
            QGuiApplication.clipboard().setText("\n".join(part for part in parts if part))
            self._desk.say(self._desk.texts("Copied."))

    @Slot()
    def _remove(self) -> None:
        self._write(remove_delegation, self._id, then=self._removed)

    def _removed(self, action: UUID) -> None:
        self._desk.say(self._desk.texts("The delegation was removed."), action)
        self.back_wanted.emit()

    def _write(self, verb: Callable[..., Any], *args: Any, then: Callable[[Any], None]) -> None:
        desk = self._desk
        desk.work.write(
            self, verb, desk.stamp(), *args, then=then, failed=self._refused, touches=frozenset({DELEGATIONS})
        )

    def _refused(self, error: Exception) -> None:
        self._desk.say(told(self._desk.texts, error))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        else:
            super().keyPressEvent(event)
