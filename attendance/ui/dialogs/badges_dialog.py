"""Prints badges: whose, how large, as they will look; onto a printer or into a PDF."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QHBoxLayout, QWidget

from attendance.commands.badge_codes import Spares, make_spares
from attendance.domain.errors import Refused
from attendance.language import texts_for
from attendance.language.sentences import sentence
from attendance.queries.badges import PrintLine, print_log
from attendance.reports.pages.badge_sheets import Layout, draw_sheet, draw_test_page
from attendance.reports.pages.badges import Face
from attendance.reports.pages.canvas import ACCENT, Canvas
from attendance.ui.badge_choice import SPARES, Whose
from attendance.ui.badge_loading import Loaded, counts, keep_layout, load
from attendance.ui.desk import Desk
from attendance.ui.dialogs.badges_form import ASK, BadgesForm
from attendance.ui.dialogs.done_page import DonePage
from attendance.ui.dialogs.file_choice import choose_file, remember_folder
from attendance.ui.dialogs.step_dialog import StepDialog
from attendance.ui.parts import hairline, lay
from attendance.ui.printing import Device, OnePage, Printing, itself, printers
from attendance.ui.settings import BADGE_LANGUAGE, BADGE_PRINTER
from attendance.ui.sheet_preview import SheetPreview
from attendance.ui.work import DELEGATES

WRITE = "attendance.reports.pages.badge_sheets:write_badges_file"
CHOOSE, DONE = 0, 1
SAMPLE_CODE = "359255611721"


class BadgesDialog(StepDialog):
    """Choose, then printed or saved."""

    def __init__(
        self, desk: Desk, event: UUID, printing: Printing, whose: Whose, parent: QWidget | None = None
    ) -> None:
        texts = desk.texts
        super().__init__(desk, texts("Print badges"), (texts("Choose"), texts("Done")), parent)
        self._event, self._printing = event, printing
        self._loaded: Loaded | None = None
        self._layout: Layout | None = None
        self._saved: Loaded | None = None
        self._file = ""
        self.form = BadgesForm(desk, whose)
        self.preview = SheetPreview(desk)
        self._choose = self._build_choose()
        self._done = DonePage(
            desk,
            (
                (texts("Open file"), "reports", self._open_file),
                (texts("They are printed"), "tick", self._count),
                (texts("Print more"), "", self._start),
            ),
        )
        for one in (self._choose, self._done):
            self.add_page(one)
        self.form.changed.connect(self._answers_changed)
        self.form.spares_wanted.connect(self._make_spares)
        self.form.test_wanted.connect(self._print_test)
        self.primary.clicked.connect(self._print)
        self.back.clicked.connect(self._ask_where)
        desk.work.aside(self, printers, then=self._show_printers)
        self._start()

    def _build_choose(self) -> QWidget:
        made = QWidget()
        row = lay(QHBoxLayout(made), margins=(24, 20, 24, 12), spacing=24)
        row.addWidget(self.form, 9)
        row.addWidget(hairline(vertical=True))
        row.addWidget(self.preview, 12)
        return made

    # -- choosing --------------------------------------------------------------------------------------

    @Slot()
    def _start(self) -> None:
        texts = self.desk.texts
        self.go(self._choose, CHOOSE, texts("Print…"), back=True)
        self.back.setText(texts("Save as PDF…"))
        self.back.setAccessibleName(self.back.text())
        self.form.whose_box.setFocus()
        self.desk.work.read(self, counts, self._event, then=self.form.show_counts)
        self._answers_changed()

    def _show_printers(self, found: tuple[list[str], str]) -> None:
        self.form.show_printers(*found)
        self._tell()

    @Slot()
    def _answers_changed(self) -> None:
        self.forget_error()
        keep_layout(self.desk.settings, self.form.layout_wanted)
        self.desk.settings.put(BADGE_LANGUAGE, self.form.language)
        self.desk.work.read(
            self, load, self._event, self.form.whose, self.form.language, then=self._show, only_newest=True
        )

    def _show(self, loaded: Loaded) -> None:
        self._loaded, self._layout = loaded, self.form.layout_wanted
        texts, count = self.desk.texts, len(loaded.faces)
        page = partial(_sheet, self._layout, loaded.faces)
        spare = self.form.whose.kind == SPARES
        nobody = texts("Make some spare badges first.") if spare else texts("There is nothing to print here.")
        self.preview.show_pages(page if count else None, self._layout.size, self._layout.pages(count), nobody)
        self.form.show_before("")
        one = loaded.sent[0].delegate if count == 1 else None
        if one is not None:
            self.desk.work.read(self, print_log, one, then=self._show_before, only_newest=True)
        self._tell()

    def _show_before(self, lines: list[PrintLine]) -> None:
        """When and where this badge was printed or tried last, in case somebody did it already."""
        if not lines or self.desk.event is None:
            return
        texts, last = self.desk.texts, lines[0]
        when = texts.date_time(last.at, self.desk.event.zone)
        if last.problem is None:
            said = texts(
                "Printed {when}, {desk}, {operator}.", when=when, desk=last.desk, operator=last.operator
            )
        else:
            problem = sentence(texts, Refused(last.problem, printer=""))
            tried = texts("Not printed {when}, {desk}.", when=when, desk=last.desk)
            said = f"{tried} {problem}"
        out = sum(line.problem is None for line in lines[1:])
        more = texts.plural("{n} time before that.", "{n} times before that.", out)
        self.form.show_before(f"{said} {more}" if out else said)

    def _tell(self) -> None:
        """What will come out, and which buttons make sense."""
        texts, loaded, layout = self.desk.texts, self._loaded, self._layout
        if loaded is None or layout is None or self.page is not self._choose:
            return
        count = len(loaded.faces)
        badges = texts.plural("{n} badge", "{n} badges", count)
        pages = texts.plural("{n} page", "{n} pages", layout.pages(count))
        self.hint.setText(f"{badges} · {pages}" if count else "")
        self.back.setEnabled(bool(count))
        self.primary.setEnabled(bool(count) and self.form.printer is not None)

    @Slot(int)
    def _make_spares(self, count: int) -> None:
        self.desk.work.write(
            self, make_spares, self.desk.stamp(), self._event, count, then=self._made,
            failed=self.tell_error, touches=frozenset({DELEGATES}),
        )  # fmt: skip

    def _made(self, spares: Spares) -> None:
        texts = self.desk.texts
        said = texts.plural("{n} spare badge made.", "{n} spare badges made.", len(spares.codes))
        self.desk.say(said, spares.action)
        self._start()

    # -- printing --------------------------------------------------------------------------------------

    @Slot()
    def _print(self) -> None:
        if self._loaded is not None and self._layout is not None:
            self._with_printer(partial(self._send, self._layout, self._loaded))

    @Slot()
    def _print_test(self) -> None:
        self._with_printer(partial(self._send_test, self.form.layout_wanted))

    def _with_printer(self, send: Any) -> None:
        """Give ``send`` what makes the printer, once that is known."""
        name = self.form.printer
        if name is None:
            return
        self.desk.settings.put(BADGE_PRINTER, name)
        if name != ASK:
            send(partial(self._printing.named, name))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(send, partial(itself, printer)))
        dialog.open()

    def _send(self, layout: Layout, loaded: Loaded, device: Device) -> None:
        self._printing.print_badges(device, layout, loaded)
        self._end(
            self.desk.texts.plural(
                "{n} badge is on its way to the printer.",
                "{n} badges are on their way to the printer.",
                len(loaded.faces),
            ),
            self.desk.texts("Each is noted in the print log. If one does not come out, the window says so."),
        )

    def _send_test(self, layout: Layout, device: Device) -> None:
        texts = texts_for(self.form.language)
        face = _sample(self._loaded, self.desk.texts("Test page"))
        self._printing.send(device, layout, OnePage(partial(_test, layout, texts, face)), self._tested)

    def _tested(self, problem: Refused | None) -> None:
        if problem is not None:
            self.tell_error(problem)
        else:
            self.desk.say(self.desk.texts("The test page is printed. Measure it, and scan its code."))

    def _end(self, said: str, line: str, *, file: bool = False) -> None:
        self._done.tell(said, [line])
        self._done.buttons[0].setVisible(file)
        self._done.buttons[1].setVisible(file)
        self.go(self._done, DONE)
        self._done.buttons[1 if file else 2].setFocus()

    # -- a file ----------------------------------------------------------------------------------------

    @Slot()
    def _ask_where(self) -> None:
        texts = self.desk.texts
        filters = texts("PDF files") + " (*.pdf)"
        choose_file(self.desk, self, texts("Save the badges as"), filters, self._write, save_as="badges.pdf")

    @Slot(str)
    def _write(self, target: str) -> None:
        if self._loaded is None or self._layout is None:
            return
        desk, layout, sent = self.desk, self._layout, self._loaded.sent
        remember_folder(desk, Path(target))
        self._saved = self._loaded
        people = [one.delegate for one in sent if one.delegate is not None]
        codes = [one.code for one in sent if one.delegate is None]
        job = desk.work.heavy(
            self, WRITE, str(desk.work.database.path), self._event, people, codes, layout.preset.value,
            layout.single, layout.both_sides, self.form.language, target, then=self._written,
            failed=self.tell_error, title=desk.texts("Writing: {report}", report=desk.texts("Badges")),
        )  # fmt: skip
        self.watch(job)

    def _written(self, file: str) -> None:
        self.rest()
        self.show_saved(file, len(self._saved.faces) if self._saved else 0)

    def show_saved(self, file: str, count: int) -> None:
        """The end with a file of so many badges."""
        self._file, texts = file, self.desk.texts
        said = texts.plural("{n} badge is saved as PDF.", "{n} badges are saved as PDF.", count)
        about = texts("Saved is not printed yet: when they have come out of a printer, say so here.")
        self._end(said, f"{file}\n{about}", file=True)

    @Slot()
    def _open_file(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._file))

    @Slot()
    def _count(self) -> None:
        """What was saved has been printed by other means."""
        if self._saved is not None:
            self._printing.note(self._event, self._saved.sent, None)
            self._saved = None
            self._done.buttons[1].hide()


def _sheet(layout: Layout, faces: list[Face], number: int) -> Any:
    """What draws one page of badges; every second page is a back where both sides are printed."""
    sheet, back = divmod(number, 2) if layout.both_sides else (number, 0)
    first = sheet * layout.sheet.count
    return partial(_draw_sheet, layout, faces[first : first + layout.sheet.count], bool(back))


def _draw_sheet(layout: Layout, faces: list[Face], back: bool, canvas: Canvas) -> None:
    draw_sheet(canvas, layout, faces, back=back)


def _test(layout: Layout, texts: Any, face: Face, canvas: Canvas) -> None:
    draw_test_page(canvas, layout, texts, face)


def _sample(loaded: Loaded | None, category: str) -> Face:
    """A badge of nobody, under the head of the event where that is known."""
    event, when = (loaded.faces[0].event, loaded.faces[0].when) if loaded and loaded.faces else ("", "")
    return Face(
        event, when, ACCENT, category, SAMPLE_CODE, names=("Given", "FAMILY"), second="ຊື່ ນາມສະກຸນ", number="57"
    )
