import pytest
from sqlalchemy import select

from attendance.commands.by_hand import excuse
from attendance.commands.checkin import Override, check_in, check_in_delegate
from attendance.commands.custom_fields import add_custom_field, set_custom_value
from attendance.commands.delegates import add_delegate, set_status
from attendance.commands.merging import merge_delegates
from attendance.commands.people import add_companion, add_tag, link_companion, set_photo, tag_delegates
from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import Direction, Status
from attendance.domain.scan import Why, Word
from attendance.store import tables as t
from attendance.store.verify import verify

JPEG = b"\xff\xd8 picture"


@pytest.fixture
def twice(meeting):
    """Khamla Sample stands on the list a second time, with an entry, a tag, a value and a companion."""
    double = meeting.do(add_delegate, meeting.delegations["LAO"], name="Khamla SAMPLE", position="Director")
    meeting.do(check_in, meeting.sessions[0].id, "4")
    meeting.do(check_in, meeting.sessions[0].id, "4", Direction.EXIT)
    meeting.do(check_in, meeting.sessions[1].id, "2")
    tag = meeting.do(add_tag, meeting.event, name="VIP").id
    meeting.do(tag_delegates, [double], tag)
    field = meeting.do(add_custom_field, meeting.event, title="Hotel").id
    meeting.do(set_custom_value, [double], field, "Rahat")
    meeting.do(add_companion, double, name="Noy Sample")
    meeting.do(set_photo, row(meeting, double).person, JPEG)
    return meeting.delegates["Khamla Sample"], double


def row(meeting, who):
    return meeting.ask(lambda db: db.execute(select(t.delegate).where(t.delegate.c.id == who)).one())


def everything(meeting):
    """Every row that is not kept for ever, for comparing before and after."""
    p, d = t.presence, t.delegate
    tables = (d, t.tagging, t.custom_value, t.photo, p, t.tally)
    return [sorted(map(str, meeting.ask(lambda db, x=x: db.execute(select(x)).all()))) for x in tables]


def presence(meeting, who):
    p = t.presence.c
    found = meeting.ask(lambda db: db.execute(select(p.state, p.entries).where(p.delegate == who)).all())
    return sorted((one.state, one.entries) for one in found if one.state != "none")


def test_what_hangs_on_the_double_moves_and_comes_back(meeting, twice):
    keep, double = twice
    before = everything(meeting)
    action = meeting.do(merge_delegates, keep, double, {"position": "Director", "status": "confirmed"})
    kept, gone = row(meeting, keep), row(meeting, double)
    assert (kept.position, kept.status, kept.replaces) == ("Director", "confirmed", double)
    assert (gone.status, gone.person) == (Status.REPLACED, kept.person)
    assert presence(meeting, keep) == [("inside", 1), ("left", 1)]
    assert presence(meeting, double) == []
    marks = meeting.ask(lambda db: db.scalars(select(t.tagging.c.delegate)).all())
    assert set(marks) == {keep, double}
    values = meeting.ask(
        lambda db: dict(map(tuple, db.execute(select(t.custom_value.c.delegate, t.custom_value.c.value))))
    )
    assert values[keep] == "Rahat"
    assert (
        meeting.ask(lambda db: db.scalar(select(t.photo.c.content).where(t.photo.c.person == kept.person)))
        == JPEG
    )
    companion = meeting.ask(
        lambda db: db.scalar(select(t.delegate.c.name).where(t.delegate.c.companion_of == keep))
    )
    assert companion == "Noy Sample"
    assert meeting.do(check_in, meeting.sessions[2].id, "4").word is Word.WITHDRAWN
    assert verify(meeting.database) == []
    meeting.do(undo, action)
    assert everything(meeting) == before
    assert verify(meeting.database) == []


def test_entries_keep_their_time_and_desk(meeting, twice):
    keep, double = twice
    f = t.attendance_fact.c

    def times(who):
        asked = select(f.kind, f.at, f.desk, f.operator, f.source).where(f.delegate == who, f.kind != "void")
        return {tuple(one) for one in meeting.ask(lambda db: db.execute(asked).all())}

    before = times(double)
    meeting.do(merge_delegates, keep, double, {}, operator="Somebody else")
    assert before <= times(keep)


