"""How a report is wanted: in which form, in which language, for whom, about whom, and its own questions."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from attendance.domain.kinds import Audience
from attendance.language import Texts
from attendance.language.marks import N_
from attendance.reports.offered import BUNDLES, REPORTS
from attendance.ui.desk import Desk
from attendance.ui.dialogs.choice_box import ChoiceBox
from attendance.ui.dialogs.report_form import ReportForm
from attendance.ui.pages.reports.needs import BUNDLE, ELSEWHERE, REPORT, Need
from attendance.ui.parts import Segments, button, lay, words

FORMS = {
    ".xlsx": N_("Excel"),
    ".docx": N_("Word"),
    ".pdf": N_("PDF"),
    ".txt": N_("Text"),
    ".zip": N_("ZIP"),
}
"""What people call the forms a report comes in."""

FOLDER, ZIP = "folder", "zip"


def form_name(texts: Texts, extension: str) -> str:
    """The name of a form; its letters where it has none."""
    return texts(FORMS[extension]) if extension in FORMS else extension.lstrip(".").upper()


class Answers(QScrollArea):
    """The middle of the page.

    Attributes:
        changed: another answer.
        open_wanted: of what is done elsewhere.
        form: language, reader, delegations, and what is worth a look.
    """

    changed = Signal()
    open_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, texts = desk, desk.texts
        self._need: Need | None = None
        self._asked: dict[str, ChoiceBox] = {}
        self._title, self._about = words("", "heading", wrap=True), words("", "muted", wrap=True)
        self._as_label = words(texts("As"), "small")
        self._as = QHBoxLayout()
        self._segments: Segments | None = None
        self.form = ReportForm(desk, (), scrolls=False)
        self._own = self.form.own
        self.form.changed.connect(self.changed)
        self.open: QPushButton = button(desk.theme, texts("Open"), "right", "primary", self.open_wanted.emit)
        inner = QWidget()
        inner.setObjectName("content")
        column = lay(QVBoxLayout(inner), margins=(0, 4, 10, 8), spacing=4)
        column.addWidget(self._title)
        column.addWidget(self._about)
        column.addSpacing(8)
        column.addWidget(self._as_label)
        column.addLayout(self._as)
        column.addSpacing(6)
        column.addWidget(self.form)
        column.addWidget(self.open, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(texts("How it is wanted"))
        self.setWidget(inner)

    def show_need(self, need: Need, kept: Mapping[str, Any]) -> None:
        """Ask what this one needs to know, beginning with what was answered before.

        Args:
            kept: as ``answers`` gave it.
        """
        texts = self._desk.texts
        self._need = need
        self._title.setText(texts(need.title))
        self._about.setText(texts(need.about) + self._parts(need))
        there = need.kind != ELSEWHERE
        for part in (self._as_label, self.form):
            part.setVisible(there)
        self.open.setVisible(not there)
        self._show_forms(need, kept.get("form"))
        self._show_choices(need, kept.get("choices") or {})
        if there:
            usual = (BUNDLES if need.kind == BUNDLE else REPORTS)[need.name].audience
            self.form.choose(kept.get("language"), Audience(kept.get("audience") or usual))

    def _parts(self, need: Need) -> str:
        """What a set consists of, a line each."""
        if need.kind != BUNDLE:
            return ""
        texts = self._desk.texts
        lines = [
            f"\n–  {texts(REPORTS[name].title)} ({form_name(texts, extension)})"
            for name, extension in BUNDLES[need.name].parts
        ]
        return "".join(lines)

    def _show_forms(self, need: Need, kept: Any) -> None:
        if self._segments is not None:
            self._segments.hide()
            self._segments.deleteLater()
            self._as.removeWidget(self._segments)
            self._segments = None
        while self._as.count():
            self._as.takeAt(0)
        if need.kind == ELSEWHERE:
            return
        texts = self._desk.texts
        if need.kind == BUNDLE:
            values = [(FOLDER, texts("A folder")), (ZIP, texts("One ZIP"))]
        else:
            values = [(one, form_name(texts, one)) for one in REPORTS[need.name].writers]
        self._segments = Segments(values, texts("As"))
        if kept in [value for value, _ in values]:
            self._segments.choose(kept)
        self._segments.chosen.connect(self.changed)
        self._as.addWidget(self._segments)
        self._as.addStretch()

    def _show_choices(self, need: Need, kept: Mapping[str, str]) -> None:
        while (item := self._own.takeAt(0)) is not None:
            if (part := item.widget()) is not None:
                part.hide()
                part.deleteLater()
        self._asked = {}
        texts = self._desk.texts
        asked = REPORTS[need.name].choices if need.kind == REPORT else ()
        for choice in asked:
            box = ChoiceBox(texts(choice.label))
            for value, label in choice.values:
                box.addItem(texts(label), value)
            place = box.findData(kept.get(choice.key))
            box.setCurrentIndex(max(0, place))
            box.currentIndexChanged.connect(self._chosen)
            self._asked[choice.key] = box
            for part in (words(texts(choice.label), "small"), box):
                self._own.addWidget(part)

    @Slot()
    def _chosen(self) -> None:
        self.changed.emit()

    @property
    def form_chosen(self) -> str:
        """The extension of a report, "folder" or "zip" for a set."""
        return self._segments.value if self._segments is not None else ""

    @property
    def choices(self) -> dict[str, str]:
        """Answers to the report's own questions."""
        return {key: box.currentData() for key, box in self._asked.items()}

    def answers(self) -> dict[str, Any]:
        """Everything that was answered, to be remembered."""
        return {
            "form": self.form_chosen,
            "choices": self.choices,
            "language": self.form.language,
            "audience": str(self.form.audience),
        }
