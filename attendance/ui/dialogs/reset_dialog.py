"""Takes back everything recorded at one event session, after a backup and with a reason."""

import time
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from attendance.commands.closing import Closed, reset_session
from attendance.queries.programme import Item
from attendance.ui.desk import Desk
from attendance.ui.dialogs.form_dialog import FormDialog
from attendance.ui.form import Field
from attendance.ui.work import DELEGATES, DELEGATIONS, PRESENCE, PROGRAMME


class ResetDialog(FormDialog):
    """Says what will go, asks why, makes a backup, and only then takes it back."""

    def __init__(self, desk: Desk, item: Item, parent: QWidget) -> None:
        texts = desk.texts
        title = desk.pick(item.title, item.title_official)
        day = texts.date_long(item.day)
        named = f"{title}, {day}" if day else title
        came = texts.plural("{n} person came", "{n} people came", item.came)
        hint = texts(
            "{session}: {came}. All entries, exits and excuses recorded there are taken back at once, and"
            " everybody starts as not here yet. A backup is made first. Nothing is deleted: the history keeps"
            " every entry, and Undo brings all of them back.",
            session=named,
            came=came,
        )
        reason = Field(
            "reason", texts("Reason"), hint=texts("For example: this was the rehearsal"), required=True
        )
        super().__init__(
            desk, texts("Reset attendance"), (reason,), texts("Back up, then reset"), hint, parent
        )
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._item, self._named, self._reason = item, named, ""

    def carry_out(self, values: dict[str, Any]) -> None:
        """First the backup; without it nothing is reset."""
        self._reason = values["reason"]
        keeper, now = self.desk.keeper, time.time_ns() // 1_000_000
        if keeper is None:
            self._reset()
            return
        self.desk.work.heavy(
            self, "attendance.ui.keeping:keep", keeper.path, keeper.folder, now, keeper.second,
            then=self._reset, failed=self.refused, title=self.desk.texts("Backing up"),
        )  # fmt: skip

    def _reset(self, _kept: Any = None) -> None:
        desk = self.desk
        title = desk.texts("Resetting {session}", session=self._named)
        desk.work.write(
            self, reset_session, desk.stamp(), self._item.id, self._reason,
            then=self._done, failed=self.refused, title=title,
            touches=frozenset({PRESENCE, PROGRAMME, DELEGATES, DELEGATIONS}),
        )  # fmt: skip

    def _done(self, done: Closed) -> None:
        texts = self.desk.texts
        if done.action is None:
            self.desk.say(texts("Nothing was recorded there."))
        else:
            self.desk.say(
                texts.plural("{n} entry was taken back.", "{n} entries were taken back.", done.rows),
                done.action,
            )
        self.accept()
