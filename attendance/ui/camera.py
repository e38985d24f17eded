"""Reads badges with a webcam: frames come on the window's thread, codes are looked for on another."""

import contextlib
import importlib.util
import queue
import threading
import time
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage

from attendance.ui.desk import Desk

CAMERA = "camera"
"""The setting that says whether the webcam reads badges."""
PACE = 0.09
"""Seconds between two frames looked at."""
WIDEST = 960
"""Pixels across that are enough to read a badge held before the camera."""
AWAY = 2.0
"""Seconds a badge must be out of sight before it counts as shown again."""


class Eye(StrEnum):
    """How the webcam stands."""

    OFF = "off"
    OPEN = "open"
    NO_CAMERA = "no_camera"
    NO_LIBRARY = "no_library"
    NOT_LOADED = "not_loaded"


def available() -> bool:
    """Whether what reads badges from pictures is installed; looks into folders."""
    with contextlib.suppress(ModuleNotFoundError):
        return all(importlib.util.find_spec(name) for name in ("PySide6.QtMultimedia", "zxingcpp"))
    return False


def read_codes(pixels: bytes, width: int, height: int) -> list[str]:
    """Every code in a grey picture, one byte for each pixel, row after row."""
    import zxingcpp  # an extra of the package, and only for those who use a webcam

    picture = memoryview(pixels).cast("B", shape=[height, width])
    found = zxingcpp.read_barcodes(picture, try_rotate=True, try_downscale=True)
    return [one.text for one in found if one.valid]


def grey(image: QImage) -> tuple[bytes, int, int]:
    """The pixels of a picture for ``read_codes``, no wider than needed."""
    if image.width() > WIDEST:
        image = image.scaledToWidth(WIDEST, Qt.TransformationMode.SmoothTransformation)
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return bytes(image.constBits()), image.bytesPerLine(), image.height()


class Gaze:
    """Lets a code through once for as long as its badge is held before the camera."""

    def __init__(self) -> None:
        self._seen: dict[str, float] = {}

    def fresh(self, codes: Iterable[str], now: float) -> list[str]:
        """Those of ``codes`` that were out of sight before; ``now`` in seconds."""
        found = [code for code in dict.fromkeys(codes) if now - self._seen.get(code, -AWAY) >= AWAY]
        self._seen.update(dict.fromkeys(codes, now))
        return found


class Camera(QObject):
    """The webcam of this computer.

    Attributes:
        scanned: what one badge said.
        seen: the newest frame, for the preview.
        changed: it stands otherwise.
        eye: how it stands; wanted: whether it is switched on; problem: the system's words where Qt's part
            for cameras could not be loaded.
    """

    scanned = Signal(str)
    seen = Signal(QImage)
    changed = Signal()
    _found = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.wanted, self.eye = bool(desk.settings.get(CAMERA)), Eye.OFF
        self.problem = ""
        self._gaze, self._next = Gaze(), 0.0
        self._parts: tuple[Any, ...] = ()
        self._frames: queue.Queue[tuple[bytes, int, int] | None] = queue.Queue(1)
        self._thread: threading.Thread | None = None
        self._found.connect(self._take)

    def begin(self) -> None:
        """Look, if the settings say so."""
        if self.wanted:
            self._desk.work.aside(self, available, then=self._open)

    def switch(self, on: bool) -> None:
        """From now on and after the next start."""
        self.wanted = on
        self._desk.settings.put(CAMERA, on)
        if on:
            self.begin()
        else:
            self.close()
            self.stand(Eye.OFF)

    def close(self) -> None:
        """Let go of the camera."""
        if self._parts:
            self._parts[0].stop()
            self._parts = ()
        if self._thread is not None:
            self._frames.put(None)
            self._thread.join(2)
            self._thread = None

    def _open(self, installed: bool) -> None:
        if not self.wanted or self._parts:
            return
        if not installed:
            self.stand(Eye.NO_LIBRARY)
            return
        try:
            from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QMediaDevices, QVideoSink
        except ImportError as error:  # on Linux it wants libraries of the system (libpulse0)
            self.problem = str(error)
            self.stand(Eye.NOT_LOADED)
            return
        if not QMediaDevices.videoInputs():
            self.stand(Eye.NO_CAMERA)
            return
        session, sink = QMediaCaptureSession(self), QVideoSink(self)
        camera = QCamera(QMediaDevices.defaultVideoInput(), self)
        camera.errorOccurred.connect(self._failed)
        session.setCamera(camera)
        session.setVideoSink(sink)
        sink.videoFrameChanged.connect(self._frame)
        self._parts = (camera, session, sink)
        self.look()
        camera.start()
        self.stand(Eye.OPEN)

    def look(self) -> None:
        """Begin to look for codes in what ``show`` is given."""
        self._thread = threading.Thread(
            target=_look, args=(self._frames, self._found.emit), name="camera", daemon=True
        )
        self._thread.start()

    @Slot(object)
    def _frame(self, frame: Any) -> None:
        if time.monotonic() >= self._next:
            self.show(frame.toImage())

    def show(self, image: QImage) -> None:
        """One frame: seen in the preview, and looked at if the one before has been."""
        self._next = time.monotonic() + PACE
        if image.isNull():
            return
        self.seen.emit(image)
        with contextlib.suppress(queue.Full):
            self._frames.put_nowait(grey(image))

    @Slot(object)
    def _take(self, codes: list[str]) -> None:
        for code in self._gaze.fresh(codes, time.monotonic()):
            self.scanned.emit(code)

    @Slot()
    def _failed(self) -> None:
        self.close()
        self.stand(Eye.NO_CAMERA)

    def stand(self, eye: Eye) -> None:
        """It stands this way from now on."""
        self.eye = eye
        self.changed.emit()


def _look(frames: "queue.Queue[tuple[bytes, int, int] | None]", tell: Callable[[list[str]], None]) -> None:
    while (frame := frames.get()) is not None:
        if codes := read_codes(*frame):
            tell(codes)
