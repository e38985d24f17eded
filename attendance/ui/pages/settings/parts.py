"""What the sections of the settings are made of: rows of words and a control, divided by hairlines."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from attendance.language import Texts
from attendance.ui.desk import Desk
from attendance.ui.parts import hairline, lay, retone, words

ROW_MARGIN = 10
MEGABYTE = 1_000_000


class Row(QWidget):
    """One setting: what it is and what it does at the left, its controls at the right.

    Attributes:
        title: its first line.
    """

    def __init__(self, title: str, about: str, *controls: QWidget) -> None:
        super().__init__()
        row = lay(QHBoxLayout(self), margins=(0, ROW_MARGIN, 0, ROW_MARGIN), spacing=8)
        column = lay(QVBoxLayout(), spacing=2)
        column.addStretch()
        self.title = words(title, "strong", wrap=True)
        column.addWidget(self.title)
        self._about = words("", "muted", wrap=True)
        column.addWidget(self._about)
        column.addStretch()
        row.addLayout(column, 1)
        row.addSpacing(16)
        for control in controls:
            row.addWidget(control, alignment=Qt.AlignmentFlag.AlignVCenter)
            if not control.accessibleName():
                control.setAccessibleName(title)
        self.say(about)

    def say(self, about: str, tone: str = "") -> None:
        """Another second line; ``tone`` is a verdict's colour for what somebody must see."""
        self._about.setText(about)
        self._about.setVisible(bool(about))
        retone(self._about, "tone", tone)


class Section(QWidget):
    """One section of the settings: a heading, a sentence, rows.

    Attributes:
        key: its name for ``Desk.go``.
    """

    key = ""

    def __init__(self, desk: Desk, title: str, about: str = "") -> None:
        super().__init__()
        self.setObjectName("content")
        self.setAccessibleName(title)
        self.desk = desk
        self.column = lay(QVBoxLayout(self), margins=(24, 4, 24, 16))
        self.column.addWidget(words(title, "heading"))
        if about:
            self.column.addSpacing(4)
            self.column.addWidget(words(about, "muted", wrap=True))
        self.column.addSpacing(8)
        self._divided = True

    def add_row(self, title: str, about: str, *controls: QWidget) -> Row:
        """A row below the others, with a hairline between."""
        if not self._divided:
            self.column.addWidget(hairline())
        self._divided = False
        row = Row(title, about, *controls)
        self.column.addWidget(row)
        return row

    def add(self, part: QWidget, stretch: int = 0) -> None:
        """Anything that takes the whole width."""
        self.column.addWidget(part, stretch)

    def shown_again(self) -> None:
        """The section comes into sight, or the file behind it has changed."""


def selectable(text: str = "") -> QLabel:
    """Words one can mark and copy, broken where they must be."""
    made = words(text, wrap=True)
    made.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    return made


def moment(texts: Texts, at: datetime | int | None) -> str:
    """ "Today, 16:42" in this computer's own time; ``at`` is local, or ms UTC; "" for none."""
    if at is None:
        return ""
    local = datetime.fromtimestamp(at / 1000) if isinstance(at, int) else at
    time, days = f"{local:%H:%M}", (datetime.now().date() - local.date()).days
    if days == 0:
        return texts("Today, {time}", time=time)
    if days == 1:
        return texts("Yesterday, {time}", time=time)
    return f"{texts.date_long(local.date().isoformat())}, {time}"


def size_said(texts: Texts, size: int) -> str:
    """ "1.2 MB" for a number of bytes."""
    return texts("{n} MB", n=texts.number(size / MEGABYTE, 0 if size >= 100 * MEGABYTE else 1))
