"""Programs that write until somebody ends them: a door that scans, an office that imports, a shell."""

from __future__ import annotations

import os
import sys
import time
from itertools import count
from pathlib import Path
from uuid import UUID

from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.pool import Pool

from attendance import cli
from attendance.commands.checkin import check_in
from attendance.domain.errors import Refused
from attendance.domain.kinds import Direction, Stamp
from attendance.domain.text_keys import sort_key
from attendance.store.database import Database
from tests.store import seminar as made

BATCH = 40
"""People of one import: all of them are in the file afterwards, or none."""

sort_key("ກ")  # its tables are read once, before any program is copied from this one

BREATH = 0.004
"""Seconds between two writes, so that neither program keeps the file from the other."""


def acknowledge(said: int, text: str) -> None:
    """One line, handed to the system at once: it outlives this program."""
    os.write(said, f"{text}\n".encode())


def scan(path: str, session: str, people: int, said: int, times: int = 0) -> None:
    """Check the same people in and out, over and over; tell each fact once it is on the disk."""
    database = Database.open(Path(path))
    for n in count():
        if times and n >= times:
            return
        stamp = Stamp("door", made.MORNING + n * 1_000)
        direction = Direction.EXIT if n // people % 2 else Direction.ENTRY
        with database.write() as db:
            verdict = check_in(db, stamp, UUID(session), f"{n % people + 1}", direction)
        if verdict.fact is not None:  # a refused scan has none
            acknowledge(said, str(verdict.fact))
        if not times:
            time.sleep(BREATH)


def bring_in(path: str, seminar: made.Seminar, said: int) -> None:
    """Import one list after another; tell each once it is in."""
    seminar.database = Database.open(Path(path))
    while True:
        made.add_people(seminar, BATCH)
        acknowledge(said, "imported")
        time.sleep(BREATH)


def make(path: str, said: int) -> None:
    """Make a new file and put the first person into it."""
    acknowledge(said, "started")
    made.make(Path(path), people=1)
    acknowledge(said, "made")


def use_shell(path: str, session: str, people: int, times: int) -> None:
    """The shell's own commands, one after another, as a script of an IT colleague would."""
    for n in range(times):
        exits = ["--exit"] if n // people % 2 else []
        code = cli.main(["--db", path, "check-in", f"{n % people + 1}", "--event-session", session, *exits])
        if code not in (0, 1):
            raise SystemExit(code)


def with_normal_synchronous(connection: object, _record: object) -> None:
    connection.execute("PRAGMA synchronous = NORMAL")  # type: ignore[attr-defined]


if __name__ == "__main__":
    _, what, path, session, people, times = sys.argv
    if what == "scan-normal":
        sqlalchemy_event.listen(Pool, "connect", with_normal_synchronous)
    try:
        if what == "shell":
            use_shell(path, session, int(people), int(times))
        else:
            scan(path, session, int(people), 1, int(times))
    except Refused as refused:
        raise SystemExit(str(refused)) from refused
