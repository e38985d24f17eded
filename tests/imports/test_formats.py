"""Every format a list is sent in gives the same rows."""

import datetime
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook
from openpyxl.styles import Font

from attendance.imports.compound import Compound
from attendance.imports.reading import read_list

from ..reports.conftest import office, offices  # noqa: F401

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
ROWS = [["No", "Name", "Country"], ["1", "Anna Berg", "Norway"], ["2", "ບຸນມີ ສີສຸກ", "ລາວ"]]
OLD_LAO = "¦¾ê¾ì½­½ìñ©"


def test_an_old_workbook_gives_the_rows_of_the_new_one(office, tmp_path):  # noqa: F811
    workbook = Workbook()
    for row in ROWS:
        workbook.active.append(row)
    workbook.active.append([3, "Bo Ek", 8562055512345, datetime.date(1970, 1, 2)])
    workbook.create_sheet("Codes").append(["P", "Present"])
    workbook["Codes"].sheet_state = "hidden"
    workbook.save(tmp_path / "a.xlsx")
    old = office(tmp_path / "a.xlsx", "xls")
    assert "Workbook" in Compound.open(old).names
    old = old.rename(old.with_name("named wrongly.xlsx"))
    new, read = read_list(tmp_path / "a.xlsx"), read_list(old)
    assert [(s.rows, s.numbers, s.hidden) for s in read] == [(s.rows, s.numbers, s.hidden) for s in new]
    assert read[0].rows[3] == ["3", "Bo Ek", "8562055512345", "1970-01-02"]


def word_table(document, rows):
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def test_tables_of_a_word_file_come_with_the_lines_above_them(tmp_path):
    document = docx.Document()
    document.add_paragraph("A long letter. " * 40)
    document.add_paragraph("LAO PDR")
    table = word_table(document, ROWS)
    table.cell(1, 2).merge(table.cell(2, 2))
    document.add_paragraph("THAILAND")
    word_table(document, ROWS[:2])
    document.add_paragraph("Signed: the minister")
    document.save(tmp_path / "a.docx")
    (sheet,) = read_list(tmp_path / "a.docx")
    assert [row[0] for row in sheet.rows] == [
        "LAO PDR", "No", "1", "2", "THAILAND", "No", "1", "Signed: the minister",
    ]  # fmt: skip
    assert sheet.merged[0] == (3, 2, 4, 2)


