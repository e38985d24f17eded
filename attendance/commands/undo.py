"""Undo and redo of whole actions, across restarts: history is never taken back, only answered."""

import sqlite3
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby, takewhile
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, exists, func, or_, select
from sqlalchemy.exc import IntegrityError

from attendance.commands.operators import check_supervisor
from attendance.domain import roles
from attendance.domain.errors import Refused
from attendance.domain.kinds import FactKind, Stamp, Status, new_id
from attendance.domain.presence import standing
from attendance.domain.progress import Tick, no_tick
from attendance.store import tables as t
from attendance.store.journal import CHUNK, REMOVED, Action, Line, lines, of_action, written

NOT_UNDONE = frozenset(
    {"undo", "redo", "refused_scan", "print_badges", "log_export", "erase", "create_sample"}
)
"""Verbs that the undo key passes over; an undo itself is answered by redo."""

_c = t.change.c


OWN_MINUTES = 15
"""How long a desk takes its own attendance back without saying why."""

PART = 10 * CHUNK
"""Rows answered between two chances to stop; a stop is a rollback of all."""


class Done(NamedTuple):
    """An action of the past: its id, its verb, who and when (ms UTC)."""

    action: UUID
    verb: str
    actor: str
    at: int


def last_undoable(db: Connection) -> Done | None:
    """This desk's newest action that can be undone and is not."""
    for done in _own_actions(db):
        if done.verb not in NOT_UNDONE and not _is_undone(db, done.action):
            return done
    return None


def last_redoable(db: Connection) -> Done | None:
    """The undo that redo would take back: the newest one, while nothing else was done since."""
    for done in _own_actions(db):
        if done.verb == "undo" and not _is_undone(db, done.action):
            return done
        if done.verb not in NOT_UNDONE:
            return None
    return None


def undo(
    db: Connection,
    stamp: Stamp,
    action: UUID | None = None,
    reason: str = "",
    tick: Tick = no_tick,
    approved_by: str | None = None,
) -> Done:
    """Answer every line of an action (default: this desk's last) with its opposite, as one new action.

    A fact is voided, a created row removed, a changed field set back, a removed row restored. Somebody who
    walked in stays, as withdrawn.

    Args:
        reason: kept with the undo and with every void.
        approved_by: the supervisor who typed their PIN, where it takes one (see ``check_taking_back``).

    Raises:
        Refused: nothing_to_undo, no_such_action, cannot_be_undone, already_undone, changed_since (who, at),
            still_in_use, owner_gone, place_taken, reason_missing, supervisor_needed, and what ``tick``
            raises.
    """
    if action is None:
        last = last_undoable(db)
        if last is None:
            raise Refused("nothing_to_undo")
        action = last.action
    facts = db.scalars(select(_c.row).where(of_action(action), _c.entity == "attendance_fact")).all()
    check_taking_back(db, stamp, facts, reason, approved_by)
    return _answer(db, stamp, action, "undo", reason, tick, approved_by)


def check_taking_back(
    db: Connection, stamp: Stamp, facts: Sequence[UUID], reason: str, approved_by: str | None
) -> None:
    """Attendance written here within a quarter of an hour is taken back by whoever wrote it.

    What is older, or was written at another desk, takes a reason, and a supervisor where PINs are in use.

    Raises:
        Refused: reason_missing, supervisor_needed.
    """
    own = db.execute(select(t.own_desk.c.id)).scalar_one()
    since = stamp.at - OWN_MINUTES * 60_000
    for start in range(0, len(facts), CHUNK):
        # When it was written is on its line: the time of the fact may have been typed.
        of_these = and_(_c.row.in_(facts[start : start + CHUNK]), _c.verb != "undo")
        far = select(_c.row).where(of_these, or_(_c.desk != own, _c.at < since)).limit(1)
        if db.execute(far).first() is not None:
            break
    else:
        return
    if not reason.strip():
        raise Refused("reason_missing")
    check_supervisor(db, stamp, approved_by)


def redo(db: Connection, stamp: Stamp) -> Done:
    """Take this desk's last undo back.

    Raises:
        Refused: nothing_to_redo, changed_since, still_in_use, owner_gone, place_taken.
    """
    last = last_redoable(db)
    if last is None:
        raise Refused("nothing_to_redo")
    return _answer(db, stamp, last.action, "redo", "", no_tick)


