"""What a programme file would do to an event: worked out in the worker, written by one verb."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.commands.event_days import days_of
from attendance.commands.programme import was_used
from attendance.commands.programme_files import Entry
from attendance.domain.errors import Refused
from attendance.domain.kinds import GONE
from attendance.domain.names import split_titles
from attendance.domain.progress import Tick, no_tick
from attendance.domain.text_keys import search_key
from attendance.imports.calendar_file import read_calendar
from attendance.imports.cells import name_key
from attendance.imports.programme_items import Item, Reading, Skipped
from attendance.imports.programme_sheet import read_programme_sheet
from attendance.imports.schedule_file import read_schedule
from attendance.store import tables as t
from attendance.store.database import Database

_e, _s, _d = t.event.c, t.event_session.c, t.delegate.c
_COMPARED = ("title", "title_official", "room", "room_official", "day", "starts", "ends")


class Days(StrEnum):
    """What becomes of entries on other days than the event's: left out, kept where they are, or all moved
    so that the first one is on the event's first day."""

    EVENT = "event"
    OWN = "own"
    MOVE = "move"


class Row(NamedTuple):
    """One line of the preview: ``verdict`` is added, updated, unchanged or skipped.

    Attributes:
        where: line or row of the file; ``entry`` the number of the entry in it.
        fields: columns an update changes; ``notes`` codes of ``programme_items.NOTES``.
        code, details: why it is skipped, of ``programme_items.SKIPS``.
    """

    where: int
    entry: int
    verdict: str
    day: str
    starts: str | None
    ends: str | None
    title: str
    room: str | None
    fields: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    code: str = ""
    details: Mapping[str, Any] = {}


class Vanished(NamedTuple):
    """An entry of an earlier version of this file that is no longer in it; ``used`` ones always stay."""

    session: UUID
    title: str
    day: str | None
    starts: str | None
    used: bool


@dataclass(frozen=True, slots=True)
class ProgrammePreview:
    """A programme file beside the event's programme.

    Attributes:
        format: "ics", "xml" or "sheet"; ``title`` and ``zone`` as the file calls itself.
        rows: every entry of the file in its order, those left out included.
        vanished: what an earlier version had.
        days: the days of its entries; ``elsewhere`` those that are not the event's.
        event_days: of the event, none while its dates are open.
        choice: what was done about other days; None while it has to be asked: nothing can be written then.
        entries: for ``take_programme``.
        contributions: how many speakers become contributions.
        unknown: names of speakers on no list, and how often each.
    """

    name: str
    format: str
    title: str
    zone: str
    rows: tuple[Row, ...]
    vanished: tuple[Vanished, ...]
    days: tuple[str, ...]
    elsewhere: tuple[str, ...]
    event_days: tuple[str, ...]
    choice: Days | None
    entries: tuple[Entry, ...]
    contributions: int
    unknown: Mapping[str, int]

    def count(self, verdict: str) -> int:
        return sum(row.verdict == verdict for row in self.rows)


def prepare(
    database: str, path: str, event: UUID, days: str | None = None, day_first: bool | None = None,
    tick: Tick = no_tick,
) -> ProgrammePreview:  # fmt: skip
    """What the import of a programme file would do.

    Args:
        days: a ``Days``; None leaves out what is on other days, and asks where nothing would be left.
        day_first: how a sheet writes 03/04/2024.

    Raises:
        Refused: ``no_such_event``, and those of the readers: ``programme_too_large``, ``calendar_empty``,
            ``schedule_damaged``, ``schedule_other``, ``schedule_hostile``, ``programme_no_headings`` and
            what ``read_list`` raises.
    """
    opened = Database.open(Path(database), create=False)
    try:
        with opened.read() as db:
            found = db.execute(select(_e.starts, _e.ends, _e.zone).where(_e.id == event)).one_or_none()
            if found is None:
                raise Refused("no_such_event")
            own = tuple(day.isoformat() for day in days_of(found.starts, found.ends))
            wanted = Days(days) if days else None
            reading = read_programme(Path(path), found.zone, own, wanted, day_first, tick)
            return _plan(db, event, Path(path).name, reading, own, wanted)
    finally:
        opened.close()


