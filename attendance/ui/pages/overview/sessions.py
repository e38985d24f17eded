"""Every event session with how many came of those expected, as small bars."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from attendance.language import Texts
from attendance.ui.theme import SMALL, Theme, font

MOST_ROWS = 8
"""Rows shown at once; more are scrolled to."""

INSET = 16


class SessionBar(NamedTuple):
    """One row: the event session, its words, who came, women among them, who is expected."""

    id: UUID
    title: str
    came: int
    women: int
    expected: int


class _Bars(QAbstractListModel):
    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.rows: list[SessionBar] = []

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{row.title}: {self.count(row)}; {self.share(row)}"
        return None

    def count(self, row: SessionBar) -> str:
        """ "45 of 54"."""
        number = self._texts.number
        return self._texts("{n} of {total}", n=number(row.came), total=number(row.expected))

    def share(self, row: SessionBar) -> str:
        """ "44% women"."""
        if not row.came:
            return self._texts("nobody yet")
        return self._texts("{percent} women", percent=self._texts.percent(row.women / row.came))

    def show_rows(self, rows: Sequence[SessionBar]) -> None:
        if [row.id for row in rows] == [row.id for row in self.rows]:
            self.rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: _Bars) -> None:
        super().__init__(model)
        self._theme, self._model = theme, model

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(200, self._theme.row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        palette, row = self._theme.palette, self._model.rows[index.row()]
        area = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(palette.selection if chosen else palette.hover))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRoundedRect(area.adjusted(5, 1, -5, -1), 6, 6)
        inner = area.adjusted(INSET, 0, -INSET, 0)
        small = QFontMetricsF(font(SMALL))
        count, share = self._model.count(row), self._model.share(row)
        widest = self._model.rows
        numbers = max(small.horizontalAdvance(self._model.count(one)) for one in widest[:MOST_ROWS])
        shares = max(small.horizontalAdvance(self._model.share(one)) for one in widest[:MOST_ROWS])
        tail = max(numbers, small.horizontalAdvance(count)) + max(shares, small.horizontalAdvance(share)) + 28
        bar = max(48.0, min(420.0, inner.width() - tail - 200))
        title = QRectF(inner.left(), inner.top(), max(60.0, inner.width() - bar - tail), inner.height())
        face = font(semibold=chosen)
        painter.setFont(face)
        painter.setPen(QColor(palette.ink))
        words = QFontMetricsF(face).elidedText(row.title, Qt.TextElideMode.ElideRight, title.width() - 12)
        painter.drawText(title, Qt.AlignmentFlag.AlignVCenter, words)
        self._paint_bar(painter, row, QRectF(title.right(), inner.center().y() - 3, bar, 6))
        painter.setFont(font(SMALL))
        painter.setPen(QColor(palette.ink))
        end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        place = QRectF(
            title.right() + bar + 12,
            inner.top(),
            max(numbers, small.horizontalAdvance(count)) + 2,
            inner.height(),
        )
        painter.drawText(place, end, count)
        painter.setPen(QColor(palette.muted))
        painter.drawText(inner, end, share)
        painter.restore()

    def _paint_bar(self, painter: QPainter, row: SessionBar, area: QRectF) -> None:
        palette = self._theme.palette
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.hairline))
        painter.drawRoundedRect(area, 3, 3)
        if row.came and row.expected:
            full = row.came >= row.expected
            painter.setBrush(QColor(palette.green if full else palette.accent))
            wide = max(6.0, area.width() * min(1.0, row.came / row.expected))
            painter.drawRoundedRect(QRectF(area.left(), area.top(), wide, area.height()), 3, 3)


class SessionBars(QListView):
    """The list; the event session whose curve is shown is the selected one.

    Attributes:
        chosen: the id of an event session somebody went to.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__()
        self._theme = theme
        self._bars = _Bars(texts)
        self._bars.setParent(self)
        self.setModel(self._bars)
        self.setItemDelegate(_Painter(theme, self._bars))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(texts("Event sessions"))
        self.selectionModel().currentChanged.connect(self._went)

    def show_rows(self, rows: Sequence[SessionBar], shown: UUID | None) -> None:
        """Other counts; ``shown`` is selected without telling."""
        selection = self.selectionModel()
        selection.blockSignals(True)
        self._bars.show_rows(rows)
        place = next((n for n, row in enumerate(rows) if row.id == shown), -1)
        if place != self.currentIndex().row():
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
            selection.setCurrentIndex(self._bars.index(place), flags)
            if place >= 0:
                self.scrollTo(self._bars.index(place))
        selection.blockSignals(False)
        self.setFixedHeight(self._theme.row * max(1, min(MOST_ROWS, len(rows))))
        self.viewport().update()

    def rows(self) -> list[SessionBar]:
        """What is shown."""
        return self._bars.rows

    @Slot(QModelIndex)
    def _went(self, index: QModelIndex) -> None:
        if index.isValid():
            self.viewport().update()
            self.chosen.emit(self._bars.rows[index.row()].id)
