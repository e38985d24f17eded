"""What the import dialog says: the meanings of columns, the verdicts on rows, reasons and notes."""

from collections.abc import Sequence

from attendance.imports.fields import IGNORE
from attendance.imports.importing import NOTES, REASONS
from attendance.imports.planning import Offer
from attendance.language import Texts
from attendance.language.marks import N_

FIELDS = {
    "name": N_("Name"),
    "name_official": N_("Name, official script"),
    "given": N_("Given name"),
    "middle": N_("Middle name"),
    "family": N_("Family name"),
    "honorific": N_("Courtesy title"),
    "academic": N_("Academic title"),
    "sex": N_("Sex"),
    "delegation": N_("Delegation"),
    "delegation_code": N_("Delegation code"),
    "country": N_("Country"),
    "nationality": N_("Nationality"),
    "capacity": N_("Capacity"),
    "status": N_("Status"),
    "position": N_("Position"),
    "position_official": N_("Position, official script"),
    "unit": N_("Unit"),
    "unit_official": N_("Unit, official script"),
    "organisation": N_("Organisation"),
    "organisation_official": N_("Organisation, official script"),
    "detail": N_("Position, unit, organisation"),
    "email": N_("E-mail"),
    "phone": N_("Phone"),
    "event": N_("Event"),
    "year": N_("Year of the event"),
    "place": N_("Place of the event"),
    "section": N_("Section of the list"),
    "seat": N_("Seat"),
    "diet": N_("Diet"),
    "health": N_("Health"),
    "birth_date": N_("Date of birth"),
    "passport_no": N_("Passport number"),
    "source_id": N_("Number in this list"),
    "remarks": N_("Remarks"),
    "courtesy": N_("Form of address"),
    "salutation": N_("Salutation"),
    "family_first": N_("Family name first"),
    "certificate_name": N_("Name on the certificate"),
    "note": N_("Note for the desk"),
    "publish": N_("May be named in public lists"),
    "sector": N_("Sector"),
    "age_group": N_("Age group"),
    "disability": N_("Disability"),
    IGNORE: N_("Not read"),
}
"""Every meaning a column can have, in the order they are offered, and what else a row can change."""

_NO_COLUMN = frozenset(("courtesy", "salutation", "family_first", "certificate_name", "note", "publish"))
MEANINGS = tuple(key for key in FIELDS if key not in _NO_COLUMN)

VERDICTS = {
    "added": (N_("Added"), "green"),
    "updated": (N_("Updated"), "blue"),
    "unchanged": (N_("Unchanged"), "muted"),
    "merged": (N_("Same person"), "muted"),
    "offered": (N_("Same person?"), "amber"),
    "refused": (N_("Left out"), "red"),
    "missing": (N_("Not in the list"), "amber"),
}
"""What becomes of a row: its word, and the tone of its dot."""
SKIPPED, WITHDRAWN = (N_("Left out"), "red"), (N_("Withdrawn"), "red")


def reason(texts: Texts, code: str, other: int, details: Sequence[str] = ()) -> str:
    """Why a row is one person with another, or may be: in which row the other is, and what differs."""
    parts = [texts(REASONS.get(code, code))]
    if other:
        parts.append(texts("See row {row}.", row=other))
    if details:
        parts.append(texts("Different: {fields}.", fields=fields_said(texts, details)))
    return " ".join(parts)


def fields_said(texts: Texts, fields: Sequence[str]) -> str:
    """Names of fields in the middle of a sentence."""
    titles = [texts(FIELDS.get(field, field)) for field in fields]
    return ", ".join(title[:1].lower() + title[1:] for title in titles)


def note(texts: Texts, code: str, n: int) -> str:
    """What was noticed in n rows."""
    return f"{texts(NOTES.get(code, code))} ({texts.number(n)})"


def offered(texts: Texts, offer: Offer) -> str:
    """Why a row may be somebody, who that is, and where."""
    parts = [reason(texts, offer.reason, offer.other_row, offer.details)]
    if not offer.other_row and offer.other:
        parts.append(texts("There already: {name}, {where}.", name=offer.other, where=offer.where))
    return " ".join(parts)
