"""The list of participants: the printed form a host hands out, and the same people as a flat table."""

from collections.abc import Sequence
from pathlib import Path

from attendance.domain.kinds import Sex
from attendance.queries.participants import DelegationFacts, Participant
from attendance.reports import look
from attendance.reports.cells import Formula, Value
from attendance.reports.list_content import (
    BLOCKS,
    ListContent,
    edition_line,
    list_content,
    list_notes,
    since_line,
    total_lines,
)
from attendance.reports.look import Style
from attendance.reports.people import Group, is_online, titles
from attendance.reports.read_me import add_read_me
from attendance.reports.request import Request
from attendance.reports.table import Table, TableColumn
from attendance.reports.workbook import Book, Sheet

COUNTRY = Style(size=11.5, bold=True, vertical="bottom", wrap=True)
NAME = Style(bold=True, vertical="top", wrap=True)
PLAIN = Style(vertical="top", wrap=True)
QUIET = PLAIN.but(color=look.MUTED)
MARK = PLAIN.but(color=look.ACCENT, size=10)
BLOCK_NAME = Style(bold=True, vertical="bottom", wrap=True)
BLOCK_LINE = Style(vertical="top", wrap=True)
GONE_LINE = Style(size=10, color=look.ACCENT, italic=True, vertical="top", wrap=True)
ORDINAL = Style(vertical="top", align="center", color=look.MUTED, numbers="0")
HEADED = 85.0
"""Points of a country with its first person; SECTION_HEIGHT of the section's title above it."""

SECTION_HEIGHT = 40.0
SEX_COLUMN = "K"
"""Of the flat sheet: no column before it is ever left out."""

COUNT = look.TOTAL_NUMBER.but(align="left")


def write(request: Request, target: Path) -> Path:
    """Write the workbook. Raises ``Refused`` as ``Book.save`` and ``people.groups`` do."""
    texts, content = request.texts, list_content(request)
    people = content.groups
    with request.book(content.title) as book:
        book.total_rows = 2 * content.totals.participants
        blocks = request.choices.get("layout") == BLOCKS
        widths = [6, 31, 23, 34, 22] if content.marked else [6, 33, 24, 38]
        if blocks:
            widths = [sum(widths)]
        printed = book.sheet(content.title, widths, request.page(form=True))
        flat = Table(request, book, texts("Flat list"), _flat_columns(request))
        _title_block(request, printed, content)
        (_one_block_each if blocks else _printed)(request, printed, content)
        _fill(request, flat, people)
        if blocks:
            printed.gap(10)
            for label, number in total_lines(request, content):
                printed.line(f"{label}: {number}", look.TOTAL)
        else:
            _footer(request, printed, flat, content)
        if content.since:
            _changes(request, book, content)
        add_read_me(book, request, content.title, list_notes(request, content))
        return book.save(target)


def _title_block(request: Request, sheet: Sheet, content: ListContent) -> None:
    texts = request.texts
    sheet.gap(6)
    sheet.line(request.title(), look.TITLE, air=4)
    if when := request.dates_and_place():
        sheet.line(when, look.SUBTITLE, air=2)
    supporters = request.pick(request.event.supporters, request.event.supporters_official)
    if supporters:
        sheet.line(texts("With the support of {supporters}", supporters=supporters), look.NOTE)
    sheet.gap(10)
    sheet.line(content.title.upper(), look.SUBTITLE.but(bold=True, color=look.ACCENT), air=2)
    sheet.line(edition_line(request, content), look.NOTE, air=2)
    sheet.gap(6)


def _printed(request: Request, sheet: Sheet, content: ListContent) -> None:
    texts = request.texts
    heads = [texts("No."), texts("Name"), texts("Capacity"), texts("Position and organisation")]
    head_styles, styles = [look.HEAD_CENTRED, *[look.HEAD] * 3], [ORDINAL, NAME, QUIET, PLAIN]
    if content.marked:
        heads.append(texts("Since the last issue"))
        head_styles.append(look.HEAD)
        styles.append(MARK)
    sheet.head(sheet.shape(*head_styles), heads)
    row = sheet.shape(*styles)
    for part in content.parts:
        for number, block in enumerate(part.blocks):
            _headings(sheet, "" if number else part.title, block.name.upper(), COUNTRY)
            for entry in block.entries:
                post = "\n".join(entry.post)
                sheet.add(row, [entry.number, entry.name, entry.capacity, post, entry.mark], air=4)
            if block.gone:
                sheet.line(block.gone, GONE_LINE, air=3)
    if not content.parts:
        sheet.line(texts("Nobody is on the list yet."), look.NOTE, air=12)


def _one_block_each(request: Request, sheet: Sheet, content: ListContent) -> None:
    """Everybody below one another, each line of a person in a row of its own, as the large meetings print."""
    sheet.head(sheet.shape(look.HEAD), [content.title])
    for part in content.parts:
        for number, block in enumerate(part.blocks):
            _headings(sheet, "" if number else part.title, block.name, COUNTRY.but(italic=True))
            for entry in block.entries:
                mark = [entry.mark] if entry.mark else []
                sheet.keep((len(entry.lines) + 2) * sheet.book.line_height)
                sheet.line(entry.name, BLOCK_NAME, air=6)
                for line in entry.lines:
                    sheet.line(line, BLOCK_LINE)
                for line in mark:
                    sheet.line(line, GONE_LINE)
            if block.gone:
                sheet.line(block.gone, GONE_LINE, air=3)
    if not content.parts:
        sheet.line(request.texts("Nobody is on the list yet."), look.NOTE, air=12)


