"""Who sits where: by seat and by name, and who has no seat yet; as a workbook and as pages."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from attendance.reports import look
from attendance.reports.certificates import names
from attendance.reports.people import groups, listed, name_key, written_name
from attendance.reports.read_me import add_read_me
from attendance.reports.request import Request
from attendance.reports.workbook import Book
from attendance.store import tables as t

_NUMBERS = re.compile(r"(\d+)")


class Sitter(NamedTuple):
    """One person of the list; ``seat`` is "" where they have none."""

    seat: str
    name: str
    second: str
    delegation: str
    capacity: str


class Part(NamedTuple):
    """One list under a heading."""

    title: str
    people: list[Sitter]


def parts(request: Request) -> list[Part]:
    """By seat, by name, and without a seat; a part without anybody is left out.

    Raises:
        Refused: no_such_delegation.
    """
    texts, seats = request.texts, _seats(request)
    keyed = [
        (
            name_key(request, person),
            Sitter(
                seats.get(person.id, ""),
                written_name(request, person),
                "" if request.withholds(person) else names(request, person)[1],
                group.delegation.code,
                request.word(person.capacity),
            ),
        )
        for group in groups(request, lambda _delegation, person: listed(person))
        for person in group.people
    ]
    found = [one for _, one in keyed]
    seated = [one for one in found if one.seat]
    by_name = [one for _, one in sorted(keyed, key=lambda pair: pair[0]) if one.seat]
    made = [
        Part(texts("By seat"), sorted(seated, key=lambda one: seat_key(one.seat))),
        Part(texts("By name"), by_name),
        Part(texts("Without a seat"), [one for one in found if not one.seat]),
    ]
    return [part for part in made if part.people] or made[:1]  # a list of nobody still has its heads


def seat_key(seat: str) -> list[tuple[int, int, str]]:
    """A key by which A2 comes before A10."""
    pieces = _NUMBERS.split(seat.casefold())
    return [(0, int(one), "") if one.isdigit() else (1, 0, one.strip()) for one in pieces if one.strip()]


def heads(request: Request) -> list[str]:
    """The heads of the columns, in the order of ``Sitter``."""
    texts = request.texts
    return [
        texts("Seat"), texts("Name"), texts("Name (other script)"), texts("Delegation"), texts("Capacity")
    ]  # fmt: skip


def _seats(request: Request) -> dict[UUID, str]:
    d = t.delegate.c
    rows = request.db.execute(select(d.id, d.seat).where(d.event == request.event.id, d.seat.is_not(None)))
    return {row.id: row.seat.strip() for row in rows}


def write(request: Request, target: Path) -> Path:
    """Write the workbook, a sheet for each part. Raises ``Refused`` as ``Book.save`` does."""
    title = request.texts("Seating list")
    with request.book(title) as book:
        for part in parts(request):
            _sheet(book, request, title, part)
        add_read_me(book, request, title)
        return book.save(target)


def _sheet(book: Book, request: Request, title: str, part: Part) -> None:
    sheet = book.sheet(part.title, [12, 40, 34, 14, 28], request.page())
    told: Sequence[tuple[str, look.Style]] = (
        (request.title(), look.TITLE),
        (f"{title} · {part.title} · {request.dates_and_place()}".rstrip(" ·"), look.SUBTITLE),
        (request.texts("as of {moment}", moment=request.moment()), look.NOTE),
    )
    for text, style in told:
        sheet.line(text, style.but(align="left"))
    sheet.gap(6)
    head = sheet.head(sheet.shape(*[look.HEAD] * 5), heads(request), columns=1)
    shape = sheet.shape(look.TEXT.but(bold=True), look.TEXT, look.TEXT, look.TEXT, look.TEXT)
    for one in part.people:
        sheet.add(shape, list(one), book.line_height)
    sheet.filter(head)
