"""Contributions: who gives what in which event session, changed, moved, taken away."""

import pytest

from attendance.commands.contributions import add_contribution, change_contribution, remove_contribution
from attendance.commands.delegates import set_status
from attendance.commands.events import new_event
from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.queries.programme import presenters, sessions, speakers, speeches
from attendance.store.verify import verify


@pytest.fixture
def speech(meeting):
    who = meeting.delegates["Khamla Sample"]
    return meeting.do(
        add_contribution, meeting.delegations["LAO"], title=" Plans ", title_official="ແຜນການ", delegate=who
    ).id


def found(meeting, session=None):
    return meeting.ask(speeches, meeting.event, session)


def test_a_contribution_says_who_speaks_for_whom(meeting, speech):
    (row,) = found(meeting)
    assert (row.id, row.title, row.title_official) == (speech, "Plans", "ແຜນການ")
    assert (row.code, row.speaker, row.summary) == ("LAO", "Khamla Sample", None)


def test_it_moves_to_an_event_session_and_back_by_undo(meeting, speech):
    here = meeting.sessions[1].id
    action = meeting.do(change_contribution, speech, {"event_session": here})
    assert [row.id for row in found(meeting, here)] == [speech]
    assert found(meeting) == []
    assert meeting.do(change_contribution, speech, {"event_session": here}) is None
    meeting.do(undo, action)
    assert [row.id for row in found(meeting)] == [speech]


def test_with_another_delegation_the_speaker_is_open_again(meeting, speech):
    meeting.do(change_contribution, speech, {"delegation": meeting.delegations["KAZ"]})
    (row,) = found(meeting)
    assert (row.code, row.delegate) == ("KAZ", None)
    who = meeting.delegates["Somphone Sample"]
    meeting.do(change_contribution, speech, {"delegation": meeting.delegations["LAO"], "delegate": who})
    assert found(meeting)[0].speaker_official == "ສົມພອນ ຕົວຢ່າງ"


def test_what_is_taken_away_comes_back_by_undo(meeting, speech):
    action = meeting.do(remove_contribution, speech)
    assert found(meeting) == []
    with pytest.raises(Refused, match="row_gone"):
        meeting.do(change_contribution, speech, {"title": "Other"})
    meeting.do(undo, action)
    assert [row.title for row in found(meeting)] == ["Plans"]
    assert verify(meeting.database) == []


def test_what_cannot_be_is_refused(meeting, speech):
    other = meeting.do(new_event, title="Other", zone="UTC", starts="2024-06-01")
    elsewhere = meeting.ask(sessions, other)[0].id
    stranger = meeting.delegates["Aigerim Sample"]
    for code, fields in (
        ("title_missing", {"title": None, "title_official": " "}),
        ("no_such_session", {"event_session": elsewhere}),
        ("no_such_delegate", {"delegate": stranger}),
        ("no_such_delegation", {"delegation": meeting.event}),
    ):
        with pytest.raises(Refused, match=code):
            meeting.do(change_contribution, speech, fields)
    with pytest.raises(Refused, match="no_such_session"):
        meeting.do(add_contribution, meeting.delegations["LAO"], title="Plans", event_session=elsewhere)
    with pytest.raises(Refused, match="no_such_delegation"):
        meeting.do(add_contribution, meeting.event, title="Plans")


def test_those_who_can_speak_are_offered_the_head_first_and_nobody_who_has_gone(meeting):
    laos = meeting.delegations["LAO"]
    assert [who.name for who in meeting.ask(speakers, laos)] == ["Somphone Sample", "Khamla Sample"]
    meeting.do(set_status, [meeting.delegates["Khamla Sample"]], "withdrawn")
    assert [who.name for who in meeting.ask(speakers, laos)] == ["Somphone Sample"]
    assert [group.code for group in meeting.ask(presenters, meeting.event)] == ["KAZ", "LAO"]
