"""Attendance that came in a file: facts of people at event sessions, written as one action."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.commands.belonging import check_delegates, check_delegation, check_event, check_rows
from attendance.commands.checkin import fact_row
from attendance.commands.delegates import put_delegate, typed_name
from attendance.commands.event_days import session_row
from attendance.commands.programme import check_row
from attendance.commands.undo import void_row
from attendance.domain.errors import Refused
from attendance.domain.kinds import FactKind, SessionKind, Source, Stamp, new_id
from attendance.domain.presence import standing
from attendance.domain.progress import Tick, no_tick
from attendance.store import tables as t
from attendance.store.journal import CHUNK, Action

_f, _s = t.attendance_fact.c, t.event_session.c


class NewPerson(NamedTuple):
    """Somebody the list has and the event has not: the name as written, and what else is known."""

    delegation: UUID
    name: str
    fields: Mapping[str, Any] = {}


class Entry(NamedTuple):
    """What the file says of one person at one event session.

    Attributes:
        who: a delegate, or the place of somebody in ``people``; ``session`` an event session, or the place
            of one in ``sessions``.
        facts: (kind, ms UTC) to be written.
        reason: kept with the facts.
        seen: ids of the facts that stood when this was decided; where others stand by now nothing is
            written.
        voids: whether those are taken back: what an earlier file said.
    """

    who: UUID | int
    session: UUID | int
    facts: tuple[tuple[FactKind, int], ...]
    reason: str | None = None
    seen: tuple[UUID, ...] = ()
    voids: bool = False


class Taken(NamedTuple):
    """What was written, in numbers, and the action that takes it back; None when there was nothing.

    ``overtaken`` counts entries left out because something was recorded since.
    """

    facts: int
    people: int
    sessions: int
    overtaken: int
    action: UUID | None


def take_attendance(
    db: Connection,
    stamp: Stamp,
    event: UUID,
    entries: Sequence[Entry],
    *,
    people: Sequence[NewPerson] = (),
    sessions: Sequence[Mapping[str, Any]] = (),
    file: tuple[str, str] | None = None,
    tick: Tick = no_tick,
) -> Taken:
    """Write what a list of attendance says. Nothing the desks recorded is changed.

    Undoing it voids the facts; people and event sessions it made stay, the people as withdrawn.

    Args:
        sessions: columns of new event sessions, which take attendance.
        file: name and SHA-256 of the list, kept with the event.

    Raises:
        Refused: attendance_ahead where somebody came or left later than now; no_such_event,
            no_such_delegation, no_such_delegate, row_gone, name_missing, session_takes_no_attendance, what
            ``add_session`` raises, and what ``tick`` raises.
    """
    check_event(db, event)
    for delegation in {person.delegation for person in people}:
        check_delegation(db, event, delegation)
    check_delegates(db, event, {entry.who for entry in entries if isinstance(entry.who, UUID)})
    places = {entry.session for entry in entries if isinstance(entry.session, UUID)}
    check_rows(db, t.event_session, event, places)
    _check_taking(db, places)
    _check_past(stamp, entries)
    made = [
        session_row(event, **{"kind": SessionKind.SESSION, **fields, "takes_attendance": True})
        for fields in sessions
    ]
    for row in made:
        check_row(row)
    stand = _standing(db, places)
    with Action(db, stamp, "take_attendance", event=event) as action:
        action.insert(t.event_session, made)
        new = [
            put_delegate(action, one.delegation, **{**typed_name(one.name), **one.fields}) for one in people
        ]
        facts, overtaken = _facts(action, entries, new, [row["id"] for row in made], stand)
        tick(0, len(facts), "")
        action.insert(t.attendance_fact, facts)
        if file is not None and (facts or new or made):
            _keep_file(db, action, event, *file)
    return Taken(len(facts), len(new), len(made), overtaken, action.undoable)


def _facts(
    action: Action,
    entries: Sequence[Entry],
    people: Sequence[UUID],
    sessions: Sequence[UUID],
    stand: Mapping[tuple[UUID, UUID], Sequence[Any]],
) -> tuple[list[dict[str, Any]], int]:
    rows: list[dict[str, Any]] = []
    overtaken = 0
    for entry in entries:
        who = entry.who if isinstance(entry.who, UUID) else people[entry.who]
        place = entry.session if isinstance(entry.session, UUID) else sessions[entry.session]
        now = stand.get((who, place), ())
        if {fact.id for fact in now} != set(entry.seen):
            overtaken += 1
            continue
        if entry.voids:
            at = action.fact_time()
            rows += [void_row(action, fact, entry.reason, None, at) for fact in now]
        rows += [
            {**fact_row(action, who, place, kind, at, Source.IMPORT), "reason": entry.reason}
            for kind, at in entry.facts
        ]
    return rows, overtaken


def _check_taking(db: Connection, sessions: set[UUID]) -> None:
    for row in db.execute(select(_s.id, _s.takes_attendance)):
        if row.id in sessions and not row.takes_attendance:
            raise Refused("session_takes_no_attendance")


def _check_past(stamp: Stamp, entries: Sequence[Entry]) -> None:
    if any(at > stamp.at for entry in entries for _, at in entry.facts):
        raise Refused("attendance_ahead")


def _standing(db: Connection, sessions: set[UUID]) -> dict[tuple[UUID, UUID], Sequence[Any]]:
    found: dict[tuple[UUID, UUID], list[Any]] = defaultdict(list)
    ids = list(sessions)
    for start in range(0, len(ids), CHUNK):
        query = select(t.attendance_fact).where(_f.event_session.in_(ids[start : start + CHUNK]))
        for row in db.execute(query):
            found[row.delegate, row.event_session].append(row)
    return {pair: standing(facts) for pair, facts in found.items()}


def _keep_file(db: Connection, action: Action, event: UUID, name: str, sha256: str) -> None:
    c = t.delegation_file.c
    if db.scalar(select(c.id).where(c.event == event, c.sha256 == sha256)) is None:
        row = {"id": new_id(), "event": event, "delegation": None, "name": name, "sha256": sha256}
        action.insert(t.delegation_file, [{**row, "at": action.stamp.at}])
