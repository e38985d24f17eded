"""Acceptance cases of single scans, through the door the window uses: one verdict, one line on disk."""

import pytest
from sqlalchemy import select

from attendance.commands.checkin import Override, check_in
from attendance.commands.delegates import add_delegate, add_delegation, change_delegates
from attendance.commands.events import new_event
from attendance.domain.errors import Refused
from attendance.domain.kinds import new_id
from attendance.domain.scan import Admit, Why, Word
from attendance.language import texts_for
from attendance.language.verdicts import told
from attendance.store import tables as t

EVERY_WORD = frozenset(Word)


def facts(meeting):
    return meeting.ask(lambda db: db.execute(select(t.attendance_fact)).all())


def refused(meeting):
    return meeting.ask(lambda db: db.execute(select(t.scan_refused)).all())


def code_of(meeting, name="Somphone Sample"):
    d = t.delegate.c
    return meeting.ask(lambda db: db.scalar(select(d.badge_code).where(d.id == meeting.delegates[name])))


def scan(meeting, code, session=0, **more):
    return meeting.do(check_in, meeting.sessions[session].id, code, **more)


def test_case_01_a_first_scan_is_in_and_leaves_exactly_one_fact(meeting):
    meeting.do(change_delegates, [meeting.delegates["Somphone Sample"]], {"status": "confirmed"})
    verdict = scan(meeting, code_of(meeting))
    holder = verdict.holder
    assert verdict.word is Word.IN
    assert (holder.name, holder.delegation_code, holder.capacity) == ("Somphone Sample", "LAO", "head")
    assert [(fact.id, fact.kind) for fact in facts(meeting)] == [(verdict.fact, "in")]


def test_case_02_somebody_to_be_noticed_is_in_and_marked(meeting):
    who = meeting.delegates["Somphone Sample"]
    meeting.do(change_delegates, [who], {"attention": True, "note": "To be received by the minister"})
    verdict = scan(meeting, code_of(meeting))
    assert verdict.word is Word.IN
    assert verdict.holder.attention
    assert verdict.holder.note == "To be received by the minister"


@pytest.mark.parametrize("around", ["{}\r\n", "\x02{}\x03", "]Q1{}", "]Q1\\000026{}", " {} ", "\ufeff{}"])
def test_case_04_what_a_scanner_adds_to_a_code_is_taken_off(meeting, around):
    code = code_of(meeting)
    verdict = scan(meeting, around.format(code))
    assert (verdict.word, verdict.holder.badge_code) == (Word.IN, code)


def test_case_05_a_scan_for_another_session_leaves_the_first_alone(meeting):
    code = code_of(meeting)
    first = scan(meeting, code)
    second = scan(meeting, code, session=1)
    assert (first.word, second.word) == (Word.IN, Word.IN)
    where = [(fact.event_session, fact.kind) for fact in facts(meeting)]
    assert where == [(meeting.sessions[0].id, "in"), (meeting.sessions[1].id, "in")]
    assert scan(meeting, code).first.at == first.at


def test_case_13_an_unknown_code_is_kept_as_it_came_and_makes_nobody(meeting):
    before = meeting.ask(lambda db: db.execute(select(t.delegate.c.id)).all())
    raw = "https://example.org/?ticket=4711"
    verdict = scan(meeting, raw)
    assert (verdict.word, verdict.code, verdict.admit) == (Word.UNKNOWN, raw, Admit.NEVER)
    (kept,) = refused(meeting)
    assert (kept.code, kept.verdict, kept.delegate, kept.desk) == (raw, "UNKNOWN", None, "Desk 1")
    assert kept.at == verdict.at
    assert facts(meeting) == []
    assert meeting.ask(lambda db: db.execute(select(t.delegate.c.id)).all()) == before


def test_case_14_nothing_overrides_an_unknown_code(meeting):
    verdict = scan(meeting, "no code", override=Override(EVERY_WORD, "they insist"))
    assert verdict.word is Word.UNKNOWN
    assert facts(meeting) == []


def test_case_23_a_badge_of_another_event_is_named_as_such(meeting):
    def another(db, stamp):
        event = new_event(db, stamp, title="Forum", title_official="ເວທີ", zone="UTC", starts="2024-06-10")
        group = add_delegation(db, stamp, event, code="MNG", name="Mongolia")
        who = add_delegate(db, stamp, group, name="Bat Sample")
        return db.scalar(select(t.delegate.c.badge_code).where(t.delegate.c.id == who))

    code = meeting.do(another)
    verdict = scan(meeting, code, override=Override(EVERY_WORD, "they insist"))
    assert (verdict.word, verdict.reason.why) == (Word.OTHER_EVENT, Why.OTHER_EVENT)
    assert "Forum" in told(texts_for("en"), verdict, "UTC")
    assert "ເວທີ" in told(texts_for("lo"), verdict, "UTC")
    assert facts(meeting) == []
    assert refused(meeting)[0].verdict == "OTHER_EVENT"


def test_case_24_a_second_scan_tells_the_first_entry_and_writes_nothing(meeting):
    code = code_of(meeting)
    first = scan(meeting, code)
    again = scan(meeting, code, operator="Kham")
    assert again.word is Word.ALREADY_IN
    assert (again.first.at, again.first.desk, again.first.operator) == (first.at, "Desk 1", "Noy")
    assert [fact.id for fact in facts(meeting)] == [first.fact]
    said = told(texts_for("en"), again, "Asia/Almaty")
    assert "Desk 1, Noy" in said


def test_case_28_without_an_event_session_the_scan_is_refused_with_what_to_do_and_can_be_repeated(meeting):
    code = code_of(meeting)
    with pytest.raises(Refused, match="no_such_session"):
        meeting.do(check_in, new_id(), code)
    assert facts(meeting) == []
    assert scan(meeting, code).word is Word.IN


def test_every_verdict_is_one_transaction_and_one_action(meeting):
    code = code_of(meeting)
    for _ in range(2):
        scan(meeting, code)
    scan(meeting, "nothing")
    c = t.change.c
    rows = meeting.ask(
        lambda db: db.execute(
            select(c.action, c.entity).where(c.entity.in_(("attendance_fact", "scan_refused")))
        ).all()
    )
    assert len(rows) == len({row.action for row in rows}) == 3
