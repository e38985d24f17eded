"""Where lists are dropped, chosen or pasted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from attendance.ui import icons
from attendance.ui.desk import Desk
from attendance.ui.keys import Keys, Platform
from attendance.ui.parts import button, lay, retone, words

ICON = 48
MARGIN = 24
CORNER = 6


def dropped_files(data: QMimeData) -> list[Path]:
    """The files of what is dragged, in their order."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


class DropArea(QWidget):
    """The first page of the import.

    Attributes:
        dropped: the paths of one or several files.
    """

    dropped = Signal(object)

    def __init__(
        self,
        desk: Desk,
        choose: Callable[[], Any],
        paste: Callable[[], Any] | None,
        heading: str = "",
        kinds: str = "",
    ) -> None:
        """Made for lists of people, unless other words are given; without ``paste`` nothing can be pasted."""
        super().__init__()
        self.setAcceptDrops(True)
        self._theme, self._over = desk.theme, False
        self._keys = Keys(Platform.named(QGuiApplication.platformName()))
        texts, middle = desk.texts, Qt.AlignmentFlag.AlignHCenter
        column = lay(QVBoxLayout(self), margins=(48, 48, 48, 48), spacing=12)
        column.addStretch(2)
        sign = QLabel()
        ratio = self.devicePixelRatioF()
        sign.setPixmap(icons.pixmap("drop", desk.theme.palette.accent, ICON, ratio))
        column.addWidget(sign, alignment=middle)
        column.addWidget(
            words(heading or texts("Drop lists here, or paste one"), "heading"), alignment=middle
        )
        lines = (
            texts("XLSX, XLS, ODS, CSV, TSV, DOCX, vCard; headings in English, Lao, French or Russian."),
            texts("A table copied from Excel, Word or a mail can be pasted with Ctrl+V."),
        )
        for said in (kinds,) if kinds else lines:
            column.addWidget(words(said, "muted"), alignment=middle)
        column.addSpacing(8)
        row = lay(QHBoxLayout(), spacing=8)
        self.choose = button(desk.theme, texts("Choose files…"), "folder", "primary", choose)
        self.paste = button(desk.theme, texts("Paste a list"), "copy", pressed=paste or choose)
        row.addStretch()
        row.addWidget(self.choose)
        row.addWidget(self.paste)
        self.paste.setVisible(paste is not None)
        row.addStretch()
        column.addLayout(row)
        column.addStretch(3)

    def make_choice_primary(self, primary: bool) -> None:
        """Whether choosing a file is the thing to do here: it is not while other lists wait."""
        retone(self.choose, "kind", "primary" if primary else "")
        palette = self._theme.palette
        self.choose.setIcon(icons.icon("folder", palette.on_accent if primary else palette.ink))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V, by the place of the key, takes what was copied."""
        if self._keys.shortcut(event) == "Ctrl+V":
            self.paste.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self._mark(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._mark(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._mark(False)
        if files := dropped_files(event.mimeData()):
            event.acceptProposedAction()
            self.dropped.emit(files)

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
