"""The documents about one delegation: facts from the file, marked places for the rest, in three languages."""

import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from sqlalchemy import select

from attendance.commands.delegates import add_delegation, change_delegates
from attendance.commands.letterheads import add_letterhead, add_logo
from attendance.commands.letters import Scan
from attendance.commands.sample import create_sample
from attendance.domain.kinds import Audience, Stamp
from attendance.domain.letterheads import LAO_STATE
from attendance.domain.text_keys import has_lao
from attendance.language import LANGUAGES, texts_for
from attendance.queries.participants import event_facts
from attendance.reports.catalogue import write_report
from attendance.reports.pages.attendance_sheet import LINES, write_pages
from attendance.reports.request import Request
from attendance.reports.sheet_plan import plan
from attendance.store import tables as t
from attendance.store.database import Database
from tests.reports.seminar import AT


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


PNG = b"\x89PNG\r\n\x1a\n" + b"".join(
    (
        _chunk(b"IHDR", struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(b"\0" + b"\x0f\x6e\x78" * 2 + b"\0" + b"\x0f\x6e\x78" * 2)),
        _chunk(b"IEND", b""),
    )
)
"""A picture of four dots."""

MINISTRY = {
    **LAO_STATE,
    "name": "Digital Government Centre",
    "name_official": "ສູນບໍລິຫານລັດດິຈິຕອນ",
    "parent": "Ministry",
    "parent_official": "ກະຊວງ",
    "number": "…/DGC",
    "number_official": "…/ສບລດ",
    "copies_official": "ຫ້ອງວ່າການ",
    "signer_title_official": "ຫົວໜ້າສູນ",
}
LAO_HEADS = (
    "ຂໍ້ມູນທົ່ວໄປ", "ອົງປະກອບຄະນະຜູ້ແທນ", "ຈຸດປະສົງ", "ການດຳເນີນ ແລະ ເນື້ອໃນກອງປະຊຸມ", "ຜົນໄດ້ຮັບ",
    "ບົດຮຽນທີ່ຖອດຖອນໄດ້", "ຂໍ້ສະເໜີ", "ແຜນວຽກໃນຕໍ່ໜ້າ", "ສະຫຼຸບການເຂົ້າຮ່ວມ",
)  # fmt: skip


