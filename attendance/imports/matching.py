"""When two descriptions are of one person: agreement and contradiction, field by field.

A name alone never makes two people one. Within one delegation of one meeting, two rows with one name are
merged when they are copies of each other, or when at least one further detail agrees and none
contradicts; otherwise both are kept and offered to the person to decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from attendance.imports.cells import detail_key
from attendance.imports.entries import Entry

_DETAILS = (
    "position", "unit", "organisation", "position_official", "unit_official", "organisation_official",
    "email", "phone", "name_official",
)  # fmt: skip
_TWO_FORMS_OF = frozenset(("name_official",))


class Likeness(NamedTuple):
    """How two descriptions compare.

    Attributes:
        agreeing: number of details both give alike.
        contradicting: names of details both give differently.
        distinct: the identity detail (birth date, passport, sex, source id) that rules one person out, or ''.
    """

    agreeing: int
    contradicting: tuple[str, ...]
    distinct: str

    @property
    def score(self) -> int:
        return -100 if self.distinct else 2 * self.agreeing - len(self.contradicting)


_NOTHING: Mapping[str, Any] = {}


@dataclass(slots=True)
class Record:
    """One delegate to be: what one or several rows say about one person at one meeting.

    Attributes:
        entries: the rows, the first one gave most of ``values``.
        exists: id of the delegate in the file, None for a new one.
        person: id of the person, new or known.
        verdict: "added", "updated" or "unchanged", once decided; ``fields`` are those that change, and
            ``before`` what the file has in their place; ``was`` is the delegation it comes from.
    """

    entries: list[Entry]
    key: str
    values: dict[str, Any]
    concluded: Mapping[str, str]
    born: str
    passport: str
    source: str
    exists: UUID | None = None
    person: UUID | None = None
    verdict: str = "added"
    fields: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    before: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    was: str = ""

    @classmethod
    def of(cls, entry: Entry) -> "Record":
        return cls(
            [entry], entry.key, entry.values, entry.concluded, entry.born, entry.passport, entry.source
        )

    def absorb(self, entry: Entry) -> None:
        """Takes a row in: what it adds is added, what it says differently is not taken."""
        self.entries.append(entry)
        self.values = {**entry.values, **self.values}
        self.concluded = {**entry.concluded, **self.concluded}
        self.born, self.passport = self.born or entry.born, self.passport or entry.passport
        self.source = self.source or entry.source


def is_copy(record: Record, entry: Entry) -> bool:
    """Whether a row says exactly what another row of the record says."""
    return any(
        entry.values == other.values
        and (entry.born, entry.passport, entry.source) == (other.born, other.passport, other.source)
        and (entry.country, entry.nationality) == (other.country, other.nationality)
        for other in record.entries
    )


def compare(record: Record, entry: Entry) -> Likeness:
    """How a further row with the same name compares with what is known already."""
    distinct = ""
    for what, one, other in (
        ("birth_date", record.born, entry.born),
        ("passport_no", record.passport, entry.passport),
        ("source_id", record.source, entry.source),
        ("sex", _sex(record.values, record.concluded), _sex(entry.values, entry.concluded)),
    ):
        if one and other and not _same_identity(what, one, other):
            distinct = distinct or what
    return _with_details(record.values, entry.values, _identities(record, entry), distinct)


def compare_stored(record: Record, stored: Mapping[str, Any]) -> Likeness:
    """How a record compares with a delegate of the same name that is in the file."""
    distinct = ""
    for what, one in (("birth_date", record.born), ("passport_no", record.passport)):
        other = stored.get(what)
        if one and other and not _same_identity(what, one, other):
            distinct = distinct or what
    sex = _sex(record.values, record.concluded)
    if sex and stored.get("sex") and sex != stored["sex"]:
        distinct = distinct or "sex"
    return _with_details(record.values, stored, 0, distinct)


def _with_details(one: Mapping[str, Any], other: Mapping[str, Any], agreeing: int, distinct: str) -> Likeness:
    contradicting: list[str] = []
    for key in _DETAILS:
        a, b = one.get(key), other.get(key)
        if not a or not b:
            continue
        if detail_key(a) == detail_key(b):
            # The official form of the very name says no more than the name.
            agreeing += key not in _TWO_FORMS_OF
        else:
            contradicting.append(key)
    a, b = one.get("capacity"), other.get("capacity")
    if a and b and a != b:
        contradicting.append("capacity")
    return Likeness(agreeing, tuple(contradicting), distinct)


def _identities(record: Record, entry: Entry) -> int:
    """How many identity details both give, and alike."""
    return (
        (bool(record.born) and record.born == entry.born)
        + (bool(record.passport) and record.passport == entry.passport)
        + (bool(record.source) and record.source == entry.source)
    )


def _same_identity(what: str, one: str, other: str) -> bool:
    if what == "birth_date":  # a bare year agrees with every date in it
        return one.startswith(other) or other.startswith(one)
    return detail_key(one) == detail_key(other)


def _sex(values: Mapping[str, Any], concluded: Mapping[str, Any]) -> str:
    return values.get("sex") or concluded.get("sex") or ""


def changed_fields(record: Record, stored: Mapping[str, Any]) -> dict[str, Any]:
    """What the list says otherwise than the file; empty cells say nothing, conclusions only fill gaps."""
    fields = {
        key: value
        for key, value in record.values.items()
        if stored[key] != value and not (key == "name" and _only_capitals(value, stored[key]))
    }
    if "name" not in fields and record.values["name"] != stored["name"]:
        for part in ("given", "family", "family_first", "name_official"):
            fields.pop(part, None)
    if (sex := record.concluded.get("sex")) and not stored["sex"]:
        fields.setdefault("sex", sex)
    if (country := record.concluded.get("country")) and not stored["country"]:
        fields.setdefault("country", country)
    return fields


def _only_capitals(new: str, old: str) -> bool:
    """Whether a name differs from the known one only by being in capitals throughout."""
    return new.isupper() and not old.isupper() and new.casefold() == old.casefold()
