"""Who accompanies somebody that just came in: one key checks them in too."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout

from attendance.commands.by_hand import Present, all_present
from attendance.domain.kinds import Direction, Source
from attendance.queries.person import Beside
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.pages.checkin.panel import Panel
from attendance.ui.parts import button, lay
from attendance.ui.work import PRESENCE


class CompanionsPanel(Panel):
    """Their names and one button; Enter in the empty field presses it."""

    def __init__(self, desk: Desk, session: UUID, people: Sequence[Beside]) -> None:
        texts = desk.texts
        self._names = ", ".join(desk.pick(one.name, one.name_official) for one in people)
        super().__init__(desk, texts("Comes along"), self._names)
        self._session, self._people = session, [one.id for one in people]
        row = lay(QHBoxLayout(), spacing=8)
        self.book = button(desk.theme, texts("Check in too"), "tick", "primary", self._book)
        row.addWidget(self.book)
        row.addStretch()
        self.column.addLayout(row)

    def enter(self) -> None:
        self._book()

    @Slot()
    def _book(self) -> None:
        if not self.book.isEnabled():
            return
        self.book.setEnabled(False)
        desk = self.desk
        asked = (self._session, self._people, Direction.ENTRY, Source.SEARCH)
        desk.work.write(
            self, all_present, desk.stamp(), *asked, then=self._done, failed=self._failed,
            touches=frozenset({PRESENCE}),
        )  # fmt: skip

    def _done(self, done: Present) -> None:
        texts = self.desk.texts
        if done.booked:
            names = ", ".join(verdict.holder.name for verdict in done.booked if verdict.holder)
            self.desk.say(texts("{name} checked in too", name=names), done.action)
        if done.skipped:
            self.complain(texts("Not checked in: a rule keeps them out."))
        else:
            self.hide()
        self.left.emit()

    def _failed(self, error: Exception) -> None:
        self.book.setEnabled(True)
        self.complain(told(self.desk.texts, error))
