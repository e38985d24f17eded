"""Documents open in a word processor as they were meant: Lao as Lao, tables whole, pages counted."""

import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from attendance.domain.text_keys import has_lao
from attendance.reports.document import Document, marked
from attendance.reports.document_table import Band, DocColumn, Total
from attendance.reports.document_text import Piece

AT = 1_717_050_600_000


@pytest.fixture
def sample(tmp_path):
    document = Document("ບົດລາຍງານ", "Seminar", language="lo", at=AT)
    document.title("ບົດລາຍງານ")
    document.paragraph(["Mixed ", Piece("ທະວີ\u200bສັກ", bold=True), " & <text>"])
    document.paragraph(marked("ຂຽນຢູ່ບ່ອນນີ້"))
    rows = [Band("ສປປ ລາວ"), *([str(n), "ສົມພອນ ຕົວຢ່າງ"] for n in range(90)), Total(["", "ລວມ"])]
    document.table([DocColumn("No.", 1, "right"), DocColumn("ຊື່", 5)], rows)
    document.foot_of_page("ກອງປະຊຸມ", "ໜ້າ {page} / {pages}")
    return document.save(tmp_path / "sample.docx")


def runs_of(path):
    made = docx.Document(str(path))
    parts = [made.element.body, made.sections[0].footer._element, made.sections[0].header._element]
    return [run for part in parts for run in part.iter(qn("w:r"))]


def words_of(run):
    return "".join(text.text or "" for text in run.iter(qn("w:t")))


def test_every_run_with_lao_letters_has_size_weight_and_font_of_complex_script(sample):
    lao = [run for run in runs_of(sample) if has_lao(words_of(run))]
    assert len(lao) > 90
    for run in lao:
        properties = run.find(qn("w:rPr"))
        assert properties.find(qn("w:rFonts")).get(qn("w:cs")) == "Phetsarath OT"
        assert properties.find(qn("w:szCs")).get(qn("w:val")) == properties.find(qn("w:sz")).get(qn("w:val"))
        assert properties.find(qn("w:lang")).get(qn("w:bidi")) == "lo-LA"
        bold = properties.find(qn("w:b"))
        assert (bold is None) == (properties.find(qn("w:bCs")) is None)


def test_styles_say_the_same_for_lao_as_for_latin(sample):
    styles = docx.Document(str(sample)).styles.element
    for name in ("Normal", "Title", "Heading1", "TableText", "TableHead"):
        (style,) = [one for one in styles.findall(qn("w:style")) if one.get(qn("w:styleId")) == name]
        properties = style.find(qn("w:rPr"))
        assert properties.find(qn("w:szCs")).get(qn("w:val")) == properties.find(qn("w:sz")).get(qn("w:val"))
        assert properties.find(qn("w:rFonts")).get(qn("w:cs")) == "Phetsarath OT"
        assert properties.find(qn("w:bCs")).get(qn("w:val")) == properties.find(qn("w:b")).get(qn("w:val"))


def test_the_head_of_a_table_is_repeated_and_no_row_is_split(sample):
    (table,) = docx.Document(str(sample)).tables
    rows = [row._tr.trPr for row in table.rows]
    assert [row.find(qn("w:tblHeader")) is not None for row in rows] == [True] + [False] * 92
    assert all(row.find(qn("w:cantSplit")) is not None for row in rows)
    assert table.rows[1].cells[0].text == "ສປປ ລາວ"
    assert [cell.text for cell in table.rows[2].cells] == ["0", "ສົມພອນ ຕົວຢ່າງ"]


def test_no_break_mark_is_stored_and_text_is_never_markup(sample):
    told = "".join(words_of(run) for run in runs_of(sample))
    assert "\u200b" not in told
    assert "Mixed ທະວີສັກ & <text>" in told


def test_what_is_to_be_written_is_a_marked_place_that_goes_when_written_over(sample):
    (place,) = docx.Document(str(sample)).element.body.iter(qn("w:sdt"))
    assert place.find(qn("w:sdtPr")).find(qn("w:showingPlcHdr")) is not None
    assert "".join(text.text for text in place.iter(qn("w:t"))) == "[ຂຽນຢູ່ບ່ອນນີ້]"


def test_pages_are_counted_and_the_file_says_what_it_is(sample):
    made = docx.Document(str(sample))
    fields = [
        one.get(qn("w:instr")).strip() for one in made.sections[0].footer._element.iter(qn("w:fldSimple"))
    ]
    assert fields == ["PAGE", "NUMPAGES"]
    about = made.core_properties
    assert (about.title, about.subject, about.author) == ("ບົດລາຍງານ", "Seminar", "Attendance Manager")
    assert about.created.isoformat().startswith("2024-05-30T06:30")
    assert (made.sections[0].page_width.cm, made.sections[0].page_height.cm) == pytest.approx(
        (21, 29.7), abs=0.01
    )


def test_the_same_content_is_the_same_file_byte_for_byte(tmp_path):
    files = []
    for name in ("one.docx", "two.docx"):
        document = Document("Title", "Event", language="en", at=AT)
        document.paragraph("Text")
        files.append(document.save(tmp_path / name).read_bytes())
    assert files[0] == files[1]
    assert {one.date_time[:3] for one in zipfile.ZipFile(tmp_path / "one.docx").infolist()} == {(2024, 5, 30)}
