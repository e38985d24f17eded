"""Who attended what: one line per delegate with a letter per event session, and the log behind it."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    CTE,
    BigInteger,
    Connection,
    Text,
    and_,
    case,
    column,
    func,
    literal,
    select,
    union_all,
    values,
)

from attendance.domain.kinds import PresenceState
from attendance.store import tables as t
from attendance.store.types import Id

_p, _f, _d, _s, _r, _y = (
    t.presence.c, t.attendance_fact.c, t.delegate.c, t.event_session.c, t.scan_refused.c, t.tally.c,
)  # fmt: skip

CAME, LATE, LEFT_EARLY, EXCUSED, NOTHING = "P", "L", "E", "X", "-"
"""Letters of one delegate at one event session; NOTHING is a presence without entry or excuse."""

_FIRST_MARK = 0x100
_ROWS_AT_ONCE = 2_000


class SessionTimes(NamedTuple):
    """An event session and when coming is late and leaving early (ms UTC; ``None``: never)."""

    id: UUID
    late_after: int | None
    early_before: int | None


class Attended(NamedTuple):
    """One delegate's presence over the sessions asked for.

    Attributes:
        letters: one per session in the order asked; a space where there is no presence.
        first_in, last_out: ms UTC over all of them.
    """

    delegate: UUID
    letters: str
    first_in: int | None
    last_out: int | None


class LogLine(NamedTuple):
    """One attendance fact or refused scan; times in ms UTC.

    Attributes:
        verdict: a ``kinds.FactKind``, or the word of the refusal.
        corrects_kind, corrects_at: of the fact this one voids.
        code: what was scanned, for a refused scan.
    """

    at: int
    delegate: UUID | None
    event_session: UUID | None
    verdict: str
    source: str | None
    desk: str
    operator: str
    reason: str | None
    corrects_kind: str | None
    corrects_at: int | None
    code: str | None


def attended(
    db: Connection, sessions: Sequence[SessionTimes], within: Collection[UUID] | None = None
) -> list[Attended]:
    """The presence of every delegate who has any at these sessions, in one statement.

    Args:
        sessions: in the order the letters are wanted.
        within: only these delegations; ``None`` is everybody.
    """
    if not sessions:
        return []
    asked = _asked(sessions)
    letter = case(
        (_p.first_in.is_(None), case((_p.state == PresenceState.EXCUSED, EXCUSED), else_=NOTHING)),
        (_p.first_in > asked.c.late_after, LATE),
        (and_(_p.state == PresenceState.LEFT, _p.last_out < asked.c.early_before), LEFT_EARLY),
        else_=CAME,
    )
    marked: Any = func.group_concat(asked.c.mark + letter, "")
    here = _p.event_session == asked.c.id
    if within is not None:  # the index that begins with both holds all that is asked for
        here = and_(here, _p.delegation.in_(within))
    statement = (
        select(_p.delegate, marked, func.min(_p.first_in), func.max(_p.last_out))
        .select_from(asked.join(t.presence, here))
        .group_by(_p.delegate)
    )
    return [
        Attended(delegate, _in_order(marks, len(sessions)), first_in, last_out)
        for delegate, marks, first_in, last_out in db.execute(statement)
    ]


def _asked(sessions: Sequence[SessionTimes]) -> CTE:
    rows = [
        (session.id, chr(_FIRST_MARK + place), session.late_after, session.early_before)
        for place, session in enumerate(sessions)
    ]
    columns = column("id", Id), column("mark", Text), column("late_after", BigInteger)
    return values(*columns, column("early_before", BigInteger)).data(rows).cte("asked")


def _in_order(marks: str, length: int) -> str:
    letters = [" "] * length
    for mark, letter in zip(marks[::2], marks[1::2], strict=True):
        letters[ord(mark) - _FIRST_MARK] = letter
    return "".join(letters)


def tallies_that_differ(db: Connection, event: UUID) -> bool:
    """Whether any kept total of the event is not what its presence rows add up to."""
    sums = (
        select(_p.event_session, _p.delegation, func.count(_p.first_in).label("came"))
        .select_from(t.event_session.join(t.presence, _p.event_session == _s.id))
        .where(_s.event == event)
        .group_by(_p.event_session, _p.delegation)
    )
    kept = (
        select(_y.event_session, _y.delegation, _y.came)
        .select_from(t.event_session.join(t.tally, _y.event_session == _s.id))
        .where(_s.event == event, _y.came > 0)
    )
    counted = sums.having(func.count(_p.first_in) > 0)
    return any(
        db.execute(first.except_(second).limit(1)).first() is not None
        for first, second in ((counted, kept), (kept, counted))
    )


def log_size(db: Connection, event: UUID, within: Collection[UUID] | None = None) -> int:
    """How many lines ``log`` gives."""
    return db.execute(select(func.count()).select_from(_log(event, within).subquery())).scalar_one()


def log(db: Connection, event: UUID, within: Collection[UUID] | None = None) -> Iterator[LogLine]:
    """The attendance facts and refused scans of the event, oldest first, a few thousand held at a time.

    ``within``: only these delegations.
    """
    lines = _log(event, within).subquery()
    ordered = select(*lines.c[:-1]).order_by(lines.c.at, lines.c.n)
    result = db.execution_options(yield_per=_ROWS_AT_ONCE).execute(ordered)
    for row in result:
        yield LogLine(*row)


def _log(event: UUID, within: Collection[UUID] | None) -> Any:
    voided = t.attendance_fact.alias("voided")
    nothing, no_time = literal(None, Text), literal(None, BigInteger)
    facts = (
        select(
            *(_f.at, _f.delegate, _f.event_session, _f.kind.label("verdict"), _f.source, _f.desk),
            *(_f.operator, _f.reason, voided.c.kind.label("corrects_kind")),
            *(voided.c.at.label("corrects_at"), nothing.label("code"), _f.n.label("n")),
        )
        .select_from(
            t.event_session.join(t.attendance_fact, _f.event_session == _s.id)
            .join(t.delegate, _d.id == _f.delegate)
            .outerjoin(voided, voided.c.id == _f.voids)
        )
        .where(_s.event == event)
    )
    refused = (
        select(
            *(_r.at, _r.delegate, _r.event_session, _r.verdict, nothing, _r.desk, _r.operator),
            *(nothing, nothing, no_time, _r.code, _r.n),
        )
        .select_from(
            t.event_session.join(t.scan_refused, _r.event_session == _s.id).outerjoin(
                t.delegate, _d.id == _r.delegate
            )
        )
        .where(_s.event == event)
    )
    if within is not None:
        # By their people, or SQLite reads everybody's facts.
        people = select(_d.id).where(_d.delegation.in_(within))
        facts, refused = facts.where(_f.delegate.in_(people)), refused.where(_r.delegate.in_(people))
    return union_all(facts, refused)
