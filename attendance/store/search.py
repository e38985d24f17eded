"""The search index: the words a delegate is found by, and the key delegates are sorted by."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    TextClause,
    column,
    delete,
    func,
    select,
    table,
    text,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from attendance.domain.text_keys import loose_key, sort_key
from attendance.store import tables as t
from attendance.store.prepared import Prepared

_CHUNK = 400

_d, _g, _e = t.delegate.c, t.delegation.c, t.event.c
_ROWS = select(
    *(_d.id, _d.n, _e.n.label("event_n"), _d.family, _d.given, _d.name, _d.name_official),
    *(_d.certificate_name, _d.organisation, _d.organisation_official, _d.email, _d.phone),
    *(_d.badge_code, _d.short_number, _g.code),
    *(_g.name.label("delegation"), _g.name_official.label("delegation_official")),
).select_from(t.delegate.join(t.delegation, _g.id == _d.delegation).join(t.event, _e.id == _d.event))
_NUMBERS = select(_d.id, _d.n, _e.n.label("event_n")).join_from(t.delegate, t.event, _e.id == _d.event)
_new = upsert(t.delegate_index)
_KEEP = Prepared(
    _new.on_conflict_do_update(
        index_elements=["n"], set_={name: _new.excluded[name] for name in ("event_n", "sort", "words")}
    )
)


_found = table("search", column("rowid"))
_FIND = Prepared(text("INSERT INTO search(rowid, words) VALUES (:n, :words)"))
_LOSE = Prepared(text("INSERT INTO search(search, rowid, words) VALUES ('delete', :n, :words)"))


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
    others = [delegate for delegate in delegates if delegate not in ready]
    for start in range(0, len(others), _CHUNK):
        found = db.execute(_ROWS.where(_d.id.in_(others[start : start + _CHUNK])))
        _write(db, [_entry(row) for row in found])
    known = [delegate for delegate in delegates if delegate in ready] if ready else []
    for start in range(0, len(known), _CHUNK):
        batch: list[dict[str, Any]] = []
        for row in db.execute(_NUMBERS.where(_d.id.in_(known[start : start + _CHUNK]))):
            sort, words = ready[row.id]
            batch.append({"n": row.n, "event_n": row.event_n, "sort": sort, "words": words})
        _write(db, batch)


def rebuild(db: Connection) -> None:
    """Write the index again from the delegates, whatever state it is in."""
    db.execute(delete(t.delegate_index))
    db.exec_driver_sql("INSERT INTO search(search) VALUES ('delete-all')")
    index(db, list(db.scalars(select(_d.id).order_by(_d.n))), {})


def compare(db: Connection) -> Iterator[tuple[int, bool]]:
    """The number of every delegate and index row, and whether the index says what it should."""
    kept = select(t.delegate_index).order_by(t.delegate_index.c.n).execution_options(yield_per=_CHUNK)
    indexed = iter(db.execute(kept))
    found = next(indexed, None)
    for row in db.execute(_ROWS.order_by(_d.n).execution_options(yield_per=_CHUNK)):
        while found is not None and found.n < row.n:
            yield found.n, False
            found = next(indexed, None)
        same = found is not None and tuple(found) == tuple(_entry(row).values())
        yield row.n, same
        if found is not None and found.n == row.n:
            found = next(indexed, None)
    while found is not None:
        yield found.n, False
        found = next(indexed, None)


def drop(db: Connection, delegates: Sequence[UUID]) -> None:
    """Take delegates that are about to be removed out of the index."""
    for start in range(0, len(delegates), _CHUNK):
        numbers = list(db.scalars(select(_d.n).where(_d.id.in_(delegates[start : start + _CHUNK]))))
        _forget(db, _indexed(db, numbers).items())
        db.execute(delete(t.delegate_index).where(t.delegate_index.c.n.in_(numbers)))


def query_words(typed: str) -> list[str]:
    """The folded words somebody typed; what is no letter, digit or mark separates them."""
    return loose_key(typed).translate(_SEPARATED).split()


def matching(typed: str) -> Select[Any]:
    """The numbers of delegates in whose index every typed word begins some word."""
    return select(_found.c.rowid).where(_match(typed))


def how_many(db: Connection, typed: str, scope: ColumnElement[bool] | None = None) -> int:
    """How many delegates ``matching`` finds within ``scope``, a condition on ``delegate_index``."""
    counted = select(func.count()).select_from(_found).where(_match(typed))
    if scope is not None and not _is_everything(db, scope):
        counted = counted.join(t.delegate_index, t.delegate_index.c.n == _found.c.rowid).where(
            func.coalesce(scope, False)
        )
    return db.execute(counted).scalar_one()


def _is_everything(db: Connection, scope: ColumnElement[bool]) -> bool:
    """Whether no delegate lies outside ``scope``: then the index can count without looking at rows.

    Rows are ordered by event, so the first and the last one tell.
    """
    kept = t.delegate_index.c
    ends = [
        select(kept.n).order_by(order).limit(1).scalar_subquery()
        for order in (kept.event_n, kept.event_n.desc())
    ]
    return db.scalar(select(kept.n).where(kept.n.in_(ends), ~func.coalesce(scope, False)).limit(1)) is None


def _match(typed: str) -> TextClause:
    words = " ".join(f'"{word}"*' for word in query_words(typed)) or '""'  # which nothing matches
    return text("search MATCH :words").bindparams(words=words)


def _entry(row: Any) -> dict[str, Any]:
    return {
        "n": row.n,
        "event_n": row.event_n,
        "sort": sort_key(order_name(row.family, row.given, row.name)),
        "words": search_text(row),
    }


def _write(db: Connection, batch: Sequence[dict[str, Any]]) -> None:
    # No triggers do this: inside one, FTS5 flushes after every row, thirty times slower.
    if not batch:
        return
    before = _indexed(db, [entry["n"] for entry in batch])
    new = [entry for entry in batch if before.get(entry["n"]) != entry["words"]]
    _forget(db, [(entry["n"], before[entry["n"]]) for entry in new if entry["n"] in before])
    _KEEP.run_many(db, batch)
    _FIND.run_many(db, new)


def _indexed(db: Connection, numbers: Sequence[int]) -> dict[int, str]:
    """The words these delegates are found by now."""
    kept = t.delegate_index.c
    return {row.n: row.words for row in db.execute(select(kept.n, kept.words).where(kept.n.in_(numbers)))}


def _forget(db: Connection, entries: Iterable[tuple[int, str]]) -> None:
    """Take the words of these numbers out of the search, as FTS5 wants it: told once more what they were."""
    _LOSE.run_many(db, ({"n": n, "words": words} for n, words in entries))
