"""What is said about readers and what is left out for them."""

from attendance.domain.kinds import Audience
from attendance.language import Texts
from attendance.language.marks import N_
from attendance.reports.audience import ALLOWED, NAMES_WITHHELD, SENSITIVE

FIELDS = {
    "phone": N_("phone numbers"),
    "email": N_("e-mail addresses"),
    "birth_date": N_("birth dates"),
    "passport_no": N_("passport numbers"),
    "diet": N_("diet"),
    "health": N_("health"),
    "age_group": N_("age groups"),
    "disability": N_("disability"),
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
