"""One page for the minister about a delegation's mission, and the same as text for the news."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from attendance.domain.kinds import FollowUpState
from attendance.language.counted import counted_sentence
from attendance.language.marks import N_
from attendance.reports.document import Document, begin, marked
from attendance.reports.document_table import DocColumn
from attendance.reports.document_text import NOTE, SIDE, Content, Piece
from attendance.reports.letterhead import add_foot, add_head
from attendance.reports.mission import Mission, mission
from attendance.reports.people import COUNTRY_SECTIONS, Group, groups, listed, totals
from attendance.reports.request import Request
from attendance.reports.saving import written_whole

NEWS = "news"
"""The answer to the choice "shape" that asks for text to be published instead of the page."""

MOST_COUNTRIES, MOST_LINES, LONGEST = 20, 4, 420
"""What stays on one page: countries named, lines of one part, characters of one text."""

FITS = ((12, 1500), (11, 2100), (10, 2900))
"""Points of the letters, and how many characters fit on the page below a letterhead in them."""


def write(request: Request, target: Path) -> Path:
    """Write the page (or, by ``choices["shape"]``, the news text) as a document.

    Raises ``Refused`` as ``Document.save`` and ``people.groups`` do.
    """
    told, texts = mission(request), request.texts
    news = request.choices.get("shape") == NEWS
    title = texts("News text") if news else texts("Summary for the minister")
    document = begin(request, title, margin_cm=1.8, scale=12 / 11 if news else _scale(told))
    if news:
        for number, paragraph in enumerate(_news(told)):
            if number:
                document.paragraph(paragraph)
            else:
                document.title(paragraph)
    else:
        add_foot(document, request, told.paper)
        add_head(document, request, told.paper)
        _add_page(document, told)
    return document.save(target)


def write_text(request: Request, target: Path) -> Path:
    """Write the news text as plain text in UTF-8."""
    paragraphs = ["".join(piece.text for piece in _pieces(one)) for one in _news(mission(request))]
    with written_whole(target) as file:
        file.write("\n\n".join(paragraphs).encode() + b"\n")
    return target


def _pieces(content: Content) -> list[Piece]:
    given = [content] if isinstance(content, str | Piece) else content
    return [Piece(one) if isinstance(one, str) else one for one in given]


def _scale(told: Mission) -> float:
    """12 points, or less where the texts would not fit on one page."""
    length = sum(len("".join(piece.text for piece in _pieces(content))) for _, content in _facts(told))
    return next((points / 11 for points, most in FITS if length <= most), 9 / 11)


# -- the page ------------------------------------------------------------------------------------------


def _add_page(document: Document, told: Mission) -> None:
    texts = told.request.texts
    document.title(texts("Summary for the minister"))
    document.subtitle(told.request.title())
    rows = [[label, content] for label, content in _facts(told) if content]
    document.table([DocColumn("", 24, bold=True), DocColumn("", 76)], rows, heads=False, cell=SIDE)
    document.paragraph(
        [texts("Prepared by"), ": ", marked(texts("name and position")), "   ", told.request.moment()], NOTE
    )


def _facts(told: Mission) -> list[tuple[str, Content]]:
    request, texts, event = told.request, told.request.texts, told.request.event
    pick = request.pick
    members = texts.plural(
        "{n} participant ({women} women)",
        "{n} participants ({women} women)",
        len(told.people),
        women=texts.number(told.women),
    )
    everybody = _everybody(request)
    return [
        (texts("Led by"), told.led_by or marked(texts("name and position"))),
        (texts("Delegation"), f"{told.name}, {members}"),
        (texts("Dates"), texts.date_range(event.starts, event.ends, event.year)),
        (texts("Place"), pick(event.place, event.place_official)),
        (texts("Organisers"), pick(event.organisers, event.organisers_official)),
        (texts("With the support of"), pick(event.supporters, event.supporters_official)),
        (texts("Participants"), _counted(request, everybody)),
        (texts("Countries"), _countries(request, everybody)),
        (texts("Purpose"), short(pick(event.purpose, event.purpose_official))),
        (texts("What was presented"), _lines(_presented(told)) or marked(texts("what was presented"))),
        (texts("Priorities and plans"), _lines(_plans(told))),
        (texts("Results"), marked(texts("What came of it, in two or three sentences."))),
        (texts("Next steps"), _lines(_next(told)) or marked(texts("what is to be done"))),
    ]


def _lines(lines: Sequence[str]) -> Content:
    return "\n".join(lines)


def _everybody(request: Request) -> list[Group]:
    """Those who came; where nobody was checked in yet, those on the list."""
    whole = replace(request, codes=None)
    came = groups(whole, lambda _delegation, person: person.came)
    return came or groups(whole, lambda _delegation, person: listed(person))


def _counted(request: Request, everybody: Sequence[Group]) -> str:
    numbers = totals(everybody)
    return counted_sentence(
        request.texts, numbers.participants, numbers.women, numbers.countries, request.event.counter_word
    )


def _countries(request: Request, everybody: Sequence[Group]) -> str:
    """Their names, where they are few enough for a page."""
    found = [
        request.delegation_name(group.delegation)
        for group in everybody
        if group.delegation.section in COUNTRY_SECTIONS
    ]
    return ", ".join(dict.fromkeys(found)) if len(found) <= MOST_COUNTRIES else ""


def short(text: str) -> str:
    """The text, cut at a space where it would not leave room for the rest."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rpartition(' ')[0] or text[:LONGEST]} …"


