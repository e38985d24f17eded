"""Several reports in one go, the evidence for an auditor, and pictures of what a report will look like."""

import hashlib
import io
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QColor, QImage
from sqlalchemy import select

from attendance.commands.exports import log_export
from attendance.commands.letters import Scan
from attendance.commands.sample import create_sample
from attendance.commands.sheets import NewSheet, attach_scan, print_sheets
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience, Stamp
from attendance.language import texts_for
from attendance.queries.exports import exports
from attendance.queries.participants import event_facts
from attendance.reports.evidence import contents
from attendance.reports.handing_over import hand_over
from attendance.reports.matrix_sheet import FILLS
from attendance.reports.offered import BUNDLES, REPORTS
from attendance.reports.pages import preview
from attendance.reports.pages.preview import pictures
from attendance.reports.request import Request
from attendance.store import tables as t
from attendance.store.database import Database

pytestmark = pytest.mark.usefixtures("qt_application")

AT = 1_717_000_000_000
NOY = Stamp("Noy", AT)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    database = Database.open(tmp_path_factory.mktemp("sample") / "sample.db", desk_name="Desk 1")
    with database.write() as db:
        event = create_sample(db, NOY)
    yield database, event
    database.close()


def handed(sample, parts, target, *, zipped=False, codes=None, language="en", audience=Audience.DONOR):
    database, event = sample
    return hand_over(str(database.path), parts, event, codes, language, audience, str(target), zipped, AT)


def parts_of(name):
    return [(report, extension, {}) for report, extension in BUNDLES[name].parts]


def test_a_set_is_a_folder_of_plainly_named_files_and_what_is_not_there_is_told(sample, tmp_path):
    made = handed(sample, parts_of("for-the-donor"), tmp_path / "new" / "donor")
    assert [(one.report, one.why.code) for one in made.missing] == [("signed-sheets", "no_scans")]
    assert [Path(file).parent for file in made.files] == [tmp_path / "new" / "donor"] * len(made.files)
    assert all(name.isascii() and " " not in name for name in made.names)
    for file, sha256 in zip(made.files, made.sha256, strict=True):
        assert hashlib.sha256(Path(file).read_bytes()).hexdigest() == sha256


def test_a_set_as_one_zip_holds_the_same_files(sample, tmp_path):
    made = handed(sample, parts_of("for-the-donor"), tmp_path / "donor", zipped=True)
    assert made.files == [str(tmp_path / "donor.zip")]
    with zipfile.ZipFile(made.files[0]) as package:
        assert package.namelist() == made.names
        for name, sha256 in zip(made.names, made.sha256, strict=True):
            assert hashlib.sha256(package.read(name)).hexdigest() == sha256


def test_a_file_another_program_holds_open_is_written_beside_it(sample, tmp_path):
    # A folder of that name stands for a workbook another program holds open.
    (tmp_path / "attendance-matrix.xlsx").mkdir()
    made = handed(sample, [("attendance-matrix", ".xlsx", {})], tmp_path)
    assert made.files == [str(tmp_path / "attendance-matrix (2).xlsx")]
    assert openpyxl.load_workbook(made.files[0]).worksheets


def test_a_set_that_ends_in_a_defect_leaves_no_file_that_no_log_knows(sample, tmp_path):
    database, event = sample
    folder = tmp_path / "set"

    def full(*_):
        if list(folder.glob("*.xlsx")):
            raise MemoryError

    about = parts_of("for-the-donor"), event, None, "en", Audience.DONOR, str(folder), False, AT
    with pytest.raises(MemoryError):
        hand_over(str(database.path), *about, full)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_a_sentence(sample, tmp_path):
    (tmp_path / "letter").write_text("no folder")
    with pytest.raises(Refused) as refused:
        handed(sample, parts_of("for-the-donor"), tmp_path / "letter" / "donor")
    assert refused.value.code == "report_folder_closed"


def test_every_set_names_reports_and_forms_that_exist(sample):
    for bundle in BUNDLES.values():
        assert bundle.name not in REPORTS
        for name, extension in bundle.parts:
            assert extension in REPORTS[name].writers


def test_the_evidence_holds_log_scans_check_and_exports(sample, tmp_path):
    database, event = sample
    with database.write() as db:
        delegation = db.scalar(select(t.delegation.c.id).where(t.delegation.c.code == "KAZ"))
        people = tuple(db.scalars(select(t.delegate.c.id).where(t.delegate.c.delegation == delegation)))
        ids = print_sheets(db, NOY, event, "2024-05-29", [NewSheet(delegation, people)])
    with database.write() as db:
        attach_scan(db, NOY, ids[0], Scan("ສະແກນ 1.PDF", b"%PDF-1.4 signed"))
    with database.write() as db:
        log_export(
            db, NOY, event, report="attendance-matrix", language="lo", audience="donor",
            delegations=["KAZ"], files=["a.xlsx"], sha256=["00"],
        )  # fmt: skip
    with database.read() as db:
        (kept,) = exports(db, event)
    assert kept.files == ("a.xlsx",)
    assert kept.delegations == ("KAZ",)
    assert kept.desk == "Desk 1"
    made = handed(sample, [("evidence-pack", "", {})], tmp_path / "e.zip", audience=Audience.INTERNAL)
    with zipfile.ZipFile(made.files[0]) as package:
        assert package.read("signed-sheets/2024-05-29-KAZ-1.pdf") == b"%PDF-1.4 signed"
        assert "The file is whole" in package.read("check-of-the-file.txt").decode()
        (told,) = json.loads(package.read("exports.json"))
        assert (told["report"], told["sha256"], told["operator"]) == ("attendance-matrix", ["00"], "Noy")
        log = openpyxl.load_workbook(io.BytesIO(package.read("attendance-and-log.xlsx")))
    assert log["Log"].max_row > 10
    public = handed(sample, [("evidence-pack", "", {})], tmp_path / "p.zip", audience=Audience.PUBLIC)
    with zipfile.ZipFile(public.files[0]) as package:
        assert "Noy" not in package.read("exports.json").decode()