def _answer(
    db: Connection, stamp: Stamp, action: UUID, verb: str, reason: str, tick: Tick,
    approved_by: str | None = None,
) -> Done:  # fmt: skip
    history = list(lines(db, of_action(action)))
    if not history:
        raise Refused("no_such_action")
    if any(line.verb == "erase" for line in history):
        raise Refused("cannot_be_undone")
    if _is_undone(db, action):
        raise Refused("already_undone")
    first = history[0]
    roles.check(stamp.role, _meant(db, action))  # what one may not do, one may not take back or bring back
    event = db.scalar(select(_c.event).where(of_action(action)).limit(1))
    why = _Why(reason.strip() or None, approved_by, _walked_in(history))
    with Action(db, stamp, verb, event=event) as answer:
        for (entity, kind), group in groupby(reversed(history), key=_kind):
            rows = list(dict.fromkeys(line.row for line in group))
            part = PART if kind in ("written", "fact") else len(rows)
            for start in range(0, len(rows), part):
                tick(start, len(rows), "")
                _answer_rows(db, answer, action, entity, kind, rows[start : start + part], why)
        answer.insert(t.undoing, [{"id": new_id(), "action": action, "reason": reason or None}])
    return Done(action, first.verb, first.actor, first.at)


class _Why(NamedTuple):
    """What is kept of why; ``stays``: somebody came into the room with this action, and stays on record."""

    reason: str | None
    approved_by: str | None
    stays: bool


def _meant(db: Connection, action: UUID) -> str:
    """The verb of an action; of an undo or a redo, that of what was taken or brought back in the end."""
    while True:
        verb: str = db.execute(select(_c.verb).where(of_action(action)).limit(1)).scalar_one()
        if verb not in ("undo", "redo"):
            return verb
        told = lines(db, and_(of_action(action), _c.entity == t.undoing.name))
        action = next(line.fields["action"] for line in told if line.fields and "action" in line.fields)


def _walked_in(history: Sequence[Line]) -> bool:
    return history[0].verb in ("walk_in", "take_attendance") and any(
        line.entity == "attendance_fact" for line in history
    )


def _kind(line: Line) -> tuple[str, str]:
    fields = line.fields or {}
    if line.entity == "attendance_fact":
        return line.entity, "fact"
    if REMOVED in fields:
        return line.entity, "removed" if fields[REMOVED] else "restored"
    return line.entity, "written"


def _answer_rows(
    db: Connection, answer: Action, action: UUID, entity: str, kind: str, rows: list[UUID], why: _Why
) -> None:
    table = t.JOURNALLED[entity]
    if kind == "fact":
        _void(db, answer, rows, why)
    elif kind == "removed":
        with _refusing("owner_gone"):
            answer.restore(table, rows[::-1])
    elif kind == "restored":
        with _refusing("still_in_use"):
            answer.remove(table, rows)
    else:
        _set_back(db, answer, action, entity, rows, why.stays)


@contextmanager
def _refusing(broken_reference: str) -> Generator[None]:
    """What the file's own rules forbid, as a refusal: a number given again, or this broken reference."""
    try:
        yield
    except (IntegrityError, sqlite3.IntegrityError) as error:
        said: Any = error.orig if isinstance(error, IntegrityError) else error
        taken = said.sqlite_errorcode == sqlite3.SQLITE_CONSTRAINT_UNIQUE
        raise Refused("place_taken" if taken else broken_reference) from error


def _void(db: Connection, answer: Action, facts: list[UUID], why: _Why) -> None:
    f = t.attendance_fact.c
    for start in range(0, len(facts), CHUNK):
        found = db.execute(select(t.attendance_fact).where(f.id.in_(facts[start : start + CHUNK]))).all()
        for row in found:
            _refuse_if_voided(db, row)
        at = answer.fact_time()
        voids = [void_row(answer, row, why.reason, why.approved_by, at) for row in found]
        answer.insert(t.attendance_fact, voids)


