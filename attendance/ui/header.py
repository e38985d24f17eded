"""The head of every page: where one is, which event is open, search, the one primary action."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from attendance.ui import icons
from attendance.ui.desk import Desk
from attendance.ui.parts import DropButton, lay, words

HEIGHT = 64
TITLE_WIDTH = 360


class EventButton(DropButton):
    """The open event; pressing it lists the others.

    Attributes:
        chosen: the id of another event.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme)
        self._desk = desk
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        desk.event_changed.connect(self.refresh)
        desk.programme_changed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        event = self._desk.event
        self.setVisible(event is not None)
        if event is not None:
            title = self._desk.pick(event.title, event.title_official)
            dates = self._desk.texts.date_range(event.starts, event.ends, event.year)
            whole = " · ".join(part for part in (title, dates) if part)
            measure = self.fontMetrics()
            room = max(120, min(TITLE_WIDTH, self.window().width() - 200 - 760))
            cut = measure.elidedText(title, Qt.TextElideMode.ElideRight, room)
            self.say(" · ".join(part for part in (cut, dates) if part))
            self.setToolTip(whole)
            self.setAccessibleName(whole)

    @Slot()
    def _open(self) -> None:
        menu = QMenu(self)
        for row in self._desk.events[:20]:
            title = self._desk.pick(row.title, row.title_official)
            dates = self._desk.texts.date_range(row.starts, row.ends, row.year)
            action = QAction(" · ".join(part for part in (title[:64], dates) if part), menu)
            action.setData(row.id)
            menu.addAction(action)
        menu.triggered.connect(self._picked)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        self.chosen.emit(action.data())


class Header(QWidget):
    """Title, event, room for a search field, buttons; the primary one last."""

    def __init__(self, desk: Desk, title: str, *, with_event: bool = True) -> None:
        super().__init__()
        self._desk = desk
        self.setFixedHeight(HEIGHT)
        self._row = lay(QHBoxLayout(self), margins=(24, 0, 24, 0), spacing=8)
        self._row.addWidget(words(title, "title"))
        if with_event:
            event = EventButton(desk)
            event.chosen.connect(desk.open_event)
            self._row.addWidget(event)
        self._row.addStretch(1)

    def add_search(self, hint: str) -> QLineEdit:
        """The search field; it takes what room there is, up to 420 pixels."""
        field = QLineEdit()
        field.setPlaceholderText(hint)
        field.setAccessibleName(hint)
        field.setClearButtonEnabled(True)
        field.setMinimumWidth(160)
        field.setMaximumWidth(420)
        sign = icons.icon("search", self._desk.theme.palette.muted)
        field.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        self._row.addWidget(field, 6)
        return field

    def add(self, part: QWidget) -> None:
        self._row.addWidget(part)

    def add_primary(self, part: QPushButton) -> None:
        """The one primary action, at the right."""
        self._row.addSpacing(4)
        self._row.addWidget(part)
