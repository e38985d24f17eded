"""The attendance of one event session as the paragraph that goes into its minutes."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience, FactKind, PresenceState, Sex
from attendance.domain.local_time import instant
from attendance.domain.presence import standing
from attendance.domain.progress import Tick, no_tick
from attendance.language import texts_for
from attendance.language.marks import N_
from attendance.queries.participants import Participant, event_facts
from attendance.reports.people import Group, groups, listed, written_name
from attendance.reports.request import EARLY_BEFORE_MINUTES, LATE_AFTER_MINUTES, Request
from attendance.store import tables as t
from attendance.store.database import Database

MINUTE = 60_000

_s, _p, _f = t.event_session.c, t.presence.c, t.attendance_fact.c


class _Excuse(NamedTuple):
    """Why somebody is excused, and who stands in for them."""

    reason: str | None
    represented_by: UUID | None


class Everybody(NamedTuple):
    """The people of an event, read once for all its event sessions.

    Attributes:
        lists: the delegations asked for with everybody who is or was on the list.
        names: by delegate, as they are written for this reader.
    """

    lists: Sequence[Group]
    names: Mapping[UUID, str]


class _Here(NamedTuple):
    """The presence of one delegate at the event session (ms UTC)."""

    delegate: UUID
    state: str
    first_in: int | None
    last_out: int | None


class _Moment(NamedTuple):
    """Somebody came or left while the session was on (ms UTC)."""

    at: int
    arrived: bool
    who: str


def minutes(db: Connection, session: UUID, language: str, at: int, desk: str) -> str:
    """The paragraph, one line for each part; parts that would be empty are left out.

    Args:
        language: of the paragraph; ``at``: now (ms UTC); ``desk``: its name.

    Raises:
        Refused: no_such_session.
    """
    row = db.execute(select(t.event_session).where(_s.id == session)).one_or_none()
    event = event_facts(db, row.event) if row is not None else None
    if row is None or event is None:
        raise Refused("no_such_session")
    return "\n".join(
        session_minutes(Request(db, event, texts_for(language), Audience.INTERNAL, at, desk), row)
    )


def everybody(request: Request) -> Everybody:
    """Raises ``Refused`` as ``people.groups`` does."""
    lists = groups(request, lambda _delegation, _person: True)
    return Everybody(lists, {one.id: written_name(request, one) for group in lists for one in group.people})


def session_minutes(request: Request, row: Any, known: Everybody | None = None) -> list[str]:
    """What ``minutes`` says of one row of ``event_session``, for the reader of the request.

    The first line names the event session and its day.

    Args:
        known: where more than one event session is asked for.
    """
    db, event, session, texts = request.db, request.event, row.id, request.texts
    everyone, names = known or everybody(request)
    here = _here(request, session, everyone)
    excuses = _excuses(db, session)
    came = {who for who, one in here.items() if one.first_in is not None}
    people = {
        person.id: person
        for group in everyone
        for person in group.people
        if listed(person) or person.id in came
    }
    lists = _of(everyone, people)
    present = _of(lists, came)
    excused = _of(lists, {who for who, one in here.items() if one.state == PresenceState.EXCUSED} - came)
    absent = _of(lists, people.keys() - came - {person.id for group in excused for person in group.people})
    title = request.pick(row.title, row.title_official)
    head = ", ".join(part for part in (title, texts.date_long(row.day)) if part)
    women = sum(person.sex == Sex.FEMALE for group in present for person in group.people)
    counted = texts.plural("{n} woman among them", "{n} women among them", women)
    lines = [f"{head}."]
    lines += _part(
        request, texts("Present ({n}, {women}):", n=_count(present), women=counted), present, names
    )
    told = {
        who: names[who] + _excused(request, names, people, excuse)
        for who, excuse in excuses.items()
        if who in people
    }
    lines += _part(request, texts("Excused ({n}):", n=_count(excused)), excused, {**names, **told})
    lines += _part(request, texts("Absent ({n}):", n=_count(absent)), absent, names)
    starts, ends = (instant(row.day, time, event.zone) for time in (row.starts, row.ends))
    for moment in _moments(lists, names, here, starts, ends):
        time = texts.time(moment.at, event.zone)
        said = N_("{time} {name} arrived.") if moment.arrived else N_("{time} {name} left.")
        lines.append(texts(said, time=time, name=moment.who))
    return lines


def write_minutes(path: str, session: UUID, language: str, at: int, desk: str, tick: Tick = no_tick) -> str:
    """``minutes`` in the worker process, of the file at ``path``."""
    database = Database.open(Path(path), create=False)
    try:
        with database.read() as db:
            return minutes(db, session, language, at, desk)
    finally:
        database.close()


def _here(request: Request, session: UUID, lists: Sequence[Group]) -> dict[UUID, _Here]:
    """The presence of everybody, or of the delegations asked for alone."""
    wanted = select(*(_p[name] for name in _Here._fields)).where(_p.event_session == session)
    if request.codes is not None:
        wanted = wanted.where(_p.delegation.in_([group.delegation.id for group in lists]))
    return {row.delegate: _Here(*row) for row in request.db.execute(wanted)}


def _excuses(db: Connection, session: UUID) -> dict[UUID, _Excuse]:
    """The newest excuse of everybody who is excused from the session."""
    columns = (_f.id, _f.kind, _f.at, _f.voids, _f.delegate, _f.reason, _f.represented_by)
    excused = select(_f.delegate).where(_f.event_session == session, _f.kind == FactKind.EXCUSED)
    facts: Sequence[Any] = db.execute(
        select(*columns).where(_f.event_session == session, _f.delegate.in_(excused))
    ).all()
    by_id = {fact.id: fact for fact in facts}
    found: dict[UUID, _Excuse] = {}
    for fact in standing(facts):
        if fact.kind == FactKind.EXCUSED:
            row = by_id[fact.id]
            found[row.delegate] = _Excuse(row.reason, row.represented_by)
    return found


def _of(lists: Sequence[Group], wanted: Iterable[UUID]) -> list[Group]:
    """These people, delegation by delegation in list order."""
    ids = frozenset(wanted)
    kept = [
        Group(group.delegation, tuple(person for person in group.people if person.id in ids))
        for group in lists
    ]
    return [group for group in kept if group.people]


def _count(lists: Sequence[Group]) -> int:
    return sum(len(group.people) for group in lists)


def _part(request: Request, head: str, lists: Sequence[Group], told: Mapping[UUID, str]) -> list[str]:
    """ "Present (2, …): Kazakhstan: …; Lao PDR: …." or nothing."""
    if not lists:
        return []
    named = [
        f"{request.delegation_name(group.delegation)}: " + ", ".join(told[one.id] for one in group.people)
        for group in lists
    ]
    return [f"{head} {'; '.join(named)}."]


def _excused(
    request: Request, names: Mapping[UUID, str], people: Mapping[UUID, Participant], excuse: _Excuse
) -> str:
    """ " (illness, represented by …)"."""
    stand_in = excuse.represented_by if excuse.represented_by in people else None
    by = request.texts("represented by {name}", name=names[stand_in]) if stand_in else ""
    why = excuse.reason if request.shows("reason") else ""
    parts = ", ".join(part for part in (why, by) if part)
    return f" ({parts})" if parts else ""


def _moments(
    lists: Sequence[Group],
    names: Mapping[UUID, str],
    here: Mapping[UUID, _Here],
    starts: int | None,
    ends: int | None,
) -> list[_Moment]:
    """Who came late and who left early, in the order of time."""
    found: list[_Moment] = []
    for group in lists:
        for person in group.people:
            one = here.get(person.id)
            if one is None:
                continue
            who = f"{names[person.id]} ({group.delegation.code})"
            first, last = one.first_in, one.last_out
            if first is not None and starts is not None and first > starts + LATE_AFTER_MINUTES * MINUTE:
                found.append(_Moment(first, True, who))
            gone = one.state == PresenceState.LEFT
            if gone and last is not None and ends is not None and last < ends - EARLY_BEFORE_MINUTES * MINUTE:
                found.append(_Moment(last, False, who))
    return sorted(found)
