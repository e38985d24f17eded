"""The letters of an event or of one delegation: listed, added, edited in place, each with its scan."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QStandardPaths, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attendance.commands.letters import (
    LARGEST_SCAN,
    Added,
    Scan,
    add_letter,
    change_letter,
    drop_scan,
    remove_letter,
)
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.language.labels import label
from attendance.queries.letters import LetterRow, ScanRow, letters_of, scan_of
from attendance.ui.blank import Blank
from attendance.ui.desk import Desk
from attendance.ui.dialogs.file_choice import choose_file, remember_folder
from attendance.ui.error_bar import told
from attendance.ui.letter_editor import LetterEditor
from attendance.ui.parts import button, hairline, icon_button, lay, words
from attendance.ui.work import DELEGATIONS, EVENTS

MOST = 60
TOUCHED = frozenset({EVENTS, DELEGATIONS})


def _add(
    db: Any, stamp: Stamp, event: UUID, delegation: UUID | None, fields: dict[str, Any], scan: Scan | None
) -> Added:
    return add_letter(db, stamp, event, fields, delegation=delegation, scan=scan)


def _set_scan(db: Any, stamp: Stamp, letter: UUID, scan: Scan) -> UUID | None:
    return change_letter(db, stamp, letter, {}, scan=scan)


def read_scan(path: str) -> Scan:
    """The file as a scan; one byte more than may be kept is enough to be refused."""
    with Path(path).open("rb") as file:
        return Scan(Path(path).name, file.read(LARGEST_SCAN + 1))


def write_scan(scan: ScanRow, folder: str) -> str:
    """Put a scan where another program can open it; returns the path."""
    place = Path(folder) / "attendance-letters"
    place.mkdir(parents=True, exist_ok=True)
    path = place / Path(scan.name).name
    path.write_bytes(scan.content)
    return str(path)


class Letters(QWidget):
    """The list; it reads and writes by itself, and says what was done with an Undo."""

    def __init__(self, desk: Desk, *, alone: bool = False) -> None:
        """``alone`` on a page of its own: without a heading, and an empty list like every empty page."""
        super().__init__()
        self._desk = desk
        self._event: UUID | None = None
        self._delegation: UUID | None = None
        self._rows: list[LetterRow] = []
        self._editor: LetterEditor | None = None
        self._scan: Scan | None = None
        texts = desk.texts
        column = lay(QVBoxLayout(self), spacing=8)
        self.add = button(desk.theme, texts("Add letter"), "add", "flat", self.begin)
        self._blank: QWidget | None = None
        if alone:
            self._blank = Blank(desk.theme, texts("No letter yet."), texts("Add letter"), "add", self.begin)
            column.addWidget(self._blank, 1)
            self.add.setParent(self)
            self.add.hide()
        else:
            head = lay(QHBoxLayout(), spacing=8)
            head.addWidget(words(texts("Letters"), "heading"))
            head.addStretch()
            head.addWidget(self.add)
            column.addLayout(head)
        self._list = lay(QVBoxLayout(), spacing=0)
        column.addLayout(self._list)
        self._none = words(texts("No letter yet."), "muted", wrap=True)
        column.addWidget(self._none)
        if alone:
            column.addStretch()

    def show_of(self, event: UUID, delegation: UUID | None = None) -> None:
        """The letters of a delegation, or those of the whole event; called again, they are fresh."""
        if (event, delegation) != (self._event, self._delegation):
            self._close()
        self._event, self._delegation = event, delegation
        self._desk.work.read(self, letters_of, event, delegation, then=self._show, only_newest=True)

    def _show(self, rows: list[LetterRow]) -> None:
        self._rows = rows
        if self._editor is not None and self._editor.letter is not None:
            now = next((row for row in rows if row.id == self._editor.letter.id), None)
            if now is None:
                self._close()
                return
            self._editor.show_letter(now)
        self._lay_out()

    def _lay_out(self) -> None:
        """Every letter a line, the one being edited its form."""
        while (item := self._list.takeAt(0)) is not None:
            if (old := item.widget()) is not None and old is not self._editor:
                old.deleteLater()
        editing = self._editor.letter if self._editor else None
        for row in self._rows[:MOST]:
            here = editing is not None and row.id == editing.id
            self._list.addWidget(self._editor if here and self._editor else self._line(row))
        if self._editor is not None and editing is None:
            self._list.addWidget(self._editor)
        more = len(self._rows) - MOST
        empty = not self._rows and self._editor is None
        if self._blank is not None:
            self._blank.setVisible(empty)
        self._none.setVisible((empty and self._blank is None) or more > 0)
        if more > 0:
            told_more = self._desk.texts.plural("{n} more letter", "{n} more letters", more)
            self._none.setText(told_more)
        self.add.setEnabled(self._editor is None)

    def _line(self, row: LetterRow) -> QWidget:
        desk, texts = self._desk, self._desk.texts
        made = QWidget()
        column = lay(QVBoxLayout(made))
        line = lay(QHBoxLayout(), margins=(0, 6, 0, 6), spacing=8)
        kind = label(texts, row.kind) if row.kind else texts("Letter")
        line.addWidget(words(" ".join(part for part in (kind, row.number) if part), "strong"))
        told_rest = self._rest(row)
        about = words(told_rest, "muted", wrap=True)
        line.addWidget(about, 1)
        if row.scan and row.attachment:
            opens = icon_button(
                desk.theme,
                texts("Open scan: {name}", name=row.scan),
                "clip",
                partial(self._open_scan, row.attachment),
            )
            line.addWidget(opens)
        for name, icon, do in self._doings(row):
            line.addWidget(icon_button(desk.theme, name, icon, do))
        column.addLayout(line)
        column.addWidget(hairline())
        made.setAccessibleName(f"{kind} {row.number or ''} {told_rest}".strip())
        return made

    def _rest(self, row: LetterRow) -> str:
        texts = self._desk.texts
        parts = [texts.date_long(row.date), row.sender or ""]
        if row.deadline:
            parts.append(texts("answer by {date}", date=texts.date_long(row.deadline)))
        return " · ".join(part for part in parts if part)

    def _doings(self, row: LetterRow) -> list[tuple[str, str, Callable[[], None]]]:
        texts = self._desk.texts
        found: list[tuple[str, str, Callable[[], None]]] = [
            (texts("Edit letter"), "edit", partial(self.edit, row)),
            (texts("Remove letter"), "bin", partial(self._remove, row)),
        ]
        if row.scan:
            found.insert(0, (texts("Remove scan"), "cross", partial(self._drop, row)))
        return found

    # -- editing ---------------------------------------------------------------------------------------

    @Slot()
    def begin(self) -> None:
        """A form for a new letter."""
        self._edit(None)

    def edit(self, row: LetterRow, *_: Any) -> None:
        """A letter's form in its place."""
        self._edit(row)

    def _edit(self, row: LetterRow | None) -> None:
        self._close()
        editor = LetterEditor(self._desk, row)
        editor.added.connect(self._added_asked)
        editor.edited.connect(self._edited)
        editor.scan_wanted.connect(self._choose_scan)
        editor.closed.connect(self._close)
        self._editor = editor
        self._lay_out()
        editor.form.focus("number")

    @Slot()
    def _close(self) -> None:
        if self._editor is not None:
            self._editor.hide()
            self._editor.deleteLater()
            self._editor = None
        self._scan = None
        self._lay_out()

    @Slot(object)
    def _added_asked(self, fields: dict[str, Any]) -> None:
        if self._editor is not None:
            self._editor.done.setEnabled(False)
        self._write(_add, self._event, self._delegation, fields, self._scan, then=self._added)

    def _added(self, added: Added) -> None:
        self._close()
        self._done(self._desk.texts("Letter added."), added.action)
        self.add.setFocus()

    @Slot(str, object)
    def _edited(self, key: str, value: Any) -> None:
        if self._editor is not None and self._editor.letter is not None:
            self._write(change_letter, self._editor.letter.id, {key: value}, then=self._changed)

    def _changed(self, action: UUID | None) -> None:
        self._done(self._desk.texts("Letter changed."), action)

    def _remove(self, row: LetterRow, *_: Any) -> None:
        self._write(remove_letter, row.id, then=self._removed)

    def _removed(self, action: UUID) -> None:
        self._done(self._desk.texts("Letter removed."), action)

    def _drop(self, row: LetterRow, *_: Any) -> None:
        self._write(drop_scan, row.id, then=self._changed)

    def _write(self, verb: Any, *args: Any, then: Callable[[Any], None]) -> None:
        self._desk.work.write(
            self, verb, self._desk.stamp(), *args, then=then, failed=self._failed, touches=TOUCHED
        )

    def _done(self, said: str, action: UUID | None) -> None:
        self._desk.say(said, action)
        if self._event is not None:
            self.show_of(self._event, self._delegation)

    def _failed(self, error: Exception) -> None:
        said = told(self._desk.texts, error)
        if self._editor is not None and isinstance(error, Refused):
            self._editor.done.setEnabled(True)
            self._editor.form.complain("number", said)
            if self._editor.letter is not None:
                self._editor.show_letter(self._editor.letter)
        else:
            self._desk.say(said)

    # -- scans -----------------------------------------------------------------------------------------

    @Slot()
    def _choose_scan(self) -> None:
        texts = self._desk.texts
        kinds = f"{texts('Scans')} (*.pdf *.png *.jpg *.jpeg *.tif *.tiff);;{texts('All files')} (*)"
        choose_file(self._desk, self.window(), texts("Choose a scan"), kinds, self._scan_chosen)

    def _scan_chosen(self, path: str) -> None:
        remember_folder(self._desk, Path(path))
        self._desk.work.aside(self, read_scan, path, then=self._scan_read, failed=self._failed)

    def _scan_read(self, scan: Scan) -> None:
        if self._editor is None:
            return
        self._editor.show_scan(scan.name)
        if self._editor.letter is None:
            self._scan = scan
        else:
            self._write(_set_scan, self._editor.letter.id, scan, then=self._changed)

    def _open_scan(self, attachment: UUID, *_: Any) -> None:
        self._desk.work.read(self, scan_of, attachment, then=self._scan_found)

    def _scan_found(self, scan: ScanRow | None) -> None:
        if scan is None:
            self._desk.say(self._desk.texts("The scan is not on this computer."))
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.TempLocation)
        self._desk.work.aside(self, write_scan, scan, folder, then=self._show_file, failed=self._failed)

    def _show_file(self, path: str) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(path))
