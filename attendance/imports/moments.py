"""Days and times of day as people and programs write them, in four languages."""

import re
from datetime import date, timedelta
from functools import cache, lru_cache

from attendance.domain.text_keys import has_lao, loose_key

_MONTHS = (
    "january jan janvier januar январь января янв ມັງກອນ",
    "february feb février fevrier февраль февраля фев ກຸມພາ",
    "march mar mars март марта мар ມີນາ",
    "april apr avril апрель апреля апр ເມສາ",
    "may mai май мая ພຶດສະພາ",
    "june jun juin июнь июня июн ມິຖຸນາ",
    "july jul juillet июль июля июл ກໍລະກົດ",
    "august aug août aout август августа авг ສິງຫາ",
    "september sep sept septembre сентябрь сентября сен сент ກັນຍາ",
    "october oct octobre октябрь октября окт ຕຸລາ",
    "november nov novembre ноябрь ноября ноя ພະຈິກ",
    "december dec décembre decembre декабрь декабря дек ທັນວາ",
)
_WEEKDAYS = frozenset(
    word
    for words in (
        "mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday",
        "lun mar mer jeu ven sam dim lundi mardi mercredi jeudi vendredi samedi dimanche",
        "пн вт ср чт пт сб вс понедельник вторник среда четверг пятница суббота воскресенье",
    )
    for word in words.split()
)
_EPOCH = date(1899, 12, 30)
_SERIALS = range(36_526, 73_051)
"""Excel's day numbers of the years 2000 to 2099."""
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_SHORT = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d{2})(?!\d)")
_NAMED = re.compile(r"[^\W\d_][^\W\d_\u0eb0-\u0ecd]*[\u0e80-\u0eff]*|\d+")
_DAY_N = re.compile(r"\b(?:day|jour|день|d|j|д)[\s._-]*(\d{1,2})\b|ມື້ທີ\s*(\d{1,2})|\b(\d{1,2})[-\s]?й день")
_CLOCK = re.compile(
    r"(?<![\d.:/])(\d{1,2})(?:(?:\s?[hч]\s?|[:.])(\d{2}))?(?::(\d{2}))?(?:[.,]\d+)?\s*(am|pm|a\.m\.|p\.m\.)?(?![\d:/])",
    re.IGNORECASE,
)
_HALVES = (
    ("am", re.compile(r"\b(am|a\.m\.?|morning|forenoon|matin|утро|утром|до обеда)(?!\w)|ເຊົ້າ|ເຊົາ")),
    ("pm", re.compile(r"\b(pm|p\.m\.?|afternoon|apr[eè]s[- ]midi|днем|после обеда)(?!\w)|ບ່າຍ|ບາຍ|ແລງ")),
)


@lru_cache(maxsize=20_000)
def day_of(text: str, *, day_first: bool | None = None, year: int | None = None) -> str | None:
    """The ISO date a text names, None where it names none or could be two.

    Args:
        day_first: whether 03/04/2024 is the third of April; unknown, it is none.
        year: of a date that names none ("29 May").
    """
    text = text.strip()
    if found := _ISO.search(text):
        return _date(int(found[1]), int(found[2]), int(found[3]))
    if found := _SHORT.search(text):
        first, second, last = int(found[1]), int(found[2]), int(found[3])
        last += 2000 if last < 100 else 0
        if first > 12 or first == second or day_first or "." in found[0]:
            return _date(last, second, first)
        if second > 12 or day_first is False:
            return _date(last, first, second)
        return None
    if re.fullmatch(r"\d{5}(\.0+)?", text) and int(float(text)) in _SERIALS:
        return (_EPOCH + timedelta(days=int(float(text)))).isoformat()
    return _named(text, year)


def two_ways(text: str) -> str:
    """The date in a text that is two, by which of day and month comes first ("03/04/2024"); else ""."""
    found = None if _ISO.search(text) else _SHORT.search(text)
    if found is None or "." in found[0] or found[1] == found[2]:
        return ""
    return found[0] if int(found[1]) <= 12 and int(found[2]) <= 12 and int(found[1]) != int(found[2]) else ""


