"""Backups are whole, say what is in them, keep their place, and come back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from datetime import datetime
from pathlib import Path

import pytest

from attendance.domain.errors import Refused
from attendance.store import backup
from attendance.store import tables as t
from attendance.store.backup import Backup, back_up, describe, list_backups, restore, surplus
from attendance.store.copying import copy_database
from attendance.store.database import Database
from attendance.store.journal import Action
from attendance.store.verify import verify
from tests.store.seminar import MORNING, add_people, stamp

DAY = 86_400_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def refused(code: str):
    return pytest.raises(Refused, match=f"^{code} ")


def desk(database: Database):
    with database.read() as db:
        return db.execute(t.own_desk.select()).one()


def test_a_backup_is_one_file_with_everything_in_it(seminar, folder):
    seminar.fact(seminar.delegates[0])
    made = back_up(seminar.database.path, folder, MORNING)
    assert made is not None
    assert [path.name for path in folder.iterdir()] == [made.path.name]
    assert made.path.name.startswith("seminar 2024-05-2")
    restored = Database.open(made.path)
    with restored.read() as db:
        assert db.execute(t.presence.select()).one().state == "inside"
    assert verify(restored) == []
    restored.close()


def test_nothing_changed_means_no_new_backup(seminar, folder):
    assert back_up(seminar.database.path, folder, MORNING) is not None
    assert back_up(seminar.database.path, folder, MORNING + DAY) is None
    seminar.fact(seminar.delegates[0])
    assert back_up(seminar.database.path, folder, MORNING + DAY) is not None
    assert back_up(seminar.database.path, folder, MORNING + 2 * DAY) is None
    with seminar.database.write() as db:
        db.execute(t.setting.insert(), {"key": "language", "value": "lo"})
    assert back_up(seminar.database.path, folder, MORNING + 3 * DAY) is not None


def test_a_damaged_newest_backup_does_not_count_as_one(seminar, folder):
    made = back_up(seminar.database.path, folder, MORNING)
    made.path.write_bytes(b"not a database")
    assert back_up(seminar.database.path, folder, MORNING + DAY) is not None


def test_two_backups_of_one_second_have_two_names(seminar, folder):
    back_up(seminar.database.path, folder, MORNING)
    seminar.fact(seminar.delegates[0])
    back_up(seminar.database.path, folder, MORNING)
    assert len(list_backups(folder)) == 2


def test_writers_at_the_door_do_not_spoil_a_backup(seminar, folder):
    add_people(seminar, 300)
    stop = threading.Event()

    def door() -> None:
        while not stop.is_set():
            seminar.fact(seminar.delegates[0])

    writer = threading.Thread(target=door)
    writer.start()
    try:
        made = back_up(seminar.database.path, folder, MORNING)
    finally:
        stop.set()
        writer.join()
    copy = Database.open(made.path)
    assert verify(copy) == []
    copy.close()


def test_the_second_place_gets_one_too_and_its_absence_only_is_told(seminar, folder, tmp_path):
    stick = tmp_path / "stick"
    made = back_up(seminar.database.path, folder, MORNING, second=stick)
    assert made is not None
    assert made.second is None
    assert made.problem is not None
    assert made.problem.code == "backup_place_missing"
    stick.mkdir()
    seminar.fact(seminar.delegates[0])
    made = back_up(seminar.database.path, folder, MORNING, second=stick)
    assert made is not None
    assert made.problem is None
    assert made.second is not None
    assert made.second.parent == stick


def test_a_second_place_that_came_late_is_not_passed_over(seminar, folder, tmp_path):
    stick = tmp_path / "stick"
    back_up(seminar.database.path, folder, MORNING)
    with pytest.raises(Refused, match="backup_place_missing"):
        back_up(seminar.database.path, folder, MORNING + DAY, second=stick)
    stick.mkdir()
    made = back_up(seminar.database.path, folder, MORNING + DAY, second=stick)
    assert made is not None
    assert made.path.parent == stick
    assert back_up(seminar.database.path, folder, MORNING + DAY, second=stick) is None


def test_a_stopped_backup_leaves_nothing(seminar, folder):
    def stop(done: int, total: int, label: str) -> None:
        raise Refused("stopped")

    with pytest.raises(Refused, match="stopped"):
        back_up(seminar.database.path, folder, MORNING, tick=stop)
    assert list(folder.iterdir()) == []


def test_a_damaged_file_is_not_backed_up_over_good_ones(seminar, folder):
    add_people(seminar, 200)
    path = seminar.database.path
    seminar.database.close()
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    db.close()
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 8192] = os.urandom(8192)
    path.write_bytes(content)
    with refused("file_damaged"):
        back_up(path, folder, MORNING)
    assert list_backups(folder) == []
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_named(seminar, tmp_path):
    blocked = tmp_path / "a file"
    blocked.write_text("")
    with refused("backup_place_missing"):
        back_up(seminar.database.path, blocked / "backups", MORNING)


def test_a_backup_says_what_is_in_it(seminar, folder):
    seminar.fact(seminar.delegates[0], at=7)
    made = back_up(seminar.database.path, folder, MORNING)
    told = describe(made.path)
    assert told.events == ("Seminar",)
    assert told.people == 5
    assert told.last_check_in == stamp(7).at
    assert told.last_change == stamp(7).at
    assert told.desk == "Desk 1"
    assert told.size == made.path.stat().st_size
    assert told.problem is None


def test_describing_a_backup_changes_and_adds_no_file(seminar, folder):
    made = back_up(seminar.database.path, folder, MORNING)
    made.path.chmod(0o444)
    before = made.path.read_bytes()
    describe(made.path, whole=True)
    assert made.path.read_bytes() == before
    assert list(folder.iterdir()) == [made.path]


def test_what_is_no_good_backup_is_refused_with_the_reason(seminar, folder, tmp_path):
    made = back_up(seminar.database.path, folder, MORNING)
    target = tmp_path / "other.db"
    with refused("file_missing"):
        restore(tmp_path / "nowhere.db", target, MORNING)
    text = tmp_path / "text.db"
    text.write_text("hello " * 100)
    with refused("backup_damaged"):
        restore(text, target, MORNING)
    stranger = tmp_path / "stranger.db"
    with sqlite3.connect(stranger) as db:
        db.execute("CREATE TABLE t (x)")
    db.close()
    with refused("file_foreign"):
        restore(stranger, target, MORNING)
    short = tmp_path / "short.db"
    short.write_bytes(made.path.read_bytes()[:-20_000])
    with refused("backup_damaged"):
        restore(short, target, MORNING)
    newer = tmp_path / "newer.db"
    shutil.copy(made.path, newer)
    with sqlite3.connect(newer) as db:
        db.execute(f"PRAGMA user_version = {t.SCHEMA + 1}")
    db.close()
    with refused("backup_newer"):
        restore(newer, target, MORNING)
    assert describe(newer).problem.code == "backup_newer"
    assert not target.exists()
    assert sorted(p.name for p in tmp_path.glob("other*")) == []


def test_a_changed_last_line_is_seen_before_a_backup_is_used(seminar, folder, tmp_path):
    made = back_up(seminar.database.path, folder, MORNING)
    with sqlite3.connect(made.path) as db:
        db.execute("DROP TRIGGER change_is_final")
        db.execute("UPDATE change SET actor = 'Other' WHERE seq = (SELECT max(seq) FROM change)")
    db.close()
    with refused("backup_damaged"):
        restore(made.path, tmp_path / "other.db", MORNING)


def test_a_restored_file_is_what_it_was_and_the_present_one_is_kept(seminar, folder):
    path = seminar.database.path
    made = back_up(path, folder, MORNING)
    before = desk(seminar.database)
    seminar.fact(seminar.delegates[0])
    seminar.database.close()
    saved = restore(made.path, path, MORNING)
    assert saved is not None
    assert describe(saved).last_check_in == MORNING
    restored = Database.open(path)
    with restored.read() as db:
        assert db.execute(t.attendance_fact.select()).all() == []
    assert verify(restored) == []
    assert desk(restored).name == before.name
    assert desk(restored).id != before.id
    restored.close()


def test_a_backup_put_in_place_by_hand_is_a_new_desk_too(seminar, folder):
    path = seminar.database.path
    made = back_up(path, folder, MORNING)
    before = desk(seminar.database)
    seminar.database.close()
    shutil.copy(made.path, path)
    again = Database.open(path)
    assert desk(again).id != before.id
    again.close()


def test_a_new_desk_continues_after_the_clock_of_the_old_one(seminar, folder):
    path = seminar.database.path
    seminar.fact(seminar.delegates[0], at=500)
    made = back_up(path, folder, MORNING)
    seminar.database.close()
    restore(made.path, path, MORNING)
    again = Database.open(path)
    with again.write() as db, Action(db, stamp(1), "edit") as action:
        action.update(t.delegate, [(seminar.delegates[0], {"note": "after"})])
    assert verify(again) == []
    with again.read() as db:
        assert db.execute(t.delegate.select().where(t.delegate.c.short_number == 1)).one().note == "after"
    again.close()


def test_a_file_somebody_has_open_is_not_replaced(seminar, folder):
    made = back_up(seminar.database.path, folder, MORNING)
    seminar.fact(seminar.delegates[0])
    with seminar.database.read() as db:
        db.execute(t.event.select()).all()
        with refused("file_busy"):
            restore(made.path, seminar.database.path, MORNING)
    assert verify(seminar.database) == []
    assert [p.name for p in seminar.database.path.parent.glob("*restor*")] == []


@pytest.mark.parametrize("damage", ["truncated", "no database at all"])
def test_a_damaged_file_can_be_replaced_and_is_kept_as_it_is(seminar, folder, damage):
    path = seminar.database.path
    made = back_up(path, folder, MORNING)
    seminar.database.close()
    ruin = path.read_bytes()[:6000] if damage == "truncated" else b"x" * 6000
    path.write_bytes(ruin)
    saved = restore(made.path, path, MORNING)
    assert saved is not None
    assert saved.read_bytes() == ruin
    restored = Database.open(path)
    assert verify(restored) == []
    restored.close()


def test_the_log_of_a_damaged_file_is_not_played_into_the_restored_one(seminar, folder):
    path = seminar.database.path
    made = back_up(path, folder, MORNING)
    seminar.fact(seminar.delegates[0])
    wal = path.with_name(path.name + "-wal")
    log, ruin = wal.read_bytes(), b"x" * 6000
    assert log
    seminar.database.close()
    path.write_bytes(ruin)
    wal.write_bytes(log)
    saved = restore(made.path, path, MORNING)
    assert saved is not None
    assert saved.with_name(saved.name + "-wal").read_bytes() == log
    restored = Database.open(path)
    with restored.read() as db:
        assert db.execute(t.attendance_fact.select()).all() == []
    assert verify(restored) == []
    restored.close()


def backups(*written: str, size: int = 10) -> list[Backup]:
    found = [Backup(Path(w), "seminar", datetime.fromisoformat(w), size) for w in written]
    return sorted(found, key=lambda b: b.written, reverse=True)


def test_when_room_is_short_the_newest_of_each_day_stay_longest():
    kept = backups(
        "2024-05-27T18:00", "2024-05-28T09:00", "2024-05-28T18:00", "2024-05-29T09:00", "2024-05-29T10:00"
    )

    def left(budget: int) -> set[str]:
        gone = surplus(kept, budget)
        return {str(b.path) for b in kept if b not in gone}

    assert left(50) == {str(b.path) for b in kept}
    assert left(40) == {"2024-05-27T18:00", "2024-05-28T18:00", "2024-05-29T10:00", "2024-05-29T09:00"}
    assert left(30) == {"2024-05-27T18:00", "2024-05-28T18:00", "2024-05-29T10:00"}
    assert left(20) == {"2024-05-28T18:00", "2024-05-29T10:00"}
    assert left(5) == {"2024-05-29T10:00"}


def test_the_newest_backup_of_another_file_in_the_folder_stays():
    mine = backups("2024-05-29T09:00")
    other = [b._replace(stem="other") for b in backups("2024-05-01T09:00")]
    assert surplus(mine + other, 0) == []


def test_backups_take_at_most_a_fifth_of_the_free_disk(seminar, folder, monkeypatch):
    one = back_up(seminar.database.path, folder, MORNING)
    free = one.size * 9
    usage = shutil.disk_usage(folder)
    # The size of the disk is the world's, not ours: three of twelve parts are more than a fifth.
    monkeypatch.setattr(backup.shutil, "disk_usage", lambda _: usage._replace(free=free))
    for day in (1, 2):
        seminar.fact(seminar.delegates[0])
        assert back_up(seminar.database.path, folder, MORNING + day * DAY) is not None
    kept = list_backups(folder)
    assert len(kept) == 2
    assert one.path not in [b.path for b in kept]


def test_a_copy_is_not_named_before_it_is_whole(seminar, tmp_path, monkeypatch):
    target = tmp_path / "copy.db"
    seen: list[bool] = []
    copy_database(seminar.database.path, target, lambda done, total, label: seen.append(target.exists()))
    assert seen
    assert not any(seen)
    assert target.exists()
