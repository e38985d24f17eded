"""People of an attendance list who were not found, and what was decided about each."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from attendance.imports.attendance_answers import REASONS, Stranger, Whose
from attendance.language import Texts
from attendance.language.marks import N_
from attendance.ui import theme as look
from attendance.ui.dialogs.dots import Dots
from attendance.ui.dialogs.titled_rows import RIGHT, Index, TitledRows

TITLES = (N_("Row"), N_("Result"), N_("Name"), N_("Marks"), N_("Why"))
ROW, RESULT, NAME, MARKS, WHY = range(len(TITLES))


class StrangersModel(TitledRows):
    """One line for each; ``decided`` is by the key of a stranger, and whoever is not in it is left out."""

    def __init__(self, theme: look.Theme, texts: Texts, parent: Any) -> None:
        super().__init__([texts(title) for title in TITLES], parent, numbers=ROW)
        self._theme, self._texts = theme, texts
        self._strong = look.font(semibold=True)
        self._dots = Dots(theme)
        self.decided: dict[tuple[str, ...], Whose] = {}
        self.names: dict[UUID, str] = {}
        self.groups: Mapping[UUID, str] = {}

    def at(self, place: int) -> Stranger | None:
        """Who is in a line."""
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def shown(self) -> Sequence[Stranger]:
        return self._shown

    def result(self, one: Stranger) -> tuple[str, str]:
        """The word of a line and the tone of its dot."""
        who = self.decided.get(one.key)
        if who is None:
            return N_("Not decided"), "amber"
        if who.delegate is not None:
            return N_("Same person"), "green"
        return (N_("Added"), "green") if who.delegation is not None else (N_("Left out"), "red")

    def why(self, one: Stranger) -> str:
        """What a line says beside its word."""
        texts, who = self._texts, self.decided.get(one.key)
        if who is None:
            return texts(REASONS[one.code], name=one.other)
        if who.delegate is not None:
            name = one.other if who.delegate == one.suggested else self.names.get(who.delegate, "")
            return texts("The marks go to {name}.", name=name)
        if who.delegation is not None:
            return texts("New in {delegation}.", delegation=self.groups.get(who.delegation, ""))
        return texts("Left out by you.")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        one, column = self._shown[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(one, column)
        if role == Qt.ItemDataRole.DecorationRole and column == RESULT:
            return self._dots.dot(self.result(one)[1])
        if role == Qt.ItemDataRole.FontRole and column == NAME:
            return self._strong
        if role == Qt.ItemDataRole.ForegroundRole and column in (ROW, WHY):
            return QColor(self._theme.palette.muted)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (ROW, MARKS):
            return RIGHT
        return None

    def _text(self, one: Stranger, column: int) -> str:
        if column == RESULT:
            return self._texts(self.result(one)[0])
        if column == WHY:
            return self.why(one)
        return {ROW: str(one.number), NAME: one.name, MARKS: self._texts.number(one.marks)}[column]
