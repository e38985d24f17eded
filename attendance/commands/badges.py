"""The print log: every badge that was sent to paper, with its code, its words, and what went wrong."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.commands.belonging import check_event
from attendance.commands.delegates import Changed
from attendance.domain.kinds import Stamp, new_id
from attendance.store import tables as t
from attendance.store.journal import CHUNK, Action

BADGE = "badge"

_d = t.delegate.c


class Printed(NamedTuple):
    """One badge as it went to the printer.

    Attributes:
        delegate: whose; None for a spare badge.
        code: the twelve digits on it.
        face: the words on it, as ``queries.badges.FACE`` gave them; None on a spare badge.
    """

    delegate: UUID | None
    code: str
    face: str | None = None


def log_printing(
    db: Connection, stamp: Stamp, event: UUID, printed: Sequence[Printed], problem: str | None = None
) -> Changed:
    """Note badges as printed; with a ``problem`` as tried, which counts for nobody.

    A badge printed again is one more line and one more in ``badge_printed``. Somebody erased meanwhile is
    passed over.

    Raises:
        Refused: no_such_event.
    """
    check_event(db, event)
    counts = _counts(db, event, [one.delegate for one in printed if one.delegate is not None])
    noted = [one for one in printed if one.delegate is None or one.delegate in counts]
    if not noted:
        return Changed(0, None)
    with Action(db, stamp, "print_badges", event=event) as action:
        action.insert(
            t.printing,
            [
                {
                    "id": new_id(),
                    "event": event,
                    "delegate": one.delegate,
                    "what": BADGE,
                    "code": one.code,
                    "face": one.face,
                    "at": stamp.at,
                    "desk": action.desk_name,
                    "operator": stamp.operator,
                    "problem": problem,
                }
                for one in noted
            ],
        )
        if problem is None:
            for one in noted:
                if one.delegate is not None:
                    counts[one.delegate] += 1
            action.update(t.delegate, [(who, {"badge_printed": count}) for who, count in counts.items()])
    return Changed(len(noted), action.id)


def _counts(db: Connection, event: UUID, delegates: Sequence[UUID]) -> dict[UUID, int]:
    """How often each one's badge came out so far."""
    found: dict[UUID, int] = {}
    for start in range(0, len(delegates), CHUNK):
        part = list(delegates[start : start + CHUNK])
        rows = db.execute(select(_d.id, _d.badge_printed).where(_d.event == event, _d.id.in_(part)))
        found.update((row.id, row.badge_printed) for row in rows)
    return found
