"""A meeting with everything that has gone wrong in reports before."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from attendance.commands.delegates import delegate_row, delegation_row
from attendance.commands.events import new_event
from attendance.domain.kinds import FactKind, FollowUpState, Source, Stamp, new_id
from attendance.queries.programme import sessions
from attendance.store import tables as t
from attendance.store.database import Database
from attendance.store.journal import Action
from tests.reports.hostile import CONTROL, FORMULAS, NAMES

STORED = [text for text in (*FORMULAS, *NAMES, *CONTROL) if "\ud800" not in text]
"""Every hostile text a file of ours can hold: SQLite takes no lone surrogate."""

ZONE = "Asia/Almaty"
AT = int(datetime(2024, 5, 30, 12, 30, tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)
"""Half past twelve of the second day: three of four half-days have begun."""


def instant(day: int, time: str) -> int:
    hour, minute = map(int, time.split(":"))
    return int(datetime(2024, 5, day, hour, minute, tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)


@dataclass
class Seminar:
    """The file, its event and ids by short names."""

    database: Database
    event: UUID
    sessions: list[UUID]
    people: dict[str, UUID]


class Builder:
    """Writes the seminar row by row, as one action."""

    def __init__(self, action: Action, event: UUID, halves: list[UUID]) -> None:
        self.action, self.event, self.halves = action, event, halves
        self.groups: dict[str, UUID] = {}
        self.people: dict[str, UUID] = {}

    def delegation(self, code: str, name: str, **fields: Any) -> None:
        row = delegation_row(self.event, code=code, name=name, position=len(self.groups) + 1, **fields)
        self.action.insert(t.delegation, [row])
        self.groups[code] = row["id"]

    def person(self, code: str, key: str, name: str, **fields: Any) -> None:
        person = {"id": new_id(), "name": name}
        number = len(self.people) + 1
        row = delegate_row(
            self.event, self.groups[code], person["id"], name=name, short_number=number, **fields
        )
        self.action.insert(t.person, [person])
        self.action.insert(t.delegate, [row])
        self.people[key] = row["id"]

    def fact(self, key: str, half: int, kind: str, at: int, **fields: Any) -> UUID:
        row = {
            "id": new_id(),
            "delegate": self.people[key],
            "event_session": self.halves[half],
            "kind": kind,
            "at": at,
            "desk": "Desk 1",
            "operator": "Noy",
            "source": Source.SCAN,
            **fields,
        }
        self.action.insert(t.attendance_fact, [row])
        return row["id"]


def build(path: Path) -> Seminar:
    """Six delegations; one is empty, one holds hostile names only, one is media."""
    database = Database.open(path, desk_name="Desk 1")
    stamp = Stamp("Noy", AT)
    with database.write() as db:
        event = new_event(
            db,
            stamp,
            title='Seminar <A> & "B"',
            title_official="ກອງປະຊຸມສຳມະນາ",
            zone=ZONE,
            starts="2024-05-29",
            ends="2024-05-30",
            place="Astana",
            place_official="ອັດສະຕານາ",
            supporters="UNDP",
        )
        halves = [row.id for row in sessions(db, event, attendance_only=True)]
        with Action(db, stamp, "build", event=event) as action:
            builder = Builder(action, event, halves)
            _people(builder)
            _attendance(builder)
            _brought(builder)
    return Seminar(database, event, halves, builder.people)


def _people(b: Builder) -> None:
    b.delegation("LAO", "Lao People's Democratic Republic", name_official="ສປປ ລາວ", country="LA", quota=2)
    b.delegation("KAZ", "Kazakhstan", country="KZ")
    b.delegation("HOS", "=Hostile names", country="XX")
    b.delegation("EMP", "Nobody yet", country="BN")
    b.delegation("UND", "United Nations Development Programme", section="un")
    b.delegation("MED", "Media", section="media")
    b.person(
        "LAO",
        "head",
        "Thavisack Manodham",
        given="Thavisack",
        family="Manodham",
        academic="Dr.",
        salutation="Mr.",
        name_official="ທ່ານ ປອ. ທະວີສັກ ມະໂນທັມ",
        sex="m",
        capacity="head",
        position="Director General",
        position_official="ຫົວໜ້າກົມ",
        organisation="Digital Government Centre",
        phone="+856 20 9999 0000",
        email="=head@example.org",
    )
    b.person("LAO", "late", "Somphone Zzz", given="Somphone", family="Zzz", sex="f", remarks="needs a ramp")
    b.person("LAO", "early", "Khamla Aaa", given="Khamla", family="Aaa", sex="f")
    b.person("LAO", "gone", "Withdrawn Person", status="withdrawn", sex="f")
    b.person("LAO", "gone_came", "Came Anyway", status="withdrawn", sex="f")
    b.person("KAZ", "online", "Aigerim Online", sex="f", participation="online")
    b.person("KAZ", "excused", "Nurlan Excused", sex="m", capacity="adviser")
    b.person("KAZ", "hidden", "Secret Person", sex="f", publish=False, organisation="Secret place")
    b.person("KAZ", "nosex", "Heesun", given="Heesun", family="Kim", family_first=True)
    for number, name in enumerate(STORED):
        b.person("HOS", f"hostile{number}", name, position=name, organisation=name, name_official=name)
    b.person("UND", "un", "Ingrid Sample", sex="f", capacity="speaker")
    b.person("MED", "press", "Press Person", sex="m", capacity="media")


def _attendance(b: Builder) -> None:
    b.fact("head", 0, FactKind.IN, instant(29, "08:40"))
    b.fact("head", 1, FactKind.IN, instant(29, "13:31"))
    b.fact("head", 2, FactKind.IN, instant(30, "08:20"))
    b.fact("late", 0, FactKind.IN, instant(29, "09:10"))
    b.fact("early", 0, FactKind.IN, instant(29, "08:30"))
    b.fact("early", 0, FactKind.OUT, instant(29, "10:00"))
    b.fact("gone_came", 1, FactKind.IN, instant(29, "13:40"))
    b.fact("online", 0, FactKind.IN, instant(29, "08:31"))
    b.fact("excused", 0, FactKind.EXCUSED, instant(29, "08:00"), reason="=in hospital", source=Source.LIST)
    wrong = b.fact("un", 0, FactKind.IN, instant(29, "08:32"))
    b.fact("un", 0, FactKind.VOID, instant(29, "08:33"), voids=wrong, reason="wrong person")
    b.action.insert(
        t.scan_refused,
        [
            {
                "id": new_id(),
                "event_session": b.halves[0],
                "delegate": None,
                "code": "=999",
                "verdict": "UNKNOWN",
                "at": instant(29, "08:50"),
                "desk": "Desk 1",
                "operator": "Noy",
            }
        ],
    )


def _brought(b: Builder) -> None:
    own = {"event": b.event, "delegation": b.groups["LAO"]}
    b.action.insert(
        t.contribution,
        [
            {
                "id": new_id(),
                **own,
                "delegate": b.people["head"],
                "event_session": b.halves[1],
                "title": "=State of play",
                "summary": "What was said. " * 40,
            }
        ],
    )
    b.action.insert(
        t.priority,
        [{"id": new_id(), **own, "area": "Common standards", "area_official": "ມາດຕະຖານ", "plan": "+ more"}],
    )
    b.action.insert(
        t.follow_up,
        [
            {
                "id": new_id(),
                **own,
                "action": "Take part again",
                "deadline": "2024-12-01",
                "state": FollowUpState.OPEN,
            }
        ],
    )
    b.action.insert(
        t.letter, [{"id": new_id(), **own, "kind": "invitation", "number": "0420/ຕຊ", "date": "2024-04-20"}]
    )
