"""Somebody who is on no list comes to the door: on the list and in the room with one action."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select

from attendance.commands.belonging import check_delegation, check_event
from attendance.commands.checkin import Scan, book_in
from attendance.commands.delegates import delegation_row, put_delegate, typed_name
from attendance.domain.errors import Refused
from attendance.domain.kinds import DelegationState, Section, Source, Stamp
from attendance.domain.scan import Verdict
from attendance.store import tables as t
from attendance.store.journal import Action

_g = t.delegation.c


class NewDelegation(NamedTuple):
    """A delegation the event may not have yet; one with the same code is taken as it is."""

    code: str
    name: str
    name_official: str | None = None
    country: str | None = None
    section: Section = Section.COUNTRIES


OTHERS = NewDelegation("OTH", "Others", "ອື່ນໆ", section=Section.NGO)
"""Where people go who belong to no delegation."""


AT_THE_DESK = Scan(source=Source.SEARCH)


class WalkIn(NamedTuple):
    """Who is on the list now.

    Attributes:
        verdict: of the event session, None where none was given; any other word than IN or OUT leaves the
            person on the list and out of the room.
        action: takes all of it back.
    """

    delegate: UUID
    delegation: UUID
    verdict: Verdict | None
    action: UUID


def walk_in(
    db: Connection,
    stamp: Stamp,
    event: UUID,
    event_session: UUID | None,
    delegation: UUID | NewDelegation,
    typed: str,
    scan: Scan = AT_THE_DESK,
    **fields: Any,
) -> WalkIn:
    """Add a registered delegate from one typed line, and book them in, as one action.

    Undoing it voids the entry and withdraws the person: what happened at the door stays on record.

    Args:
        event_session: where they come in; None only adds them.
        scan: exit instead of entry, a typed time, an override, answers.
        fields: any other column of ``delegate``, as ``capacity``.

    Raises:
        Refused: name_missing, no_such_event, no_such_delegation, code_missing, unknown_word, and what
            ``checkin.check_in_delegate`` raises.
    """
    check_event(db, event)
    with Action(db, stamp, "walk_in", event=event) as action:
        group = _group(action, delegation)
        who = put_delegate(action, group, **{**typed_name(typed), **fields})
        verdict = None if event_session is None else book_in(action, event_session, who, scan)
    return WalkIn(who, group, verdict, action.id)


def _group(action: Action, delegation: UUID | NewDelegation) -> UUID:
    event = action.event
    assert event is not None
    if isinstance(delegation, UUID):
        check_delegation(action.db, event, delegation)
        return delegation
    code = delegation.code.strip()
    if not code or not delegation.name.strip():
        raise Refused("code_missing")
    there = select(_g.id).where(_g.event == event, func.lower(_g.code) == code.lower())
    if (known := action.db.scalar(there)) is not None:
        return known
    fields = {**delegation._asdict(), "code": code, "section": Section(delegation.section)}
    row = delegation_row(event, state=DelegationState.CONFIRMED, **fields)
    action.insert(t.delegation, [row])
    return row["id"]
