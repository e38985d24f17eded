"""Where a scanner is tried out: what arrived, what it was read as, and what to change."""

from collections.abc import Sequence
from itertools import zip_longest

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from attendance.domain.badge_code import LENGTH, clean, grouped
from attendance.domain.burst import BY_HAND, Finding, Press, examine
from attendance.language.scanner import (
    advice_said,
    check_said,
    ending_said,
    headline,
    keyboard_said,
)
from attendance.ui.desk import Desk
from attendance.ui.icons import Sign
from attendance.ui.pages.settings.parts import selectable
from attendance.ui.parts import hairline, lay, retone, words

OVER_AFTER = 4 * BY_HAND
"""Milliseconds of silence after which a scan, or somebody's typing, is looked at."""
ICONS = {"green": "in", "amber": "warning", "red": "cross"}
COLUMNS = 3


class ScanPanel(QFrame):
    """Has the keyboard while it is in sight, so that what a scanner types lands nowhere.

    Attributes:
        works: a badge was read.
    """

    works = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("scanPanel")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._desk = desk
        self._presses: list[Press] = []
        self._over = QTimer(self, singleShot=True, interval=OVER_AFTER)
        self._over.timeout.connect(self._look)
        column = lay(QVBoxLayout(self), margins=(20, 16, 20, 16), spacing=12)
        row = lay(QHBoxLayout(), spacing=14)
        self._sign = Sign("scan", desk.theme.palette.accent, 36)
        row.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        said = lay(QVBoxLayout(), spacing=2)
        self._headline = words("", "heading", wrap=True)
        self._below = words("", "muted", wrap=True)
        said.addWidget(self._headline)
        said.addWidget(self._below)
        row.addLayout(said, 1)
        column.addLayout(row)
        self._facts = QWidget()
        self._build_facts(column)
        self.advice = words("", wrap=True)
        column.addWidget(self.advice)
        column.addStretch(1)
        self.wait()

    def _build_facts(self, column: QVBoxLayout) -> None:
        texts = self._desk.texts
        grid = lay(QGridLayout(self._facts), spacing=4)
        grid.setHorizontalSpacing(24)
        titles = (
            texts("Arrived"), texts("Badge code"), texts("Check digit"),
            texts("Keyboard language"), texts("After the code"), texts("Speed"),
        )  # fmt: skip
        grid.addWidget(hairline(), 0, 0, 1, COLUMNS)
        self.facts, self._titles = [], []
        for place, title in enumerate(titles):
            row, across = divmod(place, COLUMNS)
            value = selectable()
            value.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            value.setAccessibleName(title)
            self._titles.append(words(title, "small"))
            grid.addWidget(self._titles[-1], 3 * row + 1, across)
            grid.addWidget(value, 3 * row + 2, across)
            grid.setColumnStretch(across, 1)
            self.facts.append(value)
        for row in (3, 6):
            grid.setRowMinimumHeight(row, 6)
        grid.addWidget(hairline(), 7, 0, 1, COLUMNS)
        column.addWidget(self._facts)

    # -- keys ------------------------------------------------------------------------------------------

    @Slot(object)
    def hear(self, press: Press) -> None:
        """One key of the scanner, or of somebody typing."""
        if self.isVisible():
            self._presses.append(press)
            self._over.start()

    def event(self, event: QEvent) -> bool:
        # A scanner's Tab belongs to its scan; somebody's Tab goes on to the next control.
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and len(self._presses) > 1:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.key() != Qt.Key.Key_Escape and not event.modifiers():
            event.accept()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _look(self) -> None:
        presses, self._presses = self._presses, []
        finding = examine([press for press in presses if press.text or press.ending or press.digit])
        # Keys that go elsewhere (Enter on a button) are nobody's scan unless they are one.
        if finding is not None and (finding.heard or self.hasFocus()):
            self.show_finding(finding)

    # -- what is shown ---------------------------------------------------------------------------------

    def wait(self) -> None:
        """Nothing was scanned yet."""
        texts = self._desk.texts
        self._say(texts("Scan any badge now."), "", "scan")
        self._below.setText(texts("Nobody is checked in while this is open. Any other barcode will do too."))
        self._below.show()
        self._facts.hide()
        self.advice.hide()

    def show_finding(self, finding: Finding) -> None:
        """One burst of keys, as it was heard."""
        texts = self._desk.texts
        said, tone = headline(texts, finding)
        self._say(said, tone, ICONS[tone])
        self._fill(
            finding.raw,
            finding.codes[0] if len(finding.codes) == 1 else finding.digits,
            check_said(texts, finding),
            (
                keyboard_said(texts, finding),
                ending_said(texts, finding),
                texts("{n} ms per key", n=texts.number(finding.pace)),
            ),
        )
        self._advise(advice_said(texts, finding))
        if finding.heard:
            self.works.emit()

    def show_code(self, raw: str, source: str) -> None:
        """A code that did not come as keys; ``source`` says from where."""
        texts, code = self._desk.texts, clean(raw)
        works, foreign = texts("Your scanner works."), texts("Your scanner works, but this is no badge.")
        tone = "green" if code else "amber"
        self._say(works if code else foreign, tone, ICONS[tone])
        right = (texts("right"), "green") if code else ("", "")
        self._fill(f"{raw} ({source})", code or raw, right, ())
        self._advise([texts("Nothing needs to be changed.")])
        if code:
            self.works.emit()

    def add_note(self, said: str) -> None:
        """One more sentence below."""
        self._advise([*self.advice.text().split("\n"), said])

    def _say(self, said: str, tone: str, icon: str) -> None:
        palette = self._desk.theme.palette
        self._headline.setText(said)
        self.setAccessibleName(said)
        retone(self._headline, "tone", tone)
        self._sign.show_icon(icon, getattr(palette, tone) if tone else palette.accent)

    def _fill(self, raw: str, code: str, check: tuple[str, str], others: Sequence[str]) -> None:
        arrived, shown, checked, *rest = self.facts
        arrived.setText(raw or self._desk.texts("nothing"))
        shown.setText(grouped(code) if len(code) == LENGTH else code)
        checked.setText(check[0])
        retone(checked, "tone", check[1])
        for value, title, said in zip_longest(rest, self._titles[COLUMNS:], others):
            value.setText(said or "")
            title.setVisible(bool(others))
        self._below.hide()
        self._facts.show()

    def _advise(self, sentences: Sequence[str]) -> None:
        self.advice.setText("\n".join(sentences))
        self.advice.show()
