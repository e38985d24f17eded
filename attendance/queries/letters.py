"""The letters of an event, and their scans."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.store import tables as t

_l, _a = t.letter.c, t.attachment.c


class LetterRow(NamedTuple):
    """One letter: ISO dates, a ``kinds.LetterKind``, and the name of the scan's file."""

    id: UUID
    delegation: UUID | None
    kind: str | None
    number: str | None
    date: str | None
    sender: str | None
    deadline: str | None
    attachment: UUID | None
    scan: str | None


class ScanRow(NamedTuple):
    """A file that came with a letter."""

    name: str
    content: bytes


def letters_of(db: Connection, event: UUID, delegation: UUID | None = None) -> list[LetterRow]:
    """The letters of a delegation by date; without one, those that concern the whole event."""
    statement = (
        select(*(_l[name] for name in LetterRow._fields[:-1]), _a.name)
        .select_from(t.letter.outerjoin(t.attachment, _a.id == _l.attachment))
        .where(_l.event == event, _l.delegation == delegation)
        .order_by(_l.date.nulls_last(), _l.n)
    )
    return [LetterRow(*row) for row in db.execute(statement)]


def scan_of(db: Connection, attachment: UUID) -> ScanRow | None:
    """A scan with its bytes; None when it is not kept here."""
    row = db.execute(select(_a.name, _a.content).where(_a.id == attachment)).one_or_none()
    return None if row is None or row.content is None else ScanRow(*row)
