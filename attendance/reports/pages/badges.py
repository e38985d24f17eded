"""One badge: what stands on it, and how it is drawn in each size."""

from dataclasses import dataclass
from typing import NamedTuple

import segno
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from attendance.domain import badge_code
from attendance.domain.badge_sheets import SIZES, Preset
from attendance.domain.kinds import Capacity, Section
from attendance.domain.names import one_line
from attendance.domain.text_keys import has_lao
from attendance.language import Texts
from attendance.language.countries import country_name
from attendance.language.labels import label
from attendance.queries.badges import BadgeRow
from attendance.queries.participants import EventFacts
from attendance.reports.pages.canvas import (
    ACCENT,
    INK,
    MUTED,
    UNITS,
    Box,
    Canvas,
    Fitted,
    Rise,
    Side,
    Type,
    fit,
)

LEAST_QR = 18.0
"""Millimetres across the code itself, without the white around it."""

MODULES = 21
QUIET = 4
"""Modules of a QR code version 1, and of the white it needs on every side."""

BANDS: dict[str, str] = {
    Capacity.HEAD: "7A1F3D",
    Capacity.DEPUTY: "7A1F3D",
    Capacity.OBSERVER: "4A5568",
    Capacity.SPEAKER: "1F5FBF",
    Capacity.ORGANISER: "1E6B45",
    Capacity.INTERPRETER: "1E6B45",
    Capacity.SUPPORT: "1E6B45",
    Capacity.MEDIA: "8A4B00",
    Capacity.GUEST: "5B3A8C",
}
"""Colour of the band by capacity; the same stands in it in words. Everybody else has the accent."""

NATIONS = frozenset({Section.COUNTRIES, Section.OBSERVER_STATES})
"""Sections whose people stand for a country, which is written largest under the name."""


@dataclass(frozen=True, slots=True)
class Face:
    """The words of one badge, ready to be drawn; "" leaves a line out.

    Attributes:
        title: courtesy and academic titles, over the name.
        names: one line, or given and family name in the person's own order.
        large: which of ``names`` is called out, the other one is smaller.
        second: the name in the other script.
        home: country or organisation.
        number: the short number; code: the twelve digits.
        spare: a badge without a name, to be written on by hand.
    """

    event: str
    when: str
    band: str
    category: str
    code: str
    title: str = ""
    names: tuple[str, ...] = ()
    large: int = 0
    second: str = ""
    position: str = ""
    home: str = ""
    number: str = ""
    spare: bool = False


def face_of(texts: Texts, event: EventFacts, row: BadgeRow) -> Face:
    """The badge of one delegate in the language of ``texts``."""
    names, large, second = _names(texts, row)
    title, when = _about(texts, event)
    return Face(
        event=title,
        when=when,
        band=BANDS.get(row.capacity, ACCENT),
        category=label(texts, row.capacity),
        code=row.code or "",
        title=" ".join(part for part in (row.courtesy, row.academic) if part),
        names=names,
        large=large,
        second=second,
        position=texts.pick(row.position, row.position_official),
        home=_home(texts, row),
        number="" if row.short_number is None else str(row.short_number),
    )


def spare_face(texts: Texts, event: EventFacts, code: str) -> Face:
    """A badge without a name, to be tied to a person at the desk."""
    title, when = _about(texts, event)
    return Face(title, when, band=ACCENT, category=texts("Participant"), code=code, spare=True)


def _about(texts: Texts, event: EventFacts) -> tuple[str, str]:
    days = texts.date_range(event.starts, event.ends, event.year)
    place = texts.pick(event.place, event.place_official)
    when = " · ".join(part for part in (days, place) if part)
    return texts.pick(event.title, event.title_official), when


def _names(texts: Texts, row: BadgeRow) -> tuple[tuple[str, ...], int, str]:
    """The name as it is called out, which part of it is large, and the form in the other script."""
    official = one_line(row.name_official or "")
    given, family = one_line(row.given or ""), one_line(row.family or "").upper()
    latin = (family, given) if row.family_first else (given, family)
    split = latin if given and family else (one_line(row.name),)
    large = 1 if row.family_first and len(split) == 2 else 0
    whole = " ".join(split)
    if texts.own_script(official):
        return (official,), 0, whole if whole != official else ""
    return split, large, official if official != whole else ""


def _home(texts: Texts, row: BadgeRow) -> str:
    if row.section in NATIONS:
        official = row.delegation_official or ""
        if texts.language != "en" and row.country and not texts.own_script(official):
            return country_name(row.country, texts.language)
        return texts.delegation(row.delegation_name, official) or row.delegation
    own = texts.pick(row.organisation, row.organisation_official)
    return own or texts.pick(row.delegation_name, row.delegation_official) or row.delegation


