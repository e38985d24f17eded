"""Who works at a desk: names, roles, PINs, and what takes a supervisor."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, exists, func, select

from attendance.commands.people import Made
from attendance.domain.errors import Refused
from attendance.domain.kinds import Role, Stamp, new_id
from attendance.store import tables as t
from attendance.store.journal import Action

SHORTEST_PIN, LONGEST_PIN = 4, 12
LONGEST_NAME = 60

_o = t.operator.c
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""The least that OWASP's guide asks for of argon2id: a PIN is typed at a door, on an old laptop."""


def add_operator(
    db: Connection, stamp: Stamp, *, name: str, role: Role = Role.DESK, pin: str | None = None
) -> Made:
    """Somebody who works at a desk.

    Raises:
        Refused: name_missing, operator_exists, unknown_word, bad_pin.
    """
    made, fields = new_id(), {"name": _name(db, name), "role": _role(role), "pin": _hashed(pin)}
    with Action(db, stamp, "add_operator") as action:
        action.insert(t.operator, [{"id": made, **fields, "active": True}])
    return Made(made, action.id)


def change_operator(db: Connection, stamp: Stamp, operator: UUID, fields: Mapping[str, Any]) -> UUID | None:
    """Another ``name``, ``role``, ``pin`` (None takes it away) or ``active``.

    Raises:
        Refused: row_gone, name_missing, operator_exists, unknown_word, bad_pin, last_coordinator.
    """
    now = db.execute(select(t.operator).where(_o.id == operator)).mappings().one_or_none()
    if now is None:
        raise Refused("row_gone", what="operator")
    written = dict(fields)
    if "name" in written:
        written["name"] = _name(db, written["name"], but=operator)
    if "role" in written:
        written["role"] = _role(written["role"])
    if "pin" in written:
        written["pin"] = _hashed(written["pin"])
    whole = {**now, **written}
    if _is_supervisor(dict(now)) and not _is_supervisor(whole) and _others_have_pins(db, operator):
        raise Refused("last_coordinator")
    with Action(db, stamp, "change_operator") as action:
        action.update(t.operator, [(operator, written)])
    return action.undoable


def check_pin(db: Connection, name: str, pin: str) -> Role:
    """The role of an operator whose PIN this is; slow on purpose, so it runs on a reader's thread.

    Raises:
        Refused: no_such_operator, wrong_pin.
    """
    row = db.execute(select(_o.pin, _o.role).where(_o.name == name, _o.active)).one_or_none()
    if row is None:
        raise Refused("no_such_operator", name=name)
    if row.pin is not None:
        try:
            _HASHER.verify(row.pin, pin)
        except (VerificationError, InvalidHashError) as error:
            raise Refused("wrong_pin", name=name) from error
    return Role(row.role)


def is_supervised(db: Connection) -> bool:
    """Whether some coordinator has a PIN: only then does anything ask for one."""
    return bool(
        db.scalar(select(exists().where(_o.role == Role.COORDINATOR, _o.active, _o.pin.is_not(None))))
    )


def check_supervisor(db: Connection, stamp: Stamp, approved_by: str | None) -> None:
    """Refuse unless a coordinator acts or has approved; where no coordinator has a PIN, nobody is asked.

    Raises:
        Refused: supervisor_needed.
    """
    if not is_supervised(db):
        return
    # Of somebody who has not typed their PIN the desk knows no more than the name.
    acting = stamp.operator if stamp.role in (None, Role.COORDINATOR) else None
    names = [name for name in (approved_by, acting) if name]
    found = select(func.count()).where(_o.name.in_(names), _o.role == Role.COORDINATOR, _o.active)
    if not db.scalar(found):
        raise Refused("supervisor_needed")


def _is_supervisor(row: Mapping[Any, Any]) -> bool:
    return row["role"] == Role.COORDINATOR and row["active"] and row["pin"] is not None


def _others_have_pins(db: Connection, but: UUID) -> bool:
    """Whether PINs are in use by people who are no coordinators: somebody must be able to help them."""
    others = select(_o.role).where(_o.id != but, _o.active, _o.pin.is_not(None))
    roles = list(db.scalars(others))
    return bool(roles) and Role.COORDINATOR not in roles


def _role(role: str) -> Role:
    if role not in frozenset(Role):
        raise Refused("unknown_word", field="role", value=role)
    return Role(role)


def _name(db: Connection, name: str | None, but: UUID | None = None) -> str:
    name = " ".join((name or "").split())
    if not name or len(name) > LONGEST_NAME:
        raise Refused("name_missing")
    others = db.execute(select(_o.id, _o.name))
    if any(row.id != but and row.name.casefold() == name.casefold() for row in others):
        raise Refused("operator_exists", name=name)
    return name


def _hashed(pin: str | None) -> str | None:
    if pin is None or pin == "":
        return None
    if not (pin.isascii() and pin.isdigit() and SHORTEST_PIN <= len(pin) <= LONGEST_PIN):
        raise Refused("bad_pin", least=SHORTEST_PIN, most=LONGEST_PIN)
    return _HASHER.hash(pin)
