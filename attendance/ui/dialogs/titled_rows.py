"""Rows under titles, as the tables of the dialogs have them; each table says what stands in its cells."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class TitledRows(QAbstractTableModel):
    """Read-only; a table that inherits it has ``data``."""

    def __init__(self, titles: Sequence[str], parent: Any, *, numbers: int = -1) -> None:
        """``titles`` in the reader's language; ``numbers`` is the column whose title stands at the right."""
        super().__init__(parent)
        self._titles, self._numbers = titles, numbers
        self._shown: Sequence[Any] = ()

    def put(self, rows: Sequence[Any]) -> None:
        """Other rows."""
        self.beginResetModel()
        self._shown = rows
        self.endResetModel()

    def repaint(self) -> None:
        """The same rows say something else now."""
        if self._shown:
            last = self.index(len(self._shown) - 1, len(self._titles) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._titles)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section == self._numbers else _LEFT
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None
