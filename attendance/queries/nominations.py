"""What a host asks about nominees beside what stands on every list: passport and diet."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.store import tables as t

_d = t.delegate.c


class Identity(NamedTuple):
    """Of one delegate."""

    passport_no: str | None
    diet: str | None


def identities(db: Connection, delegation: UUID) -> dict[UUID, Identity]:
    """By delegate, everybody of the delegation."""
    statement = select(_d.id, _d.passport_no, _d.diet).where(_d.delegation == delegation)
    return {who: Identity(*rest) for who, *rest in db.execute(statement)}
