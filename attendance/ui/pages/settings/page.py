"""What belongs to this computer and this file: look, desk, fonts, backups, diagnostics."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from attendance.domain.roles import Act
from attendance.ui import icons
from attendance.ui import theme as look
from attendance.ui.desk import Desk
from attendance.ui.header import Header
from attendance.ui.lazily import Lazily
from attendance.ui.page import PageAction
from attendance.ui.pages.settings.backups import BackupsSection
from attendance.ui.pages.settings.computer import ComputerSection
from attendance.ui.pages.settings.diagnostics import DiagnosticsSection
from attendance.ui.pages.settings.door import DoorSection
from attendance.ui.pages.settings.fonts import FontsSection
from attendance.ui.pages.settings.letterheads import LetterheadsSection
from attendance.ui.pages.settings.look import LookSection
from attendance.ui.pages.settings.parts import Section
from attendance.ui.pages.settings.people import PeopleSection
from attendance.ui.pages.settings.scanner import ScannerSection
from attendance.ui.parts import button, hairline, lay
from attendance.ui.work import EVENTS

SHOWN = "settings_section"
LIST_WIDTH = 192
WIDEST = 860


class SettingsPage(QWidget):
    """The page: sections at the left, one of them at the right.

    Attributes:
        language_chosen: two letters.
    """

    key, touched_by = "settings", frozenset({EVENTS})
    language_chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        header = Header(desk, desk.texts("Settings"), with_event=False)
        column = lay(QVBoxLayout(self))
        column.addWidget(header)
        row = lay(QHBoxLayout())
        column.addLayout(row, 1)
        self._list = QButtonGroup(self)
        self._stack = QStackedWidget()
        row.addLayout(self._build_list())
        row.addWidget(hairline(vertical=True))
        row.addWidget(self._stack, 1)
        self.sections = Lazily(
            {
                LookSection.key: self._build_look,
                ComputerSection.key: partial(ComputerSection, desk),
                ScannerSection.key: partial(ScannerSection, desk),
                DoorSection.key: partial(DoorSection, desk),
                PeopleSection.key: partial(PeopleSection, desk),
                FontsSection.key: partial(FontsSection, desk),
                "badges": self._build_badges,
                LetterheadsSection.key: partial(LetterheadsSection, desk),
                BackupsSection.key: partial(BackupsSection, desk),
                DiagnosticsSection.key: partial(DiagnosticsSection, desk),
            },
            self._take,
        )
        for _ in self.sections:
            self._stack.addWidget(QWidget())
        if desk.keeper is not None:
            now = button(desk.theme, desk.texts("Back up now"), "backup", "primary", self._back_up)
            header.add_primary(now)
        self.show_target(desk.settings.get(SHOWN, "look"))

    def _build_look(self) -> LookSection:
        made = LookSection(self._desk)
        made.language_chosen.connect(self.language_chosen)
        return made

    def _build_badges(self) -> Section:
        from attendance.ui.pages.settings.badges import (
            BadgesSection,
        )  # printers are loaded by those who print

        return BadgesSection(self._desk)

    def _take(self, section: Section) -> None:
        place = self._stack.widget(list(self.sections).index(section.key))
        lay(QVBoxLayout(place)).addWidget(_scrolling(section))

    @Slot()
    def _back_up(self) -> None:
        self.sections[BackupsSection.key].back_up()

    @Slot()
    def _choose_file(self) -> None:
        self.sections[BackupsSection.key].choose_file()

    def _build_list(self) -> QVBoxLayout:
        theme, texts = self._desk.theme, self._desk.texts
        column = lay(QVBoxLayout(), margins=(12, 0, 12, 12), spacing=2)
        measure = QFontMetricsF(look.font(semibold=True))
        for number, (title, icon) in enumerate(
            (
                (texts("Language and look"), "look"),
                (texts("This computer"), "computer"),
                (texts("Scanner"), "scan"),
                (texts("At the door"), "sound"),
                (texts("People at this desk"), "person"),
                (texts("Fonts"), "fonts"),
                (texts("Badges"), "badge"),
                (texts("Letterheads"), "letter"),
                (texts("Backups"), "backup"),
                (texts("Diagnostics"), "diagnostics"),
            )
        ):
            item = QPushButton("  " + title)
            item.setObjectName("railItem")
            item.setCheckable(True)
            item.setAutoDefault(False)
            item.setIcon(icons.icon(icon, theme.palette.muted, theme.palette.accent))
            item.setIconSize(QSize(20, 20))
            item.setMinimumWidth(max(LIST_WIDTH, round(measure.horizontalAdvance(title)) + 72))
            item.setAccessibleName(title)
            self._list.addButton(item, number)
            column.addWidget(item)
        column.addStretch()
        self._list.buttonToggled.connect(self._toggled)
        return column

    @Slot(QAbstractButton, bool)
    def _toggled(self, item: QAbstractButton, on: bool) -> None:
        if on:
            number = self._list.id(item)
            key = list(self.sections)[number]
            section = self.sections[key]
            self._stack.setCurrentIndex(number)
            self._desk.settings.put(SHOWN, key)
            if self.isVisible():
                section.shown_again()

    # -- what the window expects of a page -------------------------------------------------------------

    @property
    def shown(self) -> Section:
        """The section in sight."""
        return self.sections[list(self.sections)[self._stack.currentIndex()]]

    def refresh(self, touched: frozenset[str]) -> None:
        """Read again what is shown."""
        self.shown.shown_again()

    def tries_scan(self, code: str, source: str = "") -> bool:
        """Take a scan that is only tried out; False where it is to be booked."""
        return self.shown.key == ScannerSection.key and self.shown.take_scan(code, source)

    def showEvent(self, event: QShowEvent) -> None:
        # Also without a file, when the window asks nobody to refresh: then the backups matter most.
        super().showEvent(event)
        self.shown.shown_again()

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        if self.shown.key == ScannerSection.key:
            self.shown.take_focus()
        elif (chosen := self._list.checkedButton()) is not None:
            chosen.setFocus()

    def actions(self) -> Sequence[PageAction]:
        """What can be done here."""
        texts, made = self._desk.texts, []
        if self._desk.keeper is not None:
            made.append(PageAction(texts("Back up now"), self._back_up, "backup"))
            made.append(PageAction(texts("Restore a backup file…"), self._choose_file, "folder", act=Act.RUN))
        for number, key in enumerate(self.sections):
            item = self._list.button(number)
            words = texts("Settings: {section}", section=item.accessibleName())
            made.append(PageAction(words, partial(self.show_target, key), "settings"))
        return made

    def show_target(self, target: Any) -> None:
        """Show the section with this name."""
        if target in self.sections:
            self._list.button(list(self.sections).index(target)).setChecked(True)


def _scrolling(section: Section) -> QScrollArea:
    """The section, never wider than one reads comfortably."""
    holder = QWidget()
    holder.setObjectName("content")
    row = lay(QHBoxLayout(holder))
    section.setMaximumWidth(WIDEST)
    row.addWidget(section, 1000)
    row.addStretch(1)
    made = QScrollArea()
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setWidget(holder)
    return made
