"""The list of participants: the printed form a host hands out, and the same people as a flat table."""

from pathlib import Path

from attendance.domain.kinds import Capacity, Sex
from attendance.queries.participants import DelegationFacts, Participant
from attendance.reports import look
from attendance.reports.cells import Formula, Value
from attendance.reports.look import Style
from attendance.reports.people import Group, groups, is_media, is_online, listed, titles, totals, written_name
from attendance.reports.read_me import add_read_me
from attendance.reports.request import Request
from attendance.reports.table import Table, TableColumn
from attendance.reports.workbook import Sheet

COUNTRY = Style(size=11.5, bold=True, vertical="bottom", wrap=True)
NAME = Style(bold=True, vertical="top", wrap=True)
PLAIN = Style(vertical="top", wrap=True)
QUIET = PLAIN.but(color=look.MUTED)
ORDINAL = Style(vertical="top", align="center", color=look.MUTED, numbers="0")
HEADED = 85.0
"""Points of a country with its first person; SECTION_HEIGHT of the section's title above it."""

SECTION_HEIGHT = 40.0
SEX_COLUMN = "K"
"""Of the flat sheet: no column before it is ever left out."""

COUNT = look.TOTAL_NUMBER.but(align="left")


def write(request: Request, target: Path) -> Path:
    """Write the workbook. Raises ``Refused`` as ``Book.save`` and ``people.groups`` do."""
    texts = request.texts
    everybody = groups(request, lambda _delegation, person: listed(person))
    people = [_without_media(group) for group in everybody]
    people = [group for group in people if group.people]
    left_out = sum(len(group.people) for group in everybody) - sum(len(group.people) for group in people)
    title = texts("List of participants")
    with request.book(title) as book:
        book.total_rows = 2 * sum(len(group.people) for group in people)
        printed = book.sheet(title, [6, 33, 24, 38], request.page(form=True))
        flat = Table(request, book, texts("Flat list"), _flat_columns(request))
        _title_block(request, printed, title)
        _printed(request, printed, people)
        _fill(request, flat, people)
        _footer(request, printed, flat, people)
        add_read_me(book, request, title, _notes(request, left_out))
        return book.save(target)


def _without_media(group: Group) -> Group:
    kept = (person for person in group.people if not is_media(group.delegation, person))
    return Group(group.delegation, tuple(kept))


def _notes(request: Request, media: int) -> list[tuple[str, str]]:
    texts = request.texts
    order = texts("Head of delegation first, then by family name.")
    if texts.language == "lo":
        order = texts("Head of delegation first, then by given name.")
    return [
        (texts("Edition"), texts("Provisional")),
        (texts("Order of names"), order),
        (
            texts("Who is on it"),
            texts("Everyone who is expected. People who declined or withdrew are not on the list."),
        ),
        *[(texts("Media"), _media_left_out(request, media))] * bool(media),
    ]


def _media_left_out(request: Request, media: int) -> str:
    return request.texts.plural(
        "{n} media representative is not on the list.",
        "{n} media representatives are not on the list.",
        media,
    )


def _title_block(request: Request, sheet: Sheet, title: str) -> None:
    texts = request.texts
    sheet.gap(6)
    sheet.line(request.title(), look.TITLE, air=4)
    if when := request.dates_and_place():
        sheet.line(when, look.SUBTITLE, air=2)
    supporters = request.pick(request.event.supporters, request.event.supporters_official)
    if supporters:
        sheet.line(texts("With the support of {supporters}", supporters=supporters), look.NOTE)
    sheet.gap(10)
    sheet.line(title.upper(), look.SUBTITLE.but(bold=True, color=look.ACCENT), air=2)
    edition = f"{texts('Provisional')} · {texts('as of {moment}', moment=request.moment())}"
    if request.event.sample:
        edition += f" · {texts('Sample data')}"
    sheet.line(edition, look.NOTE, air=2)
    sheet.gap(6)


def _printed(request: Request, sheet: Sheet, people: list[Group]) -> None:
    texts = request.texts
    heads = texts("No."), texts("Name"), texts("Capacity"), texts("Position and organisation")
    sheet.head(sheet.shape(look.HEAD_CENTRED, look.HEAD, look.HEAD, look.HEAD), heads)
    row = sheet.shape(ORDINAL, NAME, QUIET, PLAIN)
    section, ordinal = "", 0
    for group in people:
        new_section = group.delegation.section != section
        sheet.keep(HEADED + (SECTION_HEIGHT if new_section else 0))
        if new_section:
            section = group.delegation.section
            sheet.gap(6)
            sheet.line(request.word(section), look.SECTION, air=6)
        sheet.line(request.delegation_name(group.delegation).upper(), COUNTRY, air=9)
        for person in group.people:
            ordinal += 1
            capacity = "" if person.capacity == Capacity.DELEGATE else person.capacity
            name, post = written_name(request, person), _post(request, person)
            sheet.add(row, [ordinal, name, request.word(capacity), post], air=4)
    if not people:
        sheet.line(texts("Nobody is on the list yet."), look.NOTE, air=12)


def _post(request: Request, person: Participant) -> str:
    """Position, unit and organisation, one below the other where there are several."""
    if request.withholds(person):
        return ""
    position = request.pick(person.position, person.position_official)
    unit = request.pick(person.unit, person.unit_official)
    organisation = request.pick(person.organisation, person.organisation_official)
    place = ", ".join(part for part in (unit, organisation) if part)
    return "\n".join(part for part in (position, place) if part)


def _fill(request: Request, flat: Table, people: list[Group]) -> None:
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
        TableColumn(texts("Sex"), 9, look.CENTRED),
        TableColumn(texts("Position"), 30, text),
        TableColumn(texts("Unit"), 24, text),
        TableColumn(texts("Organization"), 34, text),
        TableColumn(texts("E-mail"), 28, text, "email"),
        TableColumn(texts("Phone"), 18, text, "phone"),
        TableColumn(texts("Participation"), 14, text),
        TableColumn(texts("Days attended"), 11, look.CENTRED.but(numbers="0.0")),
        TableColumn(texts("Status"), 14, text),
        TableColumn(texts("Publish (Y/N)"), 10, look.CENTRED),
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


def _footer(request: Request, sheet: Sheet, flat: Table, people: list[Group]) -> None:
    """Totals as formulas over the flat sheet, so that both sheets can only agree."""
    texts, counted = request.texts, totals(people)
    sheet.gap(10)
    shape = sheet.shape(look.TOTAL, look.TOTAL, COUNT, look.TOTAL)
    women_word = request.word(Sex.FEMALE)
    women = f'COUNTIF({flat.area(SEX_COLUMN)},"{women_word}")'
    everybody = f"COUNT({flat.area('A')})"
    share = counted.women / counted.participants if counted.participants else "–"
    of_all = Formula(f'IF({everybody}=0,"–",{women}/{everybody})', share)
    sheet.add(shape, ["", texts("Participants"), Formula(everybody, counted.participants)])
    sheet.add(shape, ["", texts("Countries"), counted.countries])
    shares = sheet.shape(look.TOTAL, look.TOTAL, COUNT, look.TOTAL_PERCENT.but(align="left"))
    sheet.add(shares, ["", texts("Women"), Formula(women, counted.women), of_all])
    if counted.not_stated:
        sheet.add(shape, ["", texts("Sex not stated"), counted.not_stated])
