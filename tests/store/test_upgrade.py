"""An older file comes up whole, copied first, or stays as it was; a newer one is not touched."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import select

from attendance.domain.errors import Refused
from attendance.store import tables as t
from attendance.store.database import Database
from attendance.store.schema import new_objects, objects
from attendance.store.upgrade import MIGRATIONS, upgrade
from attendance.store.verify import verify

OLD_FILES = Path(__file__).parent / "files"

ADD_COLUMN = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "0005", "0004"
def upgrade():
    op.add_column("delegate", sa.Column("nickname", sa.Text))
"""
BREAK_OFF = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "0006", "0005"
def upgrade():
    op.add_column("delegate", sa.Column("pet", sa.Text))
    op.execute("DROP TABLE follow_up")
    op.execute("SELECT no_such_function()")
"""
LOSE_ROWS = """
from alembic import op
revision, down_revision = "0005", "0004"
def upgrade():
    op.execute("DELETE FROM delegation_file")
    op.execute("DELETE FROM delegate WHERE n = (SELECT max(n) FROM delegate)")
"""
BREAK_REFERENCES = """
from alembic import op
revision, down_revision = "0005", "0004"
def upgrade():
    op.execute("UPDATE delegate SET person = x'00' WHERE n = 1")
"""


def migrations(folder: Path, *scripts: str) -> Path:
    """This program's migrations and some that it does not have yet."""
    shutil.copytree(MIGRATIONS, folder / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    for number, script in enumerate(scripts, t.SCHEMA + 1):
        (folder / "migrations" / "versions" / f"{number:04d}_test.py").write_text(script)
    return folder / "migrations"


def oldest(path: Path) -> Path:
    """A file of the time before the first tables: ours, version 0, empty."""
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA application_id = {t.APPLICATION_ID}")
        db.execute("PRAGMA user_version = 0")
        db.execute("PRAGMA journal_mode = WAL")
    db.close()
    return path


def state(path: Path) -> tuple[int, dict[str, str], list[str]]:
    """Version, tables, and all contents of a file."""
    with sqlite3.connect(path) as db:
        found = (db.execute("PRAGMA user_version").fetchone()[0], objects(db), list(db.iterdump()))
    db.close()
    return found


def test_a_migrated_file_is_made_of_exactly_what_a_new_file_is(tmp_path):
    path = oldest(tmp_path / "old.db")
    Database.open(path).close()
    assert state(path)[:2] == (t.SCHEMA, new_objects())
    triggers = {name for name, sql in new_objects().items() if sql.startswith("CREATE TRIGGER")}
    assert {"change_is_kept", "change_is_final", "fact_is_kept", "fact_is_final"} <= triggers


def test_a_migrated_file_works_and_its_copy_from_before_is_beside_it(tmp_path):
    path = oldest(tmp_path / "old.db")
    database = Database.open(path)
    assert verify(database) == []
    database.close()
    assert state(tmp_path / "old.before-upgrade-v0.db")[0] == 0


@pytest.mark.parametrize("version", range(1, t.SCHEMA))
def test_a_file_of_an_earlier_version_opens_with_everything_in_it(tmp_path, version):
    path = tmp_path / "meeting.db"
    shutil.copy(OLD_FILES / f"version-{version}.db", path)
    lines_before = sum(line.startswith('INSERT INTO "change"') for line in state(path)[2])
    database = Database.open(path)
    assert verify(database) == []
    with database.read() as db:
        names = sorted(db.scalars(select(t.delegate.c.name)))
    database.close()
    assert names == ["Aigerim Sample", "Khamla Sample", "Somphone Sample"]
    after = state(path)
    assert after[:2] == (t.SCHEMA, new_objects())
    assert sum(line.startswith('INSERT INTO "change"') for line in after[2]) == lines_before > 10


def test_the_migrations_have_one_line_and_end_at_this_version():
    numbers = sorted(int(path.name[:4]) for path in (MIGRATIONS / "versions").glob("0*.py"))
    assert numbers == list(range(1, t.SCHEMA + 1))


def test_an_upgrade_keeps_every_row_and_the_copy_has_them_too(seminar, tmp_path):
    seminar.fact(seminar.delegates[0])
    path = seminar.database.path
    seminar.database.close()
    before = state(path)
    copy = upgrade(path, t.SCHEMA, migrations=migrations(tmp_path, ADD_COLUMN), to=t.SCHEMA + 1)
    assert copy.name == f"seminar.before-upgrade-v{t.SCHEMA}.db"
    version, tables, contents = state(path)
    assert version == t.SCHEMA + 1
    assert "nickname" in tables["delegate"]
    assert len(contents) == len(before[2])
    assert state(copy)[:2] == before[:2]


@pytest.mark.parametrize(
    ("scripts", "reason"),
    [
        ((ADD_COLUMN, BREAK_OFF), "no_such_function"),
        ((LOSE_ROWS,), "delegate"),
        ((BREAK_REFERENCES,), "delegate"),
    ],
)
def test_a_failed_upgrade_leaves_the_file_as_it_was_and_names_the_copy(seminar, tmp_path, scripts, reason):
    path = seminar.database.path
    seminar.database.close()
    before = state(path)
    with pytest.raises(Refused) as refused:
        upgrade(path, t.SCHEMA, migrations=migrations(tmp_path, *scripts), to=t.SCHEMA + len(scripts))
    assert refused.value.code == "upgrade_failed"
    assert reason in refused.value.details["reason"]
    assert Path(refused.value.details["copy"]).exists()
    assert state(path) == before
    database = Database.open(path)
    assert verify(database) == []
    database.close()


def test_a_second_attempt_does_not_write_over_the_first_copy(seminar, tmp_path):
    path = seminar.database.path
    seminar.database.close()
    broken = migrations(tmp_path, ADD_COLUMN, BREAK_OFF)
    copies = set()
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            upgrade(path, t.SCHEMA, migrations=broken, to=t.SCHEMA + 2)
        copies.add(refused.value.details["copy"])
    assert len(copies) == 2


def test_a_newer_file_is_refused_and_untouched(seminar):
    path = seminar.database.path
    seminar.database.close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {t.SCHEMA + 1}")
    db.close()
    before = path.read_bytes()
    with pytest.raises(Refused, match=r"^file_newer"):
        Database.open(path)
    assert path.read_bytes() == before


def test_a_file_of_this_version_is_opened_without_loading_alembic(seminar):
    path = seminar.database.path
    seminar.database.close()
    code = (
        "import sys; from pathlib import Path; from attendance.store.database import Database;"
        f"Database.open(Path({str(path)!r})).close(); "
        "print('alembic' in sys.modules, 'sqlalchemy.orm' in sys.modules)"
    )
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.split() == ["False", "False"]
