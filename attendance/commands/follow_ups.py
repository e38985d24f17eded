"""What delegations put forward and what follows from it: priorities, follow-ups."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Table, func, select

from attendance.commands.belonging import check_delegation, check_event, check_rows
from attendance.commands.delegations import check_words
from attendance.commands.event_days import checked_date
from attendance.domain.errors import Refused
from attendance.domain.kinds import FollowUpState, Stamp, new_id
from attendance.store import tables as t
from attendance.store.journal import Action

_y, _w, _g = t.priority.c, t.follow_up.c, t.delegation.c


class Noted(NamedTuple):
    """The row that was added, and the action that undo takes back."""

    id: UUID
    action: UUID


def add_priority(db: Connection, stamp: Stamp, delegation: UUID, fields: Mapping[str, Any]) -> Noted:
    """An area a delegation puts forward, behind those it has.

    Args:
        fields: area, achievements, plan, support_wanted, each also ``…_official``; an area at least.

    Raises:
        Refused: no_such_delegation, area_missing.
    """
    event = db.scalar(select(_g.event).where(_g.id == delegation))
    if event is None:
        raise Refused("no_such_delegation")
    _check_said(fields, "area", "area_missing")
    last = db.scalar(select(func.max(_y.position)).where(_y.delegation == delegation)) or 0
    row: dict[str, Any] = {
        "id": new_id(),
        "event": event,
        "delegation": delegation,
        "position": last + 1,
        **fields,
    }
    with Action(db, stamp, "add_priority", event=event) as action:
        action.insert(t.priority, [row])
    return Noted(row["id"], action.id)


def change_priority(db: Connection, stamp: Stamp, priority: UUID, fields: Mapping[str, Any]) -> UUID | None:
    """Write some fields of a priority; return the action, None when nothing differs.

    Raises:
        Refused: row_gone, area_missing.
    """
    kept = db.execute(select(t.priority).where(_y.id == priority)).mappings().one_or_none()
    if kept is None:
        raise Refused("row_gone", what="priority")
    _check_said({**kept, **fields}, "area", "area_missing")
    with Action(db, stamp, "change_priority", event=kept["event"]) as action:
        action.update(t.priority, [(priority, fields)])
    return action.undoable


def order_priorities(db: Connection, stamp: Stamp, priorities: Sequence[UUID]) -> UUID | None:
    """Put the priorities of a delegation in this order.

    Raises:
        Refused: row_gone.
    """
    event = db.scalar(select(_y.event).where(_y.id.in_(priorities[:1])))
    if event is None:
        raise Refused("row_gone", what="priority")
    check_rows(db, t.priority, event, priorities)
    with Action(db, stamp, "order_priorities", event=event) as action:
        action.update(
            t.priority, [(each, {"position": place}) for place, each in enumerate(priorities, start=1)]
        )
    return action.undoable


def remove_priority(db: Connection, stamp: Stamp, priority: UUID) -> UUID:
    """Take a priority away; undo brings it back.

    Raises:
        Refused: row_gone.
    """
    return _take_away(db, stamp, t.priority, priority)


def add_follow_up(db: Connection, stamp: Stamp, event: UUID, fields: Mapping[str, Any]) -> Noted:
    """Something to be done after the meeting; open until somebody says otherwise.

    Args:
        fields: action, action_official, responsible, deadline (ISO), state, and ``delegation`` where one
            of the event is responsible; an action at least.

    Raises:
        Refused: no_such_event, no_such_delegation, action_missing, bad_date, unknown_word.
    """
    check_event(db, event)
    row: dict[str, Any] = {"id": new_id(), "event": event, "state": FollowUpState.OPEN, **fields}
    _check_follow_up(db, event, row)
    with Action(db, stamp, "add_follow_up", event=event) as action:
        action.insert(t.follow_up, [row])
    return Noted(row["id"], action.id)


def change_follow_up(db: Connection, stamp: Stamp, follow_up: UUID, fields: Mapping[str, Any]) -> UUID | None:
    """Write some fields of a follow-up; return the action, None when nothing differs.

    Raises:
        Refused: row_gone, no_such_delegation, action_missing, bad_date, unknown_word.
    """
    kept = db.execute(select(t.follow_up).where(_w.id == follow_up)).mappings().one_or_none()
    if kept is None:
        raise Refused("row_gone", what="follow_up")
    _check_follow_up(db, kept["event"], {**kept, **fields})
    with Action(db, stamp, "change_follow_up", event=kept["event"]) as action:
        action.update(t.follow_up, [(follow_up, fields)])
    return action.undoable


def remove_follow_up(db: Connection, stamp: Stamp, follow_up: UUID) -> UUID:
    """Take a follow-up away; undo brings it back.

    Raises:
        Refused: row_gone.
    """
    return _take_away(db, stamp, t.follow_up, follow_up)


def _check_follow_up(db: Connection, event: UUID, row: Mapping[str, Any]) -> None:
    _check_said(row, "action", "action_missing")
    if (day := row.get("deadline")) is not None:
        checked_date(day)
    check_words(row, {"state": frozenset(FollowUpState)})
    if (delegation := row.get("delegation")) is not None:
        check_delegation(db, event, delegation)


def _check_said(fields: Mapping[str, Any], field: str, otherwise: str) -> None:
    """One of the two forms of what it is about is there."""
    if not (fields.get(field) or fields.get(f"{field}_official") or "").strip():
        raise Refused(otherwise)


def _take_away(db: Connection, stamp: Stamp, table: Table, row: UUID) -> UUID:
    event = db.scalar(select(table.c.event).where(table.c.id == row))
    if event is None:
        raise Refused("row_gone", what=table.name)
    with Action(db, stamp, f"remove_{table.name}", event=event) as action:
        action.remove(table, [row])
    return action.id
