"""The end of a dialog: what happened, in one sentence, and what one may want to do next."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from attendance.ui import icons
from attendance.ui.desk import Desk
from attendance.ui.parts import button, lay, words

WIDTH = 640
SIGN = 48


class DonePage(QWidget):
    """A sign, a sentence, quiet lines below it, and a row of buttons."""

    def __init__(self, desk: Desk, actions: Sequence[tuple[str, str, Callable[[], Any]]]) -> None:
        """Made empty; ``actions`` are words, icon and what pressing does."""
        super().__init__()
        self._theme = desk.theme
        middle = Qt.AlignmentFlag.AlignHCenter
        column = lay(QVBoxLayout(self), margins=(24, 24, 24, 24), spacing=12)
        column.addStretch(2)
        self._sign = QLabel()
        self._sentence = words("", "heading", wrap=True)
        self._lines = words("", "muted", wrap=True)
        column.addWidget(self._sign, alignment=middle)
        for part in (self._sentence, self._lines):
            part.setAlignment(middle)
            part.setFixedWidth(WIDTH)
            column.addWidget(part, alignment=middle)
        column.addSpacing(12)
        row = lay(QHBoxLayout(), spacing=8)
        row.addStretch()
        self.buttons: list[QPushButton] = []
        for text, icon, pressed in actions:
            made = button(desk.theme, text, icon, pressed=pressed)
            row.addWidget(made)
            self.buttons.append(made)
        row.addStretch()
        column.addLayout(row)
        column.addStretch(3)

    def tell(self, sentence: str, lines: Sequence[str], icon: str = "tick", tone: str = "green") -> None:
        """What happened; each line stands alone."""
        colour = getattr(self._theme.palette, tone)
        self._sign.setPixmap(icons.pixmap(icon, colour, SIGN, self.devicePixelRatioF()))
        self._sentence.setText(sentence)
        self._lines.setText("\n".join(line for line in lines if line))
        self.setAccessibleName(sentence)
