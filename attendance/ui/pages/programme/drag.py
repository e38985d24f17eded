"""Moving an item of the programme: from where it is taken and where it is now, to a day and times."""

from enum import Enum, auto
from typing import Any, NamedTuple
from uuid import UUID

from PySide6.QtCore import QPoint

from attendance.queries.programme import Item
from attendance.ui.pages.programme.plan import Plan
from attendance.ui.pages.programme.times import DAY_MINUTES, STEP, USUAL_LENGTH, clock, span

EDGE = 6
LAST = DAY_MINUTES - 1


class Grip(Enum):
    """What of an item is held: all of it, where it begins, where it ends; or a new one is drawn."""

    WHOLE = auto()
    BEGINNING = auto()
    END = auto()
    NEW = auto()


class Proposal(NamedTuple):
    """Where an item would go; minutes since midnight, None for no time. ``session`` is None for a new one."""

    session: UUID | None
    day: str | None
    starts: int | None
    ends: int | None

    def fields(self) -> dict[str, Any]:
        """The same as columns of an event session."""
        starts, ends = (None if time is None else clock(time) for time in (self.starts, self.ends))
        return {"day": self.day, "starts": starts, "ends": ends}

    def told(self) -> str:
        """ "09:05–10:00"."""
        return "–".join(clock(time) for time in (self.starts, self.ends) if time is not None)


def standing(item: Item) -> Proposal:
    """Where an item is now."""
    starts = span(item)[0] if item.starts else None
    return Proposal(item.id, item.day, starts, span(item)[1] if item.ends and item.starts else None)


def shifted(where: Proposal, by: int) -> Proposal:
    """The same so many minutes later, as far as the day goes; what has no time stays."""
    if where.starts is None:
        return where
    ends = where.ends if where.ends is not None else where.starts
    moved = max(-where.starts, min(by, LAST - ends))
    return where._replace(
        starts=where.starts + moved, ends=None if where.ends is None else where.ends + moved
    )


def stretched(where: Proposal, by: int) -> Proposal:
    """The same ending so many minutes later, never before it lasted five minutes."""
    if where.starts is None:
        return where
    ends = where.ends if where.ends is not None else min(where.starts + USUAL_LENGTH, LAST)
    return where._replace(ends=max(where.starts + STEP, min(ends + by, LAST)))


def beside(plan: Plan, where: Proposal, days: int) -> Proposal:
    """The same in the column so many further on, as far as there are columns."""
    shown = [column.day for column in plan.columns]
    if not days or where.day not in shown:
        return where
    return where._replace(day=shown[max(0, min(shown.index(where.day) + days, len(shown) - 1))])


class Drag:
    """One movement of the mouse, from the press to the release.

    Attributes:
        now: where the item would go.
    """

    def __init__(self, plan: Plan, grip: Grip, at: QPoint, item: Item | None) -> None:
        """``at`` and all later places are in the plan's points."""
        self._plan, self._grip, self._item, self._from = plan, grip, item, at
        column = plan.column_at(at.x())
        day = column.day if column else None
        self._held = plan.minute_at(at.y())
        self.now = standing(item) if item else Proposal(None, day, self._held, None)

    def to(self, at: QPoint) -> None:
        """The mouse is here now."""
        minute = self._plan.minute_at(at.y())
        if self._item is None:
            first, last = sorted((self._held, minute))
            self.now = self.now._replace(starts=first, ends=max(last, first + 3 * STEP))
            return
        where = standing(self._item)
        by = round((at.y() - self._from.y()) / self._plan.scale / STEP) * STEP
        if self._grip is Grip.BEGINNING and where.starts is not None:
            ends = min(span(self._item)[1], LAST)
            self.now = where._replace(starts=max(0, min(where.starts + by, ends - STEP)), ends=ends)
        elif self._grip is Grip.END:
            self.now = stretched(where, by)
        else:
            self.now = self._carried(where, at, minute, by)

    def _carried(self, where: Proposal, at: QPoint, minute: int, by: int) -> Proposal:
        column = self._plan.column_at(at.x())
        where = where._replace(day=column.day if column else None)
        if where.day is None:
            return where
        if where.starts is None or self._item is None or self._item.day is None:
            if at.y() < self._plan.hours_top and where.starts is None:
                return where
            length = USUAL_LENGTH if where.starts is None or where.ends is None else where.ends - where.starts
            starts = min(minute, LAST - length)
            return where._replace(starts=starts, ends=starts + length)
        return shifted(where, by)
