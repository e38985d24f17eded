"""Passport numbers and birth dates go for good, and nothing else does."""

import sqlite3

import pytest
from sqlalchemy import select

from attendance.commands.checkin import check_in_delegate
from attendance.commands.delegates import add_delegate, add_delegation, change_delegates
from attendance.commands.events import change_event, new_event
from attendance.commands.personal import purge_identity
from attendance.commands.undo import undo
from attendance.commands.walk_in import walk_in
from attendance.domain.errors import Refused
from attendance.domain.kinds import new_id
from attendance.store import tables as t
from attendance.store.verify import verify


def row(meeting, table, id_):
    return meeting.ask(lambda db: db.execute(select(table).where(table.c.id == id_)).mappings().one())


def everything_in(meeting):
    meeting.database.close()
    with sqlite3.connect(meeting.database.path) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        said = "\n".join(db.iterdump())
    db.close()
    return said, meeting.database.path.read_bytes()


def test_what_was_typed_is_gone_from_the_rows_the_history_and_the_pages_of_the_file(meeting):
    meeting.do(change_event, meeting.event, {"personal_until": "2024-06-30"})
    secret = {"passport_no": "PA7654321", "birth_date": "1971-02-03"}
    who = meeting.do(add_delegate, meeting.delegations["LAO"], name="Noy Sample", **secret)
    meeting.do(change_delegates, [who], {"passport_no": "PA1234567", "seat": "A4"})
    fact = meeting.do(check_in_delegate, meeting.sessions[0].id, who).fact
    before = row(meeting, t.delegate, who)
    assert meeting.do(purge_identity, meeting.event) == 1
    after = row(meeting, t.delegate, who)
    assert {**after} == {**before, "passport_no": None, "birth_date": None}
    assert row(meeting, t.person, before["person"])["passport_no"] is None
    assert row(meeting, t.event, meeting.event)["personal_until"] is None
    assert row(meeting, t.attendance_fact, fact)["delegate"] == who
    assert verify(meeting.database) == []
    said, raw = everything_in(meeting)
    for value in ("PA7654321", "PA1234567", "1971-02-03"):
        assert value not in said
        assert value.encode() not in raw


def test_it_can_be_done_again_after_new_ones_were_typed(meeting):
    who = meeting.delegates["Khamla Sample"]
    for number in ("PA1", "PA2"):
        meeting.do(change_delegates, [who], {"passport_no": number, "seat": number})
        assert meeting.do(purge_identity, meeting.event) == 1
        assert row(meeting, t.delegate, who)["seat"] == number
    meeting.do(change_delegates, [who], {"seat": None})
    meeting.do(change_delegates, [who], {"passport_no": "PA3"})
    meeting.do(purge_identity, meeting.event)
    assert row(meeting, t.delegate, who)["seat"] is None
    assert verify(meeting.database) == []


def test_a_person_another_event_still_needs_keeps_theirs(meeting):
    who = meeting.do(add_delegate, meeting.delegations["LAO"], name="Noy Sample", passport_no="PA1")
    person = row(meeting, t.delegate, who)["person"]
    other = meeting.do(new_event, title="Forum", zone="UTC", starts="2099-01-01")
    group = meeting.do(add_delegation, other, code="LAO", name="Lao PDR")
    meeting.do(add_delegate, group, name="Noy Sample", person=person)
    meeting.do(change_event, other, {"personal_until": "2099-02-01"})
    meeting.do(purge_identity, meeting.event)
    assert row(meeting, t.delegate, who)["passport_no"] is None
    assert row(meeting, t.person, person)["passport_no"] == "PA1"


def test_purging_is_never_undone_and_nobody_else_is_touched(meeting):
    other = meeting.delegates["Aigerim Sample"]
    lines = "SELECT count(*) FROM change WHERE fields IS NULL"
    meeting.do(change_delegates, [meeting.delegates["Khamla Sample"]], {"passport_no": "PA1"})
    meeting.do(purge_identity, meeting.event)
    c = t.change.c
    kept = meeting.ask(lambda db: db.scalars(select(c.fields).where(c.row == other)).all())
    assert None not in kept
    assert meeting.ask(lambda db: db.exec_driver_sql(lines).scalar()) == 2
    action = meeting.ask(lambda db: db.scalar(select(c.action).where(c.verb == "erase").limit(1)))
    with pytest.raises(Refused, match="cannot_be_undone"):
        meeting.do(undo, action)


def test_an_unknown_event_is_refused(meeting):
    with pytest.raises(Refused, match="no_such_event"):
        meeting.do(purge_identity, new_id())


def test_what_was_typed_and_taken_away_again_goes_too_and_of_people_who_are_no_longer_there(meeting):
    meeting.do(change_delegates, [meeting.delegates["Khamla Sample"]], {"passport_no": "PA777"})
    meeting.do(change_delegates, [meeting.delegates["Khamla Sample"]], {"passport_no": None})
    group = meeting.delegations["LAO"]
    added = meeting.do(walk_in, meeting.event, None, group, "Noy Gone", passport_no="PA888")
    meeting.do(undo, added.action)
    assert meeting.do(purge_identity, meeting.event) == 2
    assert meeting.do(purge_identity, meeting.event) == 0
    assert verify(meeting.database) == []
    assert (
        meeting.ask(lambda db: db.scalar(select(t.delegate.c.id).where(t.delegate.c.id == added[0]))) is None
    )
    said, raw = everything_in(meeting)
    for value in ("PA777", "PA888"):
        assert value not in said
        assert value.encode() not in raw
