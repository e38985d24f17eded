"""What the list of delegates of one event can be narrowed, widened and changed by."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.renaming import NAME_FIELDS
from attendance.queries.delegates import FieldRow
from attendance.store import tables as t

_CHUNK = 400


class DelegationChoice(NamedTuple):
    """A delegation of the event."""

    id: UUID
    code: str
    name: str | None
    name_official: str | None
    section: str


class TagChoice(NamedTuple):
    """A tag of the event; ``colour`` is a ``TagColour``."""

    id: UUID
    name: str
    colour: str


class Choices(NamedTuple):
    """Delegations in list order, tags by name, custom fields in their order."""

    delegations: list[DelegationChoice]
    tags: list[TagChoice]
    fields: list[FieldRow]


def choices(db: Connection, event: UUID) -> Choices:
    """All choices of one event in one snapshot."""
    g, tag, f = t.delegation.c, t.tag.c, t.custom_field.c
    groups = select(g.id, g.code, g.name, g.name_official, g.section).where(g.event == event)
    tags = select(tag.id, tag.name, tag.colour).where(tag.event == event).order_by(tag.name)
    fields = select(f.id, f.title, f.title_official, f.kind, f.choices, f.sensitive).where(f.event == event)
    return Choices(
        [DelegationChoice(*row) for row in db.execute(groups.order_by(g.position, g.code))],
        [TagChoice(*row) for row in db.execute(tags)],
        [FieldRow(*row) for row in db.execute(fields.order_by(f.position, f.n))],
    )


def delegate_ids(db: Connection, numbers: Sequence[int]) -> list[UUID]:
    """The ids of the delegates with these local numbers; who is gone meanwhile is left out."""
    d, found = t.delegate.c, list[UUID]()
    for start in range(0, len(numbers), _CHUNK):
        found += db.scalars(select(d.id).where(d.n.in_(list(numbers[start : start + _CHUNK]))))
    return found


def number_of(db: Connection, delegate: UUID) -> int | None:
    """The local number of a delegate, None when there is no such."""
    return db.scalar(select(t.delegate.c.n).where(t.delegate.c.id == delegate))


def name_of(db: Connection, delegate: UUID) -> dict[str, Any]:
    """The parts of a delegate's name, by the fields that hold them; empty when there is no such."""
    d = t.delegate.c
    row = db.execute(select(*(d[key] for key in NAME_FIELDS)).where(d.id == delegate)).mappings().first()
    return dict(row) if row else {}
