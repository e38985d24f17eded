"""Brings a list in: file, columns, preview, result; nothing is written before the preview is accepted."""

from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from attendance.commands.undo import undo
from attendance.imports.importing import apply_in
from attendance.imports.preview import Look, Preview
from attendance.language.marks import N_
from attendance.ui.desk import Desk
from attendance.ui.dialogs.columns_page import ColumnsPage
from attendance.ui.dialogs.done_page import DonePage
from attendance.ui.dialogs.drop_area import DropArea, dropped_file
from attendance.ui.dialogs.file_choice import choose_file, remember_folder
from attendance.ui.dialogs.preview_page import PreviewPage
from attendance.ui.dialogs.step_dialog import StepDialog

WORK = "attendance.imports.preview:"
FILE, COLUMNS, PREVIEW, DONE = range(4)
UNDO, SAVE, ANOTHER = range(3)


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
        self.setAcceptDrops(True)
        self._file: Path | None = None
        self._preview: Preview | None = None
        self._action: UUID | None = None
        self.drop = DropArea(desk, self.choose)
        self.drop.dropped.connect(self.look_at)
        self.columns = ColumnsPage(desk, event)
        self.columns.changed.connect(self._columns_changed)
        self.rows = PreviewPage(desk)
        self.done = DonePage(
            desk,
            (
                (texts("Undo"), "undo", self._undo),
                (texts("Save the rows left out…"), "export", self._ask_refused),
                (texts("Import another list"), "import", self._ask_file),
            ),
        )
        for page in (self.drop, self.columns, self.rows, self.done):
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
        kinds = f"{texts('Lists')} (*.xlsx *.xlsm *.csv *.tsv *.txt);;{texts('All files')} (*)"
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
        elif self.page is self.done:
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
        writes = preview.updated + sum(preview.added.values())
        self.go(self.rows, PREVIEW, texts("Import"), back=True)
        self.primary.setEnabled(writes > 0)
        if not writes:
            self.hint.setText(texts("Nothing in this list is new."))
        (self.primary if writes else self.back).setFocus()

    # -- writing ---------------------------------------------------------------------------------------

    def _apply(self) -> None:
        work, texts = self.desk.work, self.desk.texts
        title = texts("Importing {name}", name=self._preview.name)
        job = work.write(
            self,
            apply_in,
            work.worker,
            self.desk.stamp(),
            self._preview,
            then=self._applied,
            failed=self.tell_error,
            title=title,
        )
        self.watch(job)

    def _applied(self, action: UUID | None) -> None:
        self.rest()
        self._action, preview, texts = action, self._preview, self.desk.texts
        added = preview.added["delegates"]
        sentence = texts.plural(
            "{n} participant was added from {name}.",
            "{n} participants were added from {name}.",
            added,
            name=preview.name,
        )
        self._show_done(sentence, self._rest_of_it(preview))

    def _rest_of_it(self, preview: Preview) -> list[str]:
        texts = self.desk.texts
        counts = (
            (N_("Updated: {n}"), preview.updated),
            (N_("Unchanged: {n}"), preview.unchanged),
            (N_("Same person: {n}"), len(preview.merged)),
            (N_("Perhaps the same person, kept apart: {n}"), len(preview.offers)),
            (N_("Left out: {n}"), len(preview.refused)),
        )
        return [" · ".join(texts(said, n=texts.number(number)) for said, number in counts if number)]

    def _show_done(self, sentence: str, lines: list[str]) -> None:
        self.done.tell(sentence, lines)
        written = self._action is not None
        self.go(self.done, DONE, self.desk.texts("Open the event") if written else "")
        self.done.buttons[UNDO].setVisible(written)
        self.done.buttons[SAVE].setVisible(bool(self._preview.refused))
        (self.primary if written else self.done.buttons[ANOTHER]).setFocus()

    # -- afterwards ------------------------------------------------------------------------------------

    def _open(self) -> None:
        self.opened.emit(self._preview.events[0].id)
        self.close()

    @Slot()
    def _undo(self) -> None:
        desk = self.desk
        desk.work.write(self, undo, desk.stamp(), self._action, then=self._undone, failed=self.tell_error)
        self.hold(desk.texts("Undoing…"))

    def _undone(self, _answer: Any) -> None:
        self.rest()
        self._action, texts = None, self.desk.texts
        self._show_done(texts("The import was undone."), [texts("The file is as it was before.")])

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
        if self.page in (self.drop, self.done) and dropped_file(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if (path := dropped_file(event.mimeData())) is not None:
            self.look_at(path)
