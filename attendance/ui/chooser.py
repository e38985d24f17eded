"""A list to choose from under a chip or a cell: some of many, or one, found by typing."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from attendance.language import Texts
from attendance.ui.parts import button, lay
from attendance.ui.theme import Theme

WIDTH = 300
MOST_SEEN, LEAST_HEIGHT = 9, 96
SEARCHED_FROM = 12


class Chooser(QFrame):
    """A popup; it closes by Escape, Enter or a click elsewhere, and tells what is ticked then and before.

    With ``single`` nothing is ticked: the one that is clicked, or marked when Enter is pressed, is chosen.

    Attributes:
        chosen: the values ticked, as a tuple; nothing ticked means everything.
    """

    chosen = Signal(object)

    def __init__(
        self,
        theme: Theme,
        texts: Texts,
        choices: Sequence[tuple[Any, str]],
        ticked: Sequence[Any],
        parent: QWidget,
        *,
        single: bool = False,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._single = single
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self._list = QListWidget()
        self._list.setAccessibleName(texts("Choices"))
        column = lay(QVBoxLayout(self), margins=(8, 8, 8, 8), spacing=6)
        self._field = QLineEdit()
        self._field.setPlaceholderText(texts("Search"))
        self._field.setAccessibleName(texts("Search"))
        self._field.textChanged.connect(self._narrow)
        self._field.installEventFilter(self)
        column.addWidget(self._field)
        self._field.setVisible(len(choices) > SEARCHED_FROM)
        column.addWidget(self._list)
        if not single:
            column.addWidget(button(theme, texts("Show all"), kind="link", pressed=self._clear))
        self._fill(choices, ticked)
        self._list.setFixedHeight(min(len(choices), MOST_SEEN) * theme.row + 4)
        self._list.setFixedWidth(WIDTH)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setUniformItemSizes(True)
        self._list.itemClicked.connect(self._clicked)
        self._list.itemChanged.connect(self._changed)
        self._mouse_ticked = False

    def _fill(self, choices: Sequence[tuple[Any, str]], ticked: Sequence[Any]) -> None:
        marked = 0
        for place, (value, text) in enumerate(choices):
            item = QListWidgetItem(text, self._list)
            item.setData(Qt.ItemDataRole.UserRole, value)
            if self._single:
                marked = place if value in ticked else marked
                continue
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if value in ticked else Qt.CheckState.Unchecked)
        self._list.setCurrentRow(marked)

    def open_under(self, widget: QWidget, area: QRect | None = None) -> None:
        """Show it below the chip it belongs to, or below a part of it; above where there is more room.

        It never covers what it belongs to: where neither side has room for all of it, its list scrolls.
        """
        area = area or widget.rect()
        self.adjustSize()
        below = widget.mapToGlobal(area.bottomLeft() + QPoint(0, 5))
        top = widget.mapToGlobal(area.topLeft()).y() - 4
        room = self.screen().availableGeometry()
        down, up = room.bottom() - below.y(), top - room.top()
        if (excess := self.height() - max(down, up)) > 0:
            self._list.setFixedHeight(max(LEAST_HEIGHT, self._list.height() - excess))
            self.adjustSize()
        if self.height() > down:
            below.setY(max(room.top(), top - self.height()))
        below.setX(max(room.left(), min(below.x(), room.right() - self.width())))
        self.move(below)
        self.show()
        (self._field if self._field.isVisible() else self._list).setFocus()

    @Slot(str)
    def _narrow(self, text: str) -> None:
        wanted = text.casefold()
        for place in range(self._list.count()):
            item = self._list.item(place)
            item.setHidden(wanted not in item.text().casefold())
        if self._single:
            items = (self._list.item(place) for place in range(self._list.count()))
            self._list.setCurrentItem(next((item for item in items if not item.isHidden()), None))

    @Slot(QListWidgetItem)
    def _clicked(self, item: QListWidgetItem) -> None:
        if self._single:
            self._take()
            return
        # A click on the box itself has already changed it; one on the words means the same.
        if self._mouse_ticked:
            self._mouse_ticked = False
            return
        ticked = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked)
        self._mouse_ticked = False

    @Slot(QListWidgetItem)
    def _changed(self, item: QListWidgetItem) -> None:
        self._mouse_ticked = True
        self._tell()

    def _tell(self) -> None:
        items = [self._list.item(place) for place in range(self._list.count())]
        ticked = [item for item in items if item.checkState() == Qt.CheckState.Checked]
        self.chosen.emit(tuple(item.data(Qt.ItemDataRole.UserRole) for item in ticked))

    def _take(self) -> None:
        """The marked one is it."""
        item = self._list.currentItem()
        self.close()
        if item is not None and not item.isHidden():
            self.chosen.emit((item.data(Qt.ItemDataRole.UserRole),))

    @Slot()
    def _clear(self) -> None:
        self._list.blockSignals(True)
        for place in range(self._list.count()):
            self._list.item(place).setCheckState(Qt.CheckState.Unchecked)
        self._list.blockSignals(False)
        self._tell()
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take() if self._single else self.close()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self._list.setFocus()
            return True
        return False
