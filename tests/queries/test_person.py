from sqlalchemy import select

from attendance.commands.checkin import check_in
from attendance.commands.custom_fields import add_custom_field, set_custom_value
from attendance.commands.delegates import change_delegates
from attendance.commands.people import add_companion, add_tag, set_photo, tag_delegates
from attendance.commands.undo import undo
from attendance.queries.person import person
from attendance.store import tables as t


def seen(meeting, name="Khamla Sample", **more):
    number = meeting.ask(lambda db: db.scalar(select(t.delegate.c.n).where(t.delegate.c.name == name)))
    return meeting.ask(person, number, **more)


def told(step):
    return [(change.what, change.name, change.old, change.new) for change in step.changes]


def test_one_look_holds_all_that_hangs_on_a_delegate(meeting):
    who = meeting.delegates["Khamla Sample"]
    tag = meeting.do(add_tag, meeting.event, name="VIP").id
    field = meeting.do(add_custom_field, meeting.event, title="Hotel").id
    meeting.do(tag_delegates, [who], tag)
    meeting.do(set_custom_value, [who], field, "Rahat")
    meeting.do(add_companion, who, name="Noy Sample")
    meeting.do(check_in, meeting.sessions[0].id, "2")
    row = seen(meeting)
    assert (row.id, row.delegation_code, row.fields["sex"]) == (who, "LAO", "m")
    meeting.do(set_photo, row.fields["person"], b"\xff\xd8 small")
    assert seen(meeting).photo == b"\xff\xd8 small"
    assert [(mark.name, mark.on) for mark in row.tags] == [("VIP", True)]
    assert [(own.title, own.value) for own in row.own_fields] == [("Hotel", "Rahat")]
    assert [other.name for other in row.companions] == ["Noy Sample"]
    assert [attended.state for attended in row.attended] == ["inside", None, None, None]
    assert seen(meeting, "Noy Sample").host.id == who
    assert meeting.ask(person, 999) is None


def test_history_tells_old_and_new_value_and_takes_back_only_what_is_this_persons(meeting):
    who, others = meeting.delegates["Khamla Sample"], list(meeting.delegates.values())
    tag = meeting.do(add_tag, meeting.event, name="VIP").id
    field = meeting.do(add_custom_field, meeting.event, title="Hotel").id
    meeting.do(change_delegates, [who], {"seat": "A1", "delegation": meeting.delegations["KAZ"]})
    meeting.do(tag_delegates, [who], tag)
    meeting.do(tag_delegates, [who], tag, False)
    meeting.do(set_custom_value, [who], field, "Rahat")
    meeting.do(check_in, meeting.sessions[0].id, "2")
    meeting.do(change_delegates, others, {"status": "confirmed"}, operator="Kham")
    newest, entry, own, off, on, moved, added = seen(meeting).steps
    assert told(newest) == [("field", "status", "registered", "confirmed")]
    assert (newest.actor, newest.way, newest.back) == ("Kham", "set_back", {"status": "registered"})
    assert [change.what for change in entry.changes] == ["fact"]
    assert (entry.changes[0].name, entry.way) == ("in", "undo")
    assert told(own) == [("own", "Hotel", None, "Rahat")]
    assert (told(off), told(on)) == ([("untag", "VIP", None, None)], [("tag", "VIP", None, None)])
    assert set(told(moved)) == {("field", "seat", None, "A1"), ("field", "delegation", "LAO", "KAZ")}
    assert (told(added), added.way) == ([("added", "", None, None)], "")


def test_what_was_taken_back_or_changed_again_offers_no_undo(meeting):
    who = meeting.delegates["Khamla Sample"]
    for seat in ("A1", "A2"):
        last = meeting.do(change_delegates, [who], {"seat": seat})
    newest, older, _ = seen(meeting).steps
    assert (newest.way, older.way) == ("undo", "")
    meeting.do(undo, last.action)
    answer, newest, older, _ = seen(meeting).steps
    assert told(answer) == [("field", "seat", "A2", "A1")]
    assert (answer.way, newest.undone, newest.way) == ("", True, "")
    assert older.way == "undo"


def test_a_long_history_is_read_in_part(meeting):
    who = meeting.delegates["Khamla Sample"]
    for seat in range(40):
        meeting.do(change_delegates, [who], {"seat": str(seat)})
    row = seen(meeting)
    assert (len(row.steps), row.more_steps) == (30, True)
    row = seen(meeting, all_steps=True)
    assert (len(row.steps), row.more_steps) == (41, False)
