"""What a check of the file found wrong, as plain values."""

import sqlite3
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any, NamedTuple
from uuid import UUID

from attendance.domain.progress import Tick

WORTH_TELLING = 50
"""Findings of one code that are told one by one; the rest are counted."""


class Finding(NamedTuple):
    """One thing that is not as it must be.

    Attributes:
        code: snake_case, the key of its sentence.
        where: the table, or the desk, it was found in.
        details: plain values that fill the sentence's placeholders.
    """

    code: str
    where: str
    details: dict[str, Any]


class Findings:
    """Collects findings with flat memory: of each kind the first fifty, then their number."""

    def __init__(self) -> None:
        self._kept: list[Finding] = []
        self._seen: Counter[tuple[str, str]] = Counter()

    def add(self, code: str, where: str, **details: Any) -> None:
        self._seen[code, where] += 1
        if self._seen[code, where] <= WORTH_TELLING:
            self._kept.append(Finding(code, where, details))

    def all(self) -> list[Finding]:
        more = [
            Finding("and_more", where, {"code": code, "count": count - WORTH_TELLING})
            for (code, where), count in self._seen.items()
            if count > WORTH_TELLING
        ]
        return self._kept + more


def named(row: bytes) -> str:
    """An id as it is told; a damaged file may hold bytes that are none."""
    return str(UUID(bytes=row)) if len(row) == 16 else row.hex()


@contextmanager
def ticking(connection: sqlite3.Connection, tick: Tick, label: str) -> Generator[None]:
    """Call ``tick`` while SQLite is busy with one long statement; what tick raises ends the statement."""
    raised: list[BaseException] = []

    def beat() -> int:
        try:
            tick(0, 0, label)
        except BaseException as error:
            raised.append(error)
            return 1
        return 0

    connection.set_progress_handler(beat, 200_000)
    try:
        yield
    except sqlite3.OperationalError:
        if raised:
            raise raised[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)
