"""The questions of the dialog that prints badges: whose, how large, how many on a sheet, on which printer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from attendance.domain.badge_sheets import SIZES, Preset, sheet_for
from attendance.language import LANGUAGES, Texts
from attendance.reports.pages.badge_sheets import Layout
from attendance.ui.badge_choice import EVERYBODY, SPARES, WANTING, Whose
from attendance.ui.badge_loading import Counts, kept_layout
from attendance.ui.desk import Desk
from attendance.ui.dialogs.choice_box import ChoiceBox
from attendance.ui.parts import Segments, button, lay, words
from attendance.ui.settings import BADGE_LANGUAGE, BADGE_PRINTER
from attendance.ui.status_bar import WHOLE_NAMES

ASK = ""
"""In the place of a printer's name: the system's own dialog asks, each time."""

MOST_SPARES = 200


def size_words(texts: Texts, preset: Preset) -> str:
    """ "A7 · 74 × 105 mm"."""
    width, height = SIZES[preset]
    name = {Preset.A7: "A7", Preset.A6: "A6", Preset.CARD: "CR80"}.get(preset, "")
    measure = texts("{width} × {height} mm", width=f"{width:g}", height=f"{height:g}")
    return f"{name} · {measure}" if name else measure


class BadgesForm(QWidget):
    """The answers of the person.

    Attributes:
        changed: another answer about what is drawn.
        spares_wanted: so many new spare badges.
        test_wanted: a page to try printer and scanner with.
        choices: whose badges can be chosen, in the order of the box.
    """

    changed = Signal()
    spares_wanted = Signal(int)
    test_wanted = Signal()

    def __init__(self, desk: Desk, whose: Whose) -> None:
        super().__init__()
        self._desk = desk
        texts, kept = desk.texts, kept_layout(desk.settings)
        self.choices = [Whose(WANTING), Whose(EVERYBODY), Whose(SPARES)]
        if whose.words:
            self.choices.insert(0, whose)
        self.whose_box = ChoiceBox(texts("Whose badges"))
        for _ in self.choices:
            self.whose_box.addItem("")
        self.whose_box.setCurrentIndex(0 if whose.words else [c.kind for c in self.choices].index(whose.kind))
        self.show_counts(None)
        self.size_box = ChoiceBox(texts("Size of a badge"))
        for preset in Preset:
            self.size_box.addItem(size_words(texts, preset), preset)
        self.size_box.setCurrentIndex(list(Preset).index(kept.preset))
        self.sheet = Segments(((False, "4"), (True, texts("One on a page"))), texts("On paper"))
        self.sheet.choose(kept.single)
        self.both_sides = QCheckBox(texts("Both sides, the same on the back"))
        self.both_sides.setChecked(kept.both_sides)
        self.language_part = Segments([(code, WHOLE_NAMES[code]) for code in LANGUAGES], texts("Language"))
        self.language_part.choose(desk.settings.get(BADGE_LANGUAGE) or texts.language)
        self.printer_box = ChoiceBox(texts("Printer"))
        self.printer_box.addItem(texts("Looking for printers…"), None)
        self.printer_box.setEnabled(False)
        self._build_spares()
        self._build()
        self._tell_sheet()
        for signal in (
            self.whose_box.currentIndexChanged,
            self.size_box.currentIndexChanged,
            self.sheet.chosen,
            self.both_sides.checkStateChanged,
            self.language_part.chosen,
        ):
            signal.connect(self._answered)

    def _build_spares(self) -> None:
        texts = self._desk.texts
        self.before = words("", "small", wrap=True)
        self.before.hide()
        self._spares = QWidget()
        row = lay(QHBoxLayout(self._spares), margins=(0, 4, 0, 0), spacing=8)
        self.how_many = QLineEdit("10")
        self.how_many.setValidator(QIntValidator(1, MOST_SPARES, self.how_many))
        self.how_many.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.how_many.setFixedWidth(72)
        self.how_many.setAccessibleName(texts("How many spare badges"))
        self.make = button(self._desk.theme, texts("Make new ones"), "add", pressed=self._make_spares)
        row.addWidget(self.how_many)
        row.addWidget(self.make)
        row.addStretch()

    def _build(self) -> None:
        texts = self._desk.texts
        column = lay(QVBoxLayout(self), spacing=4)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        self.test: QPushButton = button(
            self._desk.theme, texts("Print a test page"), kind="link", pressed=self.test_wanted.emit
        )
        for title, *parts in (
            (texts("Whose badges"), self.whose_box, self.before, self._spares),
            (texts("Size of a badge"), self.size_box),
            (texts("On paper"), self.sheet, self.both_sides),
            (texts("Language"), self.language_part),
            (texts("Printer"), self.printer_box, self.test),
        ):
            column.addWidget(words(title, "small"))
            for part in parts:
                if part in (self.whose_box, self.before, self.size_box, self.printer_box):
                    column.addWidget(part)
                else:
                    column.addWidget(part, alignment=left)
            column.addSpacing(8)
        column.addStretch()

    # -- the answers -----------------------------------------------------------------------------------

    @property
    def whose(self) -> Whose:
        return self.choices[self.whose_box.currentIndex()]

    @property
    def preset(self) -> Preset:
        return Preset(self.size_box.currentData())  # Qt gives back the plain word

    @property
    def layout_wanted(self) -> Layout:
        return Layout(self.preset, self.sheet.value, self.both_sides.isChecked())

    @property
    def language(self) -> str:
        return self.language_part.value

    @property
    def printer(self) -> str | None:
        """The name of a printer, ``ASK``, or None while none is known."""
        return self.printer_box.currentData()

    # -- what is known ---------------------------------------------------------------------------------

    def show_counts(self, counts: Counts | None) -> None:
        """How many badges each choice stands for."""
        texts = self._desk.texts
        for place, choice in enumerate(self.choices):
            plain = {
                WANTING: texts("Not printed yet, or no longer right"),
                EVERYBODY: texts("Everybody who is expected"),
                SPARES: texts("Spare badges without a name"),
            }.get(choice.kind, choice.words)
            n = None
            if counts is not None:
                n = {
                    WANTING: counts.wanting,
                    EVERYBODY: counts.everybody,
                    SPARES: counts.unprinted_spares,
                }.get(choice.kind)
            said = plain if n is None else texts("{what}: {n}", what=plain, n=texts.number(n))
            self.whose_box.setItemText(place, said)

    def show_before(self, said: str) -> None:
        """What was printed for the one person chosen; "" where nothing was, or there are more."""
        self.before.setText(said)
        self.before.setVisible(bool(said))

    def show_printers(self, names: Sequence[str], usual: str) -> None:
        """The printers of this computer; the one used last, else the usual one, is chosen."""
        texts, box = self._desk.texts, self.printer_box
        box.clear()
        for name in names:
            box.addItem(name, name)
        if names:
            box.addItem(texts("Ask each time, with paper and copies"), ASK)
            kept = self._desk.settings.get(BADGE_PRINTER, usual)
            box.setCurrentIndex(max(0, box.findData(kept)))
        else:
            box.addItem(texts("No printer is set up here"), None)
        box.setEnabled(bool(names))
        self.test.setVisible(bool(names))

    @Slot()
    def _make_spares(self) -> None:
        if self.how_many.hasAcceptableInput():
            self.spares_wanted.emit(int(self.how_many.text()))
        else:
            self.how_many.setFocus()
            self.how_many.selectAll()

    @Slot()
    def _answered(self) -> None:
        self._tell_sheet()
        self.changed.emit()

    def _tell_sheet(self) -> None:
        texts, n = self._desk.texts, sheet_for(self.preset).count
        self.sheet.rename(False, texts.plural("{n} on a sheet of A4", "{n} on a sheet of A4", n))
        self._spares.setVisible(self.whose.kind == SPARES)
