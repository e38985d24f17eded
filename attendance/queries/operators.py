"""Who works at this desk."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.store import tables as t

_o = t.operator.c


class OperatorRow(NamedTuple):
    """Somebody who works here; of the PIN only that there is one."""

    id: UUID
    name: str
    role: str
    has_pin: bool
    active: bool


def operators(db: Connection) -> list[OperatorRow]:
    """Everybody, in the order they were added, those out of service last."""
    statement = select(_o.id, _o.name, _o.role, _o.pin.is_not(None), _o.active)
    return [
        OperatorRow(row[0], row[1], row[2], bool(row[3]), bool(row[4]))
        for row in db.execute(statement.order_by(_o.active.desc(), _o.n))
    ]
