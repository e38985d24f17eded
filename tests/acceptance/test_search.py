"""Acceptance cases 51 to 56: whom the desk finds by what is typed, over a real file."""

import pytest

from attendance.commands.checkin import check_in
from attendance.commands.delegates import add_by_name, add_delegate, change_delegates
from attendance.domain.kinds import Direction
from attendance.domain.scan import Word
from attendance.queries.delegates import delegates
from attendance.queries.listing import Question, ids, page


def found(meeting, typed):
    """The names the search at the desk shows for what is typed, in its order."""

    def ask(db):
        listing = delegates(meeting.event)
        return [row[1] for row in page(db, listing, ids(db, listing, Question(search=typed)), ("name",))]

    return meeting.ask(ask)


def add(meeting, name, code="LAO", number=None, **fields):
    made = meeting.do(add_delegate, meeting.delegations[code], name=name, **fields)
    if number is not None:
        meeting.do(change_delegates, [made], {"short_number": number})
    return made


def test_case_51_three_letters_find_somebody_and_one_letter_lists(meeting):
    add(meeting, "Emma Watson")
    assert found(meeting, "wat") == ["Emma Watson"]
    one = found(meeting, "s")
    assert {"Somphone Sample", "Khamla Sample", "Aigerim Sample"} <= set(one)


@pytest.mark.parametrize("typed", ["WATSON", "watson", "Watson", "emma WATSON", "watson emma", "wat em"])
def test_case_52_capitals_and_the_order_of_words_do_not_matter(meeting, typed):
    add(meeting, "Emma Watson")
    assert found(meeting, typed) == ["Emma Watson"]


def test_case_53_parts_of_an_address_a_code_or_a_short_number_find_somebody(meeting):
    who = add(meeting, "Emma Watson", email="e.watson@mfa.example.org", phone="+856 20 5555 1234", number=57)
    code = meeting.do(check_in, meeting.sessions[0].id, "57").holder.badge_code
    for typed in ("e.watson", "mfa.example", code[:5], "57", "+856 20 5555", "85620555"):
        assert "Emma Watson" in found(meeting, typed), typed
    assert meeting.do(check_in, meeting.sessions[1].id, "57").holder.id == who


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Jürgen Müller", "muller"),
        ("Jurgen Muller", "Müller"),
        ("Nguyễn Văn An", "an nguyen"),
        ("Đặng Thị Hoa", "dang hoa"),
        ("ສົມພອນ", "ສົມພອນ"),
        ("ສົມພ້ອນ", "ສົມພອນ"),
        ("ສົມພອນ", "ສົມພ້ອນ"),
        ("ນ້ຳ", "ນໍ້າ"),
        ("ນໍ້າ", "ນ້ໍາ"),
        ("ນ້ໍາ", "ນ້ຳ"),
    ],
)
def test_case_54_accents_and_tone_marks_do_not_matter(meeting, name, typed):
    add(meeting, name, "KAZ")
    assert name in found(meeting, typed)


def test_case_54_the_name_stays_as_it_was_typed(meeting):
    meeting.do(add_by_name, meeting.delegations["LAO"], "ນໍ້າ")
    assert found(meeting, "ນ້ຳ") == ["ນໍ້າ"]


def test_case_55_somebody_who_came_to_two_event_sessions_is_found_once(meeting):
    add(meeting, "Emma Watson", number=57)
    for session in meeting.sessions[:2]:
        for direction in (Direction.ENTRY, Direction.EXIT, Direction.ENTRY):
            meeting.do(check_in, session.id, "57", direction)
    assert found(meeting, "watson") == ["Emma Watson"]


def test_case_56_a_place_kept_for_nobody_yet_is_found_by_delegation_and_shows_its_seat(meeting):
    add(meeting, "N.N.", "KAZ", seat="A4", number=58)
    assert "N.N." in found(meeting, "kazakhstan")
    verdict = meeting.do(check_in, meeting.sessions[0].id, "58")
    assert verdict.word is Word.IN
    assert (verdict.holder.delegation_code, verdict.holder.seat) == ("KAZ", "A4")
