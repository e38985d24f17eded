"""The people of one delegation, head first: ticked, added by name and Enter, one made the head."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from attendance.commands.checkin import check_in_delegate
from attendance.commands.delegates import Added, add_by_name
from attendance.commands.delegations import make_head
from attendance.domain.kinds import Direction, Source
from attendance.domain.scan import Verdict, Word
from attendance.language.verdicts import told as told_verdict
from attendance.queries.delegates import delegates
from attendance.queries.delegation_board import Tile
from attendance.queries.listing import Question
from attendance.ui.blank import Blank
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.page import PageAction
from attendance.ui.pages.delegates.wording import DelegateWording
from attendance.ui.pages.person.desk_work import PersonDeskWork, Who, desk_actions
from attendance.ui.parts import lay, stacked, words
from attendance.ui.rows_model import RowsModel
from attendance.ui.table import Table
from attendance.ui.work import DELEGATES, DELEGATIONS, PRESENCE

BESIDE = ("id", "title", "family", "name_official", "position_official", "organisation_official")
WIDTHS = {"name": 240, "here": 88, "capacity": 204, "status": 0, "position": 180, "organisation": 240}
ORGANISATION_FROM = 1150


class DelegationPeople(QWidget):
    """A line to add somebody with, and the list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._tile: Tile | None = None
        self._asked: tuple[Any, ...] = ()
        self._model: RowsModel | None = None
        self.work = PersonDeskWork(desk, self)
        self.table: Table | None = None
        texts = desk.texts
        column = lay(QVBoxLayout(self))
        frame = QFrame()
        frame.setObjectName("surface")
        row = lay(QHBoxLayout(frame), margins=(24, 12, 24, 8), spacing=12)
        self.field = QLineEdit()
        self.field.setPlaceholderText(texts("Type a name, then Enter: it is added to this delegation"))
        self.field.setAccessibleName(texts("Name of a new delegate"))
        self.field.returnPressed.connect(self._add)
        self.field.setMaximumWidth(520)
        row.addWidget(self.field, 1)
        self._problem = words("", tone="red", wrap=True)
        row.addWidget(self._problem, 1)
        column.addWidget(frame)
        self._stack = stacked(column)
        none = texts("Nobody is nominated yet. Type the first name above.")
        self._blank = Blank(desk.theme, none)
        self._stack.addWidget(self._blank)

    def show_tile(self, tile: Tile) -> None:
        """Show the people of a delegation."""
        desk, session = self._desk, self._desk.session
        if desk.event is None:
            return
        if self._tile is None or self._tile.id != tile.id:
            self._problem.setText("")
        self._tile = tile
        asked = (desk.event.id, tile.code, session.id if session else None)
        if asked != self._asked:
            self._asked = asked
            self._build(tile)
        elif self._model is not None:
            self._model.ask_again()

    def _build(self, tile: Tile) -> None:
        desk, session = self._desk, self._desk.session
        assert desk.event is not None
        named = [session._replace(title=desk.pick(session.title, session.title_official))] if session else []
        tick = f"session:{session.id}" if session else ""
        designed = {**WIDTHS, "status": desk.theme.status_width}
        shown = {(tick if key == "here" else key): width for key, width in designed.items()}
        shown.pop("", None)
        if not tick:
            shown.pop("here", None)
        if self.width() < ORGANISATION_FROM:
            shown.pop("organisation")
        wording = DelegateWording(desk, tick)
        listing = delegates(desk.event.id, named, session.id if session else None)
        model = RowsModel(desk.work, listing, list(shown), BESIDE, natural="name", title_of=desk.texts)
        wording.read(model)
        widths = desk.theme.wide(list(shown.values()))
        table = Table(desk.theme, model, wording, widths, desk.texts("People of the delegation"))
        model.setParent(table)
        model.found.connect(self._found)
        table.opened.connect(self._open)
        table.ticked.connect(self._tick)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._menu)
        old, self.table, self._model = self.table, table, model
        self._stack.addWidget(table)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        model.ask(Question(filters=(("delegation", (tile.code,)),), order="capacity"))

    @Slot(int)
    def _found(self, count: int) -> None:
        if self.table is not None:
            self._stack.setCurrentWidget(self.table if count else self._blank)

    def take_focus(self) -> None:
        """The keyboard on the list, or on the line while nobody is in it."""
        if self.table is not None and self._model is not None and self._model.rowCount():
            if self.table.current_number() is None:
                self.table.selectRow(0)
            self.table.setFocus()
        else:
            self.field.setFocus()

    @Slot()
    def begin(self) -> None:
        """The line to add somebody with."""
        self.field.setFocus()

    # -- doing -----------------------------------------------------------------------------------------

    @Slot()
    def _add(self) -> None:
        typed = self.field.text().strip()
        if not typed or self._tile is None:
            return
        self.field.setText("")  # nothing to undo is left in it: Ctrl+Z takes back who was added
        self._desk.work.write(
            self,
            add_by_name,
            self._desk.stamp(),
            self._tile.id,
            typed,
            then=self._added,
            failed=self._refused,
            touches=frozenset({DELEGATES, DELEGATIONS}),
        )

    def _added(self, made: Added) -> None:
        self._problem.setText("")
        self._desk.say(self._desk.texts("Added."), made.action)

    def _refused(self, error: Exception) -> None:
        self._problem.setText(told(self._desk.texts, error))

    def _id_of(self, number: Any) -> UUID | None:
        place = self._model.place_of(number) if self._model and number is not None else None
        row = self._model.row(place) if self._model and place is not None else None
        return self._model.of(row, "id") if self._model and row is not None else None

    def marked(self) -> UUID | None:
        """The delegate the keyboard is on."""
        return self._id_of(self.table.current_number()) if self.table is not None else None

    @Slot(object)
    def _open(self, number: Any) -> None:
        if (who := self._id_of(number)) is not None:
            self._desk.go("delegates", who)

    @Slot()
    def open_marked(self) -> None:
        """Show the marked person on the delegates page."""
        if (who := self.marked()) is not None:
            self._desk.go("delegates", who)

    @Slot()
    def lead(self) -> None:
        """Let the marked person lead the delegation."""
        if (who := self.marked()) is not None:
            touches = frozenset({DELEGATES, DELEGATIONS})
            self._desk.work.write(
                self,
                make_head,
                self._desk.stamp(),
                who,
                then=self._led,
                failed=self._refused,
                touches=touches,
            )

    def _led(self, action: UUID | None) -> None:
        self._desk.say(self._desk.texts("Head of delegation changed."), action)

    @Slot(object)
    def _tick(self, number: Any) -> None:
        desk, who = self._desk, self._id_of(number)
        if who is None or desk.session is None:
            return
        asked: tuple[Any, ...] = (desk.stamp(), desk.session.id, who, Direction.ENTRY, Source.LIST)
        desk.work.write(
            self,
            check_in_delegate,
            *asked,
            then=self._ticked,
            failed=self._refused,
            touches=frozenset({PRESENCE}),
        )

    def _ticked(self, verdict: Verdict) -> None:
        desk = self._desk
        zone = desk.event.zone if desk.event else "UTC"
        if verdict.word is Word.IN and verdict.holder and desk.session:
            session = desk.session_title(desk.session)
            said = desk.texts("{name} checked in: {session}", name=verdict.holder.name, session=session)
            desk.say(said, verdict.action)
        else:
            desk.say(told_verdict(desk.texts, verdict, zone))

    def actions(self) -> list[PageAction]:
        """What the desk does with the marked person."""
        who = self.marked()
        return [] if who is None else desk_actions(self._desk, self.work, Who(who, self._name_of_marked()))

    def _name_of_marked(self) -> str:
        number = self.table.current_number() if self.table is not None else None
        place = self._model.place_of(number) if self._model and number is not None else None
        row = self._model.row(place) if self._model and place is not None else None
        if row is None or self._model is None:
            return ""
        return self._desk.pick(self._model.of(row, "name"), self._model.of(row, "name_official"))

    @Slot(QPoint)
    def _menu(self, where: QPoint) -> None:
        if self.table is None or self.marked() is None:
            return
        menu, texts = QMenu(self), self._desk.texts
        choices: tuple[tuple[str, Callable[[], Any]], ...] = (
            (texts("Open"), self.open_marked),
            (texts("Make head of delegation"), self.lead),
            *((one.words, one.do) for one in self.actions()),
        )
        for said, do in choices:
            action = QAction(said, menu)
            action.triggered.connect(do)
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.table.viewport().mapToGlobal(where))
