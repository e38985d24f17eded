"""Undo and redo: answered, never erased; refused when somebody else's work would be lost."""

import pytest
from sqlalchemy import func, select

from attendance.commands.checkin import check_in
from attendance.commands.custom_fields import (
    add_custom_field,
    change_custom_field,
    order_custom_fields,
    set_custom_value,
)
from attendance.commands.delegates import add_delegate, add_delegation, change_delegates, delegation_row
from attendance.commands.delegations import change_delegation, make_head
from attendance.commands.events import archive_event, change_event, new_event
from attendance.commands.letters import add_letter, change_letter
from attendance.commands.operators import add_operator
from attendance.commands.people import add_tag, change_tag, link_companion, remove_photo, set_photo
from attendance.commands.undo import last_redoable, redo, undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import Role, TagColour, new_id
from attendance.domain.scan import Word
from attendance.queries.history import last_facts
from attendance.store import tables as t
from attendance.store.database import Database
from attendance.store.journal import Action
from attendance.store.verify import verify


def row(meeting, table, id_):
    return meeting.ask(lambda db: db.execute(select(table).where(table.c.id == id_)).one_or_none())


def test_an_undone_check_in_leaves_both_lines_and_the_person_out(meeting):
    here = meeting.sessions[0].id
    meeting.do(check_in, here, "1")
    meeting.do(undo, None, "wrong person")
    kinds = meeting.ask(lambda db: [(f.kind, f.reason) for f in db.execute(select(t.attendance_fact))])
    assert kinds == [("in", None), ("void", "wrong person")]
    assert meeting.ask(lambda db: db.execute(select(t.presence)).all()) == []
    assert [(f.voided, f.can_be_undone()) for f in meeting.ask(last_facts, here)] == [(True, False)]
    assert meeting.do(check_in, here, "1").word is Word.IN


def test_redo_takes_the_undo_back(meeting):
    here = meeting.sessions[0].id
    meeting.do(check_in, here, "1")
    meeting.do(undo)
    meeting.do(redo)
    assert meeting.do(check_in, here, "1").word is Word.ALREADY_IN
    assert [fact.voided for fact in meeting.ask(last_facts, here)] == [False]
    assert verify(meeting.database) == []


def test_undo_goes_back_step_by_step_and_redo_forward_again(meeting):
    who = meeting.delegates["Khamla Sample"]
    for seat in ("A1", "A2", "A3"):
        meeting.do(change_delegates, [who], {"seat": seat})
    seats = []
    for verb in (undo, undo, undo, redo, redo, redo):
        meeting.do(verb)
        seats.append(row(meeting, t.delegate, who).seat)
    assert seats == ["A2", "A1", None, "A1", "A2", "A3"]
    with pytest.raises(Refused, match="nothing_to_redo"):
        meeting.do(redo)
    assert verify(meeting.database) == []


def test_a_new_action_ends_what_redo_could_bring_back(meeting):
    who = meeting.delegates["Khamla Sample"]
    meeting.do(change_delegates, [who], {"seat": "A1"})
    meeting.do(undo)
    meeting.do(change_delegates, [who], {"seat": "B1"})
    assert meeting.ask(last_redoable) is None


def test_undo_survives_a_restart(meeting):
    who = meeting.delegates["Khamla Sample"]
    meeting.do(change_delegates, [who], {"seat": "A1"})
    path = meeting.database.path
    meeting.database.close()
    meeting.database = Database.open(path)
    meeting.do(undo)
    assert row(meeting, t.delegate, who).seat is None


def test_a_created_delegate_goes_and_comes_back_whole(meeting):
    who = meeting.do(add_delegate, meeting.delegations["KAZ"], name="Daniyar Sample", sex="m")
    before = row(meeting, t.delegate, who)
    meeting.do(undo)
    assert row(meeting, t.delegate, who) is None
    assert meeting.ask(lambda db: db.scalar(select(func.count()).select_from(t.delegate_index))) == 3
    meeting.do(redo)
    assert row(meeting, t.delegate, who)[1:] == before[1:]
    assert verify(meeting.database) == []


