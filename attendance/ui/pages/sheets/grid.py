"""A signed sheet to be typed in: names in printed order, a cell for each signature, keys instead of a pen."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView

from attendance.domain.kinds import GONE, SIGNED, FactKind, Mark
from attendance.domain.paper import Marked
from attendance.language.labels import label
from attendance.queries.sheets import Cell, Sheet, SheetLine
from attendance.ui import theme as look
from attendance.ui.desk import Desk
from attendance.ui.dialogs.plain_table import PlainTable
from attendance.ui.keys import Keys, Platform

NUMBER, NAME, OTHER, FIRST = 0, 1, 2, 3
"""Columns; the cells follow from ``FIRST``, and after them what is to be said of the line."""

TONES = {
    Mark.PRESENT: "green",
    Mark.ABSENT: "red",
    Mark.LATE: "amber",
    Mark.LEFT_EARLY: "amber",
    Mark.EXCUSED: "blue",
}
_MINUTES = (Mark.LATE, Mark.LEFT_EARLY)
_LONGEST = 3
_MARKS = {mark.value: mark for mark in Mark}
_HELD = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)

Index = QModelIndex | QPersistentModelIndex


class Draft(NamedTuple):
    """A mark that waits for its minutes or its reason."""

    mark: Mark
    text: str


class SheetModel(QAbstractTableModel):
    """The lines of one sheet.

    Attributes:
        sheet: what is shown, None before the first.
        draft: what is being typed into the cell at ``at`` (row, column of the cells).
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._strong = look.font(semibold=True)
        self.sheet: Sheet | None = None
        self.draft: Draft | None = None
        self.at = (-1, -1)
        self._coming: dict[tuple[UUID, int], Marked | None] = {}

    @property
    def lines(self) -> Sequence[SheetLine]:
        return self.sheet.lines if self.sheet else ()

    @property
    def cells(self) -> int:
        return len(self.sheet.sessions) if self.sheet else 0

    def show(self, sheet: Sheet) -> None:
        """Another sheet, or the same with what is now in the file."""
        before = self.sheet
        same = before is not None and before.row.id == sheet.row.id and len(before.lines) == len(sheet.lines)
        self._coming.clear()
        if same:
            self.sheet = sheet
            if sheet.lines:
                self.dataChanged.emit(self.index(0, 0), self.index(len(sheet.lines) - 1, self.last))
            return
        self.beginResetModel()
        self.sheet, self.draft = sheet, None
        self.endResetModel()

    def expect(self, row: int, cell: int, marked: Marked | None) -> None:
        """Show a mark that is on its way into the file, paler than one that is there."""
        self._coming[(self.lines[row].delegate, cell)] = marked
        self._tell(row)

    def write(self, row: int, cell: int, draft: Draft | None) -> None:
        """What is being typed, or nothing any more."""
        self.draft, self.at = draft, (row, cell)
        self._tell(row)

    def _tell(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.last))

    @property
    def last(self) -> int:
        return FIRST + self.cells

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else self.last + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        texts = self._desk.texts
        if role == Qt.ItemDataRole.DisplayRole:
            if self.sheet is not None and FIRST <= section < self.last:
                session = self.sheet.sessions[section - FIRST]
                return self._desk.pick(session.title, session.title_official)
            return {NUMBER: texts("No."), NAME: texts("Name"), OTHER: texts("Delegation")}.get(section, "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(section, self.last) | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, column = index.row(), index.column()
        line = self.lines[row]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, line, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = [line.name, *(self._spoken(row, line, cell) for cell in range(self.cells))]
            return ", ".join(told) if column == NAME else self._text(row, line, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._text(row, line, column) if column in (NAME, self.last) else None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(_side(column, self.last) | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole and (column == NAME or FIRST <= column < self.last):
            return self._strong
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._colour(row, line, column)
        return None

    def _text(self, row: int, line: SheetLine, column: int) -> str:
        if column == NUMBER:
            return "+" if line.walk_in else str(row + 1)
        if column == NAME:
            other = self._desk.other(line.name, line.name_official)
            return " · ".join(
                part for part in (self._desk.pick(line.name, line.name_official), other) if part
            )
        if column == OTHER:
            return line.code
        if column == self.last:
            return self._said(line)
        return self._mark(row, line, column - FIRST)

    def marked(self, line: SheetLine, cell: int) -> Marked | None:
        """What stands in a cell, also while it is on its way."""
        key = (line.delegate, cell)
        if key in self._coming:
            return self._coming[key]
        found = line.cells[cell]
        return None if found.mark is None else Marked(found.mark, found.minutes, found.reason)

    def _mark(self, row: int, line: SheetLine, cell: int) -> str:
        if self.draft is not None and self.at == (row, cell):
            return f"{self.draft.mark.value} {self.draft.text}▏"
        marked = self.marked(line, cell)
        if marked is None:
            seen = line.cells[cell].seen
            return self._time(seen[1]) if seen is not None else ""
        parts = [marked.mark.value, str(marked.minutes or ""), marked.reason or ""]
        return " ".join(part for part in parts if part)

    def _spoken(self, row: int, line: SheetLine, cell: int) -> str:
        marked = self.marked(line, cell)
        title = self.headerData(FIRST + cell, Qt.Orientation.Horizontal)
        return f"{title}: {label(self._desk.texts, marked.mark) if marked else self._mark(row, line, cell)}"

    def _said(self, line: SheetLine) -> str:
        """What the desk saw, and whose signature wrote no entry."""
        texts = self._desk.texts
        said = [self._seen(cell, line.cells[cell]) for cell in range(self.cells)]
        signed = any(cell.mark in SIGNED and cell.seen is None for cell in line.cells)
        if line.status in GONE and signed:
            status = label(texts, line.status)
            said.append(texts("{status}: the signature is kept, no entry is written", status=status))
        elif line.status in GONE:
            said.append(label(texts, line.status))
        if line.walk_in:
            said.append(texts("Handwritten"))
        return " · ".join(part for part in said if part)

    def _seen(self, cell: int, found: Cell) -> str:
        if found.seen is None or found.mark is None:
            return ""
        kind, at, source, _ = found.seen
        how = label(self._desk.texts, kind if kind == FactKind.EXCUSED else source)
        title = self.headerData(FIRST + cell, Qt.Orientation.Horizontal)
        return f"{title}: {how} {self._time(at)}"

    def _time(self, at: int) -> str:
        assert self.sheet is not None
        return self._desk.texts.time(at, self.sheet.zone)

    def _colour(self, row: int, line: SheetLine, column: int) -> QColor | None:
        palette = self._desk.theme.palette
        if column in (NUMBER, OTHER, self.last):
            return QColor(palette.muted)
        if not FIRST <= column < self.last:
            return None
        cell = column - FIRST
        if self.draft is not None and self.at == (row, cell):
            return QColor(palette.accent)
        marked = self.marked(line, cell)
        if marked is None or (line.delegate, cell) in self._coming:
            return QColor(palette.muted)
        return QColor(getattr(palette, TONES[marked.mark]))


class SheetGrid(PlainTable):
    """The sheet under the keyboard: P A L E X mark, digits are minutes, Enter and the arrows move.

    Attributes:
        marked: row, cell, and the ``Marked`` that was typed, or None for a cell that was cleared.
        past_end: Enter below the last line.
        back_wanted: Escape while nothing is being typed.
    """

    marked = Signal(int, int, object)
    past_end = Signal()
    back_wanted = Signal()

    def __init__(self, desk: Desk, name: str) -> None:
        self.lines = SheetModel(desk)
        super().__init__(self.lines, desk.theme.row, name)
        self.lines.setParent(self)
        self._keys = Keys(Platform.named(QGuiApplication.platformName()))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self._theme = desk.theme
        self.lines.modelReset.connect(self._lay)
        self.clicked.connect(self._clicked)

    def go(self, row: int, cell: int) -> None:
        """Put the keyboard on a cell."""
        if 0 <= row < len(self.lines.lines) and 0 <= cell < self.lines.cells:
            self.setCurrentIndex(self.lines.index(row, FIRST + cell))

    def here(self) -> tuple[int, int]:
        """Row and cell under the keyboard; (-1, -1) is nowhere."""
        index = self.currentIndex()
        if not index.isValid() or not FIRST <= index.column() < self.lines.last:
            return -1, -1
        return index.row(), index.column() - FIRST

    def first_open(self) -> tuple[int, int]:
        """The first cell nothing is typed in, column by column; else the first of all."""
        for cell in range(self.lines.cells):
            for row, line in enumerate(self.lines.lines):
                if self.lines.marked(line, cell) is None:
                    return row, cell
        return 0, 0

    def press(self, mark: Mark) -> None:
        """As if the key of this mark was pressed."""
        row, cell = self.here()
        if row < 0:
            return
        if mark in _MINUTES or mark is Mark.EXCUSED:
            self.lines.write(row, cell, Draft(mark, ""))
        else:
            self.lines.write(row, cell, None)
            self.marked.emit(row, cell, Marked(mark))

    # -- keys ------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, cell = self.here()
        if row < 0 or event.modifiers() & _HELD:
            super().keyPressEvent(event)
            return
        draft = self.lines.draft
        if draft is not None and draft.mark is Mark.EXCUSED and self._reason(event, row, cell, draft):
            return
        if draft is not None and draft.mark in _MINUTES and self._minutes(event, row, cell, draft):
            return
        if self._moved(event, row, cell):
            return
        mark = _MARKS.get(self._keys.shortcut(event).removeprefix("Shift+"))
        if mark is not None:
            self.press(mark)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            if self.lines.marked(self.lines.lines[row], cell) is not None:
                self.marked.emit(row, cell, None)
        elif event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        elif not event.text().strip():
            super().keyPressEvent(event)

    def _minutes(self, event: QKeyEvent, row: int, cell: int, draft: Draft) -> bool:
        digit = self._keys.digit(event)
        if digit and len(draft.text) < _LONGEST:
            self.lines.write(row, cell, draft._replace(text=draft.text + digit))
            return True
        return bool(digit) or self._shorten(event, row, cell, draft)

    def _reason(self, event: QKeyEvent, row: int, cell: int, draft: Draft) -> bool:
        text = event.text()
        if text and text.isprintable():
            self.lines.write(row, cell, draft._replace(text=draft.text + text))
            return True
        return self._shorten(event, row, cell, draft)

    def _shorten(self, event: QKeyEvent, row: int, cell: int, draft: Draft) -> bool:
        if event.key() == Qt.Key.Key_Backspace:
            left = draft._replace(text=draft.text[:-1]) if draft.text else None
            self.lines.write(row, cell, left)
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.lines.write(row, cell, None)
            return True
        return False

    def _moved(self, event: QKeyEvent, row: int, cell: int) -> bool:
        key, last = event.key(), len(self.lines.lines) - 1
        keys = Qt.Key
        if key in (keys.Key_Return, keys.Key_Enter, keys.Key_Down):
            self.finish()
            if row < last:
                self.go(row + 1, cell)
            elif key != keys.Key_Down:
                self.past_end.emit()
        elif key == keys.Key_Up:
            self.finish()
            self.go(max(0, row - 1), cell)
        elif key in (keys.Key_Left, keys.Key_Right):
            self.finish()
            self.go(row, cell + (1 if key == keys.Key_Right else -1))
        else:
            return False
        return True

    def finish(self) -> None:
        """What is being typed is all: it goes into the file."""
        draft, (row, cell) = self.lines.draft, self.lines.at
        if draft is None:
            return
        self.lines.write(row, cell, None)
        if draft.mark in _MINUTES:
            self.marked.emit(row, cell, Marked(draft.mark, int(draft.text) if draft.text else None))
        else:
            self.marked.emit(row, cell, Marked(draft.mark, None, draft.text))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.lines.draft is not None and not self.lines.draft.text.strip():
            self.lines.write(*self.lines.at, None)
        self.finish()
        super().focusOutEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        _, cell = self.lines.at
        column = min(max(index.column() - FIRST, 0), self.lines.cells - 1)
        if not FIRST <= index.column() < self.lines.last:
            self.go(index.row(), max(0, column if index.column() > FIRST else cell))

    # -- measures --------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        room = self.viewport().width()
        narrow, code, cell = self._theme.wide((48, 84, 108))
        fixed = narrow + code + cell * self.lines.cells
        said = max(cell, (room - fixed) * 2 // 5)
        widths = [narrow, max(cell, room - fixed - said), code, *[cell] * self.lines.cells]
        for column, width in enumerate(widths):
            self.setColumnWidth(column, width)


def _side(column: int, last: int) -> Qt.AlignmentFlag:
    centred = column == NUMBER or FIRST <= column < last
    return Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag.AlignLeft
