"""Conference schedules in XML (frab, pentabarf, pretalx) in: read as a stream, never larger than allowed."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from attendance.domain.errors import Refused
from attendance.domain.local_time import clock
from attendance.domain.progress import Tick, no_tick
from attendance.imports.moments import clock_of, day_of, minutes_of
from attendance.imports.programme_items import (
    MOST_BYTES,
    MOST_ENTRIES,
    Item,
    Reading,
    kind_of,
    placed,
    wall,
)

_CHUNK = 64 * 1024
DAY_CHANGE = "06:00"
"""Before this the schedule's day is still the one before, where it does not say otherwise."""


def read_schedule(path: Path, zone: str, tick: Tick = no_tick) -> Reading:
    """The entries of a schedule at the local times of ``zone``.

    Raises:
        Refused: ``programme_too_large``, ``list_not_found``, ``schedule_damaged`` (line), ``schedule_other``
            (root), ``schedule_hostile``, and what ``tick`` raises.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise Refused("list_not_found", name=path.name) from error
    if size > MOST_BYTES:
        raise Refused("programme_too_large", name=path.name)
    schedule = _Schedule(path, zone)
    for done in schedule.read():
        tick(done, size, "")
    return schedule.reading


class _Schedule:
    def __init__(self, path: Path, zone: str) -> None:
        self._path, self._zone = path, clock(zone)
        self.reading = Reading("xml")
        self._day_change = DAY_CHANGE
        self._day, self._room, self._number, self._root = "", "", 0, ""
        self._seen: set[str] = set()

    def read(self) -> Iterator[int]:
        """Reads it piece by piece, telling how many bytes are done."""
        from defusedxml.common import DefusedXmlException
        from defusedxml.ElementTree import DefusedXMLParser

        target = _Lines(self)
        parser: Any = DefusedXMLParser(target=target, forbid_dtd=False)
        target.line = lambda: parser.parser.CurrentLineNumber
        done = 0
        try:
            with self._path.open("rb") as file:
                while piece := file.read(_CHUNK):
                    parser.feed(piece)
                    done += len(piece)
                    yield done
            parser.close()
        except DefusedXmlException as error:
            raise Refused("schedule_hostile", name=self._path.name) from error
        except SyntaxError as error:  # how the library calls XML that is not well-formed
            line = getattr(error, "position", (0, 0))[0]
            raise Refused("schedule_damaged", name=self._path.name, line=line) from error

    # -- what the parser tells -------------------------------------------------------------------------

    def begins(self, path: tuple[str, ...], attributes: dict[str, str]) -> None:
        name = path[-1]
        if len(path) == 1:
            self._root = name
            if name != "schedule":
                raise Refused("schedule_other", name=self._path.name, root=name[:40])
        elif name == "day":
            self._day = attributes.get("date", "")
        elif name == "room" and len(path) == 3:
            self._room = attributes.get("name", "")

    def text_of(self, path: tuple[str, ...], text: str) -> None:
        """A value outside an entry."""
        if path[-2:] == ("conference", "title"):
            self.reading.title = text[:200]
        elif path[-2:] == ("conference", "time_zone_name"):
            self.reading.zone = text[:60]
        elif path[-2:] == ("conference", "day_change"):
            self._day_change = clock_of(text) or DAY_CHANGE

    def entry(self, line: int, attributes: dict[str, str], values: dict[str, str], people: list[str]) -> None:
        """One <event>."""
        self._number += 1
        if self._number > MOST_ENTRIES:
            raise Refused("programme_too_large", name=self._path.name)
        where = (line, self._number)
        title = values.get("title", "")
        key = f"frab:{attributes.get('guid') or attributes.get('id') or ''}"
        if values.get("status", "").casefold() in ("cancelled", "canceled"):
            self.reading.skip(*where, title, "cancelled", key)
            return
        if not title:
            self.reading.skip(*where, "", "no_title", key)
            return
        begins = self._begins(values)
        if begins is None:
            raw = values.get("date") or values.get("start") or ""
            code = "bad_start" if raw else "no_start"
            self.reading.skip(*where, title, code, key, value=raw[:40])
            return
        if key == "frab:":
            key = f"frab:{title}|{values.get('room') or self._room}"
        if key in self._seen:
            self.reading.skip(*where, title, "duplicate", key)
            return
        self._seen.add(key)
        length = minutes_of(values.get("duration", ""))
        room = values.get("room") or self._room or None
        kind = kind_of(values.get("type", ""), title)
        item = Item(*where, key, title, "", None, None, room, kind, tuple(dict.fromkeys(people)))
        ends = begins + timedelta(minutes=length) if length else None
        self.reading.items.append(placed(item, begins, ends))

    def _begins(self, values: dict[str, str]) -> datetime | None:
        """The date of the entry where it has one; else its day's, or the next after midnight."""
        try:
            return wall(datetime.fromisoformat(values.get("date", "")), self._zone)
        except ValueError:
            pass
        start = clock_of(values.get("start", ""))
        day = day_of(values.get("date", "")) or day_of(self._day)
        if start is None or day is None:
            return None
        night = start < self._day_change and not values.get("date")
        on = date.fromisoformat(day) + timedelta(days=int(night))
        return datetime.fromisoformat(f"{on}T{start}")


class _Lines:
    """The parser's target: keeps one entry at a time, and no tree."""

    def __init__(self, schedule: _Schedule) -> None:
        self._schedule = schedule
        self._path: list[str] = []
        self._text: list[str] = []
        self._attributes: dict[str, str] = {}
        self._values: dict[str, str] | None = None
        self._people: list[str] = []
        self._began = 0
        self.line: Any = lambda: 0

    def start(self, tag: str, attrib: dict[str, str]) -> None:
        self._path.append(tag)
        self._text = []
        if tag == "event" and self._values is None:
            self._attributes, self._values, self._people = dict(attrib), {}, []
            self._began = self.line()
        self._schedule.begins(tuple(self._path), attrib)

    def end(self, tag: str) -> None:
        text = " ".join("".join(self._text).split())
        path = tuple(self._path)
        if tag == "event" and self._values is not None and "event" not in path[:-1]:
            self._schedule.entry(self._began, self._attributes, self._values, self._people)
            self._values = None
        elif self._values is None:
            self._schedule.text_of(path, text)
        elif tag in ("person", "speaker") and text:
            self._people.append(text[:200])
        elif path[-2] == "event" and text:
            self._values[tag] = text
        self._path.pop()
        self._text = []

    def data(self, data: str) -> None:
        if len(self._text) < 2_000:
            self._text.append(data)

    def close(self) -> None:
        pass
