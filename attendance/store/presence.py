"""Keeps presence and the tallies equal to the facts, by recomputation, never by counting up."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Connection, and_, bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert

from attendance.domain.kinds import PresenceState, Sex
from attendance.domain.presence import Presence, presence_of
from attendance.store import tables as t
from attendance.store.prepared import Prepared

_CHUNK = 400

_f, _d, _p = t.attendance_fact.c, t.delegate.c, t.presence.c

# One person at one event session: their facts, where they belong now, and where they were counted before.
_here: BindParameter[UUID] = bindparam("session")
_FACTS = select(
    _d.id.label("delegate"),
    _d.delegation,
    _d.sex,
    _p.delegation.label("before"),
    *(_f.id, _f.kind, _f.at, _f.voids),
).select_from(
    t.delegate.outerjoin(t.attendance_fact, and_(_f.delegate == _d.id, _f.event_session == _here)).outerjoin(
        t.presence, and_(_p.delegate == _d.id, _p.event_session == _here)
    )
)
_ONE = Prepared(_FACTS.where(_d.id == bindparam("who")))
_SEVERAL = _FACTS.where(_d.id.in_(bindparam("who", expanding=True)))

_new = upsert(t.presence)
_KEEP_ROW = _new.on_conflict_do_update(
    index_elements=["event_session", "delegate"],
    set_={c.name: _new.excluded[c.name] for c in t.presence.c if c.name not in ("event_session", "delegate")},
)
_KEEP = Prepared(_KEEP_ROW)
_DROP = delete(t.presence).where(_p.event_session == bindparam("session"), _p.delegate == bindparam("who"))
_COUNTED = select(
    func.count(_p.first_in).label("came"),
    func.count().filter(_p.state == PresenceState.INSIDE).label("inside"),
    func.count().filter(_p.state == PresenceState.EXCUSED).label("excused"),
    func.count(_p.first_in).filter(_p.woman).label("women"),
).where(_p.event_session == bindparam("session"), _p.delegation == bindparam("delegation"))
_COUNT = Prepared(_COUNTED)
_NOBODY = delete(t.tally).where(
    t.tally.c.event_session == bindparam("session"), t.tally.c.delegation == bindparam("delegation")
)
_tally = upsert(t.tally)
_TALLY_ROW = _tally.on_conflict_do_update(
    index_elements=["event_session", "delegation"],
    set_={name: _tally.excluded[name] for name in ("came", "inside", "excused", "women")},
)


_TALLY = Prepared(_TALLY_ROW)


def recompute(db: Connection, pairs: Sequence[tuple[UUID, UUID]]) -> None:
    """Rewrite the presence of each (event session, delegate), then the tallies those rows belong to."""
    by_session: dict[UUID, list[UUID]] = defaultdict(list)
    for session, who in pairs:
        by_session[session].append(who)
    tallies: set[tuple[UUID, UUID]] = set()
    for session, people in by_session.items():
        for start in range(0, len(people), _CHUNK):
            tallies |= _recompute(db, session, people[start : start + _CHUNK])
    _recount(db, tallies)


def _recompute(db: Connection, session: UUID, people: Sequence[UUID]) -> set[tuple[UUID, UUID]]:
    if len(people) == 1:
        found = _ONE.all(db, session=session, who=people[0])
    else:
        found = db.execute(_SEVERAL, {"session": session, "who": people})
    rows: dict[UUID, list[Any]] = defaultdict(list)
    for row in found:
        rows[row.delegate].append(row)
    kept: list[dict[str, Any]] = []
    dropped: list[dict[str, Any]] = []
    tallies: set[tuple[UUID, UUID]] = set()
    for who, lines in rows.items():
        place = lines[0]
        result = presence_of([line for line in lines if line.id is not None])
        tallies |= {(session, d) for d in (place.delegation, place.before) if d is not None}
        if result == Presence():
            dropped.append({"session": session, "who": who})
        else:
            kept.append(_row(session, who, place, result))
    if kept:
        _KEEP.run_many(db, kept)
    if dropped:
        db.execute(_DROP, dropped)
    return tallies


def _row(session: UUID, who: UUID, place: Any, result: Presence) -> dict[str, Any]:
    return {
        "event_session": session,
        "delegate": who,
        "delegation": place.delegation,
        "woman": place.sex == Sex.FEMALE,
        "state": result.state,
        "first_in": result.first_in,
        "last_out": result.last_out,
        "minutes": result.minutes,
        "entries": result.entries,
    }


def _recount(db: Connection, tallies: set[tuple[UUID, UUID]]) -> None:
    for session, group in sorted(tallies, key=str):
        counts = _COUNT.one_or_none(db, session=session, delegation=group)._asdict()
        if counts["came"] or counts["excused"]:
            _TALLY.run(db, {"event_session": session, "delegation": group, **counts})
        else:
            db.execute(_NOBODY, {"session": session, "delegation": group})


def rebuild(db: Connection) -> None:
    """Empty both tables and compute them again from all facts."""
    db.execute(delete(t.presence))
    db.execute(delete(t.tally))
    for session in db.scalars(select(t.event_session.c.id)).all():
        people = db.scalars(select(_f.delegate).where(_f.event_session == session).distinct())
        recompute(db, [(session, who) for who in people])
