"""The third page of an import: large numbers, every row with its verdict, and what to decide about it."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from attendance.imports.answers import Missing, Preview, Verdict
from attendance.imports.deciding import OTHER, SAME, SKIP, TAKE
from attendance.imports.planning import Change
from attendance.ui.desk import Desk
from attendance.ui.dialogs.count_button import CountButton
from attendance.ui.dialogs.deciding_rows import DecidingRows, with_pane
from attendance.ui.dialogs.decisions import MISSING, Decisions
from attendance.ui.dialogs.import_words import VERDICTS, note
from attendance.ui.dialogs.preview_model import ALL, PreviewModel
from attendance.ui.dialogs.row_pane import ADD, KEEP, WITHDRAW, RowPane
from attendance.ui.parts import hairline, lay, words

WIDTHS = (60, 148, 156, 104)


class PreviewPage(QWidget):
    """Pressing a number shows the rows it counts.

    Attributes:
        decisions: what was decided about the preview shown.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        texts = desk.texts
        self.decisions = Decisions(self)
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
        self._model = PreviewModel(desk.theme, texts, self.decisions, self)
        self.table = DecidingRows(self._model, desk.theme.row, texts("Rows of the list"))
        self.table.set_widths(WIDTHS)
        self.table.selectionModel().selectionChanged.connect(self._show_row)
        self.table.decided.connect(self._decide)
        self.table.forgotten.connect(self._forget)
        self.pane = RowPane(desk)
        self.pane.chosen.connect(self._decide)
        self.pane.picked.connect(self._pick)
        self.decisions.changed.connect(self._count)
        told = lay(QVBoxLayout(), margins=(24, 6, 24, 10), spacing=2)
        told.addWidget(self._facts)
        told.addWidget(self._notes)
        column = lay(QVBoxLayout(self))
        column.addLayout(row)
        column.addLayout(told)
        column.addWidget(hairline())
        column.addLayout(with_pane(self.table, self.pane), 1)

    def show_preview(self, preview: Preview) -> None:
        """What an import would do."""
        self.decisions.start(preview)
        self.counts[ALL].setChecked(True)
        self.counts[MISSING].setVisible(bool(preview.missing))
        notes = [note(self._desk.texts, code, n) for code, n in preview.notes.items()]
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self._model.show()
        self.table.scrollToTop()
        self.table.selectRow(0)

    @Slot()
    def _count(self) -> None:
        preview, told = self.decisions.preview, self.decisions.tally
        assert preview is not None
        self.counts[ALL].count(told.rows)
        for key in VERDICTS:
            self.counts[key].count(told.verdicts[key])
        self._facts.setText(self._news(preview))
        self._show_row()

    def _news(self, preview: Preview) -> str:
        texts, brought = self._desk.texts, self.decisions.tally.brought
        parts = [
            texts.plural("{n} event", "{n} events", brought["events"]) if brought["events"] else "",
            texts.plural("{n} delegation", "{n} delegations", brought["delegations"])
            if brought["delegations"]
            else "",
            texts.plural("{n} person", "{n} persons", brought["persons"]) if brought["persons"] else "",
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
        self.table.setFocus()

    # -- one row ---------------------------------------------------------------------------------------

    @property
    def _current(self) -> Verdict | Missing | None:
        rows = self.table.selectionModel().selectedRows()
        return self._model.at(rows[0].row()) if rows else None

    @Slot(QItemSelection, QItemSelection)
    def _show_row(self, *_: QItemSelection) -> None:
        row = self._current
        if row is None:
            self.pane.show_row("", "")
            self.pane.show_sides(("", ""), ())
            return
        title = row.name or self._desk.texts("Row {row}", row=row.row if isinstance(row, Verdict) else "")
        if isinstance(row, Missing):
            now = WITHDRAW if self.decisions.is_withdrawn(row) else KEEP
            count = len(self._model.shown())
            self.pane.show_row(title, self._model.why(row), (WITHDRAW, KEEP), now, count)
            self.pane.show_sides(("", ""), [("delegation", row.delegation, "")])
            return
        choices = self._choices(row)
        self.pane.show_row(title, self._model.why(row), choices, self._choice(row), len(self._kind(row)))
        self._show_sides(row)

    def _show_sides(self, row: Verdict) -> None:
        texts, decisions = self._desk.texts, self.decisions
        decision, offer = decisions.of(row.row), decisions.offers.get(row.row)
        here = texts("Row {row}", row=row.row)
        if offer is not None:
            other = texts("Row {row}", row=offer.other_row) if offer.other_row else texts("In the event")
            sides = [*offer.sides, *_said(offer.changes)]
            kept = decision.keep if decision and decision.choice == SAME else None
            taken = decisions.replaces(row)  # then nothing of the other one comes in
            changing = [] if taken else [change.field for change in offer.changes]
            self.pane.show_sides((other, here), sides, changing, kept)
        elif row.changes:
            sides = [(change.field, *(change.said or (change.old, change.new))) for change in row.changes]
            kept = decision.keep if decision else frozenset()
            self.pane.show_sides((texts("In the event"), here), sides, row.fields, kept)
        else:
            self.pane.show_sides(("", ""), ())

    def _choices(self, row: Verdict) -> Sequence[str]:
        if row.row in self.decisions.offers:
            return (SAME, OTHER, SKIP)
        return {"added": (ADD, SKIP), "updated": (TAKE, KEEP)}.get(row.verdict, ())

    def _choice(self, row: Verdict) -> str:
        decision = self.decisions.of(row.row)
        if decision is None:
            return (
                ""
                if row.row in self.decisions.offers
                else {"added": ADD, "updated": TAKE}.get(row.verdict, "")
            )
        if decision.choice == TAKE:
            return KEEP if decision.keep >= set(row.fields) else TAKE if not decision.keep else ""
        return decision.choice

    def _kind(self, row: Verdict) -> list[Verdict]:
        """The rows shown that are of one kind with this one."""
        kind = self.decisions.alike(row)
        return [
            one
            for one in self._model.shown()
            if isinstance(one, Verdict) and self.decisions.alike(one) == kind
        ]

    # -- deciding --------------------------------------------------------------------------------------

    @Slot(str, bool)
    def _decide(self, choice: str, every: bool) -> None:
        row = self._current
        if isinstance(row, Missing):
            if choice in (WITHDRAW, KEEP):
                people = [one for one in self._model.shown() if isinstance(one, Missing)] if every else [row]
                self.decisions.withdraw(people, choice == WITHDRAW)
                self._onward(every)
        elif row is not None and choice in self._choices(row):
            rows = self._kind(row) if every else [row]
            if choice == KEEP:
                self.decisions.keep_all(rows)
            elif choice in (ADD, TAKE):
                self.decisions.forget(rows)
            else:
                self.decisions.decide(rows, choice)
            self._onward(every)

    def _onward(self, every: bool) -> None:
        """The next row, when it was decided from the keyboard."""
        here = self.table.currentIndex().row()
        if not every and self.table.hasFocus() and here + 1 < self._model.rowCount():
            self.table.selectRow(here + 1)

    @Slot(bool)
    def _forget(self, every: bool) -> None:
        row = self._current
        if isinstance(row, Missing):
            self.decisions.withdraw([row], wanted=False)
        elif row is not None:
            self.decisions.forget(self._kind(row) if every else [row])

    @Slot(str, bool)
    def _pick(self, field: str, kept: bool) -> None:
        row = self._current
        if isinstance(row, Verdict):
            self.decisions.keep(row, field, kept)


def _said(changes: Sequence[Change]) -> list[tuple[str, str, str]]:
    """Changes whose values are ids, in words."""
    return [(change.field, *change.said) for change in changes if change.said]
