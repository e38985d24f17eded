"""Lists of the delegations page: whole rows of words in memory, opened by Enter, copied for a spreadsheet."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRectF,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from attendance.ui.cells import DOT
from attendance.ui.desk import Desk
from attendance.ui.dialogs.plain_table import PlainTable

TONE = Qt.ItemDataRole.UserRole


class Cell(NamedTuple):
    """Words, and the colour of a dot before them ("" for none)."""

    text: str
    tone: str = ""


class ListRow:
    """What a row stands for, and its cells in the order of the columns, made when they are first seen."""

    __slots__ = ("_cells", "_make", "key")

    def __init__(self, key: Any, make: Callable[[], tuple[Cell, ...]]) -> None:
        self.key, self._make = key, make
        self._cells: tuple[Cell, ...] | None = None

    @property
    def cells(self) -> tuple[Cell, ...]:
        if self._cells is None:
            self._cells = self._make()
        return self._cells


class ListModel(QAbstractTableModel):
    """Rows as they were given."""

    def __init__(self, desk: Desk, titles: Sequence[str]) -> None:
        super().__init__()
        self._desk, self._titles = desk, list(titles)
        self.rows: list[ListRow] = []

    def show(self, rows: Sequence[ListRow]) -> None:
        """Other rows; the same ones with other words stay where they are."""
        if [row.key for row in rows] == [row.key for row in self.rows]:
            self.rows = list(rows)
            if rows:
                last = self.index(len(self.rows) - 1, len(self._titles) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and orientation == Qt.Orientation.Horizontal:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        cell = self.rows[index.row()].cells[index.column()]
        shown = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
        if role in shown:
            return cell.text
        if role == Qt.ItemDataRole.DecorationRole and cell.tone:
            return _room_for_dot()
        if role == TONE:
            return cell.tone
        return None


class PlainList(PlainTable):
    """A list one opens rows of.

    Attributes:
        opened: the key of a row, by Enter or two clicks; current_changed: of the row that is marked, or None.
        ticked: the key of the row Space was pressed on.
        menu_asked: the key of a row and where on the screen.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    ticked = Signal(object)
    menu_asked = Signal(object, QPoint)

    def __init__(
        self,
        desk: Desk,
        titles: Sequence[str],
        shares: Sequence[int],
        name: str,
        *,
        wide_from: int = 0,
    ) -> None:
        """``shares`` are the columns' widths in parts; the last is shown from ``wide_from`` points on."""
        self.list = ListModel(desk, titles)
        super().__init__(self.list, desk.theme.row, name)
        self.list.setParent(self)
        self._shares, self._wide_from = list(shares), wide_from
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setItemDelegate(_DotPainter(desk, self))
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)

    def show_rows(self, rows: Sequence[ListRow]) -> None:
        """Show these; whichever row was marked stays so."""
        marked = self.current()
        self.list.show(rows)
        if rows and (marked is None or not self.go_to(marked)):
            self.go_to(rows[0].key)

    def current(self) -> Any:
        """The key of the row the keyboard is on, or None."""
        place = self.currentIndex().row()
        return self.list.rows[place].key if 0 <= place < len(self.list.rows) else None

    def go_to(self, key: Any) -> bool:
        """Put the keyboard on a row."""
        for place, row in enumerate(self.list.rows):
            if row.key == key:
                flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
                flags |= QItemSelectionModel.SelectionFlag.Rows
                self.selectionModel().setCurrentIndex(self.list.index(place, 0), flags)
                return True
        return False

    def copy(self) -> int:
        """Put the marked rows, or all when only one is, on the clipboard with their headings; how many."""
        places = sorted({index.row() for index in self.selectionModel().selectedRows()})
        if len(places) < 2:
            places = list(range(len(self.list.rows)))
        titles = [self.list.headerData(c, Qt.Orientation.Horizontal) for c in range(self.list.columnCount())]
        lines = [titles, *([cell.text for cell in self.list.rows[place].cells] for place in places)]
        QGuiApplication.clipboard().setText(
            "\n".join(
                "\t".join(text.replace("\t", " ").replace("\n", " ") for text in line) for line in lines
            )
        )
        return len(places)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(self.list.rows[index.row()].key)

    @Slot(QModelIndex, QModelIndex)
    def _moved(self, _index: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self.current())

    @Slot(QPoint)
    def _menu(self, where: QPoint) -> None:
        if self.current() is not None:
            self.menu_asked.emit(self.current(), self.viewport().mapToGlobal(where))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room, last = self.viewport().width(), len(self._shares) - 1
        self.setColumnHidden(last, room < self._wide_from)
        shares = [share for column, share in enumerate(self._shares) if not self.isColumnHidden(column)]
        for column, share in enumerate(shares):
            self.setColumnWidth(column, room * share // sum(shares))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self.current()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(key)
        elif key is not None and event.key() == Qt.Key.Key_Space:
            self.ticked.emit(key)
        elif control and event.key() == Qt.Key.Key_C:
            self.copy()
        elif event.text().strip() and not control:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _DotPainter(QStyledItemDelegate):
    """Draws the dot itself, round at every scale."""

    def __init__(self, desk: Desk, parent: PlainTable) -> None:
        super().__init__(parent)
        self._desk = desk
        self._take_colours()
        desk.theme.changed.connect(self._take_colours)

    def _take_colours(self) -> None:
        names = self._desk.theme.palette.names()
        self._colours = {name: QColor(value) for name, value in names.items()}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Any) -> None:
        super().paint(painter, option, index)
        if not (tone := index.data(TONE)):
            return
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        style, part = option.widget.style(), QStyle.SubElement.SE_ItemViewItemDecoration
        place = QRectF(style.subElementRect(part, whole, option.widget))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colours[tone])
        painter.drawEllipse(place.center(), DOT / 2, DOT / 2)
        painter.restore()


@cache
def _room_for_dot() -> QPixmap:
    picture = QPixmap(DOT, DOT)
    picture.fill(Qt.GlobalColor.transparent)
    return picture
