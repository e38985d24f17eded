"""What the database does: scans, searches, totals, the matrix, the first rows of a list."""

from __future__ import annotations

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.pool import Pool

from attendance.commands.checkin import check_in
from attendance.domain.kinds import Direction, Stamp
from attendance.queries import matrix, overview
from attendance.queries.delegates import delegates
from attendance.queries.listing import Question, glance, ids, page
from attendance.store.database import Database
from attendance.store.schema import driver
from tests.bench import measure
from tests.bench.measure import Measured
from tests.bench.world import START, World, code_of

SCANS, BLOCK = 240, 20
# Typed letter by letter, in three scripts, with and without the tone marks, and two words.
QUERIES = (
    *(
        "t",
        "th",
        "tha",
        "thav",
        "thavi",
        "k",
        "kh",
        "kham",
        "si",
        "sila",
        "ທ",
        "ທະ",
        "ທະວີ",
        "ນ້ອຍ",
        "ນອຍ",
        "ຄຳຫຼ້າ",
    ),
    *(
        "ຄໍາຫລາ",
        "а",
        "ай",
        "айге",
        "нур",
        "кай",
        "manodham tha",
        "ministry 7",
        "c017",
        "00000000123",
        "noy tran",
    ),
)
SHOWN = ("name", "delegation", "capacity", "status", "position", "organisation", "short_number")

Times = tuple[list[float], list[float]]


def raw_door(folder: Path, people: int, synchronous: str) -> Callable[[], None]:
    """The least a durable scan can be: look the code up, insert, commit."""
    db = sqlite3.connect(folder / f"floor {synchronous}.db", isolation_level=None)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute(f"PRAGMA synchronous = {synchronous}")
    db.execute("CREATE TABLE person (code TEXT PRIMARY KEY, name TEXT) WITHOUT ROWID")
    db.execute("CREATE TABLE fact (n INTEGER PRIMARY KEY, code TEXT, at INTEGER, kind TEXT)")
    with db:
        db.executemany(
            "INSERT INTO person VALUES (?, ?)", ((f"{n:012d}", "Noy") for n in range(1, people + 1))
        )
    numbers = count()

    def scan() -> None:
        n = next(numbers)
        found = db.execute("SELECT code FROM person WHERE code = ?", (f"{n % people + 1:012d}",)).fetchone()
        db.execute("BEGIN IMMEDIATE")
        db.execute("INSERT INTO fact (code, at, kind) VALUES (?, ?, 'in')", (found[0], START + n))
        db.execute("COMMIT")

    return scan