def test_a_list_wanted_as_issued_comes_back_to_be_kept(sample, tmp_path):
    wanted = [("list-of-participants", ".xlsx", {"issue": "now"})]
    made = handed(sample, wanted, tmp_path / "list.xlsx", audience=Audience.PUBLIC)
    assert made.issued is not None
    assert made.issued.at == AT
    with pytest.raises(Refused) as refused:
        handed(sample, wanted, tmp_path / "part.xlsx", codes=["LAO"])
    assert refused.value.code == "list_issue_partial"
    assert not (tmp_path / "part.xlsx").exists()


def pictured(sample, name, form, language="en", printed=False):
    database, event = sample
    found = pictures(
        str(database.path), name, event, ["LAO"] if REPORTS[name].per_delegation else None, language,
        Audience.INTERNAL, AT, form, {}, printed,
    )  # fmt: skip
    return found, [QImage.fromData(page) for page in found.pages]


def ink(image):
    """How many of the points of a page, taken far apart, are not white."""
    white = QColor("white").rgb()
    points = ((x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    return sum(image.pixel(x, y) != white for x, y in points)


@pytest.mark.parametrize(
    ("name", "form"),
    [("attendance-matrix", ".xlsx"), ("list-of-participants", ".docx"), ("list-of-participants", ".pdf")],
)
def test_the_first_pages_are_shown_as_they_will_be_printed(sample, name, form):
    _, pages = pictured(sample, name, form)
    assert 1 <= len(pages) <= 6
    assert all(ink(page) > 400 for page in pages[:1])
    lying = form == ".xlsx"
    assert (pages[0].width() > pages[0].height()) == lying


def test_a_printer_gets_finer_pages(sample):
    _, shown = pictured(sample, "list-of-participants", ".pdf")
    _, printed = pictured(sample, "list-of-participants", ".pdf", printed=True)
    assert printed[0].width() > 2 * shown[0].width()


def test_the_preview_of_a_large_event_is_of_its_first_delegations(sample, monkeypatch):
    monkeypatch.setattr(preview, "MOST_PEOPLE", 8)
    database, event = sample
    few, every = (
        pictures(
            str(database.path), "list-of-participants", event, None, "en", Audience.PUBLIC, AT, ".pdf",
            {"issue": "now"}, printed,
        )
        for printed in (False, True)
    )  # fmt: skip
    assert few.part
    assert not every.part
    assert 0 < len(few.pages) < len(every.pages)


@pytest.mark.parametrize(
    ("name", "form"), [("report-pack", ".xlsx"), ("delegation-report", ".docx"), ("name-tents", ".pdf")]
)
def test_the_pages_after_the_first_are_drawn_when_wanted_and_are_the_same(sample, name, form, monkeypatch):
    database, event = sample
    codes = ["LAO"] if REPORTS[name].per_delegation else None
    about = str(database.path), name, event, codes, "lo", Audience.INTERNAL, AT, form, {}, False
    monkeypatch.setattr(preview, "MOST_CELLS", 10**6)
    whole = pictures(*about)
    monkeypatch.setattr(preview, "MOST_SHOWN", 1)
    second = pictures(*about, 1)
    assert second.pages == whole.pages[1:2]
    assert second.more
    beyond = pictures(*about, 500)
    assert (beyond.pages, beyond.more) == ((), False)
    assert beyond.total == whole.total


def test_a_large_page_of_a_workbook_is_shown_alone_and_the_others_are_counted(sample, monkeypatch):
    monkeypatch.setattr(preview, "MOST_CELLS", 10)
    found, images = pictured(sample, "report-pack", ".xlsx")
    assert len(images) == 1
    assert found.more
    assert found.total > 5


def test_the_evidence_is_shown_by_the_names_of_what_is_in_it(sample, tmp_path):
    database, event = sample
    made = handed(sample, [("evidence-pack", "", {})], tmp_path / "e.zip", audience=Audience.INTERNAL)
    with database.read() as db, zipfile.ZipFile(made.files[0]) as package:
        about = Request(db, event_facts(db, event), texts_for("en"), Audience.INTERNAL, AT, "")
        assert contents(about) == package.namelist()
    assert len(pictured(sample, "evidence-pack", ".zip")[1]) == 1


def test_the_letters_of_a_matrix_have_the_colours_a_spreadsheet_gives_them(sample):
    _, images = pictured(sample, "attendance-matrix", ".xlsx")
    page = images[0]
    seen = {
        page.pixelColor(x, y).name() for x in range(0, page.width(), 4) for y in range(0, page.height(), 4)
    }
    assert f"#{FILLS['P']}".lower() in seen
