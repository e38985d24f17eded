"""What becomes of every row, on a real file through the worker process."""

from collections import Counter

import pytest
from openpyxl import load_workbook

from attendance.commands.events import new_event
from attendance.commands.undo import undo
from attendance.domain import badge_code
from attendance.domain.errors import Refused
from attendance.domain.kinds import new_id
from attendance.imports import importing
from attendance.imports.mapping import mapping_of
from attendance.imports.values import capacity_in_position
from attendance.language.texts import texts_for
from attendance.store import tables as t
from attendance.store.verify import verify

from .conftest import STAMP

HEAD = ["Delegation", "Title", "Name", "Position", "Organisation", "Phone"]
ANNA = ["Norway", "Ms.", "Anna Berg", "Director", "Agency for Digitisation", "+47 555 12345"]
BOUNMY = ["Lao PDR", "Mr.", "Bounmy Sisouk", "Head of Delegation", "Ministry of Technology", "02055512345"]


def outcome(preview):
    """(added, updated, unchanged, merged, refused), which together are all rows."""
    parts = (
        preview.added["delegates"],
        preview.updated,
        preview.unchanged,
        len(preview.merged),
        len(preview.refused),
    )
    assert sum(parts) == preview.rows == len(preview.verdicts)
    assert Counter(verdict.verdict for verdict in preview.verdicts) == Counter(
        dict(zip(("added", "updated", "unchanged", "merged", "refused"), parts, strict=True))
    )
    return parts


def codes(preview):
    return {row.row: row.code for row in preview.refused}


def test_people_come_in_registered_with_badge_and_number(imported):
    preview = imported([HEAD, ANNA, BOUNMY], "Seminar.csv")
    assert outcome(preview) == (2, 0, 0, 0, 0)
    assert preview.added == {"events": 1, "delegations": 2, "persons": 2, "delegates": 2}
    assert imported.table(t.event, "title", "starts", "year") == [("Seminar", None, None)]
    assert imported.table(t.delegation, "code", "name", "country", "section", "position", "state") == [
        ("NOR", "Norway", "NO", "countries", 1, "received"),
        ("LAO", "Lao PDR", "LA", "countries", 2, "received"),
    ]
    rows = imported.table(
        t.delegate, "name", "salutation", "sex", "capacity", "status", "short_number", "phone", "country"
    )
    assert rows == [
        ("Anna Berg", "Ms.", "f", "delegate", "registered", 1, "+47 555 12345", "NO"),
        ("Bounmy Sisouk", "Mr.", "m", "head", "registered", 2, "02055512345", "LA"),
    ]
    badges = [code for (code,) in imported.table(t.delegate, "badge_code")]
    assert all(map(badge_code.is_valid, badges))
    assert len(set(badges)) == 2
    assert verify(imported.database) == []


def test_the_same_list_again_changes_nothing(imported):
    imported([HEAD, ANNA, BOUNMY])
    again = imported([HEAD, ANNA, BOUNMY])
    assert outcome(again) == (0, 0, 2, 0, 0)
    assert again.added == {"events": 0, "delegations": 0, "persons": 0, "delegates": 0}
    assert imported.apply(again) is None


def test_a_changed_cell_updates_its_field_and_an_empty_one_changes_nothing(imported):
    imported([HEAD, ANNA, BOUNMY])
    promoted = [*ANNA[:3], "Director General", *ANNA[4:]]
    preview = imported([HEAD, promoted, [*BOUNMY[:4], "", ""]])
    assert outcome(preview) == (0, 1, 1, 0, 0)
    assert preview.verdicts[0].fields == ("position",)
    assert imported.table(t.delegate, "position", "organisation") == [
        ("Director General", "Agency for Digitisation"),
        ("Head of Delegation", "Ministry of Technology"),
    ]


def test_the_list_of_an_event_is_added_to_that_event(imported):
    with imported.database.write() as db:
        event = new_event(db, STAMP, title="Seminar", zone="Asia/Almaty", starts="2024-05-29")
    preview = imported([HEAD, ANNA], event=event)
    assert preview.added["events"] == 0
    assert imported.table(t.delegate, "event") == [(event,)]
    with pytest.raises(Refused, match="no_such_event"):
        imported.preview([HEAD, ANNA], event=new_id())


