"""Everybody of an event and what they attended, read once: the sheets of one workbook can only agree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from attendance.reports.matrix_grid import Block, Column, Line, blocks, columns
from attendance.reports.people import Group, groups, listed, written_name
from attendance.reports.request import Request


@dataclass(frozen=True, slots=True)
class Whole:
    """The delegations asked for.

    Attributes:
        groups: with everybody who is or was on the list.
        shown: the event sessions that take attendance, in the order of the programme.
        blocks: those expected, and those who came although they no longer are.
    """

    groups: tuple[Group, ...]
    shown: tuple[Column, ...]
    blocks: tuple[Block, ...]

    @property
    def within(self) -> list[UUID]:
        """Ids of the delegations."""
        return [group.delegation.id for group in self.groups]

    def lines(self) -> Iterator[tuple[Group, Line]]:
        """Everybody in the blocks, with their delegation."""
        return ((block.group, line) for block in self.blocks for line in block.lines)

    def names(self, request: Request) -> dict[UUID, str]:
        """Names by delegate, as this reader may see them."""
        return {one.id: written_name(request, one) for group in self.groups for one in group.people}


def whole(request: Request) -> Whole:
    """Read it. Raises ``Refused`` as ``people.groups`` does."""
    everybody = groups(request, lambda _delegation, _person: True, empty=True)
    shown = columns(request)
    return Whole(tuple(everybody), tuple(shown), tuple(blocks(request, shown, counted(everybody))))


def counted(everybody: Sequence[Group]) -> list[Group]:
    """Everyone expected, and everyone who came although they are no longer expected."""
    return [
        Group(group.delegation, tuple(person for person in group.people if listed(person) or person.came))
        for group in everybody
    ]
