"""What the worker process runs for practice: a copy to practise on, and what became of it; imports no Qt."""

import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple

from attendance.commands.sample import create_sample
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.domain.progress import Tick, no_tick
from attendance.queries.desk import contents
from attendance.store.copying import copy_database
from attendance.store.database import Database, saying

MARK = "practice.json"
"""Says that a folder was made for practice and may be thrown away: ``{"file": name, "facts": n}``."""
SETTINGS, LOG = "settings.json", "attendance.log"
PARENT_LOCK, WINDOW_LOCK = "parent.lock", "window.lock"


class Prepared(NamedTuple):
    """A folder that is ready to be practised in."""

    folder: Path
    file: Path


def prepare(
    source: Path | None, folder: Path, settings: dict[str, Any], stamp: Stamp, tick: Tick = no_tick
) -> Prepared:
    """Copy ``source`` (None is the sample event) into ``folder``, with this computer's look beside it.

    Raises:
        Refused: disk_full, file_damaged, file_unreachable, stopped; the folder is gone again then.
    """
    file = folder / (source.name if source else "sample.db")
    try:
        with saying(folder):
            folder.mkdir(parents=True, exist_ok=True)
        if source is not None:
            copy_database(source, file, tick, whole=False)
        database = Database.open(file)
        try:
            with database.write() as db:
                if source is None:
                    create_sample(db, stamp)
            with database.read() as db:
                facts = contents(db).facts
        finally:
            database.close()
        (folder / SETTINGS).write_text(json.dumps(settings, ensure_ascii=False), "utf-8")
        (folder / MARK).write_text(json.dumps({"file": file.name, "facts": facts}), "utf-8")
    except BaseException as error:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(error, OSError):
            raise Refused("file_unreachable", path=str(folder)) from error
        raise
    return Prepared(folder, file)


def file_in(folder: Path) -> Path | None:
    """The file to practise on in a folder that was made for it; None in any other folder."""
    mark = _mark(folder)
    name = mark.get("file")
    return folder / name if isinstance(name, str) and (folder / name).is_file() else None


def wind_up(folder: Path) -> bool:
    """Throw a practice away; whether anybody was checked in during it."""
    mark, file = _mark(folder), file_in(folder)
    practised = False
    if file is not None:
        try:
            database = Database.open(file, create=False)
            try:
                with database.read() as db:
                    practised = contents(db).facts > mark.get("facts", 0)
            finally:
                database.close()
        except Refused:
            pass  # it is thrown away whatever it holds
    wipe(folder)
    return practised


def wipe(folder: Path) -> None:
    """Remove a folder that was made for practice, and no other."""
    if _mark(folder):
        shutil.rmtree(folder, ignore_errors=True)


def _mark(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / MARK).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
