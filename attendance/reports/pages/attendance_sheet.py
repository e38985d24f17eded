"""The daily attendance sheet as pages to print: a line for everybody, high enough for a signature."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QImage

from attendance.reports import sheet_words as say
from attendance.reports.pages.canvas import ACCENT, HAIRLINE, INK, MUTED, Box, Canvas, Type
from attendance.reports.pages.pdf import A4, written_pdf
from attendance.reports.request import Request
from attendance.reports.sheet_plan import Plan, SheetPlan, Signer
from attendance.reports.sheet_words import SheetColumn

LINES = 13
"""Lines on a page: A4 on its side has room for that many of 12 mm below the head."""

MARGIN, STRIP, TITLE, FACTS, HEAD, FOOT = 7.0, 4.0, 7.0, 8.0, 8.0, 11.0
LOWEST, HIGHEST = 11.95, 15.0
WIDEST_LOGO = 26.0
HEAD_FILL = "E8EEF1"
SIZE = A4.lying

_LABEL, _VALUE = Type(6.5, colour=MUTED, least=5), Type(9, 600, least=6)
_CELL, _STRONG = Type(8.5, least=5.5), Type(9.5, 600, least=6.5)


def write_pages(request: Request, plan: Plan, target: Path) -> Path:
    """Write the sheets as a PDF. Raises ``Refused`` as ``written_pdf`` does."""
    logos = [image for one in plan.logos if not (image := QImage.fromData(one)).isNull()]
    with written_pdf(target, SIZE, request.texts("Attendance sheet"), request.tick) as pages:
        for sheet in plan.sheets:
            draw_sheet(pages.next(), request, plan, sheet, logos)
    return target


def draw_sheet(
    canvas: Canvas, request: Request, plan: Plan, sheet: SheetPlan, logos: Sequence[QImage] = ()
) -> None:
    """One sheet on an empty page."""
    box = canvas.box.within(MARGIN)
    _head(canvas, box, request, plan, sheet, _logos(canvas, box, logos))
    columns = say.sheet_columns(request, plan)
    edges = _edges(box, columns)
    top = box.y + STRIP + TITLE + FACTS + 1.5
    _heads(canvas, Box(box.x, top, box.width, HEAD), columns, edges)
    lines = len(sheet.signers) + sheet.blank
    room = box.y + box.height - FOOT - top - HEAD
    height = max(LOWEST, min(HIGHEST, room / lines))
    y = top + HEAD
    for place in range(lines):
        signer = sheet.signers[place] if place < len(sheet.signers) else None
        _line(canvas, Box(box.x, y, box.width, height), signer, columns, edges)
        y += height
    for edge in (box.x, *edges):
        canvas.line(edge, top, edge, y, HAIRLINE, 0.2)
    foot = Box(box.x, box.y + box.height - FOOT + 1.5, box.width, FOOT - 1.5)
    _foot(canvas, foot, request, sheet)


def _logos(canvas: Canvas, box: Box, logos: Sequence[QImage]) -> float:
    """The logos beside each other at the left of strip and title; returns how much room they took."""
    taken, high = 0.0, STRIP + TITLE - 0.6
    for image in logos:
        width = min(high * image.width() / max(1, image.height()), WIDEST_LOGO)
        if taken + width > box.width / 3:
            break
        canvas.image(Box(box.x + taken, box.y, width, high), image)
        taken += width + 2.5
    return taken


def _head(canvas: Canvas, box: Box, request: Request, plan: Plan, sheet: SheetPlan, taken: float = 0) -> None:
    """What stands above the table; ``taken`` millimetres at the left of its first lines hold logos."""
    left, right = say.organisers(request)
    strip = Type(7.5, colour=MUTED, least=6)
    canvas.text(Box(box.x + taken, box.y, box.width / 2 - 4 - taken, STRIP), left, strip)
    canvas.text(Box(box.x + box.width / 2, box.y, box.width / 2, STRIP), right, strip, "right")
    y, side = box.y + STRIP, 62.0
    room = Box(box.x + taken, y, box.width - side - 4 - taken, TITLE)
    canvas.text(room, request.title(), Type(13, 700, least=8), lines=2)
    corner = Box(box.x + box.width - side, y, side, TITLE)
    title = f"{request.texts('Attendance sheet')} · {say.sheet_of(request, sheet)}"
    canvas.text(corner, title, Type(11, 600, ACCENT, least=8), "right")
    y += TITLE + 0.5
    shares = (1, 1, 2, 2.2, 2.6)
    x, whole = box.x, sum(shares)
    for (label, value), share in zip(say.facts(request, plan, sheet), shares, strict=True):
        width = box.width * share / whole
        canvas.text(Box(x, y, width - 3, 3), label, _LABEL)
        canvas.text(Box(x, y + 3, width - 3, 4.6), value, _VALUE)
        x += width


def _edges(box: Box, columns: Sequence[SheetColumn]) -> list[float]:
    """The right edge of every column."""
    whole, x = sum(column.share for column in columns), box.x
    edges: list[float] = []
    for column in columns:
        x += box.width * column.share / whole
        edges.append(x)
    return edges


def _heads(canvas: Canvas, box: Box, columns: Sequence[SheetColumn], edges: Sequence[float]) -> None:
    canvas.fill(box, HEAD_FILL)
    x = box.x
    for column, edge in zip(columns, edges, strict=True):
        inner = Box(x + 1, box.y + 0.4, edge - x - 2, box.height - 0.8)
        side = "center" if column.centred else "left"
        canvas.text(inner, column.title, Type(7.5, 600, least=5), side, "middle", lines=2)
        x = edge
    for y in (box.y, box.y + box.height):
        canvas.line(box.x, y, box.x + box.width, y, ACCENT, 0.35)


def _line(
    canvas: Canvas, box: Box, signer: Signer | None, columns: Sequence[SheetColumn], edges: Sequence[float]
) -> None:
    x = box.x
    for column, edge in zip(columns, edges, strict=True):
        words = say.shown(signer, column) if signer is not None else ""
        if words:
            inner = Box(x + 1.2, box.y + 0.6, edge - x - 2.4, box.height - 1.2)
            face = _STRONG if column.field == "name" else _CELL
            side = "center" if column.centred else "left"
            canvas.text(inner, words, face, side, "middle", lines=3)
        x = edge
    bottom = box.y + box.height
    canvas.line(box.x, bottom, box.x + box.width, bottom, HAIRLINE, 0.2)


def _foot(canvas: Canvas, box: Box, request: Request, sheet: SheetPlan) -> None:
    texts, small = request.texts, Type(6.8, colour=MUTED, least=5)
    canvas.text(Box(box.x, box.y, box.width - 62, 3.4), say.rules(request), small)
    canvas.text(Box(box.x + box.width - 60, box.y, 60, 3.4), say.printed(request), small, "right")
    y, plain = box.y + 4.4, Type(8, least=6)
    signed = texts("Signed: M ______  F ______")
    counted = f"{say.totals(request, sheet)}   ·   {signed}"
    canvas.text(Box(box.x, y, box.width * 0.38, 4.4), counted, plain, rise="bottom")
    for place, words in enumerate((texts("Prepared by"), texts("Certified by"))):
        x, width = box.x + box.width * (0.4 + 0.305 * place), box.width * 0.285
        fitted = canvas.text(Box(x, y, width * 0.4, 4.4), words, plain, rise="bottom")
        canvas.line(x + fitted.width + 2, y + 4, x + width, y + 4, INK, 0.2)
