"""What a person changes in the detail of a delegate, written at once, told in a toast with Undo."""

from collections import deque
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from attendance.commands.custom_fields import set_custom_value
from attendance.commands.delegates import change_delegates
from attendance.commands.people import (
    add_companion,
    add_tag,
    change_tag,
    link_companion,
    remove_photo,
    remove_tag,
    set_photo,
    tag_delegates,
)
from attendance.commands.undo import Done, undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp, TagColour
from attendance.domain.renaming import NAME_FIELDS, renamed
from attendance.language.countries import find_country
from attendance.language.sentences import sentence
from attendance.queries.person import Person
from attendance.queries.person_history import Step
from attendance.ui.desk import Desk
from attendance.ui.pages.person.fields import OFFERED, TITLES, shown_value
from attendance.ui.work import DELEGATES, DELEGATIONS, EVERYTHING

COUNTED = frozenset({"delegation", "capacity", "status", "sex"})
"""Fields that move numbers of delegations."""
COUNTS = frozenset({DELEGATES, DELEGATIONS})


class PersonEdits(QObject):
    """Writes for the delegate the pane shows; answers come in the order of the writes.

    Attributes:
        seen: the delegate that is shown; nothing is written while there is none.
        refused: the key of a field ("" for none) and the exception.
        learned: the key of a field with a form that may be new.
        why_wanted: the action that is taken back only with a reason.
    """

    refused = Signal(str, object)
    learned = Signal(str)
    why_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.seen: Person | None = None
        self._waiting: deque[tuple[str, str]] = deque()
        self._taking_back: UUID | None = None

    @Slot(str, object, str)
    def field(self, key: str, value: Any, words: str = "") -> None:
        """One field; of a name the other parts follow. ``words`` tell the value where it is none itself."""
        if self.seen is None:
            return
        if key == "country" and value and (value := find_country(words := value)) is None:
            self.refused.emit(key, Refused("no_such_country", value=words))
            return
        fields = renamed(self.seen.fields, key, value) if key in NAME_FIELDS else {key: value}
        said = self._said(self._desk.texts(TITLES.get(key, key)), key, value, words)
        touches = COUNTS if key in COUNTED else frozenset({DELEGATES})
        self._write(key, said, change_delegates, [self.seen.id], fields, touches=touches)

    @Slot(str, object, str, object)
    def own_field(self, key: str, field: UUID, title: str, value: str | None) -> None:
        """One custom field."""
        if self.seen is not None:
            self._write(key, self._said(title, "", value, ""), set_custom_value, [self.seen.id], field, value)

    @Slot(object)
    def set_back(self, step: Step) -> None:
        """Take one step of the history back, and nothing of anybody else."""
        texts = self._desk.texts
        if step.way == "undo":
            self._taking_back = step.action
            self._write("", texts("Taken back."), undo, step.action, touches=EVERYTHING)
        elif self.seen is not None:
            said = texts("Set back.")
            self._write("", said, change_delegates, [self.seen.id], step.back, touches=COUNTS)

    @Slot(bytes)
    def photo(self, content: bytes) -> None:
        """Another photo."""
        if self.seen is not None:
            said = self._desk.texts("Photo set")
            self._write("", said, set_photo, self.seen.fields["person"], content)

    @Slot()
    def no_photo(self) -> None:
        """Take the photo away."""
        if self.seen is not None:
            said = self._desk.texts("Photo taken away")
            self._write("", said, remove_photo, self.seen.fields["person"])

    @Slot(object)
    def photo_failed(self, error: Exception) -> None:
        """A picture could not be read."""
        self.refused.emit("", error)

    @Slot(object, bool)
    def tag(self, tag: UUID, on: bool) -> None:
        """Put a tag on, or take it off."""
        if self.seen is not None:
            texts, name = self._desk.texts, self._tag_name(tag)
            said = texts("Tag: {tag}", tag=name) if on else texts("Tag taken off: {tag}", tag=name)
            self._write("", said, tag_delegates, [self.seen.id], tag, on)

    @Slot(str)
    def new_tag(self, name: str) -> None:
        """Make a tag and put it on; the colours are taken in turn."""
        if self.seen is not None:
            colour = list(TagColour)[len(self.seen.tags) % len(TagColour)]
            said = self._desk.texts("Tag: {tag}", tag=name)
            self._write("", said, _make_and_tag, self.seen.fields["event"], self.seen.id, name, colour)

    @Slot(object, str, str)
    def recolour(self, tag: UUID, name: str, colour: str) -> None:
        """Another colour of a tag, everywhere."""
        self._write("", self._desk.texts("Tag: {tag}", tag=name), _recolour, tag, name, TagColour(colour))

    @Slot(object)
    def drop_tag(self, tag: UUID) -> None:
        """Remove a tag from everybody."""
        said = self._desk.texts("Tag removed from everybody: {tag}", tag=self._tag_name(tag))
        self._write("", said, remove_tag, tag)

    @Slot(str)
    def companion(self, name: str) -> None:
        """Add somebody who accompanies the delegate."""
        if self.seen is not None:
            said = self._desk.texts("Companion: {name}", name=name)
            self._write("", said, _add_companion, self.seen.id, name, touches=COUNTS)

    @Slot(object)
    def link(self, companion: UUID) -> None:
        """Somebody on the list accompanies the delegate."""
        if self.seen is not None:
            said = self._desk.texts("Linked as companion")
            self._write("", said, link_companion, companion, self.seen.id)

    @Slot(object)
    def unlink(self, companion: UUID) -> None:
        """Somebody accompanies nobody any more."""
        self._write("", self._desk.texts("No longer accompanies"), link_companion, companion, None)

    def _tag_name(self, tag: UUID) -> str:
        return next((mark.name for mark in self.seen.tags if mark.id == tag), "") if self.seen else ""

    def _said(self, title: str, key: str, value: Any, words: str) -> str:
        told = words or shown_value(self._desk.texts, key, value)
        if not told:
            return self._desk.texts("{field} emptied", field=title)
        return self._desk.texts("{field}: {new}", field=title, new=told[:80])

    def _write(
        self, key: str, said: str, verb: Callable[..., Any], *args: Any,
        touches: frozenset[str] = frozenset({DELEGATES}),
    ) -> None:  # fmt: skip
        self._waiting.append((key, said))
        self._desk.work.write(
            self, verb, self._desk.stamp(), *args, then=self._done, failed=self._failed, touches=touches
        )

    def _done(self, answer: Any) -> None:
        key, said = self._waiting.popleft()
        if (plain := key.removesuffix("_official")) in OFFERED:
            self.learned.emit(plain)
        action = answer if isinstance(answer, UUID) else getattr(answer, "action", None)
        if action is not None:
            # An undo is not offered to be undone: redo does that.
            self._desk.say(said, None if isinstance(answer, Done) else action)

    def _failed(self, error: Exception) -> None:
        key, _ = self._waiting.popleft()
        if isinstance(error, Refused) and error.code in ("reason_missing", "supervisor_needed"):
            self.why_wanted.emit(self._taking_back)
        elif isinstance(error, Refused):
            self.refused.emit(key, error)
        else:
            self._desk.work.failed.emit(error)


def told_refusal(desk: Desk, error: Refused) -> str:
    """A refusal in words; fields by their names."""
    details: Mapping[str, Any] = error.details
    if "field" in details:
        error = Refused(
            error.code, **{**details, "field": desk.texts(TITLES.get(details["field"], details["field"]))}
        )
    return sentence(desk.texts, error)


def _make_and_tag(db: Any, stamp: Stamp, event: UUID, delegate: UUID, name: str, colour: TagColour) -> Any:
    return add_tag(db, stamp, event, name=name, colour=colour, delegates=[delegate])


def _recolour(db: Any, stamp: Stamp, tag: UUID, name: str, colour: TagColour) -> UUID | None:
    return change_tag(db, stamp, tag, name=name, colour=colour)


def _add_companion(db: Any, stamp: Stamp, host: UUID, name: str) -> Any:
    return add_companion(db, stamp, host, name=name)
