"""Logos for letters: read from a file and shrunk to a small PNG, off the window's thread."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from attendance.commands.letters import Scan
from attendance.domain.errors import Refused
from attendance.domain.letterheads import LARGEST_LOGO

SUFFIXES = ("png", "jpg", "jpeg", "svg", "webp", "bmp", "tif", "tiff", "gif")
LARGEST_FILE = 30_000_000
STEPS = (QSize(900, 450), QSize(640, 320), QSize(420, 210), QSize(280, 140))
"""Sharp at 600 dots to the inch first; smaller ones until the picture is small enough to be kept."""


def from_file(path: str) -> Scan:
    """The picture in a file as a PNG, what is transparent in it still so.

    Raises:
        Refused: logo_unreadable, logo_too_large.
    """
    name = Path(path).name
    try:
        if Path(path).stat().st_size > LARGEST_FILE:
            raise Refused("logo_too_large", name=name, most=LARGEST_LOGO // 1000)
    except OSError as error:
        raise Refused("logo_unreadable", name=name) from error
    drawn = path.casefold().endswith(".svg")
    for room in STEPS:
        reader = QImageReader(path)
        reader.setAutoTransform(True)
        size = reader.size()
        if drawn or size.width() > room.width() or size.height() > room.height():
            reader.setScaledSize(size.scaled(room, Qt.AspectRatioMode.KeepAspectRatio))
        image = reader.read()
        if image.isNull():
            raise Refused("logo_unreadable", name=name)
        if len(content := _png(image)) <= LARGEST_LOGO:
            return Scan(f"{Path(path).stem}.png", content)
    raise Refused("logo_too_large", name=name, most=LARGEST_LOGO // 1000)


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())
