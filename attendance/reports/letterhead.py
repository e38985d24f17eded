"""The head of a letter, its number and date, and who signs it, as the chosen letterhead has them."""

from attendance.domain.letterheads import LAO_STATE
from attendance.queries.letterheads import LetterheadRow, Paper
from attendance.reports.document import Document, marked
from attendance.reports.document_table import DocColumn
from attendance.reports.document_text import SIDE, STATE, Content, Piece
from attendance.reports.request import Request

_LOGO_CM = 1.7


def own(request: Request, paper: Paper | None, field: str) -> str:
    """A text of the letterhead in the report's language; the lines of the Lao state where there is none.

    Only a report in Lao falls back to them: whoever writes in Lao writes to a Lao authority.
    """
    if paper is None:
        if request.texts.language != "lo" or field not in ("motto", "city"):
            return ""
        return LAO_STATE[f"{field}_official"]
    row: LetterheadRow = paper.letterhead
    return request.pick(getattr(row, field), getattr(row, f"{field}_official"))


def add_head(document: Document, request: Request, paper: Paper | None) -> None:
    """Logos, the lines of the state, the organisation at the left, number and date at the right."""
    texts = request.texts
    if header := own(request, paper, "header"):
        document.head_of_page(header, align="center")
    if paper is not None and paper.logos:
        document.pictures([logo.content for logo in paper.logos], height_cm=_LOGO_CM)
    for line in own(request, paper, "motto").splitlines():
        document.paragraph(line, STATE)
    if paper is None and texts.language != "lo":
        return
    document.gap(10)
    document.table(
        [DocColumn("", 55), DocColumn("", 45)],
        [[_organisation(request, paper), _number_and_date(request, paper)]],
        heads=False,
        lines=False,
        cell=SIDE,
    )
    document.gap(8)


def _organisation(request: Request, paper: Paper | None) -> Content:
    texts = request.texts
    if paper is None:
        return marked(texts("ministry and office"))
    lines: list[str | Piece] = []
    if parent := own(request, paper, "parent"):
        lines.append(f"{parent}\n")
    lines.append(Piece(own(request, paper, "name"), bold=True))
    return lines


def _number_and_date(request: Request, paper: Paper | None) -> Content:
    texts, city = request.texts, own(request, paper, "city")
    day: list[str | Piece] = [
        f"{city}, " if city else "",
        texts("date"),
        " ",
        marked(texts("day of signing")),
    ]
    return [*reference(request, paper), "\n", *day]


def reference(request: Request, paper: Paper | None) -> list[str | Piece]:
    """ "No. …/DGC", with the place of the number marked."""
    texts, pattern = request.texts, own(request, paper, "number") or "…"
    before, _, after = pattern.partition("…")
    if "…" not in pattern:
        before, after = "", f"/{pattern}"
    return [texts("Ref. No."), " ", before, marked("…"), after]


def add_signature(
    document: Document,
    request: Request,
    paper: Paper | None,
    *,
    title: str,
    name: str = "",
    left: Content = "",
) -> None:
    """Who signs, at the right; ``left`` stands beside it, as ບ່ອນສົ່ງ does on a Lao letter.

    Args:
        title: whose signature it is; the letterhead's signer has their own.
    """
    who: list[str | Piece] = [Piece(title, bold=True), "\n\n\n"]
    who.append(Piece(name, bold=True) if name else marked(request.texts("name of who signs")))
    document.gap(10)
    document.table(
        [DocColumn("", 55), DocColumn("", 45, "center")],
        [[left, who]],
        heads=False,
        lines=False,
        cell=SIDE,
    )


def copies(request: Request, paper: Paper | None) -> list[str]:
    """Who gets a copy, one each; a Lao list ends in the archive."""
    lines = [line.strip(" -–") for line in own(request, paper, "copies").splitlines()]
    kept = [line for line in lines if line]
    archive = LAO_STATE["copies_official"]
    if request.texts.language == "lo" and archive not in kept:
        kept.append(archive)
    return kept


def add_foot(document: Document, request: Request, paper: Paper | None) -> None:
    """The letterhead's own foot, in the place of the event's title."""
    if foot := own(request, paper, "footer"):
        document.foot_of_page(foot, request.texts("Page {page} of {pages}"))
