"""What hangs on people: tags, photo, companions; each write is one action and returns its id."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, exists, func, select

from attendance.commands.belonging import check_delegates, check_event
from attendance.commands.delegates import Changed, delegate_row, next_short_number
from attendance.commands.session_rules import check_tag_is_free
from attendance.domain.errors import Refused
from attendance.domain.identity import photo_id, tagging_id
from attendance.domain.kinds import Capacity, Stamp, TagColour, new_id
from attendance.store import tables as t
from attendance.store.journal import CHUNK, Action

LARGEST_PHOTO = 400_000
"""Bytes; what the window shrinks a picture to is far below."""

_d = t.delegate.c


class Made(NamedTuple):
    """A new row, and the action that made it."""

    id: UUID
    action: UUID


# -- tags ----------------------------------------------------------------------------------------------


def add_tag(
    db: Connection,
    stamp: Stamp,
    event: UUID,
    *,
    name: str,
    colour: TagColour = TagColour.ACCENT,
    delegates: Sequence[UUID] = (),
) -> Made:
    """A tag of one event, put on these people at once.

    Raises:
        Refused: no_such_event, no_such_delegate, title_missing, tag_exists.
    """
    check_event(db, event)
    check_delegates(db, event, delegates)
    tag, fields = new_id(), {"name": _tag_name(db, event, name), "colour": TagColour(colour)}
    with Action(db, stamp, "add_tag", event=event) as action:
        action.insert(t.tag, [{"id": tag, "event": event, **fields}])
        put_tags(db, action, [(delegate, tag) for delegate in delegates])
    return Made(tag, action.id)


def change_tag(db: Connection, stamp: Stamp, tag: UUID, *, name: str, colour: TagColour) -> UUID | None:
    """Another name or colour. Raises ``Refused``: no_such_tag, title_missing, tag_exists."""
    event = _event_of_tag(db, tag)
    fields = {"name": _tag_name(db, event, name, but=tag), "colour": TagColour(colour)}
    with Action(db, stamp, "change_tag", event=event) as action:
        action.update(t.tag, [(tag, fields)])
    return action.undoable


def remove_tag(db: Connection, stamp: Stamp, tag: UUID) -> UUID:
    """Take a tag away, from everybody who has it.

    Where the rules of an event session name it, it stays: without it that door would let other people in.

    Raises:
        Refused: no_such_tag, tag_at_a_door (title).
    """
    event = _event_of_tag(db, tag)
    check_tag_is_free(db, event, tag)
    with Action(db, stamp, "remove_tag", event=event) as action:
        held = db.scalars(select(t.tagging.c.id).where(t.tagging.c.tag == tag)).all()
        action.remove(t.tagging, held)
        action.remove(t.tag, [tag])
    return action.id


def tag_delegates(
    db: Connection, stamp: Stamp, delegates: Sequence[UUID], tag: UUID, on: bool = True
) -> Changed:
    """Put a tag on people, or take it off; who has it already, or not, is passed over.

    Raises:
        Refused: no_such_tag, no_such_delegate.
    """
    event = _event_of_tag(db, tag)
    check_delegates(db, event, delegates)
    with Action(db, stamp, "tag" if on else "untag", event=event) as action:
        if on:
            count = put_tags(db, action, [(delegate, tag) for delegate in delegates])
        else:
            count = _take_tag_off(db, action, delegates, tag)
    return Changed(count, action.id if count else None)


def _take_tag_off(db: Connection, action: Action, delegates: Sequence[UUID], tag: UUID) -> int:
    g, gone = t.tagging.c, list[UUID]()
    for start in range(0, len(delegates), CHUNK):
        part = delegates[start : start + CHUNK]
        gone.extend(db.scalars(select(g.id).where(g.tag == tag, g.delegate.in_(part))))
    action.remove(t.tagging, gone)
    return len(gone)


def put_tags(db: Connection, action: Action, wanted: Sequence[tuple[UUID, UUID]]) -> int:
    """Within an action: the taggings (delegate, tag) that are not there yet; return how many."""
    rows = {
        tagging_id(delegate, tag): {"delegate": delegate, "tag": tag}
        for delegate, tag in dict.fromkeys(wanted)
    }
    return put_rows(db, action, t.tagging, rows)


def put_rows(db: Connection, action: Action, table: Any, rows: Mapping[UUID, Mapping[str, Any]]) -> int:
    """Add the rows that are not there: one that went before comes back; return how many."""
    ids = list(rows)
    there, known = set[UUID](), set[UUID]()
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        there.update(db.scalars(select(table.c.id).where(table.c.id.in_(part))))
        known.update(db.scalars(select(t.change.c.row).where(t.change.c.row.in_(part)).distinct()))
    action.restore(table, [row for row in ids if row in known and row not in there])
    action.insert(table, [{"id": row, **rows[row]} for row in ids if row not in known])
    return len(ids) - len(there)


def _tag_name(db: Connection, event: UUID, name: str, but: UUID | None = None) -> str:
    name, c = " ".join(name.split()), t.tag.c
    if not name:
        raise Refused("title_missing")
    others = db.execute(select(c.id, c.name).where(c.event == event))
    if any(row.id != but and row.name.casefold() == name.casefold() for row in others):
        raise Refused("tag_exists", name=name)
    return name


def _event_of_tag(db: Connection, tag: UUID) -> UUID:
    event = db.scalar(select(t.tag.c.event).where(t.tag.c.id == tag))
    if event is None:
        raise Refused("no_such_tag")
    return event


# -- photo ---------------------------------------------------------------------------------------------


def set_photo(db: Connection, stamp: Stamp, person: UUID, content: bytes) -> UUID:
    """A small JPEG of somebody, in place of the one before.

    Raises:
        Refused: no_such_person, photo_unreadable, photo_too_large.
    """
    if not content.startswith(b"\xff\xd8"):
        raise Refused("photo_unreadable")
    if len(content) > LARGEST_PHOTO:
        raise Refused("photo_too_large")
    if not db.scalar(select(exists().where(t.person.c.id == person))):
        raise Refused("no_such_person")
    row, fields = photo_id(person), {"content": content, "at": stamp.at}
    with Action(db, stamp, "set_photo") as action:
        others = db.scalars(select(t.photo.c.id).where(t.photo.c.person == person, t.photo.c.id != row)).all()
        action.remove(t.photo, others)
        put_rows(db, action, t.photo, {row: {"person": person, **fields}})
        action.update(t.photo, [(row, fields)])
    return action.id


def remove_photo(db: Connection, stamp: Stamp, person: UUID) -> UUID | None:
    """Take somebody's photo away; Undo brings it back."""
    with Action(db, stamp, "remove_photo") as action:
        action.remove(t.photo, db.scalars(select(t.photo.c.id).where(t.photo.c.person == person)).all())
    return action.undoable


