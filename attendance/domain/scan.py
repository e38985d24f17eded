"""The words of the door: what is scanned, what a verdict is decided from, and what it says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from attendance.domain.kinds import Capacity, PresenceState, SessionEntry, Status
from attendance.domain.rules import OPEN, Rules


class Word(StrEnum):
    """The verdicts, in the words the desk and the shell use."""

    IN = "IN"
    OUT = "OUT"
    ALREADY_IN = "ALREADY_IN"
    QUESTION = "QUESTION"
    CONDITION = "CONDITION"
    NOT_NOW = "NOT_NOW"
    NOT_ADMITTED_HERE = "NOT_ADMITTED_HERE"
    RULE = "RULE"
    NOT_CONFIRMED = "NOT_CONFIRMED"
    WITHDRAWN = "WITHDRAWN"
    BARRED = "BARRED"
    REVOKED = "REVOKED"
    OTHER_EVENT = "OTHER_EVENT"
    OTHER_DAY = "OTHER_DAY"
    AMBIGUOUS = "AMBIGUOUS"
    UNKNOWN = "UNKNOWN"
    ERROR = "ERROR"


ACCEPTED = frozenset({Word.IN, Word.OUT})


class Admit(StrEnum):
    """What it takes to let somebody in all the same: nothing does, a reason does, or a supervisor."""

    NEVER = "never"
    REASON = "reason"
    SUPERVISOR = "supervisor"


ADMIT: Mapping[Word, Admit] = {
    Word.ALREADY_IN: Admit.REASON,
    Word.NOT_CONFIRMED: Admit.REASON,
    Word.REVOKED: Admit.REASON,
    Word.NOT_NOW: Admit.SUPERVISOR,
    Word.NOT_ADMITTED_HERE: Admit.SUPERVISOR,
    Word.RULE: Admit.SUPERVISOR,
    Word.WITHDRAWN: Admit.SUPERVISOR,
}
"""Of every other verdict: never. A condition is overridden only where its event session allows it."""


class Why(StrEnum):
    """The reasons behind a verdict; ``language.verdicts`` has the sentence of each.

    In brackets what ``Reason.details`` holds: dates are ISO, ``at`` is ms UTC.
    """

    NEW_BADGE = "new_badge"  # the holder has another badge now
    NEW_HOLDER = "new_holder"  # (name, delegation)
    BADGE_LOST = "badge_lost"  # nobody holds it any more
    SPARE = "spare"  # a spare badge nobody is tied to
    OTHER_EVENT = "other_event"  # (title, title_official)
    VALID_FROM = "valid_from"  # (date)
    VALID_UNTIL = "valid_until"  # (date)
    BADGE_DAYS = "badge_days"  # (days)
    CAPACITIES = "capacities"  # (capacities) admitted here
    DOUBLE_SCAN = "double_scan"  # (seconds) since the same badge was scanned
    SINGLE_ENTRY = "single_entry"  # came in before, and nobody comes in twice
    OPENS_AT = "opens_at"  # (at)
    CLOSED_AT = "closed_at"  # (at)
    CREDENTIALS = "credentials"
    TAG = "tag"  # (tag, name) is missing
    NO_TAG = "no_tag"  # (tag, name) is on
    UNANSWERED = "unanswered"  # (fields)
    BAD_ANSWER = "bad_answer"  # (field, value, code, details of the refusal)
    ONLY_IF_ABSENT = "only_if_absent"
    MAX_ENTRIES = "max_entries"  # (most)
    ONCE_A_DAY = "once_a_day"  # (at) of the entry of this day
    MINUTES_BETWEEN = "minutes_between"  # (minutes, at) of the last entry
    ROOM_FULL = "room_full"  # (places)
    ONE_ROOM = "one_room"  # (title, title_official) of the other event session
    WEEKDAY = "weekday"  # (weekdays), ISO numbers
    UNREADABLE = "unreadable"  # the kept rules are damaged


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the verdict is what it is, and what fills its sentence."""

    why: Why
    details: Mapping[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Visit:
    """A counted entry: when (ms UTC) and at which desk."""

    at: int
    desk: str


@dataclass(frozen=True, slots=True)
class Situation:
    """All a verdict is decided from.

    Attributes:
        status: of the delegate; ``None`` when no delegate of this event holds the code.
        accept_pending: this delegate may enter before confirmation.
        confirmed_only: the event admits confirmed people only.
        entry: once (and again after an exit), many, or a single time.
        state, entries: from the kept presence.
        rules: of the event session; ``None`` when what is kept of them cannot be read.
        at: the moment of the scan, ms UTC; ``zone`` the event's.
        starts, ends: of the event session, ms UTC; ``None`` while they are open.
        revoked: why the scanned code is no longer the holder's; ``elsewhere`` why it is not of this event.
        valid_from, valid_until: of the accreditation, ISO dates, both included.
        badge_days: ISO dates the badge is for; empty is every day.
        visits: the person's counted entries here, oldest first; read only where a rule asks for them.
        desk: the name of this desk.
        credentials: the letter of the delegation is in.
        tags: of the delegate.
        answered: custom fields with an answer, known or just given; ``passed``: optional ones left blank.
        inside: how many are in the room.
        other_room: the other event session the person is inside of, as (title, title_official).
    """

    status: Status | None
    accept_pending: bool = False
    confirmed_only: bool = False
    entry: SessionEntry = SessionEntry.ONCE
    state: PresenceState = PresenceState.NONE
    entries: int = 0
    rules: Rules | None = OPEN
    at: int = 0
    zone: str = "UTC"
    starts: int | None = None
    ends: int | None = None
    revoked: Reason | None = None
    elsewhere: Reason | None = None
    capacity: Capacity = Capacity.DELEGATE
    valid_from: str | None = None
    valid_until: str | None = None
    badge_days: frozenset[str] = frozenset()
    visits: tuple[Visit, ...] = ()
    desk: str = ""
    credentials: bool = False
    tags: frozenset[UUID] = frozenset()
    answered: frozenset[UUID] = frozenset()
    passed: frozenset[UUID] = frozenset()
    inside: int = 0
    other_room: tuple[str | None, str | None] | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The verdict on a situation.

    Attributes:
        word, reason: what is said, and why where there is more to say than the word.
        admit: what it takes to let the person in all the same.
        waived: the verdicts that were overridden on the way, those only that stood in the way.
        note: something the desk should see although the person is in.
    """

    word: Word
    reason: Reason | None = None
    admit: Admit = Admit.NEVER
    waived: tuple[Word, ...] = ()
    note: Reason | None = None


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
class Asked:
    """A question to be answered at the door: a custom field of the event."""

    field: UUID
    title: str | None
    title_official: str | None
    kind: str
    choices: tuple[str, ...]
    required: bool


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said, to whom, and what was written.

    Attributes:
        word: the verdict.
        code: what was scanned, as it came.
        at: the time of the fact, else of the scan, ms UTC.
        holder: the delegate named, if any.
        first: the first counted entry, when there is one.
        fact: the id of the fact written, only for IN and OUT.
        action: the id under which it can be undone.
        reason, admit, waived, note: as in ``Decision``.
        asked: the questions that are open, with the verdict QUESTION.
        candidates: who it can be, with the verdict AMBIGUOUS.
    """

    word: Word
    code: str
    at: int
    holder: Holder | None = None
    first: FirstEntry | None = None
    fact: UUID | None = None
    action: UUID | None = None
    reason: Reason | None = None
    admit: Admit = Admit.NEVER
    waived: tuple[Word, ...] = ()
    note: Reason | None = None
    asked: tuple[Asked, ...] = ()
    candidates: tuple[Holder, ...] = ()
