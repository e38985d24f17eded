"""What belongs to a delegation, told to the lists and forms: contributions, priorities, follow-ups."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from attendance.commands.contributions import add_contribution, change_contribution, remove_contribution
from attendance.commands.follow_ups import (
    add_follow_up,
    add_priority,
    change_follow_up,
    change_priority,
    order_priorities,
    remove_follow_up,
    remove_priority,
)
from attendance.domain.kinds import FollowUpState, Stamp
from attendance.language.labels import label
from attendance.queries.delegation_detail import Choice
from attendance.ui.cells import Tone
from attendance.ui.desk import Desk
from attendance.ui.form import Field, Kind
from attendance.ui.pages.delegations.items import Items, Row
from attendance.ui.pages.delegations.lists import Cell


def contributions(desk: Desk) -> Items:
    """Presentations and statements of one delegation."""
    texts = desk.texts
    return Items(
        name=texts("Contributions"),
        none=texts("This delegation has announced no presentation or statement yet."),
        add_words=texts("Add contribution"),
        remove_words=texts("Remove contribution"),
        removed=texts("The contribution was removed."),
        columns=((texts("Topic"), 1),),
        cells=_titled(desk, "title"),
        needed=("title", "title_official"),
        add=_add_contribution,
        change=change_contribution,
        remove=remove_contribution,
    )


def contribution_fields(desk: Desk, sessions: Sequence[Choice], speakers: Sequence[Choice]) -> list[Field]:
    """What is said of a contribution; it may be without event session or speaker."""
    texts = desk.texts
    days = {choice: texts.date_long(choice.more) for choice in sessions}
    return [
        Field("title", texts("Topic"), Kind.PAIR, required=True),
        Field(
            "event_session",
            texts("Event session"),
            Kind.CHOICE,
            (
                (None, texts("Not in the programme yet")),
                *((s.id, " · ".join(filter(None, (days[s], _name(desk, s))))) for s in sessions),
            ),
        ),
        Field(
            "delegate",
            texts("Speaker"),
            Kind.CHOICE,
            ((None, texts("Not named yet")), *((s.id, _name(desk, s)) for s in speakers)),
        ),
        Field("summary", texts("Summary"), Kind.LONG_PAIR),
    ]


def priorities(desk: Desk) -> Items:
    """Areas a delegation put forward, in its own order."""
    texts = desk.texts
    return Items(
        name=texts("Priorities"),
        none=texts("This delegation has put no priority forward yet."),
        add_words=texts("Add priority"),
        remove_words=texts("Remove priority"),
        removed=texts("The priority was removed."),
        columns=((texts("Area"), 1),),
        cells=_titled(desk, "area"),
        needed=("area", "area_official"),
        add=add_priority,
        change=change_priority,
        remove=remove_priority,
        order=order_priorities,
    )


def priority_fields(desk: Desk) -> list[Field]:
    texts = desk.texts
    return [
        Field("area", texts("Area"), Kind.PAIR, required=True),
        Field("achievements", texts("Achievements so far"), Kind.LONG_PAIR),
        Field("plan", texts("Plan"), Kind.LONG_PAIR),
        Field("support_wanted", texts("Support wanted"), Kind.LONG_PAIR),
    ]


def follow_ups(desk: Desk, *, of_all: bool) -> Items:
    """What is to be done after the meeting, of one delegation or of all (with the delegation's code)."""
    texts = desk.texts
    columns = [(texts("Action"), 11), (texts("State"), 7)]
    if of_all:
        columns = [
            (texts("Action"), 9),
            (texts("Delegation"), 4),
            (texts("Deadline"), 5),
            (texts("State"), 4),
        ]
    return Items(
        name=texts("Follow-ups"),
        none=texts("Nothing was agreed for after the meeting yet."),
        add_words=texts("Add follow-up"),
        remove_words=texts("Remove follow-up"),
        removed=texts("The follow-up was removed."),
        columns=tuple(columns),
        cells=_FollowUpCells(desk, of_all),
        needed=("action", "action_official"),
        add=_add_follow_up if of_all else _add_follow_up_of,
        change=change_follow_up,
        remove=remove_follow_up,
        tick=_turned,
    )


def follow_up_fields(desk: Desk, delegations: Sequence[Choice] | None = None) -> list[Field]:
    """What is said of a follow-up; with ``delegations`` also whose it is."""
    texts = desk.texts
    whose = ()
    if delegations is not None:
        named = ((choice.id, f"{choice.more}  {_name(desk, choice)}") for choice in delegations)
        choices = ((None, texts("The whole event")), *named)
        whose = (Field("delegation", texts("Delegation"), Kind.CHOICE, choices),)
    states = tuple((str(state), label(texts, state)) for state in FollowUpState)
    return [
        Field("action", texts("Action"), Kind.LONG_PAIR, required=True),
        *whose,
        Field("responsible", texts("Responsible")),
        Field("deadline", texts("Deadline"), Kind.DATE),
        Field("state", texts("State"), Kind.CHOICE, states),
    ]


class _FollowUpCells:
    """Action, delegation, deadline, state: overdue where it is open after its deadline."""

    def __init__(self, desk: Desk, of_all: bool) -> None:
        self._desk, self._of_all = desk, of_all

    def __call__(self, row: Row) -> tuple[Cell, ...]:
        texts = self._desk.texts
        late = row["state"] == FollowUpState.OPEN and (row["deadline"] or "9") < date.today().isoformat()
        tone = {FollowUpState.OPEN: Tone.BLUE, FollowUpState.DONE: Tone.GREEN}.get(row["state"], Tone.MUTED)
        cells = [Cell(self._desk.pick(row["action"], row["action_official"]).replace("\n", " "))]
        if self._of_all:
            cells.append(Cell(row["code"] or ""))
            cells.append(Cell(texts.date_long(row["deadline"])))
        state = texts("Overdue") if late else label(texts, row["state"])
        cells.append(Cell(state, str(Tone.RED if late else tone)))
        return tuple(cells)


class _titled:  # noqa: N801 - stands where a function would
    """The one column of a list of titled things."""

    def __init__(self, desk: Desk, field: str) -> None:
        self._desk, self._field = desk, field

    def __call__(self, row: Row) -> tuple[Cell, ...]:
        return (Cell(self._desk.pick(row[self._field], row[f"{self._field}_official"])),)


def _name(desk: Desk, choice: Choice) -> str:
    return desk.pick(choice.name, choice.name_official)


def _turned(row: Row) -> Row:
    done = row["state"] == FollowUpState.DONE
    return {"state": str(FollowUpState.OPEN if done else FollowUpState.DONE)}


def _add_contribution(db: Any, stamp: Stamp, delegation: UUID, fields: Mapping[str, Any]) -> Any:
    return add_contribution(db, stamp, delegation, **fields)


def _add_follow_up(db: Any, stamp: Stamp, event: UUID, fields: Mapping[str, Any]) -> Any:
    return add_follow_up(db, stamp, event, fields)


def _add_follow_up_of(db: Any, stamp: Stamp, owner: tuple[UUID, UUID], fields: Mapping[str, Any]) -> Any:
    event, delegation = owner
    return add_follow_up(db, stamp, event, {**fields, "delegation": delegation})
