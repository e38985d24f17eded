"""Prints the sheets to sign of one day, and has them remembered in the order they were printed."""

from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attendance.commands.sheets import NewSheet, print_sheets
from attendance.domain.kinds import Audience
from attendance.queries.delegations import delegations as delegation_listing
from attendance.queries.listing import EVERYTHING, ids, page
from attendance.queries.sheets import days
from attendance.ui.desk import Desk
from attendance.ui.dialogs.choice_box import ChoiceBox
from attendance.ui.dialogs.done_page import DonePage
from attendance.ui.dialogs.file_choice import choose_file, remember_folder
from attendance.ui.dialogs.report_form import ReportForm
from attendance.ui.dialogs.step_dialog import StepDialog
from attendance.ui.error_bar import told
from attendance.ui.parts import Segments, hairline, lay, words

WRITE = "attendance.reports.attendance_sheet:write_sheets"
CHECK = "attendance.reports.consistency:check_file"
ASK, DONE = 0, 1
PDF, WORKBOOK = ".pdf", ".xlsx"


def _choices(db: Any, event: UUID) -> tuple[list[str], list[tuple[Any, ...]]]:
    listing = delegation_listing(event)
    found = page(db, listing, ids(db, listing, EVERYTHING), ("code", "name", "name_official"))
    return days(db, event), found


class PrintSheetsDialog(StepDialog):
    """Choose, save as, done.

    Attributes:
        printed: the sheets are written and remembered.
    """

    printed = Signal()

    def __init__(self, desk: Desk, event: UUID, parent: QWidget | None = None) -> None:
        texts = desk.texts
        super().__init__(desk, texts("Sheets to sign"), (texts("Choose"), texts("Done")), parent)
        self._event, self._file = event, ""
        self.form = ReportForm(desk, (), Audience.DONOR)
        self._choose = self._build_choose()
        self._done = DonePage(
            desk,
            (
                (texts("Open file"), "reports", self._open_file),
                (texts("Open folder"), "folder", self._open_folder),
                (texts("More sheets"), "", self._start),
            ),
        )
        for one in (self._choose, self._done):
            self.add_page(one)
        self.primary.clicked.connect(self._ask_where)
        desk.work.read(self, _choices, event, then=self._show_choices)
        desk.work.heavy(
            self, CHECK, str(desk.work.database.path), event, texts.language,
            then=self.form.show_findings, failed=self._not_checked,
            title=texts("Looking for what does not agree"),
        )  # fmt: skip
        self._start()

    def _build_choose(self) -> QWidget:
        texts = self.desk.texts
        made = QWidget()
        row = lay(QHBoxLayout(made), margins=(24, 20, 24, 16), spacing=24)
        left = lay(QVBoxLayout(), spacing=4)
        self.day = ChoiceBox(texts("Day"))
        self.runs = Segments(
            ((False, texts("One run for each delegation")), (True, texts("One run for all"))), texts("Runs")
        )
        self.kind = Segments(((PDF, texts("Pages (PDF)")), (WORKBOOK, texts("Workbook"))), texts("As"))
        self.day.setMinimumWidth(240)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        for title, part in ((texts("Day"), self.day), (texts("Sheets"), self.runs), (texts("As"), self.kind)):
            left.addWidget(words(title, "small"))
            left.addWidget(part, alignment=side)
            left.addSpacing(10)
        about = texts(
            "A line for everybody who is expected, the head first, and five empty lines for those who walk"
            " in. The sheets are remembered in this order, so that they can be typed in afterwards."
        )
        left.addWidget(words(about, "muted", wrap=True))
        left.addStretch()
        row.addLayout(left, 9)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.form, 10)
        return made

    @Slot()
    def _start(self) -> None:
        self.go(self._choose, ASK, self.desk.texts("Save as…"))
        self.primary.setEnabled(self.day.count() > 0)
        self.day.setFocus()

    def _show_choices(self, answer: tuple[list[str], list[tuple[Any, ...]]]) -> None:
        found, rows = answer
        desk, texts = self.desk, self.desk.texts
        for day in found:
            self.day.addItem(f"{texts.weekday(day)}, {texts.date_long(day)}", day)
        shown = desk.session.day if desk.session else None
        if shown in found:
            self.day.setCurrentIndex(found.index(shown))
        self.form.show_delegations(
            [(code, f"{code}  {desk.pick(name, official)}") for _, code, name, official in rows]
        )
        self.primary.setEnabled(bool(found))
        if not found:
            self.hint.setText(texts("No item of the programme takes attendance on a day yet."))

    def _not_checked(self, error: Exception) -> None:
        self.form.show_findings([told(self.desk.texts, error)])

    @Slot()
    def _ask_where(self) -> None:
        texts, kind = self.desk.texts, self.kind.value
        name = f"attendance-sheets-{self.day.currentData()}{kind}"
        filters = f"{texts('Pages (PDF)')} (*.pdf)" if kind == PDF else f"{texts('Workbooks')} (*.xlsx)"
        choose_file(self.desk, self, texts("Save the sheets as"), filters, self._write, save_as=name)

    @Slot(str)
    def _write(self, target: str) -> None:
        desk, kind = self.desk, self.kind.value
        remember_folder(desk, Path(target))
        target = target if target.casefold().endswith(kind) else f"{target}{kind}"
        self._day, self._stamp = self.day.currentData(), desk.stamp()
        job = desk.work.heavy(
            self, WRITE, str(desk.work.database.path), self._event, self._day, self.form.codes or None,
            self.runs.value, self.form.language, self.form.audience, target, self._stamp.at,
            then=self._written, failed=self.tell_error, title=desk.texts("Writing the sheets"),
        )  # fmt: skip
        self.watch(job)

    def _written(self, answer: tuple[str, list[tuple[UUID | None, tuple[UUID, ...]]]]) -> None:
        self._file, found = answer
        new = [NewSheet(*one) for one in found]
        self._count = len(new)
        self.desk.work.write(
            self, print_sheets, self._stamp, self._event, self._day, new,
            then=self._remembered, failed=self.tell_error,
        )  # fmt: skip

    def _remembered(self, _ids: tuple[UUID, ...]) -> None:
        self.rest()
        said = self.desk.texts.plural("{n} sheet is written.", "{n} sheets are written.", self._count)
        self._done.tell(said, [self._file])
        self.go(self._done, DONE)
        self._done.buttons[0].setFocus()
        self.printed.emit()

    @Slot()
    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._file))

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._file).parent)))
