"""Editions of a list, and what is told as different between two of them."""

from uuid import UUID

import pytest

from attendance.domain.kinds import ListState
from attendance.domain.list_issue import Change, Correction, Edition, ListChange, compared, next_edition

NOY, BOUN, DAO, KHAM = (UUID(int=n) for n in range(1, 5))
PROVISIONAL, FINAL = Edition(ListState.PROVISIONAL, 0), Edition(ListState.FINAL, 0)


@pytest.mark.parametrize(
    ("wanted", "issued", "expected"),
    [
        ("next", [], PROVISIONAL),
        ("next", [PROVISIONAL], (ListState.REVISED, 1)),
        ("next", [PROVISIONAL, Edition(ListState.REVISED, 1)], (ListState.REVISED, 2)),
        ("next", [FINAL], (ListState.REVISED, 1)),
        ("final", [], FINAL),
        ("final", [PROVISIONAL], FINAL),
        ("final", [FINAL], (ListState.FINAL, 1)),
    ],
)
def test_editions_follow_one_another(wanted, issued, expected):
    assert next_edition(wanted, issued) == expected


def shown(name, position=""):
    return {"name": name, "position": position}


def test_a_list_that_says_the_same_has_no_changes():
    assert compared({NOY: shown("Noy")}, {NOY: shown("Noy")}, {}) == []


def test_each_change_is_told_once_and_of_its_kind():
    before = {NOY: shown("Noy"), BOUN: shown("Boun"), DAO: shown("Dao", "Clerk")}
    now = {DAO: shown("Dao", "Director"), KHAM: shown("Kham")}
    assert compared(before, now, {KHAM: NOY}) == [
        Change(ListChange.CORRECTED, DAO, corrections=(Correction("position", "Clerk", "Director"),)),
        Change(ListChange.REPLACED, NOY, by=KHAM),
        Change(ListChange.WITHDRAWN, BOUN),
    ]
    assert compared(before, now, {})[1:] == [
        Change(ListChange.ADDED, KHAM),
        Change(ListChange.WITHDRAWN, NOY),
        Change(ListChange.WITHDRAWN, BOUN),
    ]


def test_a_replacement_nobody_saw_printed_is_stepped_over():
    before, now = {NOY: shown("Noy")}, {DAO: shown("Dao")}
    assert compared(before, now, {DAO: BOUN, BOUN: NOY}) == [Change(ListChange.REPLACED, NOY, by=DAO)]


def test_two_people_in_a_circle_end():
    assert compared({}, {DAO: shown("Dao")}, {DAO: BOUN, BOUN: DAO}) == [Change(ListChange.ADDED, DAO)]


def test_who_is_only_left_out_is_not_withdrawn():
    assert compared({NOY: shown("Noy")}, {}, {}, hidden=[NOY]) == []
