"""Decisions about single rows of a list: what becomes of them, and that the numbers are those of the file."""

import csv
import tempfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attendance.commands.events import change_event
from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import Stamp
from attendance.imports import importing
from attendance.imports.deciding import (
    OTHER,
    SAME,
    SKIP,
    TAKE,
    Decided,
    Decision,
    kept_at_first,
    outcomes,
    tally,
)
from attendance.imports.entries import Reader
from attendance.imports.known import load
from attendance.imports.likely import offer_likely
from attendance.imports.mapping import mapping_of, propose
from attendance.imports.opened import open_list, table_of
from attendance.imports.options import Options
from attendance.imports.planning import Gathering
from attendance.store import tables as t
from attendance.store.database import Database
from attendance.store.verify import verify

from .test_conservation import FEW, HEAD, Here
from .test_importing import ANNA, BOUNMY
from .test_importing import HEAD as PLAIN

CORRECTED = ["Norway", "Ms.", "Anne Bergh", "Director", "Agency for Digitisation", "+47 555 12345"]


def decided(*rows, withdrawn=()):
    return Decided({row: Decision(*rest) for row, *rest in rows}, frozenset(withdrawn))


def delegates(imported):
    return imported.table(t.delegate, "name", "position", "phone", "status")


def test_a_corrected_name_is_offered_with_both_records_and_updates_when_it_is_the_same_person(imported):
    imported([PLAIN, ANNA, BOUNMY])
    preview = imported.preview([PLAIN, [*CORRECTED[:3], "Adviser", *CORRECTED[4:]], BOUNMY])
    (offer,) = preview.offers
    assert (offer.row, offer.kind, offer.reason) == (2, "delegate", "same_contact")
    assert (offer.other, offer.where) == ("Anna Berg", "Norway")
    sides = {field: rest for field, *rest in offer.sides}
    assert sides["name"] == ["Anna Berg", "Anne Bergh"]
    assert sides["phone"] == ["+47 555 12345", "+47 555 12345"]
    assert [one.name for one in preview.missing] == ["Anna Berg"]
    same = decided((2, SAME))
    numbers = tally(preview, same).verdicts
    assert (numbers["added"], numbers["updated"], numbers["missing"], numbers["offered"]) == (0, 1, 0, 0)
    action = imported.apply(preview, decided=same)
    assert [row[:2] for row in delegates(imported)] == [
        ("Anne Bergh", "Adviser"),
        ("Bounmy Sisouk", "Head of Delegation"),
    ]
    with imported.database.write() as db:
        undo(db, replace(imported.stamp, at=imported.stamp.at + 1), action, "")
    assert delegates(imported)[0][:2] == ("Anna Berg", "Director")
    assert verify(imported.database) == []


def test_of_contradicting_fields_those_of_the_file_may_stay(imported):
    imported([PLAIN, ANNA])
    preview = imported.preview([PLAIN, [*CORRECTED[:3], "Adviser", *CORRECTED[4:]]])
    imported.apply(preview, decided=decided((2, SAME, frozenset({"name"}))))
    assert delegates(imported) == [("Anna Berg", "Adviser", "+47 555 12345", "registered")]
    moved = imported.preview([PLAIN, [*ANNA[:3], "Minister", ANNA[4], "+47 1111111"]])
    assert {change.field: change[1:3] for change in moved.verdicts[0].changes} == {
        "position": ("Adviser", "Minister"),
        "phone": ("+47 555 12345", "+47 1111111"),
    }
    keep = decided((2, TAKE, frozenset({"phone"})))
    assert tally(moved, keep).verdicts["updated"] == 1
    imported.apply(moved, decided=keep)
    assert delegates(imported) == [("Anna Berg", "Minister", "+47 555 12345", "registered")]


def test_somebody_else_is_added_and_a_skipped_row_is_not(imported):
    imported([PLAIN, ANNA])
    preview = imported.preview([PLAIN, CORRECTED, ["Sweden", "", "Bo Ek", "", "", ""]])
    choice = decided((2, OTHER), (3, SKIP))
    counted = tally(preview, choice)
    assert counted.brought == {"events": 0, "delegations": 0, "persons": 1, "delegates": 1}
    imported.apply(preview, decided=choice)
    assert [name for (name,) in imported.table(t.delegate, "name")] == ["Anna Berg", "Anne Bergh"]
    assert [name for (name,) in imported.table(t.delegation, "name")] == ["Norway"]


