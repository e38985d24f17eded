"""The list of participants as pages: a compact table, or everybody as a block of lines in one column."""

from collections.abc import Iterator
from pathlib import Path

from attendance.reports.list_content import (
    BLOCKS,
    Block,
    Entry,
    ListContent,
    edition_line,
    list_content,
    since_line,
    total_lines,
)
from attendance.reports.pages.canvas import ACCENT, HAIRLINE, INK, MUTED, Box, Canvas, Side, Type
from attendance.reports.pages.flow import Cell, Placed, Row, cell, draw_row, paginated
from attendance.reports.pages.pdf import A4, written_pdf
from attendance.reports.request import Request

SIDE, TOP, FOOT = 16.0, 22.0, 18.0
WIDTH = A4.width - 2 * SIDE
ROOM = A4.height - TOP - FOOT
HEAD_FILL, BAND_FILL = "E8EEF1", "F3F6F8"
LINE_OF = 200
"""Entries between two calls of the tick."""

_EVENT, _WHEN, _NOTE = Type(17, 700), Type(11.5), Type(8.5, colour=MUTED)
_TITLE = Type(13, 700, ACCENT, spaced=104)
_PART, _COUNTRY, _BLOCK = Type(12.5, 700, ACCENT), Type(10, 700), Type(10.5, 700, italic=True)
_HEAD, _NUMBER = Type(8, 600), Type(8, colour=MUTED)
_NAME, _CELL, _QUIET, _MARK = Type(9, 600), Type(8.5), Type(8.5, colour=MUTED), Type(8, 600, ACCENT)
_LINE, _BLOCK_NAME = Type(9.5), Type(9.5, 600)
_EDGE = Type(8, colour=MUTED, least=6)


