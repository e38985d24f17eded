"""The scenes of an import: the preview with each kind of row, and what happened."""

import csv
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QWidget

from attendance.imports.deciding import SAME, SKIP
from attendance.ui.dialogs.import_dialog import ImportDialog
from attendance.ui.main_window import MainWindow
from attendance.ui.staging import rest, settle, wait_for

HEAD = ("Country", "Title", "Name", "Position", "Organisation", "Phone")
ROWS = (
    ("Lao PDR", "Mr.", "Khamla Sample", "Senior technical officer (sample)", "", "+856 20 5555 0001"),
    ("Lao PDR", "Mr.", "Kamla Sampel", "Technical officer", "Ministry of Technology (sample)", ""),
    ("Lao PDR", "Ms.", "Daovi Sampel", "Technical officer", "", ""),
    ("Kazakhstan", "Ms.", "Aigerim Sample", "Director General", "", ""),
    ("Kazakhstan", "Mr.", "Тимур Сампле", "Adviser", "Agency (sample)", ""),
    ("Thailand", "Mr.", "Somsak Sample", "Officer", "Ministry (sample)", ""),
    ("Thailand", "Mr.", "Somsak Sample", "Lecturer", "University (sample)", ""),
    ("Thailand", "Mr.", "", "Adviser", "", ""),
)
REPEATED = 8
"""The row of the file that repeats a name of the row above."""


def import_scenes(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    """A list that has something of everything, over the sample event; it is not written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "Seminar list, corrected.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([HEAD, *ROWS])
        window.import_list(path)
        dialog = window.findChild(ImportDialog)
        wait_for(lambda: dialog.page is dialog.columns and not dialog._waiting.running)
        settle(window)
        yield "dialog-import-columns", dialog
        dialog.primary.click()
        wait_for(lambda: dialog.page is dialog.rows and not dialog._waiting.running)
        settle(window)
        yield "dialog-import-preview", dialog
        rows = dialog.rows
        for key in ("offered", "updated", "refused", "missing"):
            if rows.counts[key].isEnabled():
                rows.counts[key].click()
                rest(50)
                yield f"dialog-import-{key}", dialog
        rows.counts["all"].click()
        rows.decisions.decide([rows.decisions.verdicts[REPEATED - 1]], SKIP)
        rows.decisions.decide([rows.decisions.verdicts[REPEATED]], SAME)
        rows.table.selectRow([row.row for row in rows.decisions.preview.verdicts].index(REPEATED))
        rest(50)
        yield "dialog-import-in-its-place", dialog
        dialog.outcome.tell_written(rows.decisions.preview, rows.decisions.tally)
        dialog.go(dialog.outcome, 3, window.desk.texts("Open the event"))
        settle(window)
        yield "dialog-import-done", dialog
        dialog.close()
        rest(50)
