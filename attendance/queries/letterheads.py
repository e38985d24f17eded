"""Letterheads, their logos, and the one an event's documents are written on."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.store import tables as t

_h, _l, _a, _e = t.letterhead.c, t.logo.c, t.attachment.c, t.event.c


class LetterheadRow(NamedTuple):
    """One letterhead: every text in Latin letters and in the official script; lines end in "\\n".

    Attributes:
        number: the pattern a letter's number begins with; ``copies``: who gets one, one a line.
    """

    id: UUID
    name: str
    name_official: str | None
    parent: str | None
    parent_official: str | None
    motto: str | None
    motto_official: str | None
    header: str | None
    header_official: str | None
    footer: str | None
    footer_official: str | None
    city: str | None
    city_official: str | None
    number: str | None
    number_official: str | None
    signer_title: str | None
    signer_title_official: str | None
    signer: str | None
    signer_official: str | None
    copies: str | None
    copies_official: str | None


class LogoRow(NamedTuple):
    """One logo of a letterhead: a PNG or JPEG."""

    id: UUID
    name: str
    content: bytes


class Paper(NamedTuple):
    """What an event's documents are written on."""

    letterhead: LetterheadRow
    logos: tuple[LogoRow, ...]


class Papers(NamedTuple):
    """All letterheads in the order they are offered, and the one the event uses."""

    all: tuple[Paper, ...]
    chosen: UUID | None


_WHOLE = tuple(_h[name] for name in LetterheadRow._fields)


def letterheads(db: Connection) -> list[LetterheadRow]:
    """All of them, in the order they are offered."""
    statement = select(*_WHOLE).order_by(_h.position.nulls_last(), _h.n)
    return [LetterheadRow(*row) for row in db.execute(statement)]


def logos(db: Connection, letterhead: UUID) -> tuple[LogoRow, ...]:
    """The logos of a letterhead, from the left; one whose picture is not kept here is left out."""
    statement = (
        select(_l.id, _a.name, _a.content)
        .select_from(t.logo.join(t.attachment, _a.id == _l.attachment))
        .where(_l.letterhead == letterhead, _a.content.is_not(None))
        .order_by(_l.position, _l.n)
    )
    return tuple(LogoRow(*row) for row in db.execute(statement))


def paper_of(db: Connection, event: UUID) -> Paper | None:
    """The letterhead of an event with its logos; None where it is written on plain paper."""
    statement = select(*_WHOLE).join(t.event, _e.letterhead == _h.id).where(_e.id == event)
    row = db.execute(statement).one_or_none()
    return None if row is None else Paper(LetterheadRow(*row), logos(db, row.id))


def papers(db: Connection, event: UUID | None) -> Papers:
    """Every letterhead with its logos, for whoever edits and chooses them."""
    found = tuple(Paper(row, logos(db, row.id)) for row in letterheads(db))
    chosen = db.scalar(select(_e.letterhead).where(_e.id == event))
    return Papers(found, chosen if any(chosen == one.letterhead.id for one in found) else None)
