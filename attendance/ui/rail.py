"""The places of the window, at the left: icon and word, reachable by number."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QPushButton, QVBoxLayout, QWidget

from attendance.ui import icons
from attendance.ui import theme as look
from attendance.ui.parts import lay

WIDTH = 200


class Place(NamedTuple):
    """One place: its name in code, its words, its icon."""

    key: str
    words: str
    icon: str


class Brand(QWidget):
    """The program's mark and name, drawn."""

    def __init__(self, theme: look.Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self.setFixedHeight(64)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, palette = QPainter(self), self._theme.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.accent))
        painter.drawRoundedRect(20, 18, 28, 28, 7, 7)
        painter.setPen(QPen(QColor(palette.on_accent), 2.2, c=Qt.PenCapStyle.RoundCap))
        painter.drawLine(27, 32, 32, 37)
        painter.drawLine(32, 37, 41, 27)
        face = look.font(look.BASE, semibold=True)
        face.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100.5)
        painter.setFont(face)
        painter.setPen(QColor(palette.ink))
        painter.drawText(self.rect().adjusted(58, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self._name)


class Rail(QWidget):
    """The left rail.

    Attributes:
        chosen: the key of the place somebody wants to see.
    """

    chosen = Signal(str)

    def __init__(self, theme: look.Theme, places: Sequence[Place], name: str, mark: str) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # Signs do not grow with the text, so half of its growth is enough room.
        self._width = round(WIDTH * (1 + theme.text_size) / 2)
        self.setFixedWidth(self._width)
        self.setAccessibleName(name)
        self._places = list(places)
        self._group = QButtonGroup(self)
        column = lay(QVBoxLayout(self), margins=(0, 0, 0, 12), spacing=2)
        column.addWidget(Brand(theme, mark))
        for number, place in enumerate(self._places):
            column.addWidget(self._item(theme, number, place), alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch()
        self._group.buttonClicked.connect(self._pressed)

    def _item(self, theme: look.Theme, number: int, place: Place) -> QPushButton:
        item = QPushButton("  " + place.words)
        item.setObjectName("railItem")
        item.setCheckable(True)
        item.setIcon(icons.icon(place.icon, theme.palette.muted, theme.palette.accent))
        item.setIconSize(QSize(20, 20))
        item.setFixedWidth(self._width - 24)
        item.setAccessibleName(place.words)
        item.setToolTip(f"{place.words}  (Ctrl+{number + 1})")
        self._group.addButton(item, number)
        return item

    def show_chosen(self, key: str) -> None:
        """Mark the place that is shown."""
        for number, place in enumerate(self._places):
            if place.key == key:
                self._group.button(number).setChecked(True)

    def take_focus(self) -> None:
        """The keyboard to the place that is shown."""
        if (item := self._group.checkedButton()) is not None:
            item.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(QAbstractButton)
    def _pressed(self, item: QAbstractButton) -> None:
        self.chosen.emit(self._places[self._group.id(item)].key)