def _few(request: Request, lines: Sequence[str]) -> list[str]:
    """The first lines, and how many more the report of the delegation has."""
    more = len(lines) - MOST_LINES
    kept = [short(line) for line in lines[:MOST_LINES]]
    if more > 0:
        kept.append(request.texts.plural("and {n} more in the report", "and {n} more in the report", more))
    return kept


def _presented(told: Mission) -> list[str]:
    pick = told.request.pick
    lines: list[str] = []
    for row in told.contributions:
        who, title = told.speaker(row.delegate), pick(row.title, row.title_official)
        lines.append(f"{who}: {title}" if who and title else who or title)
    return _few(told.request, [line for line in lines if line])


def _plans(told: Mission) -> list[str]:
    pick = told.request.pick
    pairs = (
        (pick(row.area, row.area_official), pick(row.plan, row.plan_official)) for row in told.priorities
    )
    return _few(told.request, [" – ".join(part for part in pair if part) for pair in pairs])


def _next(told: Mission) -> list[str]:
    request, texts = told.request, told.request.texts
    lines: list[str] = []
    for row in told.follow_ups:
        if row.state != FollowUpState.OPEN:
            continue
        parts = [
            request.pick(row.action, row.action_official),
            row.responsible,
            texts.date_long(row.deadline),
        ]
        lines.append(" · ".join(part for part in parts if part))
    return _few(request, lines)


# -- the news ------------------------------------------------------------------------------------------


def _news(told: Mission) -> list[Content]:
    """Title and paragraphs: what can be said from the file, and the places for the rest."""
    request, texts, event = told.request, told.request.texts, told.request.event
    pick = request.pick
    when = texts.date_range(event.starts, event.ends, event.year)
    where = pick(event.place, event.place_official)
    first = [
        texts(
            "The delegation of {delegation} took part in “{event}”.",
            delegation=told.name,
            event=request.title(),
        ),
        _said(texts, N_("Head of the delegation: {name}."), name=told.led_by),
        _said(texts, N_("Dates: {when}."), when=when),
        _said(texts, N_("Place: {where}."), where=where),
        _said(texts, N_("Organisers: {who}."), who=pick(event.organisers, event.organisers_official)),
        _said(
            texts, N_("With the support of: {who}."), who=pick(event.supporters, event.supporters_official)
        ),
        texts("Participants: {counted}.", counted=_counted(request, _everybody(request))),
    ]
    purpose = short(pick(event.purpose, event.purpose_official)).rstrip(".")
    paragraphs: list[Content] = [
        texts("Taking part in “{event}”", event=request.title()),
        " ".join(sentence for sentence in first if sentence),
        _said(texts, N_("Purpose of the event: {purpose}."), purpose=purpose),
        _joined(texts("Presented:"), _presented(told)) or marked(texts("what was presented")),
        _joined(texts("Priorities and plans:"), _plans(told)),
        marked(texts("What came of it, in two or three sentences.")),
        _joined(texts("Next steps:"), _next(told)) or marked(texts("what is to be done")),
    ]
    return [paragraph for paragraph in paragraphs if paragraph]


def _said(texts: Callable[..., str], sentence: str, **values: str) -> str:
    """The sentence where its fact is known."""
    return texts(sentence, **values) if all(values.values()) else ""


def _joined(head: str, lines: Sequence[str]) -> str:
    return f"{head} {'; '.join(line.rstrip('.') for line in lines)}." if lines else ""
