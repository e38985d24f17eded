"""Who stands on which sheet to sign: people in the order of the list, in runs by delegation or in one."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from attendance.domain.errors import Refused
from attendance.domain.kinds import Sex
from attendance.domain.names import certificate_name, one_line
from attendance.queries.letterheads import paper_of
from attendance.queries.participants import DelegationFacts, Participant
from attendance.queries.programme import SessionRow
from attendance.queries.sheets import columns, days
from attendance.reports.people import groups, listed
from attendance.reports.request import Request

WALK_INS = 5
"""Empty lines for people who are on no list, on the last sheet of every run."""


class Signer(NamedTuple):
    """One line: its number in the run, and what is printed on it; phone and e-mail as the reader may see."""

    number: int
    person: Participant
    name: str
    other: str
    sex: str
    position: str
    organisation: str
    country: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet: ``position`` of ``of`` in its run, and its lines; ``blank`` more are left empty.

    ``delegation`` is None in a run over all delegations. ``men``, ``women``: of the whole run.
    """

    delegation: DelegationFacts | None
    position: int
    of: int
    signers: tuple[Signer, ...]
    blank: int
    men: int
    women: int

    @property
    def last(self) -> bool:
        return self.position == self.of


@dataclass(frozen=True, slots=True)
class Plan:
    """All sheets of one day: ``number`` of ``of`` days, and the event sessions that are signed for.

    ``logos`` are those of the event's letterhead (PNG or JPEG), from the left.
    """

    day: str
    number: int
    of: int
    sessions: tuple[SessionRow, ...]
    sheets: tuple[SheetPlan, ...]
    logos: tuple[bytes, ...] = ()


def plan(request: Request, day: str, lines: int, *, together: bool = False) -> Plan:
    """The sheets of a day, ``lines`` to a page.

    Args:
        together: one run over all delegations asked for, instead of one for each.

    Raises:
        Refused: nobody_to_print, no_such_delegation, mark_needs_day.
    """
    known = days(request.db, request.event.id)
    if day not in known:
        raise Refused("mark_needs_day")
    found = groups(request, lambda _delegation, person: listed(person))
    runs: list[tuple[DelegationFacts | None, list[Signer]]] = []
    for group in found:
        signers = [_signer(request, group.delegation, person) for person in group.people]
        runs.append((group.delegation, signers))
    if together and runs:
        runs = [(None, [signer for _, signers in runs for signer in signers])]
    if not runs:
        raise Refused("nobody_to_print")
    sheets = [sheet for delegation, signers in runs for sheet in _run(delegation, signers, lines)]
    shown = columns(request.db, request.event.id, day)
    paper = paper_of(request.db, request.event.id)
    logos = tuple(logo.content for logo in paper.logos) if paper is not None else ()
    return Plan(day, known.index(day) + 1, len(known), shown, tuple(sheets), logos)


def _run(delegation: DelegationFacts | None, signers: Sequence[Signer], lines: int) -> list[SheetPlan]:
    """Pages about equally full; the last has room for those who walk in."""
    pages = ceil((len(signers) + WALK_INS) / lines)
    last = min(lines - WALK_INS, ceil(len(signers) / pages))
    before = len(signers) - last
    sizes = [before * (n + 1) // (pages - 1) - before * n // (pages - 1) for n in range(pages - 1)]
    men = sum(signer.person.sex == Sex.MALE for signer in signers)
    women = sum(signer.person.sex == Sex.FEMALE for signer in signers)
    made: list[SheetPlan] = []
    begun = 0
    for place, size in enumerate([*sizes, last], 1):
        of_sheet = signers[begun : begun + size]
        part = [signer._replace(number=n) for n, signer in enumerate(of_sheet, begun + 1)]
        blank = WALK_INS if place == pages else 0
        made.append(SheetPlan(delegation, place, pages, tuple(part), blank, men, women))
        begun += size
    return made


def _signer(request: Request, delegation: DelegationFacts, person: Participant) -> Signer:
    texts, pick = request.texts, request.pick
    if request.withholds(person):
        name = texts("Name withheld")
        country = request.delegation_name(delegation)
        return Signer(0, person, name, "", _sex(request, person), "", "", country, "", "")
    latin = certificate_name(
        person.certificate_name or "", person.name, person.given or "", person.family or "",
        family_first=person.family_first,
    ).upper()  # fmt: skip
    official = one_line(person.name_official or "")
    first, second = (official, latin) if texts.own_script(official) else (latin, official)
    return Signer(
        0, person, first, "" if second == first else second, _sex(request, person),
        pick(person.position, person.position_official),
        pick(person.organisation, person.organisation_official) or pick(person.unit, person.unit_official),
        request.delegation_name(delegation),
        (person.phone or "") if request.shows("phone") else "",
        (person.email or "") if request.shows("email") else "",
    )  # fmt: skip


def _sex(request: Request, person: Participant) -> str:
    texts = request.texts
    if person.sex == Sex.FEMALE:
        return texts("F")
    return texts("M") if person.sex == Sex.MALE else ""
