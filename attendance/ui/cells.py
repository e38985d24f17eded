"""Paints the cells of every list: quiet rows, a dot before a status, numbers to the right."""

from enum import StrEnum
from typing import Any, NamedTuple

from PySide6.QtCore import QItemSelectionModel, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPixmap, QStaticText, QTextLayout
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from attendance.queries.listing import Kind
from attendance.ui import theme as look
from attendance.ui.rows_model import Index, Row, RowsModel

PADDING = 12
DOT = 8
BOX = 16
LEAST_SECOND = 40
MOST_LINES = 6_000


class Line(NamedTuple):
    """One line of text ready to be drawn: its width and the height over its baseline, in points."""

    text: QStaticText
    width: float
    ascent: float


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
        marks: keys of columns of several words, each with a dot of its own colour.
    """

    dots: frozenset[str] = frozenset()
    ticks: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    def word(self, key: str, value: Any, row: Row) -> str:
        """The value in the window's language; "" for nothing. ``row`` has what else was read with it."""
        return "" if value is None else str(value)

    def tone(self, key: str, value: Any) -> Tone:
        """The colour of its dot."""
        return Tone.MUTED

    def spoken(self, key: str, value: Any, row: Row) -> str:
        """The cell for screen readers."""
        if key in self.ticks:
            return "✓" if self.ticked(value) else ""
        return self.word(key, value, row)

    def marked(self, value: Any) -> list[tuple[str, str]]:
        """The colours and words of a cell of several."""
        return []

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
        selection: whose selected rows are shown.
        cursor: (row, column) of the cell the keyboard is on; shown while the list is ``focused``.
    """

    def __init__(self, theme: look.Theme, model: RowsModel, wording: Wording, inset: int) -> None:
        super().__init__(model)
        self._theme, self._model, self._wording, self._inset = theme, model, wording, inset
        self._kinds = [column.kind for column in model.columns]
        self._keys = [column.key for column in model.columns]
        self.hovered, self.cursor, self.focused = -1, (-1, -1), False
        self.selection: QItemSelectionModel | None = None
        model.spoken = wording.spoken
        self._faces = {False: look.font(), True: look.font(semibold=True)}
        self._measures = {strong: QFontMetricsF(face) for strong, face in self._faces.items()}
        self._lines: dict[tuple[str, int, bool], Line] = {}
        self._signs: dict[tuple[str, float], QPixmap] = {}
        self._take_colours()
        theme.changed.connect(self._take_colours)

    def _take_colours(self) -> None:
        palette = self._theme.palette
        self._colour = {name: QColor(value) for name, value in palette.names().items()}
        self._edge = QPen(self._colour["row_line"], 1)
        self._signs.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self._theme.row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place, column = index.row(), index.column()
        # Plain numbers from here on: this runs for every cell, and Qt's enumerations are slow in Python.
        x, y, width, height = option.rect.getRect()
        self._paint_ground(painter, option.rect, place)
        row = self._model.row(place)
        left = x + (PADDING if column else self._inset)
        room = x + width - PADDING - left
        key, kind = self._keys[column], self._kinds[column]
        if row is None:
            if kind is not Kind.NUMBER and key not in self._wording.ticks:
                self._paint_waiting(painter, left, y + height / 2, min(room, 48 + place * 37 % 72))
        elif key in self._wording.ticks:
            sign = "ticked" if self._wording.ticked(row[column + 1]) else "open"
            self._paint_sign(painter, sign, x + (width - BOX) // 2, y + (height - BOX) // 2)
        elif kind is Kind.NAME:
            self._paint_name(painter, left, y, room, height, *self._wording.name(row))
        elif key in self._wording.marks:
            self._paint_marks(painter, left, y, room, height, self._wording.marked(row[column + 1]))
        elif text := self._wording.word(key, row[column + 1], row):
            if key in self._wording.dots:
                tone = self._wording.tone(key, row[column + 1])
                self._paint_sign(painter, tone, left - (BOX - DOT) // 2, y + (height - BOX) // 2)
                left, room = left + DOT + 8, room - DOT - 8
            line = self._line(text, room, False)
            if kind is Kind.NUMBER:
                left += room - line.width
            self._write(painter, line, left, y, height, "ink", False)

        if self.focused and (place, column) == self.cursor:
            self._paint_cursor(painter, option.rect)

    def _paint_cursor(self, painter: QPainter, area: QRect) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._colour["accent"], 1.5))
        painter.drawRoundedRect(QRectF(area).adjusted(2, 1.5, -2, -2.5), 4, 4)
        painter.restore()

    def _paint_marks(
        self, painter: QPainter, x: float, y: int, room: float, height: int, marks: list[tuple[str, str]]
    ) -> None:
        """Words one after the other, a dot of its colour before each."""
        for tone, text in marks:
            line = self._line(text, room - DOT - 6, False)
            if room < DOT + 6 + PADDING:
                return
            self._paint_sign(painter, tone, x - (BOX - DOT) // 2, y + (height - BOX) // 2)
            self._write(painter, line, x + DOT + 6, y, height, "ink", False)
            taken = DOT + 6 + line.width + PADDING
            x, room = x + taken, room - taken

    def _paint_ground(self, painter: QPainter, area: QRect, place: int) -> None:
        if self.selection is not None and self.selection.isRowSelected(place):
            painter.fillRect(area, self._colour["selection"])
        elif place == self.hovered:
            painter.fillRect(area, self._colour["hover"])
        painter.setPen(self._edge)
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _paint_waiting(self, painter: QPainter, x: float, middle: float, width: float) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour["hairline"])
        painter.drawRoundedRect(QRectF(x, middle - 4, width, 8), 4, 4)
        painter.restore()

    def _paint_name(
        self, painter: QPainter, x: float, y: int, room: float, height: int, text: str, second: str
    ) -> None:
        if not text:
            return
        line = self._line(text, room, True)
        self._write(painter, line, x, y, height, "ink", True)
        rest = room - line.width - PADDING
        if second and rest > LEAST_SECOND:
            other = self._line(second, rest, False)
            self._write(painter, other, x + line.width + PADDING, y, height, "muted", False)

    # -- lines of text, shaped once --------------------------------------------------------------------

    def _write(
        self, painter: QPainter, line: Line, x: float, y: int, height: int, colour: str, strong: bool
    ) -> None:
        """One line, its baseline the same for every script of the row."""
        measure = self._measures[strong]
        baseline = y + (height + measure.ascent() - measure.descent()) / 2
        painter.setFont(self._faces[strong])
        painter.setPen(self._colour[colour])
        painter.drawStaticText(QPointF(round(x), round(baseline - line.ascent)), line.text)

    def _line(self, text: str, room: float, strong: bool) -> Line:
        """The text shaped for its font, cut with an ellipsis where it does not fit."""
        key = (text, int(room), strong)
        found = self._lines.get(key)
        if found is None:
            if len(self._lines) > MOST_LINES:
                self._lines.clear()
            found = self._lines[key] = self._shape(text, room, strong)
        return found

    def _shape(self, text: str, room: float, strong: bool) -> Line:
        face = self._faces[strong]
        plain = text.replace("\n", " ")
        cut = self._measures[strong].elidedText(plain, Qt.TextElideMode.ElideRight, room)
        layout = QTextLayout(cut, face)
        layout.beginLayout()
        line = layout.createLine()
        layout.endLayout()
        ready = QStaticText(cut)
        ready.setTextFormat(Qt.TextFormat.PlainText)
        ready.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
        ready.prepare(font=face)
        return Line(ready, line.naturalTextWidth(), line.ascent())

    # -- signs, drawn once -----------------------------------------------------------------------------

    def _paint_sign(self, painter: QPainter, name: str, x: float, y: float) -> None:
        ratio = painter.device().devicePixelRatio()
        picture = self._signs.get((name, ratio))
        if picture is None:
            picture = self._signs[name, ratio] = self._draw_sign(name, ratio)
        painter.drawPixmap(QPointF(x, y), picture)

    def _draw_sign(self, name: str, ratio: float) -> QPixmap:
        """A ticked or open box, or a dot in the colour of that name, 16 points wide."""
        picture = QPixmap(round(BOX * ratio), round(BOX * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if name == "ticked":
            painter.setBrush(self._colour["green"])
            painter.drawRoundedRect(QRectF(0, 0, BOX, BOX), 4, 4)
            round_ends = {"c": Qt.PenCapStyle.RoundCap, "j": Qt.PenJoinStyle.RoundJoin}
            painter.setPen(QPen(self._colour["surface"], 2, **round_ends))
            painter.drawPolyline([QPointF(4, 8.5), QPointF(6.8, 11.2), QPointF(12, 5.2)])
        elif name == "open":
            painter.setPen(QPen(self._colour["muted"], 1))
            painter.drawRoundedRect(QRectF(0.5, 0.5, BOX - 1, BOX - 1), 3.5, 3.5)
        else:
            painter.setBrush(self._colour[name])
            painter.drawEllipse(QRectF((BOX - DOT) / 2, (BOX - DOT) / 2 + 0.5, DOT, DOT))
        painter.end()
        return picture
