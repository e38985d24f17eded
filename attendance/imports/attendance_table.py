"""Attendance as people keep it: grids of marks over days or sessions, and lists of arrivals."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from attendance.domain.errors import Refused
from attendance.domain.progress import Tick, no_tick
from attendance.imports.attendance_headings import (
    INWARDS,
    NAMES,
    OUTWARDS,
    SESSION_WORDS,
    Found,
    counts_only,
    find_headings,
)
from attendance.imports.codes import Cell, Code, Reader, legend_in
from attendance.imports.moments import (
    clock_of,
    day_number,
    day_of,
    half_of,
    is_weekday,
    month_of,
    two_ways,
    year_in,
)
from attendance.imports.reading import Sheet, read_list

_MARKS_FROM = 0.6


class Column(NamedTuple):
    """One day, half of a day or session of the file; its ``key`` names it in answers.

    Attributes:
        heading: as a person sees it.
        day: ISO, None where the file does not say; ``half`` "am", "pm" or None.
        times: whether its marks are arrivals and departures.
        two_ways: whether its day depends on which comes first, day or month, and nobody said so.
    """

    key: str
    heading: str
    day: str | None
    half: str | None
    times: bool
    two_ways: bool


class Person(NamedTuple):
    """Who a row is about, as written; ``number`` is the row in the file, ``sheet`` the sheet's name."""

    sheet: str
    number: int
    name: str
    official: str = ""
    email: str = ""
    badge: str = ""
    delegation: str = ""
    organisation: str = ""
    position: str = ""


class Marked(NamedTuple):
    """One mark of one person (index of ``people``) for one column (its key)."""

    person: int
    column: str
    cell: Cell


@dataclass(slots=True)
class AttendanceList:
    """What a file says about attendance.

    Attributes:
        unread: texts in cells of marks that are none, and how often.
        legend: codes the file explains.
        empty: sheets with people and columns, but without any mark.
        untimed: rows of a sign-in list without a time that can be read.
        two_ways: a date of the file that is two, by whether its day or its month comes first; else "".
    """

    people: list[Person] = field(default_factory=list[Person])
    columns: list[Column] = field(default_factory=list[Column])
    marks: list[Marked] = field(default_factory=list[Marked])
    unread: Counter[str] = field(default_factory=Counter[str])
    legend: dict[str, str] = field(default_factory=dict[str, str])
    empty: list[str] = field(default_factory=list[str])
    untimed: list[int] = field(default_factory=list[int])
    two_ways: str = ""


def read_attendance(
    path: Path, first_day: str | None = None, *, day_first: bool | None = None, tick: Tick = no_tick
) -> AttendanceList:
    """Every sheet of the file that holds people and marks.

    Args:
        first_day: the event's (ISO), for "Day 1".
        day_first: how 03/04/2024 is meant.

    Raises:
        Refused: ``attendance_only_counts``, ``attendance_no_rows``, ``attendance_not_found``,
            ``attendance_no_marks``, and what ``read_list`` raises.
    """
    sheets = read_list(path, tick)
    return attendance_in(sheets, path.name, first_day, day_first=day_first)


def attendance_in(
    sheets: Sequence[Sheet], name: str, first_day: str | None = None, *, day_first: bool | None = None
) -> AttendanceList:
    """The same of sheets that are read already."""
    made = AttendanceList()
    found = [(sheet, headings) for sheet in sheets if (headings := find_headings(sheet)) and not sheet.hidden]
    if not found:
        counts = any(counts_only(sheet) for sheet in sheets)
        raise Refused("attendance_only_counts" if counts else "attendance_not_found", name=name)
    with_headings = {id(sheet) for sheet, _ in found}
    for sheet in sheets:
        below = None
        if id(sheet) in with_headings:
            below = next(headings.row for other, headings in found if other is sheet)
        made.legend |= legend_in(sheet.rows[:below])
    several = len(found) > 1
    for sheet, headings in found:
        _Sheet(made, sheet, headings, first_day, day_first, several).read()
    if not made.marks:
        empty = all(headings.row + 1 >= len(sheet.rows) for sheet, headings in found)
        code = "attendance_no_rows" if empty else "attendance_no_marks"
        raise Refused(code, name=name)
    return made


