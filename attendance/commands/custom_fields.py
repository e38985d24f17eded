"""Fields an event asks for beside those every event has, and what they hold of each delegate."""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from attendance.commands.belonging import check_delegates, check_event, check_rows
from attendance.commands.delegates import Changed
from attendance.commands.event_days import checked_date
from attendance.commands.people import Made, put_rows
from attendance.commands.session_rules import take_question_out
from attendance.domain.errors import Refused
from attendance.domain.identity import custom_value_id
from attendance.domain.kinds import FieldKind, Stamp, new_id
from attendance.store import tables as t
from attendance.store.journal import CHUNK, Action

YES = "yes"
"""What a flag holds when it is set; nothing otherwise."""

_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")
_f, _v = t.custom_field.c, t.custom_value.c


def add_custom_field(
    db: Connection,
    stamp: Stamp,
    event: UUID,
    *,
    title: str | None,
    title_official: str | None = None,
    kind: FieldKind = FieldKind.TEXT,
    choices: Sequence[str] = (),
    sensitive: bool = False,
) -> Made:
    """A field for everybody at one event, after the others.

    Raises:
        Refused: no_such_event, title_missing, unknown_word, choices_missing.
    """
    check_event(db, event)
    last = db.scalar(select(func.max(_f.position)).where(_f.event == event))
    fields = _checked({"title": title, "title_official": title_official, "kind": kind, "choices": choices})
    row = {"event": event, **fields, "sensitive": sensitive, "position": (last or 0) + 1}
    made = new_id()
    with Action(db, stamp, "add_custom_field", event=event) as action:
        action.insert(t.custom_field, [{"id": made, **row}])
    return Made(made, action.id)


def change_custom_field(
    db: Connection, stamp: Stamp, custom_field: UUID, fields: Mapping[str, Any]
) -> UUID | None:
    """Other titles, choices (a sequence), sensitivity; its kind only while nobody has a value.

    Raises:
        Refused: no_such_field, title_missing, unknown_word, choices_missing, field_in_use.
    """
    now = db.execute(select(t.custom_field).where(_f.id == custom_field)).mappings().one_or_none()
    if now is None:
        raise Refused("no_such_field")
    whole = _checked({**now, "choices": (now["choices"] or "").splitlines(), **fields})
    held = select(func.count()).where(_v.custom_field == custom_field, _v.value.is_not(None))
    if whole["kind"] != now["kind"] and db.scalar(held):
        raise Refused("field_in_use")
    own = {key: whole[key] for key in ("title", "title_official", "kind", "choices", "sensitive")}
    with Action(db, stamp, "change_custom_field", event=now["event"]) as action:
        action.update(t.custom_field, [(custom_field, own)])
    return action.undoable


def order_custom_fields(db: Connection, stamp: Stamp, event: UUID, order: Sequence[UUID]) -> UUID | None:
    """Put an event's fields into this order. Raises ``Refused``: row_gone."""
    check_rows(db, t.custom_field, event, order)
    with Action(db, stamp, "order_custom_fields", event=event) as action:
        action.update(t.custom_field, [(field, {"position": n + 1}) for n, field in enumerate(order)])
    return action.undoable


def remove_custom_field(db: Connection, stamp: Stamp, custom_field: UUID) -> UUID:
    """Take a field away with all it holds, and its question at every door; Undo brings everything back.

    Raises:
        Refused: no_such_field.
    """
    event = db.scalar(select(_f.event).where(_f.id == custom_field))
    if event is None:
        raise Refused("no_such_field")
    with Action(db, stamp, "remove_custom_field", event=event) as action:
        take_question_out(db, action, event, custom_field)
        values = db.scalars(select(_v.id).where(_v.custom_field == custom_field)).all()
        action.remove(t.custom_value, values)
        action.remove(t.custom_field, [custom_field])
    return action.id


def set_custom_value(
    db: Connection, stamp: Stamp, delegates: Sequence[UUID], custom_field: UUID, value: str | None
) -> Changed:
    """Write one custom field of one or many delegates; None empties it.

    A number is digits, a date ISO, a flag "yes" or None, a choice one of the field's.

    Raises:
        Refused: no_such_field, no_such_delegate, bad_decimal, bad_date, unknown_word.
    """
    field = db.execute(select(t.custom_field).where(_f.id == custom_field)).one_or_none()
    if field is None:
        raise Refused("no_such_field")
    check_delegates(db, field.event, delegates)
    written = value_of(field.kind, (field.choices or "").splitlines(), field.title or "", value)
    with Action(db, stamp, "set_custom_value", event=field.event) as action:
        count = put_values(db, action, {(delegate, custom_field): written for delegate in delegates})
    return Changed(count, action.id if count else None)


def put_values(db: Connection, action: Action, wanted: Mapping[tuple[UUID, UUID], str | None]) -> int:
    """Within an action: the values by (delegate, custom field); return how many really changed."""
    count = 0
    keys = list(wanted)
    for start in range(0, len(keys), CHUNK):
        part = {custom_value_id(*key): key for key in keys[start : start + CHUNK]}
        now = {row.id: row.value for row in db.execute(select(_v.id, _v.value).where(_v.id.in_(part)))}
        changed = {row: wanted[key] for row, key in part.items() if wanted[key] != now.get(row)}
        new = {
            row: {"delegate": part[row][0], "custom_field": part[row][1], "value": value}
            for row, value in changed.items()
            if row not in now
        }
        put_rows(db, action, t.custom_value, new)
        action.update(t.custom_value, [(row, {"value": value}) for row, value in changed.items()])
        count += len(changed)
    return count


def value_of(kind: str, choices: Sequence[str], title: str, value: str | None) -> str | None:
    """What is kept of a typed value.

    Raises:
        Refused: bad_decimal, bad_date, unknown_word.
    """
    typed = (value or "").strip()
    if not typed:
        return None
    if kind == FieldKind.NUMBER and not _NUMBER.fullmatch(typed):
        raise Refused("bad_decimal", value=typed)
    if kind == FieldKind.DATE:
        checked_date(typed)
    allowed = (YES,) if kind == FieldKind.FLAG else choices if kind == FieldKind.CHOICE else (typed,)
    if typed not in allowed:
        raise Refused("unknown_word", field=title, value=typed)
    return typed


def _checked(fields: dict[str, Any]) -> dict[str, Any]:
    """Titles without spare spaces, choices one a line and each once."""
    for key in ("title", "title_official"):
        fields[key] = " ".join((fields[key] or "").split()) or None
    if not fields["title"] and not fields["title_official"]:
        raise Refused("title_missing")
    if fields["kind"] not in frozenset(FieldKind):
        raise Refused("unknown_word", field="kind", value=fields["kind"])
    choices = dict.fromkeys(line for choice in fields["choices"] if (line := " ".join(choice.split())))
    if fields["kind"] == FieldKind.CHOICE and not choices:
        raise Refused("choices_missing")
    fields["choices"] = "\n".join(choices) or None if fields["kind"] == FieldKind.CHOICE else None
    return fields
