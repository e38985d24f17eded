"""The acceptance cases of desk work: badges taken back, entries put right, sums that agree."""

import csv
import random

import pytest
from sqlalchemy import select

from attendance.commands.badge_codes import reissue_badge
from attendance.commands.by_hand import correct_time, excuse, late, whole_delegation
from attendance.commands.checkin import Override, check_in, check_in_delegate, fact_row
from attendance.commands.delegates import add_delegate, add_delegation, change_delegates, set_status
from attendance.commands.events import change_event
from attendance.commands.operators import add_operator
from attendance.commands.programme import change_session
from attendance.commands.replacing import replace_delegate
from attendance.commands.undo import undo
from attendance.commands.walk_in import walk_in
from attendance.domain import badge_code
from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity, FactKind, Role, Source, Status, new_id
from attendance.domain.quorum import Quorum, written
from attendance.domain.scan import Why, Word
from attendance.imports import importing
from attendance.queries.delegation_board import board
from attendance.queries.history import last_facts
from attendance.queries.matrix import log
from attendance.queries.quorum import quorum_now
from attendance.store import tables as t
from attendance.store.journal import Action
from attendance.store.verify import verify
from attendance.worker import Worker

MINUTE = 60_000
NINE, AFTERNOON = 1_716_955_200_000, 1_716_973_200_000
"""29 May 2024 in Almaty: 09:00, and 14:00."""


@pytest.fixture
def here(meeting):
    """The morning from 09:00 to 12:00; it is 14:00."""
    session = meeting.sessions[0].id
    meeting.do(change_session, session, {"starts": "09:00", "ends": "12:00"})
    meeting.now = AFTERNOON
    return session


def row(meeting, delegate):
    return meeting.ask(lambda db: db.execute(select(t.delegate).where(t.delegate.c.id == delegate)).one())


def stands(meeting, session, delegate):
    p = t.presence.c
    asked = select(t.presence).where(p.event_session == session, p.delegate == delegate)
    return meeting.ask(lambda db: db.execute(asked).one_or_none())


def facts(meeting, delegate):
    f = t.attendance_fact.c
    return meeting.ask(lambda db: db.execute(select(t.attendance_fact).where(f.delegate == delegate)).all())


def tile(meeting, session, code):
    return next(one for one in meeting.ask(board, meeting.event, session).tiles if one.code == code)


def test_case_11_an_earlier_time_is_kept_everywhere(meeting, here):
    who = meeting.delegates["Khamla Sample"]
    meeting.do(late, here, who, 20)
    at = NINE + 20 * MINUTE
    assert facts(meeting, who)[0].at == stands(meeting, here, who).first_in == at
    assert [line.at for line in meeting.ask(last_facts, here)] == [at]
    assert [line.at for line in meeting.ask(lambda db: list(log(db, meeting.event)))] == [at]
    assert meeting.do(check_in, here, "2").first.at == at
    meeting.do(correct_time, facts(meeting, who)[0].id, NINE + 5 * MINUTE, "seen at five past")
    assert stands(meeting, here, who).first_in == NINE + 5 * MINUTE
    assert meeting.do(check_in, here, "2").first.at == NINE + 5 * MINUTE


def test_case_12_what_was_entered_later_counts_by_its_own_time(meeting, here):
    who = meeting.delegates["Khamla Sample"]
    for kind, minute in ((FactKind.OUT, 90), (FactKind.IN, 120), (FactKind.IN, 10)):
        meeting.do(entered_elsewhere, here, who, kind, NINE + minute * MINUTE)
    found = stands(meeting, here, who)
    assert (found.state, found.first_in, found.last_out, found.minutes) == (
        "inside", NINE + 10 * MINUTE, NINE + 90 * MINUTE, 80,
    )  # fmt: skip
    assert verify(meeting.database) == []


def entered_elsewhere(db, stamp, session, who, kind, at, desk="Desk 2"):
    """A fact as a merge brings it from another desk."""
    with Action(db, stamp, "merge") as action:
        line = fact_row(action, who, session, kind, at, Source.SCAN)
        action.insert(t.attendance_fact, [{**line, "desk": desk}])
    return line["id"]


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.DECLINED])
def test_case_15_who_withdrew_is_told_so_and_not_present(meeting, here, status):
    who = meeting.delegates["Khamla Sample"]
    meeting.do(set_status, [who], status)
    verdict = meeting.do(check_in, here, "2")
    assert (verdict.word, verdict.holder.status) == (Word.WITHDRAWN, status)
    assert verdict.holder.status_at is not None
    assert stands(meeting, here, who) is None
    done = meeting.do(whole_delegation, here, meeting.delegations["LAO"])
    assert [verdict.word for verdict in done.skipped] == [Word.WITHDRAWN]


