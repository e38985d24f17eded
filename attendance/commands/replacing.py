"""Somebody else comes in a delegate's place: seat and number stay, the old badge names the new holder."""

from typing import Any
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.commands.badge_codes import fresh_code, take_back
from attendance.commands.delegates import Added, put_delegate, typed_name
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp, Status
from attendance.store import tables as t
from attendance.store.journal import Action

_d = t.delegate.c

_OF_THE_PLACE = (
    "capacity", "seat", "short_number", "list_position", "companion_of", "accept_pending",
    "valid_from", "valid_until", "badge_days",
)  # fmt: skip
"""What belongs to the place and not to the person."""


def replace_delegate(
    db: Connection, stamp: Stamp, old: UUID, typed: str, letter: str | None = None, **fields: Any
) -> Added:
    """Somebody new takes the place of a delegate: delegation, capacity, seat, short number, companions.

    The old one stays on record as replaced, with what they attended; their badge is taken back and names
    the new holder when it is scanned.

    Args:
        typed: the name as it is typed, with titles.
        letter: what the change is based on, "No. 123/MFA of 20 May"; kept as the remark of the new one and
            as the reason why the old badge was taken back.
        fields: any other column of the new ``delegate``.

    Raises:
        Refused: no_such_delegate, already_replaced, name_missing, unknown_word.
    """
    gone = db.execute(select(t.delegate).where(_d.id == old)).one_or_none()
    if gone is None:
        raise Refused("no_such_delegate")
    if gone.status == Status.REPLACED:
        raise Refused("already_replaced", name=gone.name)
    letter = " ".join((letter or "").split()) or None
    place = {name: getattr(gone, name) for name in _OF_THE_PLACE}
    with Action(db, stamp, "replace_delegate", event=gone.event) as action:
        take_back(action, gone, letter)
        left = {"status": Status.REPLACED, "status_at": stamp.at}
        left |= {"short_number": None, "seat": None, "companion_of": None}
        action.update(t.delegate, [(old, left)])
        given: dict[str, Any] = {**typed_name(typed), **place, "remarks": letter, **fields}
        code = fresh_code(db)
        made = put_delegate(action, gone.delegation, **given, badge_code=code, replaces=old)
        companions = db.scalars(select(_d.id).where(_d.companion_of == old)).all()
        action.update(t.delegate, [(who, {"companion_of": made}) for who in companions])
    return Added(made, action.id)
