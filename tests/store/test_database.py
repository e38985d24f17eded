"""A file that cannot be used is refused with its own word, and is not touched."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from attendance.domain.errors import Refused
from attendance.language.sentences import SENTENCES
from attendance.store import database as databases
from attendance.store import places
from attendance.store import tables as t
from attendance.store.backup import back_up
from attendance.store.database import Database
from attendance.store.journal import Action
from attendance.store.verify import verify
from tests.store import seminar as made
from tests.store.disks import fill, small_disk, write_protect
from tests.store.seminar import MORNING, person_row, stamp


def refused(code: str):
    assert code in SENTENCES
    return pytest.raises(Refused, match=rf"^{code}\b")


def desk(database: Database):
    with database.read() as db:
        return db.execute(t.own_desk.select()).one()


def add_person(database: Database, name: str = "Noy") -> None:
    with database.write() as db, Action(db, stamp(), "add") as action:
        action.insert(t.person, [person_row(name)])


def test_a_new_file_is_made_only_when_asked(tmp_path):
    with refused("file_missing"):
        Database.open(tmp_path / "new.db", create=False)
    assert list(tmp_path.iterdir()) == []
    Database.open(tmp_path / "folder" / "ເອກະສານ new.db").close()
    assert (tmp_path / "folder" / "ເອກະສານ new.db").exists()


def test_a_folder_is_no_file(tmp_path):
    with refused("file_is_folder"):
        Database.open(tmp_path)


@pytest.mark.parametrize("content", [b"PK\x03\x04 a workbook", b"Name;Country\nNoy;LAO\n" * 50, b"\0" * 5000])
def test_a_file_of_another_kind_is_refused_and_untouched(tmp_path, content):
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with refused("file_foreign"):
        Database.open(path)
    assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_the_database_of_another_program_is_refused_and_untouched(tmp_path):
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE theirs (x)")
    db.close()
    before = path.read_bytes()
    with refused("file_foreign"):
        Database.open(path)
    assert path.read_bytes() == before


def test_a_first_opening_that_was_cut_short_is_begun_again(tmp_path):
    path = tmp_path / "new.db"
    databases.raw(path).close()  # what a kill leaves after the first pragma
    assert path.stat().st_size > 0
    database = Database.open(path)
    assert verify(database) == []
    database.close()


def test_two_programs_may_make_the_same_new_file_at_once(tmp_path):
    path = tmp_path / "new.db"
    code = (
        "from pathlib import Path; from attendance.store.database import Database;"
        f"Database.open(Path({str(path)!r})).close()"
    )
    programs = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [program.wait() for program in programs] == [0, 0, 0]
    database = Database.open(path)
    assert verify(database) == []
    with database.read() as db:
        assert len(db.execute(t.own_desk.select()).all()) == 1
    database.close()


@pytest.mark.parametrize("kept", [50, 3000, 9000])
def test_a_truncated_file_is_called_damaged(seminar, kept):
    path = seminar.database.path
    seminar.database.close()
    path.write_bytes(path.read_bytes()[:kept])
    with refused("file_damaged"):
        Database.open(path)


def test_random_bytes_in_the_middle_are_called_damaged_or_found(seminar):
    made.add_people(seminar, 300)
    path = seminar.database.path
    seminar.database.close()
    whole = path.read_bytes()
    pages = len(whole) // 4096
    for page in range(1, pages, max(1, pages // 12)):
        content = bytearray(whole)
        content[page * 4096 : (page + 1) * 4096] = os.urandom(4096)
        path.write_bytes(content)
        try:
            database = Database.open(path)
        except Refused as damage:
            assert damage.code == "file_damaged"  # noqa: PT017 - which of the two depends on the page
            continue
        assert verify(database), f"page {page} was ruined and nobody noticed"
        database.close()


def test_a_damaged_page_met_while_reading_is_a_refusal(seminar):
    made.add_people(seminar, 300)
    path = seminar.database.path
    seminar.database.close()
    with sqlite3.connect(path) as db:
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'delegate'").fetchone()[0]
    db.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * 4096 : root * 4096] = os.urandom(4096)
    path.write_bytes(content)
    database = Database.open(path)
    with refused("file_damaged"), database.read() as db:
        db.execute(t.delegate.select()).all()
    database.close()


def test_a_write_protected_disk_is_refused_at_opening(tmp_path):
    with small_disk(tmp_path / "stick") as stick:
        Database.open(stick / "seminar.db").close()
        write_protect(stick)
        with refused("file_read_only"):
            Database.open(stick / "seminar.db")
        with refused("file_read_only"):
            Database.open(stick / "new.db")


def test_a_write_protected_file_is_refused_at_opening(seminar):
    path = seminar.database.path
    seminar.database.close()
    path.chmod(0o444)
    if os.access(path, os.W_OK):
        pytest.skip("a user who is not root (for file permissions) is not here")
    with refused("file_read_only"):
        Database.open(path)


def test_a_full_disk_is_said_and_nothing_is_half_written(tmp_path):
    with small_disk(tmp_path / "stick", "2m") as stick:
        database = Database.open(stick / "seminar.db")
        add_person(database)
        ballast = fill(stick)
        with refused("disk_full"):
            for n in range(200):
                add_person(database, f"Person {n} " * 50)
        ballast.unlink()
        assert verify(database) == []
        add_person(database)
        assert verify(database) == []
        database.close()


def test_a_full_disk_is_said_at_opening_and_by_backups(tmp_path, seminar):
    with small_disk(tmp_path / "stick", "2m") as stick:
        ballast = fill(stick)
        with refused("disk_full"):
            Database.open(stick / "seminar.db")
        with refused("backup_place_full"):
            back_up(seminar.database.path, stick, MORNING)
        assert sorted(path.name for path in stick.iterdir() if path.suffix == ".part") == []
        ballast.unlink()
        assert back_up(seminar.database.path, stick, MORNING) is not None
        write_protect(stick)
        seminar.fact(seminar.delegates[0])
        with refused("backup_place_read_only"):
            back_up(seminar.database.path, stick, MORNING)


MOUNTS = r"""
rootfs / ext4 rw,relatime 0 0
//server/office /net/office cifs rw 0 0
server:/home /net/office/local\040copy ext4 rw 0 0
fileserver:/vol /net/my\040share nfs4 rw 0 0
somebody@host: /net/ssh fuse.sshfs rw 0 0
tmpfs /net/hidden tmpfs rw 0 0
server:/x /net/hidden nfs rw 0 0
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/seminar.db", "ext4"),
        ("/net/office/seminar.db", "cifs"),
        ("/net/officer/seminar.db", "ext4"),
        ("/net/office/local copy/seminar.db", "ext4"),
        ("/net/my share/2024/seminar.db", "nfs4"),
        ("/net/ssh/seminar.db", "fuse.sshfs"),
        ("/net/hidden/seminar.db", "nfs"),
    ],
)
def test_the_kind_of_disk_is_read_from_the_kernels_list(path, kind):
    assert places.kind_of(Path(path), places.linux_mounts(MOUNTS)) == kind


