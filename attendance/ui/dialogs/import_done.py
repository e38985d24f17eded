"""The last page of an import: what happened, and the way back."""

from collections.abc import Callable
from typing import Any

from attendance.imports.answers import Preview
from attendance.language.marks import N_
from attendance.ui.desk import Desk
from attendance.ui.dialogs.done_page import DonePage

UNDO, SAVE, ANOTHER = range(3)


class ImportDone(DonePage):
    """Undo, the rows left out, another list."""

    def __init__(
        self, desk: Desk, undo: Callable[[], Any], save: Callable[[], Any], another: Callable[[], Any]
    ) -> None:
        texts = desk.texts
        super().__init__(
            desk,
            (
                (texts("Undo"), "undo", undo),
                (texts("Save the rows left out…"), "export", save),
                (texts("Import another list"), "import", another),
            ),
        )
        self._texts = texts

    def tell_written(self, preview: Preview) -> None:
        """What the import added, and what became of the other rows."""
        texts = self._texts
        sentence = texts.plural(
            "{n} participant was added from {name}.",
            "{n} participants were added from {name}.",
            preview.added["delegates"],
            name=preview.name,
        )
        counts = (
            (N_("Updated: {n}"), preview.updated),
            (N_("Unchanged: {n}"), preview.unchanged),
            (N_("Same person: {n}"), len(preview.merged)),
            (N_("Perhaps the same person, kept apart: {n}"), len(preview.offers)),
            (N_("Left out: {n}"), len(preview.refused)),
        )
        rest = " · ".join(texts(said, n=texts.number(number)) for said, number in counts if number)
        self.tell(sentence, [rest])
        self.buttons[UNDO].show()
        self.buttons[SAVE].setVisible(bool(preview.refused))

    def tell_undone(self) -> None:
        """The import was taken back; its plan still knows the rows left out."""
        self.tell(self._texts("The import was undone."), [self._texts("The file is as it was before.")])
        self.buttons[UNDO].hide()
