"""A hundred programs are killed in the middle of their work; what they said they did, they did."""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from attendance.store import tables as t
from attendance.store.database import Database
from attendance.store.verify import verify
from tests.proofs import doors
from tests.store import seminar as made

ROUNDS, KILLS = 10, 10
PEOPLE = 7

# A copy of this program starts in milliseconds; where it cannot be copied, a new one is started.
CONTEXT: Any = multiprocessing.get_context(
    "fork" if "fork" in multiprocessing.get_all_start_methods() else "spawn"
)


def killed_at(moment: float, ready: Path, *programs: tuple[Callable[..., None], tuple[Any, ...]]) -> None:
    """Start the programs, wait for the first word of one of them, and kill all after ``moment`` seconds."""
    before = ready.stat().st_size if ready.exists() else 0
    running = [CONTEXT.Process(target=target, args=args, daemon=True) for target, args in programs]
    for process in running:
        process.start()
    deadline = time.monotonic() + 60
    while (ready.stat().st_size if ready.exists() else 0) == before:
        assert time.monotonic() < deadline
        assert all(process.is_alive() for process in running)
        time.sleep(0.001)
    time.sleep(moment)
    for process in running:
        assert process.is_alive(), "it ended by itself"
        process.kill()
        process.join()


def scanning(path: str, session: str, said: str) -> None:
    doors.scan(path, session, PEOPLE, os.open(said, os.O_CREAT | os.O_APPEND | os.O_WRONLY))


def importing(path: str, seminar: made.Seminar, said: str) -> None:
    doors.bring_in(path, seminar, os.open(said, os.O_CREAT | os.O_APPEND | os.O_WRONLY))


def making(path: str, said: str) -> None:
    doors.make(path, os.open(said, os.O_CREAT | os.O_APPEND | os.O_WRONLY))


def without_file(seminar: made.Seminar, people: int) -> made.Seminar:
    """What another program needs to know of it, as plain values."""
    known = made.Seminar.__new__(made.Seminar)
    known.__dict__.update(seminar.__dict__)
    known.database = None  # type: ignore[assignment]
    known.delegates = seminar.delegates[:1] * people  # new people are numbered after these
    return known


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_what_was_acknowledged_survives_a_kill_and_the_rest_is_whole_or_absent(tmp_path, round_):
    chance = random.Random(round_)
    seminar = made.make(tmp_path / "seminar.db", people=PEOPLE)
    path, session = str(seminar.database.path), str(seminar.sessions[0])
    seminar.database.close()
    scans, imports = tmp_path / "scans", tmp_path / "imports"
    people = PEOPLE
    for _ in range(KILLS):
        killed_at(
            chance.uniform(0, 0.09),
            scans if chance.random() < 0.5 else imports,
            (scanning, (path, session, str(scans))),
            (importing, (path, without_file(seminar, people), str(imports))),
        )
        database = Database.open(Path(path))
        assert verify(database) == []
        with database.read() as db:
            facts = {str(row.id) for row in db.execute(t.attendance_fact.select())}
            people = len(db.execute(t.delegate.select()).all())
        database.close()
        said = scans.read_text().split() if scans.exists() else []
        assert set(said) <= facts, "an acknowledged scan is lost"
        brought = imports.read_text().split() if imports.exists() else []
        assert (people - PEOPLE) % doors.BATCH == 0, "half an import is in the file"
        assert (people - PEOPLE) // doors.BATCH >= len(brought), "an acknowledged import is lost"


def test_a_kill_while_a_file_is_being_made_leaves_one_that_opens(tmp_path):
    chance = random.Random(1)
    for n in range(12):
        path, said = tmp_path / f"{n}.db", tmp_path / f"said {n}"
        process = CONTEXT.Process(target=making, args=(str(path), str(said)), daemon=True)
        process.start()
        while not said.exists() or not said.stat().st_size:
            time.sleep(0.001)
        time.sleep(chance.uniform(0, 0.05))
        process.kill()
        process.join()
        database = Database.open(path)
        assert verify(database) == []
        database.close()
