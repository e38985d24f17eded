"""Saves the rows an import left out, with the reason beside each."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Slot

from attendance.ui.dialogs.file_choice import choose_file
from attendance.ui.dialogs.step_dialog import StepDialog

_SAVE = "attendance.imports.preview:save_refused"


class LeftOut(QObject):
    """Asks where, and writes a workbook that can be corrected and imported again."""

    def __init__(self, dialog: StepDialog) -> None:
        super().__init__(dialog)
        self._dialog, self._token, self._path = dialog, 0, ""

    def ask(self, token: int, list_name: str) -> None:
        """Where to save the rows left out of the plan with this token."""
        self._token, texts = token, self._dialog.desk.texts
        name = texts("{list} - left out", list=list_name) + ".xlsx"
        kinds, title = texts("Workbooks") + " (*.xlsx)", texts("Save the rows left out")
        choose_file(self._dialog.desk, self._dialog, title, kinds, self._save, save_as=name)

    @Slot(str)
    def _save(self, path: str) -> None:
        desk, dialog = self._dialog.desk, self._dialog
        self._path = path
        job = desk.work.heavy(
            self,
            _SAVE,
            self._token,
            path,
            desk.texts.language,
            then=self._saved,
            failed=dialog.tell_error,
            title=desk.texts("Saving the rows left out"),
        )
        dialog.watch(job)

    def _saved(self, _answer: Any) -> None:
        self._dialog.rest()
        said = self._dialog.desk.texts("Saved: {path}", path=Path(self._path).name)
        self._dialog.hint.setText(said)
