"""Things of a delegation one below the other, the marked one open in a form beside: edited in place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from attendance.ui.blank import Blank
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.form import Field, Form
from attendance.ui.pages.delegations.lists import Cell, ListRow, PlainList
from attendance.ui.parts import button, hairline, lay, words
from attendance.ui.work import DELEGATIONS

Row = dict[str, Any]
DRAFT = "draft"


@dataclass(frozen=True, slots=True)
class Items:
    """What one kind of thing is called, shown and done with; words are in the window's language.

    Attributes:
        columns: headings of the list and their shares of its width.
        cells: a row as the list shows it.
        needed: keys of which one must be filled before it is kept.
        add: ``(db, stamp, owner, fields)`` giving ``id`` and ``action``; change, remove: give the action.
        tick: the fields Space writes, None where Space does nothing.
        order: ``(db, stamp, ids)`` keeps another order; None where they have none of their own.
    """

    name: str
    none: str
    add_words: str
    remove_words: str
    removed: str
    columns: tuple[tuple[str, int], ...]
    cells: Callable[[Row], tuple[Cell, ...]]
    needed: tuple[str, ...]
    add: Callable[..., Any]
    change: Callable[..., Any]
    remove: Callable[..., Any]
    tick: Callable[[Row], Row] | None = None
    order: Callable[..., Any] | None = None


def _shape(field: Field) -> Field:
    return replace(field, choices=())


class ItemsPane(QWidget):
    """List and form; whatever is typed is kept when the field is left."""

    def __init__(self, desk: Desk, items: Items, *, form_width: int = 0) -> None:
        """``form_width`` fixes the form's width beside a wide list; 0 gives the form the room."""
        super().__init__()
        self._desk, self.items = desk, items
        self._owner: Any = None
        self._rows: list[Row] = []
        self._fields: tuple[Field, ...] = ()
        self._shown: Any = None
        self._draft: Row = {}
        self._sent: Row = {}
        self._adding = False
        self._narrow = bool(form_width)
        self.form: Form | None = None
        self._stack = lay(QStackedLayout(self))
        self._blank = Blank(desk.theme, items.none, items.add_words, "add", self.begin)
        self._stack.addWidget(self._blank)
        self._both = QWidget()
        row = lay(QHBoxLayout(self._both))
        titles, shares = zip(*items.columns, strict=True)
        self.list = PlainList(desk, titles, shares, items.name)
        self.list.current_changed.connect(self._marked)
        self.list.opened.connect(self._enter)
        self.list.ticked.connect(self._tick)
        self.list.menu_asked.connect(self._menu)
        frame = QFrame()
        frame.setObjectName("surface")
        lay(QHBoxLayout(frame), margins=(12, 0, 0, 0)).addWidget(self.list)
        row.addWidget(frame, 1)
        row.addWidget(hairline(vertical=True))
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if form_width:
            self._area.setFixedWidth(form_width)
            row.addWidget(self._area)
        else:
            row.addWidget(self._area, 2)
        self._stack.addWidget(self._both)

    # -- what is shown ---------------------------------------------------------------------------------

    def show_rows(self, owner: Any, rows: Sequence[Row], fields: Sequence[Field]) -> None:
        """These things of this owner; what is being typed stays."""
        if owner != self._owner:
            self._draft, self._adding, self._shown = {}, False, None
        self._owner, self._rows = owner, list(rows)
        fields = tuple(fields)
        if self.form is None or [_shape(field) for field in fields] != [_shape(one) for one in self._fields]:
            self._build_form(fields)
        elif fields != self._fields:
            self._fields = fields
            self.form.offer_choices(fields)
        self._show_list()

    def _build_form(self, fields: tuple[Field, ...]) -> None:
        self._fields, self._shown = fields, None
        content = QWidget()
        content.setObjectName("surface")
        column = lay(QVBoxLayout(content), margins=(20, 16, 24, 16), spacing=8)
        self.form = Form(self._desk, fields, side_by_side=not self._narrow, titles_above=True)
        self.form.edited.connect(self._edited)
        column.addWidget(self.form)
        self._problem = words("", tone="red", wrap=True)
        self._problem.hide()
        column.addWidget(self._problem)
        foot = lay(QHBoxLayout())
        self._remove = button(self._desk.theme, self.items.remove_words, "bin", "flat", self.remove)
        foot.addWidget(self._remove)
        foot.addStretch()
        column.addLayout(foot)
        column.addStretch()
        self._area.setWidget(content)

    def _show_list(self) -> None:
        listed = [ListRow(row["id"], partial(self.items.cells, row)) for row in self._rows]
        drafting = bool(self._draft) or self._shown == DRAFT
        if drafting:
            listed.append(ListRow(DRAFT, self._draft_cells))
        self._stack.setCurrentWidget(self._both if listed else self._blank)
        # Which row is marked is decided here, not by the list filling itself.
        self.list.blockSignals(True)
        self.list.show_rows(listed)
        if isinstance(self._shown, UUID) or drafting:
            self.list.go_to(DRAFT if self._shown == DRAFT else self._shown)
        self.list.blockSignals(False)
        self._show(self.list.current() if listed else None)

    def _draft_cells(self) -> tuple[Cell, ...]:
        return (Cell(self._desk.texts("New")), *(Cell("") for _ in self.items.columns[1:]))

    def _show(self, key: Any) -> None:
        if self.form is None:
            return
        row = next((row for row in self._rows if row["id"] == key), None)
        fresh, self._shown = key != self._shown, key
        shown = row if row is not None else self._draft
        keys = [name for field in self._fields for name in (field.key, f"{field.key}_official")]
        if fresh:
            for field in self._fields:
                self.form.complain(field.key, "")
            self._problem.hide()
        self.form.show_values({name: shown.get(name) for name in keys})
        self._remove.setVisible(key is not None)

    @Slot(object)
    def _marked(self, key: Any) -> None:
        if key != self._shown and not (key is None and self._shown == DRAFT):
            leaving, self._shown = self._shown, key
            if leaving == DRAFT and not self._adding:
                self._draft = {}
                self._show_list()
            else:
                self._shown = leaving
                self._show(key)

    @Slot(object)
    def _enter(self, _key: Any) -> None:
        if self.form is not None and self._fields:
            self.form.focus(self._fields[0].key)

    def take_focus(self) -> None:
        """The keyboard where the work is."""
        (self.list if self._rows else self._blank).setFocus()

    # -- doing -----------------------------------------------------------------------------------------

    @Slot()
    def begin(self) -> None:
        """A new one: the form is empty, and kept as soon as the first thing is said."""
        if self._owner is None or self.form is None:
            return
        self._shown = DRAFT
        self._show_list()
        self.list.go_to(DRAFT)
        self._show(DRAFT)
        self._enter(DRAFT)

    @Slot(str, object)
    def _edited(self, key: str, value: Any) -> None:
        if self._shown == DRAFT:
            self._draft[key] = value
            if not self._adding and any(self._draft.get(name) for name in self.items.needed):
                self._adding, self._sent = True, dict(self._draft)
                self._write(self.items.add, self._owner, self._sent, then=self._added)
        elif isinstance(self._shown, UUID):
            self._write(self.items.change, self._shown, {key: value}, then=self._changed)

    def _write(self, verb: Callable[..., Any], *args: Any, then: Callable[[Any], None]) -> None:
        desk = self._desk
        desk.work.write(
            self, verb, desk.stamp(), *args, then=then, failed=self._refused, touches=frozenset({DELEGATIONS})
        )

    def _added(self, made: Any) -> None:
        said, self._draft, self._adding = self._draft, {}, False
        texts = self._desk.texts
        self._desk.say(texts("Added."), made.action)
        if self._shown == DRAFT:
            self._shown = made.id
        if all(row["id"] != made.id for row in self._rows):
            # Until the list is read again, this row stands for the new one.
            self._rows.append({**self._blank_row(), **said, "id": made.id})
        self._show_list()
        self.list.go_to(made.id)
        # What was typed while the file was busy follows.
        late = {key: value for key, value in said.items() if self._sent.get(key) != value}
        if late:
            self._write(self.items.change, made.id, late, then=self._changed)

    def _blank_row(self) -> Row:
        keys = [name for field in self._fields for name in (field.key, f"{field.key}_official")]
        return dict.fromkeys((*keys, "code", "state", "deadline"))

    def _changed(self, action: UUID | None) -> None:
        self._problem.hide()
        if action is not None:
            self._desk.say(self._desk.texts("Changed."), action)

    def _refused(self, error: Exception) -> None:
        self._adding = False
        self._problem.setText(told(self._desk.texts, error))
        self._problem.show()

    @Slot()
    def remove(self) -> None:
        """Take the marked one away; the toast brings it back."""
        if self._shown == DRAFT:
            self._draft, self._shown = {}, None
            self._show_list()
        elif isinstance(self._shown, UUID):
            self._write(self.items.remove, self._shown, then=self._removed)

    def _removed(self, action: UUID) -> None:
        self._desk.say(self.items.removed, action)

    @Slot(object)
    def _tick(self, key: Any) -> None:
        row = next((row for row in self._rows if row["id"] == key), None)
        if row is not None and self.items.tick is not None:
            row.update(fields := self.items.tick(row))  # a second press means the other way
            self._show_list()
            self._write(self.items.change, key, fields, then=self._changed)

    def shift(self, by: int) -> None:
        """The marked one up or down."""
        ids = [row["id"] for row in self._rows]
        if self.items.order is None or self._shown not in ids:
            return
        place = ids.index(self._shown)
        goal = max(0, min(len(ids) - 1, place + by))
        if goal != place:
            ids.insert(goal, ids.pop(place))
            self._write(self.items.order, ids, then=self._changed)

    @Slot(object, QPoint)
    def _menu(self, _key: Any, where: QPoint) -> None:
        menu, texts = QMenu(self), self._desk.texts
        choices: list[tuple[str, Callable[[], Any]]] = [(self.items.add_words, self.begin)]
        if self.items.order is not None:
            choices += [(texts("Move up"), self._up), (texts("Move down"), self._down)]
        choices.append((self.items.remove_words, self.remove))
        for said, do in choices:
            action = QAction(said, menu)
            action.triggered.connect(do)
            menu.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    @Slot()
    def _up(self) -> None:
        self.shift(-1)

    @Slot()
    def _down(self) -> None:
        self.shift(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.items.order is not None:
            self.shift(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() == Qt.Key.Key_Delete and self.list.hasFocus():
            self.remove()
        else:
            super().keyPressEvent(event)
