"""The journal: the only place that writes journalled tables, each write with its line."""

import base64
import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from types import TracebackType
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Connection,
    LargeBinary,
    Table,
    and_,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    tuple_,
    update,
)

from attendance.domain import roles
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp, new_id
from attendance.store import clock, derived
from attendance.store import tables as t
from attendance.store.chain import digest_of, header
from attendance.store.fact_clock import FactClock
from attendance.store.prepared import Prepared
from attendance.store.types import Id

REMOVED = "removed"
"""The register that says a row is gone: a journal field of every table, a column of none."""

CHUNK = 400
"""Rows asked for by id in one statement; well under SQLite's limit on variables."""

Fields = Mapping[str, Any]


class Line(NamedTuple):
    """One line of the journal as undo and verify read it; ``fields`` are Python values or None if erased."""

    desk: UUID
    seq: int
    action: UUID
    verb: str
    entity: str
    row: UUID
    fields: dict[str, Any] | None
    actor: str
    at: int


def encode(fields: Fields) -> str:
    """The JSON of a line: ids as hyphenated text, bytes as base64."""
    return _ENCODER.encode(fields)


def _plain(value: Any) -> str:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    raise TypeError(f"{type(value).__name__} cannot be journalled")


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain)


def decode(entity: str, text: str) -> dict[str, Any]:
    """The fields of a line as the Python values its table's columns hold."""
    columns = t.JOURNALLED[entity].c
    fields: dict[str, Any] = json.loads(text)
    for key, value in fields.items():
        if value is None or key == REMOVED:
            continue
        kind = columns[key].type
        if isinstance(kind, Id):
            fields[key] = UUID(value)
        elif isinstance(kind, LargeBinary):
            fields[key] = base64.b64decode(value)
    return fields


_earlier = t.change.alias()
_newest = select(func.max(_earlier.c.seq)).where(_earlier.c.desk == t.own_desk.c.id).scalar_subquery()
_own, _line = t.own_desk.c, t.change.c
_LAST = Prepared(
    select(
        _own.id, _own.name, _own.clock_floor, _own.last_fact, _line.seq, _line.hlc, _line.at, _line.hash
    ).select_from(t.own_desk.outerjoin(t.change, and_(_line.desk == _own.id, _line.seq == _newest)))
)
_FACT_TIME = Prepared(update(t.own_desk).values(last_fact=bindparam("last_fact")))
_ADD_LINE = Prepared(insert(t.change))


def _insert(table: Table, columns: Collection[str]) -> Prepared:
    return Prepared(insert(table).values({name: bindparam(name) for name in columns}))


_INSERTS = {
    name: _insert(table, [c.name for c in table.c if c.name != "n"]) for name, table in t.JOURNALLED.items()
}
_KINDS: dict[str, dict[str, type]] = {
    name: {c.name: UUID if isinstance(c.type, Id) else c.type.python_type for c in table.c}
    for name, table in t.JOURNALLED.items()
}
_BLANKS = {
    name: dict.fromkeys((c.name for c in table.c if c.name != "n"), None)
    for name, table in t.JOURNALLED.items()
}


