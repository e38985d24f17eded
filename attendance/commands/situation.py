"""Reads what one verdict is decided from: one statement, and more only where a rule asks for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, and_, bindparam, func, select

from attendance.commands.custom_fields import value_of
from attendance.domain.errors import Refused
from attendance.domain.kinds import (
    BadgeState,
    Capacity,
    Direction,
    FactKind,
    FieldKind,
    PresenceState,
    SessionEntry,
    Status,
)
from attendance.domain.local_time import instant
from attendance.domain.names import list_name
from attendance.domain.presence import standing
from attendance.domain.rules import OPEN, Rules, read
from attendance.domain.scan import Asked, FirstEntry, Holder, Reason, Situation, Visit, Why
from attendance.domain.verdict import open_questions
from attendance.store import tables as t
from attendance.store.prepared import Prepared

_s, _e, _d, _g, _p, _f = (
    t.event_session.c, t.event.c, t.delegate.c, t.delegation.c, t.presence.c, t.attendance_fact.c,
)  # fmt: skip
_b, _k = t.badge.c, t.custom_field.c


def _situation(match: Any) -> Prepared:
    """Everything most verdicts need, in one statement: the event session, and whoever ``match`` finds."""
    return Prepared(
        select(
            *(_s.event, _s.entry, _s.takes_attendance, _s.rules, _s.day, _s.starts, _s.ends),
            *(_e.confirmed_only, _e.zone),
            *(_d.id, _d.name, _d.given, _d.family, _d.family_first, _d.name_official),
            *(_d.courtesy, _d.salutation, _d.academic, _d.capacity, _d.status, _d.status_at),
            *(_d.accept_pending, _d.position, _d.seat, _d.short_number, _d.badge_code, _d.attention, _d.note),
            *(_d.valid_from, _d.valid_until, _d.badge_days),
            _g.code.label("delegation_code"),
            _g.name.label("delegation_name"),
            _g.name_official.label("delegation_official"),
            _g.credentials_on,
            *(_p.state, _p.entries, _f.at.label("first_at"), _f.desk.label("first_desk")),
            _f.operator.label("first_operator"),
        )
        .select_from(
            t.event_session.join(t.event, _e.id == _s.event)
            .outerjoin(t.delegate, and_(_d.event == _s.event, match))
            .outerjoin(t.delegation, _g.id == _d.delegation)
            .outerjoin(t.presence, and_(_p.event_session == _s.id, _p.delegate == _d.id))
            .outerjoin(
                t.attendance_fact,
                and_(
                    _f.delegate == _d.id,
                    _f.event_session == _s.id,
                    _f.kind == FactKind.IN,
                    _f.at == _p.first_in,
                ),
            )
        )
        .where(_s.id == bindparam("session"))
        .limit(1)
    )


BY_BADGE = _situation(_d.badge_code == bindparam("key"))
BY_NUMBER = _situation(_d.short_number == bindparam("key"))
BY_ID = _situation(_d.id == bindparam("key"))


class Former(NamedTuple):
    """What became of a code that is on nobody's badge in this event."""

    revoked: Reason | None = None
    elsewhere: Reason | None = None
    spare: bool = False
    heir: UUID | None = None


NOTHING = Former()


def _other_event(row: Any) -> Reason:
    return Reason(Why.OTHER_EVENT, {"title": row.title, "title_official": row.title_official})


def former_badge(db: Connection, event: UUID, code: str) -> Former:
    """Look a code up that no delegate of the event holds: taken back, spare, or of another event."""
    badge = db.execute(select(_b.event, _b.delegate, _b.state).where(_b.code == code)).one_or_none()
    if badge is None:
        of = db.execute(
            select(_e.title, _e.title_official)
            .select_from(t.delegate.join(t.event, _e.id == _d.event))
            .where(_d.badge_code == code, _d.event != event)
        ).one_or_none()
        return Former(elsewhere=None if of is None else _other_event(of))
    if badge.event != event:
        other = db.execute(select(_e.title, _e.title_official).where(_e.id == badge.event)).one()
        return Former(elsewhere=_other_event(other))
    if badge.state == BadgeState.REVOKED:
        return _taken_back(db, badge.delegate)
    return Former(spare=badge.state == BadgeState.SPARE)