def test_the_kind_of_disk_is_read_from_macos_too():
    said = (
        "/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)\n"
        "//noy@server/My%20Share on /Volumes/My Share (smbfs, nodev, nosuid, mounted by noy)\n"
    )
    mounts = places.mac_mounts(said)
    assert places.kind_of(Path("/Volumes/My Share/a.db"), mounts) == "smbfs"
    assert places.kind_of(Path("/Volumes/Other/a.db"), mounts) == "apfs"


def test_a_disk_of_this_computer_is_no_network_drive(tmp_path):
    assert not places.on_share(tmp_path / "seminar.db")


def test_another_programs_lock_is_waited_for_then_told(seminar):
    with sqlite3.connect(seminar.database.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        started = time.monotonic()
        with refused("file_busy"):
            add_person(seminar.database)
        waited = time.monotonic() - started
        assert databases.BUSY_MS / 1000 * 0.9 < waited < databases.BUSY_MS / 1000 + 3
        with seminar.database.read() as db:
            assert len(db.execute(t.delegate.select()).all()) == 5
        other.execute("ROLLBACK")
    other.close()
    add_person(seminar.database)


def test_a_short_lock_of_another_program_is_not_noticed(seminar):
    other = sqlite3.connect(seminar.database.path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    release = threading.Timer(0.5, lambda: other.execute("ROLLBACK"))
    release.start()
    add_person(seminar.database)
    release.join()
    other.close()


def test_a_reader_cannot_write_and_sees_one_moment(seminar):
    with seminar.database.read() as db:
        before = len(db.execute(t.person.select()).all())
        add_person(seminar.database)
        assert len(db.execute(t.person.select()).all()) == before
        with pytest.raises((Refused, Exception), match="readonly"):
            db.execute(t.setting.insert(), {"key": "a", "value": "b"})


def test_a_copied_file_is_a_new_desk_and_the_original_stays_what_it_was(seminar, tmp_path):
    path = seminar.database.path
    before = desk(seminar.database)
    seminar.database.close()
    copy = tmp_path / "elsewhere" / "seminar.db"
    copy.parent.mkdir()
    shutil.copy(path, copy)
    second, first = Database.open(copy), Database.open(path)
    assert desk(second).id != before.id
    assert desk(second).name == before.name
    assert desk(first).id == before.id
    for database in (first, second):
        add_person(database)
        assert verify(database) == []
        database.close()


def test_a_desk_keeps_its_identity_when_it_is_renamed(seminar):
    before = desk(seminar.database)
    seminar.database.close()
    again = Database.open(seminar.database.path, desk_name="Door 2")
    assert (desk(again).id, desk(again).name) == (before.id, "Door 2")
    again.close()


def test_somebody_elses_writing_is_noticed(seminar):
    before = seminar.database.version()
    add_person(seminar.database)
    assert seminar.database.version() == before
    other = Database.open(seminar.database.path)
    add_person(other)
    other.close()
    assert seminar.database.version() != before
