"""The facts of one desk are in order of time, whatever its clock does."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from attendance.commands.checkin import check_in
from attendance.commands.delegates import change_delegates
from attendance.domain.kinds import Direction, Stamp
from attendance.store import tables as t
from tests.store import seminar as made

MINUTE, DAY, YEAR = 60_000, 86_400_000, 365 * 86_400_000


def scan(seminar, at: int) -> int:
    """The time an exit made at ``at`` is kept with; unlike an entry it is always taken."""
    with seminar.database.write() as db:
        return check_in(db, Stamp("Noy", at), seminar.sessions[0], "1", Direction.EXIT).at


def edit(seminar, at: int) -> None:
    with seminar.database.write() as db:
        change_delegates(db, Stamp("Noy", at), [seminar.delegates[1]], {"note": f"at {at}"})


def test_a_clock_put_back_by_minutes_does_not_turn_the_order_round(seminar):
    first = scan(seminar, made.MORNING)
    assert scan(seminar, made.MORNING - 5 * MINUTE) == first + 1
    edit(seminar, made.MORNING - 20 * MINUTE)
    assert scan(seminar, made.MORNING - 10 * MINUTE) == first + 2
    assert scan(seminar, made.MORNING + MINUTE) == made.MORNING + MINUTE


def test_two_scans_in_one_millisecond_stand_one_after_the_other(seminar):
    assert [scan(seminar, made.MORNING) - made.MORNING for _ in range(4)] == [0, 1, 2, 3]


def test_facts_written_under_a_clock_years_ahead_do_not_hold_the_right_time_up(seminar):
    scan(seminar, made.MORNING + 3 * YEAR)
    scan(seminar, made.MORNING + 3 * YEAR)
    assert scan(seminar, made.MORNING) == made.MORNING
    assert scan(seminar, made.MORNING - MINUTE) == made.MORNING + 1
    assert scan(seminar, made.MORNING + DAY) == made.MORNING + DAY


def test_a_clock_years_behind_loses_nothing(seminar):
    scan(seminar, made.MORNING)
    assert scan(seminar, made.MORNING - 5 * YEAR) == made.MORNING - 5 * YEAR
    assert scan(seminar, made.MORNING + MINUTE) == made.MORNING + MINUTE
    with seminar.database.read() as db:
        assert len(db.scalars(select(t.attendance_fact.c.id)).all()) == 3


@settings(max_examples=25, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from([scan, scan, edit]), st.integers(-600, 600)), min_size=2, max_size=14
    )
)
def test_within_a_day_times_only_rise_whatever_is_written_between(steps):
    with tempfile.TemporaryDirectory() as folder:
        seminar = made.make(Path(folder) / "seminar.db", people=2)
        times = [step(seminar, made.MORNING + minutes * MINUTE) for step, minutes in steps]
        facts = [at for at in times if at is not None]
        assert facts == sorted(set(facts))
        seminar.database.close()
