"""Brings a programme in: a calendar, a conference schedule or a sheet."""

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from attendance.commands.programme_files import Taken, take_programme
from attendance.imports.programme_importing import PREPARE, leaving, when, why
from attendance.imports.programme_plan import Days, ProgrammePreview
from attendance.language.marks import N_
from attendance.ui.desk import Desk
from attendance.ui.dialogs.choice_box import ChoiceBox
from attendance.ui.dialogs.taking_dialog import TakingDialog
from attendance.ui.dialogs.taking_page import Shown, TakingPage
from attendance.ui.parts import lay, words

PREVIEW = 1
VERDICTS = {
    "added": (N_("Added"), "green"),
    "updated": (N_("Updated"), "blue"),
    "unchanged": (N_("Unchanged"), "muted"),
    "skipped": (N_("Left out"), "amber"),
    "vanished": (N_("No longer in the file"), "amber"),
}
TITLES = (N_("Row"), N_("Result"), N_("Programme item"), N_("Time"), N_("Room"), N_("Why, and what changes"))
WIDTHS = (64, 140, 190, 182, 84)
DAYS = {
    Days.EVENT: N_("Only the event's days"),
    Days.OWN: N_("Keep the days of the file"),
    Days.MOVE: N_("Move to the event's days"),
}


class ProgrammeDialog(TakingDialog):
    """One file at a time, for one event."""

    patterns = "*.ics *.xml *.xlsx *.xlsm *.xls *.ods *.csv *.tsv *.docx"

    def __init__(
        self, desk: Desk, event: UUID, file: Path | None = None, parent: QWidget | None = None
    ) -> None:
        texts = desk.texts
        steps = (texts("File"), texts("Preview"), texts("Done"))
        self._days: Days | None = None
        self.days = ChoiceBox(texts("Entries on other days"))
        self.days.activated.connect(self._days_chosen)
        self.take_out = QCheckBox()
        self._ask = words("", "strong", wrap=True)
        super().__init__(desk, event, texts("Import a programme"), steps, parent)
        decisions = QWidget()
        row = lay(QHBoxLayout(decisions), margins=(24, 6, 24, 2), spacing=12)
        row.addWidget(self._ask, 1)
        row.addWidget(self.days)
        row.addWidget(self.take_out)
        self.days.setMinimumWidth(240)
        verdicts = {key: (texts(word), tone) for key, (word, tone) in VERDICTS.items()}
        self.rows = TakingPage(desk, [texts(title) for title in TITLES], WIDTHS, verdicts, decisions)
        self.add_page(self.rows)
        if file is not None:
            self.look_at(file)

    def kinds(self) -> str:
        return self.desk.texts(
            "iCalendar (.ics), a schedule in XML (frab), or a sheet with times and titles."
        )

    def begin(self) -> None:
        self._days, self.preview = None, None
        self.take_out.setChecked(False)

    def prepare(self) -> None:
        days = None if self._days is None else str(self._days)
        self.ask_worker(PREPARE, days, then=self._prepared)

    def _prepared(self, preview: ProgrammePreview) -> None:
        self.rest()
        self.preview, texts = preview, self.desk.texts
        lines = [
            Shown(row.verdict, (str(row.where), row.title, when(row), row.room or "", why(texts, row)))
            for row in preview.rows
        ]
        used = texts("It stays: people were checked in there.")
        lines += [
            Shown(
                "vanished",
                ("", one.title, f"{one.day or ''} {one.starts or ''}", "", used if one.used else ""),
            )
            for one in preview.vanished
        ]
        notes = []
        if preview.unknown:
            names = ", ".join(sorted(preview.unknown)[:8]) + ("…" if len(preview.unknown) > 8 else "")
            notes.append(texts("Speakers not on the list of delegates: {names}", names=names))
        self.rows.show_lines(lines, notes)
        self._show_decisions(preview)
        self.go(self.rows, PREVIEW, texts("Import"), back=True)
        writes = bool(preview.entries) and preview.choice is not None
        self.primary.setEnabled(writes or bool(leaving(preview)))
        if preview.choice is None:
            self.primary.setEnabled(False)
            self.days.setFocus()
        elif not writes:
            self.hint.setText(texts("Nothing in this file is new."))
            self.back.setFocus()
        else:
            self.primary.setFocus()

    def _show_decisions(self, preview: ProgrammePreview) -> None:
        texts = self.desk.texts
        self.days.clear()
        asked = preview.choice is None
        if asked:
            self.days.addItem(texts("Choose…"), None)
        for days, word in DAYS.items():
            self.days.addItem(texts(word), days)
        self.days.setCurrentIndex(0 if asked else self.days.findData(preview.choice))
        other = bool(preview.elsewhere) or self._days is not None
        self.days.setVisible(other)
        said = ""
        if preview.elsewhere:
            said = texts(
                "The file has entries on other days than the event: {days}",
                days=", ".join(preview.elsewhere[:4]) + ("…" if len(preview.elsewhere) > 4 else ""),
            )
        self._ask.setText(said)
        self._ask.setVisible(other)
        n = len(leaving(preview))
        self.take_out.setText(texts("Take out what is no longer in the file ({n})", n=n))
        self.take_out.setVisible(n > 0)

    @Slot(int)
    def _days_chosen(self, _index: int) -> None:
        chosen = self.days.currentData()
        if chosen is not None and chosen is not self._days:
            self._days = Days(chosen)
            self.prepare()

    @Slot()
    def onward(self) -> None:
        if self.page is self.outcome:
            self.show_it()
            return
        gone = leaving(self.preview) if self.take_out.isChecked() else ()
        self.write(partial(take_programme), self.preview.entries, gone)

    @Slot()
    def backward(self) -> None:
        self._ask_file()

    def told(self, taken: Taken) -> tuple[str, list[str]]:
        texts = self.desk.texts
        sentence = texts.plural(
            "{n} programme item was added from {name}.",
            "{n} programme items were added from {name}.",
            taken.added,
            name=self.file.name,
        )
        counts: tuple[tuple[str, int], ...] = (
            (N_("Updated: {n}"), taken.changed),
            (N_("Contributions: {n}"), taken.contributions),
            (N_("Taken out of the programme: {n}"), taken.removed),
            (N_("Left as they are: {n}"), taken.kept),
        )
        return sentence, [" · ".join(texts(word, n=texts.number(n)) for word, n in counts if n)]
