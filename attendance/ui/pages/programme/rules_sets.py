"""Rules that are wanted often, ready to be taken as they are."""

from typing import NamedTuple

from attendance.domain.kinds import Capacity, SessionEntry
from attendance.domain.rules import OPEN, Condition, ConditionKind, Rules
from attendance.language.marks import N_


class ReadySet(NamedTuple):
    """A name (message id), the rules, and how often somebody may come in."""

    name: str
    rules: Rules
    entry: SessionEntry


AT_TABLE = frozenset(
    {Capacity.HEAD, Capacity.DEPUTY, Capacity.ALTERNATE, Capacity.SPEAKER, Capacity.ORGANISER, Capacity.GUEST}
)
"""Who is usually invited to an official dinner."""

READY_SETS = (
    ReadySet(N_("Everyone"), OPEN, SessionEntry.ONCE),
    ReadySet(N_("Dinner"), Rules(capacities=AT_TABLE), SessionEntry.ONCE),
    ReadySet(N_("Bus"), OPEN, SessionEntry.MANY),
    ReadySet(
        N_("Plenary with credentials"),
        Rules(conditions=(Condition(ConditionKind.CREDENTIALS, admit_anyway=True),)),
        SessionEntry.ONCE,
    ),
)