def test_only_two_people_of_one_event_are_merged(meeting, twice):
    keep, double = twice
    with pytest.raises(Refused, match="not_a_double"):
        meeting.do(merge_delegates, keep, keep, {})
    with pytest.raises(Refused, match="name_missing"):
        meeting.do(merge_delegates, keep, double, {"name": " "})
    meeting.do(set_status, [double], Status.WITHDRAWN)
    with pytest.raises(Refused, match="not_a_double"):
        meeting.do(merge_delegates, keep, double, {})


def test_who_is_expected_is_not_merged_into_who_is_not(meeting, twice):
    keep, double = twice
    meeting.do(set_status, [keep], Status.WITHDRAWN)
    with pytest.raises(Refused, match="not_a_double"):
        meeting.do(merge_delegates, keep, double, {})
    meeting.do(merge_delegates, keep, double, {"status": Status.REGISTERED})
    assert row(meeting, keep).status == Status.REGISTERED


def test_the_kept_one_accompanies_whom_the_double_did(meeting):
    double = meeting.do(add_delegate, meeting.delegations["LAO"], name="Khamla SAMPLE")
    keep, host = meeting.delegates["Khamla Sample"], meeting.delegates["Somphone Sample"]
    meeting.do(link_companion, double, host)
    action = meeting.do(merge_delegates, keep, double, {})
    assert (row(meeting, keep).companion_of, row(meeting, double).companion_of) == (host, None)
    meeting.do(undo, action)
    assert (row(meeting, keep).companion_of, row(meeting, double).companion_of) == (None, host)


def test_companions_of_the_double_of_a_companion_have_the_same_host(meeting, twice):
    keep, double = twice
    host = meeting.delegates["Somphone Sample"]
    meeting.do(link_companion, keep, host)
    d = t.delegate.c
    companion = meeting.ask(lambda db: db.scalar(select(d.id).where(d.companion_of == double)))
    meeting.do(merge_delegates, keep, double, {})
    assert row(meeting, companion).companion_of == host


def test_a_check_in_that_moved_with_a_merge_is_not_undone_under_the_old_name(meeting):
    keep, double = meeting.delegates["Khamla Sample"], meeting.delegates["Aigerim Sample"]
    ticked = meeting.do(check_in_delegate, meeting.sessions[0].id, double).action
    merged = meeting.do(merge_delegates, keep, double, {})
    with pytest.raises(Refused, match="changed_since"):
        meeting.do(undo, ticked)
    assert presence(meeting, keep) == [("inside", 1)]
    meeting.do(undo, merged)
    meeting.do(undo, ticked)
    assert presence(meeting, keep) == presence(meeting, double) == []
    assert verify(meeting.database) == []


def test_the_badge_of_the_double_is_taken_back_and_books_the_kept_one(meeting, twice):
    keep, double = twice
    code = row(meeting, double).badge_code
    action = meeting.do(merge_delegates, keep, double, {})
    seen = meeting.do(check_in, meeting.sessions[2].id, code)
    assert (seen.word, seen.reason.why, seen.holder.id) == (Word.REVOKED, Why.NEW_BADGE, keep)
    meeting.do(undo, action)
    assert row(meeting, double).badge_code == code
    action = meeting.do(merge_delegates, keep, double, {})
    admitted = Override(frozenset({Word.REVOKED}), "Has the other badge")
    booked = meeting.do(check_in, meeting.sessions[2].id, code, override=admitted)
    assert (booked.word, booked.holder.id) == (Word.IN, keep)


def test_nobody_represents_themselves_after_a_merge(meeting, twice):
    keep, double = twice
    session = meeting.sessions[2].id
    meeting.do(excuse, session, [double], "ill", keep)
    meeting.do(merge_delegates, keep, double, {})
    f = t.attendance_fact.c
    asked = select(f.kind, f.represented_by).where(f.delegate == keep, f.event_session == session)
    assert [tuple(one) for one in meeting.ask(lambda db: db.execute(asked).all())] == [("excused", None)]
