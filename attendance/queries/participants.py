"""Who takes part in an event, by delegation, as the printed lists and reports need them."""

from collections.abc import Collection
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, Subquery, case, func, select

from attendance.domain.kinds import SessionKind
from attendance.store import tables as t

_e, _g, _d, _i, _p, _s = (
    t.event.c, t.delegation.c, t.delegate.c, t.delegate_index.c, t.presence.c, t.event_session.c,
)  # fmt: skip

HALF_DAYS = (SessionKind.HALF_DAY, SessionKind.PLENARY, SessionKind.SESSION)
"""Kinds of event session whose attendance makes half a day; a dinner or a bus does not."""

NOON = "12:00"


class EventFacts(NamedTuple):
    """One event with all that is printed about it; dates ISO, two-language fields as pairs."""

    id: UUID
    title: str | None
    title_official: str | None
    starts: str | None
    ends: str | None
    year: int | None
    zone: str
    place: str | None
    place_official: str | None
    country: str | None
    organisers: str | None
    organisers_official: str | None
    supporters: str | None
    supporters_official: str | None
    purpose: str | None
    purpose_official: str | None
    project_no: str | None
    activity_code: str | None
    confirmed_only: bool
    sample: bool
    counter_word: str | None
    list_order: str | None


class DelegationFacts(NamedTuple):
    """One delegation; section is a ``kinds.Section``, country an ISO 3166 alpha-2 code."""

    id: UUID
    code: str
    name: str | None
    name_official: str | None
    country: str | None
    section: str
    position: int | None
    quota: int | None
    state: str
    focal_point: str | None
    focal_phone: str | None
    focal_email: str | None
    credentials_on: str | None
    note: str | None


class Participant(NamedTuple):
    """One delegate with the copied fields of the nomination.

    Attributes:
        replaces: in whose place they came.
        n: grows in the order people were entered on this computer.
        sector, age_group, disability: as ``kinds`` has them; None is not stated.
        sort: the stored collation key of the name (Latin: by family name).
        half_days: mornings and afternoons with at least one counted entry.
        came: whether there is any counted entry at this event.
    """

    id: UUID
    delegation: UUID
    person: UUID
    capacity: str
    status: str
    courtesy: str | None
    salutation: str | None
    academic: str | None
    name: str
    given: str | None
    family: str | None
    family_first: bool
    name_official: str | None
    sex: str | None
    position: str | None
    position_official: str | None
    unit: str | None
    unit_official: str | None
    organisation: str | None
    organisation_official: str | None
    country: str | None
    email: str | None
    phone: str | None
    short_number: int | None
    remarks: str | None
    publish: bool
    participation: str | None
    list_position: int | None
    certificate_name: str | None
    replaces: UUID | None
    n: int
    sector: str | None
    age_group: str | None
    disability: str | None
    sort: bytes | None
    half_days: int
    came: bool


def event_facts(db: Connection, event: UUID) -> EventFacts | None:
    """The event, or ``None`` when there is none with this id."""
    row = db.execute(select(*(_e[name] for name in EventFacts._fields)).where(_e.id == event)).one_or_none()
    return None if row is None else EventFacts(*row)


def delegations(db: Connection, event: UUID) -> list[DelegationFacts]:
    """Every delegation of the event, in no particular order."""
    columns = [_g[name] for name in DelegationFacts._fields]
    return [DelegationFacts(*row) for row in db.execute(select(*columns).where(_g.event == event))]


def sizes(db: Connection, event: UUID) -> dict[UUID, int]:
    """How many people each delegation of the event has, whatever their status; none is not in it."""
    statement = select(_d.delegation, func.count()).where(_d.event == event).group_by(_d.delegation)
    return {row[0]: row[1] for row in db.execute(statement)}


def participants(db: Connection, event: UUID, within: Collection[UUID] | None = None) -> list[Participant]:
    """Every delegate of the event, whatever their status, or of the delegations ``within``."""
    came = _came(event, within)
    copied = [_d[name] for name in Participant._fields[:-3]]
    statement = (
        select(*copied, _i.sort, func.coalesce(came.c.half_days, 0), came.c.delegate.is_not(None))
        .select_from(
            t.delegate.outerjoin(t.delegate_index, _i.n == _d.n).outerjoin(came, came.c.delegate == _d.id)
        )
        .where(_d.event == event)
    )
    if within is not None:
        statement = statement.where(_d.delegation.in_(within))
    return [Participant(*row) for row in db.execute(statement)]


def _came(event: UUID, within: Collection[UUID] | None) -> Subquery:
    """Those with a counted entry, and on how many mornings and afternoons."""
    half: Any = _s.day + case((_s.starts >= NOON, "pm"), else_="am")
    counted = case((_s.kind.in_(HALF_DAYS), half))
    wanted = [_s.event == event, _s.takes_attendance, _p.first_in.is_not(None)]
    if within is not None:  # by their people, or SQLite reads everybody's rows
        wanted.append(_p.delegate.in_(select(_d.id).where(_d.delegation.in_(within))))
    return (
        select(_p.delegate, func.count(counted.distinct()).label("half_days"))
        .select_from(t.event_session.join(t.presence, _p.event_session == _s.id))
        .where(*wanted)
        .group_by(_p.delegate)
        .subquery()
    )
