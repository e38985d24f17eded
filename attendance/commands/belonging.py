"""The ids a verb is given belong to the event it is about."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Connection, Table, func, select

from attendance.domain.errors import Refused
from attendance.store import tables as t
from attendance.store.journal import CHUNK


def check_event(db: Connection, event: UUID) -> None:
    """Raises ``Refused`` no_such_event."""
    if db.scalar(select(t.event.c.id).where(t.event.c.id == event)) is None:
        raise Refused("no_such_event")


def check_delegation(db: Connection, event: UUID | None, delegation: UUID) -> None:
    """A delegation is one of the event. Raises ``Refused`` no_such_delegation."""
    g = t.delegation.c
    found = db.scalar(select(g.event).where(g.id == delegation))
    if found is None or found != event:
        raise Refused("no_such_delegation")


def check_delegates(db: Connection, event: UUID, delegates: Collection[UUID]) -> None:
    """Delegates are on the list of the event. Raises ``Refused`` no_such_delegate."""
    if _of(db, t.delegate, event, delegates) != len(set(delegates)):
        raise Refused("no_such_delegate")


def check_rows(db: Connection, table: Table, event: UUID, rows: Collection[UUID]) -> None:
    """Rows of a table are rows of the event. Raises ``Refused`` row_gone."""
    if _of(db, table, event, rows) != len(set(rows)):
        raise Refused("row_gone", what=table.name)


def _of(db: Connection, table: Table, event: UUID, rows: Collection[UUID]) -> int:
    """How many of these rows are the event's."""
    ids, count = list(set(rows)), 0
    for start in range(0, len(ids), CHUNK):
        part = table.c.id.in_(ids[start : start + CHUNK])
        # With coalesce SQLite looks the few ids up instead of walking the event.
        own = func.coalesce(table.c.event, None) == event
        count += db.scalar(select(func.count()).select_from(table).where(part, own)) or 0
    return count
