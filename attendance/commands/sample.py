"""The built-in sample event: the founding seminar, true facts and people plainly marked as sample."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from attendance.commands.delegates import delegate_row, delegation_row
from attendance.commands.event_days import days_of, first_sessions, session_row
from attendance.commands.events import event_row
from attendance.domain.identity import custom_value_id, tagging_id
from attendance.domain.kinds import Capacity, FactKind, FollowUpState, Source, Stamp, new_id
from attendance.paths import resources
from attendance.store import tables as t
from attendance.store.journal import Action

ARRIVED = (0.9, 0.78, 0.0, 0.0)
"""Which share of the people came to each half-day: the second day is left for trying the program."""

Rows = list[dict[str, Any]]

_IN_ORDER = (
    *("delegation", "person", "delegate", "contribution", "priority", "follow_up", "letter"),
    *("tag", "tagging", "custom_field", "custom_value"),
)
"""What is written after the event and its sessions, each after what it refers to."""


def create_sample(db: Connection, stamp: Stamp) -> UUID:
    """Write the sample event as one action and return its id."""
    told = json.loads((resources() / "sample" / "sample_event.json").read_text(encoding="utf-8"))
    facts = told["event"]
    row = event_row(sample=True, **facts)
    event = row["id"]
    halves: Rows = first_sessions(event, days_of(facts["starts"], facts["ends"]))
    places: dict[str, Any] = {item.pop("key", item["title"]): item for item in told["sessions"]}
    items: dict[str, Any] = {
        key: session_row(event, takes_attendance=False, **item) for key, item in places.items()
    }
    rows: dict[str, Rows] = {name: [] for name in _IN_ORDER}
    for position, group in enumerate(told["delegations"], start=1):
        _add_delegation(rows, event, items, group, position, stamp.at)
    for letter in told["letters"]:
        rows["letter"].append({"id": new_id(), "event": event, **letter})
    _mark(rows, event, told)
    with Action(db, stamp, "create_sample", event=event) as action:
        action.insert(t.event, [row])
        action.insert(t.event_session, [*halves, *items.values()])
        for name in _IN_ORDER:
            action.insert(t.JOURNALLED[name], rows[name])
        facts_written = _arrivals(halves, rows["delegate"], facts["zone"], action.desk_name)
        action.insert(t.attendance_fact, facts_written)
    return event


def _add_delegation(
    rows: dict[str, Rows], event: UUID, items: dict[str, Any], group: dict[str, Any], position: int, at: int
) -> None:
    """One delegation with its people and what it brings."""
    people = group.pop("delegates")
    brought = {name: group.pop(name, None) for name in ("contribution", "priority", "follow_up")}
    delegation = delegation_row(event, position=position, **group)
    rows["delegation"].append(delegation)
    for fields in people:
        person, delegate = _one_person(event, delegation, fields, len(rows["delegate"]) + 1, at)
        rows["person"].append(person)
        rows["delegate"].append(delegate)
    own = {"event": event, "delegation": delegation["id"]}
    if given := brought["contribution"]:
        session = items[given.pop("session")]["id"]
        speaker = next(row["id"] for row in rows["delegate"] if row["delegation"] == delegation["id"])
        more = {"event_session": session, "delegate": speaker}
        rows["contribution"].append({"id": new_id(), **own, **given, **more})
    if given := brought["priority"]:
        rows["priority"].append({"id": new_id(), "position": 1, **own, **given})
    if given := brought["follow_up"]:
        rows["follow_up"].append({"id": new_id(), "state": FollowUpState.OPEN, **own, **given})


def _mark(rows: dict[str, Rows], event: UUID, told: dict[str, Any]) -> None:
    """Tags and one custom field: speakers are the heads, and every third person rides the bus."""
    tags: Rows = [{"id": new_id(), "event": event, **tag} for tag in told["tags"]]
    fields: Rows = [
        {"id": new_id(), "event": event, "position": place, "sensitive": False, **field}
        for place, field in enumerate(told["custom_fields"], start=1)
    ]
    rows["tag"], rows["custom_field"] = tags, fields
    choices: list[list[str]] = [field["choices"].splitlines() for field in fields]
    for number, delegate in enumerate(rows["delegate"]):
        wearing = [tags[0]] * (delegate["capacity"] == Capacity.HEAD) + [tags[1]] * (number % 3 == 0)
        who: UUID = delegate["id"]
        rows["tagging"] += [
            {"id": tagging_id(who, tag["id"]), "delegate": who, "tag": tag["id"]} for tag in wearing
        ]
        rows["custom_value"] += [
            {
                "id": custom_value_id(who, field["id"]), "delegate": who, "custom_field": field["id"],
                "value": of[number % 2],
            }
            for field, of in zip(fields, choices, strict=True)
        ]  # fmt: skip


def _one_person(
    event: UUID, delegation: dict[str, Any], fields: dict[str, Any], number: int, at: int
) -> tuple[dict[str, Any], dict[str, Any]]:
    own = {key: fields.get(key) for key in ("name", "name_official", "given", "family", "sex")}
    identity = new_id()
    person = {"id": identity, "nationality": delegation.get("country"), **own}
    delegate = delegate_row(
        event,
        delegation["id"],
        identity,
        short_number=number,
        status_at=at,
        country=delegation.get("country"),
        **fields,
    )
    return person, delegate


def _arrivals(sessions: Rows, delegates: Rows, zone: str, desk: str) -> Rows:
    """People arriving over the forty minutes around the start, the same ones every time."""
    facts: Rows = []
    for session, share in zip(sessions, ARRIVED, strict=True):
        start = datetime.fromisoformat(f"{session['day']}T{session['starts']}").replace(tzinfo=ZoneInfo(zone))
        opens = int(start.timestamp() * 1000) - 25 * 60_000
        for number, delegate in enumerate(delegates):
            spread = (number * 37 + 11) % 100
            if spread < share * 100:
                facts.append(
                    {
                        "id": new_id(),
                        "delegate": delegate["id"],
                        "event_session": session["id"],
                        "kind": FactKind.IN,
                        "at": opens + spread * 24_000 + number * 700,
                        "desk": desk,
                        "operator": "Sample",
                        "source": Source.SCAN,
                    }
                )
    return facts
