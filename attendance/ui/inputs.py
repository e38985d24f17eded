"""The ways a code comes in without keys, beside the scanner that types: a serial port and a webcam."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from attendance.ui.camera import Camera
from attendance.ui.desk import Desk
from attendance.ui.serial_scanner import SerialScanner

LATER = 800
"""Milliseconds after the start before any of them is looked for: the window comes first."""


class Inputs(QObject):
    """What is switched on in the settings of this computer.

    Attributes:
        scanned: a code, and where it came from in words.
        serial, camera: the scanner on a serial port, the webcam.
    """

    scanned = Signal(str, str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.serial = SerialScanner(desk, self)
        self.serial.scanned.connect(self._from_serial)
        self.camera = Camera(desk, self)
        self.camera.scanned.connect(self._from_camera)
        self._soon = QTimer(self, singleShot=True, interval=LATER)
        self._soon.timeout.connect(self._begin)
        self._soon.start()

    @Slot()
    def _begin(self) -> None:
        self.serial.begin()
        self.camera.begin()

    @Slot(str)
    def _from_camera(self, code: str) -> None:
        self.scanned.emit(code, self._desk.texts("Webcam"))

    @Slot(str)
    def _from_serial(self, code: str) -> None:
        self.scanned.emit(code, self.serial.port)

    def close(self) -> None:
        """Let go of every device."""
        self._soon.stop()
        self.serial.close()
        self.camera.close()
