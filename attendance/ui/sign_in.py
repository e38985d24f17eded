"""Who works here now: a name, and a PIN where there is one."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from attendance.commands.operators import LONGEST_PIN
from attendance.domain.kinds import Role
from attendance.language.labels import label
from attendance.queries.operators import OperatorRow
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.parts import button, lay, words

WIDTH, MOST_SEEN = 320, 6


class SignIn(QFrame):
    """A popup with the people one may be; it stays open while a PIN is wrong.

    Attributes:
        signed: the name of whoever works here now.
    """

    signed = Signal(str)

    def __init__(self, desk: Desk, people: Sequence[OperatorRow], title: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self.setFixedWidth(round(WIDTH * desk.theme.text_size))
        self._desk, self._people = desk, list(people)
        texts = desk.texts
        self.setAccessibleName(title)
        column = lay(QVBoxLayout(self), margins=(12, 12, 12, 12), spacing=8)
        column.addWidget(words(title, "strong", wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName(title)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in self._people:
            QListWidgetItem(f"{one.name} · {label(texts, one.role)}", self.list)
        self.list.setFixedHeight(min(len(self._people), MOST_SEEN) * desk.theme.row + 6)
        self.list.currentRowChanged.connect(self._chosen)
        self.list.itemClicked.connect(self._clicked)
        column.addWidget(self.list)
        self._entry = QWidget()
        row = lay(QHBoxLayout(self._entry), spacing=8)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(LONGEST_PIN)
        self.pin.setPlaceholderText(texts("PIN"))
        self.pin.setAccessibleName(texts("PIN"))
        self.pin.returnPressed.connect(self.enter)
        row.addWidget(self.pin, 1)
        self.go = button(desk.theme, texts("Begin"), kind="primary", pressed=self.enter)
        row.addWidget(self.go)
        column.addWidget(self._entry)
        self.problem = words("", tone="red", wrap=True)
        self.problem.hide()
        column.addWidget(self.problem)
        names = [one.name for one in self._people]
        self.list.setCurrentRow(names.index(desk.operator) if desk.operator in names else 0)

    def open_at(self, widget: QWidget) -> None:
        """Show it above or below what it belongs to, wherever there is room."""
        self.adjustSize()
        room = self.screen().availableGeometry()
        top = widget.mapToGlobal(QPoint(0, 0))
        y = top.y() - self.height() - 4
        if y < room.top():
            y = min(top.y() + widget.height() + 4, room.bottom() - self.height())
        self.move(max(room.left(), min(top.x(), room.right() - self.width())), y)
        self.show()
        (self.pin if self._asks() and self.list.count() == 1 else self.list).setFocus()

    def _one(self) -> OperatorRow | None:
        place = self.list.currentRow()
        return self._people[place] if 0 <= place < len(self._people) else None

    def _asks(self) -> bool:
        one = self._one()
        return one is not None and one.has_pin

    @Slot(int)
    def _chosen(self, _place: int) -> None:
        self.pin.clear()
        self.pin.setEnabled(self._asks())
        self.pin.setPlaceholderText(self._desk.texts("PIN") if self._asks() else self._desk.texts("No PIN"))
        self._complain("")

    @Slot(QListWidgetItem)
    def _clicked(self, _item: QListWidgetItem) -> None:
        if self._asks():
            self.pin.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.enter()
        elif event.text().isdigit() and self._asks():
            self.pin.setFocus()  # digits mean the PIN, wherever the keyboard is
            self.pin.insert(event.text())
        else:
            super().keyPressEvent(event)

    @Slot()
    def enter(self) -> None:
        """Be the one that is marked, if the PIN is theirs."""
        one = self._one()
        if one is None:
            return
        if one.has_pin and not self.pin.text():
            self.pin.setFocus()
            return
        self.go.setEnabled(False)
        self._desk.crew.check(self, one.name, self.pin.text(), self._right, self._wrong)

    def _right(self, _role: Role) -> None:
        one = self._one()
        if one is not None:
            self._desk.crew.become(one.name)
            self.signed.emit(one.name)
        self.close()

    def _wrong(self, error: Exception) -> None:
        self.go.setEnabled(True)
        self.pin.selectAll()
        self.pin.setFocus()
        self._complain(told(self._desk.texts, error))

    def _complain(self, said: str) -> None:
        self.problem.setText(said)
        self.problem.setVisible(bool(said))
        bottom = self.geometry().bottom()
        self.adjustSize()
        if said and self.isVisible():
            self.move(self.x(), bottom - self.height() + 1)