class Sample:
    """The built-in event in a file, and reports of it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.stamp = folder, Stamp("Noy", AT)
        self.database = Database.open(folder / "sample.db", desk_name="Desk 1")
        with self.database.write() as db:
            self.event = create_sample(db, self.stamp)

    def write(
        self, name: str, language: str = "en", form: str = ".docx", code: str = "LAO",
        audience: Audience = Audience.INTERNAL, **choices: str,
    ) -> Path:  # fmt: skip
        target = self.folder / "-".join([name, language, code, audience, *choices.values()])
        with self.database.read() as db:
            (path,) = write_report(
                db, name, event_id=self.event, texts=texts_for(language), audience=audience,
                target=target, at=AT, desk="Desk 1", delegation_codes=[code], extension=form,
                choices=choices,
            )  # fmt: skip
        return path


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sample]:
    made = Sample(tmp_path_factory.mktemp("documents"))
    yield made
    made.database.close()


def paragraphs(path: Path) -> list[str]:
    """Every paragraph in its order, those in tables and marked places too."""
    body: Any = docx.Document(str(path)).element.body
    return ["".join(text.text or "" for text in one.iter(qn("w:t"))) for one in body.iter(qn("w:p"))]


def places(path: Path) -> list[str]:
    """What is still to be written."""
    body: Any = docx.Document(str(path)).element.body
    return ["".join(text.text or "" for text in one.iter(qn("w:t"))) for one in body.iter(qn("w:sdt"))]


def test_the_english_report_has_its_ten_parts_and_annexes_with_the_facts_in_them(sample):
    told = paragraphs(sample.write("delegation-report"))
    numbered = [line for line in told if re.match(r"\d+\. ", line)]
    assert numbered == [
        "1. Summary", "2. Delegation", "3. Purpose", "4. Participation", "5. Proceedings by session",
        "6. Persons met", "7. Results and lessons", "8. Recommendations", "9. Follow-up",
        "10. Administrative notes",
        "1. Members of the delegation", "2. Agenda", "3. Attendance matrix", "4. Photos",
    ]  # fmt: skip
    whole = "\n".join(told)
    for fact in (
        "01/SAMPLE, 12 April 2024",
        "UNDP; National",
        "Dr. Thavisack MANODHAM",
        "Take part in the further",
    ):
        assert fact in whole
    assert "The delegation of Lao People's Democratic Republic had 4 members, women: 2." in whole


def test_the_lao_report_is_addressed_and_signed_as_a_lao_office_does(sample):
    told = paragraphs(sample.write("delegation-report", "lo"))
    assert told[:2] == LAO_STATE["motto_official"].splitlines()
    heads = [line.partition(". ")[2] for line in told if re.match(r"[IVX]+\. ", line)]
    assert tuple(heads) == LAO_HEADS
    closing = told.index("ດັ່ງນັ້ນ, ຈຶ່ງລາຍງານມາຍັງທ່ານ ເພື່ອຊາບ ແລະ ພິຈາລະນາຕາມທາງຄວນດ້ວຍ.")
    rest = "\n".join(told[closing:])
    assert rest.index("ບ່ອນສົ່ງ:") < rest.index("- ເກັບມ້ຽນ") < rest.index("ຫົວໜ້າຄະນະຜູ້ແທນ")
    assert "ທ່ານ ປອ. ທະວີສັກ ມະໂນທັມ" in rest


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_recorded_is_a_marked_place_and_nothing_is_invented(sample, language):
    texts = texts_for(language)
    marked = places(sample.write("delegation-report", language))
    assert f"[{texts('who held the event')}]" in marked  # the sample knows no organisers
    assert f"[{texts('What should be done, by whom.')}]" in marked
    assert f"[{texts('until when')}]" in marked
    assert f"[{texts('who')}]" not in marked  # but it knows who is responsible
    assert all(one.startswith("[") and one.endswith("]") for one in marked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lao_keeps_its_font_and_size_in_every_document(sample, language):
    for name in ("delegation-report", "minister-page", "nomination-list", "minutes"):
        body: Any = docx.Document(str(sample.write(name, language))).element.body
        for run in body.iter(qn("w:r")):
            words = "".join(text.text or "" for text in run.iter(qn("w:t")))
            assert "\u200b" not in words
            if has_lao(words):
                assert run.find(qn("w:rPr")).find(qn("w:szCs")) is not None, words
                assert run.find(qn("w:rPr")).find(qn("w:rFonts")).get(qn("w:cs")), words


def test_the_page_for_the_minister_fits_on_one_page_in_every_language_on_its_letterhead(tmp_path, offices):
    sample = Sample(tmp_path)
    with sample.database.write() as db:
        made = add_letterhead(db, sample.stamp, MINISTRY, event=sample.event)
        add_logo(db, sample.stamp, made.id, Scan("broken.png", PNG[:20]))  # is left out, and nothing else
        add_logo(db, sample.stamp, made.id, Scan("logo.png", PNG))
    files = [sample.write("minister-page", language) for language in LANGUAGES]
    files += [sample.write("minister-page", language, shape="news") for language in LANGUAGES]
    for path, printed in zip(files, offices(files, "pdf"), strict=True):
        assert len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes())) == 1, path.name
    lao = paragraphs(files[1])
    assert "ກະຊວງສູນບໍລິຫານລັດດິຈິຕອນ" in "".join(lao)
    assert "ເລກທີ […]/ສບລດ" in "".join(lao)
    assert len(docx.Document(str(files[0])).inline_shapes) == 1
    report = paragraphs(sample.write("delegation-report", "lo"))
    assert "- ຫ້ອງວ່າການ- ເກັບມ້ຽນ" in "".join(report)
    sample.database.close()


def test_the_page_counts_everybody_and_says_what_this_delegation_did(sample):
    told = "\n".join(paragraphs(sample.write("minister-page")))
    assert "from 14 countries" in told
    assert "Dr. Thavisack MANODHAM: The state of digital administration" in told
    assert "Take part in the further meetings and activities of the project" in told
    assert "[What came of it, in two or three sentences.]" in told
    news = sample.write("minister-page", form=".txt").read_text("utf-8")
    assert news.startswith("Taking part in “Gathering Priorities")
    assert "Head of the delegation: Dr. Thavisack MANODHAM." in news


def test_passport_and_diet_go_to_the_host_and_to_nobody_else_outside(sample):
    with sample.database.write() as db:
        who = db.scalar(select(t.delegate.c.id).where(t.delegate.c.name == "Thavisack Manodham"))
        change_delegates(db, sample.stamp, [who], {"diet": "no pork"})
    for form in (".docx", ".xlsx"):
        for audience in (Audience.HOST, Audience.PUBLIC, Audience.DONOR):
            path = sample.write("nomination-list", form=form, audience=audience)
            if form == ".docx":
                told = paragraphs(path)
            else:
                sheet = openpyxl.load_workbook(path).worksheets[0]
                told = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
            assert ("no pork" in told) == ("Passport number" in told) == (audience is Audience.HOST)
            assert "Thavisack Manodham" in told
            assert any("01/SAMPLE, 12 April 2024" in line for line in told)


def test_a_delegation_of_nobody_gives_documents_all_the_same(tmp_path):
    sample = Sample(tmp_path)
    with sample.database.write() as db:
        add_delegation(db, sample.stamp, sample.event, code="NEW", name="New country")
    for language in LANGUAGES:
        for name in ("delegation-report", "minister-page", "nomination-list"):
            assert paragraphs(sample.write(name, language, code="NEW"))
    sample.database.close()


def test_the_minutes_name_every_session_that_was_held_and_reasons_stay_inside(sample):
    told = paragraphs(sample.write("minutes"))
    assert "Morning, 29 May 2024" in told
    assert any(line.startswith("Present (") for line in told)
    assert sample.write("minutes", "lo", ".txt").read_text("utf-8").startswith("ພາກເຊົ້າ, 29 ພຶດສະພາ 2024.")


def test_the_logos_of_the_letterhead_stand_on_the_sheets_to_sign(application, tmp_path):
    sample = Sample(tmp_path)
    sizes = []
    for name in ("without", "with"):
        with sample.database.read() as db:
            event = event_facts(db, sample.event)
            request = Request(db, event, texts_for("en"), Audience.INTERNAL, AT, "Desk 1", ("LAO",))
            made = plan(request, "2024-05-29", LINES)
            page = write_pages(request, made, tmp_path / f"{name}.pdf").read_bytes()
            sizes.append(len(re.findall(rb"/Subtype\s*/Image", page)))
        with sample.database.write() as db:
            paper = add_letterhead(db, sample.stamp, MINISTRY, event=sample.event)
            add_logo(db, sample.stamp, paper.id, Scan("logo.png", PNG))
    assert (sizes[0], sizes[1] > 0) == (0, True)
    sample.database.close()
