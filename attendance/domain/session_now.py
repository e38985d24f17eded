"""Which event session a door is for at a moment."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeVar
from uuid import UUID

from attendance.domain.errors import Refused
from attendance.domain.local_time import instant, local_day

AHEAD = 30 * 60_000
"""Milliseconds before its start from which people come to an event session."""

LAST_OF_THE_DAY = "23:59"


class Timed(Protocol):
    """An event session; day is ISO, times are local "HH:MM", each None while it is open."""

    @property
    def id(self) -> UUID: ...
    @property
    def title(self) -> str | None: ...
    @property
    def title_official(self) -> str | None: ...
    @property
    def day(self) -> str | None: ...
    @property
    def starts(self) -> str | None: ...
    @property
    def ends(self) -> str | None: ...
    @property
    def room(self) -> str | None: ...


S = TypeVar("S", bound=Timed)


class _Span(NamedTuple):
    start: int
    end: int
    place: int


def session_of_now(sessions: Sequence[S], at: int, zone: str, room: str | None = None) -> S | None:
    """The event session that people come to at ``at`` (ms UTC).

    The one that runs; else the next that starts within half an hour; else the one of this local day that
    ended last, because people leave it; else the first of the day. None on a day without any. One without
    an end runs until another starts in its room, or until the day ends; one without a start is never now.

    Args:
        sessions: those that take attendance.
        room: the room this door leads to; event sessions of other rooms are then none of its business.

    Raises:
        Refused: two_sessions_now (first, first_official, second, second_official), where two of them are
            for one door at once.
    """
    mine = [one for one in sessions if not room or not one.room or one.room == room]
    spans = [span for place in range(len(mine)) if (span := _span(mine, place, zone)) is not None]
    today = [span for span in spans if local_day(span.start, zone) == local_day(at, zone)]
    running = [span for span in spans if span.start <= at < span.end]
    soon = [span for span in spans if at < span.start <= at + AHEAD]
    ended = [span for span in today if span.end <= at]
    later = [span for span in today if span.start > at]
    if running:
        chosen = running
    elif soon:
        chosen = _all(soon, "start", min(span.start for span in soon))
    elif ended:
        chosen = _all(ended, "end", max(span.end for span in ended))
    elif later:
        chosen = _all(later, "start", min(span.start for span in later))
    else:
        return None
    if len(chosen) > 1:
        first, second = mine[chosen[0].place], mine[chosen[1].place]
        raise Refused(
            "two_sessions_now",
            first=first.title or first.title_official or "",
            first_official=first.title_official,
            second=second.title or second.title_official or "",
            second_official=second.title_official,
        )
    return mine[chosen[0].place]


def _all(spans: Sequence[_Span], edge: str, at: int) -> list[_Span]:
    return [span for span in spans if getattr(span, edge) == at]


def _span(sessions: Sequence[Timed], place: int, zone: str) -> _Span | None:
    one = sessions[place]
    start = instant(one.day, one.starts, zone)
    if start is None:
        return None
    end = instant(one.day, one.ends, zone)
    if end is not None and end <= start:  # past midnight
        end += 86_400_000
    return _Span(start, _open_end(sessions, place, zone, start) if end is None else end, place)


def _open_end(sessions: Sequence[Timed], place: int, zone: str, start: int) -> int:
    one = sessions[place]
    here = (other for other in sessions if other.day == one.day and other.room == one.room)
    starts = (instant(other.day, other.starts, zone) for other in here)
    after = [at for at in starts if at is not None and at > start]
    last = instant(one.day, LAST_OF_THE_DAY, zone) or start
    return min(after) if after else max(last, start + 1)