def _named(text: str, year: int | None) -> str | None:
    """ "29 May 2024", "May 29, 2024", "Wednesday 29 мая", "29 ພຶດສະພາ 2024"."""
    month = month_of(text)
    if month is None:
        return None
    numbers = [int(number) for number in re.findall(r"(?<![\d:.])\d{1,4}(?![\d:])", text)]
    years = [number for number in numbers if 1900 < number < 2700]
    days = [number for number in numbers if 1 <= number <= 31]
    if not days or not (years or year):
        return None
    return _date(years[0] if years else year or 0, month, days[0])


@lru_cache(maxsize=5_000)
def month_of(text: str) -> int | None:
    """The month (1–12) named in a text."""
    for word in _NAMED.findall(text.lower()):
        if found := _months().get(loose_key(word)):
            return found
    if has_lao(text):  # Lao is written without spaces
        key = loose_key(text)
        return next((number for word, number in _months().items() if has_lao(word) and word in key), None)
    return None


@cache
def _months() -> dict[str, int]:
    return {loose_key(word): n for n, words in enumerate(_MONTHS, 1) for word in words.split()}


def year_in(text: str) -> int | None:
    """A year between 1990 and 2099 that stands in a text."""
    found = re.search(r"(?<!\d)(19[9]\d|20\d\d)(?!\d)", text)
    return int(found[1]) if found else None


def is_weekday(text: str) -> bool:
    """Whether a cell is the name of a day of the week and no more."""
    return text.strip(" .").lower() in _WEEKDAYS or loose_key(text).startswith("ວັນ")


def day_number(text: str) -> int | None:
    """The n of "Day n" (2 for "Day 2", "День 2", "ມື້ທີ 2", "D2-S1")."""
    found = _DAY_N.search(text.lower())
    return next((int(group) for group in found.groups() if group), None) if found else None


def half_of(text: str) -> str | None:
    """ "am" or "pm" where a heading names a half of the day."""
    lower = text.lower()
    return next((half for half, words in _HALVES if words.search(lower)), None)


@lru_cache(maxsize=20_000)
def clock_of(text: str) -> str | None:
    """The first time of day in a text as "HH:MM"; an Excel fraction of a day is one, too."""
    times = clocks_of(text)
    return times[0] if times else None


@lru_cache(maxsize=20_000)
def clocks_of(text: str) -> tuple[str, ...]:
    """Every time of day in a text, in its order: two for "09:00–10:30"."""
    text = text.strip()
    if re.fullmatch(r"0?\.\d{3,}", text):
        minutes = round(float(text) * 1440)
        return (f"{minutes // 60:02d}:{minutes % 60:02d}",)
    text = _ISO.sub(" ", text).replace("T", " ")
    text = re.sub(r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2,4}", " ", text)
    found: list[str] = []
    for match in _CLOCK.finditer(text):
        hour, minute, mark = int(match[1]), int(match[2] or 0), (match[4] or "").lower().replace(".", "")
        if match[2] is None and not mark:
            continue
        if mark and hour <= 12:
            hour = hour % 12 + (12 if mark == "pm" else 0)
        if hour < 24 and minute < 60:
            found.append(f"{hour:02d}:{minute:02d}")
    return tuple(found)


@lru_cache(maxsize=5_000)
def minutes_of(text: str) -> int | None:
    """A length in minutes: "0:25", "1:30", "45 min", "1 h 30"; None where none is told."""
    text = text.strip().lower()
    if found := re.fullmatch(r"(\d{1,2}):(\d{2})(:\d{2})?", text):
        return int(found[1]) * 60 + int(found[2])
    found = re.search(r"(?:(\d+)\s*(?:h|hr|hour|ч|час|ຊົ່ວໂມງ)\w*)?\s*(?:(\d+)\s*(?:m|min|мин|'|ນາທີ))?", text)
    if found and (found[1] or found[2]):
        return int(found[1] or 0) * 60 + int(found[2] or 0)
    return int(text) if text.isdecimal() and 0 < int(text) < 1440 else None


def plus(clock: str, minutes: int) -> tuple[str, int]:
    """The time of day so many minutes later, and how many days on."""
    total = int(clock[:2]) * 60 + int(clock[3:]) + minutes
    return f"{total % 1440 // 60:02d}:{total % 60:02d}", total // 1440


def _date(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
