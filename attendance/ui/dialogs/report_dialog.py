"""Writes a report: which one, in which language, for whom, about whom, where to."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from attendance.domain.errors import Refused
from attendance.queries.delegations import delegations as delegation_listing
from attendance.queries.listing import EVERYTHING, ids, page
from attendance.reports.offered import REPORTS, Report
from attendance.ui.desk import Desk
from attendance.ui.dialogs.choice import Choice
from attendance.ui.dialogs.done_page import DonePage
from attendance.ui.dialogs.file_choice import choose_file, remember_folder
from attendance.ui.dialogs.report_form import ReportForm
from attendance.ui.dialogs.step_dialog import StepDialog
from attendance.ui.error_bar import told
from attendance.ui.parts import hairline, lay

WRITE = "attendance.reports.catalogue:write_report_file"
CHECK = "attendance.reports.consistency:check_file"
ASK, DONE = 0, 1


def _delegations(db: Any, event: UUID) -> list[tuple[Any, ...]]:
    """Number, code, name and official name of every delegation, in list order."""
    listing = delegation_listing(event)
    return page(db, listing, ids(db, listing, EVERYTHING), ("code", "name", "name_official"))


class ReportDialog(StepDialog):
    """Choose, save as, done."""

    def __init__(
        self, desk: Desk, event: UUID, delegations: Sequence[str] = (), parent: QWidget | None = None
    ) -> None:
        texts = desk.texts
        super().__init__(desk, texts("Write a report"), (texts("Choose"), texts("Done")), parent)
        self._event = event
        self._files: list[str] = []
        self._target = self._suggestion = ""
        self.form = ReportForm(desk, delegations)
        self.form.changed.connect(self._answers_changed)
        self._choose = self._build_choose()
        self._done = DonePage(
            desk,
            (
                (texts("Open file"), "reports", self._open_file),
                (texts("Open folder"), "folder", self._open_folder),
                (texts("Another report"), "", self._start),
            ),
        )
        for one in (self._choose, self._done):
            self.add_page(one)
        self.primary.clicked.connect(self._primary)
        self.back.clicked.connect(self._ask_where)
        desk.work.read(self, _delegations, event, then=self._show_delegations)
        desk.work.heavy(
            self,
            CHECK,
            str(desk.work.database.path),
            event,
            texts.language,
            then=self.form.show_findings,
            failed=self._not_checked,
            title=texts("Looking for what does not agree"),
        )
        self._start()

    def _build_choose(self) -> QWidget:
        made = QWidget()
        row = lay(QHBoxLayout(made), margins=(24, 20, 24, 16), spacing=24)
        left = lay(QVBoxLayout(), spacing=8)
        self._reports = QButtonGroup(self)
        texts = self.desk.texts
        self.choices = [
            Choice(self.desk.theme, one.name, texts(one.title), texts(one.about), one.icon)
            for one in REPORTS.values()
        ]
        for number, choice in enumerate(self.choices):
            self._reports.addButton(choice, number)
            left.addWidget(choice)
        left.addStretch()
        self.choices[0].setChecked(True)
        self._reports.idClicked.connect(self._answers_changed)
        row.addLayout(left, 9)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.form, 10)
        return made

    def choose(self, name: str) -> None:
        """Begin with this report chosen."""
        for choice, report in zip(self.choices, REPORTS.values(), strict=True):
            if report.name == name:
                choice.click()

    @property
    def report(self) -> Report:
        return list(REPORTS.values())[self._reports.checkedId()]

    @property
    def _several(self) -> bool:
        """Whether there will be a file for each delegation, in a folder."""
        return self.report.per_delegation and len(self.form.codes) != 1

    @Slot()
    def _start(self) -> None:
        self._suggestion = ""
        self.go(self._choose, ASK, self.desk.texts("Save as…"))
        self._reports.checkedButton().setFocus()
        self._answers_changed()

    def _show_delegations(self, rows: list[tuple[Any, ...]]) -> None:
        desk = self.desk
        self.form.show_delegations(
            [(code, f"{code}  {desk.pick(name, official)}") for _, code, name, official in rows]
        )

    def _not_checked(self, error: Exception) -> None:
        self.form.show_findings([told(self.desk.texts, error)])

    @Slot()
    def _answers_changed(self) -> None:
        if self._suggestion:
            self._suggestion = ""
            self.forget_error()
            self.go(self._choose, ASK, self.desk.texts("Save as…"))
        texts = self.desk.texts
        folder = texts("Writes one workbook for each delegation into a folder.")
        self.hint.setText(folder if self._several else "")

    # -- where to --------------------------------------------------------------------------------------

    @Slot()
    def _primary(self) -> None:
        if self._suggestion:
            self._write(self._suggestion)
        else:
            self._ask_where()

    @Slot()
    def _ask_where(self) -> None:
        texts, codes = self.desk.texts, self.form.codes
        if self._several:
            title = texts("Folder for the reports")
            choose_file(self.desk, self, title, "", self._write, folder=True)
            return
        code = (
            "".join(letter for letter in codes[0] if letter.isascii() and letter.isalnum()) if codes else ""
        )
        name = f"{self.report.name}-{code}.xlsx" if code and len(codes) == 1 else f"{self.report.name}.xlsx"
        kinds = texts("Workbooks") + " (*.xlsx)"
        choose_file(self.desk, self, texts("Save the report as"), kinds, self._write, save_as=name)

    @Slot(str)
    def _write(self, target: str) -> None:
        desk, report = self.desk, self.report
        self._target = target
        remember_folder(desk, Path(target))
        job = desk.work.heavy(
            self,
            WRITE,
            str(desk.work.database.path),
            report.name,
            self._event,
            self.form.codes or None,
            self.form.language,
            self.form.audience,
            target,
            desk.stamp().at,
            then=self._written,
            failed=self._refused,
            title=desk.texts("Writing: {report}", report=desk.texts(report.title)),
        )
        self.watch(job)

    def _refused(self, error: Exception) -> None:
        self.tell_error(error)
        in_use = isinstance(error, Refused) and error.code == "report_file_in_use"
        if in_use and not self._several:
            self._suggestion = str(error.details["suggestion"])
            texts = self.desk.texts
            name = Path(self._suggestion).name
            self.primary.setText(texts("Save as “{name}”", name=name))
            self.back.setText(texts("Choose another name…"))
            self.back.show()

    def _written(self, files: list[str]) -> None:
        self.rest()
        self._files, texts = files, self.desk.texts
        report = texts(self.report.title)
        if len(files) == 1:
            sentence = texts("{report} is written.", report=report)
            lines = [files[0]]
        else:
            sentence = texts.plural("{n} report is written.", "{n} reports are written.", len(files))
            lines = [self._target]
        self._done.tell(sentence, lines)
        self._done.buttons[0].setVisible(len(files) == 1)
        self.go(self._done, DONE)
        self._done.buttons[0 if len(files) == 1 else 1].setFocus()

    # -- afterwards ------------------------------------------------------------------------------------

    @Slot()
    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._files[0]))

    @Slot()
    def _open_folder(self) -> None:
        folder = str(Path(self._files[0]).parent) if self._files else self._target
        QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
