"""The first start: the language, asked in its own script, then one of three ways to begin; never again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from attendance.commands.sample import create_sample
from attendance.language import LANGUAGES
from attendance.ui.blank import Drawing
from attendance.ui.icons import Sign
from attendance.ui.parts import PushButton, button, lay, words
from attendance.ui.status_bar import WHOLE_NAMES
from attendance.ui.theme import Theme
from attendance.ui.work import EVERYTHING

CARD, LANGUAGE_CARD = QSize(264, 184), QSize(224, 96)
ASKED = "Choose your language  ·  ເລືອກພາສາ  ·  Выберите язык"
"""Before a language is chosen, so in all of them."""


class Card(PushButton):
    """One large choice: a sign, its name, what it does."""

    def __init__(self, theme: Theme, title: str, about: str, icon: str, pressed: Callable[[], Any]) -> None:
        super().__init__()
        self.setObjectName("choice")
        self.setAccessibleName(title)
        self.setAccessibleDescription(about)
        self._least = CARD if about else LANGUAGE_CARD
        self.setFixedWidth(self._least.width())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self._column = lay(QVBoxLayout(self), margins=(20, 20, 20, 20), spacing=8)
        side = Qt.AlignmentFlag.AlignLeft if about else Qt.AlignmentFlag.AlignHCenter
        if not about:
            self._column.addStretch()
        if icon:
            self._column.addWidget(Sign(icon, theme.palette.accent, 28), alignment=side)
            self._column.addSpacing(4)
        self._column.addWidget(words(title, "heading", wrap=bool(about)), alignment=side)
        if about:
            self._column.addWidget(words(about, "muted", wrap=True))
        self._column.addStretch()
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.clicked.connect(pressed)

    def sizeHint(self) -> QSize:
        # A button does not ask its layout; the words decide how tall it is.
        width = self._least.width()
        return self._least.expandedTo(QSize(width, self._column.totalHeightForWidth(width)))


class FirstStart(QWidget):
    """Lies over the whole window, which it leaves as it found it, until somebody has chosen."""

    def __init__(self, window: Any) -> None:
        super().__init__(window)
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Attendance")
        self._window, self._desk = window, window.desk
        self._asks_language = True
        self._shown: QWidget | None = None
        lay(QVBoxLayout(self))
        window.installEventFilter(self)
        self._desk.theme.changed.connect(self._rebuild)
        self._rebuild()
        self.resize(window.size())

    # -- what is asked ---------------------------------------------------------------------------------

    @Slot()
    def _rebuild(self) -> None:
        """The window behind is built anew with every language; it must not take the keyboard."""
        self._window.centralWidget().setEnabled(False)
        if self._shown is not None:
            self._shown.deleteLater()
        self._shown = QWidget()
        column = lay(QVBoxLayout(self._shown), margins=(32, 24, 32, 24), spacing=12)
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Drawing(self._desk.theme), alignment=middle)
        column.addSpacing(12)
        first = self._languages(column) if self._asks_language else self._beginnings(column)
        column.addStretch(3)
        self.layout().addWidget(self._shown)
        self._shown.show()
        self.raise_()
        self.show()
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def _languages(self, column: QVBoxLayout) -> QWidget:
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(words(ASKED, "muted"), alignment=middle)
        column.addSpacing(8)
        row = lay(QHBoxLayout(), spacing=16)
        row.addStretch()
        cards: dict[str, Card] = {}
        for language in LANGUAGES:
            card = Card(self._desk.theme, WHOLE_NAMES[language], "", "", self._language_chosen)
            card.setProperty("language", language)
            row.addWidget(card)
            cards[language] = card
        row.addStretch()
        column.addLayout(row)
        return cards[self._desk.texts.language]

    def _beginnings(self, column: QVBoxLayout) -> QWidget:
        theme, texts, middle = self._desk.theme, self._desk.texts, Qt.AlignmentFlag.AlignHCenter
        column.addWidget(words(texts("How would you like to begin?"), "title"), alignment=middle)
        column.addSpacing(8)
        row = lay(QHBoxLayout(), spacing=16)
        row.addStretch()
        cards = [
            Card(theme, title, about, icon, pressed)
            for title, about, icon, pressed in (
                (
                    texts("Look round"),
                    texts("A sample seminar with 14 delegations to try everything on. Nothing can go wrong."),
                    "search",
                    self._look_round,
                ),
                (
                    texts("New event"),
                    texts("Title, days, place and time zone. The half-days come by themselves."),
                    "add",
                    self._new_event,
                ),
                (
                    texts("Import list"),
                    texts("A spreadsheet you already have. You see what will happen before it does."),
                    "import",
                    self._import,
                ),
            )
        ]
        for card in cards:
            row.addWidget(card)
        row.addStretch()
        column.addLayout(row)
        column.addSpacing(4)
        back = " · ".join(WHOLE_NAMES[language] for language in LANGUAGES)
        column.addWidget(button(theme, back, kind="link", pressed=self._ask_language), alignment=middle)
        return cards[0]

    # -- what is answered ------------------------------------------------------------------------------

    @Slot()
    def _language_chosen(self) -> None:
        self._asks_language = False
        if self._desk.events:
            self.leave()  # the file came from somewhere else and holds its events already
        self._window.speak(self.sender().property("language"))

    def ask_beginning(self) -> None:
        """The second question."""
        self._asks_language = False
        self._rebuild()

    @Slot()
    def _ask_language(self) -> None:
        self._asks_language = True
        self._rebuild()

    @Slot()
    def _look_round(self) -> None:
        self._shown.setEnabled(False)
        self._desk.work.write(
            self, create_sample, self._desk.stamp(), then=self._sample_there, failed=self._no_sample,
            touches=EVERYTHING,
        )  # fmt: skip

    def _sample_there(self, event: UUID) -> None:
        self._desk.open_event(event)
        self.leave("overview")

    def _no_sample(self, error: Exception) -> None:
        self.leave()
        self._window.show_error(error)

    @Slot()
    def _new_event(self) -> None:
        self.leave("events")
        self._window.new_event()

    @Slot()
    def _import(self) -> None:
        self.leave("events")
        self._window.import_list()

    def leave(self, page: str = "") -> None:
        """Give the window back, and show one of its pages if one is named."""
        self._desk.theme.changed.disconnect(self._rebuild)
        self._window.removeEventFilter(self)
        self._window.centralWidget().setEnabled(True)
        self.hide()
        self.deleteLater()
        if page:
            self._window.show_page(page)

    # -- the window behind -----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QResizeEvent):
            self.resize(event.size())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes on without an answer; the window's own shortcuts rest."""
        if event.key() == Qt.Key.Key_Escape and not self._asks_language:
            self.leave("events")
        event.accept()
