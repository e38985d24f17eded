"""The head of every page: where one is, which event is open, search, the one primary action."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QWidget

from attendance.ui import icons
from attendance.ui.desk import Desk
from attendance.ui.parts import DropButton, clearable, lay, words

HEIGHT = 64
BESIDE_HINT = 56
"""Points of a search field that its edge and its sign take."""
SEARCH_LEAST, EVENT_LEAST, EVENT_MOST = 190, 96, 560
TITLE_LEAST = 140
"""A title cut shorter than this tells less than the dates beside it would."""
ARROW = 44
"""Points of the event's button that its edge and its arrow take."""


class EventButton(DropButton):
    """The open event; pressing it lists the others.

    Attributes:
        chosen: the id of another event.
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk.theme)
        self.setParent(parent)  # before it is shown, or it would be a window of its own
        self._desk, self._room = desk, EVENT_LEAST
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
            self.say(self._cut(title, dates))
            self.setToolTip(whole)
            self.setAccessibleName(whole)

    def _cut(self, title: str, dates: str) -> str:
        """As much of both as there is room for; the dates go before the title becomes a stump."""
        measure = self.fontMetrics()
        beside = f" · {dates}" if dates else ""
        room = self._room - ARROW - measure.horizontalAdvance(beside)
        if room < min(TITLE_LEAST, measure.horizontalAdvance(title)):
            beside, room = "", self._room - ARROW
        return measure.elidedText(title, Qt.TextElideMode.ElideRight, max(60, room)) + beside

    def fit(self, room: int) -> None:
        """Cut the title so that the button takes at most ``room`` pixels."""
        if room != self._room:
            self._room = room
            self.refresh()

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


class SearchField(QLineEdit):
    """Says what is searched, and of a list of things only as many as can be read."""

    def __init__(self, hint: str) -> None:
        super().__init__()
        self._hint = hint
        self.setAccessibleName(hint)
        self.setToolTip(hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        measure, parts = self.fontMetrics(), self._hint.split(", ")
        while len(parts) > 1 and measure.horizontalAdvance(", ".join(parts)) > self.width() - BESIDE_HINT:
            parts.pop()
        self.setPlaceholderText(", ".join(parts))


class Header(QWidget):
    """Title, event, room for a search field, buttons; the primary one last."""

    def __init__(self, desk: Desk, title: str, *, with_event: bool = True) -> None:
        super().__init__()
        self._desk = desk
        self.setFixedHeight(HEIGHT)
        self._row = lay(QHBoxLayout(self), margins=(24, 0, 24, 0), spacing=8)
        self._row.addWidget(words(title, "title"))
        self._event: EventButton | None = None
        self._search: QLineEdit | None = None
        if with_event:
            self._event = EventButton(desk, self)
            self._event.chosen.connect(desk.open_event)
            self._row.addWidget(self._event)
        self._row.addStretch(1)

    def add_search(self, hint: str) -> QLineEdit:
        """The search field; it takes what room there is, up to 420 pixels."""
        field = SearchField(hint)
        clearable(self._desk.theme, field)
        field.setMinimumWidth(112)  # what a window of the smallest size leaves it
        field.setMaximumWidth(420)
        sign = icons.icon("search", self._desk.theme.palette.muted)
        field.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        self._row.addWidget(field, 6)
        self._search = field
        return field

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._event is None:
            return
        taken = 2 * 24 + 8 * self._row.count()
        for place in range(self._row.count()):
            part = self._row.itemAt(place).widget()
            if part is self._search and part is not None:
                taken += SEARCH_LEAST
            elif part is not None and part is not self._event:
                taken += part.sizeHint().width()
        self._event.fit(max(EVENT_LEAST, min(EVENT_MOST, self.width() - taken)))

    def add(self, part: QWidget) -> None:
        self._row.addWidget(part)

    def add_primary(self, part: QPushButton) -> None:
        """The one primary action, at the right."""
        self._row.addSpacing(4)
        self._row.addWidget(part)
