"""The door: what it says, and that nothing but the truth reaches the file."""

import pytest
from sqlalchemy import select

from attendance.commands.checkin import check_in, check_in_delegate
from attendance.commands.delegates import set_status
from attendance.commands.events import change_event
from attendance.commands.programme import add_session
from attendance.domain.errors import Refused
from attendance.domain.kinds import Direction, Stamp, Status
from attendance.domain.scan import Word
from attendance.store import tables as t
from attendance.store.verify import verify


def facts(meeting):
    return meeting.ask(lambda db: db.execute(select(t.attendance_fact)).all())


def presence(meeting):
    return meeting.ask(lambda db: db.execute(select(t.presence)).all())


def code_of(meeting, name):
    d = t.delegate.c
    return meeting.ask(lambda db: db.scalar(select(d.badge_code).where(d.id == meeting.delegates[name])))


def test_a_first_scan_is_in_and_leaves_exactly_one_fact(meeting):
    verdict = meeting.do(check_in, meeting.sessions[0].id, code_of(meeting, "Somphone Sample"))
    assert verdict.word is Word.IN
    assert verdict.holder.name == "Somphone Sample"
    assert (verdict.holder.delegation_code, verdict.holder.capacity) == ("LAO", "head")
    (fact,) = facts(meeting)
    assert (fact.kind, fact.desk, fact.operator, fact.source) == ("in", "Desk 1", "Noy", "scan")
    assert fact.id == verdict.fact
    assert [row.state for row in presence(meeting)] == ["inside"]


def test_a_second_scan_names_the_first_entry_and_writes_no_fact(meeting):
    code = code_of(meeting, "Somphone Sample")
    first = meeting.do(check_in, meeting.sessions[0].id, code)
    again = meeting.do(check_in, meeting.sessions[0].id, code, operator="Kham")
    assert again.word is Word.ALREADY_IN
    assert (again.first.at, again.first.desk, again.first.operator) == (first.at, "Desk 1", "Noy")
    assert len(facts(meeting)) == 1


def test_after_an_exit_the_same_person_may_come_in_again(meeting):
    code, here = code_of(meeting, "Khamla Sample"), meeting.sessions[0].id
    words = [
        meeting.do(check_in, here, code, direction).word
        for direction in (Direction.ENTRY, Direction.EXIT, Direction.ENTRY, Direction.ENTRY)
    ]
    assert words == [Word.IN, Word.OUT, Word.IN, Word.ALREADY_IN]


def test_an_exit_without_an_entry_is_out_and_a_later_entry_is_in(meeting):
    code, here = code_of(meeting, "Khamla Sample"), meeting.sessions[0].id
    assert meeting.do(check_in, here, code, Direction.EXIT).word is Word.OUT
    assert meeting.do(check_in, here, code, Direction.EXIT).word is Word.OUT
    entered = meeting.do(check_in, here, code)
    assert entered.word is Word.IN
    assert entered.first.at == entered.at


def test_a_scan_for_another_session_leaves_the_first_alone(meeting):
    code = code_of(meeting, "Khamla Sample")
    meeting.do(check_in, meeting.sessions[0].id, code)
    assert meeting.do(check_in, meeting.sessions[1].id, code).word is Word.IN
    assert len(presence(meeting)) == 2


def test_a_session_that_takes_many_entries_counts_each(meeting):
    bus = meeting.do(
        add_session, meeting.event, title="Bus", day="2024-05-29", takes_attendance=True, entry="many"
    ).id
    code = code_of(meeting, "Khamla Sample")
    assert [meeting.do(check_in, bus, code).word for _ in range(2)] == [Word.IN, Word.IN]
    assert len(facts(meeting)) == 2


def test_a_short_number_finds_its_holder(meeting):
    assert meeting.do(check_in, meeting.sessions[0].id, " 3 ").holder.name == "Aigerim Sample"


