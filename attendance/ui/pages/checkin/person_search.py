"""People found by name while somebody types at the desk; Enter takes the one that is marked."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QStackedLayout

from attendance.commands.checkin import LONGEST_SHORT_NUMBER
from attendance.queries.delegates import Numbered, delegates, numbered
from attendance.queries.listing import Question
from attendance.ui.blank import Blank
from attendance.ui.desk import Desk
from attendance.ui.pages.delegates.wording import DelegateWording
from attendance.ui.parts import lay
from attendance.ui.rows_model import RowsModel
from attendance.ui.table import Table

SHOWN = ("name", "delegation", "capacity", "short_number")
BESIDE = ("id", "title", "family", "name_official")
WIDTHS = (184, 100, 152, 52)
MOVES = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})


class PersonSearch(QFrame):
    """The results under a field it listens to.

    Attributes:
        picked: the id of the delegate that was taken.
        walk_in_wanted: a name nobody on the list has, who shall come in all the same.
    """

    picked = Signal(object)
    walk_in_wanted = Signal(str)

    def __init__(self, desk: Desk, field: QLineEdit, *, walk_ins: bool = False) -> None:
        """With ``walk_ins`` whoever is not found can be added by Enter."""
        super().__init__()
        self.setObjectName("card")
        self._desk, self._field = desk, field
        self._model: RowsModel | None = None
        self._table: Table | None = None
        self._entered = False
        self._text = ""
        self._looking: int | None = None
        self._exact: Numbered | None = None
        none = desk.texts("Nobody on the list matches.")
        self._none = Blank(desk.theme, none)
        if walk_ins:
            self._none = Blank(desk.theme, none, desk.texts("Walk-in"), "add", self._want_walk_in)
        self._stack = lay(QStackedLayout(self), margins=(1, 1, 1, 1))
        self._stack.addWidget(self._none)
        field.installEventFilter(self)
        desk.event_changed.connect(self._another)
        self._another()

    @Slot()
    def _another(self) -> None:
        desk = self._desk
        if desk.event is None:
            return
        if self._table is not None:
            self._stack.removeWidget(self._table)
            self._table.deleteLater()
        wording = DelegateWording(desk)
        model = RowsModel(
            desk.work, delegates(desk.event.id), SHOWN, BESIDE, natural="name", title_of=desk.texts
        )
        wording.read(model)
        widths = desk.theme.wide(WIDTHS)
        table = Table(desk.theme, model, wording, widths, desk.texts("People found"), 16)
        model.setParent(table)
        model.found.connect(self._found)
        table.opened.connect(self._take)
        table.clicked.connect(self._clicked)
        self._model, self._table = model, table
        self._stack.addWidget(table)

    def search(self, text: str) -> None:
        """Look for people; from the first letter, in any word order and either script.

        Whoever has exactly the short number that is typed is the one that is marked.
        """
        self._entered, self._text, self._exact, self._looking = False, text, None, None
        event, digits = self._desk.event, text.strip()
        if self._model is None or event is None:
            return
        if digits.isdecimal() and len(digits) <= LONGEST_SHORT_NUMBER:
            self._looking = int(digits)
            self._desk.work.read(self, numbered, event.id, self._looking, then=self._numbered)
        else:
            self._model.ask(Question(search=text))

    def _numbered(self, answer: Numbered) -> None:
        if self._model is None or answer.short_number != self._looking:
            return  # something else was typed meanwhile
        self._looking, self._exact = None, answer
        self._model.ask(Question(search=self._text))

    def enter(self) -> None:
        """Take the marked person once the answer to what was typed is in."""
        self._entered = True
        if self._model is not None and self._looking is None and not self._model.is_asking():
            self._take_current()

    @Slot(int)
    def _found(self, count: int) -> None:
        if self._table is None:
            return
        self._stack.setCurrentWidget(self._table if count else self._none)
        if not count:
            self._tell_nobody()
        exact = self._exact.n if self._exact else None
        if count and (exact is None or not self._table.go_to(exact)):
            self._table.selectRow(0)
        if self._entered and self._looking is None:
            self._take_current()

    def _take_current(self) -> None:
        self._entered = False
        number = self._table.current_number() if self._table else None
        if self._stack.currentWidget() is self._none:
            if self._none.action is not None:
                self._want_walk_in()
        elif number is not None:
            self._take(number)

    @Slot()
    def _want_walk_in(self) -> None:
        self.walk_in_wanted.emit(" ".join(self._text.split()))

    def _tell_nobody(self) -> None:
        if (action := self._none.action) is not None:
            named = any(sign.isalpha() for sign in self._text)
            said = self._desk.texts("Add {name} as walk-in", name=" ".join(self._text.split())[:60])
            action.setText(f" {said}")
            action.setAccessibleName(said)
            action.setVisible(named)

    @Slot(object)
    def _take(self, number: int) -> None:
        if self._exact is not None and self._exact.id is not None and number == self._exact.n:
            self.picked.emit(self._exact.id)  # its row may be far down and not read yet
            return
        row: Any = None
        if self._model is not None and (place := self._model.place_of(number)) is not None:
            row = self._model.row(place)
        if row is not None and self._model is not None:
            self.picked.emit(self._model.of(row, "id"))

    @Slot()
    def _clicked(self) -> None:
        self._take_current()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        moves = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if moves and event.key() in MOVES and self._table is not None and self.isVisible():
            self._table.keyPressEvent(event)
            return True
        return False
