"""Acceptance cases about who may enter: each through the verb the window calls, over a real file."""

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from attendance.commands.checkin import Override, check_in
from attendance.commands.closing import close_session, reset_session
from attendance.commands.custom_fields import add_custom_field, set_custom_value
from attendance.commands.delegates import change_delegates, set_status
from attendance.commands.delegations import change_delegation
from attendance.commands.events import change_event
from attendance.commands.operators import add_operator
from attendance.commands.people import add_tag
from attendance.commands.programme import add_session
from attendance.commands.session_rules import set_rules
from attendance.commands.undo import undo
from attendance.domain.kinds import (
    Capacity,
    Direction,
    FieldKind,
    PresenceState,
    Role,
    SessionEntry,
    Stamp,
    Status,
)
from attendance.domain.rules import Condition, ConditionKind, Question, Rules
from attendance.domain.scan import Admit, Why, Word
from attendance.language import texts_for
from attendance.language.verdicts import reason
from attendance.queries.person import person
from attendance.store import tables as t
from attendance.store.backup import back_up, describe
from attendance.store.verify import verify

ENTRY, EXIT = Direction.ENTRY, Direction.EXIT
IN, OUT, ALREADY_IN = Word.IN, Word.OUT, Word.ALREADY_IN
HEAD, DELEGATE = "1", "2"
"""Short numbers of two people of one delegation: its head, and a delegate."""
ZONE = "Asia/Almaty"


def clock(hour: int, minute: int = 0, day: int = 29) -> int:
    """That time of May 2024 by the event's clock, ms UTC."""
    return int(datetime(2024, 5, day, hour, minute, tzinfo=ZoneInfo(ZONE)).timestamp() * 1000)


class Door:
    """One event session of 29 May, 9:00 to 12:00, and somebody who scans there."""

    def __init__(self, meeting) -> None:
        self.meeting = meeting
        self.session: UUID = meeting.do(
            add_session, meeting.event, title="Plenary", day="2024-05-29", starts="09:00", ends="12:00",
            takes_attendance=True,
        ).id  # fmt: skip

    def rules(self, entry: SessionEntry | None = None, **fields) -> None:
        self.meeting.do(set_rules, [self.session], Rules(**fields), entry)

    def scan(self, who, when, direction=ENTRY, session=None, operator="Noy", **more):
        with self.meeting.database.write() as db:
            stamp = Stamp(operator, when)
            return check_in(db, stamp, session or self.session, who, direction, **more)

    def words(self, *scans, who=DELEGATE):
        """The verdicts of (time, direction) one after the other."""
        return [self.scan(who, when, direction).word for when, direction in scans]

    def admit(self, who, when, *waives, approved_by=None):
        return self.scan(who, when, override=Override(frozenset(waives), "known to us", approved_by))

    def change(self, name, **fields) -> None:
        self.meeting.do(change_delegates, [self.meeting.delegates[name]], fields)

    def facts(self):
        f = t.attendance_fact.c
        statement = select(t.attendance_fact).where(f.event_session == self.session).order_by(f.n)
        return self.meeting.ask(lambda db: db.execute(statement).all())

    def says(self, verdict) -> str:
        return reason(texts_for("en"), verdict, ZONE)


@pytest.fixture
def door(meeting):
    made = Door(meeting)
    yield made
    assert verify(meeting.database) == []


def credentials(admit_anyway):
    return (Condition(ConditionKind.CREDENTIALS, admit_anyway=admit_anyway),)


def test_case_03_a_capacity_that_is_admitted_comes_in(door):
    door.rules(capacities=frozenset({Capacity.HEAD}))
    assert door.scan(HEAD, clock(9)).word is IN


def test_case_06_a_session_of_many_entries_counts_two_scans_twice(door):
    door.rules(SessionEntry.MANY)
    assert door.words((clock(9), ENTRY), (clock(9, 1), ENTRY)) == [IN, IN]
    assert [fact.kind for fact in door.facts()] == ["in", "in"]


