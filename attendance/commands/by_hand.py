"""Attendance entered by hand: a whole delegation, excused, late, left early, a time put right."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, select

from attendance.commands.badge_codes import checked_reason
from attendance.commands.belonging import check_delegates
from attendance.commands.checkin import Scan, book_in, fact_row
from attendance.commands.undo import check_taking_back, void_row
from attendance.domain.errors import Refused
from attendance.domain.kinds import GONE, Direction, FactKind, PresenceState, Source, Stamp
from attendance.domain.local_time import instant
from attendance.domain.presence import standing
from attendance.domain.scan import ACCEPTED, Verdict
from attendance.store import tables as t
from attendance.store.journal import Action

MINUTE = 60_000
MOST_MINUTES = 24 * 60

_d, _f, _p, _s = t.delegate.c, t.attendance_fact.c, t.presence.c, t.event_session.c


class Present(NamedTuple):
    """What became of several people at once: a verdict each; ``action`` is None where nobody was booked."""

    booked: tuple[Verdict, ...]
    skipped: tuple[Verdict, ...]
    action: UUID | None


class Entered(NamedTuple):
    """A time that was entered, ms UTC; ``verdict`` where it made somebody present, ``action`` if written."""

    at: int
    verdict: Verdict | None
    action: UUID | None


class Excused(NamedTuple):
    """How many are excused now, the names of those who had come after all, and the action."""

    rows: int
    came: tuple[str, ...]
    action: UUID | None


def whole_delegation(
    db: Connection, stamp: Stamp, event_session: UUID, delegation: UUID, but: Collection[UUID] = ()
) -> Present:
    """Everybody of a delegation is present, with exceptions, as one action.

    Raises:
        Refused: no_such_session, session_takes_no_attendance.
    """
    order = (_d.list_position.nulls_last(), _d.n)
    people = db.scalars(select(_d.id).where(_d.delegation == delegation).order_by(*order)).all()
    return all_present(db, stamp, event_session, [who for who in people if who not in but])


def all_present(
    db: Connection, stamp: Stamp, event_session: UUID, delegates: Sequence[UUID],
    direction: Direction = Direction.ENTRY, source: Source = Source.LIST,
) -> Present:  # fmt: skip
    """Several people come in, or leave, as one action; who cannot is passed over and told.

    Raises:
        Refused: no_such_session, no_such_delegate, session_takes_no_attendance.
    """
    scan = Scan(direction, source)
    with Action(db, stamp, "all_present", event=_session(db, event_session).event) as action:
        verdicts = [book_in(action, event_session, who, scan) for who in dict.fromkeys(delegates)]
    booked = tuple(verdict for verdict in verdicts if verdict.word in ACCEPTED)
    skipped = tuple(verdict for verdict in verdicts if verdict.word not in ACCEPTED)
    return Present(booked, skipped, action.undoable)


def excuse(
    db: Connection, stamp: Stamp, event_session: UUID, delegates: Sequence[UUID], reason: str,
    represented_by: UUID | None = None,
) -> Excused:  # fmt: skip
    """People who will not come, and said so; a reason given before gives way to this one.

    Who came is passed over.

    Args:
        represented_by: another delegate of the event who stands in.

    Raises:
        Refused: reason_missing, no_such_session, session_takes_no_attendance, no_such_delegate,
            represents_self, not_expected (name).
    """
    reason, session = checked_reason(reason), _session(db, event_session)
    delegates = list(dict.fromkeys(delegates))
    check_delegates(db, session.event, delegates)
    if represented_by is not None:
        check_delegates(db, session.event, [represented_by])
        if represented_by in delegates:
            raise Refused("represents_self")
    came: list[str] = []
    rows: list[dict[str, Any]] = []
    with Action(db, stamp, "excuse", event=session.event) as action:
        for who in delegates:
            known = _stands(db, event_session, who)
            if known.status in GONE:
                raise Refused("not_expected", name=known.name)
            if known.state in (PresenceState.INSIDE, PresenceState.LEFT):
                came.append(known.name)
                continue
            before = [fact for fact in facts_of(db, event_session, who) if fact.kind == FactKind.EXCUSED]
            rows += [void_row(action, fact, reason) for fact in before]
            row = fact_row(action, who, event_session, FactKind.EXCUSED, action.fact_time(), Source.LIST)
            rows.append({**row, "reason": reason, "represented_by": represented_by})
        action.insert(t.attendance_fact, rows)
    return Excused(len(delegates) - len(came), tuple(came), action.undoable)


def late(
    db: Connection, stamp: Stamp, event_session: UUID, delegate: UUID, minutes: int,
    reason: str = "", approved_by: str | None = None,
) -> Entered:  # fmt: skip
    """Somebody came so many minutes after the start; an entry that is there already is put right.

    Raises:
        Refused: no_such_session, no_such_delegate, session_takes_no_attendance, session_without_times,
            minutes_unusable, time_ahead, and what ``correct_time`` raises.
    """
    session = _session(db, event_session)
    at = _between(session, session.starts_at, minutes, 1)
    entries = [fact for fact in facts_of(db, event_session, delegate) if fact.kind == FactKind.IN]
    if entries:
        return _at_another_time(db, stamp, session, entries[0], at, reason, approved_by)
    return _book(db, stamp, session, delegate, Direction.ENTRY, at, reason)


def left_early(
    db: Connection, stamp: Stamp, event_session: UUID, delegate: UUID, minutes: int,
    reason: str = "", approved_by: str | None = None,
) -> Entered:  # fmt: skip
    """Somebody left so many minutes before the end; an exit that is there already is put right.

    Raises:
        Refused: as ``late``; was_not_here.
    """
    session = _session(db, event_session)
    at = _between(session, session.ends_at, minutes, -1)
    facts = facts_of(db, event_session, delegate)
    entered = [fact.at for fact in facts if fact.kind == FactKind.IN]
    if not entered or entered[0] > at:
        raise Refused("was_not_here")
    last = next(fact for fact in reversed(facts) if fact.kind != FactKind.EXCUSED)
    if last.kind == FactKind.OUT:
        return _at_another_time(db, stamp, session, last, at, reason, approved_by)
    return _book(db, stamp, session, delegate, Direction.EXIT, at, reason)


def correct_time(
    db: Connection, stamp: Stamp, fact: UUID, at: int, reason: str, approved_by: str | None = None
) -> Entered:
    """An entry or exit at another time: the one before is taken back and stays on record, as one action.

    Raises:
        Refused: no_such_fact, reason_missing, time_ahead, supervisor_needed.
    """
    reason = checked_reason(reason)
    row = db.execute(select(t.attendance_fact).where(_f.id == fact)).one_or_none()
    if row is None or all(other.id != fact for other in facts_of(db, row.event_session, row.delegate)):
        raise Refused("no_such_fact")
    return _at_another_time(db, stamp, _session(db, row.event_session), row, at, reason, approved_by)


def facts_of(db: Connection, event_session: UUID, delegate: UUID) -> list[Any]:
    """The facts of one person at one event session that count, by event time."""
    pair = (_f.delegate == delegate, _f.event_session == event_session)
    found: Any = list(db.execute(select(t.attendance_fact).where(*pair)))
    return standing(found)


# -- parts of these ------------------------------------------------------------------------------------


def _stands(db: Connection, event_session: UUID, delegate: UUID) -> Any:
    """Name, status and state of somebody at an event session."""
    here = and_(_p.delegate == _d.id, _p.event_session == event_session)
    asked = select(_d.name, _d.status, _p.state).select_from(t.delegate.outerjoin(t.presence, here))
    return db.execute(asked.where(_d.id == delegate)).one()


class _Session(NamedTuple):
    """An event session with its times in ms UTC; None while they are open."""

    id: UUID
    event: UUID
    starts_at: int | None
    ends_at: int | None


def _session(db: Connection, event_session: UUID) -> _Session:
    row = db.execute(
        select(_s.event, _s.day, _s.starts, _s.ends, _s.takes_attendance, t.event.c.zone)
        .join_from(t.event_session, t.event, t.event.c.id == _s.event)
        .where(_s.id == event_session)
    ).one_or_none()
    if row is None:
        raise Refused("no_such_session")
    if not row.takes_attendance:
        raise Refused("session_takes_no_attendance")
    starts, ends = (instant(row.day, time, row.zone) for time in (row.starts, row.ends))
    return _Session(event_session, row.event, starts, ends)


def _between(session: _Session, edge: int | None, minutes: int, way: int) -> int:
    """The moment so many minutes after the start or before the end, within the event session."""
    if edge is None:
        raise Refused("session_without_times")
    most = MOST_MINUTES
    if session.starts_at is not None and session.ends_at is not None:
        most = (session.ends_at - session.starts_at) // MINUTE
    if not 1 <= minutes <= most:
        raise Refused("minutes_unusable", minutes=minutes, most=most)
    return edge + way * minutes * MINUTE


def _book(
    db: Connection, stamp: Stamp, session: _Session, delegate: UUID, direction: Direction, at: int,
    reason: str,
) -> Entered:  # fmt: skip
    _check_past(stamp, at)
    verb = "late" if direction is Direction.ENTRY else "left_early"
    scan = Scan(direction, Source.LIST, at=at, reason=reason.strip() or None)
    with Action(db, stamp, verb, event=session.event) as action:
        verdict = book_in(action, session.id, delegate, scan)
    return Entered(at, verdict, action.undoable)


def _at_another_time(
    db: Connection, stamp: Stamp, session: _Session, fact: Any, at: int, reason: str,
    approved_by: str | None,
) -> Entered:  # fmt: skip
    _check_past(stamp, at)
    if fact.at == at:
        return Entered(at, None, None)
    check_taking_back(db, stamp, [fact.id], reason, approved_by)
    with Action(db, stamp, "correct_time", event=session.event) as action:
        kind, source = FactKind(fact.kind), Source(fact.source)
        again = fact_row(action, fact.delegate, session.id, kind, at, source)
        kept = {name: getattr(fact, name) for name in ("waived", "answers", "represented_by")}
        void = void_row(action, fact, reason, approved_by)
        again |= {**kept, "reason": reason.strip() or fact.reason, "approved_by": fact.approved_by}
        action.insert(t.attendance_fact, [void, again])
    return Entered(at, None, action.id)


def _check_past(stamp: Stamp, at: int) -> None:
    if at > stamp.at:
        raise Refused("time_ahead")
