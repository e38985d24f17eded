"""The tables of one sheet: one under another or beside each other, without what stands around them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from attendance.imports.fields import IGNORE
from attendance.imports.headers import (
    Table,
    find_headings,
    find_table,
    repeats_headings,
    strong_fields,
    table_at,
    upper_line,
)
from attendance.imports.reading import Sheet

_PARTS = frozenset(("given", "family"))
_NAMES = frozenset(("name", "given", "family", "name_official"))
_MOST_LOOKED_AT = 2_000
_NARROW = 3
_SPARSE = 2
_DENSE = 0.6
_USUAL = 0.5
_SAMPLED = 2_000
_TITLE_ROWS = 4
_DEEPEST = 4
_LONG = 60
_WIDE = 3
_BELOW = re.compile(
    r"^\W{0,3}\s*(notes?|remarks?|legend|key|source|abbreviations?|prepared|certified|approved|checked|signed"
    r"|signatures?|date|done at|fait [àa]|signature|nota|légende|примечани\w*|подпис\w*|составил\w*"
    r"|утвержда\w*|дата|обозначени\w*|ໝາຍເຫດ|ລາຍເຊັນ|ວັນທີ|ຜູ້ສະຫຼຸບ|ຜູ້ຮັບຜິດຊອບ|ອະທິບາຍ)(?!\w)",
    re.IGNORECASE,
)
_MARK = re.compile(r"^[*†‡§¹²³]\s*\S")
_PAGE = re.compile(
    r"^\W*(page|ໜ້າ|ໜ້າທີ|стр\.?|страница|หน้า)?\s*\d+\s*(of|/|ຈາກ|из|sur|de)\s*\d+\W*$"
    r"|^\W*(page|ໜ້າ|ໜ້າທີ|стр\.?|страница|หน้า)\s*\d+\W*$",
    re.IGNORECASE,
)


def tables_in(sheet: Sheet) -> list[Sheet]:
    """Each table of a sheet as a sheet of its own: titles, headings, rows; from top to bottom, left to right.

    What stands below a table and names nobody (notes, signatures, codes) is in ``apart``, and so are the
    numbers of pages. A sheet without headings is one table. Cells merged downwards are filled.
    """
    return list(_tables(sheet, 0))


def _tables(sheet: Sheet, depth: int) -> Iterator[Sheet]:
    tops = _beginnings(sheet)
    if not tops or depth > _DEEPEST:
        yield _filled_down(sheet)
        return
    starts = [0, *(_titles_above(sheet, top) for top in tops[1:]), len(sheet.rows)]
    for start, end in pairwise(starts):
        segment = _cut(sheet, start, end, 0, len(sheet.rows[0]))
        groups = _side_by_side(segment)
        if len(groups) == 1:
            yield _trimmed(segment)
            continue
        for left, right in groups:
            part = _cut(segment, 0, len(segment.rows), left, right)
            if part.rows:
                yield from _tables(part, depth + 1)


def _beginnings(sheet: Sheet) -> list[int]:
    """Indexes of the first line of headings of every table below another; repeated headings begin none."""
    first = find_table(sheet)
    if not first.heading_rows:
        return []
    if first.keys:
        return [sheet.numbers.index(first.heading_rows[0])]
    first = _earlier(sheet, first)
    tops = [sheet.numbers.index(first.heading_rows[0])]
    looked_at, table, after = 0, first, first.first
    for index in _candidates(sheet, first.first):
        if index < after:
            continue
        row = sheet.rows[index]
        if repeats_headings(table, row):
            after = index + len(table.heading_rows)
            continue
        looked_at += 1
        if looked_at > _MOST_LOOKED_AT:
            break
        if len(strong_fields(row) - {IGNORE}) < 2 or find_headings(sheet, (index,)) is None:
            continue
        top = max(upper_line(sheet, index), after)
        tops.append(top)
        table = table_at(sheet, sheet.numbers[top])
        after = table.first
    return tops


def _earlier(sheet: Sheet, best: Table) -> Table:
    """The list of people above the table whose headings say most, where there is one."""
    until = sheet.numbers.index(best.heading_rows[0])
    for index in range(until):
        fields = strong_fields(sheet.rows[index]) - {IGNORE}
        if len(fields) > 1 and fields & _NAMES and find_headings(sheet, (index,)) is not None:
            table = table_at(sheet, sheet.numbers[index])
            if table.first < until:
                return table
    return best


def _candidates(sheet: Sheet, first: int) -> Iterator[int]:
    """Rows that may be headings once more: after a gap, or below a line with hardly anything in it."""
    rows, numbers = sheet.rows, sheet.numbers
    most = 0 if len(rows[0]) == 1 else 1 if len(rows[0]) <= _NARROW else _SPARSE
    for index in range(first + 1, len(rows)):
        gap = numbers[index] - numbers[index - 1] != 1
        if gap or _count(rows[index - 1]) <= most:
            yield index


def _count(row: list[str]) -> int:
    return len(row) - row.count("")


def _titles_above(sheet: Sheet, top: int) -> int:
    """The index of the first line of titles above headings that are not the first of their sheet."""
    start = top
    while start > 0 and top - start < _TITLE_ROWS and _count(sheet.rows[start - 1]) == 1:
        if sheet.numbers[start] - sheet.numbers[start - 1] > 2:
            break
        start -= 1
    return start


def _cut(sheet: Sheet, start: int, end: int, left: int, right: int) -> Sheet:
    """Rows ``start`` to ``end`` and columns ``left`` to ``right`` (both ends exclusive) of a sheet."""
    if (start, end, left, right) == (0, len(sheet.rows), 0, len(sheet.rows[0])):
        return sheet
    kept = [index for index in range(start, end) if any(sheet.rows[index][left:right])]
    numbers = [sheet.numbers[index] for index in kept]
    lowest, highest = (numbers[0], numbers[-1]) if numbers else (0, -1)
    return replace(
        sheet,
        numbers=numbers,
        rows=[sheet.rows[index][left:right] for index in kept],
        merged=[
            (top, max(first, left) - left, bottom, min(last, right - 1) - left)
            for top, first, bottom, last in sheet.merged
            if first < right and last >= left and top <= highest and bottom >= lowest
        ],
        old_lao={c - left: font for c, font in sheet.old_lao.items() if left <= c < right},
        left=sheet.left + left,
    )


def _side_by_side(sheet: Sheet) -> list[tuple[int, int]]:
    """Column ranges of tables that stand beside each other, divided by empty columns."""
    table = find_table(sheet)
    lines = len(table.heading_rows)
    below = sheet.rows[max(0, table.first - lines) :]
    width = len(table.headings)
    empty = [not any(row[column] for row in below) for column in range(width)]
    if table.keys or not any(empty):
        return [(0, width)]
    groups: list[tuple[int, int]] = []
    start = 0
    for column in range(1, width):
        if empty[column - 1] and not empty[column]:
            here = table.headings[column : _end_of(empty, column)]
            before = [text for text in table.headings[start:column] if text]
            if before and _is_another(sheet, table, before, here, column):
                groups.append((start, column))
                start = column
    return [*groups, (start, width)]


def _end_of(empty: list[bool], column: int) -> int:
    while column < len(empty) and not empty[column]:
        column += 1
    return column


def _is_another(sheet: Sheet, table: Table, before: list[str], here: list[str], column: int) -> bool:
    """Whether columns to the right of an empty one are a table of their own, not the rest of this one."""
    titled = [text for text in here if text]
    if not titled:
        return True
    left, right = strong_fields(before), strong_fields(titled) - {IGNORE}
    if left & right or ("name" in left and right & _PARTS) or ("name" in right and left & _PARTS):
        return True
    if len(set(before) & set(titled)) * 2 >= len(titled):
        return True
    if right:
        return False
    # Words nobody knows: a legend is shorter than the list, a column of the list is not.
    body = sheet.rows[table.first :]
    filled = sum(any(row[column : column + len(here)]) for row in body)
    return filled * 2 < len(body)


def _trimmed(sheet: Sheet) -> Sheet:
    """Without page numbers and without what stands below the last person."""
    table = find_table(sheet)
    first = table.first
    body = [index for index in range(first, len(sheet.rows)) if not _is_page_number(sheet.rows[index])]
    apart = [index for index in range(first, len(sheet.rows)) if _is_page_number(sheet.rows[index])]
    end = _end_of_list(sheet, table, body)
    apart += body[end:]
    body = body[:end]
    order = [*_above(sheet, table, body), *body]
    if apart or order != list(range(len(sheet.rows))):
        sheet = replace(
            sheet,
            rows=[sheet.rows[index] for index in order],
            numbers=[sheet.numbers[index] for index in order],
            apart=(*sheet.apart, *((sheet.numbers[i], _said(sheet.rows[i])) for i in sorted(apart))),
        )
    return _filled_down(sheet)


def _said(row: list[str]) -> str:
    return " ".join(cell for cell in row if cell)[:_LONG]


def _is_page_number(row: list[str]) -> bool:
    if _count(row) > _SPARSE:
        return False
    return _PAGE.match(_said(row)) is not None and len(row) > 1


def _above(sheet: Sheet, table: Table, body: list[int]) -> list[int]:
    """Titles and headings; a title that names the first of several groups comes after the headings.

    Groups that repeat the headings have their name above them, as tables in a text do.
    """
    head = list(range(table.first))
    lines = len(table.heading_rows)
    title = table.first - lines - 1
    if title < 0 or not body or _count(sheet.rows[title]) != 1:
        return head
    names = [
        before
        for before, index in pairwise(body)
        if repeats_headings(table, sheet.rows[index]) and _count(sheet.rows[before]) == 1
    ]
    if not names or any(sheet.rows[name] == sheet.rows[title] for name in names):
        return head
    head.remove(title)
    return [*head, title]


def _end_of_list(sheet: Sheet, table: Table, body: list[int]) -> int:
    """How many rows of the body come before the first that stands below the list."""
    core = _usual_columns(sheet, body)
    if len(core) < _WIDE or table.keys:
        return len(body)
    end = len(body)
    while end and sum(map(bool, (sheet.rows[body[end - 1]][c] for c in core))) < _DENSE * len(core):
        end -= 1
    if not end:
        return len(body)
    names = [c for c, text in enumerate(table.headings) if strong_fields([text]) & _NAMES]
    counted = _counted_columns(table, body[:end], core)
    gap = False
    for place in range(end, len(body)):
        index = body[place]
        gap = gap or sheet.numbers[index] - sheet.numbers[body[place - 1]] > 1
        if _stands_below(sheet, index, names, counted, gap):
            return place
    return len(body)


def _usual_columns(sheet: Sheet, body: list[int]) -> list[int]:
    """Columns that most of the fuller rows fill."""
    sample = body[:: max(1, len(body) // _SAMPLED)]
    most = max((_count(sheet.rows[index]) for index in sample), default=0)
    sample = [index for index in sample if _count(sheet.rows[index]) * 2 >= most]
    filled = Counter(column for i in sample for column, cell in enumerate(sheet.rows[i]) if cell)
    return [column for column, count in sorted(filled.items()) if count >= _USUAL * len(sample)]


def _counted_columns(table: Table, body: list[int], core: list[int]) -> list[int]:
    """Columns that hold nothing but numbers."""
    sample = [table.sheet.rows[index] for index in body[:: max(1, len(body) // _SAMPLED)]]
    sample = [row for row in sample if not repeats_headings(table, row)]
    return [c for c in core if all(not row[c] or row[c].isdigit() for row in sample)]


def _stands_below(sheet: Sheet, index: int, names: list[int], counted: list[int], gap: bool) -> bool:
    """Whether a row with little in it, after the last full one, is a note, a signature or a code."""
    row = sheet.rows[index]
    filled = [(column, cell) for column, cell in enumerate(row) if cell]
    column, first = filled[0]
    if _BELOW.match(first) or _MARK.match(first) or len(first) > _LONG:
        return True
    number = sheet.numbers[index]
    if any(
        top <= number <= bottom and left <= column and right - left + 1 >= _WIDE
        for top, left, bottom, right in sheet.merged
    ):
        return gap
    if not gap:
        return False
    if any(row[c] and not row[c].isdigit() for c in counted):
        return True
    return bool(names) and not any(row[c] for c in names)


def _filled_down(sheet: Sheet) -> Sheet:
    """Cells merged over several rows say the same for each row that has anything else."""
    deep = [r for r in sheet.merged if r[2] > r[0]]
    if not deep:
        return sheet
    table = find_table(sheet)
    at = {number: index for index, number in enumerate(sheet.numbers)}
    rows = list(sheet.rows)
    for top, left, bottom, _ in deep:
        source = at.get(top)
        if source is None or source < table.first or left >= len(rows[0]) or not rows[source][left]:
            continue
        for number in range(top + 1, bottom + 1):
            index = at.get(number)
            if index is not None and not rows[index][left]:
                rows[index] = [*rows[index][:left], rows[source][left], *rows[index][left + 1 :]]
    return replace(sheet, rows=rows)
