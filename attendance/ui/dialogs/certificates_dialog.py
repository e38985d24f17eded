"""Certificates: the rule, who gets one by it, numbers, decisions; then the pages, saved or printed."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QVBoxLayout, QWidget

from attendance.commands.certificates import (
    decide_certificates,
    issue_certificates,
    mark_received,
    set_certificate_rule,
)
from attendance.domain.certificates import Rule
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience, Stamp
from attendance.language import LANGUAGES
from attendance.reports.certificates import Judged
from attendance.reports.pages.certificates import SIZE, Face, draw_pages, drawing
from attendance.ui.ask import Ask, Asked, Asking
from attendance.ui.certificate_loading import Standing, faces_for, standing
from attendance.ui.desk import Desk
from attendance.ui.dialogs.certificate_form import CertificateForm
from attendance.ui.dialogs.certificates_model import ALL, GRANTED, WITHHELD, CertificatesModel
from attendance.ui.dialogs.done_page import DonePage
from attendance.ui.dialogs.file_choice import choose_file, remember_folder
from attendance.ui.dialogs.plain_table import PlainTable, on_surface
from attendance.ui.dialogs.step_dialog import StepDialog
from attendance.ui.fields import Line
from attendance.ui.parts import Segments, button, hairline, lay
from attendance.ui.printing import Paper, Printing, itself, printers
from attendance.ui.settings import BADGE_LANGUAGE
from attendance.ui.sheet_preview import SheetPreview
from attendance.ui.status_bar import WHOLE_NAMES

PAGES = "attendance.reports.pages.certificates:write_certificates_file"
SHEET = "attendance.reports.catalogue:write_report_file"
JUDGE, LOOK, DONE = 0, 1, 2
ROW = 36


class CertificatesDialog(StepDialog):
    """The rule and the people, the pages, the file."""

    def __init__(self, desk: Desk, event: UUID, printing: Printing, parent: QWidget | None = None) -> None:
        texts = desk.texts
        steps = (texts("Rule and people"), texts("Pages"), texts("Done"))
        super().__init__(desk, texts("Certificates"), steps, parent)
        self._event, self._printing = event, printing
        self._standing: Standing | None = None
        self._faces: list[Face] = []
        self._only: tuple[UUID, ...] | None = None
        self._file = ""
        self.form = CertificateForm(desk)
        self.model = CertificatesModel(desk, self)
        self.table = PlainTable(self.model, ROW, texts("Who gets a certificate"))
        self.preview = SheetPreview(desk)
        self.asking = Asking(desk, self)
        self._judge, self._look = self._build_judge(), self._build_look()
        self._done = DonePage(
            desk,
            (
                (texts("Open file"), "reports", self._open_file),
                (texts("Open folder"), "folder", self._open_folder),
                (texts("Back to the list"), "", self.start),
            ),
        )
        for one in (self._judge, self._look, self._done):
            self.add_page(one)
        self.form.edited.connect(self._set_rule)
        self.table.selectionModel().selectionChanged.connect(self._tell)
        self.primary.clicked.connect(self._primary)
        self.back.clicked.connect(self._back)
        desk.work.changed.connect(self._read)
        desk.work.aside(self, printers, then=self._show_printers)
        self.start()

    def _build_judge(self) -> QWidget:
        texts, theme = self.desk.texts, self.desk.theme
        made = QWidget()
        row = lay(QHBoxLayout(made))
        row.addWidget(self.form)
        row.addWidget(hairline(vertical=True))
        right = lay(QVBoxLayout(), spacing=0)
        self.which = Segments(
            ((ALL, texts("All")), (GRANTED, texts("Get one")), (WITHHELD, texts("Get none"))), texts("Show")
        )
        self.which.chosen.connect(self._narrow)
        self.issue = button(theme, texts("Give numbers"), "tick", pressed=self._issue)
        self.grant = button(theme, texts("Grant…"), pressed=partial(self._decide, True))
        self.withhold = button(theme, texts("Withhold…"), pressed=partial(self._decide, False))
        self.leave = button(theme, texts("By the rule"), pressed=self._leave_to_rule)
        self.received = button(theme, texts("Received"), pressed=self._received)
        top = lay(QHBoxLayout(), margins=(16, 12, 16, 4), spacing=8)
        top.addWidget(self.which)
        top.addStretch()
        top.addWidget(self.issue)
        below = lay(QHBoxLayout(), margins=(16, 4, 16, 8), spacing=8)
        for part in (self.grant, self.withhold, self.leave, self.received):
            below.addWidget(part)
        below.addStretch()
        right.addLayout(top)
        right.addLayout(below)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.set_widths([round(width * theme.text_size) for width in (150, 92, 190, 116, 106)])
        right.addWidget(on_surface(self.table), 1)
        row.addLayout(right, 1)
        return made

    def _build_look(self) -> QWidget:
        made = QWidget()
        column = lay(QVBoxLayout(made), margins=(24, 16, 24, 12), spacing=12)
        self.language = Segments(
            [(code, WHOLE_NAMES[code]) for code in LANGUAGES], self.desk.texts("Language")
        )
        self.language.choose(self.desk.settings.get(BADGE_LANGUAGE) or self.desk.texts.language)
        self.language.chosen.connect(self._load_faces)
        self.print = button(self.desk.theme, self.desk.texts("Print…"), "print", pressed=self._print)
        self.print.setEnabled(False)
        top = lay(QHBoxLayout(), spacing=8)
        top.addWidget(self.language)
        top.addStretch()
        top.addWidget(self.print)
        column.addLayout(top)
        column.addWidget(self.preview, 1)
        return made

    # -- the rule and the people -----------------------------------------------------------------------

    @Slot()
    def start(self) -> None:
        """Show the list."""
        texts = self.desk.texts
        self.go(self._judge, JUDGE, texts("See the pages"), back=True)
        self._name_back(texts("Save as workbook…"))
        self._tell()
        self._read()

    def _name_back(self, text: str) -> None:
        self.back.setText(text)
        self.back.setAccessibleName(text)

    @Slot()
    def _read(self, *_: Any) -> None:
        desk = self.desk
        desk.work.read(
            self, standing, self._event, desk.texts.language, desk.stamp().at, then=self._show,
            failed=self.tell_error, only_newest=True,
        )  # fmt: skip

    def _show(self, found: Standing) -> None:
        self._standing = found
        self.form.show_rule(found.found.rule, found.sessions, unreadable=found.found.unreadable)
        chosen = {line.person.id for line in self.chosen()}
        self.model.show(found.found)
        self._choose_again(chosen)
        self._tell()

    def _choose_again(self, people: set[UUID]) -> None:
        """Who was selected before the list was read anew still is."""
        selection = self.table.selectionModel()
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in range(self.model.rowCount()):
            line = self.model.line(row)
            if line is not None and line.person.id in people:
                selection.select(self.model.index(row, 0), flags)

    def chosen(self) -> list[Judged]:
        """The people of the selected rows."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [line for row in rows if (line := self.model.line(row)) is not None]

    @Slot()
    def _tell(self, *_: Any) -> None:
        """What can be done, and the numbers at the foot."""
        if self._standing is None or self.page is not self._judge:
            return
        texts, found = self.desk.texts, self._standing.found
        chosen, without = self.chosen(), self._without_number()
        for part in (self.grant, self.withhold):
            part.setEnabled(bool(chosen))
        decided = [one for one in chosen if one.issued is not None and one.issued.granted is not None]
        self.leave.setEnabled(bool(decided))
        self.received.setEnabled(bool(chosen) and all(one.issued and one.issued.number for one in chosen))
        self.issue.setEnabled(bool(without))
        self.primary.setEnabled(bool(found.granted))
        told = texts.plural(
            "{given} of {n} person gets a certificate.",
            "{given} of {n} people get a certificate.",
            len(found.lines),
            given=texts.number(len(found.granted)),
        )
        if without:
            told += " " + texts.plural("{n} has no number yet.", "{n} have no number yet.", len(without))
        if found.to_come:
            told += " " + texts.plural(
                "{n} event session is still to come: results may change.",
                "{n} event sessions are still to come: results may change.",
                found.to_come,
            )
        self.hint.setText(told)

    def _without_number(self) -> list[UUID]:
        """Who gets one and has no number, of those selected where there are any, in the order of the list."""
        assert self._standing is not None
        among = self.chosen() or self._standing.found.lines
        return [one.person.id for one in among if one.granted and not (one.issued and one.issued.number)]

    @Slot(object)
    def _narrow(self, which: str) -> None:
        self.model.narrow(which)
        self._tell()

    @Slot(object)
    def _set_rule(self, rule: Rule) -> None:
        self.forget_error()
        self._write(set_certificate_rule, rule, then=self._rule_set, failed=self._rule_refused)

    def _rule_set(self, action: UUID | None) -> None:
        if action is not None:
            self.desk.say(self.desk.texts("The rule for certificates is changed."), action)

    def _rule_refused(self, error: Exception) -> None:
        if isinstance(error, Refused) and error.code in ("certificate_share", "certificate_prefix"):
            if self._standing is not None:
                self.form.show_rule(self._standing.found.rule, self._standing.sessions)
            self.form.complain(error)
        else:
            self.tell_error(error)

    @Slot()
    def _issue(self) -> None:
        self._write(issue_certificates, self._without_number(), date.today().isoformat(), then=self._issued)

    def _issued(self, done: Any) -> None:
        texts = self.desk.texts
        said = texts.plural(
            "{n} certificate has its number.", "{n} certificates have their number.", done.rows
        )
        self.desk.say(said, done.action)

    @Slot()
    def _decide(self, granted: bool) -> None:
        texts, people = self.desk.texts, [one.person.id for one in self.chosen()]
        title = texts("Grant whatever the rule says") if granted else texts("Withhold whatever the rule says")
        about = texts.plural("{n} person selected.", "{n} people selected.", len(people))
        act = texts("Grant") if granted else texts("Withhold")
        ask = Ask(self.desk, title, about, act, (Asked("reason", texts("Reason"), Line()),), self)
        self.asking.open(ask, partial(_decided, self._event, people, granted), partial(_said_of, self.desk))
        ask.open_over(self)

    @Slot()
    def _leave_to_rule(self) -> None:
        people = [one.person.id for one in self.chosen()]
        self._write(decide_certificates, people, None, then=partial(_say, self.desk))

    @Slot()
    def _received(self) -> None:
        """Everybody selected has theirs; where all had it already, none."""
        chosen = self.chosen()
        wanted = [one for one in chosen if one.issued and not one.issued.received_on]
        day = date.today().isoformat() if wanted else None
        people = [one.person.id for one in wanted or chosen]
        self._write(mark_received, people, day, then=partial(_say, self.desk))

    def _write(self, verb: Any, *args: Any, then: Any, failed: Any = None) -> None:
        desk = self.desk
        desk.work.write(
            self, verb, desk.stamp(), self._event, *args, then=then, failed=failed or self.tell_error
        )

    # -- the pages -------------------------------------------------------------------------------------

    @Slot()
    def _primary(self) -> None:
        if self.page is self._judge:
            granted = [one.person.id for one in self.chosen() if one.granted]
            self._only = tuple(granted) or None
            self.go(self._look, LOOK, self.desk.texts("Save as PDF…"), back=True)
            self._name_back(self.desk.texts("Back"))
            self._load_faces()
        else:
            self._ask_where(self.desk.texts("PDF files"), "certificates.pdf", self._save_pages)

    @Slot()
    def _back(self) -> None:
        if self.page is self._judge:
            self._ask_where(self.desk.texts("Workbooks"), "certificates.xlsx", self._save_sheet)
        else:
            self.start()

    @Slot()
    def _load_faces(self, *_: Any) -> None:
        desk = self.desk
        desk.settings.put(BADGE_LANGUAGE, self.language.value)
        desk.work.read(
            self, faces_for, self._event, self.language.value, desk.stamp().at, self._only,
            then=self._show_faces, failed=self.tell_error, only_newest=True,
        )  # fmt: skip

    def _show_faces(self, found: list[Face]) -> None:
        self._faces = found
        nobody = self.desk.texts("There is nothing to print here.")
        page = partial(drawing, found) if found else None
        self.preview.show_pages(page, SIZE, len(found), nobody)
        self.hint.setText(self.desk.texts.plural("{n} page", "{n} pages", len(found)))
        self.primary.setEnabled(bool(found))

    def _show_printers(self, found: tuple[list[str], str]) -> None:
        self.print.setEnabled(bool(found[0]))
        self.print.setToolTip("" if found[0] else self.desk.texts("No printer is set up here"))

    @Slot()
    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self.send, partial(itself, printer)))
        dialog.open()

    def send(self, device: Any) -> None:
        """Print the pages on what ``device`` makes."""
        self._printing.send(device, Paper(SIZE), partial(draw_pages, self._faces), self._printed)

    def _printed(self, problem: Refused | None) -> None:
        if problem is not None:
            self.tell_error(problem)
            return
        texts, count = self.desk.texts, len(self._faces)
        self.desk.say(texts.plural("{n} certificate printed.", "{n} certificates printed.", count))

    # -- files -----------------------------------------------------------------------------------------

    def _ask_where(self, kinds: str, name: str, save: Any) -> None:
        filters, title = f"{kinds} (*{Path(name).suffix})", self.desk.texts("Save the certificates as")
        choose_file(self.desk, self, title, filters, save, save_as=name)

    @Slot(str)
    def _save_pages(self, target: str) -> None:
        people = None if self._only is None else list(self._only)
        self._save(PAGES, target, self._event, people, self.language.value, target, self.desk.stamp().at)

    @Slot(str)
    def _save_sheet(self, target: str) -> None:
        language, at = self.desk.texts.language, self.desk.stamp().at
        self._save(
            SHEET, target, "certificates", self._event, None, language, Audience.INTERNAL, target, at, ".xlsx"
        )

    def _save(self, what: str, target: str, *args: Any) -> None:
        desk = self.desk
        remember_folder(desk, Path(target))
        job = desk.work.heavy(
            self, what, str(desk.work.database.path), *args, then=self._saved, failed=self.tell_error,
            title=desk.texts("Writing: {report}", report=desk.texts("Certificates")),
        )  # fmt: skip
        self.watch(job)

    def _saved(self, files: Sequence[str]) -> None:
        self.rest()
        self.show_saved(files[0])

    def show_saved(self, file: str) -> None:
        """The end with this file."""
        self._file = file
        self._done.tell(self.desk.texts("The certificates are saved."), [file])
        self.go(self._done, DONE)
        self._done.buttons[0].setFocus()

    @Slot()
    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._file))

    @Slot()
    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(Path(self._file).parent)))


def _decided(event: UUID, people: list[UUID], granted: bool, db: Any, stamp: Stamp, values: Any) -> Any:
    return decide_certificates(db, stamp, event, people, granted, values["reason"] or "")


def _said_of(desk: Desk, done: Any) -> tuple[str, UUID | None]:
    said = desk.texts.plural("{n} certificate changed.", "{n} certificates changed.", done.rows)
    return (said, done.action) if done.rows else ("", None)


def _say(desk: Desk, done: Any) -> None:
    said, action = _said_of(desk, done)
    if said:
        desk.say(said, action)