def read_programme(
    path: Path, zone: str, days: Sequence[str], wanted: Days | None = None, day_first: bool | None = None,
    tick: Tick = no_tick,
) -> Reading:  # fmt: skip
    """A programme file of any format, told by its first bytes; ``days`` are the event's (ISO)."""
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except OSError as error:
        raise Refused("list_not_found", name=path.name) from error
    plain = head.replace(b"\0", b"").upper()
    if b"BEGIN:VCALENDAR" in plain or path.suffix.lower() in (".ics", ".ical", ".ifb"):
        within = wanted in (None, Days.EVENT) and days
        window = (date.fromisoformat(days[0]), date.fromisoformat(days[-1])) if within else None
        return read_calendar(path, zone, window, tick)
    if (
        plain.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<?XML", b"<SCHEDULE"))
        or path.suffix.lower() == ".xml"
    ):
        return read_schedule(path, zone, tick)
    return read_programme_sheet(path, days[0] if days else None, day_first=day_first, tick=tick)


def _plan(
    db: Connection, event: UUID, name: str, reading: Reading, own: tuple[str, ...], wanted: Days | None
) -> ProgrammePreview:
    days = tuple(sorted({item.day for item in reading.items}))
    elsewhere = tuple(day for day in days if own and day not in own)
    if wanted is None and len(elsewhere) < len(days):
        wanted = Days.EVENT
    if wanted is None and not elsewhere:
        wanted = Days.EVENT
    items, left_out = _on_days(reading.items, own, wanted)
    skipped = [*reading.skipped, *left_out]
    plan = _Plan(db, event)
    rows = plan.compare(_with_clashes(items))
    rows += [
        Row(s.where, s.entry, "skipped", "", None, None, s.title, None, code=s.code, details=s.details)
        for s in skipped
    ]
    rows.sort(key=lambda row: (row.entry, row.where))
    vanished = plan.vanished(reading) if wanted else ()
    return ProgrammePreview(
        name, reading.format, reading.title, reading.zone, tuple(rows), vanished, days, elsewhere, own,
        wanted, tuple(plan.entries), plan.contributions, dict(plan.unknown),
    )  # fmt: skip


def _on_days(
    items: Sequence[Item], own: tuple[str, ...], wanted: Days | None
) -> tuple[list[Item], list[Skipped]]:
    if not own or wanted is Days.OWN or not items:
        return list(items), []
    if wanted is Days.MOVE:
        first = min(date.fromisoformat(item.day) for item in items)
        offset = date.fromisoformat(own[0]) - first
        items = [_moved(item, offset) for item in items]
    kept = [item for item in items if item.day in own]
    left = [
        Skipped(item.where, item.entry, item.title, "other_day", {"day": item.day}, item.key)
        for item in items
        if item.day not in own
    ]
    return kept, left


def _moved(item: Item, offset: timedelta) -> Item:
    return replace(item, day=(date.fromisoformat(item.day) + offset).isoformat())


def _with_clashes(items: Sequence[Item]) -> list[Item]:
    """Entries in one room at one time keep a note; both are taken."""
    at: Counter[tuple[str, str | None, str | None]] = Counter(
        (item.day, item.starts, item.room) for item in items if item.room and item.starts
    )
    return [
        replace(item, notes=(*item.notes, "same_time_and_room"))
        if item.room and at[item.day, item.starts, item.room] > 1
        else item
        for item in items
    ]


