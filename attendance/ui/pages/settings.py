"""What belongs to this computer and this file."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from attendance.ui.desk import Desk
from attendance.ui.header import Header
from attendance.ui.page import PageAction
from attendance.ui.parts import lay
from attendance.ui.work import EVERYTHING


class SettingsPage(QWidget):
    """The page."""

    key, touched_by = "settings", EVERYTHING

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        column = lay(QVBoxLayout(self))
        column.addWidget(Header(desk, desk.texts("Settings")))
        column.addStretch()

    def refresh(self, touched: frozenset[str]) -> None:
        """Read again what is shown."""

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        self.setFocus()

    def actions(self) -> Sequence[PageAction]:
        """What can be done here."""
        return ()

    def show_target(self, target: Any) -> None:
        """Show what somebody pointed at."""
