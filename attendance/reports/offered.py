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


REPORTS: dict[str, Report] = {
    report.name: report
    for report in (
        Report(
            "list-of-participants",
            N_("List of participants"),
            N_("Everyone by delegation, head first, with totals: the list that is handed out."),
            "delegates",
            {".xlsx": "list_of_participants:write"},
        ),
        Report(
            "attendance-matrix",
            N_("Attendance matrix"),
            N_("Who came to which half-day, with rates, numbers by delegation and the log."),
            "matrix",
            {".xlsx": "attendance_matrix:write"},
        ),
        Report(
            "delegation-report",
            N_("Delegation report"),
            N_("For each delegation: members, attendance, contributions, priorities, follow-ups."),
            "delegations",
            {".xlsx": "delegation_report:write"},
            per_delegation=True,
        ),
        Report(
            "certificates",
            N_("Certificates"),
            N_("Who has earned one by the event's rule: as a sheet with numbers, or a page for each person."),
            "badge",
            {".xlsx": "certificate_sheet:write", ".pdf": "pages.certificates:write"},
            audience=Audience.DONOR,
        ),
    )
}