def test_a_change_that_somebody_wrote_over_is_not_undone(meeting):
    who = meeting.delegates["Khamla Sample"]
    meeting.do(change_delegates, [who], {"seat": "A1"}, operator="Noy")
    first = meeting.ask(
        lambda db: db.scalar(select(t.change.c.action).order_by(t.change.c.seq.desc()).limit(1))
    )
    meeting.do(change_delegates, [who], {"seat": "B2"}, operator="Kham")
    with pytest.raises(Refused) as refused:
        meeting.do(undo, first)
    assert (refused.value.code, refused.value.details["who"]) == ("changed_since", "Kham")
    assert row(meeting, t.delegate, who).seat == "B2"


def last_action(meeting):
    return meeting.ask(
        lambda db: db.scalar(select(t.change.c.action).order_by(t.change.c.seq.desc()).limit(1))
    )


def test_a_delegate_whom_somebody_completed_since_does_not_go(meeting):
    who = meeting.do(add_delegate, meeting.delegations["KAZ"], name="Daniyar Sample")
    made = last_action(meeting)
    meeting.do(change_delegates, [who], {"phone": "+7 701"}, operator="Kham")
    with pytest.raises(Refused) as refused:
        meeting.do(undo, made)
    assert (refused.value.code, refused.value.details["who"]) == ("changed_since", "Kham")
    meeting.do(undo)
    meeting.do(undo, made)
    assert row(meeting, t.delegate, who) is None
    assert verify(meeting.database) == []


def test_who_changed_the_field_is_named_not_who_changed_another_later(meeting):
    who = meeting.delegates["Khamla Sample"]
    meeting.do(change_delegates, [who], {"seat": "A1"})
    first = last_action(meeting)
    meeting.do(change_delegates, [who], {"seat": "B2"}, operator="Kham")
    meeting.do(change_delegates, [who], {"note": "Vegetarian"}, operator="Dara")
    with pytest.raises(Refused) as refused:
        meeting.do(undo, first)
    assert refused.value.details["who"] == "Kham"


def test_an_action_that_wrote_one_row_several_times_is_undone_and_redone(meeting):
    who, other = meeting.delegates["Khamla Sample"], meeting.delegates["Aigerim Sample"]

    def twice(db, stamp):
        with Action(db, stamp, "twice", event=meeting.event) as action:
            action.update(t.delegate, [(who, {"seat": "A1"})])
            action.update(t.delegation, [(meeting.delegations["KAZ"], {"quota": 4})])
            action.update(t.delegate, [(who, {"seat": "A2"}), (other, {"seat": "A3"})])

    meeting.do(twice)
    meeting.do(undo)
    assert [row(meeting, t.delegate, d).seat for d in (who, other)] == [None, None]
    meeting.do(redo)
    assert [row(meeting, t.delegate, d).seat for d in (who, other)] == ["A2", "A3"]
    assert verify(meeting.database) == []


def test_a_row_that_began_and_went_on_in_one_action_goes_with_it(meeting):
    group = new_id()

    def begin(db, stamp):
        with Action(db, stamp, "begin", event=meeting.event) as action:
            action.insert(
                t.delegation, [delegation_row(meeting.event, code="VNM", name="Viet Nam") | {"id": group}]
            )
            action.update(t.event, [(meeting.event, {"place": "Astana"})])
            action.update(t.delegation, [(group, {"quota": 4})])

    meeting.do(begin)
    meeting.do(undo)
    assert row(meeting, t.delegation, group) is None
    meeting.do(redo)
    assert row(meeting, t.delegation, group).quota == 4
    assert verify(meeting.database) == []


def test_a_number_given_again_is_not_taken_from_its_new_holder(meeting):
    meeting.do(add_delegate, meeting.delegations["KAZ"], name="Daniyar Sample")
    meeting.do(undo)
    undone = last_action(meeting)
    new = meeting.do(add_delegate, meeting.delegations["KAZ"], name="Dina Sample")
    with pytest.raises(Refused, match="place_taken"):
        meeting.do(undo, undone)
    assert row(meeting, t.delegate, new).short_number == 4
    assert verify(meeting.database) == []


