"""Days, event sessions and contributions: planned, moved, put right."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from attendance.domain.text_keys import search_key
from attendance.queries.programme import Programme, programme
from attendance.ui import icons
from attendance.ui.blank import Blank
from attendance.ui.desk import Desk
from attendance.ui.header import Header
from attendance.ui.page import PageAction
from attendance.ui.pages.programme.board import ProgrammeBoard
from attendance.ui.pages.programme.drag import LAST, Proposal, standing
from attendance.ui.pages.programme.ending import ItemEnding
from attendance.ui.pages.programme.pane import ProgrammePane
from attendance.ui.pages.programme.times import free_time, span
from attendance.ui.pages.programme.writing import ProgrammeWriter, titled
from attendance.ui.parts import button, hairline, icon_button, lay, stacked
from attendance.ui.work import DELEGATES, DELEGATIONS, EVENTS, PRESENCE, PROGRAMME

PANE_FROM = 800


class ProgrammePage(QWidget):
    """The page."""

    key, touched_by = "programme", frozenset({EVENTS, PROGRAMME, DELEGATIONS, DELEGATES, PRESENCE})

    import_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        self._wanted: UUID | None = None
        self._pane_wished: bool | None = None
        self.board = ProgrammeBoard(desk)
        self._writer, self._ending = ProgrammeWriter(desk, self), ItemEnding(desk, self)
        self.pane = ProgrammePane(desk, self.board.rows, self._writer)
        texts = desk.texts
        self._blank = Blank(desk.theme, texts("Open an event to see its programme."))
        self._empty = Blank(desk.theme, texts("Nothing is planned yet."), texts("Add item"), "add", self.add)
        column = lay(QVBoxLayout(self))
        column.addWidget(self._build_header())
        column.addWidget(hairline())
        row = lay(QHBoxLayout())
        row.addWidget(self.board, 1)
        row.addWidget(self.pane)
        self._filled = QWidget()
        self._filled.setLayout(row)
        self._stack = stacked(column)
        for part in (self._blank, self._empty, self._filled):
            self._stack.addWidget(part)
        self._wire()

    def _build_header(self) -> Header:
        theme, texts = self._desk.theme, self._desk.texts
        header = Header(self._desk, texts("Programme"))
        self.search = header.add_search(texts("Find an item"))
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(self._find_next)
        header.add(icon_button(theme, texts("Import programme…"), "import", self.import_wanted.emit))
        header.add(icon_button(theme, texts("Details"), "pane", self._turn_pane))
        self._add = button(theme, texts("Add item"), "add", "primary", self.add)
        header.add_primary(self._add)
        return header

    def _wire(self) -> None:
        board = self.board
        board.chosen.connect(self.pane.show_session)
        board.moved.connect(self._moved)
        board.named.connect(self._named)
        board.opened.connect(self.open)
        board.remove_wanted.connect(self.remove)
        board.add_wanted.connect(self.add)
        board.menu_wanted.connect(self._menu)
        pane = self.pane
        pane.item.copy_wanted.connect(self.duplicate)
        pane.item.remove_wanted.connect(self.remove)
        pane.item.left.connect(self._leave_item)
        pane.summary.chosen.connect(board.choose)
        pane.carried.connect(board.item_at)
        pane.dropped.connect(self._dropped)
        self._writer.made.connect(self._made)
        self._writer.refused.connect(board.put_back)
        self._desk.event_changed.connect(self._ask)

    # -- what is shown ---------------------------------------------------------------------------------

    def refresh(self, touched: frozenset[str]) -> None:
        """Read again what is shown."""
        self._ask()

    @Slot()
    def _ask(self) -> None:
        event = self._desk.event
        self._add.setEnabled(event is not None)
        if event is None:
            self._stack.setCurrentWidget(self._blank)
        else:
            self._desk.work.read(self, programme, event.id, then=self._show, only_newest=True)

    def _show(self, found: Programme | None) -> None:
        if found is None or self._desk.event is None or found.event != self._desk.event.id:
            return
        if found.items or not self.board.in_hand():
            self._stack.setCurrentWidget(self._filled if found.items else self._empty)
        self.board.show_programme(found)
        if self._wanted is not None and self.board.rows.place_of(self._wanted) is not None:
            self.board.choose(self._wanted)
            self._wanted = None
        self.pane.show_session(self.board.current())
        self._find(self.search.text())

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        self.board.setFocus()

    def show_target(self, target: Any) -> None:
        """Show an event session."""
        if self.board.rows.place_of(target) is not None:
            self.board.choose(target)
        else:
            self._wanted = target

    def actions(self) -> Sequence[PageAction]:
        """What can be done here: with the programme, and with its current item."""
        texts = self._desk.texts
        if self._desk.event is None:
            return ()
        always = (
            PageAction(texts("Add item"), self.add, "add", "Ctrl+D"),
            PageAction(texts("Add contribution"), self.pane.add_speech, "reports"),
            PageAction(texts("Import programme…"), self.import_wanted.emit, "import"),
            PageAction(texts("Contributions without a session"), self.show_open_ones, "question"),
        )
        item = self.board.rows.item(self.board.current())
        if item is None:
            return always
        here = (
            PageAction(texts("Edit item"), self.open, "edit", "Enter"),
            PageAction(texts("Rename item"), self.board.rename, "", "F2"),
            PageAction(texts("Duplicate item"), self.duplicate, "copy", "Ctrl+Shift+D"),
            PageAction(texts("Remove item"), self.remove, "bin", "Delete"),
        )
        attendance = PageAction(texts("Take attendance here"), self.turn_attendance, "checkin")
        if item.takes_attendance:
            attendance = PageAction(texts("Open check-in"), self.to_the_door, "checkin")
            rules = PageAction(texts("Who may enter"), self.open_rules, "tick", "Ctrl+E")
            gone = PageAction(texts("Everybody has left"), self.close_room, "leave")
            reset = PageAction(texts("Reset attendance"), self.reset, "undo")
            return (*always, *here, attendance, rules, gone, reset)
        return (*always, *here, attendance)

    # -- finding ---------------------------------------------------------------------------------------

    @Slot(str)
    def _find(self, typed: str) -> None:
        """Let what is found stand out, in either script."""
        wanted = search_key(typed)
        if not wanted:
            self.board.mark(None)
            return
        self.board.mark(frozenset(item.id for item in self.board.rows.items if wanted in self._words(item)))

    def _words(self, item: Any) -> str:
        return search_key(
            " ".join(filter(None, (item.title, item.title_official, item.room, item.room_official)))
        )

    @Slot()
    def _find_next(self) -> None:
        """Go to the next item that is found."""
        found, items = self.board.found, self.board.rows.items
        places = [place for place, item in enumerate(items) if found and item.id in found]
        if places:
            here = self.board.currentIndex().row()
            self.board.choose(items[next((place for place in places if place > here), places[0])].id)

    # -- doing -----------------------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """Ask for the title of a new item, in the first free time after the current one."""
        self._stack.setCurrentWidget(self._filled)
        item = self.board.rows.item(self.board.current())
        days = [column.day for column in self.board.plan.columns]
        day = item.day if item else next((day for day in days if day), None)
        where = Proposal(None, None, None, None)
        if day is not None:
            where = where._replace(day=day, **free_time(self.board.rows.items, day, item))
        self.board.begin(where)

    @Slot()
    def open(self) -> None:
        """Edit the current item in the pane."""
        self._pane_wished = True
        self._place_pane()
        self.pane.show_session(self.board.current())
        self.pane.item.focus_title()

    @Slot()
    def _leave_item(self) -> None:
        self.board.choose(None)
        self.board.setFocus()

    @Slot()
    def duplicate(self) -> None:
        """The current item once more, where it ends."""
        item = self.board.rows.item(self.board.current())
        if item is None:
            return
        fields: dict[str, Any] = {}
        if item.starts and item.ends:
            where = standing(item)
            length = span(item)[1] - span(item)[0]
            later = min(span(item)[1], LAST - length)
            fields = where._replace(starts=later, ends=later + length).fields()
        self._writer.duplicate(item, fields)

    @Slot()
    def remove(self) -> None:
        """Take the current item out of the programme."""
        item = self.board.rows.item(self.board.current())
        if item is not None:
            self._writer.remove(item)

    @Slot()
    def turn_attendance(self) -> None:
        """The current item takes attendance."""
        item = self.board.rows.item(self.board.current())
        if item is not None:
            self._writer.change(item, {"takes_attendance": True})

    @Slot()
    def to_the_door(self) -> None:
        """Check people in at the current item."""
        self._desk.go("checkin", self.board.current())

    @Slot()
    def open_rules(self) -> None:
        """Change who may enter the current item."""
        self._pane_wished = True
        self._place_pane()
        self.pane.open_rules()

    @Slot()
    def close_room(self) -> None:
        """Whoever is still inside the current item counts as gone."""
        item = self.board.rows.item(self.board.current())
        if item is not None:
            self._ending.close(item)

    @Slot()
    def reset(self) -> None:
        """Take back everything recorded at the current item."""
        item = self.board.rows.item(self.board.current())
        if item is not None:
            self._ending.reset(item)

    @Slot()
    def show_open_ones(self) -> None:
        """The contributions that are in no event session."""
        self._pane_wished = True
        self._place_pane()
        self.board.choose(None)
        self.pane.open_ones.setFocus()

    @Slot(object, object)
    def _moved(self, session: UUID, fields: dict[str, Any]) -> None:
        item = self.board.rows.item(session)
        if item is not None:
            self._writer.change(item, fields)

    @Slot(object, object, str)
    def _named(self, session: UUID | None, fields: dict[str, Any], typed: str) -> None:
        item = self.board.rows.item(session)
        if item is not None:
            shown_official = self.board.rows.title(item) == item.title_official
            self._writer.change(item, {"title_official" if shown_official else "title": typed})
        elif self._desk.event is not None:
            self._writer.add(self._desk.event.id, {**fields, **titled(typed)})

    @Slot(object)
    def _made(self, session: UUID) -> None:
        self.show_target(session)
        self.board.setFocus()

    @Slot(object, QPoint)
    def _dropped(self, speech: UUID, where: QPoint) -> None:
        session = self.board.item_at(where)
        self.board.aim_no_more()
        if session is not None:
            self.pane.put(speech, session)

    @Slot(QPoint)
    def _menu(self, where: QPoint) -> None:
        menu = QMenu(self)
        for action in self.actions():
            shown = QAction(action.words, menu)
            if action.icon:
                shown.setIcon(icons.icon(action.icon, self._desk.theme.palette.muted))
            shown.triggered.connect(action.do)
            menu.addAction(shown)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    # -- room ------------------------------------------------------------------------------------------

    @Slot()
    def _turn_pane(self) -> None:
        self._pane_wished = self.pane.isHidden()
        self._place_pane()

    def _place_pane(self) -> None:
        wished = self.width() >= PANE_FROM if self._pane_wished is None else self._pane_wished
        self.pane.setVisible(wished)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_pane()
