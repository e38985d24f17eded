"""When people first came to each event session, minute by minute."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from attendance.store import tables as t

_p, _s = t.presence.c, t.event_session.c

MINUTE = 60_000
"""Milliseconds."""


def first_entries(
    db: Connection, event: UUID, within: Collection[UUID] | None = None
) -> dict[UUID, list[tuple[int, int]]]:
    """By event session that takes attendance: (minute since 1970 UTC, how many), in the order of time.

    ``within``: only these delegations.
    """
    minute: Any = (_p.first_in // MINUTE).label("minute")
    statement = (
        select(_p.event_session, minute, func.count())
        .select_from(t.event_session.join(t.presence, _p.event_session == _s.id))
        .where(_s.event == event, _s.takes_attendance, _p.first_in.is_not(None))
        .group_by(_p.event_session, minute)
        .order_by(_p.event_session, minute)
    )
    if within is not None:
        statement = statement.where(_p.delegation.in_(within))
    found: dict[UUID, list[tuple[int, int]]] = {}
    for session, at, n in db.execute(statement):
        found.setdefault(session, []).append((at, n))
    return found
