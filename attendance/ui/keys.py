"""Key positions: which key was pressed, whatever layout is active."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from attendance.domain.burst import Ending
from attendance.domain.layouts import may_be_digit


class Platform(StrEnum):
    """Whose numbering the native scan codes follow."""

    WINDOWS = "windows"
    X11 = "xcb"
    WAYLAND = "wayland"
    MACOS = "cocoa"
    OTHER = "other"

    @classmethod
    def named(cls, name: str) -> "Platform":
        """From ``QGuiApplication.platformName()``."""
        for platform in (cls.WINDOWS, cls.X11, cls.WAYLAND, cls.MACOS):
            if name.startswith(platform.value):
                return platform
        return cls.OTHER


@dataclass(frozen=True, slots=True)
class Positions:
    """The keys of one platform: digit by scan code, the two suffix keys, and the one right of P and its
    neighbour, which under an English layout opens what scanners put before a code ("]Q1").
    """

    digits: Mapping[int, str]
    enter: frozenset[int]
    tab: frozenset[int]
    letters: Mapping[int, str]
    bracket: int = 0


def _row(first: int, keys: str) -> dict[int, str]:
    return {first + place: key for place, key in enumerate(keys)}


_ROWS = ((0x10, "QWERTYUIOP"), (0x1E, "ASDFGHJKL"), (0x2C, "ZXCVBNM,./"))
_LETTERS = {code: key for first, keys in _ROWS for code, key in _row(first, keys).items()}

# Windows: scan code set 1. X11 and Wayland: the kernel's code + 8, which keeps set 1's order.
_WINDOWS = Positions(
    digits={**_row(0x02, "1234567890"), **_row(0x47, "789"), **_row(0x4B, "456"), **_row(0x4F, "1230")},
    enter=frozenset({0x1C, 0x11C}),
    tab=frozenset({0x0F}),
    letters=_LETTERS,
    bracket=0x1B,
)
_EVDEV = Positions(
    digits={**_row(10, "1234567890"), **_row(79, "789"), **_row(83, "456"), **_row(87, "1230")},
    enter=frozenset({36, 104}),
    tab=frozenset({23}),
    letters={code + 8: key for code, key in _LETTERS.items()},
    bracket=35,
)
# macOS: virtual keys, which are positions there.
_MACOS = Positions(
    digits={
        0x12: "1",
        0x13: "2",
        0x14: "3",
        0x15: "4",
        0x17: "5",
        0x16: "6",
        0x1A: "7",
        0x1C: "8",
        0x19: "9",
        0x1D: "0",
        0x5B: "8",
        0x5C: "9",
        **_row(0x52, "01234567"),
    },
    enter=frozenset({0x24, 0x4C}),
    tab=frozenset({0x30}),
    # The place of A has the number 0, which elsewhere means that no place is told; A is read as typed.
    letters={
        **_row(0x01, "SDFHGZXCV"),
        **_row(0x0B, "BQWERYT"),
        **_row(0x1F, "OU"),
        **_row(0x22, "IP"),
        **_row(0x25, "LJ"),
        0x28: "K",
        **_row(0x2B, ",/NM."),
    },
    bracket=0x1E,
)
_TABLES = {
    Platform.WINDOWS: _WINDOWS,
    Platform.X11: _EVDEV,
    Platform.WAYLAND: _EVDEV,
    Platform.MACOS: _MACOS,
    Platform.OTHER: Positions({}, frozenset(), frozenset(), {}),
}


_PORTABLE = QKeySequence.SequenceFormat.PortableText
_ENTER = {Qt.Key.Key_Enter: Qt.Key.Key_Return}
_MODIFIERS = ((Qt.KeyboardModifier.ControlModifier, "Ctrl"), (Qt.KeyboardModifier.AltModifier, "Alt"))
_HELD = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_unknown,
    }
)


class Keys:
    """Reads key events by position; by their text only where no position is told (remote desktops)."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self._table = _TABLES[platform]

    def code(self, event: QKeyEvent) -> int:
        """The position's number, 0 where the system does not tell, or not in a numbering known here."""
        if self.platform is Platform.OTHER:
            return 0
        if self.platform is Platform.MACOS:
            return event.nativeVirtualKey()
        # Windows marks the grey keys (arrows, the keypad's Enter) with bit 8: an arrow is no digit.
        return event.nativeScanCode() & (0x1FF if self.platform is Platform.WINDOWS else 0xFFFF)

    def digit(self, event: QKeyEvent) -> str:
        """The ASCII digit on that key, or ""."""
        code = self.code(event)
        if code:
            return self._table.digits.get(code, "")
        text = event.text()
        value = unicodedata.digit(text, -1) if len(text) == 1 else -1
        return str(value) if value >= 0 else ""

    def sign(self, event: QKeyEvent) -> str:
        """The digit on that key; where no position is told, the character that may stand for one, or ""."""
        if self.code(event):
            return self.digit(event)
        return event.text() if may_be_digit(event.text()) else ""

    def identity(self, event: QKeyEvent) -> str:
        """The same for the same key: its position, or what it gives where none is told."""
        code = self.code(event)
        return f"#{code}" if code else event.text() or f"={event.key()}"

    @property
    def bracket(self) -> frozenset[str]:
        """The identities of the key that opens a symbology identifier."""
        return frozenset({f"#{self._table.bracket}", "]"})

    def ending(self, event: QKeyEvent) -> Ending | None:
        """Whether this key ends a scan."""
        code = self.code(event)
        if code in self._table.enter or event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return Ending.ENTER
        if code in self._table.tab or event.key() == Qt.Key.Key_Tab:
            return Ending.TAB
        return None

    def shortcut(self, event: QKeyEvent) -> str:
        """ "Ctrl+Shift+Z", "Alt+Up", "F2": what was pressed, a letter or digit as typed where it is Latin,
        else by the key's place; "" for what no shortcut is made of.
        """
        held = event.modifiers()
        if held & Qt.KeyboardModifier.MetaModifier or event.key() in _HELD:
            return ""
        key, shift = event.key(), bool(held & Qt.KeyboardModifier.ShiftModifier)
        if key == Qt.Key.Key_Backtab:
            key, shift = Qt.Key.Key_Tab, True
        named = self._sign(event) or QKeySequence(_ENTER.get(key, key)).toString(_PORTABLE)
        parts = [word for flag, word in _MODIFIERS if held & flag] + ["Shift"] * shift
        return "+".join([*parts, named]) if named else ""

    def _sign(self, event: QKeyEvent) -> str:
        key = event.key()
        if Qt.Key.Key_A <= key <= Qt.Key.Key_Z or Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            return chr(key)
        code = self.code(event)
        return self._table.letters.get(code, "") or self._table.digits.get(code, "")


def canonical(shortcut: str) -> str:
    """A shortcut written by hand as ``Keys.shortcut`` tells it."""
    return QKeySequence(shortcut.replace("Enter", "Return")).toString(_PORTABLE)
