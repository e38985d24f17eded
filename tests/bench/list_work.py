"""What lists cost: reading a workbook, the whole import of it, writing a styled sheet."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import openpyxl
from python_calamine import CalamineWorkbook

from attendance.commands.events import new_event
from attendance.domain.kinds import Stamp
from attendance.imports.importing import import_file
from attendance.imports.reading import read_list
from attendance.store.database import Database
from attendance.worker import Worker
from tests.bench import measure
from tests.bench.measure import Measured
from tests.bench.world import START, World, name
from tests.reports import writing as sheets

HEADINGS = (
    *("No", "First name", "Last name", "Sex", "Country", "Position", "Unit", "Organisation", "Email"),
    *("Phone", "Diet", "Remarks"),
)
COLUMNS = len(HEADINGS)


def rows(people: int) -> Iterator[list[Any]]:
    """The rows of a list of participants, 12 columns."""
    chance = random.Random(people)
    for n in range(1, people + 1):
        given, family = name(chance)
        yield [
            *(n, given, f"{family} {n}", "FM"[n % 2], f"Country {n % 200}", "Director"),
            *(f"Unit {n % 70}", f"Ministry {n % 90}", f"p{n}@example.org", f"+856 20 {n:08d}"),
            *(None, "by air"),
        ]  # fmt: skip


def workbook(path: Path, people: int) -> Path:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("List")
    sheet.append(HEADINGS)
    for row in rows(people):
        sheet.append(row)
    book.save(path)
    return path


def read_with_openpyxl(path: Path) -> None:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    for _ in book.worksheets[0].iter_rows(values_only=True):
        pass
    book.close()


def reading(world: World, small: World) -> Measured:
    """A fifth of the delegates: the floor is slow."""
    people = world.people // 5
    with tempfile.TemporaryDirectory(dir=world.database.path.parent) as folder:
        large = workbook(Path(folder) / "large.xlsx", people)
        little = workbook(Path(folder) / "little.xlsx", people // 10)
        floors, mine = measure.in_turn(lambda: read_with_openpyxl(large), lambda: read_list(large))
        few = measure.median([measure.seconds(lambda: read_list(little)) for _ in range(3)])
    grown = measure.growth(measure.median(mine), few, 10)
    work = f"reading a {people:,} × {COLUMNS} workbook"
    return Measured(work, measure.median(mine) / measure.median(floors), 0.2, grown)


def raw_import(folder: Path, path: Path) -> Callable[[], None]:
    """Parse with calamine, insert the rows as they are."""
    numbers = count()

    def bring() -> None:
        found = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
        db = sqlite3.connect(folder / f"raw {next(numbers)}.db", isolation_level=None)
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute(f"CREATE TABLE list ({', '.join(f'c{n}' for n in range(COLUMNS))})")
        db.execute("BEGIN IMMEDIATE")
        db.executemany(f"INSERT INTO list VALUES ({', '.join('?' * COLUMNS)})", found)
        db.execute("COMMIT")
        db.close()

    return bring


def our_import(folder: Path, path: Path, worker: Worker) -> Callable[[], None]:
    """Into a new file with one event, as the window does it: prepared in the worker process."""
    numbers = count()

    def bring() -> None:
        database = Database.open(folder / f"{path.stem} {next(numbers)}.db")
        stamp = Stamp("bench", START)
        with database.write() as db:
            event = new_event(db, stamp, title="Bench", zone="Asia/Almaty")
        worker.run("attendance.imports.preview:forget")  # or a later round would not read the file
        import_file(database, worker, stamp, path, event=event)
        database.close()

    return bring


def whole_import(world: World, small: World) -> Measured:
    people = world.people
    worker = Worker()
    with tempfile.TemporaryDirectory(dir=world.database.path.parent) as name:
        folder = Path(name)
        large, little = (
            workbook(folder / "large.xlsx", people),
            workbook(folder / "little.xlsx", people // 10),
        )
        few = [measure.seconds(our_import(folder, little, worker)) for _ in range(3)][1:]
        ours, floor = our_import(folder, large, worker), raw_import(folder, large)
        # The first turn would only warm the file cache, which making the workbook has done.
        floors, mine = [measure.seconds(floor)], [measure.seconds(ours)]
        for _ in range(2 if people > 10_000 else measure.ROUNDS - 1):
            floors.append(measure.seconds(floor))
            mine.append(measure.seconds(ours))
    worker.close()
    grown = measure.growth(measure.median(mine), measure.median(few), 10)
    work = f"whole import of {people:,} × {COLUMNS}"
    return Measured(work, measure.median(mine) / measure.median(floors), 4, grown)


def writing(world: World, small: World) -> list[Measured]:
    """The floor shares one style by column, which is the fastest openpyxl can be asked for."""
    people = world.people
    rounds = 2 if people > 10_000 else measure.ROUNDS
    with tempfile.TemporaryDirectory(dir=world.database.path.parent) as name:
        path = Path(name) / "list.xlsx"
        floors, mine = measure.in_turn(
            lambda: sheets.floor(path, sheets.people(people)),
            lambda: sheets.ours(path, sheets.people(people)),
            rounds,
        )
        few = [measure.seconds(lambda: sheets.ours(path, sheets.people(people // 10))) for _ in range(3)]
        taken = _memory_of_writing(path, people)
    grown = measure.growth(measure.median(mine), measure.median(few), 10)
    work = f"writing a styled {people:,} × {COLUMNS} sheet"
    return [
        Measured(work, measure.median(mine) / measure.median(floors), 0.2, grown),
        Measured(f"{work}: memory of 50 MB", taken / 50, 1.0, None, f"{taken:.0f} MB over rest"),
    ]


def _memory_of_writing(path: Path, people: int) -> float:
    """Megabytes at the peak over what the same process held before, in a process of its own."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.bench.write_once", str(path), str(people)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return float(told.stdout) / 1024
