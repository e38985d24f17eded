"""The search index: the words a delegate is found by, and the key delegates are sorted by."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Select, column, delete, select, table, text
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
_new = upsert(t.delegate_index)
_KEEP = Prepared(
    _new.on_conflict_do_update(
        index_elements=["n"], set_={name: _new.excluded[name] for name in ("event_n", "sort", "words")}
    )
)


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
    said = (
        *(row.name, row.name_official, row.certificate_name, row.code, row.delegation),
        *(row.delegation_official, row.organisation, row.organisation_official),
        *(row.email, row.phone, phone, row.badge_code, row.short_number),
    )
    return " ".join(dict.fromkeys(query_words(" ".join(str(value) for value in said if value))))


def index(db: Connection, delegates: Sequence[UUID], sort_keys: Mapping[UUID, bytes]) -> None:
    """Write the index rows of these delegates anew; ``sort_keys`` may bring keys computed beforehand."""
    for start in range(0, len(delegates), _CHUNK):
        found = db.execute(_ROWS.where(_d.id.in_(delegates[start : start + _CHUNK])))
        _write(db, found, sort_keys)


def rebuild(db: Connection) -> None:
    """Write the index again from the delegates, whatever state it is in."""
    db.exec_driver_sql("INSERT INTO search(search) VALUES ('rebuild')")
    db.execute(delete(t.delegate_index).where(t.delegate_index.c.n.not_in(select(_d.n))))
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
        same = found is not None and tuple(found) == tuple(_entry(row, {}).values())
        yield row.n, same
        if found is not None and found.n == row.n:
            found = next(indexed, None)
    while found is not None:
        yield found.n, False
        found = next(indexed, None)


def drop(db: Connection, delegates: Sequence[UUID]) -> None:
    """Take delegates that are about to be removed out of the index."""
    for start in range(0, len(delegates), _CHUNK):
        gone = select(_d.n).where(_d.id.in_(delegates[start : start + _CHUNK]))
        db.execute(delete(t.delegate_index).where(t.delegate_index.c.n.in_(gone)))


def query_words(typed: str) -> list[str]:
    """The folded words somebody typed; what is no letter, digit or mark separates them."""
    return loose_key(typed).translate(_SEPARATED).split()


def matching(typed: str) -> Select[Any]:
    """The numbers of delegates in whose index every typed word begins some word."""
    words = " ".join(f'"{word}"*' for word in query_words(typed))
    search = table("search", column("rowid"))
    return select(search.c.rowid).where(text("search MATCH :words").bindparams(words=words))


def _entry(row: Any, sort_keys: Mapping[UUID, bytes]) -> dict[str, Any]:
    return {
        "n": row.n,
        "event_n": row.event_n,
        "sort": sort_keys.get(row.id) or sort_key(order_name(row.family, row.given, row.name)),
        "words": search_text(row),
    }


def _write(db: Connection, found: Any, sort_keys: Mapping[UUID, bytes]) -> None:
    if batch := [_entry(row, sort_keys) for row in found]:
        _KEEP.run_many(db, batch)