def test_two_spellings_in_one_list_become_one_with_what_both_say(imported):
    rows = [
        ["Lao PDR", "", "Somvang Sampelsith", "", "Ministry", ""],
        ["Lao PDR", "", "Somvang Sampelsit", "Director", "", "02011111111"],
        ["Lao PDR", "", "ສົມວັງ ຊຳເປີນສິດ", "", "", ""],
    ]
    preview = imported.preview([PLAIN, *rows])
    assert [(o.row, o.other_row, o.kind, o.reason) for o in preview.offers] == [
        (3, 2, "row", "similar_name"),
        (4, 2, "row", "similar_sound"),
    ]
    choice = decided((3, SAME, frozenset({"name"})), (4, SAME, frozenset({"name"})))
    imported.apply(preview, decided=choice)
    assert imported.table(t.delegate, "name", "position", "organisation", "phone") == [
        ("Somvang Sampelsith", "Director", "Ministry", "02011111111")
    ]
    assert len(imported.table(t.person, "id")) == 1


def test_who_is_no_longer_in_the_list_is_told_and_withdrawn_only_when_asked(imported):
    imported([PLAIN, ANNA, BOUNMY, ["Norway", "", "Bo Ek", "", "", ""]])
    preview = imported.preview([PLAIN, ANNA])
    assert [(one.name, one.delegation, one.status) for one in preview.missing] == [
        ("Bo Ek", "Norway", "registered")
    ]
    assert imported.apply(preview) is None
    choice = decided(withdrawn=[preview.missing[0].delegate])
    assert tally(preview, choice).writes == 1
    imported.apply(preview, decided=choice)
    assert [status for *_, status in delegates(imported)] == ["registered", "registered", "withdrawn"]


def test_a_passport_finds_somebody_under_quite_another_name(imported):
    head = ["Delegation", "Name", "Passport No"]
    imported([head, ["Norway", "Anna Berg", "P1"]], keep_identity=True, identity_until="2030-01-01")
    preview = imported.preview(
        [head, ["Norway", "Mrs. Lund", "P1"]], keep_identity=True, identity_until="2030-01-01"
    )
    assert [(o.reason, o.other) for o in preview.offers] == [("same_passport", "Anna Berg")]


def test_two_rows_said_to_be_one_known_delegate_are_counted_once(imported):
    imported([PLAIN, ANNA])
    second = ["Norway", "Ms.", "Anne Berg", "Adviser", "", "+47 555 12345"]
    preview = imported.preview([PLAIN, CORRECTED, second])
    assert {offer.row for offer in preview.offers} == {2, 3}
    choice = decided((2, SAME), (3, SAME))
    counted = tally(preview, choice)
    assert (counted.verdicts["updated"], counted.verdicts["merged"]) == (1, 1)
    imported.apply(preview, decided=choice)
    assert len(imported.table(t.delegate, "id")) == 1


ROW = st.tuples(*(st.sampled_from(FEW[key]) for key in HEAD))
CHOICE = st.sampled_from((SAME, OTHER, SKIP, TAKE))


@settings(max_examples=8)
@given(st.lists(ROW, min_size=2, max_size=10), st.lists(ROW, min_size=2, max_size=10), st.data())
def test_whatever_is_decided_the_numbers_are_those_of_the_file(first, second, data):
    with tempfile.TemporaryDirectory() as folder:
        database = Database.open(Path(folder) / "x.attendance")
        mapping = dict(enumerate(("event", "delegation", "honorific", "name", "position", "organisation")))
        mapping |= {6: "email", 7: "sex", 8: "passport_no"}
        options = Options(event_title="Seminar", keep_identity=True, identity_until="2030-01-01")

        def plan(name, rows):
            path = Path(folder) / name
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, quoting=csv.QUOTE_ALL).writerows([HEAD, *rows])
            return importing.prepare(Here(), database, path, mapping=mapping, heading_row=1, options=options)

        def counted():
            with database.read() as db:
                return Counter(
                    {
                        table.name: len(db.execute(table.select()).all())
                        for table in (t.event, t.delegation, t.person, t.delegate)
                    }
                )

        try:
            importing.apply(Here(), database, Stamp("Noy", 1), plan("a.csv", first))
            before = counted()
            preview = plan("b.csv", [*second, *second])  # each of them twice
            rows = {row.row: Decision(data.draw(CHOICE)) for row in preview.verdicts}
            gone = frozenset(one.delegate for one in preview.missing if data.draw(st.booleans()))
            choice = Decided(rows, gone)
            told = tally(preview, choice)
            _nobody_is_lost(preview, choice)
            parts = ("added", "updated", "unchanged", "merged", "refused")
            assert sum(told.verdicts[key] for key in parts) == told.rows == len(preview.verdicts)
            importing.apply(Here(), database, Stamp("Noy", 2), preview, decided=choice)
            grown = counted() - before
            assert [grown[name] for name in ("event", "delegation", "person", "delegate")] == [
                told.brought[key] for key in ("events", "delegations", "persons", "delegates")
            ]
            with database.read() as db:
                d = t.delegate.c
                withdrawn = db.execute(t.delegate.select().where(d.status == "withdrawn")).all()
                assert len(withdrawn) == told.verdicts["withdrawn"]
                pairs = Counter(db.execute(t.delegate.select().with_only_columns(d.event, d.person)))
            assert set(pairs.values()) <= {1}
            assert verify(database) == []
        finally:
            database.close()


