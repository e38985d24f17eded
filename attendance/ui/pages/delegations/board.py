"""The board of delegations: tiles in list order, a heading above each section, a code typed to jump."""

import time
from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from attendance.domain.text_keys import loose_key
from attendance.language.labels import label
from attendance.queries.delegation_board import Tile
from attendance.ui.desk import Desk
from attendance.ui.keys import Keys, Platform
from attendance.ui.pages.delegations.tiles import Index, TilePainter
from attendance.ui.pages.delegations.words import spoken

FORGET = 1.2
"""Seconds after which a letter begins a new code."""


class BoardModel(QAbstractTableModel):
    """Tiles as a grid of a few columns; a row is a section's heading or some tiles."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self.ticking = desk, False
        self.tiles: list[Tile] = []
        self._rows: list[str | list[Tile]] = []
        self._columns = 1
        self._place: dict[UUID, tuple[int, int]] = {}

    def show(self, tiles: Sequence[Tile], columns: int, ticking: bool) -> None:
        """Lay the tiles out in so many columns."""
        self.beginResetModel()
        self.tiles, self._columns, self.ticking = list(tiles), columns, ticking
        sections = [(name, list(group)) for name, group in groupby(tiles, key=lambda tile: tile.section)]
        self._rows = []
        for name, group in sections:
            if len(sections) > 1:
                self._rows.append(label(self._desk.texts, name))
            self._rows += [group[start : start + columns] for start in range(0, len(group), columns)]
        self._place = {
            tile.id: (place, column)
            for place, row in enumerate(self._rows)
            if not isinstance(row, str)
            for column, tile in enumerate(row)
        }
        self.endResetModel()

    def freshen(self, tiles: Sequence[Tile], ticking: bool) -> bool:
        """The same delegations with other numbers; False when they are not the same."""
        if [t.id for t in tiles] != [t.id for t in self.tiles] or any(
            a.section != b.section for a, b in zip(tiles, self.tiles, strict=True)
        ):
            return False
        self.tiles, self.ticking = list(tiles), ticking
        for tile in tiles:
            place, column = self._place[tile.id]
            row = self._rows[place]
            if not isinstance(row, str):
                row[column] = tile
        if tiles:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self._columns - 1))
        return True

    def what(self, index: Index) -> Tile | str | None:
        """The tile, the heading, or nothing."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], index.column()
        if isinstance(row, str):
            return row if column == 0 else None
        return row[column] if column < len(row) else None

    def index_of(self, delegation: UUID) -> QModelIndex:
        """Where a delegation stands; an invalid index when it is not shown."""
        place = self._place.get(delegation)
        return self.index(*place) if place else QModelIndex()

    def is_heading(self, place: int) -> bool:
        return isinstance(self._rows[place], str)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self._columns

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self.what(index), Tile):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        what = self.what(index)
        if isinstance(what, str):
            return what if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None
        if what is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return what.code
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return spoken(self._desk, what, self.ticking)
        return None


