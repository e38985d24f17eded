"""iCalendar in: every entry on its own, so that one that is broken costs no other."""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any, NamedTuple

from attendance.domain.errors import Refused
from attendance.domain.local_time import clock
from attendance.domain.progress import Tick, no_tick
from attendance.imports.programme_items import (
    MOST_BYTES,
    MOST_ENTRIES,
    Item,
    Reading,
    kind_of,
    placed,
    wall,
)
from attendance.imports.repeating import Times, times_of

_BEGIN = re.compile(r"\s*BEGIN\s*:\s*([^\s;]+)\s*$", re.IGNORECASE)
_END = re.compile(r"\s*END\s*:\s*([^\s;]+)\s*$", re.IGNORECASE)


class Block(NamedTuple):
    """One component of the file: its name, the number of its first line, its lines as they stand."""

    name: str
    line: int
    lines: list[str]
    whole: bool


@dataclass(slots=True)
class _Entry:
    """One VEVENT, its values already in Python; ``problem`` the first line of it that could not be read."""

    line: int
    number: int
    component: Any
    uid: str
    starts: date | datetime
    ends: date | datetime | None
    instead_of: date | datetime | None
    notes: tuple[str, ...]

    @property
    def rank(self) -> tuple[int, str]:
        """Which of two versions is newer."""
        sequence = self.component.get("SEQUENCE")
        stamp = _moment(self.component, "LAST-MODIFIED") or _moment(self.component, "DTSTAMP")
        return (int(sequence) if isinstance(sequence, int) else 0, str(stamp or ""))


def read_calendar(path: Path, zone: str, window: tuple[date, date] | None, tick: Tick = no_tick) -> Reading:
    """The entries of an iCalendar file at the local times of ``zone``.

    Args:
        window: the first and last day within which repeating entries are told one by one.

    Raises:
        Refused: ``programme_too_large``, ``list_not_found``, ``calendar_empty``, and what ``tick`` raises.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused("programme_too_large", name=path.name)
        text = _decoded(path.read_bytes())
    except OSError as error:
        raise Refused("list_not_found", name=path.name) from error
    blocks = list(_blocks(text))
    if sum(block.name == "VEVENT" for block in blocks) > MOST_ENTRIES:
        raise Refused("programme_too_large", name=path.name)
    if not blocks and "VCALENDAR" not in text.upper():
        raise Refused("calendar_empty", name=path.name)
    warnings.simplefilter("ignore")  # the library warns of zones it had to guess, one line for each
    reading = Reading("ics", _named(text, "X-WR-CALNAME"), _named(text, "X-WR-TIMEZONE"))
    _learn_zones(blocks)
    entries = _entries(blocks, reading, tick)
    _tell(reading, _newest(entries, reading), clock(zone), window)
    return reading


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _named(text: str, name: str) -> str:
    found = re.search(rf"^{name}[^:\r\n]*:(.*)$", text, re.MULTILINE | re.IGNORECASE)
    return found[1].strip().replace("\\,", ",")[:200] if found else ""


def _blocks(text: str) -> Iterator[Block]:
    """The components below VCALENDAR, in the file's order; what stands between them is left out."""
    open_: list[str] = []
    kept: list[str] = []
    first = 0
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        begins, ends = _BEGIN.match(line), _END.match(line)
        if begins:
            name = begins[1].upper()
            if open_ and name in ("VCALENDAR", "VEVENT") and open_[0] == "VEVENT":
                yield Block(open_[0], first, kept, False)  # it was never closed
                open_, kept = [], []
            if name == "VCALENDAR":
                continue
            first = first if open_ else number
            open_.append(name)
            kept.append(line)
        elif open_:
            kept.append(line)
            if ends and (name := ends[1].upper()) in open_:
                del open_[len(open_) - 1 - open_[::-1].index(name) :]
                if not open_:
                    yield Block(kept[0].partition(":")[2].strip().upper(), first, kept, True)
                    kept = []
    if open_ and kept:
        yield Block(open_[0], first, kept, False)


def _learn_zones(blocks: list[Block]) -> None:
    """Zones first, wherever they stand in the file; those of another file are forgotten."""
    from icalendar import Timezone
    from icalendar.timezone import tzp

    tzp.use_default()
    for block in blocks:
        if block.name == "VTIMEZONE" and block.whole:
            try:
                Timezone.from_ical("\r\n".join(block.lines) + "\r\n")
            except Exception:
                continue


