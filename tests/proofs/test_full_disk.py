"""The disk fills up in the middle of the work: a sentence, nothing half-written, on once there is room."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from attendance.commands.checkin import check_in
from attendance.domain.errors import Refused
from attendance.domain.kinds import Direction, Stamp
from attendance.imports.importing import import_file
from attendance.language import texts_for
from attendance.language.sentences import sentence
from attendance.store import tables as t
from attendance.store.verify import verify
from attendance.worker import Worker
from tests.store import seminar as made
from tests.store.disks import fill, small_disk

FULL = r"^disk_full\b"


def count(seminar, table) -> int:
    with seminar.database.read() as db:
        return db.scalar(select(func.count()).select_from(table))


@pytest.mark.parametrize("left", [0, 20_000, 90_000, 400_000])
def test_an_import_that_finds_no_room_leaves_nothing(tmp_path, left):
    with small_disk(tmp_path / "disk", "6m") as disk:
        seminar = made.make(disk / "seminar.db")
        ballast = fill(disk, leave=left)
        with pytest.raises(Refused, match=FULL) as refused:
            made.add_people(seminar, 6_000)
        assert str(seminar.database.path) in sentence(texts_for("en"), refused.value)
        assert (count(seminar, t.delegate), count(seminar, t.person)) == (5, 5)
        seminar.delegates = seminar.delegates[:5]
        ballast.unlink()
        assert verify(seminar.database) == []
        made.add_people(seminar, 50)
        assert count(seminar, t.delegate) == 55
        assert verify(seminar.database) == []
        seminar.database.close()


@pytest.mark.parametrize("left", [0, 60_000])
def test_a_list_from_outside_that_finds_no_room_leaves_nothing(tmp_path, left):
    people = tmp_path / "list.csv"
    rows = "".join(f"Person{n},Family{n % 997},Country {n % 20},F\n" for n in range(5_000))
    people.write_text("First name,Last name,Country,Sex\n" + rows)
    worker = Worker()
    with small_disk(tmp_path / "disk", "16m") as disk:
        seminar = made.make(disk / "seminar.db")
        ballast = fill(disk, leave=left)
        bring = (seminar.database, worker, made.stamp(), people)
        with pytest.raises(Refused, match=FULL):
            import_file(*bring, event=seminar.event)
        assert (count(seminar, t.delegate), count(seminar, t.person)) == (5, 5)
        assert verify(seminar.database) == []
        ballast.unlink()
        import_file(*bring, event=seminar.event)
        assert count(seminar, t.delegate) == 5_005
        assert verify(seminar.database) == []
        seminar.database.close()
    worker.close()


def test_a_check_in_without_room_is_no_green_and_the_next_one_is(tmp_path):
    with small_disk(tmp_path / "disk", "3m") as disk:
        seminar = made.make(disk / "seminar.db")
        ballast = fill(disk, leave=60_000)
        green: list[int] = []
        with pytest.raises(Refused, match=FULL):
            scan_on(seminar, green)
        assert count(seminar, t.attendance_fact) == len(green)
        ballast.unlink()
        assert verify(seminar.database) == []
        scan(seminar, len(green))
        assert count(seminar, t.attendance_fact) == len(green) + 1
        assert verify(seminar.database) == []
        seminar.database.close()


def scan_on(seminar, green: list[int]) -> None:
    for n in range(2_000):
        scan(seminar, n)
        green.append(n)


def scan(seminar, n: int) -> None:
    direction = Direction.EXIT if n // 5 % 2 else Direction.ENTRY
    with seminar.database.write() as db:
        check_in(db, Stamp("Noy", made.MORNING + n * 1_000), seminar.sessions[0], f"{n % 5 + 1}", direction)
