"""The dot before the word of a row: its colour says at a glance what becomes of the row."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from attendance.ui.theme import Theme

DOT = 8


class Dots:
    """Dots by tone, each drawn once; they look the same in a selected row, which Qt would tint."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._drawn: dict[str, QIcon] = {}

    def dot(self, tone: str) -> QIcon:
        if tone not in self._drawn:
            picture = QPixmap(DOT * 2, DOT * 2)
            picture.fill(Qt.GlobalColor.transparent)
            picture.setDevicePixelRatio(2)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(self._theme.palette, tone)))
            painter.drawEllipse(0, 0, DOT, DOT)
            painter.end()
            made = QIcon(picture)
            made.addPixmap(picture, QIcon.Mode.Selected)
            self._drawn[tone] = made
        return self._drawn[tone]
