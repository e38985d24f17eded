"""Where every item of a programme stands: days side by side, hours downwards; no widget, no paint."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect

from attendance.domain.kinds import SessionKind
from attendance.queries.programme import Item, Programme
from attendance.ui.pages.programme.times import DAY_MINUTES, STEP, USUAL_LENGTH, days_of, meet, span

LEAST_DAY, LEAST_LANE, TRAY = 9.4, 6.2, 16.0
"""Widths in lines of text."""

GAP = 3
HOUR_LEAST, HOUR_MOST, HOUR_LARGEST = 2.4, 4.4, 7.6
"""Heights of an hour in lines of text."""

EARLY, LATE = 8 * 60, 18 * 60


def least_height(line: int) -> int:
    """The least height of an item, however short it is."""
    return line + 5


def card_height(line: int) -> int:
    """The height of an item that has no time."""
    return line + 15


class Column(NamedTuple):
    """One day, or with None the items that have none; ``outside`` the event's days."""

    day: str | None
    outside: bool
    left: int
    width: int
    strip: int


class Plan(NamedTuple):
    """The whole drawing in points, its origin below the names of the days and right of the hours.

    Attributes:
        areas: one rectangle for each item; strips: which of them are the narrow band of a half-day.
        line: how high one line of text is; hours_top: where minute ``first`` stands;
            ``scale`` points a minute, ``last`` the last minute.
    """

    columns: tuple[Column, ...]
    areas: tuple[QRect, ...]
    strips: frozenset[int]
    line: int
    hours_top: int
    first: int
    last: int
    scale: float
    width: int
    height: int

    def top_of(self, minute: int) -> int:
        """How far down a minute of the day stands."""
        return round(self.hours_top + (minute - self.first) * self.scale)

    def minute_at(self, y: float) -> int:
        """The minute of the day at a height, to five minutes."""
        exact = self.first + (y - self.hours_top) / self.scale
        return max(self.first, min(round(exact / STEP) * STEP, self.last))

    def column_at(self, x: float) -> Column | None:
        """The column at a place; beyond the last one it is the last."""
        for column in self.columns:
            if x < column.left + column.width:
                return column
        return self.columns[-1] if self.columns else None

    def column_of(self, day: str | None) -> Column | None:
        """The column of a day."""
        return next((column for column in self.columns if column.day == day), None)

    def timed(self, column: Column, starts: int, ends: int) -> QRect:
        """The whole width of a day from one minute to another."""
        top = self.top_of(starts)
        height = max(least_height(self.line), self.top_of(ends) - top - 1)
        left = column.left + column.strip + 4
        return QRect(left, top, column.left + column.width - 4 - left, height)


