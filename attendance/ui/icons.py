"""The line icons, coloured when they are loaded."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from attendance import paths

FOLDER = paths.resources() / "icons"


@lru_cache(maxsize=256)
def icon(name: str, colour: str, checked: str | None = None) -> QIcon:
    """The icon in one colour, and in another while its button is checked."""
    made = QIcon()
    for ratio in sorted({1.0, 2.0, QGuiApplication.instance().devicePixelRatio()}):
        made.addPixmap(_drawn(name, colour, 20, ratio))
        if checked:
            made.addPixmap(_drawn(name, checked, 20, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return made


def paint(painter: QPainter, name: str, colour: str, area: QRectF) -> None:
    """Draw the icon itself, sharp at every size and on every screen."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, colour).render(painter, area)


class Sign(QWidget):
    """An icon as a label."""

    def __init__(self, name: str = "", colour: str = "", side: int = 20) -> None:
        super().__init__()
        self._name, self._colour = name, colour
        self.setFixedSize(side, side)

    def show_icon(self, name: str, colour: str) -> None:
        """Another icon or colour."""
        self._name, self._colour = name, colour
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._name:
            paint(QPainter(self), self._name, self._colour, QRectF(self.rect()))


@lru_cache(maxsize=64)
def pixmap(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """The icon as a square of ``side`` points for one device pixel ratio."""
    return _drawn(name, colour, side, ratio)


def _drawn(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    picture = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    picture.setDevicePixelRatio(ratio)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, colour).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture


@lru_cache(maxsize=128)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    text = (FOLDER / f"{name}.svg").read_text("utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))
