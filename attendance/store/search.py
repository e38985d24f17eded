"""The search index: the words a delegate is found by, and the key delegates are sorted by."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    Connection,
    Select,
    TextClause,
    and_,
    bindparam,
    column,
    delete,
    func,
    insert,
    or_,
    select,
    table,
    text,
    update,
)

from attendance.domain.text_keys import loose_key, sort_key
from attendance.store import ranks
from attendance.store import tables as t
from attendance.store.prepared import Prepared
from attendance.store.ranks import Entry

_CHUNK = 400

_SLAB = 100_000
"""Delegates whose places are found at once: one sorted run for a list into an empty event, while of several
each but the first falls between people of the one before; about 250 bytes for each."""

_d, _g, _e = t.delegate.c, t.delegation.c, t.event.c
_ROWS = select(
    *(_d.id, _d.n, _e.n.label("event_n"), _d.family, _d.given, _d.name, _d.name_official),
    *(_d.certificate_name, _d.organisation, _d.organisation_official, _d.email, _d.phone),
    *(_d.badge_code, _d.short_number, _g.code),
    *(_g.name.label("delegation"), _g.name_official.label("delegation_official")),
).select_from(t.delegate.join(t.delegation, _g.id == _d.delegation).join(t.event, _e.id == _d.event))
_NUMBERS = select(_d.id, _d.n, _e.n.label("event_n")).join_from(t.delegate, t.event, _e.id == _d.event)
_i = t.delegate_index.c
_ADD = Prepared(insert(t.delegate_index))
_REWORD = Prepared(
    update(t.delegate_index).where(_i.n == bindparam("which")).values(words=bindparam("words"))
)

_found = table("search", column("rowid"))
_placed = t.delegate_index.alias("placed")
# No join: SQLite would rather ask of each delegate whether the search finds them.
_NUMBER = select(_placed.c.n).where(_placed.c.rank == _found.c.rowid).correlate(_found).scalar_subquery()
_MATCH = text("search MATCH :words")
_EVENT = select(_e.n).where(_e.id == bindparam("event", type_=_e.id.type)).scalar_subquery()
_WITHIN = and_(_MATCH, _found.c.rowid.between(*ranks.bounds(_EVENT)))
_IN_ORDER = select(_NUMBER.label("number")).select_from(_found).where(_WITHIN).order_by(_found.c.rowid)
_FIRST = Prepared(_IN_ORDER.limit(bindparam("size")))
_COUNTED = Prepared(select(func.count().label("total")).select_from(_found).where(_WITHIN))
_hits = select(_found.c.rowid.label("rank")).where(_WITHIN).order_by(_found.c.rowid).cte("hits")
_BOTH = Prepared(
    select(
        select(func.count()).select_from(_hits.alias()).scalar_subquery().label("total"),
        select(_placed.c.n)
        .where(_placed.c.rank == _hits.c.rank)
        .correlate(_hits)
        .scalar_subquery()
        .label("number"),
    )
    .select_from(_hits)
    .order_by(_hits.c.rank)
    .limit(bindparam("size"))
)
_QUICK = 3
"""Letters; beginnings up to here have an index of their own, ``guards`` says so."""


class _Separated(dict[int, int]):
    """A table for ``str.translate`` that learns: what is no letter, digit or mark becomes a space."""

    def __missing__(self, code: int) -> int:
        kind = unicodedata.category(chr(code))
        self[code] = code if kind[0] in "LN" or kind in ("Co", "Mn", "Mc") else ord(" ")
        return self[code]


_SEPARATED = _Separated()


def order_name(family: str | None, given: str | None, name: str) -> str:
    """What a delegate is sorted by: the family name where it is known, else the name as typed."""
    return f"{family} {given or ''}" if family else name


def search_text(row: Any) -> str:
    """The words ``row`` (a named tuple of the columns above) is found by, each once, folded."""
    phone = "".join(filter(str.isdigit, row.phone or ""))
    own = (row.name, row.name_official, row.certificate_name, row.email, row.phone)
    words = [word for value in own if value for word in query_words(value)]
    group = (row.code, row.delegation, row.delegation_official, row.organisation, row.organisation_official)
    for value in group:
        if value:
            words += _shared_words(value)
    words += [str(value) for value in (phone, row.badge_code, row.short_number) if value]
    return " ".join(dict.fromkeys(words))


@lru_cache(maxsize=4096)
def _shared_words(value: str) -> list[str]:
    """The words of what many people have in common, folded once."""
    return query_words(value)


def index(db: Connection, delegates: Sequence[UUID], ready: Mapping[UUID, tuple[bytes, str]]) -> None:
    """Write the index rows of these delegates anew; ``ready`` may bring keys and words made beforehand."""
    for start in range(0, len(delegates), _SLAB):
        slab = delegates[start : start + _SLAB]
        entries: list[Entry] = []
        others = [delegate for delegate in slab if delegate not in ready]
        for one in range(0, len(others), _CHUNK):
            found = db.execute(_ROWS.where(_d.id.in_(others[one : one + _CHUNK])))
            entries += map(_entry, found)
        known = [delegate for delegate in slab if delegate in ready] if ready else []
        for one in range(0, len(known), _CHUNK):
            for row in db.execute(_NUMBERS.where(_d.id.in_(known[one : one + _CHUNK]))):
                sort, words = ready[row.id]
                entries.append(Entry(row.event_n, sort, row.n, words))
        _write(db, entries)


def rebuild(db: Connection) -> None:
    """Write the index again from the delegates, whatever state it is in."""
    db.execute(delete(t.delegate_index))
    db.exec_driver_sql("INSERT INTO search(search) VALUES ('delete-all')")
    index(db, list(db.scalars(select(_d.id).order_by(_d.n))), {})


def compare(db: Connection) -> Iterator[tuple[int, bool]]:
    """The number of every delegate and index row, and whether the index says what it should."""
    misplaced = set(db.scalars(_MISPLACED))
    kept = select(_i.event_n, _i.sort, _i.n, _i.words).order_by(_i.n)
    indexed = iter(db.execute(kept.execution_options(yield_per=_CHUNK)))
    found = next(indexed, None)
    for row in db.execute(_ROWS.order_by(_d.n).execution_options(yield_per=_CHUNK)):
        while found is not None and found.n < row.n:
            yield found.n, False
            found = next(indexed, None)
        same = found is not None and tuple(found) == _entry(row)
        yield row.n, same and row.n not in misplaced
        if found is not None and found.n == row.n:
            found = next(indexed, None)
    while found is not None:
        yield found.n, False
        found = next(indexed, None)


_ranked = select(
    *(_i.n, _i.event_n, _i.rank),
    func.lag(_i.rank).over(order_by=(_i.event_n, _i.sort, _i.n)).label("before"),
).subquery()
_MISPLACED = select(_ranked.c.n).where(
    or_(_ranked.c.rank <= _ranked.c.before, _ranked.c.rank.op(">>")(ranks.ROOM) != _ranked.c.event_n)
)
"""Whose rank is not above that of the one before, or not of their event."""


def drop(db: Connection, delegates: Sequence[UUID]) -> None:
    """Take delegates that are about to be removed out of the index."""
    for start in range(0, len(delegates), _CHUNK):
        numbers = list(db.scalars(select(_d.n).where(_d.id.in_(delegates[start : start + _CHUNK]))))
        _take_out(db, _indexed(db, numbers).values())


def query_words(typed: str) -> list[str]:
    """The folded words somebody typed; what is no letter, digit or mark separates them."""
    return loose_key(typed).translate(_SEPARATED).split()


def matching(typed: str) -> Select[Any]:
    """The numbers of delegates in whose index every typed word begins some word."""
    return select(_NUMBER).select_from(_found).where(_match(typed))


def in_order(typed: str, event: UUID) -> Select[Any]:
    """The same numbers within one event, in the order of its list."""
    return _IN_ORDER.params(words=_words(typed), event=event)


def first(db: Connection, typed: str, event: UUID, size: int) -> tuple[int, list[int]]:
    """How many of an event ``matching`` finds, and the numbers of the first of them in its list's order."""
    asked = {"words": _words(typed), "event": event}
    words = query_words(typed)
    if len(words) == 1 and len(words[0]) <= _QUICK:
        counted = _COUNTED.one_or_none(db, **asked)
        return counted.total, [row.number for row in _FIRST.all(db, **asked, size=size)]
    # What is found has to be gathered from many words: once, and counted afterwards.
    found = _BOTH.all(db, **asked, size=size)
    return (found[0].total if found else 0), [row.number for row in found]


