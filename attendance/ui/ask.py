"""A small form over a page: a few fields, one button, and a coordinator's PIN where it takes one."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from attendance.commands.operators import LONGEST_PIN, check_pin
from attendance.domain.errors import Refused
from attendance.domain.kinds import Role, Stamp
from attendance.language.sentences import sentence
from attendance.queries.supervision import Supervision, supervision
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.fields import Choice, Control
from attendance.ui.parts import button, lay, words
from attendance.ui.work import EVERYTHING

WIDTH = 400
LONGEST = 200


class Asked(NamedTuple):
    """One field: its key among the values, its title, and what it is typed into."""

    key: str
    title: str
    control: Control


class Ask(QFrame):
    """A popup with a form; it stays open until what it asks for is done, or somebody turns away.

    Attributes:
        given: the values by key, with ``approved_by`` where a coordinator typed their PIN.
        closed: it is gone.
    """

    given = Signal(object)
    closed = Signal()

    def __init__(
        self, desk: Desk, title: str, about: str, act: str, fields: Sequence[Asked], parent: QWidget
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self.setAccessibleName(title)
        self._desk, self.fields = desk, {field.key: field.control for field in fields}
        self._who: Choice | None = None
        self.pin: QLineEdit | None = None
        # Popups of the width a sentence is read in, wider where the letters are larger.
        self.setFixedWidth(round(WIDTH * desk.theme.text_size))
        self._column = lay(QVBoxLayout(self), margins=(16, 12, 16, 16), spacing=8)
        self._column.addWidget(words(title, "strong", wrap=True))
        if about:
            self._column.addWidget(words(about, "muted", wrap=True))
        for field in fields:
            self._add(field.title, field.control)
        self._problem = words("", tone="red", wrap=True)
        self._problem.hide()
        self._column.addWidget(self._problem)
        row = lay(QHBoxLayout(), spacing=8)
        row.addStretch()
        row.addWidget(button(desk.theme, desk.texts("Cancel"), pressed=self.close))
        self.primary = button(desk.theme, act, kind="primary", pressed=self.give)
        row.addWidget(self.primary)
        self._column.addLayout(row)

    def _add(self, title: str, control: QWidget, place: int = -1) -> None:
        part = QWidget()
        column = lay(QVBoxLayout(part), spacing=2)
        column.addWidget(words(title, "small"))
        column.addWidget(control)
        control.setAccessibleName(title)
        if isinstance(control, QLineEdit):
            control.setMaxLength(LONGEST)
        self._column.insertWidget(self._column.count() if place < 0 else place, part)

    def open_at(self, place: QRect) -> None:
        """Show it below a place of the screen, above where there is no room, the keyboard in it."""
        self._fit()
        at, room = place.bottomLeft() + QPoint(0, 5), self.screen().availableGeometry()
        if at.y() + self.height() > room.bottom():
            at.setY(max(room.top(), place.top() - self.height() - 4))
        at.setX(max(room.left(), min(at.x(), room.right() - self.width())))
        self._show(at)

    def open_over(self, widget: QWidget) -> None:
        """Show it in the middle of a widget, in its upper half."""
        self._fit()
        middle = widget.mapToGlobal(QPoint((widget.width() - self.width()) // 2, widget.height() // 5))
        self._show(middle)

    def _fit(self) -> None:
        """As high as the lines of its sentences need at its width."""
        self._column.activate()
        self.resize(self.width(), self._column.totalHeightForWidth(self.width()))

    def _show(self, at: QPoint) -> None:
        self.move(at)
        self.show()
        first = next(iter(self.fields.values()), None)
        (self.primary if first is None else first).setFocus()

    def complain(self, said: str) -> None:
        """Why it cannot be; what was typed stays."""
        self.primary.setEnabled(True)
        self._problem.setText(said)
        self._problem.setVisible(bool(said))
        self._fit()

    def ask_for_pin(self, names: Sequence[str]) -> None:
        """A coordinator has to allow it."""
        self.complain(sentence(self._desk.texts, Refused("supervisor_needed")))
        if self.pin is not None:
            self.pin.setFocus()
            return
        texts, part = self._desk.texts, QWidget()
        row = lay(QHBoxLayout(part), spacing=8)
        self._who, self.pin = Choice([(name, name) for name in names]), QLineEdit()
        self._who.setAccessibleName(texts("Coordinator"))
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(LONGEST_PIN)
        self.pin.setPlaceholderText(texts("PIN"))
        self.pin.setAccessibleName(texts("PIN"))
        self.pin.setFixedWidth(120)
        row.addWidget(self._who, 1)
        row.addWidget(self.pin)
        self._column.insertWidget(self._column.indexOf(self._problem), part)
        self._fit()
        self.pin.setFocus()

    @Slot()
    def give(self) -> None:
        """Read the form, prove the PIN where there is one, and tell the values."""
        try:
            values = {key: control.value() for key, control in self.fields.items()}
        except Refused as refused:
            self.complain(sentence(self._desk.texts, refused))
            return
        if self.pin is None or self._who is None:
            self._tell(values)
        elif not self.pin.text():
            self.pin.setFocus()
        else:
            self.primary.setEnabled(False)
            name = self._who.value()
            then = partial(self._proven, {**values, "approved_by": name})
            self._desk.work.read(self, check_pin, name, self.pin.text(), then=then, failed=self._not_proven)

    def _proven(self, values: dict[str, Any], role: Role) -> None:
        if role is Role.COORDINATOR:
            self._tell(values)
        else:
            self._not_proven(Refused("supervisor_needed"))

    def _not_proven(self, error: Exception) -> None:
        self.complain(told(self._desk.texts, error))
        if self.pin is not None:
            self.pin.clear()
            self.pin.setFocus()

    def _tell(self, values: dict[str, Any]) -> None:
        self.primary.setEnabled(False)
        self.given.emit(values)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.give()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()


class Asking(QObject):
    """Carries out what an ``Ask`` asks for; a refusal is told in it, what was done in a toast.

    Attributes:
        ask: the one that is open, or None.
    """

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ask: Ask | None = None
        self._verb: Callable[[Any, Stamp, dict[str, Any]], Any] | None = None
        self._say: Callable[[Any], tuple[str, UUID | None]] | None = None
        self._touches = EVERYTHING

    def open(
        self, ask: Ask, verb: Callable[[Any, Stamp, dict[str, Any]], Any],
        say: Callable[[Any], tuple[str, UUID | None]], touches: frozenset[str] = EVERYTHING,
    ) -> None:  # fmt: skip
        """Wait for the values of a form.

        Args:
            verb: does it with them, on the writer's thread.
            say: the words of the toast for its answer, and the action its Undo takes back.
        """
        self.ask, self._verb, self._say, self._touches = ask, verb, say, touches
        ask.given.connect(self._given)
        ask.closed.connect(self._closed)

    @Slot()
    def _closed(self) -> None:
        if self.sender() is self.ask:
            self.ask = None

    @Slot(object)
    def _given(self, values: dict[str, Any]) -> None:
        if self._verb is not None:
            desk = self._desk
            desk.work.write(
                self, self._verb, desk.stamp(), values, then=self._done, failed=self._failed,
                touches=self._touches,
            )  # fmt: skip

    def _done(self, answer: Any) -> None:
        if self.ask is not None:
            self.ask.close()
        if self._say is not None:
            said, action = self._say(answer)
            if said:
                self._desk.say(said, action)

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, Refused):
            self._desk.work.failed.emit(error)
            if self.ask is not None:
                self.ask.primary.setEnabled(True)
        elif self.ask is None:
            self._desk.say(sentence(self._desk.texts, error))
        elif error.code == "supervisor_needed":
            self._desk.work.read(self, supervision, then=self._supervised)
        else:
            self.ask.complain(sentence(self._desk.texts, error))

    def _supervised(self, found: Supervision) -> None:
        if self.ask is not None:
            self.ask.ask_for_pin(found.with_pin)
