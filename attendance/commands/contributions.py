"""Presentations and statements of delegations: added, changed, moved to another event session, taken away."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp, new_id
from attendance.store import tables as t
from attendance.store.journal import Action

_TEXTS = ("title", "title_official", "summary", "summary_official")


class Added(NamedTuple):
    """What was made, and the action that made it."""

    id: UUID
    action: UUID


def add_contribution(db: Connection, stamp: Stamp, delegation: UUID, **fields: Any) -> Added:
    """A presentation or statement by a delegation.

    Args:
        fields: ``title``, ``title_official``, ``summary``, ``summary_official``; ``event_session`` and
            ``delegate`` (who speaks), ids or None while they are not known.

    Raises:
        Refused: title_missing, no_such_delegation, no_such_session, no_such_delegate.
    """
    event = _event_of(db, delegation)
    row = {"id": new_id(), "event": event, "delegation": delegation, **_cleaned(fields)}
    _check_title(row)
    _check_place(db, event, row)
    with Action(db, stamp, "add_contribution", event=event) as action:
        action.insert(t.contribution, [row])
    return Added(row["id"], action.id)


def change_contribution(
    db: Connection, stamp: Stamp, contribution: UUID, fields: Mapping[str, Any]
) -> UUID | None:
    """Write some fields of a contribution; return the action, None when nothing was different.

    With another delegation the speaker is open again, unless ``fields`` names one.

    Raises:
        Refused: row_gone, title_missing, no_such_delegation, no_such_session, no_such_delegate.
    """
    kept = _kept(db, contribution)
    changed = _cleaned(fields)
    if changed.get("delegation", kept["delegation"]) != kept["delegation"]:
        _event_of(db, changed["delegation"], kept["event"])
        changed.setdefault("delegate", None)
    after = {**kept, **changed}
    _check_title(after)
    _check_place(db, kept["event"], {key: after[key] for key in ("delegation", *changed)})
    with Action(db, stamp, "change_contribution", event=kept["event"]) as action:
        action.update(t.contribution, [(contribution, changed)])
    return action.undoable


def remove_contribution(db: Connection, stamp: Stamp, contribution: UUID) -> UUID:
    """Take a contribution away; undoing the action that is returned brings it back.

    Raises:
        Refused: row_gone.
    """
    kept = _kept(db, contribution)
    with Action(db, stamp, "remove_contribution", event=kept["event"]) as action:
        action.remove(t.contribution, [contribution])
    return action.id


def _cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Texts without spaces around them, and None where nothing is left."""
    return {key: ((value or "").strip() or None) if key in _TEXTS else value for key, value in fields.items()}


def _kept(db: Connection, contribution: UUID) -> dict[str, Any]:
    row = db.execute(select(t.contribution).where(t.contribution.c.id == contribution)).mappings()
    found = row.one_or_none()
    if found is None:
        raise Refused("row_gone", what="contribution")
    return dict(found)


def _event_of(db: Connection, delegation: UUID, same_as: UUID | None = None) -> UUID:
    event = db.scalar(select(t.delegation.c.event).where(t.delegation.c.id == delegation))
    if event is None or same_as not in (None, event):
        raise Refused("no_such_delegation")
    return event


def _check_title(row: Mapping[str, Any]) -> None:
    if not (row.get("title") or row.get("title_official")):
        raise Refused("title_missing")


def _check_place(db: Connection, event: UUID, fields: Mapping[str, Any]) -> None:
    """The event session is one of this event, the speaker one of this delegation."""
    s, d = t.event_session.c, t.delegate.c
    session, speaker = fields.get("event_session"), fields.get("delegate")
    if session is not None and db.scalar(select(s.event).where(s.id == session)) != event:
        raise Refused("no_such_session")
    if speaker is not None and db.scalar(select(d.delegation).where(d.id == speaker)) != fields["delegation"]:
        raise Refused("no_such_delegate")
