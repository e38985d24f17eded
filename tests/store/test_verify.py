"""Whatever is changed behind the journal's back is found and named."""

from __future__ import annotations

import sqlite3

import pytest

from attendance.store import tables as t
from attendance.store.journal import Action
from attendance.store.verify import rebuild_derived, verify
from tests.store.seminar import stamp


def codes(seminar) -> set[str]:
    return {finding.code for finding in verify(seminar.database)}


def used(seminar):
    """Every kind of line: insert, update, removal, restored row, facts, voids."""
    who = seminar.delegates
    fact = seminar.fact(who[0])
    seminar.fact(who[0], "out", 30)
    seminar.fact(who[1], "in", 5)
    seminar.fact(who[1], "void", 6, voids=fact)
    seminar.fact(who[2], "out", 5)
    with seminar.database.write() as db, Action(db, stamp(10), "edit", event=seminar.event) as action:
        action.update(
            t.delegate, [(who[0], {"position": "Director General", "delegation": seminar.delegations[0]})]
        )
        action.update(
            t.delegate, [(who[0], {"position": "Minister"}), (who[1], {"note": None, "seat": "A1"})]
        )
        action.remove(t.delegate, [who[4]])
    with seminar.database.write() as db, Action(db, stamp(11), "edit", event=seminar.event) as action:
        action.restore(t.delegate, [who[4]])
        action.update(
            t.delegation, [(seminar.delegations[0], {"name": "Lao PDR", "name_official": "ສປປ ລາວ"})]
        )
    with seminar.database.write() as db, Action(db, stamp(12), "edit", event=seminar.event) as action:
        action.remove(t.delegate, [who[3]])
    return seminar


def tamper(seminar, *statements: str) -> None:
    """What somebody with a database browser could do."""
    with sqlite3.connect(seminar.database.path) as db:
        for statement in statements:
            db.execute(statement)
    db.close()


def test_a_file_written_through_the_journal_has_no_findings(seminar):
    assert verify(used(seminar).database) == []


@pytest.mark.parametrize(
    ("expected", "statements"),
    [
        ("row_differs", ["UPDATE delegate SET note = 'x' WHERE short_number = 1"]),
        ("row_without_history", ["INSERT INTO person (id, name) VALUES (randomblob(16), 'Nobody')"]),
        ("row_missing", ["DELETE FROM person WHERE n = 3", "DELETE FROM delegate WHERE short_number = 3"]),
        ("reference_broken", ["DELETE FROM person WHERE n = 3"]),
        ("schema_differs", ["DROP TRIGGER change_is_kept"]),
        ("schema_differs", ["CREATE TABLE extra (x)"]),
        ("line_missing", ["DROP TRIGGER change_is_kept", "DELETE FROM change WHERE seq = 7"]),
        ("line_changed", ["DROP TRIGGER change_is_final", "UPDATE change SET actor = 'Other' WHERE seq = 7"]),
        ("line_changed", ["DROP TRIGGER change_is_final", "UPDATE change SET hash = x'00' WHERE seq = 9"]),
        ("values_changed", ["DROP TRIGGER change_is_final", "UPDATE change SET fields = '{}' WHERE seq = 7"]),
        ("values_gone", ["DROP TRIGGER change_is_final", "UPDATE change SET fields = NULL WHERE seq = 7"]),
        ("presence_differs", ["UPDATE presence SET minutes = minutes + 1"]),
        ("presence_differs", ["DELETE FROM presence"]),
        ("presence_differs", ["INSERT INTO presence VALUES (x'00', x'00', x'00', 0, 'inside', 1, 1, 1, 1)"]),
        ("tally_differs", ["UPDATE tally SET came = came + 1"]),
        ("tally_differs", ["DELETE FROM tally"]),
        ("head_differs", ["DELETE FROM head"]),
        ("head_differs", ["UPDATE head SET seq = seq + 1000"]),
        ("search_differs", ["UPDATE delegate_index SET words = words || ' more'"]),
        ("search_differs", ["DELETE FROM delegate_index"]),
        ("search_differs", ["UPDATE delegate_index SET event_n = 99"]),
        ("search_differs", ["INSERT INTO search(search) VALUES ('delete-all')"]),
        ("table_unknown", ["DROP TRIGGER change_is_final", "UPDATE change SET entity = 'x' WHERE seq = 7"]),
    ],
)  # fmt: skip
def test_what_was_changed_behind_the_journal_is_found(seminar, expected, statements):
    used(seminar)
    tamper(seminar, *statements)
    assert expected in codes(seminar)


def test_a_row_that_should_be_gone_is_found(seminar):
    used(seminar)
    tamper(
        seminar,
        "INSERT INTO delegate SELECT NULL, change.row, event, delegation, person, capacity, status,"
        " status_at, accept_pending, courtesy, salutation, academic, name, given, family, family_first,"
        " name_official,"
        " certificate_name, sex, position, position_official, unit, unit_official, organisation,"
        " organisation_official, country, email, phone, birth_date, passport_no, diet, health, seat, 99,"
        " NULL, badge_printed, attention, note, remarks, publish, participation, companion_of, replaces,"
        " list_position, valid_from, valid_until, badge_days, sector, age_group, disability"
        " FROM delegate AS d, (SELECT row FROM change WHERE fields LIKE '%removed%true%'"
        " ORDER BY seq DESC LIMIT 1) AS change LIMIT 1",
    )
    assert "row_not_removed" in codes(seminar)


def test_many_findings_are_counted_not_listed(seminar):
    tamper(
        seminar,
        "WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many WHERE n < 300)"
        " INSERT INTO person (id, name) SELECT randomblob(16), n FROM many",
    )
    found = verify(seminar.database)
    assert len(found) == 51
    assert found[-1].details == {"code": "row_without_history", "count": 250}


def test_a_damaged_page_is_a_finding_and_the_other_checks_go_on(seminar):
    used(seminar)
    path = seminar.database.path
    seminar.database.close()
    with sqlite3.connect(path) as db:
        root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'presence'").fetchone()[0]
        size = db.execute("PRAGMA page_size").fetchone()[0]
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("UPDATE delegate SET note = 'x' WHERE short_number = 1")
    db.close()
    content = bytearray(path.read_bytes())
    content[(root - 1) * size : root * size] = b"\xa5" * size
    path.write_bytes(content)
    found = codes(seminar)
    assert found >= {"unreadable", "row_differs"}


def test_what_is_derived_can_be_made_again(seminar):
    used(seminar)
    tamper(
        seminar,
        "DELETE FROM presence",
        "UPDATE tally SET came = 99",
        "DELETE FROM head",
        "UPDATE delegate_index SET words = 'nothing' WHERE n = 1",
        "INSERT INTO search(search) VALUES ('delete-all')",
    )
    with seminar.database.write() as db:
        rebuild_derived(db)
    assert verify(seminar.database) == []


def test_a_check_can_be_stopped(seminar):
    class StopError(Exception):
        pass

    def stop(done: int, total: int, label: str) -> None:
        raise StopError

    with pytest.raises(StopError):
        verify(seminar.database, stop)
