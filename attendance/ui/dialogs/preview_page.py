"""The third page of an import: large numbers, and below them every row with its verdict."""

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from attendance.imports.answers import Preview
from attendance.language.lao import breakable
from attendance.ui.desk import Desk
from attendance.ui.dialogs.count_button import CountButton
from attendance.ui.dialogs.import_words import VERDICTS, note
from attendance.ui.dialogs.plain_table import PlainTable, on_surface
from attendance.ui.dialogs.preview_model import ALL, PreviewModel
from attendance.ui.parts import hairline, lay, words

WIDTHS = (64, 148, 196, 164)


class PreviewPage(QWidget):
    """Pressing a number shows the rows it counts."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.counts = {ALL: CountButton(desk.theme, texts, ALL, texts("All rows"), "")}
        for key, (word, tone) in VERDICTS.items():
            self.counts[key] = CountButton(desk.theme, texts, key, texts(word), tone)
        group = QButtonGroup(self)
        row = lay(QHBoxLayout(), margins=(12, 8, 12, 0), spacing=4)
        for made in self.counts.values():
            group.addButton(made)
            row.addWidget(made)
        group.buttonClicked.connect(self._narrow)
        self._facts = words("", wrap=True)
        self._notes = words("", "small", wrap=True)
        self._model = PreviewModel(desk.theme, texts, self)
        self.table = PlainTable(self._model, desk.theme.row, texts("Rows of the list"))
        for column, width in enumerate(WIDTHS):
            self.table.setColumnWidth(column, width)
        self.table.selectionModel().currentRowChanged.connect(self._show_whole)
        self._whole = words("", "muted", wrap=True)
        self._whole.setContentsMargins(24, 8, 24, 8)
        told = lay(QVBoxLayout(), margins=(24, 6, 24, 10), spacing=2)
        told.addWidget(self._facts)
        told.addWidget(self._notes)
        column = lay(QVBoxLayout(self))
        column.addLayout(row)
        column.addLayout(told)
        column.addWidget(hairline())
        column.addWidget(on_surface(self.table), 1)
        column.addWidget(hairline())
        column.addWidget(self._whole)

    def show_preview(self, preview: Preview) -> None:
        """What an import would do."""
        numbers = {
            ALL: preview.rows,
            "added": preview.added["delegates"],
            "updated": preview.updated,
            "unchanged": preview.unchanged,
            "merged": len(preview.merged),
            "offered": len({offer.row for offer in preview.offers}),
            "refused": len(preview.refused),
        }
        for key, number in numbers.items():
            self.counts[key].count(number)
        self.counts[ALL].setChecked(True)
        self._facts.setText(self._news(preview))
        notes = [note(self._desk.texts, code, n) for code, n in preview.notes.items()]
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self._model.show(preview)
        self.table.scrollToTop()
        self.table.selectRow(0)

    def _news(self, preview: Preview) -> str:
        texts, added = self._desk.texts, preview.added
        parts = [
            texts.plural("{n} event", "{n} events", added["events"]) if added["events"] else "",
            texts.plural("{n} delegation", "{n} delegations", added["delegations"])
            if added["delegations"]
            else "",
            texts.plural("{n} person", "{n} persons", added["persons"]) if added["persons"] else "",
        ]
        new = " · ".join(part for part in parts if part)
        here = {event.id for event in preview.events if not event.is_new}
        where = ", ".join(
            self._desk.pick(row.title, row.title_official) for row in self._desk.events if row.id in here
        )
        if new:
            new = texts("New: {what}", what=new)
        if where:
            new = " · ".join(part for part in (texts("Event: {title}", title=where), new) if part)
        return new

    @Slot(object)
    def _narrow(self, pressed: CountButton) -> None:
        self._model.narrow(pressed.key)
        self.table.scrollToTop()
        self.table.selectRow(0)

    @Slot(QModelIndex, QModelIndex)
    def _show_whole(self, index: QModelIndex, _before: QModelIndex) -> None:
        """The reason in full, where the column is too narrow for it."""
        self._whole.setText(breakable(self._model.why(index.row())) or " ")
