"""Every report by name: what it is called, what it is for, in which forms it comes and what may be chosen.

Plain data, so that the window can show it without loading what writes it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from attendance.domain.kinds import Audience
from attendance.language.marks import N_

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Choice:
    """One question a report asks beyond language, reader and delegations.

    Attributes:
        key: under which ``Request.choices`` holds the answer.
        label: English message id.
        values: (value, English message id), the usual one first.
    """

    key: str
    label: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """One deliverable.

    Attributes:
        name: as the shell calls it, and the name of its file.
        title, about: English message ids; icon: of its card.
        writers: the extensions it comes in, the usual one first, each with its writer
            ``(request, path) -> path``, named "module:function" within ``attendance.reports``.
        per_delegation: one file for each delegation; several go into a folder.
        audience: for whom it usually is.
    """

    name: str
    title: str
    about: str
    icon: str
    writers: Mapping[str, str]
    per_delegation: bool = False
    choices: tuple[Choice, ...] = ()
    audience: Audience = Audience.PUBLIC

    @property
    def extension(self) -> str:
        """The form it usually comes in."""
        return next(iter(self.writers))


_OF_THE_LIST = (
    Choice(
        "state",
        N_("Edition"),
        (("next", N_("Provisional first, then Rev. 1, 2 …")), ("final", N_("Final"))),
    ),
    # What it takes to issue is a verb (``commands.list_issues``): writing a file changes nothing.
    Choice(
        "issue",
        N_("Issue"),
        (
            ("draft", N_("A draft: nothing is kept")),
            ("now", N_("Issue now: the next one marks what changed")),
        ),
    ),
    Choice(
        "people",
        N_("People"),
        (("registered", N_("Everyone who is expected")), ("present", N_("Only those who came"))),
    ),
    Choice(
        "layout",
        N_("Layout"),
        (("table", N_("A compact table")), ("blocks", N_("One person per block, in one column"))),
    ),
    Choice(
        "order",
        N_("Order of names"),
        (
            ("name", N_("Head first, then by name")),
            ("capacity", N_("By capacity: head, deputy, alternates …")),
            ("entered", N_("In the order the list came in")),
        ),
    ),
    Choice(
        "countries",
        N_("Order of delegations"),
        (
            ("event", N_("As set for the event")),
            ("english", N_("English names")),
            ("french", N_("French names")),
            ("lao", N_("Lao names")),
            ("russian", N_("Russian names")),
            ("custom", N_("By hand, as on the board")),
        ),
    ),
    Choice("media", N_("Media"), (("no", N_("Not on the list")), ("yes", N_("On the list")))),
)

REPORTS: dict[str, Report] = {
    report.name: report
    for report in (
        Report(
            "list-of-participants",
            N_("List of participants"),
            N_("Everyone by delegation, head first, with totals: the list that is handed out."),
            "delegates",
            {
                ".xlsx": "list_of_participants:write",
                ".docx": "list_document:write",
                ".pdf": "pages.list_pages:write_pages",
            },
            choices=_OF_THE_LIST,
        ),
        Report(
            "attendance-matrix",
            N_("Attendance matrix"),
            N_("Who came to which half-day, with rates, numbers by delegation and the log."),
            "matrix",
            {".xlsx": "attendance_matrix:write"},
        ),
        Report(
            "disaggregated-summary",
            N_("Disaggregated summary"),
            N_("Women, men and others by sector, country, age group, role and disability: for donors."),
            "overview",
            {".xlsx": "disaggregated_summary:write", ".docx": "disaggregated_document:write"},
            choices=(
                Choice(
                    "people",
                    N_("Counted"),
                    (("came", N_("Who came")), ("registered", N_("Who is registered"))),
                ),
            ),
            audience=Audience.DONOR,
        ),
        Report(
            "report-pack",
            N_("Report pack"),
            N_(
                "Everything in one workbook: numbers, list, matrix, certificates, plans, no-shows, days, log."
            ),
            "folder",
            {".xlsx": "report_pack:write"},
            audience=Audience.INTERNAL,
        ),
        Report(
            "no-shows",
            N_("No-shows"),
            N_("Who was expected and never came, with focal points and phones."),
            "gone",
            {".xlsx": "no_shows:write"},
            audience=Audience.INTERNAL,
        ),
        Report(
            "participation-days",
            N_("Participation days"),
            N_("Days each person took part, in half-days: what a per diem is worked out from."),
            "events",
            {".xlsx": "participation_days:write"},
            audience=Audience.INTERNAL,
        ),
        Report(
            "delegation-report",
            N_("Delegation report"),
            N_("For each delegation: members, attendance, contributions, priorities, follow-ups."),
            "delegations",
            {".xlsx": "delegation_report:write", ".docx": "delegation_document:write"},
            per_delegation=True,
            audience=Audience.INTERNAL,
        ),
        Report(
            "minister-page",
            N_("Summary for the minister"),
            N_("One page about a delegation's mission; the same as text for the news."),
            "star",
            {".docx": "minister_page:write", ".txt": "minister_page:write_text"},
            per_delegation=True,
            choices=(Choice("shape", N_("Shape"), (("page", N_("One page")), ("news", N_("News text")))),),
            audience=Audience.INTERNAL,
        ),
        Report(
            "nomination-list",
            N_("Nomination list"),
            N_("Whom a delegation nominates, as a form to the host with reference and signature."),
            "letter",
            {".docx": "nomination:write_document", ".xlsx": "nomination:write"},
            per_delegation=True,
            audience=Audience.HOST,
        ),
        Report(
            "minutes",
            N_("Minutes: attendance"),
            N_("Who was present, excused, absent, late or left early: the paragraph of every event session."),
            "edit",
            {".docx": "minutes_document:write", ".txt": "minutes_document:write_text"},
            audience=Audience.INTERNAL,
        ),
        Report(
            "registration-form",
            N_("Registration form"),
            N_("An empty form for each delegation to fill in; it comes back as a list without any question."),
            "form",
            {".xlsx": "registration_form:write"},
            per_delegation=True,
            choices=(
                Choice(
                    "words",
                    N_("Words of the form"),
                    (("own", N_("In the language above")), ("fr", N_("In French"))),
                ),
            ),
            audience=Audience.INTERNAL,
        ),
        Report(
            "name-tents",
            N_("Name tents"),
            N_("A folded card with the name for everybody who sits at a table, to be read from both sides."),
            "seat",
            {".pdf": "pages.place_cards:write_tents"},
            choices=(
                Choice(
                    "size",
                    N_("Size"),
                    (("89x51", N_("89 × 51 mm, four on a sheet")), ("dl", N_("99 × 210 mm, one on a sheet"))),
                ),
            ),
            # They stand in the room: who wants no list to name them sits at a table all the same.
            audience=Audience.INTERNAL,
        ),
        Report(
            "country-plates",
            N_("Country plates"),
            N_("A4 folded: country or organization large, in two scripts, for every delegation."),
            "delegations",
            {".pdf": "pages.place_cards:write_plates"},
        ),
        Report(
            "seating-list",
            N_("Seating list"),
            N_("Who sits where, by seat and by name; who has no seat yet stands apart."),
            "seat",
            {".xlsx": "seating_list:write", ".pdf": "pages.seating_list:write"},
            audience=Audience.INTERNAL,
        ),
        Report(
            "certificates",
            N_("Certificates"),
            N_("Who has earned one by the event's rule: as a sheet with numbers, or a page for each person."),
            "certificate",
            {".xlsx": "certificate_sheet:write", ".pdf": "pages.certificates:write"},
            audience=Audience.DONOR,
        ),
        Report(
            "people-for-editing",
            N_("Workbook for editing"),
            N_("Everybody with every field, to be changed and imported again: all changes are shown first."),
            "edit",
            {".xlsx": "editing_workbook:editing_workbook"},
            audience=Audience.INTERNAL,
        ),
        Report(
            "signed-sheets",
            N_("Signed sheets"),
            N_("The scans of the attendance sheets that were signed, under names that say the day."),
            "clip",
            {".zip": "evidence:write_scans"},
            audience=Audience.DONOR,
        ),
        Report(
            "evidence-pack",
            N_("Evidence for an auditor"),
            N_("The log, the signed sheets, the check of the file, and everything that was exported."),
            "archive",
            {".zip": "evidence:write"},
            audience=Audience.INTERNAL,
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Bundle:
    """Several reports for one purpose, written together.

    Attributes:
        name: of its folder; title, about, icon: as of a report.
        parts: (name of a report, extension) in the order they are read.
        audience: whom it is for.
    """

    name: str
    title: str
    about: str
    icon: str
    parts: tuple[tuple[str, str], ...]
    audience: Audience


BUNDLES: dict[str, Bundle] = {
    bundle.name: bundle
    for bundle in (
        Bundle(
            "for-the-donor",
            N_("For the donor"),
            N_("Signed sheets, attendance by event session, and the numbers of women and men."),
            "tick",
            (
                ("signed-sheets", ".zip"),
                ("attendance-matrix", ".xlsx"),
                ("disaggregated-summary", ".xlsx"),
            ),
            Audience.DONOR,
        ),
        Bundle(
            "for-the-host",
            N_("For the host"),
            N_("Who comes, with what the host needs to receive them."),
            "delegations",
            (("list-of-participants", ".docx"), ("nomination-list", ".docx")),
            Audience.HOST,
        ),
        Bundle(
            "for-the-minister",
            N_("For the minister"),
            N_("One page to read, and the report of the delegation behind it."),
            "letter",
            (("minister-page", ".docx"), ("delegation-report", ".docx")),
            Audience.INTERNAL,
        ),
    )
}