def test_case_16_only_the_one_who_withdrew_is_refused(meeting, here):
    meeting.do(set_status, [meeting.delegates["Khamla Sample"]], Status.WITHDRAWN)
    assert meeting.do(check_in, here, "2").word is Word.WITHDRAWN
    assert meeting.do(check_in, here, "1").word is Word.IN


def test_case_17_not_confirmed_counts_only_where_the_event_asks_for_it(meeting, here):
    assert meeting.do(check_in, here, "1").word is Word.IN
    meeting.do(change_event, meeting.event, {"confirmed_only": True})
    assert meeting.do(check_in, here, "2").word is Word.NOT_CONFIRMED
    came = meeting.do(walk_in, meeting.event, here, meeting.delegations["KAZ"], "Dana Sample")
    assert came.verdict.word is Word.NOT_CONFIRMED
    meeting.do(set_status, [meeting.delegates["Khamla Sample"]], Status.CONFIRMED)
    assert meeting.do(check_in, here, "2").word is Word.IN


def test_case_18_who_is_barred_stays_out_whatever_is_overridden(meeting, here):
    meeting.do(set_status, [meeting.delegates["Khamla Sample"]], Status.BARRED)
    assert meeting.do(check_in, here, "2").word is Word.BARRED
    override = Override(frozenset(Word), "insists")
    assert meeting.do(check_in, here, "2", override=override).word is Word.BARRED


def test_case_25_an_old_badge_names_who_holds_the_place_now(meeting, here):
    old = meeting.delegates["Somphone Sample"]
    code = row(meeting, old).badge_code
    made = meeting.do(replace_delegate, old, "Bounmy Sample", "No. 12")
    verdict = meeting.do(check_in, here, code)
    assert (verdict.word, verdict.reason.why) == (Word.REVOKED, Why.NEW_HOLDER)
    assert verdict.reason.details == {"name": "Bounmy Sample", "delegation": "LAO"}
    assert verdict.holder.id == made.id
    lost = row(meeting, made.id).badge_code
    meeting.do(reissue_badge, made.id, "lost")
    assert meeting.do(check_in, here, lost).reason.why is Why.NEW_BADGE
    assert stands(meeting, here, made.id) is None


def test_case_26_an_override_on_an_old_badge_books_the_one_who_holds_the_place(meeting, here):
    old = meeting.delegates["Somphone Sample"]
    code = row(meeting, old).badge_code
    made = meeting.do(replace_delegate, old, "Bounmy Sample")
    override = Override(frozenset({Word.REVOKED}), "known in person")
    verdict = meeting.do(check_in, here, code, override=override)
    assert (verdict.word, verdict.holder.id) == (Word.IN, made.id)
    assert (facts(meeting, made.id)[0].waived, facts(meeting, made.id)[0].reason) == (
        "REVOKED", "known in person",
    )  # fmt: skip
    assert facts(meeting, old) == []


def test_case_27_a_code_two_badges_answer_to_records_nobody(meeting, here):
    one, other = meeting.delegates["Khamla Sample"], meeting.delegates["Aigerim Sample"]
    sent, codes = ambiguous()
    for who, code in zip((one, other), codes, strict=True):
        meeting.do(change_delegates, [who], {"badge_code": code})
    verdict = meeting.do(check_in, here, sent)
    assert verdict.word is Word.AMBIGUOUS
    assert {holder.id for holder in verdict.candidates} == {one, other}
    assert facts(meeting, one) == facts(meeting, other) == []
    assert meeting.do(check_in_delegate, here, one).word is Word.IN


def ambiguous():
    """What a scanner sends that is one valid code under a French layout and another under a Lithuanian."""
    chance = random.Random(27)
    for _ in range(10_000):
        sent = "".join(chance.choice("-/()") for _ in range(12))
        if len(codes := badge_code.candidates(sent)) == 2:
            return sent, codes
    raise AssertionError("no such code")


def test_case_58_what_is_undone_with_a_reason_stays_on_record(meeting, here):
    entered = meeting.do(check_in, here, "2")
    who = entered.holder.id
    meeting.do(undo, entered.action, "scanned for the brother")
    assert stands(meeting, here, who) is None
    assert [(f.kind, f.reason, f.voids) for f in facts(meeting, who)] == [
        ("in", None, None), ("void", "scanned for the brother", entered.fact),
    ]  # fmt: skip
    lines = meeting.ask(lambda db: list(log(db, meeting.event)))
    assert len(lines) == 2