def void_row(
    action: Action, fact: Any, reason: str | None, approved_by: str | None = None, at: int | None = None
) -> dict[str, Any]:
    """A new row of ``attendance_fact`` that takes another one back."""
    return {
        "id": new_id(),
        "delegate": fact.delegate,
        "event_session": fact.event_session,
        "kind": FactKind.VOID,
        "at": action.fact_time() if at is None else at,
        "desk": action.desk_name,
        "operator": action.stamp.operator,
        "source": fact.source,
        "reason": reason or None,
        "approved_by": approved_by,
        "voids": fact.id,
    }


def _refuse_if_voided(db: Connection, fact: Any) -> None:
    """A fact that moved to another record since, by a merge, is taken back there, not here."""
    if fact.kind == FactKind.VOID:
        return
    f = t.attendance_fact.c
    pair = and_(f.delegate == fact.delegate, f.event_session == fact.event_session)
    facts: list[Any] = list(db.execute(select(t.attendance_fact).where(pair)))
    if all(other.id != fact.id for other in standing(facts)):
        void = max((other for other in facts if other.voids == fact.id), key=lambda other: other.at)
        raise Refused("changed_since", who=void.operator, at=void.at)


def _set_back(
    db: Connection, answer: Action, action: UUID, entity: str, rows: list[UUID], stays: bool
) -> None:
    """Undo writes: a row that began in this action goes, a changed field gets its former value.

    With ``stays`` a delegate that began in it is withdrawn, and what they belong to is left as it is.
    """
    table = t.JOURNALLED[entity]
    blank = dict.fromkeys((column.name for column in table.c if column.name not in ("n", "id")), None)
    created: list[UUID] = []
    changed: list[tuple[UUID, dict[str, Any]]] = []
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        current = {r["id"]: r for r in db.execute(select(table).where(table.c.id.in_(part))).mappings()}
        for row, history in _histories(db, part).items():
            own = [line.fields or {} for line in history if line.action == answer.id]
            if any(fields.get(REMOVED) is not False for fields in own):
                continue  # the action wrote this row more than once; its last line answered for all
            fields = written(line for line in history if line.action == action)
            before = list(takewhile(lambda line: line.action != action, history))
            _refuse_if_changed(fields if before else {**blank, **fields}, current.get(row), history)
            if before:
                values = written(before)  # also of a row that was gone: it goes again with what it held
                changed.append((row, {field: values.get(field) for field in fields}))
            elif not stays or entity in ("sheet_mark", "delegation_file"):  # nobody depends on these
                created.append(row)
            elif entity == "delegate":
                changed.append((row, {"status": Status.WITHDRAWN, "status_at": answer.stamp.at}))
    with _refusing("owner_gone"):
        answer.update(table, changed)
    if created:
        with _refusing("still_in_use"):
            answer.remove(table, created)


def _histories(db: Connection, ids: list[UUID]) -> dict[UUID, list[Line]]:
    found: dict[UUID, list[Line]] = {row: [] for row in ids}
    for line in lines(db, _c.row.in_(ids)):
        found[line.row].append(line)
    return found


def _refuse_if_changed(expected: dict[str, Any], current: Any, history: list[Line]) -> None:
    """Refuse, naming who wrote a field last that no longer holds what the action left in it."""
    if current is None:
        differing = {REMOVED}
    else:
        differing = {field for field, value in expected.items() if current[field] != value}
    if differing:
        writers = (line for line in reversed(history) if not differing.isdisjoint(line.fields or ()))
        last = next(writers, history[-1])
        raise Refused("changed_since", who=last.actor, at=last.at)


def _is_undone(db: Connection, action: UUID) -> bool:
    return bool(db.scalar(select(exists().where(t.undoing.c.action == action))))


def _own_actions(db: Connection) -> Iterator[Done]:
    """This desk's actions, newest first, one step each however many lines they wrote."""
    desk = db.execute(select(t.own_desk.c.id)).scalar_one()
    below: int | None = None
    while True:
        newest = select(_c.action, _c.verb, _c.actor, _c.at, _c.seq).where(_c.desk == desk)
        if below is not None:
            newest = newest.where(_c.seq < below)
        row = db.execute(newest.order_by(_c.seq.desc()).limit(1)).one_or_none()
        if row is None:
            return
        yield Done(row.action, row.verb, row.actor, row.at)
        below = db.scalar(select(func.min(_c.seq)).where(of_action(row.action), _c.desk == desk))
