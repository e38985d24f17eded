"""Every write has its line, no line ever changes, and only the journal writes."""

from __future__ import annotations

import ast
import json
import re
import sqlite3
import sys
from pathlib import Path

import pytest
from sqlalchemy import event as sqlalchemy_event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import Pool

from attendance.commands import checkin, contributions, delegates, events, programme, sample, undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import Direction, Status, new_id
from attendance.store import journal
from attendance.store import tables as t
from attendance.store.database import Database
from attendance.store.journal import Action, lines
from attendance.store.verify import verify
from tests.store.seminar import MORNING, delegate_row, person_row, stamp

ROOT = Path(__file__).resolve().parent.parent.parent


def act(seminar, minutes: float = 10, verb: str = "edit"):
    """A writing transaction with an action in it."""

    class Both:
        def __enter__(self):
            self.write = seminar.database.write()
            self.action = Action(self.write.__enter__(), stamp(minutes), verb, event=seminar.event)
            return self.action.__enter__()

        def __exit__(self, *error):
            try:
                self.action.__exit__(*error)
            finally:
                self.write.__exit__(*error)

    return Both()


def history(seminar, row) -> list[journal.Line]:
    with seminar.database.read() as db:
        return list(lines(db, t.change.c.row == row))


def one(seminar, table, row):
    with seminar.database.read() as db:
        return db.execute(table.select().where(table.c.id == row)).one_or_none()


def test_a_line_holds_only_the_fields_that_were_written(seminar):
    who = seminar.delegates[0]
    with act(seminar) as action:
        assert (
            action.update(t.delegate, [(who, {"seat": "A1", "sex": one(seminar, t.delegate, who).sex})]) == 1
        )
    assert history(seminar, who)[-1].fields == {"seat": "A1"}


def test_writing_what_is_there_already_writes_no_line(seminar):
    who = seminar.delegates[0]
    before = len(history(seminar, who))
    with act(seminar) as action:
        assert action.update(t.delegate, [(who, {"status": "registered"})]) == 0
    assert len(history(seminar, who)) == before


def test_a_line_says_who_when_and_why(seminar):
    who = seminar.delegates[0]
    with act(seminar, 42, "set_status") as action:
        action.update(t.delegate, [(who, {"status": "withdrawn"})])
    line = history(seminar, who)[-1]
    assert (line.verb, line.actor, line.at, line.entity) == ("set_status", "Noy", stamp(42).at, "delegate")


def test_a_second_writing_names_the_head_it_replaces(seminar):
    who = seminar.delegates[0]
    for seat in ("A1", "A2"):
        with act(seminar) as action:
            action.update(t.delegate, [(who, {"seat": seat})])
    with seminar.database.read() as db:
        first, second = db.execute(
            t.change.select().where(t.change.c.row == who, t.change.c.verb == "edit").order_by(t.change.c.seq)
        ).all()
        heads = db.execute(t.head.select().where(t.head.c.row == who)).all()
    assert first.parents is None
    assert json.loads(second.parents) == {"seat": [[first.desk.hex, first.seq]]}
    assert [(head.field, head.seq) for head in heads] == [("seat", second.seq)]


def test_a_removed_row_comes_back_with_its_latest_values(seminar):
    who = seminar.delegates[4]
    with act(seminar) as action:
        action.update(t.delegate, [(who, {"seat": "B7"})])
    before = one(seminar, t.delegate, who)
    with act(seminar) as action:
        action.remove(t.delegate, [who])
    assert one(seminar, t.delegate, who) is None
    with act(seminar) as action:
        action.restore(t.delegate, [who])
    assert one(seminar, t.delegate, who)._asdict() | {"n": before.n} == before._asdict()
    assert verify(seminar.database) == []


def test_a_row_that_is_referred_to_is_not_removed(seminar):
    with pytest.raises((IntegrityError, sqlite3.IntegrityError)), act(seminar) as action:
        action.remove(t.delegation, [seminar.delegations[0]])
    assert one(seminar, t.delegation, seminar.delegations[0]) is not None
    assert verify(seminar.database) == []


