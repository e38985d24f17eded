"""A registration form goes out, is filled in by somebody, and comes back without a question."""

from pathlib import Path

import openpyxl
import pytest
from sqlalchemy import select

from attendance.commands.delegates import add_delegation
from attendance.commands.sample import create_sample
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience, Capacity, Sex, Stamp
from attendance.imports import importing, values
from attendance.language import LANGUAGES, texts_for
from attendance.queries.participants import event_facts
from attendance.reports.catalogue import write_report
from attendance.reports.form_words import FRENCH, FormWords
from attendance.reports.registration_form import write
from attendance.reports.request import Request
from attendance.store import tables as t
from attendance.worker import Worker

SPOKEN = (*LANGUAGES, FRENCH)


def written(meeting, target: Path, language="en", codes=("LAO",)):
    spoken = "en" if language == FRENCH else language
    return meeting.ask(
        write_report,
        "registration-form",
        event_id=meeting.event,
        texts=texts_for(spoken),
        audience=Audience.INTERNAL,
        target=target,
        at=meeting.now,
        desk="Desk 1",
        delegation_codes=codes,
        choices={"words": "fr"} if language == FRENCH else None,
    )


def keys_of(sheet):
    """Row of the keys, and the column of each field."""
    for row in sheet.iter_rows():
        found = {str(c.value)[4:]: c.column for c in row if str(c.value).startswith("att:")}
        if found:
            return row[0].row, found
    raise AssertionError("no keys")


def filled_in(path: Path, language: str) -> Path:
    """As a person fills it in: two people, words of the drop-downs, nothing else touched."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    row, columns = keys_of(sheet)
    words = FormWords(texts_for("en" if language == FRENCH else language), language)
    people = (
        {
            "honorific": "Dr.", "given": "Anoulak", "family": "KITTIKHOUN", "name_official": "ອານຸລັກ ກິດຕິຄຸນ",
            "sex": words.choice(Sex.MALE), "capacity": words.choice(Capacity.ADVISER),
            "position": "Director", "phone": "+856 20 5555 0000", "email": "a@example.org",
        },
        {"given": "Bouakeo", "family": "XAYAVONG", "sex": words.choice(Sex.FEMALE),
         "capacity": words.choice(Capacity.INTERPRETER), "position_official": "ຫົວໜ້າພະແນກ"},
    )  # fmt: skip
    for place, person in enumerate(people, row + 2):
        for field, value in person.items():
            cell = sheet.cell(place, columns[field])
            assert not cell.protection.locked
            cell.value = value
    book.save(path)
    return path


@pytest.mark.parametrize("language", ["lo", FRENCH])
def test_a_filled_form_comes_back_into_its_delegation_without_a_question(meeting, tmp_path, language):
    (path,) = written(meeting, tmp_path / "form.xlsx", language)
    filled_in(path, language)
    worker = Worker()
    look = importing.look(worker, path)
    best = look.sheets[look.best]
    assert best.complete
    assert {guess.field for guess in best.guesses} >= {
        "given",
        "family",
        "sex",
        "capacity",
        "delegation_code",
    }
    done = importing.import_file(
        meeting.database, worker, Stamp("Noy", meeting.now), path, event=meeting.event
    )
    assert (done.preview.refused, done.preview.added["delegates"]) == ((), 2)
    d = t.delegate.c
    rows = meeting.ask(
        lambda db: db.execute(
            select(d.given, d.family, d.sex, d.capacity, d.academic, d.position_official, d.phone)
            .where(d.delegation == meeting.delegations["LAO"], d.family.in_(["KITTIKHOUN", "XAYAVONG"]))
            .order_by(d.family)
        ).all()
    )
    assert [tuple(row) for row in rows] == [
        ("Anoulak", "KITTIKHOUN", "m", "adviser", "Dr.", None, "+856 20 5555 0000"),
        ("Bouakeo", "XAYAVONG", "f", "interpreter", None, "ຫົວໜ້າພະແນກ", None),
    ]


@pytest.mark.parametrize("language", SPOKEN)
def test_every_word_of_the_drop_downs_is_understood(language):
    words = FormWords(texts_for("en" if language == FRENCH else language), language)
    for sex in Sex:
        assert values.sex_of(words.choice(sex)) == sex
    for capacity in Capacity:
        assert values.capacity_of(words.choice(capacity)) == capacity


def test_a_form_has_drop_downs_of_a_hidden_sheet_and_keeps_people_to_its_cells(meeting, tmp_path):
    (path,) = written(meeting, tmp_path / "form.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    lists = next(one for one in book.worksheets if one.sheet_state == "hidden")
    row, columns = keys_of(sheet)
    assert sheet.row_dimensions[row].hidden
    assert sheet.protection.sheet
    assert sheet.cell(row + 1, columns["sex"]).protection.locked
    rules = {str(rule.sqref).split(":")[0]: rule.formula1 for rule in sheet.data_validations.dataValidation}
    first = sheet.cell(row + 2, columns["capacity"]).coordinate
    assert rules[first] == f"'{lists.title}'!$B$1:$B$12"
    assert [lists.cell(n, 2).value for n in range(1, 13)][:2] == [
        "Head of delegation",
        "Deputy head of delegation",
    ]
    assert sheet.column_dimensions["P"].hidden
    assert "Lao People's Democratic Republic (LAO)" in [
        str(cell.value).partition(": ")[2] for cell in sheet["A"]
    ]


def test_a_folder_takes_the_forms_of_all_and_one_file_that_of_one(meeting, tmp_path):
    meeting.do(add_delegation, meeting.event, code="=X", name="=1+1")
    files = written(meeting, tmp_path / "forms", codes=None)
    assert sorted(file.name for file in files) == [
        "registration-form-KAZ.xlsx",
        "registration-form-LAO.xlsx",
        "registration-form-X.xlsx",
    ]
    cells = [
        cell
        for file in files
        for sheet in openpyxl.load_workbook(file).worksheets
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert not any(cell.data_type == "f" for cell in cells)
    assert "=X" in [cell.value for cell in cells]


def test_a_form_is_of_one_delegation(meeting):
    with meeting.database.read() as db:
        request = Request(db, event_facts(db, meeting.event), texts_for("en"), Audience.INTERNAL, 0, "Desk 1")
        with pytest.raises(Refused) as refused:
            write(request, Path("never.xlsx"))
    assert refused.value.code == "form_for_one"


def test_the_form_of_a_sample_event_says_so(meeting, tmp_path):
    event = meeting.do(create_sample)
    with meeting.database.read() as db:
        request = Request(
            db, event_facts(db, event), texts_for("lo"), Audience.INTERNAL, 0, "Desk 1", ("LAO",)
        )
        write(request, tmp_path / "form.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "form.xlsx").worksheets[0]
    assert sheet["A1"].value == texts_for("lo")("Sample data")
