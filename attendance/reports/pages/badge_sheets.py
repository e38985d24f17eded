"""Badges on sheets: cut marks, both sides, the test page, and the file they are written to."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from attendance.domain.badge_sheets import Preset, Sheet, sheet_for
from attendance.domain.errors import Refused
from attendance.domain.progress import Tick, no_tick
from attendance.language import Texts, texts_for
from attendance.queries.badges import BadgeRow, badges
from attendance.queries.participants import event_facts
from attendance.reports.pages.badges import Face, draw_badge, face_of, spare_face
from attendance.reports.pages.canvas import INK, MUTED, Box, Canvas, Type
from attendance.reports.pages.pdf import Pages, PageSize, written_pdf
from attendance.store.database import Database

MARK, OFF = 4.0, 1.2
"""Length of a cut mark and its distance from the badge, millimetres."""

RULE = 100
"""Millimetres of the line on the test page."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How badges are laid on paper.

    Attributes:
        single: one on a page of its own size, for a badge printer.
        both_sides: every sheet is followed by its back, where the same badges lie behind themselves.
    """

    preset: Preset
    single: bool = False
    both_sides: bool = False

    @property
    def sheet(self) -> Sheet:
        return sheet_for(self.preset, single=self.single)

    @property
    def size(self) -> PageSize:
        return PageSize(self.sheet.width, self.sheet.height)

    def pages(self, count: int) -> int:
        """Pages that so many badges take."""
        sheets = -(-count // self.sheet.count)
        return sheets * 2 if self.both_sides else sheets


def draw_pages(pages: Pages, layout: Layout, faces: Sequence[Face]) -> None:
    """Every badge, sheet by sheet. Raises ``Refused`` as ``Pages.next`` does."""
    for start in range(0, len(faces), layout.sheet.count):
        part = faces[start : start + layout.sheet.count]
        for back in (False, True)[: 1 + layout.both_sides]:
            draw_sheet(pages.next(), layout, part, back=back)


def draw_sheet(canvas: Canvas, layout: Layout, faces: Sequence[Face], *, back: bool = False) -> None:
    """One sheet of badges with its cut marks."""
    sheet = layout.sheet
    for place, face in zip(sheet.places(back=back), faces, strict=False):
        with canvas.inside(Box(*place, *sheet.badge)) as badge:
            draw_badge(badge, layout.preset, face)
    if not layout.single:
        _cut_marks(canvas, sheet)


def _cut_marks(canvas: Canvas, sheet: Sheet) -> None:
    width, height = sheet.badge
    right, bottom = sheet.left + sheet.columns * width, sheet.top + sheet.rows * height
    for column in range(sheet.columns + 1):
        x = sheet.left + column * width
        for y, to in ((sheet.top - OFF, sheet.top - OFF - MARK), (bottom + OFF, bottom + OFF + MARK)):
            canvas.line(x, y, x, to, INK, 0.15)
        canvas.line(x, sheet.top, x, bottom, "DDE3EA", 0.1)
    for row in range(sheet.rows + 1):
        y = sheet.top + row * height
        for x, to in ((sheet.left - OFF, sheet.left - OFF - MARK), (right + OFF, right + OFF + MARK)):
            canvas.line(x, y, to, y, INK, 0.15)
        canvas.line(sheet.left, y, right, y, "DDE3EA", 0.1)


def draw_test_page(canvas: Canvas, layout: Layout, texts: Texts, face: Face) -> None:
    """One badge in its place, a line to measure, and what to do when it is not as long as it says."""
    sheet = layout.sheet
    draw_sheet(canvas, layout, [face])
    if layout.single:
        return
    place, (width, height) = sheet.places()[-1], sheet.badge
    box = Box(place.x, place.y, width, height).within(6) if sheet.count > 1 else None
    if box is not None:
        canvas.text(box, texts("Test page"), Type(13, 600, INK, least=8), "left", "top")
        words = texts(
            "Print it at 100 %, never “fit to page”. Then measure: the line at the foot of the sheet is"
            " {mm} mm long, and a badge is {width} × {height} mm.",
            mm=RULE, width=f"{width:g}", height=f"{height:g}",
        )  # fmt: skip
        canvas.text(
            Box(box.x, box.y + 8, box.width, box.height - 8), words, Type(9, 400, MUTED, least=6), lines=12
        )
    y = canvas.height - 4.5
    left = (canvas.width - RULE) / 2
    canvas.line(left, y, left + RULE, y, INK, 0.25)
    for x in (left, left + RULE):
        canvas.line(x, y - 1.5, x, y + 1.5, INK, 0.25)
    canvas.text(Box(left, y - 4.5, RULE, 4), f"{RULE} mm", Type(8, 400, INK), "center", "middle")


def faces_of(db: Connection, texts: Texts, event_id: UUID, rows: Sequence[BadgeRow]) -> list[Face]:
    """The badges of delegates. Raises ``Refused`` no_such_event."""
    event = event_facts(db, event_id)
    if event is None:
        raise Refused("no_such_event")
    return [face_of(texts, event, row) for row in rows]


def write_badges(
    db: Connection,
    event_id: UUID,
    rows: Sequence[BadgeRow],
    codes: Sequence[str],
    layout: Layout,
    texts: Texts,
    target: Path,
    tick: Tick = no_tick,
) -> None:
    """Write badges of delegates, then spare ones with ``codes``, as one PDF.

    Raises:
        Refused: no_such_event, nothing_to_print, what ``saving.written_whole`` and ``tick`` raise.
    """
    event = event_facts(db, event_id)
    if event is None:
        raise Refused("no_such_event")
    if not rows and not codes:
        raise Refused("nothing_to_print")
    faces = [*faces_of(db, texts, event_id, rows), *(spare_face(texts, event, code) for code in codes)]
    title = texts.pick(event.title, event.title_official)
    with written_pdf(target, layout.size, title, tick, subject=texts("Badges")) as pages:
        draw_pages(pages, layout, faces)


def write_badges_file(
    path: str,
    event: UUID,
    delegates: Sequence[UUID] | None,
    codes: Sequence[str],
    preset: str,
    single: bool,
    both_sides: bool,
    language: str,
    target: str,
    tick: Tick = no_tick,
) -> str:
    """``write_badges`` for the worker process: opens the file itself, takes and returns plain values."""
    database = Database.open(Path(path), create=False)
    try:
        with database.read() as db:
            rows = [] if delegates is not None and not delegates else badges(db, event, delegates)
            layout = Layout(Preset(preset), single, both_sides)
            write_badges(db, event, rows, codes, layout, texts_for(language), Path(target), tick)
    finally:
        database.close()
    return target