@pytest.mark.parametrize("choice", [SAME, SKIP])
def test_other_decisions_can_be_taken_about_the_same_plan(imported, choice):
    imported([PLAIN, ANNA])
    preview = imported.preview([PLAIN, CORRECTED])
    with pytest.raises(RuntimeError):
        imported.apply(preview, decided=decided((2, OTHER)), tick=_fail)
    imported.apply(preview, decided=decided((2, choice)))
    assert len(imported.table(t.delegate, "id")) == 1


def test_a_row_that_is_one_with_a_known_one_fills_its_gaps(imported):
    imported([PLAIN, ["Norway", "", "Souphanouvong Example", "", "Agency", ""]])
    rows = [
        ["Norway", "", "Souphanouvong Example", "", "Agency", ""],
        ["Norway", "", "Souphanuvong Example", "Director", "Other", ""],
    ]
    preview = imported.preview([PLAIN, *rows])
    (offer,) = preview.offers
    assert kept_at_first(offer) == {"name", "organisation"}
    choice = decided((3, SAME, kept_at_first(offer)))
    numbers = tally(preview, choice).verdicts
    assert (numbers["updated"], numbers["merged"], numbers["added"]) == (1, 1, 0)
    imported.apply(preview, decided=choice)
    assert imported.table(t.delegate, "name", "position", "organisation") == [
        ("Souphanouvong Example", "Director", "Agency")
    ]


def test_it_is_told_when_a_list_is_too_long_to_be_compared_for_other_spellings(imported):
    imported([PLAIN, ANNA])
    sheets, _, seen = open_list(imported.file([PLAIN, CORRECTED, BOUNMY]))
    table = table_of(sheets[seen.best], None)
    mapping = mapping_of(propose(table))
    with imported.database.read() as db:
        found = []
        for most in (2, 3):
            gathering = Gathering(load(db), Options(), "list")
            for _, entry in Reader(table, mapping, Options()).entries():
                gathering.add(entry)
            offer_likely(db, gathering, most=most)
            found.append((bool(gathering.offers), dict(gathering.notes)))
    assert found == [(False, {"too_many_to_compare": 2}), (True, {})]
    assert "too_many_to_compare" in importing.NOTES


def test_passports_are_kept_only_with_a_day_by_which_they_go(imported):
    head, row = ["Delegation", "Name", "Passport No"], ["Norway", "Anna Berg", "P1"]
    with pytest.raises(Refused, match="identity_needs_date"):
        imported.preview([head, row], keep_identity=True)
    with pytest.raises(Refused, match="bad_date"):
        imported.preview([head, row], keep_identity=True, identity_until="soon")
    preview = imported([head, row], keep_identity=True, identity_until="2030-01-01")
    assert imported.table(t.event, "personal_until") == [("2030-01-01",)]
    imported([head, [*row[:2], "P2"]], keep_identity=True)  # the event says it already
    event = preview.events[0].id
    with imported.database.write() as db:
        change_event(db, replace(imported.stamp, at=imported.stamp.at + 500), event, {"personal_until": None})
    imported([head, [*row[:2], "P3"]], keep_identity=True, identity_until="2031-01-01")
    assert imported.table(t.event, "personal_until") == [("2031-01-01",)]


