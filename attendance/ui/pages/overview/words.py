"""What the overview says of the list: warnings, heads, deadlines, and what is ready for tomorrow."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from attendance.domain.kinds import GONE, Capacity, Status
from attendance.domain.quorum import Standing, Unit
from attendance.language import Texts
from attendance.language.dates import local
from attendance.language.labels import label
from attendance.language.marks import N_
from attendance.queries.delegates import (
    BADGE_NOT_PRINTED,
    BADGE_OUTDATED,
    MISSING_ENGLISH,
    MISSING_SEX,
    NOT_HERE_YET,
)
from attendance.queries.listing import Question
from attendance.queries.overview import DeskState, Here
from attendance.queries.overview_lists import Due, Group, Head, Lists
from attendance.ui.pages.overview.lines import Line

CODES = 4
"""Delegations a warning names; the others are counted."""

MOST_LINES = 6
"""Lines of a card that could be long; the rest is one line."""

NAMED = 3
"""People on the list twice who are named; the others are counted."""

SOON = 7
"""Days."""

BY_HAND = {
    "sheets": N_("Paper sheets printed"),
    "scanner": N_("Scanner tested"),
    "practice": N_("Practice done"),
}
"""What the file cannot know: ticked by a person, kept on this computer."""

_EXPECTED = tuple(status.value for status in Status if status not in GONE)


def of_the_list(condition: str, *more: tuple[str, tuple[Any, ...]]) -> Question:
    """People who are expected and answer a condition of the delegates list."""
    return Question(filters=(("status", _EXPECTED), *more), conditions=(condition,))


def codes(groups: Sequence[Group], *, quota: bool = False) -> str:
    """ "KAZ, LAO +3"; with the quota "KAZ 7/6"."""
    named = ", ".join(f"{one.code} {one.people}/{one.quota}" if quota else one.code for one in groups[:CODES])
    return f"{named} +{len(groups) - CODES}" if len(groups) > CODES else named


def warnings(texts: Texts, found: Lists, here: Here | None) -> list[Line]:
    """Everything somebody should look at, the gravest first."""
    plural, groups = texts.plural, found.groups
    lines: list[Line] = []
    if headless := [one for one in groups if one.headless]:
        said = plural("{n} delegation without a head", "{n} delegations without a head", len(headless))
        lines.append(_groups(said, "no_head", headless))
    if several := [one for one in groups if one.takes_part and one.heads > 1]:
        said = plural(
            "{n} delegation with more than one head",
            "{n} delegations with more than one head",
            len(several),
        )
        lines.append(_groups(said, "several_heads", several))
    over = [one for one in groups if one.takes_part and one.quota is not None and one.people > one.quota]
    if over:
        said = plural("{n} delegation over its quota", "{n} delegations over their quota", len(over))
        lines.append(_groups(said, "over_quota", over))
    if waited := [one for one in groups if one.waited_for]:
        said = plural("{n} list not received yet", "{n} lists not received yet", len(waited))
        lines.append(_groups(said, "list_missing", waited))
    return lines + _twice(texts, found) + _people(texts, groups, here)


def fallback(texts: Texts, list_: Any, starts: str | None, ends: str | None, today: date) -> list[Line]:
    """What is wrong with the list on the stick, a ``ui.fallback.Fallback``, while it matters."""
    if list_ is None:
        return []
    if list_.overdue:
        said = texts("The fallback list is missing or old")
        return [Line(said, list_.said(texts), "", "warning", "red", "settings", "backups")]
    on = bool(starts) and str(starts) <= today.isoformat() <= str(ends or starts)
    if list_.place is None and on:
        said = texts("No fallback list is kept")
        detail = texts("Choose a second place, such as a stick: if this computer fails, go on from there.")
        return [Line(said, detail, "", "warning", "red", "settings", "backups")]
    return []


def scope(texts: Texts, desks: Sequence[DeskState], at: int, zone: str) -> str:
    """Which desks the counts include and up to when; ``at`` is now (ms UTC)."""
    today = local(at, zone).date()
    told: list[str] = []
    for desk in desks:
        moment = at if desk.own else desk.at
        same = local(moment, zone).date() == today
        when = texts.time(moment, zone) if same else texts.date_time(moment, zone)
        told.append(texts("{desk} up to {time}", desk=desk.name or texts("another desk"), time=when))
    return texts("Counted: {desks}", desks=", ".join(told)) if told else ""


def all_well(texts: Texts) -> Line:
    """There is nothing to look at."""
    return Line(texts("Nothing to look at: the list is complete."), icon="in", tone="green")


def _groups(said: str, name: str, groups: Sequence[Group]) -> Line:
    target = groups[0].id if len(groups) == 1 else name
    return Line(said, codes(groups, quota=name == "over_quota"), page="delegations", target=target)


def _twice(texts: Texts, found: Lists) -> list[Line]:
    lines: list[Line] = []
    for twice in found.twice[:NAMED]:
        name = texts.pick(twice.name, twice.name_official)
        said = texts.plural(
            "{name} is on the list {n} time", "{name} is on the list {n} times", twice.times, name=name
        )
        lines.append(Line(said, page="delegates", target=Question(search=twice.name)))
    if (more := found.twice_in_all - NAMED) > 0:
        said = texts.plural(
            "{n} more person is on the list twice", "{n} more people are on the list twice", more
        )
        lines.append(Line(said))
    return lines


def _people(texts: Texts, groups: Sequence[Group], here: Here | None) -> list[Line]:
    plural = texts.plural
    lines: list[Line] = []
    if here is not None and here.unlisted:
        said = plural(
            "{n} person came but is no longer on the list",
            "{n} people came but are no longer on the list",
            here.unlisted,
        )
        gone = tuple(sorted(status.value for status in GONE))
        lines.append(Line(said, page="delegates", target=Question(filters=(("status", gone),))))
    if n := sum(group.without_sex for group in groups):
        said = plural("Sex not noted for {n} person", "Sex not noted for {n} people", n)
        lines.append(_gap(said, MISSING_SEX))
    if n := sum(group.without_english for group in groups):
        said = plural("English form missing for {n} person", "English forms missing for {n} people", n)
        lines.append(_gap(said, MISSING_ENGLISH))
    if n := sum(group.without_badge for group in groups):
        lines.append(_gap(plural("{n} badge not printed", "{n} badges not printed", n), BADGE_NOT_PRINTED))
    if n := sum(group.with_old_badge for group in groups):
        said = plural("{n} badge with an old name or code", "{n} badges with an old name or code", n)
        lines.append(_gap(said, BADGE_OUTDATED))
    return lines


def _gap(said: str, condition: str) -> Line:
    return Line(said, tone="muted", page="delegates", target=of_the_list(condition))


def quorum(texts: Texts, now: Standing) -> tuple[str, str]:
    """ "Quorum reached: 9 of 14 delegations in the room, 8 needed." and its tone."""
    number = texts.number
    given = {"n": number(now.present), "of": number(now.members), "needed": number(now.needed)}
    if now.unit is Unit.DELEGATIONS:
        counted = texts("{n} of {of} delegations are in the room, {needed} are needed.", **given)
    else:
        counted = texts("{n} of {of} people are in the room, {needed} are needed.", **given)
    said = texts("Quorum reached.") if now.reached else texts("No quorum yet.")
    return f"{said} {counted}", "green" if now.reached else "amber"


def heads(texts: Texts, found: Lists, here: Here | None, *, chosen: bool, late: bool = False) -> list[Line]:
    """Heads who are not here, and delegations without one, each with whom to call.

    Args:
        chosen: the event session shown is the one the delegates page speaks of, so it can list them all.
        late: it began ten minutes ago, so that whoever is not here yet is called now, not waited for.
    """
    groups = {group.id: group for group in found.groups}
    unnamed = [group for group in found.groups if group.headless]
    away: list[Head] = []
    if here is not None and (late or any(counted.came for counted in here.groups.values())):
        away = [head for head in in_order(found) if head.id not in here.heads]
    rest = len(unnamed) + len(away) - MOST_LINES
    shown = MOST_LINES if rest <= 0 else MOST_LINES - 1
    lines = [_unnamed(texts, group) for group in unnamed[:shown]]
    lines += [_head(texts, head, groups[head.delegation], late) for head in away[: shown - len(lines)]]
    if rest > 0:
        said = texts.plural("{n} more head", "{n} more heads", rest + 1)
        target = of_the_list(NOT_HERE_YET, ("capacity", (Capacity.HEAD.value,)))
        page, where = ("delegates", target) if chosen and away else ("delegations", "no_head")
        lines.append(Line(said, icon="right", tone="muted", page=page, target=where))
    return lines


def _unnamed(texts: Texts, group: Group) -> Line:
    said = texts("{code}: no head named", code=group.code)
    return Line(said, calling(texts, group), icon="question", page="delegations", target=group.id)


def in_order(found: Lists) -> list[Head]:
    """The heads in the order of their delegations."""
    places = {group.id: place for place, group in enumerate(found.groups)}
    return sorted(
        (head for head in found.heads if head.delegation in places), key=lambda head: places[head.delegation]
    )


def _head(texts: Texts, head: Head, group: Group, late: bool) -> Line:
    official = texts.pick(head.name, head.name_official)
    name = official if official != head.name else " ".join(part for part in (head.title, head.name) if part)
    icon, tone = ("warning", "red") if late else ("clock", "amber")
    said, whom = f"{group.code}  {name}", calling(texts, group)
    return Line(said, whom, icon=icon, tone=tone, page="delegations", target=group.id)


def calling(texts: Texts, group: Group) -> str:
    """The focal point and the phone, or that there is none."""
    told = " · ".join(part for part in (group.focal_point, group.focal_phone) if part)
    return told or texts("No focal point noted")


# -- deadlines -----------------------------------------------------------------------------------------


def deadlines(texts: Texts, found: Lists, event: UUID, today: date) -> list[Line]:
    """What is due, the most overdue first; what no longer matters is left out."""
    waited = any(group.waited_for for group in found.groups) or not found.groups
    due = [
        one
        for one in found.due
        if one.kind in ("follow_up", "identity") or one.delegation or waited or _days(one, today) >= 0
    ]
    lines = [_due(texts, one, event, today) for one in due]
    if len(lines) > MOST_LINES:
        rest = len(lines) - MOST_LINES + 1
        said = texts.plural("{n} later deadline", "{n} later deadlines", rest)
        more = Line(said, icon="right", tone="muted", page="delegations", target="follow_ups")
        lines = [*lines[: MOST_LINES - 1], more]
    return lines


def _days(due: Due, today: date) -> int:
    try:
        return (date.fromisoformat(due.deadline[:10]) - today).days
    except ValueError:
        return 0


def _due(texts: Texts, due: Due, event: UUID, today: date) -> Line:
    days = _days(due, today)
    tone = "red" if days < 0 else "amber" if days <= SOON else "muted"
    if due.kind == "nomination":
        said, page, target = texts("Nominations close"), "events", event
    elif due.kind == "identity":
        said, page, target = texts("Passports and birth dates are to be taken away"), "events", event
    elif due.kind == "letter":
        kind = label(texts, due.letter) if due.letter else ""
        parts = (texts("Answer to a letter:"), kind, due.what or due.responsible)
        said = " ".join(part for part in parts if part)
        page, target = ("delegations", due.delegation) if due.delegation else ("events", event)
    else:
        said = texts.pick(due.what, due.what_official)
        page, target = "delegations", due.delegation or "follow_ups"
    whom = due.responsible if due.kind == "follow_up" else None
    detail = " · ".join(part for part in (texts.date_long(due.deadline), due.code, whom) if part)
    return Line(said, detail, "", "clock", tone, page, target, when=_when(texts, days))


def _when(texts: Texts, days: int) -> str:
    if days == 0:
        return texts("today")
    if days == 1:
        return texts("tomorrow")
    if days < 0:
        return texts.plural("{n} day overdue", "{n} days overdue", -days)
    return texts.plural("in {n} day", "in {n} days", days)


# -- ready for tomorrow --------------------------------------------------------------------------------


def ready(texts: Texts, found: Lists, ticked: Collection[str], second: bool | None) -> list[Line]:
    """What stands and what is still to be done before the doors open.

    Args:
        ticked: names in ``BY_HAND`` somebody ticked.
        second: the second place for backups is there; None when none is set.
    """
    groups, number = found.groups, texts.number
    people = sum(group.people for group in groups)
    headed = [group for group in groups if group.headed]
    sexes = people - sum(group.without_sex for group in groups)
    badges = people - sum(group.without_badge for group in groups)
    counted: tuple[tuple[str, int, int, Any], ...] = (
        (texts("Lists received"), sum(not group.waited_for for group in groups), len(groups), "list_missing"),
        (texts("Heads named"), sum(group.heads > 0 for group in headed), len(headed), "no_head"),
        (texts("Sex noted"), sexes, people, of_the_list(MISSING_SEX)),
        (texts("Badges printed"), badges, people, of_the_list(BADGE_NOT_PRINTED)),
    )
    lines: list[Line] = []
    for said, n, of, target in counted:
        if of:
            page = "delegations" if isinstance(target, str) else "delegates"
            lines.append(
                _state(said, f"{number(n)} / {number(of)}", n == of, "" if n == of else page, target)
            )
    lines.append(_by_hand(texts, "sheets", ticked))
    told = texts("there") if second else texts("not set") if second is None else texts("not plugged in")
    lines.append(
        _state(texts("Second place for backups"), told, bool(second), "" if second else "settings", "backups")
    )
    return [*lines, _by_hand(texts, "scanner", ticked), _by_hand(texts, "practice", ticked)]


def _by_hand(texts: Texts, name: str, ticked: Collection[str]) -> Line:
    return _state(texts(BY_HAND[name]), "", name in ticked, tick=name)


def _state(said: str, note: str, done: bool, page: str = "", target: Any = None, tick: str = "") -> Line:
    signs = ("box_ticked", "box") if tick else ("in", "circle")
    icon, tone = (signs[0], "green") if done else (signs[1], "muted")
    return Line(said, "", note, icon, tone, page, target, tick, done)