def _entries(blocks: list[Block], reading: Reading, tick: Tick) -> list[_Entry]:
    found: list[_Entry] = []
    number = 0
    for block in blocks:
        if block.name == "VTIMEZONE":
            continue
        number += 1
        if number % 500 == 0:
            tick(number, len(blocks), "")
        if block.name != "VEVENT":
            title = _of_lines(block.lines, "SUMMARY")
            reading.skip(block.line, number, title, "not_an_event", what=block.name[:40])
            continue
        component = _parsed(block)
        if component is None:
            reading.skip(block.line, number, _of_lines(block.lines, "SUMMARY"), "unreadable")
            continue
        entry = _entry(block, number, component, reading)
        if entry is not None:
            found.append(entry)
    return found


def _parsed(block: Block) -> Any:
    from icalendar import Event

    lines = block.lines if block.whole else [*block.lines, "END:VEVENT"]
    try:
        return Event.from_ical("\r\n".join(lines) + "\r\n")
    except Exception:
        return _mended(lines)


def _mended(lines: list[str]) -> Any:
    """The entry without the lines that cannot be read: those that break it alone."""
    from icalendar import Event

    kept: list[str] = []
    for line in _unfolded(lines[1:-1]):
        alone = f"BEGIN:VEVENT\r\n{line}\r\nEND:VEVENT\r\n"
        if _BEGIN.match(line) or _END.match(line):
            continue
        try:
            Event.from_ical(alone)
        except Exception:
            continue
        kept.append(line)
    try:
        return Event.from_ical("\r\n".join(["BEGIN:VEVENT", *kept, "END:VEVENT"]) + "\r\n") if kept else None
    except Exception:
        return None


def _unfolded(lines: list[str]) -> list[str]:
    joined: list[str] = []
    for line in lines:
        if joined and line[:1] in (" ", "\t"):
            joined[-1] += line[1:]
        elif line.strip():
            joined.append(line)
    return joined


def _of_lines(lines: list[str], name: str) -> str:
    for line in _unfolded(lines):
        head, colon, value = line.partition(":")
        if colon and head.partition(";")[0].strip().upper() == name:
            return _unescaped(value)
    return ""


def _unescaped(text: str) -> str:
    return re.sub(r"\\([nN,;\\])", lambda m: " " if m[1] in "nN" else m[1], text).strip()


def _entry(block: Block, number: int, component: Any, reading: Reading) -> _Entry | None:
    title = _text(component, "SUMMARY") or _of_lines(block.lines, "SUMMARY")
    uid = _text(component, "UID")
    key = f"ics:{uid}" if uid else ""
    if _text(component, "STATUS").upper() == "CANCELLED":
        reading.skip(block.line, number, title, "cancelled", key)
        return None
    starts = _value(component, "DTSTART")
    if not isinstance(starts, date):
        raw = _of_lines(block.lines, "DTSTART")
        reading.skip(block.line, number, title, "bad_start" if raw else "no_start", key, value=raw[:40])
        return None
    if not title:
        reading.skip(block.line, number, "", "no_title", key)
        return None
    ends, notes = _end(component, block, starts)
    zone = re.search(r"^DTSTART[^:]*;TZID=\"?([^:;\"]+)", "\n".join(_unfolded(block.lines)), re.M | re.I)
    if zone and isinstance(starts, datetime) and starts.tzinfo is None:
        notes = (*notes, "zone_unknown")
    instead = _value(component, "RECURRENCE-ID")
    return _Entry(
        block.line,
        number,
        component,
        uid,
        starts,
        ends,
        instead if isinstance(instead, date) else None,
        notes,
    )


def _end(component: Any, block: Block, starts: date) -> tuple[date | None, tuple[str, ...]]:
    ends = _value(component, "DTEND")
    if isinstance(ends, date):
        return ends, ()
    length = _value(component, "DURATION")
    if isinstance(length, timedelta):
        try:
            return starts + length, ()
        except OverflowError:
            return None, ("bad_end",)
    told = _of_lines(block.lines, "DTEND") or _of_lines(block.lines, "DURATION")
    return None, ("bad_end",) if told else ()


def _value(component: Any, name: str) -> Any:
    """The date, moment or length of a property, None where it has none or it cannot be read."""
    try:
        value = component.get(name)
        if isinstance(value, list):
            value = value[0]  # pyright: ignore[reportUnknownVariableType]
        return getattr(value, "dt", None)  # pyright: ignore[reportUnknownArgumentType]
    except Exception:
        return None


