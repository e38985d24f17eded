"""The list of events: a model of headings and events, and the view a person walks through."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from attendance.domain.text_keys import loose_key
from attendance.language import Texts
from attendance.queries.event_cards import EventCard, Phase
from attendance.ui.desk import Desk
from attendance.ui.pages.events.painter import EventPainter, count_words, when_words

Index = QModelIndex | QPersistentModelIndex
Row = EventCard | str


def _phase_words(texts: Texts, phase: Phase) -> str:
    return {
        Phase.NOW: texts("On now"),
        Phase.COMING: texts("Coming"),
        Phase.PAST: texts("Past"),
        Phase.ARCHIVED: texts("Archived"),
    }[phase]


class EventsModel(QAbstractListModel):
    """The events that answer the search, with a heading before each group.

    Attributes:
        came: how many people came to each event; filled a moment after the events.
        open: the id of the event that is open in the window.
    """

    CARD = Qt.ItemDataRole.UserRole

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._cards: list[EventCard] = []
        self._rows: list[Row] = []
        self._typed = ""
        self.came: dict[UUID, int] = {}
        self.open: UUID | None = None

    @property
    def count(self) -> int:
        """Events in the file, found or not."""
        return len(self._cards)

    def show_cards(self, cards: Sequence[EventCard]) -> None:
        """Show these events."""
        self._cards = list(cards)
        self._arrange()

    def show_came(self, came: dict[UUID, int]) -> None:
        """Show how many came."""
        self.came = came
        self._repaint()

    def show_open(self, event: UUID | None) -> None:
        """Mark the event that is open."""
        self.open = event
        self._repaint()

    def search(self, typed: str) -> None:
        """Only events in whose titles, place or dates every word occurs."""
        self._typed = typed
        self._arrange()

    def _repaint(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def _arrange(self) -> None:
        wanted = loose_key(self._typed).split()
        found = [card for card in self._cards if all(word in card.key for word in wanted)]
        rows: list[Row] = []
        phase: Phase | None = None
        for card in found:
            if card.phase is not phase:
                phase = card.phase
                rows.append(_phase_words(self._desk.texts, phase))
            rows.append(card)
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def card(self, index: Index) -> EventCard | None:
        """The event of a row, None for a heading."""
        row = self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None
        return row if isinstance(row, EventCard) else None

    def place_of(self, event: UUID | None) -> int | None:
        """The row of an event."""
        for place, row in enumerate(self._rows):
            if isinstance(row, EventCard) and row.id == event:
                return place
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.card(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if isinstance(row, str):
            return row if role == Qt.ItemDataRole.DisplayRole else None
        if role == self.CARD:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self._desk.pick(row.title, row.title_official)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (row.title, row.title_official) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return None

    def _spoken(self, card: EventCard) -> str:
        texts = self._desk.texts
        said = (
            self._desk.pick(card.title, card.title_official),
            texts.date_range(card.starts, card.ends, card.year),
            self._desk.pick(card.place, card.place_official),
            when_words(texts, card),
            *(" ".join(part) for part in count_words(texts, card, self.came.get(card.id))),
            texts("Current") if card.id == self.open else "",
        )
        return ", ".join(part for part in said if part)


class EventsView(QListView):
    """The list on the screen.

    Attributes:
        opened: the id of the event somebody pressed Enter on or double-clicked.
        menu_wanted: where on the screen the menu of the current event is asked for.
        moved: another event is the current one.
    """

    opened = Signal(object)
    menu_wanted = Signal(QPoint)
    moved = Signal()

    def __init__(self, desk: Desk, model: EventsModel) -> None:
        super().__init__()
        self.setObjectName("surface")
        self._model = model
        self._kept: UUID | None = None
        self.setModel(model)
        self.setItemDelegate(EventPainter(desk, model, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(desk.texts("Events"))
        self.doubleClicked.connect(self._open)
        self.entered.connect(self.viewport().update)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._bring_back)

    def current(self) -> EventCard | None:
        """The event the keyboard is on."""
        index = self.currentIndex()
        return self._model.card(index) if index.isValid() else None

    def go_to(self, event: UUID | None) -> bool:
        """Put the keyboard on an event; False when it is not in the list."""
        place = self._model.place_of(event)
        if place is None:
            return False
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self._model.index(place), flag)
        return True

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    @Slot()
    def _keep(self) -> None:
        if (card := self.current()) is not None:
            self._kept = card.id

    @Slot()
    def _bring_back(self) -> None:
        if not self.go_to(self._kept) and not self.go_to(self._model.open) and self._model.rowCount() > 1:
            self.go_to(self._model.index(1).data(EventsModel.CARD).id)
        self.moved.emit()

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if (card := self._model.card(index)) is not None:
            self.opened.emit(card.id)

    def _more(self, index: QModelIndex) -> QRect:
        """Where the sign for the menu is drawn in a row."""
        painter = self.itemDelegate()
        assert isinstance(painter, EventPainter)
        return painter.more(self.visualRect(index))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        left = event.button() == Qt.MouseButton.LeftButton
        if left and index.isValid() and self._model.card(index) is not None:
            area = self._more(index)
            if area.contains(event.position().toPoint()):
                self.menu_wanted.emit(self.viewport().mapToGlobal(area.bottomLeft()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and not self._more(index).contains(event.position().toPoint()):
            super().mouseDoubleClickEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.current() is None:
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_wanted.emit(event.globalPos())
        else:
            self.menu_wanted.emit(self.viewport().mapToGlobal(self._more(self.currentIndex()).bottomLeft()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)
