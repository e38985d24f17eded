"""The workbook for editing on its way back: every kind of difference, before anything is written."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import load_workbook
from PySide6.QtWidgets import QWidget

from attendance.domain.kinds import Audience
from attendance.queries.editing import STATE, edited_fields
from attendance.queries.participants import event_facts
from attendance.reports.editing_workbook import editing_workbook
from attendance.reports.request import Request
from attendance.ui.dialogs.differences_model import CONFLICT
from attendance.ui.dialogs.import_dialog import ImportDialog
from attendance.ui.main_window import MainWindow
from attendance.ui.staging import rest, settle, wait_for

LAST = 70
"""A row below the people of the sample."""


def edited_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """All differences, then what contradicts the file; nothing is written."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "people, with corrections.xlsx"
        made: list[list[str]] = []
        window.desk.work.read(window, _write, window.desk, path, then=made.append)
        wait_for(lambda: bool(made))
        _edit(path, made[0])
        window.import_list(path)
        dialog = window.findChild(ImportDialog)
        wait_for(lambda: dialog.page is dialog.changes and not dialog._waiting.running)
        settle(window)
        yield "dialog-import-differences", dialog
        dialog.changes.counts[CONFLICT].click()
        settle(window)
        yield "dialog-import-contradictions", dialog
        dialog.close()
        rest(50)


def _write(db: Any, desk: Any, path: Path) -> list[str]:
    """Write it; the fields of its columns."""
    event = event_facts(db, desk.event.id)
    editing_workbook(Request(db, event, desk.texts, Audience.INTERNAL, 0, "Desk"), path)
    return [field.key for field in edited_fields(db, event.id)]


def _edit(path: Path, fields: list[str]) -> None:
    """Cells changed, one of them here meanwhile, too, a status there is not, a line added, one taken out."""
    book = load_workbook(path)
    sheet, state = book.worksheets[0], book[STATE]
    column = {field: place for place, field in enumerate(fields, 3)}
    for row, field, value in (
        (2, "seat", "A1"),
        (2, "position", "Deputy Minister for Digital Transformation (sample)"),
        (3, "organisation", None),
        (5, "status", "perhaps"),
        (LAST, "name", "Bounmy SAMPLE"),
        (LAST, "delegation", "LAO"),
    ):
        sheet.cell(row, column[field], value)
    state.cell(4, column["position"], "Adviser (sample)")
    sheet.delete_rows(7)
    book.save(path)
