"""However often a badge is scanned, what counts keeps to how often somebody may come in."""

from itertools import pairwise
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from attendance.domain.kinds import Direction, FactKind, SessionEntry, Status
from attendance.domain.presence import presence_of, standing
from attendance.domain.rules import Rules
from attendance.domain.scan import Situation, Visit, Word
from attendance.domain.verdict import decide
from tests.domain.test_presence import Fact

SCANS = st.lists(
    st.tuples(st.sampled_from(["entry", "exit", "undo"]), st.integers(0, 40)), min_size=1, max_size=14
)
"""What happens, and how many minutes after the last; an undo voids the newest fact that counts."""

RULES = st.builds(
    Rules,
    max_entries=st.none() | st.integers(1, 3),
    minutes_between=st.none() | st.integers(1, 30),
    once_a_day=st.booleans(),
    only_if_absent=st.booleans(),
)


def scanned(scans, rules, entry):
    """All facts after these scans, each decided from what the ones before add up to."""
    facts, at = [], 0
    for what, later in scans:
        at += later * 60_000 + 1
        new, counted = UUID(int=len(facts) + 1), standing(facts)
        if what == "undo":
            if counted:
                newest = max(counted, key=lambda fact: fact.id.int)
                facts.append(Fact(new, FactKind.VOID, at, newest.id))
            continue
        now = presence_of(facts)
        visits = tuple(Visit(fact.at, "Desk 1") for fact in counted if fact.kind == FactKind.IN)
        situation = Situation(
            Status.REGISTERED, entry=entry, state=now.state, entries=now.entries, rules=rules, at=at,
            visits=visits, desk="Desk 1",
        )  # fmt: skip
        word = decide(situation, Direction(what)).word
        if word in (Word.IN, Word.OUT):
            facts.append(Fact(new, FactKind(word.lower()), at))
    return facts


def kinds(facts):
    return [fact.kind for fact in standing(facts)]


@given(SCANS, RULES, st.sampled_from([SessionEntry.ONCE, SessionEntry.SINGLE]))
def test_two_entries_never_count_without_an_exit_between_them(scans, rules, entry):
    told = kinds(scanned([scan for scan in scans if scan[0] != "undo"], rules, entry))
    assert ("in", "in") not in set(pairwise(told))


@given(SCANS, RULES)
def test_where_nobody_comes_twice_at_most_one_entry_counts(scans, rules):
    assert kinds(scanned(scans, rules, SessionEntry.SINGLE)).count("in") <= 1


@given(SCANS, RULES, st.sampled_from(list(SessionEntry)))
def test_never_more_entries_count_than_the_rules_allow(scans, rules, entry):
    counted = standing(scanned(scans, rules, entry))
    entries = [fact.at for fact in counted if fact.kind == FactKind.IN]
    if rules.max_entries is not None:
        assert len(entries) <= rules.max_entries
    if rules.once_a_day:
        assert len(entries) <= 1 + sum(later for _, later in scans) // (24 * 60)


@given(SCANS, RULES, st.sampled_from(list(SessionEntry)))
def test_an_exit_is_always_out(scans, rules, entry):
    before = scanned(scans, rules, entry)
    after = scanned([*scans, ("exit", 1)], rules, entry)
    assert [fact.kind for fact in after[len(before) :]] == ["out"]
