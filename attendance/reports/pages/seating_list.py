"""The seating list as pages: for whoever sets the cards out, and for the door."""

from pathlib import Path

from attendance.domain.errors import Refused
from attendance.reports.pages.canvas import ACCENT, HAIRLINE, MUTED, Box, Canvas, Type
from attendance.reports.pages.pdf import A4, written_pdf
from attendance.reports.request import Request
from attendance.reports.seating_list import Part, Sitter, heads, parts

MARGIN, HEAD, ROW = 14.0, 26.0, 8.2
SHARES = (0.1, 0.31, 0.28, 0.11, 0.2)
LINES = int((A4.height - 2 * MARGIN - HEAD - ROW - 6) // ROW)
"""People on a page."""


def write(request: Request, target: Path) -> Path:
    """Write one list after the other. Raises ``Refused`` nobody_to_print and as ``written_pdf`` does."""
    found = parts(request)
    if not found:
        raise Refused("nobody_to_print")
    sheets = [
        (part, part.people[start : start + LINES])
        for part in found
        for start in range(0, len(part.people), LINES)
    ]
    with written_pdf(target, A4, request.title(), request.tick, request.texts("Seating list")) as pages:
        for number, (part, people) in enumerate(sheets, 1):
            draw_page(pages.next(), request, part, people, (number, len(sheets)))
    return target


def draw_page(
    canvas: Canvas, request: Request, part: Part, people: list[Sitter], page: tuple[int, int]
) -> None:
    """One page of one list."""
    texts, box = request.texts, canvas.box.within(MARGIN)
    canvas.text(Box(box.x, box.y, box.width, 11), request.title(), Type(14, 700, least=9), lines=2)
    line = " · ".join(one for one in (texts("Seating list"), part.title, request.dates_and_place()) if one)
    canvas.text(Box(box.x, box.y + 12, box.width, 6), line, Type(10, 600, ACCENT, least=7))
    canvas.text(
        Box(box.x, box.y + 18, box.width, 5),
        texts("as of {moment}", moment=request.moment()),
        Type(8, 400, MUTED, least=6),
    )
    y = box.y + HEAD
    _row(canvas, box, y, heads(request), Type(8.5, 600, MUTED, least=6), Type(8.5, 600, MUTED, least=6))
    canvas.line(box.x, y + ROW, box.x + box.width, y + ROW, ACCENT, 0.35)
    for one in people:
        y += ROW
        _row(canvas, box, y, list(one), Type(9.5, 400, least=6), Type(10.5, 700, least=6.5))
        canvas.line(box.x, y + ROW, box.x + box.width, y + ROW, HAIRLINE, 0.15)
    foot = texts("Page {page} of {pages}", page=page[0], pages=page[1])
    small = Type(8, 400, MUTED, least=6)
    canvas.text(Box(box.x, box.y + box.height - 5, box.width, 5), foot, small, "right", "bottom")


def _row(canvas: Canvas, box: Box, y: float, cells: list[str], plain: Type, first: Type) -> None:
    x = box.x
    for place, (words, share) in enumerate(zip(cells, SHARES, strict=True)):
        width = box.width * share
        if words:
            inner = Box(x + 0.8, y + 0.3, width - 2, ROW - 0.6)
            canvas.text(inner, words, first if place == 0 else plain, "left", "middle", lines=2)
        x += width
