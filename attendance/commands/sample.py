"""The built-in sample event: the founding seminar, true facts and people plainly marked as sample."""

import json
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from attendance.commands.delegates import delegate_row, delegation_row
from attendance.commands.events import days_of, event_row, first_sessions, session_row
from attendance.domain.kinds import FactKind, FollowUpState, Source, Stamp, new_id
from attendance.paths import resources
from attendance.store import tables as t
from attendance.store.journal import Action

ARRIVED = (0.9, 0.78, 0.0, 0.0)
"""Which share of the people came to each half-day: the second day is left for trying the program."""

Rows = list[dict[str, Any]]


def create_sample(db: Connection, stamp: Stamp) -> UUID:
    """Write the sample event as one action and return its id."""
    told = json.loads((resources() / "sample" / "sample_event.json").read_text(encoding="utf-8"))
    facts = told["event"]
    row = event_row(sample=True, **facts)
    event = row["id"]
    halves = first_sessions(event, days_of(facts["starts"], facts["ends"]))
    items = [session_row(event, takes_attendance=False, **item) for item in told["sessions"]]
    delegations: Rows = []
    persons: Rows = []
    delegates: Rows = []
    extras: dict[str, Rows] = {"contribution": [], "priority": [], "follow_up": []}
    for position, group in enumerate(told["delegations"], start=1):
        people, more = group.pop("delegates"), {name: group.pop(name, None) for name in extras}
        delegation = delegation_row(event, position=position, **group)
        delegations.append(delegation)
        for fields in people:
            person, delegate = _one_person(event, delegation, fields, len(delegates) + 1, stamp.at)
            persons.append(person)
            delegates.append(delegate)
        for name, values in more.items():
            if values:
                extras[name].append(
                    {"id": new_id(), "event": event, "delegation": delegation["id"], **values}
                )
    for follow_up in extras["follow_up"]:
        follow_up["state"] = FollowUpState.OPEN
    with Action(db, stamp, "create_sample", event=event) as action:
        action.insert(t.event, [row])
        action.insert(t.event_session, halves + items)
        action.insert(t.delegation, delegations)
        action.insert(t.person, persons)
        action.insert(t.delegate, delegates)
        for name, rows in extras.items():
            action.insert(t.JOURNALLED[name], rows)
        action.insert(t.attendance_fact, _arrivals(halves, delegates, facts["zone"], action.desk_name))
    return event


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
