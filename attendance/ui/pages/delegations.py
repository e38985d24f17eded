"""The delegations of the open event: the board, the list to chase people by, what follows, one in detail."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QStackedLayout, QVBoxLayout, QWidget

from attendance.commands.delegations import order_by_hand, set_list_order
from attendance.domain.list_order import Alphabet
from attendance.domain.text_keys import loose_key
from attendance.language.labels import label
from attendance.queries.delegation_board import (
    HEADED,
    Board,
    Presence,
    Tile,
    Wanting,
    board,
    presence,
    updated,
)
from attendance.queries.delegation_detail import delegation_choices, follow_ups
from attendance.ui.blank import Blank
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.header import Header
from attendance.ui.page import PageAction
from attendance.ui.pages import delegation_kinds as kinds
from attendance.ui.pages.delegation_board import BoardView
from attendance.ui.pages.delegation_detail import DelegationDetail
from attendance.ui.pages.delegation_filters import DelegationFilters, View
from attendance.ui.pages.delegation_items import ItemsPane
from attendance.ui.pages.delegation_lists import Cell, ListRow, PlainList
from attendance.ui.pages.delegation_words import STATE_TONES, count_of, head_of, matter_of
from attendance.ui.parts import button, icon_button, lay
from attendance.ui.work import DELEGATES, DELEGATIONS, EVENTS, PRESENCE, PROGRAMME

FORM_WIDTH = 344


def _look(db: Any, event: UUID, here: UUID | None) -> tuple[Board, dict[UUID, str]]:
    """The board, and what each delegation is found by."""
    found = board(db, event, here)
    return found, {tile.id: _search_key(tile) for tile in found.tiles}


def _all_follow_ups(db: Any, event: UUID) -> tuple[UUID, list[Any], list[Any]]:
    return event, follow_ups(db, event), delegation_choices(db, event)


class DelegationsPage(QWidget):
    """The page.

    Attributes:
        import_wanted: a button of the empty page was pressed.
    """

    key = "delegations"
    touched_by = frozenset({EVENTS, PROGRAMME, DELEGATIONS, DELEGATES, PRESENCE})
    import_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._board: Board | None = None
        self._keys: dict[UUID, str] = {}
        self.detail = DelegationDetail(desk)
        self.detail.back_wanted.connect(self.show_board)
        self.detail.moved_to.connect(self.open_delegation)
        self._places = lay(QStackedLayout(self))
        self._browse = self._build_browse()
        self._places.addWidget(self._browse)
        self._places.addWidget(self.detail)
        desk.event_changed.connect(self._another)
        desk.session_changed.connect(self._read)
        self._read()

    # -- building --------------------------------------------------------------------------------------

    def _build_browse(self) -> QWidget:
        desk, texts = self._desk, self._desk.texts
        made = QWidget()
        column = lay(QVBoxLayout(made))
        header = Header(desk, texts("Delegations"))
        self.search: QLineEdit = header.add_search(texts("Search delegations"))
        self.search.textChanged.connect(self._show)
        self.search.returnPressed.connect(self._enter)
        self._order = icon_button(desk.theme, texts("Order of the list"), "order", self._open_orders)
        header.add(self._order)
        self._primary = button(desk.theme, texts("Add delegations"), "add", "primary", self.add)
        header.add_primary(self._primary)
        column.addWidget(header)
        self.filters = DelegationFilters(desk)
        self.filters.changed.connect(self._show)
        self.filters.view_changed.connect(self._view_changed)
        self.filters.copy_wanted.connect(self.copy)
        column.addWidget(self.filters)
        self._stack = lay(QStackedLayout())
        none = texts("No delegation takes part yet.")
        self._blank = Blank(desk.theme, none, texts("Add delegations"), "add", self.add)
        self._no_match = Blank(
            desk.theme, texts("No delegation matches."), texts("Show all"), "", self.show_all
        )
        self.board = BoardView(desk)
        self.board.opened.connect(self.open_delegation)
        self.board.moved.connect(self.shift)
        self.board.menu_asked.connect(self._menu)
        self._held = QWidget()
        lay(QHBoxLayout(self._held), margins=(24, 0, 12, 0)).addWidget(self.board)
        self.list = self._build_list()
        self._sheet = QFrame()
        self._sheet.setObjectName("surface")
        lay(QHBoxLayout(self._sheet), margins=(12, 0, 0, 0)).addWidget(self.list)
        self.follow_ups = ItemsPane(desk, kinds.follow_ups(desk, of_all=True), form_width=FORM_WIDTH)
        for part in (self._blank, self._no_match, self._held, self._sheet, self.follow_ups):
            self._stack.addWidget(part)
        column.addLayout(self._stack, 1)
        return made

    def _build_list(self) -> PlainList:
        texts = self._desk.texts
        titles = (
            *(texts("Code"), texts("Delegation"), texts("Here"), texts("Head"), texts("State")),
            *(texts("Focal point"), texts("Phone"), texts("E-mail")),
        )
        made = PlainList(
            self._desk, titles, (9, 20, 8, 17, 16, 16, 17, 20), texts("Delegations"), wide_from=1000
        )
        made.opened.connect(self.open_delegation)
        made.menu_asked.connect(self._menu)
        return made

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
        desk.work.read(self, _look, event, here, then=self._known, only_newest=True)
        desk.work.read(self, _all_follow_ups, event, then=self._follow_ups_known, only_newest=True)
        if self._places.currentWidget() is self.detail:
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
        self._board, self._keys = answer
        self._show()

    def _seen(self, seen: Presence) -> None:
        if self._board is not None:
            self._board = self._board._replace(tiles=[updated(tile, seen) for tile in self._board.tiles])
            self._show()
        if self._places.currentWidget() is self.detail:
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
        self.filters.count(tiles, self._ticking)
        shown = self._shown(tiles)
        texts = self._desk.texts
        number = texts.number
        whole = texts.plural("{n} delegation", "{n} delegations", len(tiles))
        some = texts("{n} of {total}", n=number(len(shown)), total=number(len(tiles)))
        view = self.filters.view
        told_count = some if len(shown) < len(tiles) else whole
        if self._board and self._board.deadline and Wanting.LIST in self.filters.wanted:
            due = texts("lists due {date}", date=texts.date_long(self._board.deadline))
            told_count = f"{told_count} · {due}"
        self.filters.say("" if view is View.FOLLOW_UPS else told_count)
        self.filters.setVisible(bool(tiles))
        self._tell_primary()
        if not tiles:
            self._stack.setCurrentWidget(self._blank)
        elif view is View.FOLLOW_UPS:
            self._stack.setCurrentWidget(self.follow_ups)
        elif not shown:
            self._stack.setCurrentWidget(self._no_match)
        elif view is View.LIST:
            self.list.show_rows([self._row(tile) for tile in shown])
            self._stack.setCurrentWidget(self._sheet)
        else:
            self.board.show_tiles(shown, self._ticking)
            self._stack.setCurrentWidget(self._held)

    def _shown(self, tiles: Sequence[Tile]) -> list[Tile]:
        wanted = loose_key(self.search.text())
        found = [tile for tile in tiles if self.filters.lets(tile)]
        if wanted:
            found = [tile for tile in found if wanted in self._keys[tile.id]]
        return found

    def _row(self, tile: Tile) -> ListRow:
        texts = self._desk.texts
        _, tone = matter_of(texts, tile, self._ticking)
        head, lacking = head_of(self._desk, tile), tile.wants(Wanting.HEAD)
        cells = (
            Cell(tile.code),
            Cell(self._desk.pick(tile.name, tile.name_official)),
            Cell(count_of(texts, tile, self._ticking)),
            Cell(head or (texts("No head") if lacking else ""), "red" if lacking else ""),
            Cell(label(texts, tile.state), str(STATE_TONES.get(tile.state, tone))),
            *(Cell(text or "") for text in (tile.focal_point, tile.focal_phone, tile.focal_email)),
        )
        return ListRow(tile.id, cells)

    # -- going about -----------------------------------------------------------------------------------

    @Slot()
    def show_board(self) -> None:
        """From the detail back to all of them."""
        came_from = self.detail.found.tile.id if self.detail.found else None
        if self._places.currentWidget() is self.detail:
            self._places.setCurrentWidget(self._browse)
            if came_from is not None:
                self.board.go_to(came_from)
                self.list.go_to(came_from)
            self.take_focus()

    @Slot(object)
    def open_delegation(self, delegation: UUID) -> None:
        """One in detail."""
        self.detail.show_delegation(delegation)
        if self._places.currentWidget() is not self.detail:
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
        if self._places.currentWidget() is self.detail:
            self.detail.take_focus()
            return
        shown = self._stack.currentWidget()
        if shown is self.follow_ups:
            self.follow_ups.take_focus()
        else:
            {self._held: self.board, self._sheet: self.list}.get(shown, self._primary).setFocus()

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
        if self._places.currentWidget() is self.detail:
            return self.detail.actions()
        texts = self._desk.texts
        views = (
            (View.TILES, texts("Tiles")),
            (View.LIST, texts("List")),
            (View.FOLLOW_UPS, texts("Follow-ups")),
        )
        return (
            PageAction(self._primary.accessibleName(), self._primary.click, "add", "Ctrl+D"),
            *(
                PageAction(said, _Call(self.show_view, view), "delegations", f"Alt+{place}")
                for place, (view, said) in enumerate(views, start=1)
            ),
            PageAction(texts("Order of the list"), self._open_orders, "order"),
            PageAction(texts("Copy the list"), self.copy, "copy"),
            PageAction(texts("Show all"), self.show_all),
        )

    # -- doing -----------------------------------------------------------------------------------------

    def _tell_primary(self) -> None:
        follow = self.filters.view is View.FOLLOW_UPS and bool(self._board and self._board.tiles)
        said = self.follow_ups.items.add_words if follow else self._desk.texts("Add delegations")
        self._primary.setText(f" {said}")
        self._primary.setAccessibleName(said)

    @Slot()
    def add(self) -> None:
        """Ask for delegations; in the follow-ups' view, for a follow-up."""
        from attendance.ui.dialogs.add_delegations_dialog import AddDelegationsDialog

        desk = self._desk
        if desk.event is None:
            desk.say(desk.texts("Open an event first."))
        elif self._stack.currentWidget() is self.follow_ups:
            self.follow_ups.begin()
        else:
            tiles = self._board.tiles if self._board else []
            # An organisation's country does not keep the country itself from taking part.
            known = [(tile.code, tile.country if tile.section in HEADED else None) for tile in tiles]
            AddDelegationsDialog(desk, desk.event.id, known, self).open()

    @Slot()
    def copy(self) -> None:
        """The list on the clipboard, for a spreadsheet or a message."""
        shown = self.follow_ups.list if self._stack.currentWidget() is self.follow_ups else self.list
        if shown is self.list and self._board is not None:
            self.list.show_rows([self._row(tile) for tile in self._shown(self._board.tiles)])
        said = self._desk.texts.plural("{n} row copied.", "{n} rows copied.", shown.copy())
        self._desk.say(said)

    @Slot(object, int)
    def shift(self, delegation: UUID, by: int) -> None:
        """A delegation so many places on, within its section; the order is one's own from then on."""
        if (
            self._board is None
            or self._desk.event is None
            or len(self._shown(self._board.tiles)) < len(self._board.tiles)
        ):
            return
        tiles = list(self._board.tiles)
        place = next(n for n, tile in enumerate(tiles) if tile.id == delegation)
        section = [n for n, tile in enumerate(tiles) if tile.section == tiles[place].section]
        goal = max(section[0], min(section[-1], place + by))
        if goal != place:
            tiles.insert(goal, tiles.pop(place))
            self._board = self._board._replace(tiles=tiles)
            self._show()
            self.board.go_to(delegation)
            ids = [tile.id for tile in tiles]
            self._write(order_by_hand, self._desk.event.id, ids, said=self._desk.texts("Order changed."))

    @Slot()
    def _open_orders(self) -> None:
        texts, menu = self._desk.texts, QMenu(self)
        marked = self.board.current()
        alphabet, _, _first = (self._board.order if self._board else "english").partition(":")
        orders = [
            (str(Alphabet.ENGLISH), texts("By the English names")),
            (str(Alphabet.LAO), texts("By the Lao names")),
            (str(Alphabet.CUSTOM), texts("Your own order (Alt and arrows move)")),
        ]
        if marked is not None and marked.country and alphabet != Alphabet.CUSTOM:
            name = self._desk.pick(marked.name, marked.name_official)
            orders.append((f"{alphabet}:{marked.country}", texts("Begin with {name}", name=name)))
        for order, said in orders:
            action = QAction(said, menu)
            action.setData(order)
            action.setCheckable(True)
            action.setChecked(self._board is not None and self._board.order == order)
            menu.addAction(action)
        menu.triggered.connect(self._order_picked)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._order.mapToGlobal(QPoint(0, self._order.height() + 4)))

    @Slot(QAction)
    def _order_picked(self, action: QAction) -> None:
        if self._desk.event is not None:
            said = self._desk.texts("Order changed.")
            self._write(set_list_order, self._desk.event.id, action.data(), said=said)

    def _write(self, verb: Callable[..., Any], *args: Any, said: str) -> None:
        desk = self._desk
        self._saying = said
        touches = frozenset({DELEGATIONS})
        desk.work.write(
            self, verb, desk.stamp(), *args, then=self._written, failed=self._refused, touches=touches
        )

    def _written(self, action: UUID | None) -> None:
        if action is not None:
            self._desk.say(self._saying, action)

    def _refused(self, error: Exception) -> None:
        self._desk.say(told(self._desk.texts, error))
        self._read()

    @Slot(object, QPoint)
    def _menu(self, delegation: UUID, where: QPoint) -> None:
        menu, texts = QMenu(self), self._desk.texts
        choices = (
            (texts("Open"), self.open_delegation, (delegation,)),
            (texts("Move one place up"), self.shift, (delegation, -1)),
            (texts("Move one place down"), self.shift, (delegation, 1)),
        )
        for said, do, args in choices:
            action = QAction(said, menu)
            action.triggered.connect(_Call(do, *args))
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)


class _Call:
    """A method with its arguments, for menus and actions that give none."""

    def __init__(self, method: Callable[..., Any], *args: Any) -> None:
        self._method, self._args = method, args

    def __call__(self, *_: Any) -> None:
        self._method(*self._args)


def _search_key(tile: Tile) -> str:
    return loose_key(
        " ".join(text for text in (tile.code, tile.name, tile.name_official, tile.focal_point) if text)
    )
