"""The command palette: any action, page, person, delegation or event by a few letters (Ctrl+K)."""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget
from shiboken6 import isValid

from attendance.queries.finding import Found, find, matches
from attendance.ui import icons
from attendance.ui.desk import Desk
from attendance.ui.page import PageAction
from attendance.ui.palette_list import Hit, HitModel, HitPainter
from attendance.ui.parts import hairline, lay, words

WIDTH, TOP, FOOT = 640, 64, 48
ASKED_AFTER = 60
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 8,
    Qt.Key.Key_PageUp: -8,
}


def _is_text(value: object) -> bool:
    return isinstance(value, str)


class CommandPalette(QWidget):
    """Lies over the window until something is chosen, Escape is pressed or the pointer clicks beside it.

    Attributes:
        event_wanted: the id of an event to open; person_wanted: that of an event, then of a delegate in it.
    """

    event_wanted = Signal(object)
    person_wanted = Signal(object, object)

    def __init__(
        self,
        desk: Desk,
        page: Sequence[PageAction],
        places: Sequence[PageAction],
        everywhere: Sequence[PageAction],
        over: QWidget,
    ) -> None:
        super().__init__(over)
        self._desk, self._found = desk, Found([], [], [])
        self._actions = (page, places, everywhere)
        self._before = QApplication.focusWidget()
        self._asking = self._hurried = self._stepped = False
        self._asked = self._answered_to = ""
        self._model = HitModel()
        self._build()
        self._soon = QTimer(self, singleShot=True, interval=ASKED_AFTER)
        self._soon.timeout.connect(self._ask)
        over.installEventFilter(self)
        self._show_hits()

    def _build(self) -> None:
        desk, hint = self._desk, self._desk.texts("Any action, page, person, delegation or event")
        self.setAccessibleName(desk.texts("Find anything"))
        self._card = QFrame(self)
        self._card.setObjectName("card")
        column = lay(QVBoxLayout(self._card), margins=(1, 1, 1, 1))
        self.field = QLineEdit()
        self.field.setObjectName("palette")
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        sign = icons.icon("search", desk.theme.palette.muted)
        self.field.addAction(sign, QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        column.addWidget(self.field)
        column.addWidget(hairline())
        self.view = QListView()
        self.view.setObjectName("palette")
        self.view.setAccessibleName(desk.texts("What was found"))
        self.view.setModel(self._model)
        self.view.setItemDelegate(HitPainter(desk.theme, self.view))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self._clicked)
        column.addWidget(self.view)
        self._nothing = words(desk.texts("Nothing is called that."), "muted")
        self._nothing.setContentsMargins(24, 24, 24, 24)
        column.addWidget(self._nothing)

    def open(self) -> None:
        """Show it over the whole of its parent, with the keyboard."""
        self.show()
        self.raise_()
        self._place()
        self.field.setFocus()

    # -- what there is ---------------------------------------------------------------------------------

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self._hurried = self._stepped = False
        self._show_hits()
        self._soon.start()

    @Slot()
    def _ask(self) -> None:
        event = self._desk.event.id if self._desk.event else None
        typed, self._asking = self.field.text().strip(), True
        self._asked = typed
        self._desk.work.read(self, find, event, typed, then=self._answered, only_newest=True)

    def _answered(self, found: Found) -> None:
        self._found, self._answered_to, self._asking = found, self._asked, False
        self._show_hits()
        if self._hurried:
            self.run()

    def _show_hits(self) -> None:
        kept = self.view.currentIndex()
        chosen = self._model.hits[kept.row()].words if self._stepped and kept.row() > 0 else ""
        self._model.put(list(self._hits(self.field.text().strip())))
        places = self._choosable()
        same = (place for place in places if self._model.hits[place].words == chosen)
        self._choose(next(same, places[0] if places else -1))
        self.view.setVisible(bool(places))
        self._nothing.setVisible(not places)
        self._place()

    def _hits(self, typed: str) -> Iterable[Hit]:
        texts = self._desk.texts
        page, places, everywhere = self._actions
        yield from self._section(texts("On this page"), self._matching(page, typed))
        yield from self._section(texts("Go to"), self._matching(places, typed))
        if typed:
            yield from self._section(texts("People"), self._people(typed))
            yield from self._section(texts("Delegations"), self._delegations(typed))
            yield from self._section(texts("Events"), self._events(typed))
        yield from self._section(texts("Everywhere"), self._matching(everywhere, typed))
        if typed:
            yield from self._section(texts("People of other events"), self._elsewhere(typed))

    def _still(self, typed: str, found: Sequence[Any]) -> Iterable[Any]:
        """What was found, while the answer to the next letter is under way only what still fits."""
        if typed == self._answered_to:
            return found
        fitting = typed.startswith(self._answered_to) if self._answered_to else False
        return [one for one in found if fitting and matches(typed, *filter(_is_text, one))]

    def _section(self, title: str, hits: Iterable[Hit]) -> Iterable[Hit]:
        found = list(hits)
        return [Hit(title), *found] if found else []

    def _matching(self, actions: Sequence[PageAction], typed: str) -> Iterable[Hit]:
        for action in actions:
            if matches(typed, action.words):
                yield Hit(action.words, action.do, action.icon or "right", keys=action.shortcut)

    def _people(self, typed: str) -> Iterable[Hit]:
        desk = self._desk
        for one in self._still(typed, self._found.people):
            name, other = desk.pick(one.name, one.name_official), desk.other(one.name, one.name_official)
            yield Hit(name, partial(desk.go, "delegates", one.id), "person", other, one.place)

    def _delegations(self, typed: str) -> Iterable[Hit]:
        desk = self._desk
        for one in self._still(typed, self._found.delegations):
            name = desk.delegation(one.name, one.name_official)
            yield Hit(name, partial(desk.go, "delegations", one.id), "delegations", right=one.code)

    def _events(self, typed: str) -> Iterable[Hit]:
        texts = self._desk.texts
        for row in self._desk.events:
            if matches(typed, row.title, row.title_official, str(row.year or ""), row.starts):
                dates = texts.date_range(row.starts, row.ends, row.year)
                title = self._desk.pick(row.title, row.title_official)
                yield Hit(title, partial(self.event_wanted.emit, row.id), "events", right=dates)

    def _elsewhere(self, typed: str) -> Iterable[Hit]:
        desk = self._desk
        for one in self._still(typed, self._found.elsewhere):
            name, event = desk.pick(one.name, one.name_official), desk.pick(one.title, one.title_official)
            yield Hit(name, partial(self.person_wanted.emit, one.event, one.id), "person", right=event)

    # -- choosing --------------------------------------------------------------------------------------

    def _choosable(self) -> list[int]:
        return [place for place, hit in enumerate(self._model.hits) if hit.do is not None]

    def _choose(self, place: int) -> None:
        index = self._model.index(place) if place >= 0 else QModelIndex()
        self.view.setCurrentIndex(index)
        if place == 1:
            self.view.scrollToTop()  # the heading above the first line is seen too

    def _step(self, by: int) -> None:
        places = self._choosable()
        self._stepped = True
        if places:
            now = self.view.currentIndex().row()
            at = places.index(now) if now in places else 0
            one_round = abs(by) == 1
            then = (at + by) % len(places) if one_round else max(0, min(len(places) - 1, at + by))
            self._choose(places[then])

    @Slot()
    def run(self) -> None:
        """Do what is chosen; pressed before anybody was found, it waits for the answer."""
        place = self.view.currentIndex().row()
        self._hurried = place < 0 and (self._asking or self._soon.isActive())
        if place >= 0 and (do := self._model.hits[place].do) is not None:
            self.close()
            do()

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if self._model.hits[index.row()].do is not None:
            self.view.setCurrentIndex(index)
            self.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.parent():
            if event.type() == QEvent.Type.Resize:
                self._place()
            return False
        return event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in _STEPS:
            self._step(_STEPS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.run()
        elif key == Qt.Key.Key_Escape:
            self.close()
        else:
            # The keyboard stays here: what lies below cannot be seen.
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def close(self) -> bool:
        """Gone, and the keyboard is where it was."""
        self.parent().removeEventFilter(self)
        gone = super().close()
        self.deleteLater()
        if self._before is not None and isValid(self._before) and self._before.isVisible():
            self._before.setFocus()
        return gone

    # -- where it is -----------------------------------------------------------------------------------

    def _place(self) -> None:
        whole = self.parentWidget().rect()
        self.setGeometry(whole)
        width, most = min(WIDTH, whole.width() - 64), whole.height() - TOP - FOOT
        head = self.field.sizeHint().height() + 3
        rows = sum(self.view.sizeHintForRow(place) for place in range(len(self._model.hits)))
        below = rows + 14 if rows else self._nothing.sizeHint().height()
        self._card.setGeometry((whole.width() - width) // 2, TOP, width, min(most, head + below))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        dimmed = QColor(self._desk.theme.palette.ink if not self._desk.theme.dark else "#000000")
        dimmed.setAlphaF(0.55 if self._desk.theme.dark else 0.28)
        QPainter(self).fillRect(self.rect(), dimmed)

    def actions_shown(self) -> list[Any]:
        """The words of every line, headings left out."""
        return [hit.words for hit in self._model.hits if hit.do is not None]
