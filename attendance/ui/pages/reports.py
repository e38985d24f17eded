"""Every report that can be written from the open event."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from attendance.language.marks import N_
from attendance.reports.offered import REPORTS, Report
from attendance.ui import icons
from attendance.ui.badge_choice import Whose
from attendance.ui.desk import Desk
from attendance.ui.header import Header
from attendance.ui.page import PageAction
from attendance.ui.parts import button, lay, words

WIDEST = 860

SHEETS = Report(
    "attendance-sheet",
    N_("Attendance sheet"),
    N_("A line for everybody to sign, for one day; afterwards the signatures are typed in here."),
    "edit",
    {},
)

BADGES = Report(
    "badges",
    N_("Badges"),
    N_("For everybody, a delegation or a few people: on a printer or as PDF, with a preview."),
    "badge",
    {},
)


class ReportsPage(QWidget):
    """One card per report.

    Attributes:
        report_wanted: the name of the report whose button was pressed.
    """

    key, touched_by = "reports", frozenset()
    report_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk = desk
        texts = desk.texts
        column = lay(QVBoxLayout(self))
        column.addWidget(Header(desk, texts("Reports")))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        inner.setObjectName("content")
        cards = lay(QVBoxLayout(inner), margins=(24, 0, 24, 24), spacing=12)
        self._buttons: list[QPushButton] = []
        for report in REPORTS.values():
            cards.addWidget(self._card(report))
        cards.addWidget(self._card(SHEETS, texts("Sheets…"), self._sheets))
        cards.addWidget(self._card(BADGES, texts("Print…"), self._print))
        cards.addStretch()
        area.setWidget(inner)
        column.addWidget(area, 1)
        self._buttons[0].setProperty("kind", "primary")

    def _card(self, report: Report, said: str = "", pressed: Callable[[], None] | None = None) -> QFrame:
        theme, texts = self._desk.theme, self._desk.texts
        title = texts(report.title)
        card = QFrame()
        card.setObjectName("card")
        card.setMaximumWidth(WIDEST)
        row = lay(QHBoxLayout(card), margins=(20, 16, 16, 16), spacing=16)
        sign = icons.Sign(report.icon, theme.palette.accent, 24)
        row.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        both = lay(QVBoxLayout(), spacing=2)
        both.addWidget(words(title, "heading"))
        both.addWidget(words(texts(report.about), "muted", wrap=True))
        row.addLayout(both, 1)
        said = said or texts("Write…")
        write = button(theme, said, pressed=pressed or self._pressed)
        write.setProperty("report", report.name)
        write.setAccessibleName(f"{said} {title}")
        self._buttons.append(write)
        row.addWidget(write, alignment=Qt.AlignmentFlag.AlignVCenter)
        return card

    def refresh(self, touched: frozenset[str]) -> None:
        """Nothing here changes with the file."""

    def actions(self) -> Sequence[PageAction]:
        """What can be done here."""
        return (PageAction(self._desk.texts("Print badges…"), self._print, "badge"),)

    def show_target(self, target: Any) -> None:
        """Show what somebody pointed at."""

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        self._buttons[0].setFocus()

    @Slot()
    def _sheets(self) -> None:
        self._desk.go("sheets")

    @Slot()
    def _print(self) -> None:
        self._desk.badges_wanted.emit(Whose())

    @Slot()
    def _pressed(self) -> None:
        self.report_wanted.emit(self.sender().property("report"))
