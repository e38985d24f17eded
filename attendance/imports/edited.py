"""What was changed in a workbook for editing is written: the chosen cells and new people, as one action."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from attendance.commands.delegates import check_words, put_delegate
from attendance.domain.kinds import Stamp
from attendance.domain.progress import Tick, no_tick
from attendance.imports.answers import Returned
from attendance.imports.importing import check_fresh
from attendance.language.marks import N_
from attendance.store import tables as t
from attendance.store.journal import Action


def usual(returned: Returned) -> frozenset[tuple[int, str]]:
    """(row, field) of the cells written unless somebody says otherwise: those nobody else has changed."""
    return frozenset((one.row, one.field) for one in returned.differences if not one.conflict)


def apply_edited(
    db: Connection,
    stamp: Stamp,
    returned: Returned,
    cells: frozenset[tuple[int, str]],
    rows: frozenset[int],
    tick: Tick = no_tick,
) -> UUID | None:
    """Write these cells and add the people of these rows; the action's id, None when nothing was chosen.

    Raises:
        Refused: import_stale when people were changed since the comparison; stopped; those of the store.
    """
    changes: dict[UUID, dict[str, Any]] = defaultdict(dict)
    chosen = [one for one in returned.differences if (one.row, one.field) in cells]
    for one in chosen:
        changes[one.delegate][one.field] = one.value
    new = [one for one in returned.additions if one.row in rows]
    if not changes and not new:
        return None
    check_fresh(db, returned.heads)
    for fields in changes.values():
        check_words(fields)
        if "status" in fields:
            fields["status_at"] = stamp.at
    with Action(db, stamp, "import_edited", event=returned.event) as action:
        tick(0, len(changes) + len(new), N_("Writing"))
        action.update(t.delegate, list(changes.items()))
        for done, one in enumerate(new, len(changes)):
            tick(done, len(changes) + len(new), N_("Writing"))
            put_delegate(action, one.delegation, **one.values)
    return action.id
