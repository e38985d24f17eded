"""Delegations: many added at once, changed, put in order, taken away while they are empty."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select

from attendance.commands.belonging import check_event, check_rows
from attendance.commands.delegates import delegation_row
from attendance.commands.event_days import checked_date
from attendance.domain.errors import Refused
from attendance.domain.kinds import GONE, Capacity, DelegationState, Section, Stamp
from attendance.domain.list_order import Alphabet
from attendance.store import tables as t
from attendance.store.journal import Action

_g = t.delegation.c

WORDS: Mapping[str, frozenset[str]] = {
    "section": frozenset(Section),
    "state": frozenset(DelegationState),
}
"""Fields that hold one of a few words."""

MOST_PLACES = 100_000

_BELONGINGS = (t.delegate, t.contribution, t.priority, t.follow_up, t.letter, t.delegation_file, t.sheet)


class Added(NamedTuple):
    """What was added, in the order it was given, and the action that undo takes back."""

    ids: tuple[UUID, ...]
    action: UUID


def add_delegations(
    db: Connection, stamp: Stamp, event: UUID, delegations: Sequence[Mapping[str, Any]]
) -> Added:
    """Countries or organisations taking part, all in one action.

    Args:
        delegations: columns of ``delegation`` each; ``code`` and ``name`` at least.

    Raises:
        Refused: code_missing, delegation_exists, unknown_word, bad_date, quota_unusable.
    """
    taken = {code.lower() for code in db.scalars(select(_g.code).where(_g.event == event))}
    last = db.scalar(select(func.max(_g.position)).where(_g.event == event)) or 0
    rows: list[dict[str, Any]] = []
    for place, given in enumerate(delegations, start=last + 1):
        fields: dict[str, Any] = {"position": place, **given, "code": (given.get("code") or "").strip()}
        if fields["code"].lower() in taken:
            raise Refused("delegation_exists", delegation=fields["code"])
        _check(fields)
        taken.add(fields["code"].lower())
        rows.append(delegation_row(event, **fields))
    with Action(db, stamp, "add_delegations", event=event) as action:
        action.insert(t.delegation, rows)
    return Added(tuple(row["id"] for row in rows), action.id)


def change_delegation(
    db: Connection, stamp: Stamp, delegation: UUID, fields: Mapping[str, Any]
) -> UUID | None:
    """Write some fields of a delegation; return the action, None when nothing differs.

    Raises:
        Refused: no_such_delegation, code_missing, delegation_exists, unknown_word, bad_date,
            quota_unusable.
    """
    kept = db.execute(
        select(_g.event, _g.code, _g.name, _g.name_official).where(_g.id == delegation)
    ).one_or_none()
    if kept is None:
        raise Refused("no_such_delegation")
    fields = dict(fields)
    if "code" in fields:
        fields["code"] = (fields["code"] or "").strip()
        same = func.lower(_g.code) == fields["code"].lower()
        if db.scalar(select(_g.id).where(_g.event == kept.event, same, _g.id != delegation)):
            raise Refused("delegation_exists", delegation=fields["code"])
    _check(fields, {"code": kept.code, "name": kept.name, "name_official": kept.name_official})
    with Action(db, stamp, "change_delegation", event=kept.event) as action:
        action.update(t.delegation, [(delegation, fields)])
    return action.undoable


def order_by_hand(db: Connection, stamp: Stamp, event: UUID, delegations: Sequence[UUID]) -> UUID | None:
    """Keep an order of one's own: these delegations first to last, section by section as ever.

    Raises:
        Refused: no_such_event, row_gone.
    """
    check_event(db, event)
    check_rows(db, t.delegation, event, delegations)
    with Action(db, stamp, "order_delegations", event=event) as action:
        action.update(
            t.delegation, [(each, {"position": place}) for place, each in enumerate(delegations, start=1)]
        )
        action.update(t.event, [(event, {"list_order": str(Alphabet.CUSTOM)})])
    return action.undoable


def set_list_order(db: Connection, stamp: Stamp, event: UUID, order: str) -> UUID | None:
    """Choose what puts the delegations in order; return the action, None when it was so already.

    Args:
        order: an ``Alphabet``; ``":KZ"`` behind it lets a country lead.

    Raises:
        Refused: no_such_event, unknown_word.
    """
    check_event(db, event)
    if order.partition(":")[0] not in frozenset(Alphabet):
        raise Refused("unknown_word", field="list_order", value=order)
    with Action(db, stamp, "set_list_order", event=event) as action:
        action.update(t.event, [(event, {"list_order": order})])
    return action.undoable


def remove_delegation(db: Connection, stamp: Stamp, delegation: UUID) -> UUID:
    """Take away a delegation that nothing belongs to, such as one added by mistake.

    Raises:
        Refused: no_such_delegation, delegation_in_use.
    """
    kept = db.execute(select(_g.event, _g.code).where(_g.id == delegation)).one_or_none()
    if kept is None:
        raise Refused("no_such_delegation")
    for table in _BELONGINGS:
        if db.scalar(select(table.c.id).where(table.c.delegation == delegation).limit(1)):
            raise Refused("delegation_in_use", delegation=kept.code)
    with Action(db, stamp, "remove_delegation", event=kept.event) as action:
        action.remove(t.delegation, [delegation])
    return action.id


def make_head(db: Connection, stamp: Stamp, delegate: UUID) -> UUID | None:
    """Let somebody lead their delegation; whoever led it becomes a delegate, all in one action.

    Heads who are no longer expected stay on record as what they were.

    Raises:
        Refused: no_such_delegate.
    """
    d = t.delegate.c
    kept = db.execute(select(d.event, d.delegation).where(d.id == delegate)).one_or_none()
    if kept is None:
        raise Refused("no_such_delegate")
    leading = select(d.id).where(
        d.delegation == kept.delegation, d.capacity == Capacity.HEAD, d.status.not_in(GONE)
    )
    with Action(db, stamp, "make_head", event=kept.event) as action:
        capacities = dict.fromkeys(db.scalars(leading), Capacity.DELEGATE) | {delegate: Capacity.HEAD}
        action.update(t.delegate, [(who, {"capacity": str(what)}) for who, what in capacities.items()])
    return action.undoable


def check_words(fields: Mapping[str, Any], words: Mapping[str, Iterable[str]]) -> None:
    """Fields that hold one of a few words hold one of them. Raises ``Refused`` unknown_word."""
    for field, allowed in words.items():
        if field in fields and fields[field] not in allowed:
            raise Refused("unknown_word", field=field, value=fields[field] or "")


def _check(fields: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> None:
    """What every delegation must hold, with what it held ``before`` where a field is not written."""
    whole = {**(before or {}), **fields}
    if not whole.get("code") or not ((whole.get("name") or whole.get("name_official")) or "").strip():
        raise Refused("code_missing")
    check_words(fields, WORDS)
    if (day := fields.get("credentials_on")) is not None:
        checked_date(day)
    quota = fields.get("quota")
    if quota is not None and not 0 <= quota <= MOST_PLACES:
        raise Refused("quota_unusable", quota=quota, most=MOST_PLACES)
