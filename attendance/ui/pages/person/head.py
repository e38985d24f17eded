"""Who is shown: photo, both names, standing, and what one does most."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attendance.language.labels import label
from attendance.queries.person import Person
from attendance.ui.desk import Desk
from attendance.ui.pages.delegates.wording import TONES
from attendance.ui.pages.person.photo import PersonPhoto
from attendance.ui.pages.person.preview import listed_name
from attendance.ui.parts import button, icon_button, lay, retone, words


class PersonHead(QWidget):
    """The part of the pane that stays while the rest scrolls.

    Attributes:
        check_in_wanted, wide_wanted, menu_wanted: a button was pressed.
    """

    check_in_wanted = Signal()
    wide_wanted = Signal()
    menu_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.photo = PersonPhoto(desk)
        self._name, self._other = words("", "heading", wrap=True), words("", "muted", wrap=True)
        self._dot, self._standing = words("●"), words("", wrap=True)
        for told in (self._name, self._other):
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        names = lay(QVBoxLayout(), spacing=2)
        names.addWidget(self._name)
        names.addWidget(self._other)
        line = lay(QHBoxLayout(), spacing=6)
        line.addWidget(self._dot, alignment=Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._standing, 1)
        names.addLayout(line)
        names.addStretch()
        top = lay(QHBoxLayout(), spacing=12)
        top.addWidget(self.photo, alignment=Qt.AlignmentFlag.AlignTop)
        top.addLayout(names, 1)
        row = lay(QHBoxLayout(), spacing=4)
        row.addWidget(button(desk.theme, texts("Check in"), "tick", pressed=self.check_in_wanted.emit))
        row.addStretch()
        self.widen = icon_button(desk.theme, texts("Wide form"), "wide", self.wide_wanted.emit)
        self.more = icon_button(desk.theme, texts("More"), "more", self.menu_wanted.emit)
        row.addWidget(self.widen)
        row.addWidget(self.more)
        column = lay(QVBoxLayout(self), margins=(20, 16, 20, 12), spacing=12)
        column.addLayout(top)
        column.addLayout(row)

    def show_person(self, seen: Person) -> None:
        """Show this delegate."""
        desk, fields = self._desk, seen.fields
        latin, official = listed_name(fields), fields["name_official"]
        self._name.setText(desk.pick(latin, official))
        other = desk.other(latin, official)
        self._other.setText(other)
        self._other.setVisible(bool(other))
        tone = TONES.get(fields["status"])
        retone(self._dot, "tone", str(tone) if tone else "")
        retone(self._dot, "role", "" if tone else "muted")
        said = (
            label(desk.texts, fields["status"]),
            label(desk.texts, fields["capacity"]),
            seen.delegation_code,
        )
        self._standing.setText(" · ".join(said))
        self.photo.show_photo(seen.photo)
