"""One of a few large choices: a sign, its name, and one line of what it is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout

from attendance.ui import icons
from attendance.ui.parts import lay, words
from attendance.ui.theme import Theme

ICON = 24


class Choice(QPushButton):
    """Checkable; those in one button group exclude each other and are walked with the arrow keys."""

    def __init__(self, theme: Theme, name: str, title: str, about: str, icon: str) -> None:
        super().__init__()
        self.name = name
        self.setObjectName("choice")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = lay(QHBoxLayout(self), margins=(16, 14, 16, 14), spacing=14)
        sign = QLabel()
        sign.setPixmap(icons.pixmap(icon, theme.palette.accent, ICON, self.devicePixelRatioF()))
        column = lay(QVBoxLayout(), spacing=2)
        self._title = words(title, "strong")
        self._about = words(about, "small", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._about)
        self._row.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(column, 1)
        for part in (sign, self._title, self._about):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        # A button does not ask its layout; the words decide how tall it is.
        return QSize(self._row.sizeHint().width(), self._row.totalHeightForWidth(max(self.width(), 240)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()
