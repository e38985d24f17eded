"""What covers the window while a file is dragged over it: what would happen if it were dropped here."""

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from attendance.language.lao import breakable
from attendance.ui import icons
from attendance.ui import theme as look
from attendance.ui.desk import Desk

TAKEN = frozenset(
    [
        ".xlsx",
        ".xlsm",
        ".xls",
        ".ods",
        ".csv",
        ".tsv",
        ".txt",
        ".docx",
        ".vcf",
        ".htm",
        ".html",
        ".ics",
        ".xml",
        ".pdf",
        ".doc",
        ".rtf",
        ".odt",
        ".msg",
        ".eml",
        ".xlsb",
        ".rar",
        ".zip",
        ".7z",
        ".numbers",
        ".pages",
    ]
)
"""Lists, and what people take for lists: the import says of each kind what to do with it."""
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff", ".heic"})
SIDE, MARGIN = 40, 24
SENTENCE = 480


class DropSign(QWidget):
    """Watches the window a file is dragged into; a picture is left to the page under the pointer.

    Attributes:
        dropped: the paths of the lists somebody let go here.
    """

    dropped = Signal(object)

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._files: list[Path] = []
        self.setAcceptDrops(True)
        self.hide()

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        # On the window itself: a field under the pointer would take the file's name as text.
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            self.cover(event.mimeData())
        return False

    def cover(self, brought: QMimeData) -> None:
        """Say what dropping this would do; nothing where it is for the page below."""
        files = [Path(url.toLocalFile()) for url in brought.urls() if url.isLocalFile()]
        if not files or any(file.suffix.lower() in PICTURES for file in files):
            return
        self._files = files
        self.setGeometry(self.parentWidget().rect())
        self.setAccessibleName(self.words()[0])
        self.show()
        self.raise_()

    def reads(self) -> bool:
        """Whether what is held over the window can be imported."""
        return bool(self._files) and all(file.suffix.lower() in TAKEN for file in self._files)

    def words(self) -> tuple[str, str]:
        """What it says, large and small."""
        texts, names = self._desk.texts, [file.name for file in self._files]
        if not self.reads():
            name = next((file.name for file in self._files if file.suffix.lower() not in TAKEN), "")
            kinds = ".xlsx, .xls, .ods, .csv, .docx, .vcf"
            return texts("This file is no list"), texts("{name} is none of {kinds}.", name=name, kinds=kinds)
        name = texts.plural("{n} file", "{n} files", len(names)) if len(names) > 1 else "".join(names)
        event = self._desk.event
        title = self._desk.pick(event.title, event.title_official) if event else ""
        into = texts("{name} → {event}", name=name, event=title) if title else name
        return texts("Drop to import"), into

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._answer(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._answer(event)

    def _answer(self, event: QDragMoveEvent) -> None:
        # Taken even when it cannot be read: else the drag falls through to what lies below.
        event.setDropAction(Qt.DropAction.CopyAction if self.reads() else Qt.DropAction.IgnoreAction)
        event.accept()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        self.hide()
        if self.reads():
            event.acceptProposedAction()
            self.dropped.emit(tuple(self._files))
        else:
            self._desk.say(" ".join(self.words()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self._desk.theme.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(palette.ground)
        ground.setAlphaF(0.97)
        painter.fillRect(self.rect(), ground)
        tone = palette.accent if self.reads() else palette.amber
        painter.setPen(QPen(QColor(tone), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN), 12, 12)
        middle = QRectF(self.rect()).center()
        sign = QRectF(middle.x() - SIDE / 2, middle.y() - 76, SIDE, SIDE)
        icons.paint(painter, "import" if self.reads() else "warning", tone, sign)
        large, small = self.words()
        centred = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        width = min(SENTENCE, self.width() - 4 * MARGIN)
        painter.setFont(look.font(look.TITLE, semibold=True))
        painter.setPen(QColor(palette.ink))
        painter.drawText(QRectF(middle.x() - width / 2, middle.y() - 20, width, 44), centred, large)
        painter.setFont(look.font())
        painter.setPen(QColor(palette.muted))
        below = QRectF(middle.x() - width / 2, middle.y() + 28, width, 90)
        painter.drawText(below, centred, breakable(small))