def _moment(component: Any, name: str) -> datetime | None:
    value = _value(component, name)
    return value if isinstance(value, datetime) else None


def _text(component: Any, name: str) -> str:
    value = component.get(name)
    if isinstance(value, list):
        value = value[0] if value else ""  # pyright: ignore[reportUnknownVariableType]
    return " ".join(str(value or "").split())  # pyright: ignore[reportUnknownArgumentType]


def _newest(entries: list[_Entry], reading: Reading) -> list[_Entry]:
    """Of several versions of one entry the newest; the same twice once; others of one UID all."""
    kept: dict[tuple[str, ...], _Entry] = {}
    for entry in entries:
        title = _text(entry.component, "SUMMARY")
        nameless = ("", title, str(entry.starts))
        own = (entry.uid, str(entry.instead_of or "")) if entry.uid else nameless
        before = kept.get(own)
        if before is None:
            kept[own] = entry
            continue
        same = (title, entry.starts, entry.ends) == (
            _text(before.component, "SUMMARY"),
            before.starts,
            before.ends,
        )
        if not same and entry.uid and entry.rank[0] == before.rank[0]:
            # One id for all, by a program that does not know better: told apart by their beginning.
            kept[(*own, str(entry.starts), title)] = entry
            continue
        older, newer = sorted((before, entry), key=lambda one: one.rank)
        code = "duplicate" if same else "superseded"
        reading.skip(older.line, older.number, _text(older.component, "SUMMARY"), code)
        kept[own] = newer
    return sorted(kept.values(), key=lambda entry: entry.number)


def _tell(reading: Reading, entries: list[_Entry], zone: tzinfo, window: tuple[date, date] | None) -> None:
    moved = {(one.uid, _day_and_time(one.instead_of)) for one in entries if one.instead_of is not None}
    shared: set[str] = set()
    for entry in entries:
        title, where = _text(entry.component, "SUMMARY"), (entry.line, entry.number)
        times: Times = times_of(entry.component, entry.starts, window)
        if times.problem:
            reading.skip(*where, title, times.problem, n=len(times.starts))
        if not times.starts:
            reading.skip(*where, title, "not_in_days")
        for starts in times.starts:
            if entry.instead_of is None and (entry.uid, _day_and_time(starts)) in moved:
                continue  # another entry of the file says what became of this time
            reading.items += _placed(entry, title, starts, zone, shared, repeats=times.repeats)


def _day_and_time(moment: date | None) -> str:
    return "" if moment is None else moment.isoformat()[:16]


def _placed(
    entry: _Entry, title: str, starts: date, zone: tzinfo, shared: set[str], *, repeats: bool
) -> list[Item]:
    name = entry.uid or f"{title}|{_text(entry.component, 'LOCATION')}"
    key = f"ics:{name}"
    if repeats or entry.instead_of is not None:
        key += f"#{_day_and_time(entry.instead_of or starts)}"
    if key in shared:
        key += f"@{_day_and_time(starts)}"
    while key in shared:
        key += "+"
    shared.add(key)
    item = Item(
        entry.line, entry.number, key, title, "", None, None, _text(entry.component, "LOCATION") or None,
        kind_of(title), (), entry.notes, repeats,
    )  # fmt: skip
    length = _length(entry)
    if not isinstance(starts, datetime):
        item = replace(item, notes=(*item.notes, "all_day"))
        count = min(max(1, length.days if length else 1), 60)
        days = [starts + timedelta(days=n) for n in range(count)]
        return [
            replace(item, key=f"{key}#{n}" if n else key, day=day.isoformat()) for n, day in enumerate(days)
        ]
    begins = wall(starts, zone)
    return [placed(item, begins, wall(starts + length, zone) if length is not None else None)]


def _length(entry: _Entry) -> timedelta | None:
    if entry.ends is None:
        return None
    if isinstance(entry.starts, datetime) != isinstance(entry.ends, datetime):
        return None
    starts, ends = entry.starts, entry.ends
    if isinstance(starts, datetime) and isinstance(ends, datetime):
        if (starts.tzinfo is None) != (ends.tzinfo is None):
            starts, ends = starts.replace(tzinfo=None), ends.replace(tzinfo=None)
        return ends - starts
    return date(ends.year, ends.month, ends.day) - date(starts.year, starts.month, starts.day)
