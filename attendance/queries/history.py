"""What was done, by whom and when: of one row, or lately at this desk."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, select

from attendance.domain.kinds import FactKind
from attendance.domain.presence import standing
from attendance.store import tables as t
from attendance.store.journal import REMOVED, lines

_f, _d, _g, _s, _c = (
    t.attendance_fact.c, t.delegate.c, t.delegation.c, t.event_session.c, t.change.c,
)  # fmt: skip


class Entry(NamedTuple):
    """One change of a row: fields as (name, new value); ``removed`` tells that the row went or came back."""

    action: UUID
    verb: str
    actor: str
    at: int
    fields: tuple[tuple[str, Any], ...]
    removed: bool | None


ONE_BY_ONE = frozenset({"check_in", "check_out"})
"""Verbs of actions that are one fact; undoing another action would take more than its line says."""


class LogRow(NamedTuple):
    """One attendance fact as the desk's log shows it; times in ms UTC.

    Attributes:
        verb: of the action it was written in.
        voided: it no longer counts.
    """

    fact: UUID
    action: UUID
    verb: str
    at: int
    kind: str
    delegate: UUID
    name: str
    name_official: str | None
    delegation: str
    session: str | None
    desk: str
    operator: str
    source: str
    reason: str | None
    voided: bool

    def can_be_undone(self) -> bool:
        """Whether undoing its action takes back this entry or exit and nothing else."""
        return not self.voided and self.verb in ONE_BY_ONE


def history(db: Connection, row: UUID) -> list[Entry]:
    """Every change of one row, newest first; erased values are gone from it."""
    entries: list[Entry] = []
    for line in lines(db, _c.row == row):
        fields = dict(line.fields or {})
        removed = fields.pop(REMOVED, None)
        entries.append(Entry(line.action, line.verb, line.actor, line.at, tuple(fields.items()), removed))
    return entries[::-1]


def last_facts(db: Connection, event_session: UUID, limit: int = 20) -> list[LogRow]:
    """The newest entries and exits of an event session, voided ones included and marked."""
    statement = (
        select(
            *(_f.id, _c.action, _c.verb, _f.at, _f.kind, _f.delegate, _d.name, _d.name_official, _g.code),
            *(_s.title, _f.desk, _f.operator, _f.source, _f.reason),
        )
        .select_from(
            t.attendance_fact.join(t.delegate, _d.id == _f.delegate)
            .join(t.delegation, _g.id == _d.delegation)
            .join(t.event_session, _s.id == _f.event_session)
            .join(t.change, _c.row == _f.id)
        )
        .where(_f.event_session == event_session, _f.kind.in_((FactKind.IN, FactKind.OUT)))
        .order_by(_f.n.desc())
        .limit(limit)
    )
    found = db.execute(statement).all()
    people = {row.delegate for row in found}
    counted = _standing(db, event_session, people)
    return [LogRow(*row, voided=row.id not in counted) for row in found]


def _standing(db: Connection, event_session: UUID, delegates: Collection[UUID]) -> set[UUID]:
    """The facts of these people that count: a void may itself be voided, and that one too."""
    here = and_(_f.event_session == event_session, _f.delegate.in_(delegates))
    facts: list[Any] = list(db.execute(select(_f.id, _f.kind, _f.at, _f.voids).where(here)))
    return {fact.id for fact in standing(facts)}
