"""The window and the shell write into one file at the same time, and one chain comes out."""

from __future__ import annotations

import subprocess
import sys
import time
from uuid import UUID

from sqlalchemy import func, select

from attendance.commands.checkin import check_in
from attendance.domain.kinds import Direction, Stamp
from attendance.store import tables as t
from attendance.store.verify import verify
from tests.proofs import doors
from tests.store import seminar as made

CHANGES = 1_000
PEOPLE = 40


def test_window_and_shell_write_a_thousand_changes_each_at_once(tmp_path):
    seminar = made.make(tmp_path / "seminar.db", people=PEOPLE)
    database = seminar.database
    morning, afternoon = seminar.sessions
    shell = [sys.executable, "-m", "tests.proofs.doors", "shell"]
    with (tmp_path / "answers").open("w") as answers:
        script = subprocess.Popen(
            [*shell, str(database.path), str(afternoon), str(PEOPLE), str(CHANGES)], stdout=answers
        )
        others = [_first_of(script, database, afternoon)]
        for n in range(CHANGES):
            with database.write() as db:
                direction = Direction.EXIT if n // PEOPLE % 2 else Direction.ENTRY
                check_in(db, Stamp("Noy", made.MORNING + n * 1_000), morning, f"{n % PEOPLE + 1}", direction)
            others.append(_facts(database, afternoon))
            time.sleep(doors.BREATH)
        assert script.wait(timeout=240) == 0
    assert others[-1] > others[0], "they did not write at the same time"
    assert _facts(database, morning) == _facts(database, afternoon) == CHANGES
    with database.read() as db:
        desks = db.execute(
            select(t.change.c.desk, func.count(), func.max(t.change.c.seq)).group_by(t.change.c.desk)
        ).all()
    assert len(desks) == 1
    assert desks[0][1] == desks[0][2]
    assert verify(database) == []
    database.close()


def _first_of(script: subprocess.Popen[bytes], database, session: UUID) -> int:
    """Wait until the shell writes: a busy computer takes its time to start a program."""
    while not (count := _facts(database, session)) and script.poll() is None:
        time.sleep(doors.BREATH)
    return count


def _facts(database, session: UUID) -> int:
    with database.read() as db:
        return db.scalar(select(func.count()).where(t.attendance_fact.c.event_session == session))