def test_a_table_within_a_cell_is_a_table_of_its_own(tmp_path):
    document = docx.Document()
    outer = document.add_table(rows=1, cols=2)
    outer.cell(0, 0).text = "Layout"
    inner = outer.cell(0, 1).add_table(rows=1, cols=2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "Name", "Country"
    document.save(tmp_path / "a.docx")
    assert read_list(tmp_path / "a.docx")[0].rows == [["Name", "Country"], ["Layout", ""]]


def test_a_web_page_named_as_a_workbook_is_read(tmp_path):
    (tmp_path / "a.xls").write_text(
        "<html><head><title>x</title><style>td {}</style></head><body><h1>LAO PDR</h1><table>"
        "<tr><th rowspan=2>No<th colspan=2>Person</tr><tr><td>Name<td>Phone</tr>"
        "<tr><td>1</td><td>Anna<br>Berg</td><td x:num='8562055512345'>8.56E+12</td></tr></table></body>",
        encoding="utf-16",
    )
    (sheet,) = read_list(tmp_path / "a.xls")
    assert sheet.rows == [
        ["LAO PDR", "", ""], ["No", "Person", ""], ["", "Name", "Phone"], ["1", "Anna Berg", "8562055512345"],
    ]  # fmt: skip
    assert sheet.merged == [(2, 0, 3, 0), (2, 1, 2, 2), (1, 0, 1, 2)]


CARDS = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6rg;;Dr.
item1.TEL;HOME;FAX:+49 1
item1.TEL;CELL:+49 170 =
 5
EMAIL:j@x.de
END:VCARD
BEGIN:VCARD
FN:Cut short
BEGIN:vCard
VERSION:4.0
FN:ບຸນມີ ສີສຸກ
N:ສີສຸກ;ບຸນມີ
ORG:Ministry\\, of Posts;Unit\\;A
TEL;VALUE=uri;TYPE="work,voice":tel:+856-20-1;ext=2
PHOTO;ENCODING=b:AAAA
 AAAA
GENDER:F
END:vCard
"""


def test_cards_of_three_versions_become_a_table(tmp_path):
    (tmp_path / "a.vcf").write_text(CARDS, encoding="utf-8")
    (sheet,) = read_list(tmp_path / "a.vcf")
    assert sheet.numbers == [0, 1, 9, 11]
    assert [row[1:6] for row in sheet.rows[1:3]] == [
        ["Dr.", "Jörg Müller", "Jörg", "", "Müller"],
        [""] * 5,
    ]
    assert sheet.rows[1][10:12] == ["j@x.de", "+49 170 =5"]
    assert sheet.rows[3][2:12] == [
        "ບຸນມີ ສີສຸກ", "ບຸນມີ", "", "ສີສຸກ", "F", "", "Ministry, of Posts", "Unit;A", "", "+856-20-1",
    ]  # fmt: skip


def workbook_in(font, text, path):
    workbook = Workbook()
    workbook.active.append(["No", "Name", "ຊື່"])
    for n in range(8):
        workbook.active.append([n, f"Person {n}", text])
        workbook.active.cell(n + 2, 3).font = Font(name=font)
    workbook.save(path)
    return read_list(path)[0].old_lao


def test_a_lao_font_from_before_unicode_is_named_with_its_column(tmp_path):
    path = tmp_path / "a.xlsx"
    assert workbook_in("Saysettha Lao", OLD_LAO, path) == {2: "Saysettha Lao"}
    assert workbook_in("alice_0", "¦ົ".replace("ົ", "m"), path) == {2: "alice_0"}
    assert workbook_in("Calibri", OLD_LAO, path) == {2: ""}
    for font, text in (
        ("Saysettha OT", "Frédéric Lefèvre"), ("Phetsarath OT", "ສາທາລະນະລັດ"),
        ("Saysettha Lao", "ສາທາລະນະລັດ"),
        ("Saysettha Lao", "UNDP 12"), ("Calibri", "Ééé"),
    ):  # fmt: skip
        assert workbook_in(font, text, path) == {}
    document = docx.Document()
    table = word_table(document, [["No", "Name"], ["1", OLD_LAO]])
    fonts = OxmlElement("w:rFonts")
    fonts.set(qn("w:ascii"), "Chanthabouli Lao")
    table.cell(1, 1).paragraphs[0].runs[0]._r.get_or_add_rPr().append(fonts)
    document.save(tmp_path / "a.docx")
    assert read_list(tmp_path / "a.docx")[0].old_lao == {1: "Chanthabouli Lao"}


def test_old_lao_in_a_text_table_is_not_taken_for_thai_or_russian(tmp_path):
    lines = ["No;Name", *(f"{n};{OLD_LAO} {OLD_LAO[n % 4 :]}" for n in range(20))]
    (tmp_path / "a.csv").write_bytes("\n".join(lines).encode("latin-1"))
    sheet = read_list(tmp_path / "a.csv")[0]
    assert sheet.old_lao == {1: ""}
    assert sheet.rows[1][1].startswith("¦¾ê¾ì½")


@pytest.mark.skipif(not DATA.is_dir(), reason="the collection of real lists is not here")
def test_address_books_of_ten_programs_give_their_people():
    found = {path.name: read_list(path)[0] for path in (DATA / "vcards").rglob("*.vcf")}
    assert len(found) == 18
    people = {name: [row[2] for row in sheet.rows[1:] if row[2]] for name, sheet in found.items()}
    assert sum(map(len, people.values())) == 24
    assert people["gmail-list.vcf"] == ["Arnold Smith", "Chris Beatle", "Doug White"]
    assert people["John_Doe_LOTUS_NOTES.vcf"] == ["Mr. Doe John I Johny"]
    nameless = {name: len(sheet.rows) - 1 - len(people[name]) for name, sheet in found.items()}
    assert {name: n for name, n in nameless.items() if n} == {"John_Doe_ANDROID.vcf": 2}
