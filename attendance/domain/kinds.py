"""The plain values every floor shares: identifiers, instants, and the words a field may hold."""

import os
import time
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


def new_id() -> UUID:
    """A fresh UUIDv7 (RFC 9562): 48 bits of milliseconds, then 74 random bits, so ids sort by birth."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who acts and when.

    Attributes:
        operator: the name of the person at this desk, as shown in the history.
        at: milliseconds since 1970-01-01 UTC.
        role: what this person may do here (see ``domain.roles``); None may do everything.
    """

    operator: str
    at: int
    role: "Role | None" = None


class Capacity(StrEnum):
    HEAD = "head"
    DEPUTY = "deputy"
    ALTERNATE = "alternate"
    DELEGATE = "delegate"
    ADVISER = "adviser"
    OBSERVER = "observer"
    SPEAKER = "speaker"
    ORGANISER = "organiser"
    INTERPRETER = "interpreter"
    SUPPORT = "support"
    MEDIA = "media"
    GUEST = "guest"


class Status(StrEnum):
    INVITED = "invited"
    NOMINATED = "nominated"
    REGISTERED = "registered"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    BARRED = "barred"


GONE = frozenset({Status.DECLINED, Status.WITHDRAWN, Status.REPLACED, Status.BARRED})
"""Statuses of people who are no longer expected at the event."""


class DelegationState(StrEnum):
    INVITED = "invited"
    AWAITED = "awaited"
    RECEIVED = "received"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class Section(StrEnum):
    """The parts of a list of participants, in the order they are printed."""

    CHAIR = "chair"
    COUNTRIES = "countries"
    OBSERVER_STATES = "observer_states"
    UN = "un"
    IGO = "igo"
    NGO = "ngo"
    SPEAKERS = "speakers"
    HOST = "host"
    SECRETARIAT = "secretariat"
    MEDIA = "media"


class Sex(StrEnum):
    FEMALE = "f"
    MALE = "m"
    OTHER = "x"


class SessionKind(StrEnum):
    HALF_DAY = "half_day"
    PLENARY = "plenary"
    SESSION = "session"
    DINNER = "dinner"
    BUS = "bus"
    OTHER = "other"


class SessionEntry(StrEnum):
    """How often somebody may come in: once and again after an exit, any number of times, or a single time."""

    ONCE = "once"
    MANY = "many"
    SINGLE = "single"


class FactKind(StrEnum):
    IN = "in"
    OUT = "out"
    VOID = "void"
    EXCUSED = "excused"


class Source(StrEnum):
    SCAN = "scan"
    SEARCH = "search"
    LIST = "list"
    PAPER = "paper"
    IMPORT = "import"
    CLOSING = "closing"


class Direction(StrEnum):
    ENTRY = "entry"
    EXIT = "exit"


class PresenceState(StrEnum):
    NONE = "none"
    INSIDE = "inside"
    LEFT = "left"
    EXCUSED = "excused"


class FollowUpState(StrEnum):
    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class LetterKind(StrEnum):
    INVITATION = "invitation"
    NOMINATION = "nomination"
    CREDENTIALS = "credentials"
    APPROVAL = "approval"
    NOTE_VERBALE = "note_verbale"
    OTHER = "other"


class FieldKind(StrEnum):
    """What a custom field of an event holds."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    FLAG = "flag"


class TagColour(StrEnum):
    """Names of the palette's colours, so that a tag stays readable light and dark."""

    ACCENT = "accent"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    BLUE = "blue"
    MUTED = "muted"


class Audience(StrEnum):
    PUBLIC = "public"
    HOST = "host"
    DONOR = "donor"
    INTERNAL = "internal"


class Role(StrEnum):
    """What somebody at a desk may do; a coordinator everything, a reader nothing but look."""

    COORDINATOR = "coordinator"
    DESK = "desk"
    USHER = "usher"
    READER = "reader"


class BadgeState(StrEnum):
    """Of a code that is not on a delegate's own badge: a spare one, one tied to a person, one taken back."""

    SPARE = "spare"
    TIED = "tied"
    REVOKED = "revoked"


class Guard(StrEnum):
    """What becomes of the same badge scanned again within some seconds."""

    WARN = "warn"
    BLOCK = "block"
    SILENT = "silent"


class Mark(StrEnum):
    """What stands beside a name on a signed sheet."""

    PRESENT = "P"
    ABSENT = "A"
    LATE = "L"
    LEFT_EARLY = "E"
    EXCUSED = "X"


SIGNED = frozenset({Mark.PRESENT, Mark.LATE, Mark.LEFT_EARLY})
"""Marks that mean somebody signed."""


class SheetState(StrEnum):
    """How far a sheet of paper is on its way back into the file."""

    PRINTED = "printed"
    RETURNED = "returned"
    TYPED = "typed"


class Sector(StrEnum):
    """Whom somebody works for, as donors count it."""

    NATIONAL = "national"
    SUBNATIONAL = "subnational"
    UN = "un_system"
    IGO_DONOR = "igo_donor"
    CIVIL_SOCIETY = "civil_society"
    PRIVATE = "private"
    ACADEMIA = "academia"
    MEDIA = "press"
    OTHER = "other_sector"


class AgeGroup(StrEnum):
    UNDER_18 = "under_18"
    FROM_18 = "18_29"
    FROM_30 = "30_44"
    FROM_45 = "45_59"
    FROM_60 = "60_plus"


class Disability(StrEnum):
    YES = "with_disability"
    NO = "without_disability"


class ListState(StrEnum):
    """Of a list of participants that was given out."""

    PROVISIONAL = "provisional"
    REVISED = "revised"
    FINAL = "final"
