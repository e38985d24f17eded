"""Where a list is dropped or chosen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from attendance.ui import icons
from attendance.ui.desk import Desk
from attendance.ui.parts import button, lay, words

ICON = 48
MARGIN = 24
CORNER = 6


def dropped_file(data: QMimeData) -> Path | None:
    """The first file of what is dragged, None when there is none."""
    paths = [url.toLocalFile() for url in data.urls() if url.isLocalFile()]
    return Path(paths[0]) if paths else None


class DropArea(QWidget):
    """The first page of the import.

    Attributes:
        dropped: the path of a file.
    """

    dropped = Signal(object)

    def __init__(self, desk: Desk, pressed: Callable[[], Any]) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self._theme, self._over = desk.theme, False
        texts, middle = desk.texts, Qt.AlignmentFlag.AlignHCenter
        column = lay(QVBoxLayout(self), margins=(48, 48, 48, 48), spacing=12)
        column.addStretch(2)
        sign = QLabel()
        ratio = self.devicePixelRatioF()
        sign.setPixmap(icons.pixmap("drop", desk.theme.palette.accent, ICON, ratio))
        column.addWidget(sign, alignment=middle)
        column.addWidget(words(texts("Drop a list here"), "heading"), alignment=middle)
        kinds = words(texts("XLSX, CSV or TSV; headings in English, Lao, French or Russian."), "muted")
        column.addWidget(kinds, alignment=middle)
        column.addSpacing(8)
        self.choose = button(desk.theme, texts("Choose a file…"), "folder", "primary", pressed)
        column.addWidget(self.choose, alignment=middle)
        column.addStretch(3)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()
            self._mark(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(False)
        if (path := dropped_file(event.mimeData())) is not None:
            event.acceptProposedAction()
            self.dropped.emit(path)

    def _mark(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, painter = self._theme.palette, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = palette.accent if self._over else palette.field_edge
        painter.setPen(QPen(QColor(edge), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(palette.selection if self._over else palette.surface))
        area = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        painter.drawRoundedRect(area, CORNER, CORNER)
