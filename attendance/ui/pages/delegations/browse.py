"""All delegations of an event to look through: header, filters, and the tiles, the list or the follow-ups."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from attendance.domain.text_keys import loose_key
from attendance.language import delegation_names
from attendance.queries.delegation_board import Board, Tile, Wanting, board
from attendance.queries.delegation_detail import delegation_choices, follow_ups
from attendance.ui.blank import Blank
from attendance.ui.desk import Desk
from attendance.ui.header import Header
from attendance.ui.pages.delegations import kinds
from attendance.ui.pages.delegations.board import BoardView
from attendance.ui.pages.delegations.filters import DelegationFilters, View
from attendance.ui.pages.delegations.items import ItemsPane
from attendance.ui.pages.delegations.table import DelegationTable
from attendance.ui.parts import button, icon_button, lay, stacked

FORM_WIDTH = 328


def look(db: Any, event: UUID, here: UUID | None) -> tuple[Board, dict[UUID, str]]:
    """The board, and what each delegation is found by."""
    found = board(db, event, here)
    return found, {tile.id: _search_key(tile) for tile in found.tiles}


def all_follow_ups(db: Any, event: UUID) -> tuple[UUID, list[Any], list[Any]]:
    """The follow-ups of an event, and the delegations one may be given to."""
    return event, follow_ups(db, event), delegation_choices(db, event)


class DelegationBrowse(QWidget):
    """What is looked through; the page says what is in it.

    Attributes:
        add_wanted, all_wanted, orders_wanted: a button was pressed.
    """

    add_wanted = Signal()
    all_wanted = Signal()
    orders_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        column = lay(QVBoxLayout(self))
        header = Header(desk, texts("Delegations"))
        self.search: QLineEdit = header.add_search(texts("Search delegations"))
        self.order_button = icon_button(
            desk.theme, texts("Order of the list"), "order", self.orders_wanted.emit
        )
        header.add(self.order_button)
        self.primary = button(desk.theme, texts("Add delegations"), "add", "primary", self.add_wanted.emit)
        header.add_primary(self.primary)
        column.addWidget(header)
        self.filters = DelegationFilters(desk)
        column.addWidget(self.filters)
        self._stack = stacked(column)
        none = texts("No delegation takes part yet.")
        self._blank = Blank(desk.theme, none, texts("Add delegations"), "add", self.add_wanted.emit)
        self._no_match = Blank(
            desk.theme, texts("No delegation matches."), texts("Show all"), "", self.all_wanted.emit
        )
        self.board = BoardView(desk)
        self._held = QWidget()
        lay(QHBoxLayout(self._held), margins=(24, 0, 12, 0)).addWidget(self.board)
        self.list = DelegationTable(desk)
        self._sheet = QFrame()
        self._sheet.setObjectName("surface")
        lay(QHBoxLayout(self._sheet), margins=(12, 0, 0, 0)).addWidget(self.list)
        self.follow_ups = ItemsPane(desk, kinds.follow_ups(desk, of_all=True), form_width=FORM_WIDTH)
        for part in (self._blank, self._no_match, self._held, self._sheet, self.follow_ups):
            self._stack.addWidget(part)

    def show_tiles(
        self, tiles: Sequence[Tile], shown: Sequence[Tile], ticking: bool, deadline: str | None
    ) -> None:
        """Show some of all delegations; ``deadline`` (ISO) is when their lists are due."""
        self.filters.count(tiles, ticking)
        texts = self._desk.texts
        number = texts.number
        whole = texts.plural("{n} delegation", "{n} delegations", len(tiles))
        some = texts("{n} of {total}", n=number(len(shown)), total=number(len(tiles)))
        view = self.filters.view
        told_count = some if len(shown) < len(tiles) else whole
        if deadline and Wanting.LIST in self.filters.wanted:
            due = texts("lists due {date}", date=texts.date_long(deadline))
            told_count = f"{told_count} · {due}"
        self.filters.say("" if view is View.FOLLOW_UPS else told_count)
        self.filters.setVisible(bool(tiles))
        self._tell_primary(bool(tiles))
        if not tiles:
            self._stack.setCurrentWidget(self._blank)
        elif view is View.FOLLOW_UPS:
            self._stack.setCurrentWidget(self.follow_ups)
        elif not shown:
            self._stack.setCurrentWidget(self._no_match)
        elif view is View.LIST:
            self.list.show_tiles(shown, ticking)
            self._stack.setCurrentWidget(self._sheet)
        else:
            self.board.show_tiles(shown, ticking)
            self._stack.setCurrentWidget(self._held)

    def shows_follow_ups(self) -> bool:
        """Whether the follow-ups of all are on the screen."""
        return self._stack.currentWidget() is self.follow_ups

    def take_focus(self) -> None:
        """Put the keyboard on what is shown."""
        shown = self._stack.currentWidget()
        if shown is self.follow_ups:
            self.follow_ups.take_focus()
        else:
            {self._held: self.board, self._sheet: self.list}.get(shown, self.primary).setFocus()

    def _tell_primary(self, any_there: bool) -> None:
        follow = self.filters.view is View.FOLLOW_UPS and any_there
        said = self.follow_ups.items.add_words if follow else self._desk.texts("Add delegations")
        self.primary.setText(f" {said}")
        self.primary.setAccessibleName(said)


def _search_key(tile: Tile) -> str:
    names = delegation_names(tile.name, tile.name_official)
    return loose_key(" ".join(text for text in (tile.code, *names, tile.focal_point) if text))
