"""Between the UTC of the facts and the wall clock of an event's place."""

from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo


@lru_cache(maxsize=64)
def clock(zone: str) -> tzinfo:
    """The time zone of that IANA name; UTC where there is none, so that nothing at the door fails for it."""
    try:
        return ZoneInfo(zone)
    except (OSError, ValueError, LookupError):
        return UTC


def instant(day: str | None, time: str | None, zone: str) -> int | None:
    """The moment (ms UTC) of a local "HH:MM" on an ISO date; None where either is open or unreadable."""
    if not day or not time:
        return None
    try:
        local = datetime.fromisoformat(f"{date.fromisoformat(day)}T{time}").replace(tzinfo=clock(zone))
        return int(local.timestamp() * 1000)
    except (ValueError, OverflowError):
        return None


def local_day(at: int, zone: str) -> str:
    """The local ISO date of a moment (ms UTC); a clock beyond all calendars is on their first day."""
    try:
        return datetime.fromtimestamp(at / 1000, clock(zone)).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return date.min.isoformat()
