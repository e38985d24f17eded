"""Typing one signed sheet in: what the keys mean, the names, and a line for whoever wrote themselves in."""

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from attendance.commands.sheets import Line, Typed, WalkIn, mark_typed, type_lines, type_walk_in
from attendance.domain.errors import Refused
from attendance.domain.kinds import Mark
from attendance.domain.paper import Marked
from attendance.language.labels import label
from attendance.queries.programme import Presenter
from attendance.queries.sheets import Sheet
from attendance.ui.completion import Completion
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.pages.sheets.grid import SheetGrid
from attendance.ui.parts import button, lay, words
from attendance.ui.work import DELEGATES, PRESENCE

TOUCHED = frozenset({PRESENCE})


class WalkInRow(QWidget):
    """A handwritten line: the name as it is written, the delegation, Enter.

    Attributes:
        entered: the name and the id of the delegation.
        left: Escape, or up: back to the names.
    """

    entered = Signal(str, object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, texts = desk, desk.texts
        self._groups: list[Presenter] = []
        self.name, self.group = QLineEdit(), QLineEdit()
        self.name.setPlaceholderText(texts("Handwritten line: name as it is written"))
        self.group.setPlaceholderText(texts("Delegation"))
        for part in (self.name, self.group):
            part.setAccessibleName(part.placeholderText())
            part.returnPressed.connect(self._enter)
        self.add = button(desk.theme, texts("Add"), "add", pressed=self._enter)
        row = lay(QHBoxLayout(self), margins=(24, 8, 24, 12), spacing=8)
        row.addWidget(self.name, 3)
        row.addWidget(self.group, 2)
        row.addWidget(self.add)

    def show_groups(self, groups: Sequence[Presenter], own: UUID | None) -> None:
        """The delegations of the event; the sheet's own stands there already."""
        known = [one.id for one in groups] == [one.id for one in self._groups]
        self._groups = list(groups)
        if not known:
            self.group.setCompleter(Completion([self._told(one) for one in groups], self.group))
        chosen = next((one for one in groups if one.id == own), None)
        self.group.setText(self._told(chosen) if chosen else "")
        self.group.setCursorPosition(0)

    def clear(self) -> None:
        """Ready for the next line; the delegation stays."""
        self.name.clear()
        self.name.setFocus()

    def _told(self, group: Presenter) -> str:
        return f"{group.code} · {self._desk.delegation(group.name, group.name_official)}"

    def _chosen(self) -> UUID | None:
        typed = self.group.text().strip().casefold()
        for one in self._groups:
            if typed and typed in (one.code.casefold(), self._told(one).casefold()):
                return one.id
        found = [one.id for one in self._groups if typed and typed in self._told(one).casefold()]
        return found[0] if len(found) == 1 else None

    @Slot()
    def _enter(self) -> None:
        group = self._chosen()
        if not self.name.text().strip():
            self.name.setFocus()
        elif group is None:
            self.group.setFocus()
            self.group.selectAll()
        else:
            self.entered.emit(self.name.text(), group)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Up):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class TypingView(QWidget):
    """One sheet on the desk.

    Attributes:
        undo_asked: the action somebody wants taken back.
        back_wanted: to the list; next_wanted: this sheet is done, the next one.
    """

    undo_asked = Signal(object)
    back_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, texts = desk, desk.texts
        self._sheet: Sheet | None = None
        self._actions: dict[UUID, list[UUID]] = {}
        self._working = False
        self._title, self._about = words("", "heading"), words("", "muted")
        self.back = button(desk.theme, texts("All sheets"), "left", "flat", self._back)
        self.all = button(desk.theme, texts("All present"), "tick", pressed=self.all_present)
        self.done = button(desk.theme, texts("Sheet is done"), kind="primary", pressed=self.finish)
        self.grid = SheetGrid(desk, texts("Names on the sheet"))
        self.grid.marked.connect(self._marked)
        self.grid.back_wanted.connect(self._back)
        self.walk_in = WalkInRow(desk)
        self.grid.past_end.connect(self.walk_in.name.setFocus)
        self.walk_in.entered.connect(self._walked_in)
        self.walk_in.left.connect(self.take_focus)
        head = lay(QHBoxLayout(), margins=(16, 0, 24, 0), spacing=8)
        for part in (self.back, self._title, self._about):
            head.addWidget(part)
        head.addStretch()
        head.addWidget(self.all)
        head.addWidget(self.done)
        column = lay(QVBoxLayout(self), spacing=8)
        column.addLayout(head)
        column.addLayout(self._legend())
        column.addWidget(self.grid, 1)
        column.addWidget(self.walk_in)

    def _legend(self) -> QHBoxLayout:
        texts, row = self._desk.texts, lay(QHBoxLayout(), margins=(20, 0, 24, 0), spacing=4)
        for mark in Mark:
            key = button(
                self._desk.theme,
                f"{mark.value}  {label(texts, mark)}",
                kind="flat",
                pressed=partial(self._press, mark),
            )
            key.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard on the names
            row.addWidget(key)
        row.addWidget(words(texts("Digits: minutes · Enter: next · Backspace: clear"), "small", wrap=True), 1)
        return row

    # -- what is shown ---------------------------------------------------------------------------------

    @property
    def sheet(self) -> Sheet | None:
        return self._sheet

    def show_sheet(self, sheet: Sheet, groups: Sequence[Presenter]) -> None:
        """Another sheet, or the same as it is in the file now."""
        another = self._sheet is None or self._sheet.row.id != sheet.row.id
        before, self._sheet = self._sheet, sheet
        texts, row = self._desk.texts, sheet.row
        self._title.setText(row.code or texts("All delegations"))
        self._title.setToolTip(self._desk.delegation(row.name, row.name_official))
        parts = [texts.day_month(row.day), texts("Sheet {n} of {m}", n=row.position, m=row.of)]
        typed = texts("{n} of {total} typed", n=texts.number(row.marked), total=texts.number(row.cells))
        self._about.setText(" · ".join([*parts, typed]))
        here = self.grid.here()
        self.grid.lines.show(sheet)
        if another:
            self._actions.clear()
            self.walk_in.show_groups(groups, row.delegation)
            self.grid.go(*self.grid.first_open())
        elif here[0] >= 0:
            self.grid.go(*here)
        self.done.setEnabled(row.typed_at is None)
        self.all.setEnabled(row.marked < row.cells)
        complete = row.cells > 0 and row.marked == row.cells
        grew = before is not None and not another and before.row.marked < row.marked
        if complete and grew and row.typed_at is None:
            self._write(mark_typed, [row.id], then=self._complete)

    def take_focus(self) -> None:
        """The keyboard to the names."""
        if self.grid.here()[0] < 0:
            self.grid.go(*self.grid.first_open())
        self.grid.setFocus()

    # -- what is typed ---------------------------------------------------------------------------------

    def _press(self, mark: Mark) -> None:
        self.grid.press(mark)
        self.grid.setFocus()

    @Slot(int, int, object)
    def _marked(self, row: int, cell: int, marked: Marked | None) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        who = sheet.lines[row].delegate
        self.grid.lines.expect(row, cell, marked)
        self._type([Line(who, sheet.sessions[cell].id, marked)])

    @Slot()
    def all_present(self) -> None:
        """Everybody in this column nothing is typed of yet."""
        sheet, cell = self._sheet, max(0, self.grid.here()[1])
        if sheet is None or cell >= len(sheet.sessions):
            return
        open_ones = [line for line in sheet.lines if self.grid.lines.marked(line, cell) is None]
        session = sheet.sessions[cell].id
        self._type([Line(line.delegate, session, Marked(Mark.PRESENT)) for line in open_ones])
        self.take_focus()

    def _type(self, lines: Sequence[Line]) -> None:
        if self._sheet is not None and lines:
            self._write(type_lines, self._sheet.row.id, lines, then=self._typed)

    def _typed(self, typed: Typed) -> None:
        if typed.action is not None:
            for outcome in typed.outcomes:
                self._actions.setdefault(outcome.delegate, []).append(typed.action)

    @Slot(str, object)
    def _walked_in(self, name: str, group: UUID) -> None:
        sheet, cell = self._sheet, max(0, self.grid.here()[1])
        if sheet is None or self._working:
            return
        self._working = True
        marks = [(sheet.sessions[cell].id, Marked(Mark.PRESENT))] if sheet.sessions else []
        self._write(
            type_walk_in, sheet.row.id, group, name, marks,
            then=self._added, failed=self._not_added, touches=frozenset({PRESENCE, DELEGATES}),
        )  # fmt: skip

    def _added(self, walk_in: WalkIn) -> None:
        self._working = False
        self._actions.setdefault(walk_in.delegate, []).append(walk_in.action)
        self._desk.say(self._desk.texts("Added to the list and to the sheet."), walk_in.action)
        self.walk_in.clear()

    def _not_added(self, error: Exception) -> None:
        self._working = False
        self._failed(error)

    @Slot()
    def undo_line(self) -> None:
        """Take back what was typed last beside this name."""
        sheet, (row, _) = self._sheet, self.grid.here()
        if sheet is None or row < 0:
            return
        actions = self._actions.get(sheet.lines[row].delegate)
        if actions:
            self.undo_asked.emit(actions.pop())
        else:
            self._desk.say(self._desk.texts("Nothing was typed beside this name since the sheet was opened."))

    @Slot()
    def finish(self) -> None:
        """Everything on it is typed; whoever has no mark did not sign."""
        if self._sheet is not None:
            self.grid.finish()
            self._write(mark_typed, [self._sheet.row.id], then=self._finished)

    def _finished(self, action: UUID | None) -> None:
        self._desk.say(self._desk.texts("The sheet is typed in."), action)
        self.next_wanted.emit()

    def _complete(self, action: UUID | None) -> None:
        if action is not None:
            self._desk.say(self._desk.texts("The sheet is typed in."), action)

    @Slot()
    def _back(self) -> None:
        self.grid.finish()
        self.back_wanted.emit()

    def _write(self, verb: Any, *args: Any, then: Any, failed: Any = None, touches: Any = TOUCHED) -> None:
        self._desk.work.write(
            self, verb, self._desk.stamp(), *args, then=then, failed=failed or self._failed, touches=touches
        )

    def _failed(self, error: Exception) -> None:
        """What was shown as on its way is not in the file: what is there stands again."""
        if self._sheet is not None:
            self.grid.lines.show(self._sheet)
        if isinstance(error, Refused):
            self._desk.say(told(self._desk.texts, error))
        else:
            self._desk.work.failed.emit(error)
