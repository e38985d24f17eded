"""The delegates of the open event: found at once, sorted, narrowed, ticked, changed where they stand."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attendance.queries.delegate_choices import Choices, number_of
from attendance.queries.listing import Listing, Question
from attendance.ui.blank import Blank
from attendance.ui.desk import Desk
from attendance.ui.page import PageAction
from attendance.ui.pages.delegates.adding import DelegateAdding
from attendance.ui.pages.delegates.bulk import DelegateBulk
from attendance.ui.pages.delegates.columns import DelegateColumns
from attendance.ui.pages.delegates.filters import DelegateFilters
from attendance.ui.pages.delegates.hands import DelegateHands
from attendance.ui.pages.delegates.header import DelegatesHeader
from attendance.ui.pages.delegates.menu import open_menu, page_actions, row_actions
from attendance.ui.pages.delegates.ticking import DelegateTicking
from attendance.ui.pages.delegates.wording import DelegateWording
from attendance.ui.pages.person.pane import DelegatePane
from attendance.ui.parts import hairline, lay, stacked
from attendance.ui.rows_model import RowsModel
from attendance.ui.table import Table
from attendance.ui.work import DELEGATES, DELEGATIONS, EVENTS, PRESENCE

PANE_FROM = 1000


class DelegatesPage(QWidget):
    """The page.

    Attributes:
        import_wanted, report_wanted: a button was pressed.
        rows_pasted: files with rows somebody pasted, to be imported.
    """

    key, touched_by = "delegates", frozenset({EVENTS, DELEGATIONS, DELEGATES, PRESENCE})
    import_wanted = Signal()
    report_wanted = Signal()
    rows_pasted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self.desk = desk
        self._model: RowsModel | None = None
        self._listing: Listing | None = None
        self.table: Table | None = None
        self._target: int | None = None
        self._event: UUID | None = None
        self._back_to: int | None = None
        self.columns = DelegateColumns(desk, self)
        self._wording = DelegateWording(desk)
        self._filters = DelegateFilters(desk)
        self.bulk = DelegateBulk(desk, self.filters.words)
        self.adding = DelegateAdding(desk)
        self._header = DelegatesHeader(desk)
        self.search = self._header.search
        self.hands = DelegateHands(desk, self._filters, self.bulk, self)
        self._ticking = DelegateTicking(desk, self)
        self._pane = DelegatePane(desk)
        self._pane_wished: bool | None = None
        self._build()
        self._wire_parts()
        self._another()

    @property
    def filters(self) -> DelegateFilters:
        """The bar of filters."""
        return self._filters

    def _build(self) -> None:
        desk, texts = self.desk, self.desk.texts
        self._blank = Blank(
            desk.theme,
            texts("Nobody is on the list yet. Paste rows of a spreadsheet here, or import a list."),
            texts("Import list"),
            "import",
            self.import_wanted.emit,
        )
        nobody = texts("Nobody on the list is like that.")
        self._nobody = Blank(desk.theme, nobody, texts("Show everybody"), "", self.show_everybody)
        column = lay(QVBoxLayout(self))
        column.addWidget(self._header)
        column.addWidget(self.filters)
        column.addWidget(hairline())
        row, list_side = lay(QHBoxLayout()), lay(QVBoxLayout())
        column.addLayout(row, 1)
        row.addLayout(list_side, 1)
        list_side.addWidget(self.adding)
        self._stack = stacked(list_side)
        self._stack.addWidget(self._blank)
        self._stack.addWidget(self._nobody)
        list_side.addWidget(self.bulk)
        row.addWidget(self._pane)

    def _wire_parts(self) -> None:
        self.search.textChanged.connect(self._ask)
        self.search.returnPressed.connect(self.take_rows)
        self._header.details.clicked.connect(self._turn_pane)
        self._header.report.clicked.connect(self.report_wanted)
        self._header.bring_in.clicked.connect(self.import_wanted)
        self._header.add_one.clicked.connect(self.add)
        self.filters.changed.connect(self._ask)
        self.filters.known.connect(self._known)
        self.filters.columns_wanted.connect(self.choose_columns)
        self.columns.changed.connect(self._another)
        self.adding.added.connect(self._go_to)
        self.hands.rows.pasted.connect(self.rows_pasted)
        self._pane.check_in_wanted.connect(self._ticking.tick)
        self.desk.event_changed.connect(self._another)
        self.desk.session_changed.connect(self._another)

    # -- the list --------------------------------------------------------------------------------------

    @Slot()
    def _another(self) -> None:
        """Another event, event session or choice of columns: a new table over another list."""
        desk, columns = self.desk, self.columns
        if desk.event is None:
            self._stack.setCurrentWidget(self._blank)
            return
        old, model = self.table, self._model
        order = model.question.order if model is not None else None
        self._wording = DelegateWording(desk, columns.tick())
        self._wording.colours = {tag.name: tag.colour for tag in self.filters.words.choices.tags}
        self._listing, table = columns.build(self._wording)
        same_event = old is not None and self._event == desk.event.id
        self._back_to = old.current_number() if same_event else None
        self._event = desk.event.id
        model = table.rows
        if order in table.shown_keys:
            model.question = replace(model.question, order=order)
        self._model, self.table = model, table
        self._wire(table, model)
        self._stack.addWidget(table)
        self._stack.setCurrentWidget(table)
        if old is not None:
            if old.hasFocus():
                table.setFocus()
            self._stack.removeWidget(old)
            old.deleteLater()
        self.filters.refresh()
        self._pane.show_delegate(None)
        self._ask()

    def _wire(self, table: Table, model: RowsModel) -> None:
        model.found.connect(self._found)
        table.current_changed.connect(self._current)
        table.opened.connect(self._open)
        table.ticked.connect(self._tick_number)
        table.widths_changed.connect(self._keep_widths)
        table.menu_asked.connect(self._open_menu)
        assert self._listing is not None
        self.hands.attach(table, model, self._listing, self._wording)

    def refresh(self, touched: frozenset[str]) -> None:
        """Read again what the change can have moved: a tick moves no row unless rows are chosen by it."""
        if self._model is None:
            return
        asked = self._model.question
        chosen_by_tick = asked.conditions or (asked.order or "").startswith("session:")
        if touched <= {PRESENCE} and not chosen_by_tick:
            self._model.reread()
        else:
            self._model.ask_again()
        if not touched <= {PRESENCE}:
            self.filters.refresh()
        self._pane.refresh()

    @Slot(object)
    def _known(self, choices: Choices) -> None:
        """The event's delegations, tags and fields: those of its columns that were left out come in."""
        self.adding.know(choices.delegations)
        before, self.columns.choices = self.columns.choices, choices
        self._wording.colours = {tag.name: tag.colour for tag in choices.tags}
        if self._model is None or before.fields == choices.fields:
            return
        shown = self.columns.shown()
        self._listing = self.columns.listing(shown)
        if self.table is not None and shown != self.table.shown_keys:
            self._another()
        else:
            self._model.describe(self._listing)
            self.hands.describe(self._listing)
            self._ask()

    @Slot()
    def _ask(self) -> None:
        if self._model is None:
            return
        filters, conditions = self.filters.wanted()
        there = {column.key for column in self._listing.columns} if self._listing else set()
        filters = tuple((key, values) for key, values in filters if key in there)
        asked = self._model.question
        self._model.ask(replace(asked, search=self.search.text(), filters=filters, conditions=conditions))

    @Slot(int)
    def _found(self, count: int) -> None:
        if self._model is None or self.table is None:
            return
        asked = self._model.question
        whole = asked == Question(order=asked.order, descending=asked.descending)
        self.filters.count(count, whole)
        empty = whole and not count
        shown = self._blank if empty else self.table if count else self._nobody
        self._stack.setCurrentWidget(shown)
        self._pane.setVisible(self._pane_fits() and not empty)
        back, self._back_to = self._back_to, None
        if back is not None:
            self.table.go_to(back)
        if self._target is not None:
            self._show_person()

    @Slot()
    def _keep_widths(self) -> None:
        if self.table is not None:
            self.columns.keep_widths(self.table.shown_keys, self.table.widths())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the wide form from the list too; a letter the list has no use for begins a search."""
        if event.key() == Qt.Key.Key_Escape and self.pane.narrow():
            return
        typed = event.text()
        if self.table is not None and self.table.hasFocus() and typed.isprintable() and typed.strip():
            self.search.setFocus()
            self.search.setText(typed)
        else:
            super().keyPressEvent(event)

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        self.search.setFocus()
        self.search.selectAll()

    @Slot()
    def take_rows(self) -> None:
        """From the search field into the list."""
        if self.table is not None and self._model is not None and self._model.rowCount():
            if self.table.current_number() is None:
                self.table.selectRow(0)
            self.table.setFocus()

    # -- one person ------------------------------------------------------------------------------------

    def show_target(self, target: Any) -> None:
        """Show the people who answer a ``Question``, or the delegate with an id."""
        if isinstance(target, Question):
            self.search.setText(target.search)
            self.filters.show_question(target)
        elif isinstance(target, UUID):
            self.desk.work.read(self, number_of, target, then=self._go_to_number, only_newest=True)

    @Slot(object)
    def _go_to(self, delegate: UUID) -> None:
        self.show_target(delegate)

    def _go_to_number(self, number: int | None) -> None:
        self._target = number
        if self._model is not None and not self._model.is_asking():
            self._show_person()

    def _show_person(self) -> None:
        """Whoever is wanted, in the list as it is, else in the whole list."""
        number, self._target = self._target, None
        if self.table is None or number is None or self.table.go_to(number):
            return
        if self.search.text() or self.filters.narrows:
            self._target = number
            self.show_everybody()

    @Slot()
    def show_everybody(self) -> None:
        """Take away the search and every filter."""
        self.show_target(Question())

    @Slot(object)
    def _current(self, number: int | None) -> None:
        self._pane.show_delegate(number)

    @Slot(object)
    def _open(self, number: int) -> None:
        """Enter shows the details; where they are shown already, it opens the cell."""
        if self._pane.isVisible() and self.table is not None and self._pane_wished is not False:
            self.hands.edit_cell()
            return
        self._pane_wished = True
        self._pane.show()
        self._pane.show_delegate(number)

    @property
    def pane(self) -> DelegatePane:
        """The detail of one delegate beside the list."""
        return self._pane

    @Slot()
    def _turn_pane(self) -> None:
        self._pane_wished = not self._pane.isVisible()
        self._pane.setVisible(self._pane_wished)

    def _pane_fits(self) -> bool:
        return self.width() >= PANE_FROM if self._pane_wished is None else self._pane_wished

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._model is not None and self._stack.currentWidget() is not self._blank:
            self._pane.setVisible(self._pane_fits())

    @Slot(object)
    def _tick_number(self, number: int) -> None:
        place = self._model.place_of(number) if self._model else None
        row = self._model.row(place) if self._model and place is not None else None
        if row is not None and self._model is not None:
            self._ticking.tick(self._model.of(row, "id"))

    # -- doing -----------------------------------------------------------------------------------------

    def actions(self) -> Sequence[PageAction]:
        """What can be done here."""
        return page_actions(self)

    def row_actions(self) -> Sequence[PageAction]:
        """What can be done with the rows that are selected."""
        return row_actions(self)

    @Slot()
    def add(self) -> None:
        """Open the line where somebody is added; a name nobody has is in it already."""
        if self.desk.event is None:
            self.desk.say(self.desk.texts("Open an event first."))
            return
        nobody = self._model is not None and not self._model.rowCount()
        groups = dict(self.filters.wanted()[0]).get("delegation", ())
        self.adding.open(self.search.text() if nobody else "", groups[0] if len(groups) == 1 else "")

    @Slot()
    def tick_row(self) -> None:
        """Check in whoever the keyboard is on."""
        if self.table is not None and (number := self.table.current_number()) is not None:
            self._tick_number(number)

    @Slot(QPoint)
    def _open_menu(self, at: QPoint) -> None:
        if self.hands.current_row() is not None:
            open_menu(self, at)

    @Slot()
    def choose_columns(self) -> None:
        """Ask which columns are shown."""
        if self.desk.event is not None:
            self.columns.open_picker(self.filters.columns, self)
