"""The list of participants as a document: a compact table, or everybody as a block of lines in one column."""

from collections.abc import Iterator
from pathlib import Path

from attendance.reports.document import Document, begin
from attendance.reports.document_table import Band, DocColumn, Row
from attendance.reports.document_text import BODY, NOTE, ParagraphStyle, Piece
from attendance.reports.list_content import (
    BLOCKS,
    Entry,
    ListContent,
    Part,
    edition_line,
    list_content,
    since_line,
    total_lines,
)
from attendance.reports.look import ACCENT, MUTED
from attendance.reports.request import Request

ROWS_OF_A_TABLE = 2_000
"""People after whom a new table begins: word processors lay out a longer one anew at every page."""

_SHARES = {False: (6, 30, 20, 44), True: (6, 28, 18, 32, 18)}
_ALONE = ParagraphStyle("Person", "Person", 10.5, after=7, line=1.0)


def write(request: Request, target: Path) -> Path:
    """Write the document. Raises ``Refused`` as ``Document.save`` and ``people.groups`` do."""
    content = list_content(request)
    document = begin(request, content.title, margin_cm=1.8)
    document.head_of_page(f"{content.title} · {content.edition}", align="right")
    _title(document, request, content)
    for part in content.parts:
        document.heading(Piece(part.title, color=ACCENT))
        if request.choices.get("layout") == BLOCKS:
            _blocks(document, request, content, part)
        else:
            _table(document, request, content, part)
    if not content.parts:
        document.paragraph(request.texts("Nobody is on the list yet."), NOTE, align="center")
    _totals(document, request, content)
    if content.since:
        _changes(document, request, content)
    return document.save(target)


def _title(document: Document, request: Request, content: ListContent) -> None:
    event, texts = request.event, request.texts
    document.title(request.title())
    if when := request.dates_and_place():
        document.subtitle(when)
    supporters = request.pick(event.supporters, event.supporters_official)
    if supporters:
        words = texts("With the support of {supporters}", supporters=supporters)
        document.paragraph(words, NOTE, align="center")
    document.gap(8)
    document.subtitle(Piece(content.title.upper(), bold=True, color=ACCENT))
    document.paragraph(edition_line(request, content), NOTE, align="center")


def _table(document: Document, request: Request, content: ListContent, part: Part) -> None:
    texts = request.texts
    heads = [texts("No."), texts("Name"), texts("Capacity"), texts("Position and organisation")]
    if content.marked:
        heads.append(texts("Since the last issue"))
    shares = _SHARES[content.marked]
    columns = [
        DocColumn(head, share, "center" if place == 0 else "left", bold=place == 1)
        for place, (head, share) in enumerate(zip(heads, shares, strict=True))
    ]
    for rows in _in_parts(_rows(request, content, part)):
        document.table(columns, rows)


def _rows(request: Request, content: ListContent, part: Part) -> Iterator[Row]:
    for block in part.blocks:
        yield Band(block.name.upper())
        for entry in block.entries:
            _tell(request, content, entry)
            number = Piece(str(entry.number), color=MUTED)
            capacity, mark = Piece(entry.capacity, color=MUTED), Piece(entry.mark, color=ACCENT)
            yield [number, entry.name, capacity, "\n".join(entry.post), mark][: 5 if content.marked else 4]
        if block.gone:
            yield Band(Piece(block.gone, italic=True, color=ACCENT, size=9), None)


def _in_parts(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """The rows in tables of a bearable length; a delegation's name stays with its people."""
    part: list[Row] = []
    for row in rows:
        if isinstance(row, Band) and row.fill and len(part) >= ROWS_OF_A_TABLE:
            yield part
            part = []
        part.append(row)
    if part:
        yield part


def _blocks(document: Document, request: Request, content: ListContent, part: Part) -> None:
    for block in part.blocks:
        document.heading(Piece(block.name, italic=True), 2)
        for entry in block.entries:
            _tell(request, content, entry)
            pieces = [Piece(entry.name, bold=True), *(f"\n{words}" for words in entry.lines)]
            if entry.mark:
                pieces.append(Piece(f"\n{entry.mark}", color=ACCENT, italic=True))
            document.paragraph(pieces, _ALONE)
        if block.gone:
            document.paragraph(Piece(block.gone, italic=True, color=ACCENT), NOTE)


def _tell(request: Request, content: ListContent, entry: Entry) -> None:
    if entry.number % 200 == 0:
        request.tick(entry.number, content.totals.participants, content.title)


def _totals(document: Document, request: Request, content: ListContent) -> None:
    document.gap(8)
    columns = [DocColumn("", 55, bold=True), DocColumn("", 45)]
    document.table(columns, [list(line) for line in total_lines(request, content)], heads=False, width_cm=9)


def _changes(document: Document, request: Request, content: ListContent) -> None:
    texts = request.texts
    document.heading(Piece(since_line(texts, content), color=ACCENT))
    if not content.changes:
        document.paragraph(texts("Nothing has changed."), BODY)
        return
    columns = [
        DocColumn(texts("Kind of change"), 15, bold=True),
        DocColumn(texts("Delegation"), 23),
        DocColumn(texts("Name"), 26),
        DocColumn(texts("What changed"), 36),
    ]
    rows = [[told.kind, told.delegation, told.name, told.words] for told in content.changes]
    document.table(columns, rows)