def write_pages(request: Request, target: Path) -> Path:
    """Write the list as a PDF. Raises ``Refused`` as ``written_pdf`` and ``people.groups`` do."""
    content = list_content(request)
    whole = 2 * max(1, content.totals.participants)

    def drawn(done: int, total: int, label: str) -> None:
        request.tick(whole // 2 + done * (whole // 2) // max(1, len(pages)), whole, content.title)

    pages: list[list[Placed]] = []
    # Measuring needs the fonts that the file opens.
    with written_pdf(target, A4, content.title, drawn, request.title()) as file:
        pages += paginated(list_rows(request, content), ROOM)
        for number, placed in enumerate(pages, 1):
            draw_page(file.next(), request, content, placed, (number, len(pages)))
    return target


def draw_page(
    canvas: Canvas, request: Request, content: ListContent, placed: list[Placed], page: tuple[int, int]
) -> None:
    """One page: the running head from the second page on, the rows, the foot."""
    if page[0] > 1:
        canvas.text(Box(SIDE, 10, WIDTH * 0.6, 5), request.title(), _EDGE, rise="bottom")
        edition = f"{content.title} · {content.edition}"
        canvas.text(Box(SIDE + WIDTH * 0.62, 10, WIDTH * 0.38, 5), edition, _EDGE, "right", "bottom")
        canvas.line(SIDE, 16, SIDE + WIDTH, 16, INK, 0.25)
    for y, row in placed:
        draw_row(canvas, row, SIDE, TOP + y, WIDTH)
    foot = Box(SIDE, A4.height - 13, WIDTH, 5)
    words = request.texts("Page {page} of {pages}", page=page[0], pages=page[1])
    canvas.text(foot, words, _EDGE, "right")
    canvas.text(foot, request.moment(), _EDGE)


def list_rows(request: Request, content: ListContent) -> list[Row]:
    """All of the list as rows; needs ``pdf.ready``."""
    return list(_Rows(request, content).all())


class _Rows:
    """Everything on the list as rows, from the title to the changes."""

    def __init__(self, request: Request, content: ListContent) -> None:
        self._request, self._content = request, content
        self._blocks = request.choices.get("layout") == BLOCKS
        self._done = 0

    def all(self) -> Iterator[Row]:
        yield from self._title()
        texts, head = self._request.texts, self._table_head()
        if not self._blocks:
            yield head
        again = () if self._blocks else (head,)
        for part in self._content.parts:
            yield _across(part.title, _PART, above=5, below=1.2, rule=ACCENT, keep=True, again=again)
            for block in part.blocks:
                yield from self._block(block, again)
        if not self._content.parts:
            yield _across(texts("Nobody is on the list yet."), _NOTE, above=6, side="center")
        yield from self._totals()
        if self._content.since:
            yield from self._changes()

    def _title(self) -> Iterator[Row]:
        request, content = self._request, self._content
        event, texts = request.event, request.texts
        yield _across(request.title(), _EVENT, below=1.5, side="center")
        yield _across(request.dates_and_place(), _WHEN, below=1, side="center")
        supporters = request.pick(event.supporters, event.supporters_official)
        if supporters:
            words = texts("With the support of {supporters}", supporters=supporters)
            yield _across(words, _NOTE, side="center")
        yield _across(content.title.upper(), _TITLE, above=6, below=1, side="center")
        yield _across(edition_line(request, content), _NOTE, below=6, side="center")

    def _block(self, block: Block, again: tuple[Row, ...]) -> Iterator[Row]:
        face, name = (_BLOCK, block.name) if self._blocks else (_COUNTRY, block.name.upper())
        heading = _across(name, face, above=4 if self._blocks else 3.2, below=1.2, keep=True, again=again)
        continued = self._request.texts("{delegation} (continued)", delegation=name)
        again = (*again, _across(continued, _QUIET, above=1, below=1))
        yield heading
        for entry in block.entries:
            self._done += 1
            if self._done % LINE_OF == 0:
                self._request.tick(self._done, 2 * self._content.totals.participants, self._content.title)
            yield self._person(entry, again) if self._blocks else self._line(entry, again)
        if block.gone:
            yield _across(block.gone, _MARK, above=1.4, below=1, again=again)

    def _table_head(self) -> Row:
        texts = self._request.texts
        heads = [texts("No."), texts("Name"), texts("Capacity"), texts("Position and organisation")]
        if self._content.marked:
            heads.append(texts("Since the last issue"))
        columns = zip(self._columns(), heads, strict=True)
        cells = tuple(cell(x + 1, width - 2, [(head, _HEAD)]) for (x, width), head in columns)
        return Row(cells, above=1.3, below=1.3, rule=ACCENT, fill=HEAD_FILL)

    def _columns(self) -> list[tuple[float, float]]:
        widths = [10.0, 50.0, 30.0, 58.0, 30.0] if self._content.marked else [10.0, 56.0, 34.0, 78.0]
        return [(sum(widths[:place]), width) for place, width in enumerate(widths)]

    def _line(self, entry: Entry, again: tuple[Row, ...]) -> Row:
        """One person as a line of the table."""
        said = [
            [(str(entry.number), _NUMBER)],
            [(entry.name, _NAME)],
            [(entry.capacity, _QUIET)],
            [(words, _CELL) for words in entry.post],
            [(entry.mark, _MARK)],
        ]
        columns = self._columns()
        cells = tuple(cell(x + 1, width - 2, texts) for (x, width), texts in zip(columns, said, strict=False))
        return Row(cells, above=0.9, below=0.9, rule=HAIRLINE, again=again)

    def _person(self, entry: Entry, again: tuple[Row, ...]) -> Row:
        """One person as a block of lines."""
        lines = [(words, _LINE) for words in entry.lines]
        words = [(entry.name, _BLOCK_NAME), *lines, (entry.mark, _MARK)]
        return Row((cell(0, WIDTH, words),), below=3, again=again)

    def _totals(self) -> Iterator[Row]:
        lines = total_lines(self._request, self._content)
        for place, (label, number) in enumerate(lines):
            cells = (cell(1, 60, [(label, _NAME)]), cell(62, 60, [(number, _NAME)]))
            above = 1.0 if place else 1.2
            if not place:
                yield Row((), above=7, keep=True)
            yield Row(cells, above, 1, HAIRLINE, BAND_FILL, keep=place + 1 < len(lines))

    def _changes(self) -> Iterator[Row]:
        """The list of changes, with its head on every page."""
        texts, content = self._request.texts, self._content
        widths = [24.0, 40.0, 48.0, 66.0]
        columns = [(sum(widths[:place]), width) for place, width in enumerate(widths)]
        heads = texts("Kind of change"), texts("Delegation"), texts("Name"), texts("What changed")
        inside = zip(columns, heads, strict=True)
        head = Row(
            tuple(cell(x + 1, width - 2, [(words, _HEAD)]) for (x, width), words in inside),
            above=1.3,
            below=1.3,
            rule=ACCENT,
            fill=HEAD_FILL,
            keep=True,
        )
        yield _across(since_line(texts, content), _PART, above=9, below=2, keep=True)
        if not content.changes:
            yield _across(texts("Nothing has changed."), _CELL)
            return
        yield head
        for told in content.changes:
            said = (
                [(told.kind, _MARK)],
                [(told.delegation, _CELL)],
                [(told.name, _NAME)],
                [(line, _CELL) for line in told.words.split("\n")],
            )
            cells = tuple(
                cell(x + 1, width - 2, words) for (x, width), words in zip(columns, said, strict=True)
            )
            yield Row(cells, above=0.9, below=0.9, rule=HAIRLINE, again=(head,))


def _across(
    words: str,
    face: Type,
    *,
    above: float = 0,
    below: float = 0,
    side: Side = "left",
    rule: str = "",
    keep: bool = False,
    again: tuple[Row, ...] = (),
) -> Row:
    """A text over the whole width."""
    one: Cell = cell(0, WIDTH, [(words, face)], side)
    return Row((one,), above, below, rule, "", keep, again)
