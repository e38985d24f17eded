"""The delegations of one event with what the board shows of each."""

from typing import Any
from uuid import UUID

from sqlalchemy import case, exists, func, select

from attendance.domain.kinds import GONE, Capacity, Section
from attendance.language.marks import N_
from attendance.queries.listing import Column, Kind, Listing
from attendance.store import tables as t

_g, _d, _y, _s = t.delegation.c, t.delegate.c, t.tally.c, t.event_session.c

SECTION_RANK = case({section.value: rank for rank, section in enumerate(Section)}, value=_g.section)

_members: Any = (
    select(func.count())
    .select_from(t.delegate)
    .where(_d.delegation == _g.id, _d.status.not_in(GONE))
    .correlate(t.delegation)
    .scalar_subquery()
)
_heads: Any = (
    select(func.count())
    .select_from(t.delegate)
    .where(_d.delegation == _g.id, _d.status.not_in(GONE), _d.capacity == Capacity.HEAD)
    .correlate(t.delegation)
    .scalar_subquery()
)


def delegations(event: UUID, here: UUID | None = None) -> Listing:
    """The delegations of an event in list order; "came" speaks of ``here``, or of any event session."""
    return Listing(
        key="delegations",
        columns=(
            Column("id", N_("Id"), _g.id, shown=False),
            Column("code", N_("Code"), _g.code),
            Column("name", N_("Delegation"), _g.name, Kind.NAME),
            Column("name_official", N_("Delegation in the official script"), _g.name_official),
            Column("country", N_("Country"), _g.country, shown=False),
            Column("section", N_("Section"), _g.section, Kind.CHOICE, order=(SECTION_RANK,)),
            Column("state", N_("State"), _g.state, Kind.CHOICE),
            Column("quota", N_("Quota"), _g.quota, Kind.NUMBER, shown=False),
            Column("delegates", N_("Delegates"), _members, Kind.NUMBER),
            Column("heads", N_("Heads"), _heads, Kind.NUMBER, shown=False),
            Column("came", N_("Came"), _came(here), Kind.NUMBER),
        ),
        number=_g.n,
        source=t.delegation,
        narrow=t.delegation,
        default=(SECTION_RANK, func.coalesce(_g.position, 1_000_000), _g.name, _g.n),
        scope=_g.event == event,
    )


def _came(here: UUID | None) -> Any:
    if here is not None:
        came = select(func.coalesce(func.sum(_y.came), 0)).where(
            _y.event_session == here, _y.delegation == _g.id
        )
        return came.correlate(t.delegation).scalar_subquery()
    entered = exists().where(t.presence.c.delegate == _d.id, t.presence.c.first_in.is_not(None))
    came = select(func.count()).select_from(t.delegate).where(_d.delegation == _g.id, entered)
    return came.correlate(t.delegation).scalar_subquery()