def _headings(sheet: Sheet, part: str, delegation: str, style: Style) -> None:
    sheet.keep(HEADED + (SECTION_HEIGHT if part else 0))
    if part:
        sheet.gap(6)
        sheet.line(part, look.SECTION, air=6)
    sheet.line(delegation, style, air=9)


def _changes(request: Request, book: Book, content: ListContent) -> None:
    """What is different from the last issue, one line each."""
    texts = request.texts
    text = look.WRAPPED
    columns = [
        TableColumn(texts("Kind of change"), 16, look.WRAPPED.but(bold=True)),
        TableColumn(texts("Delegation"), 30, text),
        TableColumn(texts("Name"), 32, text),
        TableColumn(texts("What changed"), 60, text),
    ]
    table = Table(request, book, texts("List of changes"), columns, frozen=0)
    table.sheet.line(since_line(texts, content), look.NOTE_LEFT, air=4)
    table.start()
    for told in content.changes:
        table.add([told.kind, told.delegation, told.name, told.words])
    if content.changes:
        table.close()
    else:
        table.sheet.line(texts("Nothing has changed."), look.NOTE_LEFT, air=8)


def add_flat_list(book: Book, request: Request, people: Sequence[Group]) -> None:
    """Add the flat sheet alone, with these people."""
    _fill(request, Table(request, book, request.texts("Flat list"), _flat_columns(request)), people)


def _fill(request: Request, flat: Table, people: Sequence[Group]) -> None:
    flat.start()
    ordinal = 0
    for group in people:
        for order, person in enumerate(group.people, 1):
            ordinal += 1
            flat.add(_flat_values(request, group.delegation, person, ordinal, order), flat.line_height)
    flat.close()


def _flat_columns(request: Request) -> list[TableColumn]:
    texts = request.texts
    text, number = look.TEXT, look.ORDINAL
    return [
        TableColumn(texts("No."), 6, number),
        TableColumn(texts("Section"), 18, text),
        TableColumn(texts("Country/Organization"), 28, text),
        TableColumn(texts("ISO2"), 7, look.CENTRED),
        TableColumn(texts("Capacity"), 26, text),
        TableColumn(texts("Order in delegation"), 11, number),
        TableColumn(texts("Title"), 12, text),
        TableColumn(texts("Given name(s)"), 22, text),
        TableColumn(texts("FAMILY NAME"), 22, text),
        TableColumn(texts("Name (official script)"), 28, text),
        TableColumn(texts("Sex"), 11, look.CENTRED),
        TableColumn(texts("Position"), 30, text),
        TableColumn(texts("Unit"), 24, text),
        TableColumn(texts("Organization"), 34, text),
        TableColumn(texts("E-mail"), 28, text, "email"),
        TableColumn(texts("Phone"), 18, text, "phone"),
        TableColumn(texts("Participation"), 14, text),
        TableColumn(texts("Days attended"), 11, look.CENTRED.but(numbers="0.0")),
        TableColumn(texts("Status"), 24, text),
        TableColumn(texts("Publish (Y/N)"), 13, look.CENTRED),
        TableColumn(texts("Remarks"), 30, text, "remarks"),
    ]


def _flat_values(
    request: Request, delegation: DelegationFacts, person: Participant, ordinal: int, order: int
) -> list[Value]:
    texts, pick = request.texts, request.pick
    withheld = request.withholds(person)
    own: list[Value] = [titles(person), *_name_cells(person), person.name_official]
    work: list[Value] = [
        pick(person.position, person.position_official),
        pick(person.unit, person.unit_official),
        pick(person.organisation, person.organisation_official),
        person.email,
        person.phone,
    ]
    if withheld:
        own, work = ["", texts("Name withheld"), "", ""], [""] * 5
    return [
        ordinal,
        request.word(delegation.section),
        request.delegation_name(delegation),
        delegation.country,
        request.word(person.capacity),
        order,
        *own,
        request.word(person.sex),
        *work,
        request.word("O") if is_online(person) else person.participation,
        person.half_days / 2,
        request.word(person.status),
        texts("Y") if person.publish else texts("N"),
        "" if withheld else person.remarks,
    ]


def _name_cells(person: Participant) -> tuple[str, str]:
    """Given names, and the family name in capitals; a name never taken apart stands whole in the first."""
    if person.given and person.family:
        return person.given, person.family.upper()
    return person.name, ""


def _footer(request: Request, sheet: Sheet, flat: Table, content: ListContent) -> None:
    """Totals as formulas over the flat sheet, so that both sheets can only agree."""
    texts, counted = request.texts, content.totals
    sheet.gap(10)
    label = look.TOTAL
    shape = sheet.shape(*[label] * 2, COUNT, *[look.TOTAL] * (len(sheet.widths) - 3))
    women_word = request.word(Sex.FEMALE)
    women = f'COUNTIF({flat.area(SEX_COLUMN)},"{women_word}")'
    everybody = f"COUNT({flat.area('A')})"
    share = counted.women / counted.participants if counted.participants else "–"
    of_all = Formula(f'IF({everybody}=0,"–",{women}/{everybody})', share)
    sheet.add(shape, ["", texts("Participants"), Formula(everybody, counted.participants)])
    sheet.add(shape, ["", texts("Countries"), counted.countries])
    percent = look.TOTAL_PERCENT.but(align="left")
    shares = sheet.shape(*[label] * 2, COUNT, percent, *[look.TOTAL] * (len(sheet.widths) - 4))
    sheet.add(shares, ["", texts("Women"), Formula(women, counted.women), of_all])
    if counted.not_stated:
        sheet.add(shape, ["", texts("Sex not stated"), counted.not_stated])
