"""What came of saving: where the files lie, what is not there and why, and the ways to them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from attendance.reports.missing import Missing
from attendance.ui.desk import Desk
from attendance.ui.flow import Flow
from attendance.ui.parts import button, lay, words

REASONS = 132
"""Points for the reasons, six lines; more of them scroll."""


class Done(QWidget):
    """Hidden until something was saved.

    Attributes:
        files: paths of what was saved last.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._texts = desk.texts
        self.files: list[str] = []
        column = lay(QVBoxLayout(self), spacing=6)
        self._saved = words("", "strong", "green", wrap=True)
        self._nothing = words("", "strong", wrap=True)
        self._missing = words("", wrap=True)
        # A set may lack many reports, each for its reason: the preview keeps its place.
        self._reasons = QScrollArea()
        self._reasons.setFrameShape(QFrame.Shape.NoFrame)
        self._reasons.setWidgetResizable(True)
        self._reasons.setMaximumHeight(REASONS)
        self._reasons.setAccessibleName(desk.texts("What is missing"))
        self._reasons.setWidget(self._missing)
        for part in (self._saved, self._nothing, self._reasons):
            column.addWidget(part)
        row = Flow()
        self.open_file = button(desk.theme, desk.texts("Open file"), "reports", pressed=self._open_file)
        self.open_folder = button(desk.theme, desk.texts("Open folder"), "folder", pressed=self._open_folder)
        for part in (self.open_file, self.open_folder):
            row.addWidget(part)
        column.addLayout(row)
        self.hide()

    def tell(self, files: Sequence[str], missing: Sequence[Missing]) -> None:
        """Show what was saved and what was not."""
        texts = self._texts
        self.files = list(files)
        if len(files) == 1:
            self._saved.setText(texts("Saved: {name}", name=Path(files[0]).name))
        else:
            self._saved.setText(texts.plural("{n} file is saved.", "{n} files are saved.", len(files)))
        self._nothing.setText(texts("Nothing was saved: there is nothing to hand over yet."))
        self._missing.setText("\n".join(one.told(texts) for one in missing))
        for part, shown in (
            (self._saved, files),
            (self._nothing, not files),
            (self._reasons, missing),
            (self.open_file, len(files) == 1),
            (self.open_folder, files),
        ):
            part.setVisible(bool(shown))
        self.show()
        if files:
            (self.open_file if len(files) == 1 else self.open_folder).setFocus()

    @Slot()
    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.files[0]))

    @Slot()
    def _open_folder(self) -> None:
        if self.files:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self.files[0]).parent)))
