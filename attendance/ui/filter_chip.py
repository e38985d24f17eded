"""A chip that narrows a list and can be taken away again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent

from attendance.ui.parts import Chip
from attendance.ui.theme import Theme

CROSS = 30
"""Points at a chip's end that mean its cross."""


class FilterChip(Chip):
    """A chip; while it narrows the list, its cross (or Delete) takes it away.

    Attributes:
        cleared: it shall narrow no more.
    """

    cleared = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.narrows = False

    def tell(self, on: bool, text: str) -> None:
        """Its words, and whether it narrows."""
        self.narrows = on
        self.show_on(on, text, "close" if on else "down")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        on_cross = self.rect().contains(event.position().toPoint()) and event.position().x() > (
            self.width() - CROSS
        )
        if self.narrows and on_cross:
            self.setDown(False)
            self.cleared.emit()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.narrows and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.cleared.emit()
        else:
            super().keyPressEvent(event)
