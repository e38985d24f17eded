"""Certificates of an event: the rule, numbers given out, decisions against the rule, and who has theirs."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.commands.belonging import check_delegates, check_event
from attendance.commands.delegates import Changed
from attendance.commands.event_days import checked_date
from attendance.commands.people import put_rows
from attendance.domain.certificates import DEFAULT, Rule, check, numbered, read, running, written
from attendance.domain.errors import Refused
from attendance.domain.identity import certificate_id
from attendance.domain.kinds import Stamp
from attendance.store import tables as t
from attendance.store.journal import CHUNK, Action

_c, _s = t.certificate.c, t.event_session.c


def set_certificate_rule(db: Connection, stamp: Stamp, event: UUID, rule: Rule) -> UUID | None:
    """Give the event this rule. Returns the action; None when it has it already.

    Raises:
        Refused: no_such_event, certificate_share, certificate_prefix, no_such_session.
    """
    check_event(db, event)
    check(rule)
    own = set(db.scalars(select(_s.id).where(_s.event == event)))
    if not rule.mandatory <= own:
        raise Refused("no_such_session")
    with Action(db, stamp, "set_certificate_rule", event=event) as action:
        action.update(t.event, [(event, {"certificate_rule": written(rule)})])
    return action.undoable


def issue_certificates(
    db: Connection, stamp: Stamp, event: UUID, delegates: Sequence[UUID], day: str
) -> Changed:
    """Give certificates their running numbers, in the order of ``delegates``; who has one keeps it.

    Who has earned one is for the caller to know: the judgement is made over what the reports read.

    Args:
        day: the date that stands on them, ISO.

    Raises:
        Refused: no_such_event, no_such_delegate, bad_date.
    """
    issued_on = checked_date(day).isoformat()
    known = _known(db, event, delegates)
    numbers = db.scalars(select(_c.number).where(_c.event == event, _c.number.is_not(None))).all()
    rule = _rule(db, event)
    last = running(rule, [number for number in numbers if number])
    fields: dict[UUID, dict[str, Any]] = {}
    for delegate in dict.fromkeys(delegates):
        if (row := known.get(delegate)) is None or row.number is None:
            last += 1
            fields[delegate] = {"number": numbered(rule, last), "issued_on": issued_on}
    return _put(db, stamp, "issue_certificates", event, fields)


def decide_certificates(
    db: Connection,
    stamp: Stamp,
    event: UUID,
    delegates: Sequence[UUID],
    granted: bool | None,
    reason: str = "",
) -> Changed:
    """Grant or withhold certificates whatever the rule says, with a reason; None leaves it to the rule again.

    Raises:
        Refused: no_such_event, no_such_delegate, reason_missing.
    """
    reason = reason.strip()
    if granted is not None and not reason:
        raise Refused("reason_missing")
    who = None if granted is None else stamp.operator
    decision = {"granted": granted, "decided_by": who, "reason": reason if granted is not None else None}
    known = _known(db, event, delegates)
    wanted = [one for one in dict.fromkeys(delegates) if granted is not None or one in known]
    return _put(db, stamp, "decide_certificates", event, dict.fromkeys(wanted, decision))


def mark_received(
    db: Connection, stamp: Stamp, event: UUID, delegates: Sequence[UUID], day: str | None
) -> Changed:
    """Note that people have their certificate since ``day`` (ISO), or None: not yet.

    Raises:
        Refused: no_such_event, no_such_delegate, bad_date, certificate_not_issued.
    """
    received_on = None if day is None else checked_date(day).isoformat()
    known = _known(db, event, delegates)
    if any((row := known.get(one)) is None or row.number is None for one in delegates):
        raise Refused("certificate_not_issued")
    return _put(db, stamp, "mark_received", event, {one: {"received_on": received_on} for one in delegates})


def _known(db: Connection, event: UUID, delegates: Sequence[UUID]) -> dict[UUID, Any]:
    """The rows there are, by delegate. Raises ``Refused`` no_such_event, no_such_delegate."""
    check_event(db, event)
    check_delegates(db, event, delegates)
    found: dict[UUID, Any] = {}
    for start in range(0, len(delegates), CHUNK):
        part = list(delegates[start : start + CHUNK])
        found.update(
            (row.delegate, row) for row in db.execute(select(t.certificate).where(_c.delegate.in_(part)))
        )
    return found


def _put(
    db: Connection, stamp: Stamp, verb: str, event: UUID, fields: Mapping[UUID, Mapping[str, Any]]
) -> Changed:
    """One row for each delegate, made where there is none."""
    rows = {certificate_id(delegate): values for delegate, values in fields.items()}
    owners = {certificate_id(delegate): {"event": event, "delegate": delegate} for delegate in fields}
    with Action(db, stamp, verb, event=event) as action:
        put_rows(db, action, t.certificate, owners)
        changed = action.update(t.certificate, list(rows.items()))
    return Changed(changed, action.undoable)


def _rule(db: Connection, event: UUID) -> Rule:
    try:
        return read(db.scalar(select(t.event.c.certificate_rule).where(t.event.c.id == event)))
    except ValueError:
        return DEFAULT
