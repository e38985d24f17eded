"""What is known of one delegation's mission: its people, what it brought, what followed, who it wrote to."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from attendance.domain.kinds import Capacity, LetterKind, SessionKind, Sex
from attendance.queries import delegation_facts as facts
from attendance.queries.letterheads import Paper, paper_of
from attendance.queries.participants import Participant
from attendance.queries.programme import SessionRow, sessions
from attendance.reports.matrix_grid import Column, Line, blocks, columns
from attendance.reports.people import Group, groups, listed, written_name
from attendance.reports.request import Request
from attendance.reports.whole import counted

_NO_MEETING = (SessionKind.HALF_DAY, SessionKind.DINNER, SessionKind.BUS)
MOST_ITEMS = 24
"""Items of a programme gone through one by one; of a longer one only those the delegation spoke in."""


@dataclass(frozen=True, slots=True)
class Mission:
    """One delegation at one event.

    Attributes:
        people: those on the list, head first; ``lines`` also those who came though no longer on it.
        items: what the programme holds beside half-days and dinners.
    """

    request: Request
    group: Group
    people: tuple[Participant, ...]
    paper: Paper | None
    letters: list[facts.LetterFacts]
    contributions: list[facts.ContributionFacts]
    priorities: list[facts.PriorityFacts]
    follow_ups: list[facts.FollowUpFacts]
    shown: list[Column]
    lines: tuple[Line, ...]
    programme: list[SessionRow]

    @property
    def heads(self) -> list[Participant]:
        return [person for person in self.people if person.capacity == Capacity.HEAD]

    @property
    def women(self) -> int:
        return sum(person.sex == Sex.FEMALE for person in self.people)

    @property
    def attended(self) -> int:
        return sum(line.attended for line in self.lines)

    @property
    def expected(self) -> int:
        return sum(line.expected for line in self.lines)

    @property
    def name(self) -> str:
        return self.request.delegation_name(self.group.delegation)

    @property
    def led_by(self) -> str:
        return ", ".join(self.named(person) for person in self.heads)

    def named(self, person: Participant) -> str:
        """The name with its titles."""
        return written_name(self.request, person)

    def speaker(self, id_: UUID | None) -> str:
        """The name of one of its people; "" for nobody known."""
        return next((self.named(person) for person in self.group.people if person.id == id_), "")

    def role(self, person: Participant) -> str:
        """Position, unit and organisation in one line, as far as they may be told."""
        if self.request.withholds(person):
            return ""
        pick = self.request.pick
        parts = (
            pick(person.position, person.position_official),
            pick(person.unit, person.unit_official),
            pick(person.organisation, person.organisation_official),
        )
        return ", ".join(dict.fromkeys(part for part in parts if part))

    def sentence(self) -> str:
        """The delegation in numbers, who led it, and how much of the programme it attended."""
        texts = self.request.texts
        said = [
            texts.plural(
                "The delegation of {delegation} had {n} member, women: {women}.",
                "The delegation of {delegation} had {n} members, women: {women}.",
                len(self.people),
                delegation=self.name,
                women=texts.number(self.women),
            )
        ]
        if self.led_by:
            said.append(texts("Head of the delegation: {name}.", name=self.led_by))
        if self.expected:
            share = texts.percent(self.attended / self.expected)
            counts = {"attended": texts.number(self.attended), "expected": texts.number(self.expected)}
            said.append(
                texts("Attended: {attended} of {expected} person-sessions ({share}).", share=share, **counts)
            )
        return " ".join(said)

    def items(self) -> list[SessionRow]:
        """What is reported item by item: the meetings of the programme, or its half-days without any."""
        meetings = [row for row in self.programme if row.kind not in _NO_MEETING]
        kept = meetings or [row for row in self.programme if row.kind == SessionKind.HALF_DAY]
        if len(kept) > MOST_ITEMS:
            spoken = {row.event_session for row in self.contributions}
            kept = [row for row in kept if row.id in spoken]
        return kept

    def invitations(self) -> list[str]:
        """References of the invitations, "01/SAMPLE, 12 April 2024, Organisers"."""
        return [self.reference(letter) for letter in self.letters if _invites(letter)]

    def reference(self, letter: facts.LetterFacts) -> str:
        """Number, date and sender of a letter, as far as they are known."""
        day = self.request.texts.date_long(letter.date)
        return ", ".join(part for part in (letter.number, day, letter.sender) if part)


def _invites(letter: facts.LetterFacts) -> bool:
    """An invitation, or a letter of a kind nobody named."""
    kind = (letter.kind or "").casefold()
    return not kind or kind.startswith(LetterKind.INVITATION) or kind not in frozenset(LetterKind)


def mission(request: Request) -> Mission:
    """All of the one delegation in ``request.codes``.

    Raises ``Refused`` as ``people.groups`` does.
    """
    (group,) = groups(request, lambda _delegation, _person: True, empty=True)
    db, event, delegation = request.db, request.event.id, group.delegation.id
    shown = columns(request)
    made = blocks(request, shown, counted([group]))
    return Mission(
        request=request,
        group=group,
        people=tuple(_listed(group.people)),
        paper=paper_of(db, event),
        letters=facts.letters(db, event, delegation),
        contributions=facts.contributions(db, delegation),
        priorities=facts.priorities(db, delegation),
        follow_ups=facts.follow_ups(db, event, delegation),
        shown=shown,
        lines=made[0].lines if made else (),
        programme=sessions(db, event),
    )


def _listed(people: Iterable[Participant]) -> Iterable[Participant]:
    return (person for person in people if listed(person))