class Action:
    """One verb being carried out: every line it writes shares one id, and can be undone as one.

    Used as a context manager inside ``Database.write()``; on leaving, everything derived from the rows it
    wrote (presence, tallies, the search index) is recomputed.

    Attributes:
        id: of the action.
        desk: id of this desk; ``desk_name`` its name.
    """

    def __init__(self, db: Connection, stamp: Stamp, verb: str, *, event: UUID | None = None) -> None:
        """Begin; refused where the role of whoever acts does not include the verb (``domain.roles``)."""
        roles.check(stamp.role, verb)
        self.db, self.stamp, self.verb, self.event = db, stamp, verb, event
        self.id = new_id()
        last = _LAST.one_or_none(db)
        self.desk: UUID = last.id
        self.desk_name: str = last.name
        self._seq = self._before = last.seq or 0
        self._hlc: int = max(last.hlc or 0, last.clock_floor)
        self._hash: bytes = last.hash or b""
        self._facts = FactClock(stamp.at, last.at or 0, last.last_fact)
        self._named = False
        self._touched = derived.Touched()

    def __enter__(self) -> "Action":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            if self._seq > self._before and (at := self._facts.to_keep()) is not None:
                _FACT_TIME.run(self.db, {"last_fact": at})
            derived.refresh(self.db, self._touched)

    @property
    def undoable(self) -> UUID | None:
        """Its id, for whoever offers Undo; None while it wrote nothing that could be taken back."""
        return self.id if self._seq > self._before else None

    def settle(self) -> None:
        """Recompute now what is derived so far, for whoever decides by it before the action ends."""
        derived.refresh(self.db, self._touched)
        self._touched = derived.Touched(ready=self._touched.ready)

    def row_id(self) -> UUID:
        """A new id for a row this action adds: the first one has that of the action.

        For entries and exits, nearly always alone, ``change`` has one index entry fewer that way.
        """
        if self._named:
            return new_id()
        self._named = True
        return self.id

    def fact_time(self) -> int:
        """The time of a fact happening now, ms UTC: never before this desk's last fact."""
        return self._facts.next()

    def bring_index(self, ready: Mapping[UUID, tuple[bytes, str]]) -> None:
        """Sort keys and search words of new delegates, computed beforehand so that this transaction need not.

        They must be what ``search.order_name`` and ``search.search_text`` give; ``verify`` compares.
        """
        self._touched.ready.update(ready)

    def insert(self, table: Table, rows: Sequence[Fields]) -> None:
        """Add rows; each brings its ``id``. Absent columns are NULL. A few rows or a hundred thousand."""
        if not rows:
            return
        for row in rows:
            _check_types(table, row)
        self._put(table, rows)
        self._write(
            table.name,
            (
                (row["id"], {k: v for k, v in row.items() if v is not None and k != "id"}, None)
                for row in rows
            ),
        )
        self._touched.added(table.name, rows)

    def update(self, table: Table, changes: Sequence[tuple[UUID, Fields]]) -> int:
        """Write the fields that differ from what is there; return how many rows changed."""
        written = 0
        for start in range(0, len(changes), CHUNK):
            written += self._update(table, changes[start : start + CHUNK])
        return written

    def remove(self, table: Table, ids: Sequence[UUID]) -> None:
        """Take rows out of their table, children before parents; their lines stay.

        Raises:
            sqlalchemy.exc.IntegrityError: something still refers to one of them.
        """
        if not ids:
            return
        derived.forget(self.db, table.name, ids)
        self.db.execute(delete(table).where(table.c.id == bindparam("gone")), [{"gone": i} for i in ids])
        self._register(table, ids, {REMOVED: True})

    def restore(self, table: Table, ids: Sequence[UUID]) -> None:
        """Put removed rows back with the values their lines add up to."""
        rows = [{"id": row, **written(lines)} for row, lines in self._lines_of(ids)]
        self._put(table, rows)
        self._register(table, ids, {REMOVED: False})
        self._touched.added(table.name, rows)

    def erase(self, table: Table, row: UUID, remaining: Fields) -> None:
        """The single erasure door: null every earlier value of a row, keep only ``remaining``.

        A row that was removed stays so, and comes back with what remains.
        """
        full = {**_BLANKS[table.name], **remaining, "id": row}
        there = self.db.execute(update(table).where(table.c.id == row).values(**full)).rowcount
        verb, self.verb = self.verb, "erase"
        kept = {k: v for k, v in remaining.items() if k != "id"} | ({} if there else {REMOVED: True})
        self._write(table.name, [(row, kept, None)])
        self.verb = verb
        self.db.execute(delete(t.head).where(t.head.c.row == row))
        self.db.execute(
            update(t.change)
            .where(t.change.c.row == row, t.change.c.verb != "erase")
            .values(fields=None, salt=None)
        )
        if there:
            self._touched.updated(table.name, [row], full.keys())

    def _update(self, table: Table, changes: Sequence[tuple[UUID, Fields]]) -> int:
        for _, fields in changes:
            _check_types(table, fields)
        ids = [row for row, _ in changes]
        found = self.db.execute(select(table).where(table.c.id.in_(ids)))
        current = {row["id"]: row for row in found.mappings()}
        lines: list[tuple[UUID, dict[str, Any]]] = []
        for row, fields in changes:
            if row not in current:
                raise Refused("row_gone", what=table.name)
            differing = {k: v for k, v in fields.items() if current[row][k] != v}
            if differing:
                lines.append((row, differing))
        for names, group in groupby(sorted(lines, key=_names), key=_names):
            statement = update(table).where(table.c.id == bindparam("which"))
            statement = statement.values({name: bindparam(f"new_{name}") for name in names})
            self.db.execute(
                statement, [{"which": row, **{f"new_{k}": v for k, v in f.items()}} for row, f in group]
            )
        self._rewrite(table.name, lines)
        self._touched.updated(
            table.name, [row for row, _ in lines], {name for _, fields in lines for name in fields}
        )
        return len(lines)

    def _register(self, table: Table, ids: Sequence[UUID], fields: Fields) -> None:
        for start in range(0, len(ids), CHUNK):
            self._rewrite(table.name, [(row, dict(fields)) for row in ids[start : start + CHUNK]])

    def _rewrite(self, entity: str, lines: Sequence[tuple[UUID, dict[str, Any]]]) -> None:
        """Lines over rows that exist: each names the heads it replaces and becomes the head itself."""
        if not lines:
            return
        heads: dict[UUID, dict[str, list[list[Any]]]] = defaultdict(lambda: defaultdict(list))
        for head in self.db.execute(select(t.head).where(t.head.c.row.in_([row for row, _ in lines]))):
            heads[head.row][head.field].append([head.desk.hex, head.seq])
        replaced = [(row, field) for row, fields in lines for field in fields if field in heads.get(row, {})]
        if replaced:
            self.db.execute(delete(t.head).where(tuple_(t.head.c.row, t.head.c.field).in_(replaced)))
        first = self._seq + 1
        self._write(
            entity,
            [
                (row, fields, {f: heads[row][f] for f in fields if f in heads.get(row, {})} or None)
                for row, fields in lines
            ],
        )
        self.db.execute(
            insert(t.head),
            [
                {"row": row, "field": field, "desk": self.desk, "seq": first + index}
                for index, (row, fields) in enumerate(lines)
                for field in fields
            ],
        )

    def _put(self, table: Table, rows: Sequence[Fields]) -> None:
        """Into the table itself; absent columns stay NULL."""
        statement = _INSERTS[table.name]
        if len(rows) > CHUNK:
            # The driver looks for an adapter of every None: half the time of a wide table.
            filled = {name for row in rows for name, value in row.items() if value is not None}
            statement = _insert(table, filled)
        statement.run_many(self.db, rows)

    def _write(self, entity: str, lines: Iterable[tuple[UUID, Fields, Any]]) -> None:
        """The next lines of this desk's chain."""
        _ADD_LINE.run_bound(self.db, self._chained(entity, lines))

    def _chained(self, entity: str, lines: Iterable[tuple[UUID, Fields, Any]]) -> Iterator[tuple[Any, ...]]:
        """The lines as ``change`` holds them, in the order of its columns."""
        desk, event, action = self.desk, self.event, self.id
        in_hex = desk.hex, event.hex if event else "", action.hex
        in_bytes = desk.bytes, event.bytes if event else None, action.bytes
        verb, actor, at = self.verb, self.stamp.operator, self.stamp.at
        for row, values, replaced in lines:
            self._seq += 1
            self._hlc = clock.after(self._hlc, at)
            fields, salt = encode(values), os.urandom(16)
            parents = encode(replaced) if replaced else None
            digest = digest_of(salt, fields)
            head = header(
                in_hex[0], self._seq, self._hlc, t.SCHEMA, in_hex[1], in_hex[2], verb,
                entity, row.hex, parents, actor, at,
            )  # fmt: skip
            self._hash = hashlib.sha256(self._hash + head + digest).digest()
            yield (
                in_bytes[0], self._seq, self._hlc, t.SCHEMA, in_bytes[1], in_bytes[2], verb,
                entity, row.bytes, fields, salt, digest, parents, actor, at, self._hash,
            )  # fmt: skip

    def _lines_of(self, ids: Sequence[UUID]) -> Iterator[tuple[UUID, list[Line]]]:
        for start in range(0, len(ids), CHUNK):
            found = lines(self.db, t.change.c.row.in_(ids[start : start + CHUNK]))
            by_row: dict[UUID, list[Line]] = defaultdict(list)
            for line in found:
                by_row[line.row].append(line)
            for row in ids[start : start + CHUNK]:
                yield row, by_row[row]


