"""Arrivals over one local day, in even steps, with the peak."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from attendance.domain.local_time import clock

STEPS = (5, 10, 15, 30, 60)
"""Minutes of one step; the smallest that is coarse enough is taken."""

MOST_STEPS = 48
"""Steps a curve shows at most, where the day allows."""

LEAST_SPAN = 60
"""Minutes; a curve of two people who came together would else be one line."""

DAY = 24 * 60
"""Minutes."""


@dataclass(frozen=True, slots=True)
class Arrivals:
    """First entries of one local day.

    Attributes:
        day: the day shown, ISO; "" where nobody came.
        first: minutes after midnight at which the first step begins.
        step: minutes of one step.
        counts: entries in each step, without a gap.
        elsewhere: entries on other days.
    """

    day: str = ""
    first: int = 0
    step: int = 5
    counts: tuple[int, ...] = ()
    elsewhere: int = 0

    @property
    def total(self) -> int:
        """Everybody shown."""
        return sum(self.counts)

    @property
    def last(self) -> int:
        """Minutes after midnight at which the last step ends."""
        return self.first + self.step * len(self.counts)

    def peak(self) -> tuple[int, int] | None:
        """The fullest step, the earliest of equals: (minutes after midnight, entries); None for nobody."""
        if not self.total:
            return None
        most = max(self.counts)
        return self.first + self.counts.index(most) * self.step, most


def arrivals(
    entries: Iterable[tuple[int, int]], zone: str, day: str | None = None, marks: Sequence[int] = ()
) -> Arrivals:
    """Put entries into steps.

    Args:
        entries: (minute since 1970 UTC, how many).
        zone: IANA time zone of the event; UTC where it is unknown.
        day: the day wanted, ISO; where nobody came on it, or None, the fullest day is taken.
        marks: minutes after midnight that are shown too, such as the start.
    """
    here = clock(zone)
    days: dict[str, Counter[int]] = {}
    for minute, n in entries:
        moment = datetime.fromtimestamp(minute * 60, here)
        days.setdefault(moment.date().isoformat(), Counter())[moment.hour * 60 + moment.minute] += n
    if not days:
        return Arrivals()
    shown = day if day in days else max(sorted(days), key=lambda one: days[one].total())
    counted = days[shown]
    elsewhere = sum(other.total() for name, other in days.items() if name != shown)
    seen = [*counted, *(mark for mark in marks if 0 <= mark < DAY)] if shown == day or not day else [*counted]
    low, high = min(seen), max(seen) + 1
    spare = max(0, LEAST_SPAN - (high - low))
    low, high = max(0, low - spare // 2), min(DAY, high + spare - spare // 2)
    step = next((one for one in STEPS if high - low <= one * MOST_STEPS), STEPS[-1])
    first = low // step * step
    counts = [0] * -((first - high) // step)
    for minute, n in counted.items():
        counts[(minute - first) // step] += n
    return Arrivals(shown, first, step, tuple(counts), elsewhere)


def minute_of(time: str | None) -> int | None:
    """Minutes after midnight of "08:30"; None for what is no time."""
    try:
        hour, _, minute = (time or "").partition(":")
        found = int(hour) * 60 + int(minute)
    except ValueError:
        return None
    return found if 0 <= found < DAY else None
