"""Lists as the world keeps them, counted once more by the csv module alone."""

import csv
import time
from collections import Counter, defaultdict
from pathlib import Path

import pytest
from sqlalchemy import func, select

from attendance.domain.errors import Refused
from attendance.store import tables as t
from attendance.store.verify import verify
from tests.reports.published import agreement

from .test_importing import outcome

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
PRECOPS = DATA / "precop_1991_1995" / "precops.cleaned.csv"
HAND_CODED = DATA / "precop_1991_1995" / "hand_coded.xlsx"
COP24 = DATA / "cop24_list" / "cop24_plop.tsv"
BELARUS = DATA / "belarus_candidates_2019"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the collection of real lists is not here")


def rows_of(path, delimiter=","):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@pytest.fixture(scope="module")
def precops(worker, tmp_path_factory):
    from attendance.store.database import Database

    from .conftest import Importer

    folder = tmp_path_factory.mktemp("precops")
    database = Database.open(folder / "event.attendance")
    importer = Importer(worker, database, folder)
    preview = importer(PRECOPS)
    yield importer, preview
    database.close()


def test_every_row_of_the_eleven_meetings_becomes_exactly_one_thing(precops):
    importer, preview = precops
    rows = rows_of(PRECOPS)
    assert preview.rows == len(rows) == 7830
    assert outcome(preview) == (7510, 0, 0, 320, 0)
    assert preview.added["events"] == 11
    assert {(e.title, e.year) for e in preview.events} == {(r["Meeting"], int(r["Year"])) for r in rows}
    assert importer.table(t.event, "starts", "ends") == [(None, None)] * 11
    assert sorted(verdict.row for verdict in preview.verdicts) == list(range(2, 7832))


def test_the_merged_rows_are_the_copies_and_those_that_agree(precops):
    _, preview = precops
    rows = rows_of(PRECOPS)
    first: dict[tuple[str, ...], int] = {}
    copies = {}
    for number, row in enumerate(rows, 2):
        whole = tuple(row.values())
        if whole in first:
            copies[number] = first[whole]
        first.setdefault(whole, number)
    assert len(copies) == 250
    merged = {merge.row: merge for merge in preview.merged}
    exact = {row for row, merge in merged.items() if merge.reason == "exact_copy"}
    assert exact == set(copies)
    same = [merge for merge in preview.merged if merge.reason == "same_person"]
    assert len(same) == 70
    for merge in same:
        one, other = rows[merge.row - 2], rows[merge.into_row - 2]
        assert one["Meeting"] == other["Meeting"]
        names = folded(one["Person_Name"]), folded(other["Person_Name"])
        assert names[0] <= names[1] or names[1] <= names[0]


def folded(name):
    return set("".join(c if c.isalnum() else " " for c in name.casefold()).split())


def assert_same_names(found, expected):
    """The names of the list, each as often; titles before a name are kept apart from it."""
    lost, strange = expected - found, list((found - expected).elements())
    for *event, name in lost.elements():
        match = next(other for other in strange if other[:-1] == tuple(event) and name.endswith(other[-1]))
        strange.remove(match)
    assert strange == []
    assert sum(lost.values()) < 0.005 * sum(expected.values())


def test_every_repeated_name_of_a_delegation_is_merged_or_offered(precops):
    _, preview = precops
    seen = set()
    repeats = set()
    for number, row in enumerate(rows_of(PRECOPS), 2):
        key = (row["Meeting"], row["Delegation"], row["Person_Name"])
        if key in seen:
            repeats.add(number)
        seen.add(key)
    assert len(repeats) == 250 + 170
    told = {merge.row for merge in preview.merged} | {offer.row for offer in preview.offers}
    assert repeats <= told


def test_nobody_is_lost_and_nobody_doubled(precops):
    importer, preview = precops
    rows = rows_of(PRECOPS)
    gone = {merge.row for merge in preview.merged}
    expected = Counter(
        (row["Meeting"], " ".join(row["Person_Name"].split()))
        for number, row in enumerate(rows, 2)
        if number not in gone
    )
    d, e = t.delegate.c, t.event.c
    with importer.database.read() as db:
        found = Counter(
            tuple(row)
            for row in db.execute(select(e.title, d.name).join_from(t.delegate, t.event, e.id == d.event))
        )
        doubled = db.execute(
            select(d.event, d.person).group_by(d.event, d.person).having(func.count() > 1)
        ).all()
    assert_same_names(found, expected)
    assert doubled == []
    assert verify(importer.database) == []


def test_people_recur_as_one_person_unless_their_names_are_all_that_agrees(precops):
    importer, preview = precops
    d, p = t.delegate.c, t.person.c
    with importer.database.read() as db:
        events_of = Counter(person for (person,) in db.execute(select(d.person)))
        named = dict(db.execute(select(p.id, p.name)).all())
    assert preview.added["persons"] == len(events_of) == len(named)
    everywhere = Counter(named[person] for person, events in events_of.items() if events == 11)
    rows = rows_of(PRECOPS)
    meetings = defaultdict(set)
    for row in rows:
        meetings[row["Delegation"], row["Person_Name"]].add(row["Meeting"])
    loyal = Counter(name for (_, name), held in meetings.items() if len(held) == 11)
    assert loyal <= everywhere


