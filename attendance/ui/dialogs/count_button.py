"""A large number with its word, which shows the rows it counts when pressed."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from attendance.language import Texts
from attendance.ui import theme as look

DOT = 8
PADDING = 12
GAP = 2


class CountButton(QAbstractButton):
    """Checkable; a count of nothing is quiet and cannot be pressed."""

    def __init__(self, theme: look.Theme, texts: Texts, key: str, word: str, tone: str) -> None:
        super().__init__()
        self.key = key
        self._theme, self._texts, self._word, self._tone = theme, texts, word, tone
        self._number = ""
        self._large, self._small = look.font(look.DISPLAY), look.font(look.BASE)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.count(0)

    def count(self, number: int) -> None:
        self._number = self._texts.number(number)
        self.setEnabled(number > 0)
        self.setAccessibleName(self._texts("{word}: {n}", word=self._word, n=self._number))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        large, small = QFontMetrics(self._large), QFontMetrics(self._small)
        word = small.horizontalAdvance(self._word) + (DOT + 8 if self._tone else 0)
        width = max(large.horizontalAdvance(self._number), word) + 2 * PADDING
        return QSize(width, large.height() + small.height() + GAP + 12)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, painter = self._theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        ink = palette.ink if self.isEnabled() else palette.muted
        large, small = QFontMetrics(self._large), QFontMetrics(self._small)
        painter.setFont(self._large)
        painter.setPen(QColor(ink))
        painter.drawText(QPointF(PADDING, 6 + large.ascent()), self._number)
        base = 6 + large.height() + GAP + small.ascent()
        left = PADDING
        if self._tone:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(palette, self._tone if self.isEnabled() else "field_edge")))
            painter.drawEllipse(QRectF(left, base - small.xHeight() / 2 - DOT / 2, DOT, DOT))
            left += DOT + 8
        painter.setFont(self._small)
        painter.setPen(QColor(palette.muted))
        painter.drawText(QPointF(left, base), self._word)

    def _paint_ground(self, painter: QPainter) -> None:
        palette = self._theme.palette
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(QColor(palette.selection))
            painter.drawRoundedRect(area, 6, 6)
        elif self.underMouse() and self.isEnabled():
            painter.setBrush(QColor(palette.hover if palette.hover != palette.ground else palette.surface))
            painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRoundedRect(area, 6, 6)
