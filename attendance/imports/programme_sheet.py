"""A programme typed into a sheet: one row an entry, with its day, times, title, room, kind, speakers."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from attendance.domain.errors import Refused
from attendance.domain.progress import Tick, no_tick
from attendance.domain.text_keys import loose_key
from attendance.imports.fields import heading_key
from attendance.imports.moments import clocks_of, day_number, day_of, minutes_of, plus, year_in
from attendance.imports.programme_items import LAST_MINUTE, MOST_ENTRIES, Item, Reading, kind_of
from attendance.imports.reading import Sheet, read_list

_WORDS = {
    "date": "date|day|ວັນທີ|ວັນ|ມື້|jour|дата|день",
    "time": "time|times|hour|hours|schedule|time slot|slot|start - end|ເວລາ|heure|heures|horaire|время|часы",
    "start": "start|starts|start time|from|begin|begins|beginning|ເລີ່ມ|ເວລາເລີ່ມ|ແຕ່|début|de|начало|с|начало в",
    "end": "end|ends|end time|to|until|finish|ສິ້ນສຸດ|ເວລາສິ້ນສຸດ|ຈົບ|ຫາ|fin|à|конец|окончание|до|по",
    "length": "duration|length|minutes|ໄລຍະເວລາ|durée|длительность|продолжительность",
    "title": "title|session|activity|agenda|agenda item|topic|subject|programme|program|event|item"
    "|description|content|ຫົວຂໍ້|ກິດຈະກຳ|ເນື້ອໃນ|ວາລະ|ລາຍການ|titre|activité|sujet|séance|thème|название|тема|мероприятие"
    "|сессия|содержание|программа|вопрос",
    "room": "room|venue|location|place|hall|ຫ້ອງ|ສະຖານທີ່|salle|lieu|зал|место|место проведения|помещение"
    "|аудитория",
    "kind": "kind|type|format|category|ປະເພດ|ຮູບແບບ|catégorie|тип|вид|формат",
    "speaker": "speaker|speakers|presenter|presenters|presented by|by|lecturer|moderator|chair|responsible"
    "|person in charge|ຜູ້ນຳສະເໜີ|ຜູ້ບັນຍາຍ|ຜູ້ຮັບຜິດຊອບ|ວິທະຍາກອນ|intervenant|intervenants|orateur|présentateur"
    "|докладчик|докладчики|спикер|спикеры|выступающий|ведущий|ответственный",
}
_SEARCHED = 40
_BETWEEN_SPEAKERS = re.compile(r"\s*(?:[;\n/|]|,(?!\s*(?:Jr|Sr|PhD|MD)\b)|\band\b|\bи\b|\bet\b|ແລະ)\s*")


@dataclass(slots=True)
class _Columns:
    """Where the parts of an entry stand; ``first`` the index of the first row below the headings."""

    at: dict[str, int] = field(default_factory=dict[str, int])
    first: int = 0

    def of(self, row: list[str], part: str) -> str:
        place = self.at.get(part)
        return row[place] if place is not None and place < len(row) else ""


def read_programme_sheet(
    path: Path, first_day: str | None, *, day_first: bool | None = None, tick: Tick = no_tick
) -> Reading:
    """The entries of every sheet of a workbook or text table that holds a programme.

    Args:
        first_day: the event's (ISO), for "Day 1" and for dates without a year.
        day_first: how to read 03/04/2024; None takes neither reading.

    Raises:
        Refused: ``programme_no_headings``, ``programme_too_large``, and what ``read_list`` raises.
    """
    reading = Reading("sheet")
    found = False
    for sheet in read_list(path, tick):
        columns = programme_columns(sheet)
        if columns is None or sheet.hidden:
            continue
        found = True
        _Rows(reading, sheet, columns, first_day, day_first).read()
        if len(reading.items) > MOST_ENTRIES:
            raise Refused("programme_too_large", name=path.name)
    if not found:
        raise Refused("programme_no_headings", name=path.name)
    return reading


def programme_columns(sheet: Sheet) -> _Columns | None:
    """The headings of a programme: a title beside times; None where a sheet has none."""
    best: _Columns | None = None
    for index, row in enumerate(sheet.rows[:_SEARCHED]):
        columns = _Columns(first=index + 1)
        for place, cell in enumerate(row):
            part = _part_of(cell)
            if part and part not in columns.at:
                columns.at[part] = place
        timed = {"time", "start"} & columns.at.keys()
        if "title" in columns.at and timed and (best is None or len(columns.at) > len(best.at)):
            best = columns
    return best


@cache
def _dictionary() -> dict[str, str]:
    return {heading_key(word): part for part, words in _WORDS.items() for word in words.split("|")}


def _part_of(cell: str) -> str | None:
    if not cell or len(cell) > 60:
        return None
    key = heading_key(cell)
    exact = _dictionary().get(key)
    if exact:
        return exact
    parts = [
        _dictionary()[word] for word in re.split(r"[\s/]+", key) if len(word) > 2 and word in _dictionary()
    ]
    return parts[0] if parts and len(set(parts)) == 1 else None


class _Rows:
    """One sheet, read from above: a day stands until the next one."""

    def __init__(
        self, reading: Reading, sheet: Sheet, columns: _Columns, first_day: str | None, day_first: bool | None
    ) -> None:
        self._reading, self._sheet, self._columns = reading, sheet, columns
        self._first_day, self._day_first = first_day, day_first
        titles = " ".join(" ".join(row) for row in sheet.rows[: columns.first]) + " " + sheet.name
        self._year = year_in(titles) or (int(first_day[:4]) if first_day else None)
        self._day = self._day_in(sheet.name) or self._title_day()
        self._used: dict[str, int] = {}

    def _title_day(self) -> str | None:
        for row in self._sheet.rows[: self._columns.first - 1]:
            days = [day for cell in row if cell and (day := self._day_in(cell))]
            if days:
                return days[-1]
        return None

    def _day_in(self, text: str) -> str | None:
        found = day_of(text, day_first=self._day_first, year=self._year)
        if found:
            return found
        number = day_number(text)
        if number and self._first_day and 1 <= number <= 60:
            return (date.fromisoformat(self._first_day) + timedelta(days=number - 1)).isoformat()
        return None

    def read(self) -> None:
        start = self._columns.first
        headings = self._sheet.rows[start - 1]
        for number, row in zip(self._sheet.numbers[start:], self._sheet.rows[start:], strict=True):
            if row == headings:
                continue
            self._row(number, row)

    def _row(self, number: int, row: list[str]) -> None:
        reading, columns = self._reading, self._columns
        entry = len(reading.items) + len(reading.skipped) + 1
        title = columns.of(row, "title")
        dated = columns.of(row, "date")
        day = self._day_in(dated) if dated else None
        filled = [cell for cell in row if cell]
        times = self._times(row)
        if not times and day is None and len(set(filled)) == 1:
            day = self._day_in(filled[0])
            if day:
                self._day = day  # a line of its own: the entries below are on that day
                return
        if dated and day is None and title:
            reading.skip(number, entry, title, "bad_start", value=dated[:40])
            return
        self._day = day or self._day
        if not times and not title:
            return  # a remark, or an empty line
        if not title:
            reading.skip(number, entry, " ".join(filled)[:60], "no_title")
            return
        if self._day is None or (not times and not day):
            reading.skip(number, entry, title, "no_start")
            return
        reading.items.append(self._item(number, entry, row, title, times))

    def _times(self, row: list[str]) -> tuple[str, ...]:
        columns = self._columns
        start, end = clocks_of(columns.of(row, "start")), clocks_of(columns.of(row, "end"))
        times = clocks_of(columns.of(row, "time"))
        if start:
            return (start[0], *(end or start[1:]))[:2]
        if times and end:
            return times[0], end[0]
        if len(times) == 1 and (length := minutes_of(columns.of(row, "length"))):
            until, days = plus(times[0], length)
            return times[0], LAST_MINUTE if days else until
        return times[:2]

    def _item(self, number: int, entry: int, row: list[str], title: str, times: tuple[str, ...]) -> Item:
        columns = self._columns
        notes: list[str] = []
        starts, ends = (*times, None, None)[:2]
        if starts and ends and ends < starts:
            night = starts >= "17:00"
            notes.append("past_midnight" if night else "ends_before_start")
            ends = LAST_MINUTE if night else None
        if starts is None:
            notes.append("all_day")
        name = f"{loose_key(title)}|{self._day}"
        count = self._used[name] = self._used.get(name, 0) + 1
        names = columns.of(row, "speaker")
        speakers = [part for part in _BETWEEN_SPEAKERS.split(names) if part.strip()]
        return Item(
            number, entry, f"sheet:{name}|{count}", title, self._day or "", starts, ends,
            columns.of(row, "room") or None, kind_of(columns.of(row, "kind"), title),
            tuple(dict.fromkeys(speakers)), tuple(notes),
        )  # fmt: skip
