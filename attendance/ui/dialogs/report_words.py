"""What the report dialog says about reports, readers and what is left out for them."""

from typing import NamedTuple

from attendance.domain.kinds import Audience
from attendance.language import Texts
from attendance.language.marks import N_
from attendance.reports.audience import ALLOWED, NAMES_WITHHELD, SENSITIVE


class ReportWords(NamedTuple):
    """One report: name in the catalogue, title, one line, icon, whether each delegation has its own file."""

    name: str
    title: str
    about: str
    icon: str
    per_delegation: bool = False


REPORTS = (
    ReportWords(
        "list-of-participants",
        N_("List of participants"),
        N_("Everyone by delegation, head first, with totals: the list that is handed out."),
        "delegates",
    ),
    ReportWords(
        "attendance-matrix",
        N_("Attendance matrix"),
        N_("Who came to which half-day, with rates, numbers by delegation and the log."),
        "matrix",
    ),
    ReportWords(
        "delegation-report",
        N_("Delegation report"),
        N_("One workbook for each delegation: members, attendance, priorities, follow-ups."),
        "delegations",
        per_delegation=True,
    ),
)

FIELDS = {
    "phone": N_("phone numbers"),
    "email": N_("e-mail addresses"),
    "birth_date": N_("birth dates"),
    "passport_no": N_("passport numbers"),
    "diet": N_("diet"),
    "health": N_("health"),
    "badge": N_("badge codes"),
    "remarks": N_("remarks"),
    "reason": N_("reasons"),
    "operator": N_("operators"),
}
"""Every sensitive field as it is named inside a sentence."""


def left_out(texts: Texts, audience: Audience) -> str:
    """One sentence: what this reader does not get to see."""
    kept = ALLOWED[audience]
    fields = [texts(words) for field, words in FIELDS.items() if field in SENSITIVE and field not in kept]
    sentence = texts("Leaves out {fields}.", fields=", ".join(fields))
    if audience in NAMES_WITHHELD:
        sentence += " " + texts("People marked “do not publish” are counted, not named.")
    return sentence
