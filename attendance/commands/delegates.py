"""Delegations and delegates: added, changed, moved to another status."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select

from attendance.commands.belonging import check_delegation
from attendance.commands.event_days import checked_date
from attendance.domain import badge_code
from attendance.domain.errors import Refused
from attendance.domain.kinds import (
    AgeGroup,
    Capacity,
    DelegationState,
    Disability,
    Section,
    Sector,
    Sex,
    Stamp,
    Status,
    new_id,
)
from attendance.domain.names import one_line, split_name, split_titles
from attendance.domain.progress import Tick, no_tick
from attendance.domain.text_keys import has_lao
from attendance.language.marks import N_
from attendance.store import tables as t
from attendance.store.journal import CHUNK, Action

_COPIED_TO_PERSON = frozenset(
    {"name", "name_official", "given", "family", "sex", "email", "phone", "birth_date", "passport_no"}
)

_WORDS = {
    "status": frozenset(Status),
    "capacity": frozenset(Capacity),
    "sex": frozenset(Sex),
    "sector": frozenset(Sector),
    "age_group": frozenset(AgeGroup),
    "disability": frozenset(Disability),
}
"""Fields that hold one of a few words; rules are decided by them."""


_TICK_ROWS = 2_000


class Changed(NamedTuple):
    """How many rows really changed, and the action that can be undone; None when nothing had to change."""

    rows: int
    action: UUID | None


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
    event = db.scalar(select(t.delegation.c.event).where(t.delegation.c.id == delegation))
    if name.strip() and event is None:
        raise Refused("no_such_delegation")
    with Action(db, stamp, "add_delegate", event=event) as action:
        return put_delegate(action, delegation, name=name, person=person, **fields)


def put_delegate(
    action: Action, delegation: UUID, *, name: str, person: UUID | None = None, **fields: Any
) -> UUID:
    """Somebody new on the list, within an action that is under way and names the event.

    Raises:
        Refused: name_missing, unknown_word, number_taken.
    """
    if not name.strip():
        raise Refused("name_missing")
    check_words(fields)
    event = action.event
    assert event is not None
    if person is None:
        person = new_id()
        own = {key: value for key, value in fields.items() if key in _COPIED_TO_PERSON}
        action.insert(t.person, [{"id": person, "name": name, **own}])
    if "short_number" not in fields:
        fields["short_number"] = next_short_number(action.db, event)
    elif (number := fields["short_number"]) is not None:
        d = t.delegate.c
        if action.db.scalar(select(d.id).where(d.event == event, d.short_number == number)):
            raise Refused("number_taken", number=number)
    row = delegate_row(event, delegation, person, name=name, status_at=action.stamp.at, **fields)
    action.insert(t.delegate, [row])
    return row["id"]


class Added(NamedTuple):
    """A new delegate's id, and the action that can be undone."""

    id: UUID
    action: UUID


def add_by_name(db: Connection, stamp: Stamp, delegation: UUID, typed: str, **fields: Any) -> Added:
    """A delegate from one line as somebody types it: "H.E. Mr. Given FAMILY".

    Titles are set apart, and given and family name where the writing shows them; nothing is respelled.

    Raises:
        Refused: name_missing, no_such_delegation, unknown_word.
    """
    delegate = add_delegate(db, stamp, delegation, **{**typed_name(typed), **fields})
    c = t.change.c
    action = db.scalar(select(c.action).where(c.row == delegate, c.entity == "delegate"))
    assert action is not None
    return Added(delegate, action)


def typed_name(typed: str) -> dict[str, Any]:
    """The columns of a delegate that one typed line tells: ``name`` as it stands, and its parts."""
    parts = split_titles(one_line(typed))
    known = {"courtesy": parts.courtesy, "salutation": parts.salutation, "academic": parts.academic}
    found: dict[str, Any] = {"name": parts.name, **{key: value for key, value in known.items() if value}}
    if split := split_name(parts.name):
        found |= {"given": split.given, "family": split.family, "family_first": split.family_first}
    if has_lao(parts.name):
        found["name_official"] = parts.name
    return found


