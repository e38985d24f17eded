"""The webcam's picture in small, mirrored, so that a badge is moved the way one expects."""

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from attendance.ui.camera import Camera, Eye
from attendance.ui.desk import Desk

SIDE = QSize(288, 162)
CORNER = 6
MARGIN = 10
"""Points above and below the picture."""


class CameraView(QWidget):
    """There only while the webcam is on."""

    def __init__(self, desk: Desk, camera: Camera) -> None:
        super().__init__()
        self._desk, self._camera, self._image = desk, camera, QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(SIDE + QSize(0, 2 * MARGIN))
        self.setAccessibleName(desk.texts("Webcam: hold a badge before it"))
        camera.changed.connect(self._appear)
        camera.seen.connect(self._show)
        self._appear()

    @Slot()
    def _appear(self) -> None:
        self._image = QImage()
        self.setVisible(self._camera.eye is Eye.OPEN)

    @Slot(QImage)
    def _show(self, image: QImage) -> None:
        if self.isVisible():
            ratio = self.devicePixelRatioF()
            cover = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            self._image = image.scaled(SIDE * ratio, cover, Qt.TransformationMode.FastTransformation)
            self._image = self._image.flipped(Qt.Orientation.Horizontal)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, room = QPainter(self), QRectF(0, MARGIN, SIDE.width(), SIDE.height())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = QPainterPath()
        shape.addRoundedRect(room, CORNER, CORNER)
        painter.setClipPath(shape)
        if self._image.isNull():
            painter.fillRect(room, QColor(self._desk.theme.palette.selection))
            painter.setPen(QColor(self._desk.theme.palette.muted))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._desk.texts("Hold a badge here"))
            return
        across = self._image.size() / self.devicePixelRatioF()
        place = QRectF(0, 0, across.width(), across.height())
        place.moveCenter(room.center())
        painter.drawImage(place, self._image)
