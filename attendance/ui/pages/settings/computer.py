"""This computer: what the desk calls itself, who works at it, and where other things are set."""

from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from attendance.commands.desk import LONGEST_NAME, rename_desk
from attendance.commands.sample import create_sample
from attendance.domain.roles import Act
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.pages.settings.parts import Section
from attendance.ui.parts import button, retone
from attendance.ui.work import EVENTS, EVERYTHING

FIELD = 240


class ComputerSection(Section):
    """Names are kept when the field is left; the foot of the window shows them."""

    key = "computer"

    def __init__(self, desk: Desk) -> None:
        texts, theme = desk.texts, desk.theme
        super().__init__(desk, texts("This computer"))
        self.desk_name = self._field(desk.name)
        self.desk_name.editingFinished.connect(self._rename)
        self._desk_about = texts("Stands beside every check-in made here, for example “Desk 1”.")
        self._desk_row = self.add_row(texts("Name of this desk"), self._desk_about, self.desk_name)
        self.operator = self._field(desk.operator)
        self.operator.editingFinished.connect(self._sign)
        desk.crew.guard(self.desk_name, Act.DESK)
        self._operator_about = texts("Stands beside everything you change, so that others can ask you.")
        self._operator_row = self.add_row(texts("Your name"), self._operator_about, self.operator)
        desk.crew.changed.connect(self._tell_operator)
        self._tell_operator()
        self._sample = button(theme, texts("Add the sample event"), "add", pressed=self._add_sample)
        self.add_row(
            texts("Sample event"),
            texts("A seminar with 14 delegations to try things on. It can be archived like any other event."),
            self._sample,
        )
        if desk.practice is not None:
            here = button(theme, texts("On this file"), "copy", pressed=desk.practice.on_this_file)
            sample = button(theme, texts("On the sample event"), pressed=desk.practice.on_the_sample)
            self.add_row(
                texts("Practice"),
                texts(
                    "Another window over a copy, in another colour. Everything works, and nothing is kept."
                ),
                here,
                sample,
            )
        self.add_row(
            texts("Tags and own fields"),
            texts("They belong to an event and are kept beside its delegates."),
            button(theme, texts("Open Delegates"), "delegates", pressed=self._go_to_delegates),
        )
        self.column.addStretch(1)

    @Slot()
    def _tell_operator(self) -> None:
        """Where people are set up, one of them is chosen, not typed."""
        typed = not self.desk.crew.working
        self.operator.setEnabled(typed)
        self.operator.setText(self.desk.operator)
        chosen = self.desk.texts("Chosen among the people at this desk, at the foot of the window.")
        self._operator_row.say(self._operator_about if typed else chosen)

    def _field(self, text: str) -> QLineEdit:
        made = QLineEdit(text)
        made.setFixedWidth(FIELD)
        made.setMaxLength(LONGEST_NAME)
        return made

    def shown_again(self) -> None:
        for field, name in ((self.desk_name, self.desk.name), (self.operator, self.desk.operator)):
            if not field.hasFocus():
                field.setText(name)

    @Slot()
    def _rename(self) -> None:
        if self.desk_name.text() == self.desk.name:
            self._complain(self.desk_name, "")
            return
        self.desk.work.write(
            self, rename_desk, self.desk.stamp(), self.desk_name.text(), then=self._renamed,
            failed=self._not_renamed, touches=frozenset({EVENTS}),
        )  # fmt: skip

    def _renamed(self, name: str) -> None:
        self.desk.name = name
        self.desk_name.setText(name)
        self._complain(self.desk_name, "")
        self._tell(self.desk.texts("This desk is now called {name}.", name=name))

    def _not_renamed(self, error: Exception) -> None:
        self._complain(self.desk_name, told(self.desk.texts, error))

    @Slot()
    def _sign(self) -> None:
        texts, name = self.desk.texts, " ".join(self.operator.text().split())
        if not name:
            self._complain(self.operator, texts("Your name is empty. Type it, so that others can ask you."))
            return
        self._complain(self.operator, "")
        self.operator.setText(name)
        if name != self.desk.operator:
            self.desk.operator = name
            self.desk.settings.put("operator", name)
            self._tell(texts("From now on changes are signed {name}.", name=name))

    def _complain(self, field: QLineEdit, sentence: str) -> None:
        ours = field is self.desk_name
        row, about = (
            (self._desk_row, self._desk_about) if ours else (self._operator_row, self._operator_about)
        )
        retone(field, "wrong", "true" if sentence else "")
        row.say(sentence or about, "red" if sentence else "")

    def _tell(self, said: str) -> None:
        """To the person, and by way of the open event to the foot of the window."""
        self.desk.say(said)
        self.desk.programme_changed.emit()

    @Slot()
    def _add_sample(self) -> None:
        self._sample.setEnabled(False)
        self.desk.work.write(
            self, create_sample, self.desk.stamp(), then=self._added, failed=self._not_added,
            touches=EVERYTHING,
        )  # fmt: skip

    def _added(self, event: UUID) -> None:
        self._sample.setEnabled(True)
        self.desk.open_event(event)
        self.desk.say(self.desk.texts("The sample event is there and open."))
        self.desk.go("overview")

    def _not_added(self, error: Exception) -> None:
        self._sample.setEnabled(True)
        self.desk.work.failed.emit(error)

    @Slot()
    def _go_to_delegates(self) -> None:
        self.desk.go("delegates")
