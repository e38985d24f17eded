"""A worker, an empty file, and ways to write and import small lists."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from attendance.domain.kinds import Stamp
from attendance.imports import importing
from attendance.imports.options import Options
from attendance.store.database import Database
from attendance.worker import Worker

STAMP = Stamp("Noy", 1_716_940_800_000)


@pytest.fixture(scope="session")
def worker():
    worker = Worker()
    yield worker
    worker.close()


@pytest.fixture
def database(tmp_path):
    database = Database.open(tmp_path / "event.attendance")
    yield database
    database.close()


class Importer:
    """Writes a list of rows as a file and imports it; later stamps for later imports."""

    def __init__(self, worker, database, folder):
        self.worker, self.database, self.folder = worker, database, folder
        self.stamp = STAMP

    def file(self, rows, name="list.csv"):
        path = self.folder / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path

    def preview(self, rows, name="list.csv", **options):
        path = rows if isinstance(rows, Path) else self.file(rows, name)
        return importing.prepare(self.worker, self.database, path, options=Options(**options))

    def apply(self, preview, **more):
        self.stamp = replace(self.stamp, at=self.stamp.at + 1000)
        return importing.apply(self.worker, self.database, self.stamp, preview, **more)

    def __call__(self, rows, name="list.csv", **options):
        preview = self.preview(rows, name, **options)
        self.apply(preview)
        return preview

    def table(self, table, *columns):
        with self.database.read() as db:
            from sqlalchemy import select

            return [
                tuple(row) for row in db.execute(select(*(table.c[c] for c in columns)).order_by(table.c.n))
            ]


@pytest.fixture
def imported(worker, database, tmp_path):
    return Importer(worker, database, tmp_path)
