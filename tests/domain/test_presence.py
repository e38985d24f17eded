"""Presence: what facts add up to, whatever order they came in."""

from collections import namedtuple
from itertools import permutations
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from attendance.domain.kinds import PresenceState
from attendance.domain.presence import Presence, presence_of

Fact = namedtuple("Fact", "id kind at voids", defaults=(None,))
MINUTE = 60_000


def fact(number, kind, minute, voids=None):
    return Fact(UUID(int=number), kind, minute * MINUTE, UUID(int=voids) if voids else None)


@st.composite
def histories(draw):
    """Entries, exits, excuses, and voids of any earlier fact, voids included."""
    facts = []
    for number in range(1, draw(st.integers(0, 9)) + 1):
        kind = draw(st.sampled_from(["in", "out", "excused", "void"] if facts else ["in", "out", "excused"]))
        voids = draw(st.integers(1, number - 1)) if kind == "void" else None
        facts.append(fact(number, kind, draw(st.integers(0, 6)), voids))
    return facts


@given(histories(), st.randoms())
def test_the_order_of_writing_never_matters(facts, random):
    shuffled = list(facts)
    random.shuffle(shuffled)
    assert presence_of(shuffled) == presence_of(facts)


@given(histories())
def test_voiding_every_fact_leaves_nothing(facts):
    # A void is voided by what comes last, so each fact that still stands gets one void of its own.
    counted = [f for f in facts if f.kind != "void"]
    voids = [f for f in facts if f.kind == "void"]
    answers = [fact(100 + n, "void", 9, f.id.int) for n, f in enumerate(counted)]
    assert presence_of(counted + answers) == Presence()
    assert presence_of(voids) == Presence()


@given(histories())
def test_minutes_are_never_negative_and_entries_are_counted(facts):
    result = presence_of(facts)
    assert result.minutes >= 0
    assert (result.first_in is not None) == (result.entries > 0)


def test_minutes_add_up_over_exits_and_new_entries():
    facts = [fact(1, "in", 0), fact(2, "out", 30), fact(3, "in", 60), fact(4, "out", 75)]
    assert presence_of(facts) == Presence(PresenceState.LEFT, 0, 75 * MINUTE, 45, 2)


def test_an_exit_before_any_entry_is_not_an_arrival():
    result = presence_of([fact(1, "out", 5)])
    assert (result.state, result.first_in, result.minutes) == (PresenceState.LEFT, None, 0)


def test_a_void_of_a_void_lets_the_fact_count_again():
    entry, void, redo = fact(1, "in", 5), fact(2, "void", 6, 1), fact(3, "void", 7, 2)
    assert presence_of([entry, void]) == Presence()
    for order in permutations([entry, void, redo]):
        assert presence_of(order).state is PresenceState.INSIDE


def test_an_excuse_yields_to_an_arrival():
    assert presence_of([fact(1, "excused", 0)]).state is PresenceState.EXCUSED
    assert presence_of([fact(1, "excused", 0), fact(2, "in", 9)]).state is PresenceState.INSIDE


def test_a_ring_of_voids_from_a_damaged_exchange_ends():
    ring = [fact(1, "void", 0, 2), fact(2, "void", 0, 1), fact(3, "in", 0)]
    assert presence_of(ring).entries == 1