def test_case_59_what_is_older_or_of_another_desk_takes_a_supervisor(meeting, here):
    meeting.do(add_operator, name="Dara", role=Role.COORDINATOR, pin="4711")
    entered = meeting.do(check_in, here, "2")
    meeting.now += 15 * MINUTE
    for reason, code in (("", "reason_missing"), ("mistaken", "supervisor_needed")):
        with pytest.raises(Refused, match=code):
            meeting.do(undo, entered.action, reason)
    meeting.do(undo, entered.action, "mistaken", approved_by="Dara")
    again = meeting.do(check_in, here, "2")
    with meeting.database.write() as db:  # the file is at another desk from here on
        db.execute(t.own_desk.update().values(id=new_id(), name="Desk 2"))
    with pytest.raises(Refused, match="supervisor_needed"):
        meeting.do(undo, again.action, "mistaken")
    with pytest.raises(Refused, match="supervisor_needed"):
        meeting.do(correct_time, again.fact, NINE, "came at nine")
    meeting.do(undo, again.action, "mistaken", approved_by="Dara")
    assert stands(meeting, here, entered.holder.id) is None


def test_case_60_the_same_record_imported_twice_is_one(meeting, tmp_path):
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["Name", "Country"], ["Daniyar Sample", "Kazakhstan"]])
    worker = Worker()
    for _ in range(2):
        importing.import_file(meeting.database, worker, meeting.stamp(), path, event=meeting.event)
    worker.close()
    named = select(t.delegate.c.id).where(t.delegate.c.name == "Daniyar Sample")
    assert len(meeting.ask(lambda db: db.execute(named).all())) == 1


def test_case_61_of_two_desks_entries_the_earliest_counts_and_both_are_listed(meeting, here):
    """As far as one file goes: what another desk wrote is in it, as a merge brings it."""
    who = meeting.delegates["Khamla Sample"]
    mine = meeting.do(check_in, here, "2")
    theirs = meeting.do(entered_elsewhere, here, who, FactKind.IN, NINE + 3 * MINUTE)
    found = stands(meeting, here, who)
    assert (found.state, found.first_in) == ("inside", NINE + 3 * MINUTE)
    assert {line.fact for line in meeting.ask(last_facts, here)} == {mine.fact, theirs}
    assert {line.desk for line in meeting.ask(last_facts, here)} == {"Desk 1", "Desk 2"}
    assert tile(meeting, here, "LAO").came == 1
    verdict = meeting.do(check_in, here, "2")
    assert (verdict.first.at, verdict.first.desk) == (NINE + 3 * MINUTE, "Desk 2")


def test_case_69_present_and_absent_are_those_who_are_expected(meeting, here):
    lao, kaz = meeting.delegations["LAO"], meeting.delegations["KAZ"]
    observer = meeting.do(add_delegate, kaz, name="Olga Sample", capacity=Capacity.OBSERVER)
    gone = meeting.do(add_delegate, lao, name="Mali Sample")
    meeting.do(set_status, [gone], Status.WITHDRAWN)
    meeting.do(whole_delegation, here, lao)
    meeting.do(excuse, here, [meeting.delegates["Aigerim Sample"]], "ill", observer)
    meeting.do(check_in_delegate, here, observer)
    tally, d, p = t.tally.c, t.delegate.c, t.presence.c
    whole = [0, 0, 0]
    for code, group in (("LAO", lao), ("KAZ", kaz)):
        shown = tile(meeting, here, code)
        people = meeting.ask(lambda db, group=group: db.scalars(
            select(d.id).where(d.delegation == group, d.status.not_in(("withdrawn",)))
        ).all())  # fmt: skip
        present = [who for who in people if (s := stands(meeting, here, who)) and s.first_in]
        absent = [who for who in people if who not in present]
        counted = meeting.ask(lambda db, group=group: db.scalar(
            select(tally.came).where(tally.delegation == group, tally.event_session == here)
        ))  # fmt: skip
        assert (shown.members, shown.came) == (len(people), len(present))
        assert counted == len(present)
        for place, number in enumerate((len(present), len(absent), len(people))):
            whole[place] += number
    assert whole[0] + whole[1] == whole[2] == 4
    assert (
        meeting.ask(lambda db: len(db.execute(select(p.delegate).where(p.first_in.is_not(None))).all())) == 3
    )
    meeting.do(change_event, meeting.event, {"quorum": written(Quorum())})
    counted = meeting.ask(quorum_now, meeting.event, here)
    assert counted.present <= counted.members
    assert Capacity.OBSERVER not in Quorum().capacities


def test_case_70_an_empty_delegation_is_none_of_none(meeting, here):
    group = meeting.do(add_delegation, meeting.event, code="MNG", name="Mongolia")
    shown = tile(meeting, here, "MNG")
    assert (shown.came, shown.members) == (0, 0)
    done = meeting.do(whole_delegation, here, group)
    assert (done.booked, done.skipped, done.action) == ((), (), None)
