"""Who was expected and never came, with whom to ask: computed from what was recorded, never stored."""

from pathlib import Path

from attendance.language.marks import N_
from attendance.reports import look
from attendance.reports.cells import Value
from attendance.reports.headline import add_headline
from attendance.reports.matrix_grid import EXCUSED, Line
from attendance.reports.people import Group, listed, written_name
from attendance.reports.read_me import add_read_me
from attendance.reports.request import Request
from attendance.reports.table import Table, TableColumn
from attendance.reports.whole import Whole, whole
from attendance.reports.workbook import Book

WIDE = look.WRAPPED.but(vertical="center")
MEANING = N_("Expected at an event session that has begun, and came to none. Excused people are told apart.")


def write(request: Request, target: Path) -> Path:
    """Write the workbook. Raises ``Refused`` as ``Book.save`` and ``people.groups`` do."""
    title = request.texts("No-shows")
    with request.book(title) as book:
        add_no_shows(book, request, whole(request))
        add_read_me(book, request, title, [(title, request.texts(MEANING))])
        return book.save(target)


def no_shows(found: Whole) -> list[tuple[Group, Line]]:
    """Everybody expected who came to nothing of what has begun."""
    return [
        (group, line)
        for group, line in found.lines()
        if listed(line.person) and line.expected and not line.attended
    ]


def add_no_shows(book: Book, request: Request, found: Whole) -> None:
    """Add the sheet, in list order."""
    texts, missing = request.texts, no_shows(found)
    expected = sum(listed(line.person) and line.expected > 0 for _, line in found.lines())
    table = Table(request, book, texts("No-shows"), _columns(request), frozen=4)
    counted = texts.plural(
        "{n} of {expected} expected people has not come.",
        "{n} of {expected} expected people have not come.",
        len(missing),
        expected=texts.number(expected),
    )
    add_headline(table.sheet, request, texts("No-shows"), counted)
    table.start()
    for number, (group, line) in enumerate(missing, 1):
        table.add(_values(request, number, group, line))
    if missing:
        table.close()


def _columns(request: Request) -> list[TableColumn]:
    texts = request.texts
    return [
        TableColumn(texts("No."), 5, look.ORDINAL),
        TableColumn(texts("Delegation"), 11),
        TableColumn(texts("Capacity"), 20, WIDE),
        TableColumn(texts("Name"), 30, look.TEXT.but(bold=True)),
        TableColumn(texts("Position"), 22, WIDE),
        TableColumn(texts("Phone"), 18, field="phone"),
        TableColumn(texts("E-mail"), 24, field="email"),
        TableColumn(texts("Expected"), 10, look.ORDINAL),
        TableColumn(texts("of whom excused"), 10, look.ORDINAL),
        TableColumn(texts("Focal point"), 22, WIDE),
        TableColumn(texts("Phone of the focal point"), 18, field="phone"),
        TableColumn(texts("E-mail of the focal point"), 24, field="email"),
    ]


def _values(request: Request, number: int, group: Group, line: Line) -> list[Value]:
    person, delegation, pick = line.person, group.delegation, request.pick
    own: list[Value] = [
        pick(person.position, person.position_official),
        person.phone,
        person.email,
    ]
    if request.withholds(person):
        own = [""] * 3
    return [
        number,
        delegation.code,
        request.word(person.capacity),
        written_name(request, person),
        *own,
        line.expected,
        line.codes.count(EXCUSED),
        delegation.focal_point,
        delegation.focal_phone,
        delegation.focal_email,
    ]
