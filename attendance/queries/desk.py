"""This installation and its file, as the file knows them."""

import sqlite3
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select

from attendance.domain.kinds import FactKind
from attendance.store import tables as t

SQLITE = sqlite3.sqlite_version
"""Version of the library every file is read and written with."""


class Contents(NamedTuple):
    """What is in the file, in the words a backup is described with.

    Attributes:
        events, people, delegations, facts, changes: how many; people are delegates of all events.
        last_check_in, last_change: ms UTC; the change is this desk's own newest; None if there is none.
        desk, desk_id: this desk.
        version: of the tables.
    """

    events: int
    people: int
    delegations: int
    facts: int
    changes: int
    last_check_in: int | None
    last_change: int | None
    desk: str
    desk_id: UUID
    version: int


def desk_name(db: Connection) -> str:
    """The name this desk writes beside everything it records."""
    return db.scalar(select(t.own_desk.c.name)) or ""


def contents(db: Connection) -> Contents:
    """What is in the file; reads every check-in once."""

    def count(table: object) -> int:
        return db.scalar(select(func.count()).select_from(table)) or 0  # type: ignore[arg-type]

    desk, name = db.execute(select(t.own_desk.c.id, t.own_desk.c.name)).one()
    fact, line = t.attendance_fact.c, t.change.c
    newest = select(line.at).where(line.desk == desk).order_by(line.seq.desc()).limit(1)
    return Contents(
        events=count(t.event),
        people=count(t.delegate),
        delegations=count(t.delegation),
        facts=count(t.attendance_fact),
        changes=count(t.change),
        last_check_in=db.scalar(select(func.max(fact.at)).where(fact.kind == FactKind.IN)),
        last_change=db.scalar(newest),
        desk=name,
        desk_id=desk,
        version=db.exec_driver_sql("PRAGMA user_version").scalar_one(),
    )
