"""Badges on this computer: the printer, and whether one is printed by itself at a first entry."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox

from attendance.ui.badge_choice import Whose
from attendance.ui.badge_loading import kept_layout
from attendance.ui.desk import Desk
from attendance.ui.dialogs.badges_form import ASK, size_words
from attendance.ui.dialogs.choice_box import ChoiceBox
from attendance.ui.pages.settings.parts import Section
from attendance.ui.parts import button
from attendance.ui.printing import printers
from attendance.ui.settings import BADGE_AT_ENTRY, BADGE_PRINTER

FIELD = 280


class BadgesSection(Section):
    """What is set here holds from the next badge on."""

    key = "badges"

    def __init__(self, desk: Desk) -> None:
        texts = desk.texts
        super().__init__(desk, texts("Badges"), texts("How they are printed on this computer."))
        self.printer = ChoiceBox(texts("Printer"))
        self.printer.setFixedWidth(FIELD)
        self.printer.addItem(texts("Looking for printers…"))
        self.printer.setEnabled(False)
        self.printer.activated.connect(self._chosen)
        self._printer_row = self.add_row(
            texts("Printer"), texts("Badges go there without asking again."), self.printer
        )
        self.at_entry = QCheckBox()
        self.at_entry.setChecked(bool(desk.settings.get(BADGE_AT_ENTRY)))
        self.at_entry.checkStateChanged.connect(self._turned)
        self._entry_about = texts(
            "Once for each person, when they come in for the first time and their badge is not printed yet."
            " The check-in never waits for the printer."
        )
        self._entry_row = self.add_row(
            texts("Print the badge at the first entry"), self._entry_about, self.at_entry
        )
        change = button(desk.theme, texts("Print badges…"), "badge", pressed=self._open)
        self._layout_row = self.add_row(texts("Size and paper"), "", change)
        self.column.addStretch(1)

    def shown_again(self) -> None:
        texts, layout = self.desk.texts, kept_layout(self.desk.settings)
        paper = texts("one on a page") if layout.single else texts("several on A4 with cut marks")
        said = texts(
            "As badges were printed last: {size}, {paper}.",
            size=size_words(texts, layout.preset),
            paper=paper,
        )
        self._layout_row.say(said)
        self.desk.work.aside(self, printers, then=self._show)

    def _show(self, found: tuple[list[str], str]) -> None:
        names, usual = found
        texts, box, kept = self.desk.texts, self.printer, self.desk.settings.get(BADGE_PRINTER)
        box.clear()
        for name in names:
            box.addItem(name, name)
        missing = bool(kept) and kept not in names
        if missing:
            box.insertItem(0, texts("{printer} (not here)", printer=kept), kept)
        if not box.count():
            box.addItem(texts("No printer is set up here"), ASK)
        box.setEnabled(bool(names))
        box.setCurrentIndex(max(0, box.findData(kept or usual)))
        self._tell()

    @Slot()
    def _chosen(self) -> None:
        self.desk.settings.put(BADGE_PRINTER, self.printer.currentData())
        self._tell()

    @Slot(Qt.CheckState)
    def _turned(self, state: Qt.CheckState) -> None:
        on = state == Qt.CheckState.Checked
        self.desk.settings.put(BADGE_AT_ENTRY, on)
        if on and self.printer.currentData():
            self.desk.settings.put(BADGE_PRINTER, self.printer.currentData())
        self._tell()

    def _tell(self) -> None:
        """Whoever wants badges at the entry without a printer is told that none will come."""
        lost = self.at_entry.isChecked() and not self.printer.currentData()
        missing = self.desk.texts("There is no printer to print on. Set one up in the system first.")
        self._entry_row.say(missing if lost else self._entry_about, "red" if lost else "")

    @Slot()
    def _open(self) -> None:
        self.desk.badges_wanted.emit(Whose())