def test_a_list_that_names_its_meetings_makes_one_event_each_and_people_recur(imported):
    head = ["Meeting", "Year", "Place", "Delegation", "Title", "Name", "Position"]
    rows = [
        ["INC 1", "1991", "Washington", "Norway", "Ms", "Anna Berg", "Adviser"],
        ["INC 2", "1991", "Geneva", "Norway", "Ms", "Anna Berg", "Director"],
        ["INC 2", "1991", "Geneva", "Sweden", "Ms", "Anna Berg", "Adviser"],
        ["INC 2", "1991", "Geneva", "Norway", "Mr", "Bo Ek", ""],
    ]
    preview = imported([head, *rows])
    assert preview.added == {"events": 2, "delegations": 3, "persons": 3, "delegates": 4}
    assert imported.table(t.event, "title", "year", "starts", "place") == [
        ("INC 1", 1991, None, "Washington"),
        ("INC 2", 1991, None, "Geneva"),
    ]
    assert [(offer.row, offer.other_row, offer.reason) for offer in preview.offers] == [
        (4, 2, "same_name_other_delegation")
    ]


def test_exact_copies_are_merged_and_reported(imported):
    preview = imported([HEAD, ANNA, BOUNMY, ANNA, ANNA])
    assert outcome(preview) == (2, 0, 0, 2, 0)
    assert [(m.row, m.into_row, m.reason) for m in preview.merged] == [
        (4, 2, "exact_copy"),
        (5, 2, "exact_copy"),
    ]


def test_one_name_twice_is_merged_only_when_more_agrees_and_nothing_contradicts(imported):
    less = ["Norway", "Ms.", "BERG Anna", "Director", "", ""]
    preview = imported([HEAD, less, ANNA])
    assert [(m.row, m.into_row, m.reason) for m in preview.merged] == [(3, 2, "same_person")]
    assert imported.table(t.delegate, "position", "organisation") == [("Director", "Agency for Digitisation")]


def test_homonyms_are_kept_apart_and_offered(imported):
    other = ["Norway", "Ms.", "Anna Berg", "Interpreter", "", ""]
    bare = ["Norway", "Ms.", "Anna Berg", "", "", ""]
    man = ["Norway", "Mr.", "Anna Berg", "Director", "Agency for Digitisation", ""]
    preview = imported([HEAD, ANNA, other, bare, man])
    assert outcome(preview) == (4, 0, 0, 0, 0)
    assert preview.added["persons"] == 4
    assert [(offer.row, offer.reason) for offer in preview.offers] == [
        (3, "same_name_other_details"),
        (4, "same_name_only"),
        (5, "same_name_other_sex_or_number"),
    ]
    assert outcome(imported([HEAD, ANNA, other, bare, man])) == (0, 0, 4, 0, 0)


def test_birth_dates_tell_homonyms_apart_and_are_not_kept(imported):
    head = ["Delegation", "Name", "Date of birth", "Passport No"]
    rows = [
        ["Laos", "Keo Vong", "1970-02-01", "P1"],
        ["Laos", "Keo Vong", "1991-07-30", "P2"],
        ["Laos", "Keo Vong", "1970", "P1"],
    ]
    preview = imported([head, *rows])
    assert outcome(preview) == (2, 0, 0, 1, 0)
    assert preview.offers == ()
    assert imported.table(t.delegate, "birth_date", "passport_no") == [(None, None), (None, None)]
    imported([head, *rows[:2]], "kept.csv", keep_identity=True, identity_until="2030-01-01")
    assert imported.table(t.delegate, "birth_date", "passport_no")[2:] == [
        ("1970-02-01", "P1"),
        ("1991-07-30", "P2"),
    ]


def test_a_name_that_contradicts_everything_known_is_another_person(imported):
    imported([HEAD, ANNA])
    other = ["Norway", "Ms.", "Anna Berg", "Interpreter", "Language Office", "+47 999 99999"]
    preview = imported([HEAD, other])
    assert outcome(preview) == (1, 0, 0, 0, 0)
    assert [offer.reason for offer in preview.offers] == ["same_name_known_before"]
    assert len(set(imported.table(t.delegate, "person"))) == 2


