"""What the values of a column look like, and how well they fit what its heading says."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from attendance.domain.text_keys import has_lao
from attendance.domain.titles import leading_titles
from attendance.imports.fields import DETAIL
from attendance.imports.values import capacity_of, section_of, sex_of, status_of
from attendance.language.countries import find_country

_SAMPLED = 400
_LOOKED_AT = 4_000
_PHONE = re.compile(r"\+?[\d\s().\-/;,]{6,40}")
_DATE = re.compile(r"\d{4}-\d\d-\d\d( .*)?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(1[89]|2[0-6])\d\d")
_YEAR = re.compile(r"(1[89]|2[0-6])\d\d")
_WRITTEN = re.compile(r"[^\W\d_]")
_NOT_LATIN = re.compile(r"[\u0400-\u052f\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]")
MISSING = frozenset(
    ("NA", "N/A", "n/a", "#N/A", "-", "--", "—", "–", ".", "NULL", "null", "None", "нет", "—")
)


@dataclass(frozen=True, slots=True)
class Look:
    """A column's values at a glance; shares are of the filled cells, from 0 to 1.

    Attributes:
        filled: how many sampled cells hold something.
        examples: the first different values.
    """

    filled: int
    examples: tuple[str, ...]
    distinct: float
    numbers: float
    words: float
    emails: float
    phones: float
    dates: float
    years: float
    addresses: float
    titles: float
    sexes: float
    binary: float
    countries: float
    sections: float
    capacities: float
    statuses: float
    not_latin: float
    lao: float


def look_at(rows: list[list[str]], column: int) -> Look:
    """The look of a column from at most 400 of its filled cells, evenly taken."""
    for step in (max(1, len(rows) // _LOOKED_AT), 1):
        filled = [row[column] for row in rows[::step] if row[column] and row[column] not in MISSING]
        if len(filled) >= _SAMPLED:
            break
    sample = filled[:: max(1, len(filled) // _SAMPLED)]
    count = Counter(sample)
    total = len(sample) or 1

    def share(test: Callable[[str], object]) -> float:
        return sum(times for value, times in count.items() if test(value)) / total

    return Look(
        filled=len(sample),
        examples=tuple(list(dict.fromkeys(sample))[:5]),
        distinct=len(count) / total,
        numbers=share(lambda v: not _WRITTEN.search(v)),
        words=sum(len(value.split()) * times for value, times in count.items()) / total,
        emails=share(lambda v: "@" in v and "." in v),
        phones=share(
            lambda v: _PHONE.fullmatch(v) and sum(map(str.isdigit, v)) >= 6 and not _DATE.fullmatch(v)
        ),
        dates=share(_DATE.fullmatch),
        years=share(_YEAR.fullmatch),
        addresses=share(lambda v: "://" in v or v.startswith("/")),
        titles=share(is_title),
        sexes=share(sex_of),
        binary=share(lambda v: v in ("0", "1")),
        countries=share(find_country),
        sections=share(section_of),
        capacities=share(capacity_of),
        statuses=share(status_of),
        not_latin=share(_NOT_LATIN.search),
        lao=share(has_lao),
    )


def is_title(text: str) -> bool:
    """Whether a cell holds titles and nothing else ("H.E. Dr.", "ທ່ານ ປອ.")."""
    if text.strip(". ") == "M":
        return True
    return len(text) <= 40 and leading_titles(f"{text} Berg Lund")[1] == "Berg Lund"


def fit(field: str, look: Look) -> float:
    """How well the values bear out a heading that means ``field``: a factor from 0 to 1."""
    if not look.filled:
        return 0.6
    wanted = {
        "email": look.emails, "phone": max(look.phones, 0.8 * (look.numbers > 0.8)), "year": look.years,
        "honorific": look.titles, "section": look.sections, "capacity": look.capacities,
        "status": look.statuses, "country": look.countries, "birth_date": look.dates,
        "sex": max(look.sexes, 0.9 * look.binary),
    }.get(field)  # fmt: skip
    if wanted is not None:
        return 1.0 if wanted >= 0.5 else 0.8 if wanted >= 0.25 else 0.0
    if field == "source_id":
        return 1.0 if look.distinct > 0.99 else 0.0
    if field in ("name", "given", "family", "middle", "name_official"):
        return 0.0 if look.numbers > 0.3 or look.emails > 0.3 or look.addresses > 0.3 else 1.0
    if field in ("delegation", "delegation_code", "position", "unit", "organisation", DETAIL):
        return 0.0 if look.numbers > 0.6 or look.addresses > 0.3 or look.emails > 0.5 else 1.0
    return 1.0


def meaning_by_values(look: Look) -> tuple[str, float] | None:
    """What a column without a known heading plainly holds."""
    if look.filled < 2:
        return None
    if look.emails > 0.8:
        return "email", 0.7
    if look.titles > 0.8:
        return "honorific", 0.6
    if look.sexes > 0.9 and look.distinct * look.filled <= 3:
        return "sex", 0.6
    if look.phones > 0.8:
        return "phone", 0.45
    if look.countries > 0.8:
        return "country", 0.5
    return None


def name_likeness(look: Look) -> float:
    """How much a column without a known heading looks like full names; 0 when not at all."""
    if look.filled < 1 or look.numbers > 0.1 or look.emails or look.addresses or look.countries > 0.3:
        return 0.0
    return look.distinct if 1.5 <= look.words <= 5 else 0.0
