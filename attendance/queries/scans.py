"""The scans of signed sheets that are kept with an event."""

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.store import tables as t

_s, _a, _d = t.sheet.c, t.attachment.c, t.delegation.c


class SheetScan(NamedTuple):
    """The scan of one sheet: the day and the delegation it is of ("" for a run over all), and its name.

    Attributes:
        attachment: id of its bytes, which ``scan_content`` gives.
    """

    day: str
    code: str
    position: int
    name: str
    attachment: UUID


def sheet_scans(db: Connection, event: UUID) -> Iterator[SheetScan]:
    """By day, delegation and sheet; a scan that is not kept on this computer is left out."""
    found = db.execute(
        select(_s.day, _d.code, _s.position, _a.name, _a.id)
        .select_from(
            t.sheet.join(t.attachment, _a.id == _s.attachment).outerjoin(t.delegation, _d.id == _s.delegation)
        )
        .where(_s.event == event, _a.content.is_not(None))
        .order_by(_s.day, _d.code, _s.position, _s.n)
    )
    for row in found:
        yield SheetScan(row.day, row.code or "", row.position, row.name, row.id)


def scan_content(db: Connection, attachment: UUID) -> bytes:
    """The bytes of a scan that ``sheet_scans`` named."""
    return db.execute(select(_a.content).where(_a.id == attachment)).scalar_one()
