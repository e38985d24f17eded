"""The event sessions of the open event, to choose one from under a button."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from attendance.ui.desk import Desk


def session_menu(desk: Desk, below: QWidget, picked: Callable[[QAction], None]) -> None:
    """Open the menu below a widget; ``picked`` gets the action whose data is the session's id."""
    menu = QMenu(below)
    for session in desk.sessions:
        action = QAction(desk.session_title(session), menu)
        action.setData(session.id)
        menu.addAction(action)
    menu.triggered.connect(picked)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))
