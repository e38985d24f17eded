"""Paints the cells of every list: quiet rows, a dot before a status, numbers to the right."""

from enum import StrEnum
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from attendance.queries.listing import Kind
from attendance.ui import theme as look
from attendance.ui.rows_model import Index, Row, RowsModel

PADDING = 12
DOT = 8
BOX = 16


class Tone(StrEnum):
    """The colour of a status dot, by what it means."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    BLUE = "blue"
    MUTED = "muted"


class Wording:
    """How one list's values become words; subclasses know the list.

    Attributes:
        dots: keys of columns whose word has a dot of its tone before it.
        ticks: keys of columns that are a box to tick.
    """

    dots: frozenset[str] = frozenset()
    ticks: frozenset[str] = frozenset()

    def word(self, key: str, value: Any, row: Row) -> str:
        """The value in the window's language; "" for nothing. ``row`` has what else was read with it."""
        return "" if value is None else str(value)

    def tone(self, key: str, value: Any) -> Tone:
        """The colour of its dot."""
        return Tone.MUTED

    def ticked(self, value: Any) -> bool:
        """Whether its box is ticked."""
        return bool(value)

    def name(self, row: Row) -> tuple[str, str]:
        """The name as it is listed, and the same in the other script or ""."""
        return str(row[1] or ""), ""


class CellPainter(QStyledItemDelegate):
    """One delegate for a whole table and its frozen column.

    Attributes:
        hovered: the row under the pointer, -1 for none.
    """

    def __init__(self, theme: look.Theme, model: RowsModel, wording: Wording, inset: int) -> None:
        super().__init__(model)
        self._theme, self._model, self._wording = theme, model, wording
        self._kinds = [column.kind for column in model.columns]
        self._keys = [column.key for column in model.columns]
        self._inset = inset
        self.hovered = -1
        self._plain, self._strong = look.font(), look.font(semibold=True)
        self._measure = {
            id(self._plain): QFontMetrics(self._plain),
            id(self._strong): QFontMetrics(self._strong),
        }
        self._cut: dict[tuple[str, int, bool], str] = {}
        self._take_colours()
        theme.changed.connect(self._take_colours)

    def _take_colours(self) -> None:
        palette = self._theme.palette
        self._colour = {name: QColor(value) for name, value in palette.names().items()}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self._theme.row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place, column, area = index.row(), index.column(), option.rect
        self._paint_ground(painter, area, place, option.state)
        row = self._model.row(place)
        inner = area.adjusted(PADDING if column else self._inset, 0, -PADDING, 0)
        key, kind = self._keys[column], self._kinds[column]
        if row is None:
            if kind is not Kind.NUMBER and key not in self._wording.ticks:
                self._paint_waiting(painter, inner, place)
            return
        value = row[column + 1]
        if key in self._wording.ticks:
            self._paint_tick(painter, area, self._wording.ticked(value))
        elif kind is Kind.NAME:
            self._paint_name(painter, inner, *self._wording.name(row))
        elif text := self._wording.word(key, value, row):
            if key in self._wording.dots:
                inner = self._paint_dot(painter, inner, self._wording.tone(key, value))
            side = Qt.AlignmentFlag.AlignRight if kind is Kind.NUMBER else Qt.AlignmentFlag.AlignLeft
            self._write(painter, inner, text, self._plain, self._colour["ink"], side)

    def _paint_ground(self, painter: QPainter, area: QRect, number: int, state: QStyle.StateFlag) -> None:
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._colour["selection"])
        elif number == self.hovered:
            painter.fillRect(area, self._colour["hover"])
        else:
            painter.fillRect(area, self._colour["surface"])
        painter.setPen(QPen(self._colour["ground"], 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _paint_waiting(self, painter: QPainter, area: QRect, place: int) -> None:
        width = min(area.width(), 48 + place * 37 % 72)
        bar = QRectF(area.left(), area.center().y() - 4, width, 8)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour["hairline"])
        painter.drawRoundedRect(bar, 4, 4)
        painter.restore()

    def _paint_name(self, painter: QPainter, area: QRect, text: str, second: str) -> None:
        used = self._write(painter, area, text, self._strong, self._colour["ink"])
        rest = area.adjusted(used + PADDING, 0, 0, 0)
        if second and rest.width() > 40:
            self._write(painter, rest, second, self._plain, self._colour["muted"])

    def _paint_dot(self, painter: QPainter, area: QRect, tone: Tone) -> QRect:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour[tone])
        painter.drawEllipse(QRectF(area.left(), area.center().y() - DOT / 2 + 0.5, DOT, DOT))
        painter.restore()
        return area.adjusted(DOT + 8, 0, 0, 0)

    def _paint_tick(self, painter: QPainter, area: QRect, ticked: bool) -> None:
        box = QRectF(0, 0, BOX, BOX)
        box.moveCenter(QPointF(area.center()) + QPointF(0.5, 0.5))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if ticked:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._colour["green"])
            painter.drawRoundedRect(box, 4, 4)
            painter.setPen(
                QPen(self._colour["surface"], 2, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
            )
            x, y = box.left(), box.top()
            painter.drawPolyline(
                [QPointF(x + 4, y + 8.5), QPointF(x + 6.8, y + 11.2), QPointF(x + 12, y + 5.2)]
            )
        else:
            painter.setPen(QPen(self._colour["field_edge"], 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.restore()

    def _write(
        self,
        painter: QPainter,
        area: QRect,
        text: str,
        face: QFont,
        colour: QColor,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> int:
        """Writes one line, cut with an ellipsis where it does not fit; returns its width."""
        measure = self._measure[id(face)]
        cut = self._fitted(text, area.width(), measure, face is self._strong)
        painter.setFont(face)
        painter.setPen(colour)
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, cut)
        return measure.horizontalAdvance(cut)

    def _fitted(self, text: str, width: int, measure: QFontMetrics, strong: bool) -> str:
        key = (text, width, strong)
        found = self._cut.get(key)
        if found is None:
            if len(self._cut) > 20_000:
                self._cut.clear()
            line = text.replace("\n", " ")
            found = self._cut[key] = measure.elidedText(line, Qt.TextElideMode.ElideRight, width)
        return found
