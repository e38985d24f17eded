"""The disaggregated summary as a workbook: who was counted, by sex and by everything a donor asks for."""

from collections.abc import Sequence
from pathlib import Path

from openpyxl.utils import get_column_letter

from attendance.language.marks import N_
from attendance.reports import look
from attendance.reports.cells import Formula, Value
from attendance.reports.charts import Line, add_columns
from attendance.reports.disaggregated import Count, Part, Summary, summarise
from attendance.reports.headline import add_headline
from attendance.reports.matrix_grid import NOT_EXPECTED
from attendance.reports.read_me import add_read_me
from attendance.reports.request import Request
from attendance.reports.session_numbers import add_session_numbers
from attendance.reports.whole import whole
from attendance.reports.workbook import Book, Sheet, reference

WIDTHS = (44.0, *[13.5] * 10)
LABELS = look.BODY.but(wrap=True)
SENTENCE = look.SUBTITLE.but(bold=True, align="left", color=look.ACCENT)
BESIDE = "G"
"""Column at which a chart stands beside its table."""

CHARTED = ("sector", "country")
MOST_BARS = 40
"""Rows a chart can still be read with."""

NOTES = (
    (N_("Invited"), N_("Everybody who is or was on the list; {gone} of them are no longer expected.")),
    (N_("Nominated"), N_("Expected, and more than invited; who came is nominated.")),
    (N_("Registered"), N_("Expected, and registered or confirmed; who came is registered.")),
    (N_("Attended at least once"), N_("Came to one event session or more; each person is counted once.")),
    (
        N_("Person-sessions"),
        N_("All attendances together: who came to three event sessions makes three. Expected: {expected}."),
    ),
    (N_("Online"), N_("Of those who attended, people who took part from afar; {n} person-sessions.")),
    (N_("Other or undisclosed"), N_("Another sex, or none stated. The share of women is of the total.")),
    (
        N_("Not stated"),
        N_("Nobody said. It is never counted as “no”, and stands in a row of its own."),
    ),
)


def write(request: Request, target: Path) -> Path:
    """Write the workbook. Raises ``Refused`` as ``Book.save`` and ``people.groups`` do."""
    title = request.texts("Disaggregated summary")
    counted = summarise(request, whole(request))
    with request.book(title) as book:
        add_disaggregated(book, request, counted, title)
        add_session_numbers(book, request, counted)
        add_read_me(book, request, title, notes(request, counted))
        return book.save(target)


def add_disaggregated(book: Book, request: Request, counted: Summary, title: str) -> None:
    """The sheet of people: the numbers asked for first, the sentence, and a table for each property."""
    sheet = book.sheet(title, WIDTHS, request.page(landscape=True, form=True))
    add_headline(sheet, request, title, form=True)
    _heads(sheet, request, counted)
    sheet.gap(6)
    sheet.line(counted.sentence, SENTENCE)
    for text in about(request, counted):
        sheet.line(text, look.NOTE_LEFT)
    for part in (*counted.parts, *filter(None, [counted.disability])):
        _part(sheet, request, part)


def _heads(sheet: Sheet, request: Request, counted: Summary) -> None:
    texts, cells = request.texts, first_numbers(request, counted)
    centred = look.HEAD.but(align="center", vertical="center")
    sheet.add(sheet.shape(look.HEAD, *[centred] * len(cells)), ["", *(title for title, _ in cells)])
    big = look.TOTAL.but(size=14, align="center", numbers="0")
    styles = [big.but(numbers="0%") if title == texts("Women %") else big for title, _ in cells]
    label = texts("Whole event") if request.codes is None else ", ".join(request.codes)
    sheet.add(sheet.shape(look.TOTAL.but(wrap=True), *styles), [label, *(value for _, value in cells)], air=6)


def first_numbers(request: Request, counted: Summary) -> list[tuple[str, Value]]:
    """What is asked for first, in words and numbers."""
    texts, heads, share = request.texts, counted.heads, counted.people.share
    return [
        (texts("Invited"), heads.invited),
        (texts("Nominated"), heads.nominated),
        (texts("Registered"), heads.registered),
        (texts("Attended at least once"), heads.attended),
        (texts("Countries"), heads.countries),
        (texts("Organizations"), heads.organisations),
        (texts("Women"), heads.women),
        (texts("Women %"), NOT_EXPECTED if share is None else share),
        (texts("Person-sessions"), heads.person_sessions),
        (texts("Online"), heads.online),
    ]


