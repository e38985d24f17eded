"""The list of participants in its editions, orders, layouts and files."""

import subprocess
from pathlib import Path
from uuid import UUID

import docx
import openpyxl
import pytest

from attendance.commands.checkin import check_in
from attendance.commands.delegates import add_delegate, change_delegates
from attendance.commands.delegations import add_delegations, set_list_order
from attendance.commands.list_issues import issue_list
from attendance.commands.replacing import replace_delegate
from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience
from attendance.language import texts_for
from attendance.queries.list_issues import issues
from attendance.queries.participants import event_facts
from attendance.reports.catalogue import write_report
from attendance.reports.list_content import list_content
from attendance.reports.list_snapshot import snapshot
from attendance.reports.pages.list_pages import list_rows
from attendance.reports.pages.pdf import ready
from attendance.reports.request import Request

NAME = "list-of-participants"


def request(meeting, db, language="en", audience=Audience.PUBLIC, codes=None, **choices):
    event = event_facts(db, meeting.event)
    return Request(db, event, texts_for(language), audience, meeting.now, "Desk 1", codes, choices=choices)


def content(meeting, language="en", **choices):
    with meeting.database.read() as db:
        return list_content(request(meeting, db, language, **choices))


def issue(meeting, **choices):
    kept = meeting.ask(lambda db: snapshot(request(meeting, db, **choices)))
    return meeting.do(issue_list, meeting.event, *kept)


def names(found):
    return [entry.name for part in found.parts for block in part.blocks for entry in block.entries]


def told(found):
    return [(line.kind, line.delegation, line.name, line.words) for line in found.changes]


def with_changes(meeting):
    """Issued once; then one of each kind of change."""
    issue(meeting)
    people, groups = meeting.delegates, meeting.delegations
    meeting.do(
        change_delegates, [people["Khamla Sample"]], {"position": "Director", "position_official": "ຫົວໜ້າກົມ"}
    )
    meeting.do(replace_delegate, people["Aigerim Sample"], "Mr. Nurlan Sample")
    meeting.do(add_delegate, groups["KAZ"], name="Ms. Dana Sample")
    meeting.do(change_delegates, [people["Somphone Sample"]], {"status": "withdrawn"})


EXPECTED = [
    ("Replaced", "Kazakhstan", "Aigerim Sample", "Replaced by Mr. Nurlan Sample"),
    ("Added", "Kazakhstan", "Ms. Dana Sample", ""),
    ("Corrected", "Lao People's Democratic Republic", "Khamla Sample", "Position: – → Director"),
    ("Withdrawn", "Lao People's Democratic Republic", "Somphone Sample", ""),
]


def test_what_changed_since_the_last_issue_is_told_and_marked(meeting):
    assert content(meeting).edition == "Provisional"
    with_changes(meeting)
    found = content(meeting)
    assert (found.edition, found.since) == ("Rev. 1", "Provisional")
    assert sorted(told(found)) == sorted(EXPECTED)
    marks = {e.name: e.mark for part in found.parts for block in part.blocks for e in block.entries}
    assert marks == {
        "Mr. Nurlan Sample": "Replaces Aigerim Sample",
        "Ms. Dana Sample": "Added",
        "Khamla Sample": "Corrected: position",
    }
    assert [block.gone for part in found.parts for block in part.blocks] == ["", "Withdrawn: Somphone Sample"]


def test_another_language_compares_what_it_prints_itself(meeting):
    with_changes(meeting)
    lao = content(meeting, "lo")
    (corrected,) = [line for line in lao.changes if line.name == "Khamla Sample"]
    assert corrected.words == "ຕຳແໜ່ງ: – → ຫົວໜ້າກົມ"
    assert {line.name for line in lao.changes} >= {"ທ່ານ ນາງ ສົມພອນ ຕົວຢ່າງ"}
    assert lao.edition == "ສະບັບປັບປຸງ ຄັ້ງທີ 1"


def test_each_issue_is_compared_with_the_one_before_and_undo_makes_it_a_draft_again(meeting):
    with_changes(meeting)
    done = issue(meeting)
    assert content(meeting).edition == "Rev. 2"
    assert told(content(meeting)) == []
    assert content(meeting, state="final").edition == "Final"
    meeting.do(undo, done.action)
    assert content(meeting).edition == "Rev. 1"
    assert len(told(content(meeting))) == 4
    assert [row.edition.number for row in meeting.ask(issues, meeting.event)] == [0]


def test_an_edition_somebody_else_issued_meanwhile_is_refused(meeting):
    kept = meeting.ask(lambda db: snapshot(request(meeting, db)))
    meeting.do(issue_list, meeting.event, *kept)
    with pytest.raises(Refused, match="list_issued_meanwhile"):
        meeting.do(issue_list, meeting.event, *kept)


def test_only_the_whole_list_is_issued(meeting):
    with meeting.database.read() as db, pytest.raises(Refused, match="list_issue_partial"):
        snapshot(request(meeting, db, codes=("LAO",)))


def test_a_list_of_one_delegation_tells_its_own_changes_only(meeting):
    with_changes(meeting)
    with meeting.database.read() as db:
        found = list_content(request(meeting, db, codes=("LAO",)))
    assert [line.name for line in found.changes] == ["Khamla Sample", "Somphone Sample"]


