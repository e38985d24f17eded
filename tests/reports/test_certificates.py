"""Certificates leave the program: the sheet with its columns, and pages whose words stay in place."""

import json
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage

from attendance import cli
from attendance.commands.certificates import decide_certificates, issue_certificates, set_certificate_rule
from attendance.commands.delegates import change_delegates
from attendance.commands.letterheads import add_letterhead, add_logo, choose_letterhead
from attendance.commands.letters import Scan
from attendance.domain.certificates import Rule, Unit, Why
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience, Capacity, Stamp
from attendance.language import LANGUAGES, texts_for
from attendance.queries.participants import event_facts
from attendance.reports import certificate_sheet
from attendance.reports.certificates import judgement
from attendance.reports.pages import certificates as pages
from attendance.reports.pages.pdf import pictured
from attendance.reports.request import Request
from tests.reports.seminar import AT, Seminar, build

HEADS = [
    "No.", "Name as on certificate", "Delegation", "Capacity", "Expected", "Attended", "Rate %", "Day 1 %",
    "Day 2 %", "Mandatory met", "Rule applied", "Result", "Override by + reason", "Type", "Certificate no.",
    "Issued on", "Received",
]  # fmt: skip
LATE, HEAD, SPEAKER = "Somphone Zzz", "Dr. Thavisack Manodham", "Ingrid Sample"


@pytest.fixture
def seminar(tmp_path: Path):
    made = build(tmp_path / "seminar.db")
    yield made
    made.database.close()


def asked(seminar: Seminar, db, language="en", audience=Audience.INTERNAL, at=AT):
    event = event_facts(db, seminar.event)
    return Request(db, event, texts_for(language), audience, at, "Desk 1")


def judged(seminar: Seminar, rule=None):
    with seminar.database.read() as db:
        return {line.name: line for line in judgement(asked(seminar, db), rule).lines}


def do(seminar: Seminar, verb, *args):
    with seminar.database.write() as db:
        return verb(db, Stamp("Noy", AT), seminar.event, *args)


def test_three_of_three_half_days_earn_one_and_one_does_not(seminar):
    found = judged(seminar)
    assert (found[HEAD].result.whole.attended, found[HEAD].result.whole.expected) == (3, 3)
    assert found[HEAD].granted
    assert (found[LATE].granted, found[LATE].result.why) == (False, Why.TOO_LITTLE)
    assert "Withdrawn Person" not in found


def test_minutes_end_with_the_event_session_where_no_exit_was_recorded(seminar):
    found = judged(seminar, Rule(unit=Unit.MINUTES))
    morning, afternoon = 210, 210
    assert found[HEAD].result.whole.expected == 2 * morning + afternoon
    assert found[HEAD].result.whole.attended == (200 + 10) - 10 + 209 + 210
    assert found["Khamla Aaa"].result.whole.attended == 90


