"""Shows all of the window, or only the door, as this computer and whoever works here want it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from attendance.ui.pages.checkin.views import VIEW, DoorView, View, view_wanted

if TYPE_CHECKING:
    from attendance.ui.main_window import MainWindow


class DoorSwitch(QObject):
    """Puts a view of the door in the place of everything else, and back.

    Attributes:
        door: the view that is shown, None while all of the window is.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.door: DoorView | None = None

    def begin(self) -> None:
        """The window was built anew."""
        self.door = None
        self.look()

    def look(self) -> None:
        """Show what is wanted now."""
        window, wanted = self._window, view_wanted(self._window.desk)
        if wanted == (self.door.view if self.door is not None else None):
            return
        if self.door is not None:
            self.door.hide()
            self.door.deleteLater()
        self.door = None if wanted is None else DoorView(window.desk, wanted)
        for part in (window.rail, window.inside, window.foot):
            part.setVisible(self.door is None)
        if self.door is not None:
            window.toasts.clear()
            self.door.left.connect(self.leave)
            window.row.addWidget(self.door, 1)
            self.door.show()
            self.door.take_focus()
        window.watch()

    def enter(self, view: View | None) -> None:
        """Show only the door from now on, also after a restart; None is all of the window again."""
        self._window.desk.settings.put(VIEW, view)
        self.look()

    @Slot()
    def leave(self) -> None:
        """All of the window again, where whoever works here may see it."""
        self.enter(None)
        if self.door is None:
            self._window.show_page("checkin")
