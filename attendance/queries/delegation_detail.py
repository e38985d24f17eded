"""One delegation with all that belongs to it beside its people, and the follow-ups of a whole event."""

from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, case, select

from attendance.domain.kinds import GONE, Capacity, FollowUpState
from attendance.queries.delegation_board import Tile, board
from attendance.store import tables as t

_g, _d, _s, _c, _y, _w, _l, _f = (
    t.delegation.c, t.delegate.c, t.event_session.c, t.contribution.c, t.priority.c, t.follow_up.c,
    t.letter.c, t.delegation_file.c,
)  # fmt: skip

MOST_SPEAKERS = 500

Row = dict[str, Any]


class Choice(NamedTuple):
    """Something to choose: its id, its name in two scripts; ``more`` tells it apart (a day, a capacity)."""

    id: UUID
    name: str | None
    name_official: str | None
    more: str | None


class Detail(NamedTuple):
    """One delegation; rows are dicts by column name, each with its ``id``.

    Attributes:
        tile: as the board shows it; place: (its number from 1, of how many), neighbours by id or None.
        facts: every column of ``delegation``.
        files: what it sent: name, sha256, at (ms UTC).
        sessions, speakers: what a contribution can be given in, and by whom.
    """

    tile: Tile
    place: tuple[int, int]
    before: UUID | None
    after: UUID | None
    facts: Row
    contributions: list[Row]
    priorities: list[Row]
    follow_ups: list[Row]
    letters: list[Row]
    files: list[Row]
    sessions: list[Choice]
    speakers: list[Choice]


def detail(db: Connection, delegation: UUID, here: UUID | None) -> Detail | None:
    """Everything about one delegation in one snapshot; None when it is gone."""
    facts = db.execute(select(t.delegation).where(_g.id == delegation)).mappings().one_or_none()
    if facts is None:
        return None
    tiles = board(db, facts["event"], here, only=delegation).tiles
    place = next(number for number, tile in enumerate(tiles) if tile.id == delegation)
    return Detail(
        tiles[place],
        (place + 1, len(tiles)),
        tiles[place - 1].id if place else None,
        tiles[place + 1].id if place + 1 < len(tiles) else None,
        dict(facts),
        _rows(db, t.contribution, _c.delegation == delegation, _c.n),
        _rows(db, t.priority, _y.delegation == delegation, _y.position.nulls_last(), _y.n),
        _rows(db, t.follow_up, _w.delegation == delegation, *_BY_DEADLINE),
        _rows(db, t.letter, _l.delegation == delegation, _l.date.nulls_last(), _l.n),
        _rows(db, t.delegation_file, _f.delegation == delegation, _f.at.desc()),
        _sessions(db, facts["event"]),
        _speakers(db, delegation),
    )


def follow_ups(db: Connection, event: UUID) -> list[Row]:
    """The follow-ups of all delegations and of the event itself: open ones first, by deadline.

    Each row has also ``code``, ``name`` and ``name_official`` of its delegation, None where it has none.
    """
    statement = (
        select(t.follow_up, _g.code, _g.name, _g.name_official)
        .select_from(t.follow_up.outerjoin(t.delegation, _g.id == _w.delegation))
        .where(_w.event == event)
        .order_by(*_BY_DEADLINE)
    )
    return [dict(row) for row in db.execute(statement).mappings()]


def delegation_choices(db: Connection, event: UUID) -> list[Choice]:
    """The delegations of an event to choose from, by code."""
    columns = (_g.id, _g.name, _g.name_official, _g.code)
    return [Choice(*row) for row in db.execute(select(*columns).where(_g.event == event).order_by(_g.code))]


_BY_DEADLINE = (case((_w.state == FollowUpState.OPEN, 0), else_=1), _w.deadline.nulls_last(), _w.n)


def _rows(db: Connection, table: Any, condition: Any, *order: Any) -> list[Row]:
    return [dict(row) for row in db.execute(select(table).where(condition).order_by(*order)).mappings()]


def _sessions(db: Connection, event: UUID) -> list[Choice]:
    columns = (_s.id, _s.title, _s.title_official, _s.day)
    found = select(*columns).where(_s.event == event)
    ordered = found.order_by(_s.day.nulls_last(), _s.starts.nulls_last(), _s.n)
    return [Choice(*row) for row in db.execute(ordered)]


def _speakers(db: Connection, delegation: UUID) -> list[Choice]:
    columns = (_d.id, _d.name, _d.name_official, _d.capacity)
    found = (
        select(*columns)
        .where(_d.delegation == delegation, _d.status.not_in(GONE))
        .order_by(_d.capacity != Capacity.HEAD, _d.n)
        .limit(MOST_SPEAKERS)
    )
    return [Choice(*row) for row in db.execute(found)]