def test_the_sheet_has_its_columns_and_says_what_was_decided(seminar, tmp_path):
    do(seminar, set_certificate_rule, Rule(mandatory=frozenset({seminar.sessions[1]})))
    do(seminar, issue_certificates, [seminar.people["head"]], "2024-05-30")
    do(seminar, decide_certificates, [seminar.people["late"]], True, "=chaired")
    with seminar.database.read() as db:
        certificate_sheet.write(asked(seminar, db), tmp_path / "c.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "c.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    place = next(n for n, row in enumerate(rows) if row[0] == "No.")
    assert rows[place] == HEADS
    by_name = {row[1]: row for row in rows[place + 1 :]}
    assert by_name[HEAD][4:10] == [3, 3, 1, 1, 1, "Yes"]
    assert by_name[HEAD][11:15] == ["Certificate", None, "Attendance", "001"]
    assert by_name[HEAD][15].date().isoformat() == "2024-05-30"
    assert by_name[LATE][11:13] == ["Certificate", "Noy: =chaired"]
    assert by_name["Khamla Aaa"][11] == "No certificate – Missed what is mandatory"


def test_a_donor_sees_that_somebody_decided_but_not_why(seminar, tmp_path):
    do(seminar, decide_certificates, [seminar.people["late"]], True, "illness of a child")
    with seminar.database.read() as db:
        certificate_sheet.write(asked(seminar, db, audience=Audience.DONOR), tmp_path / "c.xlsx")
    cells = [str(c.value) for row in openpyxl.load_workbook(tmp_path / "c.xlsx").worksheets[0] for c in row]
    assert "Decided in person" in cells
    assert not any("illness" in cell or cell == "Noy" for cell in cells)


@pytest.mark.usefixtures("qt_application")
class TestPages:
    def test_a_page_for_everybody_who_earned_one_and_for_nobody_else(self, seminar, tmp_path):
        do(seminar, issue_certificates, [seminar.people["head"]], "2024-05-30")
        with seminar.database.read() as db:
            request = asked(seminar, db)
            (face,) = pages.faces(request)
            pages.write(request, tmp_path / "c.pdf")
        assert (face.name, face.second) == (HEAD, "ທ່ານ ປອ. ທະວີສັກ ມະໂນທັມ")
        assert (face.number, face.day) == ("001", "30 May 2024")
        assert face.attended == "3 of 3 event sessions attended (100%)"
        assert (tmp_path / "c.pdf").read_bytes().startswith(b"%PDF")

    def test_a_lao_certificate_leads_with_the_lao_name(self, seminar):
        with seminar.database.read() as db:
            (face,) = pages.faces(asked(seminar, db, "lo"))
        assert (face.name, face.second) == ("ທ່ານ ປອ. ທະວີສັກ ມະໂນທັມ", HEAD)

    def test_somebody_without_a_title_stands_in_both_scripts(self, seminar):
        do(seminar, decide_certificates, [seminar.people["late"]], True, "chaired")
        with seminar.database.write() as db:
            fields = {"name_official": "ສົມພອນ ຕົວຢ່າງ"}
            change_delegates(db, Stamp("Noy", AT), [seminar.people["late"]], fields)
        with seminar.database.read() as db:
            names = [
                [(f.name, f.second) for f in pages.faces(asked(seminar, db, one))] for one in ("en", "lo")
            ]
        assert (LATE, "ສົມພອນ ຕົວຢ່າງ") in names[0]
        assert ("ສົມພອນ ຕົວຢ່າງ", LATE) in names[1]

    def test_whoever_is_not_measured_is_thanked_and_no_share_is_told(self, seminar):
        do(seminar, set_certificate_rule, Rule(threshold=0, exempt=frozenset({Capacity.HEAD})))
        with seminar.database.read() as db:
            face = next(one for one in pages.faces(asked(seminar, db)) if one.name == HEAD)
        assert (face.title, face.attended) == ("Certificate of appreciation", "")

    def test_a_letterhead_gives_head_signer_logos_and_city(self, seminar, tmp_path):
        picture = QImage(40, 20, QImage.Format.Format_RGB32)
        picture.fill(0xCC0000)
        picture.save(str(tmp_path / "logo.png"))
        fields = {
            "name": "Digital Government Centre", "name_official": "ສູນບໍລິຫານລັດດິຈິຕອນ", "city": "Vientiane",
            "signer_title": "Director General", "signer": "Given FAMILY",
        }  # fmt: skip
        with seminar.database.write() as db:
            stamp = Stamp("Noy", AT)
            made = add_letterhead(db, stamp, fields)
            add_logo(db, stamp, made.id, Scan("logo.png", (tmp_path / "logo.png").read_bytes()))
            choose_letterhead(db, stamp, seminar.event, made.id)
        with seminar.database.read() as db:
            (face,) = pages.faces(asked(seminar, db))
            (lao,) = pages.faces(asked(seminar, db, "lo"))
        assert (face.head, face.place) == ("Digital Government Centre", "Vientiane")
        assert face.signers == (("Director General", "Given FAMILY"), ("", ""))
        assert lao.head == "ສູນບໍລິຫານລັດດິຈິຕອນ"
        image = pictured(lambda canvas: pages.draw_certificate(canvas, face), pages.SIZE, 30)
        middle = image.pixelColor(image.width() // 2, round((pages.TOP + 3) * 30 / 25.4))
        assert middle.red() > 180 > middle.green() + 100

    def test_a_decision_against_the_rule_tells_no_share(self, seminar):
        do(seminar, decide_certificates, [seminar.people["late"]], True, "chaired")
        do(seminar, decide_certificates, [seminar.people["head"]], False, "asked for none")
        with seminar.database.read() as db:
            (face,) = pages.faces(asked(seminar, db))
        assert (face.name, face.attended) == (LATE, "")

    def test_without_anybody_nothing_is_written(self, seminar, tmp_path):
        do(seminar, set_certificate_rule, Rule(threshold=100, mandatory=frozenset(seminar.sessions)))
        do(seminar, decide_certificates, [seminar.people["head"]], False, "asked for none")
        with seminar.database.read() as db, pytest.raises(Refused) as refused:
            pages.write(asked(seminar, db), tmp_path / "c.pdf")
        assert refused.value.code == "nobody_certified"
        assert not list(tmp_path.glob("*.pdf"))

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_hostile_name_is_drawn_in_every_language(self, seminar, language, tmp_path):
        do(seminar, set_certificate_rule, Rule(threshold=0))
        with seminar.database.read() as db:
            pages.write(asked(seminar, db, language), tmp_path / "c.pdf")


WORDS = st.text("abcdefg ກຂຄງຈສຊຍ ДЖЗИ", min_size=1, max_size=160)


@settings(max_examples=40)
@given(name=WORDS, second=WORDS, home=WORDS, event=WORDS)
def test_no_line_leaves_its_place_however_long(qt_application, name, second, home, event):
    face = pages.Face(
        "Ministry " * 8, "Certificate of attendance", "This is to certify that", name, second, home,
        "took part in", event, "29–30 May 2024", "3 of 3", "Organised by everybody " * 6, "001", "Astana", "",
    )  # fmt: skip
    room = pages.room(logos=True)
    placed = pages.lay_out(face, room)
    assert all(fitted.width <= room.width + 0.01 for _, fitted in placed)
    ends = [y + fitted.height for y, fitted in placed]
    assert all(y >= end - 0.01 for (y, _), end in zip(placed[1:], ends, strict=False))
    assert placed[0][0] >= room.y - 0.01
    assert ends[-1] <= room.y + room.height + 0.01


def test_the_shell_tells_who_gets_one_and_gives_numbers(seminar, capsys):
    do(seminar, set_certificate_rule, Rule(threshold=70))  # by now all half-days are over

    def ask(*more: str):
        arguments = ["certificates", "--event", str(seminar.event), "--json", *more]
        assert cli.main(["--db", str(seminar.database.path), *arguments]) == 0
        return json.loads(capsys.readouterr().out)

    before = ask()
    assert (before["numbered"], {row["number"] for row in before["rows"]}) == (0, {None})
    after = ask("--issue", "2024-05-30")
    assert after["numbered"] == after["granted"] == before["granted"] > 0
    numbered = [row for row in after["rows"] if row["number"]]
    assert all(row["granted"] for row in numbered)
    assert numbered[0]["number"] == "001"
    assert ask("--issue", "2024-05-31")["numbered"] == 0
