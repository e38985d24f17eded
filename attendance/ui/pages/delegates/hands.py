"""What hands do with the table of delegates: stand on a cell, type, select, move, copy, paste."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Qt, Slot

from attendance.queries.listing import Listing
from attendance.ui.badge_choice import SELECTED, Whose
from attendance.ui.chooser import Chooser
from attendance.ui.desk import Desk
from attendance.ui.pages.delegates.bulk import DelegateBulk
from attendance.ui.pages.delegates.editing import DelegateEditing
from attendance.ui.pages.delegates.filters import DelegateFilters
from attendance.ui.pages.delegates.rows import DelegateRows
from attendance.ui.pages.delegates.wording import DelegateWording
from attendance.ui.rows_model import RowsModel
from attendance.ui.table import Table


class DelegateHands(QObject):
    """Acts on the cell the keyboard is on and on the rows that are selected, of the table it is attached to.

    Attributes:
        rows: copies and pastes; its signals tell what was pasted.
    """

    def __init__(self, desk: Desk, filters: DelegateFilters, bulk: DelegateBulk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._filters, self._bulk = desk, filters, bulk
        self._table: Table | None = None
        self._model: RowsModel | None = None
        self._listing: Listing | None = None
        self._wording = DelegateWording(desk)
        self.editing = DelegateEditing(desk, filters.words, self)
        self.rows = DelegateRows(desk, self)
        self.rows.single.connect(self._paste_one)
        bulk.all_wanted.connect(self.select_all)
        bulk.none_wanted.connect(self.select_nobody)
        bulk.badges_wanted.connect(self.print_badges)

    def attach(self, table: Table, model: RowsModel, listing: Listing, wording: DelegateWording) -> None:
        """From now on this table."""
        self._table, self._model, self._listing, self._wording = table, model, listing, wording
        table.chosen_changed.connect(self._tell_chosen)
        self.editing.attach(table, model)
        self._bulk.hide()

    def describe(self, listing: Listing) -> None:
        """The same table, its list described more fully."""
        self._listing = listing

    def current_row(self) -> tuple[int, int] | None:
        """The row and column of the cell the keyboard is on."""
        index = self._table.currentIndex() if self._table is not None else None
        return (index.row(), index.column()) if index is not None and index.isValid() else None

    @Slot()
    def edit_cell(self) -> None:
        """Type in the cell the keyboard is on."""
        at = self.current_row()
        if at is not None:
            self.editing.begin(*at, "")

    @Slot()
    def select_all(self) -> None:
        """Everybody who answers the question."""
        if self._table is not None:
            self._table.selectAll()
            self._table.setFocus()

    @Slot()
    def select_nobody(self) -> None:
        """Only the row the keyboard is on stays."""
        if self._table is not None:
            index = self._table.currentIndex()
            self._table.clearSelection()
            if index.isValid():
                self._table.setCurrentIndex(index)
            self._table.setFocus()

    @Slot(int)
    def _tell_chosen(self, _count: int) -> None:
        if self._table is not None and self._listing is not None and self._model is not None:
            self._bulk.show_chosen(self._table.chosen(), self._listing, self._model.rowCount())

    def only_this(self) -> tuple[str, Any, str] | None:
        """The filter that would show only rows like the cell the keyboard is on: key, value, words."""
        at, model = self.current_row(), self._model
        row = model.row(at[0]) if at is not None and model is not None else None
        if at is None or model is None or row is None:
            return None
        key, value = model.columns[at[1]].key, row[at[1] + 1]
        titles = self._filters.words.titles()
        if key not in titles or key == "tags":
            return None
        return key, value, f"{titles[key]}: {self._filters.words.word(key, value)}"

    @Slot()
    def choose_delegation(self) -> None:
        """Ask where the selected people shall go."""
        if self._table is None or (at := self.current_row()) is None:
            return
        texts, choices = self._desk.texts, self._bulk.choices("delegation")
        chooser = Chooser(self._desk.theme, texts, choices, (), self._table, single=True)
        chooser.chosen.connect(self._delegation_chosen)
        chooser.open_under(self._table, self._table.cell_area(*at))

    @Slot(object)
    def _delegation_chosen(self, values: tuple[UUID, ...]) -> None:
        word = dict(self._bulk.choices("delegation")).get(values[0], "").partition("   ")[0]
        self._bulk.change({"delegation": values[0]}, self._desk.texts("Delegation"), word)

    @Slot()
    def print_badges(self) -> None:
        """Ask how to print the badges of the selected people."""
        if self._table is None or self._listing is None or not (chosen := self._table.chosen()).total:
            return
        words = self._desk.texts.plural("{n} person selected", "{n} people selected", chosen.total)
        self._desk.badges_wanted.emit(Whose(SELECTED, words, listing=self._listing, chosen=chosen))

    @Slot()
    def copy_rows(self) -> None:
        """The selected rows, as a spreadsheet takes them."""
        if self._table is None or self._model is None or self._listing is None:
            return
        shown = [column.key for column in self._model.columns]
        titles = [self._model.headerData(place, Qt.Orientation.Horizontal) for place in range(len(shown))]
        self.rows.copy(self._listing, self._table.chosen(), shown, self._model.keys, titles, self._wording)

    @Slot()
    def paste_rows(self) -> None:
        """Rows of a spreadsheet become delegates, once their columns were looked over."""
        if self._desk.event is None:
            self._desk.say(self._desk.texts("Open an event first."))
            return
        self.rows.paste()

    @Slot(str)
    def _paste_one(self, text: str) -> None:
        at = self.current_row()
        if at is not None:
            self.editing.begin(*at, text)
