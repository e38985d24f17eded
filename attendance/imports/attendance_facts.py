"""From marks and times to attendance facts, and how they differ from what is recorded."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from attendance.commands.event_days import HALF_DAYS
from attendance.domain.kinds import FactKind
from attendance.domain.local_time import instant
from attendance.imports.codes import Cell, Code

MINUTE = 60_000
WITHOUT_MINUTES = 16
"""Minutes of "late" or "left early" where the file gives none: the first that reports count as such."""
CLOSE = 5
"""Minutes by which two clocks may tell one arrival."""
NOON = "12:00"


class Place(NamedTuple):
    """An event session, or (a number) one that will be made; times are local, open while None."""

    session: UUID | int
    day: str | None
    starts: str | None
    ends: str | None
    zone: str

    @property
    def begins(self) -> str:
        """Its start, or that of its half of the day while open."""
        half = HALF_DAYS[1] if (self.ends or "") > NOON and not self.starts else HALF_DAYS[0]
        return self.starts or half[2]


class Wanted(NamedTuple):
    """What the file says of one person at one event session.

    Attributes:
        facts: (kind, ms UTC) in order of time; none for absent.
        reason: kept with the facts; ``said`` the file's own words.
        timed: whether the times are the file's own.
        note: code of a note about them; ``problem`` why nothing can be written.
    """

    code: Code
    facts: tuple[tuple[FactKind, int], ...] = ()
    reason: str | None = None
    said: str = ""
    timed: bool = False
    note: str = ""
    problem: str = ""


def so_far(wanted: Wanted, now: int) -> Wanted:
    """What of it has happened by ``now`` (ms UTC): nobody came or left at a time that is still to come.

    An excuse may be known before; it counts from the moment it is. ``problem`` is "ahead" where nothing of
    it has happened, ``note`` "rest_ahead" where the end of it has not.
    """
    if wanted.code is Code.EXCUSED:
        return wanted._replace(facts=tuple((kind, min(at, now)) for kind, at in wanted.facts))
    facts = tuple(fact for fact in wanted.facts if fact[1] <= now)
    if facts == wanted.facts:
        return wanted
    if not facts:
        return wanted._replace(problem="ahead")
    return wanted._replace(code=Code.PRESENT, facts=facts, note="rest_ahead")


def wanted_of(cells: Sequence[Cell], places: Sequence[Place]) -> list[tuple[Place | None, Wanted]]:
    """What a mark, or all times, of one person in one column say of each event session they go to."""
    if all(cell.is_time for cell in cells):
        return _by_time(cells, places)
    cell = cells[0]
    if cell.code is Code.HALF and len(places) > 1:
        said = Wanted(cell.code, said=cell.said, problem="half")
        return [(places[0], said)]
    return [(place, _marked(cell, place)) for place in places]


def _marked(cell: Cell, place: Place) -> Wanted:
    starts = instant(place.day, place.begins, place.zone)
    if starts is None:
        return Wanted(cell.code, said=cell.said, problem="outside")
    ends = instant(place.day, place.ends, place.zone)
    ends = None if ends is None or ends <= starts else ends
    entry = (FactKind.IN, starts)
    match cell.code:
        case Code.PRESENT | Code.HALF:
            return Wanted(cell.code, (entry,), None, cell.said)
        case Code.ONLINE:
            return Wanted(cell.code, (entry,), cell.said or "online", cell.said)
        case Code.EXCUSED:
            return Wanted(cell.code, ((FactKind.EXCUSED, starts),), cell.said, cell.said)
        case Code.LATE:
            return _late(cell, place, starts)
        case Code.LEFT_EARLY:
            return _left_early(cell, place, starts, ends)
        case _:
            return Wanted(cell.code, said=cell.said)


def _late(cell: Cell, place: Place, starts: int) -> Wanted:
    at = instant(place.day, cell.arrives, place.zone)
    if at is not None:
        return Wanted(cell.code, ((FactKind.IN, at),), None, cell.said, True)
    if cell.minutes is not None:
        return Wanted(cell.code, ((FactKind.IN, starts + cell.minutes * MINUTE),), None, cell.said, True)
    facts = ((FactKind.IN, starts + WITHOUT_MINUTES * MINUTE),)
    return Wanted(cell.code, facts, f"{cell.said} (?)", cell.said, False, "late_without_minutes")


def _left_early(cell: Cell, place: Place, starts: int, ends: int | None) -> Wanted:
    at = instant(place.day, cell.leaves, place.zone)
    if at is None and ends is None:
        return Wanted(cell.code, said=cell.said, problem="needs_end")
    note, reason = "", None
    if at is None:
        assert ends is not None
        if cell.minutes is None:
            note, reason = "early_without_minutes", f"{cell.said} (?)"
        at = ends - (cell.minutes or WITHOUT_MINUTES) * MINUTE
    facts = ((FactKind.IN, starts), (FactKind.OUT, max(at, starts + 1)))
    return Wanted(cell.code, facts, reason, cell.said, False, note)


def _by_time(cells: Sequence[Cell], places: Sequence[Place]) -> list[tuple[Place | None, Wanted]]:
    """Arrivals and departures of one day, each in the event session it falls into.

    Whoever stays from one event session into the next enters it at its start.
    """
    spans = _spans(cells)
    said = ", ".join(dict.fromkeys(cell.said for cell in cells))[:200]
    ordered = sorted((place for place in places if place.day), key=lambda place: place.begins)
    undated = [place for place in places if not place.day]
    if undated or not ordered:
        return [(None, Wanted(Code.PRESENT, said=said, problem="outside"))]
    facts: dict[int, list[tuple[FactKind, str]]] = {n: [] for n in range(len(ordered))}
    lost = False
    for came, left in spans:
        first = _first_place(ordered, came or left or "")
        if first is None:
            lost = True
            continue
        _spread(facts, ordered, first, came, left)
    told: list[tuple[Place | None, Wanted]] = []
    for n, place in enumerate(ordered):
        known = [(kind, instant(place.day, clock, place.zone)) for kind, clock in facts[n]]
        ready = tuple((kind, at) for kind, at in known if at is not None)
        if ready:
            told.append((place, Wanted(Code.PRESENT, _in_order(ready), None, said, True)))
    if lost and not told:
        told.append((None, Wanted(Code.PRESENT, said=said, problem="outside")))
    return told


def _spans(cells: Sequence[Cell]) -> list[tuple[str | None, str | None]]:
    """Arrivals with their departures; scans of one kind each are paired, overlapping ones joined."""
    spans: list[tuple[str | None, str | None]] = []
    scans = sorted((cell.arrives or cell.leaves or "", cell) for cell in cells)
    for _, cell in scans:
        if cell.arrives and cell.leaves:
            last = spans[-1] if spans else None
            if last and last[1] and last[0] and cell.arrives <= last[1]:
                spans[-1] = (last[0], max(last[1], cell.leaves))
            else:
                spans.append((cell.arrives, cell.leaves))
        elif cell.arrives:
            if not spans or spans[-1][1] is not None:
                spans.append((cell.arrives, None))
        elif spans and spans[-1][1] is None:
            spans[-1] = (spans[-1][0], cell.leaves)
        else:
            spans.append((None, cell.leaves))
    return spans


def _first_place(ordered: Sequence[Place], clock: str) -> int | None:
    """The event session somebody who comes at that time comes to: the one under way, else the next."""
    for n, place in enumerate(ordered):
        after = ordered[n + 1].begins if n + 1 < len(ordered) else "24:00"
        if clock <= (place.ends or after):
            return n
    last = ordered[-1]
    return len(ordered) - 1 if last.ends is None else None


def _spread(
    facts: dict[int, list[tuple[FactKind, str]]], ordered: Sequence[Place], first: int,
    came: str | None, left: str | None,
) -> None:  # fmt: skip
    if came is not None:
        facts[first].append((FactKind.IN, came))
    if left is None:
        return
    last = first
    for n in range(first + 1, len(ordered)):
        if ordered[n].begins < left:
            facts[n].append((FactKind.IN, ordered[n].begins))
            last = n
    facts[last].append((FactKind.OUT, left))


def _in_order(facts: Sequence[tuple[FactKind, int]]) -> tuple[tuple[FactKind, int], ...]:
    """By time; an exit at the very moment of an entry comes after it."""
    ordered = sorted(facts, key=lambda fact: (fact[1], fact[0] is FactKind.OUT))
    told: list[tuple[FactKind, int]] = []
    for kind, at in ordered:
        told.append((kind, max(at, told[-1][1] + 1) if told and told[-1][1] >= at else at))
    return tuple(told)


def differs(wanted: Wanted, stand: Sequence[Any]) -> tuple[str, tuple[tuple[FactKind, int], ...]]:
    """How the file compares with what stands: "same", "more" (with the facts to add) or "other".

    Args:
        stand: standing facts (kind, at) by time, at least one.
    """
    if tuple((fact.kind, fact.at) for fact in stand) == wanted.facts:
        return "same", ()
    entries = [fact.at for fact in stand if fact.kind == FactKind.IN]
    exits = [fact.at for fact in stand if fact.kind == FactKind.OUT]
    if wanted.code is Code.NOT_EXPECTED:
        return "same", ()
    if wanted.code is Code.EXCUSED:
        return ("other" if entries else "same"), ()
    if not wanted.facts or not entries:
        return "other", ()
    if not wanted.timed:
        if wanted.code is Code.LEFT_EARLY and not exits and wanted.facts[-1][1] > entries[0]:
            return "more", wanted.facts[-1:]
        if wanted.code in (Code.LATE, Code.LEFT_EARLY) and wanted.note == "":
            return ("same" if exits else "other"), ()
        return "same", ()
    arrival = next((at for kind, at in wanted.facts if kind is FactKind.IN), None)
    if arrival is not None and abs(arrival - entries[0]) > CLOSE * MINUTE:
        return "other", ()
    leaving = wanted.facts[-1] if wanted.facts[-1][0] is FactKind.OUT else None
    if leaving is None or (exits and abs(exits[-1] - leaving[1]) <= CLOSE * MINUTE):
        return "same", ()
    if not exits and leaving[1] > entries[-1]:
        return "more", (leaving,)
    return "other", ()
