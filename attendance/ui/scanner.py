"""Hears wedge scanners on every page and in every window, under any keyboard layout."""

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from shiboken6 import isValid

from attendance.ui.keys import Keys, Platform, Suffix

HELD = 35
"""Milliseconds between two keys of a burst at most; typing is slower (a fast typist: 60 and more)."""
GAP = 80
"""Milliseconds of silence that end a scan which has no suffix."""
CLEAR = 3
"""Keys at a scanner's speed after which it is no typist."""
SHORTEST = 8
"""Digits at a scanner's speed, with a suffix, that are a scan even if they are no code of ours."""
CODE_LENGTH = 12

_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_SILENT = frozenset({Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock})


class Scanner(QObject):
    """Tells scans from typing by speed, length and check digit, never by a letter pattern.

    Digit keys are held while it is not clear which of the two it is: at most ``HELD`` ms after the last
    key, or ``GAP`` once the speed was a scanner's. What turns out to be typing is replayed in order.

    Attributes:
        scanned: the digits of one scan, twelve for a badge of ours.
        heard: one burst with its digits, milliseconds per key and suffix, for the scanner test page.
    """

    scanned = Signal(str)
    heard = Signal(str, float, str)

    def __init__(
        self,
        is_code: Callable[[str], bool],
        platform: Platform | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_code = is_code
        self._keys = Keys(platform or Platform.named(QGuiApplication.platformName()))
        self._held: list[tuple[QWindow, QKeyEvent]] = []
        self._digits = ""
        self._times: list[int] = []
        self._replaying = False
        self._swallow: set[int] = set()
        self._patience = QTimer(self, singleShot=True)
        self._patience.setTimerType(Qt.TimerType.PreciseTimer)
        self._patience.timeout.connect(self._silence)

    def listen(self) -> None:
        """Hear every window of the application from now on."""
        app = QGuiApplication.instance()
        app.focusWindowChanged.connect(self._hear)
        for window in QGuiApplication.topLevelWindows():
            self._hear(window)

    @Slot(QWindow)
    def _hear(self, window: QWindow | None) -> None:
        # On windows, not on the application: keys pass here before any widget, and nothing else does.
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, window: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress and self._digits and not self._replaying:
            self._replay()  # what was typed belongs to the field the click may leave
        if self._replaying or kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(window, QWindow):
            return False
        if kind == QEvent.Type.KeyRelease:
            return self._release(window, event)
        return self._press(window, event)

    def _press(self, window: QWindow, event: QKeyEvent) -> bool:
        if event.key() in _SILENT:
            return False
        digit = "" if event.modifiers() & _MODIFIERS or event.isAutoRepeat() else self._keys.digit(event)
        if digit:
            return self._take(window, event, digit)
        if self._digits:
            suffix = self._keys.suffix(event)
            if suffix and self._at_speed(event) and self._finish(suffix):
                self._swallow.add(event.key())
                return True
            self._replay()
        return False

    def _take(self, window: QWindow, event: QKeyEvent, digit: str) -> bool:
        if self._digits and not self._at_speed(event):
            self._replay()
        self._held.append((window, event.clone()))
        self._digits += digit
        self._times.append(_moment(event))
        self._patience.start(GAP if self._is_burst() else HELD)
        return True

    def _release(self, window: QWindow, event: QKeyEvent) -> bool:
        if event.key() in self._swallow:
            self._swallow.discard(event.key())
            return True
        if self._held and self._keys.digit(event):
            self._held.append((window, event.clone()))
            return True
        return False

    def _at_speed(self, event: QKeyEvent) -> bool:
        """By the system's own time of the key, which a busy window cannot stretch."""
        allowed = GAP if self._is_burst() else HELD
        return _moment(event) - self._times[-1] <= allowed

    def _is_burst(self) -> bool:
        return len(self._digits) >= CLEAR

    @Slot()
    def _silence(self) -> None:
        if not self._digits or self._finish(Suffix.NONE):
            return
        self._replay()

    def _finish(self, suffix: Suffix) -> bool:
        """End the burst as a scan if it is one."""
        code = self._code(suffix)
        if not code:
            return False
        spent = (self._times[-1] - self._times[0]) / max(1, len(self._times) - 1)
        self._forget()
        self.heard.emit(code, float(spent), suffix.value)
        self.scanned.emit(code)
        return True

    def _code(self, suffix: Suffix) -> str:
        """The scan in what was held: a badge code, perhaps after a scanner's prefix, or foreign digits."""
        if not self._is_burst():
            return ""
        if len(self._digits) >= CODE_LENGTH and self._is_code(self._digits[-CODE_LENGTH:]):
            return self._digits[-CODE_LENGTH:]
        return self._digits if suffix is not Suffix.NONE and len(self._digits) >= SHORTEST else ""

    def _forget(self) -> None:
        self._patience.stop()
        self._held, self._digits, self._times = [], "", []

    def _replay(self) -> None:
        """It was typing: hand the keys on, in order, as if they had come just now."""
        held = self._held
        self._forget()
        self._replaying = True
        try:
            for window, event in held:
                # A list that was open may have closed over its first key: the rest goes to what is in front.
                heir = window if isValid(window) else QGuiApplication.focusWindow()
                if heir is not None:
                    QCoreApplication.sendEvent(heir, event)
        finally:
            self._replaying = False


def _moment(event: QKeyEvent) -> int:
    return event.timestamp() or time.monotonic_ns() // 1_000_000
