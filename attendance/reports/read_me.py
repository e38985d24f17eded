"""The sheet that says what the workbook holds, for whom, from when and with which filters."""

from collections.abc import Sequence

from attendance.language.marks import N_
from attendance.reports import look
from attendance.reports.request import Request
from attendance.reports.workbook import PROGRAM, Book

Lines = Sequence[tuple[str, str]]

FIELD_NAMES = {
    "birth_date": N_("Date of birth"),
    "passport_no": N_("Passport number"),
    "diet": N_("Diet"),
    "health": N_("Health"),
    "age_group": N_("Age group"),
    "disability": N_("Disability"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "remarks": N_("Remarks"),
    "reason": N_("Reason"),
    "operator": N_("Operator"),
}


def add_read_me(book: Book, request: Request, report: str, lines: Lines = ()) -> None:
    """Add the sheet; ``report`` is the report's translated name, ``lines`` what only it knows."""
    texts = request.texts
    sheet = book.sheet(texts("Read me"), [30, 90], request.page())
    heading = sheet.shape(look.SECTION, look.SECTION)
    pair = sheet.shape(
        look.BODY.but(bold=True, vertical="top", wrap=True), look.BODY.but(wrap=True, vertical="top")
    )
    sheet.add(heading, [report], 28)
    for label, value in (*_facts(request), *lines):
        sheet.add(pair, [label, value])


def _facts(request: Request) -> Lines:
    texts = request.texts
    left_out = [texts(FIELD_NAMES[field]) for field in FIELD_NAMES if not request.shows(field)]
    chosen = ", ".join(request.codes) if request.codes is not None else texts("All delegations")
    facts = [
        (texts("Event"), request.title()),
        (texts("Dates and place"), request.dates_and_place()),
        (texts("Time of the data"), request.moment()),
        (texts("Desk"), request.desk),
        (texts("For whom"), request.word(request.audience)),
        (texts("Left out for this reader"), ", ".join(left_out) or texts("Nothing")),
        (texts("Delegations"), chosen),
        (texts("Written by"), PROGRAM),
    ]
    if request.event.sample:
        facts.append(
            (texts("Sample data"), texts("This event is an example. What is marked as sample is invented."))
        )
    return facts