def _taken_back(db: Connection, delegate: UUID | None) -> Former:
    """Whom the place of a revoked badge belongs to now: a new holder, or the same person's new badge."""
    who = delegate
    seen: set[UUID | None] = set()
    while who not in seen:
        seen.add(who)
        heir = db.scalar(select(_d.id).where(_d.replaces == who)) if who else None
        if heir is None:
            break
        who = heir
    held = select(_d.name, _d.badge_code, _g.code).join(t.delegation, _g.id == _d.delegation)
    holder = db.execute(held.where(_d.id == who)).one_or_none() if who else None
    if holder is None or holder.badge_code is None:
        return Former(revoked=Reason(Why.BADGE_LOST))
    if who == delegate:
        return Former(revoked=Reason(Why.NEW_BADGE), heir=who)
    details = {"name": holder.name, "delegation": holder.code}
    return Former(revoked=Reason(Why.NEW_HOLDER, details), heir=who)


@dataclass(frozen=True, slots=True)
class Gathered:
    """A situation, with what the desk shows of the person, and what was answered.

    Attributes:
        asked: every question of the event session for this person, by custom field.
        answers: the new answers as they will be kept; ``problem`` the one that is none.
    """

    situation: Situation
    holder: Holder | None
    first: FirstEntry | None
    asked: tuple[Asked, ...] = ()
    answers: Mapping[UUID, str | None] = field(default_factory=dict[UUID, str | None])
    problem: Reason | None = None


def gather(
    db: Connection, session: UUID, found: Any, former: Former, *, at: int, desk: str, direction: Direction,
    answers: Mapping[UUID, str | None],
) -> Gathered:  # fmt: skip
    """Everything a verdict about the person ``found`` is decided from.

    Args:
        found: a row of ``BY_BADGE``, ``BY_NUMBER`` or ``BY_ID``; ``id`` is None where nobody was found.
        former: what is known of the code beside that.
        answers: typed answers by custom field; None is one left blank.
    """
    rules = _rules(found.rules)
    known = found.id is not None
    wanted: dict[str, Any] = {}
    asked: tuple[Asked, ...] = ()
    given: Mapping[UUID, str | None] = {}
    problem = None
    if known and rules is not None and rules != OPEN and direction is Direction.ENTRY:
        wanted = _asked_for(db, session, found, rules, at)
        if rules.questions:
            asked, given, problem, answered, passed = _answers(db, found, rules, answers)
            wanted |= {"answered": answered, "passed": passed}
    situation = Situation(
        status=Status(found.status) if known else None,
        accept_pending=bool(found.accept_pending),
        confirmed_only=found.confirmed_only,
        entry=SessionEntry(found.entry),
        state=PresenceState(found.state or PresenceState.NONE),
        entries=found.entries or 0,
        rules=rules,
        at=at,
        zone=found.zone,
        starts=instant(found.day, found.starts, found.zone) if rules is not OPEN else None,
        ends=instant(found.day, found.ends, found.zone) if rules is not OPEN else None,
        revoked=former.revoked,
        elsewhere=former.elsewhere,
        capacity=Capacity(found.capacity) if known else Capacity.DELEGATE,
        valid_from=found.valid_from,
        valid_until=found.valid_until,
        badge_days=frozenset((found.badge_days or "").split()),
        desk=desk,
        credentials=bool(found.credentials_on),
        **wanted,
    )
    first = (
        None if found.first_at is None else FirstEntry(found.first_at, found.first_desk, found.first_operator)
    )
    return Gathered(situation, holder_of(found) if known else None, first, asked, given, problem)


def _rules(text: str | None) -> Rules | None:
    """The rules, or None where what is kept cannot be read: the verdict then says so."""
    try:
        return read(text)
    except ValueError:
        return None


