"""Backups that say what is in them, keep within a fifth of the disk, and come back as a new desk."""

import re
import shutil
import sqlite3
import tempfile
from collections.abc import Generator, Iterable
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from attendance.domain.errors import Refused
from attendance.domain.progress import Tick, no_tick
from attendance.store import chain
from attendance.store import tables as t
from attendance.store.copying import check_copy, copy_database, still, sync
from attendance.store.database import raw, saying

SHARE = 5
"""Backups take at most this part (1/5) of what would be free without them."""

_NAME = re.compile(r"(?P<stem>.+) (?P<at>\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?: \d+)?\.db")
_TIME = "%Y-%m-%d %H.%M.%S"


class Backup(NamedTuple):
    """One backup file.

    Attributes:
        stem: the name of the database it is a copy of.
        written: when, local time of the computer that wrote it, as in its name.
        size: bytes.
        second: the same backup at the second place, if one is set and was there.
        problem: why there is none at the second place.
    """

    path: Path
    stem: str
    written: datetime
    size: int
    second: Path | None = None
    problem: Refused | None = None


class Description(NamedTuple):
    """What is inside a backup, to be shown before it replaces anything.

    Attributes:
        events: titles.
        people: delegates in all events.
        last_check_in, last_change: ms UTC, None if there is none.
        desk: name of the desk that wrote it.
        version: of its tables; an older one is upgraded when it is opened.
        problem: why it cannot be restored, or None when it is good.
    """

    path: Path
    events: tuple[str, ...]
    people: int
    last_check_in: int | None
    last_change: int | None
    desk: str
    size: int
    version: int
    problem: Refused | None


def back_up(
    path: Path, folder: Path, at: int, *, second: Path | None = None, tick: Tick = no_tick
) -> Backup | None:
    """Back ``path`` up into ``folder``, made if it is not there, and to ``second`` when that is.

    Returns:
        The backup (the one at the second place when only that was behind), or None when nothing changed
        since the newest ones there.

    Raises:
        Refused: backup_place_missing, backup_place_full, backup_place_read_only, file_damaged, stopped. What
            is wrong with the second place alone is told in ``Backup.problem`` when there is a new backup.
    """
    with _place(folder):
        folder.mkdir(parents=True, exist_ok=True)
    made = _into(path, folder, at, tick)
    if second is None:
        return made
    try:
        if not second.is_dir():
            raise Refused("backup_place_missing", folder=str(second))
        copied = _into(path, second, at, tick)
    except Refused as problem:
        if problem.code == "stopped" or made is None:
            raise
        return made._replace(problem=problem)
    return made._replace(second=copied and copied.path) if made else copied


def list_backups(folder: Path) -> list[Backup]:
    """The backups in ``folder``, newest first; empty when it is not there."""
    found: list[Backup] = []
    with suppress(OSError):
        for path in folder.iterdir():
            if match := _NAME.fullmatch(path.name):
                written = datetime.strptime(match["at"], _TIME)
                found.append(Backup(path, match["stem"], written, path.stat().st_size))
    return sorted(found, key=lambda backup: (backup.written, backup.path.name), reverse=True)


def describe(path: Path, *, whole: bool = False, tick: Tick = no_tick) -> Description:
    """What is in a backup; ``whole`` also reads every page of it.

    Raises:
        Refused: file_missing, file_foreign, backup_damaged when it cannot even be described.
    """
    if not path.is_file():
        raise Refused("file_missing", path=str(path))
    problem: Refused | None = None
    try:
        check_backup(path, tick, whole=whole)
    except Refused as refused:
        if refused.code in ("file_foreign", "stopped"):
            raise
        problem = refused
    try:
        with saying(path), closing(still(path)) as copy:
            return _described(copy, path, problem)
    except (Refused, sqlite3.Error) as error:
        raise problem or Refused("backup_damaged", path=str(path), reason=str(error)) from error


def check_backup(path: Path, tick: Tick = no_tick, *, whole: bool = True) -> None:
    """Refuse what must not replace a file.

    Raises:
        Refused: file_foreign, backup_damaged, backup_newer.
    """
    with saying(path):
        check_copy(path, tick, whole=whole)
        with closing(still(path)) as copy:
            version = copy.execute("PRAGMA user_version").fetchone()[0]
    if version > t.SCHEMA:
        raise Refused("backup_newer", path=str(path), version=version, known=t.SCHEMA)


def restore(backup: Path, target: Path, at: int, *, tick: Tick = no_tick) -> Path | None:
    """Put a backup in the place of ``target``, which nobody may have open.

    The file that results is a new desk when it is next opened: what this desk wrote after the backup may
    still come back from other desks.

    Returns:
        The copy of what ``target`` held before, beside it; None if it was not there.

    Raises:
        Refused: file_missing, file_foreign, backup_damaged, backup_newer, file_busy, disk_full.
    """
    if not backup.is_file():
        raise Refused("file_missing", path=str(backup))
    check_backup(backup, tick)
    ready = target.with_name(f"{target.name}.restoring")
    copy_database(backup, ready, tick)
    saved = None
    try:
        with saying(target):
            if target.exists():
                saved = _set_aside(target, at)
            ready.replace(target)
            sync(target.parent)
    finally:
        with suppress(OSError):
            ready.unlink(missing_ok=True)
    return saved