def test_case_07_an_exit_without_entry_is_out_and_a_later_first_entry_is_in(door):
    assert door.words((clock(9), EXIT)) == [OUT]
    entered = door.scan(DELEGATE, clock(9, 5))
    assert (entered.word, entered.first.at) == (IN, clock(9, 5))


def test_case_08_two_exits_are_both_out(door):
    assert door.words((clock(9), EXIT), (clock(9, 1), EXIT)) == [OUT, OUT]


def test_case_09_where_one_may_come_again_the_fourth_scan_is_already_in(door):
    door.rules(SessionEntry.ONCE)
    scans = ((clock(9), ENTRY), (clock(10), EXIT), (clock(11), ENTRY), (clock(11, 1), ENTRY))
    assert door.words(*scans) == [IN, OUT, IN, ALREADY_IN]


def test_case_10_where_nobody_comes_again_the_last_is_already_in(door):
    door.rules(SessionEntry.SINGLE)
    assert door.words((clock(9), ENTRY), (clock(10), EXIT)) == [IN, OUT]
    again = door.scan(DELEGATE, clock(11))
    assert (again.word, again.reason.why, again.first.at) == (ALREADY_IN, Why.SINGLE_ENTRY, clock(9))


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"valid_from": "2024-05-30"}, Why.VALID_FROM),
        ({"valid_until": "2024-05-28"}, Why.VALID_UNTIL),
        ({"valid_from": "2024-05-29", "valid_until": "2024-05-29"}, None),
    ],
)
def test_case_19_accreditation_counts_by_the_local_day(door, fields, why):
    door.change("Khamla Sample", **fields)
    verdict = door.scan(DELEGATE, clock(0, 30))  # still the 28th in UTC
    assert verdict.word is (IN if why is None else Word.NOT_NOW)
    assert (verdict.reason and verdict.reason.why) == why


def test_case_20_somebody_whose_accreditation_expired_may_leave(door):
    door.change("Khamla Sample", valid_until="2024-05-28")
    assert door.words((clock(9), EXIT)) == [OUT]


def test_case_21_a_capacity_that_is_not_admitted_learns_who_is(door):
    door.rules(capacities=frozenset({Capacity.HEAD, Capacity.DEPUTY}))
    refused = door.scan(DELEGATE, clock(9))
    assert (refused.word, refused.admit) == (Word.NOT_ADMITTED_HERE, Admit.SUPERVISOR)
    assert door.says(refused) == "Admitted here: Head of delegation, Deputy head of delegation."
    assert door.facts() == []


def test_case_22_a_badge_for_another_day_names_that_day(door):
    door.change("Khamla Sample", badge_days="2024-05-30")
    refused = door.scan(DELEGATE, clock(9))
    assert refused.word is Word.OTHER_DAY
    assert door.says(refused) == "This badge is for 30 May 2024."
    assert door.scan(DELEGATE, clock(9, day=30)).word is IN


def test_case_30_rules_that_cannot_be_read_are_told_and_nothing_breaks(door):
    here = t.event_session.c.id == door.session
    with door.meeting.database.write() as db:  # as another program would leave it
        db.execute(update(t.event_session).where(here).values(rules='{"x": 1'))
    refused = door.scan(DELEGATE, clock(9))
    assert (refused.word, refused.reason.why) == (Word.RULE, Why.UNREADABLE)
    assert "cannot be read" in door.says(refused)
    assert door.words((clock(9, 1), EXIT)) == [OUT]
    with door.meeting.database.write() as db:
        db.execute(update(t.event_session).where(here).values(rules=None))


def test_case_31_a_condition_the_session_allows_to_override_is_admitted_and_recorded(door):
    door.rules(conditions=credentials(admit_anyway=True))
    asked = door.scan(DELEGATE, clock(9))
    assert (asked.word, asked.admit) == (Word.CONDITION, Admit.REASON)
    assert door.says(asked) == "The credentials letter of the delegation is missing."
    admitted = door.admit(DELEGATE, clock(9, 1), Word.CONDITION)
    assert (admitted.word, admitted.waived) == (IN, (Word.CONDITION,))
    (fact,) = door.facts()
    assert (fact.waived, fact.reason) == ("CONDITION", "known to us")


