import datetime

import pytest
from openpyxl import Workbook

from attendance.domain.errors import Refused
from attendance.imports.plain_text import read_text_table
from attendance.imports.reading import read_list

LAO = "ທະວີສັກ ມະໂນທັມ"


def rows_of(path):
    return read_list(path)[0].rows


def test_cells_become_text_as_a_person_reads_them(tmp_path):
    workbook = Workbook()
    workbook.active.append(["Name", "Phone", "Born", "At", "Share", "Yes"])
    workbook.active.append(
        [LAO, 8562055512345, datetime.date(1958, 4, 3), datetime.datetime(2024, 5, 29, 8, 30), 0.5, True]
    )
    workbook.save(tmp_path / "a.xlsx")
    assert rows_of(tmp_path / "a.xlsx")[1] == [
        LAO,
        "8562055512345",
        "1958-04-03",
        "2024-05-29 08:30",
        "0.5",
        "1",
    ]


def test_row_numbers_are_those_of_the_file(tmp_path):
    workbook = Workbook()
    workbook.active["C3"] = "Name"
    workbook.active["C7"] = "Anna"
    workbook.save(tmp_path / "a.xlsx")
    sheet = read_list(tmp_path / "a.xlsx")[0]
    assert (sheet.numbers, sheet.rows) == ([3, 7], [["", "", "Name"], ["", "", "Anna"]])
    (tmp_path / "a.csv").write_text('Name\n\n"An\nna"\nBo\n')
    sheet = read_list(tmp_path / "a.csv")[0]
    assert (sheet.numbers, sheet.rows) == ([1, 3, 4], [["Name"], ["An na"], ["Bo"]])


def test_all_sheets_with_contents_come_with_their_names(tmp_path):
    workbook = Workbook()
    workbook.active.title = "People"
    workbook.active.append(["Name"])
    workbook.create_sheet("Empty")
    workbook.create_sheet("Codes").append(["A", "B"])
    workbook["Codes"].sheet_state = "hidden"
    workbook["Codes"].merge_cells("A1:B1")
    workbook.save(tmp_path / "a.xlsx")
    sheets = read_list(tmp_path / "a.xlsx")
    assert [(sheet.name, sheet.hidden, sheet.merged) for sheet in sheets] == [
        ("People", False, []),
        ("Codes", True, [(1, 0, 1, 1)]),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_in_every_coat(tmp_path, encoding):
    text = f"Name;Country\n{LAO};ລາວ\nHoàng Thị Đỗ;Việt Nam\n" * 20
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert rows_of(tmp_path / "a.csv")[1:3] == [[LAO, "ລາວ"], ["Hoàng Thị Đỗ", "Việt Nam"]]


@pytest.mark.parametrize(
    ("page", "row"),
    [
        ("cp1252", ["Frédérique Lefèvre", "Chef de la délégation, Côte d’Ivoire"]),
        ("cp1252", ["João Conceição", "Espanã, Señor Muñoz"]),
        ("cp1251", ["Тұрсынов Нұрлан".replace("ұ", "у"), "Министерство цифрового развития"]),
        ("cp1251", ["Щербакова Юлия", "Заместитель министра, г. Минск"]),
        ("cp874", ["สมชาย ใจดี", "กระทรวงดิจิทัล"]),
    ],
)
def test_old_code_pages_are_told_apart(tmp_path, page, row):
    (tmp_path / "a.csv").write_bytes(("Name;Position\n" + ";".join(row) + "\n").encode(page))
    assert rows_of(tmp_path / "a.csv")[1] == row


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path, separator):
    lines = [["Name", "Position"], ["Berg, Anna; Dr", "a|b"], ["Ek, Bo", "x\ty"]]
    text = "\n".join(separator.join(f'"{cell}"' for cell in line) for line in lines)
    (tmp_path / "a.csv").write_text(text)
    assert rows_of(tmp_path / "a.csv") == [["Name", "Position"], ["Berg, Anna; Dr", "a|b"], ["Ek, Bo", "x y"]]


def test_a_spreadsheets_own_note_on_the_separator_is_followed(tmp_path):
    (tmp_path / "a.csv").write_text("sep=;\nName;Note\nAnna;a,b,c\n")
    sheet = read_list(tmp_path / "a.csv")[0]
    assert (sheet.numbers, sheet.rows) == ([2, 3], [["Name", "Note"], ["Anna", "a,b,c"]])


def test_stray_quotes_and_nul_bytes_cost_no_row(tmp_path):
    (tmp_path / "a.csv").write_bytes(b'Name,Note\nAnna,"a "friend" of"\nBo\0,c\n"Cy",d\n')
    assert [row[0] for row in rows_of(tmp_path / "a.csv")] == ["Name", "Anna", "Bo", "Cy"]


def test_a_list_of_one_column_is_a_table_too(tmp_path):
    (tmp_path / "a.csv").write_text("Name\nAnna Berg\nBo Ek\n")
    assert rows_of(tmp_path / "a.csv") == [["Name"], ["Anna Berg"], ["Bo Ek"]]


@pytest.mark.parametrize("head", [b"SQLite format 3\0", b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n", b"\x7fELF"])
def test_a_file_of_another_kind_is_no_list_whatever_its_name(tmp_path, head):
    path = tmp_path / "list.csv"
    path.write_bytes(head + b"Name,Delegation\nSomphone Sample,LAO\n" * 50)
    with pytest.raises(Refused, match="list_not_table"):
        read_text_table(path)
