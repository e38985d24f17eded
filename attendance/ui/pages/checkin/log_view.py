"""The whole log on the check-in page: narrowed by chips, undone line by line, older lines as one scrolls."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from attendance.domain.kinds import Source
from attendance.domain.scan import Word
from attendance.language.labels import label
from attendance.language.verdicts import WORDS
from attendance.queries.door_log import LogChoices, LogLine, Wanted, log_choices
from attendance.ui.blank import Blank
from attendance.ui.chooser import Chooser
from attendance.ui.desk import Desk
from attendance.ui.dialogs.plain_table import PlainTable
from attendance.ui.filter_chip import FilterChip
from attendance.ui.flow import Flow
from attendance.ui.pages.checkin.hand import Hand
from attendance.ui.pages.checkin.log_model import LogModel, story
from attendance.ui.pages.checkin.panel import ENTER
from attendance.ui.parts import button, clearable, lay, stacked, words

WIDTHS = (116, 150, 160, 92, 108, 112, 76)
TYPED_AFTER = 150
"""Milliseconds after the last key."""
FILTERS = ("delegation", "session", "verdict", "desk", "source")


class _Lines(PlainTable):
    """The lines; Delete takes back the one that is marked.

    Attributes:
        undo_wanted: the marked line shall be taken back.
        left: Escape was pressed.
    """

    undo_wanted = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, *ENTER):
            self.undo_wanted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class LogView(QWidget):
    """Filters, lines, and what there is to say about the marked one.

    Attributes:
        left: back to the desk.
        hand: room for the question why.
        undo_asked: the id of an action, and the name of whoever it is about.
    """

    left = Signal()
    undo_asked = Signal(object, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.wanted = Wanted()
        self._choices = LogChoices([], [])
        self.model = LogModel(desk, self)
        self.lines = _Lines(self.model, desk.theme.row, texts("Log of the door"))
        self.lines.setIconSize(QSize(18, 18))
        for column, width in enumerate(desk.theme.wide(WIDTHS)):
            self.lines.setColumnWidth(column, width)
        self._none = Blank(desk.theme, texts("No line of the log is like that."))
        self.search = QLineEdit()
        self.search.setPlaceholderText(texts("Search name or code"))
        self.search.setAccessibleName(self.search.placeholderText())
        clearable(desk.theme, self.search)
        self._soon = QTimer(self, singleShot=True, interval=TYPED_AFTER)
        self._chips = {key: FilterChip(desk.theme) for key in FILTERS}
        self.undo = button(desk.theme, texts("Undo"), "undo", pressed=self._undo)
        self.hand = Hand()
        self._story = words("", "muted", wrap=True)
        self._build()
        self._wire()
        self._show_chips()

    def _build(self) -> None:
        texts = self._desk.texts
        column = lay(QVBoxLayout(self), margins=(24, 0, 24, 24), spacing=12)
        top = lay(QHBoxLayout(), spacing=8)
        self.back = button(self._desk.theme, texts("Back to the desk"), "left", pressed=self.left.emit)
        top.addWidget(self.back)
        top.addWidget(self.search, 1)
        column.addLayout(top)
        bar = QWidget()
        flow = Flow(bar, spacing=8)
        for key, chip in self._chips.items():
            chip.setProperty("filter", key)
            flow.addWidget(chip)
        column.addWidget(bar)
        card = QFrame()
        card.setObjectName("card")
        inside = lay(QVBoxLayout(card), margins=(1, 1, 1, 1))
        self._stack = stacked(inside)
        self._stack.addWidget(self.lines)
        self._stack.addWidget(self._none)
        foot = lay(QHBoxLayout(), margins=(16, 8, 12, 8), spacing=12)
        foot.addWidget(self._story, 1)
        foot.addWidget(self.undo)
        inside.addLayout(foot)
        column.addWidget(card, 1)
        column.addWidget(self.hand)

    def _wire(self) -> None:
        self.search.textChanged.connect(self._typed)
        self.search.returnPressed.connect(self.take_lines)
        self._soon.timeout.connect(self._narrow_by_text)
        for chip in self._chips.values():
            chip.clicked.connect(self._choose)
            chip.cleared.connect(self._clear_one)
        self.lines.undo_wanted.connect(self._undo)
        self.lines.left.connect(self.left)
        self.hand.left.connect(self._put_away)
        self.lines.selectionModel().currentRowChanged.connect(self._marked)
        self.model.read.connect(self._read)
        self._desk.event_changed.connect(self._other_event)

    # -- asking ----------------------------------------------------------------------------------------

    def open(self) -> None:
        """Read what there is to choose from, which takes longer than the lines, and these."""
        event = self._desk.event
        if event is not None:
            self._desk.work.read(self, log_choices, event.id, then=self._known, only_newest=True)
        self.refresh()

    def refresh(self) -> None:
        """Read the newest lines again, unless somebody is reading older ones."""
        if self.lines.verticalScrollBar().value() == 0:
            self._ask()

    @Slot()
    def _other_event(self) -> None:
        self.wanted = Wanted()
        self.search.clear()
        self._show_chips()
        if self.isVisible():
            self.open()

    def _ask(self) -> None:
        if self._desk.event is not None:
            self.model.ask(self._desk.event.id, self.wanted)

    def narrow(self, **more: Any) -> None:
        """Another filter, beside those that hold."""
        self.wanted = self.wanted._replace(**more)
        self._show_chips()
        self.lines.scrollToTop()
        self._ask()

    def _known(self, found: LogChoices) -> None:
        self._choices = found
        self._show_chips()

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self._soon.start()

    @Slot()
    def _narrow_by_text(self) -> None:
        self.narrow(text=self.search.text())

    @Slot(bool)
    def _read(self, any_line: bool) -> None:
        self._stack.setCurrentWidget(self.lines if any_line else self._none)
        if any_line and not self.lines.currentIndex().isValid():
            self.lines.selectRow(0)
        self._marked(self.lines.currentIndex(), QModelIndex())

    # -- chips -----------------------------------------------------------------------------------------

    def _offered(self, key: str) -> list[tuple[Any, str]]:
        desk, texts = self._desk, self._desk.texts
        match key:
            case "delegation":
                return list(self._choices.delegations)
            case "session":
                return [(row.id, desk.session_short(row)) for row in desk.sessions]
            case "verdict":
                words_of = [(word.value, texts(WORDS[word])) for word in Word if word is not Word.ERROR]
                return [*words_of, *((kind, label(texts, kind)) for kind in ("excused", "void"))]
            case "desk":
                return [(name, name) for name in self._choices.desks]
            case _:
                return [(source.value, label(texts, source)) for source in Source]

    def _show_chips(self) -> None:
        texts = self._desk.texts
        titles = {
            "delegation": texts("Delegation"), "session": texts("Event session"),
            "verdict": texts("Verdict"), "desk": texts("Desk"), "source": texts("Source"),
        }  # fmt: skip
        for key, chip in self._chips.items():
            value = getattr(self.wanted, key)
            told = next((said for one, said in self._offered(key) if one == value), str(value or ""))
            chip.tell(value is not None, f"{titles[key]}: {told}" if value is not None else titles[key])

    @Slot()
    def _choose(self) -> None:
        chip = self.sender()
        key = chip.property("filter")
        chosen = getattr(self.wanted, key)
        chooser = Chooser(
            self._desk.theme, self._desk.texts, self._offered(key), (chosen,), self, single=True
        )
        chooser.setProperty("filter", key)
        chooser.chosen.connect(self._chosen)
        chooser.open_under(self._chips[key])

    @Slot(object)
    def _chosen(self, values: tuple[Any, ...]) -> None:
        self.narrow(**{self.sender().property("filter"): values[0] if values else None})

    @Slot()
    def _clear_one(self) -> None:
        self.narrow(**{self.sender().property("filter"): None})

    # -- one line --------------------------------------------------------------------------------------

    def line(self) -> LogLine | None:
        """The marked line."""
        place = self.lines.currentIndex().row()
        return self.model.lines[place] if 0 <= place < len(self.model.lines) else None

    @Slot(QModelIndex, QModelIndex)
    def _marked(self, _index: QModelIndex, _before: QModelIndex) -> None:
        line = self.line()
        self._story.setText(story(self._desk, line) if line else "")
        self.undo.setEnabled(line is not None and line.can_be_undone())

    @Slot()
    def _undo(self) -> None:
        line = self.line()
        if line is not None and line.can_be_undone():
            action: UUID | None = line.action
            self.undo_asked.emit(action, self._desk.pick(line.name, line.name_official))

    @Slot()
    def _put_away(self) -> None:
        """Nothing is taken back after all."""
        self.hand.offer(None)
        self.take_lines()

    def take_lines(self) -> None:
        """The keyboard to the lines."""
        self.lines.setFocus()

    def take_focus(self) -> None:
        """The keyboard to the search."""
        self.search.setFocus()
