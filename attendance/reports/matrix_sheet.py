"""The sheet of the attendance matrix: a row a delegate, a column an event session, totals as formulas."""

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter

from attendance.language.labels import LABELS
from attendance.reports import look
from attendance.reports.cells import Formula, Value
from attendance.reports.look import Style
from attendance.reports.matrix_grid import (
    ABSENT,
    ATTENDED,
    CODES,
    EXCUSED,
    EXPECTED,
    NOT_EXPECTED,
    Block,
    Column,
    Line,
)
from attendance.reports.people import written_name
from attendance.reports.request import Request
from attendance.reports.workbook import Book, Shape

FILLS = {
    "P": "E3F2E8",
    "L": "FFEBC2",
    "E": "FFF5DC",
    "O": "E1ECFB",
    "X": "EAE6F5",
    "A": "FADFDC",
    "–": "F1F3F5",
}
FIRST = 6
"""Number of the first event session's column; before it No., delegation, capacity, name and sex."""

CODE = look.BODY.but(align="center", vertical="center")
LEADING = (look.ORDINAL, look.TEXT, look.TEXT, look.TEXT, look.CENTRED)
TOTAL_LEADING = (*[look.TOTAL] * 3, look.TOTAL.but(wrap=True), look.TOTAL)
HALF_DAYS = look.NUMBER.but(numbers="0.0")
PLACES = look.TOTAL.but(align="center", numbers="0")


@dataclass(frozen=True, slots=True)
class Totals:
    """Numbers of one total row: present by event session, and person-sessions attended and expected."""

    row: int
    present: tuple[int, ...]
    attended: int
    expected: int

    @property
    def rate(self) -> float | str:
        """Share attended; a dash where nobody was expected."""
        return self.attended / self.expected if self.expected else NOT_EXPECTED


@dataclass(frozen=True, slots=True)
class Subtotal(Totals):
    """The totals of one delegation."""

    block: Block


