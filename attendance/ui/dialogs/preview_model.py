"""What becomes of every row of a list, as a table."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from attendance.domain.errors import Refused
from attendance.imports.answers import Preview, RefusedRow, Verdict
from attendance.imports.planning import Merge, Offer
from attendance.language import Texts
from attendance.language.marks import N_
from attendance.language.sentences import sentence
from attendance.ui import theme as look
from attendance.ui.dialogs.import_words import VERDICTS, fields_said, reason

TITLES = (N_("Row"), N_("Result"), N_("Name"), N_("Delegation"), N_("Why, and what changes"))
ROW, RESULT, NAME, DELEGATION, WHY = range(len(TITLES))
DOT = 8
ALL, OFFERED = "all", "offered"

Index = QModelIndex | QPersistentModelIndex


class PreviewModel(QAbstractTableModel):
    """One row for each row of the list, all of them or those with one verdict."""

    def __init__(self, theme: look.Theme, texts: Texts, parent: Any) -> None:
        super().__init__(parent)
        self._theme, self._texts = theme, texts
        self._strong = look.font(semibold=True)
        self._dots: dict[str, QIcon] = {}
        self._all: Sequence[Verdict] = ()
        self._shown: Sequence[Verdict] = ()
        self._offers: dict[int, Offer] = {}
        self._merges: dict[int, Merge] = {}
        self._refused: dict[int, RefusedRow] = {}

    def show(self, preview: Preview) -> None:
        self._all = preview.verdicts
        self._offers = {offer.row: offer for offer in preview.offers}
        self._merges = {merge.row: merge for merge in preview.merged}
        self._refused = {row.row: row for row in preview.refused}
        self.narrow(ALL)

    def narrow(self, verdict: str) -> None:
        """Show the rows with this verdict; ``offered`` are those that may be somebody else's."""
        self.beginResetModel()
        if verdict == ALL:
            self._shown = self._all
        elif verdict == OFFERED:
            self._shown = [row for row in self._all if row.row in self._offers]
        else:
            self._shown = [row for row in self._all if row.verdict == verdict]
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self._shown[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._text(row, column)
        if role == Qt.ItemDataRole.DecorationRole and column == RESULT:
            return self._dot(VERDICTS[self._verdict(row)][1])
        if role == Qt.ItemDataRole.FontRole and column == NAME:
            return self._strong
        if role == Qt.ItemDataRole.ForegroundRole and column in (ROW, WHY):
            return QColor(self._theme.palette.muted)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == ROW:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section == ROW else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return self._texts(TITLES[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def _text(self, row: Verdict, column: int) -> str:
        if column == ROW:
            return str(row.row)
        if column == RESULT:
            return self._texts(VERDICTS[self._verdict(row)][0])
        if column == NAME:
            return row.name
        return row.delegation if column == DELEGATION else self._why(row)

    def _verdict(self, row: Verdict) -> str:
        return OFFERED if row.row in self._offers else row.verdict

    def why(self, place: int) -> str:
        """The reason of a shown row, "" for none."""
        return self._why(self._shown[place]) if 0 <= place < len(self._shown) else ""

    def _why(self, row: Verdict) -> str:
        texts = self._texts
        if refused := self._refused.get(row.row):
            return sentence(texts, Refused(refused.code, **refused.details))
        if offer := self._offers.get(row.row):
            return reason(texts, offer.reason, offer.other_row, offer.details)
        if merge := self._merges.get(row.row):
            return reason(texts, merge.reason, merge.into_row)
        return texts("Changes: {fields}.", fields=fields_said(texts, row.fields)) if row.fields else ""

    def _dot(self, tone: str) -> QIcon:
        if tone not in self._dots:
            picture = QPixmap(DOT * 2, DOT * 2)
            picture.fill(Qt.GlobalColor.transparent)
            picture.setDevicePixelRatio(2)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(getattr(self._theme.palette, tone)))
            painter.drawEllipse(0, 0, DOT, DOT)
            painter.end()
            # The same in a selected row, which Qt would tint.
            dot = QIcon(picture)
            dot.addPixmap(picture, QIcon.Mode.Selected)
            self._dots[tone] = dot
        return self._dots[tone]
