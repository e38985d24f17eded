"""Rows of the table of delegates on their way to a spreadsheet and back: copy, and paste."""

import csv
import html
import io
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from attendance.queries.listing import Listing, ids, page
from attendance.ui.chosen import Chosen
from attendance.ui.desk import Desk
from attendance.ui.pages.delegates.wording import DelegateWording
from attendance.ui.pasting import KeptList, copied, keep
from attendance.ui.rows_model import Row

MOST_COPIED = 20_000

Table = list[list[str]]


def _rows(
    db: Any, listing: Listing, chosen: Chosen, keys: Sequence[str], cells: Callable[[Row], list[str]]
) -> Table | None:
    """The words of the chosen rows; None when they are too many."""
    numbers: Sequence[int] = chosen.numbers
    if chosen.question is not None:
        numbers = ids(db, listing, chosen.question)
    if len(numbers) > MOST_COPIED:
        return None
    found: Table = []
    for start in range(0, len(numbers), 500):
        found += [cells(row) for row in page(db, listing, numbers[start : start + 500], keys)]
    return found


def as_tsv(rows: Table) -> str:
    """Rows as spreadsheets take them from the clipboard; what breaks a line is quoted."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\n").writerows(rows)
    return out.getvalue()


def as_html(rows: Table) -> str:
    """The same as a table of text cells: a phone keeps its "+", and nothing becomes a formula."""
    cell = "<td style=\"mso-number-format:'\\@'\" x:str>{}</td>"
    lines = ("".join(cell.format(html.escape(value)) for value in row) for row in rows)
    return "<meta charset='utf-8'><table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


class DelegateRows(QObject):
    """Copies rows, and hands pasted ones on as a list to be imported.

    Attributes:
        pasted: the files that hold the rows; they are there as long as this object.
        single: one value was pasted, meant for the cell the keyboard is on.
    """

    pasted = Signal(object)
    single = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folders: list[object] = []
        self._titles: list[str] = []

    def copy(
        self, listing: Listing, chosen: Chosen, shown: Sequence[str], keys: Sequence[str], titles: list[str],
        wording: DelegateWording,
    ) -> None:  # fmt: skip
        """Put the chosen rows on the clipboard: the ``shown`` columns in words, under their titles.

        ``keys`` are all that is read with a row, in the order ``wording`` has learned.
        """
        self._titles = titles

        def cells(row: Row) -> list[str]:
            return [
                wording.name(row)[0] if key == "name" else wording.spoken(key, row[place], row)
                for place, key in enumerate(shown, start=1)
            ]

        self._desk.work.read(self, _rows, listing, chosen, keys, cells, then=self._copied)

    def _copied(self, rows: Table | None) -> None:
        texts = self._desk.texts
        if rows is None:
            self._desk.say(
                texts("That is too much for the clipboard. Write a report instead, or select fewer people.")
            )
            return
        whole = [self._titles, *rows]
        data = QMimeData()
        data.setText(as_tsv(whole))
        data.setHtml(as_html(whole))
        QGuiApplication.clipboard().setMimeData(data)
        self._desk.say(texts.plural("{n} row copied.", "{n} rows copied.", len(rows)))

    def paste(self) -> None:
        """Take what is on the clipboard: one value, or rows whose columns are found and shown first."""
        found, texts = copied(), self._desk.texts
        text = QGuiApplication.clipboard().text().strip("\r\n")
        if found is None:
            self._desk.say(texts("There is nothing to paste. Copy rows in a spreadsheet first."))
        elif found.files:
            self.pasted.emit(found.files)
        elif found.ending == ".txt" and "\n" not in text:
            self.single.emit(text.strip())
        else:
            self._desk.work.aside(self, keep, found, texts("Pasted rows"), then=self._kept)

    def _kept(self, kept: KeptList) -> None:
        self._folders.append(kept.folder)
        self.pasted.emit((kept.file,))
