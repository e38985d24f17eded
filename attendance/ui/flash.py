"""A verdict over an open dialog: seen at once, in nobody's way, never taking the keyboard."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from attendance.ui.pages.checkin.said import Said
from attendance.ui.pages.checkin.verdict_area import VerdictArea
from attendance.ui.parts import lay
from attendance.ui.theme import Theme

SIZE = (440, 250)
MARGIN = 24
SEEN_FOR = 8_000


class Flash(QWidget):
    """The verdict in small at the foot of the screen; the next replaces it, a click takes it away."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        kind = Qt.WindowType.ToolTip | Qt.WindowType.FramelessWindowHint
        super().__init__(parent, kind | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.area = VerdictArea(theme, Said("", "drop", ""))
        lay(QVBoxLayout(self)).addWidget(self.area)
        self.resize(*SIZE)
        self._time = QTimer(self, singleShot=True, interval=SEEN_FOR)
        self._time.timeout.connect(self.hide)

    def show_said(self, said: Said) -> None:
        """Show it for a while at the right foot of the window's screen."""
        screen = self.parentWidget().screen().availableGeometry()
        self.move(screen.right() - self.width() - MARGIN, screen.bottom() - self.height() - MARGIN)
        self.area.show_said(said)
        self.show()
        self.raise_()
        self._time.start()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hide()
