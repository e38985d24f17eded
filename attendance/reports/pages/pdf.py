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
from contextlib import contextmanager, suppress
from contextvars import ContextVar
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


class Pictures(Pages):
    """Some pages as pictures, for a preview or a printer, in the place of a PDF.

    Attributes:
        images: one a page, on white; more: there are more pages after these.
        total: how many pages there are, once somebody knows.
        end: number of the last page wanted; ``cells``: how many of a table are enough.
    """

    def __init__(self, dpi: float, most: int, first: int = 0, cells: int | None = None) -> None:
        """``first``: how many pages are passed over; ``cells``: after so many of a table it is enough."""
        self.images: list[QImage] = []
        self.more = False
        self.total: int | None = None
        self.count = 0
        self._dots, self._most, self._first = dpi / 25.4, most, first
        self.end, self.cells = first + most, cells
        self._size, self._tick = A4, no_tick
        self._painter = QPainter()

    def begin(self, size: PageSize, tick: Tick | None = None) -> None:
        """Pages of this size from now on."""
        ready()
        self._size, self._tick = size, tick or self._tick

    def wanted_of(self, total: int) -> slice:
        """Which of so many pages are wanted, for who can leave out the others: those alone are drawn."""
        self.total = total
        self.count = min(self._first, total)
        return slice(self.count, min(self._first + self._most, total))

    def next(self) -> Canvas:
        """A new page. Raises ``Enough`` after the last one wanted, and what ``tick`` raises."""
        self._tick(self.count, self.total or 0, "")
        self.close()
        if len(self.images) >= self._most:
            self.more = True
            raise Enough
        self.count += 1
        passed = self.count <= self._first
        width, height = (1, 1) if passed else (round(side * self._dots) for side in self._size)
        image = QImage(width, height, QImage.Format.Format_RGB32)
        image.fill(QColor("white"))
        if not passed:
            self.images.append(image)
        self._passing = image  # lives as long as it is painted on
        self._painter.begin(image)
        return canvas_on(self._painter, *self._size, self._dots)

    def close(self) -> None:
        """The page is finished."""
        self.give_up()


class Enough(Exception):  # noqa: N818 - nothing went wrong
    """As many pages are drawn as were wanted."""


_pictures: ContextVar[Pictures | None] = ContextVar("pictures", default=None)


@contextmanager
def as_pictures(dpi: float, most: int, first: int = 0, cells: int | None = None) -> Generator[Pictures]:
    """Within the block ``written_pdf`` makes pictures of ``most`` pages and no file; see ``Pictures``."""
    made = Pictures(dpi, most, first, cells)
    token = _pictures.set(made)
    try:
        yield made
    finally:
        _pictures.reset(token)
        made.close()


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
    """Pages that become the file ``target`` when the block ends well; pictures within ``as_pictures``.

    Raises ``Refused`` as ``saving.written_whole`` does, and what ``tick`` raises.
    """
    if (pictures := _pictures.get()) is not None:
        pictures.begin(size, tick)
        with suppress(Enough):
            yield pictures
        pictures.close()
        return
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
