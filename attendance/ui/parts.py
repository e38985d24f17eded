"""Small parts every page is made of: words, buttons, chips, lines."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetricsF, QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QStackedLayout,
    QWidget,
)

from attendance.language.lao import breakable
from attendance.ui import icons
from attendance.ui.theme import Theme, font


class Paragraph(QLabel):
    """A label that wraps, Lao between words too; ``text`` gives back what was set, without the breaks."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._plain = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)

    def setText(self, text: str) -> None:
        self._plain = text
        super().setText(breakable(text))

    def text(self) -> str:
        return self._plain


class Cut(QLabel):
    """One line that ends in dots where there is no more room; the tool tip has all of it."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(80)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def say(self, text: str) -> None:
        self._whole = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        measure = QFontMetricsF(self.font())
        self.setText(measure.elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width()))


def words(text: str = "", role: str = "", tone: str = "", *, wrap: bool = False) -> QLabel:
    """A label; ``role`` is muted, small, strong, heading, title or display, ``tone`` a verdict's colour."""
    made = Paragraph(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    for name, value in (("role", role), ("tone", tone)):
        if value:
            made.setProperty(name, value)
    return made


def retone(widget: QWidget, name: str, value: str) -> None:
    """Give a widget another look of the style sheet."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class PushButton(QPushButton):
    """A button that Enter presses too when the keyboard is on it, in every window."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


def button(
    theme: Theme, text: str, icon: str = "", kind: str = "", pressed: Callable[[], Any] | None = None
) -> QPushButton:
    """A button; ``kind`` is primary, flat, link, or "" for an ordinary one."""
    made = PushButton(f" {text}" if icon and text else text)
    if kind:
        made.setProperty("kind", kind)
    if icon:
        colour = theme.palette.on_accent if kind == "primary" else theme.palette.ink
        made.setIcon(icons.icon(icon, colour))
        made.setIconSize(QSize(18, 18))
    made.setAccessibleName(text)
    if pressed is not None:
        made.clicked.connect(pressed)
    return made


def icon_button(theme: Theme, name: str, icon: str, pressed: Callable[[], Any] | None = None) -> QPushButton:
    """A quiet button that shows only an icon; its name is told to screen readers and in the tool tip."""
    made = button(theme, "", icon, "flat", pressed)
    made.setIcon(icons.icon(icon, theme.palette.muted))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFixedWidth(36)
    return made


def clearable(theme: Theme, field: QLineEdit) -> None:
    """A cross of our own in the field while there is something to clear."""
    field.setClearButtonEnabled(True)
    if cross := field.findChild(QAction, "_q_qlineeditclearaction"):
        cross.setIcon(icons.icon("close", theme.palette.muted))


def stacked(column: QBoxLayout) -> QStackedLayout:
    """Room in a column for one of several parts.

    It belongs to the column before anything is put in: without one, its first part would for a moment be a
    window of its own.
    """
    made = lay(QStackedLayout())
    column.addLayout(made, 1)
    return made


def hairline(vertical: bool = False) -> QFrame:
    """The one line between two regions."""
    made = QFrame()
    made.setObjectName("hairline")
    if vertical:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    return made


def lay(layout: QLayout, *, margins: Sequence[int] = (0, 0, 0, 0), spacing: int = 0) -> QLayout:
    """The layout with its margins (left, top, right, bottom) and spacing set."""
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    return layout


class DropButton(PushButton):
    """A button that opens a choice: words, then a small arrow."""

    def __init__(self, theme: Theme, text: str = "", kind: str = "flat") -> None:
        super().__init__(text)
        self.setProperty("kind", kind)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setIcon(icons.icon("down", theme.palette.muted))
        self.setIconSize(QSize(16, 16))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """The words on it, isolated from the trick that puts the arrow to the right."""
        self.setText(text)
        self.setAccessibleName(text)


class Chip(DropButton):
    """One filter: quiet while it lets everything through, accented while it narrows the list."""

    def __init__(self, theme: Theme, text: str = "") -> None:
        super().__init__(theme, text, "")
        self.setObjectName("chip")
        self._theme = theme
        self.show_on(False, text)

    def show_on(self, on: bool, text: str, sign: str = "down") -> None:
        """Whether it narrows, its words, and the icon behind them ("" for none)."""
        self.say(text)
        retone(self, "on", "true" if on else "false")
        palette = self._theme.palette
        self.setIcon(icons.icon(sign, palette.accent if on else palette.muted) if sign else QIcon())


class Segments(QWidget):
    """A few choices side by side, of which one holds.

    Attributes:
        chosen: the value of the segment somebody pressed.
    """

    chosen = Signal(object)

    def __init__(self, choices: Sequence[tuple[Any, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        row = lay(QHBoxLayout(self))
        self._values = [value for value, _ in choices]
        for place, (_, text) in enumerate(choices):
            part = PushButton(text)
            part.setObjectName("segment")
            part.setCheckable(True)
            part.setAccessibleName(text)
            part.setMinimumWidth(_segment_width(text))
            last = place == len(choices) - 1
            part.setProperty("place", "first" if place == 0 else "last" if last else "middle")
            self._group.addButton(part, place)
            row.addWidget(part)
        self._group.button(0).setChecked(True)
        self._group.buttonClicked.connect(self._pressed)

    @property
    def value(self) -> Any:
        return self._values[self._group.checkedId()]

    def rename(self, value: Any, text: str) -> None:
        """Other words for one of them."""
        part = self._group.button(self._values.index(value))
        part.setText(text)
        part.setAccessibleName(text)
        part.setMinimumWidth(_segment_width(text))

    def choose(self, value: Any) -> None:
        """Set it without telling."""
        self._group.button(self._values.index(value)).setChecked(True)

    def _pressed(self, part: QAbstractButton) -> None:
        self.chosen.emit(self._values[self._group.id(part)])


def _segment_width(text: str) -> int:
    """The chosen one is semibold: it must not need more room than it has."""
    return max(68, round(QFontMetricsF(font(semibold=True)).horizontalAdvance(text)) + 26)
