"""A list of contributions: opened, taken away, carried to an event session of the programme."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from attendance.queries.programme import Speech
from attendance.ui import theme as look
from attendance.ui.desk import Desk
from attendance.ui.pages.programme.model import Index
from attendance.ui.pages.programme.text import laid
from attendance.ui.parts import lay, words

ROW, ROW_LAO = 50, 58
INSET, CODE_ROOM = 8, 64
Key = Qt.Key


class SpeechModel(QAbstractListModel):
    """Contributions in their order."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.speeches: list[Speech] = []

    def show(self, speeches: Sequence[Speech]) -> None:
        """Show these."""
        self.beginResetModel()
        self.speeches = list(speeches)
        self.endResetModel()

    def title(self, speech: Speech) -> str:
        return self._desk.pick(speech.title, speech.title_official)

    def speaker(self, speech: Speech) -> str:
        """Who speaks, or that nobody has been named."""
        named = self._desk.pick(speech.speaker, speech.speaker_official)
        return named or self._desk.texts("Speaker not named yet")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own way of saying "the root"
        return 0 if parent.isValid() else len(self.speeches)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        speech = self.speeches[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{speech.code} {self.title(speech)}"
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            group = self._desk.delegation(speech.delegation_name, speech.delegation_name_official)
            return ", ".join((self.title(speech), group, self.speaker(speech)))
        return speech.id if role == Qt.ItemDataRole.UserRole else None


class _SpeechPainter(QStyledItemDelegate):
    """Code and title, and below them who speaks."""

    def __init__(self, desk: Desk, model: SpeechModel) -> None:
        super().__init__(model)
        self._model = model
        self._colour = {name: QColor(value) for name, value in desk.theme.palette.names().items()}
        self._height = ROW_LAO if desk.theme.language == "lo" else ROW

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self._height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        speech, area = self._model.speeches[index.row()], option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, self._colour["selection"])
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, self._colour["hover"])
        painter.fillRect(area.x(), area.bottom(), area.width(), 1, self._colour["row_line"])
        room = area.width() - 2 * INSET
        code = laid(speech.code, look.font(look.SMALL, semibold=True), CODE_ROOM, 1)
        title = laid(self._model.title(speech), look.font(), room - code.width - 10, 1)
        told = self._model.speaker(speech)
        speaker = laid(told, look.font(look.SMALL), room, 1)
        top = area.y() + (area.height() - title.height - speaker.height) / 2
        left = area.x() + INSET
        base = top + title.height - title.descent - code.height + code.descent
        code.draw(painter, left, base, self._colour["accent"])
        title.draw(painter, left + code.width + 10, top, self._colour["ink"])
        speaker.draw(painter, left, top + title.height, self._colour["muted"])


class SpeechList(QListView):
    """The list; one of its rows can be carried elsewhere with the mouse, or a session on by Alt and an arrow.

    Attributes:
        opened, remove_wanted: a contribution's id.
        carried: its id and where on the screen it is now; dropped: where it was let go.
        put_on: its id, and -1 or 1 for the event session before or after.
    """

    opened = Signal(object)
    remove_wanted = Signal(object)
    carried = Signal(object, QPoint)
    dropped = Signal(object, QPoint)
    put_on = Signal(object, int)

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.rows = SpeechModel(desk)
        self.rows.setParent(self)
        self.setModel(self.rows)
        painter = _SpeechPainter(desk, self.rows)
        self.setItemDelegate(painter)
        self._pressed: QPoint | None = None
        self._ghost: QFrame | None = None
        self.doubleClicked.connect(self._open)

    def show_speeches(self, speeches: Sequence[Speech]) -> None:
        """Show these; the same one stays current."""
        current = self.current()
        self.rows.show(speeches)
        place = next((place for place, speech in enumerate(speeches) if speech.id == current), -1)
        self.setCurrentIndex(self.rows.index(place, 0))

    def whole_height(self) -> int:
        """How high all rows are together."""
        return self.sizeHintForRow(0) * self.rows.rowCount() if self.rows.rowCount() else 0

    def current(self) -> UUID | None:
        """The id of the current contribution."""
        return self.currentIndex().data(Qt.ItemDataRole.UserRole) if self.currentIndex().isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, current = event.key(), self.current()
        if current is None:
            super().keyPressEvent(event)
        elif event.modifiers() == Qt.KeyboardModifier.AltModifier and key in (Key.Key_Up, Key.Key_Down):
            self.put_on.emit(current, 1 if key == Key.Key_Down else -1)
        elif key in (Key.Key_Return, Key.Key_Enter, Key.Key_F2):
            self.opened.emit(current)
        elif key == Key.Key_Delete:
            self.remove_wanted.emit(current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        point = event.position().toPoint()
        on_row = event.button() is Qt.MouseButton.LeftButton and self.indexAt(point).isValid()
        self._pressed = point if on_row else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        point = event.position().toPoint()
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        far = (point - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._ghost is None and far:
            self._ghost = self._carry()
        if self._ghost is not None:
            self._ghost.move(self.window().mapFromGlobal(self.mapToGlobal(point)) + QPoint(12, 8))
            self.carried.emit(self.current(), self.viewport().mapToGlobal(point))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        if self._ghost is None:
            super().mouseReleaseEvent(event)
            return
        self._ghost.hide()
        self._ghost.deleteLater()
        self._ghost = None
        self.dropped.emit(self.current(), self.viewport().mapToGlobal(event.position().toPoint()))

    def _carry(self) -> QFrame:
        """What follows the mouse."""
        ghost = QFrame(self.window())
        ghost.setObjectName("toast")
        ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        told = str(self.currentIndex().data())
        row = lay(QHBoxLayout(ghost), margins=(12, 6, 12, 6))
        row.addWidget(words(told if len(told) < 40 else f"{told[:39]}…"))
        ghost.show()
        ghost.raise_()
        ghost.adjustSize()
        return ghost

    def _open(self, index: QModelIndex) -> None:
        self.opened.emit(index.data(Qt.ItemDataRole.UserRole))
