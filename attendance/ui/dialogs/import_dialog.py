"""Brings a list in: file, columns, preview, result; nothing is written before the preview is accepted."""

from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from attendance.commands.undo import undo
from attendance.imports.answers import Look, Preview, Returned
from attendance.imports.edited import apply_edited
from attendance.imports.importing import apply_in
from attendance.language import dates
from attendance.ui.desk import Desk
from attendance.ui.dialogs.columns_page import ColumnsPage
from attendance.ui.dialogs.differences_model import ALL
from attendance.ui.dialogs.differences_page import DifferencesPage
from attendance.ui.dialogs.drop_area import DropArea, dropped_file
from attendance.ui.dialogs.file_choice import choose_file, remember_folder
from attendance.ui.dialogs.import_done import ANOTHER, ImportDone
from attendance.ui.dialogs.preview_page import PreviewPage
from attendance.ui.dialogs.step_dialog import AROUND, StepDialog

WORK = "attendance.imports.preview:"
BACK = "attendance.imports.editing:read_back"
PATTERNS = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.docx *.vcf *.htm *.html"
FILE, COLUMNS, PREVIEW, DONE = range(4)
SIZE = QSize(1160, 700)
MANY = 5_000
"""Rows written at once from which the desks of an event under way are asked to wait first."""


class ImportDialog(StepDialog):
    """One list at a time.

    Attributes:
        opened: the id of an event the person wants to see now.
    """

    opened = Signal(object)

    def __init__(
        self,
        desk: Desk,
        event: UUID | None = None,
        file: Path | None = None,
        parent: QWidget | None = None,
    ) -> None:
        texts = desk.texts
        steps = (texts("File"), texts("Columns"), texts("Preview"), texts("Done"))
        super().__init__(desk, texts("Import a list"), steps, parent)
        self.resize(SIZE.boundedTo(self.screen().availableSize() - AROUND))
        self.setAcceptDrops(True)
        self._file: Path | None = None
        self._preview: Preview | None = None
        self._returned: Returned | None = None
        self._action: UUID | None = None
        self._warned = False
        self._saving = ""
        self.drop = DropArea(desk, self.choose)
        self.drop.dropped.connect(self.look_at)
        self.columns = ColumnsPage(desk, event)
        self.columns.changed.connect(self._columns_changed)
        self.rows = PreviewPage(desk)
        self.rows.decisions.changed.connect(self._decided)
        self.changes = DifferencesPage(desk)
        self.changes.model.decided.connect(self._chosen_changes)
        self.outcome = ImportDone(desk, self._undo, self._ask_refused, self._ask_file)
        for page in (self.drop, self.columns, self.rows, self.changes, self.outcome):
            self.add_page(page)
        self.primary.clicked.connect(self._onward)
        self.back.clicked.connect(self._backward)
        self._ask_file()
        if file is not None:
            self.look_at(file)

    # -- the file --------------------------------------------------------------------------------------

    @Slot()
    def _ask_file(self) -> None:
        self.forget_error()
        self.tell_about("")
        self.go(self.drop, FILE)
        self.drop.choose.setFocus()

    @Slot()
    def choose(self) -> None:
        """Ask for a file."""
        texts = self.desk.texts
        kinds = f"{texts('Lists')} ({PATTERNS});;{texts('All files')} (*)"
        choose_file(self.desk, self, texts("Choose a list"), kinds, self._chosen)

    @Slot(str)
    def _chosen(self, path: str) -> None:
        self.look_at(Path(path))

    @Slot(object)
    def look_at(self, file: Path) -> None:
        """Read a file in the worker and show its columns."""
        self._file = file
        remember_folder(self.desk, file)
        self.tell_about(file.name, str(file))
        title = self.desk.texts("Reading {name}", name=file.name)
        self.watch(
            self.desk.work.heavy(
                self, WORK + "look", str(file), then=self._looked, failed=self._not_read, title=title
            )
        )

    def _not_read(self, error: Exception) -> None:
        self._ask_file()
        self.tell_error(error)

    def _looked(self, look: Look) -> None:
        self.rest()
        if look.for_editing:
            self._compare()
            return
        self.columns.show_list(look, self._file.stem)
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
        self.hint.setText("" if ready else self.desk.texts("Say which column holds the names."))

    # -- the preview -----------------------------------------------------------------------------------

    @Slot()
    def _onward(self) -> None:
        if self.page is self.columns:
            self._prepare()
        elif self.page is self.rows:
            self._apply()
        elif self.page is self.changes:
            self._write_changes()
        elif self.page is self.outcome:
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
        job = work.heavy(
            self,
            WORK + "prepare",
            str(work.database.path),
            str(self._file),
            columns.sheet,
            None,
            columns.mapping,
            columns.options,
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
        model, desk = self.changes.model, self.desk
        job = desk.work.write(
            self,
            apply_edited,
            desk.stamp(),
            self._returned,
            model.cells,
            model.rows,
            then=self._changed,
            failed=self.tell_error,
            title=desk.texts("Importing {name}", name=self._returned.name),
        )
        self.watch(job)

    def _changed(self, action: UUID | None) -> None:
        self.rest()
        self._action = action
        model = self.changes.model
        self.outcome.tell_edited(self._returned, len(model.cells), len(model.rows))
        self.go(self.outcome, DONE, self.desk.texts("Open the event"))
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
        self.outcome.tell_written(self._preview, self.rows.decisions.tally)
        self.go(self.outcome, DONE, self.desk.texts("Open the event"))
        self.primary.setFocus()

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
        texts = self.desk.texts
        name = texts("{list} - left out", list=self._file.stem) + ".xlsx"
        kinds = texts("Workbooks") + " (*.xlsx)"
        choose_file(self.desk, self, texts("Save the rows left out"), kinds, self._save_refused, save_as=name)

    @Slot(str)
    def _save_refused(self, path: str) -> None:
        texts = self.desk.texts
        job = self.desk.work.heavy(
            self,
            WORK + "save_refused",
            self._preview.token,
            path,
            texts.language,
            then=self._saved,
            failed=self.tell_error,
            title=texts("Saving the rows left out"),
        )
        self._saving = path
        self.watch(job)

    def _saved(self, _answer: Any) -> None:
        self.rest()
        texts = self.desk.texts
        self.hint.setText(texts("Saved: {path}", path=Path(self._saving).name))

    # -- files dropped on any page but the first -------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.page in (self.drop, self.outcome) and dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := dropped_file(event.mimeData())) is not None:
            self.look_at(path)
