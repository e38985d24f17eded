"""What is known of the certificates of an event, and how long its people stayed."""

from collections import defaultdict
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.certificates import Rule, read
from attendance.domain.kinds import FactKind
from attendance.domain.presence import standing
from attendance.store import tables as t

_c, _f, _s = t.certificate.c, t.attendance_fact.c, t.event_session.c

Stay = tuple[int, int | None]
"""From and until, ms UTC; until None was not recorded."""


class Issued(NamedTuple):
    """What was decided and done about one delegate's certificate; dates ISO, nothing decided is None."""

    delegate: UUID
    number: str | None
    granted: bool | None
    decided_by: str | None
    reason: str | None
    issued_on: str | None
    received_on: str | None


def certificate_rule(db: Connection, event: UUID) -> Rule | None:
    """The event's rule; None where what is kept of it cannot be read."""
    try:
        return read(db.scalar(select(t.event.c.certificate_rule).where(t.event.c.id == event)))
    except ValueError:
        return None


def issued(db: Connection, event: UUID) -> dict[UUID, Issued]:
    """Everything decided and done, by delegate."""
    columns = (_c[name] for name in Issued._fields)
    return {row.delegate: Issued(*row) for row in db.execute(select(*columns).where(_c.event == event))}


def stays(db: Connection, event: UUID) -> dict[tuple[UUID, UUID], list[Stay]]:
    """When everybody was in, by delegate and event session: each entry with the exit that followed it."""
    facts = (
        select(_f.id, _f.delegate, _f.event_session, _f.kind, _f.at, _f.voids)
        .select_from(t.event_session.join(t.attendance_fact, _f.event_session == _s.id))
        .where(_s.event == event)
    )
    pairs: dict[tuple[UUID, UUID], list[Fact]] = defaultdict(list)
    for row in db.execute(facts):
        pairs[row.delegate, row.event_session].append(Fact(row.id, row.kind, row.at, row.voids))
    return {pair: _stays(found) for pair, found in pairs.items()}


class Fact(NamedTuple):
    """One attendance fact, as far as staying is concerned."""

    id: UUID
    kind: str
    at: int
    voids: UUID | None


def _stays(facts: list[Fact]) -> list[Stay]:
    made: list[Stay] = []
    since: int | None = None
    for fact in standing(facts):
        if fact.kind == FactKind.IN:
            since = fact.at if since is None else since
        elif fact.kind == FactKind.OUT and since is not None:
            made.append((since, fact.at))
            since = None
    return made if since is None else [*made, (since, None)]
