"""The sheets to sign: printed, back from the room, typed in; and where paper and desk disagree."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QStandardPaths, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from attendance.commands.letters import Scan
from attendance.commands.sheets import Line, attach_scan, mark_returned, take_back, type_lines
from attendance.domain.errors import Refused
from attendance.domain.kinds import Mark
from attendance.domain.paper import Marked
from attendance.queries.letters import ScanRow, scan_of
from attendance.queries.programme import Presenter, presenters
from attendance.queries.sheets import Sheet, SheetRow, Unlike, differences, sheet, sheets
from attendance.ui.blank import Blank
from attendance.ui.desk import Desk
from attendance.ui.dialogs.file_choice import choose_file, remember_folder
from attendance.ui.error_bar import told
from attendance.ui.header import Header
from attendance.ui.letters import read_scan, write_scan
from attendance.ui.page import PageAction
from attendance.ui.pages.delegations.lists import PlainList
from attendance.ui.pages.sheets.typing import TypingView
from attendance.ui.pages.sheets.words import sheet_rows, sheet_titles, unlike_rows, unlike_titles
from attendance.ui.parts import Segments, button, icon_button, lay, words
from attendance.ui.work import DELEGATES, DELEGATIONS, EVENTS, PRESENCE, PROGRAMME

SHEETS, UNLIKE = "sheets", "unlike"
TOUCHED = frozenset({PRESENCE})


def _standing(db: Any, event: UUID) -> tuple[UUID, list[SheetRow], list[Unlike]]:
    return event, sheets(db, event), differences(db, event)


def _one(db: Any, sheet_id: UUID, event: UUID) -> tuple[Sheet | None, list[Presenter]]:
    return sheet(db, sheet_id), presenters(db, event)


class SheetsPage(QWidget):
    """The page: the list of sheets, what differs, or one sheet being typed in.

    Attributes:
        print_wanted: somebody wants new sheets.
        undo_asked: the action somebody wants taken back.
    """

    key = "sheets"
    touched_by = frozenset({EVENTS, PROGRAMME, DELEGATIONS, DELEGATES, PRESENCE})
    print_wanted = Signal()
    import_wanted = Signal()
    undo_asked = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, texts = desk, desk.texts
        self.rows: list[SheetRow] = []
        self.unlike: list[Unlike] = []
        self._open: UUID | None = None
        header = Header(desk, texts("Sheets to sign"))
        self._new = button(desk.theme, texts("Print sheets…"), "reports", "primary", self._print)
        header.add(icon_button(desk.theme, texts("Import attendance…"), "import", self.import_wanted.emit))
        header.add_primary(self._new)
        column = lay(QVBoxLayout(self))
        column.addWidget(header)
        self._places: QStackedLayout = lay(QStackedLayout())
        column.addLayout(self._places, 1)
        none = texts("No sheets are printed yet. Print them the evening before, and type them in afterwards.")
        self._blank = Blank(desk.theme, none, texts("Print sheets…"), "reports", self._print)
        self._places.addWidget(self._blank)
        self._browse = self._build_browse()
        self._places.addWidget(self._browse)
        self.typing = TypingView(desk)
        self.typing.back_wanted.connect(self.show_list)
        self.typing.undo_asked.connect(self.undo_asked)
        self.typing.next_wanted.connect(self._next)
        self._places.addWidget(self.typing)
        desk.event_changed.connect(self._another)
        self._read()

    def _build_browse(self) -> QWidget:
        desk, texts = self._desk, self._desk.texts
        made = QWidget()
        column = lay(QVBoxLayout(made), margins=(0, 0, 0, 16), spacing=8)
        row = lay(QHBoxLayout(), margins=(24, 0, 24, 0), spacing=8)
        choices = ((SHEETS, texts("Sheets")), (UNLIKE, texts("Paper and desk differ")))
        self.view = Segments(choices, texts("What is shown"))
        self.view.chosen.connect(self._show)
        self._count = words("", "muted")
        row.addWidget(self.view)
        row.addWidget(self._count)
        row.addStretch()
        self.type_in = button(desk.theme, texts("Type in"), "keyboard", pressed=self._type_chosen)
        self.returned = button(desk.theme, texts("Is back"), "tick", pressed=self._returned)
        self.scan = button(desk.theme, texts("Keep a scan…"), "clip", pressed=self._choose_scan)
        self.look = icon_button(desk.theme, texts("Open the scan"), "look", self._open_scan)
        self.sign = button(desk.theme, texts("Signed after all"), "edit", pressed=self._signed)
        self.gone = button(desk.theme, texts("Was not there"), "cross", pressed=self._not_there)
        self.person = button(desk.theme, texts("Show person"), "person", pressed=self._show_person)
        for part in (self.look, self.type_in, self.returned, self.scan, self.sign, self.gone, self.person):
            row.addWidget(part)
        column.addLayout(row)
        self.list = PlainList(
            desk, sheet_titles(desk), (13, 22, 9, 17, 11, 9, 19), texts("Sheets"), wide_from=880
        )
        self.list.opened.connect(self.open_sheet)
        self.list.current_changed.connect(self._moved)
        self.differ = PlainList(
            desk, unlike_titles(desk), (22, 10, 23, 24, 21), texts("Paper and desk differ")
        )
        self.differ.opened.connect(self._open_unlike)
        self.differ.current_changed.connect(self._moved)
        alike = texts("Paper and desk say the same, as far as sheets are typed in.")
        self._alike = Blank(desk.theme, alike)
        self._lists: QStackedLayout = lay(QStackedLayout())
        for part in (self.list, self.differ, self._alike):
            self._lists.addWidget(part)
        column.addLayout(self._lists, 1)
        return made

    # -- what is shown ---------------------------------------------------------------------------------

    @Slot()
    def _another(self) -> None:
        self._open = None
        self.rows, self.unlike = [], []
        self._show()
        self._read()

    def refresh(self, touched: frozenset[str]) -> None:
        """Read again what the change can have moved."""
        self._read()

    def _read(self) -> None:
        desk = self._desk
        if desk.event is None:
            self._show()
            return
        if self._open is not None:
            desk.work.read(self, _one, self._open, desk.event.id, then=self._show_sheet, only_newest=True)
        else:
            desk.work.read(self, _standing, desk.event.id, then=self._stand, only_newest=True)

    def _stand(self, answer: tuple[UUID, list[SheetRow], list[Unlike]]) -> None:
        event, self.rows, self.unlike = answer
        if self._desk.event is not None and self._desk.event.id == event:
            self._show()

    def _show_sheet(self, answer: tuple[Sheet | None, list[Presenter]]) -> None:
        found, groups = answer
        if self._open is None:
            return
        if found is None:
            self.show_list()
            return
        self.typing.show_sheet(found, groups)
        if self._places.currentWidget() is not self.typing:
            self._places.setCurrentWidget(self.typing)
            self._new.hide()  # the primary action is the sheet's own now
            self.typing.take_focus()

    @Slot()
    def _show(self) -> None:
        if self._open is not None:
            return
        self._new.show()
        desk, texts = self._desk, self._desk.texts
        zone = desk.event.zone if desk.event else "UTC"
        self.list.show_rows(sheet_rows(desk, zone, self.rows))
        self.differ.show_rows(unlike_rows(desk, zone, self.unlike))
        sheets_shown = self.view.value == SHEETS
        counted = texts.plural("{n} sheet", "{n} sheets", len(self.rows))
        if not sheets_shown:
            counted = texts.plural("{n} person", "{n} people", len(self.unlike))
        self._count.setText(counted)
        part = self.list if sheets_shown else self.differ if self.unlike else self._alike
        self._lists.setCurrentWidget(part)
        self._places.setCurrentWidget(self._browse if self.rows else self._blank)
        for one_ in (self.type_in, self.returned, self.scan):
            one_.setVisible(sheets_shown)
        for one_ in (self.sign, self.gone, self.person):
            one_.setVisible(not sheets_shown and bool(self.unlike))
        self._moved()

    @Slot()
    def _moved(self) -> None:
        row, other = self._row(), self.differ.current()
        self.look.setVisible(self.view.value == SHEETS and row is not None and row.scan is not None)
        self.returned.setEnabled(row is not None and row.returned_at is None)
        self.sign.setEnabled(other is not None and not other.signed and other.sheet is not None)

    def _row(self) -> SheetRow | None:
        return next((row for row in self.rows if row.id == self.list.current()), None)

    @Slot()
    def show_list(self) -> None:
        """Back to all sheets."""
        self._open = None
        self._show()
        self._read()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        shown = self._places.currentWidget()
        if shown is self.typing:
            self.typing.take_focus()
        elif shown is self._browse:
            self._lists.currentWidget().setFocus()

    def show_target(self, target: Any) -> None:
        """Show a sheet by its id, or with "unlike" what differs."""
        if isinstance(target, UUID):
            self.open_sheet(target)
        elif target == UNLIKE:
            self._open = None
            self.view.choose(UNLIKE)
            self._show()
            self._read()

    def actions(self) -> Sequence[PageAction]:
        """What can be done here now, the primary action first."""
        texts = self._desk.texts
        if self._open is None:
            return [
                PageAction(texts("Print sheets…"), self._print, "reports", "Ctrl+Shift+P"),
                PageAction(texts("Import attendance…"), self.import_wanted.emit, "import"),
            ]
        typing = self.typing
        return [
            PageAction(texts("Sheet is done"), typing.finish, "tick", "Ctrl+Enter"),
            PageAction(texts("All present in this column"), typing.all_present, "tick", "Ctrl+Shift+A"),
            PageAction(texts("Take this line back"), typing.undo_line, "undo", "Ctrl+Backspace"),
            PageAction(texts("All sheets"), self.show_list, "left", "Alt+Left"),
            PageAction(texts("Print sheets…"), self._print, "reports", "Ctrl+Shift+P"),
        ]

    # -- sheets ----------------------------------------------------------------------------------------

    @Slot()
    def _print(self) -> None:
        self.print_wanted.emit()

    @Slot(object)
    def open_sheet(self, sheet_id: UUID) -> None:
        """Lay a sheet on the desk to be typed in."""
        self._open = sheet_id
        self._read()

    @Slot()
    def _type_chosen(self) -> None:
        if (row := self._row()) is not None:
            self.open_sheet(row.id)

    @Slot()
    def _next(self) -> None:
        """The next sheet of the day that is not typed in; else the list."""
        done = self._open
        day = next((row.day for row in self.rows if row.id == done), None)
        places = [row.id for row in self.rows if row.day == day]
        after = places.index(done) + 1 if done in places else 0
        for row in [row for row in self.rows if row.id in places[after:]]:
            if row.typed_at is None:
                self.open_sheet(row.id)
                return
        self.show_list()

    @Slot()
    def _returned(self) -> None:
        if (row := self._row()) is not None:
            self._write(mark_returned, [row.id], then=self._noted)

    def _noted(self, action: UUID | None) -> None:
        if action is not None:
            self._desk.say(self._desk.texts("Noted."), action)
        self.take_focus()

    @Slot()
    def _choose_scan(self) -> None:
        texts = self._desk.texts
        kinds = f"{texts('Scans')} (*.pdf *.png *.jpg *.jpeg *.tif *.tiff);;{texts('All files')} (*)"
        choose_file(self._desk, self.window(), texts("Choose a scan"), kinds, self._scan_chosen)

    @Slot(str)
    def _scan_chosen(self, path: str) -> None:
        remember_folder(self._desk, Path(path))
        self._desk.work.aside(self, read_scan, path, then=self._scan_read, failed=self._failed)

    def _scan_read(self, scan: Scan) -> None:
        if (row := self._row()) is not None:
            self._write(attach_scan, row.id, scan, then=self._noted)

    @Slot()
    def _open_scan(self) -> None:
        if (row := self._row()) is not None and row.attachment is not None:
            self._desk.work.read(self, scan_of, row.attachment, then=self._scan_found)

    def _scan_found(self, scan: ScanRow | None) -> None:
        if scan is None:
            self._desk.say(self._desk.texts("The scan is not on this computer."))
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation)
        self._desk.work.aside(self, write_scan, scan, folder, then=self._show_file, failed=self._failed)

    def _show_file(self, path: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(path))

    # -- what differs ----------------------------------------------------------------------------------

    @Slot(object)
    def _open_unlike(self, one: Unlike) -> None:
        if one.sheet is not None:
            self.open_sheet(one.sheet)
        else:
            self._desk.go("delegates", one.delegate)

    @Slot()
    def _signed(self) -> None:
        one = self.differ.current()
        if one is not None and one.sheet is not None:
            line = Line(one.delegate, one.event_session, Marked(Mark.PRESENT))
            self._write(type_lines, one.sheet, [line], then=self._settled)

    @Slot()
    def _not_there(self) -> None:
        one = self.differ.current()
        if one is None:
            return
        if one.signed:
            line = Line(one.delegate, one.event_session, Marked(Mark.ABSENT))
            self._write(type_lines, one.sheet, [line], then=self._settled)
        else:
            reason = self._desk.texts("Not on the signed sheet")
            self._write(take_back, one.delegate, one.event_session, reason, then=self._noted)

    def _settled(self, typed: Any) -> None:
        self._noted(typed.action)

    @Slot()
    def _show_person(self) -> None:
        if (one := self.differ.current()) is not None:
            self._desk.go("delegates", one.delegate)

    def _write(self, verb: Any, *args: Any, then: Any) -> None:
        self._desk.work.write(
            self, verb, self._desk.stamp(), *args, then=then, failed=self._failed, touches=TOUCHED
        )

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._desk.say(told(self._desk.texts, error))
        else:
            self._desk.work.failed.emit(error)