class Plan(NamedTuple):
    """Where things stand on one size: millimetres, and points of type.

    Attributes:
        margin: left and right.
        head: top and height of event and dates; event, when: their points.
        band: height of the coloured band at the foot; category: points of the words in it.
        number: points of the short number; qr: millimetres across.
        beside: code and number have a column of their own to the right of everything else.
    """

    margin: float
    head: tuple[float, float]
    event: float
    when: float
    band: float
    category: float
    given: float
    family: float
    second: float
    position: float
    home: float
    number: float
    qr: float
    beside: bool = False


PLANS: dict[Preset, Plan] = {
    Preset.A7: Plan(5, (4.5, 14.5), 9, 7.5, 9.5, 12, 34, 25, 13, 9, 15, 36, 18.5),
    Preset.A6: Plan(8, (8, 19.5), 12.5, 10, 13, 17, 38, 28, 18, 12, 18, 60, 26),
    Preset.WIDE: Plan(6, (4.5, 14), 9, 7.5, 9.5, 13, 33, 24.5, 13, 9, 15, 32, 20, beside=True),
    Preset.CARD: Plan(4, (2.8, 7), 7, 6, 6.5, 9.5, 25, 18.5, 9.5, 7, 11.5, 24, 18, beside=True),
}

LEAST_NAME, LEAST_LINE = 9.0, 6.0
"""Points below which a name, or any other line, is not read across a table."""


class Placed(NamedTuple):
    """A text in its place."""

    box: Box
    fitted: Fitted
    side: Side
    rise: Rise = "middle"


@dataclass(frozen=True, slots=True)
class Laid:
    """A badge laid out: where the code stands, the lines to write on, and every text."""

    qr: Box
    rule: float
    lines: tuple[float, ...]
    texts: tuple[Placed, ...]


def draw_badge(canvas: Canvas, preset: Preset, face: Face) -> None:
    """One badge over the whole canvas, which has the size of the preset."""
    plan, laid = PLANS[preset], lay_out(preset, face)
    canvas.fill(canvas.box, "FFFFFF")
    canvas.line(plan.margin, laid.rule, canvas.width - plan.margin, laid.rule, face.band, 0.5)
    canvas.fill(Box(0, canvas.height - plan.band, canvas.width, plan.band), face.band)
    right = laid.qr.x - plan.qr / MODULES * QUIET if plan.beside else canvas.width - plan.margin
    for y in laid.lines:
        canvas.line(plan.margin, y, right, y, "9AA6B4", 0.25)
    for one in laid.texts:
        canvas.put(*one)
    draw_code(canvas, laid.qr, face.code)


def draw_code(canvas: Canvas, box: Box, code: str) -> None:
    """The QR code of twelve digits, exactly as large as its box; the white around it is the caller's."""
    matrix = segno.make_qr(code, error="h", version=1, boost_error=False).matrix
    module = box.width * UNITS / MODULES
    path = QPainterPath()
    for y, row in enumerate(matrix):
        for x, dark in enumerate(row):
            if dark:
                path.addRect(QRectF(box.x * UNITS + x * module, box.y * UNITS + y * module, module, module))
    path.setFillRule(Qt.FillRule.WindingFill)
    canvas.painter.save()
    canvas.painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    canvas.painter.fillPath(path.simplified(), QColor("black"))
    canvas.painter.restore()


def lay_out(preset: Preset, face: Face) -> Laid:
    """Where everything stands. No text leaves its box, and no box reaches into the white of the code."""
    plan, (width, height) = PLANS[preset], SIZES[preset]
    foot, white = height - plan.band, plan.qr / MODULES * QUIET
    digits = fit(badge_code.grouped(face.code), plan.qr + 2 * white, 9, Type(plan.qr * 0.42, 500, INK))
    x = width - max(plan.margin, white) - plan.qr
    qr = Box(x, foot - 1.2 - digits.height - white * 0.5 - plan.qr, plan.qr, plan.qr)
    under = Box(qr.x - white, foot - 1.2 - digits.height, plan.qr + 2 * white, digits.height)
    rule = plan.head[0] + plan.head[1] + 0.8
    texts = [Placed(under, digits, "center"), *_head(plan, face, width), *_band(plan, face, width, foot)]
    top = rule + plan.margin * 0.35
    if plan.beside:
        room = Box(plan.margin, top, qr.x - white - 1 - plan.margin, foot - 1 - top)
        corner = Box(qr.x - white / 2, top, plan.qr + white, qr.y - white * 0.8 - top)
        texts += _number(plan, face, corner, "center")
    else:
        room = Box(plan.margin, top, width - 2 * plan.margin, qr.y - white * 0.8 - top)
        beside = Box(plan.margin, qr.y, qr.x - white - plan.margin, plan.qr)
        texts += _number(plan, face, beside, "left")
    if face.spare:
        return Laid(qr, rule, (room.y + room.height * 0.42, room.y + room.height * 0.84), tuple(texts))
    side: Side = "left" if plan.beside else "center"
    under_name = _under_name(plan, face, room, side)
    taken = sum(one.box.height for one in under_name) + 0.6
    names = Box(room.x, room.y, room.width, room.height - taken)
    return Laid(qr, rule, (), (*texts, *under_name, *_name(plan, face, names, side)))


