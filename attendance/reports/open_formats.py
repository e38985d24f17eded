"""Every list as CSV and JSON, for whoever works on with other programs."""

import csv
import json
import re
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import TextIOWrapper
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience
from attendance.domain.progress import Tick, no_tick
from attendance.domain.scan import Word
from attendance.queries import delegates, delegations, events, programme
from attendance.queries.delegate_choices import choices
from attendance.queries.listing import EVERYTHING, Column, Listing, ids, page
from attendance.reports.audience import NAMES_WITHHELD, allowed
from attendance.reports.calendar_and_cards import people_cards, programme_calendar
from attendance.reports.saving import written_whole
from attendance.store import tables as t
from attendance.store.database import Database

PAGE = 500
OWN_FIELD = "field:"
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d\s().-]*$)")
_FACT = ("id", "at", "event_session", "delegate", "kind", "source", "desk", "operator", "reason", "voids")
_REFUSED = ("id", "at", "event_session", "code", "verdict", "delegate", "desk", "operator", "reason")

Row = dict[str, Any]


def write_open_formats(
    path: str, event: UUID | None, audience: Audience, folder: str, tick: Tick = no_tick
) -> list[str]:
    """For the worker process: one folder per event, one CSV and one JSON file per list, the programme as
    iCalendar, the people as vCards (4.0 and 3.0).

    CSV is UTF-8 with a BOM; a text that a spreadsheet would take for a formula gets an apostrophe before
    it. JSON is ``{"total": n, "rows": [...]}`` as the shell answers, values untouched. Instants are ISO
    8601 in UTC.

    Raises:
        Refused: no_such_event, and what ``tick`` raises.
    """
    database = Database.open(Path(path), create=False)
    written: list[str] = []
    try:
        with database.read() as db:
            chosen = [found for found in events.events(db) if event in (None, found.id)]
            if event is not None and not chosen:
                raise Refused("no_such_event")
            target = Path(folder)
            written += _write(target, "events", _rows(db, events.EVENTS, audience), audience)
            for number, one in enumerate(chosen, start=1):
                tick(number, len(chosen), "")
                for name, rows in _lists(db, one.id, audience):
                    written += _write(target / str(one.id), name, rows, audience)
                at = time.time_ns() // 1_000_000
                for name, content in (
                    ("programme.ics", programme_calendar(db, one.id, at)),
                    ("people.vcf", people_cards(db, one.id, audience)),
                    ("people-3.0.vcf", people_cards(db, one.id, audience, "3.0")),
                ):
                    with written_whole(target / str(one.id) / name) as file:
                        file.write(content)
                    written.append(str(target / str(one.id) / name))
    finally:
        database.close()
    return written


def _lists(db: Connection, event: UUID, audience: Audience) -> Iterator[tuple[str, Iterator[Row]]]:
    yield "sessions", (row._asdict() for row in programme.sessions(db, event))
    yield "delegations", _rows(db, delegations.delegations(event), audience)
    people = delegates.delegates(event, fields=choices(db, event).fields)
    yield "delegates", _rows(db, people, audience, withhold=audience in NAMES_WITHHELD)
    yield "attendance", _facts(db, event)
    yield "refused_scans", _refused(db, event, audience)


def _rows(db: Connection, listing: Listing, audience: Audience, *, withhold: bool = False) -> Iterator[Row]:
    shown = [column for column in listing.columns if _shows(audience, column)]
    keys, heads = [column.key for column in shown], _heads(shown)
    numbers = ids(db, listing, EVERYTHING)
    for start in range(0, len(numbers), PAGE):
        part = numbers[start : start + PAGE]
        withheld: set[int] = set()
        if withhold:
            d = t.delegate.c
            withheld = set(db.scalars(select(d.n).where(d.n.in_(list(part)), d.publish.is_(False))))
        for number, *values in page(db, listing, part, keys):
            if number not in withheld:
                yield dict(zip(heads, values, strict=True))


def _shows(audience: Audience, column: Column) -> bool:
    own = column.key.startswith(OWN_FIELD)
    return allowed(audience, column.key, sensitive=own and column.sensitive)


def _heads(columns: Sequence[Column]) -> list[str]:
    """The keys, each once; a field of the event's own is told by its title instead of its id."""
    heads: dict[str, None] = {}
    for column in columns:
        head = f"{OWN_FIELD}{column.title}" if column.key.startswith(OWN_FIELD) else column.key
        heads[column.key if head in heads else head] = None
    return list(heads)


def _facts(db: Connection, event: UUID) -> Iterator[Row]:
    f, s = t.attendance_fact.c, t.event_session.c
    statement = (
        select(*(f[name] for name in _FACT))
        .select_from(t.attendance_fact.join(t.event_session, s.id == f.event_session))
        .where(s.event == event)
        .order_by(f.at, f.id)
    )
    for row in db.execute(statement).mappings():
        yield {**row, "at": datetime.fromtimestamp(row["at"] / 1000, UTC).isoformat()}


def _refused(db: Connection, event: UUID, audience: Audience) -> Iterator[Row]:
    """Every scan that was refused; ``matched`` is "no" where the code was on nobody's badge.

    The code of a badge, one of another event or a spare one too, would make a badge: not every reader gets
    it.
    """
    r, s = t.scan_refused.c, t.event_session.c
    statement = (
        select(*(r[name] for name in _REFUSED))
        .select_from(t.scan_refused.join(t.event_session, s.id == r.event_session))
        .where(s.event == event)
        .order_by(r.at, r.id)
    )
    for row in db.execute(statement).mappings():
        matched = row["delegate"] is not None
        free = row["verdict"] == Word.UNKNOWN and row["reason"] is None
        code = row["code"] if free or allowed(audience, "badge") else ""
        at = datetime.fromtimestamp(row["at"] / 1000, UTC).isoformat()
        yield {**row, "at": at, "code": code, "matched": "yes" if matched else "no"}


def _write(folder: Path, name: str, rows: Iterator[Row], audience: Audience) -> list[str]:
    plain = [{key: _plain(value) for key, value in row.items() if allowed(audience, key)} for row in rows]
    table, document = folder / f"{name}.csv", folder / f"{name}.json"
    with written_whole(table) as file:
        text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
        writer = csv.writer(text)
        writer.writerow(plain[0] if plain else [])
        writer.writerows([_safe(value) for value in row.values()] for row in plain)
        text.detach()
    with written_whole(document) as file:
        file.write(json.dumps({"total": len(plain), "rows": plain}, ensure_ascii=False, indent=1).encode())
    return [str(table), str(document)]


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, UUID) else value


def _safe(value: Any) -> Any:
    """What a spreadsheet shows as typed: an apostrophe keeps words from being read as a formula."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value
