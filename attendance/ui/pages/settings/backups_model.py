"""The backups one may go back to, as a table that says what is in each."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from attendance.domain.errors import Refused
from attendance.language.marks import N_
from attendance.store.backup import Description
from attendance.ui import theme as look
from attendance.ui.desk import Desk
from attendance.ui.keeping import Shelved
from attendance.ui.pages.settings.parts import moment, size_said

TITLES = (N_("Written"), N_("Events"), N_("People"), N_("Last check-in"), N_("Where"))
WRITTEN, EVENTS, PEOPLE, CHECK_IN, WHERE = range(len(TITLES))
NUMBERS = (EVENTS, PEOPLE)

Index = QModelIndex | QPersistentModelIndex
Known = dict[tuple[str, int], Description | Refused]


class BackupsModel(QAbstractTableModel):
    """One row for each backup; ``known`` fills as they are described, and outlives the page."""

    def __init__(self, desk: Desk, known: Known, parent: Any) -> None:
        super().__init__(parent)
        self._desk, self._known = desk, known
        self._strong = look.font(semibold=True)
        self.rows: Sequence[Shelved] = ()

    def show(self, rows: Sequence[Shelved]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def unknown(self) -> Shelved | None:
        """The newest one nothing is known of yet."""
        return next((row for row in self.rows if _name(row) not in self._known), None)

    def learn(self, row: Shelved, inside: Description | Refused) -> None:
        """What is in one of them, or why that cannot be said."""
        self._known[_name(row)] = inside
        if row in self.rows:
            place = self.rows.index(row)
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(TITLES) - 1))

    def inside(self, row: Shelved) -> Description | Refused | None:
        return self._known.get(_name(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(TITLES)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._desk.texts(TITLES[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{row.backup.path}\n{size_said(self._desk.texts, row.backup.size)}"
        if role == Qt.ItemDataRole.AccessibleTextRole and column == WRITTEN:
            told = (self._text(row, place) for place in range(len(TITLES)))
            return ", ".join(filter(None, told))
        if role == Qt.ItemDataRole.FontRole and column == WRITTEN:
            return self._strong
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(row, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column)
        return None

    def _text(self, row: Shelved, column: int) -> str:
        texts, inside = self._desk.texts, self.inside(row)
        if column == WRITTEN:
            return moment(texts, row.backup.written)
        if column == WHERE:
            return self._where(row)
        if inside is None:
            return "…" if column == EVENTS else ""
        if isinstance(inside, Refused) or inside.problem is not None:
            return texts("Damaged") if column == EVENTS else ""
        if column == EVENTS:
            return texts.number(len(inside.events))
        if column == PEOPLE:
            return texts.number(inside.people)
        return moment(texts, inside.last_check_in)

    def _where(self, row: Shelved) -> str:
        texts = self._desk.texts
        if row.before_restore:
            return texts("Before a restore")
        if row.here and row.second:
            return texts("Both places")
        return texts("Second place") if row.second else texts("This computer")

    def _colour(self, row: Shelved, column: int) -> QColor | None:
        palette, inside = self._desk.theme.palette, self.inside(row)
        damaged = isinstance(inside, Refused) or (inside is not None and inside.problem is not None)
        if column == EVENTS and damaged:
            return QColor(palette.red)
        return QColor(palette.muted) if column == WHERE else None


def _name(row: Shelved) -> tuple[str, int]:
    return row.backup.path.name, row.backup.size


def _side(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
