"""What stands on tables: name tents and country plates, folded so that both sides can be read."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from attendance.domain.errors import Refused
from attendance.domain.kinds import DelegationState
from attendance.domain.text_keys import has_lao
from attendance.language.countries import country_name
from attendance.queries.badges import badges
from attendance.queries.participants import DelegationFacts, participants
from attendance.reports.pages.badges import face_of
from attendance.reports.pages.canvas import ACCENT, HAIRLINE, INK, MUTED, Box, Canvas, Fitted, Type, fit
from attendance.reports.pages.pdf import A4, Pages, PageSize, written_pdf
from attendance.reports.people import chosen, groups, listed
from attendance.reports.request import Request

MARK, OFF = 4.0, 1.2
"""Length of a cut mark and its distance from the card, millimetres."""

GAP = 12.0
"""Between two cards on a sheet, so that the marks of one lie outside the other."""

LEAST = 9.0


class Size(StrEnum):
    """Kinds of folded cards; width and height of one face in millimetres are in ``PLANS``."""

    TENT = "89x51"
    DL = "dl"
    PLATE = "a4"


class Card(NamedTuple):
    """The words of one card: the large line, the other script, what stands above and below, its colour."""

    large: str
    second: str = ""
    above: str = ""
    below: str = ""
    band: str = ACCENT


class Plan(NamedTuple):
    """How a card is laid on A4, millimetres and points.

    Attributes:
        face: width and height of one half.
        paper: of the sheet; columns, rows: of cards on it.
        base: whether a third panel below the faces stands on the table.
        large, second, small: points; margin: left and right.
    """

    face: tuple[float, float]
    paper: PageSize
    columns: int
    rows: int
    base: bool
    large: float
    second: float
    small: float
    margin: float

    @property
    def piece(self) -> tuple[float, float]:
        """The paper of one card before it is folded."""
        return self.face[0], self.face[1] * (3 if self.base else 2)

    @property
    def cards(self) -> int:
        return self.columns * self.rows

    def places(self) -> list[Box]:
        """Where the cards lie on a sheet, in its middle."""
        width, height = self.piece
        left = (self.paper.width - self.columns * width - (self.columns - 1) * GAP) / 2
        top = (self.paper.height - self.rows * height - (self.rows - 1) * GAP) / 2
        return [
            Box(left + column * (width + GAP), top + row * (height + GAP), width, height)
            for row in range(self.rows)
            for column in range(self.columns)
        ]


PLANS: dict[Size, Plan] = {
    Size.TENT: Plan((89, 51), A4, 2, 2, False, 27, 14, 10.5, 5),
    Size.DL: Plan((210, 99), A4, 1, 1, True, 64, 32, 22, 16),
    Size.PLATE: Plan((297, 105), A4.lying, 1, 1, False, 96, 48, 20, 18),
}


def write_tents(request: Request, target: Path) -> Path:
    """Name tents of everybody who is expected, in the size chosen.

    Raises:
        Refused: nobody_to_print, no_such_delegation, and what ``written_pdf`` raises.
    """
    size = Size(request.choices.get("size", Size.TENT))
    cards = tents(request)
    if not cards:
        raise Refused("nobody_to_print")
    return _write(request, target, size, cards, request.texts("Name tents"))


def write_plates(request: Request, target: Path) -> Path:
    """A plate for every delegation.

    Raises:
        Refused: no_delegation_to_write, no_such_delegation, and what ``written_pdf`` raises.
    """
    cards = plates(request)
    if not cards:
        raise Refused("no_delegation_to_write")
    return _write(request, target, Size.PLATE, cards, request.texts("Country plates"))


def _write(request: Request, target: Path, size: Size, cards: Sequence[Card], subject: str) -> Path:
    with written_pdf(target, PLANS[size].paper, request.title(), request.tick, subject) as pages:
        draw_cards(pages, size, cards)
    return target


def tents(request: Request) -> list[Card]:
    """A card for everybody who may be named, in the order of badges."""
    groups_asked = None if request.codes is None else [one.id for one in chosen(request)]
    people = participants(request.db, request.event.id, groups_asked)
    withheld = {person.id for person in people if request.withholds(person)}
    made: list[Card] = []
    for row in badges(request.db, request.event.id, None, groups_asked):
        if row.id in withheld:
            continue
        face = face_of(request.texts, request.event, row)
        below = " · ".join(part for part in (face.position, face.home) if part)
        made.append(Card(" ".join(face.names), face.second, face.title, below, face.band))
    return made


def plates(request: Request) -> list[Card]:
    """A card for every delegation that takes part, in list order."""
    found = groups(request, lambda _delegation, person: listed(person), empty=True)
    taking = [one.delegation for one in found if one.delegation.state != DelegationState.DECLINED]
    return [_plate(request, delegation) for delegation in taking]


def _plate(request: Request, delegation: DelegationFacts) -> Card:
    name = request.delegation_name(delegation)
    official = delegation.name_official or ""
    if not official and delegation.country:
        official = country_name(delegation.country, "lo")
    second = (delegation.name or "") if has_lao(name) else official
    return Card(name, second if second != name else "")


# -- drawing -------------------------------------------------------------------------------------------


def draw_cards(pages: Pages, size: Size, cards: Sequence[Card]) -> None:
    """Sheet by sheet. Raises ``Refused`` as ``Pages.next`` does."""
    count = PLANS[size].cards
    for start in range(0, len(cards), count):
        draw_sheet(pages.next(), size, cards[start : start + count])


def draw_sheet(canvas: Canvas, size: Size, cards: Sequence[Card]) -> None:
    """One sheet with its cards, cut marks and folds."""
    plan = PLANS[size]
    width, height = plan.face
    for place, card in zip(plan.places(), cards, strict=False):
        upper = Box(place.x, place.y, width, height)
        lower = Box(place.x, place.y + height, width, height)
        for box, turned in ((upper, 180.0), (lower, 0.0)):
            with canvas.inside(box, turned=turned) as face:
                draw_face(face, plan, card)
        _folds(canvas, plan, place)
        if plan.cards > 1:
            _cuts(canvas, place)


def draw_face(canvas: Canvas, plan: Plan, card: Card) -> None:
    """One side of a card, as whoever sits opposite reads it."""
    canvas.fill(Box(0, canvas.height - plan.face[1] * 0.06, canvas.width, plan.face[1] * 0.06), card.band)
    for box, fitted in lay_out(plan, card):
        canvas.put(box, fitted, "center")


def lay_out(plan: Plan, card: Card) -> list[tuple[Box, Fitted]]:
    """Every line in its place: in the middle of the face, none outside it."""
    width, height = plan.face
    room = Box(plan.margin, height * 0.07, width - 2 * plan.margin, height * 0.84)
    kinds = (
        (card.above, 0.12, Type(plan.small, 400, MUTED, least=LEAST * 0.7), 1),
        (card.large, 0.48, Type(plan.large, 700, INK, least=LEAST), 2),
        (card.second, 0.22, Type(plan.second, 500, INK, least=LEAST * 0.8), 2),
        (card.below, 0.18, Type(plan.small, 400, MUTED, least=LEAST * 0.6), 2),
    )
    parts = [
        fit(words, room.width, room.height * share, face, lines)
        for words, share, face, lines in kinds
        if words
    ]
    y = room.y + max(0.0, room.height - sum(part.height for part in parts)) / 2
    found: list[tuple[Box, Fitted]] = []
    for part in parts:
        found.append((Box(room.x, y, room.width, part.height), part))
        y += part.height
    return found


def _folds(canvas: Canvas, plan: Plan, place: Box) -> None:
    """Short marks at both ends of every fold, and a faint line between them."""
    for fold in range(1, 3 if plan.base else 2):
        y = place.y + fold * plan.face[1]
        canvas.line(place.x, y, place.x + place.width, y, HAIRLINE, 0.15)
        for x in (place.x, place.x + place.width - MARK):
            canvas.line(x, y, x + MARK, y, MUTED, 0.3)


def _cuts(canvas: Canvas, place: Box) -> None:
    right, bottom = place.x + place.width, place.y + place.height
    for x in (place.x, right):
        for y, to in ((place.y - OFF, place.y - OFF - MARK), (bottom + OFF, bottom + OFF + MARK)):
            canvas.line(x, y, x, to, INK, 0.15)
    for y in (place.y, bottom):
        for x, to in ((place.x - OFF, place.x - OFF - MARK), (right + OFF, right + OFF + MARK)):
            canvas.line(x, y, to, y, INK, 0.15)
    canvas.frame(place, "DDE3EA", 0.1)
