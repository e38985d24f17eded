"""The questions of the report dialog, and what is worth a look before anything is written."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from attendance.domain.kinds import Audience
from attendance.language.labels import label
from attendance.language.texts import LANGUAGES
from attendance.ui import icons
from attendance.ui.chooser import Chooser
from attendance.ui.desk import Desk
from attendance.ui.dialogs.choice_box import ChoiceBox
from attendance.ui.dialogs.report_words import left_out
from attendance.ui.parts import DropButton, Segments, lay, words
from attendance.ui.status_bar import WHOLE_NAMES

MOST_NAMED = 3
AUDIENCE_WIDTH = 200


class ReportForm(QWidget):
    """The answers of the person.

    Attributes:
        changed: another answer.
        language, audience: as chosen; codes: of the chosen delegations, empty for all.
        own: room for questions of one report.
    """

    changed = Signal()

    def __init__(
        self,
        desk: Desk,
        delegations: Sequence[str],
        audience: Audience = Audience.PUBLIC,
        *,
        scrolls: bool = True,
    ) -> None:
        """``scrolls`` is off where the form itself lies in something that scrolls."""
        super().__init__()
        self._desk = desk
        self.codes = tuple(delegations)
        self._choices: list[tuple[str, str]] = []
        texts = desk.texts
        self._language = Segments([(code, WHOLE_NAMES[code]) for code in LANGUAGES], texts("Language"))
        self._language.choose(texts.language)
        self._language.chosen.connect(self._tell)
        self._audience = ChoiceBox(texts("For whom"))
        for one in Audience:
            self._audience.addItem(label(texts, one), one)
        self._audience.setCurrentIndex(self._audience.findData(audience))
        self._audience.setMinimumWidth(AUDIENCE_WIDTH)
        self._audience.currentIndexChanged.connect(self._tell)
        self._left_out = words("", "small", wrap=True)
        self._delegations = DropButton(desk.theme, kind="")
        self._delegations.clicked.connect(self._open_chooser)
        column = lay(QVBoxLayout(self), spacing=4)
        for title, part in (
            (texts("Language of the report"), self._language),
            (texts("For whom"), self._audience),
            (texts("Delegations"), self._delegations),
        ):
            column.addWidget(words(title, "small"))
            column.addWidget(part, alignment=Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
            if part is self._audience:
                column.addWidget(self._left_out)
            column.addSpacing(10)
        self.own = lay(QVBoxLayout(), spacing=4)
        column.addLayout(self.own)
        column.addWidget(words(texts("Before it is written"), "small"))
        self._findings = lay(QVBoxLayout(), spacing=6)
        self._findings.addWidget(words(texts("Looking for what does not agree…"), "muted"))
        if scrolls:
            column.addWidget(self._scrolled(self._findings), 1)
        else:
            column.addLayout(self._findings)
        self._tell()

    def _scrolled(self, layout: QVBoxLayout) -> QScrollArea:
        content = QWidget()
        content.setObjectName("content")
        column = lay(QVBoxLayout(content), margins=(0, 4, 8, 0))
        column.addLayout(layout)
        column.addStretch()
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setAccessibleName(self._desk.texts("Before it is written"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    @property
    def language(self) -> str:
        return self._language.value

    @property
    def audience(self) -> Audience:
        return Audience(self._audience.currentData())  # Qt gives back the plain word

    def choose(self, language: str | None, audience: Audience) -> None:
        """Begin with these; without a language with the one that is chosen already."""
        if language:
            self._language.choose(language)
        self._audience.setCurrentIndex(self._audience.findData(audience))
        self._tell()

    @property
    def known(self) -> list[tuple[str, str]]:
        """The delegations of the event as (code, words)."""
        return self._choices

    def show_delegations(self, choices: Sequence[tuple[str, str]]) -> None:
        """The delegations of the event as (code, words)."""
        self._choices = list(choices)
        known = {code for code, _ in choices}
        self.codes = tuple(code for code in self.codes if code in known)
        self._tell()

    def show_findings(self, findings: Sequence[str]) -> None:
        """What would embarrass if it stood in the report; none is said, too."""
        while (item := self._findings.takeAt(0)) is not None:
            if (row := item.widget()) is not None:
                row.hide()
                row.deleteLater()
        texts, palette = self._desk.texts, self._desk.theme.palette
        if findings:
            for finding in findings:
                self._findings.addWidget(self._finding("warning", palette.amber, finding))
        else:
            quiet = texts("Nothing to mend was found.")
            self._findings.addWidget(self._finding("tick", palette.green, quiet))

    def _finding(self, icon: str, colour: str, text: str) -> QWidget:
        made = QWidget()
        row = lay(QHBoxLayout(made), spacing=8)
        sign = QLabel()
        sign.setPixmap(icons.icon(icon, colour).pixmap(QSize(18, 18)))
        row.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(words(text, wrap=True), 1)
        return made

    @Slot()
    def _open_chooser(self) -> None:
        desk = self._desk
        chooser = Chooser(desk.theme, desk.texts, self._choices, self.codes, self)
        chooser.chosen.connect(self._chose)
        chooser.open_under(self._delegations)

    @Slot(object)
    def _chose(self, codes: tuple[str, ...]) -> None:
        self.codes = codes
        self._tell()

    @Slot()
    def _tell(self) -> None:
        texts = self._desk.texts
        self._left_out.setText(left_out(texts, self.audience))
        if not self.codes:
            shown = texts.plural("The one delegation", "All {n} delegations", len(self._choices))
            shown = shown if self._choices else texts("All delegations")
        elif len(self.codes) <= MOST_NAMED:
            shown = ", ".join(self.codes)
        else:
            shown = texts.plural("{n} delegation", "{n} delegations", len(self.codes))
        self._delegations.say(shown)
        self._delegations.setAccessibleName(texts("Delegations: {chosen}", chosen=shown))
        self.changed.emit()
