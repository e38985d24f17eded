"""Puts the look on the application: Fusion, palette, type scale and the one style sheet."""

import re
from collections.abc import Sequence
from enum import StrEnum
from string import Template

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from attendance import paths
from attendance.language.lao import LAO_FONTS, LATIN_FONTS
from attendance.ui.palette import DARK, LIGHT, PRACTICE_DARK, PRACTICE_LIGHT, Palette

STYLE = paths.resources() / "style"

SMALL, BASE, LARGE, TITLE, DISPLAY, VERDICT = 9.0, 10.5, 13.0, 18.0, 28.0, 64.0
ROW, ROW_LAO = 32, 36
TEXT_SIZES = (1.0, 1.1, 1.25, 1.5)
_HEIGHT = re.compile(r"(?<=-height: )(\d\d+)(?=px)")


class Scheme(StrEnum):
    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class _Scale:
    """How much larger than designed text is drawn: one for the application, as its font is."""

    factor = 1.0


def font(points: float = BASE, *, semibold: bool = False) -> QFont:
    """A font of the scale; digits tabular, Lao letters from the Lao fonts of the chain."""
    face = QFont([*LATIN_FONTS, *LAO_FONTS])
    face.setPointSizeF(points * _Scale.factor)
    face.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    if semibold:
        face.setWeight(QFont.Weight.DemiBold)
    return face


class Theme(QObject):
    """The look in force, kept for the whole application.

    Attributes:
        palette: the colours in force.
        row: height of a list row in pixels.
        still: nothing moves or blinks; whoever animates asks first.
        changed: the palette is another one; painters that keep colours fetch them anew.
    """

    changed = Signal()

    def __init__(
        self,
        app: QApplication,
        scheme: Scheme = Scheme.SYSTEM,
        language: str = "en",
        text_size: float = 1.0,
        still: bool = False,
    ) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        self.language, self.text_size = language, text_size
        self._blinking = app.styleHints().cursorFlashTime()
        self.still = False
        self.rest(still)
        self._pair = (LIGHT, DARK)
        self.palette = self._pair[0]
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._dress()

    @property
    def row(self) -> int:
        return round((ROW_LAO if self.language == "lo" else ROW) * self.text_size)

    @property
    def status_width(self) -> int:
        """Points of a column of statuses, as designed; in Russian they are phrases, which carry no gender."""
        return 224 if self.language == "ru" else 130

    def wide(self, widths: Sequence[int]) -> list[int]:
        """Widths of columns that hold text, for the size the text has."""
        return [round(width * self.text_size) for width in widths]

    @property
    def scheme(self) -> Scheme:
        return self._scheme

    @property
    def dark(self) -> bool:
        return self.palette is self._pair[1]

    def force(self, scheme: Scheme) -> None:
        """Follow the system, or stay light or dark."""
        self._scheme = scheme
        self._dress()

    def speak(self, language: str) -> None:
        """Room for the letters of this language (Lao rows and lines are taller)."""
        self.language = language
        self._dress()

    def enlarge(self, text_size: float) -> None:
        """Text, rows and fields this many times as large as designed."""
        self.text_size = text_size
        self._dress()

    def practise(self, on: bool) -> None:
        """The colours of practice, which nobody takes for work, or the usual ones."""
        self._pair = (PRACTICE_LIGHT, PRACTICE_DARK) if on else (LIGHT, DARK)
        self._dress()

    def rest(self, still: bool) -> None:
        """No motion, not even a blinking cursor, or the usual little of it."""
        self.still = still
        self._app.styleHints().setCursorFlashTime(0 if still else self._blinking)

    @Slot()
    def _system_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._dress()

    def _dress(self) -> None:
        self.palette = self._wanted()
        _Scale.factor = self.text_size
        self._app.setFont(font())
        self._app.setPalette(qt_palette(self.palette))
        self._app.setStyleSheet(style_sheet(self.palette, self.row, self.text_size))
        self.changed.emit()

    def _wanted(self) -> Palette:
        if self._scheme is Scheme.SYSTEM:
            system = QGuiApplication.styleHints().colorScheme()
            return self._pair[system is Qt.ColorScheme.Dark]
        return self._pair[self._scheme is Scheme.DARK]


def style_sheet(palette: Palette, row: int, text_size: float = 1.0) -> str:
    """The style sheet with its colours and measures filled in; what holds text grows with it."""
    steps = {"small": SMALL, "base": BASE, "large": LARGE, "title": TITLE, "display": DISPLAY}
    sizes = {name: round(points * text_size, 2) for name, points in steps.items()}
    marks = (STYLE / ("dark" if palette in (DARK, PRACTICE_DARK) else "light")).as_posix()
    sheet = Template((STYLE / "window.qss").read_text("utf-8"))
    filled = sheet.substitute(palette.names(), row=row, marks=marks, **sizes)
    return _HEIGHT.sub(lambda found: str(round(int(found[1]) * text_size)), filled)


def qt_palette(palette: Palette) -> QPalette:
    """The same colours for what Qt paints without the style sheet."""
    role = QPalette.ColorRole
    colours = {
        role.Window: palette.ground,
        role.WindowText: palette.ink,
        role.Base: palette.surface,
        role.AlternateBase: palette.surface,
        role.Text: palette.ink,
        role.Button: palette.surface,
        role.ButtonText: palette.ink,
        role.BrightText: palette.red,
        role.Highlight: palette.accent,
        role.HighlightedText: palette.on_accent,
        role.PlaceholderText: palette.muted,
        role.ToolTipBase: palette.toast,
        role.ToolTipText: palette.on_toast,
        role.Link: palette.accent,
        role.Light: palette.surface,
        role.Midlight: palette.hairline,
        role.Mid: palette.hairline,
        role.Dark: palette.hairline,
        role.Shadow: palette.hairline,
        role.Accent: palette.accent,
    }
    made = QPalette()
    for key, colour in colours.items():
        made.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(palette.muted))
    return made
