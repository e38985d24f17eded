"""An empty page: one line drawing, one sentence, one button."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attendance.ui.parts import button, lay, words
from attendance.ui.theme import Theme


class Drawing(QWidget):
    """Three chairs at a round table under a flag line: a meeting before anybody came."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(220, 132)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        quiet = QPen(QColor(self._theme.palette.field_edge), 1.5, c=Qt.PenCapStyle.RoundCap)
        accent = QPen(QColor(self._theme.palette.accent), 1.5, c=Qt.PenCapStyle.RoundCap)
        painter.setPen(quiet)
        painter.drawLine(QPointF(14, 122), QPointF(206, 122))
        painter.drawEllipse(QRectF(52, 66, 116, 26))
        painter.drawLine(QPointF(110, 92), QPointF(110, 122))
        painter.drawLine(QPointF(92, 122), QPointF(128, 122))
        for x in (30, 190):
            self._chair(painter, x, 1 if x < 110 else -1)
        painter.setPen(accent)
        painter.drawLine(QPointF(110, 66), QPointF(110, 16))
        flag = QPainterPath(QPointF(110, 18))
        flag.cubicTo(QPointF(122, 11), QPointF(130, 26), QPointF(144, 18))
        flag.lineTo(QPointF(144, 40))
        flag.cubicTo(QPointF(130, 48), QPointF(122, 33), QPointF(110, 40))
        painter.drawPath(flag)
        painter.drawEllipse(QPointF(110, 66), 7, 2.5)

    def _chair(self, painter: QPainter, x: float, way: int) -> None:
        painter.drawLine(QPointF(x - 8 * way, 58), QPointF(x - 5 * way, 94))
        painter.drawLine(QPointF(x - 5 * way, 94), QPointF(x + 14 * way, 94))
        painter.drawLine(QPointF(x - 5 * way, 94), QPointF(x - 7 * way, 122))
        painter.drawLine(QPointF(x + 13 * way, 94), QPointF(x + 14 * way, 122))


class Blank(QWidget):
    """What a page shows while there is nothing to show.

    Attributes:
        action: its button, where it has one.
    """

    def __init__(
        self,
        theme: Theme,
        sentence: str,
        action: str = "",
        icon: str = "",
        pressed: Callable[[], Any] | None = None,
    ) -> None:
        super().__init__()
        column = lay(QVBoxLayout(self), margins=(24, 24, 24, 24), spacing=16)
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Drawing(theme), alignment=middle)
        self._sentence = words(sentence, "muted", wrap=True)
        self._sentence.setAlignment(middle)
        self._sentence.setMinimumWidth(280)
        self._sentence.setMaximumWidth(420)
        # Between two stretches, not aligned: only so is a wrapped sentence given the height of its lines.
        row = lay(QHBoxLayout())
        row.addStretch(1)
        row.addWidget(self._sentence, 100)
        row.addStretch(1)
        column.addLayout(row)
        self.action = button(theme, action, icon, pressed=pressed) if action else None
        if self.action is not None:
            column.addWidget(self.action, alignment=middle)
        column.addStretch(3)

    def say(self, sentence: str) -> None:
        """Another sentence."""
        self._sentence.setText(sentence)
