"""What opens from the detail of a delegate: its menu, the custom fields, doubles, choosing a companion."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QMenu, QWidget

from attendance.queries.person import Person
from attendance.ui.badge_choice import SELECTED, Whose
from attendance.ui.desk import Desk
from attendance.ui.dialogs.companion_dialog import CompanionDialog
from attendance.ui.dialogs.custom_fields_dialog import CustomFieldsDialog
from attendance.ui.dialogs.doubles_dialog import DoublesDialog
from attendance.ui.page import PageAction
from attendance.ui.pages.person.desk_work import PersonDeskWork, Who, desk_actions
from attendance.ui.pages.person.edits import PersonEdits
from attendance.ui.undoing import Undoing


class PersonDoors(QObject):
    """Opens windows over the pane it belongs to."""

    def __init__(self, desk: Desk, edits: PersonEdits, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._edits, self._over = desk, edits, over
        self.work = PersonDeskWork(desk, over)
        self._undoing = Undoing(desk, over)
        self._undoing.undone.connect(self._undone)
        edits.why_wanted.connect(self._undoing.ask_why)

    def menu(self, seen: Person, parent: QWidget) -> QMenu:
        """What can be done with this delegate."""
        texts, menu = self._desk.texts, QMenu(parent)
        for action in self._of_one(seen):
            menu.addAction(action.words, action.do)
        menu.addSeparator()
        menu.addAction(texts("Look for doubles of this person…"), self.open_doubles)
        menu.addAction(texts("Look for doubles in the whole list…"), self.open_all_doubles)
        menu.addSeparator()
        menu.addAction(texts("Print badge…"), self.print_badge)
        if seen.host is None:
            menu.addAction(texts("Choose a companion…"), self.choose_companion)
        menu.addAction(texts("Fields of this event…"), self.open_fields)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def actions(self) -> list[PageAction]:
        """For shortcuts and the command palette; those of one person only while one is shown."""
        texts = self._desk.texts
        found = [
            PageAction(texts("Look for doubles in the whole list…"), self.open_all_doubles, "delegates"),
            PageAction(texts("Fields of this event…"), self.open_fields, "settings"),
        ]
        if self._edits.seen is not None:
            found.append(PageAction(texts("Look for doubles of this person…"), self.open_doubles, "person"))
            found += self._of_one(self._edits.seen)
            found.append(PageAction(texts("Print badge…"), self.print_badge, "badge"))
        return found

    def _of_one(self, seen: Person) -> list[PageAction]:
        """What the desk does with the person that is shown."""
        return desk_actions(self._desk, self.work, Who(seen.id, self._desk.pick(*_names(seen))))

    @Slot(object)
    def _undone(self, _action: object) -> None:
        self._desk.say(self._desk.texts("Taken back."))

    @Slot()
    def print_badge(self) -> None:
        """The badge of the one shown."""
        if (seen := self._edits.seen) is not None:
            name = self._desk.pick(seen.fields["name"], seen.fields["name_official"])
            self._desk.badges_wanted.emit(Whose(SELECTED, name, (seen.id,)))

    @Slot()
    def open_fields(self) -> None:
        """The custom fields of the event."""
        if self._desk.event is not None:
            CustomFieldsDialog(self._desk, self._desk.event.id, self._over.window()).show()

    @Slot()
    def open_doubles(self) -> None:
        """Who may be the same person as the one shown."""
        if self._edits.seen is not None and self._desk.event is not None:
            DoublesDialog(self._desk, self._desk.event.id, self._edits.seen.n, self._over.window()).show()

    @Slot()
    def open_all_doubles(self) -> None:
        """Every pair of the list that may be one person."""
        if self._desk.event is not None:
            DoublesDialog(self._desk, self._desk.event.id, None, self._over.window()).show()

    @Slot()
    def choose_companion(self) -> None:
        """Somebody on the list accompanies the one shown."""
        dialog = CompanionDialog(self._desk, self._over.window())
        dialog.picked.connect(self._edits.link)
        dialog.show()


def _names(seen: Person) -> tuple[str, str | None]:
    return seen.fields["name"], seen.fields["name_official"]
