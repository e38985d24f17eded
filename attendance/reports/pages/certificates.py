"""Certificates as pages: A4 on its side, one for each person, names that shrink before they break."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtGui import QImage

from attendance.domain.certificates import Rule, Share, Unit
from attendance.domain.errors import Refused
from attendance.domain.kinds import Audience
from attendance.domain.progress import Tick, no_tick
from attendance.domain.text_keys import has_lao
from attendance.language import Texts, texts_for
from attendance.queries.letterheads import Paper, paper_of
from attendance.queries.participants import event_facts
from attendance.reports.certificates import Judged, Judgement, judgement
from attendance.reports.pages.canvas import ACCENT, HAIRLINE, INK, MUTED, Box, Canvas, Fitted, Type, fit
from attendance.reports.pages.pdf import A4, Pages, written_pdf
from attendance.reports.request import Request
from attendance.store.database import Database

SIZE = A4.lying
FRAME, INNER = 9.0, 11.0
SIDE, TOP, FOOT = 34.0, 19.0, 46.0
"""Millimetres left free at the sides, above the first line, and below the last for signatures and number."""


LOGO = 14.0
"""How high logos are."""


@dataclass(frozen=True)
class Face:
    """The words of one certificate, ready to be drawn; "" leaves a line out.

    Attributes:
        head: whose paper it is.
        attended: how much, where the rule measures it.
        signers: title and name under each line to sign on.
        logos: pictures above the head, from the left.
        place: where it is dated; day: "" leaves a line to write the date on.
    """

    head: str
    title: str
    opening: str
    name: str
    second: str
    home: str
    joining: str
    event: str
    when: str
    attended: str
    behind: str
    number: str
    place: str
    day: str
    sample: str = ""
    signers: tuple[tuple[str, str], ...] = (("", ""), ("", ""))
    logos: tuple[bytes, ...] = ()


def write(request: Request, target: Path, only: Collection[UUID] | None = None) -> Path:
    """Write the certificates of everybody who has earned one, or of ``only`` those among them.

    Raises:
        Refused: nobody_certified, no_such_delegation, and what ``written_pdf`` raises.
    """
    found = faces(request, only=only)
    if not found:
        raise Refused("nobody_certified")
    with written_pdf(target, SIZE, request.title(), request.tick, request.texts("Certificates")) as pages:
        draw_pages(found, pages)
    return target


def write_certificates_file(
    path: str,
    event_id: UUID,
    delegates: Sequence[UUID] | None,
    language: str,
    target: str,
    at: int,
    tick: Tick = no_tick,
) -> list[str]:
    """``write`` for the worker process: opens the file itself, takes and returns plain values.

    Raises:
        Refused: no_such_event, and what ``write`` raises.
    """
    database = Database.open(Path(path), create=False)
    try:
        with database.read() as db:
            event = event_facts(db, event_id)
            if event is None:
                raise Refused("no_such_event")
            request = Request(db, event, texts_for(language), Audience.INTERNAL, at, "", tick=tick)
            write(request, Path(target), None if delegates is None else frozenset(delegates))
    finally:
        database.close()
    return [target]


def faces(
    request: Request, found: Judgement | None = None, only: Collection[UUID] | None = None
) -> list[Face]:
    """The certificates of everybody who has earned one and may be named, in the order of the list."""
    found = found or judgement(request)
    named = [line for line in found.granted if not request.withholds(line.person)]
    wanted = [line for line in named if only is None or line.person.id in only]
    paper = paper_of(request.db, request.event.id)
    return [face_of(request, found, line, paper) for line in wanted]


def face_of(request: Request, found: Judgement, line: Judged, paper: Paper | None) -> Face:
    """The certificate of one person in the language of the request."""
    texts, event, person = request.texts, request.event, line.person
    pick = request.pick
    exempt = person.capacity in found.rule.exempt
    organisers = pick(event.organisers, event.organisers_official)
    supporters = pick(event.supporters, event.supporters_official)
    home = (
        pick(person.position, person.position_official),
        pick(person.organisation, person.organisation_official),
        request.delegation_name(line.delegation),
    )
    told = [texts("With the support of {supporters}", supporters=_joined(supporters))] if supporters else []
    head, signers, city = _joined(organisers), Face.signers, ""
    if paper is not None:
        own = paper.letterhead
        name = pick(own.name, own.name_official)
        head = " · ".join(part for part in (pick(own.parent, own.parent_official), name) if part)
        signers = (
            (pick(own.signer_title, own.signer_title_official), pick(own.signer, own.signer_official)),
            ("", ""),
        )
        city = pick(own.city, own.city_official)
        if organisers and _joined(organisers) != name:
            told.insert(0, texts("Organised by {organisers}", organisers=_joined(organisers)))
    issued_on = line.issued.issued_on if line.issued else None
    return Face(
        head=_joined(head),
        title=texts("Certificate of appreciation") if exempt else texts("Certificate of attendance"),
        opening=texts("This is to certify that"),
        name=line.name,
        second=line.second,
        home=" · ".join(dict.fromkeys(part for part in home if part)),
        joining=_joining(request, line, exempt=exempt),
        event=request.title(),
        when=request.dates_and_place(),
        attended="" if exempt or line.overridden else attended(texts, found.rule, line.result.whole),
        behind=" · ".join(told),
        number=line.issued.number or "" if line.issued else "",
        place=city or pick(event.place, event.place_official),
        day=texts.date_long(issued_on),
        sample=texts("Sample data") if event.sample else "",
        signers=signers,
        logos=() if paper is None else tuple(logo.content for logo in paper.logos),
    )


def _joined(text: str) -> str:
    """Several names, one a line or with semicolons, on one line."""
    return "; ".join(part.strip() for part in text.replace("\n", ";").split(";") if part.strip())


def _joining(request: Request, line: Judged, *, exempt: bool) -> str:
    if exempt:
        return request.texts("contributed as {capacity} to", capacity=request.word(line.person.capacity))
    return request.texts("took part in")


def attended(texts: Texts, rule: Rule, share: Share) -> str:
    """ "4 of 5 event sessions attended (80%)", in the unit of the rule."""
    if not share.expected:
        return ""
    rate = texts.percent(share.attended / share.expected)
    match rule.unit:
        case Unit.SESSIONS:
            return texts.plural(
                "{came} of {n} event session attended ({rate})",
                "{came} of {n} event sessions attended ({rate})",
                share.expected,
                came=texts.number(share.attended),
                rate=rate,
            )
        case Unit.HALF_DAYS:
            return texts.plural(
                "{came} of {n} half-day attended ({rate})",
                "{came} of {n} half-days attended ({rate})",
                share.expected,
                came=texts.number(share.attended),
                rate=rate,
            )
        case Unit.MINUTES:
            came, whole = (texts.number(minutes / 60, 1) for minutes in (share.attended, share.expected))
            return texts("{came} of {whole} hours attended ({rate})", came=came, whole=whole, rate=rate)


# -- drawing -------------------------------------------------------------------------------------------


def draw_pages(faces: Sequence[Face], pages: Pages) -> None:
    """A page for each. Raises ``Refused`` as ``Pages.next`` does."""
    for face in faces:
        draw_certificate(pages.next(), face)


def drawing(faces: Sequence[Face], number: int) -> Callable[[Canvas], None]:
    """What draws the page with this number, from 0."""
    return partial(_draw, faces[number])


def _draw(face: Face, canvas: Canvas) -> None:
    draw_certificate(canvas, face)


def draw_certificate(canvas: Canvas, face: Face) -> None:
    """One certificate on an empty page."""
    _frame(canvas)
    _logos(canvas, face.logos)
    place = room(logos=bool(face.logos))
    for y, fitted in lay_out(face, place):
        canvas.put(Box(place.x, y, place.width, fitted.height), fitted, "center")
    _signatures(canvas, face)
    _foot(canvas, face)


def room(*, logos: bool = False) -> Box:
    """What is left for the words between the frame, or the logos, and the signatures."""
    top = TOP + LOGO if logos else TOP
    return Box(SIDE, top, SIZE.width - 2 * SIDE, SIZE.height - top - FOOT)


def _logos(canvas: Canvas, logos: Sequence[bytes]) -> None:
    """Side by side in the middle above the words; what is no picture is left out."""
    images = [image for content in logos if not (image := QImage.fromData(content)).isNull()]
    widths = [min(3 * LOGO, LOGO * image.width() / max(1, image.height())) for image in images]
    x = (canvas.width - sum(widths) - 8.0 * (len(images) - 1)) / 2
    for image, width in zip(images, widths, strict=True):
        canvas.image(Box(x, TOP - 3, width, LOGO), image)
        x += width + 8.0


def lay_out(face: Face, room: Box) -> list[tuple[float, Fitted]]:
    """Every line and its top edge, in the middle of the room; gaps close where there is much to say."""
    parts = [part for part in _parts(face, room) if part[1].lines and part[1].lines != ("",)]
    tall, gaps = sum(fitted.height for _, fitted in parts), sum(gap for gap, _ in parts)
    share = max(0.0, min(1.0, (room.height - tall) / gaps if gaps else 1.0))
    y = room.y + max(0.0, room.height - tall - gaps * share) / 2
    found: list[tuple[float, Fitted]] = []
    for gap, fitted in parts:
        y += gap * share
        found.append((y, fitted))
        y += fitted.height
    return found


def _parts(face: Face, room: Box) -> Sequence[tuple[float, Fitted]]:
    """The lines from the top: the gap above each, and its text as it fits; in all never above the room."""
    width = room.width
    title = face.title if has_lao(face.title) else face.title.upper()

    def part(gap: float, words: str, height: float, face_type: Type, lines: int = 1) -> tuple[float, Fitted]:
        return gap if words else 0.0, fit(words, width, height, face_type, lines)

    return [
        part(0, face.head, 9, Type(11, 600, MUTED, least=7.5, spaced=104), 2),
        part(6, title, 15, Type(30, 700, ACCENT, least=18, spaced=108)),
        part(6, face.opening, 7, Type(12.5, 400, MUTED, least=9)),
        part(3, face.name, 28, Type(40, 700, INK, least=15), 2),
        part(0.5, face.second, 11, Type(18, 500, INK, least=10), 2),
        part(1.5, face.home, 10, Type(11, 400, INK, least=7.5), 2),
        part(6, face.joining, 7, Type(12.5, 400, MUTED, least=9)),
        part(2.5, face.event, 22, Type(20, 700, INK, least=10), 3),
        part(1, face.when, 6, Type(12, 400, INK, least=9)),
        part(4, face.attended, 6, Type(11, 600, ACCENT, least=9)),
        part(5, face.behind, 9, Type(9.5, 400, MUTED, least=7), 2),
    ]


def _frame(canvas: Canvas) -> None:
    outer, inner = canvas.box.within(FRAME), canvas.box.within(INNER)
    canvas.frame(outer, ACCENT, 0.9)
    canvas.frame(inner, HAIRLINE, 0.25)
    size = 5.0
    for x in (outer.x, outer.x + outer.width - size):
        for y in (outer.y, outer.y + outer.height - size):
            canvas.fill(Box(x, y, size, size), ACCENT)


def _signatures(canvas: Canvas, face: Face) -> None:
    """A line for each signer, with the title above the name."""
    width, y = 74.0, canvas.height - 31.0
    free = canvas.width - 2 * SIDE
    gap = (free - width * len(face.signers)) / max(1, len(face.signers) - 1) if len(face.signers) > 1 else 0.0
    x = SIDE if len(face.signers) > 1 else (canvas.width - width) / 2
    for title, name in face.signers:
        canvas.line(x, y, x + width, y, INK, 0.25)
        if name:
            canvas.text(Box(x, y + 1, width, 5), name, Type(10.5, 600, INK, least=7), "center")
        if title:
            canvas.text(
                Box(x, y + (5.5 if name else 1), width, 7),
                title,
                Type(9, 400, MUTED, least=6.5),
                "center",
                lines=2,
            )
        x += width + gap


def _foot(canvas: Canvas, face: Face) -> None:
    """Number at the left, place and date at the right; a line to write the date on where none is given."""
    y, height, small = canvas.height - INNER - 8.0, 5.0, Type(9, 400, INK, least=7)
    left = Box(INNER + 8, y, 90, height)
    canvas.text(left, f"№ {face.number}" if face.number else "", small, "left", "middle")
    if face.sample:
        middle = Box(canvas.width / 2 - 40, y, 80, height)
        canvas.text(middle, face.sample, Type(9, 600, "9A5B00", least=7), "center", "middle")
    right = Box(canvas.width - INNER - 8 - 100, y, 100, height)
    dated = ", ".join(part for part in (face.place, face.day or "____ . ____ . ________") if part)
    canvas.text(right, dated, small, "right", "middle")
