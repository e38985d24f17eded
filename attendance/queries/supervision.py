"""Who may allow what takes a supervisor, and whether anybody is asked for it."""

from typing import NamedTuple

from sqlalchemy import Connection, select

from attendance.domain.kinds import Role
from attendance.store import tables as t

_o = t.operator.c


class Supervision(NamedTuple):
    """The coordinators who can type a PIN, and the names of all of them; empty PINs ask nobody."""

    with_pin: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()

    def asks(self, operator: str, role: Role | None) -> bool:
        """Whether a PIN has to allow it while this person acts in this role (see ``domain.roles``)."""
        trusted = role in (None, Role.COORDINATOR) and operator in self.names
        return bool(self.with_pin) and not trusted


def supervision(db: Connection) -> Supervision:
    """The active coordinators of this file."""
    found = select(_o.name, _o.pin.is_not(None)).where(_o.role == Role.COORDINATOR, _o.active)
    rows = db.execute(found.order_by(_o.n)).all()
    return Supervision(tuple(name for name, pin in rows if pin), frozenset(name for name, _ in rows))