def test_a_row_id_finds_a_person_whose_name_was_corrected_and_who_changed_delegation(imported):
    head = ["ID", "Delegation", "Name"]
    imported([head, ["17", "Norway", "Anna Berg"], ["18", "Norway", "Bo Ek"]])
    preview = imported([head, ["17", "Sweden", "Anna Berg-Lund"], ["18", "Norway", "Bo Ek"]])
    assert outcome(preview) == (0, 1, 1, 0, 0)
    assert set(preview.verdicts[0].fields) == {"name", "delegation"}


def test_every_bad_row_is_listed_with_its_reason(imported):
    rows = [
        ANNA,
        ["Norway", "Ms.", "", "Director", "", ""],
        ["", "Mr.", "Bo Ek", "Driver", "", ""],
        ["Norway", "", "12345", "", "", ""],
        HEAD,
        ["Norway", "", "Total", "", "", "2"],
        ["Norway", "", "x" * 300, "", "", ""],
    ]
    preview = imported([HEAD, *rows])
    assert outcome(preview) == (1, 0, 0, 0, 6)
    assert codes(preview) == {
        3: "row_without_name",
        4: "row_without_delegation",
        5: "row_name_without_letters",
        6: "row_repeats_headings",
        7: "row_is_total",
        8: "row_name_too_long",
    }


def test_refused_rows_can_be_corrected_and_imported_again(imported, tmp_path):
    bad = ["Norway", "Ms.", "", "=SUM(A1:A9)", "Agency", "02055512345"]
    preview = imported([HEAD, ANNA, bad])
    result = importing.Imported(preview, None, imported.worker)
    importing.save_refused(result, tmp_path / "refused.xlsx", texts_for("en"))
    workbook = load_workbook(tmp_path / "refused.xlsx")
    head, row = workbook.active.iter_rows()
    assert [cell.value for cell in head] == [*HEAD, "Row in the file", "Why it was not taken"]
    assert [cell.data_type for cell in row if cell.value] == ["s"] * 7
    assert [cell.value for cell in row] == [*[v or None for v in bad], "3", row[7].value]
    assert "name" in row[7].value
    row[2].value = "Berit Dahl"
    workbook.save(tmp_path / "list.xlsx")
    corrected = imported(tmp_path / "list.xlsx")
    assert outcome(corrected) == (1, 0, 0, 0, 0)
    assert imported.table(t.delegate, "name", "position", "phone")[1] == (
        "Berit Dahl",
        "=SUM(A1:A9)",
        "02055512345",
    )


def test_na_is_empty_where_it_is_the_lists_mark_and_namibia_where_it_is_a_code(imported):
    head = ["Country", "Title", "Name", "Position", "Organisation"]
    rows = [["NO", "Mr", "Bo Ek", "NA", "NA"], ["SE", "NA", "Cy Lo", "Director", "NA"]]
    imported([head, *rows], "a.csv")
    assert imported.table(t.delegate, "salutation", "position", "organisation") == [
        ("Mr", None, None),
        (None, "Director", None),
    ]
    rows = [
        [iso, "Mr", f"Person {iso}", "Director", "Office"]
        for iso in (["NO", "SE", "DK", "FI", "LA", "VN", "TH", "KH", "MM"])
    ]
    rows *= 3
    rows = [[iso, title, f"{name} {n}", *rest] for n, (iso, title, name, *rest) in enumerate(rows)]
    imported([head, *rows, ["NA", "Mr", "Hage Shikongo", "Director", "Office"]], "b.csv")
    assert imported.table(t.delegation, "country")[-1] == ("NA",)


def test_delegations_as_headings_above_their_people(imported, tmp_path):
    rows = [
        ["List of participants", "", ""],
        ["Name", "Position", "Phone"],
        ["", "Lao PDR", ""],
        ["Bounmy Sisouk", "Director", "1234567"],
        ["Keo Vong", "Officer", ""],
        ["", "Viet Nam", ""],
        ["Nguyen Van An", "Officer", ""],
    ]
    preview = imported(rows)
    assert outcome(preview) == (3, 0, 0, 0, 0)
    assert imported.table(t.delegation, "code") == [("LAO",), ("VNM",)]


