"""What a file is made of: its tables, indexes and triggers, and those of a file made just now."""

import re
import sqlite3
from typing import cast

from sqlalchemy import Connection, create_engine

from attendance.store.database import build

_BLANKS = re.compile(r"\s*([(),;])\s*")


def driver(db: Connection) -> sqlite3.Connection:
    """SQLite's own connection below SQLAlchemy's, for stored values and flat memory."""
    return cast(sqlite3.Connection, db.connection.driver_connection)


def objects(connection: sqlite3.Connection) -> dict[str, str]:
    """Every table, index and trigger with the words that made it, however they were laid out."""
    found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name")
    return {name: _BLANKS.sub(r"\1", " ".join(sql.split())) for name, sql in found}


def new_objects() -> dict[str, str]:
    """What ``objects`` says of a file that was made just now."""
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as db:
            build(db)
            return objects(driver(db))
    finally:
        engine.dispose()
