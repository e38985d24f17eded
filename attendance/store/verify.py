"""Proves a file: its pages, its history, and that every table equals what the history says."""

import sqlite3
from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from attendance.domain.errors import Refused
from attendance.domain.presence import Presence, presence_of
from attendance.domain.progress import Tick, no_tick
from attendance.language.marks import N_
from attendance.store import chain, presence, replay, search
from attendance.store import tables as t
from attendance.store.database import Database
from attendance.store.findings import Finding, Findings, named, ticking
from attendance.store.schema import driver, new_objects, objects

_EVERY = 2_000


def verify(database: Database, tick: Tick = no_tick) -> list[Finding]:
    """Everything wrong with the file; an empty list is the proof that nothing is.

    Reads one snapshot with flat memory; only the last step, the search index, takes the writer's turn for
    a moment, and writes nothing.
    """
    findings = Findings()
    with database.read() as db:
        raw = driver(db)
        for check in (_pages, _schema, _references, chain.check, _rows, _presence, _tallies):
            _safely(check, raw, findings, tick)
        try:
            _search_rows(db, findings, tick)
        except DatabaseError as error:
            findings.add("unreadable", "delegate_index", reason=str(error.orig))
    try:
        with database.write() as db:
            _search_index(driver(db), findings)
    except Refused as refused:
        if refused.code != "file_damaged":
            raise
        findings.add("unreadable", "search", reason=refused.code)
    return findings.all()


def rebuild_derived(db: Connection, tick: Tick = no_tick) -> None:
    """Compute presence, tallies, heads and the search index again, inside ``Database.write()``."""
    presence.rebuild(db)
    tick(0, 0, N_("Rebuilding"))
    raw = driver(db)
    raw.execute("DELETE FROM head")
    heads = ((row.row, *head) for row in replay.replay(raw) for head in row.heads)
    raw.executemany("INSERT INTO head (row, field, desk, seq) VALUES (?, ?, ?, ?)", heads)
    tick(0, 0, N_("Rebuilding"))
    search.rebuild(db)


_Check = Callable[[sqlite3.Connection, Findings, Tick], None]


def _safely(check: _Check, raw: sqlite3.Connection, findings: Findings, tick: Tick) -> None:
    """A page that cannot be read ends one check, not the others."""
    try:
        check(raw, findings, tick)
    except sqlite3.DatabaseError as error:
        findings.add("unreadable", check.__name__.strip("_"), reason=str(error))


def _pages(raw: sqlite3.Connection, findings: Findings, tick: Tick) -> None:
    with ticking(raw, tick, N_("Checking the file")):
        for (said,) in raw.execute("PRAGMA integrity_check"):
            if said != "ok":
                findings.add("page_damaged", "file", said=said)


def _schema(raw: sqlite3.Connection, findings: Findings, tick: Tick) -> None:
    found, expected = objects(raw), new_objects()
    for name in sorted(found.keys() | expected.keys()):
        if found.get(name) != expected.get(name):
            findings.add("schema_differs", name)


def _references(raw: sqlite3.Connection, findings: Findings, tick: Tick) -> None:
    with ticking(raw, tick, N_("Checking the file")):
        for table, row, parent, _ in raw.execute("PRAGMA foreign_key_check"):
            findings.add("reference_broken", table, row=row, parent=parent)


class _Table:
    """A journalled table read in the order of ids, beside the journal in the same order."""

    def __init__(self, raw: sqlite3.Connection, name: str) -> None:
        self.name = name
        self.columns = [c.name for c in t.JOURNALLED[name].c if c.name not in ("n", "id")]
        quoted = ", ".join(f'"{column}"' for column in self.columns)
        self._rows = raw.execute(f"SELECT id, {quoted} FROM {name} ORDER BY id")
        self._next = self._rows.fetchone()

    def before(self, row: bytes | None) -> Iterator[bytes]:
        """Ids below ``row`` (None: all that are left) that the journal passed over."""
        while self._next is not None and (row is None or self._next[0] < row):
            yield self._next[0]
            self._next = self._rows.fetchone()

    def take(self, row: bytes) -> tuple[Any, ...] | None:
        """The values of ``row``, or None if the table has none."""
        if self._next is None or self._next[0] != row:
            return None
        values = self._next[1:]
        self._next = self._rows.fetchone()
        return values


def _rows(raw: sqlite3.Connection, findings: Findings, tick: Tick) -> None:
    """Every journalled table, and who wrote which field last, against the lines."""
    total = raw.execute("SELECT count(*) FROM change").fetchone()[0]
    tables = {name: _Table(raw, name) for name in t.JOURNALLED}
    heads = groupby(
        raw.execute("SELECT row, field, desk, seq FROM head ORDER BY row, field, desk, seq"), itemgetter(0)
    )
    head = next(heads, None)
    done = 0
    for number, told in enumerate(replay.replay(raw)):
        done += told.lines
        if number % _EVERY == 0:
            tick(done, total, N_("Comparing with the history"))
        kept: set[Any] = set()
        while head is not None and head[0] <= told.row:
            if head[0] == told.row:
                kept = {entry[1:] for entry in head[1]}
            else:
                findings.add("head_differs", "head", row=named(head[0]))
            head = next(heads, None)
        if kept != told.heads:
            findings.add("head_differs", "head", row=named(told.row))
        if told.entity in tables:
            _row(tables[told.entity], told, findings)
        else:
            findings.add("table_unknown", told.entity, row=named(told.row))
    if head is not None:
        findings.add("head_differs", "head", row=named(head[0]))
    for table in tables.values():
        for row in table.before(None):
            findings.add("row_without_history", table.name, row=named(row))


def _row(table: _Table, told: replay.Replayed, findings: Findings) -> None:
    for row in table.before(told.row):
        findings.add("row_without_history", table.name, row=named(row))
    name, found = named(told.row), table.take(told.row)
    if told.gap:
        findings.add("values_gone", table.name, row=name)
    if told.values is None or found is None:
        if found is not None:
            findings.add("row_not_removed", table.name, row=name)
        elif told.values is not None:
            findings.add("row_missing", table.name, row=name)
        return
    differing = [c for c, value in zip(table.columns, found, strict=True) if told.values.get(c) != value]
    differing += told.values.keys() - set(table.columns)
    if differing:
        findings.add("row_differs", table.name, row=name, fields=differing)


class _Fact(NamedTuple):
    id: UUID
    kind: str
    at: int
    voids: UUID | None


_FACTS = """
    SELECT f.delegate, f.event_session, f.id, f.kind, f.at, f.voids, d.delegation, d.sex
    FROM attendance_fact AS f JOIN delegate AS d ON d.id = f.delegate ORDER BY 1, 2"""
_KEPT = """
    SELECT delegate, event_session, delegation, woman, state, first_in, last_out, minutes, entries
    FROM presence ORDER BY 1, 2"""


def _presence(raw: sqlite3.Connection, findings: Findings, tick: Tick) -> None:
    """Presence against all facts, both in the order of delegate and event session."""
    total = raw.execute("SELECT count(*) FROM attendance_fact").fetchone()[0]
    kept = raw.execute(_KEPT)
    found: tuple[Any, ...] | None = kept.fetchone()
    done = 0
    for number, (pair, lines) in enumerate(groupby(raw.execute(_FACTS), itemgetter(0, 1))):
        facts = list(lines)
        done += len(facts)
        if number % _EVERY == 0:
            tick(done, total, N_("Comparing who was present"))
        while found is not None and found[:2] < pair:
            _tell_pair(findings, found)
            found = kept.fetchone()
        here = None
        if found is not None and found[:2] == pair:
            here, found = found[2:], kept.fetchone()
        if here != _expected(facts):
            _tell_pair(findings, pair)
    while found is not None:
        _tell_pair(findings, found)
        found = kept.fetchone()


def _expected(facts: list[Any]) -> tuple[Any, ...] | None:
    told = presence_of(
        [_Fact(UUID(bytes=f[2]), f[3], f[4], UUID(bytes=f[5]) if f[5] else None) for f in facts]
    )
    if told == Presence():
        return None
    delegation, sex = facts[0][6:]
    return (
        delegation, int(sex == "f"), told.state, told.first_in, told.last_out, told.minutes, told.entries,
    )  # fmt: skip


def _tell_pair(findings: Findings, pair: Any) -> None:
    delegate, session = map(named, pair[:2])
    findings.add("presence_differs", "presence", event_session=session, delegate=delegate)


_COUNTED = """
    SELECT event_session, delegation, count(first_in), count(*) FILTER (WHERE state = 'inside'),
    count(*) FILTER (WHERE state = 'excused'), count(first_in) FILTER (WHERE woman)
    FROM presence GROUP BY 1, 2 HAVING count(first_in) OR max(state = 'excused')"""
_TALLY = "SELECT event_session, delegation, came, inside, excused, women FROM tally"


def _tallies(raw: sqlite3.Connection, findings: Findings, tick: Tick) -> None:
    differing: set[tuple[bytes, bytes]] = set()
    with ticking(raw, tick, N_("Comparing who was present")):
        for one, other in ((_COUNTED, _TALLY), (_TALLY, _COUNTED)):
            differing |= {row[:2] for row in raw.execute(f"{one} EXCEPT {other}")}
    for pair in sorted(differing):
        session, delegation = map(named, pair)
        findings.add("tally_differs", "tally", event_session=session, delegation=delegation)


def _search_rows(db: Connection, findings: Findings, tick: Tick) -> None:
    for number, (n, same) in enumerate(search.compare(db)):
        if number % _EVERY == 0:
            tick(number, 0, N_("Comparing the search index"))
        if not same:
            findings.add("search_differs", "delegate_index", n=n)


def _search_index(raw: sqlite3.Connection, findings: Findings) -> None:
    """FTS5's own comparison of its index with the words it was made from."""
    try:
        raw.execute("INSERT INTO search(search, rank) VALUES('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        findings.add("search_differs", "search", n=str(error))
