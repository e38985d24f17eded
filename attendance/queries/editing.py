"""What a workbook for editing holds of each delegate, and the words in which it holds it."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.kinds import AgeGroup, Capacity, Disability, Sector, Sex, Status
from attendance.language import Texts
from attendance.language.countries import country_name
from attendance.language.labels import label
from attendance.language.marks import N_
from attendance.store import tables as t

STATE = "attendance-state"
"""The hidden sheet that makes a workbook one for editing."""
VERSION = "1"
IDENTITY = frozenset(("passport_no", "birth_date"))
"""Fields such a workbook has only where the event keeps them."""


class EditKind(StrEnum):
    """How a field is written in a cell."""

    TEXT = "text"
    CHOICE = "choice"
    FLAG = "flag"
    COUNTRY = "country"
    DELEGATION = "delegation"


class EditedField(NamedTuple):
    """A column of the workbook: a column of ``delegate``, its title, and the words it may hold."""

    key: str
    title: str
    kind: EditKind = EditKind.TEXT
    words: type[StrEnum] | None = None


FIELDS = (
    EditedField("delegation", N_("Delegation"), EditKind.DELEGATION),
    EditedField("courtesy", N_("Courtesy title")),
    EditedField("salutation", N_("Salutation")),
    EditedField("academic", N_("Academic title")),
    EditedField("name", N_("Full name")),
    EditedField("name_official", N_("Name in the official script")),
    EditedField("given", N_("Given name")),
    EditedField("family", N_("Family name")),
    EditedField("family_first", N_("The family name comes first"), EditKind.FLAG),
    EditedField("certificate_name", N_("Name on the certificate")),
    EditedField("sex", N_("Sex"), EditKind.CHOICE, Sex),
    EditedField("capacity", N_("Capacity"), EditKind.CHOICE, Capacity),
    EditedField("status", N_("Status"), EditKind.CHOICE, Status),
    EditedField("position", N_("Position")),
    EditedField("position_official", N_("Position in the official script")),
    EditedField("unit", N_("Unit")),
    EditedField("unit_official", N_("Unit in the official script")),
    EditedField("organisation", N_("Organisation")),
    EditedField("organisation_official", N_("Organisation in the official script")),
    EditedField("sector", N_("Sector"), EditKind.CHOICE, Sector),
    EditedField("country", N_("Country"), EditKind.COUNTRY),
    EditedField("email", N_("E-mail")),
    EditedField("phone", N_("Phone")),
    EditedField("seat", N_("Seat")),
    EditedField("diet", N_("Diet")),
    EditedField("health", N_("Health and access")),
    EditedField("age_group", N_("Age group"), EditKind.CHOICE, AgeGroup),
    EditedField("disability", N_("Disability"), EditKind.CHOICE, Disability),
    EditedField("passport_no", N_("Passport number")),
    EditedField("birth_date", N_("Birth date")),
    EditedField("remarks", N_("Remarks on the list")),
    EditedField("note", N_("Note for the desk")),
    EditedField("publish", N_("May be named in public lists"), EditKind.FLAG),
)


class Editable(NamedTuple):
    """One delegate; ``values`` are in the order of the fields asked for."""

    id: UUID
    short_number: int | None
    values: tuple[Any, ...]


def edited_fields(db: Connection, event: UUID) -> tuple[EditedField, ...]:
    """The fields a workbook of this event has."""
    keeps = db.scalar(select(t.event.c.personal_until).where(t.event.c.id == event))
    return tuple(one for one in FIELDS if keeps or one.key not in IDENTITY)


def delegation_codes(db: Connection, event: UUID) -> dict[UUID, str]:
    """The code of every delegation of an event, in the event's order."""
    g = t.delegation.c
    query = select(g.id, g.code).where(g.event == event).order_by(g.position, g.code)
    return {id_: code for id_, code in db.execute(query)}  # noqa: C416 - rows are no pairs to dict


def editable(
    db: Connection, event: UUID, fields: Sequence[EditedField], codes: Sequence[str] | None = None
) -> list[Editable]:
    """Everybody of an event (or of these delegations) who was not replaced, in the order of the list."""
    d, g = t.delegate.c, t.delegation.c
    query = (
        select(d.id, d.short_number, *(d[one.key] for one in fields))
        .join_from(t.delegate, t.delegation, g.id == d.delegation)
        .where(d.event == event, d.status != Status.REPLACED)
        .order_by(g.position, g.code, d.list_position, d.n)
    )
    if codes is not None:
        query = query.where(g.code.in_(codes))
    return [Editable(row.id, row.short_number, tuple(row)[2:]) for row in db.execute(query)]


def in_words(texts: Texts, field: EditedField, value: Any, codes: dict[UUID, str]) -> str:
    """A value as the cell holds it."""
    if value is None or value == "":
        return ""
    if field.kind is EditKind.FLAG:
        return texts("Yes") if value else texts("No")
    if field.kind is EditKind.CHOICE:
        return label(texts, value)
    if field.kind is EditKind.COUNTRY:
        return country_name(value, texts.language)
    if field.kind is EditKind.DELEGATION:
        return codes.get(value, "")
    return str(value)


def choices_of(texts: Texts, field: EditedField, codes: dict[UUID, str]) -> list[str]:
    """What a cell may hold, [] for anything."""
    if field.kind is EditKind.DELEGATION:
        return list(codes.values())
    if field.kind is EditKind.FLAG:
        return [texts("Yes"), texts("No")]
    return [label(texts, word.value) for word in field.words or ()]
