"""The attendance part of the minutes of every event session that was held, as a document and as text."""

from pathlib import Path

from attendance.queries.letterheads import paper_of
from attendance.reports.document import LETTER, begin
from attendance.reports.letterhead import add_foot, add_head
from attendance.reports.matrix_grid import columns
from attendance.reports.minutes import everybody, session_minutes
from attendance.reports.request import Request
from attendance.reports.saving import written_whole


def write(request: Request, target: Path) -> Path:
    """Write the document: a heading for each event session, a paragraph for present, excused, absent.

    Raises ``Refused`` as ``Document.save`` and ``people.groups`` do.
    """
    texts, paper = request.texts, paper_of(request.db, request.event.id)
    document = begin(request, texts("Minutes: attendance"), scale=LETTER.get(texts.language, 1))
    add_foot(document, request, paper)
    add_head(document, request, paper)
    document.title(texts("Minutes: attendance"))
    document.subtitle(request.title())
    told = _held(request)
    for head, *lines in told:
        document.heading(head.rstrip("."))
        for line in lines:
            document.paragraph(line, align="both")
    if not told:
        document.paragraph(texts("No attendance was recorded."))
    return document.save(target)


def write_text(request: Request, target: Path) -> Path:
    """Write the same as plain text in UTF-8."""
    told = _held(request) or [[request.texts("No attendance was recorded.")]]
    with written_whole(target) as file:
        file.write("\n\n".join("\n".join(lines) for lines in told).encode() + b"\n")
    return target


def _held(request: Request) -> list[list[str]]:
    """The lines of every event session that has begun, in the order of the programme."""
    held, known = [column.session for column in columns(request) if column.held], everybody(request)
    told: list[list[str]] = []
    for done, session in enumerate(held):
        request.tick(done, len(held), "")
        told.append(session_minutes(request, session, known))
    return told