def about(request: Request, counted: Summary) -> list[str]:
    """Sentences that say who is counted."""
    texts = request.texts
    if counted.came:
        said = [texts("Counted here: people who came to at least one event session, each once.")]
    elif request.choices.get("people") == "registered":
        said = [texts("Counted here: people who are registered, whether they came or not.")]
    else:
        said = [texts("Nobody has come yet: counted here are the people who are registered.")]
    if counted.proposed:
        said.append(
            texts.plural(
                "{n} person whose sector nobody stated is counted by the section of the delegation.",
                "{n} people whose sector nobody stated are counted by the section of the delegation.",
                counted.proposed,
            )
        )
    return said


def _part(sheet: Sheet, request: Request, part: Part) -> None:
    texts = request.texts
    sheet.keep((len(part.rows) + 3) * sheet.book.line_height + 30 if len(part.rows) <= MOST_BARS else 90)
    sheet.gap(12)
    shape = sheet.shape(look.HEAD, *[look.HEAD_RIGHT] * 5)
    heads = [texts("Women"), texts("Men"), texts("Other or undisclosed"), texts("Total"), texts("% women")]
    head = sheet.add(shape, [part.title, *heads])
    number, percent = look.NUMBER, look.PERCENT
    shape = sheet.shape(LABELS, number, number, number, number.but(bold=True), percent)
    first = sheet.rows + 1
    for label, count in part.rows:
        sheet.add(shape, [label, *_numbers(sheet.rows + 1, count)])
    last = sheet.rows
    total, percent = look.TOTAL_NUMBER, look.TOTAL_PERCENT
    shape = sheet.shape(look.TOTAL, total, total, total, total, percent)
    everybody = Count(*(sum(column) for column in zip(*(count for _, count in part.rows), strict=True)))
    values: list[Value] = [texts("Total")]
    for column, number_of in enumerate(everybody, 2):
        letter = get_column_letter(column)
        rows_there = last >= first
        values.append(Formula(f"SUM({letter}{first}:{letter}{last})", number_of) if rows_there else 0)
    sheet.add(shape, [*values, *_numbers(sheet.rows + 1, everybody)[3:]])
    if part.key in CHARTED and 0 < len(part.rows) <= MOST_BARS and everybody.total:
        _chart(sheet, request, part, head, (first, last))


def _numbers(row: int, count: Count) -> list[Value]:
    share = NOT_EXPECTED if count.share is None else count.share
    return [
        *count,
        Formula(f"SUM(B{row}:D{row})", count.total),
        Formula(f'IF(E{row}=0,"{NOT_EXPECTED}",B{row}/E{row})', share),
    ]


def _chart(sheet: Sheet, request: Request, part: Part, head: int, rows: tuple[int, int]) -> None:
    texts, (first, last) = request.texts, rows
    names = [label for label, _ in part.rows]
    series = zip(
        (texts("Women"), texts("Men"), texts("Other or undisclosed")),
        zip(*(count for _, count in part.rows), strict=True),
        strict=True,
    )
    lines = [
        Line(name, reference(first, column, last, column), values)
        for column, (name, values) in enumerate(series, 2)
    ]
    points: float = (last - head + 2) * sheet.book.line_height
    add_columns(
        sheet,
        "",
        names=(reference(first, 1, last, 1), names),
        lines=lines,
        kind="bars",
        at=f"{BESIDE}{head}",
        size_cm=(13.5, points / 28.35),
    )


def notes(request: Request, counted: Summary) -> Sequence[tuple[str, str]]:
    """What each number means."""
    heads, texts = counted.heads, request.texts
    values = {"gone": heads.gone, "expected": heads.expected, "n": heads.online_sessions}
    numbers = {key: texts.number(value) for key, value in values.items()}
    return [(texts(label), texts(said, **numbers)) for label, said in NOTES]
