"""Passport numbers and birth dates: kept only where the event says until when, and purged for good."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, and_, exists, or_, select

from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.domain.progress import Tick, no_tick
from attendance.language.marks import N_
from attendance.store import tables as t
from attendance.store.journal import CHUNK, Action

IDENTITY = ("passport_no", "birth_date")

_e, _d, _n = t.event.c, t.delegate.c, t.person.c


def purge_identity(db: Connection, stamp: Stamp, event: UUID, tick: Tick = no_tick) -> int:
    """Take passport numbers and birth dates of an event's people away, out of the history too.

    Attendance and everything else stays. It cannot be undone; earlier changes of those people keep who and
    when, not what. A person who is on the list of another event that still keeps them is passed over there.

    Returns:
        How many people lost something.

    Raises:
        Refused: no_such_event, stopped.
    """
    if not db.scalar(select(exists().where(_e.id == event))):
        raise Refused("no_such_event")
    delegates = db.scalars(select(_d.id).where(_d.event == event, _holds(_d))).all()
    others = t.delegate.alias()
    keeps = (
        exists()
        .where(
            others.c.person == _n.id,
            others.c.event == _e.id,
            _e.id != event,
            _e.personal_until.is_not(None),
        )
        .correlate(t.person)
    )
    here = exists().where(_d.person == _n.id, _d.event == event).correlate(t.person)
    persons = db.scalars(select(_n.id).where(here, _holds(_n), ~keeps)).all()
    # The pages that held the values are overwritten, not only given back.
    db.exec_driver_sql("PRAGMA secure_delete = ON")
    with Action(db, stamp, "purge_identity", event=event) as action:
        done = _erase(action, t.delegate, delegates, tick, 0, len(delegates) + len(persons))
        _erase(action, t.person, persons, tick, done, len(delegates) + len(persons))
        action.update(t.event, [(event, {"personal_until": None})])
    return max(len(delegates), len(persons))


def _holds(columns: Any) -> Any:
    return or_(*(and_(columns[name].is_not(None), columns[name] != "") for name in IDENTITY))


def _erase(action: Action, table: Table, ids: Any, tick: Tick, done: int, total: int) -> int:
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        for row in action.db.execute(select(table).where(table.c.id.in_(part))).mappings().all():
            tick(done, total, N_("Writing"))
            kept: dict[str, Any] = {str(key): value for key, value in row.items() if key not in ("n", "id")}
            action.erase(table, row["id"], kept | dict.fromkeys(IDENTITY))
            done += 1
    return done
