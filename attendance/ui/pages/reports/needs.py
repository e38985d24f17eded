"""What somebody may need, as a list to choose from: sets, single reports, and what is printed elsewhere."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from attendance.language import Texts
from attendance.language.marks import N_
from attendance.reports.offered import BUNDLES, REPORTS
from attendance.ui import icons
from attendance.ui.parts import lay, words
from attendance.ui.theme import Theme, font

BUNDLE, REPORT, ELSEWHERE = "bundle", "report", "elsewhere"
WIDTH = 252

BESIDE_WORDS = 54
"""Points of a line that its edges and its sign take."""


class Need(NamedTuple):
    """One line of the list: its kind, its name in code, English message ids of its title and what it is."""

    kind: str
    name: str
    title: str
    about: str
    icon: str


SHEETS = Need(
    ELSEWHERE,
    "sheets",
    N_("Attendance sheet"),
    N_("A line for everybody to sign, for one day; afterwards the signatures are typed in here."),
    "edit",
)
CERTIFICATES = Need(
    ELSEWHERE,
    "certificates",
    N_("Certificates"),
    N_("The rule, who has earned one, decisions with a reason, numbers, and the pages."),
    "certificate",
)
BADGES = Need(
    ELSEWHERE,
    "badges",
    N_("Badges"),
    N_("For everybody, a delegation or a few people: on a printer or as PDF, with a preview."),
    "badge",
)


def needs() -> list[tuple[str, list[Need]]]:
    """The list by its headings (English message ids)."""
    sets = [Need(BUNDLE, one.name, one.title, one.about, one.icon) for one in BUNDLES.values()]
    single = [Need(REPORT, one.name, one.title, one.about, one.icon) for one in REPORTS.values()]
    return [
        (N_("Who asks for it"), [*sets, SHEETS._replace(title=N_("To sign tomorrow"))]),
        (N_("One at a time"), single),
        (N_("On paper"), [SHEETS, BADGES, CERTIFICATES]),
    ]


class NeedsList(QScrollArea):
    """The list; walked with the arrow keys.

    Attributes:
        chosen: another need was chosen.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, texts: Texts) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedWidth(round(WIDTH * (1 + theme.text_size) / 2))
        self.setAccessibleName(texts("What is needed"))
        inner = QWidget()
        inner.setObjectName("content")
        column = lay(QVBoxLayout(inner), margins=(12, 0, 8, 16), spacing=2)
        self._group = QButtonGroup(self)
        self._needs: list[Need] = []
        for heading, found in needs():
            column.addSpacing(8 if self._needs else 0)
            head = words(texts(heading), "small")
            head.setContentsMargins(12, 4, 0, 2)
            column.addWidget(head)
            for need in found:
                column.addWidget(self._item(theme, texts, need))
        column.addStretch()
        self.setWidget(inner)
        self._group.idClicked.connect(self._pressed)
        self._group.button(0).setChecked(True)

    def _item(self, theme: Theme, texts: Texts, need: Need) -> QPushButton:
        item = _Item(texts(need.title))
        item.setObjectName("needItem")
        item.setCheckable(True)
        item.setIcon(icons.icon(need.icon, theme.palette.muted, theme.palette.accent))
        item.setIconSize(QSize(18, 18))
        item.setAccessibleName(texts(need.title))
        item.setAccessibleDescription(texts(need.about))
        item.setToolTip(f"{texts(need.title)}\n{texts(need.about)}")
        self._group.addButton(item, len(self._needs))
        self._needs.append(need)
        return item

    @property
    def need(self) -> Need:
        """The chosen one."""
        return self._needs[self._group.checkedId()]

    def choose(self, kind: str, name: str) -> bool:
        """Choose by name; whether there is one."""
        for number, need in enumerate(self._needs):
            if (need.kind, need.name) == (kind, name):
                self._group.button(number).setChecked(True)
                self._pressed(number)
                self.ensureWidgetVisible(self._group.button(number))
                return True
        return False

    def buttons(self) -> Sequence[QAbstractButton]:
        """The lines, in order."""
        return self._group.buttons()

    def take_focus(self) -> None:
        """The keyboard to the chosen line."""
        self._group.checkedButton().setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(int)
    def _pressed(self, number: int) -> None:
        self.chosen.emit(self._needs[number])


class _Item(QPushButton):
    """Follows the arrow keys: the line the keyboard comes to is the chosen one. Long words end in dots."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        measure = QFontMetricsF(font(semibold=True))
        shown = measure.elidedText(self._words, Qt.TextElideMode.ElideRight, self.width() - BESIDE_WORDS)
        self.setText(f"  {shown}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            focused = self.window().focusWidget()
            if isinstance(focused, _Item):
                focused.click()
