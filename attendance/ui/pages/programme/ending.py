"""The end of an item: everybody has left, or all that was recorded is taken back."""

import time
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from attendance.commands.closing import Closed, close_session
from attendance.domain.errors import Refused
from attendance.language.sentences import sentence
from attendance.queries.programme import Item
from attendance.ui.desk import Desk
from attendance.ui.dialogs.reset_dialog import ResetDialog
from attendance.ui.room_closing import COUNTS
from attendance.ui.work import PROGRAMME


class ItemEnding(QObject):
    """Does it for one item, and says so with Undo."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk, self._over = desk, over

    def close(self, item: Item) -> None:
        """Whoever is inside counts as gone from now on."""
        now = time.time_ns() // 1_000_000
        self._desk.work.write(
            self, close_session, self._desk.stamp(), item.id, now,
            then=partial(self._closed, item), failed=self._failed, touches=COUNTS | {PROGRAMME},
        )  # fmt: skip

    def reset(self, item: Item) -> None:
        """Ask for the reason, then take everything back."""
        ResetDialog(self._desk, item, self._over.window()).show()

    def _closed(self, item: Item, done: Closed) -> None:
        texts = self._desk.texts
        if done.action is None:
            self._desk.say(texts("Nobody is inside."))
            return
        title = self._desk.pick(item.title, item.title_official)
        left = texts.plural("{n} person counts as gone now.", "{n} people count as gone now.", done.rows)
        self._desk.say(f"{title} · {left}", done.action)

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Refused):
            self._desk.say(sentence(self._desk.texts, error))
        else:
            self._desk.work.failed.emit(error)
