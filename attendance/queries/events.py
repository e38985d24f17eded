"""All events, past and coming, with their counts."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select

from attendance.domain.kinds import GONE
from attendance.language.marks import N_
from attendance.queries.listing import Column, Kind, Listing
from attendance.store import tables as t

_e, _g, _d, _s = t.event.c, t.delegation.c, t.delegate.c, t.event_session.c


def _count(of: Any, *conditions: Any) -> Any:
    return select(func.count()).select_from(of).where(*conditions).correlate(t.event).scalar_subquery()


_came = (
    select(func.count(t.presence.c.delegate.distinct()))
    .select_from(t.presence.join(t.event_session, _s.id == t.presence.c.event_session))
    .where(_s.event == _e.id, t.presence.c.first_in.is_not(None))
    .correlate(t.event)
    .scalar_subquery()
)

EVENTS = Listing(
    key="events",
    columns=(
        Column("id", N_("Id"), _e.id, shown=False),
        Column("title", N_("Event"), _e.title, Kind.NAME),
        Column("title_official", N_("Event in the official script"), _e.title_official, shown=False),
        Column("starts", N_("From"), _e.starts, Kind.DATE),
        Column("ends", N_("Until"), _e.ends, Kind.DATE),
        Column("year", N_("Year"), _e.year, Kind.NUMBER),
        Column("place", N_("Place"), _e.place),
        Column("place_official", N_("Place in the official script"), _e.place_official, shown=False),
        Column("zone", N_("Time zone"), _e.zone, shown=False),
        Column("delegations", N_("Delegations"), _count(t.delegation, _g.event == _e.id), Kind.NUMBER),
        Column(
            "delegates",
            N_("Delegates"),
            _count(t.delegate, _d.event == _e.id, _d.status.not_in(GONE)),
            Kind.NUMBER,
        ),
        Column("came", N_("Came"), _came, Kind.NUMBER),
        Column("archived", N_("Archived"), _e.archived, Kind.FLAG, shown=False),
        Column("sample", N_("Sample data"), _e.sample, Kind.FLAG, shown=False),
    ),
    number=_e.n,
    source=t.event,
    narrow=t.event,
    default=(func.coalesce(_e.starts, func.printf("%04d", _e.year)).desc(), _e.n.desc()),
)


class EventRow(NamedTuple):
    """One event as the window's head and the reports' title need it."""

    id: UUID
    n: int
    title: str | None
    title_official: str | None
    starts: str | None
    ends: str | None
    year: int | None
    zone: str
    place: str | None
    place_official: str | None
    archived: bool
    sample: bool
    confirmed_only: bool
    personal_until: str | None


def event(db: Connection, id_: UUID) -> EventRow | None:
    """One event by id."""
    columns = [_e[name] for name in EventRow._fields]
    row = db.execute(select(*columns).where(_e.id == id_)).one_or_none()
    return None if row is None else EventRow(*row)


def events(db: Connection) -> list[EventRow]:
    """All events, newest first."""
    columns = [_e[name] for name in EventRow._fields]
    return [EventRow(*row) for row in db.execute(select(*columns).order_by(*EVENTS.default))]
