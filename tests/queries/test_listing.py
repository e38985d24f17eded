"""Lists: order, filters, search and pages over a real file."""

import pytest

from attendance.commands.checkin import check_in
from attendance.commands.sample import create_sample
from attendance.queries import delegates, delegations, events, listing, programme
from attendance.queries.listing import EVERYTHING, Question


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
