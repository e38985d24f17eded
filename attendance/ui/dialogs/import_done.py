"""The last page of an import: what happened, and the way back."""

from collections.abc import Callable
from typing import Any

from attendance.imports.answers import Preview, Returned
from attendance.imports.deciding import Tally
from attendance.language.marks import N_
from attendance.ui.desk import Desk
from attendance.ui.dialogs.done_page import DonePage

UNDO, SAVE, TABLE, ANOTHER = range(4)


class ImportDone(DonePage):
    """Undo, the rows left out, the file's other tables, another list."""

    def __init__(
        self,
        desk: Desk,
        undo: Callable[[], Any],
        save: Callable[[], Any],
        table: Callable[[], Any],
        another: Callable[[], Any],
    ) -> None:
        texts = desk.texts
        super().__init__(
            desk,
            (
                (texts("Undo"), "undo", undo),
                (texts("Save the rows left out…"), "export", save),
                (texts("Another table of this file"), "columns", table),
                (texts("Import another list"), "import", another),
            ),
        )
        self._texts = texts
        self.edited = False

    def tell_written(self, preview: Preview, told: Tally) -> None:
        """What the import added, and what became of the other rows."""
        self.edited = False
        texts, numbers = self._texts, told.verdicts
        sentence = texts.plural(
            "{n} participant was added from {name}.",
            "{n} participants were added from {name}.",
            numbers["added"],
            name=preview.name,
        )
        counts = (
            (N_("Updated: {n}"), numbers["updated"]),
            (N_("Unchanged: {n}"), numbers["unchanged"]),
            (N_("Same person: {n}"), numbers["merged"]),
            (N_("Perhaps the same person, kept apart: {n}"), numbers["offered"]),
            (N_("Left out: {n}"), numbers["refused"]),
            (N_("Withdrawn: {n}"), numbers["withdrawn"]),
        )
        rest = " · ".join(texts(said, n=texts.number(number)) for said, number in counts if number)
        self.tell(sentence, [rest])
        self.buttons[UNDO].show()
        self.buttons[SAVE].setVisible(bool(preview.refused))

    def tell_edited(self, returned: Returned, cells: int, rows: int) -> None:
        """What a workbook for editing changed."""
        self.edited = True
        texts = self._texts
        said = texts.plural(
            "{n} cell was changed from {name}.",
            "{n} cells were changed from {name}.",
            cells,
            name=returned.name,
        )
        counts = (
            (N_("Added: {n}"), rows),
            (N_("Stayed as it is: {n}"), len(returned.differences) - cells),
            (N_("Left out: {n}"), len(returned.refused)),
        )
        self.tell(said, [" · ".join(texts(word, n=texts.number(n)) for word, n in counts if n)])
        self.buttons[UNDO].show()
        self.buttons[SAVE].hide()

    def tell_undone(self) -> None:
        """The import was taken back; its plan still knows the rows left out."""
        self.tell(self._texts("The import was undone."), [self._texts("The file is as it was before.")])
        self.buttons[UNDO].hide()
