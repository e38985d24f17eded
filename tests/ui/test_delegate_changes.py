"""What is changed from the table of delegates: of one, of some, of all that answer a question."""

import pytest
from sqlalchemy import select

from attendance.commands.custom_fields import add_custom_field
from attendance.commands.people import add_tag
from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import FieldKind
from attendance.queries.delegate_choices import number_of
from attendance.queries.delegates import delegates
from attendance.queries.listing import Kind, Question, ids, page
from attendance.store import tables as t
from attendance.store.verify import verify
from attendance.ui.chosen import Chosen
from attendance.ui.pages.delegates.changes import Tagging, change, change_chosen, read_cell


def values(meeting, key):
    listed = delegates(meeting.event)
    return meeting.ask(lambda db: [row[1] for row in page(db, listed, ids(db, listed), [key])])


def test_a_question_is_answered_when_the_change_is_made(meeting):
    listed = delegates(meeting.event)
    everybody = Chosen(3, (), Question(filters=(("sex", ("f",)),)))
    meeting.do(change, [meeting.delegates["Khamla Sample"]], {"sex": "f"})
    done = meeting.do(change_chosen, listed, everybody, {"seat": "A1"})
    assert (done.rows, values(meeting, "seat")) == (3, ["A1"] * 3)
    meeting.do(undo, done.action)
    assert values(meeting, "seat") == [None] * 3
    assert verify(meeting.database) == []


def test_numbers_stand_for_the_rows_they_name(meeting):
    number = meeting.ask(number_of, meeting.delegates["Khamla Sample"])
    done = meeting.do(change_chosen, delegates(meeting.event), Chosen(1, (number,)), {"unit": "Unit"})
    assert (done.rows, values(meeting, "unit").count("Unit")) == (1, 1)


def test_another_name_takes_its_parts_along(meeting):
    who = meeting.delegates["Khamla Sample"]
    meeting.do(change, [who], {"name": "Dr. Khamla NEWNAME"})
    row = meeting.ask(lambda db: db.execute(select(t.delegate).where(t.delegate.c.id == who)).one())
    assert (row.academic, row.name, row.given, row.family) == ("Dr.", "Khamla NEWNAME", "Khamla", "NEWNAME")


def test_tags_and_own_fields_are_changed_for_many_in_one_action(meeting):
    tag = meeting.do(add_tag, meeting.event, name="VIP").id
    field = meeting.do(add_custom_field, meeting.event, title="Bus", kind=FieldKind.TEXT).id
    everybody = list(meeting.delegates.values())
    assert meeting.do(change, everybody, Tagging(tag, True)).rows == 3
    assert meeting.do(change, everybody, Tagging(tag, False)).rows == 3
    done = meeting.do(change, everybody, {f"field:{field}": "Blue"})
    assert done.rows == 3
    meeting.do(undo, done.action)
    assert verify(meeting.database) == []


@pytest.mark.parametrize(
    ("key", "kind", "field_kind", "typed", "value"),
    [
        ("position", Kind.TEXT, "", "  Director ", "Director"),
        ("position", Kind.TEXT, "", "  ", None),
        ("short_number", Kind.NUMBER, "", "໑໒", 12),
        ("email", Kind.TEXT, "", "noy@dgc.la", "noy@dgc.la"),
        ("field:1", Kind.TEXT, "date", "29.5.2024", "2024-05-29"),
        ("field:1", Kind.NUMBER, "number", "3,5", "3,5"),
    ],
)
def test_what_is_typed_becomes_the_value_of_its_column(key, kind, field_kind, typed, value):
    assert read_cell(key, kind, field_kind, typed) == value


@pytest.mark.parametrize(
    ("key", "kind", "typed", "code"),
    [
        ("name", Kind.NAME, " ", "name_missing"),
        ("short_number", Kind.NUMBER, "x", "bad_number"),
        ("email", Kind.TEXT, "noy at dgc", "bad_email"),
        ("email", Kind.TEXT, "a@b@c", "bad_email"),
    ],
)
def test_what_cannot_be_is_refused_before_it_is_written(key, kind, typed, code):
    with pytest.raises(Refused, match=code):
        read_cell(key, kind, "", typed)


def test_what_donors_count_by_is_changed_for_many_and_holds_one_of_a_few_words(meeting):
    everybody = list(meeting.delegates.values())
    done = meeting.do(change, everybody, {"sector": "academia"})
    meeting.do(change, everybody[:1], {"disability": "with_disability"})
    meeting.do(change, everybody[:2], {"age_group": "18_29"})
    assert (done.rows, values(meeting, "sector")) == (3, ["academia"] * 3)
    assert sorted(filter(None, values(meeting, "age_group"))) == ["18_29", "18_29"]
    with pytest.raises(Refused) as refused:
        meeting.do(change, everybody, {"disability": "somewhat"})
    assert refused.value.code == "unknown_word"
    meeting.do(undo, done.action)
    assert values(meeting, "sector") == [None] * 3
    assert verify(meeting.database) == []


def test_age_groups_stand_in_their_order_not_in_that_of_their_letters(meeting):
    for who, group in zip(meeting.delegates.values(), ("60_plus", "under_18", "18_29"), strict=True):
        meeting.do(change, [who], {"age_group": group})
    listed = delegates(meeting.event)
    asked = Question(order="age_group")
    rows = meeting.ask(lambda db: page(db, listed, ids(db, listed, asked), ["age_group"]))
    assert [row[1] for row in rows] == ["under_18", "18_29", "60_plus"]
