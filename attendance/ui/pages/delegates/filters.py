"""The filter bar over the delegates: what narrows the list, as chips that are taken away again."""

from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from attendance.queries.delegate_choices import Choices, choices
from attendance.queries.delegates import CAME, NOT_HERE_YET
from attendance.queries.listing import Question
from attendance.ui.chooser import Chooser
from attendance.ui.desk import Desk
from attendance.ui.filter_chip import FilterChip
from attendance.ui.flow import Flow
from attendance.ui.pages.delegates.filter_words import ALWAYS, FilterWords
from attendance.ui.parts import Chip, icon_button, lay, words
from attendance.ui.session_menu import session_menu

CHIP_HEIGHT = 28
OF_SESSION = frozenset({CAME, NOT_HERE_YET})

Filters = tuple[tuple[str, tuple[Any, ...]], ...]


class DelegateFilters(QWidget):
    """Chips; each says what it lets through.

    Attributes:
        changed: another choice; ``wanted`` has it.
        words: of every filter; it knows the delegations, tags and custom fields.
        known: the delegations, tags and custom fields of the open event, as ``Choices``.
        columns_wanted: somebody wants to choose columns; ``columns`` is the button.
    """

    changed = Signal()
    known = Signal(object)
    columns_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.words = FilterWords(desk)
        self._chosen: dict[str, tuple[Any, ...]] = {}
        self._conditions: list[str] = []
        self._total: int | None = None
        self._chips: dict[str, FilterChip] = {}
        row = lay(QHBoxLayout(self), margins=(24, 0, 16, 10), spacing=8)
        flow = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        flow.setSizePolicy(policy)
        self._flow = Flow(flow)
        row.addWidget(flow, 1)
        self._session = Chip(desk.theme, desk.texts("Event session"))
        self._session.clicked.connect(self._open_sessions)
        self._flow.addWidget(self._session)
        for key in ALWAYS:
            self._add_chip(key)
        self._absent = self._add_chip(NOT_HERE_YET)
        self._more = Chip(desk.theme, desk.texts("Filter"))
        self._more.clicked.connect(self._open_more)
        self._flow.addWidget(self._more)
        self._count = words("", "muted")
        height = round(CHIP_HEIGHT * desk.theme.text_size)
        top = Qt.AlignmentFlag.AlignTop
        self._count.setFixedHeight(height)
        row.addWidget(self._count, 0, top)
        self.columns = icon_button(desk.theme, desk.texts("Columns"), "columns", self.columns_wanted.emit)
        self.columns.setMaximumHeight(height)
        row.addWidget(self.columns, 0, top)
        desk.session_changed.connect(self._show)
        self._show()

    def _add_chip(self, key: str) -> FilterChip:
        chip = self._chips[key] = FilterChip(self._desk.theme)
        chip.setProperty("filter", key)
        chip.clicked.connect(self._pressed)
        chip.cleared.connect(self._clear_one)
        self._flow.addWidget(chip)
        return chip

    # -- what is wanted --------------------------------------------------------------------------------

    def wanted(self) -> tuple[Filters, tuple[str, ...]]:
        """Filters and conditions as ``Question`` takes them."""
        return tuple(self._chosen.items()), tuple(self._conditions)

    def show_question(self, asked: Question) -> None:
        """Narrow the list as a question does, and no further."""
        self._chosen = {key: tuple(values) for key, values in asked.filters}
        self._conditions = list(asked.conditions)
        self._show()
        self.changed.emit()

    def choose(self, key: str, values: tuple[Any, ...]) -> None:
        """Let through only rows with one of these values; none of them lets everything through."""
        self._chosen.pop(key, None)
        if values:
            self._chosen[key] = values
        self._show()
        self.changed.emit()

    def require(self, condition: str, on: bool = True) -> None:
        """Let through only rows that meet a condition of the listing, or any again."""
        others = OF_SESSION if condition in OF_SESSION else {condition}
        self._conditions = [kept for kept in self._conditions if kept not in others]
        if on:
            self._conditions.append(condition)
        self._show()
        self.changed.emit()

    def clear(self) -> None:
        """Let everything through."""
        if self._chosen or self._conditions:
            self.show_question(Question())

    @property
    def narrows(self) -> bool:
        return bool(self._chosen or self._conditions)

    def count(self, found: int, whole: bool) -> None:
        """How many rows are shown; ``whole`` when nothing narrows the list."""
        number = self._desk.texts.number
        if whole:
            self._total = found
            self._count.setText(self._desk.texts.plural("{n} person", "{n} people", found))
        elif self._total is not None:
            told = self._desk.texts("{n} of {total}", n=number(found), total=number(self._total))
            self._count.setText(told)

    @Slot()
    def refresh(self) -> None:
        """Ask which delegations, tags and fields there are."""
        if self._desk.event is not None:
            self._desk.work.read(self, choices, self._desk.event.id, then=self._known, only_newest=True)
        self._show()

    def _known(self, found: Choices) -> None:
        news = found != self.words.choices
        self.words.choices = found
        there = {
            "delegation": {row.code for row in found.delegations},
            "tags": {row.id for row in found.tags},
        }
        for key, values in there.items():
            chosen = self._chosen.get(key, ())
            kept = tuple(value for value in chosen if value in values)
            if kept != chosen:
                self.choose(key, kept)
        known = self.words.titles().keys() | self.words.plain().keys()
        self._chosen = {key: values for key, values in self._chosen.items() if key in known}
        if news:
            self._show()
            self.known.emit(found)

    # -- what the chips say ----------------------------------------------------------------------------

    @Slot()
    def _show(self) -> None:
        texts, session = self._desk.texts, self._desk.session
        self._session.setVisible(session is not None)
        if session is not None:
            self._session.show_on(False, f"✓ {self._desk.session_short(session)}")
            whole = texts("Tick for: {session}", session=self._desk.session_title(session))
            self._session.setAccessibleName(whole)
            self._session.setToolTip(whole)
        for key in (*self._chosen, *self._conditions):
            if key not in self._chips:
                self._add_chip(key)
                self._flow.addItem(self._flow.takeAt(self._place(self._more)))
        for key, chip in self._chips.items():
            chosen = self._chosen.get(key, ())
            on = bool(chosen) or key in self._conditions
            chip.tell(on, self._says(key, chosen))
            chip.setVisible(on or key in ALWAYS or (key == NOT_HERE_YET and session is not None))
            if key in self.words.plain():
                chip.show_on(on, self._says(key, ()), "close" if on else "")
        self._flow.invalidate()

    def _place(self, part: QWidget) -> int:
        return next(n for n in range(self._flow.count()) if self._flow.itemAt(n).widget() is part)

    def _says(self, key: str, chosen: tuple[Any, ...]) -> str:
        if key in self.words.plain():
            return self.words.plain()[key]
        title = self.words.titles().get(key, key)
        says = ", ".join(self.words.word(key, value) for value in chosen[:2])
        more = f" +{len(chosen) - 2}" if len(chosen) > 2 else ""
        return f"{title}: {says}{more}" if chosen else title

    # -- choosing --------------------------------------------------------------------------------------

    @Slot()
    def _pressed(self) -> None:
        key = self.sender().property("filter")
        if key in self.words.plain():
            self.require(key, key not in self._conditions)
        else:
            self._open(key)

    @Slot()
    def _clear_one(self) -> None:
        key = self.sender().property("filter")
        if key in self.words.plain():
            self.require(key, False)
        else:
            self.choose(key, ())

    def _open(self, key: str) -> None:
        ticked = self._chosen.get(key, ())
        chooser = Chooser(self._desk.theme, self._desk.texts, self.words.values(key), ticked, self)
        chooser.setProperty("filter", key)
        chooser.chosen.connect(self._chose)
        chip = self._chips.get(key)
        chooser.open_under(chip if chip is not None and chip.isVisible() else self._more)

    @Slot(object)
    def _chose(self, values: tuple[Any, ...]) -> None:
        self.choose(self.sender().property("filter"), values)

    @Slot()
    def _open_more(self) -> None:
        menu = QMenu(self)
        for key, title in self.words.titles().items():
            if key not in ALWAYS and self.words.values(key):
                menu.addAction(f"{title} …").setData(key)
        menu.addSeparator()
        for key, title in self.words.plain().items():
            if key not in OF_SESSION or self._desk.session is not None:
                action = menu.addAction(title)
                action.setData(key)
                action.setCheckable(True)
                action.setChecked(key in self._conditions)
        if self.narrows:
            menu.addSeparator()
            menu.addAction(self._desk.texts("Show everybody")).setData("")
        menu.triggered.connect(self._picked)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        key = action.data()
        if not key:
            self.clear()
        elif key in self.words.plain():
            self.require(key, key not in self._conditions)
        else:
            self._open(key)

    @Slot()
    def _open_sessions(self) -> None:
        session_menu(self._desk, self._session, self._session_picked)

    @Slot(QAction)
    def _session_picked(self, action: QAction) -> None:
        self._desk.choose_session(action.data())
