"""The order of the delegations: an alphabet, a country that leads, or one's own made by moving them."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from attendance.commands.delegations import order_by_hand, set_list_order
from attendance.domain.list_order import Alphabet
from attendance.queries.delegation_board import Tile
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.work import DELEGATIONS


class DelegationOrder(QObject):
    """Asks for another order and writes it.

    Attributes:
        refused: it was not written; what is shown must be read again.
    """

    refused = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    def open_menu(self, below: QWidget, order: str, marked: Tile | None) -> None:
        """The orders there are; a country that is marked may lead an alphabet."""
        texts, menu = self._desk.texts, QMenu(below)
        alphabet = order.partition(":")[0]
        orders = [
            (str(Alphabet.ENGLISH), texts("By the English names")),
            (str(Alphabet.LAO), texts("By the Lao names")),
            (str(Alphabet.RUSSIAN), texts("By the Russian names")),
            (str(Alphabet.CUSTOM), texts("Your own order (Alt and arrows move)")),
        ]
        if marked is not None and marked.country and alphabet != Alphabet.CUSTOM:
            name = self._desk.delegation(marked.name, marked.name_official)
            orders.append((f"{alphabet}:{marked.country}", texts("Begin with {name}", name=name)))
        for value, said in orders:
            action = QAction(said, menu)
            action.setData(value)
            action.setCheckable(True)
            action.setChecked(order == value)
            menu.addAction(action)
        menu.triggered.connect(self._picked)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        if self._desk.event is not None:
            self._write(set_list_order, self._desk.event.id, action.data())

    def shift(self, tiles: Sequence[Tile], delegation: UUID, by: int) -> list[Tile] | None:
        """The tiles with one of them so many places on within its section; None where it stays."""
        moved = list(tiles)
        place = next(n for n, tile in enumerate(moved) if tile.id == delegation)
        section = [n for n, tile in enumerate(moved) if tile.section == moved[place].section]
        goal = max(section[0], min(section[-1], place + by))
        if goal == place or self._desk.event is None:
            return None
        moved.insert(goal, moved.pop(place))
        self._write(order_by_hand, self._desk.event.id, [tile.id for tile in moved])
        return moved

    def _write(self, verb: Callable[..., Any], *args: Any) -> None:
        desk, touches = self._desk, frozenset({DELEGATIONS})
        desk.work.write(
            self, verb, desk.stamp(), *args, then=self._written, failed=self._failed, touches=touches
        )

    def _written(self, action: UUID | None) -> None:
        if action is not None:
            self._desk.say(self._desk.texts("Order changed."), action)

    def _failed(self, error: Exception) -> None:
        self._desk.say(told(self._desk.texts, error))
        self.refused.emit()


class DelegationMenu(QMenu):
    """What can be done with one delegation of the board.

    Attributes:
        opened: open it; moved: by so many places; whole_wanted: everybody of it is present.
    """

    opened = Signal(object)
    moved = Signal(object, int)
    whole_wanted = Signal(object)

    def __init__(self, desk: Desk, delegation: UUID, parent: QWidget) -> None:
        super().__init__(parent)
        self._delegation, texts = delegation, desk.texts
        choices = ((texts("Open"), 0), (texts("Move one place up"), -1), (texts("Move one place down"), 1))
        for said, by in choices:
            action = QAction(said, self)
            action.setData(by)
            self.addAction(action)
        if desk.session is not None:
            action = QAction(texts("All present…"), self)
            action.setData("whole")
            self.addAction(action)
        self.triggered.connect(self._picked)
        self.aboutToHide.connect(self.deleteLater)

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        if action.data() == "whole":
            self.whole_wanted.emit(self._delegation)
        elif action.data():
            self.moved.emit(self._delegation, action.data())
        else:
            self.opened.emit(self._delegation)
