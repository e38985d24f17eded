"""All events, past and coming: found, opened, edited, duplicated, put away."""

import time
from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from attendance.commands.events import archive_event
from attendance.domain.roles import Act
from attendance.queries.event_cards import EventCard, Phase, came_to, event_cards
from attendance.ui import icons
from attendance.ui.blank import Blank
from attendance.ui.desk import Desk
from attendance.ui.header import Header
from attendance.ui.page import PageAction
from attendance.ui.pages.events.details import EventDetails
from attendance.ui.pages.events.list import EventsModel, EventsView
from attendance.ui.parts import button, hairline, lay, stacked
from attendance.ui.work import DELEGATES, DELEGATIONS, EVENTS, PRESENCE


class EventsPage(QWidget):
    """The list, and over it the details of one event; the window opens what is asked for.

    Attributes:
        new_wanted, import_wanted: a button was pressed.
        opened: the id of the event somebody opened.
    """

    key, touched_by = "events", frozenset({EVENTS, DELEGATIONS, DELEGATES, PRESENCE})
    new_wanted = Signal()
    import_wanted = Signal()
    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._archiving = False
        self.model = EventsModel(desk)
        self.model.setParent(self)
        self.table = EventsView(desk, self.model)
        self.table.opened.connect(self.opened)
        self.table.menu_wanted.connect(self._open_menu)
        self._all = self._build_list()
        self._details: EventDetails | None = None
        self._shown = lay(QStackedLayout(self))
        self._shown.addWidget(self._all)
        desk.event_changed.connect(self._mark_open)
        self._mark_open()

    def _build_list(self) -> QWidget:
        theme, texts = self._desk.theme, self._desk.texts
        made = QWidget()
        self._header = Header(self._desk, texts("Events"), with_event=False)
        self._search = self._header.add_search(texts("Search events"))
        self._search.textChanged.connect(self._search_typed)
        self._header.add(button(theme, texts("Import list"), "import", pressed=self.import_wanted.emit))
        new = button(theme, texts("New event"), "add", "primary", self.new_wanted.emit)
        self._desk.crew.guard(new, Act.EDIT)
        self._header.add_primary(new)
        column = lay(QVBoxLayout(made))
        column.addWidget(self._header)
        column.addWidget(hairline())
        self._blank = Blank(
            theme,
            texts("No event yet. A new one asks for its title, days, place and time zone."),
            texts("New event"),
            "add",
            self.new_wanted.emit,
        )
        self._blank.setFocusProxy(self._blank.findChild(QPushButton))
        self._nothing = Blank(theme, "")
        self._stack = stacked(column)
        for part in (self.table, self._blank, self._nothing):
            self._stack.addWidget(part)
        return made

    @property
    def details(self) -> EventDetails:
        """The details of one event; made when they are first looked at, so that the window opens sooner."""
        if self._details is None:
            self._details = EventDetails(self._desk)
            self._details.left.connect(self.show_list)
            self._details.opened.connect(self.opened)
            self._details.copy_wanted.connect(self.duplicate)
            self._details.invite_wanted.connect(self.invite)
            self._shown.addWidget(self._details)
        return self._details

    # -- what the window asks --------------------------------------------------------------------------

    def refresh(self, touched: frozenset[str]) -> None:
        """Ask again for what is shown."""
        now = time.time_ns() // 1_000_000
        self._desk.work.read(self, event_cards, now, then=self._show, only_newest=True)
        self._desk.work.read(self, came_to, then=self.model.show_came, only_newest=True)
        if self._details_shown() and self.details.event_id is not None and EVENTS in touched:
            self.details.show_event(self.details.event_id)

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        if self._details_shown():
            self.details.take_focus()
        elif self._stack.currentWidget() is self._blank:
            self._blank.setFocus()
        elif self.table.hasFocus() or self.model.rowCount() == 0:
            self._search.setFocus()
        else:
            self.table.setFocus()

    def actions(self) -> Sequence[PageAction]:
        """What can be done here, with the event the keyboard is on."""
        texts = self._desk.texts
        made = [PageAction(texts("New event"), self.new_wanted.emit, "add", "Ctrl+D", Act.EDIT)]
        event = self._wanted()
        if event is not None:
            made += self._event_actions(event, archived=self._is_archived(event))
        if self._details_shown():
            made.append(PageAction(texts("All events"), self.show_list, "left", "Alt+Left"))
        return made

    def show_target(self, target: Any) -> None:
        """The details of the event with this id; "invite" asks for people for the open one."""
        if isinstance(target, UUID):
            self.show_details(target)
        elif target == "invite" and self._desk.event is not None:
            self.invite(self._desk.event.id)

    def _event_actions(self, event: UUID, *, archived: bool) -> list[PageAction]:
        texts = self._desk.texts
        away = texts("Take out of the archive") if archived else texts("Archive")
        made = [
            PageAction(texts("Open event"), partial(self.opened.emit, event), "right", "Ctrl+O"),
            PageAction(texts("Event details"), partial(self.show_details, event), "edit", "Ctrl+E"),
            PageAction(
                texts("Invite people from earlier events"),
                partial(self.invite, event),
                "invite",
                "Ctrl+Shift+I",
            ),
            PageAction(
                texts("Duplicate event"), partial(self.duplicate, event), "copy", "Ctrl+Shift+D", Act.EDIT
            ),
            PageAction(away, partial(self.archive, event, not archived), "archive", act=Act.EDIT),
        ]
        return [one for one in made if not (self._details_shown() and one.shortcut == "Ctrl+E")]

    # -- the list --------------------------------------------------------------------------------------

    def _show(self, cards: list[EventCard]) -> None:
        first = not self.model.count
        self.model.show_cards(cards)
        self._choose_view()
        self._search.setVisible(bool(cards))
        if first and self.isVisible() and not self._search.text() and not self._details_shown():
            self.take_focus()

    @Slot(str)
    def _search_typed(self, typed: str) -> None:
        self.model.search(typed)
        self._choose_view()

    def _choose_view(self) -> None:
        if not self.model.count:
            self._stack.setCurrentWidget(self._blank)
        elif not self.model.rowCount():
            typed = self._search.text().strip()
            self._nothing.say(
                self._desk.texts("No event has “{typed}” in its title, place or date.", typed=typed)
            )
            self._stack.setCurrentWidget(self._nothing)
        else:
            self._stack.setCurrentWidget(self.table)

    @Slot()
    def _mark_open(self) -> None:
        self.model.show_open(self._desk.event.id if self._desk.event else None)

    @Slot(QPoint)
    def _open_menu(self, where: QPoint) -> None:
        card = self.table.current()
        if card is None:
            return
        menu = QMenu(self)
        for one in self._event_actions(card.id, archived=card.phase is Phase.ARCHIVED):
            action = QAction(icons.icon(one.icon, self._desk.theme.palette.muted), one.words, menu)
            action.setData(one)
            menu.addAction(action)
        menu.triggered.connect(self._menu_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    @Slot(QAction)
    def _menu_chosen(self, action: QAction) -> None:
        action.data().do()

    def _details_shown(self) -> bool:
        return self._details is not None and self._shown.currentWidget() is self._details

    def _wanted(self) -> UUID | None:
        """The event an action is for."""
        if self._details_shown():
            return self.details.event_id
        card = self.table.current()
        return card.id if card else None

    def _is_archived(self, event: UUID) -> bool:
        place = self.model.place_of(event)
        card = None if place is None else self.model.card(self.model.index(place))
        return card is not None and card.phase is Phase.ARCHIVED

    # -- doing -----------------------------------------------------------------------------------------

    @Slot(object)
    def show_details(self, event: UUID) -> None:
        """Everything about one event."""
        self.details.show_event(event)
        self._shown.setCurrentWidget(self.details)
        self.details.take_focus()

    @Slot()
    def show_list(self) -> None:
        """Back to all events, at the one that was shown."""
        self._shown.setCurrentWidget(self._all)
        self.table.go_to(self.details.event_id)
        self.table.setFocus()

    @Slot(object)
    def duplicate(self, event: UUID) -> None:
        """Ask for the days of a copy."""
        from attendance.ui.dialogs.duplicate_dialog import DuplicateDialog

        dialog = DuplicateDialog(self._desk, event, self.window())
        dialog.created.connect(self.show_details)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    @Slot(object)
    def invite(self, event: UUID) -> None:
        """Pick people of earlier events."""
        from attendance.ui.dialogs.invite_dialog import InviteDialog

        dialog = InviteDialog(self._desk, event, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def archive(self, event: UUID, archived: bool = True) -> None:
        """Put an event away, or take it out again."""
        self._archiving = archived
        self._desk.work.write(
            self, archive_event, self._desk.stamp(), event, archived,
            then=self._archived, touches=frozenset({EVENTS}),
        )  # fmt: skip

    def _archived(self, action: UUID | None) -> None:
        texts = self._desk.texts
        self._desk.say(
            texts("Event archived.") if self._archiving else texts("Event is back in the list."), action
        )
