"""After any sequence of commands the tables are what the history alone says they are."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select

from attendance.commands import checkin, delegates, events, undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import Direction, Stamp, Status
from attendance.store import replay, schema, verify
from attendance.store import tables as t
from attendance.store.database import Database
from tests.store.seminar import MORNING

NUMBER = st.integers(0, 5)
NAME = st.sampled_from(["Noy", "ບຸນມີ ແກ້ວມະນີ", "Айгерим", " Bounmy  Kèo", ""])
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "name": NAME, "name_official": NAME, "position": NAME, "attention": st.booleans(),
        "seat": st.sampled_from(["A1", "A2", None]), "sex": st.sampled_from("fmx"),
        "short_number": st.integers(1, 4), "capacity": st.just("head"),
    },
)  # fmt: skip
STEPS = st.one_of(
    st.tuples(st.just("new_event"), NAME),
    st.tuples(
        st.just("change_event"), NUMBER, st.sampled_from(["place", "title", "organisers_official"]), NAME
    ),
    st.tuples(st.just("archive_event"), NUMBER, st.booleans()),
    st.tuples(st.just("add_delegation"), NUMBER, st.sampled_from(["LAO", "KAZ", "lao"])),
    st.tuples(st.just("add_delegate"), NUMBER, NAME, FIELDS),
    st.tuples(st.just("change_delegates"), st.lists(NUMBER, max_size=3, unique=True), FIELDS),
    st.tuples(st.just("move"), NUMBER, NUMBER),
    st.tuples(st.just("set_status"), NUMBER, st.sampled_from(list(Status))),
    st.tuples(st.just("check_in"), NUMBER, NUMBER, st.sampled_from(list(Direction))),
    st.tuples(st.just("check_in"), NUMBER, NUMBER, st.sampled_from(list(Direction))),
    st.tuples(st.just("scan"), NUMBER, st.sampled_from(["1", "2", "nobody", "0", "𝟙"])),
    st.tuples(st.just("undo"), NAME),
    st.tuples(st.just("undo"), NAME),
    st.tuples(st.just("redo")),
)


class Desk:
    """Carries out steps that name things by small numbers; what is refused is no step."""

    def __init__(self, database: Database) -> None:
        self.database, self.now, self.refused = database, MORNING, 0

    def do(self, step: tuple[Any, ...]) -> None:
        self.now += 60_000
        try:
            with self.database.write() as db:
                getattr(self, f"_{step[0]}")(db, Stamp("Noy", self.now), *step[1:])
        except Refused:
            self.refused += 1

    def _id(self, db: Any, table: Any, number: int) -> UUID:
        found = list(db.scalars(select(table.c.id).order_by(table.c.n)))
        if not found:
            raise Refused("nothing_there")
        return found[number % len(found)]

    def _new_event(self, db, stamp, title):
        events.new_event(db, stamp, title=title, zone="Asia/Vientiane", starts="2024-05-29")

    def _change_event(self, db, stamp, number, field, value):
        events.change_event(db, stamp, self._id(db, t.event, number), {field: value or None})

    def _archive_event(self, db, stamp, number, archived):
        events.archive_event(db, stamp, self._id(db, t.event, number), archived)

    def _add_delegation(self, db, stamp, number, code):
        delegates.add_delegation(db, stamp, self._id(db, t.event, number), code=code, name=code)

    def _add_delegate(self, db, stamp, number, name, fields):
        fields = {key: value for key, value in fields.items() if key not in ("name", "short_number")}
        delegates.add_delegate(db, stamp, self._id(db, t.delegation, number), name=name, **fields)

    def _change_delegates(self, db, stamp, numbers, fields):
        with contextlib.suppress(ValueError):
            chosen = {self._id(db, t.delegate, number) for number in numbers}
            if len(chosen) > 1:
                fields.pop("short_number", None)
            delegates.change_delegates(db, stamp, sorted(chosen), fields)

    def _move(self, db, stamp, number, to):
        who, where = self._id(db, t.delegate, number), self._id(db, t.delegation, to)
        delegates.change_delegates(db, stamp, [who], {"delegation": where})

    def _set_status(self, db, stamp, number, status):
        delegates.set_status(db, stamp, [self._id(db, t.delegate, number)], status)

    def _check_in(self, db, stamp, session, who, direction):
        place = self._id(db, t.event_session, session)
        checkin.check_in_delegate(db, stamp, place, self._id(db, t.delegate, who), direction)

    def _scan(self, db, stamp, session, code):
        checkin.check_in(db, stamp, self._id(db, t.event_session, session), code)

    def _undo(self, db, stamp, reason):
        undo.undo(db, stamp, reason=reason)

    def _redo(self, db, stamp):
        undo.redo(db, stamp)


def rebuilt(database: Database, path: Path) -> Database:
    """A new file whose tables are written from the history of another, and from nothing else."""
    made = Database.open(path)
    with database.read() as source, made.write() as target:
        target.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        lines = source.execute(t.change.select()).all()
        if lines:
            target.execute(insert(t.change), [line._asdict() for line in lines])
        raw = schema.driver(target)
        for told in replay.replay(schema.driver(source)):
            if told.values is not None:
                values = {"id": told.row, **told.values}
                marks, names = ", ".join("?" * len(values)), ", ".join(f'"{name}"' for name in values)
                raw.execute(f"INSERT INTO {told.entity} ({names}) VALUES ({marks})", list(values.values()))
        verify.rebuild_derived(target)
    return made


def contents(database: Database) -> dict[str, list[Any]]:
    """All rows of the journalled and derived tables but their local numbers."""
    tables = t.JOURNALLED | {name: t.DERIVED[name] for name in ("presence", "tally", "head")}
    found: dict[str, list[Any]] = {}
    with database.read() as db:
        for name, table in tables.items():
            columns = [column for column in table.c if column.name != "n"]
            found[name] = sorted(tuple(row) for row in db.execute(select(*columns)))
    return found


START = [("new_event", "Seminar"), ("add_delegation", 0, "LAO"), ("add_delegate", 0, "Noy", {"sex": "f"})]


@settings(max_examples=40, deadline=None)
@given(steps=st.lists(STEPS, min_size=5, max_size=30))
def test_tables_equal_what_the_history_says_after_any_commands(steps):
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(folder) / "seminar.db")
        desk = Desk(database)
        for step in [*START, *steps]:
            desk.do(step)
        assert verify.verify(database) == []
        again = rebuilt(database, Path(folder) / "rebuilt.db")
        assert contents(again) == contents(database)
        assert verify.verify(again) == []
        again.close()
        database.close()
