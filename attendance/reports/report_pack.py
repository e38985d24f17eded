"""The report pack: what hosts, donors and ministers ask for in one workbook, always laid out alike."""

from pathlib import Path

from attendance.language.marks import N_
from attendance.queries.brought import brought
from attendance.queries.matrix import log_size
from attendance.reports import attendance_matrix, certificate_sheet, disaggregated_summary
from attendance.reports.arrival_sheet import add_arrivals
from attendance.reports.brought_sheets import add_brought
from attendance.reports.by_delegation import add_by_delegation
from attendance.reports.certificates import judgement
from attendance.reports.disaggregated import summarise
from attendance.reports.list_of_participants import add_flat_list
from attendance.reports.log_sheet import add_log
from attendance.reports.matrix_sheet import MatrixSheet
from attendance.reports.no_shows import MEANING as NO_SHOW
from attendance.reports.no_shows import add_no_shows
from attendance.reports.participation_days import MEANING as DAYS
from attendance.reports.participation_days import add_participation_days
from attendance.reports.people import Group, listed
from attendance.reports.read_me import add_read_me
from attendance.reports.request import Request
from attendance.reports.session_numbers import add_session_numbers
from attendance.reports.whole import whole

SHEETS = (
    (N_("Disaggregated summary"), N_("The first numbers, the counted sentence, and everybody by sex.")),
    (N_("By event session"), N_("Present and absent, which together make the expected.")),
    (N_("Flat list"), N_("Everybody expected, the media too, one row each.")),
    (N_("Attendance matrix"), N_("Everybody by event session, with a letter for each.")),
    (N_("By delegation"), N_("The delegations in numbers.")),
    (N_("Certificates"), N_("Who has earned one by the event's rule.")),
    (N_("Contributions"), N_("What each delegation presented.")),
    (N_("Priorities and plans"), N_("What each delegation put forward.")),
    (N_("Follow-ups"), N_("Who does what until when.")),
    (N_("No-shows"), NO_SHOW),
    (N_("Participation days"), DAYS),
    (N_("Arrivals"), N_("When people came, and the curve of it.")),
    (N_("Log"), N_("Every entry, exit, excuse and refused scan behind the numbers.")),
)
"""The sheets in their order, and what each holds."""


def write(request: Request, target: Path) -> Path:
    """Write the workbook. Raises ``Refused`` as ``Book.save`` and ``people.groups`` do."""
    texts, found = request.texts, whole(request)
    names = found.names(request)
    counted = summarise(request, found)
    within = None if request.codes is None else found.within
    title = texts("Report pack")
    with request.book(title) as book:
        book.total_rows = 4 * len(names) + log_size(request.db, request.event.id, within)
        disaggregated_summary.add_disaggregated(book, request, counted, texts("Disaggregated summary"))
        add_session_numbers(book, request, counted)
        on_list = (Group(one.delegation, tuple(filter(listed, one.people))) for one in found.groups)
        add_flat_list(book, request, [group for group in on_list if group.people])
        grid = MatrixSheet(request, book, texts("Attendance matrix"), found.shown)
        grid.fill(found.blocks)
        add_by_delegation(book, request, grid)
        certificate_sheet.add_certificates(book, request, judgement(request))
        add_brought(book, request, found, brought(request.db, request.event.id), names)
        add_no_shows(book, request, found)
        add_participation_days(book, request, found)
        add_arrivals(book, request, found)
        add_log(book, request, found.shown, names, within)
        lines = [(texts(sheet), texts(said)) for sheet, said in SHEETS]
        lines += disaggregated_summary.notes(request, counted)
        lines += attendance_matrix.notes(request, found.shown)
        add_read_me(book, request, title, lines)
        return book.save(target)