def test_a_new_row_holds_only_what_its_columns_are_for(seminar):
    person = one(seminar, t.delegate, seminar.delegates[0]).person
    row = delegate_row(seminar.event, seminar.delegations[0], person, "Noy", attention=1)
    with pytest.raises(TypeError, match="attention holds bool"), act(seminar) as action:
        action.insert(t.delegate, [row])
    assert verify(seminar.database) == []


def test_changing_a_row_that_is_gone_is_refused(seminar):
    with pytest.raises(Refused, match="row_gone"), act(seminar) as action:
        action.update(t.delegate, [(new_id(), {"seat": "A1"})])


def test_what_fails_half_way_leaves_no_line(seminar):
    before = verify_count(seminar)
    rows = [person_row("One")]
    with pytest.raises((IntegrityError, sqlite3.IntegrityError)), act(seminar) as action:
        action.insert(t.person, [*rows, *rows])
    assert verify_count(seminar) == before


def verify_count(seminar) -> int:
    with seminar.database.read() as db:
        return len(db.execute(t.change.select()).all())


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM change",
        "UPDATE change SET actor = 'Other'",
        "UPDATE change SET fields = NULL, salt = NULL",
        "UPDATE change SET fields = '{}'",
        "INSERT OR REPLACE INTO change SELECT * FROM change LIMIT 1",
        "DELETE FROM attendance_fact",
        "UPDATE attendance_fact SET at = at + 1",
    ],
)
def test_history_and_facts_are_append_only_for_every_program(seminar, statement):
    seminar.fact(seminar.delegates[0])
    with sqlite3.connect(seminar.database.path) as db:
        db.execute("PRAGMA recursive_triggers = ON")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute(statement)
    db.close()


def test_the_erasure_door_empties_the_row_and_only_that_row(seminar):
    who, other = seminar.delegates[:2]
    with act(seminar) as action:
        action.update(
            t.delegate, [(who, {"passport_no": "PA1234567"}), (other, {"passport_no": "PB7654321"})]
        )
    row = one(seminar, t.delegate, who)
    kept = delegate_row(row.event, row.delegation, row.person, "erased")
    del kept["id"]
    with act(seminar, 20, "erase") as action:
        action.erase(t.delegate, who, kept)
    assert {line.fields is None for line in history(seminar, who)[:-1]} == {True}
    assert history(seminar, who)[-1].fields == kept
    assert one(seminar, t.delegate, who).passport_no is None
    assert one(seminar, t.delegate, other).passport_no == "PB7654321"
    assert verify(seminar.database) == []
    with sqlite3.connect(seminar.database.path) as db:
        assert "PA1234567" not in "\n".join(db.iterdump())
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            db.execute("UPDATE change SET fields = NULL, salt = NULL WHERE row = ?", (other.bytes,))
    db.close()


def test_an_erased_row_can_be_written_again(seminar):
    who = seminar.delegates[0]
    kept = one(seminar, t.delegate, who)._asdict()
    kept = {key: kept[key] for key in kept if key not in ("n", "id", "badge_code", "short_number")}
    with act(seminar) as action:
        action.update(t.delegate, [(who, {"seat": "A1"})])
    with act(seminar, 20, "erase") as action:
        action.erase(t.delegate, who, kept | {"name": "erased"})
    for seat in ("A2", "A3"):
        with act(seminar, 30) as action:
            action.update(t.delegate, [(who, {"seat": seat})])
    assert verify(seminar.database) == []


def test_the_clock_of_the_history_never_runs_backwards(seminar):
    years = [0, 525_600 * 5, -525_600 * 20, 1]
    for minutes in years:
        with act(seminar, minutes) as action:
            action.update(t.delegate, [(seminar.delegates[0], {"seat": str(minutes)})])
    assert one(seminar, t.delegate, seminar.delegates[0]).seat == "1"
    with seminar.database.read() as db:
        readings = list(
            db.scalars(t.change.select().with_only_columns(t.change.c.hlc).order_by(t.change.c.seq))
        )
    assert readings == sorted(set(readings))
    assert verify(seminar.database) == []


