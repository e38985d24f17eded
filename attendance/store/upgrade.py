"""Brings an older file to this version's tables: copied first, in one transaction, or not at all."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from attendance.domain.errors import Refused
from attendance.domain.progress import Tick, no_tick
from attendance.store import tables as t
from attendance.store.copying import copy_database
from attendance.store.database import raw
from attendance.store.schema import driver, new_objects, objects

MIGRATIONS = Path(__file__).resolve().parent / "migrations"


class _CheckFailedError(Exception):
    """The migrated file is not what a new file of this version is."""


def upgrade(
    path: Path, version: int, *, migrations: Path = MIGRATIONS, to: int = t.SCHEMA, tick: Tick = no_tick
) -> Path:
    """Run every migration after ``version``; return the copy that was made before.

    A migration's number is the version it leads to. ``migrations`` and ``to`` differ from this program's
    own only in tests.

    Raises:
        Refused: upgrade_failed (path, copy, reason), the file as it was; disk_full; file_busy.
    """
    copy = _copy_beside(path, version)
    copy_database(path, copy, tick)
    engine = create_engine("sqlite://", creator=lambda: _unbound(path), poolclass=NullPool)
    event.listen(engine, "begin", _begin)
    try:
        with engine.connect() as db, db.begin():
            before = _counts(db)
            for script in _pending(migrations, version):
                with Operations.context(MigrationContext.configure(db)):
                    script.upgrade()
            db.exec_driver_sql(f"PRAGMA application_id = {t.APPLICATION_ID}")
            db.exec_driver_sql(f"PRAGMA user_version = {to}")
            _check(db, before, whole=migrations == MIGRATIONS)
    except (Refused, KeyboardInterrupt):
        raise
    except (_CheckFailedError, SQLAlchemyError, sqlite3.Error, OSError, LookupError, ValueError) as error:
        raise Refused("upgrade_failed", path=str(path), copy=str(copy), reason=str(error)) from error
    finally:
        engine.dispose()
    return copy


def _copy_beside(path: Path, version: int) -> Path:
    """A name that is free: the copy of an earlier attempt may be the only whole one."""
    name, number = f"{path.stem}.before-upgrade-v{version}", 1
    copy = path.with_name(f"{name}{path.suffix}")
    while copy.exists():
        number += 1
        copy = path.with_name(f"{name} {number}{path.suffix}")
    return copy


def _unbound(path: Path) -> sqlite3.Connection:
    """Without foreign keys: a table that is rebuilt is for a moment gone; all are checked at the end."""
    connection = raw(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def _begin(db: Connection) -> None:
    db.exec_driver_sql("BEGIN IMMEDIATE")


def _pending(migrations: Path, version: int) -> Iterator[Any]:
    """The modules of the migrations that lead from ``version`` upwards, in order."""
    scripts = list(ScriptDirectory(str(migrations)).walk_revisions())
    for script in reversed(scripts):
        if int(script.revision) > version:
            yield script.module


def _counts(db: Connection) -> dict[str, int]:
    here = objects(driver(db))
    return {
        name: db.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()
        for name in (*t.JOURNALLED, "change")
        if name in here
    }


def _check(db: Connection, before: dict[str, int], *, whole: bool) -> None:
    """Pages, references, no row lost, and every table, index and trigger as in a new file."""
    said = db.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    if said != ["ok"]:
        raise _CheckFailedError("; ".join(said[:3]))
    if broken := db.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise _CheckFailedError(f"{broken[0][0]}: {len(broken)}")
    after = _counts(db)
    if lost := [name for name, count in before.items() if after.get(name) != count]:
        raise _CheckFailedError(", ".join(lost))
    if whole and (differing := objects(driver(db)).items() ^ new_objects().items()):
        raise _CheckFailedError(", ".join(sorted({name for name, _ in differing})))
