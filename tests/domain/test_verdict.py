"""The rule book: every situation has exactly one verdict, in the stated order."""

from itertools import product

import pytest

from attendance.domain.kinds import Direction, PresenceState, SessionEntry, Status
from attendance.domain.verdict import Situation, Word, decide

EVERY = [
    (Situation(status, pending, confirmed, entry, state), direction)
    for status, pending, confirmed, entry, state, direction in product(
        [None, *Status], [False, True], [False, True], SessionEntry, PresenceState, Direction
    )
]


@pytest.mark.parametrize(
    ("situation", "direction", "word"),
    [
        (Situation(None), Direction.ENTRY, Word.UNKNOWN),
        (Situation(Status.REGISTERED), Direction.ENTRY, Word.IN),
        (Situation(Status.INVITED), Direction.ENTRY, Word.IN),
        (Situation(Status.WITHDRAWN), Direction.ENTRY, Word.WITHDRAWN),
        (Situation(Status.WITHDRAWN), Direction.EXIT, Word.WITHDRAWN),
        (Situation(Status.REGISTERED, confirmed_only=True), Direction.ENTRY, Word.NOT_CONFIRMED),
        (Situation(Status.REGISTERED, True, True), Direction.ENTRY, Word.IN),
        (Situation(Status.CONFIRMED, confirmed_only=True), Direction.ENTRY, Word.IN),
        (Situation(Status.REGISTERED, state=PresenceState.INSIDE), Direction.ENTRY, Word.ALREADY_IN),
        (Situation(Status.REGISTERED, state=PresenceState.LEFT), Direction.ENTRY, Word.IN),
        (Situation(Status.REGISTERED, state=PresenceState.EXCUSED), Direction.ENTRY, Word.IN),
        (
            Situation(Status.REGISTERED, entry=SessionEntry.MANY, state=PresenceState.INSIDE),
            Direction.ENTRY,
            Word.IN,
        ),
    ],
)
def test_the_table(situation, direction, word):
    assert decide(situation, direction) is word


def test_every_situation_has_a_verdict_and_an_exit_of_somebody_expected_is_always_out():
    for situation, direction in EVERY:
        word = decide(situation, direction)
        assert isinstance(word, Word)
        gone = situation.status in (None, Status.WITHDRAWN, Status.DECLINED, Status.REPLACED, Status.BARRED)
        if direction is Direction.EXIT and not gone:
            assert word is Word.OUT


def test_nobody_inside_a_once_session_is_let_in_twice():
    for situation, direction in EVERY:
        inside = situation.state is PresenceState.INSIDE and situation.entry is SessionEntry.ONCE
        if inside and direction is Direction.ENTRY:
            assert decide(situation, direction) is not Word.IN
