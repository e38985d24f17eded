"""Who gets a certificate at an event: the rule applied to everybody, with what was decided otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from attendance.domain.certificates import (
    DEFAULT,
    Result,
    Rule,
    Seen,
    Unit,
    Visit,
    judge,
    minutes_within,
)
from attendance.domain.names import certificate_name, one_line
from attendance.domain.text_keys import has_cyrillic, has_lao
from attendance.queries.certificates import Issued, Stay, certificate_rule, issued, stays
from attendance.queries.participants import HALF_DAYS, NOON, DelegationFacts, Participant
from attendance.reports.matrix_grid import Column, Line, blocks, columns
from attendance.reports.people import groups, listed
from attendance.reports.request import Request

_MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Judged:
    """One person before the rule.

    Attributes:
        number: place on the list, from 1.
        name, second: as on the certificate, and in the other script.
        issued: what was decided and done; None where nothing was.
    """

    number: int
    person: Participant
    delegation: DelegationFacts
    name: str
    second: str
    result: Result
    issued: Issued | None

    @property
    def granted(self) -> bool:
        """Whether there is a certificate in the end: by decision, else by the rule."""
        decided = self.issued.granted if self.issued is not None else None
        return self.result.passed if decided is None else decided

    @property
    def overridden(self) -> bool:
        """Whether somebody decided otherwise than the rule."""
        return self.granted is not self.result.passed


@dataclass(frozen=True, slots=True)
class Judgement:
    """Everybody of an event, or of the delegations asked for, before the event's rule.

    Attributes:
        unreadable: the kept rule cannot be read, and the usual one was applied.
        days: ISO dates, in order; None is the open day.
        titles: of the event sessions, in the report's language.
        to_come: event sessions that count and have not begun.
    """

    rule: Rule
    unreadable: bool
    lines: tuple[Judged, ...]
    days: tuple[str | None, ...]
    titles: Mapping[UUID, str]
    to_come: int

    @property
    def granted(self) -> list[Judged]:
        return [line for line in self.lines if line.granted]


def judgement(request: Request, rule: Rule | None = None) -> Judgement:
    """Apply the event's rule, or ``rule`` while somebody tries one.

    Raises:
        Refused: no_such_delegation.
    """
    kept = certificate_rule(request.db, request.event.id)
    applied = rule or kept or DEFAULT
    known = columns(request)
    counted = [one for one in known if one.session.kind in HALF_DAYS or one.session.id in applied.mandatory]
    decided = issued(request.db, request.event.id)
    people = groups(request, lambda _delegation, person: listed(person) or _has_one(decided, person.id))
    spent = stays(request.db, request.event.id) if applied.unit is Unit.MINUTES else {}
    lines: list[Judged] = []
    for block in blocks(request, counted, people):
        for line in block.lines:
            result = judge(applied, line.person.capacity, _visits(line, counted, spent))
            name, second = names(request, line.person)
            own = decided.get(line.person.id)
            lines.append(
                Judged(len(lines) + 1, line.person, block.group.delegation, name, second, result, own)
            )
    return Judgement(
        applied,
        kept is None,
        tuple(lines),
        tuple(dict.fromkeys(one.session.day for one in counted if one.held)),
        {one.session.id: request.pick(one.session.title, one.session.title_official) for one in known},
        sum(not one.held for one in counted),
    )


def _has_one(decided: Mapping[UUID, Issued], delegate: UUID) -> bool:
    return delegate in decided and decided[delegate].number is not None


def _visits(
    line: Line, counted: Sequence[Column], spent: Mapping[tuple[UUID, UUID], list[Stay]]
) -> list[Visit]:
    made: list[Visit] = []
    for code, column in zip(line.codes, counted, strict=True):
        session, minutes, length = column.session, 0, None
        if column.starts is not None and column.ends is not None:
            length = (column.ends - column.starts) // _MINUTE
            if found := spent.get((line.person.id, session.id)):
                minutes = minutes_within(found, column.starts, column.ends)
        half = "pm" if (session.starts or "") >= NOON else "am"
        made.append(Visit(session.id, session.day, half, Seen(code), minutes, length))
    return made


def names(request: Request, person: Participant) -> tuple[str, str]:
    """The name as on the certificate, and in the other script; "" where there is none."""
    typed = one_line(person.certificate_name or "")
    plain = certificate_name(
        typed, person.name, person.given or "", person.family or "", family_first=person.family_first
    )
    latin = plain if typed or not person.academic else f"{person.academic} {plain}"
    official = one_line(person.name_official or "")
    own = {"lo": has_lao, "ru": has_cyrillic}.get(request.texts.language)
    if own is not None and own(official):
        return official, "" if latin == official else latin
    return latin, "" if official in (latin, plain) else official
