"""One delegate in detail: who it is, every field edited where it stands, attendance, history."""

from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from attendance.domain.errors import Refused
from attendance.queries.delegate_choices import DelegationChoice
from attendance.queries.pairs import Pair
from attendance.queries.person import Person, person
from attendance.ui.desk import Desk
from attendance.ui.page import PageAction
from attendance.ui.pages.person.attended import PersonAttended
from attendance.ui.pages.person.body import PersonBody, scroll_area
from attendance.ui.pages.person.doors import PersonDoors
from attendance.ui.pages.person.edits import PersonEdits, told_refusal
from attendance.ui.pages.person.head import PersonHead
from attendance.ui.pages.person.set_up import SetUp, read_groups, read_pairs, read_set_up
from attendance.ui.pages.person.steps import PersonSteps
from attendance.ui.parts import Segments, hairline, lay, words
from attendance.ui.work import DELEGATIONS

WIDTH, WIDE, LIST_LEFT, TWO_COLUMNS = 360, 760, 340, 660
FIELDS, ATTENDANCE, HISTORY = "fields", "attendance", "history"


class DelegatePane(QWidget):
    """The pane at the right of the list.

    Attributes:
        check_in_wanted: the id of the delegate whose button was pressed.
    """

    check_in_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # Half as much wider as its text is larger: the list beside it needs room too.
        self._narrow = round(WIDTH * (1 + (desk.theme.text_size - 1) / 2))
        self.setFixedWidth(self._narrow)
        self.setAccessibleName(desk.texts("Details"))
        self._desk = desk
        self._number: int | None = None
        self._all_steps = False
        self._seen: Person | None = None
        self._set_up: SetUp | None = None
        self._body: PersonBody | None = None
        self._wide = False
        self._edits = PersonEdits(desk)
        self._edits.refused.connect(self._refused)
        self._edits.learned.connect(self._learn)
        self._doors = PersonDoors(desk, self._edits, self)
        self._build()
        desk.work.changed.connect(self._changed)
        desk.event_changed.connect(self._ask_set_up)

    # -- building --------------------------------------------------------------------------------------

    def _build(self) -> None:
        desk, texts = self._desk, self._desk.texts
        self._head = PersonHead(desk)
        self._tabs = Segments(
            ((FIELDS, texts("Fields")), (ATTENDANCE, texts("Attendance")), (HISTORY, texts("Changes"))),
            texts("What is shown"),
        )
        self._tabs.chosen.connect(self._turn)
        self._attended, self._steps = PersonAttended(desk, self._doors.work), PersonSteps(desk)
        self._places = {key: scroll_area() for key in (FIELDS, ATTENDANCE, HISTORY)}
        self._stack = QStackedWidget()
        for key, part in ((ATTENDANCE, self._attended), (HISTORY, self._steps)):
            part.setObjectName("surface")
            part.layout().setContentsMargins(20, 8, 20, 24)
            self._places[key].setWidget(part)
        for area in self._places.values():
            self._stack.addWidget(area)
        self._person = QWidget()
        column = lay(QVBoxLayout(self._person))
        column.addWidget(self._head)
        row = lay(QHBoxLayout(), margins=(20, 0, 20, 12))
        row.addWidget(self._tabs)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(hairline())
        column.addWidget(self._stack, 1)
        self._person.hide()
        self._hint = words(texts("Choose somebody in the list to see more."), "muted", wrap=True)
        self._hint.setContentsMargins(20, 20, 20, 20)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignTop)
        outer = lay(QVBoxLayout(self), margins=(1, 0, 0, 0))
        outer.addWidget(self._hint, 1)
        outer.addWidget(self._person, 1)
        self._head.check_in_wanted.connect(self._check_in)
        self._head.wide_wanted.connect(self.turn_wide)
        self._head.menu_wanted.connect(self._open_menu)
        photo = self._head.photo
        photo.made.connect(self._edits.photo)
        photo.removed.connect(self._edits.no_photo)
        photo.failed.connect(self._edits.photo_failed)
        self._steps.undo_wanted.connect(self._edits.set_back)
        self._steps.all_wanted.connect(self._read_all_steps)

    def _build_body(self, set_up: SetUp) -> None:
        body = PersonBody(self._desk, set_up, wide=self._wide, columns=self.width() >= TWO_COLUMNS)
        body.setObjectName("surface")
        edits = self._edits
        body.edited.connect(edits.field)
        body.own_edited.connect(edits.own_field)
        body.fields_wanted.connect(self._doors.open_fields)
        body.tags.turned.connect(edits.tag)
        body.tags.made.connect(edits.new_tag)
        body.tags.recoloured.connect(edits.recolour)
        body.tags.dropped.connect(edits.drop_tag)
        body.beside.added.connect(edits.companion)
        body.beside.unlinked.connect(edits.unlink)
        body.beside.opened.connect(self._open)
        body.beside.link_wanted.connect(self._doors.choose_companion)
        self._body = body
        self._places[FIELDS].setWidget(body)

    # -- showing ---------------------------------------------------------------------------------------

    @property
    def seen(self) -> Person | None:
        """The delegate that is shown."""
        return self._seen

    def show_delegate(self, number: int | None) -> None:
        """Show the delegate with this local number, or nobody."""
        if number != self._number:
            self._leave_field()
            self._all_steps = False
        self._number = number
        self.refresh()

    def _leave_field(self) -> None:
        """What somebody is typing belongs to the delegate still shown."""
        holder = self.focusWidget()
        if holder is not None and holder.hasFocus():
            holder.clearFocus()

    @Slot()
    def refresh(self) -> None:
        """Read the same person again."""
        if self._number is None or self._desk.event is None:
            self._show(None)
            return
        if self._set_up is None:
            self._ask_set_up()
        self._desk.work.read(self, person, self._number, self._all_steps, then=self._show, only_newest=True)

    @Slot()
    def _ask_set_up(self) -> None:
        if self._desk.event is not None and self._number is not None:
            self._desk.work.read(
                self, read_set_up, self._desk.event.id, then=self._take_set_up, only_newest=True
            )
        else:
            self._set_up = None

    def _take_set_up(self, set_up: SetUp) -> None:
        self._set_up = set_up
        self._rebuild()

    def _rebuild(self) -> None:
        """The fields anew, for other choices or another width."""
        if self._set_up is None:
            return
        self._leave_field()
        self._build_body(self._set_up)
        if self._seen is not None:
            self._show_tab(self._seen)

    @Slot(object)
    def _changed(self, touched: frozenset[str]) -> None:
        if DELEGATIONS in touched and self._set_up is not None and self._desk.event is not None:
            self._desk.work.read(
                self, read_groups, self._desk.event.id, then=self._take_groups, only_newest=True
            )

    def _take_groups(self, groups: list[DelegationChoice]) -> None:
        if self._set_up is not None and groups != self._set_up.delegations:
            self._take_set_up(self._set_up._replace(delegations=groups))

    @Slot(str)
    def _learn(self, key: str) -> None:
        """What was just typed is offered from now on."""
        self._desk.work.read(self, read_pairs, key, then=self._take_pairs, only_newest=True)

    def _take_pairs(self, answer: tuple[str, list[Pair]]) -> None:
        key, found = answer
        if self._set_up is not None and self._body is not None:
            self._set_up.pairs[key] = found
            self._body.offer(key, found)

    def _show(self, seen: Person | None) -> None:
        if seen is not None and seen.n != self._number:
            return
        another = seen is not None and (self._seen is None or self._seen.id != seen.id)
        self._seen = self._edits.seen = seen
        self._hint.setVisible(seen is None)
        self._person.setVisible(seen is not None)
        if seen is None:
            return
        self._head.show_person(seen)
        self._show_tab(seen)
        if another:
            for area in self._places.values():
                area.verticalScrollBar().setValue(0)

    def _show_tab(self, seen: Person) -> None:
        """Fill only what is looked at: going through a list stays quick."""
        place = self._tabs.value
        self._stack.setCurrentWidget(self._places[place])
        if place == ATTENDANCE:
            self._attended.show_person(seen)
        elif place == HISTORY:
            self._steps.show_person(seen)
        elif self._body is not None:
            self._body.show_person(seen)

    @Slot(object)
    def _turn(self, _place: str) -> None:
        if self._seen is not None:
            self._show_tab(self._seen)

    def narrow(self) -> bool:
        """From the wide form back to the pane; False where it is narrow already."""
        if self._wide:
            self.turn_wide()
            return True
        return False

    @Slot()
    def turn_wide(self) -> None:
        """Between the narrow pane and the wide form, as far as the page has room."""
        self._wide = not self._wide
        if (parent := self.parentWidget()) is not None:
            parent.removeEventFilter(self)
            if self._wide:
                parent.installEventFilter(self)
        self._fit()
        self._rebuild()

    def _fit(self) -> None:
        """As wide as wished, with room left for the names in the list."""
        parent = self.parentWidget()
        room = (parent.width() if parent else WIDE) - LIST_LEFT
        self.setFixedWidth(max(self._narrow, min(WIDE, room)) if self._wide else self._narrow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self._wide:
            before = self.width() >= TWO_COLUMNS
            self._fit()
            if before != (self.width() >= TWO_COLUMNS):
                self._rebuild()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or not self.narrow():
            super().keyPressEvent(event)

    # -- what can be done ------------------------------------------------------------------------------

    def actions(self) -> list[PageAction]:
        """What can be done here, for the page's own list."""
        if self._seen is None or not self.isVisible():
            return self._doors.actions()
        texts, photo = self._desk.texts, self._head.photo
        wide = PageAction(texts("Wide form"), self.turn_wide, "wide", "Ctrl+Shift+E")
        return [wide, PageAction(texts("Choose a photo…"), photo.choose, "photo"), *self._doors.actions()]

    @Slot(str, object)
    def _refused(self, key: str, error: Exception) -> None:
        """Below its field, or above the page when there is none."""
        said = told_refusal(self._desk, error) if isinstance(error, Refused) else ""
        if not (key and said and self._body is not None and self._body.complain(key, said)):
            self._desk.work.failed.emit(error)

    @Slot()
    def _read_all_steps(self) -> None:
        self._all_steps = True
        self.refresh()

    @Slot(object)
    def _open(self, delegate: UUID) -> None:
        self._desk.go("delegates", delegate)

    @Slot()
    def _check_in(self) -> None:
        if self._seen is not None:
            self.check_in_wanted.emit(self._seen.id)

    @Slot()
    def _open_menu(self) -> None:
        if self._seen is not None:
            menu = self._doors.menu(self._seen, self)
            menu.popup(self._head.more.mapToGlobal(self._head.more.rect().bottomLeft()))
