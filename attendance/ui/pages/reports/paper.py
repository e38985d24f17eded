"""How a report will look: its first pages, with arrows to the others, which are drawn when wanted."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attendance.ui.desk import Desk
from attendance.ui.parts import icon_button, lay, words
from attendance.ui.sheet_preview import Paper


class ReportPaper(QWidget):
    """The pages as pictures.

    Attributes:
        wide_wanted: the pages are wanted larger, or as small as before.
        more_wanted: somebody turned to the page after those that are drawn.
    """

    more_wanted = Signal()
    wide_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, texts = desk, desk.texts
        self._images: list[QImage] = []
        self._place, self._more = 0, False
        self._total: int | None = None
        self._first_ones = 0
        self._paper = Paper(desk)
        self.before = icon_button(desk.theme, texts("Page before"), "left", self._go_before)
        self.after = icon_button(desk.theme, texts("Page after"), "right", self._go_after)
        self._where = words("", "small")
        self.widen = icon_button(desk.theme, texts("Larger preview"), "wide", self.wide_wanted.emit)
        self._of = words(
            texts("The preview of a large event shows its first delegations and their totals."),
            "small",
            wrap=True,
        )
        column = lay(QVBoxLayout(self), spacing=4)
        column.addWidget(self._of)
        column.addWidget(self._paper, 1)
        row = lay(QHBoxLayout(), spacing=2)
        row.addStretch()
        for part in (self.before, self._where, self.after, self.widen):
            row.addWidget(part)
        row.addStretch()
        column.addLayout(row)
        self.say("")

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return len(self._images)

    @property
    def reads_on(self) -> bool:
        """Whether a page is in view that was drawn after the first ones."""
        return 0 < self._first_ones <= self._place

    def say(self, hint: str) -> None:
        """Words in the place of pages."""
        self._images, self._more, self._total = [], False, None
        self._first_ones = 0
        self._of.hide()
        self._paper.show_hint(hint)
        self._show(0)

    def show_pages(
        self, pages: Sequence[QImage], *, more: bool, part: bool = False, total: int | None = None
    ) -> None:
        """The first pages; the page that was looked at stays in view.

        Args:
            more: these are not all pages.
            part: these are of the first delegations alone, which is said.
            total: how many pages there are, where that is known.
        """
        self._images, self._more, self._total = list(pages), more, total
        self._first_ones = len(pages)
        self._of.setVisible(part)
        self._show(min(self._place, len(pages) - 1) if pages else 0)

    def add_pages(self, pages: Sequence[QImage], *, more: bool) -> None:
        """The pages after those that are there; the first of them is shown."""
        self._images += pages
        self._more = more
        self._show(min(self._place + 1, len(self._images) - 1))

    def show_again(self) -> None:
        """The page after this one does not come."""
        self._show(self._place)

    def begin_again(self) -> None:
        """The next pages are another report's: begin at the first."""
        self._place = 0

    def _show(self, place: int) -> None:
        self._place, count = place, len(self._images)
        for part in (self.before, self._where, self.after):
            part.setVisible(count > 1 or self._more)
        self.widen.setVisible(count > 0)
        texts = self._desk.texts
        known = self._total is not None or not self._more
        said = texts("Page {page} of {pages}") if known else texts("First pages: {page} of {pages}")
        pages = str(max(1, self._total or count))
        self._where.setText(said.replace("{page}", str(place + 1)).replace("{pages}", pages))
        self.before.setEnabled(place > 0)
        self.after.setEnabled(place < count - 1 or self._more)
        self._paper.show_image(self._images[place] if count else None)

    @Slot()
    def _go_before(self) -> None:
        self._show(max(0, self._place - 1))

    @Slot()
    def _go_after(self) -> None:
        if self._place == len(self._images) - 1 and self._more:
            self._where.setText(self._desk.texts("Drawing the preview…"))
            self.more_wanted.emit()
            return
        self._show(min(len(self._images) - 1, self._place + 1))