@pytest.mark.parametrize("code", ["123456789012", "999", "no badge at all", "", "٣٤٥"])
def test_an_unknown_code_is_kept_as_it_came_and_makes_nobody(meeting, code):
    verdict = meeting.do(check_in, meeting.sessions[0].id, code)
    assert verdict.word is Word.UNKNOWN
    kept = meeting.ask(lambda db: db.execute(select(t.scan_refused)).all())
    assert [(row.code, row.verdict) for row in kept] == [(code, "UNKNOWN")]
    assert facts(meeting) == []


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.DECLINED])
def test_a_withdrawn_delegate_is_refused_and_the_rest_of_the_delegation_is_not(meeting, status):
    meeting.do(set_status, [meeting.delegates["Khamla Sample"]], status)
    refused = meeting.do(check_in, meeting.sessions[0].id, code_of(meeting, "Khamla Sample"))
    assert (refused.word, refused.holder.status) == (Word.WITHDRAWN, status)
    assert refused.holder.status_at is not None
    assert facts(meeting) == []
    assert meeting.do(check_in, meeting.sessions[0].id, code_of(meeting, "Somphone Sample")).word is Word.IN


def test_confirmed_people_only_when_the_event_says_so(meeting):
    code = code_of(meeting, "Somphone Sample")
    meeting.do(change_event, meeting.event, {"confirmed_only": True})
    assert meeting.do(check_in, meeting.sessions[0].id, code).word is Word.NOT_CONFIRMED
    assert meeting.do(check_in, meeting.sessions[0].id, code, Direction.EXIT).word is Word.OUT
    meeting.do(set_status, [meeting.delegates["Somphone Sample"]], Status.CONFIRMED)
    assert meeting.do(check_in, meeting.sessions[0].id, code).word is Word.IN


def test_a_tick_in_the_list_follows_the_same_rules(meeting):
    here, who = meeting.sessions[0].id, meeting.delegates["Somphone Sample"]
    assert meeting.do(check_in_delegate, here, who).word is Word.IN
    assert meeting.do(check_in_delegate, here, who).word is Word.ALREADY_IN
    assert [fact.source for fact in facts(meeting)] == ["list"]


def test_no_session_and_a_session_without_attendance_are_refused(meeting):
    talk = meeting.do(add_session, meeting.event, title="Talk").id
    with pytest.raises(Refused, match="no_such_session"):
        meeting.do(check_in, meeting.event, "1")
    with pytest.raises(Refused, match="session_takes_no_attendance"):
        meeting.do(check_in, talk, "1")


def test_a_clock_set_back_never_makes_facts_run_backwards(meeting):
    here = meeting.sessions[0].id
    with meeting.database.write() as db:
        first = check_in(db, Stamp("Noy", meeting.now + 3_600_000), here, "1")
    with meeting.database.write() as db:
        out = check_in(db, Stamp("Noy", meeting.now), here, "1", Direction.EXIT)
    assert out.at == first.at + 1


def test_a_clock_years_ahead_does_not_bind_the_facts_after_it_is_set_right(meeting):
    here = meeting.sessions[0].id
    with meeting.database.write() as db:
        check_in(db, Stamp("Noy", meeting.now + 12 * 365 * 86_400_000), here, "1")
    with meeting.database.write() as db:
        assert check_in(db, Stamp("Noy", meeting.now), here, "2").at == meeting.now


def test_every_tally_equals_what_the_facts_say(meeting):
    here = meeting.sessions[0].id
    for number in ("1", "2", "3"):
        meeting.do(check_in, here, number)
    meeting.do(check_in, here, "2", Direction.EXIT)
    rows = meeting.ask(lambda db: db.execute(select(t.tally)).all())
    counted = {row.delegation: (row.came, row.inside, row.women) for row in rows}
    assert counted == {meeting.delegations["LAO"]: (2, 1, 1), meeting.delegations["KAZ"]: (1, 1, 1)}
    assert verify(meeting.database) == []


def test_half_a_character_in_a_scan_is_kept_as_a_question_mark(meeting):
    assert meeting.do(check_in, meeting.sessions[0].id, "a\udcffb").word is Word.UNKNOWN
    assert meeting.ask(lambda db: db.scalar(select(t.scan_refused.c.code))) == "a?b"
