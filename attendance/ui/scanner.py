"""Hears wedge scanners on every page and in every window, under any keyboard layout."""

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from shiboken6 import isValid

from attendance.domain.badge_code import LENGTH
from attendance.domain.burst import CLEAR, GAP, HELD, SHORTEST, Ending, Press
from attendance.domain.layouts import native
from attendance.ui.keys import Keys, Platform
from attendance.ui.prefix import Prefix

_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_SILENT = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
    }
)
_LINE_ENDS = frozenset({"\n", "\x03", "\x04"})
"""What may follow a scanner's Enter: line feed, end of text, end of transmission."""


class Scanner(QObject):
    """Tells scans from typing by speed, length and check digit, never by a letter pattern.

    Keys that may be digits are held while it is not clear which of the two it is: at most ``HELD`` ms after
    the last key, or ``GAP`` once the speed was a scanner's. What turns out to be typing is replayed in order.
    Where no position is told, the letters of a whole burst are read by the layouts' own tables.

    Attributes:
        scanned: what one scan said: twelve digits for a badge of ours, other digits of a foreign barcode, or
            the letters themselves where several codes could be meant.
        key_heard: a ``Press`` for every key, also of what is no scan; for the scanner test.
        prefix_learned: what this scanner puts before a code, to be kept for the next start.
    """

    scanned = Signal(str)
    key_heard = Signal(object)
    prefix_learned = Signal(object)

    def __init__(
        self,
        read: Callable[[str], Sequence[str]],
        platform: Platform | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Args: read: every code a string can stand for; platform: whose key numbers arrive."""
        super().__init__(parent)
        self._read = read
        self._keys = Keys(platform or Platform.named(QGuiApplication.platformName()))
        self.prefix = Prefix(self._keys.bracket)
        self._held: list[tuple[QWindow, QKeyEvent]] = []
        self._signs: list[str] = []
        self._times: list[int] = []
        self._down: set[str] = set()
        self._replaying = False
        self._swallow: set[str] = set()
        self._ended: int | None = None
        self._patience = QTimer(self, singleShot=True)
        self._patience.setTimerType(Qt.TimerType.PreciseTimer)
        self._patience.timeout.connect(self._silence)

    def listen(self) -> None:
        """Hear every window of the application from now on, popups and menus too: they take the focus."""
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
        if kind == QEvent.Type.MouseButtonPress and self._held and not self._replaying:
            self._replay()  # what was typed belongs to the field the click may leave
        if self._replaying or kind not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        if not isinstance(event, QKeyEvent) or not isinstance(window, QWindow):
            return False
        if kind == QEvent.Type.KeyRelease:
            return self._release(window, event)
        return self._press(window, event)

    def _press(self, window: QWindow, event: QKeyEvent) -> bool:
        if event.key() in _SILENT or _spells_by_number(event):
            return False
        if not event.isAutoRepeat():
            self.key_heard.emit(self._heard(event))
        plain = not (event.modifiers() & _MODIFIERS or event.isAutoRepeat())
        sign = self._keys.sign(event) if plain else ""
        if sign:
            return self._take(window, event, sign)
        identity = self._keys.identity(event)
        if self._held and not self._at_speed(event):
            self._replay()
        if not event.isAutoRepeat() and not self._signs and self.prefix.goes_on(identity, plain=plain):
            return self._hold(window, event)
        ending = self._keys.ending(event)
        scanned = bool(self._signs) and self._finish(ending or Ending.NONE, _moment(event))
        self._replay()
        # A letter is never kept back: somebody may go on typing while a badge is scanned.
        if (ending or event.text() in _LINE_ENDS) and (scanned or self._belongs_to_the_scan_before(event)):
            self._swallow.add(identity)
            return True
        self.prefix.passed(identity, _moment(event))
        return False

    def _take(self, window: QWindow, event: QKeyEvent, sign: str) -> bool:
        if self._held and not self._at_speed(event):
            self._replay()
        self._ended = None
        self._signs.append(sign)
        return self._hold(window, event)

    def _hold(self, window: QWindow, event: QKeyEvent) -> bool:
        self._held.append((window, event.clone()))
        self._times.append(_moment(event))
        self._down.add(self._keys.identity(event))
        self._patience.start(GAP if self._is_burst() else HELD)
        return True

    def _release(self, window: QWindow, event: QKeyEvent) -> bool:
        identity = self._keys.identity(event)
        if identity in self._swallow:
            self._swallow.discard(identity)
            return True
        if self._held and identity in self._down:
            self._held.append((window, event.clone()))
            return True
        return False

    def _at_speed(self, event: QKeyEvent) -> bool:
        """By the system's own time of the key, which a busy window cannot stretch."""
        allowed = GAP if self._is_burst() else HELD
        return _moment(event) - self._times[-1] <= allowed

    def _is_burst(self) -> bool:
        return len(self._signs) >= CLEAR

    def _belongs_to_the_scan_before(self, event: QKeyEvent) -> bool:
        """The second key of a longer suffix (Enter and line feed, Tab and Enter), which nobody typed."""
        if self._ended is None or event.isAutoRepeat() or _moment(event) - self._ended > HELD:
            self._ended = None
            return False
        self._ended = _moment(event)
        return True

    @Slot()
    def _silence(self) -> None:
        if self._held and not self._finish(Ending.NONE, None):
            self._replay()

    def _finish(self, ending: Ending, ended: int | None) -> bool:
        """End the burst as a scan if it is one; ``ended`` is the time of the key that ended it."""
        code = self._code(ending)
        if not code:
            return False
        learned = self.prefix.learn(self._times[0], HELD)
        self._forget()
        self._ended = ended
        if learned:
            self.prefix_learned.emit(learned)
        self.scanned.emit(code)
        return True

    def _code(self, ending: Ending) -> str:
        """The scan in what was held: a badge code, perhaps after a scanner's prefix, or foreign digits."""
        if not self._is_burst():
            return ""
        whole = "".join(self._signs)
        for raw in dict.fromkeys((whole, whole[-LENGTH:])):
            if codes := self._read(raw):
                return codes[0] if len(codes) == 1 else raw
        digits = native(whole) or ""
        return digits if ending is not Ending.NONE and len(digits) >= SHORTEST else ""

    def _forget(self) -> None:
        self._patience.stop()
        self.prefix.start()
        self._held, self._signs, self._times = [], [], []
        self._down.clear()

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

    def _heard(self, event: QKeyEvent) -> Press:
        return Press(
            at=_moment(event),
            text=event.text() if event.text().isprintable() else "",
            told=bool(self._keys.code(event)),
            digit=self._keys.digit(event) if self._keys.code(event) else "",
            ending=self._keys.ending(event),
            shifted=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier),
        )


def _spells_by_number(event: QKeyEvent) -> bool:
    """Alt with the keypad: scanners set to "ALT mode" spell each character by its number that way."""
    held = event.modifiers()
    return bool(held & Qt.KeyboardModifier.AltModifier and held & Qt.KeyboardModifier.KeypadModifier)


def _moment(event: QKeyEvent) -> int:
    return event.timestamp() or time.monotonic_ns() // 1_000_000
