"""What the worker process runs to keep backups and to look after the file; imports no Qt."""

from pathlib import Path
from typing import NamedTuple

from attendance.domain.errors import Refused
from attendance.domain.progress import Tick, no_tick
from attendance.store.backup import Backup, Description, back_up, describe, list_backups
from attendance.store.database import Database
from attendance.store.findings import Finding
from attendance.store.verify import verify

BEFORE_RESTORE = ".before-restore"


class Kept(NamedTuple):
    """A backup that is there.

    Attributes:
        at: when it was known to be safe, ms UTC.
        problem: why there is none at the second place, None when there is or none is wanted.
    """

    at: int
    problem: Refused | None


class Shelved(NamedTuple):
    """One backup one may go back to.

    Attributes:
        backup: the file, here if it is here.
        here, second: whether it is on this computer, and at the second place.
        before_restore: it is what a restored backup replaced.
    """

    backup: Backup
    here: bool
    second: bool
    before_restore: bool


def keep(path: Path, folder: Path, at: int, second: Path | None, tick: Tick = no_tick) -> Kept:
    """Back the file up; without a second place it is still kept, and the answer says why.

    Raises:
        Refused: what ``back_up`` raises about the first place or the file.
    """
    try:
        made = back_up(path, folder, at, second=second, tick=tick)
    except Refused as problem:
        if second is None or problem.details.get("folder") != str(second):
            raise
        return Kept(at, problem)
    return Kept(at, made.problem if made else None)


def shelf(path: Path, folder: Path, second: Path | None) -> list[Shelved]:
    """Every backup of ``path`` in both places, and what restoring has set aside, newest first."""
    found: dict[str, Shelved] = {}
    places = [(folder, False), (path.parent, False), *([(second, True)] if second else [])]
    for place, is_second in places:
        for backup in list_backups(place):
            if backup.stem in (path.stem, path.stem + BEFORE_RESTORE):
                aside = backup.stem.endswith(BEFORE_RESTORE)
                known = found.get(backup.path.name, Shelved(backup, False, False, aside))
                found[backup.path.name] = known._replace(
                    here=known.here or not is_second, second=known.second or is_second
                )
    return sorted(found.values(), key=lambda one: one.backup.written, reverse=True)


def check_whole(backup: Path, tick: Tick = no_tick) -> Description:
    """What is in a backup, after every page of it was read.

    Raises:
        Refused: what ``describe`` raises, and why it cannot be restored.
    """
    inside = describe(backup, whole=True, tick=tick)
    if inside.problem is not None:
        raise inside.problem
    return inside


def look_through(path: Path, tick: Tick = no_tick) -> list[Finding]:
    """Everything wrong with the file; an empty list is the proof that nothing is."""
    database = Database.open(path, create=False)
    try:
        return verify(database, tick)
    finally:
        database.close()
