"""The list one goes on with when the laptop is gone: everybody, who is in by now, and room for ticks."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience, PresenceState, SessionKind
from attendance.domain.local_time import local_day
from attendance.domain.names import one_line
from attendance.domain.progress import Tick, no_tick
from attendance.language import texts_for
from attendance.queries.participants import Participant, event_facts
from attendance.queries.presence import Stand, stands
from attendance.queries.programme import SessionRow, sessions
from attendance.reports.pages.canvas import ACCENT, HAIRLINE, MUTED, Box, Canvas, Type
from attendance.reports.pages.pdf import A4, written_pdf
from attendance.reports.people import Group, groups, listed, written_name
from attendance.reports.request import Request
from attendance.store import tables as t
from attendance.store.database import Database

MARGIN, HEAD, COLUMNS, ROW, FOOT = 12.0, 20.0, 8.0, 7.0, 6.0
MOST_SESSIONS = 4
"""Columns; a day with more shows its half-days first."""

_STRONG, _PLAIN, _SMALL = Type(9, 600, least=6), Type(8.5, least=6), Type(7, colour=MUTED, least=5)
BOX = 3.6
"""Side of a box to tick, mm."""


class Listed(NamedTuple):
    """One line: the head of a delegation (person None), or somebody of it."""

    group: Group
    person: Participant | None


def write_fallback(
    path: str, event_id: UUID, folder: str, language: str, at: int, tick: Tick = no_tick
) -> str:
    """For the worker process: put the list of an event as it stands into a folder; the file.

    The file there before is replaced whole or stays as it was.

    Raises:
        Refused: no_such_event, fallback_place_missing, report_file_in_use, report_folder_closed,
            report_not_written, disk_full, and what ``tick`` raises.
    """
    place = Path(folder)
    if not place.is_dir():
        raise Refused("fallback_place_missing", folder=folder)
    database = Database.open(Path(path), create=False)
    try:
        with database.read() as db:
            event = event_facts(db, event_id)
            if event is None:
                raise Refused("no_such_event")
            desk = db.scalar(select(t.own_desk.c.name)) or ""
            request = Request(db, event, texts_for(language), Audience.INTERNAL, at, desk, None, tick)
            return str(write_pages(request, place / file_name(event.starts)))
    finally:
        database.close()


def file_name(starts: str | None) -> str:
    """What the list of an event is called, the same each time."""
    return f"attendance-fallback-{starts}.pdf" if starts else "attendance-fallback.pdf"


def write_pages(request: Request, target: Path) -> Path:
    """Write the list as a PDF. Raises ``Refused`` as ``written_pdf`` does."""
    shown = _sessions(request)
    found = stands(request.db, [session.id for session in shown])
    people = groups(request, lambda _delegation, person: listed(person))
    lines = [
        line
        for group in people
        for line in (Listed(group, None), *(Listed(group, person) for person in group.people))
    ]
    room = int((A4.height - 2 * MARGIN - HEAD - COLUMNS - FOOT) / ROW)
    sheets = _sheets(lines, room)
    with written_pdf(target, A4, request.texts("Fallback list"), request.tick) as pages:
        for number, part in enumerate(sheets, 1):
            draw(pages.next(), request, shown, found, part, (number, len(sheets)))
    return target


def _sheets(lines: Sequence[Listed], room: int) -> list[list[Listed]]:
    """The lines page by page; a delegation that goes on has its head again."""
    made: list[list[Listed]] = [[]]
    for place, line in enumerate(lines):
        alone = line.person is None and len(made[-1]) == room - 1 and place + 1 < len(lines)
        if len(made[-1]) >= room or alone:
            made.append([Listed(line.group, None)] if line.person is not None else [])
        made[-1].append(line)
    return made


def _sessions(request: Request) -> list[SessionRow]:
    """What attendance is taken in on the day of the list: today, else the next day, else the last."""
    taking = sessions(request.db, request.event.id, attendance_only=True)
    days = sorted({session.day for session in taking if session.day})
    today = local_day(request.at, request.event.zone)
    day = next((one for one in days if one >= today), days[-1] if days else None)
    own = [session for session in taking if session.day == day]
    if len(own) > MOST_SESSIONS:
        own = sorted(own, key=lambda one: one.kind != SessionKind.HALF_DAY)[:MOST_SESSIONS]
        own.sort(key=lambda one: one.starts or "")
    return own


def draw(
    canvas: Canvas,
    request: Request,
    shown: Sequence[SessionRow],
    found: Mapping[tuple[UUID, UUID], Stand],
    lines: Sequence[Listed],
    page: tuple[int, int],
) -> None:
    """One page of the list."""
    box = canvas.box.within(MARGIN)
    _head(canvas, box, request, shown)
    cell = min(30.0, 84.0 / max(1, len(shown)))
    first = box.x + box.width - cell * len(shown)
    y = box.y + HEAD
    _columns(canvas, request, Box(box.x, y, box.width, COLUMNS), shown, first, cell)
    y += COLUMNS
    for line in lines:
        if line.person is None:
            words = f"{line.group.delegation.code} · {request.delegation_name(line.group.delegation)}"
            canvas.text(Box(box.x, y + 1, box.width, ROW - 1), words, Type(9, 700, ACCENT, 7), rise="middle")
        else:
            _person(canvas, request, Box(box.x, y, first - box.x - 2, ROW), line.person)
            for place, session in enumerate(shown):
                stand = found.get((session.id, line.person.id))
                _cell(canvas, request, Box(first + cell * place, y, cell, ROW), stand)
        y += ROW
        canvas.line(box.x, y, box.x + box.width, y, HAIRLINE, 0.15)
    if not lines:
        words = request.texts("Nobody is on the list yet.")
        canvas.text(Box(box.x, y + 4, box.width, 8), words, _PLAIN)
    foot = Box(box.x, box.y + box.height - FOOT + 1, box.width, FOOT - 1)
    words = request.texts("Page {page} of {pages}", page=page[0], pages=page[1])
    canvas.text(foot, words, _SMALL, "right", "bottom")
    canvas.text(foot, request.desk, _SMALL, rise="bottom")


def _head(canvas: Canvas, box: Box, request: Request, shown: Sequence[SessionRow]) -> None:
    texts = request.texts
    canvas.text(Box(box.x, box.y, box.width - 50, 8), request.title(), Type(13, 700, least=8), lines=2)
    corner = Box(box.x + box.width - 48, box.y, 48, 8)
    canvas.text(corner, texts("Fallback list"), Type(11, 600, ACCENT, 8), "right")
    day = texts.date_long(shown[0].day) if shown else ""
    as_of = texts("as of {moment}", moment=request.moment())
    words = " · ".join(part for part in (day, as_of) if part)
    canvas.text(Box(box.x, box.y + 9, box.width, 5), words, _STRONG)
    hint = texts("If the computer fails, go on here: tick who comes, and type it in afterwards.")
    canvas.text(Box(box.x, box.y + 14, box.width, 4.5), hint, _SMALL)


def _columns(
    canvas: Canvas, request: Request, box: Box, shown: Sequence[SessionRow], first: float, cell: float
) -> None:
    canvas.fill(box, "E8EEF1")
    face = Type(8, 600, least=5.5)
    inner = Box(box.x + 1, box.y, first - box.x - 2, box.height)
    canvas.text(inner, request.texts("Name"), face, rise="middle")
    for place, session in enumerate(shown):
        title = request.pick(session.title, session.title_official)
        here = Box(first + cell * place + 0.5, box.y, cell - 1, box.height)
        words = f"{title} ({request.texts.number(session.came)})"
        canvas.text(here, words, face, "center", "middle", lines=2)


def _person(canvas: Canvas, request: Request, box: Box, person: Participant) -> None:
    number = str(person.short_number or "")
    canvas.text(Box(box.x, box.y, 10, box.height), number, _SMALL, "right", "middle")
    name = written_name(request, person)
    official = one_line(person.name_official or "")
    other = one_line(person.name) if official == name else official
    words = canvas.text(Box(box.x + 12, box.y, box.width - 12, box.height), name, _STRONG, rise="middle")
    left = box.width - 12 - words.width - 3
    if other and left > 20:
        place = Box(box.x + 12 + words.width + 3, box.y, left, box.height)
        canvas.text(place, other, _SMALL, rise="middle")


def _cell(canvas: Canvas, request: Request, box: Box, stand: Stand | None) -> None:
    """The time of who came, else a box to tick."""
    texts = request.texts
    if stand is not None and stand.state == PresenceState.EXCUSED:
        canvas.text(box, texts("Excused"), _SMALL, "center", "middle")
    elif stand is not None and stand.first_in is not None:
        words = texts.time(stand.first_in, request.event.zone)
        if stand.state == PresenceState.LEFT and stand.last_out is not None:
            words = f"{words}–{texts.time(stand.last_out, request.event.zone)}"
        canvas.text(box, f"✓ {words}", _STRONG, "center", "middle")
    else:
        x, y = box.x + (box.width - BOX) / 2, box.y + (box.height - BOX) / 2
        canvas.frame(Box(x, y, BOX, BOX), MUTED, 0.25)