class BoardView(QTableView):
    """The board on the screen.

    Attributes:
        opened: the id of the delegation somebody pressed Enter on or clicked twice.
        moved: a delegation and by how many places (Alt and an arrow).
        menu_asked: the id of a delegation and where on the screen.
        whole_wanted: everybody of a delegation is present (Space).
    """

    opened = Signal(object)
    moved = Signal(object, int)
    whole_wanted = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("board")
        self._desk = desk
        self._keys = Keys(Platform.named(QGuiApplication.platformName()))
        self._typed, self._placed, self._typed_at = "", "", 0.0
        self.grid = BoardModel(desk)
        self.grid.setParent(self)
        self.setModel(self.grid)
        self.painter_of_tiles = TilePainter(desk, self.grid.what)
        self.painter_of_tiles.setParent(self)
        self.setItemDelegate(self.painter_of_tiles)
        self.setAccessibleName(desk.texts("Delegations"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setMinimumSectionSize(1)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._open)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    # -- what is shown ---------------------------------------------------------------------------------

    def show_tiles(self, tiles: Sequence[Tile], ticking: bool) -> None:
        """Show these delegations; whichever was marked stays so."""
        self.painter_of_tiles.ticking = ticking
        if not self.grid.freshen(tiles, ticking):
            self._lay_out(tiles, ticking, self._columns())

    def current(self) -> Tile | None:
        """The tile the keyboard is on."""
        what = self.grid.what(self.currentIndex())
        return what if isinstance(what, Tile) else None

    def go_to(self, delegation: UUID) -> None:
        """Put the keyboard on a delegation."""
        index = self.grid.index_of(delegation)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def _columns(self) -> int:
        return max(1, self.viewport().width() // self.painter_of_tiles.least_width())

    def _lay_out(self, tiles: Sequence[Tile], ticking: bool, columns: int) -> None:
        marked, scrolled = self.current(), self.verticalScrollBar().value()
        self.clearSpans()
        self.grid.show(tiles, columns, ticking)
        heights = self.painter_of_tiles.tile_height(), self.painter_of_tiles.heading_height()
        self.verticalHeader().setDefaultSectionSize(heights[0])
        for place in range(self.grid.rowCount()):
            heading = self.grid.is_heading(place)
            if self.rowHeight(place) != heights[heading]:
                self.setRowHeight(place, heights[heading])
            if heading and columns > 1:
                self.setSpan(place, 0, 1, columns)
        self._widen()
        if marked is not None and not self.grid.index_of(marked.id).isValid():
            marked = None
        first = marked.id if marked else next((tile.id for tile in self.grid.tiles), None)
        if first is not None:
            self.go_to(first)
            if marked is None and self.grid.tiles:
                self.scrollToTop()
        self.verticalScrollBar().setValue(scrolled)

    def _widen(self) -> None:
        columns, room = self.grid.columnCount(), self.viewport().width()
        for column in range(columns):
            self.setColumnWidth(column, room * (column + 1) // columns - room * column // columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.grid.tiles and self._columns() != self.grid.columnCount():
            self._lay_out(self.grid.tiles, self.grid.ticking, self._columns())
        self._widen()

    # -- hands -----------------------------------------------------------------------------------------

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        what = self.grid.what(index)
        if isinstance(what, Tile):
            self.opened.emit(what.id)

    def area_of_current(self) -> QRect:
        """Where the marked tile stands in the viewport."""
        return self.visualRect(self.currentIndex())

    @Slot(QPoint)
    def _menu(self, where: QPoint) -> None:
        if (tile := self.current()) is not None:
            self.menu_asked.emit(tile.id, self.viewport().mapToGlobal(where))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        tile, steps = self.current(), self._steps()
        if tile is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(tile.id)
        elif (
            tile is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps
        ):
            self.moved.emit(tile.id, steps[Qt.Key(event.key())])
        elif tile is not None and event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.whole_wanted.emit(tile.id)
        elif event.key() == Qt.Key.Key_Space or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        elif event.text().strip() and event.text().isprintable():
            self._jump(event)
        else:
            super().keyPressEvent(event)

    def _steps(self) -> dict[Qt.Key, int]:
        columns = self.grid.columnCount()
        return {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -columns,
            Qt.Key.Key_Down: columns,
        }

    def _jump(self, event: QKeyEvent) -> None:
        """To the delegation whose code or name begins so, or whose code the keys' places spell."""
        if time.monotonic() - self._typed_at > FORGET:
            self._typed = self._placed = ""
        self._typed_at = time.monotonic()
        self._typed += event.text()
        self._placed += self._keys.shortcut(event)
        for wanted in (loose_key(self._typed), self._placed.casefold()):
            if wanted and (found := self._beginning(wanted)) is not None:
                self.go_to(found.id)
                return

    def _beginning(self, wanted: str) -> Tile | None:
        tiles = self.grid.tiles
        by_code = (tile for tile in tiles if tile.code.casefold().startswith(wanted))
        by_name = (
            tile
            for tile in tiles
            if any(loose_key(name or "").startswith(wanted) for name in (tile.name, tile.name_official))
        )
        return next(by_code, None) or next(by_name, None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        what = self.grid.what(self.indexAt(event.position().toPoint()))
        self._hover(what if isinstance(what, Tile) else None)

    def leaveEvent(self, event: Any) -> None:
        super().leaveEvent(event)
        self._hover(None)

    def _hover(self, tile: Tile | None) -> None:
        if tile is not self.painter_of_tiles.hovered:
            self.painter_of_tiles.hovered = tile
            self.viewport().update()
