"""Whether enough are in the room to decide."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attendance.domain.errors import Refused
from attendance.domain.kinds import Capacity
from attendance.domain.quorum import Quorum, Threshold, Unit, check, read, standing, written

QUORUMS = st.builds(
    Quorum,
    unit=st.sampled_from(Unit),
    capacities=st.frozensets(st.sampled_from(Capacity), min_size=1),
    threshold=st.sampled_from([Threshold.MORE_THAN_HALF, Threshold.TWO_THIRDS]),
) | st.builds(Quorum, threshold=st.just(Threshold.NUMBER), number=st.integers(1, 500))


@pytest.mark.parametrize(
    ("threshold", "members", "needed"),
    [
        (Threshold.MORE_THAN_HALF, 14, 8),
        (Threshold.MORE_THAN_HALF, 15, 8),
        (Threshold.MORE_THAN_HALF, 0, 1),
        (Threshold.TWO_THIRDS, 14, 10),
        (Threshold.TWO_THIRDS, 15, 10),
        (Threshold.TWO_THIRDS, 0, 1),
    ],
)
def test_how_many_it_takes(threshold, members, needed):
    assert Quorum(threshold=threshold).needed(members) == needed
    assert not standing(Quorum(threshold=threshold), needed - 1, members).reached
    assert standing(Quorum(threshold=threshold), needed, members).reached


@given(st.integers(1, 10_000))
def test_half_is_never_enough_and_everybody_always_is(members):
    half, thirds = Quorum(), Quorum(threshold=Threshold.TWO_THIRDS)
    assert 2 * half.needed(members) > members
    assert 3 * thirds.needed(members) >= 2 * members
    assert max(half.needed(members), thirds.needed(members)) <= members


@given(QUORUMS)
def test_a_rule_comes_back_as_it_was_written(rule):
    check(rule)
    assert read(written(rule)) == rule


def test_what_is_no_rule_asks_for_no_quorum():
    assert [read(text) for text in (None, "", "{", "[]", "7", '{"unit": "moons"}')] == [None] * 6


def test_a_rule_nobody_could_meet_is_refused():
    with pytest.raises(Refused, match="quorum_without_number"):
        check(Quorum(threshold=Threshold.NUMBER))
    with pytest.raises(Refused, match="quorum_without_capacities"):
        check(Quorum(capacities=frozenset()))
