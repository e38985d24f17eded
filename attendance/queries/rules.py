"""Who may enter an event session, with the names of the tags and fields its rules speak of."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.kinds import SessionEntry
from attendance.domain.rules import Rules, read
from attendance.store import tables as t

_s, _t, _f = t.event_session.c, t.tag.c, t.custom_field.c


class Tag(NamedTuple):
    """A tag of the event; ``colour`` is a ``TagColour``."""

    id: UUID
    name: str
    colour: str


class AskedField(NamedTuple):
    """A custom field of the event; ``kind`` is a ``FieldKind``."""

    id: UUID
    title: str | None
    title_official: str | None
    kind: str


class Alike(NamedTuple):
    """Another event session that takes attendance, of the same kind or day or both."""

    id: UUID
    same_kind: bool
    same_day: bool


class SessionRules(NamedTuple):
    """The rules of one event session.

    Attributes:
        rules: None when what is kept cannot be read.
        starts, ends: local "HH:MM", None while open.
        tags, fields: all of the event, in their order.
        alike: the other event sessions these rules can be given to at once.
    """

    session: UUID
    event: UUID
    title: str | None
    title_official: str | None
    kind: str
    day: str | None
    starts: str | None
    ends: str | None
    takes_attendance: bool
    entry: SessionEntry
    rules: Rules | None
    tags: list[Tag]
    fields: list[AskedField]
    alike: list[Alike]

    @property
    def tag_names(self) -> Mapping[UUID, str]:
        return {tag.id: tag.name for tag in self.tags}

    @property
    def field_titles(self) -> Mapping[UUID, tuple[str | None, str | None]]:
        return {field.id: (field.title, field.title_official) for field in self.fields}


def session_rules(db: Connection, session: UUID) -> SessionRules | None:
    """Everything the editor and the sentence need; None when the event session is gone."""
    row = db.execute(select(t.event_session).where(_s.id == session)).one_or_none()
    if row is None:
        return None
    tags = select(_t.id, _t.name, _t.colour).where(_t.event == row.event).order_by(_t.n)
    fields = (
        select(_f.id, _f.title, _f.title_official, _f.kind)
        .where(_f.event == row.event)
        .order_by(_f.position, _f.n)
    )
    others = select(_s.id, _s.kind == row.kind, _s.day.is_(row.day)).where(
        _s.event == row.event, _s.takes_attendance, _s.id != session
    )
    alike = [Alike(*other) for other in db.execute(others)]
    return SessionRules(
        *(session, row.event, row.title, row.title_official, row.kind, row.day, row.starts, row.ends),
        row.takes_attendance,
        SessionEntry(row.entry),
        _readable(row.rules),
        [Tag(*tag) for tag in db.execute(tags)],
        [AskedField(*field) for field in db.execute(fields)],
        [other for other in alike if other.same_kind or other.same_day],
    )


def _readable(kept: str | None) -> Rules | None:
    try:
        return read(kept)
    except ValueError:
        return None