def _set_aside(target: Path, at: int) -> Path:
    """Copy the present state, byte for byte if it is too damaged for more, and take its side files away."""
    saved = _free_name(target.parent, f"{target.stem}.before-restore", at)
    try:
        with closing(raw(target)) as present:
            # Fails while anybody else has the file open, and leaves one file that is whole by itself.
            present.execute("PRAGMA busy_timeout = 1000")
            present.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        for end in ("-wal", "-shm"):
            side = target.with_name(target.name + end)
            if side.exists():
                shutil.copyfile(side, saved.with_name(saved.name + end))
    shutil.copyfile(target, saved)
    sync(saved)
    for end in ("-wal", "-shm"):
        # A log that stayed would be played into the restored file.
        target.with_name(target.name + end).unlink(missing_ok=True)
    return saved


def _into(path: Path, folder: Path, at: int, tick: Tick) -> Backup | None:
    mine = [backup for backup in list_backups(folder) if backup.stem == path.stem]
    if mine and _extent(path) == _extent_of_copy(mine[0].path):
        return None
    with _place(folder):
        with tempfile.TemporaryFile(dir=folder):
            pass  # tells a write-protected stick from one that is gone
        name = _free_name(folder, path.stem, at)
        copy_database(path, name, tick)
        _make_room(folder)
        return next(backup for backup in list_backups(folder) if backup.path == name)


def _free_name(folder: Path, stem: str, at: int) -> Path:
    written = datetime.fromtimestamp(at / 1000).strftime(_TIME)
    name, number = folder / f"{stem} {written}.db", 1
    while name.exists():
        number += 1
        name = folder / f"{stem} {written} {number}.db"
    return name


_Extent = tuple[dict[bytes, int], list[tuple[str, str]]]


def _extent(path: Path) -> _Extent:
    """How far the history of every desk goes, and the settings: equal for equal contents."""
    with saying(path), closing(raw(path, readonly=True)) as connection:
        return _extent_in(connection)


def _extent_of_copy(path: Path) -> _Extent | None:
    with suppress(sqlite3.Error), closing(still(path)) as connection:
        return _extent_in(connection)
    return None


def _extent_in(connection: sqlite3.Connection) -> _Extent:
    connection.execute("BEGIN")
    settings = connection.execute("SELECT key, value FROM setting ORDER BY key").fetchall()
    extent = (chain.ends(connection), settings)
    connection.execute("COMMIT")
    return extent


def _make_room(folder: Path) -> None:
    """Remove what exceeds the share: first kept are the newest of all, then the newest of each day."""
    backups = list_backups(folder)
    budget = (shutil.disk_usage(folder).free + sum(b.size for b in backups)) // SHARE
    for backup in surplus(backups, budget):
        backup.path.unlink(missing_ok=True)


def surplus(backups: Iterable[Backup], budget: int) -> list[Backup]:
    """The backups (newest first) that must go so that the rest take at most ``budget`` bytes.

    The newest of each database always stays.
    """
    newest: set[str] = set()
    days: set[tuple[str, object]] = set()
    ranked: list[tuple[int, Backup]] = []
    for backup in backups:
        day = (backup.stem, backup.written.date())
        rank = 0 if backup.stem not in newest else 1 if day not in days else 2
        newest.add(backup.stem)
        days.add(day)
        ranked.append((rank, backup))
    gone: list[Backup] = []
    for rank, backup in sorted(ranked, key=lambda entry: entry[0]):
        budget -= backup.size
        if budget < 0 and rank > 0:
            gone.append(backup)
            budget += backup.size
    return gone


def _described(copy: sqlite3.Connection, path: Path, problem: Refused | None) -> Description:
    def one(query: str) -> object:
        return copy.execute(query).fetchone()[0]

    events = copy.execute("SELECT coalesce(title, title_official, '') FROM event ORDER BY starts, year, n")
    return Description(
        path=path,
        events=tuple(row[0] for row in events),
        people=int(str(one("SELECT count(*) FROM delegate"))),
        last_check_in=_number(one("SELECT max(at) FROM attendance_fact WHERE kind = 'in'")),
        last_change=_number(one("SELECT max(at) FROM change")),
        desk=str(one("SELECT coalesce(max(name), '') FROM own_desk")),
        size=path.stat().st_size,
        version=int(str(one("PRAGMA user_version"))),
        problem=problem,
    )


def _number(value: object) -> int | None:
    return value if isinstance(value, int) else None


_PLACE_CODES = {
    "disk_full": "backup_place_full",
    "file_read_only": "backup_place_read_only",
    "file_unreachable": "backup_place_missing",
}


@contextmanager
def _place(folder: Path) -> Generator[None]:
    """What goes wrong while writing is said about the folder the backup was to go to."""
    try:
        with saying(folder):
            yield
    except Refused as refused:
        if (code := _PLACE_CODES.get(refused.code)) is None:
            raise
        raise Refused(code, folder=str(folder)) from refused
    except OSError as error:
        raise Refused("backup_place_missing", folder=str(folder)) from error
