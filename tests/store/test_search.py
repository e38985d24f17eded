"""The search finds exactly the people in whose search words every typed word begins some word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from attendance.domain.text_keys import loose_key
from attendance.store import search
from attendance.store import tables as t
from attendance.store.journal import Action
from tests.store import seminar as made
from tests.store.seminar import delegate_row, person_row, stamp

NAMES = [
    "ທະວີສັກ ມະໂນທັມ", "ທະວີສັກ ມະໂນທໍາ", "ບຸນມີ ແກ້ວມະນີ", "ຄຳແພງ ໄຊຍະວົງ", "Thavisack MANODHAM",
    "Айгерим Нұрланова", "Әсел Қайратқызы", "Nguyễn Thị Ánh", "Jean-Luc O’Brien", "สมชาย ใจดี", "Phan Đình",
    "Öztürk Işık", "J. R. R. Smith", "A", "Bounmy_Kèo (Mr.)", "Мария-Луиза", "ﬁona Straße", "Ａｎｎａ １２",
]  # fmt: skip


@pytest.fixture(scope="module")
def people(tmp_path_factory):
    """The delegates above, in one file."""
    seminar = made.make(tmp_path_factory.mktemp("search") / "seminar.db", people=0)
    persons = [person_row(name) for name in NAMES]
    delegates = [
        delegate_row(
            seminar.event, seminar.delegations[n % 2], person["id"], person["name"],
            email=f"a.{n}@example.org", phone=f"+856 20 55{n:03d}",
            badge_code=f"{n + 1:012d}", short_number=n + 1,
        )
        for n, person in enumerate(persons)
    ]  # fmt: skip
    with seminar.database.write() as db, Action(db, stamp(), "import", event=seminar.event) as action:
        action.insert(t.person, persons)
        action.insert(t.delegate, delegates)
    yield seminar
    seminar.database.close()


def found(seminar, typed: str) -> set[int]:
    with seminar.database.read() as db:
        return set(db.scalars(search.matching(typed)))


def plainly(seminar, typed: str) -> set[int]:
    """The same question asked of the words themselves, without any index."""
    with seminar.database.read() as db:
        rows = db.execute(select(t.delegate_index.c.n, t.delegate_index.c.words)).all()
    wanted = search.query_words(typed)
    return {n for n, words in rows if all(any(w.startswith(q) for w in words.split()) for q in wanted)}


LETTERS = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
QUERIES = st.one_of(
    st.sampled_from(NAMES).flatmap(
        lambda name: st.tuples(st.integers(0, len(name)), st.integers(1, 6)).map(
            lambda c: name[c[0] : sum(c)]
        )
    ),
    st.text(LETTERS, max_size=8),
    st.lists(st.sampled_from(" ".join(NAMES).split()).map(lambda w: w[:3]), max_size=3).map(" ".join),
    st.sampled_from(
        ["+856", "20 55", "a.1", "00000", "1", "LAO", "kaz", "country", '"', "*", "OR", "NOT a", "a AND b"]
    ),
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=QUERIES)
def test_the_index_answers_as_the_words_themselves_would(people, typed):
    if search.query_words(typed):
        assert found(people, typed) == plainly(people, typed)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ທະວີສັກ", "ທະວີສັກ ມະໂນທັມ"),
        ("ແກວມະນີ", "ບຸນມີ ແກ້ວມະນີ"),  # without its tone mark
        ("ເເກ້ວມະນີ", "ບຸນມີ ແກ້ວມະນີ"),  # ແ typed as two ເ
        ("ຄໍາແພງ", "ຄຳແພງ ໄຊຍະວົງ"),  # ໍ and າ apart
        ("manod thav", "Thavisack MANODHAM"),
        ("нурланова", "Айгерим Нұрланова"),  # on a Russian keyboard
        ("кайрат асел", "Әсел Қайратқызы"),
        ("nguyen anh", "Nguyễn Thị Ánh"),
        ("o'brien", "Jean-Luc O’Brien"),
        ("luc", "Jean-Luc O’Brien"),
        ("dinh", "Phan Đình"),
        ("anna 12", "Ａｎｎａ １２"),
        ("strasse", "ﬁona Straße"),
        ("สมชาย", "สมชาย ใจดี"),
    ],
)
def test_a_name_is_found_as_people_type_it(people, typed, name):
    with people.database.read() as db:
        names = db.scalars(select(t.delegate.c.name).where(t.delegate.c.n.in_(search.matching(typed)))).all()
    assert name in names


def test_people_are_found_by_delegation_badge_number_and_phone(people):
    assert len(found(people, "LAO")) == len(NAMES) // 2
    assert len(found(people, "000000000003")) == 1
    assert len(found(people, "8562055004")) == 1
    assert len(found(people, "example.org")) == len(NAMES)


def test_a_changed_name_is_found_and_the_old_one_is_not(seminar):
    who = seminar.delegates[0]
    with seminar.database.write() as db, Action(db, stamp(), "edit", event=seminar.event) as action:
        action.update(t.delegate, [(who, {"name": "Khamla"})])
    assert len(found(seminar, "khaml")) == 1
    with seminar.database.write() as db, Action(db, stamp(), "edit", event=seminar.event) as action:
        action.remove(t.delegate, [who])
    assert found(seminar, "khaml") == set()


def test_people_are_found_under_the_new_name_of_their_delegation(seminar):
    with seminar.database.write() as db, Action(db, stamp(), "edit", event=seminar.event) as action:
        action.update(t.delegation, [(seminar.delegations[0], {"name_official": "ສປປ ລາວ"})])
    assert len(found(seminar, "ລາວ")) == 2


def test_sqlite_and_python_agree_what_belongs_to_a_word(people):
    """Every assigned letter, digit and mark that may stand in a query is one token to the index."""
    signs = [chr(n) for n in range(1, 0x30000) if unicodedata.category(chr(n))[0] in "LNM"]
    words = {word for sign in signs for word in search.query_words(f"a{sign}b") if not word.isascii()}
    assert len(words) > 50_000
    query = "SELECT count(*) FROM search WHERE search MATCH ?"
    with people.database.read() as db:
        for some in batched(sorted(words), 500):
            # A word the index would split is a phrase, which it refuses: it keeps no positions.
            db.exec_driver_sql(query, (" OR ".join(f'"{word}"*' for word in some),)).all()


def batched(words: list[str], size: int) -> list[list[str]]:
    return [words[start : start + size] for start in range(0, len(words), size)]


def test_the_key_of_a_key_is_itself(people):
    for name in NAMES:
        assert loose_key(loose_key(name)) == loose_key(name)