def test_who_did_not_come_is_not_withdrawn_from_the_final_list_of_those_who_came(meeting):
    issue(meeting)
    code = meeting.ask(lambda db: db.exec_driver_sql(
        "SELECT badge_code FROM delegate WHERE name = 'Khamla Sample'").scalar())  # fmt: skip
    meeting.do(check_in, meeting.sessions[0].id, code)
    found = content(meeting, people="present", state="final")
    assert names(found) == ["Khamla Sample"]
    assert told(found) == []


def test_a_name_that_must_not_be_published_any_more_is_in_no_line_of_the_changes(meeting):
    issue(meeting)
    who = [meeting.delegates["Khamla Sample"]]
    meeting.do(change_delegates, who, {"publish": False})
    assert not any("Khamla" in str(line) for line in content(meeting).changes)
    meeting.do(change_delegates, who, {"status": "withdrawn"})
    found = content(meeting)
    assert [line.kind for line in found.changes] == ["Withdrawn"]
    assert "Khamla" not in str(found.changes) + str(found.parts)


def test_people_stand_by_name_by_capacity_or_as_they_came(meeting):
    lao = meeting.delegations["LAO"]
    meeting.do(add_delegate, lao, name="Aaa Sample", capacity="adviser")
    meeting.do(add_delegate, lao, name="Zzz Sample", capacity="deputy")

    def order(**choices):
        return names(content(meeting, **choices))[1:]

    assert order() == ["Somphone Sample", "Aaa Sample", "Khamla Sample", "Zzz Sample"]
    assert order(order="capacity") == ["Somphone Sample", "Zzz Sample", "Khamla Sample", "Aaa Sample"]
    assert order(order="entered") == ["Somphone Sample", "Khamla Sample", "Aaa Sample", "Zzz Sample"]


def test_delegations_stand_by_their_names_in_the_language_asked_for(meeting):
    rows = [{"code": c, "name": n, "country": c} for c, n in (("CN", "China"), ("TH", "Thailand"))]
    meeting.do(add_delegations, meeting.event, rows)
    for code in ("CN", "TH"):
        group = meeting.ask(lambda db, c=code: db.exec_driver_sql(
            "SELECT id FROM delegation WHERE code = ?", (c,)).scalar())  # fmt: skip
        meeting.do(add_delegate, UUID(bytes=group), name=code)

    def order(**choices):
        return [block.name for part in content(meeting, **choices).parts for block in part.blocks]

    lao = "Lao People's Democratic Republic"
    assert order() == ["China", "Kazakhstan", lao, "Thailand"]
    # Those without a country of our table stand under their Latin names, before all Lao letters: ຈີນ, ໄທ.
    assert order(countries="lao") == ["Kazakhstan", lao, "China", "Thailand"]
    assert order(countries="custom") == ["China", "Thailand", "Kazakhstan", lao], "no place: at the end"
    meeting.do(set_list_order, meeting.event, "english:TH")
    assert order() == ["Thailand", "China", "Kazakhstan", lao]


@pytest.fixture
def files(meeting, tmp_path):
    with_changes(meeting)

    def write(extension, language="en", **choices) -> Path:
        with meeting.database.read() as db:
            (path,) = write_report(
                db,
                NAME,
                event_id=meeting.event,
                texts=texts_for(language),
                audience=Audience.PUBLIC,
                target=tmp_path / "list",
                at=meeting.now,
                desk="Desk 1",
                extension=extension,
                choices=choices,
            )
        return path

    return write


SAID = [
    "Rev. 1", "Changes since Provisional", "Replaced by Mr. Nurlan Sample", "Position: – → Director",
    "Corrected: position", "Replaces Aigerim Sample", "Withdrawn: Somphone Sample", "Khamla Sample",
]  # fmt: skip


@pytest.mark.parametrize("layout", ["table", "blocks"])
def test_the_workbook_marks_its_entries_and_lists_the_changes(files, layout):
    book = openpyxl.load_workbook(files(".xlsx", layout=layout))
    assert book.sheetnames == ["List of participants", "Flat list", "List of changes", "Read me"]
    cells = [str(cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [words for words in SAID if not any(words in cell for cell in cells)] == []


@pytest.mark.parametrize("layout", ["table", "blocks"])
def test_the_document_marks_its_entries_and_lists_the_changes(files, layout):
    document = docx.Document(str(files(".docx", layout=layout)))
    cells = [paragraph.text for paragraph in document.paragraphs]
    cells += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert [words for words in SAID if not any(words in cell for cell in cells)] == []


@pytest.mark.parametrize("layout", ["table", "blocks"])
def test_the_pages_mark_their_entries_and_list_the_changes(meeting, files, layout):
    ready()
    with meeting.database.read() as db:
        asked = request(meeting, db, layout=layout)
        rows = list_rows(asked, list_content(asked))
    said = [
        " ".join(line for text in cell.texts for line in text.lines) for row in rows for cell in row.cells
    ]
    assert [words for words in SAID if not any(words in cell for cell in said)] == []


@pytest.mark.needs("pdftotext")
def test_the_pdf_is_text_in_the_order_of_the_list(files):
    path = files(".pdf", layout="blocks")
    done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
    lines = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    places = [lines.index(words) for words in ("Kazakhstan", "Ms. Dana Sample", "Khamla Sample", "Director")]
    assert places == sorted(places)
    assert "Page 1 of 1" in lines
