"""Acceptance cases about what is written out: the sheets to sign, their workbook, the scans of nobody."""

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from attendance.commands.checkin import check_in
from attendance.commands.delegates import add_delegate, change_delegates, set_status
from attendance.commands.delegations import change_delegation
from attendance.commands.sheets import Line, NewSheet, mark_typed, print_sheets, type_lines
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience, Capacity, Mark, Status
from attendance.domain.paper import Marked
from attendance.queries import sheets
from attendance.reports.attendance_sheet import write_sheets
from attendance.reports.open_formats import write_open_formats
from tests.reports.hostile import FORMULAS, NAMES

DAY, AT = "2024-05-29", 1_716_960_000_000


def written(meeting, target, *, together=True, codes=None, audience=Audience.INTERNAL, language="en"):
    """The file, and who is on which sheet."""
    path = str(meeting.database.path)
    file, found = write_sheets(path, meeting.event, DAY, codes, together, language, audience, str(target), AT)
    return Path(file), found


def rows(file, *, title="All delegations"):
    """The lines of the workbook below its head, with their cells as text, empty lines left out."""
    sheet = load_workbook(file)[title]
    lines = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(place for place, line in enumerate(lines) if line[0] in ("No.", "ລ/ດ"))
    return lines[head], [line for line in lines[head + 1 :] if isinstance(line[0], int)]


def signed(meeting, group):
    """The sheet of one delegation with everybody but the last signed; how many signed and how many not."""
    listed = [line.delegate for line in _sheet(meeting, group).lines]
    morning = meeting.sessions[0].id
    lines = [Line(who, morning, Marked(Mark.PRESENT)) for who in listed[:-1]]
    lines += [Line(who, morning, Marked(Mark.ABSENT)) for who in listed[-1:]]
    sheet = _sheet(meeting, group).row.id
    meeting.do(type_lines, sheet, lines)
    meeting.do(mark_typed, [sheet])
    after = _sheet(meeting, group)
    marks = [line.cells[0].mark for line in after.lines]
    return marks.count(Mark.PRESENT), marks.count(Mark.ABSENT), after.row.people


def _sheet(meeting, group):
    row = next(row for row in meeting.ask(sheets.sheets, meeting.event) if row.delegation == group)
    return meeting.ask(sheets.sheet, row.id)


