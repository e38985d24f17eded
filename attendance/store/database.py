"""The file: opening it with a clear answer when it cannot be, and the two ways to speak to it."""

import errno
import platform
import sqlite3
import threading
import time
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from attendance.domain.errors import Refused
from attendance.domain.kinds import new_id
from attendance.store import places
from attendance.store import tables as t
from attendance.store.guards import EXTRA_DDL

MINIMUM_SQLITE = (3, 40)
BUSY_MS = 5_000


class Database:
    """One open file.

    Writers run one at a time in ``BEGIN IMMEDIATE``; readers see one snapshot and cannot write.

    Attributes:
        path: of the file.
    """

    def __init__(self, path: Path, readers: Engine, writer: Engine) -> None:
        self.path = path
        self._readers, self._writer = readers, writer
        self._writing = threading.Lock()
        self._held: Connection | None = None

    @classmethod
    def open(cls, path: Path, *, create: bool = True, desk_name: str | None = None) -> "Database":
        """Open ``path``, upgrading an older file after copying it, making a new one if allowed.

        Raises:
            Refused: file_missing, file_foreign, file_newer, file_damaged, file_read_only, file_on_share,
                file_is_folder, file_name_unusable, file_unreachable, file_busy, disk_full, sqlite_too_old,
                upgrade_failed.
        """
        path = path.absolute()
        if sqlite3.sqlite_version_info < MINIMUM_SQLITE:
            raise Refused("sqlite_too_old", version=sqlite3.sqlite_version)
        with saying(path):
            places.check(path)
            if path.exists() and path.stat().st_size > 0:
                places.check_header(path)
                _check(path)
            elif create:
                _create(path)
            else:
                raise Refused("file_missing", path=str(path))
        database = cls(path, _engine(path, writer=False), _engine(path, writer=True))
        try:
            database._settle(desk_name)
        except BaseException:
            database.close()
            raise
        return database

    @contextmanager
    def write(self) -> Generator[Connection]:
        """A connection inside ``BEGIN IMMEDIATE``: committed on leaving, rolled back on any exception.

        Raises:
            Refused: file_busy, disk_full, file_damaged, file_read_only; nothing was written.
        """
        with self._writing, saying(self.path), self._writing_connection() as db, db.begin():
            yield db

    @contextmanager
    def read(self) -> Generator[Connection]:
        """A connection that cannot write, seeing one snapshot until it is left."""
        with saying(self.path), self._readers.connect() as db:
            snapshot = db.begin()
            try:
                yield db
            finally:
                snapshot.rollback()  # nothing was written; a commit would fail after a page that was damaged

    def version(self) -> int:
        """``PRAGMA data_version`` of the one writing connection: it moves when somebody else committed."""
        with self._writing, saying(self.path), self._writing_connection() as db:
            found: Any = db.connection.driver_connection
            return int(found.execute("PRAGMA data_version").fetchone()[0])

    @contextmanager
    def _writing_connection(self) -> Generator[Connection]:
        """The one that writes, kept between two scans; after anything went wrong it is not trusted again."""
        if self._held is None:
            self._held = self._writer.connect()
        try:
            yield self._held
        except BaseException:
            held, self._held = self._held, None
            held.close()
            raise

    def close(self) -> None:
        with self._writing:
            if self._held is not None:
                self._held.close()
            self._held = None
        self._writer.dispose()
        self._readers.dispose()

    def _settle(self, desk_name: str | None) -> None:
        """Make sure this file has a desk of its own here; a copy found elsewhere becomes a new desk."""
        home = f"{platform.node()}:{self.path}"
        with self.read() as db:
            own = db.execute(select(t.own_desk)).one_or_none()
        if own is not None and own.home == home and desk_name in (None, own.name):
            return
        with self.write() as db:
            own = db.execute(select(t.own_desk)).one_or_none()  # again: another program may have been first
            if own is None:
                name = desk_name or platform.node() or "Desk"
                db.execute(
                    insert(t.own_desk),
                    {"id": new_id(), "name": name, "home": home, "clock_floor": 0, "last_fact": 0},
                )
                return
            if desk_name is not None:
                name_desk(db, desk_name)
            if own.home != home:
                newest = db.execute(text("SELECT coalesce(max(hlc), 0) FROM change")).scalar_one()
                floor = max(newest, own.clock_floor)
                db.execute(update(t.own_desk).values(id=new_id(), home=home, clock_floor=floor))