def our_door(world: World, database: Database) -> Callable[[], None]:
    """Other people at each call, so that nobody gathers more facts than at a real door."""
    numbers, first = count(), random.randrange(world.people)

    def scan() -> None:
        n = next(numbers)
        direction = Direction.EXIT if n // 1_000 % 2 else Direction.ENTRY
        code = code_of((first + n % 1_000 * 7) % world.people + 1)
        with database.write() as db:
            check_in(db, Stamp("bench", time.time_ns() // 1_000_000), world.sessions[0], code, direction)

    return scan


def doors_in_turn(floor: Callable[[], None], ours: Callable[[], None], scans: int = SCANS) -> Times:
    """Single scans, in turns of a block each."""
    floors: list[float] = []
    mine: list[float] = []
    for _ in range(BLOCK):
        floor(), ours()
    for _ in range(scans // BLOCK):
        floors += [measure.seconds(floor) for _ in range(BLOCK)]
        mine += [measure.seconds(ours) for _ in range(BLOCK)]
    return floors, mine


def scan_durable(world: World, small: World) -> Measured:
    with tempfile.TemporaryDirectory(dir=world.database.path.parent) as folder:
        floor = raw_door(Path(folder), world.people, "FULL")
        careless = raw_door(Path(folder), world.people, "OFF")
        unsynced = measure.median([measure.seconds(careless) for _ in range(SCANS)])
        floors, mine = doors_in_turn(floor, our_door(world, world.database))
    _, little = doors_in_turn(careless, our_door(small, small.database), SCANS // 2)
    half, least = measure.median(mine), measure.median(floors)
    note = f"p99 {measure.percentile(mine, 0.99) / least:.1f}; sync {1 - unsynced / least:.0%} of the floor"
    grown = measure.growth(half, measure.median(little), world.people / small.people)
    return Measured("scan, durable", half / least, 2.5, grown, note)


def scan_without_sync(world: World, small: World) -> Measured:
    def careless(connection: Any, _record: Any) -> None:
        connection.execute("PRAGMA synchronous = OFF")

    sqlalchemy_event.listen(Pool, "connect", careless)
    try:
        with tempfile.TemporaryDirectory(dir=world.database.path.parent) as folder:
            database = Database.open(world.database.path)
            floors, mine = doors_in_turn(
                raw_door(Path(folder), world.people, "OFF"), our_door(world, database)
            )
            database.close()
    finally:
        sqlalchemy_event.remove(Pool, "connect", careless)
    return Measured("scan, synchronous=OFF", measure.median(mine) / measure.median(floors), None)


def search(world: World, small: World) -> Measured:
    floors: list[float] = []
    mine: list[float] = []

    def ask(world: World, typed: str) -> Callable[[], None]:
        listing = delegates(world.event)

        def asked() -> None:
            with world.database.read() as db:
                answer = glance(db, listing, Question(search=typed), 128)
                page(db, listing, answer.first, SHOWN)

        return asked

    def scan_all(typed: str) -> Callable[[], None]:
        query = "SELECT n, name FROM delegate WHERE name LIKE ? ORDER BY name"

        def asked() -> None:
            with world.database.read() as db:
                driver(db).execute(query, (f"%{typed}%",)).fetchall()

        return asked

    little: list[float] = []
    for typed in QUERIES:
        floor, ours = measure.in_turn(scan_all(typed), ask(world, typed))
        floors += floor
        mine += ours
        little += [measure.seconds(ask(small, typed)) for _ in range(3)][1:]
    least, half = measure.median(floors), measure.median(mine)
    slowest = measure.percentile(mine, 0.99) / least
    grown = measure.growth(half, measure.median(little), world.people / small.people)
    return Measured("search as you type", half / least, 0.06, grown, f"p99 {slowest:.2f}")


def whole_matrix(world: World, small: World) -> Measured:
    rows = (
        "SELECT f.delegate, f.event_session, f.kind, f.at FROM delegate AS d"
        " JOIN attendance_fact AS f ON f.delegate = d.id WHERE d.delegation = ?"
    )

    def alone() -> None:
        with world.database.read() as db:
            driver(db).execute(rows, (world.largest.bytes,)).fetchall()

    def ours(world: World) -> Callable[[], None]:
        sessions = [matrix.SessionTimes(id_, None, None) for id_ in world.sessions]

        def asked() -> None:
            with world.database.read() as db:
                matrix.attended(db, sessions, [world.largest])

        return asked

    floors, mine = measure.in_turn(alone, ours(world))
    little = measure.median([measure.seconds(ours(small)) for _ in range(3)])
    grown = measure.growth(measure.median(mine), little, world.people / small.people)
    return Measured(
        "matrix of the largest delegation", measure.median(mine) / measure.median(floors), 1.5, grown
    )


def totals(world: World, small: World) -> Measured:
    grouped = "SELECT event_session, count(*) FROM attendance_fact WHERE kind = 'in' GROUP BY event_session"

    def counted() -> None:
        with world.database.read() as db:
            driver(db).execute(grouped).fetchall()

    def ours(world: World) -> Callable[[], None]:
        def asked() -> None:
            with world.database.read() as db:
                overview.here(db, world.event, world.sessions[1])

        return asked

    floors, mine = measure.in_turn(counted, ours(world))
    little = measure.median([measure.seconds(ours(small)) for _ in range(5)])
    grown = measure.growth(measure.median(mine), little, world.people / small.people)
    work = f"overview totals over {world.facts:,} facts"
    return Measured(work, measure.median(mine) / measure.median(floors), 0.05, grown)


def first_paint(world: World, small: World) -> Measured:
    everything = (
        "SELECT d.n, d.name, g.code, d.capacity, d.status, d.position, d.organisation, d.short_number"
        " FROM delegate_index AS i JOIN delegate AS d ON d.n = i.n JOIN delegation AS g"
        " ON g.id = d.delegation ORDER BY i.event_n, i.sort"
    )

    def all_rows() -> None:
        with world.database.read() as db:
            driver(db).execute(everything).fetchall()

    def ours(world: World) -> Callable[[], None]:
        def asked() -> None:
            listing = delegates(world.event)
            with world.database.read() as db:
                numbers = ids(db, listing)
                page(db, listing, numbers[:128], SHOWN)

        return asked

    floors, mine = measure.in_turn(all_rows, ours(world))
    little = measure.median([measure.seconds(ours(small)) for _ in range(3)])
    grown = measure.growth(measure.median(mine), little, world.people / small.people)
    return Measured(
        "first paint of the delegates table", measure.median(mine) / measure.median(floors), 0.6, grown
    )
