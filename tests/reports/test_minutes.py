"""The paragraph for the minutes says what was recorded, and nothing else."""

import pytest

from attendance.commands.by_hand import excuse, late
from attendance.commands.checkin import check_in_delegate
from attendance.commands.delegates import add_delegate, set_status
from attendance.domain.errors import Refused
from attendance.domain.kinds import Source, Status, new_id
from attendance.reports.minutes import minutes


def paragraph(meeting, language="en", session=0):
    return meeting.ask(minutes, meeting.sessions[session].id, language, meeting.now, "Desk 1")


def test_present_excused_and_absent_are_named_by_delegation_and_add_up(meeting):
    session, people = meeting.sessions[0].id, meeting.delegates
    deputy = meeting.do(add_delegate, meeting.delegations["KAZ"], name="Dana Sample", sex="f")
    meeting.do(check_in_delegate, session, people["Somphone Sample"], source=Source.LIST)
    meeting.do(check_in_delegate, session, deputy, source=Source.LIST)
    meeting.do(excuse, session, [people["Aigerim Sample"]], "illness", deputy)
    assert paragraph(meeting).splitlines() == [
        "Morning, 29 May 2024.",
        "Present (2, 2 women among them): Kazakhstan: Dana Sample;"
        " Lao People's Democratic Republic: Somphone Sample.",
        "Excused (1): Kazakhstan: Aigerim Sample (illness, represented by Dana Sample).",
        "Absent (1): Lao People's Democratic Republic: Khamla Sample.",
    ]


def test_late_arrivals_stand_with_their_time(meeting):
    meeting.now += 12 * 3_600_000
    meeting.do(late, meeting.sessions[0].id, meeting.delegates["Somphone Sample"], 34)
    assert paragraph(meeting).splitlines()[-1] == "09:04 Somphone Sample (LAO) arrived."


def test_in_lao_the_official_names_are_read(meeting):
    meeting.do(check_in_delegate, meeting.sessions[0].id, meeting.delegates["Somphone Sample"])
    told = paragraph(meeting, "lo")
    assert "ທ່ານ ນາງ ສົມພອນ ຕົວຢ່າງ" in told
    assert "Somphone" not in told


def test_who_withdrew_is_not_absent_and_nobody_at_all_is_told_too(meeting):
    meeting.do(set_status, [meeting.delegates["Khamla Sample"]], Status.WITHDRAWN)
    told = paragraph(meeting)
    assert "Khamla" not in told
    assert "Present" not in told
    assert "Absent (2):" in told


def test_an_unknown_event_session_is_refused(meeting):
    with pytest.raises(Refused, match="no_such_session"):
        meeting.ask(minutes, new_id(), "en", 0, "Desk 1")
