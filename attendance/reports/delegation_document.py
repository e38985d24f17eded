"""The report of one delegation as a document: facts filled in, and marked places for what people write."""

from pathlib import Path

from attendance.reports import delegation_lao
from attendance.reports.delegation_parts import (
    add_annexes,
    add_follow_ups,
    add_members,
    add_participation,
    add_people_met,
    add_proceedings,
    add_purpose,
    facts_or_place,
)
from attendance.reports.document import LETTER, Document, begin, marked
from attendance.reports.document_table import DocColumn
from attendance.reports.document_text import CELL, Content
from attendance.reports.letterhead import add_foot, add_head, add_signature, copies, reference
from attendance.reports.mission import Mission, mission
from attendance.reports.request import Request


def write(request: Request, target: Path) -> Path:
    """Write the document of the one delegation in ``request.codes``, in the shape its language has for it.

    Raises ``Refused`` as ``Document.save`` and ``people.groups`` do.
    """
    told = mission(request)
    texts = request.texts
    document = begin(request, texts("Delegation report"), scale=LETTER.get(texts.language, 1))
    add_foot(document, request, told.paper)
    add_head(document, request, told.paper)
    if request.texts.language == "lo":
        delegation_lao.add_report(document, told)
    else:
        _add_report(document, told)
    return document.save(target)


def _add_report(document: Document, told: Mission) -> None:
    """A box of facts, ten numbered parts, annexes."""
    texts = told.request.texts
    document.title(texts("Delegation report"))
    document.subtitle(told.name)
    _box(document, told)
    parts = (
        (texts("Summary"), _summary),
        (texts("Delegation"), add_members),
        (texts("Purpose"), add_purpose),
        (texts("Participation"), add_participation),
        (texts("Proceedings by session"), add_proceedings),
        (texts("Persons met"), add_people_met),
        (texts("Results and lessons"), _results),
        (texts("Recommendations"), _recommendations),
        (texts("Follow-up"), add_follow_ups),
        (texts("Administrative notes"), _notes),
    )
    for number, (heading, add) in enumerate(parts, 1):
        document.heading(f"{number}. {heading}")
        add(document, told)
    add_signature(
        document,
        told.request,
        told.paper,
        title=texts("Head of delegation"),
        name=told.led_by,
        left=[texts("Date:"), " ", marked(texts("day of signing"))],
    )
    add_annexes(document, told)


def _box(document: Document, told: Mission) -> None:
    request, texts, event = told.request, told.request.texts, told.request.event
    pick = request.pick
    dates = texts.date_range(event.starts, event.ends, event.year)
    mission = pick(event.title, event.title_official)
    wants = texts("to whom it goes")
    rows: list[tuple[str, Content]] = [
        (texts("Mission"), facts_or_place(mission, texts("title of the event"))),
        (texts("Place"), facts_or_place(pick(event.place, event.place_official), texts("city and country"))),
        (texts("Dates"), facts_or_place(dates, texts("from and until"))),
        (
            texts("Organisers"),
            facts_or_place(pick(event.organisers, event.organisers_official), texts("who held the event")),
        ),
        (
            texts("With the support of"),
            facts_or_place(
                pick(event.supporters, event.supporters_official), texts("who paid for it, if anybody")
            ),
        ),
        (
            texts("Invitation reference"),
            facts_or_place("\n".join(told.invitations()), texts("number and date of the invitation")),
        ),
        (texts("Report number"), reference(request, told.paper)[2:]),
        (texts("Prepared by"), marked(texts("name and position"))),
        (texts("Distribution"), facts_or_place("; ".join(copies(request, told.paper)), wants)),
    ]
    for label, value in (
        (texts("Project number"), event.project_no),
        (texts("Activity code"), event.activity_code),
    ):
        if value:
            rows.append((label, value))
    document.table(
        [DocColumn("", 28, bold=True), DocColumn("", 72)], [[*row] for row in rows], heads=False, cell=CELL
    )


def _summary(document: Document, told: Mission) -> None:
    document.paragraph(told.sentence())
    document.to_write(
        told.request.texts("The mission in three sentences: why, what came of it, what is next.")
    )


def _results(document: Document, told: Mission) -> None:
    texts = told.request.texts
    document.to_write(texts("What the delegation brings home: agreements, documents, contacts."))
    document.to_write(texts("What it learnt, and what others do better."))


def _recommendations(document: Document, told: Mission) -> None:
    document.to_write(told.request.texts("What should be done, by whom."))


def _notes(document: Document, told: Mission) -> None:
    request, texts = told.request, told.request.texts
    if credentials := texts.date_long(told.group.delegation.credentials_on):
        document.item(texts("Credentials received on {day}.", day=credentials))
    for letter in told.letters:
        kind = request.word(letter.kind) if letter.kind else texts("Letter")
        document.item(texts("{what}: {value}", what=kind, value=told.reference(letter)))
    document.item(marked(texts("Travel, allowances, equipment, documents handed over.")))
