"""What this desk calls itself."""

from sqlalchemy import Connection

from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.store.database import name_desk

LONGEST_NAME = 60


def rename_desk(db: Connection, stamp: Stamp, name: str) -> str:
    """The name written beside everything this desk records from now on; what is recorded keeps the old one.

    It belongs to this computer alone, so there is no action to undo.

    Returns:
        The name as it is kept, without blanks around it.

    Raises:
        Refused: desk_name_missing, desk_name_too_long.
    """
    name = " ".join(name.split())
    if not name:
        raise Refused("desk_name_missing")
    if len(name) > LONGEST_NAME:
        raise Refused("desk_name_too_long", most=LONGEST_NAME)
    name_desk(db, name)
    return name
