"""The first sheet of a delegation report: the mission in facts, and the places left for what people write."""

from attendance.domain.kinds import Capacity, FollowUpState
from attendance.language.marks import N_
from attendance.queries import delegation_facts as facts
from attendance.reports import look
from attendance.reports.cells import Formula, Value
from attendance.reports.look import Style
from attendance.reports.matrix_sheet import MatrixSheet
from attendance.reports.people import Group, listed, totals, written_name
from attendance.reports.request import Request
from attendance.reports.workbook import Sheet

LABEL = look.BODY.but(bold=True, vertical="top", wrap=True)
FACT = look.BODY.but(vertical="top", wrap=True, align="left")
SHARE = FACT.but(numbers="0%")
TO_WRITE = Style(italic=True, color="7A4B00", fill="FFF5DC", vertical="top", wrap=True, align="left")

NARRATIVE = (
    (N_("Proceedings"), N_("What happened in each event session, and what this delegation said.")),
    (N_("Persons met"), N_("Names, positions and what was agreed.")),
    (N_("Results and lessons"), N_("What the delegation brings home.")),
    (N_("Recommendations"), N_("What should be done, by whom.")),
)
"""What only people can write: heading, and the hint that stands there until they do."""


def add_summary(sheet: Sheet, request: Request, group: Group, grid: MatrixSheet) -> None:
    """Fill the sheet; attendance is read from ``grid`` by formulas."""
    texts = request.texts
    sheet.gap(6)
    sheet.line(texts("Delegation report").upper(), look.SUBTITLE.but(bold=True, color=look.ACCENT))
    sheet.line(request.delegation_name(group.delegation), look.TITLE, air=4)
    sheet.line(request.title(), look.SUBTITLE, air=2)
    sheet.line(texts("as of {moment}", moment=request.moment()), look.NOTE, air=2)
    _section(sheet, texts("Mission"))
    for label, value in _mission(request, group):
        _pair(sheet, label, value)
    _section(sheet, texts("Delegation"))
    for label, value in _people(request, group):
        _pair(sheet, label, value)
    _section(sheet, texts("Participation"))
    _participation(sheet, request, group, grid)
    _section(sheet, texts("To be written"))
    pair = sheet.shape(LABEL, TO_WRITE)
    for heading, hint in NARRATIVE:
        sheet.add(pair, [texts(heading), f"[{texts(hint)}]"], air=26)


def _section(sheet: Sheet, title: str) -> None:
    sheet.line(title, look.SECTION, air=10)


def _pair(sheet: Sheet, label: str, value: Value, style: Style = FACT) -> None:
    """A labelled fact; one that is not known is left out."""
    if value not in (None, ""):
        sheet.add(sheet.shape(LABEL, style), [label, value], air=2)


def _mission(request: Request, group: Group) -> list[tuple[str, str]]:
    texts, event = request.texts, request.event
    letters = [
        " ".join(part for part in (letter.number, texts.date_long(letter.date), letter.sender) if part)
        for letter in facts.letters(request.db, event.id, group.delegation.id)
    ]
    return [
        (texts("Dates"), texts.date_range(event.starts, event.ends, event.year)),
        (texts("Place"), request.pick(event.place, event.place_official)),
        (texts("Organisers"), request.pick(event.organisers, event.organisers_official)),
        (texts("With the support of"), request.pick(event.supporters, event.supporters_official)),
        (texts("Letters"), "\n".join(letters)),
        (texts("Project number"), event.project_no or ""),
        (texts("Activity code"), event.activity_code or ""),
        (texts("Purpose"), request.pick(event.purpose, event.purpose_official)),
    ]


def _people(request: Request, group: Group) -> list[tuple[str, str]]:
    texts, delegation = request.texts, group.delegation
    present = Group(delegation, tuple(person for person in group.people if listed(person)))
    heads = [person for person in present.people if person.capacity == Capacity.HEAD]
    numbers = totals([present])
    reach = (
        delegation.focal_point,
        delegation.focal_phone if request.shows("phone") else None,
        delegation.focal_email if request.shows("email") else None,
    )
    return [
        (texts("Led by"), "\n".join(written_name(request, person) for person in heads)),
        (
            texts("Participants"),
            texts.plural(
                "{n} participant ({women} women)",
                "{n} participants ({women} women)",
                numbers.participants,
                women=texts.number(numbers.women),
            ),
        ),
        (texts("State of the list"), request.word(delegation.state)),
        (texts("Focal point"), " · ".join(part for part in reach if part)),
        (texts("Credentials received on"), texts.date_long(delegation.credentials_on)),
    ]


def _participation(sheet: Sheet, request: Request, group: Group, grid: MatrixSheet) -> None:
    texts, total = request.texts, grid.total
    attended, expected, rate = (grid.place(grid.last + place, total.row) for place in (1, 2, 3))
    _pair(sheet, texts("Attended (person-sessions)"), Formula(attended, total.attended))
    _pair(sheet, texts("Expected (person-sessions)"), Formula(expected, total.expected))
    _pair(sheet, texts("Rate %"), Formula(rate, total.rate), SHARE)
    delegation = group.delegation.id
    follow_ups = facts.follow_ups(request.db, request.event.id, delegation)
    open_ones = sum(row.state == FollowUpState.OPEN for row in follow_ups)
    _pair(sheet, texts("Contributions"), len(facts.contributions(request.db, delegation)))
    _pair(sheet, texts("Priorities"), len(facts.priorities(request.db, delegation)))
    _pair(sheet, texts("Open follow-ups"), open_ones)
