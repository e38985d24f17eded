"""What becomes of every row of a list, as a table."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from attendance.domain.errors import Refused
from attendance.imports.answers import Missing, RefusedRow, Verdict
from attendance.imports.deciding import OTHER, SAME
from attendance.imports.planning import Merge
from attendance.language import Texts
from attendance.language.labels import label
from attendance.language.marks import N_
from attendance.language.sentences import sentence
from attendance.ui import theme as look
from attendance.ui.dialogs.decisions import MISSING, OFFERED, Decisions
from attendance.ui.dialogs.dots import Dots
from attendance.ui.dialogs.import_words import SKIPPED, VERDICTS, WITHDRAWN, fields_said, offered, reason
from attendance.ui.dialogs.titled_rows import RIGHT, Index, TitledRows

TITLES = (N_("Row"), N_("Result"), N_("Name"), N_("Delegation"), N_("Why, and what changes"))
ROW, RESULT, NAME, DELEGATION, WHY = range(len(TITLES))
ALL = "all"


class PreviewModel(TitledRows):
    """One row for each row of the list, all of them or those with one verdict; or people it has not."""

    def __init__(self, theme: look.Theme, texts: Texts, decisions: Decisions, parent: Any) -> None:
        super().__init__([texts(title) for title in TITLES], parent, numbers=ROW)
        self._theme, self._texts, self._decisions = theme, texts, decisions
        self._strong = look.font(semibold=True)
        self._dots = Dots(theme)
        self._merges: dict[int, Merge] = {}
        self._refused: dict[int, RefusedRow] = {}
        decisions.changed.connect(self.repaint)

    def show(self) -> None:
        """Another preview: all its rows."""
        preview = self._decisions.preview
        assert preview is not None
        self._merges = {merge.row: merge for merge in preview.merged}
        self._refused = {row.row: row for row in preview.refused}
        self.narrow(ALL)

    def narrow(self, verdict: str) -> None:
        """Show the rows with this verdict now; they stay shown when they are decided otherwise."""
        preview, decisions = self._decisions.preview, self._decisions
        assert preview is not None
        if verdict == ALL:
            self.put(preview.verdicts)
        elif verdict == MISSING:
            self.put(decisions.missing())
        elif verdict == OFFERED:
            self.put([row for row in preview.verdicts if row.row in decisions.offers])
        else:
            self.put([row for row in preview.verdicts if _counts_as(decisions.verdict(row)) == verdict])

    def at(self, place: int) -> Verdict | Missing | None:
        """What a line shows."""
        return self._shown[place] if 0 <= place < len(self._shown) else None

    def shown(self) -> Sequence[Verdict | Missing]:
        return self._shown

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == RESULT:
            return self._dots.dot(self.result(row)[1])
        if role == Qt.ItemDataRole.FontRole and column == NAME:
            return self._strong
        if role == Qt.ItemDataRole.ForegroundRole and column in (ROW, WHY):
            return QColor(self._theme.palette.muted)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == ROW:
            return RIGHT
        return None

    def _text(self, row: Verdict | Missing, column: int) -> str:
        if column == ROW:
            return str(row.row) if isinstance(row, Verdict) else ""
        if column == RESULT:
            return self._texts(self.result(row)[0])
        if column == NAME:
            return row.name
        return row.delegation if column == DELEGATION else self.why(row)

    def result(self, row: Verdict | Missing) -> tuple[str, str]:
        """The word of a line and the tone of its dot."""
        if isinstance(row, Missing):
            return WITHDRAWN if self._decisions.is_withdrawn(row) else VERDICTS[MISSING]
        verdict = self._decisions.verdict(row)
        return SKIPPED if verdict == "skipped" else VERDICTS[verdict]

    def why(self, row: Verdict | Missing) -> str:
        """The reason of a line, "" for none."""
        texts = self._texts
        if isinstance(row, Missing):
            return texts(
                "In the event as {status}, and no longer in the list.", status=label(texts, row.status)
            )
        if refused := self._refused.get(row.row):
            return sentence(texts, Refused(refused.code, **refused.details))
        if merge := self._merges.get(row.row):
            return reason(texts, merge.reason, merge.into_row)
        decision, changes = self._decisions.of(row.row), self._decisions.changes(row)
        if self._decisions.verdict(row) == "skipped":
            return texts("Left out by you.")
        said = texts("Changes: {fields}.", fields=fields_said(texts, [c.field for c in changes]))
        if offer := self._decisions.offers.get(row.row):
            if decision is None:
                return offered(texts, offer)
            if decision.choice == SAME and self._decisions.replaces(row):
                place = texts("In the place of row {row}, which is left out.", row=offer.other_row)
                return f"{place} {said}" if changes else place
            if decision.choice == SAME:
                same = texts("One person with {name}, {where}.", name=offer.other, where=offer.where)
                return f"{same} {said}" if changes else same
            if decision.choice == OTHER:
                return texts("Somebody else than {name}, {where}.", name=offer.other, where=offer.where)
        return said if changes else ""


def _counts_as(verdict: str) -> str:
    """Under which number a row is counted: what was left out by hand is left out."""
    return "refused" if verdict == "skipped" else "added" if verdict == OFFERED else verdict
