"""The programme as iCalendar and the people as vCards, as other programs take them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from attendance.domain.kinds import GONE, Audience
from attendance.domain.names import one_line
from attendance.queries.participants import (
    DelegationFacts,
    Participant,
    delegations,
    event_facts,
    participants,
)
from attendance.queries.programme import Item, programme
from attendance.reports.audience import NAMES_WITHHELD, allowed

PRODUCT = "-//attendance//delegations//EN"
_OCTETS = 75
"""A line of a card or calendar, without its end."""


def programme_calendar(db: Connection, event: UUID, at: int) -> bytes:
    """Every event session with a day, as iCalendar (RFC 5545), in the event's zone and with its rules.

    An event session keeps its UID, so that the next file updates a calendar; one without a start is for
    the whole day.

    Args:
        at: time of the data, ms UTC.
    """
    from icalendar import Calendar

    facts, found = event_facts(db, event), programme(db, event)
    assert facts is not None
    made: Any = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("x-wr-calname", facts.title or facts.title_official or "")
    made.add("x-wr-timezone", facts.zone)
    items = [item for item in (found.items if found else ()) if item.day]
    for item in items:
        made.add_component(_entry(item, ZoneInfo(facts.zone), at))
    if items:
        made.add_missing_timezones()
    return made.to_ical()


def _entry(item: Item, zone: ZoneInfo, at: int) -> Any:
    from icalendar import Event

    made: Any = Event()
    made.add("uid", f"{item.id}@attendance")
    made.add("dtstamp", datetime.fromtimestamp(at // 1000, UTC))
    made.add("summary", item.title or item.title_official or "")
    if item.title and item.title_official:
        made.add("description", item.title_official)
    if item.room or item.room_official:
        made.add("location", item.room or item.room_official)
    made.add("categories", [item.kind])
    day = date.fromisoformat(item.day or "")
    if item.starts is None:
        made.add("dtstart", day)
        return made
    made.add("dtstart", _local(day, item.starts, zone))
    if item.ends is not None and item.ends > item.starts:
        made.add("dtend", _local(day, item.ends, zone))
    return made


def _local(day: date, clock: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=zone)


def people_cards(db: Connection, event: UUID, audience: Audience, version: str = "4.0") -> bytes:
    """Everybody expected at an event as vCards, with what the audience may see.

    Args:
        version: "4.0" (RFC 6350) or "3.0" (RFC 2426), which older telephones read.
    """
    groups = {group.id: group for group in delegations(db, event)}
    lines: list[str] = []
    for person in participants(db, event):
        if person.status in GONE or (audience in NAMES_WITHHELD and not person.publish):
            continue
        for line in _card(person, groups[person.delegation], audience, version):
            lines += _folded(line)
    return "".join(f"{line}\r\n" for line in lines).encode()


def _card(person: Participant, group: DelegationFacts, audience: Audience, version: str) -> Iterator[str]:
    name, titles = (
        one_line(person.name),
        " ".join(part for part in (person.courtesy, person.salutation, person.academic) if part),
    )
    yield "BEGIN:VCARD"
    yield f"VERSION:{version}"
    yield f"UID:urn:uuid:{person.id}" if version == "4.0" else f"UID:{person.id}"
    official = one_line(person.name_official or "")
    if official and version == "4.0":
        yield f"FN;ALTID=1:{_escaped(name)}"
        yield f"FN;ALTID=1;LANGUAGE=lo:{_escaped(official)}"
    else:
        yield f"FN:{_escaped(name)}"
        if official:
            yield f"X-NAME-OFFICIAL:{_escaped(official)}"
    family, given = person.family or (name if not person.given else ""), person.given or ""
    yield "N:" + ";".join(map(_escaped, (family, given, "", titles, "")))
    if person.organisation:
        yield "ORG:" + ";".join(map(_escaped, filter(None, (person.organisation, person.unit))))
    yield from _fields({"TITLE": person.position, "ROLE": person.capacity})
    if person.email and allowed(audience, "email"):
        yield f"EMAIL:{_escaped(person.email)}"
    if person.phone and allowed(audience, "phone"):
        yield f"TEL;TYPE=work:{_escaped(person.phone)}"
    yield f"CATEGORIES:{_escaped(group.code)}"
    yield "END:VCARD"


def _fields(values: Mapping[str, str | None]) -> Iterator[str]:
    for field, value in values.items():
        if value:
            yield f"{field}:{_escaped(value)}"


def _escaped(text: str) -> str:
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n")):
        text = text.replace(plain, escaped)
    return text


def _folded(line: str) -> list[str]:
    """A line in pieces of at most 75 octets, none of them ending within a character."""
    pieces: list[str] = []
    piece, octets = "", 0
    for letter in line:
        size = len(letter.encode())
        if octets + size > _OCTETS:
            pieces.append(piece)
            piece, octets = " ", 1
        piece += letter
        octets += size
    return [*pieces, piece]
