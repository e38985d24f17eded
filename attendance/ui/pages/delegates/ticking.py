"""Checking somebody in from the list of delegates."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Slot

from attendance.commands.checkin import check_in_delegate
from attendance.domain.kinds import Direction, Source
from attendance.domain.scan import Verdict, Word
from attendance.language.verdicts import told
from attendance.ui.desk import Desk
from attendance.ui.work import PRESENCE


class DelegateTicking(QObject):
    """Books an entry to the chosen event session, and tells what became of it."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    @Slot(object)
    def tick(self, delegate: UUID) -> None:
        """Check somebody in; an entry already made is told, not doubled."""
        desk = self._desk
        if desk.session is None:
            desk.say(desk.texts("Choose an event session first."))
            return
        arguments: tuple[Any, ...] = (
            desk.stamp(), desk.session.id, delegate, Direction.ENTRY, Source.LIST,
        )  # fmt: skip
        desk.work.write(self, check_in_delegate, *arguments, then=self._ticked, touches=frozenset({PRESENCE}))

    def _ticked(self, verdict: Verdict) -> None:
        desk = self._desk
        zone = desk.event.zone if desk.event else "UTC"
        if verdict.word is Word.IN and verdict.holder and desk.session:
            words = desk.texts(
                "{name} checked in: {session}",
                name=verdict.holder.name,
                session=desk.session_title(desk.session),
            )
            desk.say(words, verdict.action)
        else:
            desk.say(told(desk.texts, verdict, zone))