def test_a_delegation_named_once_for_its_group_is_filled_down(imported):
    head = ["Delegation", "Name"]
    people = [["Norway", "A A"], ["", "B B"], ["", "C C"], ["Sweden", "D D"], ["", "E E"], ["", "F F"]]
    assert outcome(imported([head, *people])) == (6, 0, 0, 0, 0)
    delegations = dict(imported.table(t.delegation, "id", "name"))
    assert [delegations[d] for (d,) in imported.table(t.delegate, "delegation")] == ["Norway"] * 3 + [
        "Sweden"
    ] * 3


def test_two_spellings_of_a_country_are_one_delegation(imported):
    head = ["Delegation", "Name"]
    people = [["Viet Nam", "A A"], ["Vietnam", "B B"], ["ຫວຽດນາມ", "C C"], ["World Bank", "D D"]]
    preview = imported([head, *people])
    assert preview.added["delegations"] == 2


def test_lao_names_fill_the_official_form_and_lose_their_titles(imported):
    imported([["ຄະນະຜູ້ແທນ", "ຊື່ ແລະ ນາມສະກຸນ", "ຕຳແໜ່ງ"], ["ລາວ", "ທ່ານ ປອ. ທະວີສັກ ມະໂນທັມ", "ຫົວໜ້າຄະນະຜູ້ແທນ"]])
    columns = ("name", "name_official", "salutation", "academic", "sex", "position_official", "capacity")
    assert imported.table(t.delegate, *columns) == [
        ("ທະວີສັກ ມະໂນທັມ", "ທະວີສັກ ມະໂນທັມ", "ທ່ານ", "ປອ.", "m", "ຫົວໜ້າຄະນະຜູ້ແທນ", "head")
    ]
    assert imported.table(t.delegation, "name", "name_official")[0][1] == "ລາວ"


def test_sex_stays_open_where_list_and_title_contradict_or_nobody_wants_titles_to_decide(imported):
    head = ["Country", "Title", "Name", "Female"]
    rows = [
        ["NO", "Ms", "A A", "1"],
        ["NO", "Ms", "B B", "0"],
        ["NO", "Dr", "C C", "0"],
        ["NO", "Mr", "D D", ""],
    ]
    preview = imported([head, *rows])
    assert [sex for (sex,) in imported.table(t.delegate, "sex")] == ["f", None, "m", "m"]
    assert preview.notes == {"sex_contradicts_title": 1, "sex_from_title": 1}
    imported([head, *rows], "b.csv", sex_from_titles=False)
    assert imported.table(t.delegate, "sex")[-1] == (None,)


def test_buddhist_years_are_asked_about_never_converted_silently(imported):
    head, row = ["Meeting", "Year", "Delegation", "Name"], ["Seminar", "2567", "Laos", "Keo Vong"]
    preview = imported.preview([head, row])
    assert preview.notes == {"years_buddhist": 1}
    assert preview.events[0].year is None
    assert imported.preview([head, row], buddhist=True).events[0].year == 2024
    assert imported.preview([head, row], buddhist=False).events[0].year == 2567


def test_the_mapping_can_be_corrected(imported):
    path = imported.file([["Name", "Something"], ["Anna Berg", "Norway"], ["Bo Ek", "Sweden"]])
    look = importing.look(imported.worker, path)
    assert look.sheets[look.best].complete
    assert mapping_of(list(look.sheets[0].guesses))[0] == "name"
    preview = importing.prepare(
        imported.worker, imported.database, path, mapping={0: "name", 1: "delegation"}, heading_row=1
    )
    assert preview.added["delegations"] == 2
    with pytest.raises(Refused, match="list_mapping_wrong"):
        importing.prepare(imported.worker, imported.database, path, mapping={0: "name", 1: "name"})
    with pytest.raises(Refused, match="list_without_names"):
        importing.prepare(imported.worker, imported.database, path, mapping={1: "country"})


