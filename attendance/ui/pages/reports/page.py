"""Reports: chosen by what is needed, shown as they will look, saved or printed."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from attendance.commands.list_issues import issue_list
from attendance.queries.delegations import delegations as delegation_listing
from attendance.queries.listing import EVERYTHING, ids, page
from attendance.reports.offered import BUNDLES, REPORTS
from attendance.ui.badge_choice import Whose
from attendance.ui.desk import Desk
from attendance.ui.dialogs.file_choice import choose_file, remember_folder
from attendance.ui.error_bar import ErrorBar, told
from attendance.ui.header import Header
from attendance.ui.job import Job
from attendance.ui.page import PageAction
from attendance.ui.pages.reports.answers import ZIP, Answers, form_name
from attendance.ui.pages.reports.checking import Checking
from attendance.ui.pages.reports.done import Done
from attendance.ui.pages.reports.latest import Latest
from attendance.ui.pages.reports.needs import BUNDLE, ELSEWHERE, REPORT, Need, NeedsList
from attendance.ui.pages.reports.paper import ReportPaper
from attendance.ui.pages.reports.sending import PrinterMenu, Saved, noted
from attendance.ui.parts import button, hairline, lay
from attendance.ui.work import DELEGATES, DELEGATIONS, EVENTS, PRESENCE, PROGRAMME

PICTURES = "attendance.reports.pages.preview:pictures"
HAND_OVER = "attendance.reports.handing_over:hand_over"
KEPT, MOST_KEPT = "reports_chosen", 20
"""The setting with what was last answered for an event, and for how many events."""

SOON, QUIET = 250, 2_000
"""Milliseconds until the preview follows an answer, and a change of the file."""

ANSWERS_WIDTH = 276, 348
"""The least, and the most: a small screen has to show the paper, too."""


def _delegations(db: Any, event: UUID) -> list[tuple[Any, ...]]:
    """Number, code, name and official name of every delegation, in list order."""
    listing = delegation_listing(event)
    return page(db, listing, ids(db, listing, EVERYTHING), ("code", "name", "name_official"))


def _images(pages: Sequence[bytes]) -> list[QImage]:
    return [QImage.fromData(one) for one in pages]


class ReportsPage(QWidget):
    """What is needed at the left, how in the middle, how it will look at the right.

    Attributes:
        print_wanted: pages are to be printed: the name of a printer, and the pages as pictures.
    """

    key = "reports"
    touched_by = frozenset({EVENTS, PROGRAMME, DELEGATIONS, DELEGATES, PRESENCE})
    print_wanted = Signal(str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setObjectName("page")
        self._desk, texts = desk, desk.texts
        self._drawing = Latest(self, gives_way_to=desk.work)
        self._drawing.free.connect(self._draw_later)
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._draw)
        header = Header(desk, texts("Reports"))
        self.print = PrinterMenu(desk, texts("Print…"))
        self.print.chosen.connect(self._print)
        self.save = button(desk.theme, texts("Save…"), "export", "primary", self._ask_where)
        header.add(self.print)
        header.add_primary(self.save)
        self._errors = ErrorBar(desk.theme, texts)
        self.needs = NeedsList(desk.theme, texts)
        self.answers = Answers(desk)
        self._checking = Checking(desk, self.answers.form)
        self.paper = ReportPaper(desk)
        column = lay(QVBoxLayout(self))
        column.addWidget(header)
        column.addWidget(self._errors)
        row = lay(QHBoxLayout(), margins=(0, 0, 24, 12), spacing=16)
        row.addWidget(self.needs)
        self._line = hairline(vertical=True)
        row.addWidget(self._line)
        least, most = (round(width * (1 + desk.theme.text_size) / 2) for width in ANSWERS_WIDTH)
        self.answers.setMinimumWidth(least)
        self.answers.setMaximumWidth(most)
        row.addWidget(self.answers, 2)
        right = lay(QVBoxLayout(), spacing=8)
        self.done = Done(desk)
        right.addWidget(self.done)
        right.addWidget(self.paper, 1)
        row.addLayout(right, 1)
        column.addLayout(row, 1)
        self.needs.chosen.connect(self._choose)
        self.answers.changed.connect(self._answered)
        self.paper.wide_wanted.connect(self.turn_wide)
        self.paper.more_wanted.connect(self._draw_more)
        self.answers.open_wanted.connect(self._open)
        desk.event_changed.connect(self._another)
        self._another()

    # -- what is shown ---------------------------------------------------------------------------------

    @Slot()
    def _another(self) -> None:
        """Another event: begin with what was last answered for it."""
        event = self._desk.event
        kept = self._kept()
        if event is None or not self.needs.choose(kept.get("kind", ""), kept.get("name", "")):
            self._choose(self.needs.need)
        self.refresh(frozenset())

    def _kept(self) -> dict[str, Any]:
        event = self._desk.event
        found = (self._desk.settings.get(KEPT) or {}).get(str(event.id)) if event else None
        return found if isinstance(found, dict) else {}

    def refresh(self, touched: frozenset[str]) -> None:
        """Read again what the change can have moved."""
        desk = self._desk
        if desk.event is None:
            self._draw()
            return
        desk.work.read(self, _delegations, desk.event.id, then=self._show_delegations, only_newest=True)
        self._checking.wanted = True
        if not self.paper.reads_on:  # or every check-in would throw the reader back to the first pages
            self._soon.start(QUIET if touched and self.paper.pages else SOON)

    def _show_delegations(self, rows: list[tuple[Any, ...]]) -> None:
        desk = self._desk
        self.answers.form.show_delegations(
            [(code, f"{code}  {desk.pick(name, official)}") for _, code, name, official in rows]
        )

    @Slot(object)
    def _choose(self, need: Need) -> None:
        kept = self._kept()
        own = (kept.get("answers") or {}).get(f"{need.kind}/{need.name}") or {}
        self.done.hide()
        self._errors.hide()
        self._drawing.stop()
        self.paper.begin_again()
        self.answers.show_need(need, own)
        for part in (self.save, self.print):
            part.setVisible(need.kind != ELSEWHERE)
        self._remember()
        self._soon.start(SOON)

    @Slot()
    def _answered(self) -> None:
        self.done.hide()
        self._remember()
        self._soon.start(SOON)

    def _remember(self) -> None:
        """The answers of every need, for this event; the events used last are kept."""
        event, need = self._desk.event, self.needs.need
        if event is None or need.kind == ELSEWHERE:
            return
        every = dict(self._desk.settings.get(KEPT) or {})
        mine = dict(every.pop(str(event.id), {}))
        answers = {**(mine.get("answers") or {}), f"{need.kind}/{need.name}": self.answers.answers()}
        every[str(event.id)] = {"kind": need.kind, "name": need.name, "answers": answers}
        self._desk.settings.put(KEPT, dict(list(every.items())[-MOST_KEPT:]))

    @Slot()
    def turn_wide(self) -> None:
        """The preview alone, so that it can be read, or beside the questions again."""
        shown = self.answers.isVisibleTo(self)
        for part in (self.needs, self._line, self.answers):
            part.setVisible(not shown)

    # -- how it will look ------------------------------------------------------------------------------

    def _shown(self) -> tuple[str, str, dict[str, str]]:
        """The report whose preview is wanted: of a set its first that can be shown; its form, its choices."""
        need = self.needs.need
        if need.kind == REPORT:
            return need.name, self.answers.form_chosen, self.answers.choices
        name, form = next(
            (part for part in BUNDLES[need.name].parts if part[1] != ".zip"), BUNDLES[need.name].parts[0]
        )
        return name, form, {}

    @Slot()
    def _draw(self) -> None:
        desk, texts = self._desk, self._desk.texts
        self._drawing.stop()
        self._checking.look()
        if desk.event is None:
            self.paper.say(texts("Open an event first."))
        elif self.needs.need.kind == ELSEWHERE:
            self.paper.say("")
        else:
            if not self.paper.pages:
                self.paper.say(texts("Drawing the preview…"))
            self._drawing.hold(self._pictures(printed=False, then=self._drawn, failed=self._not_drawn))

    @Slot()
    def _draw_later(self) -> None:
        self._soon.start(QUIET)

    @Slot()
    def _draw_more(self) -> None:
        if not self._drawing.busy and not self._soon.isActive():
            first = self.paper.pages
            self._drawing.hold(
                self._pictures(printed=False, first=first, then=self._drawn_more, failed=self._no_more)
            )

    def _pictures(self, *, printed: bool, then: Any, failed: Any, first: int = 0) -> Job:
        desk, form = self._desk, self.answers.form
        name, extension, choices = self._shown()
        title = desk.texts("Preparing to print") if printed else desk.texts("Drawing the preview")
        return desk.work.heavy(
            self, PICTURES, str(desk.work.database.path), name, desk.event.id, self._codes(name),
            form.language, form.audience, desk.stamp().at, extension, choices, printed, first,
            then=then, failed=failed, title=title,
        )  # fmt: skip

    def _codes(self, report: str) -> tuple[str, ...] | None:
        """The delegations that are drawn: of a report for each of them, one."""
        form = self.answers.form
        if not REPORTS[report].per_delegation:
            return form.codes or None
        return (form.codes or tuple(code for code, _ in form.known))[:1] or None

    def _drawn(self, pictured: Any) -> None:
        self.paper.show_pages(
            _images(pictured.pages), more=pictured.more, part=pictured.part, total=pictured.total
        )
        if not pictured.pages:
            self.paper.say(self._desk.texts("There is nothing to show for this choice."))

    def _drawn_more(self, pictured: Any) -> None:
        self.paper.add_pages(_images(pictured.pages), more=pictured.more)

    def _no_more(self, error: Exception) -> None:
        self.paper.show_again()
        self._not_saved(error)

    def _not_drawn(self, error: Exception) -> None:
        if getattr(error, "code", "") != "stopped":
            self.paper.say(told(self._desk.texts, error))

    # -- save ------------------------------------------------------------------------------------------

    @Slot()
    def _ask_where(self) -> None:
        desk, texts, need = self._desk, self._desk.texts, self.needs.need
        if desk.event is None:
            return
        if need.kind == ELSEWHERE:  # the page's one main button leads there
            self._open()
            return
        codes = self.answers.form.codes
        if need.kind == BUNDLE and self.answers.form_chosen != ZIP:
            choose_file(desk, self, texts("Folder for the reports"), "", self._save_into, folder=True)
            return
        if need.kind == REPORT and REPORTS[need.name].per_delegation and len(codes) != 1:
            choose_file(desk, self, texts("Folder for the reports"), "", self._save, folder=True)
            return
        form = ".zip" if need.kind == BUNDLE else self.answers.form_chosen
        code = "".join(one for one in codes[0] if one.isascii() and one.isalnum()) if len(codes) == 1 else ""
        name = f"{need.name}-{code}{form}" if code else f"{need.name}{form}"
        kinds = f"{form_name(texts, form)} (*{form})"
        choose_file(desk, self, texts("Save the report as"), kinds, self._save, save_as=name)

    @Slot(str)
    def _save_into(self, folder: str) -> None:
        """A set gets a folder of its own in the chosen one."""
        self._save(str(Path(folder) / self.needs.need.name))

    @Slot(str)
    def _save(self, target: str) -> None:
        desk, need, form = self._desk, self.needs.need, self.answers.form
        if desk.event is None:
            return
        remember_folder(desk, Path(target))
        self._errors.hide()
        if need.kind == BUNDLE:
            parts = [(name, extension, {}) for name, extension in BUNDLES[need.name].parts]
        else:
            parts = [(need.name, self.answers.form_chosen, self.answers.choices)]
        about = self._about(desk.event.id)
        zipped = need.kind == BUNDLE and self.answers.form_chosen == ZIP
        desk.work.heavy(
            self, HAND_OVER, str(desk.work.database.path), parts, desk.event.id, form.codes or None,
            form.language, form.audience, target, zipped, desk.stamp().at,
            then=partial(self._saved, about), failed=self._not_saved,
            title=desk.texts("Writing: {report}", report=desk.texts(need.title)),
        )  # fmt: skip

    def _about(self, event: UUID) -> Saved:
        form = self.answers.form
        return Saved(self.needs.need.name, event, form.language, str(form.audience), form.codes or None)

    def _not_saved(self, error: Exception) -> None:
        if getattr(error, "code", "") != "stopped":
            self._errors.show_error(error)

    def _saved(self, about: Saved, handed: Any) -> None:
        """What was saved, which is not what the page shows by now, perhaps."""
        self.done.tell(handed.files, handed.missing)
        if handed.names:
            self._log(about, handed.names, handed.sha256)
        if handed.issued is not None:
            desk = self._desk
            desk.work.write(
                self, issue_list, desk.stamp(), about.event, *handed.issued,
                then=self._issued, failed=self._not_saved,
            )  # fmt: skip

    def _issued(self, issued: Any) -> None:
        texts = self._desk.texts
        self._desk.say(texts("The list is issued: the next one will mark what changed."), issued.action)

    def _log(self, saved: Saved, names: Sequence[str], sha256: Sequence[str]) -> None:
        desk = self._desk
        desk.work.write(self, noted, desk.stamp(), saved, names, sha256, touches=frozenset())

    # -- print -----------------------------------------------------------------------------------------

    @Slot(str)
    def _print(self, printer: str) -> None:
        desk, need = self._desk, self.needs.need
        if desk.event is None or need.kind == ELSEWHERE:
            return
        name, _, _ = self._shown()
        about = self._about(desk.event.id)._replace(report=name, delegations=self._codes(name))
        whole = need.kind == REPORT and about.delegations == (self.answers.form.codes or None)
        ready = partial(self._ready, printer, about, whole)
        self._pictures(printed=True, then=ready, failed=self._not_saved)

    def _ready(self, printer: str, about: Saved, whole: bool, pictured: Any) -> None:
        texts = self._desk.texts
        if pictured.more or not whole:
            self._desk.say(texts("Only the first pages are printed. Save the report to print all of it."))
        send = partial(self._send, printer, about)
        self._desk.work.aside(self, _images, pictured.pages, then=send, failed=self._not_saved)

    def _send(self, printer: str, about: Saved, images: Any) -> None:
        self.print_wanted.emit(printer, images)
        self._log(about, (), ())

    # -- what a page offers ----------------------------------------------------------------------------

    @Slot()
    def _open(self) -> None:
        if self.needs.need.name == "sheets":
            self._desk.go("sheets")
        elif self.needs.need.name == "badges":
            self._print_badges()
        else:
            self._desk.certificates_wanted.emit()

    @Slot()
    def _print_badges(self) -> None:
        self._desk.badges_wanted.emit(Whose())

    def actions(self) -> Sequence[PageAction]:
        """What can be done here."""
        texts = self._desk.texts
        return (
            PageAction(texts("Save the report…"), self._ask_where, "export", "Ctrl+Enter"),
            PageAction(texts("Print the report…"), self.print.ask, "print"),
            PageAction(texts("Larger preview"), self.turn_wide, "wide"),
            PageAction(texts("Print badges…"), self._print_badges, "badge"),
        )

    def show_target(self, target: Any) -> None:
        """Show the report of this name."""
        if target and not self.needs.choose(REPORT, str(target)):
            self.needs.choose(BUNDLE, str(target))

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        if not self.answers.isVisibleTo(self):
            self.turn_wide()
        self.needs.take_focus()