def test_nobody_comes_back_into_a_delegation_that_is_gone(meeting):
    group = meeting.do(add_delegation, meeting.event, code="VNM", name="Viet Nam")
    meeting.do(add_delegate, group, name="Minh Sample")
    meeting.do(undo)
    undone = last_action(meeting)
    meeting.do(undo)
    with pytest.raises(Refused, match="owner_gone"):
        meeting.do(undo, undone)
    meeting.do(redo)
    meeting.do(redo)
    assert meeting.ask(
        lambda db: db.scalar(select(t.delegate.c.name).where(t.delegate.c.delegation == group))
    )
    assert verify(meeting.database) == []


def test_what_is_in_use_is_not_taken_away(meeting):
    group = meeting.do(add_delegation, meeting.event, code="VNM", name="Viet Nam")
    made = meeting.ask(lambda db: db.scalar(select(t.change.c.action).where(t.change.c.row == group)))
    meeting.do(add_delegate, group, name="Minh Sample")
    with pytest.raises(Refused, match="still_in_use"):
        meeting.do(undo, made)
    assert row(meeting, t.delegation, group) is not None
    assert verify(meeting.database) == []


def test_the_same_action_is_undone_once(meeting):
    verdict = meeting.do(check_in, meeting.sessions[0].id, "1")
    meeting.do(undo, verdict.action)
    with pytest.raises(Refused, match="already_undone"):
        meeting.do(undo, verdict.action)


def test_an_undo_of_an_undo_of_an_undo_is_told_as_it_is(meeting):
    here = meeting.sessions[0].id
    meeting.do(check_in, here, "1")
    for voided in (True, False, True, False):
        meeting.do(undo, last_action(meeting))
        assert [fact.voided for fact in meeting.ask(last_facts, here)] == [voided]
        present = meeting.ask(lambda db: db.scalar(select(t.presence.c.state)))
        assert present == (None if voided else "inside")
    assert verify(meeting.database) == []


def test_a_refused_scan_is_not_the_last_action(meeting):
    meeting.do(check_in, meeting.sessions[0].id, "1")
    meeting.do(check_in, meeting.sessions[0].id, "nobody")
    assert meeting.do(undo).verb == "check_in"


def test_a_new_event_with_its_half_days_is_undone_in_one_step(meeting):
    other = meeting.do(new_event, title="Other", zone="UTC", starts="2024-06-01")
    meeting.do(undo)
    assert row(meeting, t.event, other) is None
    assert (
        meeting.ask(lambda db: db.scalar(select(func.count()).where(t.event_session.c.event == other))) == 0
    )


def test_an_undo_that_is_stopped_leaves_everything_as_it_was(meeting):
    meeting.do(new_event, title="Other", zone="UTC", starts="2024-06-01", ends="2024-06-30")
    before = meeting.ask(lambda db: db.execute(select(t.event_session)).all())
    steps = []

    def stop_at_second(done, total, label):
        steps.append((done, total))
        if len(steps) == 2:
            raise Refused("stopped")

    with pytest.raises(Refused, match="stopped"):
        meeting.do(undo, None, "", stop_at_second)
    assert meeting.ask(lambda db: db.execute(select(t.event_session)).all()) == before
    assert meeting.do(undo).verb == "new_event"
    assert verify(meeting.database) == []


def test_a_value_that_came_after_an_undone_one_is_redone(meeting):
    who, c = meeting.delegates["Khamla Sample"], t.custom_value.c
    field = meeting.do(add_custom_field, meeting.event, title="Bus").id
    meeting.do(set_custom_value, [who], field, "first")
    meeting.do(undo)
    meeting.do(set_custom_value, [who], field, "second")
    meeting.do(undo)
    meeting.do(redo)
    assert meeting.ask(lambda db: db.scalars(select(c.value).where(c.delegate == who)).all()) == ["second"]
    assert verify(meeting.database) == []


def test_a_photo_in_place_of_one_taken_away_is_undone_and_redone(meeting):
    person = row(meeting, t.delegate, meeting.delegates["Khamla Sample"]).person
    meeting.do(set_photo, person, b"\xff\xd8 first")
    meeting.do(remove_photo, person)
    meeting.do(set_photo, person, b"\xff\xd8 second")
    meeting.do(undo)
    assert meeting.ask(lambda db: db.scalars(select(t.photo.c.content)).all()) == []
    meeting.do(redo)
    assert meeting.ask(lambda db: db.scalars(select(t.photo.c.content)).all()) == [b"\xff\xd8 second"]
    assert verify(meeting.database) == []


