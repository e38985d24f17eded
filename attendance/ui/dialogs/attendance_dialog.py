"""Brings attendance in: a grid of marks, or a list of arrivals and departures."""

from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from attendance.commands.taking import Taken, take_attendance
from attendance.imports.attendance_answers import Options, TakingPreview
from attendance.imports.attendance_importing import PREPARE, notes, why
from attendance.language.marks import N_
from attendance.queries.programme import Presenter, presenters
from attendance.ui.desk import Desk
from attendance.ui.dialogs.strangers_page import StrangersPage
from attendance.ui.dialogs.taking_dialog import TakingDialog
from attendance.ui.dialogs.taking_page import Shown, TakingPage
from attendance.ui.dialogs.targets_page import TargetsPage
from attendance.ui.parts import lay

SESSIONS, PEOPLE, PREVIEW = 1, 2, 3
VERDICTS = {
    "added": (N_("Entered"), "green"),
    "unchanged": (N_("Recorded already"), "muted"),
    "absent": (N_("Absent"), "muted"),
    "contradiction": (N_("Contradiction"), "amber"),
    "skipped": (N_("Left out"), "red"),
    "unknown": (N_("Unknown person"), "amber"),
}
TITLES = (N_("Row"), N_("Result"), N_("Name"), N_("Session"), N_("Mark"), N_("Why"))
WIDTHS = (64, 152, 180, 150, 84)


class AttendanceDialog(TakingDialog):
    """One file at a time, for one event."""

    patterns = "*.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.txt *.docx *.htm *.html"

    def __init__(
        self, desk: Desk, event: UUID, file: Path | None = None, parent: QWidget | None = None
    ) -> None:
        texts = desk.texts
        steps = (texts("File"), texts("Sessions"), texts("People"), texts("Preview"), texts("Done"))
        self._seen = self._asked = False
        self.replace = QCheckBox()
        super().__init__(desk, event, texts("Import attendance"), steps, parent)
        self.targets = TargetsPage(desk)
        self.targets.reread.connect(self._reread)
        self.people_page = StrangersPage(desk, event)
        self.people_page.changed.connect(self._tell_open)
        decisions = QWidget()
        row = lay(QHBoxLayout(decisions), margins=(24, 6, 24, 2), spacing=12)
        row.addWidget(self.replace)
        row.addStretch()
        self.replace.clicked.connect(self._decided)
        verdicts = {key: (texts(word), tone) for key, (word, tone) in VERDICTS.items()}
        self.rows = TakingPage(desk, [texts(title) for title in TITLES], WIDTHS, verdicts, decisions)
        for page in (self.targets, self.people_page, self.rows):
            self.add_page(page)
        desk.work.read(self, presenters, event, then=self._offer)
        if file is not None:
            self.look_at(file)

    def _offer(self, groups: list[Presenter]) -> None:
        self.people_page.offer(groups)

    def kinds(self) -> str:
        return self.desk.texts("A grid of marks, or a list of arrivals: XLSX, XLS, ODS, CSV, TSV, DOCX.")

    def begin(self) -> None:
        self.preview, self._seen, self._asked = None, False, False
        self.replace.setChecked(False)
        self.people_page.start()
        self.targets.start()

    def prepare(self) -> None:
        options = Options(
            targets=self.targets.chosen(), replace=self.replace.isChecked(),
            day_first=self.targets.day_first, people=self.people_page.decided,
        )  # fmt: skip
        self.ask_worker(PREPARE, self.desk.stamp().at, options, then=self._prepared)

    def _prepared(self, preview: TakingPreview) -> None:
        self.rest()
        self.preview = preview
        if not self._seen:
            self._seen = True
            self.targets.show_targets(preview)
            if self.page is self.targets or any(target.why for target in preview.targets):
                self._show_targets()
                return
        if preview.strangers and not self._asked:
            self._show_people(preview)
        else:
            self._show_preview(preview)

    def _show_people(self, preview: TakingPreview) -> None:
        self._asked = False
        self.people_page.show_strangers(preview)
        self.go(self.people_page, PEOPLE, self.desk.texts("Preview"), back=True)
        self._tell_open()
        self.people_page.table.setFocus()

    @Slot()
    def _tell_open(self) -> None:
        n = self.people_page.open_ones
        texts = self.desk.texts
        said = texts.plural(
            "{n} person is not decided and is left out.", "{n} people are not decided and are left out.", n
        )
        self.hint.setText(said if n else "")

    def _show_targets(self) -> None:
        self._asked = False
        self.go(self.targets, SESSIONS, self.desk.texts("Preview"), back=True)
        self.targets.take_focus()

    def _show_preview(self, preview: TakingPreview) -> None:
        texts, zone = self.desk.texts, self.desk.event.zone
        lines = [
            Shown(
                row.verdict,
                (str(row.number), row.name, row.session, row.said.replace("\n", " "), why(texts, row, zone)),
            )
            for row in preview.rows
        ]
        self.rows.show_lines(lines, notes(texts, preview))
        self.replace.setText(texts("Replace what earlier files said ({n})", n=preview.earlier))
        self.replace.setVisible(preview.earlier > 0)
        self.go(self.rows, PREVIEW, texts("Import"), back=True)
        writes = bool(preview.entries or preview.people)
        self.primary.setEnabled(writes)
        if not writes:
            ahead = texts("What this file brings is still to come.")
            self.hint.setText(ahead if preview.ahead else texts("Nothing in this file is new."))
        (self.primary if writes else self.back).setFocus()

    @Slot()
    def _reread(self) -> None:
        self._seen = False
        self.prepare()

    @Slot()
    def _decided(self, *_: Any) -> None:
        self.prepare()

    @Slot()
    def onward(self) -> None:
        if self.page is self.outcome:
            self.show_it()
        elif self.page in (self.targets, self.people_page):
            self._asked = self.page is self.people_page
            self.prepare()
        else:
            shown = self.preview
            verb = partial(take_attendance, people=shown.people, sessions=shown.new_sessions, file=shown.file)
            self.write(verb, shown.entries)

    @Slot()
    def backward(self) -> None:
        self.forget_error()
        if self.page is self.rows and self.preview.strangers:
            self._show_people(self.preview)
        elif self.page in (self.rows, self.people_page):
            self._show_targets()
        else:
            self._ask_file()

    def told(self, taken: Taken) -> tuple[str, list[str]]:
        texts = self.desk.texts
        sentence = texts.plural(
            "{n} entry, exit or excuse was taken from {name}.",
            "{n} entries, exits and excuses were taken from {name}.",
            taken.facts,
            name=self.file.name,
        )
        counts = (
            (N_("New people: {n}"), taken.people),
            (N_("New event sessions: {n}"), taken.sessions),
            (N_("Recorded meanwhile, and left as it is: {n}"), taken.overtaken),
        )
        return sentence, [" · ".join(texts(word, n=texts.number(n)) for word, n in counts if n)]
