"""The workbook for editing, there and back: exactly what somebody changed, and nothing twice."""

import random

import pytest
from openpyxl import load_workbook

from attendance.commands.delegates import add_delegate, add_delegation, change_delegates
from attendance.commands.events import change_event
from attendance.commands.undo import undo
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience
from attendance.imports.edited import apply_edited, usual
from attendance.imports.editing import is_for_editing, read_back
from attendance.imports.reading import read_list
from attendance.language import LANGUAGES, texts_for
from attendance.queries.editing import FIELDS, STATE
from attendance.queries.participants import event_facts
from attendance.reports.editing_workbook import CHOICES, editing_workbook
from attendance.reports.request import Request
from attendance.store import tables as t
from attendance.store.verify import verify


def exported(meeting, path, language="en", audience=Audience.INTERNAL):
    with meeting.database.read() as db:
        event = event_facts(db, meeting.event)
        request = Request(db, event, texts_for(language), audience, meeting.now, "Desk")
        return editing_workbook(request, path)


def changed(path, cells, target=None):
    """The workbook with other cells: {(row, heading): value}; rows count from 1."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for (row, heading), value in cells.items():
        sheet.cell(row, columns[heading], value)
    book.save(target or path)
    return target or path


def back(meeting, path):
    return read_back(str(meeting.database.path), str(path))


def applied(meeting, returned, cells=None, rows=None):
    rows = frozenset(one.row for one in returned.additions) if rows is None else rows
    cells = usual(returned) if cells is None else cells
    with meeting.database.write() as db:
        return apply_edited(db, meeting.stamp(), returned, cells, rows)


def row_of(path, name):
    sheet = load_workbook(path).worksheets[0]
    place = next(cell.column for cell in sheet[1] if cell.value == "Full name")
    return next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, place).value == name)


def told(returned):
    return [(one.name, one.field, one.was, one.now, one.new) for one in returned.differences]


@pytest.mark.parametrize("language", LANGUAGES)
def test_untouched_it_changes_nothing_and_is_known_by_itself(meeting, tmp_path, language):
    path = exported(meeting, tmp_path / "people.xlsx", language)
    assert is_for_editing(read_list(path))
    returned = back(meeting, path)
    assert returned.differences == returned.additions == returned.refused == returned.gone == ()
    assert returned.unchanged == returned.rows == 3
    assert applied(meeting, returned) is None


def test_only_the_white_cells_can_be_typed_in_and_hidden_sheets_stay_hidden(meeting, tmp_path):
    book = load_workbook(exported(meeting, tmp_path / "people.xlsx"))
    people = book.worksheets[0]
    assert people.protection.sheet
    assert people.column_dimensions["A"].hidden
    assert [people.cell(2, n).protection.locked for n in (1, 2, 3, 7)] == [True, True, False, False]
    assert {book[name].sheet_state for name in (STATE, CHOICES)} == {"veryHidden"}
    rules = people.data_validations.dataValidation
    assert {rule.type for rule in rules} == {"list"}
    assert len(rules) >= 8


def test_it_is_for_the_coordinators_alone(meeting, tmp_path):
    with pytest.raises(Refused, match="editing_internal_only"):
        exported(meeting, tmp_path / "people.xlsx", audience=Audience.HOST)


def test_a_changed_cell_a_new_row_and_a_word_nobody_knows(meeting, tmp_path):
    path = exported(meeting, tmp_path / "people.xlsx")
    row, last = row_of(path, "Khamla Sample"), load_workbook(path).worksheets[0].max_row - 250
    changed(path, {
        (row, "Position"): "=1+1", (row, "Capacity"): "advisor", (row, "Sex"): "perhaps",
        (last, "Delegation"): "KAZ", (last, "Full name"): "Dana Neu", (last, "Capacity"): "Head",
        (last + 1, "Full name"): "Nobody's",
    })  # fmt: skip
    book = load_workbook(path)
    position = next(c for c in book.worksheets[0][row] if c.value == "=1+1")
    position.data_type = "s"
    book.save(path)
    returned = back(meeting, path)
    assert {(field, new) for _, field, _, _, new in told(returned)} == {
        ("position", "=1+1"),
        ("capacity", "advisor"),
    }
    assert [(one.row, one.code) for one in returned.refused] == [
        (row, "editing_cell_unknown"),
        (last + 1, "row_without_delegation"),
    ]
    action = applied(meeting, returned)
    d = t.delegate.c
    with meeting.database.read() as db:
        found = {r.name: r for r in db.execute(t.delegate.select().where(d.event == meeting.event))}
    assert (found["Khamla Sample"].position, found["Khamla Sample"].capacity) == ("=1+1", "adviser")
    assert found["Dana Neu"].badge_code
    assert found["Dana Neu"].short_number
    again = back(meeting, path)
    assert again.differences == ()
    with meeting.database.write() as db:
        undo(db, meeting.stamp(), action, "")
    with meeting.database.read() as db:
        names = {r.name for r in db.execute(t.delegate.select().where(d.event == meeting.event))}
    assert "Dana Neu" not in names
    assert verify(meeting.database) == []


def test_two_copies_are_taken_one_after_the_other_and_a_contradiction_is_asked(meeting, tmp_path):
    first = exported(meeting, tmp_path / "first.xlsx")
    row = row_of(first, "Khamla Sample")
    second = changed(first, {(row, "Phone"): "020 1", (row, "Seat"): "B2"}, tmp_path / "second.xlsx")
    changed(first, {(row, "Phone"): "020 9", (row, "Position"): "Minister"})
    applied(meeting, back(meeting, first))
    returned = back(meeting, second)
    assert [(d.field, d.was, d.now, d.new, d.conflict) for d in returned.differences] == [
        ("phone", "", "020 9", "020 1", True),
        ("seat", "", "", "B2", False),
    ]
    applied(meeting, returned)
    with meeting.database.read() as db:
        khamla = db.execute(t.delegate.select().where(t.delegate.c.name == "Khamla Sample")).one()
    assert (khamla.phone, khamla.position, khamla.seat) == ("020 9", "Minister", "B2")


def test_changed_doubled_and_foreign_ids_are_caught(meeting, tmp_path):
    for name in ("Dana Sample", "Yerlan Sample"):
        meeting.do(add_delegate, meeting.delegations["KAZ"], name=name)
    path = exported(meeting, tmp_path / "people.xlsx")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    ids = [sheet.cell(row, 1).value for row in range(2, 7)]
    sheet.cell(2, 1, ids[1]), sheet.cell(3, 1, ids[0])  # swapped
    sheet.cell(5, 1, ids[2])  # doubled, with row 4
    sheet.cell(6, 1, "what")
    book.save(path)
    returned = back(meeting, path)
    assert [(one.row, one.code) for one in returned.refused] == [
        (2, "editing_number_changed"),
        (3, "editing_number_changed"),
        (4, "editing_id_twice"),
        (5, "editing_id_twice"),
        (6, "editing_id_changed"),
    ]
    assert returned.differences == ()


def test_moved_columns_and_a_hidden_sheet_somebody_changed_are_a_sentence(meeting, tmp_path):
    path = exported(meeting, tmp_path / "people.xlsx")
    moved = load_workbook(path)
    moved.worksheets[0].delete_cols(4)
    moved.save(tmp_path / "moved.xlsx")
    with pytest.raises(Refused, match="editing_columns_moved"):
        back(meeting, tmp_path / "moved.xlsx")
    book = load_workbook(path)
    book[STATE].cell(1, 3, "nothing")
    book.save(path)
    with pytest.raises(Refused, match="editing_not_recognised"):
        back(meeting, path)


def test_a_person_changed_since_the_comparison_stops_the_writing(meeting, tmp_path):
    path = exported(meeting, tmp_path / "people.xlsx")
    changed(path, {(row_of(path, "Khamla Sample"), "Seat"): "A1"})
    returned = back(meeting, path)
    meeting.do(change_delegates, [meeting.delegates["Khamla Sample"]], {"seat": "C3"})
    with pytest.raises(Refused, match="import_stale"):
        applied(meeting, returned)
    assert [one.conflict for one in back(meeting, path).differences] == [True]


VALUES = {
    "Full name": ["Anna Neu", "ຄຳລາ ໃໝ່"], "Position": ["Director", "", "=A"],
    "Capacity": ["Adviser", "Guest"],
    "Sex": ["Woman", "Man", ""], "Country": ["Norway", "Viet Nam", ""], "Remarks on the list": ["x  y", ""],
    "The family name comes first": ["Yes", "No"], "Delegation": ["KAZ", "LAO"], "Phone": ["020 555", ""],
}  # fmt: skip


@pytest.mark.parametrize("seed", range(5))
def test_whatever_cells_are_edited_exactly_these_come_back_and_then_nothing(meeting, tmp_path, seed):
    folder, draw = tmp_path, random.Random(seed)
    path = exported(meeting, folder / "people.xlsx")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    written = load_workbook(path).worksheets[0]
    people = sum(bool(sheet.cell(row, 1).value) for row in range(2, sheet.max_row + 1))
    expected = set()
    for _ in range(12):
        row, heading = draw.randint(2, people + 1), draw.choice(list(VALUES))
        cell, value = sheet.cell(row, columns[heading]), draw.choice(VALUES[heading])
        expected.discard((row, heading))
        if (written.cell(row, columns[heading]).value or "") != value:
            expected.add((row, heading))
        cell.value = value or None
        if value:
            cell.data_type = "s"
    book.save(path)
    returned = back(meeting, path)
    names = {one.key: one.title for one in FIELDS}
    assert {(one.row, names[one.field]) for one in returned.differences} == expected
    assert returned.refused == ()
    applied(meeting, returned)
    assert back(meeting, path).differences == ()
    assert back(meeting, exported(meeting, folder / "again.xlsx")).differences == ()
    assert verify(meeting.database) == []


def test_nothing_typed_is_a_formula_or_keeps_the_workbook_from_being_written(meeting, tmp_path):
    meeting.do(add_delegation, meeting.event, code="=1+1", name="Hostile")
    meeting.do(change_event, meeting.event, {"title": "=cmd|' /c calc'!A1"})
    meeting.do(change_delegates, [meeting.delegates["Khamla Sample"]], {"note": "bell\x07", "unit": "=2+3"})
    path = exported(meeting, tmp_path / "hostile.xlsx")
    book = load_workbook(path)
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    typed = {"bell\ufffd", "=2+3", "=1+1", "=cmd|' /c calc'!A1"}
    assert typed <= {cell.value for cell in cells}
    assert told(back(meeting, path)) == []
