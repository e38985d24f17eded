"""Letters of an event or of one of its delegations, each with a scan where there is one."""

import hashlib
from collections.abc import Mapping
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.commands.belonging import check_delegation, check_event
from attendance.commands.event_days import checked_date
from attendance.domain.errors import Refused
from attendance.domain.kinds import LetterKind, Stamp, new_id
from attendance.store import tables as t
from attendance.store.journal import Action

LARGEST_SCAN = 10_000_000
"""Bytes; every scan is also in the history, in every backup and in what desks exchange."""

_SAYING = ("kind", "number", "date", "sender", "deadline")


class Scan(NamedTuple):
    """A file that came with a letter: its name without folders, and its bytes."""

    name: str
    content: bytes


class Added(NamedTuple):
    """The new letter, and the action that added it."""

    letter: UUID
    action: UUID


def add_letter(
    db: Connection,
    stamp: Stamp,
    event: UUID,
    fields: Mapping[str, Any],
    *,
    delegation: UUID | None = None,
    scan: Scan | None = None,
) -> Added:
    """A letter sent or received; without a delegation it concerns the whole event.

    Args:
        fields: ``kind`` (a ``kinds.LetterKind``), ``number``, ``date`` and ``deadline`` (ISO), ``sender``.

    Raises:
        Refused: letter_empty, bad_date, unknown_word, scan_too_large, no_such_event, no_such_delegation.
    """
    check_event(db, event)
    if delegation is not None:
        check_delegation(db, event, delegation)
    _check(fields, has_scan=scan is not None)
    row: dict[str, Any] = {"id": new_id(), "event": event, "delegation": delegation, **fields}
    with Action(db, stamp, "add_letter", event=event) as action:
        row["attachment"] = attach(action, scan)
        action.insert(t.letter, [row])
    return Added(row["id"], action.id)


def change_letter(
    db: Connection, stamp: Stamp, letter: UUID, fields: Mapping[str, Any], *, scan: Scan | None = None
) -> UUID | None:
    """Write some fields of a letter, and its scan where one is given; returns the action.

    Raises:
        Refused: letter_empty, bad_date, unknown_word, scan_too_large, row_gone, no_such_delegation.
    """
    row = _kept(db, letter)
    if fields.get("delegation") is not None:
        check_delegation(db, row["event"], fields["delegation"])
    has_scan = scan is not None or row["attachment"] is not None
    _check({**{key: row[key] for key in _SAYING}, **fields}, has_scan=has_scan)
    written = dict(fields)
    with Action(db, stamp, "change_letter", event=row["event"]) as action:
        if scan is not None:
            written["attachment"] = attach(action, scan)
        action.update(t.letter, [(letter, written)])
        if scan is not None and row["attachment"] is not None:
            action.remove(t.attachment, [row["attachment"]])
    return action.undoable


def drop_scan(db: Connection, stamp: Stamp, letter: UUID) -> UUID | None:
    """Take the scan off a letter; returns the action, None when it had no scan.

    Raises:
        Refused: letter_empty, row_gone.
    """
    row = _kept(db, letter)
    if row["attachment"] is None:
        return None
    _check({key: row[key] for key in _SAYING}, has_scan=False)
    with Action(db, stamp, "change_letter", event=row["event"]) as action:
        action.update(t.letter, [(letter, {"attachment": None})])
        action.remove(t.attachment, [row["attachment"]])
    return action.id


def remove_letter(db: Connection, stamp: Stamp, letter: UUID) -> UUID:
    """Take a letter out, its scan too; undo brings both back. Returns the action.

    Raises:
        Refused: row_gone.
    """
    row = _kept(db, letter)
    with Action(db, stamp, "remove_letter", event=row["event"]) as action:
        action.remove(t.letter, [letter])
        if row["attachment"] is not None:
            action.remove(t.attachment, [row["attachment"]])
    return action.id


def _kept(db: Connection, letter: UUID) -> Mapping[str, Any]:
    found = db.execute(select(t.letter).where(t.letter.c.id == letter)).mappings().one_or_none()
    if found is None:
        raise Refused("row_gone", what="letter")
    return {**found}


def attach(action: Action, scan: Scan | None) -> UUID | None:
    """Within an action: keep a file that came with something. Raises ``Refused`` scan_too_large."""
    if scan is None:
        return None
    if len(scan.content) > LARGEST_SCAN:
        raise Refused("scan_too_large", name=scan.name, most=LARGEST_SCAN // 1_000_000)
    attachment, digest = new_id(), hashlib.sha256(scan.content).hexdigest()
    row = {"id": attachment, "name": scan.name, "sha256": digest, "content": scan.content}
    action.insert(t.attachment, [row])
    return attachment


def _check(fields: Mapping[str, Any], *, has_scan: bool) -> None:
    for key in ("date", "deadline"):
        if fields.get(key):
            checked_date(fields[key])
    if (kind := fields.get("kind")) is not None and kind not in frozenset(LetterKind):
        raise Refused("unknown_word", field="kind", value=kind)
    if not has_scan and not any((fields.get(key) or "").strip() for key in _SAYING):
        raise Refused("letter_empty")
