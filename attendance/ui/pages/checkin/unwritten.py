"""What could not be written, in sight until it is, whatever was scanned since."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from attendance.ui.desk import Desk
from attendance.ui.parts import button, lay, words


class Unwritten(QWidget):
    """A line with its button; gone while nothing waits.

    Attributes:
        retry: the button; words: how many scans wait.
        retry_wanted: all of them shall be tried again.
    """

    retry_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        row = lay(QHBoxLayout(self), spacing=12)
        self.words = words("", "strong", "red")
        self.retry = button(desk.theme, desk.texts("Try again"), kind="link", pressed=self.retry_wanted.emit)
        row.addWidget(self.words)
        row.addWidget(self.retry)
        row.addStretch()
        self.refresh()

    def refresh(self) -> None:
        """Count again what waits."""
        count = len(self._desk.unwritten)
        texts = self._desk.texts
        self.words.setText(texts.plural("{n} scan is not written", "{n} scans are not written", count))
        self.setVisible(bool(count))
