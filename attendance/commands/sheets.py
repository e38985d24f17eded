"""Sheets of paper: printed in an order that is kept, signed, brought back and typed in."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, select

from attendance.commands.belonging import check_delegates, check_delegation, check_event
from attendance.commands.checkin import fact_row
from attendance.commands.delegates import put_delegate, typed_name
from attendance.commands.event_days import HALF_DAYS, checked_date
from attendance.commands.letters import Scan, attach
from attendance.commands.people import put_rows
from attendance.commands.undo import check_taking_back, void_row
from attendance.domain.errors import Refused
from attendance.domain.identity import sheet_mark_id
from attendance.domain.kinds import GONE, SIGNED, FactKind, Mark, Source, Stamp, new_id
from attendance.domain.local_time import instant
from attendance.domain.paper import Marked, checked, happened
from attendance.domain.presence import standing
from attendance.store import tables as t
from attendance.store.journal import Action

NOON = "12:00"

_f, _h, _s, _m = t.attendance_fact.c, t.sheet.c, t.event_session.c, t.sheet_mark.c


class NewSheet(NamedTuple):
    """One sheet that came out of the printer: its delegation (None for a run over all), and its people."""

    delegation: UUID | None
    people: tuple[UUID, ...]


class Line(NamedTuple):
    """What stands beside one name for one event session; without a mark it is cleared."""

    delegate: UUID
    event_session: UUID
    marked: Marked | None


class Seen(NamedTuple):
    """The first thing that was known of somebody before the mark: kind, ms UTC, source, desk."""

    kind: str
    at: int
    source: str
    desk: str


class Outcome(NamedTuple):
    """What became of one line.

    Attributes:
        facts: how many were written.
        seen: what the desk had recorded before; the mark did not double it.
        gone: the status of somebody who is no longer expected: the signature is kept, no entry is written.
    """

    delegate: UUID
    event_session: UUID
    facts: int
    seen: Seen | None
    gone: str | None


class Typed(NamedTuple):
    """What was typed, and the action that takes it back; None when it was there already."""

    outcomes: tuple[Outcome, ...]
    action: UUID | None


class WalkIn(NamedTuple):
    """Somebody whose handwritten line was typed, and the action that takes all of it back."""

    delegate: UUID
    outcomes: tuple[Outcome, ...]
    action: UUID


def print_sheets(
    db: Connection, stamp: Stamp, event: UUID, day: str, sheets: Sequence[NewSheet]
) -> tuple[UUID, ...]:
    """Remember the sheets of one day as they were printed; positions count from 1 within a delegation.

    Raises:
        Refused: no_such_event, bad_date, nobody_to_print, no_such_delegation, no_such_delegate.
    """
    check_event(db, event)
    checked_date(day)
    if not sheets:
        raise Refused("nobody_to_print")
    for group in {sheet.delegation for sheet in sheets} - {None}:
        assert group is not None
        check_delegation(db, event, group)
    check_delegates(db, event, [who for sheet in sheets for who in sheet.people])
    positions: dict[UUID | None, int] = {}
    rows: list[dict[str, Any]] = []
    for sheet in sheets:
        positions[sheet.delegation] = positions.get(sheet.delegation, 0) + 1
        rows.append(
            {
                "id": new_id(),
                "event": event,
                "delegation": sheet.delegation,
                "day": day,
                "position": positions[sheet.delegation],
                "people": "\n".join(map(str, sheet.people)),
                "printed_at": stamp.at,
            }
        )
    with Action(db, stamp, "print_sheets", event=event) as action:
        action.insert(t.sheet, rows)
    return tuple(row["id"] for row in rows)


def mark_returned(db: Connection, stamp: Stamp, sheets: Sequence[UUID], back: bool = True) -> UUID | None:
    """The sheets are back from the room, or after all they are not; returns the action.

    Raises:
        Refused: row_gone.
    """
    return _note(db, stamp, "mark_returned", sheets, "returned_at", back)


def mark_typed(db: Connection, stamp: Stamp, sheets: Sequence[UUID], done: bool = True) -> UUID | None:
    """Everything on the sheets is typed in; whoever has no mark then did not sign. Returns the action.

    Raises:
        Refused: row_gone.
    """
    return _note(db, stamp, "mark_typed", sheets, "typed_at", done)


def _note(
    db: Connection, stamp: Stamp, verb: str, sheets: Sequence[UUID], field: str, on: bool
) -> UUID | None:
    rows = [_kept(db, sheet) for sheet in sheets]
    events = {row.event for row in rows}
    with Action(db, stamp, verb, event=events.pop() if len(events) == 1 else None) as action:
        changed = [row.id for row in rows if (getattr(row, field) is not None) != on]
        action.update(t.sheet, [(row, {field: stamp.at if on else None}) for row in changed])
    return action.undoable


def attach_scan(db: Connection, stamp: Stamp, sheet: UUID, scan: Scan | None) -> UUID | None:
    """Keep a picture of the signed sheet with it, in the place of one before; None takes it off.

    Raises:
        Refused: row_gone, scan_too_large.
    """
    row = _kept(db, sheet)
    with Action(db, stamp, "attach_scan", event=row.event) as action:
        written: dict[str, Any] = {"attachment": attach(action, scan)}
        if scan is not None and row.returned_at is None:
            written["returned_at"] = stamp.at
        action.update(t.sheet, [(sheet, written)])
        if row.attachment is not None:
            action.remove(t.attachment, [row.attachment])
    return action.undoable


def type_lines(db: Connection, stamp: Stamp, sheet: UUID, lines: Sequence[Line]) -> Typed:
    """What stands on a signed sheet beside these names, as one action.

    Present is an entry at the start of the event session, late so many minutes after it, left early an entry
    at the start and an exit so many minutes before the end, excused an excuse with its reason; absent writes
    no fact. The rules of the door are not asked: whoever signed was there. What the desk recorded before is
    not doubled, and of somebody who is no longer expected only the signature is kept. Typing another mark
    takes back what the one before wrote.

    Raises:
        Refused: row_gone, no_such_session, no_such_delegate, session_takes_no_attendance,
            mark_needs_minutes, mark_needs_end, minutes_out_of_range, reason_missing.
    """
    row = _kept(db, sheet)
    check_delegates(db, row.event, [line.delegate for line in lines])
    with Action(db, stamp, "type_sheet", event=row.event) as action:
        outcomes = [_type(db, action, row, line) for line in lines]
    return Typed(tuple(outcomes), action.undoable)


def type_walk_in(
    db: Connection,
    stamp: Stamp,
    sheet: UUID,
    delegation: UUID,
    name: str,
    marks: Sequence[tuple[UUID, Marked]],
) -> WalkIn:
    """A handwritten line of a sheet: a new delegate of this delegation, and the marks beside the name.

    Undoing it voids the entry and withdraws the person, as with any walk-in.

    Args:
        name: as it is written, "Ms. Given FAMILY".
        marks: (event session, mark) of the columns that are signed.

    Raises:
        Refused: what ``type_lines`` raises; name_missing, no_such_delegation.
    """
    row = _kept(db, sheet)
    check_delegation(db, row.event, delegation)
    with Action(db, stamp, "walk_in", event=row.event) as action:
        who = put_delegate(action, delegation, **typed_name(name))
        lines = [Line(who, session, marked) for session, marked in marks]
        outcomes = [_type(db, action, row, line) for line in lines]
    return WalkIn(who, tuple(outcomes), action.id)


def take_back(
    db: Connection,
    stamp: Stamp,
    delegate: UUID,
    event_session: UUID,
    reason: str,
    approved_by: str | None = None,
) -> UUID | None:
    """Somebody was recorded but did not sign and was not there: void what stands; returns the action.

    Raises:
        Refused: no_such_delegate, reason_missing, and what ``undo.check_taking_back`` raises.
    """
    event = db.scalar(select(t.delegate.c.event).where(t.delegate.c.id == delegate))
    if event is None:
        raise Refused("no_such_delegate")
    if not reason.strip():
        raise Refused("reason_missing")
    stand = _facts(db, delegate, event_session)
    check_taking_back(db, stamp, [fact.id for fact in stand], reason, approved_by)
    with Action(db, stamp, "take_back", event=event) as action:
        _void(action, stand, reason.strip(), approved_by)
    return action.undoable


def _kept(db: Connection, sheet: UUID) -> Any:
    row = db.execute(select(t.sheet).where(_h.id == sheet)).one_or_none()
    if row is None:
        raise Refused("row_gone", what="sheet")
    return row


def _type(db: Connection, action: Action, sheet: Any, line: Line) -> Outcome:
    who, place = line.delegate, line.event_session
    starts, ends = _times(db, sheet.event, place)
    marked = None if line.marked is None else checked(line.marked, starts, ends)
    status = db.scalar(select(t.delegate.c.status).where(t.delegate.c.id == who))
    mark_id = sheet_mark_id(sheet.id, who, place)
    before = db.execute(select(t.sheet_mark).where(_m.id == mark_id)).one_or_none()
    stand = _facts(db, who, place)
    own = set((before.facts or "").split()) if before is not None else set[str]()
    seen = [fact for fact in stand if str(fact.id) not in own]
    gone = (
        str(status) if status in GONE and marked is not None and marked.mark in SIGNED and not seen else None
    )
    wanted = [] if marked is None or gone else happened(marked, starts, ends, seen)
    mine = [fact for fact in stand if str(fact.id) in own]
    same = [(fact.kind, fact.at) for fact in mine] == [(fact.kind, fact.at) for fact in wanted]
    if same and (_as_before(before, marked) if before is not None else marked is None):
        return Outcome(who, place, 0, _seen(seen), gone)
    if not same or (marked is not None and marked.mark is Mark.EXCUSED):
        _void(action, mine, None)
        mine = _write(action, who, place, wanted, marked.reason if marked else None)
    written = {
        "mark": None if marked is None else str(marked.mark),
        "minutes": marked.minutes if marked else None,
        "reason": marked.reason if marked else None,
        "at": action.stamp.at,
        "facts": "\n".join(str(fact.id) for fact in mine) or None,
    }
    owner = {"sheet": sheet.id, "delegate": who, "event_session": place}
    if before is None:
        put_rows(db, action, t.sheet_mark, {mark_id: {**owner, **written}})
    action.update(t.sheet_mark, [(mark_id, written)])  # a row that came back has what it held
    return Outcome(who, place, len(wanted) if not same else 0, _seen(seen), gone)


def _as_before(before: Any, marked: Marked | None) -> bool:
    told = (before.mark, before.minutes, before.reason)
    return told == ((None, None, None) if marked is None else tuple(marked))


def _seen(facts: Sequence[Any]) -> Seen | None:
    first = next((fact for fact in facts if fact.kind == FactKind.IN), facts[0] if facts else None)
    return None if first is None else Seen(first.kind, first.at, first.source, first.desk)


def _times(db: Connection, event: UUID, session: UUID) -> tuple[int, int | None]:
    """When an event session starts and ends (ms UTC); a start that is open is that of its half of the day.

    Raises:
        Refused: no_such_session, session_takes_no_attendance, mark_needs_day.
    """
    joined = t.event_session.join(t.event, t.event.c.id == _s.event)
    columns = (_s.event, _s.takes_attendance, _s.day, _s.starts, _s.ends, t.event.c.zone)
    row = db.execute(select(*columns).select_from(joined).where(_s.id == session)).one_or_none()
    if row is None or row.event != event:
        raise Refused("no_such_session")
    if not row.takes_attendance:
        raise Refused("session_takes_no_attendance")
    half = HALF_DAYS[1] if (row.ends or "") > NOON and not row.starts else HALF_DAYS[0]
    starts = instant(row.day, row.starts or half[2], row.zone)
    if starts is None:
        raise Refused("mark_needs_day")
    ends = instant(row.day, row.ends, row.zone)
    return starts, None if ends is None or ends <= starts else ends


def _facts(db: Connection, delegate: UUID, session: UUID) -> list[Any]:
    """What stands of somebody at an event session, by time."""
    pair = and_(_f.delegate == delegate, _f.event_session == session)
    columns = (_f.id, _f.kind, _f.at, _f.voids, _f.source, _f.desk, _f.delegate, _f.event_session)
    found: Sequence[Any] = db.execute(select(*columns).where(pair)).all()
    return standing(found)


def _write(
    action: Action, delegate: UUID, session: UUID, wanted: Sequence[Any], reason: str | None
) -> list[Any]:
    rows: list[dict[str, Any]] = [
        {**fact_row(action, delegate, session, fact.kind, fact.at, Source.PAPER), "reason": reason}
        for fact in wanted
    ]
    action.insert(t.attendance_fact, rows)
    return [_Id(row["id"]) for row in rows]


class _Id(NamedTuple):
    id: UUID


def _void(action: Action, facts: Sequence[Any], reason: str | None, approved_by: str | None = None) -> None:
    if not facts:
        return
    at = action.fact_time()
    action.insert(t.attendance_fact, [void_row(action, fact, reason, approved_by, at) for fact in facts])
