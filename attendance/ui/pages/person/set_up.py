"""What the fields of a delegate offer: delegations of the event, forms typed before, countries."""

from typing import Any, NamedTuple
from uuid import UUID

from attendance.language.countries import countries, country_name, find_country
from attendance.queries.delegate_choices import DelegationChoice, choices
from attendance.queries.pairs import Pair, pairs
from attendance.ui.pages.person.fields import OFFERED


class SetUp(NamedTuple):
    """Delegations in list order; pairs by field; countries by code, English and Lao."""

    delegations: list[DelegationChoice]
    pairs: dict[str, list[Pair]]
    countries: dict[str, tuple[str, str]]


def read_set_up(db: Any, event: UUID) -> SetUp:
    """Everything, for an event that is opened."""
    named = {one.iso2: (one.en, country_name(one.iso2, "lo")) for one in countries()}
    find_country("-")  # so that its tables are read here and not on the window's thread
    return SetUp(read_groups(db, event), {key: pairs(db, key) for key in OFFERED}, named)


def read_groups(db: Any, event: UUID) -> list[DelegationChoice]:
    """The delegations alone."""
    return choices(db, event).delegations


def read_pairs(db: Any, key: str) -> tuple[str, list[Pair]]:
    """One field's key and its pairs."""
    return key, pairs(db, key)
