"""Passport numbers and birth dates: kept only where the event says until when, and purged for good."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, and_, exists, or_, select

from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.domain.progress import Tick, no_tick
from attendance.language.marks import N_
from attendance.store import tables as t
from attendance.store.journal import CHUNK, Action, lines, written

IDENTITY = ("passport_no", "birth_date")

_e, _d, _n, _c = t.event.c, t.delegate.c, t.person.c, t.change.c


def purge_identity(db: Connection, stamp: Stamp, event: UUID, tick: Tick = no_tick) -> int:
    """Take passport numbers and birth dates of an event's people away, out of the history too.

    Attendance and everything else stays. It cannot be undone; earlier changes of those people keep who and
    when, not what. So do those of people who hold none any more, or are on the list no more. A person who is
    on the list of another event that still keeps them is passed over there.

    Returns:
        How many people lost something.

    Raises:
        Refused: no_such_event, stopped.
    """
    if not db.scalar(select(exists().where(_e.id == event))):
        raise Refused("no_such_event")
    delegates = db.scalars(select(_d.id).where(_d.event == event, _held(t.delegate))).all()
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
    persons = db.scalars(select(_n.id).where(here, _held(t.person), ~keeps)).all()
    delegates, persons = [*delegates, *_gone(db, event, t.delegate)], [*persons, *_gone(db, event, t.person)]
    # The pages that held the values are overwritten, not only given back.
    db.exec_driver_sql("PRAGMA secure_delete = ON")
    with Action(db, stamp, "purge_identity", event=event) as action:
        done = _erase(action, t.delegate, delegates, tick, 0, len(delegates) + len(persons))
        _erase(action, t.person, persons, tick, done, len(delegates) + len(persons))
        action.update(t.event, [(event, {"personal_until": None})])
    return max(len(delegates), len(persons))


def _told(table: Table) -> Any:
    """The condition that a line of the history tells one of them of somebody."""
    return and_(_c.entity == table.name, or_(*(_c.fields.like(f'%"{name}":"_%') for name in IDENTITY)))


def _held(table: Table) -> Any:
    """Whoever holds one of them, or once did."""
    now = (and_(table.c[name].is_not(None), table.c[name] != "") for name in IDENTITY)
    return or_(*now, table.c.id.in_(select(_c.row).where(_told(table))))


def _gone(db: Connection, event: UUID, table: Table) -> Sequence[UUID]:
    """Rows of the event that were taken out, of whom the history still tells one of them."""
    there = exists().where(table.c.id == _c.row)
    return db.scalars(select(_c.row).where(_told(table), _c.event == event, ~there).distinct()).all()


def _erase(action: Action, table: Table, ids: Any, tick: Tick, done: int, total: int) -> int:
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        found = action.db.execute(select(table).where(table.c.id.in_(part))).mappings()
        rows = {row["id"]: {str(key): row[key] for key in row if key not in ("n", "id")} for row in found}
        for who in part:
            tick(done, total, N_("Writing"))
            kept: dict[str, Any] = rows.get(who) or written(lines(action.db, _c.row == who))
            action.erase(table, who, kept | dict.fromkeys(IDENTITY))
            done += 1
    return done
