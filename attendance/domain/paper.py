"""What a mark on a signed sheet says happened, and when."""

from collections.abc import Sequence
from typing import NamedTuple

from attendance.domain.errors import Refused
from attendance.domain.kinds import FactKind, Mark
from attendance.domain.presence import Fact

MINUTE = 60_000

LONGEST = 720
"""Minutes of an event session whose end is not known."""


class Happened(NamedTuple):
    """One attendance fact a mark stands for; ``at`` in ms UTC."""

    kind: FactKind
    at: int


class Marked(NamedTuple):
    """A mark; minutes after the start for late, before the end for left early, else None."""

    mark: Mark
    minutes: int | None = None
    reason: str | None = None


def checked(marked: Marked, starts: int, ends: int | None) -> Marked:
    """The mark with what belongs to it and nothing else.

    Args:
        starts, ends: of the event session, ms UTC.

    Raises:
        Refused: mark_needs_minutes, mark_needs_end, minutes_out_of_range, reason_missing.
    """
    mark, minutes, reason = marked
    if mark is Mark.EXCUSED:
        if not (reason or "").strip():
            raise Refused("reason_missing")
        return Marked(mark, None, (reason or "").strip())
    if mark not in (Mark.LATE, Mark.LEFT_EARLY):
        return Marked(mark)
    if minutes is None:
        raise Refused("mark_needs_minutes")
    if mark is Mark.LEFT_EARLY and ends is None:
        raise Refused("mark_needs_end")
    most = LONGEST if ends is None else max(1, (ends - starts) // MINUTE)
    if not 1 <= minutes <= most:
        raise Refused("minutes_out_of_range", minutes=minutes, most=most)
    return Marked(mark, minutes)


def happened(marked: Marked, starts: int, ends: int | None, seen: Sequence[Fact]) -> list[Happened]:
    """The facts to be written for a mark that ``checked`` let pass.

    Args:
        seen: what stands of this person at this event session already, the mark's own facts left out. What
            the desk saw counts: a signature adds nothing to it but an exit nobody recorded.
    """
    mark, minutes, _ = marked
    first = next((fact.at for fact in seen if fact.kind == FactKind.IN), None)
    if mark is Mark.ABSENT:
        return []
    if mark is Mark.EXCUSED:
        return [] if seen else [Happened(FactKind.EXCUSED, starts)]
    entered = starts + (minutes or 0) * MINUTE if mark is Mark.LATE else starts
    facts = [] if first is not None else [Happened(FactKind.IN, entered)]
    if mark is Mark.LEFT_EARLY and ends is not None:
        left = ends - (minutes or 0) * MINUTE
        after = entered if first is None else first
        if left >= after and not any(fact.kind == FactKind.OUT and fact.at >= after for fact in seen):
            facts.append(Happened(FactKind.OUT, max(left, after + 1)))
    return facts
