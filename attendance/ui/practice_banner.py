"""What makes a practice window unmistakable: a striped band that says so, and ends it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from attendance.ui.desk import Desk
from attendance.ui.parts import button, lay, words

HEIGHT, STRIPE = 44, 22
EDGE = 4
"""Points of the accent's colour that run round the whole window."""


class PracticeBanner(QWidget):
    """The band at the top of a practice window; its button ends the practice."""

    def __init__(self, desk: Desk, end: Callable[[], Any]) -> None:
        super().__init__()
        self.setObjectName("practiceBanner")
        texts = desk.texts
        self._theme = desk.theme
        self.setFixedHeight(round(HEIGHT * desk.theme.text_size))
        row = lay(QHBoxLayout(self), margins=(20, 0, 12, 0), spacing=16)
        self.title = words(texts("Practice"), "heading")
        self.about = words(texts("This is a copy. Nothing you do here reaches the real file."))
        self.setAccessibleName(f"{self.title.text()}. {self.about.text()}")
        self.end = button(desk.theme, texts("End practice"), "close", pressed=end)
        row.addWidget(self.title)
        row.addWidget(self.about, 1)
        row.addWidget(self.end)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self._theme.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(palette.accent))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent_hover))
        high = self.height()
        for left in range(-high, self.width(), 2 * STRIPE):
            corners = ((left, high), (left + STRIPE, high), (left + STRIPE + high, 0), (left + high, 0))
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
