"""The delegations of the open event: the board, the list to chase people by, what follows, one in detail."""

from collections.abc import Sequence
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, QRect, QSize, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from attendance.domain.text_keys import loose_key
from attendance.queries.delegation_board import (
    HEADED,
    Board,
    Presence,
    Tile,
    Wanting,
    presence,
    updated,
)
from attendance.ui.desk import Desk
from attendance.ui.page import PageAction
from attendance.ui.pages.delegations import kinds
from attendance.ui.pages.delegations.browse import DelegationBrowse, all_follow_ups, look
from attendance.ui.pages.delegations.detail import DelegationDetail
from attendance.ui.pages.delegations.filters import View
from attendance.ui.pages.delegations.order import DelegationMenu, DelegationOrder
from attendance.ui.pages.delegations.whole import WholeDelegation, place_of
from attendance.ui.parts import lay
from attendance.ui.work import DELEGATES, DELEGATIONS, EVENTS, PRESENCE, PROGRAMME


class DelegationsPage(QWidget):
    """The page: all of them to look through, or one in detail."""

    key = "delegations"
    touched_by = frozenset({EVENTS, PROGRAMME, DELEGATIONS, DELEGATES, PRESENCE})

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._board: Board | None = None
        self._keys: dict[UUID, str] = {}
        self._order = DelegationOrder(desk, self)
        self._order.refused.connect(self._read)
        self.whole = WholeDelegation(desk, self)
        self._places = lay(QStackedLayout(self))
        self._browse = DelegationBrowse(desk)
        self._places.addWidget(self._browse)
        self._wire()
        desk.event_changed.connect(self._another)
        desk.session_changed.connect(self._read)
        self._read()

    def _wire(self) -> None:
        browse = self._browse
        self.search, self.filters, self.board = browse.search, browse.filters, browse.board
        self.list, self.follow_ups = browse.list, browse.follow_ups
        self.search.textChanged.connect(self._show)
        self.search.returnPressed.connect(self._enter)
        self.filters.changed.connect(self._show)
        self.filters.view_changed.connect(self._view_changed)
        self.filters.copy_wanted.connect(self.copy)
        browse.add_wanted.connect(self.add)
        browse.all_wanted.connect(self.show_all)
        browse.orders_wanted.connect(self._open_orders)
        for part in (self.board, self.list):
            part.opened.connect(self.open_delegation)
            part.menu_asked.connect(self._menu)
        self.board.moved.connect(self.shift)
        self.board.whole_wanted.connect(self.all_present)

    @cached_property
    def detail(self) -> DelegationDetail:
        """The place of one delegation, built when the first is opened."""
        made = DelegationDetail(self._desk)
        made.back_wanted.connect(self.show_board)
        made.moved_to.connect(self.open_delegation)
        made.whole_wanted.connect(self._whole_in_detail)
        self._places.addWidget(made)
        return made

    def _in_detail(self) -> bool:
        return self._places.currentWidget() is not self._browse

    # -- what is shown ---------------------------------------------------------------------------------

    @Slot()
    def _another(self) -> None:
        self.filters.wanted = frozenset()
        self.search.clear()
        self.show_board()
        self._read()

    @Slot()
    def _read(self) -> None:
        desk = self._desk
        if desk.event is None:
            self._board = None
            self._show()
            return
        here = desk.session.id if desk.session else None
        event = desk.event.id
        desk.work.read(self, look, event, here, then=self._known, only_newest=True)
        desk.work.read(self, all_follow_ups, event, then=self._follow_ups_known, only_newest=True)
        if self._in_detail():
            self.detail.refresh()

    def refresh(self, touched: frozenset[str]) -> None:
        """Read again what the change can have moved; a scan moves only who is here."""
        desk = self._desk
        if touched <= {PRESENCE} and desk.event is not None and self._board is not None:
            here = desk.session.id if desk.session else None
            heads = [head.id for tile in self._board.tiles for head in tile.heads]
            desk.work.read(self, presence, here, heads, then=self._seen, only_newest=True)
        else:
            self._read()

    def _known(self, answer: tuple[Board, dict[UUID, str]]) -> None:
        first = self._board is None or not self._board.tiles
        self._board, self._keys = answer
        self._show()
        if first and self._browse.primary.hasFocus():
            self.take_focus()  # it was there only because nothing else was

    def _seen(self, seen: Presence) -> None:
        if self._board is not None:
            self._board = self._board._replace(tiles=[updated(tile, seen) for tile in self._board.tiles])
            self._show()
        if self._in_detail():
            self.detail.freshen(seen)

    def _follow_ups_known(self, answer: tuple[UUID, list[Any], list[Any]]) -> None:
        event, rows, choices = answer
        self.follow_ups.show_rows(event, rows, kinds.follow_up_fields(self._desk, choices))

    @property
    def _ticking(self) -> bool:
        return self._desk.session is not None

    @Slot()
    def _show(self) -> None:
        tiles = self._board.tiles if self._board else []
        deadline = self._board.deadline if self._board else None
        self._browse.show_tiles(tiles, self._shown(tiles), self._ticking, deadline)

    def _shown(self, tiles: Sequence[Tile]) -> list[Tile]:
        wanted = loose_key(self.search.text())
        found = [tile for tile in tiles if self.filters.lets(tile)]
        if wanted:
            found = [tile for tile in found if wanted in self._keys[tile.id]]
        return found

    # -- going about -----------------------------------------------------------------------------------

    @Slot()
    def show_board(self) -> None:
        """From the detail back to all of them."""
        if self._in_detail():
            came_from = self.detail.found.tile.id if self.detail.found else None
            self._places.setCurrentWidget(self._browse)
            if came_from is not None:
                self.board.go_to(came_from)
                self.list.go_to(came_from)
            self.take_focus()

    @Slot(object)
    def open_delegation(self, delegation: UUID) -> None:
        """One in detail."""
        self.detail.show_delegation(delegation)
        if not self._in_detail():
            self._places.setCurrentWidget(self.detail)
            self.detail.take_focus()

    @Slot()
    def show_all(self) -> None:
        """No filter, no search."""
        self.search.clear()
        self.filters.ask_for(frozenset())

    @Slot()
    def _view_changed(self) -> None:
        self._show()
        self.take_focus()

    def show_view(self, view: View) -> None:
        """Tiles, list or follow-ups."""
        self.filters.show_view(view)
        self._view_changed()

    @Slot()
    def _enter(self) -> None:
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        if self._in_detail():
            self.detail.take_focus()
            return
        self._browse.take_focus()

    def show_target(self, target: Any) -> None:
        """A delegation by its id, follow-ups, or what delegations are wanting."""
        if isinstance(target, UUID):
            self.open_delegation(target)
            return
        self.show_board()
        if target == View.FOLLOW_UPS:
            self.show_view(View.FOLLOW_UPS)
        elif target in frozenset(Wanting):
            chase = target == Wanting.LIST
            self.filters.show_view(View.LIST if chase else View.TILES)
            self.search.clear()
            self.filters.ask_for(frozenset({Wanting(target)}))
            self.take_focus()

    def actions(self) -> Sequence[PageAction]:
        """What can be done here now, the primary action first."""
        if self._in_detail():
            return self.detail.actions()
        texts = self._desk.texts
        views = (
            (View.TILES, texts("Tiles")),
            (View.LIST, texts("List")),
            (View.FOLLOW_UPS, texts("Follow-ups")),
        )
        return (
            PageAction(self._browse.primary.accessibleName(), self._browse.primary.click, "add", "Ctrl+D"),
            *(
                PageAction(said, partial(self.show_view, view), "delegations", f"Alt+{place}")
                for place, (view, said) in enumerate(views, start=1)
            ),
            PageAction(texts("All present…"), self._all_of_marked, "tick"),
            PageAction(texts("Order of the list"), self._open_orders, "order"),
            PageAction(texts("Copy the list"), self.copy, "copy"),
            PageAction(texts("Show all"), self.show_all),
        )

    # -- doing -----------------------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """Ask for delegations; in the follow-ups' view, for a follow-up."""
        from attendance.ui.dialogs.add_delegations_dialog import AddDelegationsDialog

        desk = self._desk
        if desk.event is None:
            desk.say(desk.texts("Open an event first."))
        elif self._browse.shows_follow_ups():
            self.follow_ups.begin()
        else:
            tiles = self._board.tiles if self._board else []
            # An organisation's country does not keep the country itself from taking part.
            known = [(tile.code, tile.country if tile.section in HEADED else None) for tile in tiles]
            AddDelegationsDialog(desk, desk.event.id, known, self).open()

    @Slot()
    def copy(self) -> None:
        """The list on the clipboard, for a spreadsheet or a message."""
        shown = self.follow_ups.list if self._browse.shows_follow_ups() else self.list
        if shown is self.list and self._board is not None:
            self.list.show_tiles(self._shown(self._board.tiles), self._ticking)
        said = self._desk.texts.plural("{n} row copied.", "{n} rows copied.", shown.copy())
        self._desk.say(said)

    @Slot(object)
    def all_present(self, delegation: UUID) -> None:
        """Everybody of a delegation is present for the chosen event session, with exceptions."""
        place = place_of(self.board.viewport(), self.board.area_of_current())
        self.whole.ask(delegation, place if self.board.isVisible() else place_of(self))

    def _all_of_marked(self) -> None:
        if (tile := self.board.current()) is not None:
            self.all_present(tile.id)

    @Slot(object)
    def _whole_in_detail(self, delegation: UUID) -> None:
        at = self.detail.head.below_more()
        self.whole.ask(delegation, QRect(at, QSize(1, 1)))

    @Slot(object, int)
    def shift(self, delegation: UUID, by: int) -> None:
        """A delegation so many places on, within its section; the order is one's own from then on."""
        if self._board is None or len(self._shown(self._board.tiles)) < len(self._board.tiles):
            return
        tiles = self._order.shift(self._board.tiles, delegation, by)
        if tiles is not None:
            self._board = self._board._replace(tiles=tiles)
            self._show()
            self.board.go_to(delegation)

    @Slot()
    def _open_orders(self) -> None:
        if self._board is not None:
            self._order.open_menu(self._browse.order_button, self._board.order, self.board.current())

    @Slot(object, QPoint)
    def _menu(self, delegation: UUID, where: QPoint) -> None:
        menu = DelegationMenu(self._desk, delegation, self)
        menu.opened.connect(self.open_delegation)
        menu.moved.connect(self.shift)
        menu.whole_wanted.connect(self.all_present)
        menu.popup(where)
