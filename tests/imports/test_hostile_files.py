"""Files that mean harm, or are only broken: a sentence within seconds, bounded memory, the program alive."""

import os
import random
import sys
import time
import zipfile

import pytest
from openpyxl import Workbook

from attendance.domain.errors import Refused
from attendance.worker import Worker
from tests.imports.workbooks import MAIN, cell, raw_workbook, table

SECONDS = 15
MEGABYTES = 900
PEOPLE = [["Name", "Country"], ["Anna Berg", "Norway"], ["Bounmy Sisouk", "Laos"]]


@pytest.fixture(scope="module")
def worker():
    worker = Worker()
    worker.run("tests.imports.reading_verbs:warm_up")
    yield worker
    worker.close()


def read(worker, path):
    """(code or number of rows) of a file read in the worker, within the bounds."""
    before = worker.run("tests.imports.reading_verbs:process_id")
    start = time.monotonic()
    try:
        answer = worker.run("tests.imports.reading_verbs:filled_rows", str(path))
    except Refused as refused:
        answer = refused.code
    assert time.monotonic() - start < SECONDS
    if sys.platform != "win32":
        assert worker.run("tests.imports.reading_verbs:peak_megabytes") < MEGABYTES
    assert worker.run("tests.imports.reading_verbs:process_id") == before, "the worker died"
    return answer


def test_an_ordinary_workbook_is_read(worker, tmp_path):
    assert read(worker, raw_workbook(tmp_path / "a.xlsx", table(PEOPLE))) == 3


def test_two_cells_at_the_far_corners_are_refused(worker, tmp_path):
    rows = f'<row r="1">{cell("A1", "x")}</row><row r="1048576">{cell("XFD1048576", "y")}</row>'
    path = raw_workbook(tmp_path / "corners.xlsx", rows)
    assert path.stat().st_size < 4_800
    assert read(worker, path) in ("list_too_large", "list_too_wide")


@pytest.mark.parametrize(
    "far",
    [
        '<c s="0" r="XFD1048576"><v>1</v></c>',
        "<c r='XFD1048576'><v>1</v></c>",
        '<c\n\tr = "XFD1048576"><v>1</v></c>',
        '<c r="&#88;FD1048576"><v>1</v></c>',
        '<c r="xfd1048576"><v>1</v></c>',
        f'<x:c xmlns:x="{MAIN}" r="XFD1048576"><v>1</v></c>',
        '<c r="ZZZZZZ1048576"><v>1</v></c>',
        '<c r="A99999999999"><v>1</v></c>',
        '<c r="XFD1048576" t="str"><v></v></c>',
    ],
)
def test_the_far_corner_is_found_however_it_is_written(worker, tmp_path, far):
    rows = f'<row r="1">{cell("A1", "x")}</row><row>{far}</row>'
    assert read(worker, raw_workbook(tmp_path / "far.xlsx", rows)) in (
        "list_too_large",
        "list_too_wide",
        "list_damaged",
    )


def test_formatting_that_reaches_the_last_cell_is_no_reason_to_refuse(worker, tmp_path):
    rows = table(PEOPLE) + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert read(worker, raw_workbook(tmp_path / "formatted.xlsx", rows)) == 3


def test_a_bomb_of_zeros_is_refused(worker, tmp_path):
    path = raw_workbook(tmp_path / "bomb.xlsx", table(PEOPLE))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package, package.open("xl/x.xml", "w") as part:
        for _ in range(300):
            part.write(b" " * 1024**2)
    assert read(worker, path) == "list_too_large"


def test_a_million_shared_strings_too_many_are_refused(worker, tmp_path):
    strings = "<sst>" + "<si/>" * 13_000_000 + "</sst>"
    path = raw_workbook(tmp_path / "strings.xlsx", table(PEOPLE), extra={"xl/sharedStrings.xml": strings})
    assert read(worker, path) == "list_too_large"


