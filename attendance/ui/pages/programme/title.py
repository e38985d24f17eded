"""A title typed where its item stands."""

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from attendance.ui.desk import Desk

LEAST_WIDTH, HEIGHT = 190, 32


class TitleInPlace(QLineEdit):
    """One line over a card; Enter or leaving it takes what is typed, Escape nothing.

    Attributes:
        typed: the title; left: nothing was typed, or nothing else than before.
    """

    typed = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self.setAccessibleName(desk.texts("Title of the item"))
        self.setPlaceholderText(desk.texts("Name, then Enter"))
        self._before = ""
        self.hide()

    def open(self, place: QRect, title: str) -> None:
        """Show it over a card, all of the title selected."""
        room = self.parentWidget().rect()
        width = min(max(LEAST_WIDTH, place.width()), room.width())
        left = max(0, min(place.left(), room.right() - width))
        top = max(0, min(place.top(), room.bottom() - HEIGHT))
        self.setGeometry(left, top, width, HEIGHT)
        self._before = title
        self.setText(title)
        self.show()
        self.raise_()
        self.setFocus()
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._close(take=True)
        elif event.key() == Qt.Key.Key_Escape:
            self._close(take=False)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        stays = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in stays:
            self._close(take=True)

    def _close(self, *, take: bool) -> None:
        if self.isHidden():
            return
        typed = self.text().strip()
        had_focus = self.hasFocus()
        self.hide()
        if had_focus:
            self.parentWidget().setFocus()
        if take and typed and typed != self._before:
            self.typed.emit(typed)
        else:
            self.left.emit()
