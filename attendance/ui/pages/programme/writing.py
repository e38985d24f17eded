"""What the programme page writes, and the words that say it was done."""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from attendance.commands.contributions import add_contribution, change_contribution, remove_contribution
from attendance.commands.programme import add_session, change_session, duplicate_session, remove_sessions
from attendance.domain.errors import Refused
from attendance.domain.text_keys import has_lao
from attendance.language.sentences import sentence
from attendance.queries.programme import Item, Speech
from attendance.ui.desk import Desk
from attendance.ui.work import DELEGATIONS, PROGRAMME

SESSIONS = frozenset({PROGRAMME})
SPEECHES = frozenset({PROGRAMME, DELEGATIONS})


def _add(db: Any, stamp: Any, event: UUID, fields: Mapping[str, Any]) -> Any:
    return add_session(db, stamp, event, **fields)


def _duplicate(db: Any, stamp: Any, session: UUID, fields: Mapping[str, Any]) -> Any:
    return duplicate_session(db, stamp, session, **fields)


def _speak(db: Any, stamp: Any, delegation: UUID, fields: Mapping[str, Any]) -> Any:
    return add_contribution(db, stamp, delegation, **fields)


def titled(typed: str) -> dict[str, str]:
    """A title typed in one line, as the form its letters belong to."""
    return {"title_official" if has_lao(typed) else "title": typed}


class ProgrammeWriter(QObject):
    """Writes, says so with Undo, or says why not.

    Attributes:
        made: the id of an item that was just added.
        spoke: the id of a contribution that was just added.
        refused: the reason in words and the fields it is about.
    """

    made = Signal(object)
    spoke = Signal(object)
    refused = Signal(str, object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk

    # -- items -----------------------------------------------------------------------------------------

    def add(self, event: UUID, fields: Mapping[str, Any]) -> None:
        """A new item."""
        title = fields.get("title") or fields.get("title_official") or ""
        said = self._desk.texts("Added: {title}", title=title)
        self._write(_add, event, dict(fields), then=partial(self._made, said), touches=SESSIONS)

    def duplicate(self, item: Item, fields: Mapping[str, Any]) -> None:
        """The same item once more."""
        said = self._desk.texts("Duplicated: {title}", title=self._title(item))
        self._write(_duplicate, item.id, dict(fields), then=partial(self._made, said), touches=SESSIONS)

    def change(self, item: Item, fields: Mapping[str, Any]) -> None:
        """Other values of an item."""
        said = self._desk.texts("Changed: {title}", title=self._title(item))
        if fields.keys() <= {"day", "starts", "ends"}:
            said = self._desk.texts(
                "Moved: {title} · {place}", title=self._title(item), place=self._place(item, fields)
            )
        self._write(change_session, item.id, dict(fields), then=partial(self._say, said), touches=SESSIONS)

    def remove(self, item: Item) -> None:
        """Take an item out of the programme."""
        said = self._desk.texts("Removed: {title}", title=self._title(item))
        self._write(remove_sessions, (item.id,), then=partial(self._say, said), touches=SPEECHES)

    def _title(self, item: Item) -> str:
        return self._desk.pick(item.title, item.title_official)

    def _place(self, item: Item, fields: Mapping[str, Any]) -> str:
        texts = self._desk.texts
        after = {"day": item.day, "starts": item.starts, "ends": item.ends, **fields}
        day = texts.weekday(after["day"]) or texts("No day yet")
        times = "–".join(time for time in (after["starts"], after["ends"]) if time)
        return " ".join(part for part in (day, times) if part)

    # -- contributions ---------------------------------------------------------------------------------

    def speak(self, delegation: UUID, fields: Mapping[str, Any]) -> None:
        """A new contribution."""
        said = self._desk.texts("Contribution added")
        self._write(_speak, delegation, dict(fields), then=partial(self._spoke, said), touches=SPEECHES)

    def change_speech(self, speech: UUID, fields: Mapping[str, Any]) -> None:
        """Other values of a contribution."""
        said = self._desk.texts("Contribution changed")
        self._write(
            change_contribution, speech, dict(fields), then=partial(self._say, said), touches=SPEECHES
        )

    def put(self, speech: Speech, item: Item | None) -> None:
        """A contribution is given in this event session, or in none."""
        texts, title = self._desk.texts, self._desk.pick(speech.title, speech.title_official)
        said = texts("“{title}” has no session now", title=title)
        if item is not None:
            said = texts("“{title}” is in {session} now", title=title, session=self._title(item))
        fields = {"event_session": item.id if item else None}
        self._write(change_contribution, speech.id, fields, then=partial(self._say, said), touches=SPEECHES)

    def remove_speech(self, speech: UUID) -> None:
        """Take a contribution away."""
        said = self._desk.texts("Contribution removed")
        self._write(remove_contribution, speech, then=partial(self._say, said), touches=SPEECHES)

    # -- how it went -----------------------------------------------------------------------------------

    def _write(self, verb: Any, *args: Any, then: Any, touches: frozenset[str]) -> None:
        about = args[-1] if isinstance(args[-1], dict) else {}
        self._desk.work.write(
            self,
            verb,
            self._desk.stamp(),
            *args,
            then=then,
            failed=partial(self._fail, about),
            touches=touches,
        )

    def _made(self, said: str, added: Any) -> None:
        self._desk.say(said, added.action)
        self.made.emit(added.id)

    def _spoke(self, said: str, added: Any) -> None:
        self._desk.say(said, added.action)
        self.spoke.emit(added.id)

    def _say(self, said: str, action: UUID | None) -> None:
        if action is not None:
            self._desk.say(said, action)

    def _fail(self, about: Mapping[str, Any], error: Exception) -> None:
        if isinstance(error, Refused):
            self.refused.emit(sentence(self._desk.texts, error), tuple(about))
        else:
            self._desk.work.failed.emit(error)
            self.refused.emit("", ())
