"""The preview of a programme or of attendance: large numbers, what can be decided, and every line."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from attendance.language.lao import breakable
from attendance.ui import theme as look
from attendance.ui.desk import Desk
from attendance.ui.dialogs.count_button import CountButton
from attendance.ui.dialogs.dots import Dots
from attendance.ui.dialogs.plain_table import PlainTable, on_surface
from attendance.ui.dialogs.titled_rows import RIGHT, Index, TitledRows
from attendance.ui.parts import hairline, lay, words

ALL = "all"


class Shown(NamedTuple):
    """One line: its verdict, and the texts of its columns; the last one says why."""

    verdict: str
    cells: tuple[str, ...]


class LinesModel(TitledRows):
    """Lines of a preview, all of them or those with one verdict; the verdict's word is the second column."""

    def __init__(
        self, theme: look.Theme, titles: Sequence[str], verdicts: dict[str, tuple[str, str]], parent: Any
    ) -> None:
        super().__init__(titles, parent, numbers=0)
        self._theme, self._verdicts = theme, verdicts
        self._strong = look.font(semibold=True)
        self._dots = Dots(theme)
        self._all: Sequence[Shown] = ()

    def show(self, lines: Sequence[Shown]) -> None:
        self._all = lines
        self.narrow(ALL)

    def narrow(self, verdict: str) -> None:
        """Show the lines with this verdict."""
        self.put([line for line in self._all if verdict in (ALL, line.verdict)])

    def why(self, row: int) -> str:
        """The last column of a shown line, whole."""
        return self._shown[row].cells[-1] if 0 <= row < len(self._shown) else ""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._shown[index.row()], index.column()
        word, tone = self._verdicts[line.verdict]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return word if column == 1 else line.cells[column - (column > 1)]
        if role == Qt.ItemDataRole.DecorationRole and column == 1:
            return self._dots.dot(tone)
        if role == Qt.ItemDataRole.FontRole and column == 2:
            return self._strong
        if role == Qt.ItemDataRole.ForegroundRole and column in (0, len(self._titles) - 1):
            return QColor(self._theme.palette.muted)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == 0:
            return RIGHT
        return None


class TakingPage(QWidget):
    """Pressing a number shows the lines it counts; ``decisions`` stand between numbers and lines."""

    def __init__(
        self,
        desk: Desk,
        titles: Sequence[str],
        widths: Sequence[int],
        verdicts: dict[str, tuple[str, str]],
        decisions: QWidget,
    ) -> None:
        super().__init__()
        texts = desk.texts
        self.counts = {ALL: CountButton(desk.theme, texts, ALL, texts("All rows"), "")}
        for key, (word, tone) in verdicts.items():
            self.counts[key] = CountButton(desk.theme, texts, key, word, tone)
        group = QButtonGroup(self)
        row = lay(QHBoxLayout(), margins=(12, 8, 12, 0), spacing=4)
        for made in self.counts.values():
            group.addButton(made)
            row.addWidget(made)
        group.buttonClicked.connect(self._narrow)
        self._notes = words("", "small", wrap=True)
        self._notes.setContentsMargins(24, 2, 24, 6)
        self.model = LinesModel(desk.theme, titles, verdicts, self)
        self.table = PlainTable(self.model, desk.theme.row, texts("Rows of the list"))
        self.table.set_widths(widths)
        self.table.selectionModel().currentRowChanged.connect(self._show_whole)
        self._whole = words("", "muted", wrap=True)
        self._whole.setContentsMargins(24, 8, 24, 8)
        column = lay(QVBoxLayout(self))
        column.addLayout(row)
        column.addWidget(decisions)
        column.addWidget(self._notes)
        column.addWidget(hairline())
        column.addWidget(on_surface(self.table), 1)
        column.addWidget(hairline())
        column.addWidget(self._whole)

    def show_lines(self, lines: Sequence[Shown], notes: Sequence[str]) -> None:
        """What an import would do, and what was noticed about it."""
        self.counts[ALL].count(len(lines))
        for key, made in self.counts.items():
            if key != ALL:
                made.count(sum(line.verdict == key for line in lines))
        self.counts[ALL].setChecked(True)
        self._notes.setText("\n".join(breakable(note) for note in notes))
        self._notes.setVisible(bool(notes))
        self.model.show(lines)
        self.table.scrollToTop()
        self.table.selectRow(0)

    @Slot(object)
    def _narrow(self, pressed: CountButton) -> None:
        self.model.narrow(pressed.key)
        self.table.scrollToTop()
        self.table.selectRow(0)

    @Slot(QModelIndex, QModelIndex)
    def _show_whole(self, index: QModelIndex, _before: QModelIndex) -> None:
        self._whole.setText(breakable(self.model.why(index.row())) or " ")