def plan(programme: Programme, width: int, height: int, line: int) -> Plan:
    """Lay a programme out for ``width`` × ``height`` points, a line of text being ``line`` high.

    Days are as wide as there is room, and wider where items of one time stand side by side.
    """
    items, days = programme.items, days_of(programme)
    first, last = _hours(items)
    scale = _scale(items, height, last - first, line)
    by_day: dict[str | None, list[int]] = {day: [] for day, _ in days}
    for place, item in enumerate(items):
        by_day[item.day].append(place)
    least = least_height(line) / scale
    lanes = {day: _lanes(items, places, least) for day, places in by_day.items()}
    share = max(round(LEAST_DAY * line), width // max(1, len(days)))
    columns, left = [], 0
    for day, outside in days:
        strip = line + 7 if any(lane is None for lane in lanes[day].values()) else 0
        most = max((count for _, count in filter(None, lanes[day].values())), default=1)
        room = max(
            share if day else min(share, round(TRAY * line)), strip + most * round(LEAST_LANE * line) + 8
        )
        columns.append(Column(day, outside, left, room, strip))
        left += room
    untimed = max((len(places) - len(lanes[day]) for day, places in by_day.items() if day), default=0)
    hours_top = 8 + (untimed * (card_height(line) + GAP) + 8 if untimed else 0)
    made = Plan(
        tuple(columns), (), frozenset(), line, hours_top, first, last, scale, left,
        hours_top + round((last - first) * scale) + 12 if any(by_day) else 0,
    )  # fmt: skip
    return _placed(made, items, by_day, lanes)


def _placed(
    made: Plan,
    items: Sequence[Item],
    by_day: dict[str | None, list[int]],
    lanes: dict[str | None, "Lanes"],
) -> Plan:
    areas: dict[int, QRect] = {}
    strips: set[int] = set()
    card = card_height(made.line)
    for column in made.columns:
        down = 8
        for place in by_day[column.day]:
            if place not in lanes[column.day]:
                areas[place] = QRect(column.left + 4, down, column.width - 8, card)
                down += card + GAP
                continue
            whole = made.timed(column, *span(items[place]))
            lane = lanes[column.day][place]
            if lane is None:
                strips.add(place)
                areas[place] = QRect(column.left + 4, whole.y(), column.strip - 3, whole.height())
            else:
                number, count = lane
                step = (whole.width() + GAP) / count
                left = round(whole.x() + number * step)
                right = round(whole.x() + (number + 1) * step) - GAP
                areas[place] = QRect(left, whole.y(), right - left, whole.height())
    tallest = max((area.bottom() + 12 for area in areas.values()), default=0)
    return made._replace(
        areas=tuple(areas[place] for place in range(len(items))),
        strips=frozenset(strips),
        height=max(made.height, tallest),
    )


Lanes = dict[int, tuple[int, int] | None]
"""For each timed item of a day: its lane and how many there are; None for a half-day beside its items."""


def _lanes(items: Sequence[Item], places: Sequence[int], least: float) -> Lanes:
    timed = [place for place in places if items[place].day and items[place].starts]
    spans: dict[int, tuple[float, float]] = {}
    for place in timed:
        starts, ends = span(items[place])
        spans[place] = (starts, max(ends, starts + least))
    halves = [place for place in timed if items[place].kind == SessionKind.HALF_DAY]
    others = [place for place in timed if place not in halves]
    lanes: Lanes = {}
    for half in halves:
        if any(meet(spans[half], spans[other]) for other in others):
            lanes[half] = None
        else:
            others = [*others, half]
    group: list[int] = []
    end = 0.0
    for place in sorted(others, key=lambda place: (spans[place][0], -spans[place][1])):
        if group and spans[place][0] >= end:
            _share(group, spans, lanes)
            group = []
        group.append(place)
        end = max(end, spans[place][1]) if len(group) > 1 else spans[place][1]
    _share(group, spans, lanes)
    return lanes


def _share(group: Sequence[int], spans: dict[int, tuple[float, float]], lanes: Lanes) -> None:
    """Put items that overlap side by side, each in the first lane that is free again."""
    ends: list[float] = []
    chosen: dict[int, int] = {}
    for place in group:
        starts, end = spans[place]
        lane = next((n for n, busy in enumerate(ends) if busy <= starts), len(ends))
        if lane == len(ends):
            ends.append(end)
        ends[lane] = end
        chosen[place] = lane
    for place, lane in chosen.items():
        lanes[place] = (lane, len(ends))


def _hours(items: Sequence[Item]) -> tuple[int, int]:
    """The hours shown: a working day, and an hour around everything planned."""
    spans = [span(item) for item in items if item.day and item.starts]
    first = min([EARLY, *(starts // 60 * 60 for starts, _ in spans)])
    last = max([LATE, *(-(-ends // 60) * 60 for _, ends in spans)])
    return max(0, first - 60), min(DAY_MINUTES, last + 60)


def _scale(items: Sequence[Item], height: int, shown: int, line: int) -> float:
    """Points a minute: the day fills the height, and short items can still be read."""
    lengths = [span(item)[1] - span(item)[0] for item in items if item.day and item.starts]
    shortest = max(10, min(lengths, default=USUAL_LENGTH))
    fitting = max(HOUR_LEAST * line, min(HOUR_MOST * line, height * 60 / max(60, shown)))
    return max(fitting, min(HOUR_LARGEST * line, least_height(line) * 60 / shortest)) / 60
