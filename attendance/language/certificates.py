"""Who gets a certificate, as one plain sentence, and why somebody does or does not."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from attendance.domain.certificates import Excused, Rule, Scope, Unit, Why
from attendance.domain.kinds import Capacity
from attendance.language.marks import N_
from attendance.language.rules import SEVERAL
from attendance.language.texts import Texts

UNITS: dict[Unit, str] = {
    Unit.SESSIONS: N_("Event sessions"),
    Unit.HALF_DAYS: N_("Half-days"),
    Unit.MINUTES: N_("Minutes"),
}

SCOPES: dict[Scope, str] = {
    Scope.EVENT: N_("The whole event"),
    Scope.EACH_DAY: N_("Each of its days"),
}

EXCUSES: dict[Excused, str] = {
    Excused.MISSED: N_("Counts as missed"),
    Excused.LEFT_OUT: N_("Is left out of the count"),
    Excused.COUNTS: N_("Counts as attended"),
}

REASONS: dict[Why, str] = {
    Why.ENOUGH: N_("Attended enough"),
    Why.EXEMPT: N_("Not measured"),
    Why.TOO_LITTLE: N_("Attended too little"),
    Why.A_DAY: N_("Too little on one day"),
    Why.MANDATORY: N_("Missed what is mandatory"),
    Why.NOTHING: N_("Nothing attended so far"),
}

_SHARES = {
    (Unit.SESSIONS, Scope.EVENT): N_("whoever attended at least {share} % of the event sessions"),
    (Unit.SESSIONS, Scope.EACH_DAY): N_(
        "whoever attended at least {share} % of the event sessions on each day"
    ),
    (Unit.HALF_DAYS, Scope.EVENT): N_("whoever attended at least {share} % of the half-days"),
    (Unit.HALF_DAYS, Scope.EACH_DAY): N_("whoever attended at least {share} % of the half-days on each day"),
    (Unit.MINUTES, Scope.EVENT): N_("whoever was present for at least {share} % of the time"),
    (Unit.MINUTES, Scope.EACH_DAY): N_("whoever was present for at least {share} % of the time on each day"),
}

_EXCUSED = {
    Excused.MISSED: N_("an excused absence counts as missed"),
    Excused.LEFT_OUT: N_("an excused absence is left out of the count"),
    Excused.COUNTS: N_("an excused absence counts as attended"),
}

_SHORT = {
    (Unit.SESSIONS, Scope.EVENT): N_("≥ {share} % of sessions"),
    (Unit.SESSIONS, Scope.EACH_DAY): N_("≥ {share} % of sessions, each day"),
    (Unit.HALF_DAYS, Scope.EVENT): N_("≥ {share} % of half-days"),
    (Unit.HALF_DAYS, Scope.EACH_DAY): N_("≥ {share} % of half-days, each day"),
    (Unit.MINUTES, Scope.EVENT): N_("≥ {share} % of the time"),
    (Unit.MINUTES, Scope.EACH_DAY): N_("≥ {share} % of the time, each day"),
}


def rule_told(texts: Texts, rule: Rule | None, titles: Mapping[UUID, str]) -> str:
    """The whole rule in one sentence.

    Args:
        rule: None when what is kept of it cannot be read.
        titles: of the event's sessions.
    """
    if rule is None:
        return texts("The rule for certificates cannot be read. Set it anew.")
    if rule.threshold:
        who = texts(_SHARES[rule.unit, rule.scope], share=rule.threshold)
    else:
        who = texts("everybody who is expected, whatever they attended")
    parts = [texts("A certificate goes to {whom}", whom=who), texts(_EXCUSED[rule.excused])]
    ways = (
        (rule.late, texts("coming late")),
        (rule.left_early, texts("leaving early")),
        (rule.online, texts("taking part online")),
    )
    for counts, words in ((True, N_("counts as attended: {what}")), (False, N_("does not count: {what}"))):
        if named := [name for way, name in ways if way is counts]:
            parts.append(texts(words, what=", ".join(named)))
    if must := sorted(titles[one] for one in rule.mandatory if one in titles):
        parts.append(texts("mandatory in any case: {sessions}", sessions=", ".join(must)))
    if rule.exempt:
        parts.append(
            texts("not measured, if they came at all: {capacities}", capacities=_several(texts, rule.exempt))
        )
    return f"{'; '.join(parts)}."


def rule_short(texts: Texts, rule: Rule) -> str:
    """The share in a few words, for a column."""
    return texts(_SHORT[rule.unit, rule.scope], share=rule.threshold)


def _several(texts: Texts, capacities: Iterable[Capacity]) -> str:
    chosen = frozenset(capacities)
    return ", ".join(texts(SEVERAL[one]) for one in Capacity if one in chosen)