def test_case_32_a_condition_the_session_does_not_allow_stays_whatever_is_overridden(door):
    door.rules(conditions=credentials(admit_anyway=False))
    refused = door.admit(DELEGATE, clock(9), *Word)
    assert (refused.word, refused.admit) == (Word.CONDITION, Admit.NEVER)
    assert door.facts() == []
    letter = {"credentials_on": "2024-05-20"}
    door.meeting.do(change_delegation, door.meeting.delegations["LAO"], letter)
    assert door.scan(DELEGATE, clock(9, 1)).word is IN


def test_case_33_somebody_accepted_while_pending_comes_in_at_once(door):
    door.meeting.do(change_event, door.meeting.event, {"confirmed_only": True})
    door.change("Khamla Sample", accept_pending=True)
    entered = door.scan(DELEGATE, clock(9))
    assert (entered.word, entered.asked, entered.waived) == (IN, (), ())


def test_case_34_an_override_is_kept_only_where_it_was_needed_and_names_who(door):
    door.admit(HEAD, clock(9), Word.NOT_CONFIRMED, Word.CONDITION)
    door.rules(conditions=credentials(admit_anyway=True))
    with door.meeting.database.write() as db:
        override = Override(frozenset({Word.CONDITION, Word.RULE}), "letter seen on paper")
        check_in(db, Stamp("Kham", clock(9, 1)), door.session, DELEGATE, ENTRY, override=override)
    unneeded, needed = door.facts()
    assert (unneeded.waived, unneeded.reason) == (None, None)
    assert (needed.waived, needed.reason, needed.operator) == ("CONDITION", "letter seen on paper", "Kham")


def test_case_35_after_three_entries_of_three_the_fourth_is_a_rule(door):
    door.rules(SessionEntry.MANY, max_entries=3)
    assert door.words(*((clock(9, minute), ENTRY) for minute in range(4))) == [IN, IN, IN, Word.RULE]
    assert door.says(door.scan(DELEGATE, clock(9, 5))) == ("Has come in 3 times, which is the most here.")


def test_case_36_once_a_day_counts_by_local_days(door):
    door.rules(SessionEntry.MANY, once_a_day=True)
    assert door.words((clock(23, 59), ENTRY), (clock(0, 1, day=30), ENTRY)) == [IN, IN]
    again = door.scan(DELEGATE, clock(23, day=30))
    assert (again.word, again.reason.why) == (Word.RULE, Why.ONCE_A_DAY)


def test_case_37_only_if_absent_refuses_whoever_is_inside(door):
    door.rules(SessionEntry.MANY, only_if_absent=True)
    assert door.words((clock(9), ENTRY), (clock(9, 5), ENTRY)) == [IN, Word.RULE]
    assert door.words((clock(10), EXIT), (clock(10, 5), ENTRY)) == [OUT, IN]


def test_case_38_fifteen_minutes_before_the_start_the_door_opens(door):
    door.rules(opens_before=15)
    early = door.scan(DELEGATE, clock(8, 44))
    assert (early.word, door.says(early)) == (Word.NOT_NOW, "Not yet: opens at 08:45.")
    assert door.scan(DELEGATE, clock(8, 46)).word is IN


def test_case_39_after_the_end_without_tolerance_it_is_over(door):
    door.rules(closes_after=0)
    assert door.scan(HEAD, clock(12)).word is IN
    late = door.scan(DELEGATE, clock(12, 1))
    assert (late.word, door.says(late)) == (Word.NOT_NOW, "Over: closed at 12:00.")


def test_case_40_thirty_minutes_must_pass_between_two_entries(door):
    door.rules(SessionEntry.MANY, minutes_between=30)
    assert door.words((clock(9), ENTRY), (clock(9, 10), ENTRY)) == [IN, Word.RULE]
    assert door.scan(DELEGATE, clock(9, 30)).word is IN


