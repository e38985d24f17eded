"""The programme of an event: its event sessions added, changed, moved, duplicated, taken away."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, exists, or_, select

from attendance.commands.belonging import check_event
from attendance.commands.event_days import days_of, session_row
from attendance.domain import rules as door
from attendance.domain.errors import Refused
from attendance.domain.kinds import SessionEntry, SessionKind, Stamp, new_id
from attendance.store import tables as t
from attendance.store.journal import Action

_TEXTS = ("title", "title_official", "room", "room_official")
_WORDS = {"kind": frozenset(SessionKind), "entry": frozenset(SessionEntry)}
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")


class Added(NamedTuple):
    """What was made, and the action that made it."""

    id: UUID
    action: UUID


def add_session(
    db: Connection,
    stamp: Stamp,
    event: UUID,
    *,
    title: str | None = None,
    title_official: str | None = None,
    kind: SessionKind = SessionKind.SESSION,
    takes_attendance: bool = False,
    **fields: Any,
) -> Added:
    """A programme item; it takes attendance only when asked, and then admits everyone on the list.

    Args:
        fields: ``day`` (ISO date), ``starts``, ``ends`` (local "HH:MM"), ``room``, ``room_official``,
            ``entry``; whatever is absent is open.

    Raises:
        Refused: no_such_event, title_missing, bad_date, bad_time, session_ends_before_start, unknown_word.
    """
    check_event(db, event)
    values = cleaned({"title": title, "title_official": title_official, **fields})
    row = session_row(event, kind=kind, takes_attendance=takes_attendance, **values)
    check_row(row)
    with Action(db, stamp, "add_session", event=event) as action:
        action.insert(t.event_session, [row])
    return Added(row["id"], action.id)


def change_session(db: Connection, stamp: Stamp, session: UUID, fields: Mapping[str, Any]) -> UUID | None:
    """Write some fields of an event session; return the action, None when nothing was different.

    Moving it to another day or time is such a change; check-ins stay with it. A time its rules count from
    stays, and so does an entry they agree with.

    Raises:
        Refused: row_gone, title_missing, bad_date, bad_time, session_ends_before_start, unknown_word,
            rule_needs_times, rule_contradicts.
    """
    kept, changed = _kept(db, session), cleaned(fields)
    check_row({**kept, **changed})
    with Action(db, stamp, "change_session", event=kept["event"]) as action:
        action.update(t.event_session, [(session, changed)])
    return action.undoable


def duplicate_session(db: Connection, stamp: Stamp, session: UUID, **fields: Any) -> Added:
    """The same event session once more, with its rules, and ``fields`` instead of its own values.

    Its contributions stay with the first.

    Raises:
        Refused: row_gone, title_missing, bad_date, bad_time, session_ends_before_start, unknown_word,
            rule_needs_times, rule_contradicts.
    """
    kept = _kept(db, session)
    row = {key: value for key, value in kept.items() if key != "n"}
    row |= {**cleaned(fields), "id": new_id()}
    check_row(row)
    with Action(db, stamp, "duplicate_session", event=kept["event"]) as action:
        action.insert(t.event_session, [row])
    return Added(row["id"], action.id)


def remove_sessions(db: Connection, stamp: Stamp, sessions: Sequence[UUID]) -> UUID:
    """Take event sessions out of the programme; their contributions stay, without a session.

    Undoing the action that is returned brings everything back.

    Raises:
        Refused: row_gone, session_was_used (title, title_official) where anything was recorded at the door,
            even if it was taken back since.
    """
    rows = [_kept(db, session) for session in sessions]
    for row in rows:
        if was_used(db, row["id"]):
            raise Refused("session_was_used", title=row["title"] or row["title_official"])
    c = t.contribution.c
    speeches = db.scalars(select(c.id).where(c.event_session.in_(sessions))).all()
    with Action(db, stamp, "remove_session", event=rows[0]["event"] if rows else None) as action:
        action.update(t.contribution, [(speech, {"event_session": None}) for speech in speeches])
        action.remove(t.event_session, sessions)
    return action.id


def was_used(db: Connection, session: UUID) -> bool:
    """Whether a check-in, a refused scan or a mark of a signed sheet names this event session."""
    tables = (t.attendance_fact, t.scan_refused, t.sheet_mark)
    named = [exists().where(table.c.event_session == session) for table in tables]
    return bool(db.scalar(select(or_(*named))))


def _kept(db: Connection, session: UUID) -> dict[str, Any]:
    found = (
        db.execute(select(t.event_session).where(t.event_session.c.id == session)).mappings().one_or_none()
    )
    if found is None:
        raise Refused("row_gone", what="event_session")
    return dict(found)


def cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Texts without spaces around them, and None where nothing is left."""
    return {key: ((value or "").strip() or None) if key in _TEXTS else value for key, value in fields.items()}


def check_row(row: Mapping[str, Any]) -> None:
    """Refuse values an event session cannot hold: see ``add_session`` and ``change_session``."""
    if not (row.get("title") or row.get("title_official")):
        raise Refused("title_missing")
    days_of(row.get("day"), row.get("day"))
    starts, ends = row.get("starts"), row.get("ends")
    for time in (starts, ends):
        if time is not None and not _TIME.fullmatch(time):
            raise Refused("bad_time", value=time)
    if starts and ends and ends < starts:
        raise Refused("session_ends_before_start", starts=starts, ends=ends)
    for field, words in _WORDS.items():
        if row.get(field) not in words:
            raise Refused("unknown_word", field=field, value=row.get(field))
    _check_rules(row, starts, ends)


def _check_rules(row: Mapping[str, Any], starts: str | None, ends: str | None) -> None:
    """What is kept of the rules must still hold; damaged ones are told at the door, not here."""
    try:
        rules = door.read(row.get("rules"))
    except ValueError:
        return
    door.check(rules, SessionEntry(row["entry"]), starts, ends)
