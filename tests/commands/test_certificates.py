"""Certificates: the rule kept, numbers given once, decisions with a reason, and who has theirs."""

import pytest

from attendance.commands.certificates import (
    decide_certificates,
    issue_certificates,
    mark_received,
    set_certificate_rule,
)
from attendance.commands.delegates import add_delegate
from attendance.commands.duplicating import duplicate_event
from attendance.commands.merging import merge_delegates
from attendance.commands.undo import redo, undo
from attendance.domain.certificates import DEFAULT, Rule
from attendance.domain.errors import Refused
from attendance.domain.kinds import new_id
from attendance.queries.certificates import certificate_rule, issued
from attendance.queries.programme import sessions
from attendance.store.verify import verify

DAY = "2024-05-30"
HEAD, KHAMLA, AIGERIM = "Somphone Sample", "Khamla Sample", "Aigerim Sample"


def known(meeting, name):
    return meeting.ask(issued, meeting.event).get(meeting.delegates[name])


def numbers(meeting):
    return sorted(row.number for row in meeting.ask(issued, meeting.event).values() if row.number)


def some(meeting, *names):
    return [meeting.delegates[name] for name in names]


def test_an_event_begins_with_four_fifths_and_keeps_what_is_set(meeting):
    assert meeting.ask(certificate_rule, meeting.event) == DEFAULT
    rule = Rule(threshold=50, mandatory=frozenset({meeting.sessions[0].id}), prefix="DGC-")
    action = meeting.do(set_certificate_rule, meeting.event, rule)
    assert meeting.ask(certificate_rule, meeting.event) == rule
    assert meeting.do(set_certificate_rule, meeting.event, rule) is None
    meeting.do(undo, action)
    assert meeting.ask(certificate_rule, meeting.event) == DEFAULT


def test_a_rule_names_event_sessions_of_its_own_event(meeting):
    with pytest.raises(Refused) as refused:
        meeting.do(set_certificate_rule, meeting.event, Rule(mandatory=frozenset({new_id()})))
    assert refused.value.code == "no_such_session"


def test_numbers_run_on_in_order_and_are_given_once(meeting):
    meeting.do(set_certificate_rule, meeting.event, Rule(prefix="DGC-"))
    assert meeting.do(issue_certificates, meeting.event, some(meeting, KHAMLA, HEAD), DAY).rows == 2
    again = meeting.do(issue_certificates, meeting.event, some(meeting, HEAD, AIGERIM), "2024-06-01")
    assert again.rows == 1
    assert known(meeting, KHAMLA)[1:] == ("DGC-001", None, None, None, DAY, None)
    assert known(meeting, HEAD).number == "DGC-002"
    assert known(meeting, AIGERIM)[1:] == ("DGC-003", None, None, None, "2024-06-01", None)
    assert meeting.do(issue_certificates, meeting.event, some(meeting, HEAD), DAY).action is None


def test_issuing_is_undone_and_redone_as_one(meeting):
    action = meeting.do(issue_certificates, meeting.event, some(meeting, HEAD, KHAMLA), DAY).action
    meeting.do(undo, action)
    assert numbers(meeting) == []
    meeting.do(redo)
    assert numbers(meeting) == ["001", "002"]
    assert verify(meeting.database) == []


def test_a_decision_needs_a_reason_keeps_who_made_it_and_can_be_left_to_the_rule_again(meeting):
    who = some(meeting, HEAD)
    with pytest.raises(Refused) as refused:
        meeting.do(decide_certificates, meeting.event, who, True, "  ")
    assert refused.value.code == "reason_missing"
    meeting.do(decide_certificates, meeting.event, who, True, "chaired", operator="Bounmy")
    assert known(meeting, HEAD)[2:5] == (True, "Bounmy", "chaired")
    meeting.do(decide_certificates, meeting.event, some(meeting, HEAD, KHAMLA), None)
    assert known(meeting, HEAD)[2:5] == (None, None, None)
    assert known(meeting, KHAMLA) is None


def test_only_what_was_issued_is_handed_over(meeting):
    with pytest.raises(Refused) as refused:
        meeting.do(mark_received, meeting.event, some(meeting, HEAD), DAY)
    assert refused.value.code == "certificate_not_issued"
    meeting.do(issue_certificates, meeting.event, some(meeting, HEAD), DAY)
    meeting.do(mark_received, meeting.event, some(meeting, HEAD), "2024-05-31")
    assert known(meeting, HEAD).received_on == "2024-05-31"
    meeting.do(mark_received, meeting.event, some(meeting, HEAD), None)
    assert known(meeting, HEAD).received_on is None


def test_the_certificate_of_a_double_goes_to_who_is_kept(meeting):
    double = meeting.do(add_delegate, meeting.delegations["LAO"], name="Khamla SAMPLE")
    meeting.do(issue_certificates, meeting.event, [double], DAY)
    action = meeting.do(merge_delegates, meeting.delegates[KHAMLA], double, {})
    assert known(meeting, KHAMLA).number == "001"
    assert numbers(meeting) == ["001"]
    meeting.do(undo, action)
    assert known(meeting, KHAMLA) is None
    assert verify(meeting.database) == []


def test_a_duplicated_event_asks_for_its_own_event_sessions(meeting):
    meeting.do(set_certificate_rule, meeting.event, Rule(60, mandatory=frozenset({meeting.sessions[1].id})))
    made = meeting.do(duplicate_event, meeting.event, title="Again", starts="2025-06-10", ends="2025-06-11")
    rule = meeting.ask(certificate_rule, made.event)
    assert rule.threshold == 60
    assert rule.mandatory == {meeting.ask(sessions, made.event)[1].id}
