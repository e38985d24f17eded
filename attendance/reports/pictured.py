"""What the worker that drew a report answers: no module of Qt's, for another thread unpacks it."""

from typing import NamedTuple


class Pictured(NamedTuple):
    """What can be seen of a report.

    Attributes:
        pages: PNG files' contents.
        more: there are more pages than these.
        part: they were made of the first delegations alone: totals in them are theirs.
        total: how many pages there are of what was made, where that is known.
    """

    pages: tuple[bytes, ...]
    more: bool
    part: bool = False
    total: int | None = None
