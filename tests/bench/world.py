"""The data of the bench: delegates with Latin, Lao and Cyrillic names, and their attendance."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from attendance.commands.delegates import delegate_row, delegation_row
from attendance.commands.event_days import session_row
from attendance.commands.events import event_row
from attendance.domain.badge_code import new_code
from attendance.domain.kinds import Stamp, new_id
from attendance.store import tables as t
from attendance.store.database import Database
from attendance.store.journal import Action

START = 1_716_951_600_000
SESSIONS, DELEGATIONS, ATTENDED = 50, 200, 10
LATIN = "tha vi sak bou nmy noy kham la si ti nu ma no dham phom cha nh tran ngu yen sil va oka for"
LAO = "ທະ ວີ ສັກ ບຸນ ມີ ນ້ອຍ ຄຳ ຫຼ້າ ສົມ ພອນ ແກ້ວ ວັນ ນາ ໄຊ ຍະ ພູ ວົງ ຈັນ ທາ ມະ ໂນ ທັມ ສີ ລາ"
CYRILLIC = "ай ге рим нур лан ди на ра ер ас ел қай рат ма ри я ив ан свет ла на қа сы мов әли ев"
SCRIPTS = [script.split() for script in (LATIN, LATIN, LAO, CYRILLIC)]


@dataclass
class World:
    """One event in one file."""

    database: Database
    people: int
    event: UUID
    sessions: list[UUID]
    largest: UUID
    facts: int = 0


def opened(path: Path) -> World:
    """The world of an earlier run, read from its file."""
    database = Database.open(path)
    with database.read() as db:
        event = db.execute(select(t.event.c.id)).scalar_one()
        sessions = list(db.scalars(select(t.event_session.c.id).order_by(t.event_session.c.n)))
        largest = db.scalars(select(t.delegation.c.id).order_by(t.delegation.c.n)).first()
        people = db.execute(select(func.max(t.delegate.c.n))).scalar_one()
        facts = db.execute(select(func.max(t.attendance_fact.c.n))).scalar_one()
    assert largest is not None
    return World(database, people, event, sessions, largest, facts)


def code_of(number: int) -> str:
    """A valid badge code that is known from the delegate's number."""
    return new_code(lambda _below: number)


def name(chance: random.Random) -> tuple[str, str]:
    """A given and a family name of two or three syllables each, in one script."""
    syllables = chance.choice(SCRIPTS)
    given, family = ("".join(chance.choices(syllables, k=chance.choice((2, 3)))) for _ in range(2))
    return given.title(), family.title()


def build(path: Path, people: int, facts: bool = True) -> World:
    """A file with ``people`` delegates and, if asked, ten facts for each; written through the journal."""
    chance = random.Random(people)
    database = Database.open(path, desk_name="Bench")
    event = event_row(title="Bench", zone="Asia/Almaty")
    sessions = [
        session_row(event["id"], title=f"Session {n}", kind="session", takes_attendance=True)
        for n in range(SESSIONS)
    ]
    sessions[0]["entry"] = "many"  # where the measured scans go: none of them is refused
    groups = [delegation_row(event["id"], code=f"C{n:03d}", name=f"Country {n}") for n in range(DELEGATIONS)]
    stamp = Stamp("bench", START)
    with database.write() as db, Action(db, stamp, "set_up", event=event["id"]) as action:
        action.insert(t.event, [event])
        action.insert(t.event_session, sessions)
        action.insert(t.delegation, groups)
    world = World(database, people, event["id"], [s["id"] for s in sessions], groups[0]["id"])
    numbers = range(1, people + 1)
    for start in range(0, people, 5_000):
        _add_people(world, groups, numbers[start : start + 5_000], chance, facts)
    return world


def _add_people(world: World, groups: Any, numbers: range, chance: random.Random, facts: bool) -> None:
    persons: list[dict[str, Any]] = []
    delegates: list[dict[str, Any]] = []
    for number in numbers:
        given, family = name(chance)
        person = {"id": new_id(), "name": f"{given} {family}", "given": given, "family": family}
        # A tenth of all are of the first delegation: the largest one.
        group = groups[0 if number % 31 == 0 else number % DELEGATIONS]
        fields = {"given": given, "family": family, "short_number": number, "badge_code": code_of(number)}
        detail = {"sex": "fm"[number % 2], "position": "Director", "organisation": f"Ministry {number % 90}"}
        persons.append(person)
        delegates.append(
            delegate_row(world.event, group["id"], person["id"], name=person["name"], **fields, **detail)
        )
    with (
        world.database.write() as db,
        Action(db, Stamp("bench", START), "import", event=world.event) as action,
    ):
        action.insert(t.person, persons)
        action.insert(t.delegate, delegates)
        if facts:
            # The first event session stays free for the scans that are measured.
            rows = [
                fact_row(row["id"], world.sessions[1 + (row["short_number"] * 7 + n * 3) % (SESSIONS - 1)], n)
                for row in delegates
                for n in range(ATTENDED)
            ]
            action.insert(t.attendance_fact, rows)
            world.facts += len(rows)


def fact_row(delegate: UUID, session: UUID, n: int) -> dict[str, Any]:
    return {
        "id": new_id(),
        "delegate": delegate,
        "event_session": session,
        "kind": "in",
        "at": START + n * 60_000,
        "desk": "Bench",
        "operator": "bench",
        "source": "scan",
    }
