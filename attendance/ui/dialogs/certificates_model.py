"""Everybody before the rule for certificates, as a table."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from attendance.domain.certificates import Unit
from attendance.language.certificates import REASONS
from attendance.language.marks import N_
from attendance.reports.certificates import Judged, Judgement
from attendance.ui import theme as look
from attendance.ui.desk import Desk
from attendance.ui.dialogs.titled_rows import Index, TitledRows

TITLES = (N_("Name"), N_("Delegation"), N_("Result"), N_("Attended"), N_("Certificate no."), N_("Received"))
NAME, DELEGATION, RESULT, ATTENDED, NUMBER, RECEIVED = range(len(TITLES))

ALL, GRANTED, WITHHELD = "all", "granted", "withheld"


class CertificatesModel(TitledRows):
    """One row a person: how much they attended, and what came of it."""

    def __init__(self, desk: Desk, parent: Any) -> None:
        super().__init__([desk.texts(title) for title in TITLES], parent)
        self._desk = desk
        self._strong = look.font(semibold=True)
        self._found: Judgement | None = None
        self._which = ALL

    def show(self, found: Judgement) -> None:
        """Everybody of an event."""
        self._found = found
        self.narrow(self._which)

    def narrow(self, which: str) -> None:
        """Show everybody, or only those who get one, or only those who do not."""
        self._which = which
        lines = self._found.lines if self._found is not None else ()
        self.put(lines if which == ALL else [line for line in lines if line.granted is (which == GRANTED)])

    def line(self, row: int) -> Judged | None:
        """The person of a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        line, column = self._shown[index.row()], index.column()
        palette = self._desk.theme.palette
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(line, column)
        if role == Qt.ItemDataRole.FontRole and column == NAME:
            return self._strong
        if role == Qt.ItemDataRole.ForegroundRole and column == RESULT:
            return QColor(palette.green if line.granted else palette.muted)
        return None

    def words(self, line: Judged, column: int) -> str:
        """What stands in a cell."""
        texts, own = self._desk.texts, line.issued
        match column:
            case 0:
                return line.name
            case 1:
                return line.delegation.code
            case 2:
                return self._result(line)
            case 3:
                return self._attended(line)
            case 4:
                return (own.number or "") if own else ""
            case _:
                return texts.date_long(own.received_on) if own else ""

    def _attended(self, line: Judged) -> str:
        texts, whole = self._desk.texts, line.result.whole
        if not whole.expected or self._found is None:
            return ""
        rate = texts.percent(whole.attended / whole.expected)
        if self._found.rule.unit is Unit.MINUTES:
            return rate
        return f"{texts('{done} of {total}', done=whole.attended, total=whole.expected)} · {rate}"

    def _result(self, line: Judged) -> str:
        texts, own = self._desk.texts, line.issued
        said = texts("Gets one") if line.granted else texts("Gets none")
        if own is not None and own.granted is not None:
            return f"{said}: {own.decided_by} – {own.reason}"
        return said if line.granted else f"{said}: {texts(REASONS[line.result.why])}"
