"""What an import answers: plain values that travel from the worker to the window and the shell."""

from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from attendance.imports.mapping import Guess, Mapping
from attendance.imports.planning import Change, Merge, Offer


class RefusedRow(NamedTuple):
    """A row that was not taken: its number in the file, and the code and details of the refusal."""

    row: int
    code: str
    details: dict[str, Any]


class Verdict(NamedTuple):
    """What becomes of one row: ``verdict`` is added, updated, unchanged, merged or refused.

    Attributes:
        changes: what an update changes.
        person, group, event: ids of a person, a delegation and an event the row brings that are new.
        into: the row a merged one repeats.
    """

    row: int
    verdict: str
    name: str
    delegation: str
    changes: tuple[Change, ...] = ()
    person: UUID | None = None
    group: UUID | None = None
    event: UUID | None = None
    into: int = 0

    @property
    def fields(self) -> tuple[str, ...]:
        """The columns of ``delegate`` that change."""
        return tuple(change.field for change in self.changes)


class Missing(NamedTuple):
    """Somebody of a delegation the list names whom the list no longer has."""

    delegate: UUID
    name: str
    delegation: str
    status: str


@dataclass(frozen=True, slots=True)
class SheetLook:
    """One sheet as the person sees it before the import.

    Attributes:
        rows: number of rows below the headings.
        heading_rows: row numbers of the headings, none when there are none.
        guesses: one per column.
        first_rows: (row number, cells) of the first rows, headings included.
        complete: whether it can be imported as it is.
        last_row: number of its last row in the file.
        left: how many columns of the file stand before its first.
        apart: (row number, text) of rows around it that are not read.
        layout: names this set of headings, for choices that are remembered; '' without headings.
        is_form: whether it is a form of ours, which says itself what its columns mean.
        delegation: the country the sheet's name or a title is, '' when none.
    """

    name: str
    hidden: bool
    rows: int
    heading_rows: tuple[int, ...]
    guesses: tuple[Guess, ...]
    first_rows: tuple[tuple[int, tuple[str, ...]], ...]
    complete: bool
    last_row: int = 0
    left: int = 0
    apart: tuple[tuple[int, str], ...] = ()
    layout: str = ""
    is_form: bool = False
    delegation: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """A file as found; ``best`` is the index of the sheet that looks most like a list of people."""

    name: str
    sheets: tuple[SheetLook, ...]
    best: int
    for_editing: bool = False


@dataclass(frozen=True, slots=True)
class EventCount:
    """A meeting of the list, and how many of its rows add somebody to it."""

    id: UUID
    title: str
    year: int | None
    is_new: bool
    added: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do.

    ``rows`` = added delegates + updated + unchanged + merged + refused.

    Attributes:
        token: names the plan the worker keeps.
        heads: newest line of every desk when the plan was made.
        mapping, heading_row: as used.
        verdicts: one per row, in the file's order.
        offers: pairs that may be one person, one for a row; both are kept unless somebody decides.
        missing: people the file has in the delegations of the list, and the list has not.
        notes: what needs a person's eye: code → number of rows.
    """

    token: int
    name: str
    sheet: str
    mapping: Mapping
    heading_row: int
    rows: int
    events: tuple[EventCount, ...]
    added: dict[str, int]
    updated: int
    unchanged: int
    merged: tuple[Merge, ...]
    refused: tuple[RefusedRow, ...]
    offers: tuple[Offer, ...]
    notes: dict[str, int]
    verdicts: tuple[Verdict, ...]
    heads: dict[UUID, int]
    missing: tuple[Missing, ...] = ()


class Difference(NamedTuple):
    """One cell somebody changed.

    Attributes:
        row: in the workbook; field: column of ``delegate``.
        was: when the workbook was written; now: in the file; new: in the workbook; in the workbook's words.
        value: what would be written.
        conflict: the file has changed meanwhile, too, and otherwise.
    """

    row: int
    delegate: UUID
    name: str
    field: str
    was: str
    now: str
    new: str
    value: Any
    conflict: bool


class Addition(NamedTuple):
    """Somebody written below the people; ``values`` are columns of ``delegate``."""

    row: int
    name: str
    delegation: UUID
    code: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Returned:
    """What a workbook for editing says.

    Attributes:
        name: of the file; title: of its event.
        rows: people and new rows in it; unchanged: rows in which nothing was changed.
        differences: in the workbook's order.
        refused: rows and cells that cannot be taken, each with its reason.
        gone: names of people whose rows were taken out of the workbook; nothing is done about them.
        heads: newest line of every desk when it was compared.
    """

    name: str
    event: UUID
    title: str
    rows: int
    unchanged: int
    differences: tuple[Difference, ...]
    additions: tuple[Addition, ...]
    refused: tuple[RefusedRow, ...]
    gone: tuple[str, ...]
    heads: dict[UUID, int]
