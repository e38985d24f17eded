"""The second page of an import: what every column means, and what the list leaves open."""

from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QHBoxLayout, QHeaderView, QScrollArea, QWidget

from attendance.imports.answers import Look
from attendance.imports.fields import IGNORE, REPEATING
from attendance.imports.mapping import Mapping, is_complete
from attendance.imports.options import Options
from attendance.ui.desk import Desk
from attendance.ui.dialogs.columns_model import EXAMPLES, HEADING, MEANS, ColumnsModel, column_name
from attendance.ui.dialogs.import_words import FIELDS, MEANINGS
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
    """

    changed = Signal()

    def __init__(self, desk: Desk, event: UUID | None) -> None:
        super().__init__()
        self._desk = desk
        self._look: Look | None = None
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
        row = lay(QHBoxLayout(self))
        row.addWidget(on_surface(self.table), 1)
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

    def show_list(self, look: Look, title: str) -> None:
        """A file that was looked at; ``title`` is proposed for a new event."""
        self._look = look
        self.options_pane.suggest_title(title)
        self.options_pane.show_sheets(look.sheets, look.best)
        self.show_sheet(look.best)

    @Slot(int)
    def show_sheet(self, place: int) -> None:
        """The columns of one sheet, with what they are taken for."""
        self.sheet = place
        guesses = self._look.sheets[place].guesses
        self._model.show(guesses)
        self._boxes = []
        for number, guess in enumerate(guesses):
            name = self._desk.texts("Meaning of {column}", column=column_name(self._desk.texts, guess))
            box = MeaningBox(guess.column, self._meanings, name)
            box.mean(guess.field, sure=guess.confidence >= SURE)
            box.activated.connect(self._meant)
            self._boxes.append(box)
            self.table.setIndexWidget(self._model.index(number, MEANS), self._padded(box))
        self._order_tabs()
        self._tell()

    def _order_tabs(self) -> None:
        """Down the columns, then to the questions."""
        chain = [self.table, *self._boxes, *self.options_pane.questions]
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
    def mapping(self) -> Mapping:
        return {box.column: box.meaning for box in self._boxes if box.meaning != IGNORE}

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
