"""Who may enter an event session, as one plain sentence."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from attendance.domain.kinds import Capacity, Guard, SessionEntry
from attendance.domain.rules import Condition, ConditionKind, Question, Rules
from attendance.language.marks import N_
from attendance.language.texts import Texts

SEVERAL: dict[Capacity, str] = {
    Capacity.HEAD: N_("heads of delegation"),
    Capacity.DEPUTY: N_("deputy heads"),
    Capacity.ALTERNATE: N_("alternates"),
    Capacity.DELEGATE: N_("delegates"),
    Capacity.ADVISER: N_("advisers"),
    Capacity.OBSERVER: N_("observers"),
    Capacity.SPEAKER: N_("speakers"),
    Capacity.ORGANISER: N_("organisers"),
    Capacity.INTERPRETER: N_("interpreters"),
    Capacity.SUPPORT: N_("support staff"),
    Capacity.MEDIA: N_("media"),
    Capacity.GUEST: N_("guests"),
}
"""Capacities as they stand in the middle of a sentence, more than one person of each."""

ENTRIES: dict[SessionEntry, str] = {
    SessionEntry.ONCE: N_("once, and again after an exit"),
    SessionEntry.MANY: N_("as often as they come"),
    SessionEntry.SINGLE: N_("once, and not again after an exit"),
}

_GUARDS = {
    (Guard.WARN, False): N_("the same badge within {time} is let in, and the desk is told"),
    (Guard.BLOCK, False): N_("the same badge within {time} is refused"),
    (Guard.SILENT, False): N_("the same badge within {time} is let in, and nothing is said"),
    (Guard.WARN, True): N_("the same badge within {time} at one desk is let in, and the desk is told"),
    (Guard.BLOCK, True): N_("the same badge within {time} at one desk is refused"),
    (Guard.SILENT, True): N_("the same badge within {time} at one desk is let in, and nothing is said"),
}

MANY = 7
"""From this many capacities on it is shorter to name the others."""

Titles = Mapping[UUID, tuple[str | None, str | None]]


def rules_told(
    texts: Texts, rules: Rules | None, entry: SessionEntry, tags: Mapping[UUID, str], fields: Titles
) -> str:
    """All rules of an event session in one sentence.

    Args:
        rules: None when what is kept of them cannot be read.
        tags, fields: the names of the event's tags and the titles (Latin, official) of its custom fields.
    """
    if rules is None:
        return texts("The rules of this event session cannot be read. Set them anew under Programme.")
    first = ", ".join((_who(texts, rules), *_when(texts, rules), texts(ENTRIES[entry])))
    more = [*_counts(texts, rules), *(_condition(texts, one, tags) for one in rules.conditions)]
    if rules.questions:
        asked = ", ".join(_question(texts, one, fields) for one in rules.questions)
        more.append(texts("asked at the door: {questions}", questions=asked))
    whole = "; ".join((first, *more, *_at_the_desk(texts, rules)))
    return f"{whole[:1].upper()}{whole[1:]}."


def listed(texts: Texts, parts: Iterable[str]) -> str:
    """ "heads, deputies and advisers"."""
    *first, last = parts
    if not first:
        return last
    return texts("{first} and {last}", first=", ".join(first), last=last)


def _who(texts: Texts, rules: Rules) -> str:
    if not rules.capacities:
        return texts("everyone on the list")
    if MANY <= len(rules.capacities) < len(Capacity):
        return texts(
            "everyone on the list but {capacities}", capacities=_several(texts, rules.capacities, False)
        )
    return texts("only {capacities}", capacities=_several(texts, rules.capacities, True))


def _several(texts: Texts, capacities: frozenset[Capacity], among: bool) -> str:
    return listed(texts, (texts(SEVERAL[one]) for one in Capacity if (one in capacities) is among))


def _when(texts: Texts, rules: Rules) -> list[str]:
    opens, closes = rules.opens_before, rules.closes_after
    said = [texts("at any time")] if opens is None and closes is None and not rules.weekdays else []
    if opens == 0:
        said.append(texts("from the start"))
    elif opens is not None:
        said.append(
            texts.plural("from {n} minute before the start", "from {n} minutes before the start", opens)
        )
    if closes == 0:
        said.append(texts("until the end"))
    elif closes is not None:
        said.append(texts.plural("until {n} minute after the end", "until {n} minutes after the end", closes))
    if rules.weekdays:  # the first of January 2024 was a Monday
        days = listed(texts, (texts.weekday(f"2024-01-{day:02d}") for day in sorted(rules.weekdays)))
        said.append(texts("on {weekdays} only", weekdays=days))
    return said


def _counts(texts: Texts, rules: Rules) -> list[str]:
    said: list[str] = []
    if rules.once_a_day:
        said.append(texts("one entry a day"))
    if rules.max_entries is not None:
        said.append(texts.plural("at most {n} entry each", "at most {n} entries each", rules.max_entries))
    if rules.minutes_between is not None:
        said.append(
            texts.plural(
                "at least {n} minute between two entries",
                "at least {n} minutes between two entries",
                rules.minutes_between,
            )
        )
    if rules.only_if_absent:
        said.append(texts("nobody who is inside"))
    if rules.places is not None:
        said.append(
            texts.plural("at most {n} person in the room", "at most {n} people in the room", rules.places)
        )
    if rules.one_room:
        said.append(texts("nobody who is still inside another room that day"))
    return said


def _condition(texts: Texts, one: Condition, tags: Mapping[UUID, str]) -> str:
    if one.kind is ConditionKind.CREDENTIALS:
        said = texts("the credentials letter of the delegation must be in")
    else:
        name = tags.get(one.tag) if one.tag is not None else None
        name = name or texts("removed")
        if one.kind is ConditionKind.TAG:
            said = texts("only with the tag “{tag}”", tag=name)
        else:
            said = texts("not with the tag “{tag}”", tag=name)
    return texts("{rule} (the desk may admit anyway)", rule=said) if one.admit_anyway else said


def _question(texts: Texts, one: Question, fields: Titles) -> str:
    title = texts.pick(*fields.get(one.field, (None, None))) or texts("removed")
    notes = [] if one.required else [texts("may stay open")]
    if one.capacities:
        notes.append(texts("only {capacities}", capacities=_several(texts, one.capacities, True)))
    quoted = texts("“{title}”", title=title)
    return f"{quoted} ({', '.join(notes)})" if notes else quoted


def _at_the_desk(texts: Texts, rules: Rules) -> list[str]:
    said: list[str] = []
    if rules.guard_seconds:
        time = texts.plural("{n} second", "{n} seconds", rules.guard_seconds)
        said.append(texts(_GUARDS[rules.guard, rules.guard_here_only], time=time))
    if rules.confirm:
        said.append(texts("the desk confirms each entry"))
    if rules.closes_at is not None:
        said.append(texts("whoever is inside at {time} counts as gone", time=rules.closes_at))
    return said
