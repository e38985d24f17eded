"""Delegates: moved, renumbered, counted where they belong now."""

import pytest
from sqlalchemy import select

from attendance.commands.checkin import check_in
from attendance.commands.delegates import add_by_name, add_delegate, add_delegation, change_delegates
from attendance.commands.events import new_event
from attendance.commands.undo import redo, undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import new_id
from attendance.queries import listing
from attendance.queries.delegates import delegates
from attendance.queries.listing import Question
from attendance.store import tables as t
from attendance.store.verify import verify


def counted(meeting):
    codes = {id_: code for code, id_ in meeting.delegations.items()}
    rows = meeting.ask(lambda db: db.execute(select(t.tally)).all())
    return {codes[row.delegation]: (row.came, row.women) for row in rows}


def found(meeting, typed):
    return meeting.ask(lambda db: len(listing.ids(db, delegates(meeting.event), Question(search=typed))))


def test_somebody_moved_takes_presence_and_search_words_along_there_and_back(meeting):
    who = meeting.delegates["Somphone Sample"]
    meeting.do(check_in, meeting.sessions[0].id, "1")
    assert (counted(meeting), found(meeting, "somphone kaz")) == ({"LAO": (1, 1)}, 0)
    meeting.do(change_delegates, [who], {"delegation": meeting.delegations["KAZ"], "sex": "m"})
    assert (counted(meeting), found(meeting, "somphone kaz")) == ({"KAZ": (1, 0)}, 1)
    meeting.do(undo)
    assert (counted(meeting), found(meeting, "somphone kaz")) == ({"LAO": (1, 1)}, 0)
    meeting.do(redo)
    assert counted(meeting) == {"KAZ": (1, 0)}
    assert verify(meeting.database) == []


def test_nobody_moves_to_a_delegation_of_another_event_or_of_none(meeting):
    other = meeting.do(new_event, title="Other", zone="UTC")
    there = meeting.do(add_delegation, other, code="KAZ", name="Kazakhstan")
    for group in (there, new_id()):
        with pytest.raises(Refused, match="no_such_delegation"):
            meeting.do(change_delegates, [meeting.delegates["Khamla Sample"]], {"delegation": group})


def test_a_short_number_belongs_to_one_person(meeting):
    who, other = meeting.delegates["Khamla Sample"], meeting.delegates["Aigerim Sample"]
    for people, number in (([who], 1), ([who, other], 9)):
        with pytest.raises(Refused, match="number_taken"):
            meeting.do(change_delegates, people, {"short_number": number})
    assert meeting.do(change_delegates, [who], {"short_number": 9}).rows == 1
    assert meeting.do(change_delegates, [who], {"short_number": 9, "seat": "A1"}).rows == 1


@pytest.mark.parametrize(("field", "value"), [("status", "gone"), ("capacity", "boss"), ("sex", "F")])
def test_a_word_the_rules_do_not_know_is_refused(meeting, field, value):
    who = meeting.delegates["Khamla Sample"]
    with pytest.raises(Refused, match="unknown_word"):
        meeting.do(change_delegates, [who], {field: value})
    with pytest.raises(Refused, match="unknown_word"):
        meeting.do(add_delegate, meeting.delegations["LAO"], name="New Sample", **{field: value})


def test_a_value_the_file_would_convert_is_never_written(meeting):
    who = meeting.delegates["Khamla Sample"]
    for fields in ({"seat": 12}, {"short_number": "9"}, {"person": str(who)}):
        with pytest.raises(TypeError):
            meeting.do(change_delegates, [who], fields)
    assert verify(meeting.database) == []


def test_any_number_of_delegates_changes_in_one_action(meeting):
    everybody = [*meeting.delegates.values()] * 12_000
    assert meeting.do(change_delegates, everybody, {"status": "confirmed"}).rows >= 3
    statuses = meeting.ask(lambda db: db.scalars(select(t.delegate.c.status)).all())
    assert set(statuses) == {"confirmed"}
    assert verify(meeting.database) == []


def test_a_change_names_its_action_and_none_where_nothing_changed(meeting):
    who = meeting.delegates["Khamla Sample"]
    done = meeting.do(change_delegates, [who], {"seat": "A1"})
    assert done.rows == 1
    assert meeting.do(change_delegates, [who], {"seat": "A1"}) == (0, None)
    meeting.do(undo, done.action)
    assert meeting.do(change_delegates, [who], {"seat": None}) == (0, None)


def test_a_large_change_that_is_stopped_leaves_nothing_behind(meeting):
    def stop(done, total, label):
        raise Refused("stopped")

    with pytest.raises(Refused, match="stopped"):
        meeting.do(change_delegates, list(meeting.delegates.values()), {"seat": "A1"}, tick=stop)
    assert meeting.ask(lambda db: db.scalars(select(t.delegate.c.seat)).all()) == [None] * 3


def test_a_line_as_typed_becomes_a_delegate_with_titles_apart(meeting):
    added = meeting.do(add_by_name, meeting.delegations["LAO"], " H.E.  Mr. Bounmy SAMPLE ", capacity="head")
    row = meeting.ask(lambda db: db.execute(select(t.delegate).where(t.delegate.c.id == added.id)).one())
    assert (row.courtesy, row.salutation, row.name) == ("H.E.", "Mr.", "Bounmy SAMPLE")
    assert (row.given, row.family, row.capacity, row.short_number) == ("Bounmy", "SAMPLE", "head", 4)
    meeting.do(undo, added.action)
    assert found(meeting, "bounmy") == 0


def test_a_lao_line_is_the_name_in_the_official_script_too(meeting):
    added = meeting.do(add_by_name, meeting.delegations["LAO"], "ທ່ານ ນາງ ສົມພອນ ຕົວຢ່າງ")
    row = meeting.ask(lambda db: db.execute(select(t.delegate).where(t.delegate.c.id == added.id)).one())
    assert (row.salutation, row.name, row.name_official) == ("ທ່ານ ນາງ", "ສົມພອນ ຕົວຢ່າງ", "ສົມພອນ ຕົວຢ່າງ")
    with pytest.raises(Refused, match="name_missing"):
        meeting.do(add_by_name, meeting.delegations["LAO"], "  ")


def test_a_short_number_somebody_has_is_refused_for_anybody_new(meeting):
    with pytest.raises(Refused, match="number_taken"):
        meeting.do(add_delegate, meeting.delegations["LAO"], name="Noy Sample", short_number=1)
