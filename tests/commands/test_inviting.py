"""People of earlier events: found, shown with where they were last, and invited."""

import pytest
from sqlalchemy import select

from attendance.commands.checkin import check_in
from attendance.commands.delegates import add_delegate, add_delegation, change_delegates
from attendance.commands.events import new_event
from attendance.commands.inviting import Invitation, invite
from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import new_id
from attendance.queries.former_people import former_people
from attendance.store import tables as t
from attendance.store.verify import verify


@pytest.fixture
def later(meeting):
    """A later event without anybody on its list; it knows LAO under its code and KAZ under its country."""
    event = meeting.do(new_event, title="Forum", zone="UTC", starts="2025-06-10")
    meeting.do(add_delegation, event, code="LAO", name="Lao PDR")
    return event


def people(meeting, event):
    columns = (t.delegation.c.code, t.delegate.c.name, t.delegate.c.capacity, t.delegate.c.status)
    joined = t.delegate.join(t.delegation, t.delegation.c.id == t.delegate.c.delegation)
    wanted = select(*columns).select_from(joined).where(t.delegate.c.event == event).order_by(t.delegate.c.n)
    return [tuple(row) for row in meeting.ask(lambda db: db.execute(wanted).all())]


def names(meeting, event, *asked):
    return [one.name for one in meeting.ask(former_people, event, *asked)]


def test_people_of_other_events_are_found_by_name_code_and_either_script(meeting, later):
    everybody = ["Aigerim Sample", "Khamla Sample", "Somphone Sample"]
    assert sorted(names(meeting, later)) == everybody
    assert names(meeting, later, "ສົມພອນ") == ["Somphone Sample"]
    assert names(meeting, later, "kaz") == ["Aigerim Sample"]
    assert names(meeting, later, "nobody") == []
    assert names(meeting, meeting.event) == []
    assert sorted(names(meeting, later, "", meeting.event)) == everybody


def test_somebody_of_two_events_is_shown_once_as_they_were_last(meeting, later):
    meeting.do(check_in, meeting.sessions[0].id, "1")
    known = next(one for one in meeting.ask(former_people, later) if one.name == "Somphone Sample")
    assert (known.event_title, known.times, known.came, known.here) == ("Seminar", 1, True, None)
    lao = meeting.do(
        add_delegation,
        new := meeting.do(new_event, title="Mid", zone="UTC", year=2025),
        code="LA",
        name="Laos",
    )
    meeting.do(add_delegate, lao, name="Somphone Sample", person=known.person, position="Minister")
    (known,) = meeting.ask(former_people, later, "somphone")
    assert (known.event, known.position, known.code, known.times, known.came) == (
        new, "Minister", "LA", 2, False,
    )  # fmt: skip
    (before,) = meeting.ask(former_people, later, "somphone", meeting.event)
    assert (before.event, before.came) == (meeting.event, True)


def test_the_invited_come_into_the_right_delegation_and_a_missing_one_is_added(meeting, later):
    found = meeting.ask(former_people, later)
    made = meeting.do(invite, later, [Invitation(one.delegate) for one in found])
    assert (len(made.added), made.already, made.delegations) == (3, 0, 1)
    assert sorted(people(meeting, later)) == [
        ("KAZ", "Aigerim Sample", "delegate", "invited"),
        ("LAO", "Khamla Sample", "delegate", "invited"),
        ("LAO", "Somphone Sample", "head", "invited"),
    ]
    assert {one.here for one in meeting.ask(former_people, later)} == {"invited"}
    meeting.do(undo, made.action)
    assert people(meeting, later) == []
    assert verify(meeting.database) == []


def test_a_delegation_under_another_code_is_known_by_its_country(meeting):
    event = meeting.do(new_event, title="Forum", zone="UTC")
    other = meeting.do(add_delegation, event, code="KZ", name="Kazakhstan", country="KZ")
    was = meeting.do(add_delegation, meeting.event, code="KZ2", name="Kazakhstan", country="KZ")
    who = meeting.do(add_delegate, was, name="Daniyar Sample")
    meeting.do(invite, event, [Invitation(who)])
    assert people(meeting, event) == [("KZ", "Daniyar Sample", "delegate", "invited")]
    assert meeting.do(invite, event, [Invitation(who, other)]).already == 1


def test_a_new_position_is_written_and_the_earlier_list_keeps_the_old_one(meeting, later):
    who = meeting.delegates["Khamla Sample"]
    meeting.do(change_delegates, [who], {"position": "Deputy", "passport_no": "P1", "diet": "halal"})
    made = meeting.do(invite, later, [Invitation(who, fields={"position": "Director"})])
    d = t.delegate.c
    wanted = select(d.position, d.passport_no, d.diet, d.person).where(d.id.in_([who, *made.added]))
    old, new = meeting.ask(lambda db: db.execute(wanted.order_by(d.n)).all())
    assert (old.position, new.position) == ("Deputy", "Director")
    assert (new.passport_no, new.diet, new.person) == (None, None, old.person)


def test_nobody_is_invited_twice_and_a_second_head_comes_as_delegate(meeting, later):
    head = meeting.delegates["Somphone Sample"]
    other = meeting.do(add_delegate, meeting.delegations["LAO"], name="Bounmy Sample", capacity="head")
    made = meeting.do(invite, later, [Invitation(head), Invitation(head), Invitation(other)])
    assert (len(made.added), made.already) == (2, 1)
    assert [capacity for _, _, capacity, _ in people(meeting, later)] == ["head", "delegate"]
    again = meeting.do(invite, later, [Invitation(head)])
    assert again == ([], 1, 0, None)


def test_what_cannot_be_is_refused(meeting, later):
    who = meeting.delegates["Khamla Sample"]
    with pytest.raises(Refused, match="no_such_delegation"):
        meeting.do(invite, later, [Invitation(who, meeting.delegations["KAZ"])])
    with pytest.raises(Refused, match="no_such_delegate"):
        meeting.do(invite, later, [Invitation(new_id())])
    with pytest.raises(Refused, match="no_such_event"):
        meeting.do(invite, new_id(), [Invitation(who)])
    with pytest.raises(Refused, match="name_missing"):
        meeting.do(invite, later, [Invitation(who, None, {"name": " "})])
    with pytest.raises(Refused, match="unknown_word"):
        meeting.do(invite, later, [Invitation(who, None, {"capacity": "king"})])
