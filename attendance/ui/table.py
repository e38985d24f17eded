"""A list on the screen: the first column stays, headers sort, widths are remembered."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from attendance.ui.cells import CellPainter, Wording
from attendance.ui.heading import Heading
from attendance.ui.rows_model import RowsModel
from attendance.ui.theme import Theme


class _Sheet(QTableView):
    """What the scrolling part and the frozen column have in common."""

    def __init__(self, theme: Theme, model: RowsModel, inset: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setHorizontalHeader(Heading(theme, model, inset, self))
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(theme.row)
        rows.setDefaultSectionSize(theme.row)


class Table(_Sheet):
    """A list with its first column frozen.

    Attributes:
        opened: the local number of the row somebody pressed Enter on or double-clicked.
        current_changed: the local number of the row the keyboard is on, or None.
        shown_keys: what the columns are called in the settings.
        ticked: the local number of the row whose box was clicked, or Space pressed on.
        widths_changed: somebody dragged a column; ``widths`` has the new measures.
    """

    opened = Signal(object)
    current_changed = Signal(object)
    ticked = Signal(object)
    widths_changed = Signal()

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
        self.shown_keys: list[str] = [column.key for column in model.columns]
        self.setAccessibleName(name)
        self.painter_of_cells = CellPainter(theme, model, wording, inset)
        self.setItemDelegate(self.painter_of_cells)
        self._frozen = _Sheet(theme, model, inset, self)
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
        self.selectionModel().setCurrentIndex(self.model().index(place, 0), flags)
        return True

    @Slot()
    def _keep_current(self) -> None:
        self._kept = self.current_number()

    @Slot()
    def _bring_back(self) -> None:
        if self._kept is None or not self.go_to(self._kept):
            self.current_changed.emit(None)
        self.hover(-1)

    @Slot(QModelIndex, QModelIndex)
    def _current_moved(self, index: QModelIndex, _before: QModelIndex) -> None:
        self.current_changed.emit(self._rows.number_at(index.row()) if index.isValid() else None)

    @Slot(QModelIndex)
    def _double_clicked(self, index: QModelIndex) -> None:
        if not self._is_tick(index):
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
        number = self.current_number()
        if number is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(number)
        elif number is not None and event.key() == Qt.Key.Key_Space:
            self.ticked.emit(number)
        elif event.text() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # letters are for the search field, not for jumping about
        else:
            super().keyPressEvent(event)

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