def test_case_41_a_day_of_the_week_that_is_not_open_is_a_rule(door):
    door.rules(weekdays=frozenset({4}))  # the 29th is a Wednesday
    refused = door.scan(DELEGATE, clock(9))
    assert (refused.word, door.says(refused)) == (Word.RULE, "Open only on Thursday.")
    assert door.scan(DELEGATE, clock(9, day=30)).word is IN


def test_case_42_of_several_reasons_the_count_is_told_before_the_day(door):
    door.rules(SessionEntry.MANY, max_entries=1, minutes_between=30, weekdays=frozenset({3}))
    assert door.scan(DELEGATE, clock(9)).word is IN
    refused = door.scan(DELEGATE, clock(9, 10, day=30))
    assert refused.reason.why is Why.MAX_ENTRIES


def test_case_43_no_rule_keeps_anybody_from_leaving(door):
    field = door.meeting.do(add_custom_field, door.meeting.event, title="Meal").id
    door.change("Khamla Sample", valid_until="2024-05-01", badge_days="2024-05-30")
    door.rules(
        SessionEntry.SINGLE, capacities=frozenset({Capacity.HEAD}), opens_before=0, closes_after=0,
        weekdays=frozenset({7}), once_a_day=True, max_entries=1, minutes_between=600, only_if_absent=True,
        places=1, one_room=True, conditions=credentials(admit_anyway=False), questions=(Question(field),),
    )  # fmt: skip
    assert door.words((clock(8), EXIT), (clock(20), EXIT)) == [OUT, OUT]


@pytest.fixture
def asked(door):
    """The same door, where a number is asked, and whose field it is."""
    field = door.meeting.do(add_custom_field, door.meeting.event, title="Guests", kind=FieldKind.NUMBER).id
    door.rules(questions=(Question(field),))
    door.field = field
    return door


def values(door):
    v = t.custom_value.c
    return door.meeting.ask(lambda db: db.scalars(select(v.value).where(v.custom_field == door.field)).all())


def test_case_44_a_required_question_is_asked_and_its_answer_kept_with_the_fact(asked):
    question = asked.scan(DELEGATE, clock(9))
    assert (question.word, [one.title for one in question.asked]) == (Word.QUESTION, ["Guests"])
    assert asked.scan(DELEGATE, clock(9, 1), answers={asked.field: "3"}).word is IN
    (fact,) = asked.facts()
    assert fact.answers == f'{{"{asked.field}": "3"}}'
    assert values(asked) == ["3"]


def test_case_45_an_answer_of_the_wrong_kind_is_asked_again_and_nothing_is_recorded(asked):
    again = asked.scan(DELEGATE, clock(9), answers={asked.field: "three"})
    assert (again.word, again.reason.why) == (Word.QUESTION, Why.BAD_ANSWER)
    assert asked.says(again).startswith("Guests: ")
    assert (asked.facts(), values(asked)) == ([], [])


def test_case_46_an_answer_that_is_known_is_not_asked(asked):
    asked.meeting.do(set_custom_value, [asked.meeting.delegates["Khamla Sample"]], asked.field, "2")
    assert asked.scan(DELEGATE, clock(9)).word is IN


def test_case_47_a_question_of_another_capacity_is_not_asked(asked):
    asked.rules(questions=(Question(asked.field, capacities=frozenset({Capacity.HEAD})),))
    assert asked.scan(DELEGATE, clock(9)).word is IN
    assert asked.scan(HEAD, clock(9, 1)).word is Word.QUESTION


def test_case_48_without_questions_one_is_in_at_once(asked):
    asked.rules()
    assert asked.scan(DELEGATE, clock(9)).word is IN


def test_case_49_an_optional_question_left_blank_is_shown_once(asked):
    asked.rules(questions=(Question(asked.field, required=False),))
    shown = asked.scan(DELEGATE, clock(9))
    assert (shown.word, shown.asked[0].required) == (Word.QUESTION, False)
    assert asked.scan(DELEGATE, clock(9, 1), answers={asked.field: None}).word is IN


