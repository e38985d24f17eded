"""Presence and tallies follow from the facts alone, whatever the order they came in."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from attendance.domain.kinds import new_id
from attendance.store import presence
from attendance.store import tables as t
from attendance.store.journal import Action
from attendance.store.verify import verify
from tests.store import seminar as made
from tests.store.seminar import stamp

KINDS = st.sampled_from(["in", "out", "excused", "void"])
FACTS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 1), KINDS, st.integers(0, 90)), max_size=25)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """One file for all examples: every example brings people of its own."""
    seminar = made.make(tmp_path_factory.mktemp("presence") / "seminar.db", people=0)
    yield seminar
    seminar.database.close()


def rows_of(seminar, people, facts):
    """Fact rows; a void voids an earlier fact of the list, or nothing."""
    rows = []
    for who, session, kind, at in facts:
        earlier = [row for row in rows if row["delegate"] == people[who]]
        voids = earlier[at % len(earlier)] if kind == "void" and earlier else None
        row = seminar.fact_row(new_id(), people[who], kind, at, event_session=seminar.sessions[session])
        if voids:
            row |= {"voids": voids["id"], "event_session": voids["event_session"]}
        rows.append(row)
    return rows


def write(seminar, rows, sizes=(1,)):
    """Write facts in actions of the given sizes, over and over."""
    start = turn = 0
    while start < len(rows):
        end = start + sizes[turn % len(sizes)]
        with seminar.database.write() as db, Action(db, stamp(), "facts", event=seminar.event) as action:
            action.insert(t.attendance_fact, rows[start:end])
        start, turn = end, turn + 1


def kept(seminar, people):
    with seminar.database.read() as db:
        p = t.presence.c
        query = select(p.event_session, p.delegate, p.state, p.first_in, p.last_out, p.minutes, p.entries)
        found = db.execute(query.where(p.delegate.in_(people))).all()
    return {(people.index(row.delegate), *row[2:], str(row.event_session)) for row in found}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=FACTS, order=st.randoms(use_true_random=False), sizes=st.lists(st.integers(1, 6), min_size=1))
def test_the_order_of_writing_never_matters(shared, facts, order: random.Random, sizes):
    first, second = made.add_people(shared, 5), made.add_people(shared, 5)
    rows = rows_of(shared, first, facts)
    same = {row["id"]: new_id() for row in rows}
    twins = [
        row | {"id": same[row["id"]], "delegate": second[first.index(row["delegate"])]}
        | ({"voids": same[row["voids"]]} if "voids" in row else {})
        for row in rows
    ]  # fmt: skip
    order.shuffle(twins)
    write(shared, rows)
    write(shared, twins, sizes)
    # Facts of one moment are ordered by their ids, which differ between the two; all else must be equal.
    if len({(row["delegate"], row["at"]) for row in rows}) == len(rows):
        assert kept(shared, first) == kept(shared, second)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    facts=FACTS,
    moves=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 1), st.sampled_from("fmx")), max_size=4),
)
def test_tallies_equal_a_count_of_presence_after_every_fact_and_move(shared, facts, moves):
    people = made.add_people(shared, 5)
    write(shared, rows_of(shared, people, facts), (3, 1))
    for who, where, sex in moves:
        with shared.database.write() as db, Action(db, stamp(), "move", event=shared.event) as action:
            action.update(t.delegate, [(people[who], {"delegation": shared.delegations[where], "sex": sex})])
    p = t.presence.c
    counted = select(
        p.event_session, p.delegation, func.count(p.first_in), func.count().filter(p.state == "inside"),
        func.count().filter(p.state == "excused"), func.count(p.first_in).filter(p.woman),
    ).group_by(p.event_session, p.delegation)  # fmt: skip
    with shared.database.read() as db:
        expected = {tuple(row) for row in db.execute(counted) if row[2] or row[4]}
        assert {tuple(row) for row in db.execute(t.tally.select())} == expected


def test_everything_derived_equals_the_facts_after_all_of_this(shared):
    assert verify(shared.database) == []


def test_a_rebuild_changes_nothing(seminar):
    write(seminar, rows_of(seminar, seminar.delegates, [(0, 0, "in", 1), (0, 0, "out", 30), (1, 1, "in", 2)]))
    before = kept(seminar, seminar.delegates)
    with seminar.database.write() as db:
        presence.rebuild(db)
    assert kept(seminar, seminar.delegates) == before
    assert len(before) == 2


def test_a_voided_entry_leaves_nobody_inside_and_no_empty_total(seminar):
    fact = seminar.fact(seminar.delegates[0])
    seminar.fact(seminar.delegates[0], "void", 5, voids=fact)
    with seminar.database.read() as db:
        assert db.execute(t.presence.select()).all() == []
        assert db.execute(t.tally.select()).all() == []
