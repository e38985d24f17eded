"""The door: one scan, one tick, one verdict, on disk before it is told."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, bindparam, select

from attendance.domain import badge_code
from attendance.domain.errors import Refused
from attendance.domain.kinds import (
    Direction,
    FactKind,
    PresenceState,
    SessionEntry,
    Source,
    Stamp,
    Status,
    new_id,
)
from attendance.domain.names import list_name
from attendance.domain.verdict import ACCEPTED, FirstEntry, Holder, Situation, Verdict, Word, decide
from attendance.store import tables as t
from attendance.store.journal import Action
from attendance.store.prepared import Prepared

_s, _e, _d, _g, _p, _f = (
    t.event_session.c, t.event.c, t.delegate.c, t.delegation.c, t.presence.c, t.attendance_fact.c,
)  # fmt: skip

LONGEST_SHORT_NUMBER = 7


def _situation(match: Any) -> Prepared:
    """Everything one verdict needs, in one statement: the event session, and whoever ``match`` finds."""
    return Prepared(
        select(
            *(_s.event, _s.entry, _s.takes_attendance, _e.confirmed_only),
            *(_d.id, _d.name, _d.given, _d.family, _d.family_first, _d.name_official),
            *(_d.courtesy, _d.salutation, _d.academic, _d.capacity, _d.status, _d.status_at),
            *(_d.accept_pending, _d.position, _d.seat, _d.short_number, _d.badge_code, _d.attention, _d.note),
            _g.code.label("delegation_code"),
            _g.name.label("delegation_name"),
            _g.name_official.label("delegation_official"),
            *(_p.state, _f.at.label("first_at"), _f.desk.label("first_desk")),
            _f.operator.label("first_operator"),
        )
        .select_from(
            t.event_session.join(t.event, _e.id == _s.event)
            .outerjoin(t.delegate, and_(_d.event == _s.event, match))
            .outerjoin(t.delegation, _g.id == _d.delegation)
            .outerjoin(t.presence, and_(_p.event_session == _s.id, _p.delegate == _d.id))
            .outerjoin(
                t.attendance_fact,
                and_(
                    _f.delegate == _d.id,
                    _f.event_session == _s.id,
                    _f.kind == FactKind.IN,
                    _f.at == _p.first_in,
                ),
            )
        )
        .where(_s.id == bindparam("session"))
        .limit(1)
    )


_BY_BADGE = _situation(_d.badge_code == bindparam("key"))
_BY_NUMBER = _situation(_d.short_number == bindparam("key"))
_BY_ID = _situation(_d.id == bindparam("key"))


def check_in(
    db: Connection,
    stamp: Stamp,
    event_session: UUID,
    code: str,
    direction: Direction = Direction.ENTRY,
    source: Source = Source.SCAN,
) -> Verdict:
    """One scan of a badge code, or a short number typed at the desk.

    Returns:
        The verdict; for IN and OUT the fact is part of this transaction, for every other word the refused
        scan is kept with its raw code.

    Raises:
        Refused: no_such_session, session_takes_no_attendance.
    """
    cleaned = badge_code.clean(code)
    typed = code.strip()
    if cleaned is not None:
        found = _BY_BADGE.one_or_none(db, session=event_session, key=cleaned)
    elif typed.isdecimal() and len(typed) <= LONGEST_SHORT_NUMBER:
        found = _BY_NUMBER.one_or_none(db, session=event_session, key=int(typed))
    else:
        found = _BY_BADGE.one_or_none(db, session=event_session, key=None)
    return _decide(db, stamp, event_session, code, found, direction, source)


def check_in_delegate(
    db: Connection,
    stamp: Stamp,
    event_session: UUID,
    delegate: UUID,
    direction: Direction = Direction.ENTRY,
    source: Source = Source.LIST,
) -> Verdict:
    """A tick in a list or a person chosen from a search; the same rules as a scan.

    Raises:
        Refused: no_such_session, no_such_delegate, session_takes_no_attendance.
    """
    found = _BY_ID.one_or_none(db, session=event_session, key=delegate)
    if found is not None and found.id is None:
        raise Refused("no_such_delegate")
    return _decide(db, stamp, event_session, "", found, direction, source)


def _decide(
    db: Connection, stamp: Stamp, session: UUID, code: str, found: Any, direction: Direction, source: Source
) -> Verdict:
    if found is None:
        raise Refused("no_such_session")
    if not found.takes_attendance:
        raise Refused("session_takes_no_attendance")
    holder = None if found.id is None else _holder(found)
    word = decide(
        Situation(
            status=Status(found.status) if holder else None,
            accept_pending=bool(found.accept_pending),
            confirmed_only=found.confirmed_only,
            entry=SessionEntry(found.entry),
            state=PresenceState(found.state or PresenceState.NONE),
        ),
        direction,
    )
    first = (
        None if found.first_at is None else FirstEntry(found.first_at, found.first_desk, found.first_operator)
    )
    if word in ACCEPTED and holder is not None:
        return _book(db, stamp, session, code, word, holder, first, found.event, source)
    return _keep_refused(db, stamp, session, code, word, holder, first, found.event)


def _book(
    db: Connection, stamp: Stamp, session: UUID, code: str, word: Word, holder: Holder,
    first: FirstEntry | None, event: UUID, source: Source,
) -> Verdict:  # fmt: skip
    with Action(db, stamp, "check_in" if word is Word.IN else "check_out", event=event) as action:
        fact, at = new_id(), action.fact_time()
        action.insert(
            t.attendance_fact,
            [
                {
                    "id": fact,
                    "delegate": holder.id,
                    "event_session": session,
                    "kind": FactKind.IN if word is Word.IN else FactKind.OUT,
                    "at": at,
                    "desk": action.desk_name,
                    "operator": stamp.operator,
                    "source": source,
                }
            ],
        )
        if word is Word.IN and first is None:
            first = FirstEntry(at, action.desk_name, stamp.operator)
    return Verdict(word, code, at, holder, first, fact, action.id)


def _keep_refused(
    db: Connection, stamp: Stamp, session: UUID, code: str, word: Word, holder: Holder | None,
    first: FirstEntry | None, event: UUID,
) -> Verdict:  # fmt: skip
    with Action(db, stamp, "refused_scan", event=event) as action:
        action.insert(
            t.scan_refused,
            [
                {
                    "id": new_id(),
                    "event_session": session,
                    "delegate": holder.id if holder else None,
                    "code": code,
                    "verdict": word,
                    "at": stamp.at,
                    "desk": action.desk_name,
                    "operator": stamp.operator,
                }
            ],
        )
    return Verdict(word, code, stamp.at, holder, first)


def _holder(row: Any) -> Holder:
    return Holder(
        id=row.id,
        name=list_name(
            row.name,
            row.given or "",
            row.family or "",
            courtesy=row.courtesy or "",
            salutation=row.salutation or "",
            academic=row.academic or "",
            family_first=row.family_first,
        ),
        name_official=row.name_official,
        delegation_code=row.delegation_code,
        delegation_name=row.delegation_name,
        delegation_official=row.delegation_official,
        capacity=row.capacity,
        status=row.status,
        status_at=row.status_at,
        position=row.position,
        seat=row.seat,
        short_number=row.short_number,
        badge_code=row.badge_code,
        attention=row.attention,
        note=row.note,
    )
