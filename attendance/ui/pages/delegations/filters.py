"""The bar over the board: what delegations are wanting, and whether they stand as tiles or as a list."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from attendance.queries.delegation_board import Tile, Wanting
from attendance.ui.desk import Desk
from attendance.ui.pages.delegations.words import WANTINGS
from attendance.ui.parts import Chip, Segments, icon_button, lay, words

HEIGHT = 48
MARGIN, SPACING = 24, 8


class View(StrEnum):
    """How the page shows its delegations."""

    TILES = "tiles"
    LIST = "list"
    FOLLOW_UPS = "follow_ups"


class DelegationFilters(QWidget):
    """Chips with their counts; a chip that would find nothing is not shown.

    Attributes:
        changed: other wantings are asked for; ``wanted`` has them.
        view_changed: tiles, list or follow-ups; copy_wanted: the button was pressed.
    """

    changed = Signal()
    view_changed = Signal()
    copy_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.setFixedHeight(round(HEIGHT * desk.theme.text_size))
        self.wanted: frozenset[Wanting] = frozenset()
        row = lay(QHBoxLayout(self), margins=(MARGIN, 0, MARGIN, 8), spacing=SPACING)
        self._chips: dict[Wanting, Chip] = {}
        self._counts: dict[Wanting, int] = {}
        for wanting in WANTINGS:
            chip = self._chips[wanting] = Chip(desk.theme)
            chip.setProperty("filter", str(wanting))
            chip.clicked.connect(self._pressed)
            row.addWidget(chip)
        self._hint = words(texts("Type a code to jump, Enter opens, Space: all present"), "small")
        row.addWidget(self._hint)
        row.addStretch()
        self._said = words("", "muted")
        row.addWidget(self._said)
        self._copy = icon_button(desk.theme, texts("Copy the list"), "copy", self.copy_wanted.emit)
        row.addWidget(self._copy)
        views = (
            (View.TILES, texts("Tiles")),
            (View.LIST, texts("List")),
            (View.FOLLOW_UPS, texts("Follow-ups")),
        )
        self._views = Segments(views, texts("View"))
        self._views.chosen.connect(self._view_chosen)
        row.addWidget(self._views)
        self.show_view(View(desk.settings.get("view.delegations", View.TILES)))

    @property
    def view(self) -> View:
        return self._views.value

    def show_view(self, view: View) -> None:
        """Mark a view without telling."""
        self._views.choose(view)
        self._show()

    def count(self, tiles: Sequence[Tile], ticking: bool) -> None:
        """How many delegations each chip would find."""
        self._counts = {w: sum(tile.wants(w) for tile in tiles) for w in WANTINGS}
        if not ticking or not any(tile.came for tile in tiles):
            # Before the doors open nobody is here: that is no news.
            self._counts[Wanting.HEAD_HERE] = 0
        self._show()

    def say(self, text: str) -> None:
        """How many are shown."""
        self._said.setText(text)
        self._show()

    def ask_for(self, wanted: frozenset[Wanting]) -> None:
        """Narrow to delegations that want one of these."""
        self.wanted = wanted
        self._show()
        self.changed.emit()

    def lets(self, tile: Tile) -> bool:
        """Whether the chips let it through."""
        return not self.wanted or any(tile.wants(wanting) for wanting in self.wanted)

    def _show(self) -> None:
        board = self.view is not View.FOLLOW_UPS
        for wanting, chip in self._chips.items():
            on, count = wanting in self.wanted, self._counts.get(wanting, 0)
            said = f"{self._desk.texts(WANTINGS[wanting])}  {self._desk.texts.number(count)}"
            chip.show_on(on, said, "close" if on else "")
            chip.setVisible(board and (on or count > 0))
        quiet = not any(self._counts.values()) and not self.wanted
        self._hint.setVisible(quiet and self.view is View.TILES)
        self._copy.setVisible(self.view is not View.TILES)
        self._said.setVisible(bool(self._said.text()))
        self._fit()

    def _fit(self) -> None:
        """Where there is too little room, first the count goes, then the last chips that are not in use."""
        droppable = [self._said, *(c for w, c in reversed(self._chips.items()) if w not in self.wanted)]
        parts = (*self._chips.values(), self._hint, self._said, self._copy, self._views)
        for part in droppable:
            needed = sum(each.sizeHint().width() + SPACING for each in parts if not each.isHidden())
            if needed <= self.width() - 2 * MARGIN:
                return
            part.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show()

    @Slot()
    def _pressed(self) -> None:
        wanting = Wanting(self.sender().property("filter"))
        self.ask_for(self.wanted ^ {wanting})

    @Slot(object)
    def _view_chosen(self, view: View) -> None:
        self._desk.settings.put("view.delegations", str(view))
        self._show()
        self.view_changed.emit()
