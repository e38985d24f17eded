"""The cells changed in a workbook for editing, as a table: what was, what is now, what shall be."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor

from attendance.domain.errors import Refused
from attendance.imports.answers import Addition, Difference, RefusedRow, Returned
from attendance.imports.edited import usual
from attendance.language import Texts
from attendance.language.marks import N_
from attendance.language.sentences import sentence
from attendance.ui import theme as look
from attendance.ui.dialogs.import_words import FIELDS
from attendance.ui.dialogs.titled_rows import RIGHT, Index, TitledRows

TITLES = (
    N_("Row"),
    N_("Name"),
    N_("Field"),
    N_("When exported"),
    N_("Now"),
    N_("In the workbook"),
    N_("Result"),
)
ROW, NAME, FIELD, WAS, NOW, NEW, RESULT = range(len(TITLES))
ALL, CHANGED, CONFLICT, ADDED, REFUSED, GONE = "all", "changed", "conflict", "added", "refused", "gone"

Line = Difference | Addition | RefusedRow | str


class DifferencesModel(TitledRows):
    """One line for each changed cell, each new row, each row that cannot be taken, each row taken out.

    Attributes:
        decided: what is taken has changed.
    """

    decided = Signal()

    def __init__(self, theme: look.Theme, texts: Texts, parent: Any) -> None:
        super().__init__([texts(title) for title in TITLES], parent, numbers=ROW)
        self._theme, self._texts = theme, texts
        self._strong = look.font(semibold=True)
        self._lines: dict[str, Sequence[Line]] = {}
        self._cells: set[tuple[int, str]] = set()
        self._rows: set[int] = set()
        self._asked: set[tuple[int, str]] = set()

    def show(self, returned: Returned) -> None:
        """Another workbook: everything is taken but what contradicts the file."""
        conflicts = [one for one in returned.differences if one.conflict]
        changed = [one for one in returned.differences if not one.conflict]
        lines: dict[str, Sequence[Line]] = {
            CHANGED: changed,
            CONFLICT: conflicts,
            ADDED: returned.additions,
            REFUSED: returned.refused,
            GONE: returned.gone,
        }
        self._lines = {ALL: [line for part in lines.values() for line in part], **lines}
        self._cells = set(usual(returned))
        self._rows = {one.row for one in returned.additions}
        self._asked = {(one.row, one.field) for one in conflicts}
        self.narrow(ALL)
        self.decided.emit()

    def narrow(self, kind: str) -> None:
        self.put(self._lines[kind])

    def count(self, kind: str) -> int:
        return len(self._lines.get(kind, ()))

    @property
    def cells(self) -> frozenset[tuple[int, str]]:
        """(row, field) of the cells to write."""
        return frozenset(self._cells)

    @property
    def rows(self) -> frozenset[int]:
        """The new rows to add."""
        return frozenset(self._rows)

    @property
    def undecided(self) -> int:
        """How many contradictions nobody has decided."""
        return len(self._asked)

    def take(self, places: Sequence[int], wanted: bool) -> None:
        """Whether these lines are written."""
        for place in places:
            line = self._shown[place]
            if isinstance(line, Difference):
                cell = line.row, line.field
                self._asked.discard(cell)
                (self._cells.add if wanted else self._cells.discard)(cell)
            elif isinstance(line, Addition):
                (self._rows.add if wanted else self._rows.discard)(line.row)
        self.repaint()
        self.decided.emit()

    def taken(self, place: int) -> bool | None:
        """Whether a line is written; None where that is no question."""
        line = self._shown[place]
        if isinstance(line, Difference):
            return (line.row, line.field) in self._cells
        return line.row in self._rows if isinstance(line, Addition) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(index.row(), index.column())
        if role == Qt.ItemDataRole.FontRole and index.column() == NEW:
            return self._strong
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._ink(index.row(), index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == ROW:
            return RIGHT
        return None

    def _ink(self, place: int, column: int) -> QColor | None:
        palette, line = self._theme.palette, self._shown[place]
        if column == RESULT:
            conflict = isinstance(line, Difference) and line.conflict
            gone = isinstance(line, str)
            tone = "muted" if gone else {True: "green", False: "muted", None: "red"}[self.taken(place)]
            return QColor(getattr(palette, "amber" if conflict and self._is_asked(line) else tone))
        return QColor(palette.muted) if column in (ROW, WAS) else None

    def _is_asked(self, line: Line) -> bool:
        return isinstance(line, Difference) and (line.row, line.field) in self._asked

    def _text(self, place: int, column: int) -> str:
        line, texts = self._shown[place], self._texts
        if isinstance(line, str):
            gone = texts("Its row was taken out; nothing is changed.")
            return {NAME: line, NEW: "", RESULT: gone}.get(column, "")
        if column == ROW:
            return str(line.row)
        if isinstance(line, RefusedRow):
            return sentence(texts, Refused(line.code, **line.details)) if column == RESULT else ""
        if column == NAME:
            return line.name
        if column == RESULT:
            return self._result(place, line)
        if isinstance(line, Addition):
            return {FIELD: texts("New row"), NEW: line.code}.get(column, "")
        empty = texts("empty")
        return {
            FIELD: texts(FIELDS.get(line.field, line.field)),
            WAS: line.was or empty,
            NOW: line.now or empty,
            NEW: line.new or empty,
        }[column]

    def _result(self, place: int, line: Difference | Addition) -> str:
        texts = self._texts
        if self._is_asked(line):
            return texts("Changed here, too: which one?")
        if isinstance(line, Addition):
            return texts("Added") if self.taken(place) else texts("Left out")
        return texts("Is written") if self.taken(place) else texts("Stays as it is now")
