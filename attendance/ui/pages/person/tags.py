"""The tags of one delegate as coloured marks, and the list they are chosen from."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from attendance.domain.kinds import TagColour
from attendance.language.labels import label
from attendance.queries.person import TagMark
from attendance.ui.desk import Desk
from attendance.ui.flow import Flow
from attendance.ui.parts import button, lay

LIST_WIDTH, MOST_SEEN = 260, 8


class PersonTags(QWidget):
    """The marks; a press on one takes it off or changes it, "Tag" opens the list.

    Attributes:
        turned: the id of a tag, and whether it shall be on.
        made: the name of a tag that is new.
        recoloured: id, name and colour of a tag that shall look so everywhere.
        dropped: the id of a tag that shall go everywhere.
    """

    turned = Signal(object, bool)
    made = Signal(str)
    recoloured = Signal(object, str, str)
    dropped = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._flow = Flow(self, spacing=6)
        self._marks: list[TagMark] | None = None

    def show_tags(self, marks: Sequence[TagMark]) -> None:
        """Show the tags that are on; all of them are in the list."""
        if self._marks == list(marks):
            return
        self._marks = list(marks)
        while (item := self._flow.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        for mark in self._marks:
            if mark.on:
                self._flow.addWidget(self._chip(mark))
        self._add = button(self._desk.theme, self._desk.texts("Tag"), "add", "flat", self._open_list)
        self._add.setAccessibleName(self._desk.texts("Choose tags"))
        self._flow.addWidget(self._add)
        self.updateGeometry()

    def _chip(self, mark: TagMark) -> QPushButton:
        chip = QPushButton(mark.name)
        chip.setObjectName("tag")
        chip.setProperty("colour", mark.colour)
        chip.setAccessibleName(self._desk.texts("Tag: {tag}", tag=mark.name))
        chip.setAutoDefault(False)
        chip.clicked.connect(partial(self._open_menu, mark, chip))
        return chip

    def _open_menu(self, mark: TagMark, chip: QPushButton, *_: Any) -> None:
        texts, menu = self._desk.texts, QMenu(self)
        menu.addAction(texts("Take this tag off"), partial(self.turned.emit, mark.id, False))
        colours = menu.addMenu(texts("Colour"))
        for colour in TagColour:
            action = QAction(_dot(self._desk, colour), label(texts, colour), colours)
            action.triggered.connect(partial(self.recoloured.emit, mark.id, mark.name, str(colour)))
            colours.addAction(action)
        menu.addSeparator()
        menu.addAction(texts("Remove this tag from everybody"), partial(self.dropped.emit, mark.id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(chip.rect().bottomLeft()))

    @Slot()
    def _open_list(self) -> None:
        self._add.setFocus()  # what is being typed elsewhere is finished first
        shown = TagList(self._desk, self._marks or [], self)
        shown.turned.connect(self.turned)
        shown.made.connect(self.made)
        shown.move(self._add.mapToGlobal(QPoint(0, self._add.height() + 4)))
        shown.show()
        shown.field.setFocus()


class TagList(QFrame):
    """A popup with every tag of the event; a name that is not there makes a new one.

    Attributes:
        turned, made: see ``PersonTags``.
    """

    turned = Signal(object, bool)
    made = Signal(str)

    def __init__(self, desk: Desk, marks: Sequence[TagMark], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        texts = desk.texts
        self.setAccessibleName(texts("Choose tags"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(texts("Find a tag, or name a new one"))
        self.field.setAccessibleName(texts("Find a tag, or name a new one"))
        self.field.textChanged.connect(self._narrow)
        self.field.returnPressed.connect(self._enter)
        self._list = QListWidget()
        self._list.setAccessibleName(texts("Tags"))
        self._list.setFixedHeight(min(max(len(marks), 1), MOST_SEEN) * desk.theme.row + 4)
        self._list.setVisible(bool(marks))
        for mark in marks:
            item = QListWidgetItem(_dot(desk, TagColour(mark.colour)), mark.name, self._list)
            item.setData(Qt.ItemDataRole.UserRole, mark.id)
            item.setCheckState(Qt.CheckState.Checked if mark.on else Qt.CheckState.Unchecked)
        self._list.itemChanged.connect(self._changed)
        self._list.itemActivated.connect(self._turn)
        column = lay(QVBoxLayout(self), margins=(8, 8, 8, 8), spacing=6)
        column.addWidget(self.field)
        column.addWidget(self._list)
        self.setFixedWidth(LIST_WIDTH)
        self.adjustSize()

    def _items(self) -> list[QListWidgetItem]:
        return [self._list.item(place) for place in range(self._list.count())]

    @Slot(str)
    def _narrow(self, text: str) -> None:
        for item in self._items():
            item.setHidden(text.strip().casefold() not in item.text().casefold())

    @Slot()
    def _enter(self) -> None:
        """A name that is there turns its tag, one that is not makes it."""
        typed = " ".join(self.field.text().split())
        same = [item for item in self._items() if item.text().casefold() == typed.casefold()]
        left = same or [item for item in self._items() if not item.isHidden() and typed]
        if len(left) == 1:
            self._turn(left[0])
        elif typed:
            self.made.emit(typed)
        self.close()

    @Slot(QListWidgetItem)
    def _turn(self, item: QListWidgetItem) -> None:
        on = item.checkState() == Qt.CheckState.Checked
        item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    @Slot(QListWidgetItem)
    def _changed(self, item: QListWidgetItem) -> None:
        on = item.checkState() == Qt.CheckState.Checked
        tag: UUID = item.data(Qt.ItemDataRole.UserRole)
        self.turned.emit(tag, on)


def _dot(desk: Desk, colour: TagColour) -> QIcon:
    """A round spot in the colour of a tag."""
    picture = QPixmap(24, 24)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(getattr(desk.theme.palette, colour.value)))
    painter.drawEllipse(6, 6, 12, 12)
    painter.end()
    return QIcon(picture)
