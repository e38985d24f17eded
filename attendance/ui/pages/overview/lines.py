"""Cards of lines on the overview: each line says one thing, and leads to where it is mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout

from attendance.ui import icons
from attendance.ui.desk import Desk
from attendance.ui.parts import lay, retone, words
from attendance.ui.theme import Theme

ICON = 18
PAD = 12


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card.

    Attributes:
        words: what it says; detail: the small line below, "" for none; note: short, at the right.
        when: a small line in the colour of the sign, between words and detail.
        icon, tone: its sign, and its colour: green, amber, red, blue, accent or muted.
        page, target: where pressing it leads (see ``Desk.go``); "" is nowhere.
        tick: the name of what a person ticks by hand here; "" when it is not ticked by hand.
        done: a tick that is set.
    """

    words: str
    detail: str = ""
    note: str = ""
    icon: str = "warning"
    tone: str = "amber"
    page: str = ""
    target: Any = None
    tick: str = ""
    done: bool = False
    when: str = ""

    @property
    def pressable(self) -> bool:
        return bool(self.page or self.tick)


class Told(QFrame):
    """One sentence with its sign, over the whole width; without a sentence it is not there."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        row = lay(QHBoxLayout(self), margins=(16, 10, 16, 10), spacing=10)
        self._sign, self._words = icons.Sign(side=ICON), words("", "strong", wrap=True)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, said: str, tone: str) -> None:
        """Say it in the colour of ``tone``; "" says nothing."""
        self._words.setText(said)
        self.setAccessibleName(said)
        if said:
            self._sign.show_icon("in" if tone == "green" else "clock", getattr(self._theme.palette, tone))
        self.setVisible(bool(said))

    def text(self) -> str:
        """The sentence, "" for none."""
        return self._words.text()


class LineButton(QPushButton):
    """A line that can be pressed; one that leads nowhere is only read."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.line = Line("")
        self.setObjectName("line")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._row = lay(QHBoxLayout(self), margins=(PAD, 5, PAD, 5), spacing=10)
        self._sign = icons.Sign(side=ICON)
        self._words, self._detail = words(wrap=True), words("", "small", wrap=True)
        self._note, self._when = words("", "small"), words("", "small")
        both = lay(QVBoxLayout(), spacing=1)
        both.addWidget(self._words)
        both.addWidget(self._when)
        both.addWidget(self._detail)
        self._row.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(both, 1)
        self._row.addWidget(self._note, alignment=Qt.AlignmentFlag.AlignTop)
        for part in (self._sign, self._words, self._when, self._detail, self._note):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_line(self, line: Line) -> None:
        """Say another line; the keyboard stays where it is."""
        self.line = line
        colour = getattr(self._theme.palette, line.tone)
        self._sign.show_icon(line.icon, colour)
        self._words.setText(line.words)
        self._detail.setText(line.detail)
        self._detail.setVisible(bool(line.detail))
        self._note.setText(line.note)
        self._note.setVisible(bool(line.note))
        self._when.setText(line.when)
        self._when.setVisible(bool(line.when))
        retone(self._when, "tone", line.tone if line.tone in ("amber", "red") else "")
        self.setCheckable(bool(line.tick))
        self.setChecked(line.done and bool(line.tick))
        self.setAccessibleName(
            " · ".join(part for part in (line.words, line.note, line.when, line.detail) if part)
        )
        pressable = line.pressable
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if pressable else Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not pressable)
        self.setCursor(Qt.CursorShape.PointingHandCursor if pressable else Qt.CursorShape.ArrowCursor)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        # A button does not ask its layout; the words decide how tall it is.
        wide = max(self.width(), 200)
        return QSize(200, max(self._row.totalHeightForWidth(wide), 32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


class Card(QFrame):
    """A surface with a heading and a note beside it."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(title)
        self.column = lay(QVBoxLayout(self), margins=(0, 12, 0, 8), spacing=0)
        self.head = lay(QHBoxLayout(), margins=(16, 0, 16, 6), spacing=8)
        self.title = words(title, "strong")
        self.note = words("", "small")
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.head.addWidget(self.note)
        self.column.addLayout(self.head)


class LinesCard(Card):
    """A card of lines; the widgets stay while their words change.

    Attributes:
        ticked: the name of a tick somebody set or took away.
    """

    ticked = Signal(str)

    def __init__(self, desk: Desk, title: str) -> None:
        super().__init__(title)
        self._desk = desk
        self._rows: list[LineButton] = []
        inner = lay(QVBoxLayout(), margins=(4, 0, 4, 0), spacing=0)
        self._lines = inner
        self.column.addLayout(inner)

    def show_lines(self, lines: Sequence[Line], note: str = "") -> None:
        """Say these lines and nothing else; an empty card is hidden."""
        self.note.setText(note)
        self.setVisible(bool(lines))
        while len(self._rows) < len(lines):
            row = LineButton(self._desk.theme)
            row.clicked.connect(self._pressed)
            self._lines.addWidget(row)
            self._rows.append(row)
        for row, line in zip(self._rows, lines, strict=False):
            if row.line != line:
                row.show_line(line)
            row.show()
        for row in self._rows[len(lines) :]:
            row.hide()

    def lines(self) -> list[Line]:
        """What it says now."""
        return [row.line for row in self._rows if not row.isHidden()]

    def stops(self) -> list[LineButton]:
        """The lines the keyboard stops at."""
        return [row for row in self._rows if row.line.pressable and not row.isHidden()]

    def part(self, place: int) -> LineButton:
        """The widget of one line."""
        return self._rows[place]

    @Slot()
    def _pressed(self) -> None:
        row: Any = self.sender()
        if row.line.tick:
            self.ticked.emit(row.line.tick)
        elif row.line.page:
            self._desk.go(row.line.page, row.line.target)
