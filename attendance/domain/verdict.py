"""What the desk says to one scan; the order of the tests is the rule book."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from attendance.domain.kinds import Direction, PresenceState, SessionEntry, Status


class Word(StrEnum):
    """The verdicts, in the words the desk and the shell use."""

    IN = "IN"
    OUT = "OUT"
    ALREADY_IN = "ALREADY_IN"
    NOT_CONFIRMED = "NOT_CONFIRMED"
    WITHDRAWN = "WITHDRAWN"
    UNKNOWN = "UNKNOWN"


ACCEPTED = frozenset({Word.IN, Word.OUT})


@dataclass(frozen=True, slots=True)
class Situation:
    """All a verdict is decided from.

    Attributes:
        status: of the delegate; ``None`` when no delegate of this event holds the code.
        accept_pending: this delegate may enter before confirmation.
        confirmed_only: the event admits confirmed people only.
        entry: once (and again after an exit) or many.
        state: where the delegate is, from the kept presence.
    """

    status: Status | None
    accept_pending: bool = False
    confirmed_only: bool = False
    entry: SessionEntry = SessionEntry.ONCE
    state: PresenceState = PresenceState.NONE


@dataclass(frozen=True, slots=True)
class Holder:
    """The delegate a verdict names, as the desk shows them; ``name`` comes with its titles."""

    id: UUID
    name: str
    name_official: str | None
    delegation_code: str
    delegation_name: str
    delegation_official: str | None
    capacity: str
    status: str
    status_at: int | None
    position: str | None
    seat: str | None
    short_number: int | None
    badge_code: str | None
    attention: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class FirstEntry:
    """The entry that made somebody present: when (ms UTC), at which desk, by whom."""

    at: int
    desk: str
    operator: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said, to whom, and what was written.

    Attributes:
        word: the verdict.
        code: what was scanned, as it came.
        holder: the delegate named, if any.
        first: the first counted entry, when there is one.
        fact: the id of the fact written, only for IN and OUT.
        action: the id under which it can be undone.
    """

    word: Word
    code: str
    at: int
    holder: Holder | None = None
    first: FirstEntry | None = None
    fact: UUID | None = None
    action: UUID | None = None


def decide(situation: Situation, direction: Direction) -> Word:
    """The verdict for one scan; total: every situation has exactly one."""
    if situation.status is None:
        return Word.UNKNOWN
    if situation.status in (Status.WITHDRAWN, Status.DECLINED, Status.REPLACED, Status.BARRED):
        return Word.WITHDRAWN
    if direction is Direction.EXIT:
        return Word.OUT
    if situation.confirmed_only and situation.status is not Status.CONFIRMED and not situation.accept_pending:
        return Word.NOT_CONFIRMED
    if situation.state is PresenceState.INSIDE and situation.entry is SessionEntry.ONCE:
        return Word.ALREADY_IN
    return Word.IN
