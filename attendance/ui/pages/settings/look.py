"""Language and look of the window on this computer."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox

from attendance.language import LANGUAGES
from attendance.ui.desk import Desk
from attendance.ui.pages.settings.parts import Section
from attendance.ui.parts import Segments
from attendance.ui.status_bar import WHOLE_NAMES
from attendance.ui.theme import TEXT_SIZES, Scheme


class LookSection(Section):
    """Everything here is seen at once.

    Attributes:
        language_chosen: two letters.
    """

    key = "look"
    language_chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        texts, theme = desk.texts, desk.theme
        super().__init__(desk, texts("Language and look"), texts("For this computer, from this moment."))
        self.language = Segments([(code, WHOLE_NAMES[code]) for code in LANGUAGES], texts("Language"))
        self.language.choose(texts.language)
        self.language.chosen.connect(self._speak)
        self.add_row(texts("Language"), texts("Of the window. Each report asks for its own."), self.language)
        self.scheme = Segments(
            [
                (Scheme.SYSTEM, texts("As the system")),
                (Scheme.LIGHT, texts("Light")),
                (Scheme.DARK, texts("Dark")),
            ],
            texts("Colours"),
        )
        self.scheme.choose(theme.scheme)
        self.scheme.chosen.connect(self._recolour)
        self.add_row(texts("Colours"), texts("Dark is easier on the eyes in a dim hall."), self.scheme)
        sizes = [(size, texts.percent(size)) for size in TEXT_SIZES]
        self.text_size = Segments(sizes, texts("Size of the text"))
        self.text_size.choose(min(TEXT_SIZES, key=self._away))
        self.text_size.chosen.connect(self._enlarge)
        self.add_row(texts("Size of the text"), texts("Larger text wants a larger screen."), self.text_size)
        self.still = QCheckBox()
        self.still.setChecked(theme.still)
        self.still.checkStateChanged.connect(self._rest)
        about = texts("The cursor does not blink, and nothing slides or fades.")
        self.add_row(texts("Reduced motion"), about, self.still)
        self.column.addStretch(1)

    def _away(self, size: float) -> float:
        return abs(size - self.desk.theme.text_size)

    @Slot(object)
    def _speak(self, language: str) -> None:
        self.language_chosen.emit(language)

    @Slot(object)
    def _recolour(self, scheme: Scheme) -> None:
        self.desk.settings.put("scheme", scheme.value)
        self.desk.theme.force(scheme)

    @Slot(object)
    def _enlarge(self, size: float) -> None:
        self.desk.settings.put("text_size", size)
        self.desk.theme.enlarge(size)

    @Slot(Qt.CheckState)
    def _rest(self, state: Qt.CheckState) -> None:
        still = state == Qt.CheckState.Checked
        self.desk.settings.put("still", still)
        self.desk.theme.rest(still)
