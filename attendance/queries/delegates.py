"""The delegates of one event, as the big table, the shell and the plain export see them."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, case, func, literal, not_, or_, select

from attendance.domain.kinds import GONE, AgeGroup, Capacity, FieldKind, Sector
from attendance.language.marks import N_
from attendance.queries.badges import outdated
from attendance.queries.listing import Column, Kind, Listing
from attendance.queries.programme import SessionRow
from attendance.store import tables as t

_d, _g, _i, _p, _e = t.delegate.c, t.delegation.c, t.delegate_index.c, t.presence.c, t.event.c

_SOURCE = t.delegate_index.join(t.delegate, _d.n == _i.n).join(t.delegation, _g.id == _d.delegation)
_RANK = case({kind.value: rank for rank, kind in enumerate(Capacity)}, value=_d.capacity)
_SECTOR_RANK = case({kind.value: rank for rank, kind in enumerate(Sector)}, value=_d.sector)
_AGE_RANK = case({kind.value: rank for rank, kind in enumerate(AgeGroup)}, value=_d.age_group)

_title: Any = func.trim(
    func.coalesce(_d.courtesy + " ", "")
    + func.coalesce(_d.salutation + " ", "")
    + func.coalesce(_d.academic, "")
)

_tagged = (
    select(func.group_concat(t.tag.c.name, ", "))
    .select_from(t.tagging.join(t.tag, t.tag.c.id == t.tagging.c.tag))
    .where(t.tagging.c.delegate == _d.id)
    .correlate(t.delegate)
    .scalar_subquery()
)


def _has_tag(tags: Sequence[Any]) -> ColumnElement[bool]:
    """Somebody with one of these tags (ids)."""
    return _d.id.in_(select(t.tagging.c.delegate).where(t.tagging.c.tag.in_(tags)))


def _field(key: str, title: str, kind: Kind = Kind.TEXT, *, shown: bool = False, **more: Any) -> Column:
    """A column of the table of delegates that may be typed over."""
    return Column(key, title, _d[key], kind, shown=shown, editable=True, **more)


_COLUMNS = (
    Column("id", N_("Id"), _d.id, shown=False),
    _field("name", N_("Name"), Kind.NAME, shown=True, order=(_i.sort,)),
    Column("title", N_("Title"), _title, shown=False),
    _field("courtesy", N_("Courtesy title")),
    _field("salutation", N_("Salutation")),
    _field("academic", N_("Academic title")),
    _field("given", N_("Given name")),
    _field("family", N_("Family name")),
    _field("name_official", N_("Name in the official script"), shown=True),
    _field("certificate_name", N_("Name on the certificate")),
    Column(
        "delegation", N_("Delegation"), _g.code, Kind.CHOICE, order=(_g.position, _g.code), editable=True
    ),
    Column("delegation_name", N_("Delegation, in full"), _g.name, shown=False),
    Column("section", N_("Section"), _g.section, Kind.CHOICE, shown=False),
    _field("capacity", N_("Capacity"), Kind.CHOICE, shown=True, order=(_RANK,)),
    _field("status", N_("Status"), Kind.CHOICE, shown=True),
    _field("accept_pending", N_("Acceptance pending"), Kind.FLAG),
    _field("valid_from", N_("Accredited from"), Kind.DATE),
    _field("valid_until", N_("Accredited until"), Kind.DATE),
    _field("badge_days", N_("Badge for these days only")),
    _field("sex", N_("Sex"), Kind.CHOICE),
    _field("sector", N_("Sector"), Kind.CHOICE, order=(_SECTOR_RANK,)),
    _field("age_group", N_("Age group"), Kind.CHOICE, order=(_AGE_RANK,), sensitive=True),
    _field("disability", N_("Disability"), Kind.CHOICE, sensitive=True),
    _field("position", N_("Position"), shown=True),
    _field("position_official", N_("Position in the official script")),
    _field("unit", N_("Unit")),
    _field("unit_official", N_("Unit in the official script")),
    _field("organisation", N_("Organisation"), shown=True),
    _field("organisation_official", N_("Organisation in the official script")),
    Column("country", N_("Country"), _d.country, shown=False),
    _field("email", N_("E-mail"), sensitive=True),
    _field("phone", N_("Phone"), sensitive=True),
    _field("seat", N_("Seat")),
    _field("short_number", N_("No."), Kind.NUMBER, shown=True),
    Column("badge", N_("Badge"), _d.badge_code, shown=False),
    Column("badge_printed", N_("Badges printed"), _d.badge_printed, Kind.NUMBER, shown=False),
    Column("tags", N_("Tags"), _tagged, shown=False, among=_has_tag),
    _field("attention", N_("Attention"), Kind.FLAG),
    _field("note", N_("Note")),
    _field("remarks", N_("Remarks")),
    _field("publish", N_("May be published"), Kind.FLAG),
)  # fmt: skip

CAME = "came"
NOT_HERE_YET = "not_here_yet"
MISSING_SEX = "missing_sex"
MISSING_ENGLISH = "english_missing"
MISSING_OFFICIAL = "official_missing"
BADGE_NOT_PRINTED = "badge_not_printed"
BADGE_OUTDATED = "badge_outdated"
ATTENTION = "attention"
PENDING = "accept_pending"


class FieldRow(NamedTuple):
    """A custom field of an event; ``kind`` is a ``FieldKind``, ``choices`` one a line."""

    id: UUID
    title: str | None
    title_official: str | None
    kind: str
    choices: str | None
    sensitive: bool


def delegates(
    event: UUID,
    sessions: Sequence[SessionRow] = (),
    here: UUID | None = None,
    fields: Sequence[FieldRow] = (),
) -> Listing:
    """The list of one event's delegates.

    Args:
        event: whose delegates.
        sessions: event sessions that get a presence column each, keyed ``session:<id>``.
        here: the event session that "came" and "not here yet" speak of; None is any of them.
        fields: custom fields that get a column each, keyed ``field:<id>``.
    """
    number = select(_e.n).where(_e.id == event).scalar_subquery()
    return Listing(
        key="delegates",
        columns=(*_COLUMNS, *map(_session_column, sessions), *map(_field_column, fields)),
        number=_i.n,
        source=_SOURCE,
        narrow=t.delegate_index,
        default=(_i.sort, _i.n),
        scope=_i.event_n == number,
        searchable=True,
        event=event,
        conditions=_conditions(event, here),
    )


def _conditions(event: UUID, here: UUID | None) -> dict[str, ColumnElement[bool]]:
    expected = _d.status.not_in(GONE)
    came = _came(event, here)
    both = (_d.position, _d.position_official), (_d.unit, _d.unit_official), _ORGANISATIONS
    return {
        CAME: came,
        NOT_HERE_YET: and_(expected, not_(came)),
        MISSING_SEX: _d.sex.is_(None),
        MISSING_ENGLISH: or_(
            _d.name == _d.name_official,
            *(and_(latin.is_(None), official.is_not(None)) for latin, official in both),
        ),
        MISSING_OFFICIAL: or_(
            _d.name_official.is_(None),
            *(and_(latin.is_not(None), official.is_(None)) for latin, official in both),
        ),
        BADGE_NOT_PRINTED: and_(expected, _d.badge_printed == 0),
        BADGE_OUTDATED: and_(expected, outdated(event)),
        ATTENTION: _d.attention,
        PENDING: _d.accept_pending,
    }


_ORGANISATIONS = (_d.organisation, _d.organisation_official)


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


_FIELD_KINDS = {
    FieldKind.TEXT: Kind.TEXT,
    FieldKind.NUMBER: Kind.NUMBER,
    FieldKind.DATE: Kind.TEXT,
    FieldKind.CHOICE: Kind.CHOICE,
    FieldKind.FLAG: Kind.FLAG,
}


def _field_column(field: FieldRow) -> Column:
    v = t.custom_value.c
    value: Any = (
        select(v.value)
        .where(v.delegate == _d.id, v.custom_field == literal(field.id, v.custom_field.type))
        .correlate(t.delegate)
        .scalar_subquery()
    )
    kind = _FIELD_KINDS[FieldKind(field.kind)]
    key, title = f"field:{field.id}", field.title or field.title_official or ""
    return Column(key, title, value, kind, sensitive=field.sensitive, editable=True)


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
