"""When a repeating entry of a calendar happens, within some days and with a cap."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import Any, NamedTuple

from attendance.imports.programme_items import MOST_TIMES

_DAILY_AND_SLOWER = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_STEPS = 30_000
"""Occurrences counted on the way to the event's days; daily, that is eighty years."""
_LONGEST = timedelta(days=60)


class Times(NamedTuple):
    """Beginnings, as the entry's own (with its zone, or none); ``problem`` a code of ``SKIPS`` or ''."""

    starts: list[date]
    repeats: bool = False
    problem: str = ""


def times_of(component: Any, first: date, window: tuple[date, date] | None) -> Times:
    """The beginnings of an entry; without a rule or further dates it is its first one.

    Args:
        component: a VEVENT of icalendar.
        window: the days of the event, both included; None counts sixty days from the first time.
    """
    rules, extra = _listed(component, "RRULE"), _dates(component, "RDATE")
    if not rules and not extra:
        return Times([first])
    left_out = {_bare(moment) for moment in _dates(component, "EXDATE")}
    from_, until = window or (_day(first), _day(first) + _LONGEST)
    found: set[date] = {first}
    problem = ""
    for rule in rules:
        try:
            more, enough = _of_rule(rule, first, from_, until)
            found |= set(more)
            problem = problem or enough
        except _TooFineError:
            problem = "rule_too_fine"
        except Exception:
            problem = "bad_rule"
    found |= {moment for moment in extra if isinstance(moment, datetime) == isinstance(first, datetime)}
    kept = [moment for moment in found if _bare(moment) not in left_out]
    if not problem or problem == "too_many_times":
        kept = [moment for moment in kept if from_ <= _day(moment) <= until]
    else:
        kept = [first]
    kept.sort(key=_bare)
    if len(kept) > MOST_TIMES:
        kept, problem = kept[:MOST_TIMES], "too_many_times"
    return Times(kept, True, problem)


class _TooFineError(Exception):
    pass


def _of_rule(rule: Any, first: date, from_: date, until: date) -> tuple[list[date], str]:
    """Computed on the wall clock of the entry's zone, so that 9 o'clock stays 9 o'clock all year."""
    from dateutil.rrule import rrulestr

    # A rule the library refuses to read (spaces in it) is text.
    told = str(rule) if isinstance(rule, str) else str(rule.to_ical().decode())
    told = told.replace(" ", "").upper()
    frequency = next((part[5:] for part in told.split(";") if part.startswith("FREQ=")), "")
    if frequency in ("HOURLY", "MINUTELY", "SECONDLY"):
        raise _TooFineError
    if frequency not in _DAILY_AND_SLOWER:
        raise ValueError("no frequency")
    bare = _bare(first)
    zone = first.tzinfo if isinstance(first, datetime) else None
    text = _with_bare_until(told, zone)
    dated: Any = rrulestr(text, dtstart=bare)
    found: list[date] = []
    ends = datetime.combine(until, time.max)
    begins = datetime.combine(from_, time.min)
    for moment in islice(dated, _STEPS):
        if moment > ends:
            break
        if moment >= begins:
            found.append(moment.replace(tzinfo=zone) if isinstance(first, datetime) else moment.date())
        if len(found) > MOST_TIMES:
            return found, "too_many_times"
    return found, ""


def _with_bare_until(rule: str, zone: Any) -> str:
    """The rule as text, its UNTIL on the same wall clock as its first time."""
    parts: list[str] = []
    for part in rule.split(";"):
        name, _, value = part.partition("=")
        if name.upper() == "UNTIL" and value.endswith("Z"):
            moment = datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
            value = f"{moment.astimezone(zone) if zone else moment:%Y%m%dT%H%M%S}"
        parts.append(f"{name}={value}")
    return ";".join(parts)


def _listed(component: Any, name: str) -> list[Any]:
    try:
        value = component.get(name)
    except Exception:
        return []
    if value is None:
        return []
    return value if isinstance(value, list) else [value]  # pyright: ignore[reportUnknownVariableType]


def _dates(component: Any, name: str) -> list[date]:
    """The dates of RDATE or EXDATE; of a period its beginning."""
    found: list[date] = []
    for part in _listed(component, name):
        for one in getattr(part, "dts", ()):
            value = getattr(one, "dt", None)
            if isinstance(value, tuple):
                value = value[0]  # pyright: ignore[reportUnknownVariableType]
            if isinstance(value, date):
                found.append(value)
    return found


def _bare(moment: date) -> datetime:
    if isinstance(moment, datetime):
        return moment.replace(tzinfo=None)
    return datetime.combine(moment, time.min)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment
