"""How the lines of the journal hang together, and the check that none was changed or lost."""

import hashlib
import sqlite3
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from attendance.domain.progress import Tick, no_tick
from attendance.language.marks import N_
from attendance.store.findings import Findings, named

TAIL = 200
"""Lines per desk that a quick check reads."""

_COLUMNS = (
    "desk, seq, hlc, schema, event, action, verb, entity, row, fields, salt, digest, parents, actor, at, hash"
)
_EVERY = 2_000


def header(
    desk: str, seq: int, hlc: int, schema: int, event: str, action: str, verb: str,
    entity: str, row: str, parents: str | None, actor: str, at: int,
) -> bytes:  # fmt: skip
    """What the chain protects beside the values; ``actor`` comes last because only it is free text.

    Ids are 32 hexadecimal digits; ``event`` is '' for what belongs to none.
    """
    return (
        f"{desk}\n{seq}\n{hlc}\n{schema}\n{event}\n{action}\n{verb}\n{entity}\n{row}\n"
        f"{parents or ''}\n{at}\n{actor}"
    ).encode()


def digest_of(salt: bytes, fields: str) -> bytes:
    """SHA-256 of salt and values: a line can lose both and the chain still verifies."""
    return hashlib.sha256(salt + fields.encode()).digest()


def check(connection: sqlite3.Connection, findings: Findings, tick: Tick = no_tick) -> None:
    """Walk every desk's chain from its first line; memory stays flat."""
    total = connection.execute("SELECT count(*) FROM change").fetchone()[0]
    lines = connection.execute(f"SELECT {_COLUMNS} FROM change ORDER BY desk, seq")
    walker = _Walker(findings)
    for done, line in enumerate(lines):
        if done % _EVERY == 0:
            tick(done, total, N_("Checking the history"))
        walker.take(line)


def check_tail(connection: sqlite3.Connection, findings: Findings) -> None:
    """Walk only the last lines of each desk."""
    for desk, last in ends(connection).items():
        first = max(0, last - TAIL)
        lines = connection.execute(
            f"SELECT {_COLUMNS} FROM change WHERE desk = ? AND seq > ? ORDER BY seq", (desk, first)
        )
        before = connection.execute(
            "SELECT hash FROM change WHERE desk = ? AND seq = ?", (desk, first)
        ).fetchone()
        walker = _Walker(findings)
        walker.start(desk, first, before[0] if before else b"")
        walker.take_all(lines)


def ends(connection: sqlite3.Connection) -> dict[bytes, int]:
    """The number of the last line of every desk, found without reading the lines between."""
    last: dict[bytes, int] = {}
    row = connection.execute("SELECT min(desk) FROM change").fetchone()
    while row[0] is not None:
        desk = row[0]
        last[desk] = connection.execute("SELECT max(seq) FROM change WHERE desk = ?", (desk,)).fetchone()[0]
        row = connection.execute("SELECT min(desk) FROM change WHERE desk > ?", (desk,)).fetchone()
    return last


class _Walker:
    def __init__(self, findings: Findings) -> None:
        self._findings = findings
        self.start(b"", 0, b"")

    def start(self, desk: bytes, seq: int, last: bytes) -> None:
        self._desk, self._seq, self._hash, self._hlc = desk, seq, last, 0

    def take_all(self, lines: Iterable[Any]) -> None:
        for line in lines:
            self.take(line)

    def take(self, line: Any) -> None:
        desk, seq, hlc, schema, event, action, verb, entity, row, fields, salt, digest, parents = line[:13]
        actor, at, kept = line[13:]
        if desk != self._desk:
            self.start(desk, 0, b"")
        name = UUID(bytes=desk)
        if seq != self._seq + 1:
            self._findings.add("line_missing", str(name), first=self._seq + 1, last=seq - 1)
        elif hlc <= self._hlc:
            self._findings.add("clock_backwards", str(name), seq=seq)
        head = header(
            desk.hex(), seq, hlc, schema, event.hex() if event else "", action.hex(), verb,
            entity, row.hex(), parents, actor, at,
        )  # fmt: skip
        contiguous = seq == self._seq + 1
        if contiguous and hashlib.sha256(self._hash + head + digest).digest() != kept:
            self._findings.add("line_changed", str(name), seq=seq, entity=entity, row=named(row))
        if fields is not None and digest_of(salt or b"", fields) != digest:
            self._findings.add("values_changed", str(name), seq=seq, entity=entity, row=named(row))
        self._seq, self._hash, self._hlc = seq, kept, hlc
