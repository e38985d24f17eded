"""Everything the window shows of one delegate, read in one go."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, select

from attendance.domain.kinds import GONE, PresenceState
from attendance.domain.presence import standing
from attendance.queries.person_history import Step, steps
from attendance.queries.programme import SessionRow, sessions
from attendance.store import tables as t

_d, _g, _p, _f = t.delegate.c, t.delegation.c, t.presence.c, t.attendance_fact.c

STEPS = 30
"""Steps of the history read at first."""


class TagMark(NamedTuple):
    """A tag of the event, and whether this delegate has it; ``colour`` is a ``TagColour``."""

    id: UUID
    name: str
    colour: str
    on: bool


class OwnField(NamedTuple):
    """A custom field of the event and what it holds of this delegate; ``kind`` is a ``FieldKind``."""

    id: UUID
    title: str | None
    title_official: str | None
    kind: str
    choices: tuple[str, ...]
    value: str | None


class Beside(NamedTuple):
    """Another delegate of the event, as a line."""

    n: int
    id: UUID
    name: str
    name_official: str | None
    delegation: str
    capacity: str
    status: str


class Elsewhere(NamedTuple):
    """The same person at another event."""

    event: UUID
    delegate: UUID
    title: str | None
    title_official: str | None
    starts: str | None
    ends: str | None
    year: int | None
    capacity: str
    status: str


class FactRow(NamedTuple):
    """An entry, an exit or an excuse that counts; ``at`` is ms UTC, ``stands_in`` the name of who does."""

    id: UUID
    kind: str
    at: int
    reason: str | None
    stands_in: str | None


class Attended(NamedTuple):
    """An event session that takes attendance, and where the delegate stands in it; times in ms UTC.

    Attributes:
        facts: what it follows from, by time.
    """

    session: SessionRow
    state: str | None
    first_in: int | None
    facts: tuple[FactRow, ...] = ()


class Person(NamedTuple):
    """One delegate.

    Attributes:
        n: the local number; id: of the delegate.
        fields: every column of ``delegate`` by its name.
        photo: the JPEG bytes, if there is one.
        companions: who accompanies this delegate; host: whom this one accompanies.
        more_steps: whether the history goes on.
    """

    n: int
    id: UUID
    fields: dict[str, Any]
    delegation_code: str
    delegation: str | None
    delegation_official: str | None
    photo: bytes | None
    tags: list[TagMark]
    own_fields: list[OwnField]
    companions: list[Beside]
    host: Beside | None
    elsewhere: list[Elsewhere]
    attended: list[Attended]
    steps: list[Step]
    more_steps: bool


def person(db: Connection, number: int, all_steps: bool = False) -> Person | None:
    """The delegate with this local number; None when there is none any more."""
    row = db.execute(select(t.delegate).where(_d.n == number)).mappings().one_or_none()
    if row is None:
        return None
    fields = dict(row)
    home = db.execute(select(_g.code, _g.name, _g.name_official).where(_g.id == fields["delegation"])).one()
    host = _beside(db, _d.id == fields["companion_of"]) if fields["companion_of"] else []
    found = steps(db, fields["id"], None if all_steps else STEPS + 1)
    kept = found if all_steps else found[:STEPS]
    return Person(
        n=number,
        id=fields["id"],
        fields=fields,
        delegation_code=home.code,
        delegation=home.name,
        delegation_official=home.name_official,
        photo=_photo(db, fields["person"]),
        tags=_tags(db, fields["event"], fields["id"]),
        own_fields=_own_fields(db, fields["event"], fields["id"]),
        companions=_beside(db, _d.companion_of == fields["id"]),
        host=host[0] if host else None,
        elsewhere=_elsewhere(db, fields["person"], fields["event"]),
        attended=_attended(db, fields["event"], fields["id"]),
        steps=kept,
        more_steps=len(found) > len(kept),
    )


def _photo(db: Connection, person: UUID) -> bytes | None:
    c = t.photo.c
    return db.scalar(select(c.content).where(c.person == person).order_by(c.n.desc()).limit(1))


def photo_of(db: Connection, delegate: UUID) -> tuple[UUID, bytes | None]:
    """The delegate asked for, and the JPEG bytes of their photo, if there is one."""
    person = db.scalar(select(_d.person).where(_d.id == delegate))
    return delegate, None if person is None else _photo(db, person)


def _tags(db: Connection, event: UUID, delegate: UUID) -> list[TagMark]:
    c, g = t.tag.c, t.tagging.c
    statement = (
        select(c.id, c.name, c.colour, g.id.is_not(None))
        .select_from(t.tag.outerjoin(t.tagging, and_(g.tag == c.id, g.delegate == delegate)))
        .where(c.event == event)
        .order_by(c.n)
    )
    return [TagMark(*row) for row in db.execute(statement)]


def _own_fields(db: Connection, event: UUID, delegate: UUID) -> list[OwnField]:
    c, v = t.custom_field.c, t.custom_value.c
    statement = (
        select(c.id, c.title, c.title_official, c.kind, c.choices, v.value)
        .select_from(
            t.custom_field.outerjoin(t.custom_value, and_(v.custom_field == c.id, v.delegate == delegate))
        )
        .where(c.event == event)
        .order_by(c.position, c.n)
    )
    return [
        OwnField(
            row.id,
            row.title,
            row.title_official,
            row.kind,
            tuple((row.choices or "").splitlines()),
            row.value,
        )
        for row in db.execute(statement)
    ]


def _beside(db: Connection, condition: Any) -> list[Beside]:
    statement = (
        select(_d.n, _d.id, _d.name, _d.name_official, _g.code, _d.capacity, _d.status)
        .join_from(t.delegate, t.delegation, _g.id == _d.delegation)
        .where(condition)
        .order_by(_d.n)
        .limit(60)
    )
    return [Beside(*row) for row in db.execute(statement)]


def _elsewhere(db: Connection, person: UUID, event: UUID) -> list[Elsewhere]:
    e = t.event.c
    statement = (
        select(e.id, _d.id, e.title, e.title_official, e.starts, e.ends, e.year, _d.capacity, _d.status)
        .join_from(t.delegate, t.event, e.id == _d.event)
        .where(_d.person == person, _d.event != event)
        .order_by(e.starts.desc().nulls_last())
        .limit(20)
    )
    return [Elsewhere(*row) for row in db.execute(statement)]


def _attended(db: Connection, event: UUID, delegate: UUID) -> list[Attended]:
    asked = select(_p.event_session, _p.state, _p.first_in).where(_p.delegate == delegate)
    stands = {row.event_session: (row.state, row.first_in) for row in db.execute(asked)}
    facts = _facts(db, delegate)
    programme = sessions(db, event, attendance_only=True)
    return [
        Attended(session, *stands.get(session.id, (None, None)), facts.get(session.id, ()))
        for session in programme
    ]


def _facts(db: Connection, delegate: UUID) -> dict[UUID, tuple[FactRow, ...]]:
    """What counts of one delegate, by event session."""
    other = t.delegate.alias()
    columns = (_f.event_session, _f.id, _f.kind, _f.at, _f.voids, _f.reason, other.c.name.label("stands_in"))
    found = (
        select(*columns)
        .select_from(t.attendance_fact.outerjoin(other, other.c.id == _f.represented_by))
        .where(_f.delegate == delegate)
    )
    by_session: dict[UUID, list[Any]] = {}
    for row in db.execute(found):
        by_session.setdefault(row.event_session, []).append(row)
    return {session: tuple(map(_fact, standing(rows))) for session, rows in by_session.items()}


def _fact(row: Any) -> FactRow:
    return FactRow(row.id, row.kind, row.at, row.reason, row.stands_in)


def colleagues(db: Connection, delegate: UUID) -> list[Beside]:
    """The others of a delegate's delegation who are expected, by the list."""
    own = select(_d.delegation).where(_d.id == delegate).scalar_subquery()
    return _beside(db, and_(_d.delegation == own, _d.id != delegate, _d.status.not_in(GONE)))


def companions_outside(db: Connection, event_session: UUID, delegate: UUID) -> list[Beside]:
    """Who accompanies a delegate, is expected, and is not in this event session."""
    inside = select(_p.delegate).where(
        _p.event_session == event_session, _p.state == PresenceState.INSIDE, _p.delegate == _d.id
    )
    return _beside(db, and_(_d.companion_of == delegate, _d.status.not_in(GONE), ~inside.exists()))


def marks_of(db: Connection, delegate: UUID) -> tuple[bool, str | None]:
    """Whether the desk shall pay attention to a delegate, and the note it reads then."""
    row = db.execute(select(_d.attention, _d.note).where(_d.id == delegate)).one_or_none()
    return (False, None) if row is None else (row.attention, row.note)
