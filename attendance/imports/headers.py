"""Where in a sheet the table begins: the row of headings below titles, in one line or two."""

from dataclasses import dataclass
from itertools import pairwise

from attendance.imports.fields import meanings
from attendance.imports.reading import Sheet

_SEARCHED_ROWS = 40
_COMPARED_ROWS = 30
_STRONG = 0.9
_LONGEST_HEADING = 80


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its headings found.

    Attributes:
        sheet: what was read.
        headings: one text per column; '' where there is none.
        first: index in ``sheet.rows`` of the first row below the headings.
        heading_rows: row numbers in the file of the headings, none when there are no headings.
    """

    sheet: Sheet
    headings: list[str]
    first: int
    heading_rows: tuple[int, ...]


def find_table(sheet: Sheet) -> Table:
    """The headings of a sheet; a sheet where no row looks like headings is all table."""
    best, best_score = None, 0.4
    for index in range(min(len(sheet.rows), _SEARCHED_ROWS)):
        score = _score(sheet, index)
        if score > best_score:
            best, best_score = index, score
    if best is None:
        return Table(sheet, [""] * len(sheet.rows[0]), 0, ())
    return table_at(sheet, sheet.numbers[best])


def table_at(sheet: Sheet, number: int) -> Table:
    """The table whose (first) row of headings has this row number in the file."""
    index = sheet.numbers.index(number)
    upper = sheet.rows[index]
    if index + 1 < len(sheet.rows) and _is_second_line(upper, sheet.rows[index + 1]):
        lower = sheet.rows[index + 1]
        spread = _spread(sheet, index)
        headings = [_joined(above, below) for above, below in zip(spread, lower, strict=True)]
        return Table(sheet, headings, index + 2, (number, sheet.numbers[index + 1]))
    return Table(sheet, list(upper), index + 1, (number,))


def _score(sheet: Sheet, index: int) -> float:
    """How much a row looks like headings: known words count for, cells that look like data against."""
    row = sheet.rows[index]
    others = [other for other in sheet.rows[: index + _COMPARED_ROWS] if other != row]
    strong = weak = data = 0.0
    for column, cell in enumerate(row):
        if not cell:
            continue
        confidence = max(meanings(cell).values(), default=0.0) if len(cell) <= _LONGEST_HEADING else 0.0
        if any(other[column] == cell for other in others):
            confidence = 0.0  # what recurs in its column is a value
        strong += confidence >= _STRONG
        weak += 0.0 < confidence < _STRONG
        data += len(cell) > _LONGEST_HEADING or "@" in cell or cell[:1].isdigit()
    return strong + 0.2 * weak - 0.5 * data / sum(map(bool, row))


def _is_second_line(upper: list[str], lower: list[str]) -> bool:
    """Whether every cell of the lower row is a heading, too, and the upper one leaves it room."""
    filled = [cell for cell in lower if cell]
    if not filled or all(above and below for above, below in zip(upper, lower, strict=True)):
        return False
    if [cell for cell in upper if cell] == filled:
        return False
    sure = sum(max(meanings(cell).values(), default=0.0) >= _STRONG for cell in filled)
    marks = sum(max(meanings(f"name {cell}").values(), default=0.0) >= _STRONG for cell in filled)
    return (sure >= 1 and sure + marks >= len(filled)) or marks == len(filled) > 1


def _spread(sheet: Sheet, index: int) -> list[str]:
    """The upper line with each merged heading repeated over the columns it spans."""
    row = list(sheet.rows[index])
    number = sheet.numbers[index]
    for top, left, bottom, right in sheet.merged:
        if top <= number <= bottom and left < len(row):
            row[left : right + 1] = [row[left]] * (min(right + 1, len(row)) - left)
    if any(top <= number <= bottom for top, _, bottom, _ in sheet.merged):
        return row
    for column, (before, here) in enumerate(pairwise(row), 1):
        if not here and sheet.rows[index + 1][column]:
            row[column] = row[column - 1] or before
    return row


def _joined(above: str, below: str) -> str:
    """The one of "above below", "below" and "above" that says most."""
    candidates = [text for text in (f"{above} {below}".strip(), below, above) if text]
    return max(candidates, key=lambda text: max(meanings(text).values(), default=0.0), default="")


def repeats_headings(table: Table, row: list[str]) -> bool:
    """Whether a row below is the headings once more, as on every printed page."""
    if not table.heading_rows:
        return False
    headings = table.sheet.rows[table.first - len(table.heading_rows)]
    return all(map(_same_heading, headings, row))


def _same_heading(one: str, other: str) -> bool:
    return one == other or one.casefold() == other.casefold()
