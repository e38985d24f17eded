"""Every report, in every language, for every reader: reopened, recalculated, counted."""

import re
import zipfile
from contextlib import nullcontext
from datetime import date, datetime, time, timedelta
from itertools import zip_longest
from pathlib import Path
from xml.sax.saxutils import unescape

import docx
import openpyxl
import pytest
from openpyxl.workbook import Workbook
from python_calamine import CalamineWorkbook

from attendance.commands.events import new_event
from attendance.commands.sample import create_sample
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience, Stamp
from attendance.language import LANGUAGES, texts_for
from attendance.language.countries import country_name
from attendance.reports.catalogue import write_report, write_report_file
from attendance.reports.cells import visible_text
from attendance.reports.offered import REPORTS
from attendance.store.database import Database
from tests.reports.hostile import FORMULAS
from tests.reports.seminar import AT, STORED, Seminar, build

EDITING = "people-for-editing"
"""Of another kind: for the coordinators alone, to come back; its own tests say more of it."""

WORKBOOKS = [name for name, report in REPORTS.items() if ".xlsx" in report.writers and name != EDITING]

FLAT_HEADS = [
    "No.",
    "Section",
    "Country/Organization",
    "ISO2",
    "Capacity",
    "Order in delegation",
    "Title",
    "Given name(s)",
    "FAMILY NAME",
    "Name (official script)",
    "Sex",
    "Position",
    "Unit",
    "Organization",
    "E-mail",
    "Phone",
    "Participation",
    "Days attended",
    "Status",
    "Publish (Y/N)",
    "Remarks",
]


@pytest.fixture(scope="module")
def seminar(tmp_path_factory: pytest.TempPathFactory):
    made = build(tmp_path_factory.mktemp("seminar") / "seminar.db")
    yield made
    made.database.close()


def written(
    seminar: Seminar,
    folder: Path,
    name: str,
    language: str = "en",
    audience: str = "internal",
    codes: object = "LAO",
) -> Path:
    """The one file of a report; a report per delegation is written for one."""
    only = [codes] if REPORTS[name].per_delegation or codes != "LAO" else None
    with seminar.database.read() as db:
        (path,) = write_report(
            db,
            name,
            event_id=seminar.event,
            delegation_codes=only,
            texts=texts_for(language),
            audience=Audience(audience),
            target=folder / f"{name}-{language}-{audience}",
            at=AT,
            desk="Desk 1",
            extension=".xlsx",
        )
    return path


def rows_of(book: Workbook, number: int) -> list[list[object]]:
    return [[cell.value for cell in row] for row in book.worksheets[number].iter_rows()]


def values_of(path: Path, number: int = 0) -> list[list[object]]:
    return rows_of(openpyxl.load_workbook(path, data_only=True), number)


def cells_of(path: Path) -> set[object]:
    """Every value of every sheet, read once and fast."""
    book = CalamineWorkbook.from_path(path)
    sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    return {cell for rows in sheets for row in rows for cell in row}


def formulas_of(path: Path) -> set[str]:
    """Every formula of every sheet, as the file has it."""
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name).decode() for name in package.namelist() if "worksheets/sheet" in name]
    return {unescape(found) for part in parts for found in re.findall("<f>(.*?)</f>", part, re.DOTALL)}


def test_the_office_calculates_the_values_we_wrote_and_reads_the_same_cells(seminar, tmp_path, offices):
    paths = [written(seminar, tmp_path, name, language) for name in WORKBOOKS for language in LANGUAGES]
    for path, calculated in zip(paths, offices(paths, "xlsx"), strict=True):
        ours, theirs = CalamineWorkbook.from_path(path), CalamineWorkbook.from_path(calculated)
        assert ours.sheet_names == theirs.sheet_names
        for name in ours.sheet_names:
            for row, again in zip(rows_in(ours, name), rows_in(theirs, name), strict=True):
                for cell, found in zip_longest(row, again, fillvalue=""):
                    same = found == pytest.approx(cell) if isinstance(cell, float) else found == cell
                    assert same, f"{path.name} {name}: {row} {again}"


def rows_in(book: CalamineWorkbook, sheet: str) -> list[list[object]]:
    """The rows of a sheet; a moment to the second, as a cell can only hold a fraction of a day."""
    rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    while rows and not any(cell != "" for cell in rows[-1]):
        rows.pop()  # an empty line behind the last one is there for some programs and not for others
    return [[_plain(cell) for cell in row] for row in rows]


def _plain(cell: object) -> object:
    return (cell + timedelta(milliseconds=500)).replace(microsecond=0) if isinstance(cell, datetime) else cell


