"""The name of a desk: kept for what comes, never changed in what was recorded."""

import pytest
from sqlalchemy import select

from attendance.commands.checkin import check_in
from attendance.commands.desk import LONGEST_NAME, rename_desk
from attendance.domain.errors import Refused
from attendance.domain.kinds import Direction
from attendance.queries.desk import contents, desk_name
from attendance.store import tables as t
from attendance.store.verify import verify


def desks_of_facts(db):
    return list(db.scalars(select(t.attendance_fact.c.desk).order_by(t.attendance_fact.c.at)))


def test_a_new_name_stands_beside_what_comes_and_the_old_one_beside_what_was(meeting):
    session = meeting.sessions[0].id
    meeting.do(check_in, session, "1", Direction.ENTRY)
    assert meeting.do(rename_desk, "  Side   door ") == "Side door"
    meeting.do(check_in, session, "2", Direction.ENTRY)
    assert meeting.ask(desk_name) == "Side door"
    assert meeting.ask(desks_of_facts) == ["Desk 1", "Side door"]
    assert verify(meeting.database) == []


@pytest.mark.parametrize(
    ("name", "code"), [("   ", "desk_name_missing"), ("x" * (LONGEST_NAME + 1), "desk_name_too_long")]
)
def test_a_name_nobody_could_use_is_refused_and_the_old_one_stays(meeting, name, code):
    with pytest.raises(Refused) as refused:
        meeting.do(rename_desk, name)
    assert refused.value.code == code
    assert meeting.ask(desk_name) == "Desk 1"


def test_the_contents_count_what_a_backup_is_described_with(meeting):
    meeting.do(check_in, meeting.sessions[0].id, "1", Direction.ENTRY)
    found = meeting.ask(contents)
    assert (found.events, found.people, found.delegations, found.facts) == (1, 3, 2, 1)
    assert found.last_check_in == found.last_change == meeting.now
    assert (found.desk, found.version) == ("Desk 1", t.SCHEMA)
