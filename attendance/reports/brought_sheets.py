"""What the delegations brought, all of them on one sheet each: contributions, priorities, follow-ups."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from attendance.queries.brought import Brought
from attendance.reports import look
from attendance.reports.cells import Value
from attendance.reports.headline import add_headline
from attendance.reports.matrix_grid import session_name
from attendance.reports.request import Request
from attendance.reports.table import Table, TableColumn
from attendance.reports.whole import Whole
from attendance.reports.workbook import Book

WIDE = look.WRAPPED
TOP = look.BODY.but(vertical="top")
CODE = TOP.but(bold=True, numbers="@")


def add_brought(
    book: Book, request: Request, found: Whole, brought: Brought, names: Mapping[UUID, str]
) -> None:
    """Add the three sheets, in list order; follow-ups of the whole event stand last."""
    groups = [(group.delegation.code, group.delegation.id) for group in found.groups]
    _contributions(book, request, found, brought, names)
    _priorities(book, request, brought, groups)
    _follow_ups(book, request, brought, [*groups, (request.texts("Whole event"), None)])


def _contributions(
    book: Book, request: Request, found: Whole, brought: Brought, names: Mapping[UUID, str]
) -> None:
    texts, pick = request.texts, request.pick
    columns = [
        TableColumn(texts("Delegation"), 12, CODE),
        TableColumn(texts("Session"), 26, WIDE),
        TableColumn(texts("Presented by"), 30, WIDE),
        TableColumn(texts("Topic"), 44, WIDE.but(bold=True)),
        TableColumn(texts("Summary"), 74, WIDE),
    ]
    rows: list[list[Value]] = []
    for group in found.groups:
        for row in brought.contributions.get(group.delegation.id, ()):
            session = session_name(request, row.event_session, found.shown)
            speaker = names.get(row.delegate, "") if row.delegate else ""
            told = pick(row.title, row.title_official), pick(row.summary, row.summary_official)
            named = session or pick(row.session, row.session_official)
            rows.append([group.delegation.code, named, speaker, *told])
    _sheet(book, request, texts("Contributions"), columns, rows)


def _priorities(book: Book, request: Request, brought: Brought, groups: Sequence[tuple[str, UUID]]) -> None:
    texts, pick = request.texts, request.pick
    columns = [
        TableColumn(texts("Delegation"), 12, CODE),
        TableColumn(texts("Priority area"), 34, WIDE.but(bold=True)),
        TableColumn(texts("Achievements so far"), 46, WIDE),
        TableColumn(texts("Plan"), 46, WIDE),
        TableColumn(texts("Support wanted"), 46, WIDE),
    ]
    rows: list[list[Value]] = [
        [
            code,
            pick(row.area, row.area_official),
            pick(row.achievements, row.achievements_official),
            pick(row.plan, row.plan_official),
            pick(row.support_wanted, row.support_wanted_official),
        ]
        for code, id_ in groups
        for row in brought.priorities.get(id_, ())
    ]
    _sheet(book, request, texts("Priorities and plans"), columns, rows)


def _follow_ups(
    book: Book, request: Request, brought: Brought, groups: Sequence[tuple[str, UUID | None]]
) -> None:
    texts, pick = request.texts, request.pick
    columns = [
        TableColumn(texts("Delegation"), 16, CODE.but(wrap=True)),
        TableColumn(texts("Action"), 78, WIDE),
        TableColumn(texts("Responsible"), 36, WIDE),
        TableColumn(texts("Deadline"), 14, look.DATE.but(vertical="top")),
        TableColumn(texts("State"), 14, TOP),
    ]
    rows: list[list[Value]] = [
        [
            code,
            pick(row.action, row.action_official),
            row.responsible,
            request.day(row.deadline),
            request.word(row.state),
        ]
        for code, id_ in groups
        for row in brought.follow_ups.get(id_, ())
    ]
    _sheet(book, request, texts("Follow-ups"), columns, rows)


def _sheet(
    book: Book, request: Request, title: str, columns: list[TableColumn], rows: Iterable[list[Value]]
) -> None:
    table = Table(request, book, title, columns)
    add_headline(table.sheet, request, title)
    table.start()
    for row in rows:
        table.add(row)
    if table.sheet.rows >= table.first:
        table.close()
    else:
        nothing = request.texts("Nothing recorded yet.")
        table.sheet.add(table.sheet.shape(look.NOTE_LEFT.but(wrap=False)), [nothing])
