"""What somebody at a desk may do: one table, asked by the window and checked before anything is written."""

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from typing import Protocol

from attendance.domain.errors import Refused
from attendance.domain.kinds import Role


class Act(Enum):
    """Kinds of work, from looking to running the place."""

    LOOK = auto()
    CHECK_IN = auto()
    """Scans, and taking them back."""
    DESK = auto()
    """What else happens at the desk while people wait: ticks, walk-ins, badges, notes on attendance."""
    EDIT = auto()
    """Everything about the event and its people."""
    RUN = auto()
    """Who works here, and the file as a whole."""


MAY: Mapping[Role, frozenset[Act]] = {
    Role.COORDINATOR: frozenset(Act),
    Role.DESK: frozenset({Act.LOOK, Act.CHECK_IN, Act.DESK}),
    Role.USHER: frozenset({Act.LOOK, Act.CHECK_IN}),
    Role.READER: frozenset({Act.LOOK}),
}

NEEDS: Mapping[str, Act] = {
    **dict.fromkeys(("check_in", "check_out", "refused_scan", "undo", "redo"), Act.CHECK_IN),
    "close_session": Act.CHECK_IN,  # it happens by itself, whoever is at the desk then
    "print_badges": Act.CHECK_IN,  # so does the badge at a first entry
    **dict.fromkeys(("add_delegate", "add_companion", "walk_in", "replace_delegate"), Act.DESK),
    **dict.fromkeys(("reissue_badge", "make_spares", "tie_spare"), Act.DESK),
    **dict.fromkeys(("all_present", "excuse", "late", "left_early", "correct_time"), Act.DESK),
    **dict.fromkeys(("print_sheets", "attach_scan", "type_sheet", "take_back"), Act.DESK),
    **dict.fromkeys(("mark_returned", "mark_typed", "mark_received"), Act.DESK),
    "log_export": Act.LOOK,  # whoever may look may write a report, and it is told that they did
    **dict.fromkeys(("add_operator", "change_operator"), Act.RUN),
}
"""What a verb of the history takes, where it is not ``Act.EDIT``."""

_REFUSED = {Role.DESK: "role_desk", Role.USHER: "role_usher", Role.READER: "role_reader"}

FREE_TRIES, LONGEST_PAUSE = 3, 60
"""Wrong PINs that cost nothing, and the most seconds one has to wait after another."""


class Person(Protocol):
    """Somebody who works at this desk."""

    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def has_pin(self) -> bool: ...
    @property
    def active(self) -> bool: ...


def may(role: Role | None, act: Act) -> bool:
    """Whether the role includes the work; None is a desk nobody was set up at, where everybody may all."""
    return role is None or act in MAY[role]


def check(role: Role | None, verb: str) -> None:
    """Refuse a verb of the history that the role does not include.

    Raises:
        Refused: role_desk, role_usher, role_reader.
    """
    if not may(role, NEEDS.get(verb, Act.EDIT)):
        raise Refused(refusal(role))


def refusal(role: Role | None) -> str:
    """The code of the sentence that says why this role may not."""
    return _REFUSED.get(role or Role.READER, "role_reader")


def is_supervised(people: Sequence[Person]) -> bool:
    """Whether some coordinator has a PIN: only then is anybody kept from anything."""
    return any(one.active and one.has_pin and one.role == Role.COORDINATOR for one in people)


def standing(people: Sequence[Person], name: str, proven: bool) -> Role | None:
    """What the person of this name stands for at a desk; None may do everything.

    Somebody remembered from before who has not typed their PIN since the program started checks people in
    and no more, so that the door goes on after a power cut. So does a name nobody knows, once a coordinator
    has a PIN; until then it may do everything.

    Args:
        proven: the person has typed their PIN.
    """
    if not any(one.active for one in people):
        return None
    found = next((one for one in people if one.active and one.name == name), None)
    if found is None:
        return Role.USHER if is_supervised(people) else None
    role = Role(found.role)
    if not found.has_pin or proven or role is Role.READER:
        return role
    return Role.USHER


def pause_after(wrong: int) -> int:
    """Seconds to wait before a PIN may be tried again, after so many wrong ones in a row."""
    return 0 if wrong < FREE_TRIES else min(LONGEST_PAUSE, 5 * 2 ** min(wrong - FREE_TRIES, 10))
