"""Badge codes at the desk: a lost badge, spare badges without a name, and what was taken back."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from attendance.commands.belonging import check_event
from attendance.commands.checkin import check_in_delegate
from attendance.domain import badge_code
from attendance.domain.errors import Refused
from attendance.domain.kinds import GONE, BadgeState, Direction, Source, Stamp, new_id
from attendance.domain.scan import Verdict
from attendance.store import tables as t
from attendance.store.journal import Action

MOST_SPARES = 500

_b, _d = t.badge.c, t.delegate.c


class NewCode(NamedTuple):
    """The code somebody holds now, and the action that gave it."""

    code: str
    action: UUID


class Spares(NamedTuple):
    """New codes in the order they were made, and the action that made them."""

    codes: tuple[str, ...]
    action: UUID


def reissue_badge(db: Connection, stamp: Stamp, delegate: UUID, reason: str) -> NewCode:
    """A new code for somebody whose badge was lost or is of no use; the old one says so when it is scanned.

    Raises:
        Refused: no_such_delegate, not_expected, reason_missing.
    """
    reason = checked_reason(reason)
    holder = _expected(db, delegate)
    with Action(db, stamp, "reissue_badge", event=holder.event) as action:
        code = give_code(action, holder, fresh_code(db), reason)
        action.update(t.delegate, [(delegate, {"badge_printed": 0})])
    return NewCode(code, action.id)


def make_spares(db: Connection, stamp: Stamp, event: UUID, count: int) -> Spares:
    """Codes for badges without a name, to be tied to people at the desk.

    Raises:
        Refused: no_such_event, spares_unusable.
    """
    check_event(db, event)
    if not 1 <= count <= MOST_SPARES:
        raise Refused("spares_unusable", count=count, most=MOST_SPARES)
    codes: dict[str, None] = {}
    while len(codes) < count:
        codes[fresh_code(db)] = None
    with Action(db, stamp, "make_spares", event=event) as action:
        action.insert(
            t.badge,
            [
                {"id": new_id(), "code": code, "event": event, "state": BadgeState.SPARE, "at": stamp.at}
                for code in codes
            ],
        )
    return Spares(tuple(codes), action.id)


def tie_spare(db: Connection, stamp: Stamp, delegate: UUID, code: str) -> NewCode:
    """A spare badge becomes somebody's own; their former code is taken back.

    Args:
        code: as it was scanned or typed.

    Raises:
        Refused: no_such_delegate, not_expected, not_a_spare (badge), spare_taken (name).
    """
    holder = _expected(db, delegate)
    clean = badge_code.clean(code) or code.strip()
    spare = db.execute(
        select(_b.id, _b.event, _b.state, _b.delegate, _d.name)
        .select_from(t.badge.outerjoin(t.delegate, _d.id == _b.delegate))
        .where(_b.code == clean)
    ).one_or_none()
    if spare is None or spare.event != holder.event or spare.state == BadgeState.REVOKED:
        raise Refused("not_a_spare", badge=badge_code.grouped(clean))
    if spare.state != BadgeState.SPARE:
        raise Refused("spare_taken", name=spare.name or "")
    with Action(db, stamp, "tie_spare", event=holder.event) as action:
        action.update(t.badge, [(spare.id, {"state": BadgeState.TIED, "delegate": delegate, "at": stamp.at})])
        give_code(action, holder, clean, None)
        # It is on paper already: only the name is missing on it.
        action.update(t.delegate, [(delegate, {"badge_printed": max(1, holder.badge_printed)})])
    return NewCode(clean, action.id)


def tie_and_check_in(
    db: Connection, stamp: Stamp, event_session: UUID, delegate: UUID, direction: Direction, source: Source,
    *, spare: str, **more: Any,
) -> Verdict:  # fmt: skip
    """A spare badge that was scanned becomes somebody's own, and they come in; two actions to undo.

    Raises:
        Refused: as ``tie_spare`` and ``checkin.check_in_delegate``.
    """
    tie_spare(db, stamp, delegate, spare)
    return check_in_delegate(db, stamp, event_session, delegate, direction, source, **more)


def give_code(action: Action, holder: Any, code: str, reason: str | None) -> str:
    """Another code for a delegate (a row of the table), the one before is taken back."""
    take_back(action, holder, reason)
    action.update(t.delegate, [(holder.id, {"badge_code": code})])
    return code


def take_back(action: Action, holder: Any, reason: str | None, now: UUID | None = None) -> None:
    """The code of a delegate is revoked and on nobody's badge any more; ``now``: whose it was after all."""
    if holder.badge_code is None:
        return
    fields = {
        "state": BadgeState.REVOKED, "delegate": now or holder.id, "at": action.stamp.at, "reason": reason,
    }  # fmt: skip
    known = action.db.scalar(select(_b.id).where(_b.code == holder.badge_code))
    if known is None:
        row = {"id": new_id(), "code": holder.badge_code, "event": holder.event, **fields}
        action.insert(t.badge, [row])
    else:
        action.update(t.badge, [(known, fields)])
    action.update(t.delegate, [(holder.id, {"badge_code": None})])


def fresh_code(db: Connection) -> str:
    """A code nobody holds, and nobody held before."""
    while True:
        code = badge_code.new_code()
        held = db.scalar(select(_d.id).where(_d.badge_code == code))
        if held is None and db.scalar(select(_b.id).where(_b.code == code)) is None:
            return code


def checked_reason(reason: str) -> str:
    """The reason without blanks around it. Raises ``Refused`` reason_missing."""
    if not (reason := " ".join(reason.split())):
        raise Refused("reason_missing")
    return reason


def _expected(db: Connection, delegate: UUID) -> Any:
    holder = db.execute(select(t.delegate).where(_d.id == delegate)).one_or_none()
    if holder is None:
        raise Refused("no_such_delegate")
    if holder.status in GONE:
        raise Refused("not_expected", name=holder.name)
    return holder
