"""The delegates of one event, as the big table, the shell and the plain export see them."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal, not_, or_, select

from attendance.domain.kinds import GONE, Capacity
from attendance.language.marks import N_
from attendance.queries.listing import Column, Kind, Listing
from attendance.queries.programme import SessionRow
from attendance.store import tables as t

_d, _g, _i, _p, _e = t.delegate.c, t.delegation.c, t.delegate_index.c, t.presence.c, t.event.c

_SOURCE = t.delegate_index.join(t.delegate, _d.n == _i.n).join(t.delegation, _g.id == _d.delegation)
_RANK = case({kind.value: rank for rank, kind in enumerate(Capacity)}, value=_d.capacity)

_title: Any = func.trim(
    func.coalesce(_d.courtesy + " ", "")
    + func.coalesce(_d.salutation + " ", "")
    + func.coalesce(_d.academic, "")
)

_COLUMNS = (
    Column("id", N_("Id"), _d.id, shown=False),
    Column("name", N_("Name"), _d.name, Kind.NAME, order=(_i.sort,)),
    Column("title", N_("Title"), _title, shown=False),
    Column("given", N_("Given name"), _d.given, shown=False),
    Column("family", N_("Family name"), _d.family, shown=False),
    Column("name_official", N_("Name in the official script"), _d.name_official),
    Column("delegation", N_("Delegation"), _g.code, Kind.CHOICE, order=(_g.position, _g.code)),
    Column("delegation_name", N_("Delegation, in full"), _g.name, shown=False),
    Column("section", N_("Section"), _g.section, Kind.CHOICE, shown=False),
    Column("capacity", N_("Capacity"), _d.capacity, Kind.CHOICE, order=(_RANK,)),
    Column("status", N_("Status"), _d.status, Kind.CHOICE),
    Column("sex", N_("Sex"), _d.sex, Kind.CHOICE, shown=False),
    Column("position", N_("Position"), _d.position),
    Column("position_official", N_("Position in the official script"), _d.position_official, shown=False),
    Column("unit", N_("Unit"), _d.unit, shown=False),
    Column("organisation", N_("Organisation"), _d.organisation),
    Column(
        "organisation_official",
        N_("Organisation in the official script"),
        _d.organisation_official,
        shown=False,
    ),
    Column("email", N_("E-mail"), _d.email, sensitive=True, shown=False),
    Column("phone", N_("Phone"), _d.phone, sensitive=True, shown=False),
    Column("seat", N_("Seat"), _d.seat, shown=False),
    Column("short_number", N_("No."), _d.short_number, Kind.NUMBER),
    Column("badge", N_("Badge"), _d.badge_code, shown=False),
    Column("remarks", N_("Remarks"), _d.remarks, shown=False),
)  # fmt: skip

CAME = "came"
NOT_HERE_YET = "not_here_yet"
MISSING_SEX = "missing_sex"
MISSING_ENGLISH = "english_missing"


def delegates(event: UUID, sessions: Sequence[SessionRow] = (), here: UUID | None = None) -> Listing:
    """The list of one event's delegates.

    Args:
        event: whose delegates.
        sessions: event sessions that get a presence column each, keyed ``session:<id>``.
        here: the event session that "came" and "not here yet" speak of; None is any of them.
    """
    number = select(_e.n).where(_e.id == event).scalar_subquery()
    expected = _d.status.not_in(GONE)
    came = _came(event, here)
    return Listing(
        key="delegates",
        columns=_COLUMNS + tuple(_session_column(session) for session in sessions),
        number=_i.n,
        source=_SOURCE,
        narrow=t.delegate_index,
        default=(_i.sort, _i.n),
        scope=_i.event_n == number,
        searchable=True,
        conditions={
            CAME: came,
            NOT_HERE_YET: and_(expected, not_(came)),
            MISSING_SEX: _d.sex.is_(None),
            MISSING_ENGLISH: or_(
                and_(_d.position.is_(None), _d.position_official.is_not(None)),
                and_(_d.organisation.is_(None), _d.organisation_official.is_not(None)),
            ),
        },
    )


def _came(event: UUID, here: UUID | None) -> ColumnElement[bool]:
    entered = _p.first_in.is_not(None)
    if here is not None:
        return _d.id.in_(select(_p.delegate).where(_p.event_session == here, entered))
    own = select(t.event_session.c.id).where(t.event_session.c.event == event)
    return _d.id.in_(select(_p.delegate).where(_p.event_session.in_(own), entered))


def _session_column(session: SessionRow) -> Column:
    state: Any = (
        select(_p.state)
        .where(_p.event_session == literal(session.id, _p.event_session.type), _p.delegate == _d.id)
        .correlate(t.delegate)
        .scalar_subquery()
    )
    return Column(f"session:{session.id}", session.title or "", state, Kind.PRESENCE)


class Numbered(NamedTuple):
    """Who has a short number at an event: the local number and the id of the delegate, None for nobody."""

    short_number: int
    n: int | None
    id: UUID | None


def numbered(db: Connection, event: UUID, short_number: int) -> Numbered:
    """The delegate of one event with exactly this short number."""
    holder = select(_d.n, _d.id).where(_d.event == event, _d.short_number == short_number)
    row = db.execute(holder).one_or_none()
    return Numbered(short_number, *(row or (None, None)))
