"""Dates, times and numbers as each language writes them: Arabic digits, Gregorian years."""

from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo

T = TypeVar("T")

# Month names as they stand after a day; the Russian ones are in the genitive.
_MONTHS: dict[str, tuple[str, ...]] = {
    "en": (
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
    ),
    "lo": (
        *("ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ", "ພຶດສະພາ", "ມິຖຸນາ", "ກໍລະກົດ"),
        *("ສິງຫາ", "ກັນຍາ", "ຕຸລາ", "ພະຈິກ", "ທັນວາ"),
    ),
    "ru": (
        *("января", "февраля", "марта", "апреля", "мая", "июня", "июля"),
        *("августа", "сентября", "октября", "ноября", "декабря"),
    ),
}
_WEEKDAYS: dict[str, tuple[str, ...]] = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "lo": ("ວັນຈັນ", "ວັນອັງຄານ", "ວັນພຸດ", "ວັນພະຫັດ", "ວັນສຸກ", "ວັນເສົາ", "ວັນອາທິດ"),
    "ru": ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"),
}
_GROUP = {"en": ",", "lo": ".", "ru": "\u00a0"}
_POINT = {"en": ".", "lo": ",", "ru": ","}
_PERCENT = {"en": "%", "lo": "%", "ru": "\u00a0%"}


def date_long(language: str, iso: str) -> str:
    """Return "29 May 2024", "29 ພຶດສະພາ 2024", "29 мая 2024"; what is no ISO date comes back as it is."""
    day = _parsed(iso)
    return f"{_day_month(language, day)} {day.year:04d}" if day else iso


def day_month(language: str, iso: str) -> str:
    """Return "29 May", "29 ພຶດສະພາ"; "" for none."""
    day = _parsed(iso)
    return _day_month(language, day) if day else ""


def weekday(language: str, iso: str) -> str:
    """Return the name of the day of the week, "" for what is no ISO date."""
    day = _parsed(iso)
    return _of(_WEEKDAYS, language)[day.weekday()] if day else ""


def date_range(language: str, starts: str, ends: str) -> str:
    """Return "29–30 May 2024", "30 May – 2 June 2024", "30 December 2024 – 2 January 2025" or one day."""
    first, last = _parsed(starts), _parsed(ends)
    if first is None or last is None or first == last:
        return date_long(language, starts or ends)
    if first.year != last.year:
        return f"{date_long(language, starts)} – {date_long(language, ends)}"
    if first.month != last.month:
        return f"{_day_month(language, first)} – {date_long(language, ends)}"
    return f"{first.day}–{date_long(language, ends)}"


def local(at: int, zone: str) -> datetime:
    """Return the instant `at` (ms since 1970 UTC) on the clocks of `zone`; UTC where the zone is unknown."""
    moment = datetime.fromtimestamp(at / 1000, UTC)
    try:
        return moment.astimezone(ZoneInfo(zone))
    except (OSError, ValueError, LookupError):
        return moment


def number(language: str, value: float, digits: int = 0) -> str:
    """Return "12,345" or "37.5" with the separators of the language; halves go up, as in a spreadsheet."""
    exact = Decimal(f"{value:.15g}").quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)
    plain = f"{exact:,.{digits}f}"
    swap = {",": _of(_GROUP, language), ".": _of(_POINT, language)}
    return "".join(swap.get(c, c) for c in plain)


def percent(language: str, share: float, digits: int = 0) -> str:
    """Return the share (0.375) as "37.5%" does in the language."""
    return number(language, share * 100, digits) + _of(_PERCENT, language)


def _parsed(iso: str) -> date | None:
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def _day_month(language: str, day: date) -> str:
    return f"{day.day} {_of(_MONTHS, language)[day.month - 1]}"


def _of(table: dict[str, T], language: str) -> T:
    return table.get(language, table["en"])
