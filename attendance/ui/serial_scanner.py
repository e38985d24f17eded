"""Hears a scanner that speaks over a serial port instead of typing, on a thread of its own."""

import importlib.util
import re
import threading
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from attendance.ui.desk import Desk

PORT = "serial_port"
"""The setting that names the port; none is empty."""
BAUD = 9_600
"""What these scanners are set to when they leave the factory; those on USB do not mind."""
QUIET = 0.08
"""Seconds of silence that end a code which has no line end."""
AGAIN = 1.0
"""Seconds between two attempts to open the port."""
_END = re.compile(rb"[\r\n\t\x00]+")


class Line(StrEnum):
    """How the port stands."""

    OFF = "off"
    WAITING = "waiting"
    OPEN = "open"
    GONE = "gone"
    NO_LIBRARY = "no_library"


class SerialScanner(QObject):
    """Keeps one port open, and opens it again when it was unplugged.

    Attributes:
        scanned: what one scan said.
        changed: the port stands otherwise.
        port: its name, "" for none; line: how it stands.
    """

    scanned = Signal(str)
    changed = Signal()
    _heard = Signal(int, object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.port, self.line = str(desk.settings.get(PORT) or ""), Line.OFF
        self._run, self._stop, self._thread = 0, threading.Event(), None
        self._heard.connect(self._take)

    def begin(self) -> None:
        """Hear the port the settings name."""
        if self.port:
            self._start()

    def listen(self, port: str) -> None:
        """Hear this port from now on, "" for none; also after the next start."""
        self._desk.settings.put(PORT, port)
        self._halt()
        self.port = port
        if port:
            self._start()
        self.changed.emit()

    def close(self) -> None:
        """Let go of the port, and wait until it is free."""
        self._halt()
        if self._thread is not None:
            self._thread.join(2)

    def _start(self) -> None:
        self._run += 1
        self._stop, self.line = threading.Event(), Line.WAITING
        told = _Teller(self._run, self._heard.emit, self._stop)
        self._thread = threading.Thread(
            target=hear, args=(self.port, self._stop, told), name="serial", daemon=True
        )
        self._thread.start()

    def _halt(self) -> None:
        self._stop.set()
        self._run += 1
        self.line = Line.OFF

    @Slot(int, object)
    def _take(self, run: int, what: Line | str) -> None:
        if run != self._run:
            return  # the last words of a port nobody wants any more
        if not isinstance(what, Line):
            self.scanned.emit(what)
        elif what is not self.line:
            before, self.line = self.line, what
            self._say(before)
            self.changed.emit()

    def _say(self, before: Line) -> None:
        texts = self._desk.texts
        if self.line is Line.GONE and before is Line.OPEN:
            gone = texts("The scanner on {port} is not there any more. Plug it in again.", port=self.port)
            self._desk.say(gone)
        elif self.line is Line.OPEN and before is Line.GONE:
            self._desk.say(texts("The scanner on {port} is heard again.", port=self.port))


class _Teller:
    """Hands what the thread has to tell to the window's thread, until it is stopped."""

    def __init__(self, run: int, emit: Callable[[int, object], None], stop: threading.Event) -> None:
        self._run, self._emit, self._stop = run, emit, stop

    def __call__(self, what: Line | str) -> None:
        if not self._stop.is_set():
            self._emit(self._run, what)


def hear(port: str, stop: threading.Event, tell: Callable[[Line | str], None]) -> None:
    """Read codes from a port until ``stop``; tell each, and how the port stands. Runs on its own thread."""
    try:
        import serial  # an extra of the package, and only for those who have such a scanner
    except ImportError:
        tell(Line.NO_LIBRARY)
        return
    while not stop.is_set():
        try:
            with serial.Serial(port, BAUD, timeout=QUIET) as line:
                tell(Line.OPEN)
                _read(line, stop, tell)
        except (OSError, ValueError):  # pyserial's own error is an OSError
            tell(Line.GONE)
            stop.wait(AGAIN)


def _read(line: Any, stop: threading.Event, tell: Callable[[Line | str], None]) -> None:
    waiting = b""
    while not stop.is_set():
        chunk = line.read(max(1, line.in_waiting))
        *codes, waiting = _END.split(waiting + chunk)
        if not chunk:
            codes, waiting = [*codes, waiting], b""
        for code in codes:
            if said := code.decode("ascii", "replace").strip():
                tell(said)


def ports() -> list[tuple[str, str]] | None:
    """The serial ports of this computer, each with its description; None without the library for them."""
    if importlib.util.find_spec("serial") is None:
        return None
    from serial.tools.list_ports import comports

    return sorted((one.device, one.description or "") for one in comports())