def test_external_entities_are_refused(worker, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("do not read me")
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'
    path = raw_workbook(tmp_path / "entity.xlsx", table([["Name"], ["&e;"]]), before=doctype)
    assert read(worker, path) == "list_unsafe"


def test_a_billion_laughs_are_refused(worker, tmp_path):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    doctype = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>'
    path = raw_workbook(tmp_path / "laughs.xlsx", table([["Name"], ["&l11;"]]), before=doctype)
    assert read(worker, path) == "list_unsafe"


def test_sixteen_thousand_columns_are_refused_with_the_limit(worker, tmp_path):
    from openpyxl.utils import get_column_letter

    row = "".join(cell(f"{get_column_letter(n)}1", "x") for n in range(1, 16_385))
    assert read(worker, raw_workbook(tmp_path / "wide.xlsx", f'<row r="1">{row}</row>')) == "list_too_wide"
    wide = tmp_path / "wide.csv"
    wide.write_text(",".join(["x"] * 16_384) + "\n")
    assert read(worker, wide) == "list_too_wide"


def test_a_million_blank_rows_are_passed_over(worker, tmp_path):
    blank = "".join(f'<row r="{n}"/>' for n in range(4, 1_000_000))
    assert read(worker, raw_workbook(tmp_path / "blank.xlsx", table(PEOPLE) + blank)) == 3
    styled = "".join(
        f'<row r="{n}"><c r="A{n}" s="0"/><c r="B{n}" s="0"/></row>' for n in range(4, 1_000_000)
    )
    assert read(worker, raw_workbook(tmp_path / "styled.xlsx", table(PEOPLE) + styled)) == 3
    text = tmp_path / "blank.csv"
    text.write_text("Name,Country\nAnna Berg,Norway\n" + ",\n" * 1_000_000)
    assert read(worker, text) == 2


def test_a_person_in_the_last_row_after_a_million_blank_ones_is_found(worker, tmp_path):
    rows = table(PEOPLE) + f'<row r="1048576">{cell("A1048576", "Zoe Last")}</row>'
    assert read(worker, raw_workbook(tmp_path / "last.xlsx", rows)) == 4


def test_formulas_give_their_values(worker, tmp_path):
    rows = (
        f'<row r="1">{cell("A1", "Name")}</row>'
        '<row r="2"><c r="A2" t="str"><f>CONCATENATE("An","na")</f><v>Anna</v></c></row>'
    )
    path = raw_workbook(tmp_path / "formula.xlsx", rows)
    assert worker.run("tests.imports.reading_verbs:rows", str(path)) == [["Name"], ["Anna"]]


def test_a_container_without_contents_is_damaged(worker, tmp_path):
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000))
    assert read(worker, path) in ("list_damaged", "list_other_format")


