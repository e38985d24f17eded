"""The header of a list: quiet words, a small arrow on the column it is sorted by."""

from PySide6.QtCore import QPointF, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from attendance.queries.listing import Kind
from attendance.ui import theme as look
from attendance.ui.rows_model import RowsModel

HEIGHT = 36


class Heading(QHeaderView):
    """Paints itself, so that the arrow sits beside the word and the words keep the cells' margin.

    Attributes:
        sort_asked: the column whose title was clicked.
        middle: keys of columns whose words stand in the middle, over boxes to tick.
    """

    sort_asked = Signal(int)

    def __init__(self, theme: look.Theme, model: RowsModel, inset: int, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme, self._rows, self._inset = theme, model, inset
        self.middle: frozenset[str] = frozenset()
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFixedHeight(round((HEIGHT + (4 if theme.language == "lo" else 0)) * theme.text_size))
        self.setMinimumSectionSize(44)
        self.setStretchLastSection(True)
        self.sectionClicked.connect(self._clicked)

    @Slot(int)
    def _clicked(self, column: int) -> None:
        self.sort_asked.emit(column)

    def paintSection(self, painter: QPainter, area: QRect, column: int) -> None:
        palette = self._theme.palette
        painter.save()
        painter.fillRect(area, QColor(palette.surface))
        painter.setPen(QPen(QColor(palette.hairline), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        key, asked = self._rows.columns[column].key, self._rows.question
        right = self._rows.columns[column].kind is Kind.NUMBER
        sorted_here = (asked.order or self._rows.natural) == key
        painter.setFont(look.font(look.SMALL, semibold=sorted_here))
        painter.setPen(QColor(palette.ink if sorted_here else palette.muted))
        inner = area.adjusted(12 if column else self._inset, 0, -12 - (14 if sorted_here else 0), 0)
        title = str(self._rows.headerData(column, Qt.Orientation.Horizontal))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        if key in self.middle:
            side, inner = Qt.AlignmentFlag.AlignHCenter, area.adjusted(2, 0, -2, 0)
        measure = painter.fontMetrics()
        cut = measure.elidedText(title, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignVCenter, cut)
        if sorted_here:
            x = area.right() - 18 if right else inner.left() + measure.horizontalAdvance(cut) + 6
            self._paint_arrow(painter, QPointF(x, area.center().y()), asked.descending)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, at: QPointF, down: bool) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tip, foot = (2.5, -1.5) if down else (-2.0, 2.0)
        painter.setPen(QPen(QColor(self._theme.palette.ink), 1.5, c=Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(QPolygonF([at + QPointF(0, foot), at + QPointF(4, tip), at + QPointF(8, foot)]))
