"""What bringing in a programme and bringing in attendance have in common: file, preview, result, Undo."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from attendance.commands.undo import undo
from attendance.ui.desk import Desk
from attendance.ui.dialogs.done_page import DonePage
from attendance.ui.dialogs.drop_area import DropArea, dropped_files
from attendance.ui.dialogs.file_choice import choose_file, remember_folder
from attendance.ui.dialogs.step_dialog import AROUND, StepDialog
from attendance.ui.parts import button

SIZE = QSize(1160, 700)
UNDO, ANOTHER = range(2)


class TakingDialog(StepDialog):
    """Reads a file in the worker, shows what it would do, writes it by one verb.

    Attributes:
        opened: the id of the event, when the person wants to see what came in.
    """

    opened = Signal(object)
    people = Signal(object)
    """A file the person says is a list of people after all."""
    patterns = ""

    def __init__(
        self, desk: Desk, event: UUID, title: str, steps: tuple[str, ...], parent: QWidget | None
    ) -> None:
        texts = desk.texts
        super().__init__(desk, title, steps, parent)
        self.resize(SIZE.boundedTo(self.screen().availableSize() - AROUND))
        self.setAcceptDrops(True)
        self.event, self.file, self.preview = event, Path(), None
        self._title, self._last = title, len(steps) - 1
        self._action: UUID | None = None
        self.drop = DropArea(desk, self.choose, None, texts("Drop the file here"), self.kinds())
        self.drop.dropped.connect(self._dropped)
        self.outcome = DonePage(
            desk,
            (
                (texts("Undo"), "undo", self._undo),
                (texts("Import another file"), "import", self._ask_file),
            ),
        )
        for page in (self.drop, self.outcome):
            self.add_page(page)
        self.instead = button(desk.theme, texts("It is a list of people"), pressed=self._as_people)
        self.instead.hide()
        self.foot_row.insertWidget(1, self.instead)
        self.primary.clicked.connect(self.onward)
        self.back.clicked.connect(self.backward)
        self._ask_file()

    @Slot()
    def _as_people(self) -> None:
        self.people.emit(self.file)
        self.close()

    # -- what each of the two says ---------------------------------------------------------------------

    def kinds(self) -> str:
        """What files it takes, in a sentence."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Ask the worker what the file would do."""
        raise NotImplementedError

    def onward(self) -> None:
        raise NotImplementedError

    def backward(self) -> None:
        raise NotImplementedError

    # -- the file --------------------------------------------------------------------------------------

    @Slot()
    def _ask_file(self) -> None:
        self.forget_error()
        self.tell_about("")
        self.go(self.drop, 0)
        self.drop.choose.setFocus()

    @Slot()
    def choose(self) -> None:
        """Ask for a file."""
        texts = self.desk.texts
        kinds = f"{texts('Files')} ({self.patterns});;{texts('All files')} (*)"
        choose_file(self.desk, self, texts("Choose a file"), kinds, self._chosen)

    @Slot(object)
    def _dropped(self, files: Sequence[Path]) -> None:
        if files:
            self.look_at(files[0])

    @Slot(str)
    def _chosen(self, path: str) -> None:
        self.look_at(Path(path))

    @Slot(object)
    def look_at(self, file: Path) -> None:
        """Show what a file would do."""
        self.file = file
        remember_folder(self.desk, file)
        self.tell_about(file.name, str(file))
        self.begin()
        self.instead.setVisible(self.readable_as_people(file))
        self.prepare()

    @staticmethod
    def readable_as_people(file: Path) -> bool:
        return file.suffix.lower() not in (".ics", ".xml")

    def begin(self) -> None:
        """Forget what was decided about another file."""

    def ask_worker(self, function: str, *args: Any, then: Callable[[Any], None]) -> None:
        work = self.desk.work
        job = work.heavy(
            self, function, str(work.database.path), str(self.file), self.event, *args,
            then=then, failed=self._not_read, title=self.desk.texts("Reading {name}", name=self.file.name),
        )  # fmt: skip
        self.watch(job)

    def _not_read(self, error: Exception) -> None:
        self.rest()
        if self.preview is None:
            self._ask_file()
        self.tell_error(error)

    # -- writing ---------------------------------------------------------------------------------------

    def write(self, verb: Callable[..., Any], *args: Any) -> None:
        title = self.desk.texts("Importing {name}", name=self.file.name)
        work, stamp = self.desk.work, self.desk.stamp()
        job = work.write(
            self, verb, stamp, self.event, *args, then=self._written, failed=self.tell_error, title=title
        )
        self.watch(job)

    def _written(self, taken: Any) -> None:
        self.rest()
        self._action = taken.action
        sentence, lines = self.told(taken)
        self.outcome.tell(sentence, lines)
        self.outcome.buttons[UNDO].setVisible(taken.action is not None)
        self.instead.hide()
        self.go(self.outcome, self._last, self.desk.texts("Show it"))
        self.primary.setFocus()

    def told(self, taken: Any) -> tuple[str, list[str]]:
        """What was written: a sentence and quiet lines."""
        raise NotImplementedError

    @Slot()
    def _undo(self) -> None:
        texts = self.desk.texts
        job = self.desk.work.write(
            self, undo, self.desk.stamp(), self._action,
            then=self._undone, failed=self.tell_error, title=texts("Undoing…"),
        )  # fmt: skip
        self.watch(job)

    def _undone(self, _answer: Any) -> None:
        self.rest()
        texts = self.desk.texts
        self._action = None
        self.outcome.tell(texts("The import was undone."), [])
        self.outcome.buttons[UNDO].hide()
        self.go(self.outcome, self._last)
        self.outcome.buttons[ANOTHER].setFocus()

    def show_it(self) -> None:
        self.opened.emit(self.event)
        self.close()

    # -- files dropped on the first and the last page --------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.page in (self.drop, self.outcome) and dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._dropped(dropped_files(event.mimeData()))
