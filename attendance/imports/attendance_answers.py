"""What the preview of an attendance list answers: plain values for the window and the shell."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from attendance.commands.taking import Entry, NewPerson
from attendance.imports.attendance_table import Column
from attendance.language.marks import N_

NEW = "new"
"""The target of a column for which an event session is to be made."""


class Whose(NamedTuple):
    """Who somebody the list names is: a delegate, or somebody new in a delegation; neither is left out."""

    delegate: UUID | None = None
    delegation: UUID | None = None


class Stranger(NamedTuple):
    """Somebody of the file who was not found on the list, for a person to decide.

    Attributes:
        key: names them in ``Options.people``.
        number: the first row about them, of sheet ``sheet``.
        code: of ``REASONS``: unknown, ambiguous, perhaps.
        marks: how many the file has of them.
        suggested: the delegate who looks alike, with the name ``other``.
        group: the delegation of the event the file names.
        sides: (field, what that delegate has, what the file says) for every field either fills.
    """

    key: tuple[str, ...]
    number: int
    sheet: str
    name: str
    code: str
    marks: int
    suggested: UUID | None
    other: str
    group: UUID | None
    sides: tuple[tuple[str, str, str], ...]


class Options(NamedTuple):
    """What the person decided.

    Attributes:
        targets: by the key of a column: the ids of its event sessions, NEW, or nothing to leave it out;
            columns not named go where they are proposed.
        make: make event sessions for days of the event that have none.
        add_to: the delegation unknown people are added to.
        same: take those who look alike for the same person.
        replace: take back what an earlier file said where this one says something else.
        day_first: how 03/04/2024 is meant.
        people: by ``Stranger.key`` what was decided about single ones; ``add_to`` and ``same`` decide
            about the rest.
    """

    targets: Mapping[str, Any] = {}
    make: bool = False
    add_to: UUID | None = None
    same: bool = False
    replace: bool = False
    day_first: bool | None = None
    people: Mapping[tuple[str, ...], Whose] = {}


class Target(NamedTuple):
    """Where the marks of one column go; ``place`` in the file's order.

    Attributes:
        sessions: ids; ``new`` whether an event session is made for it.
        marks: how many it has.
        why: a code of ``WHY_NOT`` while it goes nowhere.
    """

    column: Column
    sessions: tuple[UUID, ...]
    new: bool
    marks: int
    why: str


class Row(NamedTuple):
    """One line of the preview: one person at one event session, or somebody who could not be found.

    Attributes:
        number: row of the file; ``name`` as written there.
        verdict: "added", "unchanged", "absent" (nothing to write), "contradiction", "skipped", "unknown".
        session: what the file calls it; ``said`` the mark in the file's words.
        code, details: why, of ``REASONS``.
    """

    number: int
    sheet: str
    name: str
    verdict: str
    session: str = ""
    said: str = ""
    code: str = ""
    details: Mapping[str, Any] = {}


class Session(NamedTuple):
    """An event session that takes attendance, to choose from."""

    id: UUID
    title: str | None
    title_official: str | None
    day: str | None
    starts: str | None


@dataclass(frozen=True, slots=True)
class TakingPreview:
    """A list of attendance beside what is known.

    Attributes:
        targets: of every column; ``sessions`` what can be chosen; ``days`` the event's.
        found: people of the file who are on the list; ``added`` who will be; ``unknown`` who is neither.
        earlier: contradictions with an earlier file, which ``replace`` settles.
        notes: (code of ``NOTES``, how often).
        strangers: everybody who was not found, whatever is decided about them.
        two_ways: a date of the file that ``Options.day_first`` decides about, "" where there is none.
        ahead: by local day (ISO), how many marks were left out because it is still to come.
        unread: texts that are no marks.
        entries, people, new_sessions, file: for ``take_attendance``.
    """

    name: str
    rows: tuple[Row, ...]
    targets: tuple[Target, ...]
    sessions: tuple[Session, ...]
    days: tuple[str, ...]
    found: int
    added: int
    unknown: int
    earlier: int
    notes: Mapping[str, int]
    unread: Mapping[str, int]
    legend: Mapping[str, str]
    entries: tuple[Entry, ...]
    people: tuple[NewPerson, ...]
    new_sessions: tuple[Mapping[str, Any], ...]
    file: tuple[str, str]
    ahead: Mapping[str, int]
    two_ways: str
    strangers: tuple[Stranger, ...]

    def count(self, verdict: str) -> int:
        return sum(row.verdict == verdict for row in self.rows)


WHY_NOT = {
    "other_day": N_("no day of the event"),
    "no_session": N_("no event session takes attendance then"),
    "no_day": N_("the file does not say which day"),
    "two_ways": N_("its date may be two"),
    "left_out": N_("left out"),
}
"""Why a column goes nowhere."""

REASONS = {
    "unknown": N_("Not on the list of this event."),
    "left_out": N_("Left out by you."),
    "ambiguous": N_("Several people on the list have this name."),
    "perhaps": N_("Not on the list by this name; perhaps {name}."),
    "gone": N_("On the list as “{status}”, but marked as there; nothing is written."),
    "half": N_("Half a day: the file does not say which half."),
    "needs_end": N_("Left early, but the event session has no end."),
    "outside": N_("The time is not within any event session of that day."),
    "already": N_("Recorded already."),
    "not_expected": N_("Not expected then."),
    "absent": N_("Absent: nothing is written."),
    "door_says": N_("Recorded before: {recorded}. It stays."),
    "file_says": N_("An earlier file said: {recorded}. It stays unless earlier files are replaced."),
    "ahead": N_("Still to come, and left out. Import the list again when it is over."),
    "rest_ahead": N_("The rest is still to come. Import the list again when it is over."),
    "twice": N_("The file says something else about the same person in row {other}."),
}
"""What a line of the preview says."""

NOTES = {
    "late_without_minutes": N_("Late without minutes: entered 16 minutes after the start, and noted: {n}."),
    "early_without_minutes": N_("Left early without minutes: 16 minutes before the end, and noted: {n}."),
    "rest_ahead": N_("Marks of which a part is still to come and is left out: {n}."),
    "empty_sheet": N_("Sheets without any mark: {n}."),
    "untimed": N_("Rows without a time that can be read: {n}."),
    "unread": N_("Cells that are no mark: {n}."),
}
"""What a preview says above its rows."""
