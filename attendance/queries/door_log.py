"""The whole log of the door: every attendance fact and every refused scan of an event, newest first."""

import json
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, func, select, union

from attendance.domain.kinds import FactKind
from attendance.domain.presence import standing
from attendance.domain.scan import Reason, Why, Word
from attendance.queries.history import ONE_BY_ONE
from attendance.store import tables as t
from attendance.store.search import matching, query_words

PAGE = 200

_f, _r, _d, _g, _s, _c = (
    t.attendance_fact.c, t.scan_refused.c, t.delegate.c, t.delegation.c, t.event_session.c, t.change.c,
)  # fmt: skip


class Wanted(NamedTuple):
    """What of the log is wanted; None lets everything through.

    Attributes:
        text: a name, or the beginning of a refused code.
        verdict: a ``Word``, or "excused" or "void".
    """

    text: str = ""
    delegation: UUID | None = None
    session: UUID | None = None
    verdict: str | None = None
    desk: str | None = None
    source: str | None = None


class LogLine(NamedTuple):
    """One line; times in ms UTC.

    Attributes:
        n: local number within its own table; refused: that table is the one of refused scans.
        word: a ``Word``, or "excused" or "void".
        written: when it was put down; ``at`` is when it happened.
        code: what was scanned, of a refused scan.
        why: of a refused scan; ``reason``: typed by somebody.
        voided: it no longer counts.
    """

    n: int
    refused: bool
    word: str
    at: int
    written: int
    action: UUID | None
    verb: str
    delegate: UUID | None
    name: str | None
    name_official: str | None
    delegation: str | None
    session: str | None
    session_official: str | None
    desk: str
    operator: str
    source: str | None
    reason: str | None = None
    approved_by: str | None = None
    waived: tuple[str, ...] = ()
    code: str = ""
    why: Reason | None = None
    voided: bool = False

    def can_be_undone(self) -> bool:
        """Whether undoing its action takes back this entry or exit and nothing else."""
        return not self.refused and not self.voided and self.verb in ONE_BY_ONE


class Before(NamedTuple):
    """Where the next page begins: below these local numbers of facts and of refused scans."""

    fact: int | None = None
    refused: int | None = None


class LogPage(NamedTuple):
    """Some lines, and where the next ones begin; None where there are no more."""

    lines: list[LogLine]
    further: Before | None


def door_log(
    db: Connection, event: UUID, wanted: Wanted, before: Before | None = None, size: int = PAGE
) -> LogPage:
    """The newest lines below ``before``: as they were written, whichever of the two tables they are in.

    Each table is walked from its newest row down, so that a page costs the same however long the log is.
    """
    before = before or Before()
    facts = _facts(db, event, wanted, before.fact, size)
    refused = _refused(db, event, wanted, before.refused, size)
    lines: list[LogLine] = []
    while len(lines) < size and (facts or refused):
        newer = not refused or (bool(facts) and facts[-1].written >= refused[-1].written)
        lines.append((facts if newer else refused).pop())
    if not facts and not refused and len(lines) < size:
        return LogPage(lines, None)
    last_fact = min((line.n for line in lines if not line.refused), default=before.fact)
    last_refused = min((line.n for line in lines if line.refused), default=before.refused)
    return LogPage(lines, Before(last_fact, last_refused))


def _facts(db: Connection, event: UUID, wanted: Wanted, below: int | None, size: int) -> list[LogLine]:
    """Oldest first, so that the newest is taken off the end."""
    kinds = _kinds(wanted.verdict)
    if not kinds:
        return []
    statement = (
        select(
            *(_f.n, _f.kind, _f.at, _c.at.label("written"), _c.action, _c.verb, _f.delegate, _d.name),
            *(_d.name_official, _g.code.label("home"), _s.title, _s.title_official, _f.desk, _f.operator),
            *(_f.source, _f.reason, _f.approved_by, _f.waived, _f.id, _f.event_session),
        )
        .select_from(
            t.attendance_fact.join(t.delegate, _d.id == _f.delegate)
            .join(t.delegation, _g.id == _d.delegation)
            .join(t.event_session, _s.id == _f.event_session)
            .join(t.change, _c.row == _f.id)
        )
        .where(*_narrowed(wanted, _f, event))
    )
    if len(kinds) < len(FactKind):
        statement = statement.where(_f.kind.in_(kinds))
    if wanted.source is not None:
        statement = statement.where(_f.source == wanted.source)
    if wanted.text.strip():
        statement = statement.where(_d.n.in_(matching(wanted.text)))
    rows = _newest(db, statement, _f.n, below, size)
    counted = _counted(db, rows)
    return [
        LogLine(
            *(row.n, False, _word_of(row.kind), row.at, row.written, row.action, row.verb, row.delegate),
            *(row.name, row.name_official, row.home, row.title, row.title_official, row.desk, row.operator),
            *(row.source, row.reason, row.approved_by, tuple((row.waived or "").split())),
            voided=row.kind != FactKind.VOID and row.id not in counted,
        )
        for row in reversed(rows)
    ]


