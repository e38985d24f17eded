"""The second page of an import: what every column means, and what the list leaves open."""

from collections.abc import Collection, Mapping
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QScrollArea, QVBoxLayout, QWidget

from attendance.imports import mapping as columns
from attendance.imports.answers import Look, SheetLook
from attendance.imports.fields import IGNORE, REPEATING
from attendance.imports.mapping import is_complete, is_known
from attendance.imports.options import Options
from attendance.store.layouts import Layout
from attendance.ui.desk import Desk
from attendance.ui.dialogs.columns_model import EXAMPLES, HEADING, MEANS, ColumnsModel, column_name
from attendance.ui.dialogs.import_words import FIELDS, MEANINGS
from attendance.ui.dialogs.list_notes import ListNotes
from attendance.ui.dialogs.meaning_box import MeaningBox
from attendance.ui.dialogs.options_pane import WIDTH, OptionsPane
from attendance.ui.dialogs.plain_table import PlainTable, on_surface
from attendance.ui.parts import hairline, lay

HEADING_WIDTH, MEANS_WIDTH = 176, 256
SURE = 0.5
AROUND_BOX = 8


class ColumnsPage(QWidget):
    """A table of columns at the left, questions at the right.

    Attributes:
        changed: another meaning or another sheet; ``ready`` says whether it can be imported so.
        headings_wanted: the row number of the headings somebody chose, 0 for none.
    """

    changed = Signal()
    headings_wanted = Signal(int)

    def __init__(self, desk: Desk, event: UUID | None) -> None:
        super().__init__()
        self._desk = desk
        self._sheets: list[SheetLook] = []
        self._remembered: dict[str, Layout] = {}
        self._chosen_rows: dict[int, int] = {}
        self._layouts: list[str] = []
        self._boxes: list[MeaningBox] = []
        self._meanings = QStandardItemModel(self)
        for key in MEANINGS:
            item = QStandardItem(desk.texts(FIELDS[key]))
            item.setData(key, Qt.ItemDataRole.UserRole)
            self._meanings.appendRow(item)
        self._model = ColumnsModel(desk.theme, desk.texts, self)
        self.table = PlainTable(self._model, desk.theme.row + AROUND_BOX, desk.texts("Columns of the list"))
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.setSelectionMode(PlainTable.SelectionMode.NoSelection)
        head = self.table.horizontalHeader()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(EXAMPLES, QHeaderView.ResizeMode.Stretch)
        head.resizeSection(HEADING, HEADING_WIDTH)
        head.resizeSection(MEANS, MEANS_WIDTH)
        self.options_pane = OptionsPane(desk, event)
        self.options_pane.sheet_chosen.connect(self.show_sheet)
        self.options_pane.headings_chosen.connect(self.headings_wanted)
        self.notes = ListNotes(desk, self._propose_anew)
        row, left = lay(QHBoxLayout(self)), lay(QVBoxLayout())
        left.addWidget(self.notes)
        left.addWidget(on_surface(self.table), 1)
        row.addLayout(left, 1)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self._scrolled(self.options_pane))

    def _scrolled(self, pane: QWidget) -> QScrollArea:
        pane.setObjectName("content")
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(pane)
        area.setFixedWidth(WIDTH + 14)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def show_list(self, look: Look, title: str, remembered: Mapping[str, Layout]) -> None:
        """A file that was looked at.

        Args:
            title: proposed for a new event.
            remembered: what was chosen before for lists with these headings, by ``SheetLook.layout``.
        """
        self._sheets = list(look.sheets)
        self._layouts = [sheet.layout for sheet in look.sheets]
        self._remembered, self._chosen_rows = dict(remembered), {}
        self.options_pane.suggest_title(title)
        self.options_pane.show_sheets(look.sheets, look.best)
        self.show_sheet(look.best)

    def show_headings(self, place: int, sheet: SheetLook, row: int) -> None:
        """The same table with its headings in another row."""
        self._sheets[place] = sheet
        self._chosen_rows[place] = row
        if place == self.sheet:
            self.show_sheet(place)

    @Slot(int)
    def show_sheet(self, place: int) -> None:
        """The columns of one table, with what they are taken for or were chosen to be before."""
        self.sheet = place
        kept = self._remembered.get(self._layouts[place])
        if kept is not None and kept.heading_row is not None and place not in self._chosen_rows:
            self._chosen_rows[place] = kept.heading_row
            self.headings_wanted.emit(kept.heading_row)
        self._show(kept)

    @Slot()
    def _propose_anew(self) -> None:
        """What was chosen before does not fit this list."""
        self._remembered.pop(self._layouts[self.sheet], None)
        self._show(None)

    def _show(self, kept: Layout | None) -> None:
        sheet = self._sheets[self.sheet]
        guesses = sheet.guesses
        if sheet.is_form or kept is None or not is_known(kept.mapping, len(guesses)):
            kept = None
        self._model.show(guesses, sheet.left)
        self._boxes = []
        for number, guess in enumerate(guesses):
            name = self._desk.texts("Meaning of {column}", column=column_name(self._desk.texts, guess))
            box = MeaningBox(guess.column, self._meanings, name)
            if kept is not None and not guess.legacy_lao:
                box.mean(kept.mapping.get(guess.column, IGNORE))
            else:
                box.mean(guess.field, sure=guess.confidence >= SURE)
            box.setEnabled(not guess.legacy_lao)
            box.activated.connect(self._meant)
            self._boxes.append(box)
            self.table.setIndexWidget(self._model.index(number, MEANS), self._padded(box))
        self.options_pane.show_headings(sheet)
        proposed = {guess.column: guess.field for guess in guesses if guess.field != IGNORE}
        self.notes.tell(sheet, kept if kept is not None and kept.mapping != proposed else None)
        self._order_tabs()
        self._tell()

    def _order_tabs(self) -> None:
        """Down the columns, then to the questions."""
        chain = [self.table, self.notes.anew, *self._boxes, *self.options_pane.questions]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)

    def _padded(self, box: MeaningBox) -> QWidget:
        made = QWidget()
        lay(QHBoxLayout(made), margins=(8, 3, 8, 3)).addWidget(box)
        return made

    @Slot()
    def _meant(self) -> None:
        chosen: MeaningBox = self.sender()
        if chosen.meaning not in REPEATING:
            # A meaning belongs to one column: the newest choice has it.
            for box in self._boxes:
                if box is not chosen and box.meaning == chosen.meaning:
                    box.mean(IGNORE)
        chosen.show_quiet()
        self._tell()

    def _tell(self) -> None:
        self.options_pane.show_for(set(self.mapping.values()))
        self.changed.emit()

    @property
    def mapping(self) -> columns.Mapping:
        return {box.column: box.meaning for box in self._boxes if box.meaning != IGNORE}

    @property
    def heading_row(self) -> int | None:
        """The row number somebody gave the headings, None where they were found."""
        return self._chosen_rows.get(self.sheet)

    @property
    def shown(self) -> SheetLook:
        """The table whose columns are shown."""
        return self._sheets[self.sheet]

    @property
    def layout_id(self) -> str:
        """Names the headings as they were found, for choices that are remembered."""
        return self._layouts[self.sheet]

    def others(self, without: Collection[int]) -> list[int]:
        """Places of the file's other tables of people."""
        return [
            place
            for place, sheet in enumerate(self._sheets)
            if place not in without and sheet.complete and sheet.rows and not sheet.hidden
        ]

    @property
    def options(self) -> Options:
        return self.options_pane.options

    @property
    def ready(self) -> bool:
        return is_complete(self.mapping)

    def take_focus(self) -> None:
        """To the first column, for choosing the names."""
        if self._boxes:
            self._boxes[0].setFocus()
