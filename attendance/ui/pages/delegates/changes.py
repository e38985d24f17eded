"""What is changed about delegates from their table: of one, of some, or of all that answer a question."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from attendance.commands.custom_fields import YES, set_custom_value
from attendance.commands.delegates import Changed, change_delegates
from attendance.commands.people import tag_delegates
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.domain.progress import Tick, no_tick
from attendance.domain.renaming import NAME_FIELDS, renamed
from attendance.queries.delegate_choices import delegate_ids, name_of
from attendance.queries.listing import Kind, Listing, ids
from attendance.ui.chosen import Chosen
from attendance.ui.fields import read_date, read_dates, read_number, read_text
from attendance.ui.work import DELEGATES, DELEGATIONS, PRESENCE

CUSTOM = "field:"
DAYS = "badge_days"
DAYS_OF = frozenset({"valid_from", "valid_until", DAYS})
"""Columns of dates, shown as people write them."""
COUNTED = frozenset({"delegation", "sex", "status"})
"""Fields that other pages count by."""


class Tagging(NamedTuple):
    """A tag put on people, or taken off."""

    tag: UUID
    on: bool


Change = Mapping[str, Any] | Tagging
"""Columns of the table (custom fields by their column's key) with their new values, or a tag."""


def change(
    db: Any, stamp: Stamp, delegates: Sequence[UUID], wanted: Change, *, tick: Tick = no_tick
) -> Changed:
    """Carry it out as one action.

    Raises:
        Refused: those of the verbs.
    """
    if isinstance(wanted, Tagging):
        done = tag_delegates(db, stamp, delegates, wanted.tag, wanted.on)
        return Changed(*done)
    custom = next((key for key in wanted if key.startswith(CUSTOM)), "")
    if custom:
        field = UUID(custom.removeprefix(CUSTOM))
        return Changed(*set_custom_value(db, stamp, delegates, field, wanted[custom]))
    field, value = next(iter(wanted.items()))
    if len(delegates) == 1 and field in NAME_FIELDS:
        wanted = {**wanted, **renamed(name_of(db, delegates[0]), field, value)}
    return change_delegates(db, stamp, delegates, wanted, tick=tick)


def change_chosen(
    db: Any, stamp: Stamp, listing: Listing, chosen: Chosen, wanted: Change, *, tick: Tick = no_tick
) -> Changed:
    """The same for the selected rows of a list; a question is answered now, not when it was asked."""
    numbers: Sequence[int] = chosen.numbers
    if chosen.question is not None:
        numbers = ids(db, listing, chosen.question)
    return change(db, stamp, delegate_ids(db, numbers), wanted, tick=tick)


def touches(wanted: Change) -> frozenset[str]:
    """What else shows the change."""
    counted = not isinstance(wanted, Tagging) and not COUNTED.isdisjoint(wanted)
    return frozenset({DELEGATES, DELEGATIONS, PRESENCE}) if counted else frozenset({DELEGATES})


def read_cell(key: str, kind: Kind, field_kind: str, text: str) -> Any:
    """The value of what was typed into a cell.

    Raises:
        Refused: bad_number, bad_day, buddhist_year, bad_email, name_missing.
    """
    if key == "name" and not text.strip():
        raise Refused("name_missing")
    if key == "email" and text.strip() and not _looks_like_address(text.strip()):
        raise Refused("bad_email", value=text.strip())
    if field_kind == "date" or kind is Kind.DATE:
        return read_date(text)
    if key == DAYS:
        return read_dates(text)
    return read_number(text) if kind is Kind.NUMBER and not key.startswith(CUSTOM) else read_text(text)


def _looks_like_address(text: str) -> bool:
    before, at, behind = text.partition("@")
    return bool(before and at and behind) and "@" not in behind and " " not in text


def flag_value(key: str, on: bool) -> Any:
    """What a field that is on or off holds."""
    return (YES if on else None) if key.startswith(CUSTOM) else on