def _refused(db: Connection, event: UUID, wanted: Wanted, below: int | None, size: int) -> list[LogLine]:
    if wanted.source is not None or (wanted.verdict is not None and _kinds(wanted.verdict)):
        return []  # a refused scan came from nowhere but the door
    statement = (
        select(
            *(_r.n, _r.verdict, _r.at, _r.delegate, _d.name, _d.name_official, _g.code.label("home")),
            *(_s.title, _s.title_official, _r.desk, _r.operator, _r.code, _r.reason),
        )
        .select_from(
            t.scan_refused.join(t.event_session, _s.id == _r.event_session)
            .outerjoin(t.delegate, _d.id == _r.delegate)
            .outerjoin(t.delegation, _g.id == _d.delegation)
        )
        .where(*_narrowed(wanted, _r, event))
    )
    if wanted.verdict is not None:
        statement = statement.where(_r.verdict == wanted.verdict)
    if typed := wanted.text.strip():
        found: Any = _r.code.startswith(typed, autoescape=True)
        if query_words(typed):
            found = found | _d.n.in_(matching(typed))
        statement = statement.where(found)
    return [
        LogLine(
            *(row.n, True, row.verdict, row.at, row.at, None, "refused_scan", row.delegate, row.name),
            *(row.name_official, row.home, row.title, row.title_official, row.desk, row.operator, None),
            code=row.code,
            why=_why(row.reason),
        )
        for row in reversed(_newest(db, statement, _r.n, below, size))
    ]


def _narrowed(wanted: Wanted, table: Any, event: UUID) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.session is not None:
        conditions.append(table.event_session == wanted.session)
    else:
        # Wrapped, so that SQLite walks from the newest row down instead of gathering all rows first.
        conditions.append(func.coalesce(table.event_session.in_(_sessions(event)), False))
    if wanted.delegation is not None:
        conditions.append(_d.delegation == wanted.delegation)
    if wanted.desk is not None:
        conditions.append(table.desk == wanted.desk)
    return conditions


def _newest(db: Connection, statement: Any, n: Any, below: int | None, size: int) -> Sequence[Any]:
    if below is not None:
        statement = statement.where(n < below)
    return db.execute(statement.order_by(n.desc()).limit(size)).all()


def _kinds(verdict: str | None) -> list[FactKind]:
    if verdict is None:
        return list(FactKind)
    return [kind for kind in FactKind if verdict in (kind, _word_of(kind))]


def _word_of(kind: str) -> str:
    return {FactKind.IN.value: Word.IN.value, FactKind.OUT.value: Word.OUT.value}.get(kind, kind)


def _counted(db: Connection, rows: Sequence[Any]) -> set[UUID]:
    """Which of these facts count: a void may itself be voided."""
    people, rooms = {row.delegate for row in rows}, {row.event_session for row in rows}
    if not rows:
        return set()
    here = select(_f.id, _f.kind, _f.at, _f.voids).where(_f.delegate.in_(people), _f.event_session.in_(rooms))
    facts: list[Any] = list(db.execute(here))
    return {fact.id for fact in standing(facts)}


def _why(text: str | None) -> Reason | None:
    """The reason as it was kept; None where there is none that can be read."""
    try:
        kept: Any = json.loads(text) if text else None
        return None if kept is None else Reason(Why(kept.pop("why")), kept)
    except (ValueError, KeyError, AttributeError):
        return None


class LogChoices(NamedTuple):
    """What the log can be narrowed to: (id, code) of delegations, and names of desks."""

    delegations: list[tuple[UUID, str]]
    desks: list[str]


def log_choices(db: Connection, event: UUID) -> LogChoices:
    """The delegations of the event by code, and every desk that is in the history of this file."""
    homes = db.execute(select(_g.id, _g.code).where(_g.event == event).order_by(_g.code)).all()
    own = _sessions(event)
    desks = union(*(select(c.desk).where(c.event_session.in_(own)) for c in (_f, _r)))
    return LogChoices([(row.id, row.code) for row in homes], sorted(db.scalars(desks)))


def _sessions(event: UUID) -> Select[Any]:
    return select(t.event_session.c.id).where(t.event_session.c.event == event)