# -- companions ----------------------------------------------------------------------------------------


def add_companion(
    db: Connection, stamp: Stamp, host: UUID, *, name: str, capacity: Capacity = Capacity.GUEST
) -> Made:
    """Somebody who accompanies a delegate: in the same delegation, with a badge of their own.

    Raises:
        Refused: name_missing, no_such_delegate, companion_of_companion.
    """
    if not name.strip():
        raise Refused("name_missing")
    leader = _leader(db, host)
    person = new_id()
    with Action(db, stamp, "add_companion", event=leader.event) as action:
        action.insert(t.person, [{"id": person, "name": name.strip()}])
        row = delegate_row(
            leader.event,
            leader.delegation,
            person,
            name=name.strip(),
            capacity=Capacity(capacity),
            companion_of=host,
            short_number=next_short_number(db, leader.event),
            status_at=stamp.at,
        )
        action.insert(t.delegate, [row])
    return Made(row["id"], action.id)


def link_companion(db: Connection, stamp: Stamp, delegate: UUID, host: UUID | None) -> UUID | None:
    """Say whom somebody on the list accompanies; None says nobody.

    Raises:
        Refused: no_such_delegate, companion_of_companion, companion_of_self, companion_elsewhere.
    """
    own = db.execute(select(_d.event).where(_d.id == delegate)).one_or_none()
    if own is None:
        raise Refused("no_such_delegate")
    if host is not None:
        if host == delegate:
            raise Refused("companion_of_self")
        if _leader(db, host).event != own.event:
            raise Refused("companion_elsewhere")
        if db.scalar(select(func.count()).where(_d.companion_of == delegate)):
            raise Refused("companion_of_companion")
    with Action(db, stamp, "link_companion", event=own.event) as action:
        action.update(t.delegate, [(delegate, {"companion_of": host})])
    return action.undoable


def _leader(db: Connection, host: UUID) -> Any:
    """Event and delegation of somebody who may be accompanied: not a companion themselves."""
    found = db.execute(select(_d.event, _d.delegation, _d.companion_of).where(_d.id == host)).one_or_none()
    if found is None:
        raise Refused("no_such_delegate")
    if found.companion_of is not None:
        raise Refused("companion_of_companion")
    return found