@pytest.mark.parametrize("language", LANGUAGES)
def test_openpyxl_and_calamine_read_the_same_of_the_pack(seminar, tmp_path, language):
    path = written(seminar, tmp_path, "report-pack", language)
    by_calamine = CalamineWorkbook.from_path(path)
    formulas = 0
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        for row, again in zip_longest(rows, rows_in(by_calamine, sheet.title), fillvalue=()):
            for cell, found in zip_longest(row, again, fillvalue=None):
                # openpyxl alone leaves an escaped underscore escaped in a text of a cell's own.
                cell = cell.replace("_x005F_", "_") if isinstance(cell, str) else cell
                value = _plain(datetime.combine(cell, time()) if type(cell) is date else cell)
                other = datetime.combine(found, time()) if type(found) is date else found
                assert (value if value is not None else "") == (other if other is not None else "")
    for sheet in openpyxl.load_workbook(path).worksheets:
        formulas += sum(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    assert formulas > 100


@pytest.mark.parametrize("name", ["list-of-participants", "attendance-matrix"])
def test_totals_are_formulas(seminar, tmp_path, name):
    book = openpyxl.load_workbook(written(seminar, tmp_path, name))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert sum(cell.data_type == "f" for cell in cells) >= 3


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize("name", WORKBOOKS)
def test_no_text_a_person_typed_is_a_formula(seminar, tmp_path, name, audience):
    for path in (
        written(seminar, tmp_path, name, "en", audience),
        written(seminar, tmp_path, name, "lo", audience, codes="HOS"),
    ):
        for formula in formulas_of(path):
            assert not any(text.strip("= \n\t\r") in formula for text in FORMULAS[:5]), formula
            assert formula.startswith(("SUM", "SUBTOTAL", "COUNT", "IF(", "MAX", "'"))


def test_hostile_texts_are_no_formula_in_the_workbook_for_editing_either(seminar, tmp_path):
    book = openpyxl.load_workbook(written(seminar, tmp_path, EDITING))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(str(cell.value).startswith("=") for cell in cells)


def test_hostile_names_come_through_both_readers_as_they_were_typed(seminar, tmp_path):
    path = written(seminar, tmp_path, "list-of-participants", codes="HOS")
    wanted = {visible_text(name) for name in STORED if "_x0" not in name}
    by_openpyxl = {row[7] for row in values_of(path, 1)}
    by_calamine = {row[7] for row in CalamineWorkbook.from_path(path).get_sheet_by_index(1).to_python()}
    assert wanted <= by_openpyxl
    assert wanted <= by_calamine


@pytest.fixture
def empty(tmp_path):
    """An event nobody was added to, and its file."""
    database = Database.open(tmp_path / "empty.db", desk_name="Desk 1")
    with database.write() as db:
        event = new_event(db, Stamp("Noy", AT), title="Empty", zone="Asia/Vientiane")
    yield database, event
    database.close()


def test_an_empty_event_still_has_its_heads_and_no_wrong_number(empty, tmp_path, offices):
    database, event = empty
    made: list[tuple[Path, str]] = []
    for name in WORKBOOKS:
        for language in LANGUAGES:
            none = pytest.raises(Refused, match="no_delegation_to_write")
            with database.read() as db, none if REPORTS[name].per_delegation else nullcontext():
                (file,) = write_report(
                    db,
                    name,
                    event_id=event,
                    texts=texts_for(language),
                    audience=Audience.PUBLIC,
                    target=tmp_path / f"{name}-{language}",
                    at=AT,
                    desk="Desk 1",
                    extension=".xlsx",
                )
                made.append((file, language))
    for (ours, language), theirs in zip(made, offices([file for file, _ in made], "xlsx"), strict=True):
        for path in (ours, theirs):
            cells = {str(cell) for cell in cells_of(path)}
            words = ("No.", "Code", "Seat")
            assert {texts_for(language)(word) for word in words} & cells, path.name
            assert not [cell for cell in cells if cell.startswith("#") or cell in ("nan", "inf")]
            assert cells & {"–", "0", "0.0"} or not path.name.startswith(
                ("list-of", "attendance-", "report-p")
            )


def test_the_flat_list_has_exactly_the_agreed_columns(seminar, tmp_path):
    rows = values_of(written(seminar, tmp_path, "list-of-participants"), 1)
    assert rows[0] == FLAT_HEADS
    head = next(row for row in rows if row[8] == "MANODHAM")
    assert head[1:] == [
        "Countries",
        "Lao People's Democratic Republic",
        "LA",
        "Head of delegation",
        1,
        "Mr. Dr.",
        "Thavisack",
        "MANODHAM",
        "ທ່ານ ປອ. ທະວີສັກ ມະໂນທັມ",
        "Man",
        "Director General",
        None,
        "Digital Government Centre",
        "=head@example.org",
        "+856 20 9999 0000",
        None,
        1.5,
        "Registered",
        "Y",
        None,
    ]


def test_the_printed_list_has_head_first_then_family_names_and_capital_countries(seminar, tmp_path):
    rows = values_of(written(seminar, tmp_path, "list-of-participants"))
    texts = [row[1] or row[0] for row in rows]
    start = texts.index("LAO PEOPLE'S DEMOCRATIC REPUBLIC")
    assert texts[start + 1 : start + 4] == ["Mr. Dr. Thavisack MANODHAM", "Khamla AAA", "Somphone ZZZ"]
    assert "KIM Heesun" in texts
    assert "Withdrawn Person" not in texts
    assert "Press Person" not in texts
    assert texts.index("Countries") < texts.index("United Nations system")


def test_the_lao_list_shows_lao_names_and_lao_words(seminar, tmp_path):
    rows = values_of(written(seminar, tmp_path, "list-of-participants", "lo"))
    texts = [cell for row in rows for cell in row if isinstance(cell, str)]
    assert "ທ່ານ ປອ. ທະວີສັກ ມະໂນທັມ" in texts
    assert "ສປປ ລາວ" in texts
    assert country_name("KZ", "lo") in texts, "a country without a typed Lao name has the one of our table"
    assert "ບັນຊີລາຍຊື່ຜູ້ເຂົ້າຮ່ວມ" in texts
    assert "List of participants" not in texts


def test_the_totals_of_the_list_are_formulas_over_the_flat_sheet_and_right(seminar, tmp_path):
    path = written(seminar, tmp_path, "list-of-participants")
    totals = {
        row[1]: (row[2], row[3])
        for row in values_of(path)
        if row[1] in ("Participants", "Countries", "Women")
    }
    people = 3 + 4 + len(STORED) + 1
    assert totals["Participants"] == (people, None)
    assert totals["Countries"] == (3, None)
    assert totals["Women"][0] == 5
    assert totals["Women"][1] == pytest.approx(5 / people)
    cells = [cell for row in openpyxl.load_workbook(path).worksheets[0].iter_rows() for cell in row]
    formulas = [cell for cell in cells if cell.data_type == "f"]
    assert len(formulas) == 3


def test_the_matrix_has_each_letter_where_it_belongs(seminar, tmp_path):
    rows = values_of(written(seminar, tmp_path, "attendance-matrix"))
    letters = {row[3]: row[5:9] for row in rows if isinstance(row[0], int)}
    assert letters["Mr. Dr. Thavisack MANODHAM"] == ["P", "P", "P", "–"]
    assert letters["Somphone ZZZ"] == ["L", "A", "A", "–"]
    assert letters["Khamla AAA"] == ["E", "A", "A", "–"]
    assert letters["Aigerim Online"] == ["O", "A", "A", "–"]
    assert letters["Nurlan Excused"] == ["X", "A", "A", "–"]
    assert letters["Ingrid Sample"] == ["A", "A", "A", "–"], "a voided entry is no entry"
    assert letters["Came Anyway"] == ["–", "P", "–", "–"]
    assert "Withdrawn Person" not in letters


@pytest.mark.parametrize("language", LANGUAGES)
def test_present_and_absent_make_expected_in_every_column_and_sheet(seminar, tmp_path, language):
    path = written(seminar, tmp_path, "attendance-matrix", language)
    texts = texts_for(language)
    rows = values_of(path)
    totals = {row[3]: row[5:9] for row in rows if row[2] == texts("In all")}
    present, absent, excused, expected = (
        totals[texts(word)] for word in ("Present", "Absent", "of whom excused", "Expected")
    )
    assert [a + b for a, b in zip(present, absent, strict=True)] == expected
    assert excused == [1, 0, 0, 0]
    assert present == [4, 2, 1, 0]
    lines = [row for row in rows if isinstance(row[0], int)]
    grand = next(row for row in rows if row[3] == texts("Present"))
    assert grand[9] == sum(present) == sum(row[9] for row in lines)
    assert grand[10] == sum(expected) == sum(row[10] for row in lines)
    by_delegation = values_of(path, 1)[-1]
    assert by_delegation[2:5] == present[:3]
    assert by_delegation[5] is None, "an event session that has not begun counts nowhere"
    assert by_delegation[-1] == pytest.approx(grand[11])


def test_numbers_are_the_same_in_english_and_lao(seminar, tmp_path):
    for name in WORKBOOKS:
        counted = []
        for language in LANGUAGES:
            book = openpyxl.load_workbook(written(seminar, tmp_path, name, language), data_only=True)
            numbers = [
                cell.value
                for sheet in book.worksheets
                for row in sheet.iter_rows()
                for cell in row
                if isinstance(cell.value, int | float)
            ]
            counted.append(sorted(numbers))
        assert counted[0] == counted[1] == counted[2], name
        assert counted[0] or name in ("registration-form", "seating-list"), name


def test_the_log_tells_corrections_reasons_and_refused_scans(seminar, tmp_path):
    book = openpyxl.load_workbook(written(seminar, tmp_path, "attendance-matrix"), data_only=True)
    rows = [[cell.value for cell in row] for row in book["Log"].iter_rows()]
    assert rows[0] == [
        "Time",
        "Person",
        "Session",
        "Verdict",
        "Source",
        "Desk",
        "Operator",
        "Corrects",
        "Reason",
    ]
    assert [row[0] for row in rows[1:]] == sorted(row[0] for row in rows[1:])
    void = next(row for row in rows if row[3] == "Voided")
    assert void[7:] == ["Entry 29/05/2024 08:32:00", "wrong person"]
    unknown = next(row for row in rows if row[3] == "Unknown code")
    assert unknown[1] == "Code =999"
    assert next(row for row in rows if row[3] == "Excused")[8] == "=in hospital"
    assert len(rows) == 1 + 12


@pytest.mark.parametrize("name", WORKBOOKS)
@pytest.mark.parametrize(
    ("audience", "seen", "unseen"),
    [
        ("public", [], ["+856 20 9999 0000", "=head@example.org", "needs a ramp", "=in hospital", "Noy"]),
        ("donor", [], ["+856 20 9999 0000", "=head@example.org", "needs a ramp", "=in hospital", "Noy"]),
        ("host", ["+856 20 9999 0000"], ["=in hospital", "Noy"]),
        ("internal", ["+856 20 9999 0000", "needs a ramp"], []),
    ],
)
def test_a_reader_sees_only_what_the_audience_allows(seminar, tmp_path, name, audience, seen, unseen):
    path = written(seminar, tmp_path, name, audience=audience)
    texts = cells_of(path)
    assert not [text for text in unseen if text in texts]
    if name in ("list-of-participants", "delegation-report", "report-pack"):
        assert [text for text in seen if text not in texts] == []


@pytest.mark.parametrize("name", ["list-of-participants", "attendance-matrix"])
def test_a_person_who_wants_no_publication_is_counted_but_not_named_in_public(seminar, tmp_path, name):
    inside, outside = (
        written(seminar, tmp_path, name, audience=audience) for audience in ("internal", "public")
    )
    for path, named in ((inside, True), (outside, False)):
        text = "".join(
            zipfile.ZipFile(path).read(part).decode()
            for part in zipfile.ZipFile(path).namelist()
            if "sheet" in part
        )
        assert ("Secret" in text) is named
        assert ("Name withheld" in text) is not named
    numbers = [sum(isinstance(row[0], int) for row in values_of(path)) for path in (inside, outside)]
    assert numbers[0] == numbers[1]


def test_a_delegation_report_holds_what_the_delegation_brought(seminar, tmp_path):
    book = openpyxl.load_workbook(written(seminar, tmp_path, "delegation-report"), data_only=True)
    assert book.sheetnames == [
        "Summary",
        "Members",
        "Attendance",
        "Contributions",
        "Priorities and plans",
        "Follow-ups",
        "Log",
        "Read me",
    ]
    facts = {row[0].value: row[1].value for row in book["Summary"].iter_rows()}
    assert facts["Led by"] == "Mr. Dr. Thavisack MANODHAM"
    assert facts["Participants"] == "3 participants (2 women)"
    assert facts["Letters"] == "0420/ຕຊ 20 April 2024"
    assert facts["Attended (person-sessions)"] == 6
    assert facts["Proceedings"].startswith("[")
    assert [cell.value for cell in book["Contributions"][2]][:3] == [
        "D1-S2 Afternoon",
        "Mr. Dr. Thavisack MANODHAM",
        "=State of play",
    ]
    assert book["Priorities and plans"]["D2"].value == "+ more"
    assert book["Follow-ups"]["C2"].is_date
    assert book["Members"].max_row == 1 + 5


def test_all_delegations_make_one_plain_named_file_each(seminar, tmp_path):
    with seminar.database.read() as db:
        files = write_report(
            db,
            "delegation-report",
            event_id=seminar.event,
            texts=texts_for("lo"),
            audience=Audience.DONOR,
            target=tmp_path / "all",
            at=AT,
            desk="Desk 1",
        )
    codes = ("EMP", "HOS", "KAZ", "LAO", "MED", "UND")
    assert [path.name for path in files] == [f"delegation-report-{code}.xlsx" for code in codes]
    assert all(path.exists() and path.name.isascii() for path in files)


@pytest.mark.parametrize(
    ("target", "made"),
    [
        ("a", "a.xlsx"),
        ("a.XLSX", "a.XLSX"),
        ("list 29.05.2024", "list 29.05.2024.xlsx"),
        ("", "attendance-matrix.xlsx"),
    ],
)
def test_a_target_without_an_extension_gets_the_usual_one(seminar, tmp_path, target, made):
    files = write_report_file(
        str(seminar.database.path),
        "attendance-matrix",
        seminar.event,
        None,
        "en",
        Audience.PUBLIC,
        str(tmp_path / target),
        AT,
    )
    assert files == [str(tmp_path / made)]


@pytest.mark.parametrize(
    ("name", "codes", "code"),
    [("no-such", None, "no_such_report"), ("attendance-matrix", ["XXX"], "no_such_delegation")],
)
def test_what_does_not_exist_is_refused(seminar, tmp_path, name, codes, code):
    with seminar.database.read() as db, pytest.raises(Refused) as refused:
        write_report(
            db,
            name,
            event_id=seminar.event,
            delegation_codes=codes,
            texts=texts_for("en"),
            audience=Audience.PUBLIC,
            target=tmp_path / "a",
            at=AT,
            desk="Desk 1",
        )
    assert refused.value.code == code


@pytest.mark.parametrize("name", [name for name in WORKBOOKS if name != "registration-form"])
def test_the_sample_event_says_that_it_is_a_sample(tmp_path, name):
    database = Database.open(tmp_path / "sample.db", desk_name="Desk 1")
    with database.write() as db:
        event = create_sample(db, Stamp("Noy", AT))
    with database.read() as db:
        (path,) = write_report(
            db,
            name,
            event_id=event,
            delegation_codes=["LAO"],
            texts=texts_for("en"),
            audience=Audience.PUBLIC,
            target=tmp_path / "a",
            at=AT,
            desk="Desk 1",
            extension=".xlsx",
        )
    database.close()
    book = openpyxl.load_workbook(path)
    read_me = {row[0].value: row[1].value for row in book["Read me"].iter_rows()}
    assert read_me["Sample data"]
    assert read_me["Time of the data"] == "30 May 2024, 12:30 (Asia/Almaty)"
    assert (read_me["Desk"], read_me["For whom"], read_me["Delegations"]) == ("Desk 1", "Public", "LAO")


def test_every_form_of_every_report_is_written_and_opens(tmp_path, qt_application):
    database = Database.open(tmp_path / "sample.db", desk_name="Desk 1")
    with database.write() as db:
        event = create_sample(db, Stamp("Noy", AT))
    nothing: list[str] = []
    for report in REPORTS.values():
        for form in report.writers:
            try:
                with database.read() as db:
                    (path,) = write_report(
                        db,
                        report.name,
                        event_id=event,
                        delegation_codes=["LAO"],
                        texts=texts_for("en"),
                        audience=report.audience,
                        target=tmp_path / report.name,
                        at=AT,
                        desk="Desk 1",
                        extension=form,
                    )
            except Refused as refused:
                nothing.append(f"{report.name}{form} {refused.code}")
                continue
            assert path.suffix == form
            _open(path)
    assert set(nothing) <= {"signed-sheets.zip no_scans", "certificates.pdf nobody_certified"}
    database.close()


def _open(path: Path) -> None:
    if path.suffix == ".xlsx":
        assert openpyxl.load_workbook(path).worksheets
    elif path.suffix == ".docx":
        assert docx.Document(str(path)).paragraphs
    elif path.suffix == ".zip":
        assert zipfile.ZipFile(path).testzip() is None
    elif path.suffix == ".pdf":
        assert path.read_bytes().startswith(b"%PDF")
    else:
        assert path.read_text("utf-8").strip()


def test_a_form_or_an_answer_a_report_does_not_have_is_refused(seminar, tmp_path):
    for extension, choices, code in (
        (".odt", {}, "report_has_no_such_form"),
        (None, {"colour": "red"}, "no_such_choice"),
    ):
        with pytest.raises(Refused) as refused:
            write_report_file(
                str(seminar.database.path), "attendance-matrix", seminar.event, None, "en", Audience.PUBLIC,
                str(tmp_path / "a"), AT, extension, choices,
            )  # fmt: skip
        assert refused.value.code == code
