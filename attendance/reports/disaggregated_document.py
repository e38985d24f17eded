"""The disaggregated summary for a word processor: the same numbers as its workbook."""

from pathlib import Path

from attendance.reports.disaggregated import Count, Part, Summary, summarise
from attendance.reports.disaggregated_summary import about, first_numbers, notes
from attendance.reports.document import Document, begin
from attendance.reports.document_table import DocColumn, Row, Total
from attendance.reports.document_text import NOTE, Piece
from attendance.reports.look import ACCENT
from attendance.reports.matrix_grid import NOT_EXPECTED
from attendance.reports.request import Request
from attendance.reports.whole import whole


def write(request: Request, target: Path) -> Path:
    """Write the document. Raises ``Refused`` as ``Document.save`` and ``people.groups`` do."""
    texts, title = request.texts, request.texts("Disaggregated summary")
    counted = summarise(request, whole(request))
    document = begin(request, title)
    document.title(request.title())
    document.subtitle(f"{title} · {request.dates_and_place()}".rstrip(" ·"))
    document.paragraph(texts("as of {moment}", moment=request.moment()), NOTE, align="center")
    document.gap(6)
    document.paragraph(Piece(counted.sentence, bold=True, size=13, color=ACCENT))
    document.gap(2)
    _first(document, request, counted)
    for sentence in about(request, counted):
        document.paragraph(sentence, NOTE)
    for part in (*counted.parts, *filter(None, [counted.disability])):
        _part(document, request, part)
    _sessions(document, request, counted)
    document.heading(texts("What the numbers mean"))
    for label, said in notes(request, counted):
        document.item([Piece(label, bold=True), f": {said}"])
    return document.save(target)


def _first(document: Document, request: Request, counted: Summary) -> None:
    """Two lines of five numbers each: the words above, the number below."""
    cells = first_numbers(request, counted)
    for start in range(0, len(cells), 5):
        part = cells[start : start + 5]
        columns = [DocColumn(label, 1, "center") for label, _ in part]
        told = [Piece(_number(request, value), bold=True, size=14) for _, value in part]
        document.table(columns, [told])


def _number(request: Request, value: object) -> str:
    if isinstance(value, float):
        return request.texts.percent(value)
    return request.texts.number(value) if isinstance(value, int) else str(value)


def _part(document: Document, request: Request, part: Part) -> None:
    texts = request.texts
    document.heading(part.title)
    columns = [
        DocColumn("", 4.0),
        DocColumn(texts("Women"), 1.4, "right"),
        DocColumn(texts("Men"), 1.4, "right"),
        DocColumn(texts("Other or undisclosed"), 1.7, "right"),
        DocColumn(texts("Total"), 1.2, "right", bold=True),
        DocColumn(texts("% women"), 1.4, "right"),
    ]
    rows: list[Row] = [[label, *_cells(request, count)] for label, count in part.rows]
    everybody = Count(*(sum(column) for column in zip(*(count for _, count in part.rows), strict=True)))
    document.table(columns, [*rows, Total([texts("Total"), *_cells(request, everybody)])])


def _cells(request: Request, count: Count) -> list[str]:
    texts = request.texts
    share = NOT_EXPECTED if count.share is None else texts.percent(count.share)
    return [*map(texts.number, (*count, count.total)), share]


def _sessions(document: Document, request: Request, counted: Summary) -> None:
    texts = request.texts
    if not counted.sessions:
        return
    document.heading(texts("By event session"))
    heads = [texts("Women"), texts("Men"), texts("Other or undisclosed"), texts("Present"), texts("Absent")]
    heads += [texts("of whom excused"), texts("Expected")]
    columns = [DocColumn(texts("Event session"), 3.4), *(DocColumn(head, 1.5, "right") for head in heads)]
    rows: list[Row] = []
    sums = [0] * len(heads)
    for one in counted.sessions:
        session = one.column.session
        title = request.pick(session.title, session.title_official)
        when = texts.day_month(session.day)
        numbers = [*one.present, one.present.total, one.absent, one.excused, one.expected]
        sums = [total + number for total, number in zip(sums, numbers, strict=True)]
        told = " · ".join(part for part in (when, title) if part)
        rows.append([told, *map(texts.number, numbers)])
    document.table(columns, [*rows, Total([texts("Person-sessions"), *map(texts.number, sums)])])
