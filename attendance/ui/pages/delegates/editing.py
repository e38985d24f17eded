"""Typing into the cells of the table of delegates: a field or a choice over the cell, written on Enter."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Slot

from attendance.commands.delegates import Changed
from attendance.domain.errors import Refused
from attendance.domain.kinds import FieldKind
from attendance.language.sentences import sentence
from attendance.queries.listing import Kind
from attendance.queries.pairs import ONE_FORM, TWO_FORMS, Pair, pairs
from attendance.ui.cell_editor import CellEditor
from attendance.ui.chooser import Chooser
from attendance.ui.desk import Desk
from attendance.ui.fields import show_dates
from attendance.ui.pages.delegates.changes import (
    CUSTOM,
    DAYS_OF,
    Change,
    change,
    flag_value,
    read_cell,
    touches,
)
from attendance.ui.pages.delegates.filter_words import FilterWords
from attendance.ui.rows_model import RowsModel
from attendance.ui.table import Table

OFFICIAL = "_official"
NAMED = TWO_FORMS | {"name"}
MOVES = {CellEditor.DOWN: (1, 0), CellEditor.RIGHT: (0, 1), CellEditor.LEFT: (0, -1)}


class DelegateEditing(QObject):
    """Edits one cell at a time of the table it is attached to."""

    def __init__(self, desk: Desk, words: FilterWords, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._words = desk, words
        self._table: Table | None = None
        self._model: RowsModel | None = None
        self._editor: CellEditor | None = None
        self._number: int | None = None
        self._cell = (0, 0)
        self._field = ""
        self._pairs: list[Pair] = []
        self._move = CellEditor.STAY
        self._writing = False

    def attach(self, table: Table, model: RowsModel) -> None:
        """From now on this table's cells."""
        self._table, self._model, self._editor = table, model, None
        table.edit_asked.connect(self.begin)
        model.modelReset.connect(self._rows_moved)

    # -- opening ---------------------------------------------------------------------------------------

    @Slot(int, int, str)
    def begin(self, place: int, column: int, typed: str) -> None:
        """Open a cell; ``typed`` takes the place of what is in it."""
        row = self._model.row(place) if self._model is not None else None
        if self._model is None or self._table is None or row is None or self._writing:
            return
        described = self._model.columns[column]
        if not described.editable:
            return
        self._close()
        self._number, self._cell = self._model.number_at(place), (place, column)
        self._table.setCurrentIndex(self._model.index(place, column))
        if described.kind in (Kind.CHOICE, Kind.FLAG):
            self._field = described.key
            self._open_choice(described.key, described.kind, row[column + 1])
        else:
            self._open_text(described.key, row, typed)

    def _open_text(self, key: str, row: Any, typed: str) -> None:
        model, table = self._model, self._table
        assert model is not None
        assert table is not None
        value = model.of(row, key)
        self._field = key
        if key in NAMED and model.reads(key + OFFICIAL) and not model.shows(key + OFFICIAL):
            official = model.of(row, key + OFFICIAL)
            lao = self._desk.texts.language == "lo"
            if (official and self._desk.pick(value, official) == official) or (lao and not value):
                # The cell shows the official form: that is what is typed over.
                self._field, value = key + OFFICIAL, official
        title = self._desk.texts(model.columns[self._cell[1]].title)
        shown = self._shown(key, value)
        editor = CellEditor(table, *self._cell, shown, title)
        editor.finished.connect(self._finished)
        editor.destroyed.connect(self._gone)
        self._editor = editor
        if typed:
            editor.type_over(typed)
        base = key.removesuffix(OFFICIAL)
        self._pairs = []
        if base in TWO_FORMS | ONE_FORM:
            self._desk.work.read(self, pairs, base, then=self._offer, only_newest=True)

    def _shown(self, key: str, value: Any) -> str:
        if value and key in DAYS_OF:
            return show_dates(value)
        if value and self._field_kind(key) == FieldKind.DATE:
            return ".".join(reversed(str(value).split("-")))
        return "" if value is None else str(value)

    def _field_kind(self, key: str) -> str:
        fields = self._words.choices.fields
        return next((field.kind for field in fields if key == f"{CUSTOM}{field.id}"), "")

    def _offer(self, found: list[Pair]) -> None:
        if self._editor is None:
            return
        self._pairs = found
        form = 1 if self._field.endswith(OFFICIAL) else 0
        self._editor.offer([text for pair in found if (text := pair[form])])

    def _open_choice(self, key: str, kind: Kind, value: Any) -> None:
        table = self._table
        assert table is not None
        texts = self._desk.texts
        if kind is Kind.FLAG:
            choices = [(True, texts("Yes")), (False, texts("No"))]
            ticked: Any = bool(value) and value != "0"
        else:
            choices, ticked = self.choices(key), value
            if key == "delegation":
                groups = self._words.choices.delegations
                ticked = next((group.id for group in groups if group.code == value), None)
        chooser = Chooser(self._desk.theme, texts, choices, [ticked], table, single=True)
        chooser.chosen.connect(self._chose)
        chooser.open_under(table, table.cell_area(*self._cell))

    def choices(self, key: str) -> list[tuple[Any, str]]:
        """The values a cell of this column can be given, with their words."""
        if key == "delegation":
            named = self._desk.delegation
            groups = self._words.choices.delegations
            return [(row.id, f"{row.code}   {named(row.name, row.name_official)}") for row in groups]
        return self._words.values(key)

    # -- writing ---------------------------------------------------------------------------------------

    @Slot(object)
    def _chose(self, values: tuple[Any, ...]) -> None:
        value, column = values[0], self._cell[1]
        if self._model is not None and self._model.columns[column].kind is Kind.FLAG:
            value = flag_value(self._field, value)
        self._move = CellEditor.STAY
        self._write({self._field: value})

    @Slot(str, int)
    def _finished(self, text: str, move: int) -> None:
        editor, model = self._editor, self._model
        if editor is None or model is None or self._writing:
            return
        self._move = move
        if not editor.changed:
            self._close()
            self._go_on()
            return
        try:
            kind = model.columns[self._cell[1]].kind
            value = read_cell(self._field, kind, self._field_kind(self._field), text)
        except Refused as refused:
            editor.complain(sentence(self._desk.texts, refused))
            return
        self._write(self._with_pair(value))

    def _with_pair(self, value: Any) -> dict[str, Any]:
        """The value, and its known form in the other script where that is still empty."""
        base, official = self._field.removesuffix(OFFICIAL), self._field.endswith(OFFICIAL)
        fields = {self._field: value}
        row = self._model.row(self._cell[0]) if self._model else None
        if value is None or base not in TWO_FORMS or row is None or self._model is None:
            return fields
        other = base if official else base + OFFICIAL
        if not self._model.reads(other) or self._model.of(row, other):
            return fields
        own, counterpart = (1, 0) if official else (0, 1)
        known = next((pair[counterpart] for pair in self._pairs if pair[own] == value), None)
        return {**fields, other: known} if known else fields

    def _write(self, wanted: Change) -> None:
        model = self._model
        place = model.place_of(self._number) if model is not None and self._number is not None else None
        row = model.row(place) if model is not None and place is not None else None
        if model is None or row is None:
            self._close()
            return
        self._writing = True
        who: UUID = model.of(row, "id")
        desk = self._desk
        desk.work.write(
            self, change, desk.stamp(), [who], wanted,
            then=self._written, failed=self._refused, touches=touches(wanted),
        )  # fmt: skip

    def _written(self, done: Changed) -> None:
        self._writing = False
        self._say(done)
        self._close()
        self._go_on()

    def _say(self, done: Changed) -> None:
        model, texts = self._model, self._desk.texts
        if model is None or done.action is None or self._number is None:
            return
        place = model.place_of(self._number)
        row = model.row(place) if place is not None else None
        title = texts(model.columns[self._cell[1]].title)
        name = self._desk.pick(model.of(row, "name"), model.of(row, "name_official")) if row else ""
        self._desk.say(texts("{name}: {field} changed", name=name, field=title), done.action)

    def _refused(self, error: Exception) -> None:
        self._writing = False
        if self._editor is not None and isinstance(error, Refused):
            self._editor.complain(sentence(self._desk.texts, error))
        else:
            self._desk.work.failed.emit(error)

    # -- afterwards ------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        """The next cell: below with Enter, beside with Tab, where it is opened too."""
        table, model = self._table, self._model
        if table is None or model is None or self._move not in MOVES:
            return
        down, aside = MOVES[self._move]
        place, column = self._cell[0] + down, self._cell[1] + aside
        while aside and 0 <= column < len(model.columns) and not model.columns[column].editable:
            column += aside
        if 0 <= place < model.rowCount() and 0 <= column < len(model.columns):
            table.setCurrentIndex(model.index(place, column))
            if aside:
                self.begin(place, column, "")

    def _close(self) -> None:
        if self._editor is not None:
            editor, self._editor = self._editor, None
            editor.leave()

    @Slot()
    def _gone(self) -> None:
        if self.sender() is None or self._editor is self.sender():
            self._editor = None

    @Slot()
    def _rows_moved(self) -> None:
        """The list came anew: the field goes along with its row, or away with it."""
        if self._editor is None or self._model is None or self._number is None:
            return
        place = self._model.place_of(self._number)
        if place is None:
            self._close()
        else:
            self._cell = (place, self._cell[1])
            self._editor.move_to(place)
