"""Every workbook read back by three readers that know nothing of each other: the same cells."""

import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from python_calamine import CalamineWorkbook

from attendance.domain.kinds import Audience
from attendance.language import texts_for
from attendance.reports.catalogue import write_report
from attendance.reports.offered import REPORTS
from tests.reports.seminar import AT, build

WORKBOOKS = sorted(
    name for name, report in REPORTS.items() if ".xlsx" in report.writers and name != "people-for-editing"
)
"""Not the one that comes back: openpyxl, which writes it, does not escape what looks like an escape."""
NOTICED = ("ທະວີສັກ ມະໂນທັມ", "Тәуекел Қасымов", "=1+1", "+856 20 5555 1234", "0012")
"""Lao, Cyrillic, what looks like a formula, a phone, a code."""


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("workbooks")
    seminar = build(folder / "seminar.db")
    files: dict[str, Path] = {}
    with seminar.database.read() as db:
        for name in WORKBOOKS:
            codes = ["HOS"] if REPORTS[name].per_delegation else None
            (files[name],) = write_report(
                db,
                name,
                event_id=seminar.event,
                delegation_codes=codes,
                texts=texts_for("lo"),
                audience=Audience.INTERNAL,
                target=folder / f"{name}.xlsx",
                at=AT,
                desk="Desk 1",
                extension=".xlsx",
            )
    seminar.database.close()
    return files


def plain(value):
    """A cell in words all three readers share: nothing, a number, a moment, or text."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return round(float(value), 9)
    if isinstance(value, datetime.datetime):
        return (value + datetime.timedelta(milliseconds=500)).replace(microsecond=0).isoformat()
    if isinstance(value, datetime.date):
        return f"{value.isoformat()}T00:00:00"
    return value


def filled(rows):
    return {
        (row, column): plain(value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if plain(value) is not None
    }


def by_openpyxl(path):
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        sheet.title: {
            place: unescaped(value) for place, value in filled(sheet.iter_rows(values_only=True)).items()
        }
        for sheet in book.worksheets
    }


def unescaped(value):
    """openpyxl leaves escapes such as _x005F_ as they are stored; all others undo them."""
    return unescape(value) if isinstance(value, str) and "_x005F_" in value else value


def by_calamine(path):
    book = CalamineWorkbook.from_path(path)
    return {
        name: filled(book.get_sheet_by_name(name).to_python(skip_empty_area=False))
        for name in book.sheet_names
    }


def test_openpyxl_calamine_and_libreoffice_read_the_same_cells(workbooks, offices):
    again = dict(zip(workbooks, offices(list(workbooks.values()), "xlsx"), strict=True))
    noticed = set()
    for name, path in workbooks.items():
        ours = by_openpyxl(path)
        assert by_calamine(path) == ours, name
        assert by_openpyxl(again[name]) == ours, name
        noticed |= {text for text in NOTICED for cells in ours.values() if text in cells.values()}
    assert noticed == set(NOTICED)
