"""What left the program, newest last."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.store import tables as t


class Export(NamedTuple):
    """One export: ``delegations`` are codes, none for all; ``files`` with their ``sha256`` in order."""

    at: int
    report: str
    language: str
    audience: str
    delegations: tuple[str, ...]
    files: tuple[str, ...]
    sha256: tuple[str, ...]
    desk: str
    operator: str


def exports(db: Connection, event: UUID) -> list[Export]:
    """Every export of an event in the order they were made."""
    x = t.export.c
    found = db.execute(select(t.export).where(x.event == event).order_by(x.at, x.n))
    return [
        Export(
            row.at, row.report, row.language or "", row.audience or "", _lines(row.delegations),
            _lines(row.files), _lines(row.sha256), row.desk, row.operator,
        )
        for row in found
    ]  # fmt: skip


def _lines(text: str | None) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()
