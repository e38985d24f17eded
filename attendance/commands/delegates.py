"""Delegations and delegates: added, changed, moved to another status."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from attendance.domain import badge_code
from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity, DelegationState, Section, Sex, Stamp, Status, new_id
from attendance.store import tables as t
from attendance.store.journal import CHUNK, Action

_COPIED_TO_PERSON = frozenset(
    {"name", "name_official", "given", "family", "sex", "email", "phone", "birth_date", "passport_no"}
)

_WORDS = {"status": frozenset(Status), "capacity": frozenset(Capacity), "sex": frozenset(Sex)}
"""Fields that hold one of a few words; rules are decided by them."""


def add_delegation(db: Connection, stamp: Stamp, event: UUID, *, code: str, name: str, **fields: Any) -> UUID:
    """A country or organisation taking part.

    Raises:
        Refused: code_missing, delegation_exists.
    """
    code = code.strip()
    if not code or not name.strip():
        raise Refused("code_missing")
    g = t.delegation.c
    if db.scalar(select(g.id).where(g.event == event, func.lower(g.code) == code.lower())):
        raise Refused("delegation_exists", delegation=code)
    row = delegation_row(event, code=code, name=name.strip(), **fields)
    with Action(db, stamp, "add_delegation", event=event) as action:
        action.insert(t.delegation, [row])
    return row["id"]


def add_delegate(
    db: Connection,
    stamp: Stamp,
    delegation: UUID,
    *,
    name: str,
    person: UUID | None = None,
    **fields: Any,
) -> UUID:
    """A person taking part in one event inside one delegation, with a badge code and a short number.

    Args:
        person: somebody known from an earlier event; None makes a new person.
        fields: any other column of ``delegate``.

    Raises:
        Refused: name_missing, no_such_delegation, unknown_word.
    """
    if not name.strip():
        raise Refused("name_missing")
    _check_words(fields)
    event = db.scalar(select(t.delegation.c.event).where(t.delegation.c.id == delegation))
    if event is None:
        raise Refused("no_such_delegation")
    with Action(db, stamp, "add_delegate", event=event) as action:
        if person is None:
            person = new_id()
            own = {key: value for key, value in fields.items() if key in _COPIED_TO_PERSON}
            action.insert(t.person, [{"id": person, "name": name, **own}])
        row = delegate_row(
            event,
            delegation,
            person,
            name=name,
            short_number=next_short_number(db, event),
            status_at=stamp.at,
            **fields,
        )
        action.insert(t.delegate, [row])
    return row["id"]


def change_delegates(
    db: Connection, stamp: Stamp, delegates: Sequence[UUID], fields: Mapping[str, Any]
) -> int:
    """Write some fields of one or many delegates; return how many really changed.

    Raises:
        Refused: name_missing, no_such_delegation, number_taken, row_gone, unknown_word.
    """
    if "name" in fields and not (fields["name"] or "").strip():
        raise Refused("name_missing")
    _check_words(fields)
    _check_place(db, delegates, fields)
    written = dict(fields)
    if "status" in written:
        written["status_at"] = stamp.at
    with Action(db, stamp, "change_delegates", event=_event_of(db, delegates)) as action:
        changes = [(delegate, written) for delegate in delegates]
        if "status" in written:
            d, status = t.delegate.c, written["status"]
            same: set[UUID] = set()
            for start in range(0, len(delegates), CHUNK):
                part = delegates[start : start + CHUNK]
                same.update(db.scalars(select(d.id).where(d.id.in_(part), d.status == status)))
            changes = [(delegate, fields if delegate in same else written) for delegate in delegates]
        return action.update(t.delegate, changes)


def _check_words(fields: Mapping[str, Any]) -> None:
    for field, words in _WORDS.items():
        value = fields.get(field)
        if value is not None and value not in words:
            raise Refused("unknown_word", field=field, value=value)


def _check_place(db: Connection, delegates: Sequence[UUID], fields: Mapping[str, Any]) -> None:
    """A delegation is one of their event, and a short number belongs to one person of it."""
    event = _event_of(db, delegates)
    if (group := fields.get("delegation")) is not None:
        g = t.delegation.c
        if event is None or db.scalar(select(g.event).where(g.id == group)) != event:
            raise Refused("no_such_delegation")
    if (number := fields.get("short_number")) is not None:
        d = t.delegate.c
        holder = db.scalar(select(d.id).where(d.event == event, d.short_number == number))
        if len(delegates) > 1 or holder not in (None, *delegates):
            raise Refused("number_taken", number=number)


def set_status(db: Connection, stamp: Stamp, delegates: Sequence[UUID], status: Status) -> int:
    """Invite, register, confirm, withdraw …; return how many really changed."""
    return change_delegates(db, stamp, delegates, {"status": status})


def next_short_number(db: Connection, event: UUID) -> int:
    """One above the highest short number the event has given out."""
    d = t.delegate.c
    return (db.scalar(select(func.max(d.short_number)).where(d.event == event)) or 0) + 1


def delegation_row(event: UUID, **fields: Any) -> dict[str, Any]:
    """A new row of ``delegation`` with what every delegation has."""
    given = {"section": Section.COUNTRIES, "state": DelegationState.INVITED, **fields}
    return {"id": new_id(), "event": event, **given}


def delegate_row(event: UUID, delegation: UUID, person: UUID, **fields: Any) -> dict[str, Any]:
    """A new row of ``delegate``: registered, with a fresh badge code."""
    return {
        "id": new_id(),
        "event": event,
        "delegation": delegation,
        "person": person,
        "capacity": Capacity.DELEGATE,
        "status": Status.REGISTERED,
        "accept_pending": False,
        "family_first": False,
        "badge_code": fields.get("badge_code") or badge_code.new_code(),
        "badge_printed": 0,
        "attention": False,
        "publish": True,
        **fields,
    }


def _event_of(db: Connection, delegates: Sequence[UUID]) -> UUID | None:
    """The event all these delegates belong to; None when they are of several."""
    chunk = db.scalars(
        select(t.delegate.c.event).where(t.delegate.c.id.in_(delegates[:400])).distinct()
    ).all()
    return chunk[0] if len(chunk) == 1 else None
