"""Rows become entries: what one row says about one person, in the words of the tables."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity, Sex
from attendance.domain.names import split_name
from attendance.domain.text_keys import has_lao
from attendance.imports import mapping as columns
from attendance.imports.cells import (
    ANY_MARK,
    date_of,
    is_filled_down,
    missing_marks,
    name_key,
    name_parts,
    split_details,
    year_of,
)
from attendance.imports.fields import DETAIL
from attendance.imports.headers import Table, repeats_headings
from attendance.imports.old_fonts import reads_like_old_lao
from attendance.imports.options import Options
from attendance.imports.places import country_of
from attendance.imports.values import (
    age_group_of,
    capacity_in_position,
    capacity_of,
    disability_of,
    section_of,
    sector_of,
    sex_of,
    status_of,
)

LONGEST_NAME = 200
_TOTALS = frozenset(map(name_key, ("total", "totals", "ລວມ", "ລວມທັງໝົດ", "ທັງໝົດ", "итого", "всего")))
_PLAIN = (
    "name_official", "position", "position_official", "unit", "unit_official", "organisation",
    "organisation_official", "email", "phone", "diet", "health", "seat", "remarks",
)  # fmt: skip
_COUNTED = (("sector", sector_of), ("age_group", age_group_of), ("disability", disability_of))
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_FEMALE_WORDS = frozenset(("female", "women", "femme", "ຍິງ"))

_NOTHING: Mapping[str, str] = {}


@dataclass(slots=True)
class Entry:
    """What one row says.

    Attributes:
        row: its number in the file.
        event: title of the meeting as typed, '' when the list names none.
        delegation: name as typed, '' when the list has none.
        country: as typed; of the delegation, and of the person.
        values: columns of ``delegate`` the row fills, names and titles among them.
        concluded: columns of ``delegate`` that follow from a title or a position: they fill what is empty
            and never overrule anybody.
        key: the name for comparison.
        born, passport, source: what tells people of one name apart, '' when unknown.
    """

    row: int
    event: str = ""
    year: int | None = None
    place: str = ""
    delegation: str = ""
    delegation_code: str = ""
    section: str | None = None
    country: str = ""
    nationality: str = ""
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    concluded: Mapping[str, str] = field(default_factory=lambda: _NOTHING)  # most rows conclude nothing
    key: str = ""
    born: str = ""
    passport: str = ""
    source: str = ""


class Reader:
    """Turns the rows of one table into entries.

    Attributes:
        notes: what was noticed on the way and needs a person's eye: code → number of rows.
        section_missing: whether the list has sections, but not for every row.
    """

    def __init__(self, table: Table, mapping: columns.Mapping, options: Options) -> None:
        self.notes: Counter[str] = Counter()
        self._table, self._options = table, options
        self._single = {key: column for column, key in sorted(mapping.items()) if key != DETAIL}
        self._details = sorted(column for column, key in mapping.items() if key == DETAIL)
        self._plain = [(self._single[key], key) for key in _PLAIN if key in self._single]
        rows = table.sheet.rows[table.first :]
        countries = {self._single[key] for key in ("country", "nationality") if key in self._single}
        self._marks = missing_marks(rows, sorted(mapping), countries)
        self._filled_down = [
            self._single[key]
            for key in ("event", "year", "place", "section", "delegation", "country")
            if key in self._single and is_filled_down([row[self._single[key]] for row in rows])
        ]
        self._grouped = not {"delegation", "country", "delegation_code"} & set(self._single)
        sex = self._single.get("sex")
        heading = table.headings[sex].casefold() if sex is not None else ""
        self._counts_women = any(word in heading for word in _FEMALE_WORDS) and "male/" not in heading
        self._heading = self._capacity_heading = ""
        self._merged_rows = {top for top, left, _, right in table.sheet.merged if right > left}

    def entries(self) -> Iterator[tuple[int, Entry | Refused]]:
        """Row number, and what the row says or why it cannot be taken; not for rows that group others."""
        table = self._table
        above: dict[int, str] = {}
        for index in range(table.first, len(table.sheet.rows)):
            number = table.sheet.numbers[index]
            row = self._cleaned(table.sheet.rows[index], above)
            if self._grouped and self._groups_others(row, number):
                continue
            if self._is_left_empty(row):
                continue
            try:
                yield number, self._entry(row, number)
            except Refused as refused:
                yield number, refused

    def _cleaned(self, row: list[str], above: dict[int, str]) -> list[str]:
        """The row without marks for "nothing", and with what its group says once, above."""
        changed: dict[int, str] = {}
        if not ANY_MARK.isdisjoint(row):
            changed = {column: "" for column, marks in self._marks.items() if row[column] in marks}
        for column in self._filled_down:
            value = changed.get(column, row[column])
            if value:
                above[column] = value
            elif column in above:
                changed[column] = above[column]
        if changed:
            row = list(row)
            for column, value in changed.items():
                row[column] = value
        return row

    def _groups_others(self, row: list[str], number: int) -> bool:
        """Whether the row is a heading above people: a delegation or a capacity, alone in its row."""
        filled = [(column, cell) for column, cell in enumerate(row) if cell]
        if len(filled) != 1 or len(row) < 2:
            return False
        column, cell = filled[0]
        if name_key(cell).strip("0123456789 ") in _TOTALS:
            return True
        if capacity := capacity_of(cell):
            self._capacity_heading = capacity
            return True
        if column == self._single.get("name") and number not in self._merged_rows and not country_of(cell):
            return False
        self._heading, self._capacity_heading = cell, ""
        return True

    def _is_left_empty(self, row: list[str]) -> bool:
        """Whether the row says only whose delegation it was kept for: a line of a form nobody used."""
        code = self._single.get("delegation_code")
        if code is None or not row[code]:
            return False
        return not any(row[column] for column in (*self._single.values(), *self._details) if column != code)

    def _entry(self, row: list[str], number: int) -> Entry:
        if repeats_headings(self._table, row):
            raise Refused("row_repeats_headings")
        self._check_letters(row)
        entry = Entry(number)
        values = entry.values
        self._take_name(entry, row)
        self._take_place(entry, row)
        for column, key in self._plain:
            if row[column]:
                values[key] = row[column]
        for key, detail in split_details([row[c] for c in self._details]).items() if self._details else ():
            values.setdefault(key, detail)
        for key in ("position", "unit", "organisation"):
            official = f"{key}_official"
            if key in values and official not in self._single and has_lao(values[key]):
                values[official] = values.pop(key)
        self._take_capacity_and_status(entry, row)
        self._take_identity(entry, row)
        return entry

    def _check_letters(self, row: list[str]) -> None:
        """Lao of a font from before Unicode would be kept as signs nobody can read."""
        if "".join(row).isascii():
            return
        for column in (*self._single.values(), *self._details):
            if reads_like_old_lao(row[column]):
                raise Refused("row_old_lao", text=row[column])

    def _cell(self, row: list[str], key: str) -> str:
        column = self._single.get(key)
        return "" if column is None else row[column]

    def _take_name(self, entry: Entry, row: list[str]) -> None:
        values = entry.values
        given = " ".join(filter(None, (self._cell(row, "given"), self._cell(row, "middle"))))
        family, whole = self._cell(row, "family"), self._cell(row, "name")
        whole = whole or self._joined(given, family) or self._cell(row, "name_official")
        cell = name_parts(whole, self._cell(row, "honorific"), self._cell(row, "academic"))
        name = " ".join(cell.name.split())
        self._check_name(name)
        values["name"] = name
        entry.key = name_key(name)
        if cell.courtesy:
            values["courtesy"] = cell.courtesy
        if cell.salutation:
            values["salutation"] = cell.salutation
        if cell.academic:
            values["academic"] = cell.academic
        if given and family:
            values.update(given=given, family=family)
            if name.startswith(family):
                values["family_first"] = True
        elif parts := split_name(name):
            values.update(given=parts.given, family=parts.family)
            if parts.family_first:
                values["family_first"] = True
        if has_lao(name) and "name_official" not in self._single:
            values["name_official"] = name
        self._take_sex(entry, self._cell(row, "sex"), cell.sex_hint)

    def _joined(self, given: str, family: str) -> str:
        """Cyrillic lists write the family name first, others the given name."""
        if family and _CYRILLIC.search(family):
            return f"{family} {given}".strip()
        return f"{given} {family}".strip()

    def _check_name(self, name: str) -> None:
        if not name:
            raise Refused("row_without_name")
        if len(name) > LONGEST_NAME:
            raise Refused("row_name_too_long", most=LONGEST_NAME)
        if not any(map(str.isalpha, name)):
            raise Refused("row_name_without_letters", name=name)
        if name_key(name).strip("0123456789 ") in _TOTALS:
            raise Refused("row_is_total", name=name)

    def _take_sex(self, entry: Entry, cell: str, hint: str) -> None:
        """The list's own word counts, unless the title says the contrary: then it stays open and is noted."""
        said = sex_of(cell)
        if self._counts_women and cell in ("0", "1"):
            said = Sex.FEMALE if cell == "1" else Sex.MALE
        if said and hint and said != hint and said != Sex.OTHER:
            self.notes["sex_contradicts_title"] += 1
        elif said:
            entry.values["sex"] = said
        elif hint and self._options.sex_from_titles:
            entry.concluded = {"sex": hint}
            self.notes["sex_from_title"] += 1
        elif cell:
            self.notes["sex_unknown"] += 1

    def _take_place(self, entry: Entry, row: list[str]) -> None:
        entry.event, entry.place = self._cell(row, "event"), self._cell(row, "place")
        if "event" in self._single:
            entry.year, question = year_of(self._cell(row, "year"), self._options)
            if question:
                self.notes[question] += 1
        entry.delegation = self._cell(row, "delegation") or self._heading
        if not entry.delegation and self._grouped:
            entry.delegation = self._options.delegation or ""
        entry.delegation_code = self._cell(row, "delegation_code")
        entry.country, entry.nationality = self._cell(row, "country"), self._cell(row, "nationality")
        if not self._grouped and not (entry.delegation or entry.country or entry.delegation_code):
            raise Refused("row_without_delegation")
        section = self._cell(row, "section")
        if section:
            entry.section = section_of(section)
            if entry.section is None:
                self.notes["section_unknown"] += 1
        elif "section" in self._single:
            self.notes["section_missing"] += 1

    def _take_capacity_and_status(self, entry: Entry, row: list[str]) -> None:
        values = entry.values
        if cell := self._cell(row, "capacity"):
            if capacity := capacity_of(cell):
                values["capacity"] = capacity
            else:
                self.notes["capacity_unknown"] += 1
        position = values.get("position") or values.get("position_official") or ""
        concluded = self._capacity_heading or (position and capacity_in_position(position))
        if concluded and "capacity" not in values and concluded != Capacity.DELEGATE:
            entry.concluded = {**entry.concluded, "capacity": concluded}
        if cell := self._cell(row, "status"):
            if status := status_of(cell):
                values["status"] = status
            else:
                self.notes["status_unknown"] += 1
        for key, meaning in _COUNTED:
            if cell := self._cell(row, key):
                if value := meaning(cell):
                    values[key] = value
                else:
                    self.notes[f"{key}_unknown"] += 1

    def _take_identity(self, entry: Entry, row: list[str]) -> None:
        entry.source, entry.passport = self._cell(row, "source_id"), self._cell(row, "passport_no")
        if cell := self._cell(row, "birth_date"):
            entry.born, question = date_of(cell, self._options)
            if question:
                self.notes[question] += 1
        if self._options.keep_identity:
            if entry.born:
                entry.values["birth_date"] = entry.born
            if entry.passport:
                entry.values["passport_no"] = entry.passport
