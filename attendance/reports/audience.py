"""Which sensitive columns leave the program for whom: one table, read by every report and export."""

from attendance.domain.kinds import Audience

SENSITIVE = frozenset(
    {"birth_date", "passport_no", "diet", "health", "phone", "email"}
    | {"badge", "remarks", "reason", "operator", "age_group", "disability"}
)
"""Fields that need a right. A badge code makes a badge; remarks and reasons may speak of health.
Age group and disability are counted for a donor (see ``counted``), told of nobody."""

ALLOWED: dict[Audience, frozenset[str]] = {
    # Anybody may read it: nothing about reaching, feeding or treating a person.
    Audience.PUBLIC: frozenset(),
    # Counts and names are what a donor checks.
    Audience.DONOR: frozenset(),
    # The host receives, houses and feeds people and writes their visas; a birth date stands in the passport.
    Audience.HOST: frozenset({"phone", "email", "passport_no", "diet", "remarks"}),
    # The coordinators themselves; health is told to the person who needs it, never put into a list.
    Audience.INTERNAL: SENSITIVE - {"health"},
}

NAMES_WITHHELD = frozenset({Audience.PUBLIC})
"""For these readers a person marked "do not publish" is counted but not named."""


COUNTED: dict[str, frozenset[Audience]] = {
    "age_group": frozenset({Audience.DONOR, Audience.INTERNAL}),
    "disability": frozenset({Audience.DONOR, Audience.INTERNAL}),
}
"""Who gets numbers of what is told of nobody by name: read by anybody, small numbers would tell it all."""


OWN = frozenset({"note", "attention", "tags", "valid_from", "valid_until", "badge_days"})
"""What the coordinators tell each other about a person; no report has it, the plain lists have."""


def counts(audience: Audience, field: str) -> bool:
    """Whether this audience may see how many people there are by the field."""
    return audience in COUNTED.get(field, frozenset(Audience))


def allowed(audience: Audience, field: str, *, sensitive: bool = False) -> bool:
    """Whether this audience may see the field; what is not sensitive everybody may see.

    Args:
        sensitive: the field is one of an event's own that somebody marked so.
    """
    if sensitive or field in OWN:
        return audience is Audience.INTERNAL
    return field not in SENSITIVE or field in ALLOWED[audience]
