"""The list of those a delegation nominates, as it is sent to the host: workbook and document."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from attendance.queries.nominations import Identity, identities
from attendance.queries.participants import Participant
from attendance.reports import look
from attendance.reports.delegation_parts import facts_or_place
from attendance.reports.document import begin, marked
from attendance.reports.document_table import DocColumn
from attendance.reports.document_text import CELL, NOTE, Content
from attendance.reports.letterhead import add_foot, add_head, add_signature, own
from attendance.reports.mission import Mission, mission
from attendance.reports.read_me import add_read_me
from attendance.reports.request import Request
from attendance.reports.workbook import Sheet

Value = Callable[[Participant], str | None]


@dataclass(frozen=True, slots=True)
class Entry:
    """One column of both forms; ``field`` names it in ``audience``.

    Attributes:
        width: of the workbook's column; the document shares its page in the same proportion.
    """

    title: str
    width: float
    values: tuple[str, ...]
    field: str = ""


def write(request: Request, target: Path) -> Path:
    """Write the workbook of the one delegation in ``request.codes``.

    Raises ``Refused`` as ``Book.save`` and ``people.groups`` do.
    """
    told, title = mission(request), request.texts("Nomination list")
    entries = _entries(told)
    with request.book(title) as book:
        page = request.page(landscape=True, form=True)
        sheet = book.sheet(title, [6, *(entry.width for entry in entries)], page)
        _fill_sheet(sheet, told, entries)
        add_read_me(book, request, title)
        return book.save(target)


def write_document(request: Request, target: Path) -> Path:
    """Write the same as a letter: head, reference, table, who signs."""
    told, texts = mission(request), request.texts
    document = begin(request, texts("Nomination list"), landscape=True, margin_cm=1.6, scale=10 / 11)
    add_foot(document, request, told.paper)
    add_head(document, request, told.paper)
    document.title(texts("Nomination list"))
    document.subtitle(request.title())
    pairs: list[list[Content]] = [[label, facts_or_place(*fact)] for label, *fact in _facts(told)]
    document.table([DocColumn("", 22, bold=True), DocColumn("", 78)], pairs, heads=False, cell=CELL)
    entries = _entries(told)
    layout = [DocColumn(texts("No."), 9, "center")]
    layout += [DocColumn(entry.title, entry.width, bold=not place) for place, entry in enumerate(entries)]
    rows: list[list[Content]] = [
        [str(number), *values]
        for number, values in enumerate(zip(*(entry.values for entry in entries), strict=True), 1)
    ]
    document.table(layout, rows or [["", marked(texts("name as in the passport"))]])
    document.paragraph(_count(told), NOTE)
    signer = own(request, told.paper, "signer_title") or texts("Head of the nominating organization")
    add_signature(
        document, request, told.paper, title=signer, name=own(request, told.paper, "signer"),
        left=[texts("Date:"), " ", marked(texts("day of signing"))],
    )  # fmt: skip
    return document.save(target)


def _entries(told: Mission) -> list[Entry]:
    """The columns this reader may see, each with what stands in it."""
    request, texts, pick = told.request, told.request.texts, told.request.pick
    known, none = identities(request.db, told.group.delegation.id), Identity(None, None)

    def column(
        title: str, width: float, value: Callable[[Participant], str | None], field: str = ""
    ) -> Entry:
        cells = ("" if request.withholds(one) else value(one) or "" for one in told.people)
        return Entry(title, width, tuple(cells), field)

    every = (
        Entry(
            texts("Name as in the passport"), 27, tuple(_passport_name(request, one) for one in told.people)
        ),
        column(texts("Name (official script)"), 22, _other_script),
        Entry(texts("Sex"), 15, tuple(request.word(one.sex) for one in told.people)),
        column(texts("Position"), 22, lambda one: pick(one.position, one.position_official)),
        column(texts("Organization"), 26, lambda one: pick(one.organisation, one.organisation_official)),
        column(texts("Phone"), 19, lambda one: one.phone, "phone"),
        column(texts("E-mail"), 26, lambda one: one.email, "email"),
        column(texts("Passport number"), 16, lambda one: known.get(one.id, none).passport_no, "passport_no"),
        column(texts("Diet"), 14, lambda one: known.get(one.id, none).diet, "diet"),
    )
    return [entry for entry in every if request.shows(entry.field)]


def _other_script(person: Participant) -> str | None:
    return person.name_official if person.name_official != person.name else None


def _passport_name(request: Request, person: Participant) -> str:
    """The Latin name as it was typed; titles are in no passport."""
    if request.withholds(person):
        return request.texts("Name withheld")
    title = person.salutation or ""
    return f"{title} {person.name}".strip()


def _facts(told: Mission) -> list[tuple[str, str, str]]:
    """Label, fact, and what to write where it is not known."""
    request, texts, delegation = told.request, told.request.texts, told.group.delegation
    reach = (
        delegation.focal_point,
        delegation.focal_phone if request.shows("phone") else None,
        delegation.focal_email if request.shows("email") else None,
    )
    return [
        (texts("Delegation"), told.name, texts("country or organization")),
        (texts("Dates and place"), request.dates_and_place(), texts("from and until, where")),
        (
            texts("Invitation reference"),
            "\n".join(told.invitations()),
            texts("number and date of the invitation"),
        ),
        (texts("Focal point"), " · ".join(part for part in reach if part), texts("name, phone, e-mail")),
    ]


def _count(told: Mission) -> str:
    texts = told.request.texts
    counted = texts.plural(
        "{n} participant ({women} women)",
        "{n} participants ({women} women)",
        len(told.people),
        women=texts.number(told.women),
    )
    return f"{texts('Total')}: {counted} · {texts('as of {moment}', moment=told.request.moment())}"


def _fill_sheet(sheet: Sheet, told: Mission, entries: Sequence[Entry]) -> None:
    request, texts = told.request, told.request.texts
    sheet.gap(4)
    for line in (own(request, told.paper, "motto") if told.paper else "").splitlines():
        sheet.line(line, look.NOTE.but(bold=True, color=look.INK))
    for field in ("parent", "name"):
        if told.paper and (line := own(request, told.paper, field)):
            sheet.line(line, look.NOTE_LEFT.but(bold=field == "name", color=look.INK))
    sheet.line(texts("Nomination list"), look.TITLE, air=4)
    sheet.line(request.title(), look.SUBTITLE, air=2)
    for label, fact, _ in _facts(told):
        sheet.line(
            texts("{what}: {value}", what=label, value=fact or "…"), look.NOTE_LEFT.but(color=look.INK)
        )
    sheet.gap(6)
    wrapped = look.WRAPPED.but(vertical="center")
    heads = sheet.shape(look.HEAD_CENTRED, *[look.HEAD] * len(entries))
    sheet.head(heads, [texts("No."), *(entry.title for entry in entries)], columns=2)
    row = sheet.shape(look.ORDINAL, wrapped.but(bold=True), *[wrapped] * (len(entries) - 1))
    for number in range(len(told.people)):
        sheet.add(row, [number + 1, *(entry.values[number] for entry in entries)], air=6)
    if not told.people:
        sheet.line(texts("Nobody is on the list of this delegation yet."), look.NOTE, air=10)
    sheet.line(_count(told), look.NOTE_LEFT, air=6)
    _sign(sheet, told)


def _sign(sheet: Sheet, told: Mission) -> None:
    """The place to sign, kept on one page with its words."""
    request, texts = told.request, told.request.texts
    sheet.keep(90)
    sheet.gap(10)
    signer = own(request, told.paper, "signer_title") or texts("Head of the nominating organization")
    name = own(request, told.paper, "signer") or "……………………………"
    right = look.Style(align="right", bold=True)
    sheet.line(signer, right)
    sheet.gap(44)
    sheet.line(name, right)
    sheet.line(texts("Date: {day}", day="……………………"), right.but(bold=False))