def test_delegations_stand_in_the_sections_the_list_gives_them(precops):
    importer, _ = precops
    wanted = {
        "Parties": "countries",
        "Non-governmental organizations": "ngo",
        "Intergovernmental organizations": "igo",
        "United Nations Secretariat units and bodies": "un",
        "Specialized agencies and related organizations": "un",
    }
    expected = defaultdict(set)
    for row in rows_of(PRECOPS):
        expected[row["Meeting"], row["Delegation"]].add(wanted[row["Group_Type"]])
    g, e = t.delegation.c, t.event.c
    with importer.database.read() as db:
        found = db.execute(
            select(e.title, g.name, g.section, g.country).join_from(t.delegation, t.event, e.id == g.event)
        ).all()
    assert {(title, name) for title, name, _, _ in found} <= set(expected)
    assert all(section in expected[title, name] for title, name, section, _ in found)
    countries = {name: country for _, name, section, country in found if section == "countries"}
    assert countries["United Kingdom of Great Britain and Northern Ireland"] == "GB"
    assert countries["Namibia"] == "NA"
    former = {"Yugoslavia", "Czechoslovakia", "Union of Soviet Socialist Republics"}
    unknown = {row["Delegation"] for row in rows_of(PRECOPS) if row["Delegation_ISO"] == "NA"}
    assert {name for name, country in countries.items() if country is None} <= former | unknown


def test_na_is_empty_and_women_are_counted_as_the_list_counts_them(precops):
    importer, preview = precops
    d = t.delegate.c
    gone = {merge.row for merge in preview.merged}
    kept = [row for number, row in enumerate(rows_of(PRECOPS), 2) if number not in gone]
    with importer.database.read() as db:
        for column in ("position", "unit", "organisation", "salutation", "courtesy"):
            assert db.scalar(select(func.count()).where(d[column] == "NA")) == 0
        women = db.scalar(select(func.count()).where(d.sex == "f"))
    assert abs(women - sum(row["Female"] == "1" for row in kept)) <= 10


def test_the_eleven_meetings_a_second_time_change_nothing(precops):
    importer, first = precops
    again = importer.preview(PRECOPS)
    assert outcome(again) == (0, 0, first.added["delegates"], len(first.merged), 0)
    assert sum(again.added.values()) == 0


def test_a_hand_coded_workbook_goes_in(imported):
    preview = imported(HAND_CODED)
    assert outcome(preview) == (2006, 0, 0, 0, 0)
    assert preview.added["delegations"] == 113
    sections = Counter(section for (section,) in imported.table(t.delegation, "section"))
    assert set(sections) == {"ngo"}
    assert outcome(imported.preview(HAND_CODED)) == (0, 0, 2006, 0, 0)


def test_a_list_of_fifteen_thousand_goes_in(imported):
    start = time.monotonic()
    preview = imported(COP24)
    rows = rows_of(COP24, "\t")
    assert len(rows) == 15_209
    assert outcome(preview) == (15_205, 0, 0, 4, 0)
    assert preview.added["delegations"] == len({row["delegation"] for row in rows}) == 1444
    gone = {merge.row for merge in preview.merged}
    expected = Counter((" ".join(r["name"].split()),) for n, r in enumerate(rows, 2) if n not in gone)
    assert_same_names(Counter(imported.table(t.delegate, "name")), expected)
    repeats = Counter((row["delegation"], row["name"]) for row in rows)
    told = len(preview.merged) + sum(o.reason != "same_name_other_delegation" for o in preview.offers)
    assert told >= sum(count - 1 for count in repeats.values()) == 23
    kept = [row for number, row in enumerate(rows, 2) if number not in gone]
    found = agreement(imported.database, kept)
    assert found.blocks
    assert found.entries == found.delegations == 15_205
    assert found.names >= 15_190
    assert found.words >= 15_185
    assert time.monotonic() - start < 120


def test_two_files_of_the_same_people_are_the_same_people(imported):
    first = imported(BELARUS / "belarus-elections-2019.csv", event_title="Elections")
    assert outcome(first) == (524, 0, 0, 0, 0)
    second = imported(BELARUS / "belarus-elections-2019.xlsx", event_title="Elections")
    assert outcome(second) == (0, 0, 524, 0, 0)
    assert imported.table(t.delegate, "name", "given", "family", "family_first", "sex")[0] == (
        "Брич Леонид Григорьевич",
        "Леонид Григорьевич",
        "Брич",
        True,
        "m",
    )


def test_a_list_without_delegations_is_one_delegation_when_somebody_says_so(imported):
    preview = imported(DATA / "laos_national_assembly" / "laos_na_2016.csv", delegation="Lao PDR")
    assert outcome(preview) == (149, 0, 0, 0, 0)
    assert imported.table(t.delegation, "country") == [("LA",)]
    ((name, delegation),) = imported.table(t.delegation_file, "name", "delegation")
    assert name == "laos_na_2016.csv"
    assert delegation is not None


def test_address_books_go_in_card_by_card(imported):
    added = refused = 0
    for path in sorted((DATA / "vcards").rglob("*.vcf")):
        preview = imported.preview(path, event_title="Seminar")
        added += preview.added["delegates"]
        refused += len(preview.refused)
    assert (added, refused) == (24, 2)


def test_a_form_with_headings_alone_is_a_sentence(imported):
    with pytest.raises(Refused, match="list_only_headings"):
        imported.preview(DATA / "attendance_grids" / "uk_forum_registrations_headers_only.xlsx")
