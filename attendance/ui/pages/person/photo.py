"""The photo of a person: shown, chosen, pasted, dropped, taken away."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QMenu

from attendance.ui import icons, photos
from attendance.ui.desk import Desk
from attendance.ui.dialogs.file_choice import choose_file, remember_folder

SIZE = QSize(64, 80)


class PersonPhoto(QAbstractButton):
    """A small portrait that is a button; pressed, it offers what can be done.

    Attributes:
        made: the JPEG bytes of a new picture.
        removed: the picture shall go.
        failed: the exception that kept a picture out.
    """

    made = Signal(bytes)
    removed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._picture: QPixmap | None = None
        self._dragged_over = False
        self.setFixedSize(SIZE)
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open_menu)
        self.show_photo(None)

    def show_photo(self, content: bytes | None) -> None:
        """Show this JPEG, or a drawing where there is none."""
        picture = QPixmap.fromImage(QImage.fromData(content)) if content else QPixmap()
        self._picture = None if picture.isNull() else picture
        texts = self._desk.texts
        name = texts("Photo") if self._picture else texts("Add a photo")
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    @property
    def has_photo(self) -> bool:
        return self._picture is not None

    @Slot()
    def choose(self) -> None:
        """Ask for a file."""
        patterns = " ".join(f"*.{suffix}" for suffix in photos.SUFFIXES)
        title = self._desk.texts("Choose a photo")
        choose_file(
            self._desk, self.window(), title, f"{self._desk.texts('Pictures')} ({patterns})", self.take
        )

    @Slot(str)
    def take(self, path: str) -> None:
        """Use the picture in this file."""
        remember_folder(self._desk, Path(path))
        self._desk.work.aside(self, photos.from_file, path, then=self._made, failed=self._failed)

    @Slot()
    def paste(self) -> None:
        """Use the picture on the clipboard, or the file that was copied there."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime.hasUrls() and mime.urls()[0].isLocalFile():
            self.take(mime.urls()[0].toLocalFile())
        elif mime.hasImage():
            self._use(QGuiApplication.clipboard().image())
        else:
            self._desk.say(self._desk.texts("There is no picture on the clipboard."))

    def _use(self, image: QImage) -> None:
        self._desk.work.aside(self, photos.from_image, image, then=self._made, failed=self._failed)

    def _made(self, content: bytes) -> None:
        self.made.emit(content)

    def _failed(self, error: Exception) -> None:
        self.failed.emit(error)

    @Slot()
    def _open_menu(self) -> None:
        texts, menu = self._desk.texts, QMenu(self)
        menu.addAction(texts("Choose a photo…"), self.choose)
        menu.addAction(texts("Paste a photo"), self.paste)
        if self.has_photo:
            menu.addSeparator()
            menu.addAction(texts("Take the photo away"), self.removed.emit)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.key() == Qt.Key.Key_Delete and self.has_photo:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_menu()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasImage() or _picture_file(event):
            event.acceptProposedAction()
            self._dragged_over = True
            self.update()

    def dragLeaveEvent(self, event: object) -> None:
        self._dragged_over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        self.dragLeaveEvent(event)
        event.acceptProposedAction()
        if path := _picture_file(event):
            self.take(path)
        else:
            self._use(QImage(event.mimeData().imageData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self._desk.theme.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self._picture is not None:
            photos.paint_photo(painter, self._picture, area)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.ground))
            painter.drawRoundedRect(area, 6, 6)
            sign = QRectF(0, 0, 26, 26)
            sign.moveCenter(area.center())
            icons.paint(painter, "photo" if self.underMouse() else "person", palette.muted, sign)
        marked = self.hasFocus() or self._dragged_over
        if marked or self._picture is None:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent if marked else palette.hairline), 2 if marked else 1))
            painter.drawRoundedRect(area, 6, 6)


def _picture_file(event: QDropEvent) -> str:
    """The path of a picture that is being dragged, "" for anything else."""
    urls = event.mimeData().urls()
    path = urls[0].toLocalFile() if len(urls) == 1 else ""
    return path if Path(path).suffix.lower().lstrip(".") in photos.SUFFIXES else ""
