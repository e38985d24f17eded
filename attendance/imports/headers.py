"""Where in a sheet the table begins: the row of headings below titles, in one line, two or three."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from attendance.imports.fields import meanings
from attendance.imports.reading import Sheet

KEY = "att:"
"""Begins every cell of the hidden row by which a form of ours says what its columns mean."""
MOST_LINES = 3
_SEARCHED_ROWS = 40
_COMPARED_ROWS = 30
STRONG = 0.9
_LONGEST_HEADING = 80
_FEWEST_NUMBERED = 3


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with its headings found.

    Attributes:
        sheet: what was read.
        headings: one text per column; '' where there is none.
        first: index in ``sheet.rows`` of the first row below the headings.
        heading_rows: row numbers in the file of the headings, none when there are no headings.
        keys: what each column means, where the file itself says so; '' for a column without.
    """

    sheet: Sheet
    headings: list[str]
    first: int
    heading_rows: tuple[int, ...]
    keys: tuple[str, ...] = ()


def find_table(sheet: Sheet) -> Table:
    """The headings of a sheet; a sheet where no row looks like headings is all table."""
    if (keyed := _keyed(sheet)) is not None:
        return keyed
    best = find_headings(sheet, range(min(len(sheet.rows), _SEARCHED_ROWS)))
    if best is None:
        return Table(sheet, [""] * len(sheet.rows[0]), 0, ())
    return _table(sheet, upper_line(sheet, best), best)


def find_headings(sheet: Sheet, indexes: Sequence[int]) -> int | None:
    """The index of the row that looks most like headings, None when none does."""
    best, best_score = None, 0.4
    for index in indexes:
        score = _score(sheet, index)
        if score > best_score:
            best, best_score = index, score
    return best


def table_at(sheet: Sheet, number: int) -> Table:
    """The table whose (first) row of headings has this row number in the file."""
    index = sheet.numbers.index(number)
    keyed = _keyed(sheet)
    if keyed is not None and number in (*keyed.heading_rows, sheet.numbers[keyed.first - 2]):
        return keyed
    return _table(sheet, index, index)


def _keyed(sheet: Sheet) -> Table | None:
    """The table of a form of ours: keys, below them the headings as people read them."""
    for index, row in enumerate(sheet.rows[:_SEARCHED_ROWS]):
        if sum(cell.startswith(KEY) for cell in row) > 1 and index + 1 < len(sheet.rows):
            keys = tuple(cell.removeprefix(KEY) if cell.startswith(KEY) else "" for cell in row)
            headings = list(sheet.rows[index + 1])
            return Table(sheet, headings, index + 2, (sheet.numbers[index + 1],), keys)
    return None


def _table(sheet: Sheet, top: int, sure: int) -> Table:
    """The table with headings from index ``top`` to at least ``sure``."""
    headings = list(sheet.rows[top])
    bottom = top
    while bottom + 1 < len(sheet.rows) and bottom - top + 1 < MOST_LINES:
        upper, lower = sheet.rows[bottom], sheet.rows[bottom + 1]
        needed = bottom < sure or _reaches_down(sheet, bottom)
        if not needed and not _is_second_line(upper, lower):
            break
        spread = _spread(sheet, bottom, headings if bottom > top else upper)
        headings = [_joined(above, below) for above, below in zip(spread, lower, strict=True)]
        bottom += 1
    if bottom + 1 < len(sheet.rows) and _counts_columns(sheet.rows[bottom + 1], headings):
        bottom += 1
    return Table(sheet, headings, bottom + 1, tuple(sheet.numbers[top : bottom + 1]))


def upper_line(sheet: Sheet, index: int) -> int:
    """The index of the line above that belongs to these headings, too, else ``index`` itself."""
    if not index or sheet.numbers[index] - sheet.numbers[index - 1] != 1:
        return index
    above, here = sheet.rows[index - 1], sheet.rows[index]
    filled = [cell for cell in above if cell]
    if len(filled) < 2 or any(_is_data(cell) or ":" in cell or cell.startswith(KEY) for cell in filled):
        return index
    number = sheet.numbers[index - 1]
    over_blank = any(up and not down for up, down in zip(above, here, strict=True))
    spans = any(
        top == number and bottom == number and sum(map(bool, here[left : right + 1])) > 1
        for top, left, bottom, right in sheet.merged
    )
    return index - 1 if over_blank or spans else index