def test_case_50_already_in_comes_before_an_open_question(asked):
    asked.rules()
    assert asked.scan(DELEGATE, clock(9)).word is IN
    asked.rules(questions=(Question(asked.field),))
    assert asked.scan(DELEGATE, clock(9, 1)).word is ALREADY_IN


def test_a_supervisor_lets_somebody_in_that_a_rule_keeps_out(door):
    door.meeting.do(add_operator, name="Chief", role=Role.COORDINATOR, pin="4711")
    door.rules(places=1)
    assert door.scan(HEAD, clock(9)).word is IN
    full = door.scan(DELEGATE, clock(9, 1))
    assert (full.reason.why, full.admit) == (Why.ROOM_FULL, Admit.SUPERVISOR)
    entered = door.admit(DELEGATE, clock(9, 2), Word.RULE, approved_by="Chief")
    assert entered.word is IN
    assert [(fact.waived, fact.approved_by) for fact in door.facts()] == [(None, None), ("RULE", "Chief")]


def test_somebody_still_inside_another_room_of_the_day_is_told_which(door):
    other = door.meeting.sessions[0].id
    door.rules(one_room=True)
    door.scan(DELEGATE, clock(8), session=other)
    refused = door.scan(DELEGATE, clock(9))
    assert door.says(refused) == "Is still inside another room: Morning."
    door.scan(DELEGATE, clock(9, 1), EXIT, session=other)
    assert door.scan(DELEGATE, clock(9, 2)).word is IN


def test_a_tag_decides_who_comes_in(door):
    vip = door.meeting.do(
        add_tag, door.meeting.event, name="VIP", delegates=[door.meeting.delegates["Somphone Sample"]]
    ).id
    door.rules(conditions=(Condition(ConditionKind.TAG, vip),))
    assert door.scan(HEAD, clock(9)).word is IN
    refused = door.scan(DELEGATE, clock(9))
    assert door.says(refused) == "Only people with the tag “VIP” are admitted."
    door.rules(conditions=(Condition(ConditionKind.NO_TAG, vip),))
    assert door.scan(DELEGATE, clock(9, 1)).word is IN


def test_case_67_a_reset_session_is_empty_its_history_names_who_and_a_copy_was_made_first(door, tmp_path):
    door.scan(DELEGATE, clock(9))
    door.scan(HEAD, clock(9, 1))
    copy = back_up(door.meeting.database.path, tmp_path / "copies", clock(9, 2))
    assert describe(copy.path).people == 3
    door.meeting.now = clock(9, 5)
    done = door.meeting.do(reset_session, door.session, "this was the rehearsal", operator="Kham")
    assert done.rows == 2
    d = t.delegate.c
    number = door.meeting.ask(lambda db: db.scalar(select(d.n).where(d.short_number == int(DELEGATE))))
    newest = door.meeting.ask(person, number).steps[0]
    assert (newest.verb, newest.actor) == ("reset_session", "Kham")
    assert door.scan(DELEGATE, clock(9, 30)).word is IN
    door.meeting.do(undo, done.action)
    states = door.meeting.ask(lambda db: db.scalars(select(t.presence.c.state)).all())
    assert states == [PresenceState.INSIDE, PresenceState.INSIDE]


def test_a_withdrawn_person_inside_counts_as_gone_like_everybody(door):
    door.scan(DELEGATE, clock(9))
    door.meeting.do(set_status, [door.meeting.delegates["Khamla Sample"]], Status.WITHDRAWN)
    assert door.words((clock(10), EXIT)) == [OUT]


def test_case_66_at_six_those_inside_before_count_as_gone_once(door):
    door.rules(closes_at="18:00")
    door.scan(DELEGATE, clock(9))
    door.scan(HEAD, clock(18, 5))
    with door.meeting.database.write() as db:
        closed = [close_session(db, Stamp("Noy", clock(18, minute)), door.session).rows for minute in (6, 7)]
    assert closed == [1, 0]
    (exit_,) = [fact for fact in door.facts() if fact.kind == "out"]
    assert (exit_.delegate, exit_.at, exit_.source) == (
        door.meeting.delegates["Khamla Sample"], clock(18), "closing",
    )  # fmt: skip
