"""Lists chosen, dropped or pasted, on their way into the import one after another."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from attendance.domain.errors import Refused
from attendance.ui.desk import Desk
from attendance.ui.dialogs.file_choice import choose_file, remember_folder
from attendance.ui.dialogs.step_dialog import StepDialog
from attendance.ui.pasting import KeptList, copied, keep

GUESS, PEOPLE = "attendance.imports.what_is_in:guess", "people"
PATTERNS = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.docx *.vcf *.htm *.html *.ics *.xml"


class ListQueue(QObject):
    """Each file has columns, a preview and an Undo of its own; what is left waits here.

    Attributes:
        wanted: the path of the next list.
        other: a file that holds something else than people, and what.
        ended: that was the last file.
        failed: why nothing can be pasted.
        left: the files that wait.
    """

    wanted = Signal(object)
    failed = Signal(object)
    other = Signal(object, str)
    ended = Signal()

    def __init__(self, desk: Desk, over: StepDialog, *, sure: bool = False) -> None:
        super().__init__(over)
        self._desk, self._over, self._sure = desk, over, sure
        self.left: list[Path] = []
        self._count = 0
        self._pasted: list[KeptList] = []

    @Slot()
    def choose(self) -> None:
        """Ask for files."""
        texts = self._desk.texts
        kinds = f"{texts('Lists')} ({PATTERNS});;{texts('All files')} (*)"
        choose_file(self._desk, self._over, texts("Choose lists"), kinds, self._chosen, many=True)

    @Slot(list)
    def _chosen(self, paths: list[str]) -> None:
        self.take([Path(path) for path in paths])

    @Slot()
    def paste(self) -> None:
        """Take the list that was copied elsewhere: a table, lines, cards or files."""
        found = copied()
        if found is None:
            self.failed.emit(Refused("nothing_to_paste"))
        elif found.files:
            self.take(found.files)
        else:
            name = self._desk.texts("Pasted rows")
            self._desk.work.aside(self, keep, found, name, then=self._kept, failed=self.failed.emit)

    def _kept(self, kept: KeptList) -> None:
        self._pasted.append(kept)  # the file is there as long as this object
        self.take((kept.file,))

    @Slot(object)
    def take(self, files: Sequence[Path]) -> None:
        """These files, in their order."""
        self.left, self._count = list(files), len(files)
        if self.left:
            self.take_next()

    @Slot()
    def take_next(self) -> None:
        """The first of those that wait."""
        file = self.left.pop(0)
        if not self.is_pasted(file):
            remember_folder(self._desk, file)
        if self._sure or self.is_pasted(file):
            self.wanted.emit(file)
            return
        told, title = partial(self._guessed, file), self._desk.texts("Reading {name}", name=file.name)
        job = self._desk.work.heavy(
            self._over, GUESS, str(file), then=told, failed=self._over.tell_error, title=title
        )
        self._over.watch(job)

    def _guessed(self, file: Path, kind: str) -> None:
        self._over.rest()
        if kind == PEOPLE:
            self.wanted.emit(file)
            return
        self.other.emit(file, str(kind))
        if self.left:
            self.take_next()
        else:
            self.ended.emit()

    def is_pasted(self, file: Path) -> bool:
        """Whether the file is one this dialog made of what was copied."""
        return any(file == kept.file for kept in self._pasted)

    @property
    def next_words(self) -> str:
        """What a button says that takes the next, '' when none waits."""
        return self._desk.texts("Next: {name}", name=self.left[0].name) if self.left else ""

    def about(self, file: Path) -> str:
        """The file's name, and which of several it is."""
        if self._count < 2:
            return file.name
        place = self._count - len(self.left)
        return self._desk.texts("{name} · {n} of {total}", name=file.name, n=place, total=self._count)
