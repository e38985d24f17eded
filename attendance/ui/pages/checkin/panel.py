"""What stands under a verdict: something the desk can do about it, never in the next scan's way."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout

from attendance.domain.scan import Holder
from attendance.ui.desk import Desk
from attendance.ui.pages.checkin.attempt import Attempt
from attendance.ui.pages.checkin.said import line_of, shown_name
from attendance.ui.parts import button, lay, retone, words

ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
MOST_CANDIDATES = 4
"""Rows seen at once; the others are scrolled to."""


class Panel(QFrame):
    """A card with a heading and a sentence; whoever shows it gives it away with the next verdict.

    Attributes:
        wanted: an ``Attempt`` that shall be made.
        left: the keyboard shall go back to the field.
    """

    wanted = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk, title: str, about: str) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setAccessibleName(title)
        self.desk = desk
        self.column = lay(QVBoxLayout(self), margins=(16, 12, 16, 12), spacing=8)
        head = lay(QHBoxLayout(), spacing=12)
        head.addWidget(words(title, "strong"), alignment=Qt.AlignmentFlag.AlignTop)
        self._about, self._plain = words(about, "muted", wrap=True), about
        head.addWidget(self._about, 1)
        self.column.addLayout(head)

    def complain(self, sentence: str) -> None:
        """A sentence in place of the usual one; "" brings that back."""
        self._about.setText(sentence or self._plain)
        retone(self._about, "tone", "red" if sentence else "")
        retone(self._about, "role", "" if sentence else "muted")

    def enter(self) -> None:
        """Enter was pressed in the empty field above."""
        self.take_focus()

    def take_focus(self) -> None:
        """Put the keyboard where something is to be typed or chosen."""

    def escape(self) -> None:
        """Escape was pressed here or in the field above."""
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escape()
        else:
            super().keyPressEvent(event)


class ConfirmPanel(Panel):
    """Somebody is shown who is not booked yet.

    Attributes:
        dropped: it is somebody else; nobody is booked.
    """

    dropped = Signal()

    def __init__(self, desk: Desk, attempt: Attempt) -> None:
        texts = desk.texts
        super().__init__(
            desk, texts("Is it this person?"), texts("Enter or the same badge again books. Escape does not.")
        )
        self._attempt = attempt
        row = lay(QHBoxLayout(), spacing=8)
        self.book = button(desk.theme, texts("Book"), "tick", "primary", self._book)
        row.addWidget(self.book)
        row.addWidget(button(desk.theme, texts("Not this person"), pressed=self.escape))
        row.addStretch()
        self.column.addLayout(row)

    def enter(self) -> None:
        self._book()

    @Slot()
    def escape(self) -> None:
        self.dropped.emit()
        self.left.emit()

    @Slot()
    def _book(self) -> None:
        self.wanted.emit(self._attempt.booking())


class RetryPanel(Panel):
    """Scans that could not be written, to be repeated as they were.

    Attributes:
        retry_wanted: all of them shall be made again.
    """

    retry_wanted = Signal()

    def __init__(self, desk: Desk, count: int, why: str) -> None:
        texts = desk.texts
        title = texts.plural("{n} scan is not written", "{n} scans are not written", count)
        super().__init__(desk, title, why)
        row = lay(QHBoxLayout(), spacing=8)
        self.retry = button(desk.theme, texts("Try again"), "redo", "primary", self.retry_wanted.emit)
        row.addWidget(self.retry)
        row.addWidget(words(texts("Enter or F9. Nothing is lost meanwhile."), "muted"))
        row.addStretch()
        self.column.addLayout(row)

    def enter(self) -> None:
        self.retry_wanted.emit()


class SparePanel(Panel):
    """A spare badge nobody is tied to.

    Attributes:
        search_wanted: the person shall be looked for.
    """

    search_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        texts = desk.texts
        super().__init__(desk, texts("Whose badge is it?"), texts("Type the name in the field above."))
        row = lay(QHBoxLayout(), spacing=8)
        find = button(desk.theme, texts("Search for the person"), "search", pressed=self.search_wanted.emit)
        row.addWidget(find)
        row.addStretch()
        self.column.addLayout(row)

    def enter(self) -> None:
        self.search_wanted.emit()


class _Rows(QListWidget):
    """Large rows; letters go on to the field."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        typed = event.text()
        if event.key() in ENTER and (item := self.currentItem()) is not None:
            self.itemActivated.emit(item)
        elif event.key() == Qt.Key.Key_Escape or (typed and typed.isprintable()):
            event.ignore()
        else:
            super().keyPressEvent(event)


class CandidatesPanel(Panel):
    """Several people one code could mean: arrows and Enter take one."""

    def __init__(self, desk: Desk, attempt: Attempt, candidates: Sequence[Holder]) -> None:
        texts = desk.texts
        super().__init__(desk, texts("Who is it?"), texts("Choose by the arrows and Enter."))
        self._attempt = attempt
        self.rows = _Rows()
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setAccessibleName(texts("People this code could mean"))
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        height = round(desk.theme.row * 1.8)
        for one in candidates:
            name, other = shown_name(desk, one)
            top = "   ".join(part for part in (name, other) if part)
            item = QListWidgetItem(f"{top}\n{line_of(desk, one)}", self.rows)
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            item.setSizeHint(QSize(0, height))
        self.rows.setFixedHeight(min(len(candidates), MOST_CANDIDATES) * height + 2)
        self.rows.setCurrentRow(0)
        self.rows.itemActivated.connect(self._taken)
        self.rows.itemClicked.connect(self._taken)
        self.column.addWidget(self.rows)

    def take_focus(self) -> None:
        self.rows.setFocus()

    @Slot(QListWidgetItem)
    def _taken(self, item: QListWidgetItem) -> None:
        self.wanted.emit(self._attempt.of(item.data(Qt.ItemDataRole.UserRole)))
