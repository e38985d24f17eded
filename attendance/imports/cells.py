"""Single cells taken apart: marks for "missing", years, dates, names, lines of detail."""

import re
from dataclasses import replace
from functools import lru_cache

from attendance.domain.names import NameParts, split_titles
from attendance.domain.text_keys import search_key
from attendance.domain.titles import may_begin_with
from attendance.imports.columns import MISSING
from attendance.imports.options import Options

BUDDHIST_FROM = 2400
_BUDDHIST_OFFSET = 543
ALWAYS_MISSING = frozenset(("-", "--", "—", "–", ".", "#N/A", "NULL", "null"))
_MARKS = frozenset(("NA", "N/A", "n/a"))
ANY_MARK = ALWAYS_MISSING | _MARKS
_SHARE_OF_NAMIBIA = 0.05
_GROUPED = 0.25
# Vowel signs and tone marks of Asian scripts are no word characters to `re`, yet they are letters.
_NOT_WORD = re.compile(r"[^\w\u0300-\u036f\u0590-\u06ff\u0900-\u109f\u1780-\u17ff]+|_")
_ISO_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)( 00:00)?")
_TEXT_DATE = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_OFFICE = re.compile(
    r"\b(ministr|minist[eè]re|depart|d[eé]part|divis|bureau|direct(ion|orate)|office|agency|institut|universit|embass|ambassade|mission"
    r"|secr[eé]tariat|council|commission|society|soci[eé]t[eé]|company|centre|center|foundation|government"
    r"|organi[sz]ation|association|group|bank|cabinet|service|network|fund|ong\b|ngo\b)|ກະຊວງ|ກົມ|ອົງການ|ສູນ",
    re.IGNORECASE,
)
_POST = re.compile(
    r"(vice|deputy|assistant|senior|chief|head|direct(or|eur|rice)\b|minister\b|ministre\b|advis|officer|manager"
    r"|secretary|president|pr[eé]sident|professor|expert|chef|conseill|charg[eé]|d[eé]put|member|delegate|student"
    r"|researcher|coordinator|representative|ambassador|ambassadeur|counsellor|attach)",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """A name for comparison: its folded words in alphabetical order, so that family first or last is one."""
    return " ".join(sorted(_NOT_WORD.sub(" ", search_key(name)).split()))


@lru_cache(maxsize=20_000)
def detail_key(text: str) -> str:
    """A detail for comparison: folded, without punctuation unless it is nothing else."""
    key = search_key(text)
    return " ".join(_NOT_WORD.sub(" ", key).split()) or key or text


_titles_alone = lru_cache(maxsize=5_000)(split_titles)


def name_parts(whole: str, titles: str, academic: str) -> NameParts:
    """The name cell without its titles, and with those of the title columns of its row."""
    first = whole.partition(" ")[0]
    if may_begin_with(first):
        parts = split_titles(whole, titles)
    else:
        alone = _titles_alone("", titles)
        parts = NameParts(alone.courtesy, alone.salutation, alone.academic, whole, alone.sex_hint)
    if academic and academic not in parts.academic:
        parts = replace(parts, academic=f"{parts.academic} {academic}".strip())
    return parts


def missing_marks(
    rows: list[list[str]], columns: list[int], country_columns: set[int]
) -> dict[int, frozenset[str]]:
    """For each column, the texts that stand for "nothing".

    "NA" is one where it plainly is the list's mark (several columns use it), but never in a column of
    two-letter country codes, where a few NA are Namibia.
    """
    marked = {column: sum(row[column] in _MARKS for row in rows) for column in columns}
    is_mark = sum(count > 0 for count in marked.values()) > 1 or any(
        c * 4 > len(rows) for c in marked.values()
    )
    found: dict[int, frozenset[str]] = {}
    for column in columns:
        found[column] = ALWAYS_MISSING | _MARKS if is_mark else ALWAYS_MISSING
        if column in country_columns and marked[column]:
            others = [row[column] for row in rows if row[column] and row[column] not in MISSING]
            codes = sum(len(value) == 2 for value in others) * 2 > len(others)
            few = marked[column] <= _SHARE_OF_NAMIBIA * (len(others) + marked[column])
            found[column] = ALWAYS_MISSING if codes and few else ALWAYS_MISSING | _MARKS
    return found


def is_filled_down(values: list[str]) -> bool:
    """Whether a column names something only on the first row of each group, as with merged cells.

    It does where most cells are empty, or where a good part is and nothing is ever said twice.
    """
    if not values or not values[0]:
        return False
    said = [value for value in values if value]
    blank = len(values) - len(said)
    return len(said) < 0.5 * len(values) or (
        blank > 1 and blank >= _GROUPED * len(values) and len(set(said)) == len(said)
    )


def year_of(cell: str, options: Options) -> tuple[int | None, str]:
    """The year of a cell, and what to ask about it: '' or ``years_buddhist``."""
    if not (cell.isascii() and cell.isdigit() and len(cell) == 4):
        return None, ""
    year = int(cell)
    if year < BUDDHIST_FROM:
        return year, ""
    if options.buddhist is None:
        return None, "years_buddhist"
    return (year - _BUDDHIST_OFFSET if options.buddhist else year), ""


def date_of(cell: str, options: Options) -> tuple[str, str]:
    """ISO text (or a bare year) of a date cell, '' when it cannot be told, and what to ask about it."""
    if found := _ISO_DATE.fullmatch(cell):
        year, month, day = found[1], int(found[2]), int(found[3])
    elif found := _TEXT_DATE.fullmatch(cell):
        first, second, year = int(found[1]), int(found[2]), found[3]
        if first > 12 or (options.day_first and second <= 12) or first == second:
            day, month = first, second
        elif second > 12 or options.day_first is False:
            month, day = first, second
        else:
            return "", "dates_ambiguous"
    else:
        number, question = year_of(cell, options)
        return (str(number) if number else ""), question
    number, question = year_of(year, options)
    if number is None or not (1 <= month <= 12 and 1 <= day <= 31):
        return "", question
    return f"{number:04d}-{month:02d}-{day:02d}", ""


def split_details(lines: list[str]) -> dict[str, str]:
    """Position, unit and organisation from lines printed below a name: the last is the organisation, the
    first the position unless it names an office, what is between the unit."""
    lines = [line for line in lines if line]
    if not lines:
        return {}
    if len(lines) == 1:
        return {"organisation" if _is_office(lines[0]) else "position": lines[0]}
    details: dict[str, str] = {"organisation": lines.pop()}
    if not _is_office(lines[0]) or len(lines) > 1:
        details["position"] = lines.pop(0)
    if lines:
        details["unit"] = ", ".join(lines)
    return details


@lru_cache(maxsize=20_000)
def _is_office(line: str) -> bool:
    return bool(_OFFICE.search(line)) and not _POST.match(line)
