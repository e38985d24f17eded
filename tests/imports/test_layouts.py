"""How lists are laid out: what stands once for many, and what is no person."""

from attendance.store import tables as t

from .test_importing import outcome


def test_a_delegation_named_once_per_small_group_holds_for_all_of_it(imported):
    rows = [
        ["Delegation", "Name"], ["Laos", "Anna A"], ["", "Bo B"], ["Norway", "Cy C"], ["Thailand", "Di D"],
        ["", "Ed E"], ["", "Flo F"], ["Japan", "Gil G"], ["", "Hal H"],
    ]  # fmt: skip
    assert outcome(imported(rows)) == (8, 0, 0, 0, 0)
    assert imported.table(t.delegation, "name") == [("Laos",), ("Norway",), ("Thailand",), ("Japan",)]


def test_subtotals_and_pages_between_groups_name_no_delegation(imported):
    rows = [
        ["No.", "Name", "Position"], ["Norway", "", ""], ["1", "Anna A", "x"], ["Total: 1", "", ""],
        ["2", "Bo B", "x"], ["Page 1 of 2", "", ""], ["No.", "Name", "Position"], ["3", "Cy C", "x"],
        ["", "Thailand", ""], ["4", "Di D", "x"], [], ["Prepared by: the desk", "", ""],
    ]  # fmt: skip
    preview = imported(rows)
    assert (outcome(preview), [row.code for row in preview.refused]) == (
        (4, 0, 0, 0, 1), ["row_repeats_headings"],
    )  # fmt: skip
    assert imported.table(t.delegation, "name") == [("Norway",), ("Thailand",)]


def test_a_whole_file_may_be_one_delegation_and_the_file_is_kept_with_it(imported):
    preview = imported([["Name", "Position"], ["Anna A", "x"], ["Bo B", "y"]], delegation="Kazakhstan")
    assert outcome(preview) == (2, 0, 0, 0, 0)
    ((delegation, name, country),) = imported.table(t.delegation, "id", "name", "country")
    assert (name, country) == ("Kazakhstan", "KZ")
    ((file, of, sha),) = imported.table(t.delegation_file, "name", "delegation", "sha256")
    assert (file, of, len(sha)) == ("list.csv", delegation, 64)
    more = imported([["Name", "Country"], ["Cy C", "Laos"]], "more.csv", delegation="Kazakhstan")
    assert outcome(more) == (1, 0, 0, 0, 0)
    assert ("Laos",) in imported.table(t.delegation, "name")


def test_lao_of_an_old_font_is_refused_by_column_and_by_row(imported):
    old = ["¦¾ê¾ì½­½ìñ©", "®÷­ó ¦ó¦÷¡", "êè¾­ ®÷­"]
    rows = [["Name", "ຊື່"], *([f"Person {n}a", old[n % 3]] for n in range(9))]
    assert outcome(imported(rows)) == (9, 0, 0, 0, 0)
    assert {official for (official,) in imported.table(t.delegate, "name_official")} == {None}
    few = [["Name", "Position"], *([f"Worker {n}a", "Director"] for n in range(9)), ["Zoe Z", old[0]]]
    preview = imported(few, "few.csv")
    assert [(row.row, row.code) for row in preview.refused] == [(11, "row_old_lao")]
