"""What a desk does beside scanning: walk-ins, replacements, badges, attendance entered by hand."""

import pytest
from sqlalchemy import select

from attendance.commands.badge_codes import make_spares, reissue_badge, tie_spare
from attendance.commands.by_hand import all_present, correct_time, excuse, late, left_early, whole_delegation
from attendance.commands.checkin import check_in, check_in_delegate
from attendance.commands.delegates import change_delegates, set_status
from attendance.commands.people import add_companion
from attendance.commands.programme import change_session
from attendance.commands.replacing import replace_delegate
from attendance.commands.undo import redo, undo
from attendance.commands.walk_in import OTHERS, NewDelegation, walk_in
from attendance.domain.errors import Refused
from attendance.domain.kinds import Direction, Source, Status
from attendance.domain.rules import Rules, written
from attendance.domain.scan import Why, Word
from attendance.store import tables as t
from attendance.store.verify import verify

MINUTE = 60_000


def row(meeting, table, id_):
    return meeting.ask(lambda db: db.execute(select(table).where(table.c.id == id_)).one_or_none())


def facts(meeting, delegate):
    c = t.attendance_fact.c
    return meeting.ask(lambda db: db.execute(select(t.attendance_fact).where(c.delegate == delegate)).all())


def presence(meeting, delegate, session=None):
    session = session or meeting.sessions[0].id
    c = t.presence.c
    asked = select(t.presence).where(c.delegate == delegate, c.event_session == session)
    return meeting.ask(lambda db: db.execute(asked).one_or_none())


