import pytest
from sqlalchemy import select

from attendance.commands.custom_fields import (
    add_custom_field,
    change_custom_field,
    remove_custom_field,
    set_custom_value,
)
from attendance.commands.delegates import add_delegate, add_delegation
from attendance.commands.events import new_event
from attendance.commands.people import (
    add_companion,
    add_tag,
    change_tag,
    link_companion,
    remove_photo,
    remove_tag,
    set_photo,
    tag_delegates,
)
from attendance.commands.undo import redo, undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import FieldKind, TagColour
from attendance.store import tables as t
from attendance.store.verify import verify

JPEG = b"\xff\xd8\xff\xe0 a picture"


def tagged(meeting):
    rows = select(t.delegate.c.name, t.tag.c.name).select_from(
        t.tagging.join(t.delegate, t.delegate.c.id == t.tagging.c.delegate).join(
            t.tag, t.tag.c.id == t.tagging.c.tag
        )
    )
    return {tuple(row) for row in meeting.ask(lambda db: db.execute(rows).all())}


def values(meeting):
    v = t.custom_value.c
    return {
        row.delegate: row.value for row in meeting.ask(lambda db: db.execute(select(v.delegate, v.value)))
    }


def photo(meeting, person):
    c = t.photo.c
    return meeting.ask(lambda db: db.scalar(select(c.content).where(c.person == person)))


def test_a_tag_goes_on_and_off_many_people_and_back_again(meeting):
    people = list(meeting.delegates.values())
    tag = meeting.do(add_tag, meeting.event, name=" VIP ", colour=TagColour.AMBER).id
    assert meeting.do(tag_delegates, people[:2], tag).rows == 2
    assert meeting.do(tag_delegates, people, tag).rows == 1
    assert meeting.do(tag_delegates, people, tag) == (0, None)
    off = meeting.do(tag_delegates, people[:1], tag, False)
    assert off.rows == 1
    assert tagged(meeting) == {("Khamla Sample", "VIP"), ("Aigerim Sample", "VIP")}
    meeting.do(undo, off.action)
    assert len(tagged(meeting)) == 3
    meeting.do(tag_delegates, people[:1], tag, False)
    meeting.do(tag_delegates, people[:1], tag)
    assert len(tagged(meeting)) == 3
    assert verify(meeting.database) == []


def test_a_new_tag_comes_and_goes_with_the_people_it_is_put_on(meeting):
    who = meeting.delegates["Khamla Sample"]
    made = meeting.do(add_tag, meeting.event, name="VIP", delegates=[who])
    tables = (t.tag, t.tagging)
    assert [len(meeting.ask(lambda db, x=x: db.execute(select(x)).all())) for x in tables] == [1, 1]
    meeting.do(undo, made.action)
    assert [len(meeting.ask(lambda db, x=x: db.execute(select(x)).all())) for x in tables] == [0, 0]
    assert verify(meeting.database) == []


def test_a_tag_taken_away_comes_back_with_everybody_who_had_it(meeting):
    tag = meeting.do(add_tag, meeting.event, name="Speaker").id
    meeting.do(tag_delegates, list(meeting.delegates.values()), tag)
    meeting.do(remove_tag, tag)
    assert tagged(meeting) == set()
    meeting.do(undo)
    assert len(tagged(meeting)) == 3
    meeting.do(redo)
    assert tagged(meeting) == set()
    assert verify(meeting.database) == []


def test_two_tags_of_one_event_have_different_names(meeting):
    tag = meeting.do(add_tag, meeting.event, name="VIP").id
    other = meeting.do(add_tag, meeting.event, name="Press").id
    with pytest.raises(Refused, match="tag_exists"):
        meeting.do(add_tag, meeting.event, name="vip")
    with pytest.raises(Refused, match="tag_exists"):
        meeting.do(change_tag, other, name="VIP", colour=TagColour.RED)
    meeting.do(change_tag, tag, name="Vip", colour=TagColour.RED)
    with pytest.raises(Refused, match="title_missing"):
        meeting.do(add_tag, meeting.event, name=" ")


