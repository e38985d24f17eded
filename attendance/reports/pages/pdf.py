"""Pages one after the other onto a PDF, a printer or a picture.

A report in the worker process::

    with written_pdf(target, A4.lying, title, tick) as pages:   # target whole or not at all
        for people in sheets:
            canvas = pages.next()                               # a new page, an empty ``Canvas`` in mm
            canvas.text(Box(12, 10, 200, 8), title, Type(16, 600, least=10))

What draws such pages takes a ``Canvas`` and plain values, so that a preview (``canvas_on``), a printer
(``Pages`` on a ``QPrinter``) and a test (``pictured``) call the same function.
"""

import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QLoggingCategory, QMarginsF, QSizeF
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)

from attendance.domain.errors import Refused
from attendance.domain.progress import Tick, no_tick
from attendance.reports.pages.canvas import Canvas, canvas_on
from attendance.reports.saving import written_whole

RESOLUTION = 1200
"""Dots per inch of a PDF's own grid; letters and lines stay outlines whatever it is."""

_application: list[QGuiApplication] = []


class PageSize(NamedTuple):
    """Millimetres."""

    width: float
    height: float

    @property
    def lying(self) -> "PageSize":
        """The same paper on its side."""
        return PageSize(max(self), min(self))


A4 = PageSize(210, 297)


def ready() -> None:
    """Fonts need an application: the window has one, the worker process and the shell get one unseen."""
    if QGuiApplication.instance() is None:
        # Windows keeps its fonts to itself: only its own platform knows them.
        unseen = [] if sys.platform == "win32" else ["-platform", "offscreen"]
        # A name in a script no font here has is drawn by one that has; Qt need not say so.
        QLoggingCategory.setFilterRules("qt.text.font.db=false")
        _application.append(QGuiApplication(["attendance", *unseen]))


class Pages:
    """Pages of one size on a paged device.

    Attributes:
        count: pages begun.
    """

    def __init__(self, device: QPagedPaintDevice, size: PageSize, tick: Tick = no_tick) -> None:
        """Raises ``Refused`` not_printed where the device does not begin."""
        self._device, self._size, self._tick = device, size, tick
        self._painter = QPainter()
        if not self._painter.begin(device):
            raise Refused("not_printed")
        self.count = 0

    def next(self) -> Canvas:
        """A new page. Raises ``Refused`` not_printed, and what ``tick`` raises."""
        self._tick(self.count, 0, "")
        if self.count:
            self._painter.restore()
            if not self._device.newPage():
                raise Refused("not_printed")
        self.count += 1
        self._painter.save()
        return canvas_on(self._painter, *self._size, self._device.logicalDpiX() / 25.4)

    def close(self) -> None:
        """The last page is finished. Raises ``Refused`` not_printed where the device did not take it."""
        if self.count:
            self._painter.restore()
        if not self._painter.end():
            raise Refused("not_printed")

    def give_up(self) -> None:
        """Let go of the device, whatever became of it."""
        if self._painter.isActive():
            self._painter.end()


def laid_out(device: QPagedPaintDevice, size: PageSize) -> None:
    """The device's paper: exactly this size, drawn on from corner to corner."""
    paper = QPageSize(QSizeF(min(size), max(size)), QPageSize.Unit.Millimeter)
    upright = size.width <= size.height
    orientation = QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    device.setPageLayout(QPageLayout(paper, orientation, QMarginsF(0, 0, 0, 0)))


@contextmanager
def written_pdf(
    target: Path, size: PageSize, title: str, tick: Tick = no_tick, subject: str = ""
) -> Generator[Pages]:
    """Pages that become the file ``target`` when the block ends well.

    Raises ``Refused`` as ``saving.written_whole`` does, and what ``tick`` raises.
    """
    ready()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setTitle(f"{title} – {subject}" if subject else title)
    writer.setCreator("Attendance")
    laid_out(writer, size)
    pages = Pages(writer, size, tick)
    try:
        yield pages
        pages.close()
    finally:
        pages.give_up()
    with written_whole(target) as file:
        file.write(buffer.data().data())


def pictured(draw: Callable[[Canvas], object], size: PageSize, dpi: float) -> QImage:
    """One page as a picture on white, ``dpi`` dots to the inch."""
    ready()
    dots = dpi / 25.4
    image = QImage(round(size.width * dots), round(size.height * dots), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    try:
        draw(canvas_on(painter, *size, dots))
    finally:
        painter.end()
    return image
