"""Tables are found wherever they stand, and come back whole."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from attendance.imports.headers import find_table, repeats_headings
from attendance.imports.mapping import mapping_of, propose
from attendance.imports.opened import look_at_table
from attendance.imports.reading import Sheet, read_list
from attendance.imports.regions import tables_in

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
HEAD = ["No.", "Full name", "Country", "Position", "E-mail"]
NAMES = st.sampled_from(["Anna Berg", "KIM Heesun", "ບຸນມີ ສີສຸກ", "Брич Леонид", "Nguyễn Thị Lan", "Ek Bo"])
COUNTRY = st.sampled_from(["Norway", "Lao PDR", "ລາວ", "Kazakhstan"])
POSITION = st.sampled_from(["Director", "Head of unit: policy", "ຫົວໜ້າກົມ", "Специалист", "Page 2 editor"])
PERSON = st.tuples(NAMES, COUNTRY, POSITION, st.sampled_from(["a@b.no", "k@m.kz"]))
TITLES = st.lists(
    st.sampled_from(["List of participants", "ລາຍຊື່ຜູ້ເຂົ້າຮ່ວມ", "29–30 May 2024", "Ministry of Technology"]),
    max_size=4,
)
BELOW = st.lists(
    st.sampled_from(
        [
            ["", "", "", "Prepared by:", ""], ["Note: accept pending"], ["* observer"], ["ໝາຍເຫດ: P = ມາ"],
            ["Page 1 of 3"], ["P", "Present"], ["", "", "", "ຫົວໜ້າສູນ", ""], ["Vientiane, 29 May 2024"],
        ]
    ),
    max_size=4,
)  # fmt: skip


def sheet_of(rows, merged=()):
    width = max(map(len, rows))
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    filled = [(n, row) for n, row in enumerate(full, 1) if any(row)]
    return Sheet("", [n for n, _ in filled], [row for _, row in filled], list(merged), False)


def people(table):
    """The rows of a table that are no headings once more."""
    found = find_table(table)
    return [row for row in table.rows[found.first :] if not repeats_headings(found, row)]


@settings(max_examples=60)
@given(
    titles=TITLES,
    people_=st.lists(PERSON, min_size=3, max_size=12),
    below=BELOW,
    down=st.integers(0, 5),
    right=st.integers(0, 3),
    gap=st.integers(0, 2),
    page=st.integers(2, 20),
)
def test_a_table_at_any_place_comes_back_whole(titles, people_, below, down, right, gap, page):
    rows = [[str(n), *person] for n, person in enumerate(people_, 1)]
    body = []
    for n, row in enumerate(rows):
        if n and n % page == 0:
            body += [[], HEAD]
        body.append(row)
    whole = [[]] * down + [[title] for title in titles] + [[]] * gap + [HEAD, *body, [], *below]
    tables = tables_in(sheet_of([[""] * right + line if line else [] for line in whole]))
    assert len(tables) == 1
    found = find_table(tables[0])
    assert found.headings[right:] == HEAD
    assert [row[right:] for row in people(tables[0])] == rows
    read = {row[0] for row in tables[0].apart}
    assert len(read) + len(tables[0].rows) == len([line for line in whole if any(line)])


@settings(max_examples=25)
@given(
    one=st.lists(PERSON, min_size=2, max_size=8),
    other=st.lists(PERSON, min_size=2, max_size=8),
    apart=st.integers(1, 3),
    beside=st.booleans(),
)
def test_two_tables_of_one_sheet_are_two(one, other, apart, beside):
    left = [HEAD, *([str(n), *person] for n, person in enumerate(one, 1))]
    second = ["Given name", "Family name", "Organisation"]
    right = [second, *([name.split()[0], name.split()[1], country] for name, country, *_ in other)]
    if beside:
        height = max(len(left), len(right))
        wide = [*left, *[[""] * 5] * (height - len(left))]
        more = [*right, *[[""] * 3] * (height - len(right))]
        whole = [a + [""] * apart + b for a, b in zip(wide, more, strict=True)]
    else:
        whole = [*left, *[[]] * apart, ["Interpreters"], *right]
    tables = tables_in(sheet_of(whole))
    assert [len(people(table)) for table in tables] == [len(one), len(other)]
    assert [set(mapping_of(propose(find_table(table))).values()) for table in tables] == [
        {"name", "country", "position", "email"}, {"given", "family", "organisation"},
    ]  # fmt: skip
    assert tables[1].left == ((5 + apart) if beside else 0)


def headings(rows, merged=()):
    return find_table(tables_in(sheet_of(rows, merged))[0]).headings


def test_headings_take_two_or_three_lines_and_a_line_of_numbers():
    rows = [
        ["No.", "Participant", "", "Contact", ""],
        ["", "Name", "Position", "Phone", "E-mail"],
        ["1", "2", "3", "4", "5"],
        ["1", "Anna Berg", "Director", "+47 1", "a@b.no"],
        ["2", "Bo Ek", "Officer", "+47 2", "b@b.no"],
    ]
    assert headings(rows) == ["No.", "Participant Name", "Position", "Phone", "E-mail"]
    assert len(people(tables_in(sheet_of(rows))[0])) == 2
    three = [
        ["Seminar", "", "", ""],
        ["No.", "Registration", "", ""],
        ["", "Person", "", "Office"],
        ["", "First name", "Last name", "Organisation"],
        ["1", "Anna", "Berg", "Ministry"],
    ]
    merged = [(1, 0, 1, 3), (2, 0, 4, 0), (2, 1, 2, 3), (3, 1, 3, 2)]
    assert headings(three, merged)[1:] == ["First name", "Last name", "Organisation"]


def test_a_list_above_one_whose_headings_say_more_is_not_taken_for_titles():
    more = ["Given name", "Family name", "Country", "Phone"]
    rows = [["Name", "Country"], ["Anna A", "Laos"], [], more, ["Bo", "B", "Laos", "+47 1"]]
    assert [len(people(table)) for table in tables_in(sheet_of(rows))] == [1, 1]


def test_a_column_left_empty_tears_no_table_apart():
    rows = [
        ["No.", "Name", "", "Position", "Signature"],
        *([str(n), f"Person {n}", "", "x", ""] for n in range(9)),
    ]
    assert [table.left for table in tables_in(sheet_of(rows))] == [0]


def test_codes_beside_a_list_are_no_part_of_it():
    rows = [["No.", "Name", "Country"], *([str(n), f"Person {n}a", "Laos"] for n in range(9))]
    legend = [["", "P", "Present"], ["", "A", "Absent"], ["", "L", "Late"]]
    wide = [a + b for a, b in zip(rows, [["", "Code", "Meaning"], *legend, *[["", "", ""]] * 6], strict=True)]
    tables = tables_in(sheet_of(wide))
    assert [len(table.rows[0]) for table in tables] == [4, 2]
    assert [len(people(table)) for table in tables] == [9, 4]


def test_lists_under_the_names_of_their_delegations_are_one_list():
    head = ["No.", "Name", "Position"]
    rows = [
        ["LAO PDR"], head, ["1", "Anna A", "x"], ["2", "Bo B", "x"], [],
        ["THAILAND"], head, ["1", "Cy C", "x"], ["2", "Di D", "x"],
    ]  # fmt: skip
    (table,) = tables_in(sheet_of(rows))
    assert [row[0] for row in table.rows] == ["No.", "LAO PDR", "1", "2", "THAILAND", "No.", "1", "2"]
    rows[0] = rows[5] = ["List of participants"]
    (table,) = tables_in(sheet_of(rows))
    assert [row[0] for row in people(table)] == ["1", "2", "1", "2"]


def test_a_last_person_with_nothing_but_a_name_stays():
    rows = [HEAD, *([str(n), f"Person {n}a", "Laos", "x", "a@b.no"] for n in range(5)), ["", "Zoe Last"]]
    (table,) = tables_in(sheet_of(rows))
    assert (people(table)[-1][1], table.apart) == ("Zoe Last", ())


def test_cells_merged_downwards_speak_for_every_row():
    rows = [["Delegation", "Name"], ["Laos", "Anna A"], ["", "Bo B"], ["Thailand", "Cy C"], ["", "Di D"]]
    (table,) = tables_in(sheet_of(rows, [(2, 0, 3, 0), (4, 0, 5, 0)]))
    assert [row[0] for row in people(table)] == ["Laos", "Laos", "Thailand", "Thailand"]


def test_a_form_of_ours_says_what_its_columns_mean():
    rows = [
        ["Registration form"],
        ["att:given", "att:family", "", "att:capacity", "att:colour"],
        ["Prénom", "Nom", "Taille", "En qualité de", "?"],
        ["Anna", "Berg", "L", "Head", "x"],
    ]
    look = look_at_table(tables_in(sheet_of(rows))[0])
    assert (look.is_form, look.rows, look.heading_rows) == (True, 1, (3,))
    assert [guess.field for guess in look.guesses] == ["given", "family", "ignore", "capacity", "ignore"]


@pytest.mark.skipif(not DATA.is_dir(), reason="the collection of real lists is not here")
@pytest.mark.parametrize(
    ("name", "tables"),
    [
        ("atliq_attendance_sheet.xlsx", [(0, 2, 83), (0, 2, 85), (0, 2, 79), (0, 0, 19)]),
        ("itshammad8_attendance_sheet.xlsx", [(0, 5, 15), (0, 5, 15)]),
        ("reader_college_daily_summary.xlsx", [(0, 5, 20), (11, 5, 20)]),
        ("uk_forum_registrations_headers_only.xlsx", [(0, 1, 0)]),
    ],
)
def test_the_tables_of_real_attendance_sheets_are_found(name, tables):
    sheets = [table for sheet in read_list(DATA / "attendance_grids" / name) for table in tables_in(sheet)]
    looks = [look_at_table(sheet) for sheet in sheets]
    assert [(s.left, s.heading_rows[0] if s.heading_rows else 0, s.rows) for s in looks] == tables
