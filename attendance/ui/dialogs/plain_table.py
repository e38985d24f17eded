"""A short list on a dialog's page, in the look of the window's large ones."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QHeaderView, QTableView

from attendance.ui.parts import lay

HEAD = 36


class PlainTable(QTableView):
    """No grid, whole rows, the last column takes the room that is left."""

    def __init__(self, model: QAbstractItemModel, row: int, name: str) -> None:
        super().__init__()
        self.setModel(model)
        self.setObjectName("plain")
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setIconSize(QSize(8, 8))
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        rows, head = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(row)
        rows.setDefaultSectionSize(row)
        head.setFixedHeight(HEAD)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setStretchLastSection(True)

    def set_widths(self, widths: Sequence[int]) -> None:
        """As wide as said, or as the column's title is in the language shown."""
        head = self.horizontalHeader()
        for column, width in enumerate(widths):
            self.setColumnWidth(column, max(width, head.sectionSizeHint(column)))


def on_surface(table: PlainTable) -> QFrame:
    """The table with its first column under the dialog's title."""
    made = QFrame()
    made.setObjectName("surface")
    lay(QHBoxLayout(made), margins=(12, 0, 0, 0)).addWidget(table)
    return made
