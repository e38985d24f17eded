"""Who works at a desk: set up, signed in, kept from what their role does not include."""

import pytest
from sqlalchemy import select

from attendance.commands.checkin import check_in
from attendance.commands.delegates import add_delegate, change_delegates
from attendance.commands.events import change_event
from attendance.commands.operators import (
    add_operator,
    change_operator,
    check_pin,
    check_supervisor,
    is_supervised,
)
from attendance.commands.undo import redo, undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import Role, Stamp
from attendance.domain.scan import Word
from attendance.queries.operators import operators
from attendance.queries.supervision import supervision
from attendance.store import tables as t


def refused(ask, *args, **kwargs):
    with pytest.raises(Refused) as said:
        ask(*args, **kwargs)
    return said.value.code


def as_role(meeting, role, verb, *args, **kwargs):
    meeting.now += 1_000
    with meeting.database.write() as db:
        return verb(db, Stamp("Noy", meeting.now, role), *args, **kwargs)


def test_people_are_listed_as_they_were_added_and_their_pin_only_as_there_or_not(meeting):
    noy = meeting.do(add_operator, name="  Noy   Sample ", role=Role.COORDINATOR, pin="4711")
    meeting.do(add_operator, name="Kham", role=Role.USHER)
    meeting.do(change_operator, noy.id, {"active": False})
    found = meeting.ask(operators)
    assert [(one.name, one.role, one.has_pin, one.active) for one in found] == [
        ("Kham", "usher", False, True),
        ("Noy Sample", "coordinator", True, False),
    ]
    assert "4711" not in str(meeting.ask(lambda db: db.execute(t.operator.select()).all()))


def test_a_pin_opens_its_own_name_alone_and_a_name_out_of_service_opens_nothing(meeting):
    noy = meeting.do(add_operator, name="Noy", role=Role.COORDINATOR, pin="4711")
    meeting.do(add_operator, name="Kham", role=Role.DESK, pin="0815")
    assert meeting.ask(check_pin, "Noy", "4711") is Role.COORDINATOR
    assert refused(meeting.ask, check_pin, "Kham", "4711") == "wrong_pin"
    assert refused(meeting.do, change_operator, noy.id, {"active": False}) == "last_coordinator"
    meeting.do(add_operator, name="Somphone", role=Role.COORDINATOR, pin="1234")
    meeting.do(change_operator, noy.id, {"active": False})
    assert refused(meeting.ask, check_pin, "Noy", "4711") == "no_such_operator"


def test_a_change_of_people_is_undone_and_the_former_pin_holds_again(meeting):
    noy = meeting.do(add_operator, name="Noy", role=Role.COORDINATOR, pin="4711")
    action = meeting.do(change_operator, noy.id, {"pin": None, "role": Role.DESK})
    assert meeting.ask(check_pin, "Noy", "") is Role.DESK
    meeting.do(undo, action)
    assert meeting.ask(check_pin, "Noy", "4711") is Role.COORDINATOR


def test_nothing_asks_for_a_supervisor_until_a_coordinator_has_a_pin(meeting):
    stamp = Stamp("Kham", meeting.now)
    assert not meeting.ask(is_supervised)
    meeting.ask(check_supervisor, stamp, None)
    meeting.do(add_operator, name="Noy", role=Role.COORDINATOR, pin="4711")
    meeting.do(add_operator, name="Kham", role=Role.DESK)
    assert refused(meeting.ask, check_supervisor, stamp, None) == "supervisor_needed"
    meeting.ask(check_supervisor, stamp, "Noy")


def test_an_usher_checks_in_and_a_reader_leaves_no_trace_at_all(meeting):
    session = meeting.sessions[0].id
    assert as_role(meeting, Role.USHER, check_in, session, "1").word is Word.IN
    assert as_role(meeting, Role.USHER, check_in, session, "999").word is Word.UNKNOWN
    group = meeting.delegations["LAO"]
    assert refused(as_role, meeting, Role.USHER, add_delegate, group, name="New") == "role_usher"
    before = meeting.ask(lambda db: len(db.execute(t.change.select()).all()))
    assert refused(as_role, meeting, Role.READER, check_in, session, "2") == "role_reader"
    assert refused(as_role, meeting, Role.READER, check_in, session, "999") == "role_reader"
    assert meeting.ask(lambda db: len(db.execute(t.change.select()).all())) == before


def test_what_a_role_may_not_do_it_may_not_take_back_either(meeting):
    changed = meeting.do(change_event, meeting.event, {"place": "Astana"}).action
    verdict = as_role(meeting, Role.DESK, check_in, meeting.sessions[0].id, "1")
    assert refused(as_role, meeting, Role.DESK, undo, changed) == "role_desk"
    as_role(meeting, Role.DESK, undo, verdict.action)


def test_a_walk_in_is_work_of_the_desk_and_the_programme_is_not(meeting):
    as_role(meeting, Role.DESK, add_delegate, meeting.delegations["LAO"], name="Walk-in Sample")
    assert refused(as_role, meeting, Role.DESK, change_event, meeting.event, {"place": "X"}) == "role_desk"


def test_a_coordinator_who_has_not_typed_the_pin_allows_nothing_by_the_name_alone(meeting):
    meeting.do(add_operator, name="Noy", role=Role.COORDINATOR, pin="4711")
    remembered = Stamp("Noy", meeting.now, Role.USHER)
    assert refused(meeting.ask, check_supervisor, remembered, None) == "supervisor_needed"
    meeting.ask(check_supervisor, remembered, "Noy")
    meeting.ask(check_supervisor, Stamp("Noy", meeting.now, Role.COORDINATOR), None)
    here = meeting.ask(supervision)
    assert here.asks("Noy", Role.USHER)
    assert not here.asks("Noy", Role.COORDINATOR)


def test_who_may_not_make_a_change_may_not_bring_it_back_either(meeting):
    who = meeting.delegates["Khamla Sample"]
    as_role(meeting, Role.COORDINATOR, change_delegates, [who], {"seat": "A1"})
    as_role(meeting, Role.COORDINATOR, undo)
    c = t.change.c
    undone = meeting.ask(lambda db: db.scalar(select(c.action).where(c.verb == "undo").limit(1)))
    assert refused(as_role, meeting, Role.USHER, redo) == "role_usher"
    assert refused(as_role, meeting, Role.USHER, undo, undone) == "role_usher"
    as_role(meeting, Role.COORDINATOR, redo)
    again = meeting.ask(lambda db: db.scalar(select(c.action).where(c.verb == "redo").limit(1)))
    assert refused(as_role, meeting, Role.DESK, undo, again) == "role_desk"
    as_role(meeting, Role.USHER, check_in, meeting.sessions[0].id, "1")
    as_role(meeting, Role.USHER, undo)
    as_role(meeting, Role.USHER, redo)
