"""A list on the screen: the first column stays, headers sort, widths are remembered."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget

from attendance.ui.cells import CellPainter, Wording
from attendance.ui.chosen import Chosen, choose_again, chosen, how_many
from attendance.ui.rows_model import RowsModel
from attendance.ui.sheet import Sheet
from attendance.ui.theme import Theme

_NOT_TYPING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Table(Sheet):
    """A list with its first column frozen.

    Attributes:
        opened: the local number of the row somebody pressed Enter on or double-clicked.
        current_changed: the local number of the row the keyboard is on, or None.
        shown_keys: what the columns are called in the settings.
        ticked: the local number of the row whose box was clicked, or Space pressed on.
        widths_changed: somebody dragged a column; ``widths`` has the new measures.
        edit_asked: the cell (row's place, column) somebody wants to type in, and what was typed already.
        menu_asked: where on the screen the menu of the selected rows is wanted.
        chosen_changed: how many rows are selected.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    ticked = Signal(object)
    widths_changed = Signal()
    edit_asked = Signal(int, int, str)
    menu_asked = Signal(QPoint)
    chosen_changed = Signal(int)

    def __init__(
        self,
        theme: Theme,
        model: RowsModel,
        wording: Wording,
        widths: Sequence[int],
        name: str,
        inset: int = 24,
    ) -> None:
        """``inset`` is the margin before the first column's words: that of the page around the table."""
        super().__init__(theme, model, inset)
        self._rows, self._wording = model, wording
        self._kept: int | None = None
        self._kept_column = 0
        self._kept_chosen = Chosen(0)
        self.shown_keys: list[str] = [column.key for column in model.columns]
        self.setAccessibleName(name)
        self.painter_of_cells = CellPainter(theme, model, wording, inset)
        self.setItemDelegate(self.painter_of_cells)
        self._frozen = Sheet(theme, model, inset, self)
        self._frozen.setItemDelegate(self.painter_of_cells)
        self.painter_of_cells.selection = self.selectionModel()
        self._freeze()
        self._wire()
        self._dragged = False
        self._laying = False
        self.set_widths(widths)

    def _freeze(self) -> None:
        frozen = self._frozen
        for sheet in (self, frozen):
            sheet.horizontalHeader().middle = self._wording.ticks
        frozen.horizontalHeader().setStretchLastSection(False)  # its only column has a width of its own
        frozen.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frozen.setSelectionModel(self.selectionModel())
        frozen.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frozen.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        frozen.setAccessibleName(self.accessibleName())
        for column in range(1, self.model().columnCount()):
            frozen.setColumnHidden(column, True)
        self.viewport().stackUnder(frozen)

    def _wire(self) -> None:
        frozen = self._frozen
        self.horizontalHeader().sectionResized.connect(self._resized)
        frozen.horizontalHeader().sectionResized.connect(self._frozen_resized)
        frozen.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(frozen.verticalScrollBar().setValue)
        for sheet in (self, frozen):
            sheet.viewport().installEventFilter(self)
            sheet.doubleClicked.connect(self._double_clicked)
            sheet.clicked.connect(self._clicked)
            sheet.horizontalHeader().sort_asked.connect(self._sort)
        self.selectionModel().currentRowChanged.connect(self._current_moved)
        self.selectionModel().currentChanged.connect(self._cell_moved)
        self.selectionModel().selectionChanged.connect(self._chosen_moved)
        self.model().modelAboutToBeReset.connect(self._keep_current)
        self.model().modelReset.connect(self._bring_back)

    # -- measures --------------------------------------------------------------------------------------

    def widths(self) -> list[int]:
        """The width of every column in pixels."""
        return [self.columnWidth(column) for column in range(self.model().columnCount())]

    def set_widths(self, widths: Sequence[int]) -> None:
        self._laying = True
        for column, width in enumerate(widths[: self.model().columnCount()]):
            self.setColumnWidth(column, width)
        self._laying = False
        self._least, self._last = widths[0], widths[-1]
        self._place_frozen()

    def _widen_first(self) -> None:
        """Until somebody drags a column, the first one takes the room that is left."""
        if self._dragged or self.model().columnCount() < 2:
            return
        others = sum(self.columnWidth(column) for column in range(1, self.model().columnCount() - 1))
        last = self.horizontalHeader().sectionSizeHint(self.model().columnCount() - 1)
        room = self.viewport().width() - others - max(last, self._last)
        self._laying = True
        self.setColumnWidth(0, max(self._least, room))
        self._laying = False

    @Slot(int, int, int)
    def _resized(self, column: int, _before: int, width: int) -> None:
        if column == 0:
            self._frozen.setColumnWidth(0, width)
            self._place_frozen()
        # The last column changes with the window; only a hand on a border is worth remembering.
        if not self._laying and QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._dragged = True
            self.widths_changed.emit()

    @Slot(int, int, int)
    def _frozen_resized(self, column: int, _before: int, width: int) -> None:
        if column == 0 and self.columnWidth(0) != width:
            self.setColumnWidth(0, width)

    def _place_frozen(self) -> None:
        height = self.viewport().height() + self.horizontalHeader().height()
        self._frozen.setGeometry(0, 0, self.columnWidth(0), height)
        self._frozen.horizontalHeader().setFixedHeight(self.horizontalHeader().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._widen_first()
        self._place_frozen()

    def scrollTo(
        self,
        index: QModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        # The frozen column is always in view; scrolling sideways for it would only jump.
        if index.column() > 0:
            super().scrollTo(index, hint)
            hidden = self._frozen.width() - self.columnViewportPosition(index.column())
            if hidden > 0:
                self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - hidden)
            return
        sideways = self.horizontalScrollBar().value()
        super().scrollTo(index, hint)
        self.horizontalScrollBar().setValue(sideways)

    # -- rows ------------------------------------------------------------------------------------------

    def current_number(self) -> int | None:
        """The local number of the row the keyboard is on."""
        index = self.currentIndex()
        return self._rows.number_at(index.row()) if index.isValid() else None

    def go_to(self, number: int) -> bool:
        """Put the keyboard on the row with this local number; False when it is not in the list."""
        place = self._rows.place_of(number)
        if place is None:
            return False
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        column = max(0, self.currentIndex().column(), self._kept_column)
        self.selectionModel().setCurrentIndex(self.model().index(place, column), flags)
        return True

    def chosen(self) -> Chosen:
        """The selected rows."""
        return chosen(self.selectionModel(), self._rows)

    @property
    def rows(self) -> RowsModel:
        """The model of its rows."""
        return self._rows

    def cell_area(self, place: int, column: int) -> QRect:
        """Where a cell stands on this widget."""
        sheet = self if column else self._frozen
        area = sheet.visualRect(self.model().index(place, column))
        return QRect(sheet.viewport().mapTo(self, area.topLeft()), area.size())

    @Slot()
    def _keep_current(self) -> None:
        self._kept, self._kept_column = self.current_number(), self.currentIndex().column()
        count = how_many(self.selectionModel())
        self._kept_chosen = self.chosen() if count > 1 else Chosen(count)

    @Slot()
    def _bring_back(self) -> None:
        if self._kept is None or not self.go_to(self._kept):
            self.current_changed.emit(None)
        if self._kept_chosen.total > 1:
            choose_again(self._kept_chosen, self.selectionModel(), self._rows)
        self.hover(-1)
        self.chosen_changed.emit(how_many(self.selectionModel()))

    @Slot()
    def _chosen_moved(self) -> None:
        self.chosen_changed.emit(how_many(self.selectionModel()))

    @Slot(QModelIndex, QModelIndex)
    def _cell_moved(self, index: QModelIndex, before: QModelIndex) -> None:
        self.painter_of_cells.cursor = (index.row(), index.column())
        for place in {index.row(), before.row()} - {-1}:
            self._repaint_row(place)

    @Slot(QModelIndex, QModelIndex)
    def _current_moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self._rows.number_at(index.row()) if index.isValid() else None)

    @Slot(QModelIndex)
    def _double_clicked(self, index: QModelIndex) -> None:
        if self._rows.columns[index.column()].editable and index.column():
            self.edit_asked.emit(index.row(), index.column(), "")
        elif not self._is_tick(index):
            self.opened.emit(self._rows.number_at(index.row()))

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if self._is_tick(index):
            self.ticked.emit(self._rows.number_at(index.row()))

    def _is_tick(self, index: QModelIndex) -> bool:
        return self._rows.columns[index.column()].key in self._wording.ticks

    @Slot(int)
    def _sort(self, column: int) -> None:
        asked, key = self._rows.question, self._rows.columns[column].key
        descending = (asked.order or self._rows.natural) == key and not asked.descending
        self._rows.sort(column, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
        for sheet in (self, self._frozen):
            sheet.horizontalHeader().viewport().update()

    # -- hands -----------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number, index = self.current_number(), self.currentIndex()
        editable = number is not None and self._rows.columns[index.column()].editable
        if number is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(number)
        elif number is not None and event.key() == Qt.Key.Key_Space:
            self.ticked.emit(number)
        elif editable and event.key() == Qt.Key.Key_F2:
            self.edit_asked.emit(index.row(), index.column(), "")
        elif event.text().isprintable() and event.text() and not event.modifiers() & _NOT_TYPING:
            # Letters on a name are for the search field: a name is not typed over by mistake.
            if editable and index.column():
                self.edit_asked.emit(index.row(), index.column(), event.text())
            else:
                event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            here = self.currentIndex()
            at = self.mapToGlobal(self.cell_area(here.row(), here.column()).bottomLeft())
        self.menu_asked.emit(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_cursor(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_cursor(False)

    def _show_cursor(self, shown: bool) -> None:
        self.painter_of_cells.focused = shown
        if self.currentIndex().isValid():
            self._repaint_row(self.currentIndex().row())

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseMove:
            self.hover(self.rowAt(event.position().toPoint().y()))
        elif event.type() == QEvent.Type.Leave:
            self.hover(-1)
        return False

    def hover(self, row: int) -> None:
        """The row under the pointer."""
        before = self.painter_of_cells.hovered
        if row == before:
            return
        self.painter_of_cells.hovered = row
        for number in (before, row):
            if number >= 0:
                self._repaint_row(number)

    def _repaint_row(self, place: int) -> None:
        top, height = self.rowViewportPosition(place), self.rowHeight(place)
        for sheet in (self, self._frozen):
            sheet.viewport().update(0, top, sheet.viewport().width(), height)