class _Sheet:
    """One sheet on its way into the list."""

    def __init__(
        self, made: AttendanceList, sheet: Sheet, headings: Found, first_day: str | None,
        day_first: bool | None, several: bool,
    ) -> None:  # fmt: skip
        self._made, self._sheet, self._at = made, sheet, headings.at
        self._head, self._first_day, self._day_first = headings.row, first_day, day_first
        self._name = sheet.name if several else ""
        above = [cell for row in sheet.rows[: self._head] for cell in row if cell and len(cell) < 80]
        above = [sheet.name, *above]
        self._year = next((year for cell in above if (year := year_in(cell))), None)
        short = [cell for cell in above if len(cell) < 40]
        self._month = next((month for cell in short if (month := month_of(cell))), None)
        self._own_day, self._own_two = self._dated(above)
        self._second = self._is_second_line()
        self._body = sheet.rows[self._head + 1 + self._second :]
        self._numbers = sheet.numbers[self._head + 1 + self._second :]

    def read(self) -> None:
        before = len(self._made.marks)
        if "arrives" in self._at or {"direction", "time"} <= self._at.keys() or self._timed():
            self._read_times()
        else:
            self._read_grid()
        if len(self._made.marks) == before and self._body:
            self._made.empty.append(self._sheet.name)

    # -- people ----------------------------------------------------------------------------------------

    def _person(self, number: int, row: list[str]) -> Person | None:
        given, middle, family = (self._cell(row, part) for part in ("given", "middle", "family"))
        name = self._cell(row, "name") or " ".join(filter(None, (given, middle, family)))
        if not re.search(r"[^\W\d_]", name) or self._repeats(row):
            return None
        return Person(
            self._name, number, " ".join(name.split()), self._cell(row, "name_official"),
            self._cell(row, "email"), self._cell(row, "badge"),
            self._cell(row, "delegation") or self._cell(row, "delegation_code") or self._cell(row, "country"),
            self._cell(row, "organisation"), self._cell(row, "position"),
        )  # fmt: skip

    def _repeats(self, row: list[str]) -> bool:
        head = self._sheet.rows[self._head]
        return any(row[place] == head[place] for part in NAMES for place in self._at.get(part, ()))

    def _cell(self, row: list[str], part: str) -> str:
        return next((row[place] for place in self._at.get(part, ()) if row[place]), "")

    # -- a grid ----------------------------------------------------------------------------------------

    def _read_grid(self) -> None:
        people = [
            (person, row)
            for number, row in zip(self._numbers, self._body, strict=True)
            if (person := self._person(number, row))
        ]
        taken = {place for places in self._at.values() for place in places}
        width = len(self._sheet.rows[self._head])
        free = [place for place in range(width) if place not in taken]
        reader = Reader(self._made.legend, (row[place] for _, row in people for place in free if row[place]))
        columns = self._columns(free, people, reader)
        if not columns:
            return
        made = self._made
        made.columns += [column for _, column in columns]
        for person, row in people:
            index = len(made.people)
            made.people.append(person)
            for place, column in columns:
                if not row[place]:
                    continue
                cell = reader.read(row[place])
                if cell is None:
                    made.unread[row[place]] += 1
                else:
                    made.marks.append(Marked(index, column.key, cell))

    def _columns(
        self, free: list[int], people: list[tuple[Person, list[str]]], reader: Reader
    ) -> list[tuple[int, Column]]:
        made = self._made
        found: list[tuple[int, Column, bool]] = []
        used: set[tuple[str | None, str | None, str]] = set()
        for place in free:
            filled = [row[place] for _, row in people if row[place]]
            marks = sum(reader.read(cell) is not None for cell in filled)
            if not filled or marks < _MARKS_FROM * len(filled):
                continue
            texts = self._texts_over(place)
            day, half = self._day_over(texts), next((h for text in texts if (h := half_of(text))), None)
            heading = self._words(texts, day)
            own = (day, half, "" if day and not self._says_more(texts, day) else heading)
            if own in used:
                continue
            used.add(own)
            two = self._dated(texts)[1]
            made.two_ways = made.two_ways or two
            unclear = day is None and bool(two)
            sure = day is not None or unclear or half is not None or any(map(SESSION_WORDS.search, texts))
            key = f"{self._name}|{place}"
            found.append((place, Column(key, heading, day, half, False, unclear), sure))
        dated = any(column.day or column.two_ways for _, column, _ in found)
        if found and not dated:
            made.two_ways = made.two_ways or self._own_two
            own_day = {"day": self._own_day, "two_ways": self._own_day is None and bool(self._own_two)}
            found = [(place, column._replace(**own_day), is_sure) for place, column, is_sure in found]
        sure = any(is_sure for *_, is_sure in found)
        return [
            (place, column)
            for place, column, is_sure in found
            if (column.day or column.two_ways or not dated) and (is_sure or not sure)
        ]

    def _texts_over(self, place: int) -> list[str]:
        """The headings over a column, the nearest first; a merged one stands over all it spans."""
        rows = [self._sheet.rows[self._head]]
        if self._second:
            rows.append(self._sheet.rows[self._head + 1])
        if self._head and self._stands_over():
            rows.append(self._spread(self._head - 1))
        return [row[place] for row in rows if row[place]]

    def _stands_over(self) -> bool:
        """Whether the row above belongs to the headings: it has words over columns without a field."""
        taken = {place for places in self._at.values() for place in places}
        above = self._sheet.rows[self._head - 1]
        return sum(bool(cell) for place, cell in enumerate(above) if place not in taken) > 1

    def _spread(self, index: int) -> list[str]:
        row, number = list(self._sheet.rows[index]), self._sheet.numbers[index]
        for top, left, bottom, right in self._sheet.merged:
            if top <= number <= bottom and left < len(row):
                row[left : right + 1] = [row[left]] * (min(right + 1, len(row)) - left)
        return row

    def _is_second_line(self) -> bool:
        """Whether the row below the headings is one, too: weekdays, halves, dates, and no person."""
        if self._head + 1 >= len(self._sheet.rows):
            return False
        upper, below = self._sheet.rows[self._head], self._sheet.rows[self._head + 1]
        if any(below[place] and below[place] != upper[place] for p in NAMES for place in self._at.get(p, ())):
            return False
        cells = [cell for cell in below if cell]
        like = sum(
            bool(is_weekday(cell) or half_of(cell) or any(self._dated([cell])) or cell.isdigit())
            for cell in cells
        )
        return bool(cells) and like * 2 >= len(cells)

    def _day_over(self, texts: Sequence[str]) -> str | None:
        day, two = self._dated(texts)
        if day or two:
            return day
        for text in texts:
            if text.isdigit() and self._month and self._year and 1 <= int(text) <= 31:
                return _date(self._year, self._month, int(text))
            number = day_number(text) or (int(text) if text.isdigit() else None)
            if number and self._first_day and 1 <= number <= 60:
                return (date.fromisoformat(self._first_day) + timedelta(days=number - 1)).isoformat()
        return None

    def _dated(self, texts: Sequence[str]) -> tuple[str | None, str]:
        """The day the first text that holds a date names, and that date where it may be two.

        Without an answer which comes first, day or month, such a date is no day; no other text stands in
        for it.
        """
        for text in texts:
            day, two = self._day(text), two_ways(text)
            if day or two:
                return day, two
        return None, ""

    def _day(self, text: str) -> str | None:
        year = self._year or (int(self._first_day[:4]) if self._first_day else None)
        return day_of(text, day_first=self._day_first, year=year)

    def _says_more(self, texts: Sequence[str], day: str) -> bool:
        return any(not self._only_a_day(text) for text in texts)

    def _only_a_day(self, text: str) -> bool:
        if is_weekday(text) or text.isdigit():
            return True
        words = re.findall(r"[^\W\d_]{3,}", text)
        named = all(month_of(word) or is_weekday(word) or half_of(word) for word in words)
        return bool(self._day(text)) and named

    def _words(self, texts: Sequence[str], day: str | None) -> str:
        shown = [text for text in reversed(texts) if not (day and self._only_a_day(text))]
        return " · ".join(dict.fromkeys(shown))[:120] or self._named_day(texts, day)

    @staticmethod
    def _named_day(texts: Sequence[str], day: str | None) -> str:
        """The day, in the file's own words where they also name a half of it."""
        half = next((text for text in texts if half_of(text)), None)
        if half is None:
            return day or (texts[0] if texts else "")
        return half if day is None or len(half) > 12 else f"{day} {half}"

    # -- arrivals and departures -----------------------------------------------------------------------

    def _timed(self) -> bool:
        """Whether a column called only "time" holds times of day."""
        cells = [cell for row in self._body[:40] if (cell := self._cell(row, "time"))]
        return bool(cells) and sum(clock_of(cell) is not None for cell in cells) * 2 > len(cells)

    def _read_times(self) -> None:
        columns: dict[str, Column] = {}
        made = self._made
        for number, row in zip(self._numbers, self._body, strict=True):
            person = self._person(number, row)
            if person is None:
                continue
            came = self._cell(row, "arrives") or self._cell(row, "time")
            left, way = self._cell(row, "leaves"), self._cell(row, "direction")
            dated = self._cell(row, "date")
            day, two = self._dated((came, dated, left))
            if not (day or two):
                day, two = self._own_day, self._own_two
            arrives, leaves = clock_of(came), clock_of(left)
            if OUTWARDS.search(way) and not INWARDS.search(way):
                arrives, leaves = None, arrives
            if self._day(left) and day and self._day(left) != day:
                leaves = "23:59"
            if arrives is None and leaves is None:
                if came or left or not self._cell(row, "arrives"):
                    made.untimed.append(number)
                continue
            made.two_ways = made.two_ways or two
            said = day or two
            if said not in columns:
                key, heading = f"{self._name}|{said}", said or self._sheet.name
                columns[said] = Column(key, heading, day, None, True, day is None and bool(two))
            index = len(made.people)
            made.people.append(person)
            cell = Cell(Code.PRESENT, None, arrives, leaves, " – ".join(filter(None, (came, left))))
            made.marks.append(Marked(index, columns[said].key, cell))
        made.columns += sorted(columns.values(), key=lambda column: column.day or "")


def _date(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def looks_like_attendance(sheets: Sequence[Sheet]) -> bool:
    """Whether the file holds marks or times of people, rather than a list of who they are."""
    try:
        made = attendance_in(sheets, "")
    except Refused as refused:
        return refused.code == "attendance_only_counts"
    dated = [column for column in made.columns if column.day or column.half or column.times]
    return bool(dated) and len(made.marks) >= max(1, len(made.people) // 3)