def _nobody_is_lost(preview, choice):
    """Every row that counts as the same person has a row of that person that is not left out."""
    offers = {offer.row: offer for offer in preview.offers}
    verdicts = {row.row: row for row in preview.verdicts}
    found = verdicts | outcomes(verdicts, offers, choice.rows)
    for outcome in [one for one in found.values() if one.verdict == "merged"]:
        while outcome.verdict == "merged":
            outcome = found[outcome.into]
        assert outcome.verdict in ("added", "updated", "unchanged")


THREE = [
    ["Lao PDR", "", "Somvang Sampelsith", "", "Ministry", ""],
    ["Lao PDR", "", "Somvang Sampelsit", "Director", "", "02011111111"],
    ["Lao PDR", "", "ສົມວັງ ຊຳເປີນສິດ", "Adviser", "Agency", ""],
]


def test_a_row_that_is_one_with_a_row_left_out_takes_its_place(imported):
    preview = imported.preview([PLAIN, *THREE])
    choice = decided((2, SKIP), (3, SAME, frozenset({"organisation"})), (4, SAME))
    numbers = tally(preview, choice).verdicts
    assert (numbers["added"], numbers["merged"], numbers["refused"]) == (1, 1, 1)
    imported.apply(preview, decided=choice)
    assert imported.table(t.delegate, "name", "position", "organisation", "phone") == [
        ("Somvang Sampelsit", "Director", "Agency", "02011111111")
    ]
    assert len(imported.table(t.person, "id")) == 1


def test_the_place_of_a_row_left_out_is_that_of_the_delegate_it_was(imported):
    imported([PLAIN, ["Norway", "", "Souphanouvong Example", "", "Agency", ""]])
    rows = [
        ["Norway", "", "Souphanouvong Example", "Director", "Agency", "+47 1111111"],
        ["Norway", "", "Souphanuvong Example", "Director", "Agency", ""],
    ]
    preview = imported.preview([PLAIN, *rows])
    assert [(offer.kind, offer.other_row) for offer in preview.offers] == [("row", 2)]
    choice = decided((2, SKIP), (3, SAME))
    numbers = tally(preview, choice).verdicts
    assert (numbers["updated"], numbers["added"], numbers["merged"], numbers["refused"]) == (1, 0, 0, 1)
    imported.apply(preview, decided=choice)
    assert imported.table(t.delegate, "name", "position", "organisation", "phone") == [
        ("Souphanuvong Example", "Director", "Agency", None)
    ]
    assert len(imported.table(t.person, "id")) == 1


@pytest.mark.parametrize("home", ["Sweden", "Norway"])
def test_whoever_takes_the_place_of_a_row_left_out_moves_where_the_row_itself_stands(imported, home):
    head = ["Participant ID", *PLAIN]
    name = "Souphanouvong Example"
    imported([head, ["1", "Norway", "", name, "", "Agency", ""], ["2", "Sweden", "", "Bo Ek", "", "", ""]])
    rows = [
        ["1", "Sweden", "", name, "", "Agency", "+47 1111111"],
        ["", home, "", "Souphanuvong Example", "", "Agency", ""],
    ]
    preview = imported.preview([head, *rows])
    assert preview.verdicts[0].fields == ("phone", "delegation")
    assert [(offer.kind, offer.other_row) for offer in preview.offers] == [("row", 2)]
    imported.apply(preview, decided=decided((2, SKIP), (3, SAME)))
    named = dict(imported.table(t.delegation, "id", "name"))
    found = imported.table(t.delegate, "name", "phone", "delegation")
    assert [(*rest, named[delegation]) for *rest, delegation in found] == [
        ("Souphanuvong Example", None, home),
        ("Bo Ek", None, "Sweden"),
    ]


def test_rows_that_repeat_a_row_left_out_are_left_out_with_it(imported):
    preview = imported.preview([PLAIN, ANNA, BOUNMY, ANNA, [*ANNA[:3], "", ANNA[4], ""]])
    assert [row.verdict for row in preview.verdicts] == ["added", "added", "merged", "merged"]
    choice = decided((2, SKIP))
    numbers = tally(preview, choice).verdicts
    assert (numbers["added"], numbers["merged"], numbers["refused"]) == (1, 0, 3)
    imported.apply(preview, decided=choice)
    assert [name for name, *_ in delegates(imported)] == ["Bounmy Sisouk"]


def _fail(done, total, label):
    raise RuntimeError