def test_an_import_is_undone_in_one_step_and_may_come_again(imported):
    preview = imported.preview([HEAD, ANNA, BOUNMY])
    action = imported.apply(preview)
    with imported.database.write() as db:
        undo(db, imported.stamp, action, "wrong list")
    for table in (t.event, t.delegation, t.person, t.delegate, t.delegation_file):
        assert imported.table(table, "id") == []
    assert verify(imported.database) == []
    assert outcome(imported([HEAD, ANNA, BOUNMY])) == (2, 0, 0, 0, 0)
    assert verify(imported.database) == []


def test_a_stop_while_writing_leaves_nothing(imported):
    rows = [HEAD, *([f"Norway {n % 20}", "", f"Person Number{n}", "", "", ""] for n in range(12_000))]
    preview = imported.preview(rows)

    def stop(done, total, label):
        if done > 6_000:
            raise Refused("stopped")

    with pytest.raises(Refused, match="stopped"):
        imported.apply(preview, tick=stop)
    assert imported.table(t.delegate, "id") == []
    assert imported.table(t.event, "id") == []
    again = imported.preview(rows)
    imported.apply(again)
    assert len(imported.table(t.delegate, "id")) == 12_000


def test_a_stop_while_reading_leaves_nothing(imported):
    path = imported.file(
        [HEAD, *([f"Norway {n % 20}", "", f"Person {n}", "", "", ""] for n in range(30_000))]
    )

    def stop(done, total, label):
        raise Refused("stopped")

    with pytest.raises(Refused, match="stopped"):
        importing.prepare(imported.worker, imported.database, path, tick=stop)
    assert outcome(imported.preview([HEAD, ANNA])) == (1, 0, 0, 0, 0)


def test_a_plan_made_before_people_changed_is_not_applied(imported):
    first = imported.preview([HEAD, ANNA])
    with imported.database.write() as db:
        new_event(db, STAMP, title="Another", zone="UTC")
    with pytest.raises(Refused, match="import_stale"):
        imported.apply(first)
    assert imported.table(t.delegate, "id") == []


def test_only_the_last_plan_can_be_applied(imported):
    first = imported.preview([HEAD, ANNA], "a.csv")
    imported.preview([HEAD, BOUNMY], "b.csv")
    with pytest.raises(Refused, match="import_stale"):
        imported.apply(first)


def test_the_answer_for_scripts_counts_every_row_once(imported):
    path = imported.file([HEAD, ANNA, ANNA, ["Norway", "", "", "", "", ""]])
    result = importing.import_file(imported.database, imported.worker, STAMP, path, dry_run=True)
    answer = importing.as_json(result, texts_for("en"))
    assert (answer["rows"], answer["added"]["delegates"], answer["merged"]) == (3, 1, 1)
    assert answer["refused"][0]["row"] == 4
    assert answer["refused"][0]["code"] == "row_without_name"
    assert imported.table(t.delegate, "id") == []
    assert any("3" in line for line in importing.as_lines(result, texts_for("en")))


def test_sector_age_and_disability_are_taken_and_what_says_neither_stays_open(imported):
    head = ["Country", "Name", "Sector", "Age", "Disability"]
    rows = [["NO", "A A", "Government", "33", "no"], ["NO", "B B", "Guild", "20-60", "?"]]
    preview = imported([head, *rows])
    assert imported.table(t.delegate, "sector", "age_group", "disability") == [
        ("national", "30_44", "without_disability"),
        (None, None, None),
    ]
    assert preview.notes == {"sector_unknown": 1, "age_group_unknown": 1, "disability_unknown": 1}


@pytest.mark.parametrize(
    ("position", "capacity"),
    [
        ("Minister, Head of Delegation", "head"),
        ("Deputy Head of Delegation", "deputy"),
        ("Assistant to the Head of delegation", None),
        ("Spokesperson of the Deputy Head of Delegation", None),
        ("Conseiller du chef de la délégation", None),
    ],
)
def test_who_works_for_the_head_of_delegation_is_not_the_head(position, capacity):
    assert capacity_in_position(position) == capacity
