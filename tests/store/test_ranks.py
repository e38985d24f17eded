"""What is searched comes back in the order of the list, whoever was added, moved, renamed or removed."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from attendance.commands.delegates import add_delegate, add_delegation
from attendance.commands.events import new_event
from attendance.queries.delegates import delegates
from attendance.queries.listing import Question, glance, ids, page
from attendance.store import ranks, search
from attendance.store import tables as t
from attendance.store.journal import Action
from tests.store import seminar as made
from tests.store.seminar import delegate_row, person_row, stamp

NAMES = st.sampled_from(["Noy", "noy kham", "ບຸນມີ", "Айгерим Noy", "Zoe", "Anna Noy", "N", "ນ້ອຍ Noy"])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.lists(NAMES, min_size=1, max_size=5)),
        st.tuples(st.just("rename"), st.integers(0, 9), NAMES),
        st.tuples(st.just("remove"), st.integers(0, 9)),
        st.tuples(st.just("rebuild")),
    ),
    min_size=1,
    max_size=12,
)


def add(seminar, db, action, names) -> None:
    persons = [person_row(name) for name in names]
    action.insert(t.person, persons)
    action.insert(
        t.delegate,
        [
            delegate_row(seminar.event, seminar.delegations[0], person["id"], person["name"])
            for person in persons
        ],
    )


def some(db, number):
    found = list(db.scalars(select(t.delegate.c.id).order_by(t.delegate.c.n)))
    return found[number % len(found)] if found else None


def carry_out(seminar, step) -> None:
    with seminar.database.write() as db:
        if step[0] == "rebuild":
            search.rebuild(db)
            return
        with Action(db, stamp(), "edit", event=seminar.event) as action:
            if step[0] == "add":
                add(seminar, db, action, step[1])
            elif (who := some(db, step[1])) is not None:
                if step[0] == "rename":
                    action.update(t.delegate, [(who, {"name": step[2]})])
                else:
                    action.remove(t.delegate, [who])


def is_in_order(seminar) -> None:
    """The searches that take the short way give what sorting everybody who is found would give."""
    listing, i = delegates(seminar.event), t.delegate_index.c
    with seminar.database.read() as db:
        assert all(same for _, same in search.compare(db))
        everybody = db.execute(select(i.n, i.words).order_by(i.event_n, i.sort, i.n)).all()
        for typed in ("n", "no", "noy", "noy k", "kaz", "а", "ນອຍ", "anna noy", "nobody"):
            wanted = search.query_words(typed)
            plain = [
                n
                for n, words in everybody
                if all(any(w.startswith(q) for w in words.split()) for q in wanted)
            ]
            question = Question(search=typed)
            assert list(ids(db, listing, question)) == plain
            total, first = glance(db, listing, question, 3)
            assert (total, list(first)) == (len(plain), plain[:3])
            assert [row[0] for row in page(db, listing, first, ("name",))] == plain[:3]


@settings(max_examples=40, deadline=None)
@given(steps=STEPS)
def test_what_is_searched_comes_in_the_order_of_the_list_after_any_changes(steps):
    with tempfile.TemporaryDirectory() as folder:
        seminar = made.make(Path(folder) / "seminar.db", people=0)
        for step in steps:
            carry_out(seminar, step)
        is_in_order(seminar)
        seminar.database.close()


@pytest.mark.parametrize("room", [1, 2, 40])
def test_where_no_number_is_left_between_two_those_around_move(seminar, monkeypatch, room):
    monkeypatch.setattr(ranks, "STEP", room)
    monkeypatch.setattr(ranks, "AROUND", 3)
    with seminar.database.write() as db:
        search.rebuild(db)
    for number in range(40):
        carry_out(seminar, ("add", [f"Noy {number:02d}", f"Noy {99 - number:02d}", f"Noy {number:02d}"]))
    is_in_order(seminar)


def test_another_event_in_the_file_is_not_among_what_is_found(seminar):
    carry_out(seminar, ("add", ["Noy"]))
    with seminar.database.write() as db:
        other = new_event(db, stamp(), title="Other", zone="Asia/Vientiane", starts="2024-05-29")
        group = add_delegation(db, stamp(), other, code="LAO", name="Laos")
        add_delegate(db, stamp(), group, name="Noy the other")
    with seminar.database.read() as db:
        assert glance(db, delegates(other), Question(search="noy"), 9).total == 1
        assert glance(db, delegates(seminar.event), Question(search="n"), 9).total >= 1
        listing = delegates(seminar.event)
        names = page(db, listing, ids(db, listing, Question(search="noy")), ("name",))
    assert [name for _, name in names] == ["Noy"]
