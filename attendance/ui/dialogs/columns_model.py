"""The columns of a list as rows: heading and examples; what each means stands beside them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from attendance.imports.mapping import Guess
from attendance.language import Texts
from attendance.language.marks import N_
from attendance.ui import theme as look
from attendance.ui.dialogs.titled_rows import Index, TitledRows

TITLES = (N_("Column of the list"), N_("For example"), N_("Means"))
HEADING, EXAMPLES, MEANS = range(len(TITLES))
SHOWN_EXAMPLES = 3


def column_name(texts: Texts, guess: Guess, left: int = 0) -> str:
    """The heading, or the column's letters as a spreadsheet shows them.

    Args:
        left: how many columns of the file stand before the table.
    """
    heading = " ".join(guess.heading.split())
    if heading:
        return heading
    letters, number = "", guess.column + left + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return texts("Column {letters}", letters=letters)


class ColumnsModel(TitledRows):
    """Read-only; the third column is covered by boxes to choose from."""

    def __init__(self, theme: look.Theme, texts: Texts, parent: Any) -> None:
        super().__init__([texts(title) for title in TITLES], parent)
        self._theme, self._texts = theme, texts
        self._strong = look.font(semibold=True)
        self._left = 0

    def show(self, guesses: Sequence[Guess], left: int = 0) -> None:
        self._left = left
        self.put(tuple(guesses))

    @property
    def guesses(self) -> tuple[Guess, ...]:
        return tuple(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        guess = self._shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            if index.column() == HEADING:
                return column_name(self._texts, guess, self._left)
            if index.column() == EXAMPLES:
                return "  ·  ".join(" ".join(text.split()) for text in guess.examples[:SHOWN_EXAMPLES])
        elif role == Qt.ItemDataRole.FontRole and index.column() == HEADING:
            return self._strong
        elif role == Qt.ItemDataRole.ForegroundRole and index.column() == EXAMPLES:
            return QColor(self._theme.palette.muted)
        return None