def refusal(meeting, verb, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        meeting.do(verb, *args, **kwargs)
    return refused.value


# -- walk-ins ------------------------------------------------------------------------------------------


def test_a_walk_in_is_on_the_list_and_in_the_room_with_one_action(meeting):
    here, kaz = meeting.sessions[0].id, meeting.delegations["KAZ"]
    came = meeting.do(walk_in, meeting.event, here, kaz, "H.E. Mr. Daniyar SAMPLE", capacity="observer")
    made = row(meeting, t.delegate, came.delegate)
    assert (made.name, made.courtesy, made.status) == ("Daniyar SAMPLE", "H.E.", "registered")
    assert (made.capacity, made.short_number, made.delegation) == ("observer", 4, kaz)
    assert came.verdict.word is Word.IN
    assert presence(meeting, came.delegate).state == "inside"
    assert meeting.do(check_in, here, made.badge_code).word is Word.ALREADY_IN
    assert verify(meeting.database) == []


def test_an_undone_walk_in_is_withdrawn_with_both_lines_and_redo_brings_it_back(meeting):
    here = meeting.sessions[0].id
    came = meeting.do(walk_in, meeting.event, here, OTHERS, "Daniyar Sample")
    meeting.do(undo, came.action, "typed twice")
    assert row(meeting, t.delegate, came.delegate).status == Status.WITHDRAWN
    assert [(f.kind, f.reason) for f in facts(meeting, came.delegate)] == [
        ("in", None),
        ("void", "typed twice"),
    ]
    assert presence(meeting, came.delegate) is None
    meeting.do(redo)
    assert row(meeting, t.delegate, came.delegate).status == Status.REGISTERED
    assert presence(meeting, came.delegate).state == "inside"
    meeting.do(undo)
    assert row(meeting, t.delegate, came.delegate).status == Status.WITHDRAWN
    assert verify(meeting.database) == []


def test_a_walk_in_brings_a_delegation_the_event_does_not_have_yet_and_takes_one_it_has(meeting):
    here = meeting.sessions[0].id
    new = NewDelegation("MNG", "Mongolia", "ມົງໂກລີ", country="MN")
    first = meeting.do(walk_in, meeting.event, here, new, "Bat Sample")
    second = meeting.do(walk_in, meeting.event, here, new._replace(code="mng"), "Sukh Sample")
    known = meeting.do(walk_in, meeting.event, here, NewDelegation("kaz", "Kazakhstan"), "Dana Sample")
    made = row(meeting, t.delegation, first.delegation)
    assert (made.code, made.name, made.name_official, made.country) == ("MNG", "Mongolia", "ມົງໂກລີ", "MN")
    assert second.delegation == first.delegation
    assert known.delegation == meeting.delegations["KAZ"]


def test_a_walk_in_whom_a_rule_keeps_out_is_on_the_list_and_told(meeting):
    here = meeting.sessions[0].id
    rules = written(Rules(capacities=frozenset({"head"})))
    meeting.do(change_session, here, {"rules": rules})
    came = meeting.do(walk_in, meeting.event, here, meeting.delegations["KAZ"], "Dana Sample")
    assert (came.verdict.word, came.verdict.fact) == (Word.NOT_ADMITTED_HERE, None)
    assert row(meeting, t.delegate, came.delegate).status == Status.REGISTERED
    meeting.do(undo)
    assert row(meeting, t.delegate, came.delegate) is None


def test_a_walk_in_without_a_name_or_in_a_delegation_of_another_event_leaves_nothing(meeting):
    here = meeting.sessions[0].id
    before = meeting.ask(lambda db: db.execute(select(t.change.c.seq)).all())
    new = NewDelegation("MNG", "Mongolia")
    assert refusal(meeting, walk_in, meeting.event, here, new, "  ").code == "name_missing"
    assert refusal(meeting, walk_in, meeting.event, here, meeting.event, "Bat").code == "no_such_delegation"
    assert meeting.ask(lambda db: db.execute(select(t.change.c.seq)).all()) == before


# -- replacing -----------------------------------------------------------------------------------------


def test_a_replacement_takes_seat_number_capacity_place_and_companions(meeting):
    old = meeting.delegates["Somphone Sample"]
    meeting.do(change_delegates, [old], {"seat": "A4", "list_position": 2})
    wife = meeting.do(add_companion, old, name="Mali Sample")
    before = row(meeting, t.delegate, old)
    made = meeting.do(replace_delegate, old, "Dr. Bounmy SAMPLE", "No. 12/MFA")
    new, gone = row(meeting, t.delegate, made.id), row(meeting, t.delegate, old)
    assert (new.name, new.seat, new.short_number, new.capacity) == ("Bounmy SAMPLE", "A4", 1, "head")
    assert (new.list_position, new.delegation, new.replaces) == (2, before.delegation, old)
    assert (new.remarks, new.status) == ("No. 12/MFA", "registered")
    assert (gone.status, gone.short_number, gone.seat, gone.badge_code) == ("replaced", None, None, None)
    assert row(meeting, t.delegate, wife.id).companion_of == made.id
    badge = meeting.ask(lambda db: db.execute(select(t.badge)).one())
    assert (badge.code, badge.state, badge.reason) == (before.badge_code, "revoked", "No. 12/MFA")
    assert verify(meeting.database) == []
    meeting.do(undo)
    assert row(meeting, t.delegate, old) == before
    assert row(meeting, t.delegate, made.id) is None
    meeting.do(redo)
    assert row(meeting, t.delegate, made.id)[1:] == new[1:]
    assert verify(meeting.database) == []


def test_the_number_finds_the_new_holder_and_the_old_badge_names_them(meeting):
    here, old = meeting.sessions[0].id, meeting.delegates["Somphone Sample"]
    code = row(meeting, t.delegate, old).badge_code
    first = meeting.do(replace_delegate, old, "Bounmy Sample")
    second = meeting.do(replace_delegate, first.id, "Khamphone Sample")
    verdict = meeting.do(check_in, here, code)
    assert (verdict.word, verdict.reason.why) == (Word.REVOKED, Why.NEW_HOLDER)
    assert verdict.reason.details["name"] == "Khamphone Sample"
    assert meeting.do(check_in, here, "1").holder.id == second.id
    assert refusal(meeting, replace_delegate, old, "Somebody Else").code == "already_replaced"


# -- badges --------------------------------------------------------------------------------------------


def test_a_lost_badge_says_so_and_the_new_one_lets_in(meeting):
    here, who = meeting.sessions[0].id, meeting.delegates["Khamla Sample"]
    old = row(meeting, t.delegate, who).badge_code
    assert refusal(meeting, reissue_badge, who, " ").code == "reason_missing"
    made = meeting.do(reissue_badge, who, "lost at the hotel")
    verdict = meeting.do(check_in, here, old)
    assert (verdict.word, verdict.reason.why, verdict.holder.id) == (Word.REVOKED, Why.NEW_BADGE, who)
    assert meeting.do(check_in, here, made.code).word is Word.IN
    meeting.do(undo)
    meeting.do(undo)
    assert row(meeting, t.delegate, who).badge_code == old
    assert meeting.ask(lambda db: db.execute(select(t.badge)).all()) == []


def test_a_spare_badge_is_unknown_until_it_is_tied_and_then_lets_in(meeting):
    here, who = meeting.sessions[0].id, meeting.delegates["Khamla Sample"]
    own = row(meeting, t.delegate, who).badge_code
    first, second = meeting.do(make_spares, meeting.event, 2).codes
    verdict = meeting.do(check_in, here, first)
    assert (verdict.word, verdict.reason.why) == (Word.UNKNOWN, Why.SPARE)
    meeting.do(tie_spare, who, first)
    assert meeting.do(check_in, here, own).reason.why is Why.NEW_BADGE
    verdict = meeting.do(check_in, here, first)
    assert (verdict.word, verdict.holder.id) == (Word.IN, who)
    other = meeting.delegates["Aigerim Sample"]
    taken = refusal(meeting, tie_spare, other, first)
    assert (taken.code, taken.details["name"]) == ("spare_taken", "Khamla Sample")
    assert refusal(meeting, tie_spare, other, own).code == "not_a_spare"
    meeting.do(reissue_badge, who, "torn")
    assert meeting.do(check_in, here, first).reason.why is Why.NEW_BADGE
    assert refusal(meeting, tie_spare, other, first).code == "not_a_spare"
    meeting.do(tie_spare, other, second)
    assert verify(meeting.database) == []


def test_an_untied_spare_lies_ready_again_and_its_former_badge_holds(meeting):
    who = meeting.delegates["Khamla Sample"]
    before = row(meeting, t.delegate, who)
    (spare,) = meeting.do(make_spares, meeting.event, 1).codes
    meeting.do(tie_spare, who, spare)
    meeting.do(undo)
    assert row(meeting, t.delegate, who) == before
    meeting.do(tie_spare, meeting.delegates["Aigerim Sample"], spare)
    assert refusal(meeting, make_spares, meeting.event, 0).code == "spares_unusable"


# -- by hand -------------------------------------------------------------------------------------------


def test_a_whole_delegation_is_present_at_once_and_who_cannot_is_told(meeting):
    here, lao = meeting.sessions[0].id, meeting.delegations["LAO"]
    somphone, khamla = meeting.delegates["Somphone Sample"], meeting.delegates["Khamla Sample"]
    third = meeting.do(walk_in, meeting.event, None, lao, "Mali Sample").delegate
    fourth = meeting.do(walk_in, meeting.event, None, lao, "Noy Sample").delegate
    meeting.do(check_in_delegate, here, somphone)
    meeting.do(set_status, [third], Status.WITHDRAWN)
    done = meeting.do(whole_delegation, here, lao, but=[fourth])
    assert [verdict.holder.id for verdict in done.booked] == [khamla]
    assert {verdict.holder.id: verdict.word for verdict in done.skipped} == {
        somphone: Word.ALREADY_IN, third: Word.WITHDRAWN,
    }  # fmt: skip
    assert facts(meeting, khamla)[0].source == Source.LIST
    meeting.do(undo, done.action)
    assert presence(meeting, khamla) is None
    assert presence(meeting, somphone).state == "inside"
    assert verify(meeting.database) == []


def test_a_room_does_not_overflow_when_a_whole_delegation_comes(meeting):
    here = meeting.sessions[0].id
    meeting.do(change_session, here, {"rules": written(Rules(places=1))})
    done = meeting.do(whole_delegation, here, meeting.delegations["LAO"])
    assert [verdict.word for verdict in (*done.booked, *done.skipped)] == [Word.IN, Word.RULE]
    assert done.skipped[0].reason.why is Why.ROOM_FULL


def test_several_leave_at_once(meeting):
    here, everybody = meeting.sessions[0].id, list(meeting.delegates.values())
    meeting.do(all_present, here, everybody)
    done = meeting.do(all_present, here, everybody, Direction.EXIT)
    assert len(done.booked) == 3
    assert {presence(meeting, who).state for who in everybody} == {"left"}


def test_somebody_excused_keeps_the_reason_and_who_stands_in(meeting):
    here, who = meeting.sessions[0].id, meeting.delegates["Somphone Sample"]
    deputy = meeting.delegates["Khamla Sample"]
    assert refusal(meeting, excuse, here, [who], "").code == "reason_missing"
    assert refusal(meeting, excuse, here, [who], "ill", who).code == "represents_self"
    meeting.do(excuse, here, [who], "ill")
    meeting.do(excuse, here, [who], "at the embassy", deputy)
    assert presence(meeting, who).state == "excused"
    kept = [(f.kind, f.reason, f.represented_by) for f in facts(meeting, who)]
    assert kept == [
        ("excused", "ill", None), ("void", "at the embassy", None), ("excused", "at the embassy", deputy),
    ]  # fmt: skip
    meeting.do(undo)
    assert presence(meeting, who).state == "excused"
    assert meeting.do(check_in_delegate, here, who).word is Word.IN
    done = meeting.do(excuse, here, [who, deputy], "left for the airport")
    assert (done.rows, done.came) == (1, ("Somphone Sample",))


@pytest.fixture
def timed(meeting):
    """The morning from 09:00 to 12:00 in Almaty, and it is 14:00 there: UTC+5 since March 2024."""
    here = meeting.sessions[0].id
    meeting.do(change_session, here, {"starts": "09:00", "ends": "12:00"})
    meeting.now = 1_716_973_200_000
    return meeting


NINE = 1_716_955_200_000
"""29 May 2024, 09:00 at UTC+5."""


def test_late_and_left_early_are_entered_in_minutes_and_corrected_by_entering_them_again(timed):
    here, who = timed.sessions[0].id, timed.delegates["Khamla Sample"]
    assert refusal(timed, left_early, here, who, 10).code == "was_not_here"
    timed.do(late, here, who, 20)
    timed.do(left_early, here, who, 30)
    stands = presence(timed, who)
    assert (stands.first_in, stands.last_out, stands.minutes) == (
        NINE + 20 * MINUTE, NINE + 150 * MINUTE, 130,
    )  # fmt: skip
    timed.do(late, here, who, 35, "said so himself")
    timed.do(left_early, here, who, 10)
    stands = presence(timed, who)
    assert (stands.first_in, stands.last_out) == (NINE + 35 * MINUTE, NINE + 170 * MINUTE)
    assert len(facts(timed, who)) == 6
    timed.do(undo)
    assert presence(timed, who).last_out == NINE + 150 * MINUTE
    assert verify(timed.database) == []


def test_minutes_outside_the_session_and_times_to_come_are_refused(timed):
    here, who = timed.sessions[0].id, timed.delegates["Khamla Sample"]
    assert refusal(timed, late, here, who, 0).code == "minutes_unusable"
    assert refusal(timed, late, here, who, 181).details == {"minutes": 181, "most": 180}
    timed.now = NINE + 5 * MINUTE
    assert refusal(timed, late, here, who, 20).code == "time_ahead"
    timed.do(change_session, here, {"starts": None, "ends": None})
    assert refusal(timed, late, here, who, 20).code == "session_without_times"


def test_a_corrected_time_keeps_both_lines_with_the_reason(timed):
    here, who = timed.sessions[0].id, timed.delegates["Khamla Sample"]
    fact = timed.do(check_in, here, "2").fact
    assert refusal(timed, correct_time, fact, NINE, "").code == "reason_missing"
    assert refusal(timed, correct_time, fact, timed.now + MINUTE, "x").code == "time_ahead"
    timed.do(correct_time, fact, NINE, "was there from the start")
    first, void, again = facts(timed, who)
    assert (void.voids, void.reason) == (fact, "was there from the start")
    assert (again.at, again.source, again.reason) == (NINE, first.source, "was there from the start")
    assert presence(timed, who).first_in == NINE
    assert refusal(timed, correct_time, fact, NINE - MINUTE, "again").code == "no_such_fact"
    assert verify(timed.database) == []
