"""Numbers that sort as the list of people does: FTS5 hands out what it finds by number, so nothing is sorted.

A rank is the local number of the event in its high bits, and below them a place between the neighbours'.
Where there is no place left between two, those around them move a little.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, bindparam, literal, select, text, tuple_, update

from attendance.store import derived_tables as t
from attendance.store.prepared import Prepared

ROOM = 44
"""Bits an event has for its own people."""

STEP = 1 << 20
"""From one to the next where nobody follows."""

AROUND = 64
"""How many on each side move at first where two have no number left between them."""

_MIDDLE, _END = 1 << (ROOM - 1), 1 << ROOM
_ROOMY = 1 << 8

_i = t.delegate_index.c
_NEIGHBOUR = select(_i.sort, _i.n, _i.rank).where(_i.event_n == bindparam("event_n"))
_KEY = tuple_(_i.sort, _i.n)
_WANTED = tuple_(bindparam("sort", type_=_i.sort.type), bindparam("n", type_=_i.n.type))
_ABOVE = Prepared(_NEIGHBOUR.where(_KEY > _WANTED).order_by(_i.sort, _i.n).limit(1))
_BELOW = Prepared(_NEIGHBOUR.where(_KEY < _WANTED).order_by(_i.sort.desc(), _i.n.desc()).limit(1))
_MOVE = Prepared(update(t.delegate_index).where(_i.n == bindparam("which")).values(rank=bindparam("to")))
_FIND = Prepared(text("INSERT INTO search(rowid, words) VALUES (:rank, :words)"))
_LOSE = Prepared(text("INSERT INTO search(search, rowid, words) VALUES ('delete', :rank, :words)"))


class Entry(NamedTuple):
    """A delegate in the index: by what they are sorted and found; ``n`` decides between equals."""

    event_n: int
    sort: bytes
    n: int
    words: str


def bounds(event_n: ColumnElement[int]) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """The lowest and the highest rank there can be in an event."""
    low: ColumnElement[int] = event_n.op("<<")(literal(ROOM))
    return low, low + (_END - 1)


def find(db: Connection, placed: Iterable[tuple[int, str]]) -> None:
    """Let these ranks be found by their words."""
    # By rank: FTS5 writes out what it gathered whenever a number is smaller than the one before.
    _FIND.run_many(db, ({"rank": rank, "words": words} for rank, words in sorted(placed)))


def lose(db: Connection, placed: Iterable[tuple[int, str]]) -> None:
    """Take the words of these ranks out of the search, as FTS5 wants it: told once more what they were."""
    _LOSE.run_many(db, ({"rank": rank, "words": words} for rank, words in sorted(placed)))


class Gap(NamedTuple):
    """Between which two in the index an entry belongs: rank of the one below and of the one above, and that
    one's key; None at either end of the event."""

    below: int | None
    above: int | None
    until: tuple[bytes, int] | None


def gap(db: Connection, entry: Entry) -> Gap:
    values = {"event_n": entry.event_n, "sort": entry.sort, "n": entry.n}
    below, above = _BELOW.one_or_none(db, **values), _ABOVE.one_or_none(db, **values)
    return Gap(
        below.rank if below else None,
        above.rank if above else None,
        (above.sort, above.n) if above else None,
    )


def between(event_n: int, place: Gap, count: int) -> list[int] | None:
    """Ranks for ``count`` new ones in a gap, in order; None where they do not fit."""
    base = event_n << ROOM
    below, above = place.below, place.above
    if below is not None and above is not None:
        room = above - below
        return None if room <= count else [below + room * i // (count + 1) for i in range(1, count + 1)]
    start = base + _MIDDLE if below is None else below + STEP
    first = start if above is None else above - STEP * count
    last = first + STEP * (count - 1)
    return list(range(first, last + 1, STEP)) if base < first and last < base + _END else None


def make_room(db: Connection, event_n: int, place: Gap, count: int) -> list[int]:
    """Move as few as need be around a gap that is too narrow; ranks for ``count`` new ones in it."""
    base = event_n << ROOM
    around = AROUND
    while True:
        lower = _beside(db, base, place.below, around, down=True)
        upper = _beside(db, base, place.above, around, down=False)
        left = lower.pop().rank if len(lower) > around else base
        right = upper.pop().rank if len(upper) > around else base + _END
        wanted = len(lower) + count + len(upper)
        whole = left == base and right == base + _END
        if whole or (right - left) // (wanted + 1) >= _ROOMY:
            break
        around *= 2
    ranks = [left + (right - left) * i // (wanted + 1) for i in range(1, wanted + 1)]
    moved = [*reversed(lower), *upper]
    kept = len(lower)
    to = [*ranks[:kept], *ranks[kept + count :]]
    lose(db, [(row.rank, row.words) for row in moved])
    _MOVE.run_many(db, ({"which": row.n, "to": rank} for row, rank in zip(moved, to, strict=True)))
    find(db, [(rank, row.words) for row, rank in zip(moved, to, strict=True)])
    return ranks[kept : kept + count]


def _beside(db: Connection, base: int, rank: int | None, around: int, *, down: bool) -> list[Any]:
    """The nearest on one side of a gap, and one more that stays where it is."""
    if rank is None:
        return []
    here = _i.rank.between(base, rank) if down else _i.rank.between(rank, base + _END - 1)
    order = _i.rank.desc() if down else _i.rank
    found: Sequence[Any] = db.execute(
        select(_i.n, _i.rank, _i.words).where(here).order_by(order).limit(around + 1)
    ).all()
    return list(found)
