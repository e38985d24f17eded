"""Plays the journal back row by row, with flat memory, in the values SQLite itself stores."""

import base64
import json
import sqlite3
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import LargeBinary

from attendance.store import tables as t
from attendance.store.journal import REMOVED
from attendance.store.types import Id

Head = tuple[str, bytes, int]
"""Who wrote a field last: field, desk, number of the line."""


class Replayed(NamedTuple):
    """One row as its lines tell it.

    Attributes:
        row: its id, 16 bytes.
        entity: its table.
        values: stored values by column, or None while the row is removed.
        heads: the last writers of every field written after the first line.
        lines: how many lines it has.
        gap: its values were taken out though no erasure names the row.
    """

    row: bytes
    entity: str
    values: dict[str, Any] | None
    heads: set[Head]
    lines: int
    gap: bool


_LINES = (
    "SELECT row, entity, verb, fields, desk, seq, parents FROM change INDEXED BY change_row"
    " ORDER BY row, hlc, desk, seq"
)
_IDS = {name: {c.name for c in table.c if isinstance(c.type, Id)} for name, table in t.JOURNALLED.items()}
_BLOBS = {
    name: {c.name for c in table.c if isinstance(c.type, LargeBinary)} for name, table in t.JOURNALLED.items()
}


def replay(connection: sqlite3.Connection) -> Iterator[Replayed]:
    """Every row that ever was, in the order of ids."""
    for row, lines in groupby(connection.execute(_LINES), key=itemgetter(0)):
        yield _fold(row, lines)


def _fold(row: bytes, history: Iterator[Any]) -> Replayed:
    lines = list(history)
    values: dict[str, Any] = {}
    heads: dict[str, set[Head]] = {}
    for index, (_, _, verb, text, desk, seq, parents) in enumerate(lines):
        if verb == "erase":
            heads.clear()
        fields: dict[str, Any] = json.loads(text) if text is not None else {}
        values.update(fields)
        if index and verb != "erase":
            replaced: dict[str, list[tuple[str, int]]] = json.loads(parents) if parents else {}
            for field in fields:
                known = heads.setdefault(field, set())
                known -= {(field, bytes.fromhex(of), number) for of, number in replaced.get(field, ())}
                known.add((field, desk, seq))
    entity = lines[0][1]
    stored = None if values.pop(REMOVED, False) else _stored(entity, values)
    gap = any(line[3] is None for line in lines) and not any(line[2] == "erase" for line in lines)
    return Replayed(row, entity, stored, set[Head]().union(*heads.values()), len(lines), gap)


def _stored(entity: str, values: dict[str, Any]) -> dict[str, Any]:
    for name in _IDS.get(entity, ()):
        if values.get(name) is not None:
            values[name] = bytes.fromhex(values[name].replace("-", ""))
    for name in _BLOBS.get(entity, ()):
        if values.get(name) is not None:
            values[name] = base64.b64decode(values[name])
    return values
