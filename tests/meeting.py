"""A real file with a small meeting in it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from attendance.commands.delegates import add_delegate, add_delegation
from attendance.commands.events import new_event
from attendance.domain.kinds import Stamp
from attendance.queries.programme import SessionRow, sessions
from attendance.store.database import Database

START = 1_716_950_000_000
"""29 May 2024, 02:33 UTC."""


@dataclass
class Meeting:
    """A file with one event of two days, two delegations and three delegates."""

    database: Database
    event: UUID
    sessions: list[SessionRow]
    delegations: dict[str, UUID]
    delegates: dict[str, UUID]
    now: int = field(default=START)

    def stamp(self, operator: str = "Noy", later: int = 1_000) -> Stamp:
        self.now += later
        return Stamp(operator, self.now)

    def do(self, verb: Any, *args: Any, operator: str = "Noy", **kwargs: Any) -> Any:
        with self.database.write() as db:
            return verb(db, self.stamp(operator), *args, **kwargs)

    def ask(self, question: Any, *args: Any, **kwargs: Any) -> Any:
        with self.database.read() as db:
            return question(db, *args, **kwargs)


@pytest.fixture
def meeting(tmp_path: Path):
    database = Database.open(tmp_path / "meeting.db", desk_name="Desk 1")
    stamp = Stamp("Noy", START)
    with database.write() as db:
        event = new_event(
            db, stamp, title="Seminar", zone="Asia/Almaty", starts="2024-05-29", ends="2024-05-30"
        )
        groups = {
            code: add_delegation(db, stamp, event, code=code, name=name)
            for code, name in (("KAZ", "Kazakhstan"), ("LAO", "Lao People's Democratic Republic"))
        }
        people = {
            name: add_delegate(db, stamp, groups[code], name=name, **more)
            for code, name, more in (
                ("LAO", "Somphone Sample", {"name_official": "ສົມພອນ ຕົວຢ່າງ", "sex": "f", "capacity": "head"}),
                ("LAO", "Khamla Sample", {"sex": "m"}),
                ("KAZ", "Aigerim Sample", {"sex": "f"}),
            )
        }
        programme = sessions(db, event)
    yield Meeting(database, event, programme, groups, people)
    database.close()
