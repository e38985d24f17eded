"""Whose badges somebody wants printed."""

from typing import NamedTuple
from uuid import UUID

from attendance.queries.listing import Listing
from attendance.ui.chosen import Chosen

WANTING, EVERYBODY, SPARES, SELECTED, DELEGATION = "wanting", "everybody", "spares", "selected", "delegation"


class Whose(NamedTuple):
    """Whose badges somebody wants.

    Attributes:
        kind: one of the words above.
        words: what the window calls them, "" for the kinds that need no name.
        people: of ``selected``; or the rows selected in a list, as ``chosen`` of ``listing``.
        delegation: of ``delegation``.
    """

    kind: str = WANTING
    words: str = ""
    people: tuple[UUID, ...] = ()
    listing: Listing | None = None
    chosen: Chosen | None = None
    delegation: UUID | None = None
