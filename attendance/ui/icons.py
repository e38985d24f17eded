"""The line icons, coloured when they are loaded."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

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


@lru_cache(maxsize=64)
def sign(name: str, colour: str, side: int = 20) -> QPixmap:
    """The icon for a label, sharp on every screen."""
    return _drawn(name, colour, side, max(2.0, QGuiApplication.instance().devicePixelRatio()))


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
    QSvgRenderer(_source(name, colour)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture


def _source(name: str, colour: str) -> QByteArray:
    text = (FOLDER / f"{name}.svg").read_text("utf-8")
    return QByteArray(text.replace("currentColor", colour).encode())
