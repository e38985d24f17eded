"""A scan that arrives as letters, where the file decides which of its readings is a badge."""

import pytest

from attendance.commands.checkin import check_in
from attendance.commands.delegates import add_delegate
from attendance.domain.badge_code import candidates
from attendance.domain.scan import Word

# Shifted digit keys under the Lao layout: digits by themselves, and other digits by their keys.
LETTERS = "໕໔໖໖໖໘໗໗໒໗໔໘"
READINGS = ("546668772748", "748880992940")


@pytest.fixture
def add(meeting):
    """Adds somebody of the first delegation with a badge code."""

    def made(name, code):
        return meeting.do(add_delegate, next(iter(meeting.delegations.values())), name=name, badge_code=code)

    return made


def test_the_letters_have_two_readings():
    assert candidates(LETTERS) == READINGS


@pytest.mark.parametrize("reading", READINGS)
def test_the_one_reading_that_is_a_badge_is_booked(meeting, add, reading):
    add("Holder Sample", reading)
    verdict = meeting.do(check_in, meeting.sessions[0].id, LETTERS)
    assert (verdict.word, verdict.holder.name) == (Word.IN, "Holder Sample")


def test_case_27_two_readings_that_are_badges_are_offered_and_nothing_is_recorded(meeting, add):
    for name, code in zip(("First Sample", "Second Sample"), READINGS, strict=True):
        add(name, code)
    verdict = meeting.do(check_in, meeting.sessions[0].id, LETTERS)
    assert (verdict.word, verdict.fact) == (Word.AMBIGUOUS, None)
    assert {one.name for one in verdict.candidates} == {"First Sample", "Second Sample"}


def test_letters_that_are_nobodys_badge_are_unknown_as_they_came(meeting):
    verdict = meeting.do(check_in, meeting.sessions[0].id, LETTERS)
    assert (verdict.word, verdict.code) == (Word.UNKNOWN, LETTERS)
