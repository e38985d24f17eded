"""Lists: order, filters, search and pages over a real file."""

import pytest

from attendance.commands.checkin import check_in
from attendance.commands.delegates import change_delegates
from attendance.commands.sample import create_sample
from attendance.domain.kinds import Stamp, new_id
from attendance.queries import delegates, delegations, events, listing, programme
from attendance.queries.delegate_choices import choices, delegate_ids, number_of
from attendance.queries.listing import EVERYTHING, Question
from attendance.store import tables as t
from attendance.store.journal import Action


@pytest.fixture
def sample(meeting):
    meeting.event = meeting.do(create_sample)
    meeting.sessions = meeting.ask(programme.sessions, meeting.event)
    return meeting


def names(meeting, question=EVERYTHING, here=None, key="name"):
    listed = delegates.delegates(meeting.event, here=here)
    return meeting.ask(
        lambda db: [r[1] for r in listing.page(db, listed, listing.ids(db, listed, question), [key])]
    )


def test_delegates_come_by_family_name_and_backwards_on_request(sample):
    forward = names(sample)
    assert forward[0] == "Thavisack Manodham"
    assert names(sample, Question(descending=True))[-1] == "Thavisack Manodham"
    assert len(forward) == 57


def test_every_word_typed_must_begin_a_word_of_the_person(sample):
    assert names(sample, Question(search="sam som")) == ["Somchai Sample", "Somphone Sample"]
    assert names(sample, Question(search="thao viet")) == ["Thảo Sample"]
    assert names(sample, Question(search="ສົມພອນ")) == ["Somphone Sample"]
    assert names(sample, Question(search="zzz")) == []
    assert len(names(sample, Question(search="  "))) == 57


def test_signs_alone_find_nobody_rather_than_whoever_comes_first(sample):
    for typed in ("-", " // ", "😀", '"*"'):
        assert names(sample, Question(search=typed)) == []
    assert names(sample, Question(search="- somphone")) == ["Somphone Sample"]


def test_filters_hold_together(sample):
    question = Question(filters=(("delegation", ("LAO", "KAZ")), ("capacity", ("head",))))
    assert sorted(names(sample, question, key="delegation")) == ["KAZ", "LAO"]


def test_not_here_yet_is_everybody_who_has_not_come(sample):
    here = next(s for s in sample.sessions if s.day == "2024-05-30" and s.takes_attendance).id
    assert len(names(sample, Question(conditions=("not_here_yet",)), here)) == 57
    sample.do(check_in, here, "1")
    assert len(names(sample, Question(conditions=("not_here_yet",)), here)) == 56
    assert len(names(sample, Question(conditions=("came",)), here)) == 1


def test_every_column_of_every_list_can_be_shown_and_sorted(sample):
    for listed in (
        delegates.delegates(sample.event, sample.sessions),
        delegations.delegations(sample.event),
        events.EVENTS,
    ):
        keys = [column.key for column in listed.columns]
        assert len(set(keys)) == len(keys)
        everything = sample.ask(listing.ids, listed)
        assert len(sample.ask(listing.page, listed, everything)) == len(everything)
        for key in keys:
            ordered = sample.ask(listing.ids, listed, Question(order=key))
            assert sorted(ordered) == sorted(everything)


def test_a_row_that_is_gone_is_left_out_of_its_page(sample):
    listed = delegates.delegates(sample.event)
    assert sample.ask(listing.page, listed, [10_000_000, *sample.ask(listing.ids, listed)[:2]])[0][0] < 100


@pytest.mark.parametrize("few", [0, 10, 5_000])
@pytest.mark.parametrize("typed", ["", "s", "sam", "sam a", "ສົມ", "ຕ", "zzz", "kaz dan", "2"])
@pytest.mark.parametrize("descending", [False, True])
def test_a_glance_sees_what_the_whole_answer_begins_with(sample, monkeypatch, few, typed, descending):
    monkeypatch.setattr(listing, "FEW", few)
    listed, question = delegates.delegates(sample.event), Question(search=typed, descending=descending)
    whole = sample.ask(listing.ids, listed, question)
    glance = sample.ask(listing.glance, listed, question, 5)
    assert (glance.total, list(glance.first)) == (len(whole), list(whole[:5]))


def test_another_event_in_the_file_is_never_counted(sample):
    other = sample.do(create_sample)
    for event in (sample.event, other):
        found = sample.ask(listing.glance, delegates.delegates(event), Question(search="sample"), 5)
        assert found.total == 56


def written(meeting, table, **fields):
    """One row put straight into a table of the event; its id."""
    row = {"id": new_id(), **fields}
    with meeting.database.write() as db, Action(db, Stamp("Noy", 1), "test", event=meeting.event) as action:
        action.insert(table, [row])
    return row["id"]


def test_nobody_stated_is_a_value_that_can_be_asked_for(meeting):
    who = meeting.delegates["Aigerim Sample"]
    meeting.do(change_delegates, [who], {"sex": None})
    assert names(meeting, Question(filters=(("sex", (None,)),))) == ["Aigerim Sample"]
    assert names(meeting, Question(filters=(("sex", (None, "m")),))) == ["Aigerim Sample", "Khamla Sample"]


def test_a_tag_is_a_column_and_a_filter(meeting):
    vip, press = (
        written(meeting, t.tag, event=meeting.event, name=n, colour="red") for n in ("VIP", "Press")
    )
    who = meeting.delegates["Khamla Sample"]
    written(meeting, t.tagging, delegate=who, tag=vip)
    assert names(meeting, Question(filters=(("tags", (vip,)),))) == ["Khamla Sample"]
    assert names(meeting, Question(filters=(("tags", (press,)),))) == []
    assert names(meeting, key="tags") == [None, "VIP", None]
    assert [tag.name for tag in meeting.ask(choices, meeting.event).tags] == ["Press", "VIP"]


def test_a_custom_field_is_a_column_that_sorts_and_filters(meeting):
    field = written(
        meeting, t.custom_field, event=meeting.event, title="Shirt", kind="choice", choices="S\nM",
        sensitive=False,
    )  # fmt: skip
    written(
        meeting, t.custom_value, delegate=meeting.delegates["Khamla Sample"], custom_field=field, value="M"
    )
    fields = meeting.ask(choices, meeting.event).fields
    listed, key = delegates.delegates(meeting.event, fields=fields), f"field:{field}"
    found = meeting.ask(listing.ids, listed, Question(filters=((key, ("M",)),)))
    assert [row[1:] for row in meeting.ask(listing.page, listed, found, ["name", key])] == [
        ("Khamla Sample", "M")
    ]
    assert len(meeting.ask(listing.ids, listed, Question(order=key))) == 3


def test_what_lacks_a_form_or_a_badge_is_found(meeting):
    who = meeting.delegates["Khamla Sample"]
    assert "Khamla Sample" in names(meeting, Question(conditions=("official_missing",)))
    assert names(meeting, Question(conditions=("english_missing",))) == []
    meeting.do(change_delegates, [who], {"unit_official": "ກົມ", "badge_printed": 1})
    assert names(meeting, Question(conditions=("english_missing",))) == ["Khamla Sample"]
    assert "Khamla Sample" not in names(meeting, Question(conditions=("badge_not_printed",)))


def test_numbers_and_ids_lead_to_each_other(meeting):
    who = list(meeting.delegates.values())
    numbers = [meeting.ask(number_of, one) for one in who]
    assert set(meeting.ask(delegate_ids, [*numbers, 999_999])) == set(who)
    assert meeting.ask(number_of, new_id()) is None
