"""The foot of the window: desk, operator, backup, what is running, language."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from attendance.language import Texts
from attendance.ui.job import Job
from attendance.ui.parts import button, lay, retone, words
from attendance.ui.theme import Theme

SHOWN_AFTER = 300
HEIGHT = 34
OWN_NAMES = {"en": "EN", "lo": "ລາວ", "ru": "РУ"}
WHOLE_NAMES = {"en": "English", "lo": "ລາວ", "ru": "Русский"}
DIVIDER = "·"


class StatusBar(QWidget):
    """The status bar.

    Attributes:
        language_chosen: two letters.
        asked: the section of the settings that what was pressed belongs to.
    """

    language_chosen = Signal(str)
    asked = Signal(str)

    def __init__(self, theme: Theme, texts: Texts, languages: Sequence[str]) -> None:
        super().__init__()
        self.setObjectName("statusBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(round((HEIGHT + (4 if theme.language == "lo" else 0)) * theme.text_size))
        self.setAccessibleName(texts("Status bar"))
        self._theme, self._texts = theme, texts
        self._job: Job | None = None
        self._row = lay(QHBoxLayout(self), margins=(12, 0, 12, 0), spacing=2)
        facts = (
            ("computer", texts("Name of this desk")),
            ("people", texts("Your name")),
            ("backups", texts("Backups")),
        )
        self._facts = [self._fact(section, name) for section, name in facts]
        self._row.addStretch()
        self._build_progress()
        for language in languages:
            self._row.addWidget(self._language(language))
        self._patience = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self._patience.timeout.connect(self._show_progress)

    def _fact(self, section: str, name: str) -> QPushButton:
        """One thing of what stands at the left; pressing it leads to where it is set."""
        made = button(self._theme, "", kind="flat", pressed=self._pressed)
        made.setProperty("section", section)
        made.setToolTip(name)
        made.setAccessibleName(name)
        made.hide()
        if self._row.count():
            divider = words(DIVIDER)
            divider.hide()
            made.setProperty("divider", divider)
            self._row.addWidget(divider)
        self._row.addWidget(made)
        return made

    @Slot()
    def _pressed(self) -> None:
        self.asked.emit(self.sender().property("section"))

    def _build_progress(self) -> None:
        self._doing = words("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._stop = button(self._theme, self._texts("Stop"), kind="link", pressed=self._stop_job)
        for part in (self._doing, self._bar, self._stop):
            part.hide()
            self._row.addWidget(part)
        self._row.addSpacing(12)

    def _language(self, language: str) -> QPushButton:
        made = button(self._theme, OWN_NAMES[language], kind="flat")
        made.setProperty("language", language)
        made.setAccessibleName(self._texts("Language: {name}", name=OWN_NAMES[language]))
        retone(made, "on", "true" if language == self._texts.language else "false")
        made.clicked.connect(self._language_pressed)
        return made

    @Slot()
    def _language_pressed(self) -> None:
        self.language_chosen.emit(self.sender().property("language"))

    @property
    def operator(self) -> QPushButton:
        """Where it says who works here."""
        return self._facts[1]

    def tell(
        self, desk: str, operator: str, backup: str, *, anxious: bool = False, asking: bool = False
    ) -> None:
        """What stands at the left; ``anxious`` marks a backup somebody should look after.

        ``asking`` marks a name that has yet to be proven.
        """
        anything = False
        for fact, said in zip(self._facts, (desk, operator, backup), strict=True):
            fact.setText(said)
            fact.setAccessibleName(f"{fact.toolTip()}: {said}" if said else fact.toolTip())
            fact.setVisible(bool(said))
            if (divider := fact.property("divider")) is not None:
                divider.setVisible(bool(said) and anything)
            anything = anything or bool(said)
        retone(self.operator, "tone", "amber" if asking else "")
        retone(self._facts[-1], "tone", "amber" if anxious else "")

    # -- what is running -------------------------------------------------------------------------------

    def watch(self, job: Job) -> None:
        """Show this job once it has taken a while."""
        self._job = job
        job.progressed.connect(self._progressed)
        job.ended.connect(self._ended)
        self._doing.setText(job.title)
        self._bar.setRange(0, 1 if self._theme.still else 0)
        self._stop.setEnabled(True)
        self._patience.start()

    @Slot()
    def _show_progress(self) -> None:
        if self._job is not None:
            for part in (self._doing, self._bar, self._stop):
                part.show()

    @Slot(int, int, str)
    def _progressed(self, done: int, total: int, label: str) -> None:
        if self.sender() is not self._job:
            return
        self._bar.setRange(0, max(total, 1 if self._theme.still else 0))
        self._bar.setValue(done)
        if label:
            self._doing.setText(f"{self._job.title} · {self._texts(label)}")

    @Slot()
    def _ended(self) -> None:
        if self.sender() is self._job:
            self._job = None
            self._patience.stop()
            for part in (self._doing, self._bar, self._stop):
                part.hide()

    @Slot()
    def _stop_job(self) -> None:
        if self._job is not None:
            self._job.stop()
            self._stop.setEnabled(False)
            self._doing.setText(self._texts("Stopping…"))
