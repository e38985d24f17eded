"""The log: every entry, exit, excuse and refused scan behind the numbers, oldest first."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from attendance.domain.scan import Word
from attendance.language.verdicts import WORDS
from attendance.queries import matrix
from attendance.reports import look
from attendance.reports.cells import Value
from attendance.reports.matrix_grid import Column, session_name
from attendance.reports.request import Request
from attendance.reports.table import Table, TableColumn
from attendance.reports.workbook import Book


def add_log(
    book: Book,
    request: Request,
    shown: Sequence[Column],
    names: Mapping[UUID, str],
    within: Collection[UUID] | None,
) -> None:
    """Add the sheet, and further ones where a sheet is full.

    Args:
        names: of delegates as this audience may see them.
        within: only these delegations.
    """
    sessions = {column.session.id: session_name(request, column.session.id, shown) for column in shown}
    table = Table(request, book, request.texts("Log"), _columns(request), frozen=2)
    table.start()
    for line in matrix.log(request.db, request.event.id, within):
        table.add(_values(request, line, sessions, names), book.line_height)
    table.close()


def _columns(request: Request) -> list[TableColumn]:
    texts = request.texts
    return [
        TableColumn(texts("Time"), 19, look.MOMENT.but(numbers="dd/mm/yyyy hh:mm:ss")),
        TableColumn(texts("Person"), 34),
        TableColumn(texts("Session"), 26),
        TableColumn(texts("Verdict"), 18),
        TableColumn(texts("Source"), 12),
        TableColumn(texts("Desk"), 16),
        TableColumn(texts("Operator"), 18, field="operator"),
        TableColumn(texts("Corrects"), 24),
        TableColumn(texts("Reason"), 30, field="reason"),
    ]


def _values(
    request: Request, line: matrix.LogLine, sessions: Mapping[UUID, str], names: Mapping[UUID, str]
) -> list[Value]:
    corrects = ""
    if line.corrects_at is not None:
        corrects = f"{request.word(line.corrects_kind)} {request.local(line.corrects_at):%d/%m/%Y %H:%M:%S}"
    return [
        request.local(line.at),
        names.get(line.delegate, "") if line.delegate else _code(request, line),
        sessions.get(line.event_session, "") if line.event_session else "",
        _verdict(request, line.verdict),
        request.word(line.source),
        line.desk,
        line.operator,
        corrects,
        line.reason,
    ]


def _code(request: Request, line: matrix.LogLine) -> str:
    """What was scanned; the code of a badge, one of another event too, only for who may have it."""
    shown = line.verdict == Word.UNKNOWN or request.shows("badge")
    return request.texts("Code {code}", code=line.code or "") if shown else ""


def _verdict(request: Request, verdict: str) -> str:
    """A kind of fact, or the word the desk gave to a refused scan."""
    if verdict in Word.__members__:
        return request.texts(WORDS[Word(verdict)])
    return request.word(verdict)
