"""The report of one delegation as a Lao office writes it: addressed, founded on letters, nine parts."""

from attendance.reports.delegation_parts import (
    ANNEXES,
    add_annexes,
    add_follow_ups,
    add_members,
    add_participation,
    add_proceedings,
    add_purpose,
    facts_or_place,
)
from attendance.reports.document import Document, marked
from attendance.reports.document_text import TITLE, Content, Piece
from attendance.reports.letterhead import add_signature, copies
from attendance.reports.mission import Mission


def add_report(document: Document, told: Mission) -> None:
    """Everything below the head of the letter."""
    texts = told.request.texts
    document.paragraph(texts("Report"), TITLE)
    document.subtitle(texts("About taking part in {event}", event=told.request.title()))
    _address(document, told)
    parts = (
        (texts("General information"), _general),
        (texts("Members of the delegation"), _members),
        (texts("Purpose"), add_purpose),
        (texts("Course and content of the meeting"), add_proceedings),
        (texts("Results"), _results),
        (texts("Lessons learnt"), _lessons),
        (texts("Proposals"), _proposals),
        (texts("Plan of further work"), _further),
        (texts("Attendance in sum"), add_participation),
    )
    for roman, (heading, add) in zip(ROMANS, parts, strict=True):
        document.heading(f"{roman}. {heading}")
        add(document, told)
    document.gap(6)
    closing = texts(
        "We therefore report to you, for your information and for consideration as is appropriate."
    )
    document.paragraph(closing, first_line_cm=1)
    add_signature(
        document,
        told.request,
        told.paper,
        title=texts("Head of delegation"),
        name=told.led_by,
        left=_sent_to(told),
    )
    document.gap(10)
    document.paragraph(Piece(texts("Attached documents:"), bold=True))
    for annex in ANNEXES:
        document.item(texts(annex), "-")
    add_annexes(document, told)


ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")


def _address(document: Document, told: Mission) -> None:
    texts = told.request.texts
    document.paragraph(
        [Piece(texts("To:"), bold=True), " ", marked(texts("position and name of who gets it"))]
    )
    letters = [letter for letter in told.letters if told.reference(letter)]
    if not letters:
        document.item([texts("Pursuant to"), " ", marked(texts("number and date of the invitation"))], "-")
    for letter in letters:
        kind = told.request.word(letter.kind) if letter.kind else texts("Letter")
        document.item([texts("Pursuant to"), " ", f"{kind} {told.reference(letter)}"], "-")


def _general(document: Document, told: Mission) -> None:
    request, texts, event = told.request, told.request.texts, told.request.event
    pick = request.pick
    lines: tuple[tuple[str, str, str], ...] = (
        (texts("Event"), request.title(), texts("title of the event")),
        (
            texts("Dates"),
            texts.date_range(event.starts, event.ends, event.year),
            texts("from and until"),
        ),
        (texts("Place"), pick(event.place, event.place_official), texts("city and country")),
        (
            texts("Organisers"),
            pick(event.organisers, event.organisers_official),
            texts("who held the event"),
        ),
        (
            texts("With the support of"),
            pick(event.supporters, event.supporters_official),
            texts("who paid for it, if anybody"),
        ),
    )
    for label, fact, hint in lines:
        content = facts_or_place(fact, hint)
        document.item([Piece(f"{label}: ", bold=True), content if isinstance(content, Piece) else fact], "-")
    document.paragraph(told.sentence())


def _members(document: Document, told: Mission) -> None:
    texts = told.request.texts
    led: list[str | Piece] = [Piece(f"{texts('Led by')}: ", bold=True)]
    led.append(told.led_by or marked(texts("name and position")))
    document.paragraph(led)
    add_members(document, told)


def _results(document: Document, told: Mission) -> None:
    document.to_write(told.request.texts("What the delegation brings home: agreements, documents, contacts."))


def _lessons(document: Document, told: Mission) -> None:
    document.to_write(told.request.texts("What it learnt, and what others do better."))


def _proposals(document: Document, told: Mission) -> None:
    document.to_write(told.request.texts("What should be done, by whom."))


def _further(document: Document, told: Mission) -> None:
    add_follow_ups(document, told, state=False)


def _sent_to(told: Mission) -> Content:
    """ຜູ້ຮັບ, one a line; the archive is the last."""
    texts = told.request.texts
    lines: list[str | Piece] = [Piece(texts("Copies to:"), bold=True)]
    kept = copies(told.request, told.paper)
    if told.paper is None or len(kept) < 2:
        lines += ["\n- ", marked(texts("to whom it goes"))]
    return [*lines, *(f"\n- {line}" for line in kept)]
