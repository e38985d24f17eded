"""The end of an event session, and all of it taken back."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from attendance.commands.checkin import check_in
from attendance.commands.closing import close_session, due_closings, reset_session
from attendance.commands.operators import add_operator
from attendance.commands.programme import change_session
from attendance.commands.session_rules import set_rules
from attendance.commands.undo import redo, undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import Direction, Role, Stamp
from attendance.domain.rules import Rules
from attendance.store import tables as t
from attendance.store.verify import verify

EXIT = Direction.EXIT


def local(hour: int, minute: int = 0, day: int = 29) -> int:
    moment = datetime(2024, 5, day, hour, minute, tzinfo=ZoneInfo("Asia/Almaty"))
    return int(moment.timestamp() * 1000)


def states(meeting):
    found = meeting.ask(lambda db: db.execute(select(t.presence.c.delegate, t.presence.c.state)).all())
    names = {delegate: name.split()[0] for name, delegate in meeting.delegates.items()}
    return {names[row.delegate]: row.state for row in found}


def come(meeting, number, when, direction=Direction.ENTRY, **more):
    with meeting.database.write() as db:
        return check_in(db, Stamp("Noy", when), meeting.sessions[0].id, str(number), direction, **more)


def close(meeting, now, at=None):
    with meeting.database.write() as db:
        return close_session(db, Stamp("Noy", now), meeting.sessions[0].id, at)


@pytest.fixture
def evening(meeting):
    """Somphone came, Khamla came and left, Aigerim came after six o'clock; the room closes at six."""
    meeting.do(set_rules, [meeting.sessions[0].id], Rules(closes_at="18:00"))
    come(meeting, 1, local(9))
    come(meeting, 2, local(9, 5))
    come(meeting, 2, local(11), EXIT)
    come(meeting, 3, local(18, 10))
    return meeting


def test_those_inside_before_the_closing_time_count_as_gone_at_it(evening):
    assert close(evening, local(18, 30)).rows == 1
    assert states(evening) == {"Somphone": "left", "Khamla": "left", "Aigerim": "inside"}
    f = t.attendance_fact.c
    (fact,) = evening.ask(lambda db: db.execute(select(t.attendance_fact).where(f.source == "closing")).all())
    assert (fact.kind, fact.at, fact.operator) == ("out", local(18), "Noy")
    assert verify(evening.database) == []


def test_closing_again_closes_nobody_out(evening):
    close(evening, local(18, 30))
    assert close(evening, local(18, 31)) == (0, None)
    assert evening.ask(due_closings, local(19)) == []


def test_what_somebody_undid_is_not_closed_again(evening):
    close(evening, local(18, 30))
    evening.do(undo)
    assert states(evening)["Somphone"] == "inside"
    assert evening.ask(due_closings, local(19)) == []
    assert close(evening, local(19)).rows == 0
    evening.do(redo)
    assert states(evening)["Somphone"] == "left"


def test_an_entry_typed_in_later_with_an_earlier_time_is_closed_too(evening):
    close(evening, local(18, 30))
    come(evening, 2, local(19), at=local(12))
    assert [due.at for due in evening.ask(due_closings, local(19))] == [local(18)]
    assert close(evening, local(19)).rows == 1
    assert states(evening)["Khamla"] == "left"


def test_nothing_is_due_before_the_time_or_while_nobody_is_inside(evening):
    assert evening.ask(due_closings, local(17, 59)) == []
    assert [due.closes_at for due in evening.ask(due_closings, local(18))] == ["18:00"]
    come(evening, 1, local(18, 20), EXIT, at=local(17))
    assert evening.ask(due_closings, local(19)) == []


def test_a_closing_time_before_the_start_is_of_the_next_day(evening):
    here = evening.sessions[0].id
    evening.do(set_rules, [here], Rules(closes_at="01:00"))
    evening.do(change_session, here, {"ends": None})
    evening.do(change_session, here, {"starts": "20:00"})
    assert evening.ask(due_closings, local(23, 59)) == []
    assert [due.at for due in evening.ask(due_closings, local(2, day=30))] == [local(1, day=30)]


def test_closing_needs_a_time_that_has_passed(evening):
    with pytest.raises(Refused, match="closing_to_come"):
        close(evening, local(17))
    evening.do(set_rules, [evening.sessions[0].id], Rules())
    with pytest.raises(Refused, match="no_closing_time"):
        close(evening, local(19))
    assert close(evening, local(19), at=local(18, 30)).rows == 2


def test_a_reset_takes_everything_back_and_says_why_and_who(evening):
    done = evening.do(reset_session, evening.sessions[0].id, " rehearsal ", operator="Kham")
    assert done.rows == 4
    assert states(evening) == {}
    f = t.attendance_fact.c
    voids = evening.ask(lambda db: db.execute(select(t.attendance_fact).where(f.kind == "void")).all())
    assert {(void.reason, void.operator) for void in voids} == {("rehearsal", "Kham")}
    assert evening.do(reset_session, evening.sessions[0].id, "again") == (0, None)
    assert verify(evening.database) == []


def test_undo_brings_a_reset_session_back_exactly(evening):
    before = evening.ask(lambda db: db.execute(select(t.presence)).all())
    done = evening.do(reset_session, evening.sessions[0].id, "rehearsal")
    evening.do(undo, done.action)
    assert evening.ask(lambda db: db.execute(select(t.presence)).all()) == before
    assert verify(evening.database) == []


def test_a_reset_needs_a_reason_and_can_be_stopped(evening):
    with pytest.raises(Refused, match="reason_missing"):
        evening.do(reset_session, evening.sessions[0].id, "  ")

    def stop(done, total, label):
        raise Refused("stopped")

    with pytest.raises(Refused, match="stopped"):
        evening.do(reset_session, evening.sessions[0].id, "rehearsal", tick=stop)
    assert len(states(evening)) == 3


def test_a_reset_needs_a_coordinator_where_pins_are_used(evening):
    evening.do(add_operator, name="Chief", role=Role.COORDINATOR, pin="4711")
    with pytest.raises(Refused, match="supervisor_needed"):
        evening.do(reset_session, evening.sessions[0].id, "rehearsal")
    assert evening.do(reset_session, evening.sessions[0].id, "rehearsal", "Chief").rows == 4