def test_truncated_workbooks_are_refused(worker, tmp_path):
    workbook = Workbook()
    for n in range(500):
        workbook.active.append([f"Person {n}", "Laos"])
    workbook.save(tmp_path / "whole.xlsx")
    whole = (tmp_path / "whole.xlsx").read_bytes()
    for part in (1, 4, 30, 100, len(whole) // 3, len(whole) // 2, len(whole) - 30):
        path = tmp_path / f"cut{part}.xlsx"
        path.write_bytes(whole[:part])
        assert str(read(worker, path)).startswith("list_") or part < 30


def test_flipped_bytes_never_kill_the_worker(worker, tmp_path):
    whole = raw_workbook(tmp_path / "whole.xlsx", table(PEOPLE * 30)).read_bytes()
    chance = random.Random(5)
    for n in range(60):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        path = tmp_path / f"flipped{n}.xlsx"
        path.write_bytes(data)
        read(worker, path)


def test_random_bytes_are_refused(worker, tmp_path):
    for n, name in enumerate(("a.xlsx", "b.csv", "c.tsv", "d")):
        path = tmp_path / name
        path.write_bytes(random.Random(n).randbytes(50_000))
        assert read(worker, path) == "list_not_table"
    path.write_bytes(b"PK\x03\x04" + os.urandom(5000))
    assert read(worker, path) == "list_damaged"


def test_other_formats_are_named_as_such(worker, tmp_path):
    for name, data in {
        "is_pdf.xlsx": b"%PDF-1.7 ...",
        "is_picture.csv": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "is_picture.xlsx": bytes(4) + b"ftypheic" + bytes(100),
        "is_archive.csv": b"Rar!\x1a\x07\x01\0" + bytes(100),
        "is_rtf.txt": b"{\\rtf1\\ansi Name}",
        "is_mail.txt": b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n",
        "is_calendar.vcf": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        "other_format.xls": b"<?xml version='1.0'?><Workbook/>",
    }.items():
        (tmp_path / name).write_bytes(data)
        assert read(worker, tmp_path / name) == "list_" + name.partition(".")[0]


@pytest.mark.parametrize(
    ("part", "text", "code"),
    [
        ("word/document.xml", "<x/>", "list_no_table"),
        ("xl/workbook.bin", "", "list_old_excel"),
        ("Index/Document.iwa", "", "list_is_apple"),
        ("people.csv", "Name", "list_is_archive"),
        ("ppt/presentation.xml", "<x/>", "list_other_format"),
        ("mimetype", "application/vnd.oasis.opendocument.text", "list_is_open_text"),
    ],
)
def test_packed_formats_are_told_apart_by_what_they_hold(worker, tmp_path, part, text, code):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        package.writestr(part, text)
    assert read(worker, tmp_path / "a.xlsx") == code


OPEN = (
    '<office:document-content xmlns:office="urn:o" xmlns:table="urn:t" xmlns:text="urn:x"><office:body>'
    "<office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
)
OPEN_CELL = '<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def open_sheets(path, rows_xml, manifest="", tables=1):
    table = f'<table:table table:name="People">{rows_xml}</table:table>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
        package.writestr("content.xml", OPEN.format(tables=table * tables))
    return path


def open_row(*texts, repeated=""):
    cells = "".join(OPEN_CELL.format(text=text, more="") for text in texts)
    return f"<table:table-row{repeated}>{cells}</table:table-row>"


def test_one_open_document_cell_that_stands_for_a_billion_is_refused(worker, tmp_path):
    people = open_row("Name", "Country") + open_row("Anna Berg", "Norway")
    assert read(worker, open_sheets(tmp_path / "a.ods", people)) == 2
    endless = people + open_row("x", repeated=' table:number-rows-repeated="1048000"') * 9
    assert read(worker, open_sheets(tmp_path / "b.ods", endless)) == "list_too_large"
    wide = OPEN_CELL.format(text="x", more=' table:number-columns-repeated="16384"')
    row = f"<table:table-row>{wide}</table:table-row>"
    assert read(worker, open_sheets(tmp_path / "c.ods", row)) == "list_too_wide"
    gap = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    assert read(worker, open_sheets(tmp_path / "d.ods", people + gap)) == 2
    last = people + gap + open_row("Bo", "Laos")
    assert read(worker, open_sheets(tmp_path / "f.ods", last, tables=6)) == "list_too_large"
    assert read(worker, open_sheets(tmp_path / "g.ods", people, "<encryption-data/>")) == "list_has_password"


def test_a_word_file_hides_no_entity(worker, tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as package:
        package.writestr(
            "word/document.xml", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
        )
    assert read(worker, tmp_path / "a.docx") == "list_unsafe"


def test_missing_and_empty_files_are_refused(worker, tmp_path):
    assert read(worker, tmp_path / "nowhere.xlsx") == "list_not_found"
    assert read(worker, tmp_path) == "list_not_found"
    (tmp_path / "empty.csv").write_bytes(b"")
    assert read(worker, tmp_path / "empty.csv") == "list_empty"
    assert read(worker, raw_workbook(tmp_path / "empty.xlsx", "")) == "list_empty"


def test_a_text_table_with_an_open_quote_is_refused(worker, tmp_path):
    path = tmp_path / "quote.csv"
    path.write_text('Name,Country\n"Anna Berg,Norway\n' + "Bo Ek,Sweden\n" * 200)
    assert read(worker, path) == "list_open_quote"


def test_an_endless_cell_is_refused(worker, tmp_path):
    path = tmp_path / "cell.csv"
    path.write_text("Name,Country\nAnna," + "x" * 5_000_000 + "\n")
    assert read(worker, path) == "list_cell_too_long"


def test_spanning_cells_and_endless_soft_lines_do_not_grow(worker, tmp_path):
    path = tmp_path / "wide.html"
    path.write_text("<table><tr>" + '<td colspan="1000" rowspan="9">x' * 60_000 + "</table>")
    assert read(worker, path) == "list_too_wide"
    path = tmp_path / "soft.vcf"
    card = "BEGIN:VCARD\nFN:Anna Berg\nNOTE;ENCODING=QUOTED-PRINTABLE:" + ("x" * 70 + "=\n") * 120_000
    path.write_text(f"{card}x\nEND:VCARD\n")
    assert read(worker, path) == 2
