"""What a file holds: people, attendance or a programme, as far as it can be told by looking at it."""

from enum import StrEnum
from pathlib import Path

from attendance.domain.errors import Refused
from attendance.imports.attendance_table import looks_like_attendance
from attendance.imports.programme_sheet import programme_columns
from attendance.imports.reading import read_list

_CALENDARS = frozenset({".ics", ".ical", ".ifb", ".xml"})
_LOOKED_AT = 4096
_LARGEST = 4_000_000
"""Bytes; larger ones are lists of people, and not read twice."""


class Holds(StrEnum):
    PEOPLE = "people"
    ATTENDANCE = "attendance"
    PROGRAMME = "programme"


def is_calendar(path: Path) -> bool:
    """Whether a file's name says that it is a programme, without opening it."""
    return path.suffix.lower() in _CALENDARS


def guess(path: str) -> Holds:
    """What the file seems to hold; what cannot be read is a list of people, and refused there."""
    file = Path(path)
    if is_calendar(file):
        return Holds.PROGRAMME
    try:
        if file.stat().st_size > _LARGEST:
            return Holds.PEOPLE
        with file.open("rb") as opened:
            if b"BEGIN:VCALENDAR" in opened.read(_LOOKED_AT).upper():
                return Holds.PROGRAMME
        sheets = [sheet for sheet in read_list(file) if not sheet.hidden]
    except (Refused, OSError):
        return Holds.PEOPLE
    if looks_like_attendance(sheets):
        return Holds.ATTENDANCE
    return Holds.PROGRAMME if any(programme_columns(sheet) for sheet in sheets) else Holds.PEOPLE