def _check_types(table: Table, fields: Fields) -> None:
    """A value the file would convert on the way would differ from its line for ever."""
    kinds = _KINDS[table.name]
    for name, value in fields.items():
        if value is not None and not isinstance(value, kinds[name]):
            raise TypeError(f"{table.name}.{name} holds {kinds[name].__name__}, not {value!r}")


def _names(line: tuple[UUID, dict[str, Any]]) -> tuple[str, ...]:
    return tuple(sorted(line[1]))


def of_action(action: UUID) -> ColumnElement[bool]:
    """The condition that a line is of this action, as its two indexes answer it."""
    c = t.change.c
    alone = and_(c.row == action, c.action == action)
    return or_(alone, and_(c.action == action, c.action != c.row))


def lines(db: Connection, condition: Any) -> Iterator[Line]:
    """Lines that meet ``condition``, in the one order every desk agrees on: clock, desk, number."""
    c = t.change.c
    query = (
        select(c.desk, c.seq, c.action, c.verb, c.entity, c.row, c.fields, c.actor, c.at)
        .where(condition)
        .order_by(c.hlc, c.desk, c.seq)
    )
    for row in db.execute(query):
        fields = None if row.fields is None else decode(row.entity, row.fields)
        yield Line(row.desk, row.seq, row.action, row.verb, row.entity, row.row, fields, row.actor, row.at)


def written(history: Iterable[Line]) -> dict[str, Any]:
    """The last value of every column a row's lines wrote, whether the row is removed or not."""
    values: dict[str, Any] = {}
    for line in history:
        values.update(line.fields or {})
    values.pop(REMOVED, None)
    return values