class MatrixSheet:
    """Writes the sheet and remembers where the totals are, for the sheet of delegations.

    Attributes:
        subtotals: one for each delegation, in list order.
        total: of all delegations.
        last: number of the last event session's column; attended, expected and rate follow it.
    """

    def __init__(
        self, request: Request, book: Book, title: str, shown: Sequence[Column], *, subtotals: bool = True
    ) -> None:
        self.request, self.shown, self._with_subtotals = request, shown, subtotals
        self._remarks = request.shows("remarks")
        widths = [6, 11, 31, 32, 10, *[10.0] * len(shown), 13, 11, 9, 7, 14, 14, *[24.0] * self._remarks]
        self.sheet = book.sheet(title, widths, request.page(landscape=True))
        self.last = FIRST + len(shown) - 1
        self.subtotals: list[Subtotal] = []
        self.total = Totals(0, (), 0, 0)
        self._title_lines(title)
        self._row = self._shape(LEADING, CODE, HALF_DAYS, look.MOMENT.but(numbers="dd/mm hh:mm"))
        self._subtotal = self._shape(TOTAL_LEADING, PLACES, look.TOTAL, look.TOTAL)
        self.head_row = self._head()

    def fill(self, found: Sequence[Block]) -> None:
        """Write every delegation with its subtotal, then the grand total."""
        number = 0
        for block in found:
            first = self.sheet.rows + 1
            for line in block.lines:
                number += 1
                self._write_line(number, block, line)
            if self._with_subtotals:
                self._write_subtotal(block, first, self.sheet.rows)
        self.sheet.filter(self.head_row)
        if self.shown and found:
            self._paint(self.head_row + 1, self.sheet.rows)
        self._grand_total(found)
        if not found:
            note = self.sheet.shape(look.NOTE_LEFT.but(wrap=False))
            self.sheet.add(note, [self.request.texts("Nobody is on the list yet.")])

    def place(self, column: int, row: int) -> str:
        """A cell of this sheet as a formula on another sheet names it."""
        title = self.sheet.title.replace("'", "''")
        return f"'{title}'!{get_column_letter(column)}{row}"

    def _shape(self, leading: Sequence[Style], code: Style, days: Style, moment: Style) -> Shape:
        totals = code is PLACES
        number = look.TOTAL_NUMBER if totals else look.NUMBER
        percent = look.TOTAL_PERCENT if totals else look.PERCENT
        remarks = [look.TOTAL if totals else look.TEXT] * self._remarks
        return self.sheet.shape(
            *leading, *[code] * len(self.shown), number, number, percent, days, moment, moment, *remarks
        )

    def _title_lines(self, title: str) -> None:
        request, texts = self.request, self.request.texts
        legend = " · ".join(f"{code} {texts(LABELS[code])}" for code in CODES)
        for text, style in (
            (request.title(), look.TITLE),
            (f"{title} · {request.dates_and_place()}".rstrip(" ·"), look.SUBTITLE),
            (texts("as of {moment}", moment=request.moment()), look.NOTE),
            (legend, look.NOTE),
        ):
            self.sheet.add(self.sheet.shape(style.but(align="left", wrap=False)), [text])
        self.sheet.gap(6)

    def _head(self) -> int:
        texts = self.request.texts
        heads = [texts("No."), texts("Delegation"), texts("Capacity"), texts("Name"), texts("Sex")]
        heads += [self._session_head(column) for column in self.shown]
        heads += [texts("Attended"), texts("Expected"), texts("Rate %"), texts("Days")]
        heads += [texts("First in"), texts("Last out"), *[texts("Remarks")] * self._remarks]
        styles = [look.head_for(style) for style in self._row.styles]
        return self.sheet.head(self.sheet.shape(*styles), heads, columns=FIRST - 1)

    def _session_head(self, column: Column) -> str:
        title = self.request.pick(column.session.title, column.session.title_official)
        short = title if len(title) <= 24 else f"{title[:22].rstrip()}…"
        return f"{column.key}\n{short}".rstrip()

    def _write_line(self, number: int, block: Block, line: Line) -> None:
        request, person, row = self.request, line.person, self.sheet.rows + 1
        remarks: list[Value] = [""] if request.withholds(person) else [person.remarks]
        values: list[Value] = [
            number,
            block.group.delegation.code,
            request.word(person.capacity),
            written_name(request, person),
            request.word(person.sex),
            *line.codes,
            Formula(self._count(row, row, ATTENDED), line.attended),
            Formula(self._count(row, row, EXPECTED), line.expected),
            self._rate(row, line.attended, line.expected),
            person.half_days / 2,
            request.local(line.first_in),
            request.local(line.last_out),
            *(remarks if self._remarks else []),
        ]
        self.sheet.add(self._row, values, self.sheet.book.line_height)

    def _write_subtotal(self, block: Block, first: int, last: int) -> None:
        texts, row = self.request.texts, self.sheet.rows + 1
        present = tuple(
            sum(line.codes[place] in ATTENDED for line in block.lines) for place in range(len(self.shown))
        )
        attended = sum(line.attended for line in block.lines)
        expected = sum(line.expected for line in block.lines)
        name = self.request.delegation_name(block.group.delegation)
        values: list[Value] = ["", block.group.delegation.code, texts("Subtotal"), name, ""]
        values += [
            Formula(self._count(first, last, ATTENDED, column), count)
            for column, count in enumerate(present, FIRST)
        ]
        values += [
            Formula(f"SUM({self._cells(first, last, self.last + 1)})", attended),
            Formula(f"SUM({self._cells(first, last, self.last + 2)})", expected),
            self._rate(row, attended, expected),
        ]
        self.sheet.add(self._subtotal, values)
        self.subtotals.append(Subtotal(row, present, attended, expected, block))

    def _grand_total(self, found: Sequence[Block]) -> None:
        """Present, absent, excused and expected by event session: the first two always make the last."""
        texts = self.request.texts
        first, last = self.head_row + 1, max(self.sheet.rows, self.head_row + 1)
        lines = [line for block in found for line in block.lines]
        for label, codes in (
            (texts("Present"), ATTENDED),
            (texts("Absent"), (ABSENT, EXCUSED)),
            (texts("of whom excused"), (EXCUSED,)),
            (texts("Expected"), EXPECTED),
        ):
            counts = tuple(
                sum(line.codes[place] in codes for line in lines) for place in range(len(self.shown))
            )
            values: list[Value] = ["", "", texts("In all"), label, ""]
            values += [
                Formula(self._count(first, last, codes, column), count)
                for column, count in enumerate(counts, FIRST)
            ]
            if codes is ATTENDED:
                expected = sum(line.expected for line in lines)
                self.total = Totals(self.sheet.rows + 1, counts, sum(counts), expected)
                values += self._all_sessions()
            self.sheet.add(self._subtotal, values, self.sheet.book.line_height)

    def _all_sessions(self) -> list[Value]:
        """Person-sessions of the whole event: attended, expected, rate; the expected stand three rows on."""
        total = self.total
        if not self.shown:
            return [0, 0, NOT_EXPECTED]
        return [
            Formula(f"SUM({self._across(total.row)})", total.attended),
            Formula(f"SUM({self._across(total.row + 3)})", total.expected),
            self._rate(total.row, total.attended, total.expected),
        ]

    def _count(self, first: int, last: int, codes: Sequence[str], column: int | None = None) -> str:
        """Formula text that counts these codes in a row, or in a column from ``first`` to ``last``."""
        if not self.shown:
            return "0"
        area = self._across(first) if column is None else self._cells(first, last, column)
        if len(codes) == 1:
            return f'COUNTIF({area},"{codes[0]}")'
        wanted = ",".join(f'"{code}"' for code in codes)
        return f"SUMPRODUCT(COUNTIF({area},{{{wanted}}}))"

    def _rate(self, row: int, attended: int, expected: int) -> Formula:
        came, all_ = (f"{get_column_letter(self.last + n)}{row}" for n in (1, 2))
        share = attended / expected if expected else NOT_EXPECTED
        return Formula(f'IF({all_}=0,"{NOT_EXPECTED}",{came}/{all_})', share)

    def _across(self, row: int) -> str:
        return f"{get_column_letter(FIRST)}{row}:{get_column_letter(self.last)}{row}"

    def _cells(self, first: int, last: int, column: int) -> str:
        letter = get_column_letter(column)
        return f"{letter}{first}:{letter}{last}"

    def _paint(self, first: int, last: int) -> None:
        self.sheet.paint(f"{get_column_letter(FIRST)}{first}:{get_column_letter(self.last)}{last}", FILLS)
