"""Delegations added by country or organisation: one typed, or a whole list pasted, seen before it is kept."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from attendance.commands.delegations import Added, add_delegations
from attendance.imports.proposing import Proposal, propose
from attendance.language.countries import countries, country_name
from attendance.ui.completion import Completion
from attendance.ui.desk import Desk
from attendance.ui.error_bar import told
from attendance.ui.parts import button, lay, words
from attendance.ui.work import DELEGATIONS

SIZE = (720, 520)
CODE, NAME, OFFICIAL = range(3)


def _country_names(language: str) -> list[str]:
    return sorted({country_name(each.iso2, language) for each in countries()})


class _Line(QLineEdit):
    """A line that takes a list of many lines too.

    Attributes:
        pasted: text of several lines came from the clipboard.
    """

    pasted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = QGuiApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if "\n" in text.strip():
            self.pasted.emit(text)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.returnPressed.emit()  # and not the dialog's own button
        else:
            super().keyPressEvent(event)


class AddDelegationsDialog(QDialog):
    """The line, the list of what will be added, and one button."""

    def __init__(
        self, desk: Desk, event: UUID, known: Sequence[tuple[str, str | None]], parent: QWidget
    ) -> None:
        """``known`` are code and country of the delegations there are."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._event, self._known = desk, event, list(known)
        self._proposals: list[Proposal] = []
        self._asked: list[str] = []
        texts = desk.texts
        self.setWindowTitle(texts("Add delegations"))
        self.resize(*SIZE)
        column = lay(QVBoxLayout(self), margins=(24, 24, 24, 20), spacing=12)
        column.addWidget(words(texts("Add delegations"), "title"))
        hint = texts("Type a country or an organisation and press Enter, or paste a whole list: one a line.")
        column.addWidget(words(hint, "muted", wrap=True))
        self.field = _Line()
        self.field.setPlaceholderText(texts("Country or organisation"))
        self.field.setAccessibleName(texts("Country or organisation"))
        self.field.returnPressed.connect(self._entered)
        self.field.pasted.connect(self.take_text)
        column.addWidget(self.field)
        frame = QFrame()
        frame.setObjectName("card")
        lay(QHBoxLayout(frame), margins=(1, 1, 1, 1)).addWidget(self._build_table())
        column.addWidget(frame, 1)
        self._said = words("", "muted", wrap=True)
        self._problem = words("", tone="red", wrap=True)
        self._problem.hide()
        column.addWidget(self._said)
        column.addWidget(self._problem)
        column.addLayout(self._build_buttons())
        desk.work.aside(self, _country_names, texts.language, then=self._countries_known)
        self._tell()
        self.field.setFocus()

    def _build_table(self) -> QTableWidget:
        texts, theme = self._desk.texts, self._desk.theme
        table = self.table = QTableWidget(0, 3)
        table.setObjectName("plain")
        table.setAccessibleName(texts("Delegations to be added"))
        table.setHorizontalHeaderLabels(
            [texts("Code"), texts("Delegation"), texts("Delegation in the official script")]
        )
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.row + 2)
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(CODE, QHeaderView.ResizeMode.Fixed)
        table.setColumnWidth(CODE, 110)
        return table

    def _build_buttons(self) -> QHBoxLayout:
        theme, texts = self._desk.theme, self._desk.texts
        row = lay(QHBoxLayout(), spacing=8)
        self._drop = button(theme, texts("Leave out"), kind="flat", pressed=self.leave_out)
        row.addWidget(self._drop)
        row.addStretch()
        row.addWidget(button(theme, texts("Cancel"), pressed=self.reject))
        self._add = button(theme, texts("Add"), kind="primary", pressed=self.add)
        row.addWidget(self._add)
        return row

    def _countries_known(self, names: list[str]) -> None:
        completer = Completion(names, self.field)
        # Queued: the field itself writes what was picked, after everybody else has heard.
        completer.activated[str].connect(self._picked, Qt.ConnectionType.QueuedConnection)
        self.field.setCompleter(completer)

    # -- what will be added ----------------------------------------------------------------------------

    @Slot(str)
    def _picked(self, name: str) -> None:
        self.field.setText(name)
        self._entered()

    @Slot()
    def _entered(self) -> None:
        typed = self.field.text().strip()
        if typed:
            self.field.clear()
            self.take_text(typed)
        elif self._fresh():
            self.add()

    @Slot(str)
    def take_text(self, text: str) -> None:
        """Lines that name a delegation each."""
        lines = [line for line in text.splitlines() if line.strip()]
        known = [*self._known, *((p.code, p.country) for p in self._proposals if not p.taken)]
        self._desk.work.aside(self, propose, lines, known, then=self._proposed)

    def _proposed(self, found: list[Proposal]) -> None:
        self._keep_edits()
        shown = {(p.code, p.name) for p in self._proposals}
        self._proposals += [p for p in found if (p.code, p.name) not in shown]
        self._fill()
        self.table.scrollToBottom()

    def _fill(self) -> None:
        self.table.setRowCount(len(self._proposals))
        muted = QColor(self._desk.theme.palette.muted)
        for place, proposal in enumerate(self._proposals):
            there = self._desk.texts("takes part already") if proposal.taken else ""
            for column, text in enumerate((proposal.code, proposal.name, there or proposal.name_official)):
                item = QTableWidgetItem(text or "")
                if proposal.taken:
                    item.setForeground(muted)
                    item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                self.table.setItem(place, column, item)
        self._tell()

    def _keep_edits(self) -> None:
        """What somebody corrected in the table."""
        for place, proposal in enumerate(self._proposals):
            cells = [self.table.item(place, column) for column in (CODE, NAME, OFFICIAL)]
            if not proposal.taken and all(cells):
                code, name, official = (cell.text().strip() for cell in cells)
                self._proposals[place] = proposal._replace(
                    code=code, name=name, name_official=official or None
                )

    def _fresh(self) -> list[Proposal]:
        return [proposal for proposal in self._proposals if not proposal.taken]

    def _tell(self) -> None:
        texts, count = self._desk.texts, len(self._fresh())
        there = len(self._proposals) - count
        said = texts.plural("{n} takes part already.", "{n} take part already.", there) if there else ""
        self._said.setText(said)
        self._said.setVisible(bool(said))
        more = texts.plural("Add {n} delegation", "Add {n} delegations", count)
        self._add.setText(more if count else texts("Add"))
        self._add.setAccessibleName(self._add.text())
        self._add.setEnabled(bool(count))
        self._drop.setEnabled(bool(self._proposals))

    @Slot()
    def leave_out(self) -> None:
        """The marked rows are not added."""
        self._keep_edits()
        gone = {index.row() for index in self.table.selectionModel().selectedRows()}
        gone = gone or {self.table.currentRow()}
        self._proposals = [p for place, p in enumerate(self._proposals) if place not in gone]
        self._fill()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete and self.table.hasFocus():
            self.leave_out()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.take_text(QGuiApplication.clipboard().text())
        else:
            super().keyPressEvent(event)

    # -- adding ----------------------------------------------------------------------------------------

    @Slot()
    def add(self) -> None:
        """Keep them, all or none."""
        self._keep_edits()
        if not self._fresh():
            return
        keys = ("code", "name", "name_official", "country", "section")
        rows: list[dict[str, Any]] = [{key: getattr(p, key) for key in keys} for p in self._fresh()]
        self._add.setEnabled(False)
        self._desk.work.write(
            self,
            add_delegations,
            self._desk.stamp(),
            self._event,
            rows,
            then=self._added,
            failed=self._refused,
            touches=frozenset({DELEGATIONS}),
        )

    def _added(self, made: Added) -> None:
        texts = self._desk.texts
        said = texts.plural("{n} delegation added.", "{n} delegations added.", len(made.ids))
        self._desk.say(said, made.action)
        self.accept()

    def _refused(self, error: Exception) -> None:
        self._add.setEnabled(True)
        self._problem.setText(told(self._desk.texts, error))
        self._problem.show()