def how_many(db: Connection, typed: str) -> int:
    """How many delegates ``matching`` finds in all events."""
    return db.execute(select(func.count()).select_from(_found).where(_match(typed))).scalar_one()


def _words(typed: str) -> str:
    return " ".join(f'"{word}"*' for word in query_words(typed)) or '""'  # which nothing matches


def _match(typed: str) -> TextClause:
    return _MATCH.bindparams(words=_words(typed))


def _entry(row: Any) -> Entry:
    sort = sort_key(order_name(row.family, row.given, row.name))
    return Entry(row.event_n, sort, row.n, search_text(row))


def _write(db: Connection, entries: Sequence[Entry]) -> None:
    # No triggers do this: inside one, FTS5 flushes after every row, thirty times slower.
    before = _indexed(db, [entry.n for entry in entries])
    changed = [entry for entry in entries if entry.n not in before or before[entry.n].entry != entry]
    reworded = [e for e in changed if e.n in before and before[e.n].entry[:3] == e[:3]]
    if reworded:
        ranks.lose(db, [(before[e.n].rank, before[e.n].entry.words) for e in reworded])
        _REWORD.run_many(db, ({"which": e.n, "words": e.words} for e in reworded))
        ranks.find(db, [(before[e.n].rank, e.words) for e in reworded])
        changed = [e for e in changed if e.n not in before or before[e.n].entry[:3] != e[:3]]
    _take_out(db, [before[e.n] for e in changed if e.n in before])
    for event_n, group in groupby(sorted(changed), key=attrgetter("event_n")):
        _put_in(db, event_n, list(group))