def test_what_a_custom_field_holds_is_checked_by_its_kind(meeting):
    who = [meeting.delegates["Khamla Sample"]]

    def field(kind, **more):
        return meeting.do(add_custom_field, meeting.event, title=str(kind), kind=kind, **more).id

    with pytest.raises(Refused, match="unknown_word"):
        field("sound")
    with pytest.raises(Refused, match="unknown_word"):
        meeting.do(change_custom_field, field(FieldKind.TEXT), {"kind": "sound"})
    hotel = field(FieldKind.CHOICE, choices=["Rahat", "Plaza", "Rahat"])
    for wrong, value, code in (
        (field(FieldKind.NUMBER), "two", "bad_decimal"),
        (field(FieldKind.DATE), "29.5.2024", "bad_date"),
        (field(FieldKind.FLAG), "maybe", "unknown_word"),
        (hotel, "Hilton", "unknown_word"),
    ):
        with pytest.raises(Refused, match=code):
            meeting.do(set_custom_value, who, wrong, value)
    assert meeting.do(set_custom_value, who, hotel, " Plaza ").rows == 1
    assert meeting.do(set_custom_value, who, hotel, "Plaza") == (0, None)
    assert values(meeting) == {who[0]: "Plaza"}
    meeting.do(set_custom_value, who, hotel, None)
    meeting.do(undo)
    assert values(meeting) == {who[0]: "Plaza"}
    assert verify(meeting.database) == []


def test_a_field_in_use_keeps_its_kind_and_a_removed_one_comes_back_with_its_values(meeting):
    everybody = list(meeting.delegates.values())
    field = meeting.do(add_custom_field, meeting.event, title="Flight").id
    meeting.do(change_custom_field, field, {"kind": FieldKind.NUMBER})
    meeting.do(set_custom_value, everybody, field, "12")
    with pytest.raises(Refused, match="field_in_use"):
        meeting.do(change_custom_field, field, {"kind": FieldKind.TEXT})
    meeting.do(change_custom_field, field, {"title_official": "ຖ້ຽວບິນ"})
    meeting.do(remove_custom_field, field)
    assert values(meeting) == {}
    meeting.do(undo)
    assert values(meeting) == dict.fromkeys(everybody, "12")
    with pytest.raises(Refused, match="choices_missing"):
        meeting.do(add_custom_field, meeting.event, title="Hotel", kind=FieldKind.CHOICE)
    assert verify(meeting.database) == []


def test_the_last_photo_is_kept_and_one_taken_away_comes_back(meeting):
    person = meeting.ask(lambda db: db.scalar(select(t.delegate.c.person)))
    meeting.do(set_photo, person, JPEG)
    meeting.do(set_photo, person, JPEG + b" newer")
    assert photo(meeting, person) == JPEG + b" newer"
    meeting.do(remove_photo, person)
    assert photo(meeting, person) is None
    meeting.do(undo)
    assert photo(meeting, person) == JPEG + b" newer"
    meeting.do(remove_photo, person)
    meeting.do(set_photo, person, JPEG)
    assert photo(meeting, person) == JPEG
    for content, code in ((b"GIF89a", "photo_unreadable"), (JPEG + bytes(500_000), "photo_too_large")):
        with pytest.raises(Refused, match=code):
            meeting.do(set_photo, person, content)
    assert verify(meeting.database) == []


def test_a_companion_is_a_person_of_the_same_delegation_with_a_badge(meeting):
    host = meeting.delegates["Khamla Sample"]
    made = meeting.do(add_companion, host, name="Noy Sample")
    row = meeting.ask(lambda db: db.execute(select(t.delegate).where(t.delegate.c.id == made.id)).one())
    assert (row.companion_of, row.delegation, row.short_number) == (host, meeting.delegations["LAO"], 4)
    assert row.badge_code
    with pytest.raises(Refused, match="companion_of_companion"):
        meeting.do(add_companion, made.id, name="Nobody")
    meeting.do(undo, made.action)
    assert (
        meeting.ask(lambda db: db.scalar(select(t.delegate.c.id).where(t.delegate.c.id == made.id))) is None
    )


def test_people_are_linked_within_one_event_and_one_deep(meeting):
    host, other, third = meeting.delegates.values()
    meeting.do(link_companion, other, host)
    for who, whom, code in (
        (host, third, "companion_of_companion"),
        (third, other, "companion_of_companion"),
        (third, third, "companion_of_self"),
    ):
        with pytest.raises(Refused, match=code):
            meeting.do(link_companion, who, whom)
    meeting.do(link_companion, other, None)
    meeting.do(link_companion, host, third)
    elsewhere = meeting.do(new_event, title="Other", zone="UTC")
    away = meeting.do(add_delegation, elsewhere, code="LAO", name="Laos")
    with pytest.raises(Refused, match="companion_elsewhere"):
        meeting.do(link_companion, meeting.do(add_delegate, away, name="Away"), third)
    assert verify(meeting.database) == []
