"""What a workbook for editing would change: every cell, before anything is written."""

from PySide6.QtCore import QItemSelection, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from attendance.imports.answers import Returned
from attendance.language.lao import breakable
from attendance.language.marks import N_
from attendance.ui.desk import Desk
from attendance.ui.dialogs.count_button import CountButton
from attendance.ui.dialogs.differences_model import (
    ADDED,
    ALL,
    CHANGED,
    CONFLICT,
    GONE,
    REFUSED,
    RESULT,
    DifferencesModel,
)
from attendance.ui.dialogs.plain_table import PlainTable, on_surface
from attendance.ui.keys import Keys, Platform
from attendance.ui.parts import button, hairline, lay, words

WIDTHS = (60, 168, 132, 144, 144, 144)
KINDS = {
    ALL: (N_("All differences"), ""),
    CHANGED: (N_("Changed"), "blue"),
    CONFLICT: (N_("Contradictions"), "amber"),
    ADDED: (N_("Added"), "green"),
    REFUSED: (N_("Left out"), "red"),
    GONE: (N_("Row taken out"), "muted"),
}
_BY_KEY = {"L": True, "F": False}
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class _Lines(PlainTable):
    """The table; L takes the workbook's value, F keeps the file's; with Shift for all lines shown.

    Attributes:
        chosen: what was pressed, and whether for all.
    """

    chosen = Signal(bool, bool)

    def __init__(self, model: DifferencesModel, row: int, name: str) -> None:
        super().__init__(model, row, name)
        self._keys = Keys(Platform.named(QGuiApplication.platformName()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pressed = self._keys.shortcut(event)
        letter = pressed.removeprefix("Shift+")
        if letter in _BY_KEY and not event.modifiers() & _HELD:
            self.chosen.emit(_BY_KEY[letter], pressed.startswith("Shift+"))
        else:
            super().keyPressEvent(event)


class DifferencesPage(QWidget):
    """Pressing a number shows the lines it counts.

    Attributes:
        model: the lines, and which of them are written.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        texts = desk.texts
        self._texts = texts
        self.model = DifferencesModel(desk.theme, texts, self)
        self.counts = {
            key: CountButton(desk.theme, texts, key, texts(word), tone) for key, (word, tone) in KINDS.items()
        }
        group = QButtonGroup(self)
        row = lay(QHBoxLayout(), margins=(12, 8, 12, 0), spacing=4)
        for made in self.counts.values():
            group.addButton(made)
            row.addWidget(made)
        group.buttonClicked.connect(self._narrow)
        self._facts = words("", wrap=True)
        self._facts.setContentsMargins(24, 6, 24, 10)
        self.table = _Lines(self.model, desk.theme.row, texts("Differences"))
        self.table.set_widths(WIDTHS)
        self.table.chosen.connect(self._choose)
        self.table.selectionModel().selectionChanged.connect(self._show_line)
        self._whole = words("", "muted", wrap=True)
        theme = desk.theme
        self.take = button(theme, texts("Take the workbook’s"), pressed=self._take)
        self.keep = button(theme, texts("Keep the file’s"), pressed=self._keep)
        self.take_all = button(theme, texts("Take all shown"), pressed=self._take_all)
        self.keep_all = button(theme, texts("Keep all shown"), pressed=self._keep_all)
        self.take.setToolTip(texts("{words} (key {key})", words=texts("Take the workbook’s"), key="L"))
        self.keep.setToolTip(texts("{words} (key {key})", words=texts("Keep the file’s"), key="F"))
        foot = lay(QHBoxLayout(), margins=(24, 8, 24, 8), spacing=8)
        foot.addWidget(self._whole, 1)
        for part in (self.take, self.keep, self.take_all, self.keep_all):
            part.setAutoDefault(False)
            foot.addWidget(part)
        column = lay(QVBoxLayout(self))
        column.addLayout(row)
        column.addWidget(self._facts)
        column.addWidget(hairline())
        column.addWidget(on_surface(self.table), 1)
        column.addWidget(hairline())
        column.addLayout(foot)

    def show_returned(self, returned: Returned) -> None:
        """What came back."""
        texts = self._texts
        self.model.show(returned)
        for key, made in self.counts.items():
            made.count(self.model.count(key))
        self.counts[ALL].setChecked(True)
        told = (
            texts("Event: {title}", title=returned.title),
            texts.plural("{n} row", "{n} rows", returned.rows),
            texts("Unchanged: {n}", n=texts.number(returned.unchanged)),
        )
        self._facts.setText(" · ".join(told))
        self.table.scrollToTop()
        self.table.selectRow(0)
        self._show_line()

    @Slot(object)
    def _narrow(self, pressed: CountButton) -> None:
        self.model.narrow(pressed.key)
        self.table.scrollToTop()
        self.table.selectRow(0)
        self.table.setFocus()

    @property
    def _place(self) -> int:
        rows = self.table.selectionModel().selectedRows()
        return rows[0].row() if rows else -1

    @Slot(QItemSelection, QItemSelection)
    def _show_line(self, *_: QItemSelection) -> None:
        place = self._place
        question = place >= 0 and self.model.taken(place) is not None
        self.take.setEnabled(question)
        self.keep.setEnabled(question)
        said = self.model.index(place, RESULT).data() if place >= 0 else ""
        self._whole.setText(breakable(said) or " ")

    @Slot(bool, bool)
    def _choose(self, wanted: bool, every: bool) -> None:
        place = self._place
        if place < 0:
            return
        self.model.take(range(self.model.rowCount()) if every else [place], wanted)
        if not every and self.table.hasFocus() and place + 1 < self.model.rowCount():
            self.table.selectRow(place + 1)
        self._show_line()

    @Slot()
    def _take(self) -> None:
        self._choose(True, every=False)

    @Slot()
    def _keep(self) -> None:
        self._choose(False, every=False)

    @Slot()
    def _take_all(self) -> None:
        self._choose(True, every=True)

    @Slot()
    def _keep_all(self) -> None:
        self._choose(False, every=True)