def change_delegates(
    db: Connection,
    stamp: Stamp,
    delegates: Sequence[UUID],
    fields: Mapping[str, Any],
    *,
    tick: Tick = no_tick,
) -> Changed:
    """Write some fields of one or many delegates, as one action.

    Raises:
        Refused: name_missing, no_such_delegation, number_taken, row_gone, stopped, unknown_word, bad_date,
            accreditation_backwards.
    """
    if "name" in fields and not (fields["name"] or "").strip():
        raise Refused("name_missing")
    check_words(fields)
    check_place(db, delegates, fields)
    fields = checked_accreditation(db, delegates, fields)
    count = 0
    with Action(db, stamp, "change_delegates", event=_event_of(db, delegates)) as action:
        for start in range(0, len(delegates), _TICK_ROWS):
            tick(start, len(delegates), N_("Writing"))
            part = delegates[start : start + _TICK_ROWS]
            count += action.update(t.delegate, _with_moment(db, stamp, part, fields))
    return Changed(count, action.id if count else None)


def _with_moment(
    db: Connection, stamp: Stamp, delegates: Sequence[UUID], fields: Mapping[str, Any]
) -> list[tuple[UUID, Mapping[str, Any]]]:
    """The fields for each delegate; whose status becomes another one is told since when."""
    if "status" not in fields:
        return [(delegate, fields) for delegate in delegates]
    d, same = t.delegate.c, set[UUID]()
    for start in range(0, len(delegates), CHUNK):
        part = delegates[start : start + CHUNK]
        same.update(db.scalars(select(d.id).where(d.id.in_(part), d.status == fields["status"])))
    written = {**fields, "status_at": stamp.at}
    return [(delegate, fields if delegate in same else written) for delegate in delegates]


def check_words(fields: Mapping[str, Any]) -> None:
    """Refuse a word the rules do not know, for a field that holds one of a few (unknown_word)."""
    for field, words in _WORDS.items():
        value = fields.get(field)
        if value is not None and value not in words:
            raise Refused("unknown_word", field=field, value=value)


def checked_accreditation(
    db: Connection, delegates: Sequence[UUID], fields: Mapping[str, Any]
) -> Mapping[str, Any]:
    """The fields, days of a badge in order and each once.

    Raises:
        Refused: bad_date, accreditation_backwards (starts, ends).
    """
    given = {key: fields[key] for key in ("valid_from", "valid_until") if key in fields}
    for day in given.values():
        if day is not None:
            checked_date(day)
    if given:
        d = t.delegate.c
        for start in range(0, len(delegates), CHUNK):
            kept = select(d.valid_from, d.valid_until).where(d.id.in_(delegates[start : start + CHUNK]))
            for row in db.execute(kept.distinct()):
                starts = given.get("valid_from", row.valid_from)
                ends = given.get("valid_until", row.valid_until)
                if starts and ends and ends < starts:
                    raise Refused("accreditation_backwards", starts=starts, ends=ends)
    if fields.get("badge_days") is None:
        return fields
    days = sorted({checked_date(day).isoformat() for day in fields["badge_days"].split()})
    return {**fields, "badge_days": "\n".join(days) or None}


def check_place(db: Connection, delegates: Sequence[UUID], fields: Mapping[str, Any]) -> None:
    """A delegation is one of their event, and a short number belongs to one person of it.

    Raises:
        Refused: no_such_delegation, number_taken.
    """
    event = _event_of(db, delegates)
    if (group := fields.get("delegation")) is not None:
        check_delegation(db, event, group)
    if (number := fields.get("short_number")) is not None:
        d = t.delegate.c
        holder = db.scalar(select(d.id).where(d.event == event, d.short_number == number))
        if len(delegates) > 1 or holder not in (None, *delegates):
            raise Refused("number_taken", number=number)


def set_status(db: Connection, stamp: Stamp, delegates: Sequence[UUID], status: Status) -> Changed:
    """Invite, register, confirm, withdraw …"""
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
