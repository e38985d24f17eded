"""A small event in a real file, written through the journal, for the tests of the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from attendance.domain.kinds import Stamp, new_id
from attendance.store import tables as t
from attendance.store.database import Database
from attendance.store.journal import Action

MORNING = 1_716_951_600_000  # 2024-05-29 09:00 in Astana
MINUTE = 60_000
NAMES = ["ທະວີສັກ ມະໂນທັມ", "Thavisack Manodham", "Айгерим Нурланова", "Siti Nurhaliza", "Bounmy Kèo"]


def stamp(minutes: float = 0, operator: str = "Noy") -> Stamp:
    return Stamp(operator, int(MORNING + minutes * MINUTE))


@dataclass
class Seminar:
    """A database with an event, its sessions, delegations and delegates."""

    database: Database
    event: UUID
    sessions: list[UUID]
    delegations: list[UUID]
    delegates: list[UUID] = field(default_factory=list[UUID])

    def fact(self, delegate: UUID, kind: str = "in", at: float = 0, **more: Any) -> UUID:
        fact = new_id()
        with self.database.write() as db, Action(db, stamp(at), "check_in", event=self.event) as action:
            action.insert(t.attendance_fact, [self.fact_row(fact, delegate, kind, at, **more)])
        return fact

    def fact_row(self, fact: UUID, delegate: UUID, kind: str, at: float, **more: Any) -> dict[str, Any]:
        row = {
            "id": fact,
            "delegate": delegate,
            "event_session": self.sessions[0],
            "kind": kind,
            "at": stamp(at).at,
            "desk": "Desk 1",
            "operator": "Noy",
            "source": "scan",
        }
        return row | more


def event_row(**more: Any) -> dict[str, Any]:
    row = {"id": new_id(), "title": "Seminar", "zone": "Asia/Almaty", "confirmed_only": False}
    return row | {"archived": False, "sample": False} | more


def session_row(event: UUID, **more: Any) -> dict[str, Any]:
    row = {"id": new_id(), "event": event, "title": "Morning", "kind": "half_day", "takes_attendance": True}
    return row | {"entry": "once"} | more


def delegation_row(event: UUID, code: str, **more: Any) -> dict[str, Any]:
    row = {"id": new_id(), "event": event, "code": code, "name": f"Country {code}", "section": "countries"}
    return row | {"state": "received"} | more


def person_row(name: str, **more: Any) -> dict[str, Any]:
    return {"id": new_id(), "name": name} | more


def delegate_row(event: UUID, delegation: UUID, person: UUID, name: str, **more: Any) -> dict[str, Any]:
    row = {"id": new_id(), "event": event, "delegation": delegation, "person": person, "name": name}
    row |= {"capacity": "delegate", "status": "registered", "accept_pending": False, "family_first": False}
    return row | {"badge_printed": 0, "attention": False, "publish": True} | more


def make(path: Path, people: int = 5) -> Seminar:
    """A file with one event, two sessions, two delegations and ``people`` delegates, numbered from 1."""
    database = Database.open(path, desk_name="Desk 1")
    event = event_row()
    sessions = [session_row(event["id"]), session_row(event["id"], title="Afternoon")]
    delegations = [delegation_row(event["id"], "LAO"), delegation_row(event["id"], "KAZ")]
    seminar = Seminar(database, event["id"], [s["id"] for s in sessions], [d["id"] for d in delegations])
    with database.write() as db, Action(db, stamp(-60), "set_up", event=event["id"]) as action:
        action.insert(t.event, [event])
        action.insert(t.event_session, sessions)
        action.insert(t.delegation, delegations)
    add_people(seminar, people)
    return seminar


def add_people(seminar: Seminar, people: int, at: float = -30) -> list[UUID]:
    """One import: persons and their delegates, in one action."""
    first = len(seminar.delegates) + 1
    persons = [person_row(f"{NAMES[n % len(NAMES)]} {n}") for n in range(first, first + people)]
    delegates = [
        delegate_row(
            seminar.event,
            seminar.delegations[n % 2],
            person["id"],
            person["name"],
            short_number=n,
            badge_code=f"{n:012d}",
            sex="fm"[n % 2],
            capacity="head" if n <= 2 else "delegate",
        )
        for n, person in enumerate(persons, first)
    ]
    with seminar.database.write() as db, Action(db, stamp(at), "import", event=seminar.event) as action:
        action.insert(t.person, persons)
        action.insert(t.delegate, delegates)
    seminar.delegates += [row["id"] for row in delegates]
    return [row["id"] for row in delegates]
