"""All events as a person looks through them: what is on, what is coming, what is past, what is put away."""

from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, func, select

from attendance.domain.kinds import GONE
from attendance.domain.text_keys import loose_key
from attendance.language.dates import local
from attendance.store import tables as t

_e, _g, _d, _p, _s = t.event.c, t.delegation.c, t.delegate.c, t.presence.c, t.event_session.c

DETAILS = (
    *("title", "title_official", "place", "place_official", "organisers", "organisers_official"),
    *("supporters", "supporters_official", "purpose", "purpose_official"),
    *("starts", "ends", "year", "zone", "country", "project_no", "activity_code", "nomination_deadline"),
    *("places_offered", "confirmed_only", "archived", "sample", "quorum", "personal_until"),
    "counter_word",
)
"""Every column of an event that a person sees."""


PAIRED, MOST_PAIRS = ("place", "organisers", "supporters"), 500
"""Fields whose forms once typed are offered again, and how many of them."""


class Phase(StrEnum):
    """Where an event stands, in the order they are listed."""

    NOW = "now"
    COMING = "coming"
    PAST = "past"
    ARCHIVED = "archived"


class EventCard(NamedTuple):
    """One event of the list.

    Attributes:
        days_away: days until it starts, negative once it has; None with open dates.
        delegates: people who have not gone.
        key: what a search looks into, folded.
    """

    id: UUID
    title: str | None
    title_official: str | None
    place: str | None
    place_official: str | None
    starts: str | None
    ends: str | None
    year: int | None
    sample: bool
    phase: Phase
    days_away: int | None
    delegations: int
    delegates: int
    key: str


def event_cards(db: Connection, at: int) -> list[EventCard]:
    """Every event: what is on and coming by date, nearest first, then the past, newest first.

    Args:
        at: now, in ms since 1970 UTC; "today" is each event's own local day.
    """
    delegations = _counts(db, _g.event)
    delegates = _counts(db, _d.event, _d.status.not_in(GONE))
    found = [_card(row, at, delegations, delegates) for row in db.execute(select(t.event).order_by(_e.n))]
    found.sort(key=_place, reverse=True)
    return sorted(found, key=_order)


def came_to(db: Connection) -> dict[UUID, int]:
    """How many different people somebody saw at each event; asked apart, because it counts everybody."""
    statement = (
        select(_s.event, func.count(_p.delegate.distinct()))
        .select_from(t.presence.join(t.event_session, _s.id == _p.event_session))
        .where(_p.first_in.is_not(None))
        .group_by(_s.event)
    )
    return {row[0]: row[1] for row in db.execute(statement)}


def event_details(db: Connection, event: UUID) -> dict[str, Any] | None:
    """Every field of an event by its column's name (``DETAILS``), None when it is not in the file."""
    row = db.execute(select(*(_e[name] for name in DETAILS)).where(_e.id == event)).mappings().one_or_none()
    return None if row is None else {**row}


def event_pairs(db: Connection) -> dict[str, list[tuple[str | None, str | None]]]:
    """(Latin form, official form) of every place, organiser and supporter of an event, the newest first."""
    found: dict[str, list[tuple[str | None, str | None]]] = {}
    for key in PAIRED:
        latin, official = _e[key], _e[f"{key}_official"]
        statement = select(latin, official).where(func.coalesce(latin, official).is_not(None))
        newest = statement.group_by(latin, official).order_by(func.max(_e.n).desc()).limit(MOST_PAIRS)
        found[key] = [(row[0], row[1]) for row in db.execute(newest)]
    return found


def _counts(db: Connection, of: Any, *conditions: Any) -> dict[UUID, int]:
    statement = select(of, func.count()).where(*conditions).group_by(of)
    return {row[0]: row[1] for row in db.execute(statement)}


def _card(row: Any, at: int, delegations: dict[UUID, int], delegates: dict[UUID, int]) -> EventCard:
    today = local(at, row.zone).date()
    away = None
    if row.starts:
        away = (date.fromisoformat(row.starts) - today).days
    if row.archived:
        phase = Phase.ARCHIVED
    elif away is None:
        phase = Phase.PAST if row.year and row.year < today.year else Phase.COMING
    elif away > 0:
        phase = Phase.COMING
    else:
        phase = Phase.NOW if (row.ends or row.starts) >= today.isoformat() else Phase.PAST
    said = (row.title, row.title_official, row.place, row.place_official, row.starts, row.year)
    return EventCard(
        row.id, row.title, row.title_official, row.place, row.place_official, row.starts, row.ends, row.year,
        row.sample, phase, away, delegations.get(row.id, 0), delegates.get(row.id, 0),
        loose_key(" ".join(str(part) for part in said if part)),
    )  # fmt: skip


def _place(card: EventCard) -> str:
    return card.starts or str(card.year or "")


def _order(card: EventCard) -> tuple[int, int]:
    """By phase; what is coming nearest first, open dates after all that have one."""
    rank = list(Phase).index(card.phase)
    if card.phase is not Phase.COMING:
        return rank, 0
    return rank, card.days_away if card.days_away is not None else 1_000_000
