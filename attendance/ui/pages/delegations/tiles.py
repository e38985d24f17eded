"""Paints one tile of the board: code, count, name, how many are here, the one thing that matters."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from attendance.queries.delegation_board import Tile
from attendance.ui import theme as look
from attendance.ui.desk import Desk
from attendance.ui.pages.delegations.words import count_of, matter_of

GAP, PADDING, BAR, DOT = 12, 14, 4, 8

Index = QModelIndex | QPersistentModelIndex


class TilePainter(QStyledItemDelegate):
    """Cells that hold a tile, a section's heading, or nothing.

    Attributes:
        ticking: whether there is an event session that people are ticked for.
    """

    def __init__(self, desk: Desk, what: Callable[[Index], Tile | str | None]) -> None:
        super().__init__()
        self._desk, self._what = desk, what
        self.ticking = False
        self.hovered: Tile | None = None
        self._code, self._base, self._small = (
            look.font(look.LARGE, semibold=True),
            look.font(),
            look.font(9.0),
        )
        self._count = look.font(semibold=True)
        faces = (self._code, self._base, self._small, self._count)
        self._measures = {face.key(): QFontMetricsF(face) for face in faces}
        self._take_colours()
        desk.theme.changed.connect(self._take_colours)

    def _take_colours(self) -> None:
        names = self._desk.theme.palette.names()
        self._colours = {name: QColor(value) for name, value in names.items()}

    def tile_height(self) -> int:
        """Points a tile takes with its gap below: what its lines need in the window's language."""
        lines = sum(self._line(face) for face in (self._code, self._base, self._small))
        return round(lines + BAR + 2 * PADDING + 13 + GAP)

    def heading_height(self) -> int:
        """Points a section's heading takes."""
        return round(self._line(self._count) + 18)

    def least_width(self) -> int:
        """The narrowest a tile may be, its gap included."""
        return round(max(186, self._measures[self._base.key()].averageCharWidth() * 22)) + GAP

    def _line(self, face: QFont) -> float:
        height = self._measures[face.key()].height()
        return max(height, face.pointSizeF() / 0.75 * 1.65) if self._desk.theme.language == "lo" else height

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.least_width(), self.tile_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        what = self._what(index)
        if isinstance(what, Tile):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            area = QRectF(option.rect).adjusted(1, 1, -GAP, -GAP)
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            active = bool(option.state & QStyle.StateFlag.State_Active) and option.widget.hasFocus()
            self._paint_card(painter, area, what, chosen, chosen and active)
            self._paint_tile(painter, area.adjusted(PADDING, PADDING - 3, -PADDING, -PADDING), what)
            painter.restore()
        elif what:
            area = QRectF(option.rect).adjusted(1, 0, -GAP, -6)
            self._write(painter, area, what, self._count, "muted", Qt.AlignmentFlag.AlignBottom)

    def _paint_card(self, painter: QPainter, area: QRectF, tile: Tile, chosen: bool, active: bool) -> None:
        edge = "accent" if chosen else "field_edge" if tile is self.hovered else "hairline"
        painter.setPen(QPen(self._colour(edge), 2 if active else 1))
        painter.setBrush(self._colour("selection" if chosen else "surface"))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)

    def _paint_tile(self, painter: QPainter, area: QRectF, tile: Tile) -> None:
        desk, quiet = self._desk, tile.state == "declined"
        y, width = area.top(), area.width()
        count = count_of(desk.texts, tile, self.ticking)
        taken = self._measures[self._count.key()].horizontalAdvance(count) + 10
        height = self._line(self._code)
        right, left = Qt.AlignmentFlag.AlignRight, Qt.AlignmentFlag.AlignLeft
        line = QRectF(area.left(), y, width, height)
        ink = "muted" if quiet else "ink"
        self._write(painter, line, count, self._count, "ink" if tile.came else "muted", right)
        self._write(painter, line.adjusted(0, 0, -taken, 0), tile.code, self._code, ink, left)
        y += height
        height = self._line(self._base)
        name = desk.delegation(tile.name, tile.name_official)
        self._write(painter, QRectF(area.left(), y, width, height), name, self._base, "muted", left)
        y += height + 9
        self._paint_bar(painter, QRectF(area.left(), y, width, BAR), tile)
        y += BAR + 7
        said, tone = matter_of(desk.texts, tile, self.ticking)
        height = self._line(self._small)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour(str(tone)))
        painter.drawEllipse(
            QPointF(area.left() + DOT / 2, y + height / 2 + 0.5), DOT / 2 - 0.5, DOT / 2 - 0.5
        )
        rest = QRectF(area.left() + DOT + 7, y, width - DOT - 7, height)
        self._write(painter, rest, said, self._small, "ink" if tone in ("red", "amber") else "muted", left)

    def _paint_bar(self, painter: QPainter, area: QRectF, tile: Tile) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._colour("hairline"))
        painter.drawRoundedRect(area, BAR / 2, BAR / 2)
        if self.ticking and tile.members and tile.came:
            share = min(1.0, tile.came / tile.members)
            painter.setBrush(self._colour("green" if share == 1 else "accent"))
            filled = QRectF(area.left(), area.top(), max(BAR, area.width() * share), BAR)
            painter.drawRoundedRect(filled, BAR / 2, BAR / 2)

    def _write(
        self,
        painter: QPainter,
        area: QRectF,
        text: str,
        face: QFont,
        colour: str,
        side: Qt.AlignmentFlag,
    ) -> None:
        cut = self._measures[face.key()].elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.setFont(face)
        painter.setPen(self._colour(colour))
        upright = side if side is Qt.AlignmentFlag.AlignBottom else side | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(area, int(upright | Qt.TextFlag.TextSingleLine), cut)

    def _colour(self, name: str) -> QColor:
        return self._colours[name]
