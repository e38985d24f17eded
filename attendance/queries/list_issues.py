"""Which lists of participants of an event were issued, and what the last of them said."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.kinds import ListState
from attendance.domain.list_issue import Edition
from attendance.store import tables as t
from attendance.store.journal import CHUNK

_i, _d = t.list_issue.c, t.delegate.c


class IssuedList(NamedTuple):
    """One list that was given out; ``at`` is the time of its data, ms UTC."""

    id: UUID
    state: str
    number: int
    at: int
    operator: str

    @property
    def edition(self) -> Edition:
        return Edition(ListState(self.state), self.number)


def issues(db: Connection, event: UUID) -> list[IssuedList]:
    """Every issue of an event, the oldest first."""
    columns = [_i[name] for name in IssuedList._fields]
    statement = select(*columns).where(_i.event == event).order_by(_i.at, _i.n)
    return [IssuedList(*row) for row in db.execute(statement)]


def content_of(db: Connection, issue: UUID) -> str:
    """What was printed, as ``reports.list_snapshot`` wrote it."""
    return db.scalars(select(_i.content).where(_i.id == issue)).one()


class Gone(NamedTuple):
    """What is known today of somebody who is not on a list."""

    status: str
    publish: bool


def known_today(db: Connection, event: UUID, people: Collection[UUID]) -> dict[UUID, Gone]:
    """Those of these people who are still in the event, whatever their status."""
    found: dict[UUID, Gone] = {}
    wanted = list(people)
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        statement = select(_d.id, _d.status, _d.publish).where(_d.event == event, _d.id.in_(part))
        found |= {row.id: Gone(row.status, row.publish) for row in db.execute(statement)}
    return found


def replacements(db: Connection, event: UUID) -> dict[UUID, UUID]:
    """Every newcomer → whose place they took."""
    statement = select(_d.id, _d.replaces).where(_d.event == event, _d.replaces.is_not(None))
    return {row.id: row.replaces for row in db.execute(statement)}