def _asked_for(db: Connection, session: UUID, found: Any, rules: Rules, at: int) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    if rules.once_a_day or rules.minutes_between is not None or rules.guard_seconds:
        wanted["visits"] = _visits(db, session, found.id)
    if rules.places is not None:
        inside = select(func.coalesce(func.sum(t.tally.c.inside), 0)).where(
            t.tally.c.event_session == session
        )
        wanted["inside"] = db.scalar(inside)
    if rules.one_room:
        wanted["other_room"] = _other_room(db, session, found)
    if any(condition.tag for condition in rules.conditions):
        tags = db.scalars(select(t.tagging.c.tag).where(t.tagging.c.delegate == found.id))
        wanted["tags"] = frozenset(tags)
    return wanted


def _visits(db: Connection, session: UUID, delegate: UUID) -> tuple[Visit, ...]:
    """The counted entries, oldest first."""
    columns = (_f.id, _f.kind, _f.at, _f.voids, _f.desk)
    pair = and_(_f.delegate == delegate, _f.event_session == session)
    facts: Sequence[Any] = db.execute(select(*columns).where(pair)).all()
    desks = {fact.id: fact.desk for fact in facts}
    return tuple(Visit(fact.at, desks[fact.id]) for fact in standing(facts) if fact.kind == FactKind.IN)


def _other_room(db: Connection, session: UUID, found: Any) -> tuple[str | None, str | None] | None:
    """Another event session of the same day the person is inside of."""
    inside = (
        select(_s.title, _s.title_official)
        .select_from(t.presence.join(t.event_session, _s.id == _p.event_session))
        .where(
            _p.delegate == found.id,
            _p.state == PresenceState.INSIDE,
            _s.id != session,
            _s.event == found.event,
            _s.day.is_(found.day),
        )
        .limit(1)
    )
    row = db.execute(inside).one_or_none()
    return None if row is None else (row.title, row.title_official)


def _answers(
    db: Connection, found: Any, rules: Rules, answers: Mapping[UUID, str | None]
) -> tuple[tuple[Asked, ...], dict[UUID, str | None], Reason | None, frozenset[UUID], frozenset[UUID]]:
    """The questions for this person, the answers that can be kept, the first that cannot, and who is done."""
    mine = open_questions(rules, Capacity(found.capacity), frozenset())
    rows = {
        row.id: row
        for row in db.execute(select(t.custom_field).where(_k.id.in_([one.field for one in mine])))
    }
    v = t.custom_value.c
    held = select(v.custom_field).where(v.delegate == found.id, v.value.is_not(None))
    # A field that was taken away since is asked of nobody.
    known = set(db.scalars(held)) | {one.field for one in mine if one.field not in rows}
    given: dict[UUID, str | None] = {}
    problem = None
    passed: set[UUID] = set()
    asked: list[Asked] = []
    for one in mine:
        row = rows.get(one.field)
        if row is None or one.field in known:
            continue
        choices = tuple((row.choices or "").splitlines())
        asked.append(Asked(row.id, row.title, row.title_official, row.kind, choices, one.required))
        if one.field not in answers:
            continue
        try:
            value = value_of(row.kind, choices, row.title or row.title_official or "", answers[one.field])
        except Refused as refused:
            details = {"field": row.id, "title": row.title, "title_official": row.title_official}
            problem = problem or Reason(
                Why.BAD_ANSWER, {**details, "refused": refused.code, **refused.details}
            )
            continue
        if value is None and row.kind != FieldKind.FLAG:
            passed.add(one.field)
        else:
            given[one.field] = value
    return tuple(asked), given, problem, frozenset(known | given.keys()), frozenset(passed)


def holder_of(row: Any) -> Holder:
    """The person of a row, as the desk shows them."""
    return Holder(
        id=row.id,
        name=list_name(
            row.name,
            row.given or "",
            row.family or "",
            courtesy=row.courtesy or "",
            salutation=row.salutation or "",
            academic=row.academic or "",
            family_first=row.family_first,
        ),
        name_official=row.name_official,
        delegation_code=row.delegation_code,
        delegation_name=row.delegation_name,
        delegation_official=row.delegation_official,
        capacity=row.capacity,
        status=row.status,
        status_at=row.status_at,
        position=row.position,
        seat=row.seat,
        short_number=row.short_number,
        badge_code=row.badge_code,
        attention=row.attention,
        note=row.note,
    )