def strong_fields(row: Sequence[str]) -> set[str]:
    """What the cells of a row mean for sure, as headings."""
    return {
        field
        for cell in row
        if cell and len(cell) <= _LONGEST_HEADING
        for field, confidence in meanings(cell).items()
        if confidence >= STRONG
    }


def _is_data(cell: str) -> bool:
    return len(cell) > _LONGEST_HEADING or "@" in cell or cell[:1].isdigit()


def _score(sheet: Sheet, index: int) -> float:
    """How much a row looks like headings: known words count for, cells that look like data against."""
    row = sheet.rows[index]
    nearby = sheet.rows[max(0, index - _SEARCHED_ROWS) : index + _COMPARED_ROWS]
    others = [other for other in nearby if other != row]
    strong = weak = data = 0.0
    for column, cell in enumerate(row):
        if not cell:
            continue
        confidence = max(meanings(cell).values(), default=0.0) if len(cell) <= _LONGEST_HEADING else 0.0
        if any(other[column] == cell for other in others):
            confidence = 0.0  # what recurs in its column is a value
        strong += confidence >= STRONG
        weak += 0.0 < confidence < STRONG
        data += _is_data(cell)
    return strong + 0.2 * weak - 0.5 * data / sum(map(bool, row))


def _is_second_line(upper: list[str], lower: list[str]) -> bool:
    """Whether every cell of the lower row is a heading, too, and the upper one leaves it room."""
    filled = [cell for cell in lower if cell]
    if not filled or all(above and below for above, below in zip(upper, lower, strict=True)):
        return False
    if [cell for cell in upper if cell] == filled:
        return False
    sure = sum(max(meanings(cell).values(), default=0.0) >= STRONG for cell in filled)
    marks = sum(max(meanings(f"name {cell}").values(), default=0.0) >= STRONG for cell in filled)
    return (sure >= 1 and sure + marks >= len(filled)) or marks == len(filled) > 1


def _reaches_down(sheet: Sheet, index: int) -> bool:
    """Whether headings of this line are merged with the line below, which therefore is one, too."""
    number, below = sheet.numbers[index], sheet.numbers[index + 1]
    return any(top <= number and bottom == below for top, _, bottom, _ in sheet.merged)


def _counts_columns(row: list[str], headings: list[str]) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3 or (1), (2), (3)."""
    numbers = [cell.strip("().") for cell in row if cell]
    wanted = sum(map(bool, headings))
    if len(numbers) < max(_FEWEST_NUMBERED, wanted - 1):
        return False
    return numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _spread(sheet: Sheet, index: int, line: list[str]) -> list[str]:
    """The upper line with each merged heading repeated over the columns it spans."""
    row = list(line)
    number = sheet.numbers[index]
    here = [r for r in sheet.merged if r[0] <= number <= r[2] and r[3] > r[1]]
    for _, left, _, right in here:
        if left < len(row):
            row[left : right + 1] = [row[left]] * (min(right + 1, len(row)) - left)
    if here:
        return row
    for column, (before, now) in enumerate(pairwise(row), 1):
        if not now and sheet.rows[index + 1][column]:
            row[column] = row[column - 1] or before
    return row


def _joined(above: str, below: str) -> str:
    """The one of "above below", "below" and "above" that says most."""
    candidates = [text for text in (f"{above} {below}".strip(), below, above) if text]
    return max(candidates, key=lambda text: max(meanings(text).values(), default=0.0), default="")


def repeats_headings(table: Table, row: list[str]) -> bool:
    """Whether a row below is a line of the headings, or of the title, once more, as on every printed page."""
    lines = len(table.heading_rows)
    if not lines:
        return False
    above = table.sheet.rows[: table.first]
    return any(_same_line(line, row) for line in above[-lines:]) or any(
        _same_line(line, row) for line in above[:-lines] if sum(map(bool, line)) < len(line)
    )


def _same_line(one: list[str], other: list[str]) -> bool:
    return one == other or all(map(_same_heading, one, other))


def _same_heading(one: str, other: str) -> bool:
    return one == other or one.casefold() == other.casefold()
