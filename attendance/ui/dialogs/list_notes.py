"""What one should know about a list before its columns are looked through."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from attendance.imports.answers import SheetLook
from attendance.imports.mapping import Guess
from attendance.language import Texts
from attendance.store.layouts import Layout
from attendance.ui import icons
from attendance.ui.desk import Desk
from attendance.ui.dialogs.columns_model import column_name
from attendance.ui.parts import button, lay, words

MOST_ROWS = 8


class ListNotes(QFrame):
    """A few lines above the columns, and a button that sets remembered columns back."""

    def __init__(self, desk: Desk, anew: Callable[[], Any]) -> None:
        super().__init__()
        self.setObjectName("content")
        self._texts = desk.texts
        row = lay(QHBoxLayout(self), margins=(24, 10, 16, 10), spacing=12)
        self._palette = desk.theme.palette
        self._sign = icons.Sign("columns", self._palette.accent)
        row.addWidget(self._sign, alignment=Qt.AlignmentFlag.AlignTop)
        column = lay(QVBoxLayout(), spacing=4)
        self._lines = words("", wrap=True)
        column.addWidget(self._lines)
        row.addLayout(column, 1)
        self.anew = button(desk.theme, desk.texts("Propose anew"), pressed=anew)
        row.addWidget(self.anew, alignment=Qt.AlignmentFlag.AlignTop)

    def tell(self, sheet: SheetLook, remembered: Layout | None) -> None:
        """About one table; hidden when there is nothing to say."""
        texts = self._texts
        lines: list[str] = []
        if remembered is not None:
            lines.append(
                texts(
                    "Columns as they were chosen on {date} for a list with the same headings.",
                    date=texts.date_long(remembered.day),
                )
            )
        old = [_old_lao(texts, sheet, guess) for guess in sheet.guesses if guess.legacy_lao]
        lines += old
        if sheet.apart:
            lines.append(_around(texts, sheet.apart))
        said = "\n".join(lines)
        self._lines.setText(said)
        self.setAccessibleName(said)
        if old:
            self._sign.show_icon("warning", self._palette.amber)
        else:
            self._sign.show_icon("columns", self._palette.accent)
        self.anew.setVisible(remembered is not None)
        self.setVisible(bool(lines))


def _old_lao(texts: Texts, sheet: SheetLook, guess: Guess) -> str:
    column = column_name(texts, guess, sheet.left)
    where = f"{sheet.name} · {column}" if sheet.name else column
    if guess.old_font:
        return texts(
            "{column} is in {font}, a Lao font from before Unicode, and is not read. Convert it to Unicode,"
            " or type it in a font such as Phetsarath OT.",
            column=where,
            font=guess.old_font,
        )
    return texts(
        "{column} looks like Lao of a font from before Unicode and is not read. Convert it to Unicode, or"
        " type it in a font such as Phetsarath OT.",
        column=where,
    )


def _around(texts: Texts, apart: Sequence[tuple[int, str]]) -> str:
    """Rows that stand around the list, by number and by how the first of them begins."""
    rows = ", ".join(str(number) for number, _ in apart[:MOST_ROWS]) + ("…" if len(apart) > MOST_ROWS else "")
    return texts.plural(
        "Not read, because it is no part of the list: row {rows} (“{text}”).",
        "Not read, because they are no part of the list: rows {rows} (“{text}”).",
        len(apart),
        rows=rows,
        text=apart[0][1],
    )