class Writes:
    """Every statement SQLite runs that writes a journalled table, with where in our code it came from."""

    def __init__(self) -> None:
        names = "|".join(t.JOURNALLED)
        self._writes = re.compile(
            rf'\s*(?:INSERT|REPLACE|UPDATE|DELETE)[^(]*?\b"?({names})"?\b', re.IGNORECASE
        )
        self.seen: set[str] = set()
        self.elsewhere: set[str] = set()

    def connected(self, connection: sqlite3.Connection, _record: object) -> None:
        connection.set_trace_callback(self.heard)

    def heard(self, statement: str) -> None:
        if not (match := self._writes.match(statement)):
            return
        self.seen.add(match[1])
        frame = sys._getframe()
        while frame is not None:
            if frame.f_code.co_filename == journal.__file__:
                return
            frame = frame.f_back
        self.elsewhere.add(statement)


@pytest.fixture
def writes():
    heard = Writes()
    sqlalchemy_event.listen(Pool, "connect", heard.connected)
    yield heard
    sqlalchemy_event.remove(Pool, "connect", heard.connected)


def a_day_of_work(path: Path) -> None:
    """Every command that writes."""
    database = Database.open(path)
    with database.write() as db:
        sample.create_sample(db, stamp())
    with database.write() as db:
        made = events.new_event(db, stamp(1), title="Meeting", zone="Asia/Almaty", starts="2024-05-29")
        events.change_event(db, stamp(2), made, {"place": "Astana"})
        extra = programme.add_session(db, stamp(3), made, title="Dinner", takes_attendance=True).id
        programme.change_session(db, stamp(3), extra, {"day": "2024-05-29", "starts": "18:30"})
        copy = programme.duplicate_session(db, stamp(3), extra, day="2024-05-30").id
        laos = delegates.add_delegation(db, stamp(4), made, code="LAO", name="Lao PDR")
        speech = contributions.add_contribution(db, stamp(4), laos, title="Plans", event_session=copy).id
        contributions.change_contribution(db, stamp(4), speech, {"summary": "What comes next"})
        programme.remove_sessions(db, stamp(4), [copy])
        contributions.remove_contribution(db, stamp(4), speech)
        who = delegates.add_delegate(db, stamp(5), laos, name="Bounmy")
        delegates.change_delegates(db, stamp(6), [who], {"position": "Director", "capacity": "head"})
        code = db.execute(t.delegate.select().where(t.delegate.c.id == who)).one().badge_code
        for direction in (Direction.ENTRY, Direction.ENTRY, Direction.EXIT):
            checkin.check_in(db, stamp(7), extra, code or "1", direction)
        checkin.check_in(db, stamp(7), extra, "unknown")
        undo.undo(db, stamp(8), reason="mistake")
        undo.redo(db, stamp(9))
        delegates.set_status(db, stamp(10), [who], Status.WITHDRAWN)
        undo.undo(db, stamp(11))
        events.archive_event(db, stamp(12), made)
    assert verify(database) == []
    database.close()


def test_nothing_but_the_journal_writes_a_journalled_table(tmp_path, writes):
    a_day_of_work(tmp_path / "day.db")
    assert writes.elsewhere == set()
    assert {"event", "delegate", "person", "attendance_fact", "undoing", "scan_refused"} <= writes.seen


def test_a_write_past_the_journal_would_be_seen(seminar, writes):
    other = Database.open(seminar.database.path)
    with other.write() as db:
        db.execute(t.delegate.update().values(seat="A1"))
    other.close()
    assert len(writes.elsewhere) == 1


def test_no_source_but_the_store_builds_writing_statements():
    writing = {"insert", "update", "delete"}
    found = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "attendance").rglob("*.py"))
        if "store" not in path.parts
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("sqlalchemy")
        and writing & {alias.name for alias in node.names}
    ]
    assert found == []


def test_facts_of_one_desk_never_run_backwards_when_its_clock_does(seminar):
    at: list[int] = []
    for n, back in enumerate((0, -60, -30)):
        with seminar.database.write() as db:
            at.append(
                checkin.check_in_delegate(db, stamp(back), seminar.sessions[0], seminar.delegates[n]).at
            )
    assert at[0] == MORNING
    assert at == sorted(set(at))