class _Plan:
    """The programme that is there, and what the file makes of it."""

    def __init__(self, db: Connection, event: UUID) -> None:
        self._db = db
        self.entries: list[Entry] = []
        self.contributions = 0
        self.unknown: Counter[str] = Counter()
        self._here = [
            dict(row) for row in db.execute(select(t.event_session).where(_s.event == event)).mappings()
        ]
        self._by_key = {row["source_key"]: row for row in self._here if row["source_key"]}
        self._by_hand: dict[tuple[str, str | None, str | None], dict[str, Any]] = {}
        for row in self._here:
            if not row["source_key"]:
                title = row["title"] or row["title_official"] or ""
                self._by_hand.setdefault((search_key(title), row["day"], row["starts"]), row)
        self._people: dict[str, list[UUID]] = defaultdict(list)
        for who in db.execute(
            select(_d.id, _d.name, _d.name_official).where(_d.event == event, _d.status.not_in(GONE))
        ):
            for key in {name_key(form) for form in (who.name, who.name_official) if form}:
                self._people[key].append(who.id)
        c = t.contribution.c
        self._given = {
            tuple(row) for row in db.execute(select(c.event_session, c.delegate).where(c.event == event))
        }
        self._found: set[UUID] = set()

    def compare(self, items: Sequence[Item]) -> list[Row]:
        return [self._row(item) for item in items]

    def _row(self, item: Item) -> Row:
        fields = item.fields()
        there = self._by_key.get(item.key) or self._by_hand.get(
            (search_key(item.title), item.day, item.starts)
        )
        if there is not None and there["id"] in self._found:
            there = None
        speakers = self._speakers(item)
        if there is None:
            self.entries.append(Entry(None, item.key, fields, speakers))
            self.contributions += len(speakers)
            return self._told(item, "added")
        self._found.add(there["id"])
        changed = {
            name: fields[name]
            for name in _COMPARED
            if fields[name] is not None and fields[name] != there[name]
        }
        if changed.get("starts") and fields["ends"] is None and (there["ends"] or "") < changed["starts"]:
            changed["ends"] = None
        new = [who for who in speakers if (there["id"], who) not in self._given]
        self.contributions += len(new)
        if not changed and not new and there["source_key"] == item.key:
            return self._told(item, "unchanged")
        self.entries.append(Entry(there["id"], item.key, changed, tuple(new)))
        told = (*changed, *(("speaker",) if new else ()))
        return self._told(item, "updated" if told else "unchanged", told)

    def _told(self, item: Item, verdict: str, fields: tuple[str, ...] = ()) -> Row:
        return Row(
            item.where, item.entry, verdict, item.day, item.starts, item.ends, item.title, item.room, fields,
            item.notes,
        )  # fmt: skip

    def _speakers(self, item: Item) -> tuple[UUID, ...]:
        found: list[UUID] = []
        for name in item.speakers:
            people = self._people.get(name_key(name)) or self._people.get(name_key(split_titles(name).name))
            if people and len(people) == 1:
                found.append(people[0])
            else:
                self.unknown[name] += 1
        return tuple(dict.fromkeys(found))

    def vanished(self, reading: Reading) -> tuple[Vanished, ...]:
        """What an earlier file of the same kind brought and this one no longer has, or calls off.

        An entry that is still in the file and only cannot be read this time stays.
        """
        kind = {"ics": "ics:", "xml": "frab:", "sheet": "sheet:"}[reading.format]
        named = {item.key for item in reading.items}
        broken = [skipped for skipped in reading.skipped if skipped.code != "cancelled"]
        keys = {skipped.key for skipped in broken if skipped.key}
        titles = {search_key(skipped.title) for skipped in broken if skipped.title}
        return tuple(
            Vanished(
                row["id"], row["title"] or row["title_official"], row["day"], row["starts"],
                was_used(self._db, row["id"]),
            )
            for row in self._here
            if (row["source_key"] or "").startswith(kind)
            and row["source_key"] not in named
            and row["id"] not in self._found
            and row["source_key"].partition("#")[0] not in keys
            and search_key(row["title"] or row["title_official"] or "") not in titles
        )  # fmt: skip
