"""All events, past and coming, with their counts."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from attendance.language import Texts
from attendance.queries.events import EVENTS as LISTING
from attendance.ui.blank import Blank
from attendance.ui.cells import Wording
from attendance.ui.desk import Desk
from attendance.ui.header import Header
from attendance.ui.page import PageAction
from attendance.ui.parts import button, lay
from attendance.ui.rows_model import Row, RowsModel
from attendance.ui.table import Table
from attendance.ui.work import DELEGATES, DELEGATIONS, EVENTS, PRESENCE

SHOWN = ("title", "starts", "place", "delegations", "delegates", "came")
BESIDE = ("id", "ends", "year", "title_official", "place_official")
WIDTHS = [280, 180, 140, 104, 96, 80]


def _heading(texts: Texts, title: str) -> str:
    """The column of first days tells the whole dates."""
    return texts("Dates" if title == LISTING.column("starts").title else title)


class EventWording(Wording):
    """Dates in words, titles in the reader's script first."""

    def __init__(self, desk: Desk, model: RowsModel) -> None:
        self._desk, self._place = desk, model.place_in_row

    def word(self, key: str, value: Any, row: Row) -> str:
        if key == "starts":
            return self._desk.texts.date_range(value, row[self._place("ends")], row[self._place("year")])
        if key == "place":
            return self._desk.pick(value, row[self._place("place_official")])
        if isinstance(value, int):
            return self._desk.texts.number(value)
        return super().word(key, value, row)

    def name(self, row: Row) -> tuple[str, str]:
        latin, official = row[1], row[self._place("title_official")]
        return self._desk.pick(latin, official), self._desk.other(latin, official)


class EventsPage(QWidget):
    """The page; children of it ask the window for dialogs.

    Attributes:
        new_wanted, import_wanted: a button was pressed.
        opened: the id of the event somebody opened.
    """

    key, touched_by = "events", frozenset({EVENTS, DELEGATIONS, DELEGATES, PRESENCE})
    new_wanted = Signal()
    import_wanted = Signal()
    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        theme, texts = desk.theme, desk.texts
        header = Header(desk, texts("Events"), with_event=False)
        header.add(button(theme, texts("Import list"), "import", pressed=self.import_wanted.emit))
        header.add_primary(button(theme, texts("New event"), "add", "primary", self.new_wanted.emit))
        self._model = RowsModel(desk.work, LISTING, SHOWN, BESIDE, title_of=partial(_heading, texts))
        self._model.setParent(self)
        self._model.found.connect(self._found)
        widths = desk.settings.get("widths.events", WIDTHS)
        self.table = Table(theme, self._model, EventWording(desk, self._model), widths, texts("Events"))
        self.table.opened.connect(self._open)
        self.table.widths_changed.connect(self._keep_widths)
        self._blank = Blank(theme, texts("No event yet."), texts("New event"), "add", self.new_wanted.emit)
        column = lay(QVBoxLayout(self))
        column.addWidget(header)
        self._stack = lay(QStackedLayout())
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._blank)
        column.addLayout(self._stack, 1)

    def refresh(self, touched: frozenset[str]) -> None:
        """Ask again for what is shown."""
        self._model.ask_again()

    def actions(self) -> Sequence[PageAction]:
        """What can be done here."""
        return ()

    def show_target(self, target: Any) -> None:
        """Show what somebody pointed at."""

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        self.table.setFocus()

    @Slot(int)
    def _found(self, count: int) -> None:
        self._stack.setCurrentWidget(self.table if count else self._blank)
        if count and self.table.current_number() is None:
            self.table.selectRow(0)

    @Slot(object)
    def _open(self, number: int) -> None:
        row = self._model.row(self._model.place_of(number) or 0)
        if row is not None:
            event: UUID = self._model.of(row, "id")
            self.opened.emit(event)

    @Slot()
    def _keep_widths(self) -> None:
        self._desk.settings.put("widths.events", self.table.widths())
