"""The last twenty entries and exits at this event session, each with its Undo."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from attendance.domain.kinds import FactKind
from attendance.queries.history import LogRow
from attendance.ui import icons
from attendance.ui.desk import Desk
from attendance.ui.parts import button, lay, words

MOST = 20


class _Line(QWidget):
    """One action; kept and refilled, never rebuilt."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setFixedHeight(round((52 + (6 if desk.theme.language == "lo" else 0)) * desk.theme.text_size))
        row = lay(QHBoxLayout(self), margins=(16, 0, 8, 0), spacing=10)
        self.sign = icons.Sign()
        self.name = words("", "strong")
        self.below = words("", "small")
        row.addWidget(self.sign)
        both = lay(QVBoxLayout(), spacing=0)
        both.addStretch()
        both.addWidget(self.name)
        both.addWidget(self.below)
        both.addStretch()
        row.addLayout(both, 1)
        self.undo = button(desk.theme, desk.texts("Undo"), kind="link")
        row.addWidget(self.undo)

    def fill(self, entry: LogRow, zone: str) -> None:
        desk = self._desk
        entered = entry.kind == FactKind.IN
        palette = desk.theme.palette
        colour = palette.muted if entry.voided else palette.green
        self.sign.show_icon("tick" if entered else "leave", colour)
        name = desk.pick(entry.name, entry.name_official)
        measure = self.name.fontMetrics()
        self.name.setText(measure.elidedText(name, Qt.TextElideMode.ElideRight, 190))
        self.name.setToolTip(name)
        face = self.name.font()
        face.setStrikeOut(entry.voided)
        self.name.setFont(face)
        what = (
            desk.texts("taken back") if entry.voided else desk.texts("in") if entered else desk.texts("out")
        )
        self.below.setText(f"{desk.texts.time(entry.at, zone)} · {what} · {entry.delegation}")
        self.undo.setVisible(entry.can_be_undone())
        self.undo.setAccessibleName(desk.texts("Undo: {name}", name=name))
        self.undo.setProperty("action", entry.action)
        self.undo.setProperty("name", name)


class LastActions(QFrame):
    """The list.

    Attributes:
        undo_asked: the action whose Undo was pressed, and the name of whoever it is about.
        log_wanted: the whole log shall be shown.
    """

    undo_asked = Signal(object, str)
    log_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("card")
        self.setAccessibleName(desk.texts("Last twenty"))
        column = lay(QVBoxLayout(self), margins=(1, 0, 1, 1))
        head = lay(QHBoxLayout(), margins=(16, 8, 8, 4))
        head.addWidget(words(desk.texts("Last twenty"), "strong"), 1)
        self.log = button(desk.theme, desk.texts("Whole log"), kind="link", pressed=self.log_wanted.emit)
        head.addWidget(self.log)
        column.addLayout(head)
        self._none = words(desk.texts("Nobody has come yet."), "muted", wrap=True)
        self._none.setContentsMargins(16, 0, 16, 16)
        column.addWidget(self._none)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("content")
        self._column = lay(QVBoxLayout(inner))
        self._column.addStretch()
        self._lines: list[_Line] = []
        area.setWidget(inner)
        column.addWidget(area, 1)

    def show_entries(self, entries: list[LogRow], zone: str) -> None:
        """Newest first."""
        self._none.setVisible(not entries)
        while len(self._lines) < min(MOST, len(entries)):
            self._add_line()
        for place, line in enumerate(self._lines):
            if place < len(entries):
                line.fill(entries[place], zone)
            line.setVisible(place < len(entries))

    def _add_line(self) -> None:
        line = _Line(self._desk)
        line.undo.clicked.connect(self._pressed)
        self._column.insertWidget(len(self._lines), line)
        self._lines.append(line)

    @Slot()
    def _pressed(self) -> None:
        pressed = self.sender()
        self.undo_asked.emit(pressed.property("action"), pressed.property("name"))
