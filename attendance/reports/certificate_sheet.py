"""The sheet of certificates: everybody before the rule, what came of it, numbers, and who has theirs."""

from pathlib import Path

from attendance.domain.certificates import Unit
from attendance.language.certificates import REASONS, rule_short, rule_told
from attendance.reports import look
from attendance.reports.cells import Value
from attendance.reports.certificates import Judged, Judgement, judgement
from attendance.reports.lines import row_height
from attendance.reports.look import Style
from attendance.reports.read_me import add_read_me
from attendance.reports.request import Request
from attendance.reports.workbook import Book, Sheet

GRANTED = look.TEXT.but(fill="E3F2E8")
WITHHELD = look.TEXT.but(color=look.MUTED)


def write(request: Request, target: Path) -> Path:
    """Write the workbook. Raises ``Refused`` as ``Book.save`` and ``people.groups`` do."""
    found = judgement(request)
    title = request.texts("Certificates")
    with request.book(title) as book:
        add_certificates(book, request, found)
        add_read_me(book, request, title, notes(request, found))
        return book.save(target)


def add_certificates(book: Book, request: Request, found: Judgement) -> Sheet:
    """Add the sheet to a workbook."""
    texts = request.texts
    title = texts("Certificates")
    shares = [8.0] * len(found.days)
    widths = [6, 30, 12, 27, 11, 12, 8, *shares, 15, 24, 34, 30, 15, 17, 13, 13]
    sheet = book.sheet(title, widths, request.page(landscape=True))
    for text, style in (
        (request.title(), look.TITLE),
        (f"{title} · {request.dates_and_place()}".rstrip(" ·"), look.SUBTITLE),
        (texts("as of {moment}", moment=request.moment()), look.NOTE),
    ):
        sheet.add(sheet.shape(style.but(align="left", wrap=False)), [text])
    _rule_line(sheet, rule_told(texts, found.rule, found.titles))
    sheet.gap(6)
    share, whole = look.PERCENT, look.NUMBER
    before = (look.ORDINAL, look.TEXT, look.TEXT, look.TEXT, whole, whole, share, *[share] * len(found.days))
    after = (look.TEXT, look.TEXT, look.DATE, look.DATE)

    def styles(result: Style) -> tuple[Style, ...]:
        return (*before, look.CENTRED, look.TEXT, result, look.TEXT, *after)

    heads = [look.head_for(style) for style in styles(GRANTED)]
    head = sheet.head(sheet.shape(*heads), _heads(request, found), columns=2)
    given, withheld = sheet.shape(*styles(GRANTED)), sheet.shape(*styles(WITHHELD))
    for line in found.lines:
        sheet.add(given if line.granted else withheld, _values(request, found, line), book.line_height)
    sheet.filter(head)
    _total(sheet, request, found)
    return sheet


def _rule_line(sheet: Sheet, told: str) -> None:
    """The rule over the columns of the first printed page, however long it is."""
    style, across = look.NOTE_LEFT, 9
    room = sum(sheet.widths[:across])
    height = row_height([(told, room)], style.size, lao=sheet.book.lao)
    row = sheet.add(sheet.shape(*[style] * across), [told], height)
    sheet.merge(row, 1, row, across)


def notes(request: Request, found: Judgement) -> list[tuple[str, str]]:
    """The rule in full, what counts, and what has not happened yet."""
    texts = request.texts
    lines = [
        (texts("Rule applied"), rule_told(texts, found.rule, found.titles)),
        (
            texts("What is counted"),
            texts("Half-days, plenaries and sessions that take attendance; dinners and buses do not count."),
        ),
    ]
    if found.to_come:
        lines.append((texts("Not final yet"), still_to_come(request, found)))
    return lines


def still_to_come(request: Request, found: Judgement) -> str:
    """ "2 event sessions are still to come: results may change."."""
    return request.texts.plural(
        "{n} event session is still to come: results may change.",
        "{n} event sessions are still to come: results may change.",
        found.to_come,
    )


def _heads(request: Request, found: Judgement) -> list[str]:
    texts = request.texts
    days = [
        texts("Day {n} %", n=number) if day else texts("Open day %")
        for number, day in enumerate(found.days, 1)
    ]
    return [
        *(texts("No."), texts("Name as on certificate"), texts("Delegation"), texts("Capacity")),
        *(texts("Expected"), texts("Attended"), texts("Rate %"), *days, texts("Mandatory met")),
        *(texts("Rule applied"), texts("Result"), texts("Override by + reason"), texts("Type")),
        *(texts("Certificate no."), texts("Issued on"), texts("Received")),
    ]


def _values(request: Request, found: Judgement, line: Judged) -> list[Value]:
    texts, result, own = request.texts, line.result, line.issued
    shares = dict(result.days)
    mandatory = "" if result.mandatory is None else texts("Yes") if result.mandatory else texts("No")
    return [
        line.number,
        texts("Name withheld") if request.withholds(line.person) else line.name,
        line.delegation.code,
        request.word(line.person.capacity),
        *(result.whole.expected, result.whole.attended, result.whole.rate),
        *(shares[day].rate if day in shares else None for day in found.days),
        mandatory,
        rule_short(texts, found.rule),
        outcome(request, line),
        override(request, line),
        kind(request, found, line),
        own.number if own else None,
        request.day(own.issued_on) if own else None,
        request.day(own.received_on) if own else None,
    ]


def outcome(request: Request, line: Judged) -> str:
    """ "Certificate", or why there is none."""
    texts = request.texts
    if line.granted:
        return texts("Certificate")
    why = "" if line.overridden else texts(REASONS[line.result.why])
    return f"{texts('No certificate')} – {why}" if why else texts("No certificate")


def override(request: Request, line: Judged) -> str:
    """ "Noy: chaired the second day", as far as this reader may know."""
    own = line.issued
    if own is None or own.granted is None:
        return ""
    who = own.decided_by if request.shows("operator") else None
    why = own.reason if request.shows("reason") else None
    told = ": ".join(part for part in (who, why) if part)
    return told or request.texts("Decided in person")


def kind(request: Request, found: Judgement, line: Judged) -> str:
    """Which certificate: of appreciation for whom nobody measures, else of attendance."""
    texts = request.texts
    return texts("Appreciation") if line.person.capacity in found.rule.exempt else texts("Attendance")


def _total(sheet: Sheet, request: Request, found: Judgement) -> None:
    texts = request.texts
    told = texts.plural(
        "{given} of {n} person gets a certificate.",
        "{given} of {n} people get a certificate.",
        len(found.lines),
        given=texts.number(len(found.granted)),
    )
    if found.rule.unit is Unit.MINUTES:
        minutes = texts("Expected and attended are minutes.")
        told = f"{told} {minutes}"
    for text in (told, *([still_to_come(request, found)] if found.to_come else [])):
        sheet.add(sheet.shape(look.NOTE_LEFT.but(wrap=False)), [text])
