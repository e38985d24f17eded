"""Where everybody stands at some event sessions, from the kept presence alone."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.store import tables as t

_p = t.presence.c


class Stand(NamedTuple):
    """One person at one event session: a ``kinds.PresenceState``, times in ms UTC."""

    state: str
    first_in: int | None
    last_out: int | None


def stands(db: Connection, sessions: Sequence[UUID]) -> dict[tuple[UUID, UUID], Stand]:
    """By event session and delegate; nothing is said of those who were not there."""
    columns = (_p.event_session, _p.delegate, _p.state, _p.first_in, _p.last_out)
    found = db.execute(select(*columns).where(_p.event_session.in_(sessions)))
    return {(session, who): Stand(*stand) for session, who, *stand in found}