def test_what_changed_nothing_offers_no_undo(meeting):
    who, group = meeting.delegates["Khamla Sample"], meeting.delegations["LAO"]
    head = meeting.delegates["Somphone Sample"]
    tag = meeting.do(add_tag, meeting.event, name="VIP").id
    field = meeting.do(add_custom_field, meeting.event, title="Bus").id
    letter = meeting.do(add_letter, meeting.event, {"number": "1"}).letter
    actions = [
        meeting.do(change_tag, tag, name="VIP", colour=TagColour.ACCENT),
        meeting.do(change_custom_field, field, {"title": "Bus"}),
        meeting.do(order_custom_fields, meeting.event, [field]),
        meeting.do(change_letter, letter, {"number": "1"}),
        meeting.do(remove_photo, row(meeting, t.delegate, who).person),
        meeting.do(link_companion, who, None),
        meeting.do(make_head, head),
        meeting.do(change_delegation, group, {"code": "LAO"}),
        meeting.do(archive_event, meeting.event, False),
        meeting.do(change_event, meeting.event, {"title": "Seminar"}).action,
    ]
    assert actions == [None] * len(actions)
    assert meeting.do(change_event, meeting.event, {"title": "Forum"}).action is not None


# -- attendance that is older, or of another desk ------------------------------------------------------


def refused_undo(meeting, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        meeting.do(undo, *args, **kwargs)
    return refused.value.code


def test_attendance_is_taken_back_without_a_reason_for_a_quarter_of_an_hour(meeting):
    here = meeting.sessions[0].id
    entered = meeting.do(check_in, here, "1")
    meeting.now = entered.at + 15 * 60_000 - 1_000
    meeting.do(undo, entered.action)
    late = meeting.do(check_in, here, "1")
    meeting.now = late.at + 15 * 60_000
    assert refused_undo(meeting, late.action) == "reason_missing"
    assert refused_undo(meeting, late.action, "  ") == "reason_missing"
    meeting.do(undo, late.action, "scanned for somebody else")
    assert meeting.do(check_in, here, "1").word is Word.IN


def test_attendance_of_another_desk_takes_a_reason(meeting):
    entered = meeting.do(check_in, meeting.sessions[0].id, "1")
    with meeting.database.write() as db:  # the file is at another desk now
        db.execute(t.own_desk.update().values(id=new_id(), name="Desk 2"))
    assert refused_undo(meeting, entered.action) == "reason_missing"
    meeting.do(undo, entered.action, "was the brother")
    assert meeting.ask(lambda db: db.execute(select(t.presence)).all()) == []


def test_a_supervisor_is_asked_where_pins_are_in_use(meeting):
    entered = meeting.do(check_in, meeting.sessions[0].id, "1")
    meeting.do(add_operator, name="Dara", role=Role.COORDINATOR, pin="4711")
    meeting.now += 20 * 60_000
    assert refused_undo(meeting, entered.action, "mistaken") == "supervisor_needed"
    assert refused_undo(meeting, entered.action, "mistaken", approved_by="Noy") == "supervisor_needed"
    meeting.do(undo, entered.action, "mistaken", approved_by="Dara")
    f = t.attendance_fact.c
    void = meeting.ask(lambda db: db.execute(select(t.attendance_fact).where(f.kind == "void")).one())
    assert (void.reason, void.approved_by, void.operator) == ("mistaken", "Dara", "Noy")


def test_a_field_is_set_back_at_any_time_without_a_reason(meeting):
    who = meeting.delegates["Khamla Sample"]
    meeting.do(change_delegates, [who], {"seat": "A1"})
    meeting.do(add_operator, name="Dara", role=Role.COORDINATOR, pin="4711")
    seated = meeting.ask(
        lambda db: db.scalar(
            select(t.change.c.action).where(t.change.c.row == who).order_by(t.change.c.seq.desc())
        )
    )
    meeting.now += 86_400_000
    meeting.do(undo, seated)
    assert row(meeting, t.delegate, who).seat is None