def _put_in(db: Connection, event_n: int, entries: Sequence[Entry]) -> None:
    """Add rows of one event, sorted: each run that belongs between the same two at once."""
    waiting: list[tuple[int, Entry]] = []
    at = 0
    while at < len(entries):
        place = ranks.gap(db, entries[at])
        end = len(entries)
        if place.until is not None:
            end = bisect_left(entries, place.until, at, key=lambda entry: (entry.sort, entry.n))
        found = ranks.between(event_n, place, end - at)
        if found is None:
            _add(db, waiting)  # what moves must know them
            waiting = []
            place = ranks.gap(db, entries[at])
            found = ranks.make_room(db, event_n, place, end - at)
        waiting += zip(found, entries[at:end], strict=True)
        at = end
    _add(db, waiting)


def _add(db: Connection, placed: Sequence[tuple[int, Entry]]) -> None:
    _ADD.run_many(db, ({"rank": rank, **entry._asdict()} for rank, entry in placed))
    ranks.find(db, [(rank, entry.words) for rank, entry in placed])


class _Indexed(NamedTuple):
    rank: int
    entry: Entry


def _indexed(db: Connection, numbers: Sequence[int]) -> dict[int, _Indexed]:
    """What the index holds of these delegates now."""
    columns = (_i.rank, _i.event_n, _i.sort, _i.n, _i.words)
    found: dict[int, _Indexed] = {}
    for start in range(0, len(numbers), _CHUNK):
        for row in db.execute(select(*columns).where(_i.n.in_(numbers[start : start + _CHUNK]))):
            found[row.n] = _Indexed(row.rank, Entry(*row[1:]))
    return found


def _take_out(db: Connection, rows: Iterable[_Indexed]) -> None:
    rows = list(rows)
    ranks.lose(db, [(row.rank, row.entry.words) for row in rows])
    for start in range(0, len(rows), _CHUNK):
        numbers = [row.entry.n for row in rows[start : start + _CHUNK]]
        db.execute(delete(t.delegate_index).where(_i.n.in_(numbers)))
