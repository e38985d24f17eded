"""Choosing the columns of a list: which, in which order, and the sets they are kept in."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from attendance.language import Texts
from attendance.ui.parts import DropButton, button, lay, words
from attendance.ui.theme import Theme

WIDTH = 320
MOST_SEEN = 10
KEY = Qt.ItemDataRole.UserRole

ColumnSet = tuple[str, list[str], bool]


class ColumnPicker(QFrame):
    """A popup; every tick counts at once, rows are dragged or moved with Alt and the arrows.

    Attributes:
        chosen: keys of the columns, in order.
        saved: a name for the columns chosen now; forgotten: the name of a set that shall go.
    """

    chosen = Signal(object)
    saved = Signal(str)
    forgotten = Signal(str)

    def __init__(
        self,
        theme: Theme,
        texts: Texts,
        titles: Mapping[str, str],
        shown: Sequence[str],
        sets: Sequence[ColumnSet],
        parent: QWidget,
    ) -> None:
        """``titles`` has every column by its key; the first of ``shown`` always stays first."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(texts("Columns"))
        self._texts, self._titles, self._sets = texts, dict(titles), list(sets)
        self._first = shown[0]
        column = lay(QVBoxLayout(self), margins=(12, 12, 12, 12), spacing=8)
        head = lay(QHBoxLayout(), spacing=8)
        head.addWidget(words(texts("Columns"), "strong"))
        head.addStretch()
        self._set = DropButton(theme, texts("Sets"))
        self._set.clicked.connect(self._open_sets)
        head.addWidget(self._set)
        column.addLayout(head)
        self._field = QLineEdit()
        self._field.setPlaceholderText(texts("Search"))
        self._field.setAccessibleName(texts("Search"))
        self._field.textChanged.connect(self._narrow)
        self._field.installEventFilter(self)
        column.addWidget(self._field)
        column.addWidget(self._build_list(theme))
        column.addLayout(self._build_foot(theme))
        self._fill(shown)

    def _build_list(self, theme: Theme) -> QListWidget:
        self.list = QListWidget()
        self.list.setAccessibleName(self._texts("Columns"))
        self.list.setFixedHeight(MOST_SEEN * theme.row + 4)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setUniformItemSizes(True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.installEventFilter(self)
        self.list.itemChanged.connect(self._tell)
        self.list.model().rowsMoved.connect(self._tell)
        return self.list

    def _build_foot(self, theme: Theme) -> QHBoxLayout:
        foot = lay(QHBoxLayout(), spacing=8)
        self._name = QLineEdit()
        self._name.setPlaceholderText(self._texts("Name of a set"))
        self._name.setAccessibleName(self._texts("Name of a set"))
        self._name.setMaxLength(40)
        self._name.textChanged.connect(self._named)
        self._name.returnPressed.connect(self._save)
        foot.addWidget(self._name, 1)
        self._save_button = button(theme, self._texts("Save"), pressed=self._save)
        self._save_button.setEnabled(False)
        foot.addWidget(self._save_button)
        return foot

    def open_under(self, widget: QWidget) -> None:
        """Show it below its button, right edges together."""
        self.adjustSize()
        at = widget.mapToGlobal(QPoint(widget.width() - self.width(), widget.height() + 4))
        room = self.screen().availableGeometry()
        at.setY(max(room.top(), min(at.y(), room.bottom() - self.height())))
        self.move(at)
        self.show()
        self._field.setFocus()

    # -- the list --------------------------------------------------------------------------------------

    def _fill(self, shown: Sequence[str]) -> None:
        """The shown columns in their order, then the others."""
        self.list.blockSignals(True)
        self.list.clear()
        rest = [key for key in self._titles if key not in shown]
        for key in (*shown, *rest):
            if key == self._first or key not in self._titles:
                continue
            item = QListWidgetItem(self._titles[key], self.list)
            item.setData(KEY, key)
            item.setToolTip(self._titles[key])
            item.setFlags((item.flags() | Qt.ItemFlag.ItemIsUserCheckable) & ~Qt.ItemFlag.ItemIsDropEnabled)
            item.setCheckState(Qt.CheckState.Checked if key in shown else Qt.CheckState.Unchecked)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._narrow(self._field.text())

    def keys(self) -> list[str]:
        """The columns ticked now, in order."""
        items = (self.list.item(place) for place in range(self.list.count()))
        ticked = [item.data(KEY) for item in items if item.checkState() == Qt.CheckState.Checked]
        return [self._first, *ticked]

    @Slot()
    def _tell(self) -> None:
        self.chosen.emit(self.keys())

    @Slot(str)
    def _narrow(self, text: str) -> None:
        wanted = text.casefold()
        for place in range(self.list.count()):
            item = self.list.item(place)
            item.setHidden(wanted not in item.text().casefold())

    def _move(self, by: int) -> None:
        place = self.list.currentRow()
        if 0 <= place + by < self.list.count():
            self.list.blockSignals(True)
            item = self.list.takeItem(place)
            self.list.insertItem(place + by, item)
            self.list.setCurrentItem(item)
            self.list.blockSignals(False)
            self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if watched is self._field and step > 0:
            self.list.setFocus()
            return True
        if watched is self.list and step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._move(step)
            return True
        return False

    # -- sets ------------------------------------------------------------------------------------------

    @Slot()
    def _open_sets(self) -> None:
        menu = QMenu(self)
        for name, keys, _own in self._sets:
            menu.addAction(name).setData(("take", name, keys))
        own = [name for name, _keys, is_own in self._sets if is_own]
        if own:
            menu.addSeparator()
        for name in own:
            menu.addAction(self._texts("Forget “{name}”", name=name)).setData(("forget", name, []))
        menu.triggered.connect(self._picked)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._set.mapToGlobal(self._set.rect().bottomLeft()))

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        what, name, keys = action.data()
        if what == "forget":
            self._sets = [one for one in self._sets if one[0] != name or not one[2]]
            self.forgotten.emit(name)
        else:
            self._fill([self._first, *(key for key in keys if key != self._first)])
            self._tell()

    @Slot(str)
    def _named(self, text: str) -> None:
        self._save_button.setEnabled(bool(text.strip()))

    @Slot()
    def _save(self) -> None:
        name = self._name.text().strip()
        if name:
            self._sets = [one for one in self._sets if one[0] != name or not one[2]]
            self._sets.append((name, self.keys(), True))
            self.saved.emit(name)
            self._name.clear()
            self._set.setFocus()
