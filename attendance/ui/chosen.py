"""Which rows of a list are selected: a few by their numbers, or all that answer a question."""

from typing import NamedTuple

from PySide6.QtCore import QItemSelection, QItemSelectionModel

from attendance.queries.listing import Question
from attendance.ui.rows_model import RowsModel

_ROWS = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows


class Chosen(NamedTuple):
    """Selected rows, as a verb takes them.

    Attributes:
        total: how many rows they are.
        numbers: their local numbers; empty when ``question`` stands for all rows that answer it.
    """

    total: int
    numbers: tuple[int, ...] = ()
    question: Question | None = None


def how_many(selection: QItemSelectionModel) -> int:
    """How many rows are selected, without looking at them one by one."""
    rows = {(part.top(), part.bottom()) for part in selection.selection()}
    return sum(bottom - top + 1 for top, bottom in rows)


def chosen(selection: QItemSelectionModel, model: RowsModel) -> Chosen:
    """The selected rows; where they are all rows of the list, the question carries them."""
    parts = sorted({(part.top(), part.bottom()) for part in selection.selection()})
    if parts and parts == [(0, model.rowCount() - 1)]:
        return Chosen(model.rowCount(), (), model.question)
    numbers = tuple(
        number
        for top, bottom in parts
        for place in range(top, bottom + 1)
        if (number := model.number_at(place)) is not None
    )
    return Chosen(len(numbers), numbers)


def choose_again(before: Chosen, selection: QItemSelectionModel, model: RowsModel) -> None:
    """Select the same rows after the list was read anew, as far as they are still in it."""
    last = model.columnCount() - 1
    picked = QItemSelection()
    if before.question is not None:
        if before.question == model.question and model.rowCount():
            picked.select(model.index(0, 0), model.index(model.rowCount() - 1, last))
    else:
        for place in model.places_of(before.numbers[:MOST_BROUGHT_BACK]):
            picked.select(model.index(place, 0), model.index(place, last))
    selection.select(picked, _ROWS)


MOST_BROUGHT_BACK = 300
"""Rows selected again one by one after a change; a larger selection is made anew by hand."""
