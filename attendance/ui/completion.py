"""Words offered under a field while somebody types, with the look of every other list to choose from."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QObject, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QStyledItemDelegate

from attendance.ui.parts import retone

MOST_SEEN = 8


class Completion(QCompleter):
    """Finds what is typed anywhere in the words, capitals or not."""

    def __init__(self, offered: Sequence[str] | QAbstractItemModel, parent: QObject) -> None:
        super().__init__(parent)
        self.setModel(
            offered if isinstance(offered, QAbstractItemModel) else QStringListModel(list(offered), self)
        )
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setMaxVisibleItems(MOST_SEEN)

    def splitPath(self, path: str) -> list[str]:
        """Called for every letter: the first one dresses the list, which most fields never show."""
        popup = self.popup()
        if popup.property("role") != "offered":
            retone(popup, "role", "offered")
            popup.setItemDelegate(QStyledItemDelegate(popup))  # its own knows nothing of the style sheet
        return super().splitPath(path)
