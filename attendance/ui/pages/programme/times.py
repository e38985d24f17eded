"""The times of a programme: its days, what is free, what overlaps; minutes are those since midnight."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from attendance.domain.kinds import SessionKind
from attendance.queries.programme import Item, Programme

STEP = 5
DAY_MINUTES = 24 * 60
USUAL_LENGTH, LEAST_FREE = 60, 15
NINE = 9 * 60


def minutes(time: str) -> int:
    """Minutes since midnight of "HH:MM"."""
    return int(time[:2]) * 60 + int(time[3:5])


def clock(minute: int) -> str:
    """ "HH:MM" of minutes since midnight; the last minute of the day stands for its end."""
    kept = max(0, min(minute, DAY_MINUTES - 1))
    return f"{kept // 60:02d}:{kept % 60:02d}"


def span(item: Item) -> tuple[int, int]:
    """When a timed item begins and ends, in minutes; without an end it is taken to last an hour."""
    starts = minutes(item.starts or "00:00")
    return starts, minutes(item.ends) if item.ends else min(starts + USUAL_LENGTH, DAY_MINUTES)


def days_of(programme: Programme) -> list[tuple[str | None, bool]]:
    """Every day of the event and every other day something is planned on, with whether it lies outside.

    Items without a day come first, where there are some or where the event has no days yet.
    """
    inside = _between(programme.starts, programme.ends)
    used = {item.day for item in programme.items if item.day}
    days: list[tuple[str | None, bool]] = [(day, day not in inside and bool(inside)) for day in inside | used]
    days.sort(key=lambda pair: pair[0] or "")
    open_ones = any(item.day is None for item in programme.items)
    return [(None, False), *days] if open_ones or not days else days


def neighbours(programme: Programme) -> list[str]:
    """The days an item can be put on by choosing: those shown, and one before and after them."""
    shown = [date.fromisoformat(day) for day, _ in days_of(programme) if day]
    if not shown:
        return []
    around = {*shown, shown[0] - timedelta(1), shown[-1] + timedelta(1)}
    return [day.isoformat() for day in sorted(around)]


def _between(starts: str | None, ends: str | None) -> set[str]:
    if not starts:
        return set()
    first = date.fromisoformat(starts)
    count = (date.fromisoformat(ends or starts) - first).days
    return {(first + timedelta(offset)).isoformat() for offset in range(count + 1)}


def free_time(items: Sequence[Item], day: str, after: Item | None) -> dict[str, int]:
    """The first free time of a day, an hour or what there is of it, as ``starts`` and ``ends`` in minutes.

    It is looked for after an item of that day, or from nine; half-days are there to be filled.
    """
    planned = (i for i in items if i.day == day and i.starts and i.kind != SessionKind.HALF_DAY)
    busy = sorted(span(item) for item in planned)
    halves = after is not None and after.kind == SessionKind.HALF_DAY
    starts = NINE if after is None or not after.starts else span(after)[0 if halves else 1]
    for begins, ends in busy:
        if begins - starts >= LEAST_FREE:
            break
        starts = max(starts, ends)
    starts = min(starts, DAY_MINUTES - 1 - LEAST_FREE)
    following = (begins for begins, _ in busy if begins > starts)
    return {"starts": starts, "ends": min(starts + USUAL_LENGTH, DAY_MINUTES - 1, *following)}


def clashes(items: Sequence[Item]) -> dict[UUID, list[Item]]:
    """Items in the same room at the same time, by id; a half-day frames others and clashes with none."""
    rooms: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        room = (item.room or item.room_official or "").casefold()
        if item.day and item.starts and room and item.kind != SessionKind.HALF_DAY:
            rooms.setdefault((item.day, room), []).append(item)
    found: dict[UUID, list[Item]] = {}
    for group in rooms.values():
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                if meet(span(one), span(other)):
                    found.setdefault(one.id, []).append(other)
                    found.setdefault(other.id, []).append(one)
    return found


def meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether two spans of time overlap."""
    return one[0] < other[1] and other[0] < one[1]
