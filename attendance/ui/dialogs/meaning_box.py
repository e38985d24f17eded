"""What one column of a list means."""

from PySide6.QtCore import QAbstractItemModel

from attendance.imports.fields import IGNORE
from attendance.ui.dialogs.choice_box import ChoiceBox
from attendance.ui.parts import retone


class MeaningBox(ChoiceBox):
    """All meanings to choose from, shared by the boxes of all columns; quiet when the column is not read."""

    def __init__(self, column: int, meanings: QAbstractItemModel, name: str) -> None:
        super().__init__(name)
        self.column = column
        self.setModel(meanings)

    @property
    def meaning(self) -> str:
        return self.currentData()

    def mean(self, field: str, *, sure: bool = True) -> None:
        """Set it without telling; what is only guessed is quiet, too."""
        before = self.blockSignals(True)
        self.setCurrentIndex(max(0, self.findData(field)))
        self.blockSignals(before)
        self.setToolTip(self.currentText())
        self.show_quiet(sure=sure)

    def show_quiet(self, *, sure: bool = True) -> None:
        retone(self, "quiet", "true" if self.meaning == IGNORE or not sure else "false")
