"""Copies a living database into one file that is whole, checked and on the disk, or is not there."""

import os
import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path

from attendance.domain.errors import Refused
from attendance.domain.progress import Tick, no_tick
from attendance.language.marks import N_
from attendance.store import chain
from attendance.store import tables as t
from attendance.store.database import raw, saying
from attendance.store.findings import Findings, ticking

_STEP = 1_000
"""Pages copied between two ticks: 4 MB."""


def copy_database(source: Path, target: Path, tick: Tick = no_tick, *, whole: bool = True) -> None:
    """Copy ``source``, which may be in use, to ``target`` with SQLite's own backup.

    The copy is written beside its final name, closed to one file without side files, checked, and only
    then named. It belongs to no desk: whoever opens it becomes a new one, so that two copies of one file
    never write under the same name. ``whole=False`` leaves the check of all pages out.

    Raises:
        Refused: file_damaged (the source), disk_full, file_unreachable, file_read_only, stopped.
    """
    part = target.with_name(target.name + ".part")
    try:
        with saying(target):
            try:
                _copy(source, part, tick)
                check_copy(part, tick, whole=whole)
            except sqlite3.Error as error:
                if not _is_damage(error):
                    raise
                raise Refused("file_damaged", path=str(source)) from error
            except Refused as refused:
                if refused.code != "backup_damaged":
                    raise
                raise Refused("file_damaged", path=str(source)) from refused
            sync(part)
            part.replace(target)
            sync(target.parent)
    except OSError as error:
        raise Refused("file_unreachable", path=str(target)) from error
    finally:
        _drop(part)


def check_copy(path: Path, tick: Tick = no_tick, *, whole: bool = True) -> None:
    """Refuse a closed file that is damaged or is not one of ours.

    Raises:
        Refused: file_foreign, backup_damaged (path, reason).
    """
    findings = Findings()
    try:
        with closing(still(path)) as copy:
            if copy.execute("PRAGMA application_id").fetchone()[0] != t.APPLICATION_ID:
                raise Refused("file_foreign", path=str(path))
            if whole:
                with ticking(copy, tick, N_("Checking the copy")):
                    said = [row[0] for row in copy.execute("PRAGMA integrity_check(3)")]
                if said != ["ok"]:
                    raise Refused("backup_damaged", path=str(path), reason="; ".join(said))
            if copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'change'").fetchone()[0]:
                chain.check_tail(copy, findings)
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise
        raise Refused("backup_damaged", path=str(path), reason=str(error)) from error
    if found := findings.all():
        raise Refused("backup_damaged", path=str(path), reason=found[0].code)


def still(path: Path) -> sqlite3.Connection:
    """A reading connection to a file nobody writes, also on a stick that cannot be written."""
    lone = not path.with_name(path.name + "-wal").exists()
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if lone else ''}", uri=True, isolation_level=None
    )


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk itself."""
    if path.is_dir() and sys.platform == "win32":
        return  # Windows writes names through and opens no folders
    number = os.open(path, os.O_RDONLY if sys.platform != "win32" else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _copy(source: Path, part: Path, tick: Tick) -> None:
    _drop(part)
    with closing(raw(source, readonly=True)) as reading, closing(_plain(part)) as copy:
        reading.execute("BEGIN")  # one snapshot: writers at the door do not make the copy start again
        reading.execute("SELECT count(*) FROM sqlite_master").fetchone()

        def progress(_: int, remaining: int, total: int) -> None:
            tick(total - remaining, total, N_("Copying the file"))

        reading.backup(copy, pages=_STEP, progress=progress, sleep=0)
        copy.execute("PRAGMA journal_mode = DELETE")
        if copy.execute("SELECT count(*) FROM sqlite_master WHERE name = 'own_desk'").fetchone()[0]:
            copy.execute("UPDATE own_desk SET home = ''")


def _plain(part: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(part, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")  # synced once, when it is whole
    return connection


def _drop(part: Path) -> None:
    """What is left of an attempt; on a stick that was pulled out nothing can be, or needs to be, removed."""
    for path in (part, *(part.with_name(part.name + end) for end in ("-journal", "-wal", "-shm"))):
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _is_damage(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
