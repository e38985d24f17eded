"""Restoring a backup: what is in it beside what is there now, then the exchange."""

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from attendance.commands.desk import rename_desk
from attendance.queries.desk import Contents, contents
from attendance.store.backup import Description, restore
from attendance.ui.desk import Desk
from attendance.ui.dialogs.done_page import DonePage
from attendance.ui.dialogs.step_dialog import AROUND, StepDialog
from attendance.ui.icons import Sign
from attendance.ui.keeper import shortened
from attendance.ui.pages.settings.parts import moment, size_said
from attendance.ui.parts import hairline, lay, words

SIZE = QSize(760, 540)
TITLES_SHOWN = 4


class RestoreDialog(StepDialog):
    """Opened for one backup file; the file in use is exchanged while the window stays where it is."""

    def __init__(self, desk: Desk, backup: Path, parent: QWidget | None = None) -> None:
        texts = desk.texts
        steps = (texts("What is in it"), texts("Restored"))
        super().__init__(desk, texts("Restore a backup"), steps, parent)
        self.resize(SIZE.boundedTo(self.screen().availableSize() - AROUND))
        self.backup = backup
        self._name = desk.name
        self._inside: Description | None = None
        self._look = QWidget()
        self._done = DonePage(desk, ())
        for page in (self._look, self._done):
            self.add_page(page)
        self.primary.clicked.connect(self._replace)
        self.go(self._look, 0)
        job = desk.work.heavy(
            self, "attendance.ui.keeping:check_whole", backup, then=self._described, failed=self.tell_error,
            title=texts("Reading the backup"),
        )  # fmt: skip
        self.watch(job)

    def _described(self, inside: Description) -> None:
        self._inside = inside
        self.desk.work.read(self, contents, then=self._compare, failed=self._compare_with_nothing)

    def _compare_with_nothing(self, _error: Exception) -> None:
        """The file in use cannot be read: the more reason to restore."""
        self._compare(None)

    # -- what is in it ---------------------------------------------------------------------------------

    def _compare(self, here: Contents | None) -> None:
        texts, inside = self.desk.texts, self._inside
        self.rest()
        column = lay(QVBoxLayout(self._look), margins=(24, 20, 24, 20), spacing=16)
        rows = [
            (texts("Events"), texts.number(len(inside.events)), here and texts.number(here.events)),
            (texts("People"), texts.number(inside.people), here and texts.number(here.people)),
            (
                texts("Last check-in"),
                moment(texts, inside.last_check_in) or texts("None"),
                here and (moment(texts, here.last_check_in) or texts("None")),
            ),
            (
                texts("Last change"),
                moment(texts, inside.last_change) or texts("None"),
                here and (moment(texts, here.last_change) or texts("None")),
            ),
            (texts("Desk"), inside.desk, here and here.desk),
        ]
        column.addLayout(self._table(rows))
        column.addWidget(words(self._titles(inside.events), "muted", wrap=True))
        column.addWidget(self._notice())
        column.addStretch()
        size = size_said(texts, inside.size)
        name = self.backup.name
        file = words(texts("{name}, {size}", name=name, size=size), "small", wrap=True)
        file.setToolTip(str(self.backup))
        column.addWidget(file)
        self.go(self._look, 0, texts("Restore this backup"))
        self.primary.setFocus()

    def _table(self, rows: Sequence[tuple[str, str, str | None]]) -> QGridLayout:
        texts = self.desk.texts
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, 130)
        for column in (1, 2):
            grid.setColumnStretch(column, 1)
        grid.addWidget(words(texts("In the backup"), "muted"), 0, 1)
        grid.addWidget(words(texts("In the file now"), "muted"), 0, 2)
        grid.addWidget(hairline(), 1, 0, 1, 3)
        for number, (title, there, here) in enumerate(rows, start=2):
            grid.addWidget(words(title, "muted"), number, 0)
            grid.addWidget(words(there, "strong"), number, 1)
            grid.addWidget(words(here or ""), number, 2)
        return grid

    def _titles(self, events: Sequence[str]) -> str:
        texts, more = self.desk.texts, len(events) - TITLES_SHOWN
        shown = " · ".join(events[:TITLES_SHOWN])
        rest = texts.plural("{n} more", "{n} more", more) if more > 0 else ""
        return " · ".join(part for part in (shown, rest) if part)

    def _notice(self) -> QFrame:
        texts = self.desk.texts
        made = QFrame()
        made.setObjectName("notice")
        made.setProperty("tone", "amber")
        row = lay(QHBoxLayout(made), margins=(14, 12, 14, 12), spacing=12)
        sign = Sign("warning", self.desk.theme.palette.amber, 20)
        row.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        until = moment(texts, self._inside.last_change) or texts("its beginning")
        said = texts(
            "Afterwards the file is as it was then: {moment}. What is there now is copied first, stands in"
            " the list of backups, and can be restored the same way.",
            moment=until,
        )
        row.addWidget(words(said, wrap=True), 1)
        return made

    # -- the exchange ----------------------------------------------------------------------------------

    @Slot()
    def _replace(self) -> None:
        now, desk = time.time_ns() // 1_000_000, self.desk
        target = desk.keeper.path if desk.keeper is not None else desk.work.database.path
        job = self.desk.work.replace_file(
            self, restore, self.backup, target, now, title=self.desk.texts("Restoring the backup"),
            then=self._replaced, failed=self.tell_error,
        )  # fmt: skip
        self.watch(job)

    def _replaced(self, saved: Path | None) -> None:
        texts, desk = self.desk.texts, self.desk
        self.rest()
        desk.open_event(None)
        if self._name:
            # The backup may come from another desk; this computer keeps its own name.
            desk.work.write(self, rename_desk, desk.stamp(), self._name, then=self._named)
        if desk.keeper is not None:
            desk.keeper.keep()
        lines: list[str] = []
        if saved is not None:
            lines = [texts("What was there before is kept:"), shortened(saved)]
        self._done.tell(texts("The backup is restored, and the file is open."), lines)
        self.go(self._done, 1)
        self.dismiss.setFocus()

    def _named(self, name: str) -> None:
        self.desk.name = name
        self.desk.programme_changed.emit()
