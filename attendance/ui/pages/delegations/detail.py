"""One delegation: who is in it, what is known of it, what it brought and what follows."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetricsF, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attendance.commands.delegations import change_delegation, remove_delegation
from attendance.queries.delegation_board import Presence, updated
from attendance.queries.delegation_detail import Detail, detail
from attendance.ui.badge_choice import DELEGATION, Whose
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.letters import Letters
from attendance.ui.page import PageAction
from attendance.ui.pages.delegations import kinds
from attendance.ui.pages.delegations.about import WIDEST, DelegationAbout
from attendance.ui.pages.delegations.head import DelegationHead
from attendance.ui.pages.delegations.items import ItemsPane
from attendance.ui.pages.delegations.people import DelegationPeople
from attendance.ui.parts import hairline, lay
from attendance.ui.theme import font
from attendance.ui.work import DELEGATIONS

PEOPLE, ABOUT, CONTRIBUTIONS, PRIORITIES, FOLLOW_UPS, LETTERS = range(6)


def _scrolling(part: QWidget) -> QScrollArea:
    area, content = QScrollArea(), QWidget()
    content.setObjectName("surface")
    column = lay(QVBoxLayout(content), margins=(24, 16, 24, 24))
    part.setMaximumWidth(WIDEST)
    column.addWidget(part, 1)
    column.addStretch()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(content)
    return area


class DelegationDetail(QWidget):
    """The place of one delegation.

    Attributes:
        back_wanted: to the board again.
        moved_to: another delegation is shown.
        whole_wanted: everybody of the delegation with this id is present.
    """

    back_wanted = Signal()
    moved_to = Signal(object)
    whole_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._id: UUID | None = None
        self.found: Detail | None = None
        self._filled: set[int] = set()
        self._parts: dict[int, QWidget] = {}
        column = lay(QVBoxLayout(self))
        self.head = DelegationHead(desk)
        self.head.back_wanted.connect(self.back_wanted)
        self.head.before_wanted.connect(self._go_before)
        self.head.after_wanted.connect(self._go_after)
        self.head.more_wanted.connect(self._open_more)
        self.head.add_wanted.connect(self.begin)
        self.head.state_picked.connect(self._state_picked)
        column.addWidget(self.head)
        column.addWidget(self._build_tabs())
        column.addWidget(hairline())
        self._stack = QStackedWidget()
        for _ in self._titles:
            self._stack.addWidget(QWidget())
        column.addWidget(self._stack, 1)
        self._tabs.button(PEOPLE).setChecked(True)
        self._tab_chosen(PEOPLE)

    # -- building --------------------------------------------------------------------------------------

    def part(self, place: int) -> Any:
        """What a tab holds, built when it is first wanted."""
        if (made := self._parts.get(place)) is None:
            made = self._parts[place] = self._build(place)
            lay(QVBoxLayout(self._stack.widget(place))).addWidget(
                _scrolling(made) if place == LETTERS else made
            )
        return made

    def _build(self, place: int) -> QWidget:
        desk = self._desk
        if place == PEOPLE:
            return DelegationPeople(desk)
        if place == ABOUT:
            return DelegationAbout(desk)
        if place == CONTRIBUTIONS:
            return ItemsPane(desk, kinds.contributions(desk))
        if place == PRIORITIES:
            return ItemsPane(desk, kinds.priorities(desk))
        if place == FOLLOW_UPS:
            return ItemsPane(desk, kinds.follow_ups(desk, of_all=False))
        return Letters(desk, alone=True)

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
            self.head.show_detail(self.found)
            self._filled.discard(PEOPLE)
            self._fill(self._stack.currentIndex())

    def _show(self, found: Detail | None) -> None:
        if found is None:
            self.back_wanted.emit()
            return
        if found.tile.id != self._id:
            return
        self.found = found
        self.head.show_detail(found)
        self._filled.clear()
        self._fill(self._stack.currentIndex())
        counts = (found.tile.members, None, len(found.contributions), len(found.priorities))
        for place, count in enumerate((*counts, len(found.follow_ups), len(found.letters))):
            said = self._titles[place] + (f"  {self._desk.texts.number(count)}" if count else "")
            self._tabs.button(place).setText(said)
            self._tabs.button(place).setAccessibleName(said)
            # The chosen one is semibold: it must not need more room than it has.
            width = round(QFontMetricsF(font(semibold=True)).horizontalAdvance(said)) + 32
            self._tabs.button(place).setMinimumWidth(width)

    def _fill(self, place: int) -> None:
        """Fill what is looked at, the other tabs when they are: going from one to the next stays quick."""
        found, desk = self.found, self._desk
        if found is None or place in self._filled:
            return
        self._filled.add(place)
        part, event, owner = self.part(place), found.facts["event"], found.tile.id
        if place == PEOPLE:
            part.show_tile(found.tile)
        elif place == ABOUT:
            part.show_detail(found)
        elif place == CONTRIBUTIONS:
            fields = kinds.contribution_fields(desk, found.sessions, found.speakers)
            part.show_rows(owner, found.contributions, fields)
        elif place == PRIORITIES:
            part.show_rows(owner, found.priorities, kinds.priority_fields(desk))
        elif place == FOLLOW_UPS:
            part.show_rows((event, owner), found.follow_ups, kinds.follow_up_fields(desk))
        else:
            part.show_of(event, owner)

    # -- tabs ------------------------------------------------------------------------------------------

    @Slot(int)
    def _tab_chosen(self, place: int) -> None:
        self._fill(place)
        self._stack.setCurrentIndex(place)
        texts = self._desk.texts
        pane = self.part(place)
        said = pane.items.add_words if isinstance(pane, ItemsPane) else texts("Add delegate")
        said = texts("Add letter") if place == LETTERS else said
        self.head.name_primary(said)

    def show_tab(self, place: int) -> None:
        """One of PEOPLE … LETTERS."""
        self._tabs.button(place).setChecked(True)
        self._tab_chosen(place)

    def take_focus(self) -> None:
        """The keyboard where the tab's work is."""
        pane = self.part(self._stack.currentIndex())
        if isinstance(pane, DelegationPeople | DelegationAbout | ItemsPane):
            pane.take_focus()
        else:
            self.head.primary.setFocus()

    @Slot()
    def begin(self) -> None:
        """Add what the tab holds: a delegate, a contribution, a priority, a follow-up."""
        pane = self.part(self._stack.currentIndex())
        if isinstance(pane, ItemsPane | Letters):
            pane.begin()
        else:
            self.show_tab(PEOPLE)
            self.part(PEOPLE).begin()

    # -- doing -----------------------------------------------------------------------------------------

    def actions(self) -> Sequence[PageAction]:
        """What can be done here now."""
        texts = self._desk.texts
        tabs = [
            PageAction(title, self._tabs.button(place).click, shortcut=f"Alt+{place + 1}")
            for place, title in enumerate(self._titles)
        ]
        return (
            PageAction(self.head.primary.accessibleName(), self.begin, "add", "Ctrl+D"),
            PageAction(texts("Back to the board"), self.back_wanted.emit, "left", "Alt+Left"),
            PageAction(texts("Delegation before"), self._go_before, "previous", "Alt+PgUp"),
            PageAction(texts("Delegation after"), self._go_after, "down", "Alt+PgDown"),
            PageAction(texts("Make head of delegation"), self.part(PEOPLE).lead, "star"),
            PageAction(texts("All present…"), self._want_whole, "tick", "Ctrl+Shift+A"),
            *self.part(PEOPLE).actions(),
            PageAction(texts("Print badges of this delegation…"), self.print_badges, "badge"),
            PageAction(texts("Remove delegation"), self._remove, "bin"),
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

    @Slot(str)
    def _state_picked(self, state: str) -> None:
        self._write(change_delegation, self._id, {"state": state}, then=self._state_written)

    def _state_written(self, action: UUID | None) -> None:
        if action is not None:
            texts = self._desk.texts
            self._desk.say(texts("{field} changed.", field=texts("State")), action)

    @Slot()
    def _open_more(self) -> None:
        menu = QMenu(self)
        choices: tuple[tuple[str, Callable[[], Any]], ...] = (
            (self._desk.texts("All present…"), self._want_whole),
            (self._desk.texts("Copy the focal point"), self._copy_focal),
            (self._desk.texts("Print badges of this delegation…"), self.print_badges),
            (self._desk.texts("Remove delegation"), self._remove),
        )
        for said, do in choices:
            action = QAction(said, menu)
            action.triggered.connect(do)
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.head.below_more())

    @Slot()
    def _want_whole(self) -> None:
        if self.found is not None:
            self.whole_wanted.emit(self.found.tile.id)

    @Slot()
    def _copy_focal(self) -> None:
        if self.found is not None:
            tile = self.found.tile
            parts = (tile.focal_point, tile.focal_phone, tile.focal_email)
            QGuiApplication.clipboard().setText("\n".join(part for part in parts if part))
            self._desk.say(self._desk.texts("Copied."))

    @Slot()
    def print_badges(self) -> None:
        """Ask how to print the badges of the delegation."""
        if self.found is not None:
            tile = self.found.tile
            words = f"{tile.code}  {self._desk.delegation(tile.name, tile.name_official)}"
            self._desk.badges_wanted.emit(Whose(DELEGATION, words, delegation=tile.id))

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
