"""Which fields the detail of a delegate has, in which places, and what they are called."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from attendance.domain.kinds import AgeGroup, Capacity, Disability, FieldKind, Sector, Sex, Status
from attendance.language import Texts
from attendance.language.labels import LABELS, label
from attendance.language.marks import N_
from attendance.queries.person import OwnField
from attendance.ui.fields import show_dates
from attendance.ui.form import Field, Kind

TITLES: dict[str, str] = {
    "courtesy": N_("Courtesy title"),
    "salutation": N_("Salutation"),
    "academic": N_("Academic title"),
    "name": N_("Full name"),
    "name_official": N_("Name in the official script"),
    "given": N_("Given name"),
    "family": N_("Family name"),
    "family_first": N_("The family name comes first"),
    "certificate_name": N_("Name on the certificate"),
    "position": N_("Position"),
    "position_official": N_("Position in the official script"),
    "unit": N_("Unit"),
    "unit_official": N_("Unit in the official script"),
    "organisation": N_("Organisation"),
    "organisation_official": N_("Organisation in the official script"),
    "delegation": N_("Delegation"),
    "capacity": N_("Capacity"),
    "status": N_("Status"),
    "accept_pending": N_("May enter before confirmation"),
    "valid_from": N_("Accredited from"),
    "valid_until": N_("Accredited until"),
    "badge_days": N_("Badge for these days only"),
    "sex": N_("Sex"),
    "sector": N_("Sector"),
    "age_group": N_("Age group"),
    "disability": N_("Disability"),
    "country": N_("Country"),
    "seat": N_("Seat"),
    "short_number": N_("Number"),
    "publish": N_("May be named in public lists"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "diet": N_("Diet"),
    "health": N_("Health and access"),
    "attention": N_("The desk is shown the note"),
    "note": N_("Note for the desk"),
    "remarks": N_("Remarks on the list"),
    "passport_no": N_("Passport number"),
    "birth_date": N_("Birth date"),
    "companion_of": N_("Accompanies"),
    "badge_code": N_("Badge"),
    "badge_printed": N_("Badges printed"),
    "list_position": N_("Place in the list"),
    "participation": N_("Takes part"),
}
"""The name of every column of a delegate a person may see, in forms and in the history."""

_SHORT = {"courtesy": N_("H.E."), "salutation": N_("Mr./Ms."), "academic": N_("Dr./Prof.")}

OFFERED = ("courtesy", "salutation", "academic", "position", "unit", "organisation")
"""Fields that offer what was typed before."""

OWN = "own:"
"""Begins the key of a custom field: the id follows."""

Rows = Sequence[Sequence[Field]]


class Section(NamedTuple):
    """Some rows of fields under one title; fields of a row stand side by side."""

    title: str
    rows: Rows


def sections(
    texts: Texts, delegations: Sequence[tuple[UUID, str]], *, identity: bool = False
) -> list[Section]:
    """The fields every delegate has; ``delegations`` are (id, words).

    Args:
        identity: this event keeps passports and birth dates.
    """

    def field(
        key: str, kind: Kind = Kind.TEXT, choices: Sequence[tuple[Any, str]] = (), hint: str = ""
    ) -> Field:
        return Field(key, texts(_SHORT.get(key, TITLES[key])), kind, tuple(choices), hint)

    posts = [(field(key, Kind.PAIR),) for key in ("position", "unit", "organisation")]
    return [
        Section(
            texts("Name"),
            (
                (field("courtesy"), field("salutation"), field("academic")),
                (field("name", Kind.PAIR),),
                (field("given"), field("family")),
                (field("family_first", Kind.FLAG),),
                (field("certificate_name", hint=texts("As the name")),),
            ),
        ),
        Section(texts("Post"), (*posts, (field("sector", Kind.CHOICE, _stated(texts, Sector)),))),
        Section(
            texts("At this event"),
            (
                (field("delegation", Kind.CHOICE, delegations),),
                (field("capacity", Kind.CHOICE, _words(texts, Capacity)),),
                (field("status", Kind.CHOICE, _words(texts, Status)),),
                (field("sex", Kind.CHOICE, _stated(texts, Sex)), field("country")),
                (field("seat"), field("short_number", Kind.NUMBER)),
                (field("valid_from", Kind.DATE), field("valid_until", Kind.DATE)),
                (field("badge_days", Kind.DATES),),
                (field("accept_pending", Kind.FLAG),),
                (field("publish", Kind.FLAG),),
            ),
        ),
        Section(
            texts("Contact and needs"),
            (
                (field("phone"), field("email")),
                (field("diet"), field("health")),
                (field("age_group", Kind.CHOICE, _stated(texts, AgeGroup)),),
                (field("disability", Kind.CHOICE, _stated(texts, Disability)),),
                *([(field("passport_no"), field("birth_date", Kind.DATE))] if identity else []),
            ),
        ),
        Section(
            texts("Notes"),
            ((field("note", Kind.LONG),), (field("attention", Kind.FLAG),), (field("remarks", Kind.LONG),)),
        ),
    ]


def own_section(texts: Texts, fields: Sequence[OwnField]) -> Section:
    """The event's own fields, one a row."""
    kinds = {FieldKind.DATE: Kind.DATE, FieldKind.CHOICE: Kind.CHOICE, FieldKind.FLAG: Kind.FLAG}
    rows = [
        (
            Field(
                f"{OWN}{own.id}",
                texts.pick(own.title, own.title_official),
                kinds.get(FieldKind(own.kind), Kind.TEXT),
                ((None, ""), *((choice, choice) for choice in own.choices)) if own.choices else (),
            ),
        )
        for own in fields
    ]
    return Section(texts("Fields of this event"), rows)


def shown_value(texts: Texts, key: str, value: Any) -> str:
    """A value of a column in words, "" for none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return texts("Yes") if value else texts("No")
    if key in ("valid_from", "valid_until", "badge_days"):
        return show_dates(value)
    if key in ("capacity", "status", "sex", "sector", "age_group", "disability"):
        return label(texts, value)
    return str(value)


def _words(texts: Texts, kinds: Any) -> list[tuple[str, str]]:
    return [(kind.value, texts(LABELS[kind])) for kind in kinds]


def _stated(texts: Texts, kinds: Any) -> list[tuple[Any, str]]:
    """The same, after "not stated"."""
    return [(None, texts("Not stated")), *_words(texts, kinds)]
