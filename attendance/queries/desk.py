"""This installation, as its file knows it."""

from sqlalchemy import Connection, select

from attendance.store import tables as t


def desk_name(db: Connection) -> str:
    """The name this desk writes beside everything it records."""
    return db.scalar(select(t.own_desk.c.name)) or ""
