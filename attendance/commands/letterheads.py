"""Whose paper documents are written on: letterheads, their logos, and the one an event uses."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select

from attendance.commands.letters import Scan, attach
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp, new_id
from attendance.domain.letterheads import LARGEST_LOGO, MOST_LOGOS, picture_kind
from attendance.store import tables as t
from attendance.store.journal import Action

_h, _l, _e = t.letterhead.c, t.logo.c, t.event.c


class Added(NamedTuple):
    """The new row, and the action that added it."""

    id: UUID
    action: UUID


def add_letterhead(
    db: Connection, stamp: Stamp, fields: Mapping[str, Any], *, event: UUID | None = None
) -> Added:
    """A letterhead behind the others; ``event`` writes its documents on it from now on.

    Args:
        fields: of ``domain.letterheads.FIELDS``; the name of the organisation at least.

    Raises:
        Refused: letterhead_without_name, no_such_event.
    """
    if event is not None and db.scalar(select(_e.id).where(_e.id == event)) is None:
        raise Refused("no_such_event")
    last = db.scalar(select(func.max(_h.position))) or 0
    row: dict[str, Any] = {"id": new_id(), "position": last + 1, **_checked(fields)}
    with Action(db, stamp, "add_letterhead", event=event) as action:
        action.insert(t.letterhead, [row])
        if event is not None:
            action.update(t.event, [(event, {"letterhead": row["id"]})])
    return Added(row["id"], action.id)


def change_letterhead(
    db: Connection, stamp: Stamp, letterhead: UUID, fields: Mapping[str, Any]
) -> UUID | None:
    """Write some fields of a letterhead; returns the action, None when nothing differs.

    Raises:
        Refused: letterhead_without_name, row_gone.
    """
    kept = db.execute(select(t.letterhead).where(_h.id == letterhead)).mappings().one_or_none()
    if kept is None:
        raise Refused("row_gone", what="letterhead")
    whole = _checked({**kept, **fields})
    with Action(db, stamp, "change_letterhead") as action:
        named = fields.keys() | {"name"}
        action.update(t.letterhead, [(letterhead, {key: whole[key] for key in named})])
    return action.undoable


def order_letterheads(db: Connection, stamp: Stamp, letterheads: Sequence[UUID]) -> UUID | None:
    """Offer them in this order.

    Raises:
        Refused: row_gone.
    """
    places = [(each, {"position": place}) for place, each in enumerate(letterheads, start=1)]
    with Action(db, stamp, "order_letterheads") as action:
        action.update(t.letterhead, places)
    return action.undoable


def remove_letterhead(db: Connection, stamp: Stamp, letterhead: UUID) -> UUID:
    """Take a letterhead away with its logos; events that used it have none. Undo brings all of it back.

    Raises:
        Refused: row_gone.
    """
    _check(db, letterhead)
    logos = db.execute(select(_l.id, _l.attachment).where(_l.letterhead == letterhead)).all()
    users = db.scalars(select(_e.id).where(_e.letterhead == letterhead)).all()
    with Action(db, stamp, "remove_letterhead") as action:
        action.update(t.event, [(event, {"letterhead": None}) for event in users])
        action.remove(t.logo, [logo.id for logo in logos])
        action.remove(t.attachment, [logo.attachment for logo in logos])
        action.remove(t.letterhead, [letterhead])
    return action.id


def choose_letterhead(db: Connection, stamp: Stamp, event: UUID, letterhead: UUID | None) -> UUID | None:
    """Write an event's documents on this paper; None is on plain paper. Returns the action.

    Raises:
        Refused: row_gone.
    """
    if letterhead is not None:
        _check(db, letterhead)
    with Action(db, stamp, "choose_letterhead", event=event) as action:
        action.update(t.event, [(event, {"letterhead": letterhead})])
    return action.undoable


def add_logo(db: Connection, stamp: Stamp, letterhead: UUID, picture: Scan) -> Added:
    """A logo behind those the letterhead has.

    Args:
        picture: a PNG or a JPEG of ``LARGEST_LOGO`` bytes at most.

    Raises:
        Refused: logo_unreadable, logo_too_large, too_many_logos, row_gone.
    """
    _check(db, letterhead)
    if not picture_kind(picture.content):
        raise Refused("logo_unreadable", name=picture.name)
    if len(picture.content) > LARGEST_LOGO:
        raise Refused("logo_too_large", name=picture.name, most=LARGEST_LOGO // 1000)
    places = db.scalars(select(_l.position).where(_l.letterhead == letterhead)).all()
    if len(places) >= MOST_LOGOS:
        raise Refused("too_many_logos", most=MOST_LOGOS)
    with Action(db, stamp, "add_logo") as action:
        kept = attach(action, picture)
        made, last = new_id(), max(places, default=0)
        row = {"id": made, "letterhead": letterhead, "attachment": kept, "position": last + 1}
        action.insert(t.logo, [row])
    return Added(made, action.id)


def order_logos(db: Connection, stamp: Stamp, letterhead: UUID, logos: Sequence[UUID]) -> UUID | None:
    """Put the logos of a letterhead in this order, from the left.

    Raises:
        Refused: row_gone.
    """
    own = set(db.scalars(select(_l.id).where(_l.letterhead == letterhead)))
    if not own.issuperset(logos):
        raise Refused("row_gone", what="logo")
    with Action(db, stamp, "order_logos") as action:
        action.update(t.logo, [(each, {"position": place}) for place, each in enumerate(logos, start=1)])
    return action.undoable


def remove_logo(db: Connection, stamp: Stamp, logo: UUID) -> UUID:
    """Take a logo away; undo brings it back.

    Raises:
        Refused: row_gone.
    """
    attachment = db.scalar(select(_l.attachment).where(_l.id == logo))
    if attachment is None:
        raise Refused("row_gone", what="logo")
    with Action(db, stamp, "remove_logo") as action:
        action.remove(t.logo, [logo])
        action.remove(t.attachment, [attachment])
    return action.id


def _check(db: Connection, letterhead: UUID) -> None:
    if db.scalar(select(_h.id).where(_h.id == letterhead)) is None:
        raise Refused("row_gone", what="letterhead")


def _checked(fields: Mapping[str, Any]) -> dict[str, Any]:
    """With a name in one script at least; where only the official one is typed, it is the name."""
    latin, official = ((fields.get(key) or "").strip() for key in ("name", "name_official"))
    if not latin and not official:
        raise Refused("letterhead_without_name")
    # The file asks for the Latin form: without one, the other stands for both.
    return {**fields, "name": latin or official}
