import pytest

from attendance.imports.headers import find_table, repeats_headings, table_at
from attendance.imports.mapping import is_complete, is_known, mapping_of, propose
from attendance.imports.reading import Sheet


def sheet(rows, merged=()):
    width = max(map(len, rows))
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    filled = [(n, row) for n, row in enumerate(full, 1) if any(row)]
    return Sheet("", [n for n, _ in filled], [row for _, row in filled], list(merged), False)


def fields(rows, merged=()):
    """The proposed field of each column, '' for ignored ones."""
    table = find_table(sheet(rows, merged))
    return ["" if guess.field == "ignore" else guess.field for guess in propose(table)]


def test_headings_are_found_below_titles():
    table = find_table(
        sheet(
            [
                ["List of participants"],
                ["Seminar on digital governance, 29–30 May 2024"],
                [],
                ["No.", "Full name", "Position", "Country"],
                ["1", "Anna Berg", "Director", "Norway"],
            ]
        )
    )
    assert table.heading_rows == (4,)
    assert table.headings == ["No.", "Full name", "Position", "Country"]
    assert table.sheet.rows[table.first][1] == "Anna Berg"


@pytest.mark.parametrize(
    ("headings", "values", "expected"),
    [
        (
            ["ລ/ດ", "ຄຳນຳໜ້າ", "ຊື່ ແລະ ນາມສະກຸນ", "ຕຳແໜ່ງ", "ພາກສ່ວນ", "ເບີໂທ", "ເພດ", "ໝາຍເຫດ"],
            ["1", "ທ່ານ", "ທະວີສັກ ມະໂນທັມ", "ຫົວໜ້າສູນ", "ສູນບໍລິຫານລັດດິຈິຕອນ", "020 55512345", "ຊາຍ", "ມາແລ້ວ"],
            ["", "honorific", "name", "position", "organisation", "phone", "sex", "remarks"],
        ),
        (
            ["Pays", "Civilité", "Nom", "Prénom", "Fonction", "Ministère", "Courriel"],
            ["France", "Mme", "Lefèvre", "Anne", "Directrice", "Intérieur", "a@b.fr"],
            ["country", "honorific", "family", "given", "position", "organisation", "email"],
        ),
        (
            ["№ п/п", "Страна", "Ф.И.О.", "Должность", "Ведомство", "Телефон", "Пол"],
            ["1", "Казахстан", "Иванов Иван Иванович", "Директор", "Министерство", "+7 701 555 1234", "М"],
            ["", "country", "name", "position", "organisation", "phone", "sex"],
        ),
        (
            ["Delegation", "Title", "First name", "Last name", "Title of post", "Role", "Passport No"],
            ["Laos", "Mr.", "Bounmy", "Sisouk", "Director", "Head", "P123"],
            ["delegation", "honorific", "given", "family", "position", "capacity", "passport_no"],
        ),
    ],
)
def test_headings_are_understood_in_four_languages(headings, values, expected):
    assert fields([headings, values, values]) == expected


def test_values_decide_what_a_word_with_two_meanings_means():
    assert fields([["Name", "Title"], ["Anna Berg", "Mr."]])[1] == "honorific"
    assert fields([["Name", "Title"], ["Anna Berg", "Director General"]])[1] == "position"
    assert fields([["Name", "Category"], ["Anna Berg", "NGO"]])[1] == "section"
    assert fields([["Name", "Delegation COW"], ["Anna Berg", "700"]])[1] == ""


def test_a_list_without_headings_is_understood_by_its_values():
    rows = [["Anna Berg", "a@berg.no", "f", "Norway"], ["Bounmy Sisouk", "b@sisouk.la", "m", "Laos"]]
    assert fields(rows) == ["name", "email", "sex", "country"]
    assert find_table(sheet(rows)).first == 0


def test_headings_in_two_lines_are_read_as_one():
    rows = [
        ["No", "Name", "", "Position", ""],
        ["", "Given name", "Family name", "English", "Lao"],
        ["1", "Bounmy", "Sisouk", "Director", "ຫົວໜ້າ"],
    ]
    table = find_table(sheet(rows, [(1, 1, 1, 2), (1, 3, 1, 4)]))
    assert table.heading_rows == (1, 2)
    assert fields(rows, [(1, 1, 1, 2), (1, 3, 1, 4)]) == [
        "",
        "given",
        "family",
        "position",
        "position_official",
    ]


def test_two_names_in_two_scripts_are_the_two_forms():
    rows = [["Name", "Name"], ["ບຸນມີ ສີສຸກ", "Bounmy Sisouk"], ["ແກ້ວ ວົງ", "Keo Vong"]]
    assert fields(rows) == ["name_official", "name"]
    assert fields([["Name (Lao)", "Name (English)"], ["ບຸນມີ", "Bounmy"]]) == ["name_official", "name"]


def test_a_name_beside_a_surname_is_the_given_name():
    assert fields([["Name", "Surname"], ["Anna", "Berg"], ["Bo", "Ek"]]) == ["given", "family"]
    assert fields([["Name", "Surname"], ["Anna Berg", "Berg"], ["Bo Ek", "Ek"]]) == ["name", "family"]
    assert fields([["ຊື່", "ປະເທດ"], ["ບຸນມີ", "ລາວ"]]) == ["name", "country"]


def test_a_place_or_year_without_a_meeting_means_nothing():
    assert fields([["Name", "Year", "Location"], ["Anna Berg", "1991", "Geneva"]]) == ["name", "", ""]
    assert fields([["Name", "Year", "Meeting"], ["Anna Berg", "1991", "INC 1"]]) == ["name", "year", "event"]


def test_values_that_recur_are_no_headings():
    rows = [["Delegate", "Anna Berg"], ["Delegate", "Bo Ek"], ["Adviser", "Cy Lo"]]
    assert find_table(sheet(rows)).first == 0


def test_headings_repeated_on_every_page_are_recognised():
    table = find_table(sheet([["Name", "Country"], ["Anna", "Norway"], ["NAME", "country"], ["Bo", "Laos"]]))
    assert [repeats_headings(table, row) for row in table.sheet.rows[1:]] == [False, True, False]


def test_a_person_may_say_where_the_headings_are():
    table = table_at(sheet([["Name", "Country"], ["x", "y"], ["Anna", "Norway"]]), 2)
    assert (table.headings, table.first) == (["x", "y"], 2)


def test_a_mapping_needs_a_name_and_no_meaning_twice():
    assert is_complete({0: "name"})
    assert is_complete({0: "family"})
    assert not is_complete({0: "country", 1: "position"})
    assert is_known({0: "name", 1: "detail", 2: "detail"}, 3)
    assert not is_known({0: "name", 1: "name"}, 2)
    assert not is_known({0: "colour"}, 1)
    assert not is_known({7: "name"}, 2)


def test_a_mapping_is_a_plain_value():
    table = find_table(sheet([["Name", "Nothing"], ["Anna Berg", "x"]]))
    assert mapping_of(propose(table)) == {0: "name"}
