"""A programme somebody sent: its entries added, brought to its newer version, or taken out, as one action."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.commands.belonging import check_delegates, check_event, check_rows
from attendance.commands.event_days import session_row
from attendance.commands.programme import check_row, cleaned, was_used
from attendance.domain.errors import Refused
from attendance.domain.kinds import SessionKind, Stamp, new_id
from attendance.domain.progress import Tick, no_tick
from attendance.store import tables as t
from attendance.store.journal import Action

_s, _c, _d = t.event_session.c, t.contribution.c, t.delegate.c


class Entry(NamedTuple):
    """One event session of the file.

    Attributes:
        session: the one that is there already, None for a new one.
        key: what the file calls it (``event_session.source_key``).
        fields: columns of ``event_session``; of one that is there only what differs.
        speakers: delegates who give it as a contribution; who does already is not doubled.
    """

    session: UUID | None
    key: str
    fields: Mapping[str, Any]
    speakers: tuple[UUID, ...] = ()


class Taken(NamedTuple):
    """What was done, in numbers, and the action that takes it back; None when nothing was to be done.

    ``kept`` counts entries that should have gone or changed and could not: they have attendance by now, or
    a rule of theirs contradicts.
    """

    added: int
    changed: int
    removed: int
    contributions: int
    kept: int
    action: UUID | None


def take_programme(
    db: Connection,
    stamp: Stamp,
    event: UUID,
    entries: Sequence[Entry],
    gone: Sequence[UUID] = (),
    tick: Tick = no_tick,
) -> Taken:
    """Write a programme. New entries take no attendance until somebody asks for it.

    Args:
        gone: event sessions the newer version no longer has. One that was used stays; the contributions of
            the others stay without a session.

    Raises:
        Refused: no_such_event, row_gone, no_such_delegate; of a new entry what ``add_session`` raises;
            what ``tick`` raises.
    """
    check_event(db, event)
    there = [entry.session for entry in entries if entry.session is not None]
    if len(set(there)) != len(there):
        raise Refused("row_gone", what="event_session")
    known = _known(db, event, [*there, *gone])
    check_delegates(db, event, {who for entry in entries for who in entry.speakers})
    new: list[dict[str, Any]] = []
    changes: list[tuple[UUID, dict[str, Any]]] = []
    talks: list[tuple[UUID, Entry, Mapping[str, Any]]] = []
    kept = 0
    for n, entry in enumerate(entries):
        tick(n, len(entries), "")
        fields = cleaned(entry.fields)
        if entry.session is None:
            row = session_row(
                event,
                **{"kind": SessionKind.SESSION, "takes_attendance": False} | fields,
                source_key=entry.key,
            )
            check_row(row)
            new.append(row)
            talks.append((row["id"], entry, row))
            continue
        before = known[entry.session]
        after = {**before, **fields, "source_key": entry.key}
        try:
            check_row(after)
        except Refused:
            kept += 1
            continue
        changes.append((entry.session, {**fields, "source_key": entry.key}))
        talks.append((entry.session, entry, after))
    leaving = [session for session in dict.fromkeys(gone) if not was_used(db, session)]
    kept += len(set(gone)) - len(leaving)
    with Action(db, stamp, "import_programme", event=event) as action:
        action.insert(t.event_session, new)
        changed = action.update(t.event_session, changes)
        contributions = _talks(db, event, talks)
        action.insert(t.contribution, contributions)
        loose = db.scalars(select(_c.id).where(_c.event_session.in_(leaving))).all()
        action.update(t.contribution, [(one, {"event_session": None}) for one in loose])
        action.remove(t.event_session, leaving)
    return Taken(len(new), changed, len(leaving), len(contributions), kept, action.undoable)


def _known(db: Connection, event: UUID, sessions: Sequence[UUID]) -> dict[UUID, Mapping[str, Any]]:
    wanted = set(sessions)
    check_rows(db, t.event_session, event, wanted)
    found = db.execute(select(t.event_session).where(_s.event == event)).mappings()
    return {row["id"]: dict(row) for row in found if row["id"] in wanted}


def _talks(
    db: Connection, event: UUID, talks: Sequence[tuple[UUID, Entry, Mapping[str, Any]]]
) -> list[dict[str, Any]]:
    speakers = {who for _, entry, _ in talks for who in entry.speakers}
    if not speakers:
        return []
    homes: dict[UUID, UUID] = {
        row.id: row.delegation
        for row in db.execute(select(_d.id, _d.delegation).where(_d.event == event))
        if row.id in speakers
    }
    given = {tuple(row) for row in db.execute(select(_c.event_session, _c.delegate).where(_c.event == event))}
    rows: list[dict[str, Any]] = []
    for session, entry, row in talks:
        for who in dict.fromkeys(entry.speakers):
            if (session, who) in given:
                continue
            rows.append(
                {
                    "id": new_id(),
                    "event": event,
                    "delegation": homes[who],
                    "event_session": session,
                    "delegate": who,
                    "title": row.get("title"),
                    "title_official": row.get("title_official"),
                }
            )
    return rows
