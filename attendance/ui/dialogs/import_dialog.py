"""Brings a list in: file, columns, preview, result; nothing is written before the preview is accepted."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.imports.answers import Look, Preview, Returned, SheetLook
from attendance.imports.edited import apply_edited
from attendance.imports.importing import apply_in
from attendance.language import dates
from attendance.store.layouts import Layout, remember_layout, remembered_layouts
from attendance.ui.desk import Desk
from attendance.ui.dialogs.columns_page import ColumnsPage
from attendance.ui.dialogs.differences_model import ALL
from attendance.ui.dialogs.differences_page import DifferencesPage
from attendance.ui.dialogs.drop_area import DropArea, dropped_files
from attendance.ui.dialogs.import_done import ANOTHER, TABLE, ImportDone
from attendance.ui.dialogs.import_left_out import LeftOut
from attendance.ui.dialogs.list_queue import ListQueue
from attendance.ui.dialogs.preview_page import PreviewPage
from attendance.ui.dialogs.step_dialog import AROUND, StepDialog

WORK = "attendance.imports.preview:"
AGAIN = "attendance.imports.opened:look_again"
BACK = "attendance.imports.editing:read_back"
FILE, COLUMNS, PREVIEW, DONE = range(4)
SIZE = QSize(1160, 700)
MANY = 5_000
"""Rows written at once from which the desks of an event under way are asked to wait first."""


class ImportDialog(StepDialog):
    """Lists one after another; of several files each has columns, a preview and an Undo of its own.

    Attributes:
        opened: the id of an event the person wants to see now.
    """

    opened = Signal(object)

    def __init__(
        self,
        desk: Desk,
        event: UUID | None = None,
        files: Sequence[Path] = (),
        parent: QWidget | None = None,
        sure: bool = False,
    ) -> None:
        texts = desk.texts
        steps = (texts("File"), texts("Columns"), texts("Preview"), texts("Done"))
        super().__init__(desk, texts("Import a list"), steps, parent)
        self.resize(SIZE.boundedTo(self.screen().availableSize() - AROUND))
        self.setAcceptDrops(True)
        self._file: Path | None = None
        self._taken: set[int] = set()
        self._preview: Preview | None = None
        self._returned: Returned | None = None
        self._action: UUID | None = None
        self._warned = False
        self._left_out = LeftOut(self)
        self.lists = ListQueue(desk, self, sure=sure or event is None)
        self.lists.ended.connect(self.close)
        self.lists.wanted.connect(self.look_at)
        self.lists.failed.connect(self.tell_error)
        self.drop = DropArea(desk, self.lists.choose, self.lists.paste)
        self.drop.dropped.connect(self.lists.take)
        self.columns = ColumnsPage(desk, event)
        self.columns.changed.connect(self._columns_changed)
        self.columns.headings_wanted.connect(self._look_again)
        self.rows = PreviewPage(desk)
        self.rows.decisions.changed.connect(self._decided)
        self.changes = DifferencesPage(desk)
        self.changes.model.decided.connect(self._chosen_changes)
        self.outcome = ImportDone(desk, self._undo, self._ask_refused, self._next_table, self._ask_file)
        for page in (self.drop, self.columns, self.rows, self.changes, self.outcome):
            self.add_page(page)
        self.primary.clicked.connect(self._onward)
        self.back.clicked.connect(self._backward)
        self._ask_file()
        if files:
            self.lists.take(files)

    # -- the file --------------------------------------------------------------------------------------

    @Slot()
    def _ask_file(self) -> None:
        self.forget_error()
        self.tell_about("")
        self.go(self.drop, FILE, self.lists.next_words)
        self.drop.make_choice_primary(not self.lists.left)
        (self.primary if self.lists.left else self.drop.choose).setFocus()

    @Slot(object)
    def look_at(self, file: Path) -> None:
        """Read a file in the worker and show its columns."""
        self._file, self._taken = file, set()
        texts = self.desk.texts
        self.tell_about(self.lists.about(file), str(file))
        title = texts("Reading {name}", name=file.name)
        self.watch(
            self.desk.work.heavy(
                self, WORK + "look", str(file), then=self._looked, failed=self._not_read, title=title
            )
        )

    def _not_read(self, error: Exception) -> None:
        self._ask_file()
        self.tell_error(error)

    def _looked(self, look: Look) -> None:
        self._look = look
        layouts = [sheet.layout for sheet in look.sheets]
        self.desk.work.read(self, remembered_layouts, layouts, then=self._remembered, failed=self.tell_error)

    def _remembered(self, remembered: dict[str, Layout]) -> None:
        self.rest()
        look = self._look
        if look.for_editing:
            self._compare()
            return
        self.columns.show_list(look, self._file.stem, remembered)
        self._show_columns()
        if look.sheets[look.best].is_form and self.columns.ready:
            self._prepare()

    @Slot(int)
    def _look_again(self, row: int) -> None:
        place = self.columns.sheet
        asked, then = (str(self._file), place, row), partial(self._looked_again, place, row)
        self.watch(self.desk.work.heavy(self, AGAIN, *asked, then=then, failed=self.tell_error))

    def _looked_again(self, place: int, row: int, sheet: SheetLook) -> None:
        self.rest()
        self.columns.show_headings(place, sheet, row)
        self._columns_changed()

    @Slot()
    def _next_table(self) -> None:
        """The file's next table of people that was not brought in yet."""
        place = self.columns.others(self._taken)[0]
        self.columns.options_pane.choose_sheet(place)
        self.columns.show_sheet(place)
        self._show_columns()

    def _show_columns(self) -> None:
        self.go(self.columns, COLUMNS, self.desk.texts("Preview"), back=True)
        self._columns_changed()
        if self.columns.ready:
            self.primary.setFocus()
        else:
            self.columns.take_focus()

    @Slot()
    def _columns_changed(self) -> None:
        if self.page is not self.columns:
            return
        ready = self.columns.ready
        self.primary.setEnabled(ready)
        old = any(guess.legacy_lao for guess in self.columns.shown.guesses)
        missing = (
            self.desk.texts("The names cannot be read: no other column holds any.")
            if old
            else self.desk.texts("Say which column holds the names.")
        )
        self.hint.setText("" if ready else missing)

    # -- the preview -----------------------------------------------------------------------------------

    @Slot()
    def _onward(self) -> None:
        if self.page is self.drop:
            self.lists.take_next()
        elif self.page is self.columns:
            self._prepare()
        elif self.page is self.rows:
            self._apply()
        elif self.page is self.changes:
            self._write_changes()
        elif self.lists.left:
            self.lists.take_next()
        else:
            self._open()

    @Slot()
    def _backward(self) -> None:
        self.forget_error()
        if self.page is self.rows:
            self._show_columns()
        else:
            self._ask_file()

    def _prepare(self) -> None:
        columns, work = self.columns, self.desk.work
        try:
            options = columns.options
        except Refused as problem:  # a date nobody can read
            self.tell_error(problem)
            return
        job = work.heavy(
            self,
            WORK + "prepare",
            str(work.database.path),
            str(self._file),
            columns.sheet,
            columns.heading_row,
            columns.mapping,
            options,
            then=self._prepared,
            failed=self.tell_error,
            title=self.desk.texts("Comparing the list with what is there"),
        )
        self.watch(job)

    def _prepared(self, preview: Preview) -> None:
        self.rest()
        self._preview, texts = preview, self.desk.texts
        self.rows.show_preview(preview)
        self.go(self.rows, PREVIEW, texts("Import"), back=True)
        self._decided()
        (self.primary if self.primary.isEnabled() else self.back).setFocus()

    @Slot()
    def _decided(self) -> None:
        """Whether there is anything to write, as the rows are decided now."""
        if self.page is not self.rows:
            return
        texts, told = self.desk.texts, self.rows.decisions.tally
        writes = told.writes + sum(told.brought.values()) > 0
        self.primary.setEnabled(writes)
        self._warned = False
        self.primary.setText(texts("Import"))
        open_ = told.verdicts["offered"]
        undecided = texts.plural(
            "{n} row is not decided: it is taken for somebody else.",
            "{n} rows are not decided: they are taken for somebody else.",
            open_,
        )
        self.hint.setText(texts("Nothing in this list is new.") if not writes else undecided if open_ else "")

    # -- a workbook for editing ------------------------------------------------------------------------

    def _compare(self) -> None:
        """It knows its event and its columns: nothing has to be asked."""
        work, title = self.desk.work, self.desk.texts("Comparing the list with what is there")
        asked = str(work.database.path), str(self._file)
        self.watch(work.heavy(self, BACK, *asked, then=self._compared, failed=self._not_read, title=title))

    def _compared(self, returned: Returned) -> None:
        self.rest()
        self._returned = returned
        self.go(self.changes, PREVIEW, self.desk.texts("Write the changes"), back=True)
        self.changes.show_returned(returned)
        self._chosen_changes()
        (self.primary if self.primary.isEnabled() else self.back).setFocus()

    @Slot()
    def _chosen_changes(self) -> None:
        if self.page is not self.changes:
            return
        texts, model = self.desk.texts, self.changes.model
        self.primary.setEnabled(bool(model.cells or model.rows))
        asked = texts.plural(
            "{n} contradiction is not decided: the file’s value stays.",
            "{n} contradictions are not decided: the file’s values stay.",
            model.undecided,
        )
        nothing = texts("Nothing in this workbook was changed.")
        self.hint.setText(asked if model.undecided else "" if model.count(ALL) else nothing)

    def _write_changes(self) -> None:
        model, desk, returned = self.changes.model, self.desk, self._returned
        asked = (desk.stamp(), returned, model.cells, model.rows)
        told = {"failed": self.tell_error, "title": desk.texts("Importing {name}", name=returned.name)}
        self.watch(desk.work.write(self, apply_edited, *asked, then=self._changed, **told))

    def _changed(self, action: UUID | None) -> None:
        self.rest()
        self._action = action
        model = self.changes.model
        self.outcome.tell_edited(self._returned, len(model.cells), len(model.rows))
        self.outcome.buttons[TABLE].hide()
        self.go(self.outcome, DONE, self.lists.next_words or self.desk.texts("Open the event"))
        self.primary.setFocus()

    # -- writing ---------------------------------------------------------------------------------------

    def _apply(self) -> None:
        texts = self.desk.texts
        if self._holds_up_desks and not self._warned:
            self._warned = True
            self.primary.setText(texts("Import now"))
            self.hint.setText(texts("Check-in waits while so many rows are written. Press again to go on."))
            return
        # The file is locked only when the worker is free to hand over the rows.
        job = self.desk.work.heavy(
            self,
            WORK + "still_kept",
            self._preview.token,
            then=self._write,
            failed=self.tell_error,
            title=texts("Importing {name}", name=self._preview.name),
        )
        self.watch(job)

    @property
    def _holds_up_desks(self) -> bool:
        """Whether the preview writes much while people may be checked in: on a day of the open event."""
        desk, event = self.desk, self.desk.event
        many = self.rows.decisions.tally.writes > MANY
        if not many or event is None or desk.session is None:
            return False
        today = dates.local(desk.stamp().at, event.zone).date().isoformat()
        return any(session.day == today for session in desk.sessions)

    def _write(self, _answer: Any) -> None:
        self.rest()
        work = self.desk.work
        job = work.write(
            self,
            apply_in,
            work.worker,
            self.desk.stamp(),
            self._preview,
            self.rows.decisions.decided,
            then=self._applied,
            failed=self.tell_error,
            title=self.desk.texts("Importing {name}", name=self._preview.name),
        )
        self.watch(job)

    def _applied(self, action: UUID | None) -> None:
        self.rest()
        self._action = action
        self._taken.add(self.columns.sheet)
        self.outcome.tell_written(self._preview, self.rows.decisions.tally)
        self.outcome.buttons[TABLE].setVisible(bool(self.columns.others(self._taken)))
        self.go(self.outcome, DONE, self.lists.next_words or self.desk.texts("Open the event"))
        self.primary.setFocus()
        self._remember()

    def _remember(self) -> None:
        """The next list with these headings needs no choosing."""
        columns, desk = self.columns, self.desk
        today = dates.local(desk.stamp().at, desk.event.zone if desk.event else "UTC").date().isoformat()
        if not columns.shown.is_form:
            chosen = Layout(columns.mapping, columns.heading_row, today)
            desk.work.write(self, remember_layout, columns.layout_id, chosen, touches=frozenset())

    # -- afterwards ------------------------------------------------------------------------------------

    def _open(self) -> None:
        edited = self.outcome.edited
        self.opened.emit(self._returned.event if edited else self._preview.events[0].id)
        self.close()

    @Slot()
    def _undo(self) -> None:
        desk = self.desk
        job = desk.work.write(
            self,
            undo,
            desk.stamp(),
            self._action,
            then=self._undone,
            failed=self.tell_error,
            title=desk.texts("Undoing…"),
        )
        self.watch(job)

    def _undone(self, _answer: Any) -> None:
        self.rest()
        self._action = None
        self.outcome.tell_undone()
        self.go(self.outcome, DONE)
        self.outcome.buttons[ANOTHER].setFocus()

    @Slot()
    def _ask_refused(self) -> None:
        self._left_out.ask(self._preview.token, self._file.stem)

    # -- files dropped on any page but the first -------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.page in (self.drop, self.outcome) and dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if files := dropped_files(event.mimeData()):
            self.lists.take(files)
