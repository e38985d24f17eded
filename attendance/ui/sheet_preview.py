"""A sheet of paper as it will come out, drawn off the window's thread by what draws the paper."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attendance.reports.pages.canvas import Canvas
from attendance.reports.pages.pdf import PageSize, pictured
from attendance.ui.desk import Desk
from attendance.ui.parts import icon_button, lay, words

SHARPNESS = 200
"""Dots to the inch, so that names can be read on a screen that shows the sheet small."""

MARGIN = 10

Draw = Callable[[Canvas], None]


class SheetPreview(QWidget):
    """One page, and arrows to the others."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self._page: Callable[[int], Draw] | None = None
        self._size = PageSize(210, 297)
        self._count, self._place = 0, 0
        self._paper = Paper(desk)
        self.before = icon_button(desk.theme, texts("Page before"), "left", self._go_before)
        self.after = icon_button(desk.theme, texts("Page after"), "right", self._go_after)
        self._where = words("", "small")
        column = lay(QVBoxLayout(self), spacing=6)
        column.addWidget(self._paper, 1)
        row = lay(QHBoxLayout(), spacing=8)
        row.addStretch()
        for part in (self.before, self._where, self.after):
            row.addWidget(part)
        row.addStretch()
        column.addLayout(row)
        self.show_pages(None, self._size, 0)

    def show_pages(
        self, page: Callable[[int], Draw] | None, size: PageSize, count: int, hint: str = ""
    ) -> None:
        """Pages by their number from 0; with none the words of ``hint`` stand in their place."""
        self._page, self._size, self._count, self._place = page, size, count, 0
        self._paper.show_hint(hint)
        self._draw()

    def is_drawn(self) -> bool:
        """Whether the page wanted is the one shown."""
        return self._paper.has_image

    def _draw(self) -> None:
        count = self._count
        for part in (self.before, self._where, self.after):
            part.setVisible(count > 1)
        self._where.setText(
            self._desk.texts("Page {page} of {pages}", page=self._place + 1, pages=max(1, count))
        )
        self.before.setEnabled(self._place > 0)
        self.after.setEnabled(self._place < count - 1)
        if self._page is None or not count:
            self._paper.show_image(None)
            return
        asked = (self._place, self._page)
        self._desk.work.aside(self, _drawn, self._page(self._place), self._size, asked, then=self._show)

    def _show(self, answer: tuple[Any, QImage]) -> None:
        asked, image = answer
        if self._page is not None and asked == (self._place, self._page):
            self._paper.show_image(image)

    @Slot()
    def _go_before(self) -> None:
        self._place = max(0, self._place - 1)
        self._draw()

    @Slot()
    def _go_after(self) -> None:
        self._place = min(self._count - 1, self._place + 1)
        self._draw()


def _drawn(draw: Draw, size: PageSize, asked: Any) -> tuple[Any, QImage]:
    return asked, pictured(draw, size, SHARPNESS)


class Paper(QWidget):
    """The page, as large as there is room, with a shadow under it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._image: QImage | None = None
        self._hint = ""
        self.setMinimumSize(240, 200)
        self.setAccessibleName(desk.texts("Preview"))

    @property
    def has_image(self) -> bool:
        return self._image is not None

    def show_image(self, image: QImage | None) -> None:
        self._image = image
        self.update()

    def show_hint(self, hint: str) -> None:
        self._hint = hint
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.SmoothPixmapTransform | QPainter.RenderHint.Antialiasing)
        if self._image is None:
            painter.setPen(QColor(self._desk.theme.palette.muted))
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(QRectF(self.rect()).adjusted(24, 0, -24, 0), flags, self._hint)
            return
        place = self._place(self._image)
        for spread, alpha in ((3.0, 16), (2.0, 22), (1.0, 30)):
            painter.fillRect(place.adjusted(-spread, -spread, spread, spread + 1), QColor(0, 0, 0, alpha))
        ratio = self.devicePixelRatioF()
        whole = (place.size() * ratio).toSize()
        keep, smooth = Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        shown = self._image.scaled(whole, keep, smooth)
        shown.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(place.topLeft()), shown)

    def _place(self, image: QImage) -> QRectF:
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        scale = min(room.width() / image.width(), room.height() / image.height())
        width, height = image.width() * scale, image.height() * scale
        left, top = room.x() + (room.width() - width) / 2, room.y() + (room.height() - height) / 2
        return QRectF(round(left), round(top), width, height)