def raw(path: Path, *, readonly: bool = False) -> sqlite3.Connection:
    """A plain connection with the settings every connection needs, busy_timeout first."""
    mode = "ro" if readonly else "rwc"
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        if not readonly:
            _switch_to_wal(connection)
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA recursive_triggers = ON")  # a REPLACE must not slip past append-only
    except BaseException:
        connection.close()
        raise
    return connection


def _switch_to_wal(connection: sqlite3.Connection) -> None:
    """Once per file; the switch itself does not wait for another program, so it is tried again."""
    last = time.monotonic() + BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            time.sleep(0.02)


def _engine(path: Path, *, writer: bool) -> Engine:
    """One connection that writes, or a few that cannot."""
    begin_with = "BEGIN IMMEDIATE" if writer else "BEGIN"

    def connect() -> sqlite3.Connection:
        connection = raw(path)
        connection.execute(f"PRAGMA query_only = {0 if writer else 1}")
        return connection

    def begin(db: Connection) -> None:
        driver: Any = db.connection.driver_connection
        driver.execute(begin_with)

    engine = create_engine(
        "sqlite://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=1 if writer else 4,
        max_overflow=0 if writer else 8,
    )
    event.listen(engine, "begin", begin)
    return engine


def build(db: Connection) -> None:
    """All tables of this version at once, marked as ours."""
    t.metadata.create_all(db)
    for statement in EXTRA_DDL:
        db.exec_driver_sql(statement)
    db.exec_driver_sql(f"PRAGMA application_id = {t.APPLICATION_ID}")
    db.exec_driver_sql(f"PRAGMA user_version = {t.SCHEMA}")


def _create(path: Path) -> None:
    """A new file, in one transaction; another program that makes it at the same moment does no harm."""
    path.parent.mkdir(parents=True, exist_ok=True)
    engine = _engine(path, writer=True)
    try:
        with engine.connect() as db, db.begin():
            if db.exec_driver_sql("PRAGMA application_id").scalar_one() == 0:
                build(db)
    finally:
        engine.dispose()


def _look(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Whose the file is, its version, and how many things are in it."""
    with closing(connection):
        ours = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        return ours, version, connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]


def _check(path: Path) -> None:
    """Look before touching: a file of another program stays as it was, an older one of ours is upgraded."""
    try:
        ours, version, things = _look(raw(path, readonly=True))
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_READONLY:
            raise
        # A program was killed while it wrote; only a writer may take its half-done pages back.
        ours, version, things = _look(sqlite3.connect(path))
    if ours == version == things == 0:
        _create(path)  # its first opening was cut short
        return
    if ours != t.APPLICATION_ID:
        raise Refused("file_foreign", path=str(path))
    if version > t.SCHEMA:
        raise Refused("file_newer", path=str(path), version=version, known=t.SCHEMA)
    if version < t.SCHEMA:
        from attendance.store import upgrade  # Alembic is loaded only for a file that needs it

        upgrade.upgrade(path, version)


@contextmanager
def saying(path: Path) -> Generator[None]:
    """Turn what SQLite and the disk say into refusals a person understands."""
    try:
        yield
    except DBAPIError as error:
        if (refused := _refusal(error.orig, path)) is None:
            raise
        raise refused from error
    except (sqlite3.Error, OSError) as error:
        if (refused := _refusal(error, path)) is None:
            raise
        raise refused from error


def name_desk(db: Connection, name: str) -> None:
    """What this desk writes beside everything it records from now on; it is in no history."""
    db.execute(update(t.own_desk).values(name=name))


_CODES: dict[int, str] = {
    sqlite3.SQLITE_BUSY: "file_busy",
    sqlite3.SQLITE_LOCKED: "file_busy",
    sqlite3.SQLITE_FULL: "disk_full",
    sqlite3.SQLITE_CORRUPT: "file_damaged",
    sqlite3.SQLITE_NOTADB: "file_damaged",
    sqlite3.SQLITE_READONLY: "file_read_only",
    sqlite3.SQLITE_CANTOPEN: "file_unreachable",
    sqlite3.SQLITE_IOERR: "file_unreachable",
}


def _refusal(error: Any, path: Path) -> Refused | None:
    if isinstance(error, sqlite3.Error):
        code = _CODES.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
        if code == "file_unreachable" and places.is_full(path):
            code = "disk_full"  # SQLite calls it an I/O error where its shared memory finds no room
        return Refused(code, path=str(path)) if code else None
    if isinstance(error, OSError) and error.errno in places.DISK_FULL:
        return Refused("disk_full", path=str(path))
    if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:
        return Refused("file_name_unusable", path=str(path))
    if isinstance(error, PermissionError) or (isinstance(error, OSError) and error.errno == errno.EROFS):
        return Refused("file_read_only", path=str(path))
    return None
