"""What stands on badges, which of them are still to be printed, and what was printed before."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, and_, case, exists, func, literal, select

from attendance.domain.errors import Refused
from attendance.domain.kinds import GONE, BadgeState, Capacity, FactKind
from attendance.domain.presence import standing
from attendance.queries.delegations import SECTION_RANK
from attendance.store import tables as t
from attendance.store.journal import CHUNK

_d, _g, _i, _p, _b, _f = (
    t.delegate.c, t.delegation.c, t.delegate_index.c, t.printing.c, t.badge.c, t.attendance_fact.c,
)  # fmt: skip

_BREAK = "\n"

FACE: Any = (
    _d.name
    + _BREAK + func.coalesce(_d.name_official, "")
    + _BREAK + func.coalesce(_d.courtesy, "")
    + _BREAK + func.coalesce(_d.academic, "")
    + _BREAK + _d.capacity
)  # fmt: skip
"""The words that make a badge wrong when they change; its code stands beside them."""

_CAME_OUT = _p.problem.is_(None)
_HEADS_FIRST = case((_d.capacity == Capacity.HEAD, 0), else_=1)


class BadgeRow(NamedTuple):
    """What a badge is made of, and no more of the person than that.

    Attributes:
        face: ``FACE`` as it is now.
        printed: how often it came out.
    """

    id: UUID
    name: str
    given: str | None
    family: str | None
    family_first: bool
    name_official: str | None
    courtesy: str | None
    academic: str | None
    capacity: str
    position: str | None
    position_official: str | None
    organisation: str | None
    organisation_official: str | None
    country: str | None
    delegation: str
    delegation_name: str | None
    delegation_official: str | None
    section: str
    short_number: int | None
    code: str | None
    face: str
    printed: int


_COLUMNS = (
    *(_d.id, _d.name, _d.given, _d.family, _d.family_first, _d.name_official, _d.courtesy, _d.academic),
    *(_d.capacity, _d.position, _d.position_official, _d.organisation, _d.organisation_official),
    *(_g.country, _g.code, _g.name, _g.name_official, _g.section),
    *(_d.short_number, _d.badge_code, FACE, _d.badge_printed),
)  # fmt: skip


def badges(
    db: Connection,
    event: UUID,
    delegates: Sequence[UUID] | None = None,
    delegations: Sequence[UUID] | None = None,
    *,
    wanting: bool = False,
) -> list[BadgeRow]:
    """Badges in the order of the list: by delegation, the head first, then by name.

    Args:
        delegates: only these, in any status; None is everybody who is expected.
        delegations: only theirs.
        wanting: only those not printed yet, or printed with words or a code that changed since.
    """
    statement = (
        select(*_COLUMNS)
        .select_from(
            t.delegate.join(t.delegation, _g.id == _d.delegation).outerjoin(t.delegate_index, _i.n == _d.n)
        )
        .where(_d.event == event, _d.badge_code.is_not(None))
        .order_by(SECTION_RANK, func.coalesce(_g.position, 1_000_000), _g.code, _HEADS_FIRST, _i.sort, _d.n)
    )
    if delegates is None:
        statement = statement.where(_d.status.not_in(GONE))
    if delegations is not None:
        statement = statement.where(_d.delegation.in_(list(delegations)))
    if wanting:
        statement = statement.where((_d.badge_printed == 0) | outdated(event))
    chosen = None if delegates is None else frozenset(delegates)
    if chosen is not None and len(chosen) <= CHUNK:
        statement = statement.where(_d.id.in_(list(chosen)))
    rows = (BadgeRow(*row) for row in db.execute(statement))
    return [row for row in rows if chosen is None or row.id in chosen]


def outdated(event: UUID) -> ColumnElement[bool]:
    """The condition that a delegate's badge came out once, but never with these words and this code.

    A spare badge tied to somebody has their code and no words: it is as good as it can be.
    """
    own = _p.event == literal(event, _p.event.type)
    printed = select(_p.delegate).where(own, _CAME_OUT, _p.delegate.is_not(None))
    current = select(_p.code + _BREAK + _p.face).where(own, _CAME_OUT, _p.face.is_not(None))
    nameless = select(_b.code).where(_b.event == literal(event, _b.event.type), _b.state == BadgeState.TIED)
    return and_(
        _d.badge_printed > 0,
        _d.id.in_(printed),
        (_d.badge_code + _BREAK + FACE).not_in(current),
        _d.badge_code.not_in(nameless),
    )


class Spare(NamedTuple):
    """A spare badge nobody is tied to yet; ``printed`` when it came out before."""

    code: str
    printed: bool


def spares(db: Connection, event: UUID) -> list[Spare]:
    """The spare badges of an event in the order they were made."""
    out = exists().where(_p.event == event, _p.code == _b.code, _CAME_OUT)
    statement = select(_b.code, out).where(_b.event == event, _b.state == BadgeState.SPARE).order_by(_b.n)
    return [Spare(*row) for row in db.execute(statement)]


def named(
    db: Connection, event: UUID, delegation: str | None, unprinted: bool, spare: bool
) -> tuple[list[BadgeRow], list[str]]:
    """Badges as a command names them: of people (of one delegation, by its code), or codes of spare ones.

    Args:
        unprinted: only those that did not come out yet, or are no longer right.

    Raises:
        Refused: no_such_delegation.
    """
    if spare:
        return [], [one.code for one in spares(db, event) if not (unprinted and one.printed)]
    groups = None
    if delegation is not None:
        own = select(_g.id, _g.code).where(_g.event == event)
        groups = [row.id for row in db.execute(own) if row.code.casefold() == delegation.casefold()]
        if not groups:
            raise Refused("no_such_delegation", delegation=delegation)
    return badges(db, event, None, groups, wanting=unprinted), []


class Wanting(NamedTuple):
    """How many badges of people who are expected are not printed, and how many no longer say what is true."""

    unprinted: int
    outdated: int


def wanting(db: Connection, event: UUID) -> Wanting:
    """Counts for the choice of what to print."""
    expected = select(func.count()).where(_d.event == event, _d.status.not_in(GONE))
    unprinted = db.scalar(expected.where(_d.badge_printed == 0)) or 0
    return Wanting(unprinted, db.scalar(expected.where(outdated(event))) or 0)


def first_entry(db: Connection, event: UUID, fact: UUID) -> BadgeRow | None:
    """The badge to print at the door: of whoever came in with this fact for the first time at the event.

    None where they came in before, or their badge has come out already.
    """
    who = db.scalar(select(_f.delegate).where(_f.id == fact))
    if who is None:
        return None
    facts: Any = db.execute(select(_f.id, _f.kind, _f.at, _f.voids).where(_f.delegate == who)).all()
    if [one.id for one in standing(facts) if one.kind == FactKind.IN] != [fact]:
        return None
    row = next(iter(badges(db, event, [who])), None)
    return None if row is None or row.printed else row


class PrintLine(NamedTuple):
    """One line of the print log: when (ms UTC), where, who, and what went wrong (None: it came out)."""

    at: int
    desk: str
    operator: str
    code: str | None
    problem: str | None


def print_log(db: Connection, delegate: UUID) -> list[PrintLine]:
    """What was printed for one delegate, the newest first."""
    statement = (
        select(_p.at, _p.desk, _p.operator, _p.code, _p.problem)
        .where(_p.delegate == delegate)
        .order_by(_p.at.desc(), _p.n.desc())
    )
    return [PrintLine(*row) for row in db.execute(statement)]
