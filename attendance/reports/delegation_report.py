"""The report of one delegation: facts and tables filled in, and marked places for what people write."""

from pathlib import Path
from uuid import UUID

from attendance.queries import delegation_facts as facts
from attendance.reports import look
from attendance.reports.attendance_matrix import notes
from attendance.reports.cells import Value
from attendance.reports.delegation_summary import add_summary
from attendance.reports.log_sheet import add_log
from attendance.reports.matrix_grid import Column, blocks, columns, session_name
from attendance.reports.matrix_sheet import MatrixSheet
from attendance.reports.people import Group, groups, written_name
from attendance.reports.read_me import add_read_me
from attendance.reports.request import Request
from attendance.reports.table import Table, TableColumn
from attendance.reports.whole import counted
from attendance.reports.workbook import Book

WIDE = look.WRAPPED
TOP = look.BODY.but(vertical="top")


def write(request: Request, target: Path) -> Path:
    """Write the workbook of the one delegation in ``request.codes``.

    Raises ``Refused`` as ``Book.save`` and ``people.groups`` do.
    """
    texts = request.texts
    (group,) = groups(request, lambda _delegation, _person: True, empty=True)
    names = {person.id: written_name(request, person) for person in group.people}
    shown = columns(request)
    title = texts("Delegation report")
    with request.book(title) as book:
        summary = book.sheet(texts("Summary"), [30, 66], request.page(form=True))
        _members(book, request, group)
        grid = MatrixSheet(request, book, texts("Attendance"), shown, subtotals=False)
        grid.fill(blocks(request, shown, counted([group])))
        add_summary(summary, request, group, grid)
        _contributions(book, request, group, shown, names)
        _priorities(book, request, group)
        _follow_ups(book, request, group)
        add_log(book, request, shown, names, [group.delegation.id])
        add_read_me(book, request, title, notes(request, shown))
        return book.save(target)


def _members(book: Book, request: Request, group: Group) -> None:
    texts, pick = request.texts, request.pick
    table = Table(request, book, texts("Members"), _member_columns(request), frozen=3)
    table.start()
    for number, person in enumerate(group.people, 1):
        withheld = request.withholds(person)
        own: list[Value] = [
            person.name_official,
            request.word(person.sex),
            pick(person.position, person.position_official),
            pick(person.unit, person.unit_official),
            pick(person.organisation, person.organisation_official),
            person.email,
            person.phone,
        ]
        if withheld:
            own = ["", request.word(person.sex), "", "", "", "", ""]
        table.add(
            [
                number,
                request.word(person.capacity),
                written_name(request, person),
                *own,
                request.word(person.status),
                person.half_days / 2,
                "" if withheld else person.remarks,
            ]
        )
    _close(table, request)


def _member_columns(request: Request) -> list[TableColumn]:
    texts = request.texts
    return [
        TableColumn(texts("No."), 6, look.ORDINAL),
        TableColumn(texts("Capacity"), 26),
        TableColumn(texts("Name"), 32, look.TEXT.but(bold=True)),
        TableColumn(texts("Name (official script)"), 28),
        TableColumn(texts("Sex"), 9, look.CENTRED),
        TableColumn(texts("Position"), 28, WIDE.but(vertical="center")),
        TableColumn(texts("Unit"), 22, WIDE.but(vertical="center")),
        TableColumn(texts("Organization"), 30, WIDE.but(vertical="center")),
        TableColumn(texts("E-mail"), 26, field="email"),
        TableColumn(texts("Phone"), 18, field="phone"),
        TableColumn(texts("Status"), 14),
        TableColumn(texts("Days attended"), 11, look.CENTRED.but(numbers="0.0")),
        TableColumn(texts("Remarks"), 26, WIDE.but(vertical="center"), field="remarks"),
    ]


def _contributions(
    book: Book, request: Request, group: Group, shown: list[Column], names: dict[UUID, str]
) -> None:
    texts, pick = request.texts, request.pick
    layout = [
        TableColumn(texts("Session"), 26, WIDE),
        TableColumn(texts("Presented by"), 30, WIDE),
        TableColumn(texts("Topic"), 46, WIDE.but(bold=True)),
        TableColumn(texts("Summary"), 80, WIDE),
    ]
    table = Table(request, book, texts("Contributions"), layout)
    table.start()
    for row in facts.contributions(request.db, group.delegation.id):
        session = session_name(request, row.event_session, shown) or pick(row.session, row.session_official)
        speaker = names.get(row.delegate, "") if row.delegate else ""
        title, summary = pick(row.title, row.title_official), pick(row.summary, row.summary_official)
        table.add([session, speaker, title, summary])
    _close(table, request)


def _priorities(book: Book, request: Request, group: Group) -> None:
    texts, pick = request.texts, request.pick
    layout = [
        TableColumn(texts("No."), 6, look.ORDINAL.but(vertical="top")),
        TableColumn(texts("Priority area"), 36, WIDE.but(bold=True)),
        TableColumn(texts("Achievements so far"), 48, WIDE),
        TableColumn(texts("Plan"), 48, WIDE),
        TableColumn(texts("Support wanted"), 48, WIDE),
    ]
    table = Table(request, book, texts("Priorities and plans"), layout)
    table.start()
    for number, row in enumerate(facts.priorities(request.db, group.delegation.id), 1):
        table.add(
            [
                number,
                pick(row.area, row.area_official),
                pick(row.achievements, row.achievements_official),
                pick(row.plan, row.plan_official),
                pick(row.support_wanted, row.support_wanted_official),
            ]
        )
    _close(table, request)


def _follow_ups(book: Book, request: Request, group: Group) -> None:
    texts = request.texts
    layout = [
        TableColumn(texts("Action"), 80, WIDE),
        TableColumn(texts("Responsible"), 36, WIDE),
        TableColumn(texts("Deadline"), 14, look.DATE.but(vertical="top")),
        TableColumn(texts("State"), 14, TOP),
    ]
    table = Table(request, book, texts("Follow-ups"), layout)
    table.start()
    for row in facts.follow_ups(request.db, request.event.id, group.delegation.id):
        action = request.pick(row.action, row.action_official)
        table.add([action, row.responsible, request.day(row.deadline), request.word(row.state)])
    _close(table, request)


def _close(table: Table, request: Request) -> None:
    empty = table.sheet.rows < table.first
    table.close()
    if empty:
        table.sheet.add(
            table.sheet.shape(look.NOTE_LEFT.but(wrap=False)), [request.texts("Nothing recorded yet.")]
        )