def _head(plan: Plan, face: Face, width: float) -> list[Placed]:
    top, tall = plan.head
    box = Box(plan.margin, top, width - 2 * plan.margin, tall)
    when, event = Type(plan.when, 400, MUTED, least=5.5), Type(plan.event, 600, INK, least=LEAST_LINE)
    if tall < 8:
        dates = fit(face.when, box.width * 0.34, tall, when, 2)
        title = Box(box.x, top, box.width - dates.width - 3, tall)
        return [
            Placed(box, dates, "right"),
            Placed(title, fit(face.event, title.width, tall, event, 2), "left"),
        ]
    dates = fit(face.when, box.width, tall * 0.35, when)
    title = fit(face.event, box.width, tall - dates.height, event, 2)
    side: Side = "left" if plan.beside else "center"
    over = tall - dates.height - title.height
    return [
        Placed(Box(box.x, top + over, box.width, title.height), title, side),
        Placed(Box(box.x, top + tall - dates.height, box.width, dates.height), dates, side),
    ]


def _band(plan: Plan, face: Face, width: float, foot: float) -> list[Placed]:
    words = face.category if has_lao(face.category) else face.category.upper()
    box = Box(plan.margin, foot, width - 2 * plan.margin, plan.band)
    spaced = Type(plan.category, 700, "FFFFFF", least=LEAST_LINE, spaced=106)
    return [Placed(box, fit(words, box.width, box.height, spaced), "left" if plan.beside else "center")]


def _number(plan: Plan, face: Face, box: Box, side: Side) -> list[Placed]:
    if not face.number:
        return []
    large = Type(plan.number, 700, face.band, least=LEAST_NAME)
    return [Placed(box, fit(face.number, box.width, box.height, large), side)]


def _under_name(plan: Plan, face: Face, room: Box, side: Side) -> list[Placed]:
    """Position and country at the foot of the room."""
    found: list[Placed] = []
    bottom = room.y + room.height
    home = Type(plan.home, 700, INK, least=max(LEAST_LINE + 1, plan.home * 0.5))
    position = Type(plan.position, 400, INK, least=LEAST_LINE)
    for words, share, face_type in ((face.home, 0.22, home), (face.position, 0.2, position)):
        if words:
            part = fit(words, room.width, room.height * share, face_type, 2)
            bottom -= part.height
            found.append(Placed(Box(room.x, bottom, room.width, part.height), part, side))
    return found


def _name(plan: Plan, face: Face, box: Box, side: Side) -> list[Placed]:
    """Titles, name and second script in the middle of the box, all smaller together if they must be."""
    parts = _name_parts(plan, face, box, 1, most=2)
    for most, share in (*((2, 0.95**step) for step in range(20)), (1, 0.4)):
        parts = _name_parts(plan, face, box, share, most)
        if sum(part.height for part in parts) <= box.height:
            break
    y = box.y + max(0.0, box.height - sum(part.height for part in parts)) / 2
    found: list[Placed] = []
    for part in parts:
        found.append(Placed(Box(box.x, y, box.width, part.height), part, side))
        y += part.height
    return found


def _name_parts(plan: Plan, face: Face, box: Box, share: float, most: int) -> list[Fitted]:
    found: list[Fitted] = []

    def add(words: str, points: float, weight: int, colour: str, least: float, lines: int) -> None:
        if words:
            size = Type(max(least, points * share), weight, colour, least=least)
            found.append(fit(words, box.width, 1000, size, lines))

    add(face.title, plan.second * 0.9, 400, MUTED, LEAST_LINE, 1)
    more = most + 1 if len(face.names) == 1 and most > 1 else most
    for place, name in enumerate(face.names):
        large = place == face.large
        points, weight = (plan.given, 700) if large else (plan.family, 600)
        add(name, points, weight, INK, LEAST_NAME, more)
    add(face.second, plan.second, 500, INK, LEAST_LINE, most)
    return found