def test_case_65_unknown_badges_are_exported_as_matched_no(meeting, tmp_path):
    morning = meeting.sessions[0].id
    meeting.do(check_in, morning, "123456789012")
    meeting.do(set_status, [meeting.delegates["Khamla Sample"]], Status.WITHDRAWN)
    meeting.do(check_in, morning, "2")
    write_open_formats(str(meeting.database.path), meeting.event, Audience.PUBLIC, str(tmp_path))
    folder = tmp_path / str(meeting.event)
    kept = json.loads((folder / "refused_scans.json").read_text("utf-8"))["rows"]
    told = [(row["code"], row["verdict"], row["matched"]) for row in kept]
    assert told == [("123456789012", "UNKNOWN", "no"), ("", "WITHDRAWN", "yes")]
    with (folder / "refused_scans.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["matched"] for row in csv.DictReader(file)] == ["no", "yes"]


def test_case_69_present_and_absent_are_expected_on_every_sheet_observers_included(meeting):
    observer = meeting.do(
        add_delegate, meeting.delegations["LAO"], name="Ob Server", capacity=Capacity.OBSERVER
    )
    _, found = written(meeting, meeting.database.path.parent / "s.pdf", together=False)
    new = [NewSheet(*one) for one in found]
    meeting.do(print_sheets, meeting.event, DAY, new)
    assert observer in {who for sheet in new for who in sheet.people}
    for group, expected in ((meeting.delegations["LAO"], 3), (meeting.delegations["KAZ"], 1)):
        present, absent, people = signed(meeting, group)
        assert present + absent == people == expected
    came = sum(s.came for s in meeting.ask(sheets.columns, meeting.event, DAY)[:1])
    assert came == 2


def test_case_70_an_empty_delegation_is_0_of_0_and_prints_no_sheet(meeting, tmp_path):
    everybody = list(meeting.delegates.values())
    meeting.do(set_status, everybody, Status.DECLINED)
    with pytest.raises(Refused, match="nobody_to_print"):
        written(meeting, tmp_path / "none.pdf")
    meeting.do(print_sheets, meeting.event, DAY, [NewSheet(meeting.delegations["KAZ"], ())])
    (row,) = meeting.ask(sheets.sheets, meeting.event)
    assert (row.people, row.cells, row.marked, row.unlike) == (0, 0, 0, 0)


def test_case_71_names_stand_on_the_sheet_as_they_were_typed(meeting, tmp_path):
    names = [name for name in NAMES if name.strip()]
    for number, name in enumerate(names):
        fields = {"name": f"Latin {number}", "name_official": name, "list_position": number + 1}
        meeting.do(add_delegate, meeting.delegations["LAO"], **fields)
    file, _ = written(meeting, tmp_path / "s.xlsx")
    head, lines = rows(file)
    place = head.index("Name (other script)")
    shown = {unescape(line[place]) for line in lines if line[place]}
    # A line of text is one line: breaks and invisible characters are not printed, letters are untouched.
    wanted = {" ".join(name.replace("\u200b", "").split()) for name in names}
    assert wanted <= shown


def test_case_72_without_any_fact_the_sheet_has_its_heads(meeting, tmp_path):
    file, found = written(meeting, tmp_path / "s.xlsx")
    head, lines = rows(file)
    assert head[0] == "No."
    assert head[-3:] == ["AM signature", "PM signature", "Remarks"]
    assert len(lines) == sum(len(people) for _, people in found) == 3


def test_case_73_no_text_of_a_person_is_a_formula_and_a_phone_keeps_its_plus(meeting, tmp_path):
    who = meeting.delegates["Aigerim Sample"]
    for text in (text for text in FORMULAS if text.strip()):
        meeting.do(change_delegates, [who], {"position": text, "phone": "+856 20 5555 1234"})
        file, _ = written(meeting, tmp_path / "s.xlsx")
        sheet = load_workbook(file)["All delegations"]
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
        head, lines = rows(file)
        assert text.replace("\r", "\n").strip() in {
            str(line[head.index("Position")]).strip() for line in lines
        }
        assert "+856 20 5555 1234" in {line[head.index("Phone")] for line in lines}
    for audience in (Audience.PUBLIC, Audience.DONOR):
        head, _ = rows(written(meeting, tmp_path / "d.xlsx", audience=audience)[0])
        assert {"Phone", "E-mail"}.isdisjoint(head)


def test_case_74_a_missing_folder_is_made_and_of_an_open_file_another_name_is_offered(
    meeting, tmp_path, monkeypatch
):
    for name in ("new/sheets.xlsx", "newer/sheets.pdf"):
        file, _ = written(meeting, tmp_path / name)
        assert file.stat().st_size > 1_000

    def held(self, target):
        raise PermissionError(13, "in use", str(target))

    monkeypatch.setattr(Path, "replace", held)
    for kind in (".xlsx", ".pdf"):
        with pytest.raises(Refused, match="report_file_in_use") as refused:
            written(meeting, tmp_path / f"new/sheets{kind}")
        assert "sheets (2)" in refused.value.details["suggestion"] or kind == ".pdf"
    assert not [one for one in tmp_path.rglob("*") if one.suffix == ".part"]


def test_the_head_is_first_and_the_runs_follow_the_list(meeting, tmp_path):
    meeting.do(change_delegation, meeting.delegations["LAO"], {"position": 1})
    _, found = written(meeting, tmp_path / "s.pdf", together=False)
    names = {who: name for name, who in meeting.delegates.items()}
    assert [[names[who] for who in people] for _, people in found] == [
        ["Aigerim Sample"], ["Somphone Sample", "Khamla Sample"],
    ]  # fmt: skip
    file, _ = written(meeting, tmp_path / "lo.xlsx", language="lo", audience=Audience.DONOR)
    head, _ = rows(file, title="ທຸກຄະນະຜູ້ແທນ")
    assert head == [
        "ລ/ດ", "ຊື່ ແລະ ນາມສະກຸນ", "ຊື່ (ອັກສອນອື່ນ)", "ເພດ", "ຕຳແໜ່ງ", "ອົງການ/ພາກສ່ວນ", "ແຂວງ/ປະເທດ",
        "ລາຍເຊັນ (ພາກເຊົ້າ)", "ລາຍເຊັນ (ພາກບ່າຍ)", "ໝາຍເຫດ",
    ]  # fmt: skip


def test_a_long_run_is_cut_into_pages_and_the_last_has_five_empty_lines(meeting, tmp_path):
    for number in range(40):
        meeting.do(add_delegate, meeting.delegations["LAO"], name=f"Person {number:02}")
    _, found = written(meeting, tmp_path / "s.pdf", together=False, codes=["LAO"])
    sizes = [len(people) for _, people in found]
    assert sum(sizes) == 42
    assert max(sizes) <= 13
    assert sizes[-1] <= 8
    people = [who for _, sheet in found for who in sheet]
    assert len(set(people)) == 42
