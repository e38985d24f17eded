"""Pictures of people: read from a file or the clipboard, shrunk to a small JPEG, off the window's thread."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPixmap

from attendance.domain.errors import Refused

LARGEST = QSize(480, 600)
QUALITY = 82
LARGEST_FILE = 60_000_000
SUFFIXES = ("jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff", "gif")


def from_file(path: str) -> bytes:
    """The picture in a file as a JPEG of at most 480×600.

    Raises:
        Refused: photo_unreadable, photo_too_large.
    """
    try:
        if Path(path).stat().st_size > LARGEST_FILE:
            raise Refused("photo_too_large")
    except OSError as error:
        raise Refused("photo_unreadable") from error
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and (size.width() > 4 * LARGEST.width() or size.height() > 4 * LARGEST.height()):
        # A camera's picture is read at a fraction of its size, at once.
        reader.setScaledSize(size.scaled(LARGEST * 2, Qt.AspectRatioMode.KeepAspectRatioByExpanding))
    return from_image(reader.read())


def from_image(image: QImage) -> bytes:
    """The image as a JPEG of at most 480×600.

    Raises:
        Refused: photo_unreadable.
    """
    if image.isNull():
        raise Refused("photo_unreadable")
    if image.width() > LARGEST.width() or image.height() > LARGEST.height():
        smooth = Qt.TransformationMode.SmoothTransformation
        image = image.scaled(LARGEST, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    flat = QImage(image.size(), QImage.Format.Format_RGB32)
    flat.fill(Qt.GlobalColor.white)
    painter = QPainter(flat)
    painter.drawImage(0, 0, image)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not flat.save(buffer, "JPEG", QUALITY):
        raise Refused("photo_unreadable")
    return bytes(buffer.data().data())


def paint_photo(painter: QPainter, picture: QPixmap, area: QRectF, radius: float = 6) -> None:
    """Fill ``area`` with the picture, cut to its shape around the upper middle, with round corners."""
    cut = QPainterPath()
    cut.addRoundedRect(area, radius, radius)
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(cut)
    scale = max(area.width() / picture.width(), area.height() / picture.height())
    width, height = area.width() / scale, area.height() / scale
    source = QRectF((picture.width() - width) / 2, (picture.height() - height) / 4, width, height)
    painter.drawPixmap(area, picture, source)
    painter.restore()
