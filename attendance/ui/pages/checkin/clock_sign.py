"""Says beside the event session whether it follows the clock, and changes that with one click."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from attendance.language.sentences import sentence
from attendance.ui.desk import Desk
from attendance.ui.icons import Sign
from attendance.ui.parts import Chip, button, lay, words


class ClockSign(Chip):
    """A chip: accented while the event session follows the clock; hidden on a day without any."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk.theme)
        self.setParent(parent)  # before it is shown, or it would be a window of its own
        self._desk = desk
        self.clicked.connect(self._pressed)
        desk.following.changed.connect(self.tell)
        self.tell()

    @Slot()
    def tell(self) -> None:
        """Whatever holds now."""
        desk, following, texts = self._desk, self._desk.following, self._desk.texts
        self.setVisible(following.found is not None or following.problem is not None)
        if not following.on:
            self.show_on(False, texts("Back to the clock"), "clock")
            self.setToolTip(texts("This event session was chosen by hand and stays."))
            return
        zone = desk.event.zone if desk.event else "UTC"
        said = texts("Follows the clock")
        if following.recently_switched and following.switched_at is not None:
            said = texts("Went on at {time}", time=texts.time(following.switched_at, zone))
        if following.room:
            said = f"{said} · {following.room}"
        self.show_on(True, said, "clock")
        self.setToolTip(texts("Scans and ticks are for the event session of now."))

    @Slot()
    def _pressed(self) -> None:
        following = self._desk.following
        if not following.on:
            following.turn(True)
            return
        room_menu(self._desk, self)


class TwoAtOnce(QFrame):
    """Two event sessions at once: says which, and asks for the room of this desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("notice")
        self.setProperty("tone", "amber")
        self._desk = desk
        row = lay(QHBoxLayout(self), margins=(12, 8, 12, 8), spacing=10)
        row.addWidget(Sign("warning", desk.theme.palette.amber))
        column = lay(QVBoxLayout())
        self.said = words("", wrap=True)
        column.addWidget(self.said)
        row.addLayout(column, 1)
        self.choose = button(desk.theme, desk.texts("Room of this desk"), pressed=self._choose)
        row.addWidget(self.choose)
        desk.following.changed.connect(self.tell)
        self.hide()

    @Slot()
    def tell(self) -> None:
        """Show it only while it holds."""
        following = self._desk.following
        refusal = following.refusal
        if refusal is not None:
            self.said.setText(sentence(self._desk.texts, refusal))
        self.choose.setVisible(bool(following.rooms()))
        self.setVisible(refusal is not None)

    @Slot()
    def _choose(self) -> None:
        room_menu(self._desk, self.choose)


def room_menu(desk: Desk, below: QWidget) -> None:
    """The rooms of this event, and staying with what is chosen."""
    following, texts = desk.following, desk.texts
    menu = QMenu(below)
    rooms = following.rooms()
    if rooms:
        for room in (None, *rooms):
            action = QAction(texts("All rooms") if room is None else room, menu)
            action.setData(("room", room))
            action.setCheckable(True)
            action.setChecked(following.room == room)
            menu.addAction(action)
        menu.addSeparator()
    stay = QAction(texts("Stay with this event session"), menu)
    stay.setData(("stay", None))
    menu.addAction(stay)
    menu.triggered.connect(_Choice(desk, menu).take)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(below.mapToGlobal(below.rect().bottomLeft()))


class _Choice(QObject):
    """Carries out what was chosen; it lives as long as its menu."""

    def __init__(self, desk: Desk, menu: QMenu) -> None:
        super().__init__(menu)
        self._desk = desk

    @Slot(QAction)
    def take(self, action: QAction) -> None:
        """One entry of the menu."""
        what, room = action.data()
        if what == "room":
            self._desk.following.choose_room(room)
        else:
            self._desk.following.turn(False)
