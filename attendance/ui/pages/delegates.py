"""The delegates of the open event: found at once, sorted, filtered, ticked, seen in detail."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from attendance.commands.checkin import check_in_delegate
from attendance.domain.kinds import Direction, Source
from attendance.domain.verdict import Verdict, Word
from attendance.language.verdicts import told
from attendance.queries.delegates import delegates
from attendance.queries.listing import Question
from attendance.ui.blank import Blank
from attendance.ui.desk import Desk
from attendance.ui.header import Header
from attendance.ui.page import PageAction
from attendance.ui.pages.delegate_filters import DelegateFilters
from attendance.ui.pages.delegate_pane import DelegatePane
from attendance.ui.pages.delegates_wording import DelegateWording
from attendance.ui.parts import button, hairline, icon_button, lay
from attendance.ui.rows_model import RowsModel
from attendance.ui.table import Table
from attendance.ui.work import DELEGATES, DELEGATIONS, EVENTS, PRESENCE

BESIDE = ("id", "title", "family", "name_official", "position_official", "organisation_official")
WIDTHS = {
    "name": 280,
    "here": 88,
    "delegation": 104,
    "capacity": 204,
    "status": 130,
    "position": 190,
    "organisation": 240,
    "short_number": 64,
}
PANE_FROM = 1000


class DelegatesPage(QWidget):
    """The page.

    Attributes:
        import_wanted, report_wanted: a button was pressed.
    """

    key, touched_by = "delegates", frozenset({EVENTS, DELEGATIONS, DELEGATES, PRESENCE})
    import_wanted = Signal()
    report_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._model: RowsModel | None = None
        self.table: Table | None = None
        self._filters = DelegateFilters(desk)
        self._filters.changed.connect(self._ask)
        self._pane = DelegatePane(desk)
        self._pane.check_in_wanted.connect(self._tick)
        self._pane_wished: bool | None = None
        self._blank = Blank(
            desk.theme,
            desk.texts("Nobody is on the list yet."),
            desk.texts("Import list"),
            "import",
            self.import_wanted.emit,
        )
        column = lay(QVBoxLayout(self))
        column.addWidget(self._build_header())
        column.addWidget(self._filters)
        column.addWidget(hairline())
        row = lay(QHBoxLayout())
        self._stack = lay(QStackedLayout())
        self._stack.addWidget(self._blank)
        row.addLayout(self._stack, 1)
        row.addWidget(self._pane)
        column.addLayout(row, 1)
        desk.event_changed.connect(self._another)
        desk.session_changed.connect(self._another)
        self._another()

    def _build_header(self) -> Header:
        desk, texts = self._desk, self._desk.texts
        header = Header(desk, texts("Delegates"))
        self.search = header.add_search(texts("Search name, delegation, organisation, badge"))
        self.search.textChanged.connect(self._ask)
        self.search.returnPressed.connect(self.take_rows)
        header.add(icon_button(desk.theme, texts("Details"), "pane", self._turn_pane))
        self._report = button(desk.theme, texts("Report"), "reports", pressed=self.report_wanted.emit)
        header.add(self._report)
        header.add_primary(
            button(desk.theme, texts("Import list"), "import", "primary", self.import_wanted.emit)
        )
        return header

    # -- the list --------------------------------------------------------------------------------------

    @Slot()
    def _another(self) -> None:
        """Another event or event session: the same table over another list."""
        desk = self._desk
        if desk.event is None:
            self._stack.setCurrentWidget(self._blank)
            return
        old = self.table
        session = desk.session
        named = [session._replace(title=desk.pick(session.title, session.title_official))] if session else []
        listing = delegates(desk.event.id, named, session.id if session else None)
        tick = f"session:{session.id}" if session else ""
        shown = [key for key in WIDTHS if key != "here" or tick]
        keys = [tick if key == "here" else key for key in shown]
        wording = DelegateWording(desk, tick)
        model = RowsModel(desk.work, listing, keys, BESIDE, natural="name", title_of=desk.texts)
        wording.read(model)
        kept = desk.settings.get("widths.delegates", {})
        widths = [kept.get(key, WIDTHS[key]) for key in shown]
        table = Table(desk.theme, model, wording, widths, desk.texts("Delegates"))
        table.shown_keys = shown
        model.setParent(table)
        self._model, self.table = model, table
        self._wire(table, model)
        self._stack.addWidget(table)
        self._stack.setCurrentWidget(table)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._filters.refresh()
        self._pane.show_delegate(None)
        self._ask()

    def _wire(self, table: Table, model: RowsModel) -> None:
        model.found.connect(self._found)
        table.current_changed.connect(self._current)
        table.opened.connect(self._open)
        table.ticked.connect(self._tick_number)
        table.widths_changed.connect(self._keep_widths)

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
            self._filters.refresh()
        self._pane.refresh()

    def actions(self) -> Sequence[PageAction]:
        """What can be done here."""
        return ()

    def show_target(self, target: Any) -> None:
        """Show what somebody pointed at."""

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

    @Slot()
    def _ask(self) -> None:
        if self._model is None:
            return
        asked = self._model.question
        filters, conditions = self._filters.wanted()
        self._model.ask(replace(asked, search=self.search.text(), filters=filters, conditions=conditions))

    @Slot(int)
    def _found(self, count: int) -> None:
        if self._model is None:
            return
        asked = self._model.question
        whole = asked == Question(order=asked.order, descending=asked.descending)
        self._filters.count(count, whole)
        empty = whole and not count
        self._stack.setCurrentWidget(self._blank if empty or self.table is None else self.table)
        self._pane.setVisible(self._pane_fits() and not empty)

    @Slot()
    def _keep_widths(self) -> None:
        if self.table is not None:
            kept = dict(zip(self.table.shown_keys, self.table.widths(), strict=True))
            self._desk.settings.put("widths.delegates", {**WIDTHS, **kept})

    # -- one person ------------------------------------------------------------------------------------

    @Slot(object)
    def _current(self, number: int | None) -> None:
        self._pane.show_delegate(number)

    @Slot(object)
    def _open(self, number: int) -> None:
        self._pane_wished = True
        self._pane.show()
        self._pane.show_delegate(number)

    @Slot()
    def _turn_pane(self) -> None:
        self._pane_wished = not self._pane.isVisible()
        self._pane.setVisible(self._pane_wished)

    def _pane_fits(self) -> bool:
        return self.width() >= PANE_FROM if self._pane_wished is None else self._pane_wished

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # On a small screen the words make room for the search field; the icon keeps its name.
        self._report.setText(f" {self._desk.texts('Report')}" if self.width() >= PANE_FROM else "")
        self._report.setToolTip(self._desk.texts("Report"))
        if self._model is not None and self._stack.currentWidget() is not self._blank:
            self._pane.setVisible(self._pane_fits())

    # -- ticks -----------------------------------------------------------------------------------------

    @Slot(object)
    def _tick_number(self, number: int) -> None:
        place = self._model.place_of(number) if self._model else None
        row = self._model.row(place) if self._model and place is not None else None
        if row is not None and self._model is not None:
            self._tick(self._model.of(row, "id"))

    @Slot(object)
    def _tick(self, delegate: UUID) -> None:
        """Check somebody in for the chosen event session; an entry already made is told, not doubled."""
        desk = self._desk
        if desk.session is None:
            desk.say(desk.texts("Choose an event session first."))
            return
        arguments: tuple[Any, ...] = (
            desk.stamp(), desk.session.id, delegate, Direction.ENTRY, Source.LIST,
        )  # fmt: skip
        desk.work.write(self, check_in_delegate, *arguments, then=self._ticked, touches=frozenset({PRESENCE}))

    def _ticked(self, verdict: Verdict) -> None:
        desk = self._desk
        zone = desk.event.zone if desk.event else "UTC"
        if verdict.word is Word.IN and verdict.holder and desk.session:
            words = desk.texts(
                "{name} checked in: {session}",
                name=verdict.holder.name,
                session=desk.session_title(desk.session),
            )
            desk.say(words, verdict.action)
        else:
            desk.say(told(desk.texts, verdict, zone))
