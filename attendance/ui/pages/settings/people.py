"""People at this desk: their names, what they may do, and their PINs."""

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from attendance.commands.operators import (
    LONGEST_NAME,
    LONGEST_PIN,
    SHORTEST_PIN,
    add_operator,
    change_operator,
)
from attendance.commands.people import Made
from attendance.domain.kinds import Role
from attendance.domain.roles import Act
from attendance.language.labels import label
from attendance.language.marks import N_
from attendance.queries.operators import OperatorRow
from attendance.ui.desk import Desk
from attendance.ui.dialogs.choice_box import ChoiceBox
from attendance.ui.error_bar import told
from attendance.ui.pages.settings.parts import Section
from attendance.ui.parts import button, hairline, lay, retone, words
from attendance.ui.value_popup import ValuePopup
from attendance.ui.work import EVENTS

ROLE_WIDTH, PIN_WIDTH, SERVICE_WIDTH = 176, 128, 116
ABOUT_ROLE = {
    Role.COORDINATOR: N_("does everything"),
    Role.DESK: N_("checks people in, ticks lists, adds who comes without being on the list"),
    Role.USHER: N_("sees the door view and checks people in"),
    Role.READER: N_("looks, and changes nothing"),
}


class Roles(ChoiceBox):
    """One of the roles; the tool tip says what it may do."""

    def __init__(self, desk: Desk, role: str) -> None:
        super().__init__(desk.texts("Role"))
        for place, one in enumerate(Role):
            self.addItem(label(desk.texts, one), one)
            self.setItemData(place, desk.texts(ABOUT_ROLE[one]), Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(list(Role).index(Role(role)))
        self.setFixedWidth(round(ROLE_WIDTH * desk.theme.text_size))


class Line(QWidget):
    """One person.

    Attributes:
        changed: the id, and the fields somebody changed; pin_wanted: the PIN's button was pressed.
    """

    changed = Signal(object, object)
    pin_wanted = Signal(object)

    def __init__(self, desk: Desk, one: OperatorRow) -> None:
        super().__init__()
        self.one, texts, theme = one, desk.texts, desk.theme
        row = lay(QHBoxLayout(self), margins=(0, 6, 0, 6), spacing=8)
        self.name = QLineEdit(one.name)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(texts("Name of {name}", name=one.name))
        self.name.editingFinished.connect(self._renamed)
        row.addWidget(self.name, 1)
        self.role = Roles(desk, one.role)
        self.role.setAccessibleName(texts("Role of {name}", name=one.name))
        self.role.activated.connect(self._given_role)
        row.addWidget(self.role)
        pin = texts("Change PIN") if one.has_pin else texts("Set PIN")
        self.pin = button(theme, pin, pressed=self._pin)
        self.pin.setAccessibleName(texts("{what}: {name}", what=pin, name=one.name))
        self.pin.setFixedWidth(round(PIN_WIDTH * theme.text_size))
        row.addWidget(self.pin)
        service = texts("Out of service") if one.active else texts("Into service")
        self.service = button(theme, service, kind="link", pressed=self._serve)
        self.service.setAccessibleName(texts("{what}: {name}", what=service, name=one.name))
        self.service.setFixedWidth(round(SERVICE_WIDTH * theme.text_size))
        row.addWidget(self.service)
        for part in (self.name, self.role, self.pin):
            part.setEnabled(one.active)

    @Slot()
    def _renamed(self) -> None:
        name = " ".join(self.name.text().split())
        if name != self.one.name:
            self.changed.emit(self.one.id, {"name": name})

    @Slot(int)
    def _given_role(self, place: int) -> None:
        if (role := list(Role)[place]) != self.one.role:
            self.changed.emit(self.one.id, {"role": role})

    @Slot()
    def _pin(self) -> None:
        self.pin_wanted.emit(self.one.id)

    @Slot()
    def _serve(self) -> None:
        self.changed.emit(self.one.id, {"active": not self.one.active})


class PeopleSection(Section):
    """The people of this file; each change is kept at once and can be taken back."""

    key = "people"

    def __init__(self, desk: Desk) -> None:
        texts = desk.texts
        about = texts(
            "Whoever works here stands beside everything they do. Where nobody is set up, nothing is asked."
        )
        super().__init__(desk, texts("People at this desk"), about)
        self.notice = words("", "muted", wrap=True)
        self.notice.setContentsMargins(0, 0, 0, 8)
        self.add(self.notice)
        self._holder = QWidget()
        self._column = lay(QVBoxLayout(self._holder))
        self.add(self._holder)
        self.lines: list[Line] = []
        self._proposed = ""
        self._popup: ValuePopup | None = None
        self._popup_for: UUID | None = None
        self.column.addSpacing(8)
        self.add(self._build_adding())
        self.problem = words("", tone="red", wrap=True)
        self.problem.hide()
        self.add(self.problem)
        self.column.addSpacing(12)
        for role in Role:
            said = texts("{role}: {about}.", role=label(texts, role), about=texts(ABOUT_ROLE[role]))
            self.add(words(said, "small", wrap=True))
        self.column.addSpacing(8)
        self.add(
            words(
                texts(
                    "A PIN keeps somebody from signing as another. It does not lock the file:"
                    " whoever can copy it can read it."
                ),
                "small",
                wrap=True,
            )
        )
        self.column.addStretch(1)
        desk.crew.changed.connect(self._fill)
        self._fill()

    def _build_adding(self) -> QWidget:
        desk, texts = self.desk, self.desk.texts
        made = QWidget()
        row = lay(QHBoxLayout(made), margins=(0, 6, 0, 6), spacing=8)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setPlaceholderText(texts("Another person"))
        self.name.setAccessibleName(texts("Another person"))
        self.name.returnPressed.connect(self.add_person)
        self.role = Roles(desk, Role.DESK)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(LONGEST_PIN)
        self.pin.setPlaceholderText(texts("No PIN"))
        self.pin.setAccessibleName(texts("PIN"))
        self.pin.setFixedWidth(round(PIN_WIDTH * desk.theme.text_size))
        self.pin.returnPressed.connect(self.add_person)
        self.add_button = button(desk.theme, texts("Add"), "add", pressed=self.add_person)
        self.add_button.setFixedWidth(round(SERVICE_WIDTH * desk.theme.text_size))
        row.addWidget(self.name, 1)
        for part in (self.role, self.pin, self.add_button):
            row.addWidget(part)
        for part in (self.name, self.role, self.pin, self.add_button):
            desk.crew.guard(part, Act.RUN)
        return made

    def shown_again(self) -> None:
        self.desk.crew.read()

    @Slot()
    def _fill(self) -> None:
        """The list as it stands; rebuilt only when somebody changed, or it would take the keyboard away."""
        desk, crew = self.desk, self.desk.crew
        self._say_how_it_stands()
        if [line.one for line in self.lines] != crew.people:
            while (item := self._column.takeAt(0)) is not None:
                if (part := item.widget()) is not None:
                    part.hide()
                    part.deleteLater()
            self.lines = []
            for one in crew.people:
                line = Line(desk, one)
                line.changed.connect(self.change)
                line.pin_wanted.connect(self.ask_pin)
                self._column.addWidget(line)
                self._column.addWidget(hairline())
                self.lines.append(line)
        if crew.known and not crew.people and not self.name.text():
            # The first is most likely the person who sits here, and somebody must do everything.
            self._proposed = desk.operator
            self.name.setText(self._proposed)
            self.role.setCurrentIndex(list(Role).index(Role.COORDINATOR))
        elif crew.people and self.name.text() == self._proposed:
            self.name.clear()
        for line in self.lines:
            line.setEnabled(crew.may(Act.RUN))
            line.service.setVisible(crew.may(Act.RUN))

    def _say_how_it_stands(self) -> None:
        desk, crew, texts = self.desk, self.desk.crew, self.desk.texts
        said, tone = "", ""
        if not crew.may(Act.RUN):
            said, tone = crew.reason(), "amber"
        elif not crew.working:
            said = texts("Everything done here is signed {name}.", name=desk.operator)
        elif not any(one.has_pin and one.role == Role.COORDINATOR for one in crew.working):
            said = texts("No coordinator has a PIN yet: everybody may choose any name.")
        self.notice.setText(said)
        self.notice.setVisible(bool(said))
        retone(self.notice, "tone", tone)

    # -- changes ------------------------------------------------------------------------------------------

    @Slot()
    def add_person(self) -> None:
        """Whoever stands in the lowest row."""
        self.desk.work.write(
            self, _add, self.desk.stamp(), self.name.text(), self.role.currentData(), self.pin.text(),
            then=self._added, failed=self._refused, touches=frozenset({EVENTS}),
        )  # fmt: skip

    def _added(self, made: Made) -> None:
        desk, name = self.desk, " ".join(self.name.text().split())
        self._complain("")
        first = not desk.crew.working
        role = self.role.currentData()
        self.name.clear()
        self.pin.clear()
        self.role.setCurrentIndex(list(Role).index(Role.DESK))
        if first and role == Role.COORDINATOR:
            desk.crew.become(name)  # or whoever just set themselves up would be kept out
        desk.say(desk.texts("{name} works at this desk.", name=name), made.action)
        self.name.setFocus()

    @Slot(object, object)
    def change(self, who: UUID, fields: dict[str, Any]) -> None:
        """Write a person's name, role, PIN or service."""
        one = next((one for one in self.desk.crew.people if one.id == who), None)
        if one is None:
            return
        self.desk.work.write(
            self, change_operator, self.desk.stamp(), who, fields,
            then=partial(self._changed, one, fields), failed=self._refused, touches=frozenset({EVENTS}),
        )  # fmt: skip

    def _changed(self, one: OperatorRow, fields: dict[str, Any], action: UUID | None) -> None:
        desk, texts = self.desk, self.desk.texts
        self._complain("")
        if self._popup is not None:
            self._popup.close()
        name = fields.get("name", one.name)
        if one.name == desk.operator and ("name" in fields or fields.get("pin")):
            desk.crew.become(name)  # whoever gives themselves a name or a PIN is still the same person
        if fields.get("pin"):
            said = texts("{name} has a PIN now.", name=name)
        elif "pin" in fields:
            said = texts("{name} has no PIN any more.", name=name)
        elif fields.get("active"):
            said = texts("{name} works at this desk.", name=name)
        elif "active" in fields:
            said = texts("{name} is out of service.", name=name)
        elif "role" in fields:
            said = texts("{name}: {role}", name=name, role=label(texts, fields["role"]))
        else:
            said = texts("{before} is now called {name}.", before=one.name, name=name)
        desk.say(said, action)

    @Slot(object)
    def ask_pin(self, who: UUID) -> None:
        """A new PIN for somebody, under their button."""
        texts = self.desk.texts
        line = next(line for line in self.lines if line.one.id == who)
        about = texts("{least} to {most} digits.", least=SHORTEST_PIN, most=LONGEST_PIN)
        if line.one.has_pin:
            about = f"{about} {texts('Empty takes the PIN away.')}"
        title = texts("PIN of {name}", name=line.one.name)
        popup = ValuePopup(self.desk.theme, texts, title, about, self)
        popup.field.setEchoMode(QLineEdit.EchoMode.Password)
        popup.field.setMaxLength(LONGEST_PIN)
        popup.given.connect(self._pin_given)
        popup.destroyed.connect(self._popup_gone)
        self._popup, self._popup_for = popup, who
        popup.open_under(line.pin)

    @Slot(str)
    def _pin_given(self, pin: str) -> None:
        if self._popup_for is not None:
            self.change(self._popup_for, {"pin": pin or None})

    @Slot()
    def _popup_gone(self) -> None:
        self._popup = None

    def _refused(self, error: Exception) -> None:
        said = told(self.desk.texts, error)
        if self._popup is not None and self._popup.isVisible():
            self._popup.complain(said)
        else:
            self._complain(said)
        for line in self.lines:  # what was refused does not go on standing there
            line.name.setText(line.one.name)
            line.role.setCurrentIndex(list(Role).index(Role(line.one.role)))

    def _complain(self, said: str) -> None:
        self.problem.setText(said)
        self.problem.setVisible(bool(said))


def _add(db: Any, stamp: Any, name: str, role: Role, pin: str) -> Made:
    return add_operator(db, stamp, name=name, role=role, pin=pin or None)
